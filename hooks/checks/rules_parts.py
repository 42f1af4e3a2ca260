"""Rules on the parts that a page must have: title, description, headings that say something, a situation's sections, short forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from .page import Page
from .problem import shown
from .registry import Context, Finding, page_rule
from .rules_tasks import MOST_QUICK, QUICK
from .scan import Kind

LENGTHS = {"title": (4, 30), "description": (15, 70)}
"""Characters, at least and at most: what a result of a search shows on a phone."""
EMPTY_HEADINGS = re.compile("概述|概览|简介|前言|引言|背景|背景介绍|其他|其它|总结|小结|结语|更多|补充|备注")
PARTS = {
    "checklist": "清单",
    "ask": "你可以提什么",
    "script": "话术",
    "limits": "对方能决定什么，不能决定什么",
    "deadlines": "要记进日历的日子",
    "escalate": "谈不成，按顺序找下一级",
}
"""The sections of a situation: the anchor that other pages link to, and what the heading usually says."""
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十\d]+[、.．）)]\s*|第[一二三四五六七八九十\d]+[章节步]\s*)")


@page_rule("front-matter-length")
def front_matter_length(page: Page, _: Context) -> Iterator[Finding]:
    """Title and description are all that a reader sees in a list of results: too short says nothing, too long is cut off."""
    for key, (least, most) in LENGTHS.items():
        value = page.front.values.get(key)
        if isinstance(value, str) and value.strip() and not least <= len(value.strip()) <= most:
            yield page.front.lines[key], f"{key} 有 {len(value.strip())} 个字", f"写 {least} 到 {most} 个字，让人看标题就知道这一页回答什么"


@page_rule("heading-empty")
def heading_empty(page: Page, _: Context) -> Iterator[Finding]:
    """A reader who scans headings looks for the question: “概述” and “其他” could stand above anything."""
    title = page.front.values.get("title")
    if isinstance(title, str) and EMPTY_HEADINGS.fullmatch(title.strip()):
        yield page.front.lines["title"], f"标题 {shown(title)} 没有说这一页讲什么", "写成读者的问题或任务"
    for line in page.body:
        if line.kind is Kind.HEADING and not page.widget(line) and EMPTY_HEADINGS.fullmatch(_NUMBERED.sub("", line.text).strip()):
            yield line.number, f"标题 {shown(line.text)} 没有说这一节讲什么", "写成读者的问题或任务"


@page_rule("situation-parts")
def situation_parts(page: Page, _: Context) -> Iterator[Finding]:
    """Whoever comes with a situation needs all of it: what to prepare, ask and say, who decides, by when, and who is next."""
    place = PurePosixPath(page.rel)
    if place.parent.as_posix() != "situations" or place.name == "index.md":
        return
    headings = {line.id for line in page.body if line.kind is Kind.HEADING}
    for anchor, words in PARTS.items():
        if anchor not in headings:
            yield page.scan.front + 1, f"情况页缺少一节 {anchor}", f"加一个标题：## {words} {{#{anchor}}}"


@page_rule("quick-missing")
def quick_missing(page: Page, _: Context) -> Iterator[Finding]:
    """A list of more than seven items is put off; its short form is done at once."""
    for index, block in enumerate(page.blocks):
        items = [line for line in page.tasks if line.block == index and page.widget(line) == "checklist"]
        if len(items) > MOST_QUICK and not any(QUICK in line.marks for line in items):
            yield block.start, f"清单有 {len(items)} 项，没有三分钟版", f"挑最多 {MOST_QUICK} 项，编号后面加 .quick：{{#r3k9 .quick}}"
