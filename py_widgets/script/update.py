"""What happens on each message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .. import docx, eml
from ..labels import script as labels
from ..sentences.answers import basis
from ..sentences.compose import Channel, compose
from ..sentences.fields import started
from ..widget import Effect, Msg, Props, Values, announce, dated
from . import text as texts
from .state import CLAIMS, EDIT, State, basis_of, edited, known, known_names
from .warn import masked

Step = tuple[State, list[Effect]]


def init(props: Props) -> State:
    """Return the state of a reader who has done nothing."""
    return State()


def update(props: Props, state: State, msg: Msg) -> Step:
    """Return the next state and the effects of `msg`; an unknown message changes nothing."""
    handler = _HANDLERS.get(msg.get("type", "")) if isinstance(msg.get("type", ""), str) else None
    if handler is None:
        return state, []
    return handler(props, dated(state, msg), msg)


def _changed(props: Props, state: State, values: Values) -> State:
    """Return the state with new values: nothing to undo any more, and a basis for each edited channel, no other."""
    state = replace(state, values=values, undo=None, undone="")
    ids = [c["id"] for c in props["channels"] if edited(values, c["id"]) is not None]
    return replace(state, basis={i: basis_of(state, i) or basis(props, state) for i in ids})


def _undoable(state: State, values: Values, undone: str, text: str) -> Step:
    return replace(state, values=values, undo=state.values, undone=undone), [announce(text)]


def _hydrate(props: Props, state: State, msg: Msg) -> Step:
    return _changed(props, state, known(props, msg.get("values"))), []


def _input(props: Props, state: State, msg: Msg) -> Step:
    name, value = msg.get("name"), msg.get("value")
    if not isinstance(name, str) or not isinstance(value, (str, bool)):
        return state, []
    if type(value) is not known_names(props).get(name):
        return state, []
    return _changed(props, state, {**state.values, name: value}), []


def _clear(props: Props, state: State, msg: Msg) -> Step:
    fresh = started(props)
    listed = {name: value for name, value in state.values.items() if name == CLAIMS}  # not asked for here, so not cleared here
    if {**fresh, **state.values} == fresh | listed:
        return state, []
    # Said outright, because other islands of the case have these ticks too: no tick at all would untick them there.
    return _undoable(state, {name: on for name, on in fresh.items() if name in state.values} | listed, "clear", labels.CLEARED)


def _undo(props: Props, state: State, msg: Msg) -> Step:
    if not isinstance(state.undo, dict):
        return state, []
    return _changed(props, state, known(props, state.undo)), [announce(labels.UNDONE)]


def _channel(props: Props, state: State, channel_id: object) -> Channel | None:
    return next((c for c in compose(props, state).channels if c.id == channel_id), None)


def _edit(props: Props, state: State, msg: Msg) -> Step:
    channel = _channel(props, state, msg.get("arg"))
    if channel is None or edited(state.values, channel.id) is not None:
        return state, []
    name = EDIT + channel.id
    started = _changed(props, state, {**state.values, name: texts.produced(channel)})
    started = replace(started, basis={**started.basis, channel.id: basis(props, state)})
    return started, [{"type": "focus", "name": name}, announce(labels.EDIT_STARTED)]


def _discard(props: Props, state: State, msg: Msg) -> Step:
    channel = _channel(props, state, msg.get("arg"))
    if channel is None or edited(state.values, channel.id) is None:
        return state, []
    values = {k: v for k, v in state.values.items() if k != EDIT + channel.id}
    return _undoable(state, values, f"discard:{channel.id}", labels.DISCARDED)


def _mask(props: Props, state: State, msg: Msg) -> Step:
    name = msg.get("arg")
    if not isinstance(name, str) or known_names(props).get(name) is not str:
        return state, []
    text = masked(props, state, name)
    if text == state.values.get(name, ""):
        return state, []
    state, effects = _undoable(state, {**state.values, name: text}, f"mask:{name}", labels.MASKED)
    return state, [{"type": "focus", "name": name}, *effects]


def _copy(props: Props, state: State, msg: Msg) -> Step:
    channel_id, _, index = str(msg.get("arg", "")).partition(".")
    channel = _channel(props, state, channel_id)
    if channel is None:
        return state, []
    text = texts.whole(channel, state.values)
    if index:
        if not (index.isascii() and index.isdigit() and len(index) < 5 and int(index) < len(channel.parts)):
            return state, []
        text = texts.part_text(channel.id, channel.parts[int(index)])
    return state, [{"type": "copy", "text": text} if text.strip() else announce(labels.NOTHING_TO_COPY)]


def _download(props: Props, state: State, msg: Msg) -> Step:
    channel_id, _, kind = str(msg.get("arg", "")).rpartition(".")
    channel = _channel(props, state, channel_id)
    only = {"eml": texts.EMAIL, "docx": texts.LETTER}.get(kind, channel_id)
    if channel is None or kind not in ("txt", "eml", "docx") or channel.id != only:
        return state, []
    if not texts.with_replies(channel, state.values).strip():
        return state, [announce(labels.NOTHING_TO_COPY)]
    if kind == "eml":
        file = {"name": labels.MAIL_FILE, "mime": "message/rfc822", "text": eml.draft(*texts.mail(channel, state.values))}
    elif kind == "docx":
        written = docx.base64(docx.document(texts.letter(channel, state.values)))
        file = {"name": labels.WORD_FILE.format(channel=channel.name), "mime": docx.MIME, "base64": written}
    else:
        name = labels.TEXT_FILE.format(channel=channel.name)
        file = {"name": name, "mime": "text/plain;charset=utf-8", "text": texts.with_replies(channel, state.values)}
    return state, [{"type": "download", **file}]


_HANDLERS: dict[str, Callable[[Props, State, Msg], Step]] = {
    "hydrate": _hydrate, "input": _input, "clear": _clear, "undo": _undo, "edit": _edit, "discard": _discard,
    "mask": _mask, "copy": _copy, "download": _download,
}  # fmt: skip
