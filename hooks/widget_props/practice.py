"""A practice: scenes, each a row of lines of the other side with the lines to answer, taken from the phrase pages."""

from __future__ import annotations

from py_widgets.labels.practice import AGENT, CALLER

from . import lines
from .common import LISTS, Props, Slots, Source, title
from .script import REPLIES

ROLES = {"打电话的人": CALLER, "客服": AGENT}
"""What the option `role` may say: whose lines the reader practises."""
SCENE, TURN = "h3", "h4"


def make(source: Source) -> tuple[Props, Slots]:
    """Return the scenes in the shape of a script's channels, with the fields and facts they use; slots `line.<id>` hold the citations.

    The option `fields` is a script's. What answers nothing the other side says is left out, which `checks` reports.
    """
    site = source.site
    scenes: list[Props] = []
    slots: Slots = {}
    for child in source.block:
        if child.tag == SCENE:
            scenes.append({"id": str(len(scenes)), "name": title(child), "line_limit": 0, "body_limit": 0, "parts": []})
        elif child.tag == TURN and scenes and title(child).startswith(REPLIES):
            scenes[-1]["parts"].append({"name": title(child), "limit": 0, "reply": True, "lines": []})
        elif child.tag in LISTS and scenes and scenes[-1]["parts"]:
            slots |= lines.add_items(child, scenes[-1], site)
    said = lines.of(scenes)
    asked, cited = lines.fields(lines.blanks(said), source), lines.facts(said, site)
    role = ROLES.get(str(source.options["role"]), CALLER)
    return {"role": role, "channels": scenes, "fields": asked, "facts": cited, "wording": lines.wording(site)}, slots
