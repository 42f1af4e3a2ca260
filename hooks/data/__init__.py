"""The site's tables (`docs/_data/*.yml`): their rows, how they are said, and what is wrong with them. Knows nothing of MkDocs."""

from .ladder import Matter, Rung
from .phrases import as_props, citation, expired, field_props, note, word_props
from .tables import Also, Channel, Deadline, Extension, Fact, Field, Holiday, Hotline, SiteData, Synonym, Term, Word, Year, load
from .trust import KINDS, Tried, Trust, load_trust
from .validate import Trouble, validate

__all__ = [
    "KINDS",
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
    "Tried",
    "Trouble",
    "Trust",
    "Word",
    "Year",
    "as_props",
    "citation",
    "expired",
    "field_props",
    "load",
    "load_trust",
    "note",
    "validate",
    "word_props",
]
