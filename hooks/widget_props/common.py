"""What the makers share: an item's own text, a heading's words, an element."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hooks import data

Props = dict[str, Any]
Slots = dict[str, etree.Element]

TASK = re.compile(r"\[([ xX])\]\s+(.*?)\s*(?:\{#([\w-]+)\s*(\.quick)?\s*\})?\s*", re.DOTALL)
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol"}
_HEADING_ID = re.compile(r"\s*\{#[\w-]+\}\s*$")


@dataclass
class Source:
    """What a widget's props are made of: the author's elements, the block's options, the tables, and the page's other islands so far."""

    block: etree.Element
    options: dict[str, Any]
    site: data.SiteData
    islands: dict[str, Props] = field(default_factory=dict)


def own_text(item: etree.Element) -> str:
    """Return the raw Markdown of a list item's own line, tight or loose."""
    own = item.text or ""
    if not own.strip() and len(item) and item[0].tag == "p":
        own = item[0].text or ""
    return own.strip()


def title(heading: etree.Element) -> str:
    """Return a heading's words without its id."""
    return _HEADING_ID.sub("", heading.text or "").strip()


def element(tag: str, text: str = "", children: Iterable[etree.Element] = ()) -> etree.Element:
    """Return an element with a text and children."""
    made = etree.Element(tag)
    made.text = text
    made.extend(children)
    return made
