"""A repayment offer: the fields and the facts it stands on; the block holds no content."""

from __future__ import annotations

from hooks import data
from py_widgets.offer.state import FACTS, SHARED

from .common import Props, Slots, Source, element


def make(source: Source) -> tuple[Props, Slots]:
    """Return the fields of the case and the facts, with their citations in the slots `cite.<fact id>`."""
    site = source.site
    fields = [data.field_props(field) for field in site.fields.values() if field.key in SHARED]
    facts = {i: data.as_props(site.facts[i]) for i in FACTS if i in site.facts}
    return {"fields": fields, "facts": facts}, {f"cite.{i}": element("span", f"[^{i}]") for i in facts}
