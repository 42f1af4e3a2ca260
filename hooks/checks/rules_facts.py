"""Rules on how a sentence says what its facts carry: in doubt, on whose word, in which days, with which strength."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .inline import footnotes
from .page import Page
from .problem import STRENGTHS, rank
from .registry import Context, Finding, page_rule
from .rules_script import ask_of
from .rules_style import about, units
from .scan import Kind, Line

DOUBT_PAGES = ("reference/unknown.md", "reference/myths.md")
"""The pages that are about what nobody has verified."""
_DOUBT = re.compile("为准|核实|说不准|不确定|没有定|没定|有待核对|待查")
# 据 as a word of its own: not 证据, 数据, 依据, 收据, 据实.
_SOURCE = re.compile("转载|出自|(?<![证数依收凭单票论])据(?!实|此|理)")


def _cited(lines: list[Line]) -> list[str]:
    return [label for line in lines for label in footnotes(line.prose)]


def _is_ask(line: Line) -> bool:
    """Return whether a sentence of a script carries a strength of its own: the widget weakens it by rule."""
    return line.kind is Kind.ITEM and ask_of(line).word in STRENGTHS


@page_rule("fact-unverified")
def fact_unverified(page: Page, context: Context) -> Iterator[Finding]:
    """What nobody has verified must not read like a rule: the sentence says whose answer counts."""
    facts = context.vocabulary.facts
    if page.rel in DOUBT_PAGES:
        return
    for unit in units(page):
        if _is_ask(unit[0]) or any(_DOUBT.search(line.prose) for line in unit):
            continue
        for label in dict.fromkeys(_cited(unit)):
            if label in facts and facts[label].confidence == "unverified":
                at = next(line for line in unit if label in footnotes(line.prose))
                yield at.number, f"{label} 还没有核实，却写成了结论", "写成“请以……的答复为准”，或删掉这一句"


@page_rule("fact-source")
def fact_source(page: Page, context: Context) -> Iterator[Finding]:
    """A rule that was only seen reprinted is told as that, once, before or where its section cites it; a cell has no room for that."""
    facts = context.vocabulary.facts
    script = {line.number for line in page.script_lines()}
    trail: tuple[str, ...] = ()
    told = False
    for unit in units(page):
        first = unit[0]
        if first.trail != trail:
            trail, told = first.trail, False
        told = told or any(_SOURCE.search(line.prose) for line in unit)
        if told or first.kind is Kind.TABLE or about(page, first) or (first.number in script and _is_ask(first)):
            continue
        for label in dict.fromkeys(_cited(unit)):
            fact = facts.get(label)
            if fact and fact.confidence == "corroborated" and fact.law:
                at = next(line for line in unit if label in footnotes(line.prose))
                yield at.number, f"{label} 只见于转载，没有写明", f"写成“据公开转载的《{fact.law}》，……”"


@page_rule("working-day")
def working_day(page: Page, context: Context) -> Iterator[Finding]:
    """Seven working days are nine or more on the calendar: who counts the wrong ones gives up too early or too late."""
    facts = context.vocabulary.facts
    for line in page.body:
        rules = [facts[label].rule for label in footnotes(line.prose) if label in facts]
        for days in dict.fromkeys(n for rule in rules for n in re.findall(r"(\d+)个工作日", rule)):
            plain = re.compile(rf"(?<!\d){days}(?:个自然)?[日天]")
            if plain.search(line.prose) and not any(plain.search(rule) for rule in rules):
                yield line.number, f"依据写的是{days}个工作日", f"写成“{days}个工作日”"


@page_rule("ask-section")
def ask_section(page: Page, context: Context) -> Iterator[Finding]:
    """Under a heading 有权要求 or 可以协商 stands only what its facts carry: the reader takes the heading at its word."""
    facts = context.vocabulary.facts
    script = {line.number for line in page.script_lines()}
    for unit in units(page):
        first = unit[0]
        wanted = next((word for word in STRENGTHS[:0:-1] if first.trail and first.trail[-1].startswith(word)), "")
        if not wanted or first.number in script or first.kind is not Kind.ITEM:
            continue
        known = [facts[label] for label in _cited(unit) if label in facts]
        if known and max(fact.rank for fact in known) < rank(wanted):
            best = max(known, key=lambda fact: fact.rank).strength
            yield first.number, f"在“{wanted}”的小节里，依据的强度只到“{best}”", "移到对应的小节，或换一条更强的依据"
