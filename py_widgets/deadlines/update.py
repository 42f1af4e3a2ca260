"""What happens on each message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .. import ics, records
from ..formats import date_text, day
from ..labels import deadlines as labels
from ..textcheck import one_line
from ..widget import Effect, Msg, Props, Values, announce
from . import words
from .counting import HOURS, Count, Promise, counts, moment, promises
from .state import BY, DEADLINES, WHAT, WHO, State, known, own, text

Step = tuple[State, list[Effect]]


def update(props: Props, state: State, msg: Msg) -> Step:
    """Return the next state and the effects of `msg`; an unknown message changes nothing."""
    handler = _HANDLERS.get(msg.get("type", "")) if isinstance(msg.get("type", ""), str) else None
    if handler is None:
        return state, []
    today, now = msg.get("today"), msg.get("now")
    if isinstance(today, str) and day(today):
        state = replace(state, today=today, now=_moment(now) or today)
    return handler(props, state, msg)


def _moment(now: object) -> str:
    return moment(now, HOURS) if isinstance(now, str) else ""


def _synced(props: Props, state: State) -> State:
    """Return the state with the case's list of deadlines as it now is; rows that other tools wrote stay in it."""
    mine = {row["id"] for row in props["rows"]}
    kept = records.read(DEADLINES, state.values.get(DEADLINES))
    others = [row for row in kept if records.said(row, "id") not in mine]
    rows = [
        {"id": c.row["id"], "title": c.row["title"], "date": c.due[:10], "fact": c.row["facts"][0], "from": c.start[:10]}
        for c in counts(props, state) if c.due
    ]  # fmt: skip
    if [row for row in kept if row not in others] == rows:
        return state
    return replace(state, values={**state.values, DEADLINES: records.write([*others, *rows])})


def _hydrate(props: Props, state: State, msg: Msg) -> Step:
    return replace(state, values=known(props, msg.get("values")), undo={}), []


def _input(props: Props, state: State, msg: Msg) -> Step:
    name, value = msg.get("name"), msg.get("value")
    if not isinstance(name, str) or not known(props, {name: value}):
        return state, []
    return _synced(props, replace(state, values={**state.values, **known(props, {name: value})}, undo={})), []


def _add(props: Props, state: State, msg: Msg) -> Step:
    what, by, who = one_line(text(state.values, WHAT)), text(state.values, BY).strip(), one_line(text(state.values, WHO))
    if not what:
        return state, [announce(labels.PROMISE_NEEDS_WHAT), {"type": "focus", "name": WHAT}]
    if not day(by):
        return state, [announce(labels.PROMISE_NEEDS_DAY), {"type": "focus", "name": BY}]
    rows = [*_promises(state.values), records.promise(what, by, who, state.today)]
    values = {k: v for k, v in state.values.items() if k not in (WHAT, BY, WHO)}
    return _with_promises(replace(state, values=values, undo={}), rows), [announce(labels.PROMISE_ADDED)]


def _promises(values: Values) -> list[Any]:
    return records.read(records.PROMISES, values.get(records.PROMISES))


def _with_promises(state: State, rows: list[Any]) -> State:
    return replace(state, values={**state.values, records.PROMISES: records.write(rows)})


def _at(rows: list[Any], place: str) -> int | None:
    """Return the place of a promise that a button names, None when there is none."""
    index = int(place) if place.isascii() and place.isdigit() and len(place) < 5 else -1
    return index if 0 <= index < len(rows) and isinstance(rows[index], dict) else None


def _kept(props: Props, state: State, msg: Msg) -> Step:
    place, _, how = str(msg.get("arg", "")).partition(":")
    rows = _promises(state.values)
    index = _at(rows, place)
    if index is None or how not in ("", *labels.KEPT):
        return state, []
    rows[index] = {**rows[index], "kept": how}
    return _with_promises(replace(state, undo={}), rows), []


