"""Where a reader is in a round, and what they said so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..sentences.fields import MULTI, asked, control_names, text_of
from ..textcheck import one_line
from ..widget import Props, Values

SCENE, PICK, OWN, SAMPLES = "scene", "pick", "own", "samples"
TURN, HEARD, DONE = "turn", "heard", "done"
"""The stages: a line of the other side waits for an answer; the answer was judged; the round is over. "" is before it."""
LONGEST = 300
"""Characters of an own line that are kept."""


@dataclass(frozen=True)
class State:
    """The reader's side of a round.

    `scene`: the scene being played; `said`: what they said, each `line:`, `poor:` or `own:` and the words; `round`: how often they
    began anew, which turns the choice of lines; `undo`: stage, scene, said and round before the last new beginning, empty for none.
    """

    values: Values = field(default_factory=dict)
    today: str = ""
    stage: str = ""
    scene: str = ""
    said: list[str] = field(default_factory=list)
    round: int = 0
    undo: dict[str, Any] = field(default_factory=dict)


def facts(props: Props) -> dict[str, type]:
    """Return the names of the facts of the case, each with its value's type."""
    return {name: bool if f["type"] == MULTI else str for f in asked(props) for name in control_names(f)}


def known(props: Props, values: object) -> Values:
    """Return the entries of `values` that this island has a control for, of the right type; untrusted input. Empty ones say nothing."""
    if not isinstance(values, dict):
        return {}
    types = facts(props) | {SCENE: str, PICK: str, OWN: str, SAMPLES: bool}
    return {k: v for k, v in values.items() if v and isinstance(v, (str, bool)) and type(v) is types.get(k)}


def own(state: State) -> str:
    """Return the reader's own line, cleaned, "" when there is none."""
    return one_line(text_of(state.values, OWN))[:LONGEST]


def number(text: str, below: int) -> int | None:
    """Return the number in `text` when it is one of a list of `below`."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 and int(text) < below else None
