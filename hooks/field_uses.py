"""Which tools use a blank of `fields.yml`: asked of the tools themselves, and read off the scripts on the pages."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from pathlib import Path

from . import data
from .widget_props import MAKERS, Props, Source

SCRIPT, AGENTS = "话术", "客服工具"
TOOLS = {
    "deadlines": "期限",
    "offer": "还款方案",
    "next_step": "下一步",
    "evidence": "证据",
    "worth": "值不值",
    "mask": "打码",
    "reply_check": AGENTS,
    "promise": AGENTS,
    "compensation": AGENTS,
}
"""The tools whose blocks hold no content, by widget: what they are called, in the order in which they are told."""
_BLANK = re.compile(r"【([^【】\n]+)】")
_SPOKEN = re.compile(r"^/// widget \| script\n(.*?)^///$|\[start:[\w-]+\] -->\n(.*?)<!--", re.MULTILINE | re.DOTALL)
"""What goes into a script: its block, and the phrases that scripts take in."""


def field_uses(site: data.SiteData) -> dict[str, tuple[str, ...]]:
    """Return the names of the tools that use each field, by its key."""
    found: dict[str, dict[str, None]] = {field.key: {} for field in site.fields.values()}
    for folder, name in _in_scripts(site.folder.parent):
        field = site.fields.get(name)
        # A computed blank stands for what it is made of.
        for key in (field.key, *field.needs) if field else ():
            found[key][AGENTS if folder == "agents" else SCRIPT] = None
    for widget, tool in TOOLS.items():
        for key in _keys(MAKERS[widget](Source(etree.Element("div"), {"fields": {}}, site))[0]):
            if key in found:
                found[key][tool] = None
    order = (SCRIPT, *dict.fromkeys(TOOLS.values()))
    return {key: tuple(sorted(tools, key=order.index)) for key, tools in found.items()}


def _keys(props: Props) -> Iterator[str]:
    """Yield the keys in a widget's props, in the shapes that the makers give them."""
    yield from (field["key"] for field in (*props.get("fields", ()), *props.get("amounts", ())))
    yield from (blank["key"] for blank in props.get("blanks", {}).values())
    yield from (row["field"] for row in props.get("rows", ()) if row["field"])


def _in_scripts(docs: Path) -> Iterator[tuple[str, str]]:
    """Yield the names of the blanks in scripts, each with the folder of its page."""
    for page in sorted(docs.rglob("*.md")):
        folder = page.relative_to(docs).parts[0]
        for block, phrase in _SPOKEN.findall(page.read_text(encoding="utf-8")):
            yield from ((folder, name) for name in dict.fromkeys(_BLANK.findall(block or phrase)))
