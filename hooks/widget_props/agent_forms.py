"""The promise card and the compensation sheet: the fields of the case they ask for; the blocks hold no content."""

from __future__ import annotations

from hooks import data
from py_widgets import compensation, promise

from .common import Props, Slots, Source
from .lines import wording


def make_promise(source: Source) -> tuple[Props, Slots]:
    """Return the fields of the card and the words it warns of."""
    return {"fields": _fields(source.site, promise.ASKED), "wording": wording(source.site)}, {}


def make_compensation(source: Source) -> tuple[Props, Slots]:
    """Return the fields of the sheet."""
    return {"fields": _fields(source.site, compensation.ASKED)}, {}


def _fields(site: data.SiteData, keys: tuple[str, ...]) -> list[Props]:
    return [data.field_props(field) for field in site.fields.values() if field.key in keys]
