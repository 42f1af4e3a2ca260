"""Form controls of the offer: a question, a native control, its hint, and what is wrong with the answer."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ..labels import offer as labels
from ..markup import Markup, el, slot
from ..widget import Props, Values
from .state import text


def button(label: str, msg: str) -> Markup:
    """Return a button that sends a message to Python."""
    return el("button", type="button", data_msg=msg)[label]


def print_button(target: str) -> Markup:
    """Return a button that prints the element with this id; it works before Python does."""
    return el("button", type="button", data_effect=json.dumps({"type": "print", "target": f"#{target}"}))[labels.PRINT]


def copy_button(label: str, said: str) -> Markup:
    """Return a button that copies a text; it works without Python."""
    return el("button", type="button", data_effect=json.dumps({"type": "copy", "text": said}, ensure_ascii=False))[label]


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
    element_id = f"{props['id']}-field-{name}"
    kind = shared["type"] if shared else "money"
    told = hint or (shared or {}).get("hint")
    hinted = el("p", class_="hint", id=f"{element_id}-hint")[told] if told else None
    complaint = el("p", class_="error", id=f"{element_id}-error")[problem] if problem else None
    described = " ".join(f"{element_id}-{what}" for what, shown in (("hint", hinted), ("error", complaint)) if shown) or None
    attributes: dict[str, object] = {
        "id": element_id, "name": name, "data_shared": bool(shared), "autocomplete": "off", "aria_describedby": described,
        "aria_invalid": "true" if problem else None,
        "placeholder": labels.EXAMPLE.format(example=shared["example"]) if shared and shared.get("example") else None,
    }  # fmt: skip
    if kind == "longtext":
        control = el("textarea", rows="2", **attributes)["\n", text(values, name)]
    else:
        mode = {"money": "decimal", "integer": "numeric"}.get(kind)
        control = el("input", type="date" if kind == "date" else "text", inputmode=mode, value=text(values, name), **attributes).close()
    unit = shared.get("unit") or "" if shared else unit
    return el("div", class_="field", id=f"{element_id}-box")[
        el("label", for_=element_id)[label or (shared["label"] if shared else name)],
        hinted, control, el("span", class_="unit")[unit] if unit else None,
        el("p", class_="hint")[note] if note else None, complaint,
    ]  # fmt: skip


def radios(
    props: Props,
    values: Values,
    name: str,
    legend: object,
    options: Iterable[tuple[str, str]],
    *,
    shared: bool = False,
    hint: object = None,
) -> Markup:
    """Return one choice; once made there is a way back to none."""
    chosen = text(values, name)
    offered = list(options)
    chosen = chosen if chosen in dict(offered) else ""
    offered += [("", labels.NO_CHOICE)] if chosen else []
    element_id = f"{props['id']}-{name}"
    return el("fieldset", class_="field choices", id=f"{element_id}-box")[
        el("legend")[legend],
        el("p", class_="hint")[hint] if hint else None,
        [
            el("label", class_="choice")[
                el("input", type="radio", id=f"{element_id}-{n}", name=name, value=value, checked=value == chosen and bool(chosen),
                   data_shared=shared, autocomplete="off").close(),
                shown,
            ]
            for n, (value, shown) in enumerate(offered)
        ],
    ]  # fmt: skip
