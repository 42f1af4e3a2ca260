"""Rules on front matter, facts and what is read wrongly as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime

from .page import FACT_ID, Page
from .problem import nearest, rank, shown
from .registry import Context, Finding, page_rule
from .rules_script import Ask, ask_of
from .scan import Kind

REQUIRED = ("title", "description", "reviewed", "facts")
_CITATION = re.compile(r"(?:\[\^?|\^)([A-Z]\d\d)(?![A-Za-z0-9])\]?")
OPTIONAL = ("hide", "search", "tags", "icon", "template", "status")


@page_rule("encoding")
def encoding(page: Page, _: Context) -> Iterator[Finding]:
    """A file that is not UTF-8 would be published with broken characters."""
    for line in page.lines:
        if "\ufffd" in line.raw:
            yield line.number, "有读不出来的字", "把文件存成 UTF-8，再补上这个字"
            return


@page_rule("unclosed")
def unclosed(page: Page, _: Context) -> Iterator[Finding]:
    """A code fence, a comment or a snippet section without its other end swallows the rest of the page."""
    for number, what in page.scan.unclosed:
        yield number, f"{what}只有一半", "补上另一半，或删掉这一行"


@page_rule("front-matter")
def front_matter(page: Page, _: Context) -> Iterator[Finding]:
    """MkDocs prints broken front matter as text and says nothing."""
    fix = "第一行写 ---，接着写 title、description、reviewed、facts，再用一行 --- 结束"
    if not page.scan.front:
        opened = bool(page.lines) and page.lines[0].raw.rstrip() == "---"
        yield 1, "前置数据没有结束" if opened else "缺少前置数据", fix
    elif page.front.error:
        line, what = page.front.error
        yield line, f"前置数据读不出来：{what}", "每行写成“键: 值”"


@page_rule("front-matter-field")
def front_matter_field(page: Page, context: Context) -> Iterator[Finding]:
    """Search results, the page's footer and the sources are made from these fields."""
    if not page.scan.front or page.front.error:
        return
    values, lines = page.front.values, page.front.lines
    for key in REQUIRED:
        if key not in values:
            yield 1, f"前置数据缺少 {key}", f"加一行 {key}: …"
    for key, line in lines.items():
        if key not in REQUIRED + OPTIONAL:
            yield line, f"前置数据不认识 {shown(key)}", nearest(key, REQUIRED + OPTIONAL, f"可以用的是 {'、'.join(REQUIRED + OPTIONAL)}")
    for key in ("title", "description"):
        value = values.get(key, "…")
        if not isinstance(value, str) or not value.strip():
            yield lines[key], f"{key} 要是一句话", f"写成 {key}: 一句话；只有数字时加引号"
    yield from _reviewed(page, context.today)
    yield from _facts(page)


def _reviewed(page: Page, today: date) -> Iterator[Finding]:
    value, line = page.front.values.get("reviewed", today), page.front.lines.get("reviewed", 1)
    if isinstance(value, str):
        with suppress(ValueError):
            value = date.fromisoformat(value)
    if not isinstance(value, date) or isinstance(value, datetime):
        yield line, "reviewed 不是日期", f"写成 reviewed: {today.isoformat()}"
    elif value > today:
        yield line, f"reviewed 是还没有到的日子 {value.isoformat()}", "写最近一次核对的日期"


def _facts(page: Page) -> Iterator[Finding]:
    value, line = page.front.values.get("facts", []), page.front.lines.get("facts", 1)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        yield line, "facts 不是编号的列表", "写成 facts: [D11, D12]；没有引用就写 facts: []"
    elif len(set(value)) < len(value):
        twice = next(item for item in value if value.count(item) > 1)
        yield line, f"facts 里 {shown(twice)} 写了两次", "每个编号只写一次"


@page_rule("facts-listed")
def facts_listed(page: Page, context: Context) -> Iterator[Finding]:
    """The page's footer and its expiry note come from the list, the sources from the text: they must name the same facts."""
    listed = page.front.values.get("facts")
    if not isinstance(listed, list) or page.front.error:
        return
    own = {label for label, _ in page.cites}
    at = page.front.lines["facts"]
    cited = {label: line for label, line in context.docs.facts_of(page).items() if label in context.vocabulary.facts}
    if missing := sorted(set(cited) - {item for item in listed if isinstance(item, str)}):
        yield (
            min(cited[label] for label in missing),
            f"引用了 {'、'.join(missing)}，前置数据的 facts 里没有",
            f"把 facts 写成 [{', '.join(sorted(cited))}]",
        )
    extra = sorted({item for item in listed if isinstance(item, str)} - set(cited) - own)
    if extra:
        names = "、".join(shown(item) for item in extra[:8])
        yield at, f"facts 里的 {names} 没有一处引用", "在正文引用它，或从 facts 里删掉"


@page_rule("fact-id")
def fact_id(page: Page, context: Context) -> Iterator[Finding]:
    """A misspelt citation is printed as `[^D99]`, and a claim of a right must not rest on what nobody has verified."""
    facts = context.vocabulary.facts
    for label, line in page.cites:
        if label not in facts and (label not in page.definitions or FACT_ID.fullmatch(label)):
            yield line.number, f"没有编号是 {shown(label)} 的事实", nearest(label, facts, "编号见 docs/_data/facts.yml")
    for line in page.body:
        for found in _CITATION.finditer(line.prose):
            if found[0] != f"[^{found[1]}]" and found[1] in facts:
                yield line.number, f"引用只写了一半 {shown(found[0])}", f"写成 [^{found[1]}]"
    for label, line in page.definitions.items():
        if FACT_ID.fullmatch(label):
            yield line.number, f"{shown(label)} 的出处由事实库生成", "删掉这一行，改 docs/_data/facts.yml"
    for line in page.script_lines():
        ask = ask_of(line) if line.kind is Kind.ITEM else Ask()
        for label in ask.facts if rank(ask.word) > 1 else ():
            if label in facts and facts[label].confidence == "unverified":
                yield line.number, f"{label} 还没有核实，不能用来支持“{ask.word}”", "改成（只是请求），或换一条核实过的事实"


@page_rule("fact-expired", "warning")
def fact_expired(page: Page, context: Context) -> Iterator[Finding]:
    """A law may have changed since the fact was checked: the page says so, and someone has to look."""
    told: set[str] = set()
    for label, line in page.cites:
        fact = context.vocabulary.facts.get(label)
        if fact and fact.review < context.today and label not in told:
            told.add(label)
            yield line.number, f"{label} 应在 {fact.review.isoformat()} 前重新核对", "核对条文，再改 facts.yml 的 checked 和 review"
