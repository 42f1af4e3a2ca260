"""From the author's elements to a widget's props and slots: what stands inside `/// widget | …` after block parsing.

Inline Markdown is not processed yet, so an item's text is still the author's own. Whatever keeps its markup goes into a slot
as an element; only plain text goes into props.
"""

from collections.abc import Callable

from . import agent_forms, call, checklist, deadlines, evidence, mask, next_step, offer, practice, reply_check, script, worth
from .common import Props, Slots, Source
from .script import REPLIES

MAKERS: dict[str, Callable[[Source], tuple[Props, Slots]]] = {
    "call": call.make,
    "checklist": checklist.make,
    "compensation": agent_forms.make_compensation,
    "deadlines": deadlines.make,
    "evidence": evidence.make,
    "mask": mask.make,
    "next_step": next_step.make,
    "offer": offer.make,
    "practice": practice.make,
    "promise": agent_forms.make_promise,
    "reply_check": reply_check.make,
    "script": script.make,
    "worth": worth.make,
}
"""By the widget's name; a widget that is not here takes nothing from the page but its id and title."""

__all__ = ["MAKERS", "REPLIES", "Props", "Slots", "Source"]
