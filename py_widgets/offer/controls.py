"""Form controls of the offer: a question, a native control, its hint, and what is wrong with the answer."""

from __future__ import annotations

from .. import forms
from ..labels import offer as labels
from ..markup import Markup, slot
from ..widget import Props, Values


def print_button(target: str) -> Markup:
    """Return a button that prints the element with this id; it works before Python does."""
    return forms.print_button(labels.PRINT, target)


def cite(fact_id: str) -> Markup:
    """Return the place of a citation; each stands once in an island."""
    return slot(f"cite.{fact_id}", "span", class_="cite")


def field_of(props: Props, key: str) -> Props:
    """Return the field of a shared fact, bare when the page carries none."""
    return next((f for f in props["fields"] if f["key"] == key), {"key": key, "name": key, "label": key, "type": "text"})


def entry(
    props: Props,
    values: Values,
    name: str,
    *,
    label: str = "",
    hint: object = None,
    unit: str = labels.YUAN,
    problem: str = "",
    note: str = "",
) -> Markup:
    """Return a one-line control. A shared fact is asked in the words of fields.yml, unless `label` says otherwise."""
    shared = next((f for f in props["fields"] if f["key"] == name), None)
    asked = shared or {"label": label or name, "type": "money", "unit": unit}
    return forms.entry(
        f"{props['id']}-field", values, name, label or asked["label"], asked["type"], hint=hint or asked.get("hint") or "",
        example=asked.get("example") or "", unit=asked.get("unit") or "", problem=problem, note=note, shared=bool(shared),
    )  # fmt: skip
