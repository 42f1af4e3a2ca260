"""From answers to what has happened: the events that the rungs of `ladder.yml` open, close and wait on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..formats import day
from ..labels import next_step as labels
from ..sentences.fields import text_of
from ..widget import Props
from .state import ANSWER, COMPLAINED_ON, DECIDED_ON, ELSEWHERE, ENDED, MATTER, PAPERS, THREAT, TRIED, State

CONTACT, PROMISED, AGREED, SERVED, REPLY_BY = "last_contact_date", "promised_date", "agreed_date", "served_date", "reply_by"
REFUSALS = ("refused", "partly", "decision")


@dataclass(frozen=True)
class Event:
    """Something the reader told of.

    `said`: it is told of. `day`: when it was, or is to be, None while not filled in. `happened`: it is so today. `key`: the control
    that gives the day. `until`: the day by which the other side was to act on it.
    """

    said: bool = False
    day: date | None = None
    happened: bool = False
    key: str = ""
    until: date | None = None


Events = Mapping[str, Event]
NEVER = Event()


def read(props: Props, state: State) -> Events:
    """Return every event by the name that `ladder.yml` gives it."""
    values, today = state.values, day(state.today)
    answer, papers, elsewhere = (text_of(values, name) for name in (ANSWER, PAPERS, ELSEWHERE))
    tried = {name: values.get(TRIED + name) is True for name, _ in labels.TRIED_OPTIONS}
    promised, agreed = on(state, PROMISED), on(state, AGREED)
    matter = next((m for m in props["matters"] if m["id"] == values.get(MATTER)), None)
    began = str(matter["began"]) if matter else ""

    contact = on(state, CONTACT)
    contacted = bool(contact or answer or any(tried.values()))
    complained = tried["complaint"] or tried["review"] or answer == "decision"
    complaint_key = COMPLAINED_ON if on(state, COMPLAINED_ON) or not contact else CONTACT
    refused = answer in REFUSALS
    promise = answer == "promise"
    broken = promise and _past(promised, today)
    unsatisfied = contacted and (answer == "nothing" or refused or broken)
    events = {
        "contacted": Event(contacted, contact, contacted, CONTACT),
        "complained": Event(complained, on(state, complaint_key), complained, complaint_key, promised),
        "promised": Event(promise, None, promise, PROMISED, promised),
        "decided": Event(complained and refused, on(state, DECIDED_ON), complained and refused, DECIDED_ON),
        "refused": Event(refused, None, refused),
        "broken": Event(promise, promised, broken, PROMISED),
        "late": Event(bool(agreed), agreed, _past(agreed, today), AGREED),
        "unsatisfied": Event(unsatisfied or promise, promised if promise else None, unsatisfied, PROMISED if promise else ""),
        "platformed": Event(tried["platform"], None, tried["platform"]),
        "demanded": Event(tried["demand"], None, tried["demand"], REPLY_BY, on(state, REPLY_BY)),
        "reviewed": Event(tried["review"], contact, tried["review"], CONTACT),
        "threatened": Event(values.get(THREAT) is True, today, values.get(THREAT) is True),
        "ended": Event(values.get(ENDED) is True, None, values.get(ENDED) is True),
        "began": Event(bool(began), on(state, began), bool(on(state, began)), began),
        "served": Event(papers in ("order", "suit", "judgment"), on(state, SERVED), bool(on(state, SERVED)), SERVED),
    }
    events |= {name: Event(papers == name, None, papers == name) for name in ("order", "suit", "judgment")}
    return events | {f"at-{name}": Event(elsewhere == name, None, elsewhere == name) for name, _ in labels.ELSEWHERES if name != "none"}


def on(state: State, key: str) -> date | None:
    """Return the day in a control, None while it has none."""
    return day(text_of(state.values, key)) if key else None


def _past(when: date | None, today: date | None) -> bool:
    return bool(when and today and today > when)
