"""The deadlines: rows of the table with their facts, the calendar they are counted by, and the fields their texts are made of."""

from __future__ import annotations

import re
from dataclasses import asdict

from hooks import data
from hooks.data.tables import DAYS_BLANKS

from .common import Props, Slots, Source

_BLANK = re.compile(r"【([^【】]+)】")


def calendar_rows(site: data.SiteData) -> list[Props]:
    """Return the calendar as `py_widgets.workdays` reads it."""
    return [asdict(year) | {"workdays": list(year.workdays)} for year in site.calendar]


def make(source: Source) -> tuple[Props, Slots]:
    """Return every row in the table's order; the option `scene` names the situation whose rows come first."""
    site = source.site
    rows = [asdict(row) | {"extend": [asdict(later) for later in row.extend]} for row in site.deadlines]
    facts = {i: data.as_props(site.facts[i]) for row in site.deadlines for i in row.facts if i in site.facts}
    names = dict.fromkeys(name for row in site.deadlines for name in _BLANK.findall(row.text))
    known = {name: site.fields[name] for name in names if name in site.fields and name not in DAYS_BLANKS}
    blanks = {name: {"key": field.key, "type": field.type} for name, field in known.items()}
    scene = str(source.options.get("scene") or "")
    return {"scene": scene, "rows": rows, "facts": facts, "blanks": blanks, "calendar": calendar_rows(site)}, {}
