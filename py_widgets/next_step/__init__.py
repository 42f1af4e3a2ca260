"""The next step: which rungs of the ladder are open, which on what date, what to bring, what it costs, what to write.

props: {"id", "title", "rungs", "matters", "fields", "facts", "years"}, made from the tables by `hooks.widget_props.next_step`; the slots
`page.<rung>` are the links. values: the names of `state.own_names`, and the shared keys of the fields.
"""

from .examples import EXAMPLES
from .state import State
from .update import init, update
from .view import view

NAME = "next_step"
VERSION = 1

__all__ = ["EXAMPLES", "NAME", "VERSION", "State", "init", "update", "view"]
