"""The fields an author's sentences ask for, and the reader's answers under the names of the form's controls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ..formats import day
from ..widget import Props, Values

COMPUTED, MULTI, TONE = "computed", "multi", "tone"
LINE = "line."


class Reader(Protocol):
    """Whose answers they are: `values`, control name → text or tick; `today`, ISO date, "" until a message brought it."""

    @property
    def values(self) -> Values:
        """Return what stands in the controls."""

    @property
    def today(self) -> str:
        """Return the day it is."""


def lines(props: Props) -> Iterator[Props]:
    """Yield every sentence of the author's page."""
    for channel in props["channels"]:
        for part in channel["parts"]:
            yield from part["lines"]


def asked(props: Props) -> list[Props]:
    """Return the fields the reader is asked."""
    return [f for f in props["fields"] if f["type"] != COMPUTED]


def control_names(field: Props) -> list[str]:
    """Return the names of a field's controls: one a box for a multiple choice, else the field's key."""
    if field["type"] == MULTI:
        return [f"{field['key']}.{option}" for option in field["options"] or ()]
    return [field["key"]]


def fact_names(props: Props) -> dict[str, type]:
    """Return the names of the controls that hold facts of the case: answers and optional sentences, each with its value's type."""
    names: dict[str, type] = {}
    for f in asked(props):
        names |= dict.fromkeys(control_names(f), bool if f["type"] == MULTI else str)
    return names | {LINE + line["tick"]["id"]: bool for line in lines(props) if line["tick"]}


def started(props: Props) -> Values:
    """Return the ticks of the optional sentences that start ticked."""
    return {LINE + line["tick"]["id"]: True for line in lines(props) if line["tick"] and line["tick"]["on"]}


def is_day(value: object) -> bool:
    """Return whether `value` is an ISO date."""
    return isinstance(value, str) and day(value) is not None


def text_of(values: Values, name: str) -> str:
    """Return the text under `name`, "" for none or for something that is no text."""
    value = values.get(name, "")
    return value if isinstance(value, str) else ""


def is_on(values: Values, line: Props) -> bool:
    """Return whether a sentence is wanted: it is not optional, or ticked, or starts ticked and was not touched."""
    tick = line["tick"]
    if not tick:
        return True
    value = values.get(LINE + tick["id"], tick["on"])
    return value if isinstance(value, bool) else bool(tick["on"])
