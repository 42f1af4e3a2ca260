"""The call screen: the phone script one line at a time, what was said and heard with its time, and the message that confirms it.

props: {"id", "title", "channels": [the script's phone channel] or [], "fields", "facts"}, the shapes of the script's.
values: the facts the lines use under their own names (hidden here; the script's sheet asks them); `log` and `promises`, the lists of
the case; `now.who`, `now.agent_no`, `now.ticket`, `now.promised`, `now.promised_date` → what this call brought, each with
`<name>.not` → "unheard" or "refused"; `now.heard` → words being written down; `fix` → an entry being corrected.

What this call brought is kept apart from what the last contact brought (`agent_no` … of the case) until it is over: the lines
still to be said speak of the last one.
"""

from .examples import EXAMPLES
from .state import State
from .update import init, update
from .view import view

NAME = "call"
VERSION = 1

__all__ = ["EXAMPLES", "NAME", "VERSION", "State", "init", "update", "view"]
