"""The checklist: ticks, progress, notes, “not for me”, only what is left, only what matters most.

props: {"id", "title", "groups": [{"name", "items": [{"id", "more": bool, "quick": bool}]}]}; the item's own HTML is in the slot
`item.<id>`, its why and examples (when `more`) in `more.<id>`; `quick` items make up the short form.
values: `<id>` and `na.<id>` → tick, `note.<id>` → text, `only-left` and `quick` → tick. Progress is stored under the item's id,
so a changed text keeps it, an item that is gone loses it, a new one starts open.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from .fold import fold
from .labels import checklist as labels
from .markup import Markup, el, slot
from .widget import Effect, Example, Msg, Props, Values, announce

NAME = "checklist"
VERSION = 1

ONLY_LEFT, QUICK = "only-left", "quick"


@dataclass(frozen=True)
class State:
    """What the reader did, and what the last “clear” took away."""

    values: Values = field(default_factory=dict)
    undo: Values = field(default_factory=dict)


def init(props: Props) -> State:
    """Return an untouched list."""
    return State()


def _items(props: Props) -> list[dict[str, Any]]:
    return [item for group in props["groups"] for item in group["items"]]


def _names(props: Props) -> dict[str, type]:
    """Return the names of the list's controls and the type of each one's value."""
    names: dict[str, type] = {ONLY_LEFT: bool, QUICK: bool}
    for item in _items(props):
        names |= {item["id"]: bool, f"na.{item['id']}": bool, f"note.{item['id']}": str}
    return names


def _known(props: Props, values: Values) -> Values:
    """Return the values of controls this version of the list has; empty ones say nothing and are dropped."""
    names = _names(props)
    return {k: v for k, v in values.items() if v and type(v) is names.get(k)}


def _shown(props: Props, values: Values) -> list[dict[str, Any]]:
    """Return the items of the form that is open, short or full."""
    short = [item for item in _items(props) if item["quick"]]
    return short if short and values.get(QUICK) else _items(props)


def settled(values: Values, item_id: str) -> bool:
    """Return whether the item needs no more attention: ticked, or marked as not applicable."""
    return bool(values.get(item_id) or values.get(f"na.{item_id}"))


def update(props: Props, state: State, msg: Msg) -> tuple[State, list[Effect]]:
    """Return the next state; see `widget.Widget.update`."""
    match msg.get("type"):
        case "hydrate":
            return replace(state, values=_known(props, msg.get("values", {}))), []
        case "input":
            name, value = msg.get("name"), msg.get("value")
            values = _known(props, {**state.values, str(name): value if isinstance(value, (str, bool)) else ""})
            return replace(state, values=values), _focus_next(props, values, str(name))
        case "clear":
            if not state.values:
                return state, []
            return State(undo=state.values), [announce(labels.CLEARED)]
        case "undo":
            if not state.undo:
                return state, []
            return State(values=_known(props, {**state.undo, **state.values})), [announce(labels.UNDONE)]
    return state, []


def _focus_next(props: Props, values: Values, name: str) -> list[Effect]:
    """Move the focus on when the item just settled disappears under the reader's finger (“only what is left”)."""
    item_id = name.removeprefix("na.")
    ids = [item["id"] for item in _shown(props, values)]
    if not values.get(ONLY_LEFT) or item_id not in ids or not settled(values, item_id):
        return []
    after = ids[ids.index(item_id) :] + ids[: ids.index(item_id)]
    target = next((i for i in after if not settled(values, i)), ONLY_LEFT)
    return [{"type": "focus", "name": target}]


def view(props: Props, state: State) -> Markup:
    """Return the list; complete and usable without Python."""
    values, items = state.values, _shown(props, state.values)
    if not items:
        return el("p")[labels.EMPTY]
    counted = [item for item in items if not values.get(f"na.{item['id']}")]
    done = sum(bool(values.get(item["id"])) for item in counted)
    only_left = bool(values.get(ONLY_LEFT))
    finished = all(settled(values, item["id"]) for item in items)
    return el("div", class_="checklist", role="group", aria_labelledby=f"{props['id']}-title")[
        el("h3", id=f"{props['id']}-title", class_="checklist-title")[props["title"]],
        el("div", class_="checklist-bar", data_search_exclude=True)[
            el("progress", value=done, max=max(len(counted), 1), aria_hidden="true"),
            el("span", class_="checklist-count", role="status")[
                labels.PROGRESS.format(done=done, total=len(counted)), (f"，{labels.ALL_DONE}" if finished else "")
            ],
            el("label", class_="checklist-only")[_tick(ONLY_LEFT, only_left), labels.ONLY_LEFT],
            _quick(props, values),
        ],
        [_group(props, group, values, {item["id"] for item in items}) for group in props["groups"]],
        el("p", class_="checklist-none")[labels.NOTHING_LEFT] if only_left and finished else None,
        el("div", class_="island-actions", data_search_exclude=True)[
            el("button", type="button", data_effect=json.dumps({"type": "print", "target": "island"}))[labels.PRINT],
            el("button", type="button", data_msg="clear", disabled=not values)[labels.CLEAR],
            el("button", type="button", data_msg="undo")[labels.UNDO] if state.undo else None,
        ],
    ]


