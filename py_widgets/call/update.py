"""What happens on each message."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .. import eml
from ..labels import call as labels
from ..sentences.fields import is_day, text_of
from ..widget import Effect, Msg, Props, Values, announce, dated
from . import journal, texts
from .cards import Card, Deck, deck
from .journal import Call, last_call
from .state import BY, FIX, HEARD, NOT, NOTES, PROMISED, RECORD, STAFF, TICKET, State, known, names, note, why_not

Step = tuple[State, list[Effect]]

_NOW = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d", re.ASCII)
AWAKE: Effect = {"type": "wake-lock", "on": True}
ASLEEP: Effect = {"type": "wake-lock", "on": False}
MAIN_BUTTON, AGAIN_BUTTON = "main", "again"
"""The names of the button under the thumb, which gets the focus when another one changes the card, and of the one that calls again."""


def init(props: Props) -> State:
    """Return the state of a reader who has not called yet."""
    return State()


def update(props: Props, state: State, msg: Msg) -> Step:
    """Return the next state and the effects of `msg`; an unknown message changes nothing."""
    handler = _HANDLERS.get(msg.get("type", "")) if isinstance(msg.get("type", ""), str) else None
    if handler is None:
        return state, []
    return handler(props, dated(state, msg), msg)


def _time(state: State, msg: Msg) -> str:
    """Return the time of the message to the minute; the day alone when it brought none."""
    now = msg.get("now")
    return now if isinstance(now, str) and _NOW.fullmatch(now) else state.today


def _focus(name: str) -> Effect:
    return {"type": "focus", "name": name}


def _step(state: State, values: Values, at: str | None = None, back: str | None = None) -> State:
    """Return the state after a step that can be undone."""
    before = {"values": state.values, "at": state.at, "back": state.back}
    return replace(
        state, values=values, at=state.at if at is None else at, back=state.back if back is None else back, fixing=-1, undo=before
    )


def _without(values: Values, *gone: str) -> Values:
    return {k: v for k, v in values.items() if k not in gone}


# -- the form ---------------------------------------------------------------------------------------------------------


def _hydrate(props: Props, state: State, msg: Msg) -> Step:
    state = replace(state, values=known(props, msg.get("values")), undo={})
    if state.fixing >= 0 and FIX in state.values:
        state = _fixed_to(props, state, text_of(state.values, FIX))
    on = last_call(props, state)
    return state, [AWAKE] if on.is_on and on.started[:10] == state.today else []


def _input(props: Props, state: State, msg: Msg) -> Step:
    name, value = msg.get("name"), msg.get("value")
    if not isinstance(name, str) or type(value) is not names(props).get(name) or not isinstance(value, (str, bool)):
        return state, []
    state = replace(state, values=known(props, {**state.values, name: value}), undo={})
    return (_fixed_to(props, state, str(value)) if name == FIX else state), []


def _undo(props: Props, state: State, msg: Msg) -> Step:
    values, at, back = (state.undo.get(key) for key in ("values", "at", "back"))
    if not isinstance(values, dict) or not isinstance(at, str) or not isinstance(back, str):
        return state, []
    state = replace(state, values=known(props, values), at=at, back=back, fixing=-1, undo={})
    return state, [AWAKE if last_call(props, state).is_on else ASLEEP, announce(labels.UNDONE)]


# -- the cards --------------------------------------------------------------------------------------------------------


def _start(props: Props, state: State, msg: Msg) -> Step:
    if last_call(props, state).is_on:
        return state, []
    fresh = _without(state.values, *NOTES, *(name + NOT for name in NOTES), HEARD, FIX)
    values = journal.add(props, replace(state, values=fresh), _time(state, msg), journal.START, labels.STARTED_AT)
    # The first brings the whole desk into view, the second the focus to where the thumb is.
    return _step(state, values, at="", back=""), [AWAKE, _focus("first"), _focus(MAIN_BUTTON)]


def _say(props: Props, state: State, msg: Msg) -> Step:
    found = deck(props, state)
    card, call = found.top(state), last_call(props, state)
    if card is None or not call.is_on:
        return state, []
    text = card.sentence.text if card.sentence else texts.read_back(state, call)
    if not text:
        return state, [announce(labels.BACK_EMPTY)]
    values = journal.add(props, state, _time(state, msg), card.id, labels.ME + text)
    at, back = _after(found, state, card)
    return _step(state, values, at, back), []


def _skip(props: Props, state: State, msg: Msg) -> Step:
    found = deck(props, state)
    card = found.top(state)
    if card is None:
        return state, []
    at, back = _after(found, state, card)
    return replace(state, at=at, back=back), []


def _after(found: Deck, state: State, card: Card) -> tuple[str, str]:
    """Return where to go on after a card: after an answer's last line, back to the line it came between."""
    after = found.beside(card, 1)
    if after is None and card.quote:
        return state.back, ""
    return after or card.id, state.back


