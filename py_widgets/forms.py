"""What small forms share: named controls kept as they are typed, one step back, and the native controls with their labels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from . import formats
from .labels import forms as labels
from .markup import Markup, el
from .widget import Effect, Msg, Values, announce, dated

Step = tuple["State", list[Effect]]
_MODES = {"money": "decimal", "integer": "numeric"}


@dataclass(frozen=True)
class State:
    """The reader's side of a form: control name → text or tick; `today` ISO, "" until a message brought it.

    `undo`: what the last step changed, as it was before ("" or False for nothing).
    """

    values: Values = field(default_factory=dict)
    today: str = ""
    undo: Values = field(default_factory=dict)


def known(types: Mapping[str, type], values: object) -> Values:
    """Return the entries of `values` that a control has, of the right type; empty ones say nothing. Untrusted input."""
    if not isinstance(values, dict):
        return {}
    return {k: v for k, v in values.items() if v and isinstance(v, (str, bool)) and type(v) is types.get(k)}


def text(values: Values, name: str) -> str:
    """Return the text under `name`, "" for none."""
    value = values.get(name, "")
    return value if isinstance(value, str) else ""


def begin(types: Mapping[str, type], state: State, msg: Msg) -> tuple[State, list[Effect], bool]:
    """Return the state after what every form does, the effects, and whether that was all there is to do."""
    state = dated(state, msg)
    match msg.get("type"):
        case "hydrate":
            return replace(state, values=known(types, msg.get("values")), undo={}), [], True
        case "input":
            name = msg.get("name")
            if isinstance(name, str) and type(msg.get("value")) is types.get(name):
                state = replace(state, values=known(types, {**state.values, name: msg["value"]}), undo={})
            return state, [], True
        case "undo":
            if not state.undo:
                return state, [], True
            back = known(types, {**state.values, **state.undo})
            return replace(state, values=back, undo={}), [announce(labels.UNDONE)], True
    return state, [], False


def change(types: Mapping[str, type], state: State, changes: Values, said: str) -> Step:
    """Return the state with `changes`, what they replace to undo, and what was done."""
    before: Values = {name: state.values.get(name, "" if types.get(name) is str else False) for name in changes}
    if all(before[name] == changes[name] for name in changes):
        return state, []
    return replace(state, values=known(types, {**state.values, **changes}), undo=before), [announce(said)]


def clear(types: Mapping[str, type], state: State, names: Iterable[str]) -> Step:
    """Return the state without what stands under `names`."""
    mine: Values = {name: "" if types[name] is str else False for name in names if name in state.values}
    return change(types, state, mine, labels.CLEARED) if mine else (state, [])


def day_problem(values: Values, name: str) -> str:
    """Return what is wrong with the date under `name`, "" when it is one or blank."""
    raw = text(values, name)
    return labels.BAD_DATE if raw.strip() and formats.day(raw) is None else ""


# -- the view ---------------------------------------------------------------------------------------------------------


def button(label: str, msg: str, arg: str | None = None) -> Markup:
    """Return a button that sends a message to Python."""
    return el("button", type="button", data_msg=msg, data_arg=arg)[label]


def print_button(label: str, target: str) -> Markup:
    """Return a button that prints the element with this id; it works before Python does."""
    return el("button", type="button", data_effect=json.dumps({"type": "print", "target": f"#{target}"}))[label]


def copy_button(label: str, said: str) -> Markup:
    """Return a button that copies a text; it works without Python."""
    return el("button", type="button", data_effect=json.dumps({"type": "copy", "text": said}, ensure_ascii=False))[label]


def hidden(values: Values, *names: str) -> list[Markup]:
    """Return facts of the case that are asked elsewhere and only read or written here."""
    return [el("input", type="hidden", name=name, data_shared=True, value=text(values, name), autocomplete="off").close() for name in names]


def entry(
    prefix: str,
    values: Values,
    name: str,
    label: str,
    kind: str = "text",
    *,
    hint: object = "",
    example: str = "",
    unit: str = "",
    problem: str = "",
    note: str = "",
    shared: bool = False,
    rows: int = 2,
) -> Markup:
    """Return a control with its question, hint, unit and what is wrong with it; `kind` is a field's type."""
    element_id = f"{prefix}-{name}"
    hinted = el("p", class_="hint", id=f"{element_id}-hint")[hint] if hint else None
    complaint = el("p", class_="error", role="alert", id=f"{element_id}-error")[problem] if problem else None
    described = " ".join(f"{element_id}-{what}" for what, shown in (("hint", hinted), ("error", complaint)) if shown) or None
    attributes: dict[str, object] = {
        "id": element_id, "name": name, "data_shared": shared, "autocomplete": "off", "aria_describedby": described,
        "aria_invalid": "true" if problem else None, "placeholder": labels.EXAMPLE.format(example=example) if example else None,
    }  # fmt: skip
    if kind == "longtext":
        # HTML drops a line break right after the tag, so one is there to be dropped.
        control = el("textarea", rows=str(rows), **attributes)["\n", text(values, name)]
    else:
        shown = "date" if kind == "date" else "text"
        control = el("input", type=shown, inputmode=_MODES.get(kind), value=text(values, name), **attributes).close()
    return el("div", class_="field", id=f"{element_id}-box")[
        el("label", for_=element_id)[label], hinted, control, el("span", class_="unit")[unit] if unit else None,
        el("p", class_="hint")[note] if note else None, complaint,
    ]  # fmt: skip


def fact(prefix: str, values: Values, field: Mapping[str, str]) -> Markup:
    """Return the control of a shared fact, in the words of fields.yml."""
    key = field["key"]
    problem = day_problem(values, key) if field["type"] == "date" else ""
    if field["type"] == "money" and text(values, key).strip() and formats.money(text(values, key)) is None:
        problem = labels.BAD_MONEY
    return entry(
        prefix, values, key, field["label"], field["type"], hint=field.get("hint") or "", example=field.get("example") or "",
        unit=field.get("unit") or "", problem=problem, shared=True,
    )  # fmt: skip


def radios(
    prefix: str, values: Values, name: str, legend: object, options: Iterable[tuple[str, str]], hint: object = "", *, shared: bool = False
) -> Markup:
    """Return one choice; once made there is a way back to none."""
    offered = list(options)
    chosen = text(values, name) if text(values, name) in dict(offered) else ""
    offered += [("", labels.NO_CHOICE)] if chosen else []
    element_id = f"{prefix}-{name}"
    return el("fieldset", class_="field choices", id=f"{element_id}-box")[
        el("legend")[legend],
        el("p", class_="hint")[hint] if hint else None,
        [
            el("label", class_="choice")[
                el("input", type="radio", id=f"{element_id}-{n}", name=name, value=value, checked=bool(chosen) and value == chosen,
                   data_shared=shared, autocomplete="off").close(),
                shown,
            ]
            for n, (value, shown) in enumerate(offered)
        ],
    ]  # fmt: skip
