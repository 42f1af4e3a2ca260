"""Form controls: the fact sheet's named ones, and the inline blanks that mirror them."""

from __future__ import annotations

import json

from ..labels import script as labels
from ..labels import sentences as words
from ..markup import Markup, el
from ..sentences.answers import Answer
from ..sentences.fields import COMPUTED, MULTI, TONE, control_names, text_of
from ..widget import Props, Values

_MODES = {"money": "decimal", "integer": "numeric", "digits": "numeric"}


def button(label: str, msg: str, arg: str | None = None) -> Markup:
    """Return a button that sends a message to Python."""
    return el("button", type="button", data_msg=msg, data_arg=arg)[label]


def print_button(target: str) -> Markup:
    """Return a button that prints the element with this id; it works before Python does."""
    return el("button", type="button", data_effect=json.dumps({"type": "print", "target": f"#{target}"}))[labels.PRINT]


def tick(name: str, on: bool, **attributes: object) -> Markup:
    """Return a named check box."""
    return el("input", type="checkbox", name=name, checked=on, autocomplete="off", **attributes).close()


def textarea(text: str, **attributes: object) -> Markup:
    """Return a text area; HTML drops a line break right after the tag, so one is there to be dropped."""
    return el("textarea", autocomplete="off", **attributes)["\n", text]


def mirror(field: Props, values: Values, element_id: str, invalid: bool) -> Markup:
    """Return a blank inside a sentence: an input that fills the field's control, or its name where one line cannot ask for it."""
    if field["type"] in (COMPUTED, MULTI, "choice"):
        return el("span", class_="blank")[field["name"]]
    return el(
        "input", id=element_id, class_="blank", data_mirror=field["key"], aria_label=field["name"], placeholder=field["name"],
        value=text_of(values, field["key"]), **_input_type(field), autocomplete="off",
        aria_invalid="true" if invalid else None,
    ).close()  # fmt: skip


def _input_type(field: Props) -> dict[str, object]:
    return {"type": "date" if field["type"] == "date" else "text", "inputmode": _MODES.get(field["type"])}


def field_view(prefix: str, answer: Answer, values: Values) -> Markup:
    """Return a field of the fact sheet: question, control, hint, and what is wrong with the answer."""
    field = answer.field
    element_id = f"{prefix}-field-{field['key']}"
    complaint = answer.problem or answer.note
    hint = el("p", class_="hint", id=f"{element_id}-hint")[field["hint"]] if field.get("hint") else None
    error = el("p", class_="error", role="alert", id=f"{element_id}-error")[complaint] if complaint else None
    described = " ".join(f"{element_id}-{what}" for what, shown in (("hint", hint), ("error", error)) if shown) or None
    if field["type"] in (MULTI, "choice"):
        boxes = _boxes(field, values, element_id) if field["type"] == MULTI else _radios(field, values, element_id)
        return el("fieldset", class_="field choices", id=f"{element_id}-box", aria_describedby=described)[
            el("legend")[field["label"]], hint, boxes, error
        ]
    example = labels.EXAMPLE.format(example=field["example"]) if field.get("example") else None
    shared: dict[str, object] = {
        "id": element_id, "name": field["key"], "data_shared": True, "placeholder": example,
        "aria_describedby": described, "aria_invalid": "true" if answer.problem else None,
    }  # fmt: skip
    if field["type"] == "longtext":
        control = textarea(answer.raw, rows="3", **shared)
    else:
        control = el("input", value=answer.raw, autocomplete="off", **_input_type(field), **shared).close()
    unit = el("span", class_="unit")[field["unit"]] if field.get("unit") else None
    return el("div", class_="field", id=f"{element_id}-box")[el("label", for_=element_id)[field["label"]], hint, control, unit, error]


def _boxes(field: Props, values: Values, element_id: str) -> list[Markup]:
    options = field["options"] or ()
    return [
        el("label", class_="choice")[tick(name, values.get(name) is True, id=f"{element_id}-{n}", data_shared=True), option]
        for n, (option, name) in enumerate(zip(options, control_names(field), strict=True))
    ]


def _radios(field: Props, values: Values, element_id: str) -> list[Markup]:
    """Return the options; once one is chosen there is a way back to none, but a tone is always one or the other."""
    chosen = text_of(values, field["key"])
    options = [(option, option) for option in field["options"] or ()]
    if field["key"] == TONE:
        chosen = chosen if chosen in (field["options"] or ()) else words.GENTLE
    elif chosen:
        options.append(("", labels.NO_CHOICE))
    return [
        el("label", class_="choice")[
            el("input", type="radio", id=f"{element_id}-{n}", name=field["key"], value=value, checked=value == chosen,
               data_shared=True, autocomplete="off"),
            shown,
        ]
        for n, (value, shown) in enumerate(options)
    ]
