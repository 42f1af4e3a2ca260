"""What the reader chose and typed, under the names of the controls."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..records import PROMISES
from ..widget import Props, Values

PICK, FROM, LATER, SCENE = "deadline.", "deadline-from.", "deadline-later.", "deadline-scene"
WHAT, BY, WHO = "promise-what", "promise-by", "promise-who"
DEADLINES = "deadlines"
PROMISED, PROMISED_BY = "promised", "promised_date"
"""The fields of the script that tell of one promise."""


@dataclass(frozen=True)
class State:
    """The reader's side. `today`: ISO date, `now`: with the minute, both "" until a message brought them; `undo`: values before."""

    values: Values = field(default_factory=dict)
    today: str = ""
    now: str = ""
    undo: Values = field(default_factory=dict)


def init(props: Props) -> State:
    """Return a reader who chose nothing yet."""
    return State()


def start_name(row: Props) -> str:
    """Return the name of the control that holds a row's first day: a fact of the case where there is one."""
    return str(row["field"]) or FROM + str(row["id"])


def hidden(props: Props) -> list[str]:
    """Return the facts of the case that texts are made of and no control here asks for."""
    asked = {start_name(row) for row in props["rows"]}
    keys = {blank["key"] for blank in props["blanks"].values()} | {PROMISED, PROMISED_BY}
    return sorted(keys - asked)


def own(props: Props) -> dict[str, type]:
    """Return the names of the controls that are this widget's alone, with the type of each one's value: what “clear” empties."""
    names: dict[str, type] = {SCENE: str, WHAT: str, BY: str, WHO: str}
    for row in props["rows"]:
        names |= {PICK + row["id"]: bool, LATER + row["id"]: str} | ({} if row["field"] else {FROM + row["id"]: str})
    return names


def known(props: Props, values: object) -> Values:
    """Return the entries of `values` that there is a control for, of the right type; untrusted input."""
    if not isinstance(values, dict):
        return {}
    names = own(props) | dict.fromkeys([*map(start_name, props["rows"]), *hidden(props), PROMISES, DEADLINES], str)
    return {k: v for k, v in values.items() if isinstance(v, (str, bool)) and type(v) is names.get(k)}


def text(values: Values, name: str) -> str:
    """Return the text under `name`, "" for none."""
    value = values.get(name, "")
    return value if isinstance(value, str) else ""


def picked(props: Props, values: Values) -> list[Props]:
    """Return the rows that were chosen, in the table's order."""
    return [row for row in props["rows"] if values.get(PICK + row["id"]) is True]
