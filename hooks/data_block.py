"""`/// data | facts`, `calendar`, `definite`, `fields`: rows of a table as part of a page, so that nobody types them twice.

What the site tells of itself (`freshness`, `licences`, `trust`) is in `about_tables.py`.

/// data | facts
    ids: A01-A12 A36
///
/// data | definite
    group: bank
///
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from pymdownx.blocks.block import Block, type_string

from . import about_tables, data
from .field_uses import field_uses

_RANGE = re.compile(r"([A-Z])(\d\d)(?:-\1(\d\d))?")
UNVERIFIED = "尚未核实"
HEARD = dict.fromkeys(("any", "bank", "parcel", "install", "repair", "refund"), "用户还要问") | {
    "refuse": "用户听到的",
    "pressure": "用户听到的",
}
"""The groups of `definite.yml`, each with what the middle column of its table is called."""
ASKED = {"有权要求": "可以据此要求", "可以协商": "可以据此协商", "只是请求": "只能请求", "仅作说明": "仅作说明"}


def fact_ids(text: str) -> list[str]:
    """Return the ids that `A01-A12 A36` stands for, in its order.

    Raises ValueError with the part that is no id and no range of one letter.
    """
    found: list[str] = []
    for part in text.split():
        match = _RANGE.fullmatch(part)
        if match is None or (match[3] and match[3] <= match[2]):
            raise ValueError(part)
        found += [f"{match[1]}{number:02}" for number in range(int(match[2]), int(match[3] or match[2]) + 1)]
    return found


class DataBlock(Block):
    """`/// data | name`: what stands in the table, rendered by `RENDER`."""

    NAME = "data"
    ARGUMENT = True
    OPTIONS = {"ids": ["", type_string], "group": ["", type_string]}

    def on_validate(self, parent: etree.Element) -> bool:
        try:
            fact_ids(self.options["ids"])
        except ValueError:
            return False
        return str(self.argument) in RENDER and (str(self.argument) != "definite" or self.options["group"] in HEARD)

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div", {"class": f"data-{self.argument}"})

    def on_end(self, block: etree.Element) -> None:
        context = self.config["context"]()
        block.extend(RENDER[str(self.argument)](context.site, context.today, self.options))


def facts(site: data.SiteData, today: date, options: Mapping[str, Any]) -> Iterator[etree.Element]:
    """Yield a heading, the rule and its basis for each fact in `ids`; what is unknown is left out (the checks report it)."""
    for fact in (site.facts[i] for i in fact_ids(options["ids"]) if i in site.facts):
        # Not in the table of contents, but of the rank it has under the author's h2.
        heading = _element("h4", fact.title, id=f"fact-{fact.id.lower()}", class_="fact-title")
        heading.set("aria-level", "3")
        heading.append(_element("span", UNVERIFIED if fact.confidence == "unverified" else ASKED[fact.strength], class_="fact-strength"))
        yield heading
        yield _element("p", fact.rule)
        late = f"应在{fact.review}前复核，已经过期，以官方文本为准。" if data.expired(fact, today) else ""
        basis = f"{fact.id}，{data.citation(fact, site.facts)}。核对日期：{fact.checked}。{late}"
        yield _element("p", basis, class_="fact-basis")


def calendar(site: data.SiteData, today: date, options: Mapping[str, Any]) -> Iterator[etree.Element]:
    """Yield a table for each year, the latest first: holidays with their days, then the weekend days that are worked."""
    for year in reversed(site.calendar):
        yield _element("h3", f"{year.year}年", id=f"year-{year.year}")
        table = _element("table")
        head = etree.SubElement(table, "thead")
        head.append(_row("th", "节日", "放假", "天数"))
        body = etree.SubElement(table, "tbody")
        for holiday in year.holidays:
            first, last = date.fromisoformat(holiday.first), date.fromisoformat(holiday.last)
            days = _day(first) if first == last else f"{_day(first)}到{_day(last)}"
            body.append(_row("td", holiday.name, days, f"{(last - first).days + 1}天"))
        yield table
        worked = "、".join(_day(date.fromisoformat(day)) for day in year.workdays)
        yield _element("p", f"要上班的周末：{worked}。")


def definite(site: data.SiteData, today: date, options: Mapping[str, Any]) -> Iterator[etree.Element]:
    """Yield the table of one group: what not to say, what the other side asks or hears, what to say instead."""
    table = _element("table")
    head = etree.SubElement(table, "thead")
    head.append(_row("th", "别说", HEARD[options["group"]], "改成"))
    body = etree.SubElement(table, "tbody")
    for row in site.definite:
        if row.group == options["group"]:
            body.append(_row("td", f"“{row.avoid}”", row.heard, f"“{row.say}”"))
    yield table


def fields(site: data.SiteData, today: date, options: Mapping[str, Any]) -> Iterator[etree.Element]:
    """Yield a heading and a list for each group: the question, why it is asked, where to look first, which tools use it."""
    uses = field_uses(site)
    asked = [field for field in site.fields.values() if field.type != "computed"]
    for number, group in enumerate(dict.fromkeys(field.group for field in asked), 1):
        yield _element("h3", group, id=f"group-{number}")
        rows = _element("ul", class_="map-fields")
        for field in (field for field in asked if field.group == group):
            row = etree.SubElement(rows, "li")
            question = etree.SubElement(row, "strong")
            question.text = field.label
            told = (("为什么", field.why), ("怎么填", field.hint), ("用在", "、".join(uses[field.key])))
            for name, text in told:
                if text:
                    row.append(_element("p", f"{name}：{text}{'' if text[-1] in '。？！' else '。'}"))
        yield rows


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _row(tag: str, *cells: str) -> etree.Element:
    row = etree.Element("tr")
    row.extend(_element(tag, cell) for cell in cells)
    return row


def _element(tag: str, text: str = "", **attributes: str) -> etree.Element:
    element = etree.Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    element.text = text
    return element


Render = Callable[[data.SiteData, date, Mapping[str, Any]], Iterator[etree.Element]]
RENDER: dict[str, Render] = {
    "calendar": calendar,
    "definite": definite,
    "facts": facts,
    "fields": fields,
    "freshness": about_tables.freshness,
    "licences": about_tables.licences,
    "trust": about_tables.trust,
}
"""What may stand after `/// data |`."""
