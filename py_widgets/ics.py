"""Dates as a file that a calendar takes in (RFC 5545): all-day events, or a time of day in Asia/Shanghai.

What is made depends on nothing but what comes in: no clock, no randomness. The same date gives the same UID, so that a
calendar which takes the file in twice shows one entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from .textcheck import clean, one_line

MIME = "text/calendar;charset=utf-8"
PRODUCT = "-//shuoqingchu//deadlines//ZH"
DOMAIN = "shuoqingchu.invalid"
ZONE = "Asia/Shanghai"

_LONGEST = 75  # octets of a line, its CRLF not counted (RFC 5545, 3.1)
_OFFSET = timedelta(hours=8)  # Asia/Shanghai has had no other since 1991
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_VTIMEZONE = (
    "BEGIN:VTIMEZONE", f"TZID:{ZONE}", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800",
    "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


@dataclass(frozen=True)
class Event:
    """One entry: `at` is an ISO date, or date and minute `2026-11-24T10:30`; `key` names it for ever, `text` may have several lines."""

    key: str
    title: str
    at: str
    text: str = ""


def calendar(events: Iterable[Event], stamp: str) -> str:
    """Return the file as text with CRLF line ends, UTF-8 when written out.

    `stamp` is when it was made: ISO date, or date and minute, in Asia/Shanghai. Each event carries an alarm: the day before at
    9:00. Raises ValueError for an event or a stamp that is no date.
    """
    found = list(events)
    made = _basic(max(datetime.fromisoformat(stamp), datetime.min + _OFFSET) - _OFFSET) + "Z"  # a clock may say the year 1
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += _VTIMEZONE if any("T" in event.at for event in found) else ()
    for event in found:
        lines += _event(event, made)
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(event: Event, made: str) -> Iterator[str]:
    start = datetime.fromisoformat(event.at)
    title, text = one_line(event.title), clean(event.text).strip()
    yield from ("BEGIN:VEVENT", f"UID:{uid(event.key)}", f"DTSTAMP:{made}")
    if "T" in event.at:
        yield f"DTSTART;TZID={ZONE}:{_basic(start)}"
        yield from (f"DTEND;TZID={ZONE}:{_basic(end)}" for end in _later(start, timedelta(minutes=30)))
    else:
        yield f"DTSTART;VALUE=DATE:{_basic(start)[:8]}"
        yield from (f"DTEND;VALUE=DATE:{_basic(end)[:8]}" for end in _later(start, timedelta(days=1)))  # the day after: exclusive
    yield f"SUMMARY:{escaped(title)}"
    if text:
        yield f"DESCRIPTION:{escaped(text)}"
    yield "TRANSP:TRANSPARENT"  # a date to keep in mind takes no time of the day away
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(title)}", f"TRIGGER:{_nine_the_day_before(start)}")
    yield from ("END:VALARM", "END:VEVENT")


def _basic(at: datetime) -> str:
    """Return date and time without separators; `strftime` leaves a year before 1000 short of its four digits."""
    return at.isoformat(timespec="seconds").replace("-", "").replace(":", "")


def _later(start: datetime, much: timedelta) -> tuple[datetime, ...]:
    """Return when an event ends, nothing past the last day there is: the end may be left out."""
    return (start + much,) if start <= datetime.max - much else ()


def _nine_the_day_before(start: datetime) -> str:
    """Return how long before `start` it is nine o'clock of the day before, as a duration."""
    hours, minutes = divmod((start.hour + 15) * 60 + start.minute, 60)
    return f"-PT{hours}H{minutes}M" if minutes else f"-PT{hours}H"


def escaped(text: str) -> str:
    """Return `text` as a value of the type TEXT: backslash, semicolon, comma and line break escaped."""
    return text.translate(_ESCAPED)


def uid(key: str) -> str:
    """Return the name of an event from `key`, in ASCII and of bounded length: what is no letter or digit goes into a checksum."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "-" for c in key)[:60]
    check = 0xCBF29CE484222325  # FNV-1a, 64 bit: `hash` changes from run to run
    for octet in key.encode("utf-8", "surrogatepass"):
        check = (check ^ octet) * 0x100000001B3 % 2**64
    return f"{plain}-{check:016x}@{DOMAIN}"


def _folded(line: str) -> str:
    """Return a content line with its CRLF, folded at 75 octets, never inside a character."""
    parts: list[str] = []
    part, size = "", 0
    for char in line:
        octets = len(char.encode("utf-8"))
        if size + octets > _LONGEST:
            parts.append(part)
            part, size = " ", 1
        part, size = part + char, size + octets
    return "\r\n".join([*parts, part]) + "\r\n"