def _previous(props: Props, state: State, msg: Msg) -> Step:
    found = deck(props, state)
    card = found.top(state)
    before = found.beside(card, -1) if card else None
    if card is None or (before is None and not card.quote):
        return state, []
    return (replace(state, at=before) if before else replace(state, at=state.back, back="")), []


def _go(props: Props, state: State, msg: Msg) -> Step:
    at = msg.get("arg")
    if not any(card.id == at for card in deck(props, state).way):
        return state, []
    return replace(state, at=str(at), back=""), [_focus(MAIN_BUTTON)]


def _return(props: Props, state: State, msg: Msg) -> Step:
    card = deck(props, state).top(state)
    return (replace(state, at=state.back, back=""), [_focus(MAIN_BUTTON)]) if card and card.quote else (state, [])


def _heard(props: Props, state: State, msg: Msg) -> Step:
    found = deck(props, state)
    card, arg = found.top(state), str(msg.get("arg", ""))
    words = next((quote for part, quote in found.replies if str(part) == arg), None)
    if words is None or card is None:
        return state, []
    answers = found.answers(int(arg))
    back = state.back if card.quote else card.id
    at, back = (answers[0].id, back) if answers else (card.id, state.back)
    effects = [_focus(MAIN_BUTTON)] if answers else [announce(labels.NO_ANSWER)]
    if not last_call(props, state).is_on:
        return replace(state, at=at, back=back), effects
    what = f"{props['channels'][0]['id']}.{arg}"
    values = journal.add(props, state, _time(state, msg), what, labels.THEM + labels.QUOTE.format(text=words))
    return _step(state, values, at, back), effects


# -- what is written down ---------------------------------------------------------------------------------------------


def _note(props: Props, state: State, msg: Msg) -> Step:
    words = note(state.values, HEARD)
    if not words:
        return state, [announce(labels.WORDS_EMPTY), _focus(HEARD)]
    if not last_call(props, state).entries:
        return state, []
    return _step(state, _with_words(props, state, _time(state, msg), words)), []


def _with_words(props: Props, state: State, at: str, words: str) -> Values:
    return _without(journal.add(props, state, at, journal.HEARD, labels.THEM + words), HEARD)


def _promise(props: Props, state: State, msg: Msg) -> Step:
    if not note(state.values, PROMISED):
        return state, [announce(labels.PROMISE_EMPTY), _focus(PROMISED)]
    if not last_call(props, state).entries:
        return state, []
    return _step(state, _with_promise(props, state, _time(state, msg))), [announce(labels.PROMISE_KEPT), _focus(PROMISED)]


def _with_promise(props: Props, state: State, at: str) -> Values:
    """Return the values with what stands in the two fields of a promise entered as one."""
    day = text_of(state.values, BY)
    values = journal.promised(props, state, at, note(state.values, PROMISED), day if is_day(day) else why_not(state.values, BY))
    return _without(values, PROMISED, PROMISED + NOT, BY, BY + NOT)


