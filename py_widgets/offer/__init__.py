"""The repayment offer: what can be kept up each month, what offers at several terms cost, and what the other side has settled.

props: {"id", "title", "fields": [as `data.field_props`, keys of `state.SHARED`], "facts": {id: as `data.as_props`}}; slots
`cite.<fact id>` hold the citations. values: see `state.py`. Nothing usual is ever computed with: what a reader left blank is named.
"""

from .examples import EXAMPLES
from .state import State, init
from .update import update
from .view import view

NAME = "offer"
VERSION = 1

__all__ = ["EXAMPLES", "NAME", "VERSION", "State", "init", "update", "view"]