def _quick(props: Props, values: Values) -> Markup | None:
    """Return the switch to the short form, None when the author marked nothing, or everything."""
    short = sum(item["quick"] for item in _items(props))
    if not 0 < short < len(_items(props)):
        return None
    return el("label", class_="checklist-only")[_tick(QUICK, bool(values.get(QUICK))), labels.QUICK.format(n=short)]


def _group(props: Props, group: dict[str, Any], values: Values, shown: set[str]) -> Markup:
    heading = el("h4", class_="checklist-group")[group["name"]] if group["name"] else None
    items = [_item(props, item, values, shown) for item in group["items"]]
    return el("section", hidden=shown.isdisjoint(item["id"] for item in group["items"]))[heading, el("ul", class_="checklist-items")[items]]


def _item(props: Props, item: dict[str, Any], values: Values, shown: set[str]) -> Markup:
    item_id = item["id"]
    not_mine, note = bool(values.get(f"na.{item_id}")), str(values.get(f"note.{item_id}", ""))
    hidden = item_id not in shown or (bool(values.get(ONLY_LEFT)) and settled(values, item_id))
    note_id = f"{props['id']}-note-{item_id}"
    marks = (" is-quick" if item["quick"] else "") + (" is-na" if not_mine else "")
    return el("li", class_=f"checklist-item{marks}", id=f"{props['id']}-{item_id}", hidden=hidden)[
        el("label", class_="checklist-tick")[_tick(item_id, bool(values.get(item_id))), slot(f"item.{item_id}", "span")],
        el("p", class_="checklist-said")[f"{labels.NOT_APPLICABLE}" if not_mine else None, "：" if not_mine and note else None, note]
        if not_mine or note
        else None,
        fold(
            el("summary", data_search_exclude=True)[labels.MORE if item["more"] else labels.NOTE],
            lambda: _more(item, note_id, note, not_mine=not_mine),
            id=f"{props['id']}-more-{item_id}", class_="checklist-more",
        ),
    ]  # fmt: skip


def _more(item: dict[str, Any], note_id: str, note: str, *, not_mine: bool) -> list[object]:
    """Return what is folded away in an item: why and how, the reader's note, “not for me”."""
    return [
        slot(f"more.{item['id']}") if item["more"] else None,
        el("label", class_="checklist-note", for_=note_id, data_search_exclude=True)[
            labels.NOTE,
            el("input", type="text", id=note_id, name=f"note.{item['id']}", value=note, placeholder=labels.NOTE_HINT, autocomplete="off"),
        ],
        el("label", class_="checklist-na", data_search_exclude=True)[_tick(f"na.{item['id']}", not_mine), labels.NOT_APPLICABLE],
    ]


def _tick(name: str, on: bool) -> Markup:
    return el("input", type="checkbox", name=name, checked=on, autocomplete="off").close()


def _props(count: int) -> Props:
    items = [{"id": f"a{n}b{n}", "more": n == 0, "quick": n == 0} for n in range(count)]
    return {"id": "demo", "title": "打电话前的准备", "groups": [{"name": "材料", "items": items}] if items else []}


_TWO = _props(2)

EXAMPLES = (
    Example("untouched", _TWO),
    Example("no items", _props(0)),
    Example("one ticked, with a note", _TWO, {"a0b0": True, "note.a0b0": "在抽屉里"}),
    Example("not applicable does not count", _TWO, {"na.a1b1": True, "a0b0": True}),
    Example("only what is left", _TWO, {ONLY_LEFT: True, "a0b0": True}),
    Example("nothing left", _TWO, {ONLY_LEFT: True, "a0b0": True, "a1b1": True}),
    Example("cleared, undo offered", _TWO, {"a0b0": True}, ({"type": "clear"},)),
    Example("a tick of an item that is gone", _TWO, {"zzzz": True, "a0b0": True}),
    Example("the short form", _TWO, {QUICK: True}),
    Example("the short form, done", _TWO, {QUICK: True, ONLY_LEFT: True, "a0b0": True}),
    Example("hostile note", _TWO, {"note.a0b0": '<script>alert(1)</script>"\u202e【$&】'}),
)
