"""A calendar file as another program reads it: the `icalendar` package."""

import warnings
from typing import Any

from icalendar import Calendar


def parse(text: str | bytes) -> Any:
    """Return the calendar in `text`; raise ValueError for what is no calendar."""
    with warnings.catch_warnings():
        # The standard library's own: zoneinfo opens its list of zones without naming an encoding.
        warnings.simplefilter("ignore", EncodingWarning)
        return Calendar.from_ical(text)
