"""The rule on how long a script gets: the widget itself is asked what it would say with every blank filled by its example."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hooks import data
from hooks.widget_props import Source
from hooks.widget_props import script as props_of
from py_widgets.script.state import State
from py_widgets.script.text import CHAT, body, part_text
from py_widgets.sentences.compose import Channel, compose
from py_widgets.sentences.fields import MULTI
from py_widgets.textcheck import length, sentences

from .page import Page
from .problem import shown
from .registry import Context, Finding, page_rule
from .scan import Block, Kind, Line

_EITHER = re.compile("不是[^，。；]*就空着")
PHONE = "电话"
"""Sections that scripts take in are said on the phone, whatever else they are used for."""


@dataclass
class _Outline:
    """A script as the widget's maker wants it, and the line of the page for each channel, part and sentence in its order."""

    names: tuple[str, ...]  # of the channels there are
    root: etree.Element = field(default_factory=lambda: etree.Element("div"))
    channels: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    lines: list[tuple[int, bool]] = field(default_factory=list)  # and whether the sentence stands on this page
    ready: bool = False  # a part is open
    odd: bool = False  # a heading that other rules report: what follows cannot be told

    def add(self, line: Line, number: int, own: bool) -> None:
        """Add a heading or a sentence; one from elsewhere counts as standing on the line that takes it in."""
        if line.kind is Kind.HEADING:
            self.ready = line.level == 4
            self.odd |= not self.channels if self.ready else line.level != 3 or line.text not in self.names
            (self.parts if self.ready else self.channels).append(number)
            etree.SubElement(self.root, f"h{line.level}").text = line.text
        elif line.kind is Kind.ITEM and self.ready:
            tick = "" if line.tick is None else "[x] " if line.tick else "[ ] "
            end = f" {{#{line.id}}}" if line.tick is not None and line.id else ""
            etree.SubElement(etree.SubElement(self.root, "ul"), "li").text = f"{tick}{line.text}{end}"
            self.lines.append((number, own))


def _outlines(page: Page, context: Context, names: tuple[str, ...]) -> Iterator[tuple[_Outline, object]]:
    """Yield each script of the page with what it says otherwise about fields, then the sections that scripts take in."""
    for index, block in enumerate(page.blocks):
        if block.name == "widget" and block.argument == "script":
            yield _script(page, index, block, context, names), page.options(block).values.get("fields")
    if any(line.sections and line.block == -1 for line in page.lines):
        sections = _Outline(names)
        sections.add(Line(0, Kind.HEADING, "", text=PHONE, level=3), 1, False)
        for line in page.lines:
            if line.sections and line.block == -1:
                sections.add(line, line.number, True)
        yield sections, None


def _script(page: Page, index: int, block: Block, context: Context, names: tuple[str, ...]) -> _Outline:
    found = _Outline(names)
    for line in page.lines[block.start : block.end or len(page.lines)]:
        if line.kind is Kind.SNIPPET:
            file, _, section = line.snippet.partition(":")
            target = context.docs.page(file)
            for other in target.lines if target and section else ():
                if section in other.sections:
                    found.add(other, line.number, False)
        elif line.block == index:
            found.add(line, line.number, True)
    return found


def _filled(props: dict[str, Any], *, brief: bool = False) -> list[tuple[Channel, ...]]:
    """Return the outputs with the examples filled in, one for each blank that excludes others (不是贷款就空着).

    The day is the last of the examples' dates, so that a page does not fail tomorrow. In the `brief` ones a free text is as long as
    its name: how much a reader writes there is not the author's to say.
    """
    values: dict[str, str | bool] = {}
    for blank in props["fields"]:
        if blank["type"] == MULTI:
            values |= {f"{blank['key']}.{option}": True for option in (blank["options"] or ())[: 1 if brief else 3]}
        else:
            values[blank["key"]] = blank["name"] if brief and blank["type"] in ("text", "longtext") else str(blank["example"])
    day = max((str(blank["example"]) for blank in props["fields"] if blank["type"] == "date"), default="2026-11-21")
    either = [] if brief else [blank["key"] for blank in props["fields"] if _EITHER.search(blank["hint"])]
    forms = [values | {other: "" for other in either if other != key} for key in either] or [values]
    return [compose(props, State(form, day)).channels for form in forms]


@page_rule("script-length")
def script_length(page: Page, context: Context) -> Iterator[Finding]:
    """A sentence on the phone is said in one breath, a form cuts off what is too long: the example answers must fit."""
    tables = context.docs.root / "_data"
    if not (tables / "channels.yml").is_file() or not any(True for _ in page.script_lines()):
        return
    site = data.load(tables)
    for outline, said in _outlines(page, context, tuple(channel.name for channel in site.channels)):
        if outline.odd:
            continue
        fields = {k: v for k, v in said.items() if isinstance(v, dict)} if isinstance(said, dict) else {}
        props, _ = props_of.make(Source(outline.root, {"fields": fields}, site))
        yield from _long_texts(_filled(props), outline)
        yield from _long_lines(_filled(props, brief=True)[0], outline)


def _long_texts(filled: list[tuple[Channel, ...]], outline: _Outline) -> Iterator[Finding]:
    parts = iter(outline.parts)
    for at, *channels in zip(outline.channels, *filled, strict=True):
        name, limit = channels[0].name, channels[0].body_limit
        if limit and (count := max(length(body(channel, {})) for channel in channels)) > limit:
            yield at, f"{name}填上举例有 {count} 个字，上限 {limit}", "删几句，或改成由读者勾选的 - [ ]"
        for same in zip(*(channel.parts for channel in channels), strict=True):
            heading, limit = next(parts), same[0].limit
            if limit and (count := max(length(part_text(channels[0].id, part)) for part in same)) > limit:
                yield heading, f"{shown(same[0].name)} 填上举例有 {count} 个字，上限 {limit}", "删几句，或改成由读者勾选的 - [ ]"


def _long_lines(channels: tuple[Channel, ...], outline: _Outline) -> Iterator[Finding]:
    lines = iter(outline.lines)
    for channel in channels:
        for part in channel.parts:
            for sentence in part.sentences:
                number, own = next(lines)
                said = [sentence.text] if channel.id == CHAT else sentences(sentence.text)
                count = max(map(length, said), default=0)
                if own and channel.line_limit and count > channel.line_limit:
                    how = "分成两条" if channel.id == CHAT else "分成两句，一口气说得完"
                    yield number, f"{channel.name}里的一句填上举例有 {count} 个字，上限 {channel.line_limit}", how
