"""A checklist: groups of tick-boxes under headings."""

from __future__ import annotations

from .common import HEADINGS, LISTS, TASK, Props, Slots, Source, element, own_text, title


def make(source: Source) -> tuple[Props, Slots]:
    """Return the groups of a checklist, and its items' HTML in the slots `item.<id>` and `more.<id>`."""
    groups: list[Props] = []
    slots: Slots = {}
    for child in source.block:
        if child.tag in HEADINGS:
            groups.append({"name": title(child), "items": []})
        elif child.tag in LISTS:
            if not groups:
                groups.append({"name": "", "items": []})
            for item in child:
                task = TASK.fullmatch(own_text(item))
                if task is None or not task[3]:
                    continue  # reported by checks.py with its line
                more = [part for part in item if part.tag != "p"]
                groups[-1]["items"].append({"id": task[3], "more": bool(more), "quick": bool(task[4])})
                slots[f"item.{task[3]}"] = element("span", task[2])
                slots[f"more.{task[3]}"] = element("div", children=more)
    return {"groups": groups}, slots
