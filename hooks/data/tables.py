"""The site's tables (`docs/_data/*.yml`) as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from .ladder import Matter, Rung

Row = Mapping[str, Any]

UNIQUE = {
    "facts": ("id",),
    "hotlines": ("id",),
    "fields": ("key", "name"),
    "channels": ("id", "name"),
    "wording": ("word",),
    "glossary": ("term",),
    "synonyms": ("word",),
    "calendar": ("year",),
    "matters": ("id", "name"),
    "ladder": ("id", "name"),
    "deadlines": ("id", "title"),
    "definite": ("avoid",),
    "reply_parts": ("id", "name"),
}
"""The tables, each with the columns whose values may stand only once."""


DAYS_BLANKS = frozenset({"起算日", "最后一天", "依据"})
"""What may stand in 【】 in the text of a deadline besides the names of `fields.yml`: the widget makes them."""


@dataclass(frozen=True)
class Also:
    """A further law that a fact rests on."""

    law: str
    article: str


@dataclass(frozen=True)
class Fact:
    """A row of `facts.yml`; dates are ISO text, "" where unknown; `facts` are the ids it was derived from."""

    id: str
    title: str
    rule: str
    law: str
    version: str
    article: str
    since: str
    source: str
    confidence: str
    checked: str
    review: str
    strength: str
    also: tuple[Also, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hotline:
    """A row of `hotlines.yml`."""

    id: str
    number: str
    who: str
    does: str
    cannot: str
    before: str
    hours: str
    facts: tuple[str, ...]
    source: str
    confidence: str
    checked: str
    review: str


@dataclass(frozen=True)
class Field:
    """A row of `fields.yml`; `max` in characters, 0 for no limit; `needs` are the keys a computed blank is made of; `why` it is asked."""

    key: str
    name: str
    label: str
    type: str
    hint: str
    example: str
    sensitive: str
    group: str
    options: tuple[str, ...] = ()
    max: int = 0
    unit: str = ""
    needs: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Channel:
    """A row of `channels.yml`; limits in characters, 0 for none."""

    id: str
    name: str
    line_limit: int
    body_limit: int


@dataclass(frozen=True)
class Word:
    """A row of `wording.yml`."""

    kind: str
    word: str
    instead: str


@dataclass(frozen=True)
class Term:
    """A row of `glossary.yml`; `avoid` is its column `not`, `also` is what readers type when they search for it."""

    term: str
    avoid: tuple[str, ...]
    say: str
    facts: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Synonym:
    """A row of `synonyms.yml`: a word of the pages and what readers type for it."""

    word: str
    also: tuple[str, ...]


@dataclass(frozen=True)
class Holiday:
    """A stretch of days off work with one name; `first` and `last` are ISO dates."""

    name: str
    first: str
    last: str


@dataclass(frozen=True)
class Year:
    """A row of `calendar.yml`: the holidays of a year, and the weekend days that are worked (ISO dates)."""

    year: str
    holidays: tuple[Holiday, ...]
    workdays: tuple[str, ...]


@dataclass(frozen=True)
class Extension:
    """How long a deadline may become, in its unit from the same start, and what must have happened for that."""

    days: int
    when: str


@dataclass(frozen=True)
class Deadline:
    """A row of `deadlines.yml`; `start` is its column `from`, the question that asks for the first day; `field` the key of it or ""."""

    id: str
    title: str
    group: str
    days: int
    unit: str
    start: str
    field: str
    whose: str
    situations: tuple[str, ...]
    then: str
    text: str
    facts: tuple[str, ...]
    extend: tuple[Extension, ...] = ()


@dataclass(frozen=True)
class Rewrite:
    """A row of `definite.yml`: a vague or hurting sentence, and what to say instead.

    `find` are the words that give it away, with `date` only in a sentence that names no day and no clock time.
    """

    group: str
    avoid: str
    heard: str
    say: str
    find: tuple[str, ...]
    date: bool


@dataclass(frozen=True)
class ReplyPart:
    """A row of `reply_parts.yml`: what a reply has to say, for which decisions, and the words it is known by."""

    id: str
    name: str
    why: str
    decisions: tuple[str, ...]
    cues: tuple[str, ...]
    unless: tuple[str, ...]
    date: bool
    say: str


@dataclass(frozen=True)
class SiteData:
    """All tables: facts by id, fields by the name that stands in 【】, the others in the order of their files; `folder` holds them."""

    folder: Path
    facts: Mapping[str, Fact]
    fields: Mapping[str, Field]
    channels: tuple[Channel, ...]
    wording: tuple[Word, ...]
    hotlines: tuple[Hotline, ...]
    glossary: tuple[Term, ...]
    synonyms: tuple[Synonym, ...]
    calendar: tuple[Year, ...]
    matters: tuple[Matter, ...]
    ladder: tuple[Rung, ...]
    deadlines: tuple[Deadline, ...]
    definite: tuple[Rewrite, ...]
    reply_parts: tuple[ReplyPart, ...]


class Loader(yaml.SafeLoader):
    """YAML whose dates stay text, so that one written without quotation marks means the same."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parse(text: str) -> tuple[yaml.Node | None, Any]:
    """Return the node tree, which knows its lines, and the value; raise yaml.YAMLError."""
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node else None
    finally:
        loader.dispose()


