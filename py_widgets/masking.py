"""Find identity-card, bank-card and mobile numbers in a text, and mask them.

Sources: GB 11643-1999 (identity number: 17 digits and a check character, ISO 7064 MOD 11-2); ISO/IEC 7812-1 (card number:
12 to 19 digits, Luhn); mobile numbers of the Chinese plan: 11 digits from 13 to 19.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from .formats import half_width

IDENTITY, CARD, MOBILE = "identity", "card", "mobile"

# Digits that may be set in groups by single spaces or hyphens; nothing that goes on as a word or a decimal.
_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9])*[Xx]?(?![0-9A-Za-z])")
_GROUP = re.compile(r"[0-9]+[Xx]?")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_KEPT = {IDENTITY: (0, 4), CARD: (0, 4), MOBILE: (3, 4)}  # characters left readable at the start and at the end


@dataclass(frozen=True)
class Found:
    """A number in a text: its kind, where it stands, and its digits without separators."""

    kind: str
    start: int
    end: int
    number: str


def is_identity(number: str) -> bool:
    """Return whether `number` is 17 digits with their right check character, and a month and day that can be."""
    if len(number) != 18 or not number[:17].isdigit():
        return False
    if not (1 <= int(number[10:12]) <= 12 and 1 <= int(number[12:14]) <= 31):
        return False
    return _CHECK[sum(w * int(d) for w, d in zip(_WEIGHTS, number, strict=False)) % 11] == number[17].upper()


def is_card(number: str) -> bool:
    """Return whether `number` is 12 to 19 digits that pass the Luhn test (all zeros do not count)."""
    if not (12 <= len(number) <= 19 and number.isdigit() and number.strip("0")):
        return False
    doubled = (int(d) * (1 + n % 2) for n, d in enumerate(reversed(number)))
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def is_mobile(number: str) -> bool:
    """Return whether `number` is a mainland mobile number, with or without 86 before it."""
    number = number[2:] if len(number) == 13 and number.startswith("86") else number
    return len(number) == 11 and number.isdigit() and number[0] == "1" and number[1] in "3456789"


def kind_of(number: str) -> str:
    """Return the kind of a number without separators, or ""."""
    for kind, test in ((IDENTITY, is_identity), (MOBILE, is_mobile), (CARD, is_card)):
        if test(number):
            return kind
    return ""


def find(text: str, kinds: Collection[str] = (IDENTITY, CARD, MOBILE), known: Collection[str] = ()) -> list[Found]:
    """Return the numbers of these `kinds` in `text`, in order; those in `known` (digits only) are the reader's to give."""
    plain = half_width(text)
    found = []
    for run in _RUN.finditer(plain):
        for start, end in _spans(plain, run.start(), run.end()):
            number = plain[start:end].replace(" ", "").replace("-", "")
            kind = kind_of(number)
            if kind in kinds and number not in known:
                found.append(Found(kind, start, end, number))
    return found


def _spans(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the run as one number if it is one, else its groups one by one."""
    if end - start <= 40 and kind_of(plain[start:end].replace(" ", "").replace("-", "")):
        return [(start, end)]
    return [group.span() for group in _GROUP.finditer(plain, start, end)]


def mask(text: str, kinds: Collection[str] = (IDENTITY, CARD, MOBILE), known: Collection[str] = ()) -> str:
    """Return `text` with the found numbers masked: a card or identity keeps its last four, a mobile its first three too."""
    for found in reversed(find(text, kinds, known)):
        first, last = _KEPT[found.kind]
        number = found.number[-11:] if found.kind == MOBILE else found.number
        stars = "*" * (len(number) - first - last)
        text = text[: found.start] + number[:first] + stars + number[-last:] + text[found.end :]
    return text
