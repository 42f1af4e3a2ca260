"""The rule on practice blocks: whose lines they train, and scenes made of phrases that stand on a phrase page."""

from __future__ import annotations

from collections.abc import Iterator

from hooks.widget_props.practice import ROLES

from .page import Page
from .problem import nearest, shown
from .registry import Context, Finding, page_rule
from .scan import Kind, Line


@page_rule("practice-scene")
def practice_scene(page: Page, _: Context) -> Iterator[Finding]:
    """Without a role the other side has no name; a scene without phrases is not shown, and what stands in no scene is lost."""
    for index, block in enumerate(page.blocks):
        if block.name != "widget" or block.argument != "practice":
            continue
        table = page.options(block)
        role = str(table.values.get("role", ""))
        if role not in ROLES and not table.error:
            number = table.lines.get("role", block.start)
            yield number, f"没有叫 {shown(role)} 的角色", nearest(role, tuple(ROLES), f"写成 role: {'，或 role: '.join(ROLES)}")
        scenes: list[tuple[Line, int]] = []
        for line in page.lines[block.start : block.end or len(page.lines)]:
            if line.block == index and line.kind is Kind.HEADING and line.level != 3:
                yield line.number, f"对练里不用 {'#' * line.level} 级标题", "场景写 ###，对方的话从应对页取"
            elif line.block == index and line.kind is Kind.HEADING:
                scenes.append((line, 0))
            elif line.kind is Kind.SNIPPET and scenes:
                scenes[-1] = scenes[-1][0], scenes[-1][1] + 1
            elif line.kind is Kind.SNIPPET:
                yield line.number, "这一句前面没有场景", "先写 ### 场景名"
        if not scenes:
            yield block.start, "对练里没有场景", '写 ### 场景名，下面一行一句 --8<-- "talk/replies.md:wait"'
        for line, count in scenes:
            if not count:
                yield line.number, f"场景 {shown(line.text)} 里没有句子", '一行一句 --8<-- "talk/replies.md:wait"'
