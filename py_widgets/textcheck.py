"""Checks and cleaning of what a reader wrote; every text is plain data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_NEWLINES = {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
# No place in a text that is handed on: controls, marks that turn the reading direction, invisible spaces, lone surrogates.
_REMOVED = {
    code: None
    for first, last in (
        (0, 8), (14, 31), (0x7F, 0x84), (0x86, 0x9F), (0x61C, 0x61C), (0x200B, 0x200B), (0x200E, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x2060), (0x2066, 0x2069), (0xD800, 0xDFFF), (0xFEFF, 0xFEFF),
    )
    for code in range(first, last + 1)
}  # fmt: skip
_CLEAN = str.maketrans({**_NEWLINES, **{chr(code): None for code in _REMOVED}})
_STOPS = re.compile(r"[。！？!?；\n]+")


def clean(text: str) -> str:
    """Return `text` without control, direction and invisible characters; every kind of line break becomes `\\n`."""
    return text.replace("\r\n", "\n").translate(_CLEAN)


def one_line(text: str) -> str:
    """Return `text` cleaned and on one line: runs of space and line breaks become one space."""
    return " ".join(clean(text).split())


def length(text: str) -> int:
    """Return how many characters stand in `text`, spaces and line breaks not counted."""
    return sum(map(len, text.split()))


def sentences(text: str) -> list[str]:
    """Return the sentences of `text` without their full stops."""
    return [part.strip() for part in _STOPS.split(text) if part.strip()]


@dataclass(frozen=True)
class Word:
    """A word of the list that stands in a text, and what to write instead."""

    kind: str
    word: str
    instead: str


def find_words(text: str, wording: Iterable[Mapping[str, str]]) -> list[Word]:
    """Return the words of `wording` (`kind`, `word`, `instead`) that `text` holds, in the list's order."""
    folded = text.casefold()
    return [Word(w["kind"], w["word"], w["instead"]) for w in wording if w["word"] and w["word"].casefold() in folded]
