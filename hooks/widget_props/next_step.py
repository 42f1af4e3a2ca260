"""The next step: the ladder and the matters of their tables, their sentences as a script's lines, and the links to their pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from hooks import data
from py_widgets.labels.next_step import PAGE

from . import lines
from .common import Props, Slots, Source, element

FACTS = ("last_contact_date", "promised_date", "agreed_date", "served_date", "reply_by")
"""Fields that the rules read, whether a sentence uses them or not."""


def make(source: Source) -> tuple[Props, Slots]:
    """Return the rungs, matters, fields, facts and known years; the slots `page.<rung>` hold the links.

    The links are relative to a page one folder deep, as every page but the first is. The option `fields` is a script's.
    """
    site = source.site
    rungs = [_rung(rung, site) for rung in site.ladder]
    matters = [_matter(matter, site) for matter in site.matters]
    used = lines.blanks(_lines([rungs, matters])) | {*FACTS}
    used |= {matter[key] for matter in matters for key in ("amount", "began") if matter[key]}
    cited = sorted({*_facts([rungs, matters])} & {*site.facts})
    slots: Slots = {f"page.{rung.id}": element("span", f"[{PAGE}](../{rung.page})") for rung in site.ladder}
    return {
        "rungs": rungs,
        "matters": matters,
        "fields": lines.fields(used, source),
        "facts": {fact: data.as_props(site.facts[fact]) for fact in cited},
        "years": [asdict(year) for year in site.calendar],
    }, slots


def _rung(rung: data.Rung, site: data.SiteData) -> Props:
    empty = {"days": 0, "count": "", "blank": ""}
    names = {field.name: field.key for field in site.fields.values()}
    told = rung.told or {"after": "", "say": ()}
    return asdict(rung) | {
        "opens": [empty | dict(rule) for rule in rung.opens],
        "have": [{"say": thing["say"], "key": names.get(thing.get("blank", ""), "")} for thing in rung.have],
        "text": {part: _said(rung.text[part], site) for part in ("open", "ask")},
        "told": {"after": told["after"], "lines": _said(told["say"], site)},
    }


def _matter(matter: data.Matter, site: data.SiteData) -> Props:
    made = asdict(matter) | {"lines": _said(matter.text, site)}
    del made["text"], made["page"]
    return made


def _said(texts: Iterable[str], site: data.SiteData) -> list[Props]:
    """Return sentences as lines of a script."""
    return [lines.line_of(text, site)[0] for text in texts]


def _lines(value: Any) -> Iterable[Props]:
    """Yield every line in the props."""
    if isinstance(value, dict) and "tokens" in value:
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _lines(inner)


def _facts(value: Any) -> Iterable[str]:
    """Yield every id in a `facts` of the props."""
    if isinstance(value, dict):
        yield from value.get("facts") or ()
        for inner in value.values():
            yield from _facts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _facts(inner)
