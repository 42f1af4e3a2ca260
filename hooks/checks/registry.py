"""The table of rules: each is a small generator with a code; its docstring is its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .page import Docs, Page
from .problem import Problem, Severity, Vocabulary

Finding = tuple[int, str, str]
"""The line, what is wrong, and the cure."""


@dataclass(frozen=True)
class Context:
    """What a rule may know beside the page."""

    vocabulary: Vocabulary
    docs: Docs
    today: date


PageCheck = Callable[[Page, Context], Iterator[Finding]]
SiteCheck = Callable[[Sequence[Page], Context], Iterator[tuple[str, Finding]]]


@dataclass(frozen=True)
class Rule[Check]:
    """A rule: what to put in brackets after its message, and the check."""

    code: str
    check: Check
    severity: Severity

    @property
    def reason(self) -> str:
        """Return why the rule exists."""
        return self.check.__doc__ or ""


PAGE_RULES: dict[str, Rule[PageCheck]] = {}
SITE_RULES: dict[str, Rule[SiteCheck]] = {}


def page_rule(code: str, severity: Severity = "error") -> Callable[[PageCheck], PageCheck]:
    """Register a rule that looks at one page."""

    def register(check: PageCheck) -> PageCheck:
        PAGE_RULES[code] = Rule(code, check, severity)
        return check

    return register


def site_rule(code: str, severity: Severity = "error") -> Callable[[SiteCheck], SiteCheck]:
    """Register a rule that looks at all pages together; it yields the shown path beside each finding."""

    def register(check: SiteCheck) -> SiteCheck:
        SITE_RULES[code] = Rule(code, check, severity)
        return check

    return register


def run_page(page: Page, context: Context) -> list[Problem]:
    """Return the problems of one page, in the order of its lines."""
    return sorted(
        Problem(page.path, line, rule.code, message, fix, rule.severity)
        for rule in PAGE_RULES.values()
        for line, message, fix in rule.check(page, context)
    )


def run_site(pages: Sequence[Page], context: Context) -> list[Problem]:
    """Return the problems between pages."""
    return sorted(
        Problem(path, line, rule.code, message, fix, rule.severity)
        for rule in SITE_RULES.values()
        for path, (line, message, fix) in rule.check(pages, context)
    )
