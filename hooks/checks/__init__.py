"""Content rules: what an author has to put right, with the true file and line and the cure.

MkDocs and pymdownx let most slips pass in silence (broken front matter, a misspelt block, an unknown footnote), and inside
their events line numbers are lost. So the files' own text is read: `scan` says what each line is, small rules look at
that, `check_site` runs them all, and `python -m hooks.checks` prints one line a problem.
"""

from .command import main
from .page import Docs
from .problem import FactInfo, Problem, Vocabulary
from .site import check_page, check_pages, check_site

__all__ = ["Docs", "FactInfo", "Problem", "Vocabulary", "check_page", "check_pages", "check_site", "main"]
