"""The site's tables (`docs/_data/*.yml`): their rows, how they are said, and what is wrong with them. Knows nothing of MkDocs."""

from .phrases import as_props, citation, expired, field_props, note, word_props
from .tables import Also, Channel, Fact, Field, Hotline, SiteData, Term, Word, load
from .validate import Trouble, validate

__all__ = [
    "Also",
    "Channel",
    "Fact",
    "Field",
    "Hotline",
    "SiteData",
    "Term",
    "Trouble",
    "Word",
    "as_props",
    "citation",
    "expired",
    "field_props",
    "load",
    "note",
    "validate",
    "word_props",
]
