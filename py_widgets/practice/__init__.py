"""Practice: a fixed role-play from the phrase library; the other side says a line, the reader answers, rules say what was good.

props: {"id", "title", "role": "caller" | "agent", "channels": scenes in the shape of a script's channels, each part a line of the other
side with the lines to answer, "fields", "facts", "wording"}; the slots `line.<id>` hold the citations of the lines.
values: the facts of the case that the lines use (only read); `scene`, `pick` and `own`: which scene, which line, an own line;
`samples` → tick: only the fields' examples. No model and no chance: the same answers give the same result.
"""

from .examples import EXAMPLES
from .state import State
from .update import init, update
from .view import view

NAME = "practice"
VERSION = 1

__all__ = ["EXAMPLES", "NAME", "VERSION", "State", "init", "update", "view"]
