"""What enters the index: the sections that Material's plugin has cut each page into, as text without tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

BLOCK = re.compile(r"</?(?:p|ul|ol|li|dl|dt|dd|table|tr|pre|blockquote|div|details|summary|h[1-6]|hr|br)\b[^>]*>")
CITED = re.compile(r"<sup>\d+</sup>|↩")
TAG = re.compile(r"<[^>]+>")
SHELVES = {"situations/": 1.25, "escalate/": 1.2, "talk/replies": 0.85, "agents/": 0.65, "reference/law": 0.65, "tools/": 0.8}
"""What a reader in trouble wants first and last when pages answer equally well; a page's own `search: {boost: …}` wins."""
SOURCES = "sources"
"""The anchor of the list of laws at the foot of a page."""


@dataclass(frozen=True)
class Page:
    """What a page's front matter says that search may use."""

    title: str = ""
    about: str = ""


def plain(markup: str) -> str:
    """Return the text of a piece of HTML: a line for each block, no footnote numbers."""
    text = TAG.sub("", BLOCK.sub("\n", CITED.sub("", markup.replace("\n", " "))))
    lines = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)


def documents(entries: Iterable[Mapping[str, Any]], pages: Mapping[str, Page]) -> dict[str, list[list[Any]]]:
    """Return `pages` as [location, title, about, boost] and their `sections` as [number of the page, anchor, title, text].

    `entries` are the documents of Material's search_index.json; `pages` is keyed by location.
    """
    numbers: dict[str, int] = {}
    shelf: list[list[Any]] = []
    sections: list[list[Any]] = []
    for entry in entries:
        location, _, anchor = entry["location"].partition("#")
        if location not in numbers:
            numbers[location] = len(shelf)
            page = pages.get(location, Page())
            boost = next((value for start, value in SHELVES.items() if location.startswith(start)), 1)
            shelf.append([location, page.title, page.about, entry.get("boost", boost)])
        sections.append([numbers[location], anchor, plain(entry["title"]), plain(entry["text"])])
    return {"pages": shelf, "sections": _once(sections)}


def _once(sections: list[list[Any]]) -> list[list[Any]]:
    """Return `sections` without the laws that a page with more of them has too: a third of all text is such lists."""
    seen: set[str] = set()
    for section in sorted((s for s in sections if s[1] == SOURCES), key=lambda s: -len(s[3])):
        lines = [line for line in section[3].split("\n") if line not in seen]
        seen.update(lines)
        section[3] = "\n".join(lines)
    return [section for section in sections if section[1] != SOURCES or section[3]]
