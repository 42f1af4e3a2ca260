"""A call: the phone channel of a script that stands above it on the page."""

from __future__ import annotations

from . import lines
from .common import Props, Slots, Source

PHONE = "phone"
PEOPLE = ("full_name", "contact", "company", "issuer")
REFERENCES = ("order_no", "account_no", "contract_no", "card_tail", "tracking_no", "repair_no")
"""What the message after the call opens with, where the script asks for it: `py_widgets.call.texts`."""


def make(source: Source) -> tuple[Props, Slots]:
    """Return the script's phone channel with the fields and facts it uses; nothing when there is none, which `checks` reports."""
    script = source.islands.get(str(source.options["script"]), {})
    channels = [channel for channel in script.get("channels", ()) if channel["id"] == PHONE]
    said = lines.of(channels)
    keys = lines.with_needs(lines.blanks(said) | {*PEOPLE, *REFERENCES}, source.site)
    fields = [field for field in script.get("fields", ()) if field["key"] in keys] if channels else []
    facts = {i: script["facts"][i] for line in said for i in line["facts"]}
    return {"channels": channels, "fields": fields, "facts": facts}, {}