def _drop(props: Props, state: State, msg: Msg) -> Step:
    rows = _promises(state.values)
    index = _at(rows, str(msg.get("arg", "")))
    if index is None:
        return state, []
    before: Values = {records.PROMISES: text(state.values, records.PROMISES)}
    return _with_promises(replace(state, undo=before), rows[:index] + rows[index + 1 :]), [announce(labels.DROPPED)]


def _clear(props: Props, state: State, msg: Msg) -> Step:
    """Empty what is this tool's alone: facts of the case and promises stay."""
    mine: Values = {k: v for k, v in state.values.items() if k in own(props) and v}
    if not mine:
        return state, []
    values = {k: v for k, v in state.values.items() if k not in own(props)}
    return _synced(props, replace(state, values=values, undo=mine)), [announce(labels.CLEARED)]


def _undo(props: Props, state: State, msg: Msg) -> Step:
    if not state.undo:
        return state, []
    return _synced(props, replace(state, values={**state.values, **known(props, state.undo)}, undo={})), [announce(labels.UNDONE)]


def _counted(props: Props, state: State, arg: object) -> Count | None:
    return next((c for c in counts(props, state) if c.due and c.row["id"] == arg), None)


def _copy(props: Props, state: State, msg: Msg) -> Step:
    counted = _counted(props, state, msg.get("arg"))
    said = words.spoken(words.message(props, counted, state.values, state.today)) if counted else ""
    return state, [{"type": "copy", "text": said} if said else announce(labels.NOTHING_TO_COPY)]


def _calendar(props: Props, state: State, msg: Msg) -> Step:
    """Give the file of one row (`arg`: its id), or of all that is still ahead."""
    arg = msg.get("arg")
    rows = [c for c in counts(props, state) if c.due and arg in (None, c.row["id"])]
    events = [_event(props, c, state) for c in rows if c.due[:10] >= state.today]
    events += [_promise_event(p) for p in promises(state.values) if arg is None and not p.kept and day(p.by) and p.by >= state.today]
    if not events or not state.today:
        return state, [announce(labels.NOTHING_AHEAD)]
    made = ics.calendar(events, state.now or state.today)
    return state, [{"type": "download", "name": labels.CALENDAR_FILE, "mime": ics.MIME, "text": made}]


def _event(props: Props, counted: Count, state: State) -> ics.Event:
    row = counted.row
    said = words.noted(words.message(props, counted, state.values, state.today))
    fact = words.source(words.facts(props, row)[0], state.today)
    parts = [row["then"], f"{labels.EVENT_TEXT}\n{said}" if said else "", words.rule(counted), words.weakened(props, row, state.today)]
    parts += [labels.EVENT_FACT.format(fact=fact) if fact else "", labels.EVENT_END]
    title = labels.EVENT_TITLE.format(title=row["title"])
    return ics.Event(f"{row['id']}-{counted.due}", title, counted.due, "\n\n".join(part for part in parts if part))


def _promise_event(promise: Promise) -> ics.Event:
    said = labels.PROMISE_TEXT.format(by=date_text(promise.by), what=promise.what)
    parts = (labels.PROMISE_THEN, f"{labels.EVENT_TEXT}\n{said}", labels.EVENT_END)
    return ics.Event(f"promise-{promise.by}-{promise.what}", promise_title(promise), promise.by, "\n\n".join(parts))


def promise_title(promise: Promise) -> str:
    """Return a promise in a line, with who made it when that is known."""
    return (labels.PROMISE_BY_WHOM if promise.who else labels.PROMISE).format(what=promise.what, who=promise.who)


_HANDLERS: dict[str, Callable[[Props, State, Msg], Step]] = {
    "hydrate": _hydrate, "input": _input, "add": _add, "kept": _kept, "drop": _drop, "clear": _clear, "undo": _undo,
    "copy": _copy, "calendar": _calendar,
}  # fmt: skip
