"""Masking: the facts of the case that tell who somebody is; the block holds no content."""

from __future__ import annotations

from hooks import data
from py_widgets import mask

from .common import Props, Slots, Source


def make(source: Source) -> tuple[Props, Slots]:
    """Return the fields that are looked for in the text."""
    fields = {field.key: field for field in source.site.fields.values()}
    return {"fields": [data.field_props(fields[key]) for key in mask.ASKED if key in fields]}, {}
