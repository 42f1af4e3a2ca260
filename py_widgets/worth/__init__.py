"""Is it worth it: what may come back, what it costs, what each further step adds. Numbers and questions, never advice.

props: {"id", "title", "amounts": fields of shared amounts, "facts": {"F20", "H16"}}.
values: `claim`, `hour`, `percent` → text, `chance` → low|half|high, `take.<step>` → tick, `hours.<step>`, `cost.<step>`, `why.<n>` → text.
"""

from ..forms import State
from .examples import EXAMPLES
from .update import init, update
from .view import view

NAME = "worth"
VERSION = 1

__all__ = ["EXAMPLES", "NAME", "VERSION", "State", "init", "update", "view"]
