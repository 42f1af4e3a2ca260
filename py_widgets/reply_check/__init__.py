"""The reply checker: what an agent's reply seems to say, what it seems to leave out, and what is vague; it never rewrites.

props: {"id", "title", "fields", "parts": rows of reply_parts.yml, "rewrites": rows of definite.yml, each with its sentence as
`line`, "wording", "facts": {}}. values: `reply` (the text), `outcome` (one of `labels.OUTCOMES`), and the facts of the case.
"""

from __future__ import annotations

from collections.abc import Mapping

from .. import forms, masking
from ..forms import State
from ..labels import reply_check as labels
from ..textcheck import clean
from ..widget import Effect, Msg, Props, announce
from .examples import EXAMPLES
from .view import OUTCOME, REPLY, view

NAME = "reply_check"
VERSION = 1


def init(props: Props) -> State:
    """Return the state of an agent who has done nothing."""
    return State()


def _types(props: Props) -> Mapping[str, type]:
    return dict.fromkeys((REPLY, OUTCOME, *(field["key"] for field in props["fields"])), str)


def update(props: Props, state: State, msg: Msg) -> tuple[State, list[Effect]]:
    """Return the next state; see `widget.Widget.update`."""
    types = _types(props)
    state, effects, done = forms.begin(types, state, msg)
    if done:
        return state, effects
    reply = forms.text(state.values, REPLY)
    match msg.get("type"):
        case "clear":
            return forms.clear(types, state, (REPLY, OUTCOME))
        case "mask":
            return forms.change(types, state, {REPLY: masking.mask(reply)}, labels.MASKED)
        case "copy":
            said = clean(reply).strip()
            return state, [{"type": "copy", "text": said} if said else announce(labels.NOTHING)]
    return state, []


__all__ = ["EXAMPLES", "NAME", "VERSION", "State", "init", "update", "view"]
