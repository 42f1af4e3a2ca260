"""The whole widget as HTML: what to choose from, and the days in their order. Complete and fillable without Python."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ..formats import day
from ..labels import deadlines as labels
from ..markup import Markup, el
from ..widget import Props
from . import words
from .controls import field, hidden_controls, radios, row_view
from .counting import Count, Promise, counts, left, promises
from .result import count_view, promise_view
from .state import BY, PICK, SCENE, WHAT, WHO, State, text


def view(props: Props, state: State) -> Markup:
    """Return the island's HTML; the same props and state give the same bytes."""
    title = f"{props['id']}-title"
    found = counts(props, state)
    return el("div", class_="deadlines sheet", role="group", aria_labelledby=title)[
        el("h3", id=title)[props["title"]],
        hidden_controls(props, state),
        el("p", class_="hint")[labels.HOW],
        _jump(props, state, found),
        _chooser(props, state, {c.row["id"]: c for c in found}),
        _promise_form(props, state),
        _list(props, state, found),
        el("div", class_="island-actions", data_search_exclude=True)[
            el("button", type="button", data_msg="calendar")[labels.ALL_TO_CALENDAR],
            el("button", type="button", data_effect=_print(props))[labels.PRINT],
            el("button", type="button", data_msg="clear")[labels.CLEAR],
            el("button", type="button", data_msg="undo")[labels.UNDO] if state.undo else None,
            el("small")[labels.CALENDAR_HINT],
        ],
    ]


def _jump(props: Props, state: State, found: list[Count]) -> Markup | None:
    """Return the way down to the list, which is screens away on a phone."""
    n = sum(bool(c.due) for c in found) + len(promises(state.values))
    return el("p", class_="deadline-jump")[el("a", href=f"#{props['id']}-list")[labels.LIST_JUMP.format(n=n)]] if n else None


def _print(props: Props) -> str:
    return json.dumps({"type": "print", "target": f"#{props['id']}-list"})


def _scene(props: Props, state: State) -> str:
    scene = text(state.values, SCENE) if SCENE in state.values else props["scene"]
    return scene if scene in labels.SCENES else ""


def _chooser(props: Props, state: State, found: dict[str, Count]) -> list[Markup | None]:
    scene = _scene(props, state)
    used = {slug for row in props["rows"] for slug in row["situations"]}
    options = [("", labels.ALL_SCENES), *((slug, name) for slug, name in labels.SCENES.items() if slug in used)]
    mine = [row for row in props["rows"] if scene in row["situations"]]
    groups: dict[str, list[Props]] = {}
    for row in props["rows"]:
        groups.setdefault(row["group"], []).extend([] if row in mine else [row])
    return [
        radios(f"{props['id']}-scene", SCENE, labels.SCENE, options, scene, class_="deadline-scenes") if len(options) > 1 else None,
        el("section", class_="deadline-mine", id=f"{props['id']}-mine")[
            el("h4")[labels.MINE.format(scene=labels.SCENES[scene])], _rows(props, state, mine, found)
        ] if mine else None,
        *(_group(props, state, n, name, rows, found) for n, (name, rows) in enumerate(groups.items())),
    ]  # fmt: skip


def _group(props: Props, state: State, n: int, name: str, rows: list[Props], found: dict[str, Count]) -> Markup | None:
    if not rows:
        return None
    chosen = sum(state.values.get(PICK + row["id"]) is True for row in rows)
    return el("details", class_="group", id=f"{props['id']}-group-{n}", open=bool(chosen))[
        el("summary")[
            el("span", class_="group-name")[name],
            el("span", class_="group-count")[labels.CHOSEN.format(n=chosen)] if chosen else None,
        ],
        _rows(props, state, rows, found),
    ]


def _rows(props: Props, state: State, rows: Iterable[Props], found: dict[str, Count]) -> Markup:
    return el("ul", class_="deadline-rows")[(row_view(props, state, row, found.get(row["id"])) for row in rows)]


def _promise_form(props: Props, state: State) -> Markup:
    return el("details", class_="group deadline-promise", id=f"{props['id']}-promise", data_search_exclude=True)[
        el("summary")[el("span", class_="group-name")[labels.PROMISES]],
        field(props, state, WHAT, labels.PROMISE_WHAT, placeholder=labels.PROMISE_WHAT_HINT),
        field(props, state, BY, labels.PROMISE_BY, type="date"),
        field(props, state, WHO, labels.PROMISE_WHO, placeholder=labels.PROMISE_WHO_HINT),
        el("button", type="button", data_msg="add")[labels.PROMISE_ADD],
    ]


def _list(props: Props, state: State, found: list[Count]) -> Markup:
    """Return the days in their order; what has none yet stands at the end."""
    told = promises(state.values)
    entries: list[tuple[str, Count | Promise]] = [(c.due or ("~" if c.year else ""), c) for c in found]
    entries += [(p.by if day(p.by) else "~", p) for p in told]
    shown = sorted(((at, entry) for at, entry in entries if at), key=lambda pair: pair[0][:10])
    return el("section", class_="deadline-list", id=f"{props['id']}-list")[
        el("h4")[labels.LIST],
        el("ol", class_="deadline-days")[(_entry(props, state, entry) for _, entry in shown)]
        if shown
        else el("p", class_="hint")[labels.LIST_EMPTY],
    ]


def _entry(props: Props, state: State, entry: Count | Promise) -> Markup:
    if isinstance(entry, Promise):
        return promise_view(props, entry, words.how_long(left(entry.by, state.today)) if day(entry.by) else "")
    return count_view(props, state, entry)
