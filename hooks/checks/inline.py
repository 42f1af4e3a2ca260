"""What stands inside one line: code spans, comments, links, quotes. Every helper takes one line and is linear in its length."""

from __future__ import annotations

import re
from collections.abc import Iterator

MASK = "\ufffc"
"""Stands for a character that is not prose. A mask keeps columns, and is neither blank, letter nor punctuation to the rules."""

CJK = "\u3400-\u9fff"
_MARKS = re.compile(r"`+|<!--|-->")
_TAG = re.compile(r"<[^<>]*>")
_NOTE = re.compile(r"\[\^[^\[\]]*\]")
_BRACES = re.compile(r"\{:?\s*[#.][^{}]*\}|\{:[^{}]*\}")
_URL = re.compile(rf"https?://[^\s{CJK}，。；）】]+")
_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|《[^《》]*》")


def mask(text: str, *patterns: re.Pattern[str]) -> str:
    """Return `text`, of the same length, with every match of the patterns masked."""
    for pattern in patterns:
        text = pattern.sub(lambda m: MASK * len(m[0]), text)
    return text


def mask_code(text: str, in_comment: bool) -> tuple[str, bool, bool]:
    """Return the line without its code spans and comments (masked), whether a comment was met, and whether one stays open."""
    marks = list(_MARKS.finditer(text))
    closing: list[int | None] = [None] * len(marks)
    last: dict[str, int] = {}
    for i in range(len(marks) - 1, -1, -1):
        closing[i] = last.get(marks[i][0])
        last[marks[i][0]] = i
    out: list[str] = []
    done = 0  # everything before is in `out`
    start = 0  # of the open comment
    met, i = in_comment, 0
    while i < len(marks):
        m, end = marks[i], closing[i]
        if in_comment:
            if m[0] == "-->":
                out.append(MASK * (m.end() - start))
                done, in_comment = m.end(), False
        elif m[0] == "<!--":
            out.append(text[done : m.start()])
            start, met, in_comment = m.start(), True, True
        elif m[0] != "-->" and end is not None and not text.endswith("\\", 0, m.start()):
            out.append(text[done : m.start()])
            out.append(MASK * (marks[end].end() - m.start()))
            done, i = marks[end].end(), end
        i += 1
    out.append(MASK * (len(text) - start) if in_comment else text[done:])
    return "".join(out), met, in_comment


def link_targets(prose: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and target of each `](target "title")`; start is that of the bracket before the target."""
    at = prose.find("](")
    while at != -1:
        end, depth = at + 2, 1
        while end < len(prose) and depth:
            depth += {"(": 1, ")": -1}.get(prose[end], 0)
            end += 1
        inner = prose[at + 2 : end - (depth == 0)].strip()
        words = inner[1:].split(">", 1) if inner.startswith("<") else inner.split(None, 1)
        if depth == 0:
            yield at + 1, end, words[0] if words else ""
        at = prose.find("](", end)


def visible(prose: str) -> str:
    """Return what a reader sees of a line, the rest masked: no link targets, footnote marks, tags, attributes or addresses."""
    pieces, done = [], 0
    for start, end, _ in link_targets(prose):
        pieces += [prose[done:start], MASK * (end - start)]
        done = end
    text = "".join(pieces) + prose[done:]
    return mask(text.replace("![", MASK * 2), _TAG, _NOTE, _BRACES, _URL)


def unquoted(text: str) -> str:
    """Return a line without what it quotes or names: “…”, ‘…’ and 《…》 masked."""
    return mask(text, _QUOTED)


def footnotes(prose: str) -> list[str]:
    """Return the labels of the footnote references on a line (`[^D11]` → `D11`), a definition's own label left out."""
    body = prose.lstrip()
    if body.startswith("[^") and "]:" in body[: body.find("]") + 2]:
        body = body[body.find("]:") + 2 :]
    return [m[0][2:-1] for m in _NOTE.finditer(body)]
