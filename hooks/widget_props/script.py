"""A script: channels, their parts, and the sentences with their blanks, strength and facts."""

from __future__ import annotations

import re

from . import lines
from .common import HEADINGS, LISTS, Props, Slots, Source, title

REPLIES = ("对方说", "用户说")
"""How a part begins that answers the other side."""
LIMIT = re.compile(r"（(\d+)字以内）")


def make(source: Source) -> tuple[Props, Slots]:
    """Return the channels, parts and lines of a script, with the fields and facts they use; slots `line.<id>` hold the citations.

    The option `fields` says a field otherwise on this page: by its name, its label, hint, example or options.
    """
    site = source.site
    channels: list[Props] = []
    slots: Slots = {}
    by_name = {channel.name: channel for channel in site.channels}
    for child in source.block:
        if child.tag == "h3" and title(child) in by_name:
            channel = by_name[title(child)]
            limits = {"line_limit": channel.line_limit, "body_limit": channel.body_limit}
            channels.append({"id": channel.id, "name": channel.name, **limits, "parts": []})
        elif child.tag in HEADINGS and channels:
            limit = LIMIT.search(title(child))
            name = LIMIT.sub("", title(child)).strip()
            reply = name.startswith(REPLIES)
            channels[-1]["parts"].append({"name": name, "limit": int(limit[1]) if limit else 0, "reply": reply, "lines": []})
        elif child.tag in LISTS and channels and channels[-1]["parts"]:
            slots |= lines.add_items(child, channels[-1], site)
    said = lines.of(channels)
    asked, cited = lines.fields(lines.blanks(said), source), lines.facts(said, site)
    return {"fields": asked, "channels": channels, "facts": cited, "wording": lines.wording(site)}, slots
