"""What happens on each message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..labels import practice as labels
from ..sentences.fields import text_of
from ..widget import Effect, Msg, Props, dated
from . import rules
from .play import Game, turns
from .state import DONE, HEARD, OWN, PICK, SCENE, TURN, State, facts, known, own

Step = tuple[State, list[Effect]]


def init(props: Props) -> State:
    """Return the state of a reader who has not begun."""
    return State()


def update(props: Props, state: State, msg: Msg) -> Step:
    """Return the next state and the effects of `msg`; an unknown message changes nothing."""
    handler = _HANDLERS.get(msg["type"]) if isinstance(msg.get("type"), str) else None
    if handler is None:
        return state, []
    return handler(props, dated(state, msg), msg)


def _focus(name: str) -> Effect:
    return {"type": "focus", "name": name}


def _blank(state: State) -> State:
    """Return the state without a line chosen or written."""
    return replace(state, values={k: v for k, v in state.values.items() if k not in (PICK, OWN)})


def _turned(state: State, **changes: Any) -> State:
    """Return the state after a new beginning, with what it took away."""
    before = {"stage": state.stage, "scene": state.scene, "said": state.said, "round": state.round}
    return replace(_blank(state), **changes, undo=before)


def _hydrate(props: Props, state: State, msg: Msg) -> Step:
    return replace(state, values=known(props, msg.get("values")), undo={}), []


def _input(props: Props, state: State, msg: Msg) -> Step:
    name, value = msg.get("name"), msg.get("value")
    types = facts(props) | {SCENE: str, PICK: str, OWN: str, "samples": bool}
    if not isinstance(name, str) or type(value) is not types.get(name):
        return state, []
    return replace(state, values=known(props, {**state.values, name: value})), []


def _start(props: Props, state: State, msg: Msg) -> Step:
    game = Game(props, state)
    if game.stage or not game.scenes or not turns(game.scenes[game.chosen]):
        return state, []
    scene = str(game.chosen)
    state = replace(_blank(state), stage=TURN, scene=scene, said=[], undo={})
    # The choice is on the device with the round: a reader who comes back goes on where they were.
    return replace(state, values={**state.values, SCENE: scene}), [_focus(PICK)]


def _say(props: Props, state: State, msg: Msg) -> Step:
    game = Game(props, state)
    if game.stage != TURN:
        return state, []
    picked = next((o for o in game.options if o.value == text_of(state.values, PICK)), None)
    if words := own(state):
        # Who writes what the library says, says the library's line.
        written = game.scene is not None and any(s.text == words for s in turns(game.scene)[len(game.said)].ready)
        entry = f"{rules.LINE if written else rules.OWN}:{words}"
    elif picked:
        entry = f"{rules.LINE if picked.sentence else rules.POOR}:{picked.text}"
    else:
        return state, [{"type": "announce", "text": labels.NOTHING}, _focus(PICK)]
    said = [*state.said[: len(game.said)], entry]
    return replace(_blank(state), stage=HEARD, said=said, undo={}), [_focus("next")]


def _next(props: Props, state: State, msg: Msg) -> Step:
    game = Game(props, state)
    if game.stage != HEARD or game.scene is None:
        return state, []
    if len(game.said) >= len(turns(game.scene)):
        return replace(state, stage=DONE), [_focus("again")]
    return replace(_blank(state), stage=TURN), [_focus(PICK)]


def _redo(props: Props, state: State, msg: Msg) -> Step:
    game = Game(props, state)
    if game.stage != HEARD:
        return state, []
    return replace(_blank(state), stage=TURN, said=state.said[: len(game.said) - 1]), [_focus(PICK)]


def _stop(props: Props, state: State, msg: Msg) -> Step:
    game = Game(props, state)
    if game.stage not in (TURN, HEARD):
        return state, []
    if not game.said:
        return replace(_blank(state), stage="", scene="", said=[]), [_focus(SCENE)]
    return replace(_blank(state), stage=DONE, said=state.said[: len(game.said)]), [_focus("again")]


def _again(props: Props, state: State, msg: Msg) -> Step:
    if Game(props, state).stage != DONE:
        return state, []
    turned = _turned(state, stage=TURN, said=[], round=max(state.round, 0) % 1000 + 1)
    return turned, [{"type": "announce", "text": labels.AGAIN_SAID}, _focus(PICK)]


def _choose(props: Props, state: State, msg: Msg) -> Step:
    if Game(props, state).stage != DONE:
        return state, []
    return _turned(state, stage="", scene="", said=[]), [{"type": "announce", "text": labels.CHOOSE_SAID}, _focus(SCENE)]


def _undo(props: Props, state: State, msg: Msg) -> Step:
    stage, scene, said, nth = (state.undo.get(key) for key in ("stage", "scene", "said", "round"))
    if not (isinstance(stage, str) and isinstance(scene, str) and isinstance(said, list) and isinstance(nth, int)):
        return state, []
    back = replace(_blank(state), stage=stage, scene=scene, said=said, round=nth, undo={})
    return back, [{"type": "announce", "text": labels.UNDONE}, _focus("again")]


_HANDLERS: dict[str, Callable[[Props, State, Msg], Step]] = {
    "hydrate": _hydrate, "input": _input, "start": _start, "say": _say, "next": _next, "redo": _redo, "stop": _stop, "again": _again,
    "choose": _choose, "undo": _undo,
}  # fmt: skip
