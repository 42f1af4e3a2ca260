"""This call in the contact log of the case: entries with their time, and the promises among them.

An entry is this island's when its `line` begins with the island's id and a colon. After it stands what the entry is: `start`, `end`,
a line's id (said), `phone.7` (heard, by the script's part), `heard` (heard, in the reader's words), `readback`, or `promise:<by>`, where
`<by>` is an ISO date or why there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .. import records
from ..labels import call as labels
from ..sentences.fields import is_day
from ..textcheck import one_line
from ..widget import Props, Values
from .cards import place_of
from .state import REASONS, STAFF, TICKET, WHO, State, note

START, END, HEARD, PROMISE = "start", "end", "heard", "promise:"
_CLOCK = re.compile(r"T[0-2][0-9]:[0-5][0-9]")
_SPEAKERS = (labels.ME, labels.THEM, labels.THEY_PROMISE)


@dataclass(frozen=True)
class Entry:
    """A row of the log that is this call's; `index` is its place in the whole log."""

    index: int
    at: str
    said: str
    what: str

    @property
    def time(self) -> str:
        """Return hours and minutes, "" when unknown."""
        return self.at[11:16]

    @property
    def words(self) -> str:
        """Return what was said without who said it."""
        for speaker in _SPEAKERS:
            if self.said.startswith(speaker):
                return self.said.removeprefix(speaker)
        return self.said

    @property
    def bare(self) -> str:
        """Return the words without the quotation marks around the whole of them."""
        words = one_line(self.words)
        return words[1:-1] if words[:1] == "“" and words[-1:] == "”" and "“" not in words[1:] else words

    @property
    def is_heard(self) -> bool:
        """Return whether the other side said it."""
        return self.what == HEARD or self.what.count(".") == 1

    @property
    def is_line(self) -> bool:
        """Return whether it is a line of the script that the reader said."""
        return bool(place_of(self.what))

    @property
    def by(self) -> str:
        """Return the day a promise is for, "" when none was given."""
        by = self.what.removeprefix(PROMISE)
        return by if is_day(by) else ""

    @property
    def by_not(self) -> str:
        """Return why a promise has no day."""
        by = self.what.removeprefix(PROMISE)
        return by if by in REASONS else ""


@dataclass(frozen=True)
class Call:
    """The last call of this island: its entries in the order of the log."""

    entries: tuple[Entry, ...]

    @property
    def is_on(self) -> bool:
        """Return whether nobody has hung up yet."""
        return bool(self.entries) and not any(entry.what == END for entry in self.entries)

    @property
    def is_over(self) -> bool:
        """Return whether it took place and is over."""
        return bool(self.entries) and not self.is_on

    @property
    def started(self) -> str:
        """Return when it began, local time."""
        return self.entries[0].at if self.entries else ""

    @property
    def ended(self) -> str:
        """Return when it ended, "" while it goes on."""
        return next((entry.at for entry in self.entries if entry.what == END), "")

    @property
    def spoken(self) -> tuple[Entry, ...]:
        """Return what was said and heard."""
        return tuple(entry for entry in self.entries if entry.what not in (START, END))

    @property
    def promises(self) -> tuple[Entry, ...]:
        """Return what the other side promised."""
        return tuple(entry for entry in self.entries if entry.what.startswith(PROMISE))

    @property
    def heard(self) -> tuple[Entry, ...]:
        """Return what the other side said."""
        return tuple(entry for entry in self.entries if entry.is_heard)

    def said_at(self, line: str) -> str:
        """Return when this line was last said, "" when it was not."""
        return next((entry.time for entry in reversed(self.entries) if entry.what == line), "")


def stamp(at: str) -> str:
    """Return as much of a time stamp as is one, to the minute: a log may come from elsewhere."""
    day, time = at[:10], at[10:16]
    return "" if not is_day(day) else day + time if _CLOCK.fullmatch(time) else day


def last_call(props: Props, state: State) -> Call:
    """Return this island's last call, without entries when there was none."""
    own, found = f"{props['id']}:", list[Entry]()
    for index, row in enumerate(log(state)):
        line = records.said(row, "line")
        if not line.startswith(own):
            continue
        entry = Entry(index, stamp(records.said(row, "at")), records.said(row, "said"), line.removeprefix(own))
        found = [entry] if entry.what == START else [*found, entry]
    return Call(tuple(found))


def log(state: State) -> list[Any]:
    """Return the log of the case, others' rows included."""
    return records.read(records.LOG, state.values.get(records.LOG))


def with_log(values: Values, rows: list[Any]) -> Values:
    """Return `values` with another log."""
    return {**values, records.LOG: records.write(rows)}


def add(props: Props, state: State, at: str, what: str, said: str) -> Values:
    """Return the values with one more entry, at the end of the log; it carries what is known of who is speaking."""
    row = records.entry(at, said, line=f"{props['id']}:{what}", **speaker(state.values))
    return with_log(state.values, [*log(state), row])


def speaker(values: Values) -> dict[str, str]:
    """Return the columns of the log that tell who is at the other end."""
    return {"who": note(values, WHO), "staff": note(values, STAFF), "ticket": note(values, TICKET)}


def stamped(call: Call, state: State) -> Values:
    """Return the values with all entries of the call telling who was at the other end: the number often comes last."""
    mine = {entry.index for entry in call.entries}
    known = {key: text for key, text in speaker(state.values).items() if text}
    return with_log(state.values, [row | known if n in mine else row for n, row in enumerate(log(state))])


def replaced(state: State, entry: Entry, said: str | None) -> Values:
    """Return the values with another text in an entry, or without it (None); the promise it stands for follows."""
    rows = log(state)
    here = [] if said is None else [rows[entry.index] | {"said": said}]
    values = with_log(state.values, [*rows[: entry.index], *here, *rows[entry.index + 1 :]])
    if not entry.what.startswith(PROMISE):
        return values
    new = None if said is None else Entry(0, "", said, entry.what).words
    return {**values, records.PROMISES: records.write(_promises_with(values, entry, new))}


def _promises_with(values: Values, entry: Entry, what: str | None) -> list[Any]:
    rows = records.read(records.PROMISES, values.get(records.PROMISES))
    wanted = (entry.words, entry.by, entry.at[:10])
    for n in reversed(range(len(rows))):
        if tuple(records.said(rows[n], key) for key in ("what", "by", "made")) == wanted:
            return rows[:n] + ([] if what is None else [rows[n] | {"what": what}]) + rows[n + 1 :]
    return rows


def promised(props: Props, state: State, at: str, what: str, by: str) -> Values:
    """Return the values with one more promise, in the log and among the promises; `by` is a day or why there is none."""
    values = add(props, state, at, PROMISE + by, labels.THEY_PROMISE + what)
    rows = records.read(records.PROMISES, values.get(records.PROMISES))
    known = speaker(state.values)
    who = one_line(f"{known['who']} {known['staff']}")
    row = records.promise(what, by if is_day(by) else "", who, at[:10])
    return {**values, records.PROMISES: records.write([*rows, row])}


def as_text(call: Call) -> str:
    """Return the call as lines of text, each with its time."""
    return "".join(f"{entry.at.replace('T', ' ')} {one_line(entry.said)}\n" for entry in call.entries)

