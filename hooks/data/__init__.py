"""The site's tables (`docs/_data/*.yml`): their rows, how they are said, and what is wrong with them. Knows nothing of MkDocs."""

from .ladder import Matter, Rung
from .phrases import as_props, citation, expired, field_props, note, word_props
from .tables import Also, Channel, Deadline, Extension, Fact, Field, Holiday, Hotline, SiteData, Synonym, Term, Word, Year, load
from .validate import Trouble, validate

__all__ = [
    "Also",
    "Channel",
    "Deadline",
    "Extension",
    "Fact",
    "Field",
    "Holiday",
    "Hotline",
    "Matter",
    "Rung",
    "SiteData",
    "Synonym",
    "Term",
    "Trouble",
    "Word",
    "Year",
    "as_props",
    "citation",
    "expired",
    "field_props",
    "load",
    "note",
    "validate",
    "word_props",
]
