"""What the reader filled in, and what happens on each message."""

from __future__ import annotations

from .. import forms
from ..forms import State
from ..labels import worth as labels
from ..widget import Effect, Msg, Props
from .sums import STEPS


def names(props: Props) -> dict[str, type]:
    """Return every control, with the type of its value."""
    texts = ["claim", "hour", "percent", "chance", *(f"{what}.{step}" for step in STEPS for what in ("hours", "cost"))]
    texts += [f"why.{n}" for n in range(len(labels.ASKED))]
    return dict.fromkeys(texts, str) | {f"take.{step}": bool for step in STEPS} | {one["key"]: str for one in props["amounts"]}


def init(props: Props) -> State:
    """Return a reader who has filled in nothing."""
    return State()


def update(props: Props, state: State, msg: Msg) -> tuple[State, list[Effect]]:
    """Return the next state; see `widget.Widget.update`. The amounts of the case are not this form's to clear."""
    types = names(props)
    state, effects, done = forms.begin(types, state, msg)
    if not done and msg.get("type") == "clear":
        shared = {one["key"] for one in props["amounts"]}
        return forms.clear(types, state, [name for name in types if name not in shared])
    return state, effects