def load(folder: Path) -> SiteData:
    """Return the tables in `folder` as they are on disk now.

    Raises FileNotFoundError, yaml.YAMLError or TypeError where `validate` reports a problem: call that first.
    """
    stats = ((folder / f"{name}.yml").stat() for name in UNIQUE)
    return _load(folder, tuple((s.st_mtime_ns, s.st_size) for s in stats))


@lru_cache(maxsize=2)
def _load(folder: Path, stamps: tuple[tuple[int, int], ...]) -> SiteData:
    """Read the tables again only when a file has changed: every page asks for them."""
    rows = {name: [_frozen(row) for row in parse((folder / f"{name}.yml").read_text("utf-8"))[1]] for name in UNIQUE}
    facts = [Fact(**row | {"also": tuple(Also(**a) for a in row.get("also", ()))}) for row in rows["facts"]]
    fields = [Field(**row) for row in rows["fields"]]
    return SiteData(
        folder=folder,
        facts={fact.id: fact for fact in facts},
        fields={field.name: field for field in fields},
        channels=tuple(Channel(**row) for row in rows["channels"]),
        wording=tuple(Word(**row) for row in rows["wording"]),
        hotlines=tuple(Hotline(**row) for row in rows["hotlines"]),
        synonyms=tuple(Synonym(**row) for row in rows["synonyms"]),
        # `not` is a word of Python's own.
        glossary=tuple(Term(row["term"], row["not"], row["say"], row["facts"], row.get("also", ())) for row in rows["glossary"]),
        calendar=tuple(_year(row) for row in rows["calendar"]),
        matters=tuple(Matter(**row) for row in rows["matters"]),
        ladder=tuple(Rung(**row) for row in rows["ladder"]),
        deadlines=tuple(_deadline(row) for row in rows["deadlines"]),
        definite=tuple(Rewrite(**row) for row in rows["definite"]),
        reply_parts=tuple(ReplyPart(**row) for row in rows["reply_parts"]),
    )


def _year(row: Row) -> Year:
    # `from` is a word of Python's own.
    return Year(row["year"], tuple(Holiday(h["name"], h["from"], h["to"]) for h in row["holidays"]), row["workdays"])


def _deadline(row: Row) -> Deadline:
    extend = tuple(Extension(**later) for later in row.get("extend", ()))
    return Deadline(**{"start" if key == "from" else key: value for key, value in row.items()} | {"extend": extend})


def _frozen(row: Row) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
