"""What a check is told and what it says: the site's words, and one problem as one line for the author."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]

STRENGTHS = ("只是请求", "可以协商", "有权要求")
"""The three strengths of an ask, weakest first."""


@dataclass(frozen=True, order=True)
class Problem:
    """Something an author has to put right: where (`line` counts from 1), what, by which rule, and the cure."""

    path: str
    line: int
    rule: str
    message: str
    fix: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} [{self.rule}] {self.fix}"


@dataclass(frozen=True)
class FactInfo:
    """What the checks need of a row of `facts.yml`; `review` is the day on which it must have been checked again, `law` may be ""."""

    strength: str = "有权要求"
    confidence: str = "verified"
    review: date = date.max
    law: str = ""
    rule: str = ""

    @property
    def rank(self) -> int:
        """Return how strong an ask the fact carries: 0 (none at all) to 3 (有权要求)."""
        return rank(self.strength)


@dataclass(frozen=True)
class Vocabulary:
    """The names that a page may use: facts, blanks, channels in their order, widgets, and the names of `///` blocks.

    `terms` gives for each word that must not be used the one to write instead.
    """

    facts: Mapping[str, FactInfo] = field(default_factory=dict)
    fields: frozenset[str] = frozenset()
    channels: tuple[str, ...] = ()
    widgets: tuple[str, ...] = ("checklist", "script", "storage")
    blocks: frozenset[str] = frozenset({"widget"})
    terms: Mapping[str, str] = field(default_factory=dict)


def rank(strength: str) -> int:
    """Return 1 to 3 for the three strengths, 0 for any other word (仅作说明 carries no ask)."""
    return STRENGTHS.index(strength) + 1 if strength in STRENGTHS else 0


def shown(text: str, limit: int = 24) -> str:
    """Return an author's words for a message: quoted, on one line, printable, at most `limit` characters."""
    clean = "".join(c if c.isprintable() else "\ufffd" for c in text[: limit + 1].strip())
    return f"“{clean[:limit]}{'…' if len(text) > limit else ''}”"


def nearest(word: str, known: Mapping[str, object] | frozenset[str] | tuple[str, ...], otherwise: str) -> str:
    """Return the cure for a misspelt name: the nearest known one, or `otherwise`."""
    # Longer names cannot be misspellings, and difflib is quadratic in their length.
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.5) if len(word) <= 40 else []
    return f"是不是 {shown(found[0])}？{otherwise}" if found else otherwise
