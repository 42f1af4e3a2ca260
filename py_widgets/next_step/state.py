"""What the reader answered, under the names of the form's controls."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..labels import next_step as labels
from ..sentences.fields import MULTI, asked, control_names
from ..widget import Props, Values

MATTER, ANSWER, ELSEWHERE, ENDED, PAPERS, THREAT = "matter", "answer", "elsewhere", "ended", "papers", "threat"
COMPLAINED_ON, DECIDED_ON, TRIED = "complained_on", "decided_on", "tried."


@dataclass(frozen=True)
class State:
    """The answers and the facts of the case; `today`: ISO date, "" until a message brought it; `undo`: what a clear took away."""

    values: Values = field(default_factory=dict)
    today: str = ""
    undo: Values = field(default_factory=dict)


def choices(props: Props) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the questions of one answer: control name → (value, what the reader sees)."""
    return {
        MATTER: tuple((matter["id"], matter["name"]) for matter in props["matters"]),
        ANSWER: labels.ANSWERS,
        ELSEWHERE: labels.ELSEWHERES,
        PAPERS: labels.PAPER_OPTIONS,
    }


def own_names(props: Props) -> dict[str, type]:
    """Return the controls that are this tool's alone, each with the type of its value."""
    ticks = [THREAT, ENDED, *(TRIED + name for name, _ in labels.TRIED_OPTIONS)]
    return dict.fromkeys([*choices(props), COMPLAINED_ON, DECIDED_ON], str) | dict.fromkeys(ticks, bool)


def known(props: Props, values: object) -> Values:
    """Return the entries of `values` that this tool has a control for, of the right type; untrusted input."""
    names = own_names(props)
    for one in asked(props):
        names |= dict.fromkeys(control_names(one), bool if one["type"] == MULTI else str)
    allowed = {name: {value for value, _ in options} for name, options in choices(props).items()}
    found = values.items() if isinstance(values, dict) else ()
    return {
        name: value
        for name, value in found
        if isinstance(value, (str, bool)) and type(value) is names.get(name) and (name not in allowed or value in allowed[name])
    }
