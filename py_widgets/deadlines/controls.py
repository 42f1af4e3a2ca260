"""Native controls: a row to choose with its first day, a question, a choice of one, and the lists nobody sees."""

from __future__ import annotations

from ..labels import deadlines as labels
from ..markup import Markup, el
from ..records import PROMISES
from ..widget import Props
from . import words
from .counting import HOURS, Count
from .state import DEADLINES, LATER, PICK, State, hidden, start_name, text


def hidden_controls(props: Props, state: State) -> list[Markup]:
    """Return the lists of the case, and the facts that texts are made of, as controls nobody sees."""
    names = [PROMISES, DEADLINES, *hidden(props)]
    return [el("input", type="hidden", name=name, data_shared=True, value=text(state.values, name)).close() for name in names]


def field(props: Props, state: State, name: str, label: str, **more: object) -> Markup:
    """Return a question with its control; its text is not a fact of the case yet."""
    element_id = f"{props['id']}-{name}"
    attributes: dict[str, object] = {"type": "text", "autocomplete": "off", **more}
    return el("p", class_="field")[
        el("label", for_=element_id)[label],
        el("input", id=element_id, name=name, value=text(state.values, name), **attributes).close(),
    ]


def radios(prefix: str, name: str, legend: str, options: list[tuple[str, str]], chosen: str, **more: object) -> Markup:
    """Return a choice of one; `more` is said of the fieldset, `shared` makes it a fact of the case."""
    shared = more.pop("shared", None)
    return el("fieldset", **{"class_": "field choices", **more})[
        el("legend")[legend],
        (
            el("label", class_="choice")[
                el("input", type="radio", id=f"{prefix}-{n}", name=name, value=value, checked=value == chosen, data_shared=shared,
                   autocomplete="off"),
                said,
            ]
            for n, (value, said) in enumerate(options)
        ),
    ]  # fmt: skip


def row_view(props: Props, state: State, row: Props, counted: Count | None) -> Markup:
    """Return a deadline to choose: its tick, and what is asked once it is ticked (the style sheet shows that, also without Python)."""
    element_id = f"{props['id']}-row-{row['id']}"
    return el("li", class_="deadline", id=element_id)[
        el("label", class_="deadline-tick")[
            el("input", type="checkbox", name=PICK + row["id"], checked=state.values.get(PICK + row["id"]) is True, data_shared=True,
               autocomplete="off").close(),
            el("span")[row["title"], " ", el("small")[words.limit(row), "，", labels.TURN[row["whose"]]]],
        ],
        el("div", class_="deadline-ask")[
            _start(props, state, row, counted, element_id),
            _later(state, row, element_id),
            el("p", class_="deadline-due", role="status")[_due(props, state, counted)],
        ],
    ]  # fmt: skip


def _start(props: Props, state: State, row: Props, counted: Count | None, element_id: str) -> Markup:
    bad = counted is not None and counted.bad
    error = el("p", class_="error", role="alert", id=f"{element_id}-error")[labels.BAD_DATE] if bad else None
    return el("div", class_="field")[
        el("label", for_=f"{element_id}-from")[row["start"]],
        el("input", type="datetime-local" if row["unit"] == HOURS else "date", id=f"{element_id}-from", name=start_name(row),
           value=text(state.values, start_name(row)), data_shared=True, autocomplete="off",
           aria_invalid="true" if bad else None, aria_describedby=f"{element_id}-error" if bad else None).close(),
        error,
    ]  # fmt: skip


def _later(state: State, row: Props, element_id: str) -> Markup | None:
    if not row["extend"]:
        return None
    options = [("", labels.NOT_LATER), *((str(n), later["when"]) for n, later in enumerate(row["extend"]))]
    chosen = text(state.values, LATER + row["id"])
    chosen = chosen if chosen in dict(options) else ""
    return radios(f"{element_id}-later", LATER + row["id"], labels.LATER, options, chosen, shared=True)


def _due(props: Props, state: State, counted: Count | None) -> list[Markup | str]:
    """Return the last day in a line, a line to write it on where there is none yet."""
    if counted is None or not counted.start:
        return [el("span", class_="deadline-paper")[labels.PAPER_DUE, el("span", class_="blank")[""]]]
    if counted.year:
        return [labels.NO_YEAR.format(year=counted.year)]
    return [words.due(props, counted, state.today)]


def blank(props: Props, state: State, name: str, element_id: str) -> Markup:
    """Return a blank inside a sentence: an input that fills the fact of the case, which stands here as a control nobody sees."""
    kind, key = props["blanks"][name]["type"], props["blanks"][name]["key"]
    return el(
        "input", type="date" if kind == "date" else "text", id=element_id, class_="blank", data_mirror=key, aria_label=name,
        placeholder=name, value=text(state.values, key), autocomplete="off",
    ).close()  # fmt: skip
