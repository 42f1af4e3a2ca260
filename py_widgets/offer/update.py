"""What happens on each message."""

from __future__ import annotations

from dataclasses import replace

from ..labels import offer as labels
from ..widget import Effect, Msg, Props, Values, announce, dated
from . import talk
from .plan import budget, plans
from .state import OWN, WRITTEN, State, known, names, text

Step = tuple[State, list[Effect]]


def update(props: Props, state: State, msg: Msg) -> Step:
    """Return the next state and the effects of `msg`; an unknown message changes nothing."""
    state = dated(state, msg)
    match msg.get("type"):
        case "hydrate":
            return replace(state, values=known(props, msg.get("values")), undo=None, undone=""), []
        case "input":
            name, value = msg.get("name"), msg.get("value")
            if not isinstance(name, str) or name not in names(props) or not isinstance(value, str):
                return state, []
            return replace(state, values=known(props, {**state.values, name: value}), undo=None, undone=""), []
        case "write":
            return _write(props, state)
        case "clear":
            return _clear(props, state)
        case "undo":
            if not isinstance(state.undo, dict):
                return state, []
            back = known(props, {**state.values, **state.undo})
            return replace(state, values=back, undo=None, undone=""), [announce(labels.UNDONE)]
    return state, []


def _changed(props: Props, state: State, changes: Values, undone: str) -> State:
    before: Values = {name: text(state.values, name) for name in changes}
    return replace(state, values=known(props, {**state.values, **changes}), undo=before, undone=undone)


def _write(props: Props, state: State) -> Step:
    found = budget(state.values)
    changes = talk.written(props, state, found, plans(state, found))
    if not changes:
        return state, [announce(labels.WRITE_NOTHING)]
    called = {f["key"]: f["name"] for f in props["fields"]}
    said = labels.LIST.join(called.get(name, name) for name in WRITTEN if changes.get(name))
    return _changed(props, state, changes, "write"), [announce(labels.WRITTEN.format(names=said))]


def _clear(props: Props, state: State) -> Step:
    """Empty what is this sheet's own; the facts of the case stay where they are."""
    mine: Values = {name: "" for name in state.values if name in OWN or name.startswith(("agreed.", "note."))}
    return (_changed(props, state, mine, "clear"), [announce(labels.CLEARED)]) if mine else (state, [])
