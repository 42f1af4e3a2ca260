"""What the reader did, under the names of the form's controls, and which card lies on top."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .. import records
from ..sentences.fields import fact_names, text_of
from ..textcheck import one_line
from ..widget import Props, Values

NOW, NOT = "now.", ".not"
WHO, STAFF, TICKET, PROMISED, BY, HEARD = "now.who", "now.agent_no", "now.ticket", "now.promised", "now.promised_date", "now.heard"
NOTES = (WHO, STAFF, TICKET, PROMISED, BY)
FIX = "fix"
REASONS = ("unheard", "refused")
RECORD = ("last_contact_date", "agent_no", "promised", "promised_date", "ticket")
"""The facts of the case that tell of the last contact."""


@dataclass(frozen=True)
class State:
    """The reader's side of a call.

    `at`: the id of the line on the card, `cards.READ_BACK`, or "" for the first; `back`: where to go on after an answer, "" when the
    card is none; `fixing`: which entry of this call is being corrected, -1 for none; `undo`: `values`, `at` and `back` before the
    last step, empty when there is nothing to undo.
    """

    values: Values = field(default_factory=dict)
    today: str = ""
    at: str = ""
    back: str = ""
    fixing: int = -1
    undo: dict[str, Any] = field(default_factory=dict)


def names(props: Props) -> dict[str, type]:
    """Return every control name of this island with the type its value has."""
    own = [*NOTES, *(name + NOT for name in NOTES), HEARD, FIX, records.LOG, records.PROMISES, *RECORD]
    return fact_names(props) | dict.fromkeys(own, str)


def known(props: Props, values: object) -> Values:
    """Return the entries of `values` that this island has a control for, of the right type; untrusted input. Empty text says nothing."""
    if not isinstance(values, dict):
        return {}
    types = names(props)
    return {k: v for k, v in values.items() if isinstance(v, (str, bool)) and type(v) is types.get(k) and v != ""}


def note(values: Values, name: str) -> str:
    """Return what this call brought, on one line."""
    return one_line(text_of(values, name))


def why_not(values: Values, name: str) -> str:
    """Return why it is missing: one of `REASONS`, or "" when nobody said."""
    reason = text_of(values, name + NOT)
    return reason if reason in REASONS else ""
