"""Claims and evidence: the facts that claims are made of, and the names under which the scripts of the site ask for evidence."""

from __future__ import annotations

from hooks import data
from py_widgets.evidence.sheet import HEAD
from py_widgets.evidence.suggest import DATES, KEYS

from .common import Props, Slots, Source

EVIDENCE = "evidence"


def make(source: Source) -> tuple[Props, Slots]:
    """Return the fields, and the options of the field `evidence`: the page's own under `fields`, which are those of all scripts."""
    fields = {field.key: field for field in source.site.fields.values()}
    keys = [key for key in dict.fromkeys((*KEYS, *DATES, *HEAD)) if key in fields]
    asked = fields.get(EVIDENCE)
    here = source.options["fields"].get(asked.name, {}) if asked else {}
    options = [str(option) for option in here.get("options") or (asked.options if asked else ())]
    return {"fields": [data.field_props(fields[key]) for key in keys], "options": options}, {}
