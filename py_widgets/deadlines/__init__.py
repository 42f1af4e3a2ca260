"""Deadlines: choose what runs, say from when, and see the last day, how it was counted, and what to do then.

props: {"id", "title", "scene", "rows", "facts", "blanks", "calendar"}; see `hooks/widget_props/deadlines.py` and `examples.py`.
values: `deadline.<row>` → tick; the key of the row's field or `deadline-from.<row>` → the day (for hours: day and minute) it starts;
`deadline-later.<row>` → "" or the place of an extension; `deadline-scene` → a situation's page; `promise-what`, `promise-by`,
`promise-who` → a promise being written down; `promises` and `deadlines`, the lists of the case.
"""

from .examples import EXAMPLES
from .state import State, init
from .update import update
from .view import view

NAME = "deadlines"
VERSION = 1

__all__ = ["EXAMPLES", "NAME", "VERSION", "State", "init", "update", "view"]
