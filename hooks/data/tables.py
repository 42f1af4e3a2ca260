"""The site's tables (`docs/_data/*.yml`) as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

Row = Mapping[str, Any]

UNIQUE = {
    "facts": ("id",),
    "hotlines": ("id",),
    "fields": ("key", "name"),
    "channels": ("id", "name"),
    "wording": ("word",),
    "glossary": ("term",),
}
"""The tables, each with the columns whose values may stand only once."""


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
    """A row of `fields.yml`; `max` in characters, 0 for no limit; `needs` are the keys a computed blank is made of."""

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
    """A row of `glossary.yml`; `avoid` is its column `not`."""

    term: str
    avoid: tuple[str, ...]
    say: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class SiteData:
    """All tables: facts by id, fields by the name that stands in 【】, the others in the order of their files."""

    facts: Mapping[str, Fact]
    fields: Mapping[str, Field]
    channels: tuple[Channel, ...]
    wording: tuple[Word, ...]
    hotlines: tuple[Hotline, ...]
    glossary: tuple[Term, ...]


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
        facts={fact.id: fact for fact in facts},
        fields={field.name: field for field in fields},
        channels=tuple(Channel(**row) for row in rows["channels"]),
        wording=tuple(Word(**row) for row in rows["wording"]),
        hotlines=tuple(Hotline(**row) for row in rows["hotlines"]),
        # `not` is a word of Python's own.
        glossary=tuple(Term(row["term"], row["not"], row["say"], row["facts"]) for row in rows["glossary"]),
    )


def _frozen(row: Row) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
