"""`/// data | freshness`, `licences`, `trust`: the tables in which the site tells of itself."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from . import data
from .licences import Component, components

CONFIDENCE = {"verified": "已核对", "corroborated": "多处一致", "unverified": "待核实"}
SOON = timedelta(days=92)
OUTCOMES = {"passed": "通过", "failed": "没有通过", "skipped": "没有做"}


def freshness(site: data.SiteData, today: date, options: Mapping[str, Any]) -> Iterator[etree.Element]:
    """Yield the facts by the day on which each has to be checked again: late, within three months, later."""
    facts = sorted(site.facts.values(), key=lambda fact: (fact.review, fact.id))
    late = [fact for fact in facts if data.expired(fact, today)]
    soon = [fact for fact in facts if fact not in late and date.fromisoformat(fact.review) <= today + SOON]
    fresh = [fact for fact in facts if fact not in late and fact not in soon]
    yield element("p", f"{today.isoformat()}生成，共{len(facts)}条：过期{len(late)}条，三个月内到期{len(soon)}条，新鲜{len(fresh)}条。")
    for name, ident, rows in (("过期", "late", late), ("三个月内", "soon", soon), ("新鲜", "fresh", fresh)):
        if rows:
            yield element("h3", f"{name}：{len(rows)}条", id=ident)
            told = ((f"{fact.id} {fact.title}（{CONFIDENCE[fact.confidence]}）", _day(fact.checked), _day(fact.review)) for fact in rows)
            yield table(("依据", "核对", "到期"), told)


def _day(day: str) -> etree.Element:
    cell = etree.Element("td")
    etree.SubElement(cell, "time", {"datetime": day}).text = day
    return cell


def licences(site: data.SiteData, today: date, options: Mapping[str, Any]) -> Iterator[etree.Element]:
    """Yield a row for everything that the site sends to a browser and others have made, then one for what is ours."""
    yield table(("名字", "许可证", "是什么"), ((_named(part), _licensed(part), part.what) for part in components()))


def _named(part: Component) -> str:
    return f"{part.name} {part.version}".rstrip()


def _licensed(part: Component) -> etree.Element | str:
    if not part.text:
        return part.licence
    cell = etree.Element("td")
    # Relative to docs/reference/, where the block stands; MkDocs resolves it.
    etree.SubElement(cell, "a", {"href": f"../{part.path}"}).text = part.licence
    return cell


def trust(site: data.SiteData, today: date, options: Mapping[str, Any]) -> Iterator[etree.Element]:
    """Yield what the last `make trust` came to: when and on what, then a table for each kind."""
    tried = data.load_trust(site.folder)
    if not tried.rows:
        yield element("p", "还没有跑过，这张表先空着。")
        return
    passed = sum(row.outcome == "passed" for row in tried.rows)
    versions = "，".join(f"{name} {version}" for name, version in tried.versions.items())
    changed = "（还有没提交的改动）" if tried.commit.endswith("+") else ""
    yield element("p", f"{tried.date}，提交{tried.commit.rstrip('+')}{changed}。{versions}。")
    yield element("p", f"共{len(tried.rows)}行，通过{passed}行，没有通过或没有做{len(tried.rows) - passed}行。")
    for kind, ident in data.KINDS.items():
        rows = [row for row in tried.rows if row.kind == kind]
        yield element("h3", kind, id=ident)
        yield table(("试了什么", "结果"), ((row.text, _outcome(row)) for row in rows)) if rows else element("p", "这一类还没有跑。")


def _outcome(row: data.Tried) -> etree.Element:
    counts = {"项": row.tests, **row.counts} if row.tests > 1 else row.counts
    # Tests say 次数; after a number it is 次.
    told = OUTCOMES[row.outcome] + "".join(f"，{number}{name.removesuffix('数')}" for name, number in counts.items())
    cell = etree.Element("td")
    (cell if row.outcome == "passed" else etree.SubElement(cell, "strong")).text = told
    return cell


def table(head: Sequence[str], rows: Iterable[Sequence[etree.Element | str]]) -> etree.Element:
    """Return a table; a cell is its text, or a `td` that is ready."""
    # What stands here is of no help to a reader in trouble, and would crowd out what is.
    found = etree.Element("table", {"data-search-exclude": ""})
    titles = etree.SubElement(etree.SubElement(found, "thead"), "tr")
    titles.extend(element("th", title) for title in head)
    body = etree.SubElement(found, "tbody")
    for row in rows:
        etree.SubElement(body, "tr").extend(element("td", cell) if isinstance(cell, str) else cell for cell in row)
    return found


def element(tag: str, text: str | None = None, **attributes: str) -> etree.Element:
    """Return an element with that text."""
    made = etree.Element(tag, attributes)
    made.text = text
    return made
