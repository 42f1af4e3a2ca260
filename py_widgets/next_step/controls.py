"""The questions, and the facts that the texts use. Every control stands in the page from the start; what does not concern is hidden."""

from __future__ import annotations

from ..labels import next_step as labels
from ..markup import Markup, el
from ..sentences.answers import Answer, Answers
from ..sentences.fields import MULTI, TONE, control_names, text_of
from ..widget import Props, Values
from . import events
from .state import ANSWER, COMPLAINED_ON, DECIDED_ON, ELSEWHERE, ENDED, MATTER, PAPERS, THREAT, TRIED, State, choices

_MODES = {"money": "decimal", "integer": "numeric", "digits": "numeric"}
_DATES = (events.CONTACT, events.PROMISED, events.AGREED, events.SERVED, events.REPLY_BY)


def questions(props: Props, state: State, found: Answers) -> Markup:
    """Return the questions; leaving one open, or 我不知道, is an answer."""
    values = state.values
    return el("div", class_="sheet", data_search_exclude=True)[
        _choices(labels.THREAT_LEGEND, "", [_tick(props, values, THREAT, labels.THREAT)]),
        _radios(props, values, MATTER, labels.MATTER, labels.MATTER_HINT),
        _choices(labels.TRIED, labels.TRIED_HINT, [_tick(props, values, TRIED + name, said) for name, said in labels.TRIED_OPTIONS]),
        _radios(props, values, ANSWER, labels.ANSWER),
        el("h4")[labels.WHEN],
        _field(props, found[events.CONTACT], values),
        _date(props, values, COMPLAINED_ON, labels.COMPLAINED_ON, labels.COMPLAINED_ON_HINT),
        _date(props, values, DECIDED_ON, labels.DECIDED_ON, labels.DECIDED_ON_HINT),
        [_field(props, found[key], values, hidden=not _dated(props, values, key)) for key in dates(props)[1:]],
        _radios(props, values, ELSEWHERE, labels.ELSEWHERE, more=[_tick(props, values, ENDED, labels.ENDED)]),
        _radios(props, values, PAPERS, labels.PAPERS),
    ]


def dates(props: Props) -> list[str]:
    """Return the keys of the shared dates that the rules read."""
    keys = {field["key"] for field in props["fields"]}
    return [key for key in dict.fromkeys((*_DATES, *(matter["began"] for matter in props["matters"]))) if key in keys]


def _dated(props: Props, values: Values, key: str) -> bool:
    """Return whether a date concerns the reader: asked always, by the matter, or by an answer."""
    began = {matter["began"] for matter in props["matters"] if matter["id"] == values.get(MATTER)}
    if key in (events.PROMISED, *began):
        return True
    if key == events.SERVED:
        return values.get(MATTER) == "court" or values.get(PAPERS) in ("letter", "order", "suit", "judgment")
    return key == events.REPLY_BY and values.get(f"{TRIED}demand") is True


def sheet(props: Props, state: State, found: Answers, wanted: frozenset[str]) -> Markup:
    """Return the facts of the texts, folded; the fields that no shown text uses are hidden, not gone."""
    rest = [answer for key, answer in found.items() if key not in dates(props)]
    return el("details", class_="group sheet", id=f"{props['id']}-sheet", data_search_exclude=True)[
        el("summary")[labels.SHEET],
        (_field(props, answer, state.values, hidden=answer.field["key"] not in wanted) for answer in rest),
    ]


def _choices(legend: str, hint: str, options: list[Markup], element_id: str | None = None) -> Markup:
    return el("fieldset", class_="field choices", id=element_id)[
        el("legend")[legend], el("p", class_="hint")[hint] if hint else None, options
    ]


def _tick(props: Props, values: Values, name: str, said: str, *, shared: bool = False, element_id: str = "") -> Markup:
    box = el(
        "input", type="checkbox", name=name, id=element_id or f"{props['id']}-{name}", checked=values.get(name) is True,
        data_shared=shared, autocomplete="off",
    )  # fmt: skip
    return el("label", class_="choice")[box, said]


def _radios(props: Props, values: Values, name: str, legend: str, hint: str = "", more: list[Markup] | None = None) -> Markup:
    options = [*choices(props)[name], ("", labels.UNKNOWN)]
    return _choices(legend, hint, _radio(f"{props['id']}-{name}", name, text_of(values, name), options, shared=False) + (more or []))


def _radio(element_id: str, name: str, chosen: str, options: list[tuple[str, str]], *, shared: bool) -> list[Markup]:
    return [
        el("label", class_="choice")[
            el("input", type="radio", id=f"{element_id}-{n}", name=name, value=value, checked=value == chosen, data_shared=shared,
               autocomplete="off"),
            said,
        ]
        for n, (value, said) in enumerate(options)
    ]  # fmt: skip


def _date(props: Props, values: Values, name: str, label: str, hint: str) -> Markup:
    element_id = f"{props['id']}-{name}"
    return el("div", class_="field")[
        el("label", for_=element_id)[label],
        el("p", class_="hint", id=f"{element_id}-hint")[hint],
        el("input", type="date", id=element_id, name=name, value=text_of(values, name), aria_describedby=f"{element_id}-hint",
           autocomplete="off"),
    ]  # fmt: skip


def _field(props: Props, answer: Answer, values: Values, *, hidden: bool = False) -> Markup:
    """Return a fact of the case: question, hint, control, and what is wrong with the answer."""
    field = answer.field
    key, complaint = field["key"], answer.problem or answer.note
    element_id = f"{props['id']}-field-{key}"
    hint = el("p", class_="hint", id=f"{element_id}-hint")[field["hint"]] if field.get("hint") else None
    error = el("p", class_="error", role="alert", id=f"{element_id}-error")[complaint] if complaint else None
    described = " ".join(f"{element_id}-{what}" for what, shown in (("hint", hint), ("error", error)) if shown) or None
    if field["type"] in (MULTI, "choice"):
        options = list(field["options"] or ())
        chosen = text_of(values, key) or (labels_default(field) if key == TONE else "")
        boxes = (
            [
                _tick(props, values, name, option, shared=True, element_id=f"{element_id}-{n}")
                for n, (option, name) in enumerate(zip(options, control_names(field), strict=True))
            ]
            if field["type"] == MULTI
            else _radio(element_id, key, chosen, [(o, o) for o in options] + ([] if key == TONE else [("", labels.UNKNOWN)]), shared=True)
        )
        return el("fieldset", class_="field choices", id=f"{element_id}-box", hidden=hidden, aria_describedby=described)[
            el("legend")[field["label"]], hint, boxes, error
        ]
    attributes: dict[str, object] = {
        "id": element_id, "name": key, "data_shared": True, "aria_describedby": described, "autocomplete": "off",
        "aria_invalid": "true" if answer.problem else None,
        "placeholder": labels.EXAMPLE.format(example=field["example"]) if field.get("example") else None,
    }  # fmt: skip
    if field["type"] == "longtext":
        control = el("textarea", rows="2", **attributes)["\n", answer.raw]
    else:
        kind = "date" if field["type"] == "date" else "text"
        control = el("input", type=kind, inputmode=_MODES.get(field["type"]), value=answer.raw, **attributes).close()
    unit = el("span", class_="unit")[field["unit"]] if field.get("unit") else None
    return el("div", class_="field", id=f"{element_id}-box", hidden=hidden)[
        el("label", for_=element_id)[field["label"]], hint, control, unit, error
    ]


def labels_default(field: Props) -> str:
    """Return the tone that is meant while none is chosen: the first."""
    return str((field["options"] or ("",))[0])
