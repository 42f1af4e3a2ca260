"""What the reader did: answers, ticks and hand-edited texts, under the names of the form's controls."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..sentences.fields import fact_names
from ..widget import Props, Values

EDIT = "edit."
CLAIMS = "claims"
"""What the reader says of the matter, with its evidence: a list of the case that is only read here."""

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


def known_names(props: Props) -> dict[str, type]:
    """Return every control name of this script with the type its value has."""
    return fact_names(props) | {CLAIMS: str} | {EDIT + channel["id"]: str for channel in props["channels"]}


def known(props: Props, values: object) -> Values:
    """Return the entries of `values` that this script has a control for, of the right type; untrusted input."""
    if not isinstance(values, dict):
        return {}
    names = known_names(props)
    return {k: v for k, v in values.items() if isinstance(v, (str, bool)) and type(v) is names.get(k)}


def edited(values: Values, channel_id: str) -> str | None:
    """Return the hand-edited text of a channel, None while it is the produced one."""
    value = values.get(EDIT + channel_id)
    return value if isinstance(value, str) else None


def basis_of(state: State, channel_id: str) -> dict[str, str]:
    """Return the answers a channel's text was edited from; saved data may be anything."""
    basis = state.basis.get(channel_id)
    return {k: v for k, v in basis.items() if isinstance(v, str)} if isinstance(basis, dict) else {}
