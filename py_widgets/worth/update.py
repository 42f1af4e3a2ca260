"""What the reader filled in, and what happens on each message."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ..formats import day
from ..labels import worth as labels
from ..widget import Effect, Msg, Props, Values
from .sums import STEPS


@dataclass(frozen=True)
class State:
    """What the reader filled in, today, and what the last “clear” took away."""

    values: Values = field(default_factory=dict)
    today: str = ""
    undo: Values = field(default_factory=dict)


def names(props: Props) -> dict[str, type]:
    """Return every control, with the type of its value."""
    texts = ["claim", "hour", "percent", "chance", *(f"{what}.{step}" for step in STEPS for what in ("hours", "cost"))]
    texts += [f"why.{n}" for n in range(len(labels.ASKED))]
    return dict.fromkeys(texts, str) | {f"take.{step}": bool for step in STEPS} | {one["key"]: str for one in props["amounts"]}


def known(props: Props, values: object) -> Values:
    """Return the entries of `values` that have a control, of the right type; untrusted input."""
    types = names(props)
    found = values.items() if isinstance(values, dict) else ()
    return {k: v for k, v in found if v and isinstance(v, (str, bool)) and type(v) is types.get(k)}


def init(props: Props) -> State:
    """Return a reader who has filled in nothing."""
    return State()


def update(props: Props, state: State, msg: Msg) -> tuple[State, list[Effect]]:
    """Return the next state; see `widget.Widget.update`."""
    today = msg.get("today")
    if isinstance(today, str) and day(today):
        state = replace(state, today=today)
    match msg.get("type"):
        case "hydrate":
            return replace(state, values=known(props, msg.get("values")), undo={}), []
        case "input":
            name, value = str(msg.get("name")), msg.get("value")
            return replace(state, values=known(props, {**state.values, name: value}), undo={}), []
        case "clear":
            shared = {one["key"] for one in props["amounts"]}
            kept = {k: v for k, v in state.values.items() if k in shared}
            if kept == state.values:
                return state, []
            return replace(state, values=kept, undo=state.values), [{"type": "announce", "text": labels.CLEARED}]
        case "undo":
            if not state.undo:
                return state, []
            back = known(props, {**state.undo, **state.values})
            return replace(state, values=back, undo={}), [{"type": "announce", "text": labels.UNDONE}]
    return state, []
