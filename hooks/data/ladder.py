"""The rungs of the ladder (`ladder.yml`) and the matters they are for (`matters.yml`), as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Matter:
    """A row of `matters.yml`: `amount` and `began` are keys of fields ("" for none), `doors` rows of {door, why, facts}."""

    id: str
    name: str
    company: str
    page: str
    amount: str
    began: str
    text: tuple[str, ...]
    doors: tuple[Row, ...]


@dataclass(frozen=True)
class Rung:
    """A row of `ladder.yml`, in the file's words; what it leaves out is empty.

    `opens`: rows of {after, days, count, say, facts}; `closes`: {after, days | months | years, safe, sure, say, facts};
    `bars`: {when, say, facts}; `notes`: {say, facts}; `have`: {say, blank}; `text`: {open, ask}; `told`: {after, say}.
    """

    id: str
    name: str
    kinds: tuple[str, ...]
    does: str
    have: tuple[Row, ...]
    cost: str
    cannot: str
    text: Row
    page: str
    facts: tuple[str, ...]
    when: str = ""
    side: bool = False
    advice: bool = False
    done: tuple[str, ...] = ()
    term: Row | None = None
    opens: tuple[Row, ...] = ()
    closes: tuple[Row, ...] = ()
    bars: tuple[Row, ...] = ()
    notes: tuple[Row, ...] = ()
    fee: str = ""
    told: Row | None = None
