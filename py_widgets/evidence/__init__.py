"""Claims and evidence: what the reader says, what proves it, what is missing; a time line, file names and an index to hand in.

props: {"id", "title", "fields": facts that claims are made of, "options": the names under which scripts ask for evidence at hand}.
values, of the case: `claims`, `evidence_list` (JSON lists), `log`, `promises` (only read), the facts (only read), and the ticks
`evidence.<option>` of the scripts: one is on as soon as the list has a piece of that name, and off when the last one is gone, so
that the sentence 我手头有【手头证据】 says what the list says.
values, of this island: `new.…` → what is being added; `claim.<n>`, `proof.<n>.<id>`, `ev.<id>.<column>` → the rows of the two lists,
each in its control; `hashes`, `hashes.<id>` → what the page computed of chosen files, gone once it is in the list.
"""

from .examples import EXAMPLES
from .state import State, init
from .update import update
from .view import view

NAME = "evidence"
VERSION = 1

__all__ = ["EXAMPLES", "NAME", "VERSION", "State", "init", "update", "view"]
