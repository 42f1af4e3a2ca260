"""What happens on each message."""

from __future__ import annotations

from dataclasses import replace

from ..labels import next_step as labels
from ..widget import Effect, Msg, Props, announce, dated
from .rules import judge
from .state import State, known, own_names
from .text import text


def init(props: Props) -> State:
    """Return the state of a reader who has answered nothing."""
    return State()


def update(props: Props, state: State, msg: Msg) -> tuple[State, list[Effect]]:
    """Return the next state and the effects of `msg`; an unknown message changes nothing."""
    state = dated(state, msg)
    match msg.get("type"):
        case "hydrate":
            return replace(state, values=known(props, msg.get("values")), undo={}), []
        case "input":
            name, value = msg.get("name"), msg.get("value")
            if not isinstance(name, str) or not isinstance(value, (str, bool)):
                return state, []
            if name in own_names(props) and value == "":
                return replace(state, values={k: v for k, v in state.values.items() if k != name}, undo={}), []
            new = known(props, {name: value})
            return (replace(state, values={**state.values, **new}, undo={}), []) if new else (state, [])
        case "clear":
            kept = {k: v for k, v in state.values.items() if k not in own_names(props)}
            if kept == state.values:
                return state, []
            return replace(state, values=kept, undo=state.values), [announce(labels.CLEARED)]
        case "undo":
            if not state.undo:
                return state, []
            back = known(props, {**state.undo, **state.values})
            return replace(state, values=back, undo={}), [announce(labels.UNDONE)]
        case "copy":
            return state, _copy(props, state, msg.get("arg"))
    return state, []


def _copy(props: Props, state: State, rung_id: object) -> list[Effect]:
    result = judge(props, state)
    found = next((v for v in result.verdicts if v.rung["id"] == rung_id), None)
    if found is None:
        return []
    whole = text(props, state, result.events, found).whole
    return [{"type": "copy", "text": whole} if whole else announce(labels.NOTHING_TO_COPY)]
