"""Is it worth it: the amounts that may be filled in already, and the facts behind a court's fee."""

from __future__ import annotations

from hooks import data

from .common import Props, Slots, Source

AMOUNTS = ("refund_amount", "disputed_amount", "amount_paid", "balance", "loss_amount")
"""The shared amounts a claim may be, what is nearest to a claim first."""
FACTS = ("F20", "H16")


def make(source: Source) -> tuple[Props, Slots]:
    """Return the fields of the amounts and the facts of the fees; no slots."""
    fields = {field.key: field for field in source.site.fields.values()}
    facts = source.site.facts
    return {
        "amounts": [data.field_props(fields[key]) for key in AMOUNTS if key in fields],
        "facts": {i: data.as_props(facts[i]) for i in FACTS if i in facts},
    }, {}