def _end(props: Props, state: State, msg: Msg) -> Step:
    if not last_call(props, state).is_on:
        return state, []
    at, after = _time(state, msg), state
    if words := note(state.values, HEARD):
        after = replace(after, values=_with_words(props, after, at, words))
    if note(state.values, PROMISED):
        after = replace(after, values=_with_promise(props, after, at))
    after = replace(after, values=journal.add(props, after, at, journal.END, labels.ENDED_AT))
    call = last_call(props, after)
    after = replace(after, values=journal.stamped(call, after))
    if not any(text_of(after.values, key) for key in RECORD[:-1]):
        after = replace(after, values=known(props, {**after.values, **record(after.values, call)}))
    elif note(after.values, TICKET) and not text_of(after.values, "ticket"):
        after = replace(after, values={**after.values, "ticket": note(after.values, TICKET)})
    # Else the focus would go on to a field, and the keyboard would cover what the reader came for.
    return _step(state, after.values, at="", back=""), [ASLEEP, _focus(AGAIN_BUTTON), announce(labels.ENDED_SAID)]


def record(values: Values, call: Call) -> dict[str, str]:
    """Return what the case knows of its last contact once that is this call; a ticket number stays until there is a newer one."""
    last = call.promises[-1] if call.promises else None
    found = {
        "last_contact_date": call.started[:10],
        "agent_no": note(values, STAFF),
        "promised": last.words if last else "",
        "promised_date": last.by if last else "",
        "ticket": note(values, TICKET) or text_of(values, "ticket"),
    }
    return {key: found[key] for key in RECORD}


def differs(values: Values, call: Call) -> list[str]:
    """Return the facts of the last contact that this call would change."""
    return [key for key, text in record(values, call).items() if text != text_of(values, key)]


def _adopt(props: Props, state: State, msg: Msg) -> Step:
    call = last_call(props, state)
    if not call.is_over or not differs(state.values, call):
        return state, []
    return _step(state, known(props, {**state.values, **record(state.values, call)})), [announce(labels.ADOPTED)]


# -- the log ----------------------------------------------------------------------------------------------------------


def _entry(props: Props, state: State, n: int) -> journal.Entry | None:
    spoken = last_call(props, state).spoken
    return spoken[n] if 0 <= n < len(spoken) else None


def _number(msg: Msg) -> int:
    arg = msg.get("arg")
    return int(arg) if isinstance(arg, str) and arg.isascii() and arg.isdigit() and len(arg) < 6 else -1


def _fix(props: Props, state: State, msg: Msg) -> Step:
    entry = _entry(props, state, _number(msg))
    if entry is None:
        return state, []
    state = _step(state, {**state.values, FIX: entry.said})
    return replace(state, fixing=_number(msg)), [_focus(FIX)]


def _fixed_to(props: Props, state: State, said: str) -> State:
    entry = _entry(props, state, state.fixing)
    return replace(state, values=journal.replaced(state, entry, said)) if entry else replace(state, fixing=-1)


def _fixed(props: Props, state: State, msg: Msg) -> Step:
    return replace(state, values=_without(state.values, FIX), fixing=-1), []


def _remove(props: Props, state: State, msg: Msg) -> Step:
    entry = _entry(props, state, _number(msg))
    if entry is None:
        return state, []
    return _step(state, _without(journal.replaced(state, entry, None), FIX)), [announce(labels.REMOVED)]


def _download(props: Props, state: State, msg: Msg) -> Step:
    call = last_call(props, state)
    if not call.entries:
        return state, []
    told = texts.confirmation(props, state, deck(props, state), call)
    file = {"name": labels.MAIL_FILE, "mime": "message/rfc822", "text": eml.draft(told.subject, told.mail)}
    return state, [{"type": "download", **file}]


_HANDLERS: dict[str, Callable[[Props, State, Msg], Step]] = {
    "hydrate": _hydrate, "input": _input, "undo": _undo, "start": _start, "say": _say, "skip": _skip, "previous": _previous, "go": _go,
    "return": _return, "heard": _heard, "note": _note, "promise": _promise, "end": _end, "adopt": _adopt, "fix": _fix, "fixed": _fixed,
    "remove": _remove, "download": _download,
}  # fmt: skip
