"""The script builder: one fact sheet, and up to five texts from it that all agree.

props: see `examples.py` for a full one. values: field key → text, `<key>.<option>` → tick of a multiple choice,
`line.<id>` → tick of an optional sentence, `edit.<channel>` → hand-edited text.
"""

from .examples import EXAMPLES
from .state import State
from .update import init, update
from .view import view

NAME = "script"
VERSION = 1

__all__ = ["EXAMPLES", "NAME", "VERSION", "State", "init", "update", "view"]
