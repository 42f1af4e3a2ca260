"""What the reader did: answers, ticks and hand-edited texts, under the names of the form's controls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..formats import day
from ..widget import Props, Values

COMPUTED, MULTI, TONE = "computed", "multi", "tone"
EDIT, LINE = "edit.", "line."

Basis = dict[str, dict[str, str]]


@dataclass(frozen=True)
class State:
    """The reader's side of a script.

    `values`: control name → text or tick. `today`: ISO date, "" until a message brought it. `basis`: channel → the answers
    its text was edited from. `undo`: the values before the last clear, mask or discard; `undone`: which of them it was,
    as `clear`, `mask:<control>` or `discard:<channel>`.
    """

    values: Values = field(default_factory=dict)
    today: str = ""
    basis: Basis = field(default_factory=dict)
    undo: Values | None = None
    undone: str = ""


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


def known_names(props: Props) -> dict[str, type]:
    """Return every control name of this script with the type its value has."""
    names: dict[str, type] = {}
    for f in asked(props):
        names |= dict.fromkeys(control_names(f), bool if f["type"] == MULTI else str)
    names |= {LINE + line["tick"]["id"]: bool for line in lines(props) if line["tick"]}
    return names | {EDIT + channel["id"]: str for channel in props["channels"]}


def known(props: Props, values: object) -> Values:
    """Return the entries of `values` that this script has a control for, of the right type; untrusted input."""
    if not isinstance(values, dict):
        return {}
    names = known_names(props)
    return {k: v for k, v in values.items() if isinstance(v, (str, bool)) and type(v) is names.get(k)}


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


def edited(values: Values, channel_id: str) -> str | None:
    """Return the hand-edited text of a channel, None while it is the produced one."""
    value = values.get(EDIT + channel_id)
    return value if isinstance(value, str) else None


def basis_of(state: State, channel_id: str) -> dict[str, str]:
    """Return the answers a channel's text was edited from; saved data may be anything."""
    basis = state.basis.get(channel_id)
    return {k: v for k, v in basis.items() if isinstance(v, str)} if isinstance(basis, dict) else {}
