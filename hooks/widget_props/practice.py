"""A practice: scenes, each a row of lines of the other side with the lines to answer, taken from the phrase pages."""

from __future__ import annotations

from hooks import data
from py_widgets.labels.practice import AGENT, CALLER

from .common import LISTS, Props, Slots, Source, element, own_text, title
from .script import REPLIES, line_of

ROLES = {"打电话的人": CALLER, "客服": AGENT}
"""What the option `role` may say: whose lines the reader practises."""
SCENE, TURN = "h3", "h4"


def make(source: Source) -> tuple[Props, Slots]:
    """Return the scenes in the shape of a script's channels, with the fields and facts they use; slots `line.<id>` hold the citations.

    The option `fields` is a script's. What answers nothing the other side says is left out, which `checks` reports.
    """
    site, here = source.site, source.options["fields"]
    scenes: list[Props] = []
    slots: Slots = {}
    used: set[str] = set()
    facts: dict[str, Props] = {}
    for child in source.block:
        if child.tag == SCENE:
            scenes.append({"id": str(len(scenes)), "name": title(child), "line_limit": 0, "body_limit": 0, "parts": []})
        elif child.tag == TURN and scenes and title(child).startswith(REPLIES):
            scenes[-1]["parts"].append({"name": title(child), "limit": 0, "reply": True, "lines": []})
        elif child.tag in LISTS and scenes and scenes[-1]["parts"]:
            part, lines = len(scenes[-1]["parts"]) - 1, scenes[-1]["parts"][-1]["lines"]
            for item in child:
                line, citation = line_of(own_text(item), site)
                line["id"] = f"{scenes[-1]['id']}.{part}.{len(lines)}"
                lines.append(line)
                used |= {token["blank"] for token in line["tokens"] if isinstance(token, dict)}
                facts |= {i: data.as_props(site.facts[i]) for i in line["facts"]}
                if citation:
                    slots[f"line.{line['id']}"] = element("span", citation)
    for field in site.fields.values():
        if field.key in used:
            used |= set(field.needs)
    fields = [data.field_props(field) | here.get(field.name, {}) for field in site.fields.values() if field.key in used]
    role = ROLES.get(str(source.options["role"]), CALLER)
    wording = [data.word_props(word) for word in site.wording]
    return {"role": role, "channels": scenes, "fields": fields, "facts": facts, "wording": wording}, slots
