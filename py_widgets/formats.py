"""What a reader types as an amount, a date or a count, and how it stands in a sentence.

Every reader returns None for what it cannot understand: nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import date

_HALF_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20, 0xFFE5: 0xA5}
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
_MONEY = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")
_LONGEST = 40  # characters of an amount or a count that are worth looking at


def half_width(text: str) -> str:
    """Return `text` with full-width letters, digits and signs as ASCII, character for character."""
    return text.translate(_HALF_WIDTH)


def _compact(raw: str) -> str:
    return "".join(half_width(raw).split()) if len(raw) <= _LONGEST else ""


def money(raw: str) -> str | None:
    """Return an amount in yuan as digits, no separators: `"￥38,000.5元"` → `"38000.50"`, `"38000.00"` → `"38000"`."""
    text = _compact(raw).removeprefix("¥").removesuffix("元")
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    found = _MONEY.fullmatch(text)
    if not found:
        return None
    yuan, fen = found[1].lstrip("0") or "0", (found[2] or "").ljust(2, "0")
    return yuan if fen == "00" else f"{yuan}.{fen}"


def integer(raw: str) -> str | None:
    """Return a count without leading zeros: `"０１２"` → `"12"`."""
    text = _compact(raw)
    return (text.lstrip("0") or "0") if _is_digits(text) else None


def digits(raw: str, longest: int = 0) -> str | None:
    """Return a number that is a name (a card's last four), zeros kept; at most `longest` digits, 0 = any."""
    text = _compact(raw).replace("-", "")
    return text if _is_digits(text) and (not longest or len(text) <= longest) else None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def day(raw: str) -> date | None:
    """Return the day of an ISO date `YYYY-MM-DD`; no other form, and no day that the calendar lacks."""
    text = raw.strip()
    if len(text) != 10 or text[4] + text[7] != "--":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def date_text(raw: str) -> str | None:
    """Return an ISO date as it is written in Chinese: `"2026-08-01"` → `"2026年8月1日"`."""
    found = day(raw)
    return f"{found.year}年{found.month}月{found.day}日" if found else None


def days_between(start: str, end: str) -> int | None:
    """Return the calendar days from one ISO date to another, negative when `end` is earlier."""
    first, last = day(start), day(end)
    return (last - first).days if first and last else None
