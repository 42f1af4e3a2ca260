"""Calendar files: what stands in them, octet by octet, and what another program reads in them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Component

from py_widgets.ics import Event, calendar, escaped, uid
from py_widgets.textcheck import clean, one_line

from .ics import parse

STAMP = "2026-11-22T10:31"
PLAIN = Event("bank-complaint-2026-12-07", "银行答复投诉", "2026-12-07", "您好，\n请问结果；编号A,B\\C。")

events = st.builds(
    Event,
    key=st.text(max_size=80),
    title=st.text(max_size=120),
    at=st.dates(date(1990, 1, 1), date(2100, 12, 30)).map(str)
    | st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 30)).map(lambda d: d.isoformat(timespec="minutes")),
    text=st.text(max_size=400),
)


def read(text: str) -> list[Component]:
    """Return the events that the package `icalendar` reads in a file."""
    found = parse(text)
    assert found.errors == []
    for event in found.walk("VEVENT"):
        assert event.errors == []
    return list(found.walk("VEVENT"))


def test_an_all_day_event_byte_for_byte() -> None:
    assert calendar([PLAIN], STAMP) == "\r\n".join([
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//shuoqingchu//deadlines//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "BEGIN:VEVENT", f"UID:{uid(PLAIN.key)}", "DTSTAMP:20261122T023100Z", "DTSTART;VALUE=DATE:20261207", "DTEND;VALUE=DATE:20261208",
        "SUMMARY:银行答复投诉", "DESCRIPTION:您好，\\n请问结果；编号A\\,B\\\\C。", "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:银行答复投诉", "TRIGGER:-PT15H", "END:VALARM", "END:VEVENT", "END:VCALENDAR", "",
    ])  # fmt: skip


def test_another_program_reads_what_was_meant() -> None:
    (event,) = read(calendar([PLAIN], STAMP))
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (PLAIN.title, PLAIN.text)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 7), date(2026, 12, 8))
    (alarm,) = event.walk("VALARM")
    assert datetime(2026, 12, 7) + alarm["TRIGGER"].dt == datetime(2026, 12, 6, 9)


def test_a_time_of_day_is_told_in_its_zone() -> None:
    text = calendar([Event("repair", "宽带修复", "2026-11-24T10:31")], STAMP)
    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n" in text
    (event,) = read(text)
    assert event["DTSTART"].dt.utcoffset() == timedelta(hours=8)
    assert event["DTSTART"].dt.replace(tzinfo=None) == datetime(2026, 11, 24, 10, 31)
    (alarm,) = event.walk("VALARM")
    assert event["DTSTART"].dt.replace(tzinfo=None) + alarm["TRIGGER"].dt == datetime(2026, 11, 23, 9)


def test_no_zone_where_no_time_is_used() -> None:
    assert "VTIMEZONE" not in calendar([PLAIN], STAMP)


def test_a_stamp_may_be_a_day() -> None:
    assert "DTSTAMP:20261121T160000Z" in calendar([PLAIN], "2026-11-22")


@pytest.mark.parametrize("at", ["", "2026-02-30", "明天"])
def test_what_is_no_date_is_refused(at: str) -> None:
    with pytest.raises(ValueError):
        calendar([Event("a", "b", at)], STAMP)


def test_the_uid_hangs_on_the_key_alone() -> None:
    assert uid("快递-2026-12-07") == uid("快递-2026-12-07") != uid("网购-2026-12-07")
    assert calendar([PLAIN], STAMP) == calendar([PLAIN], STAMP)


def test_the_escapes_of_rfc_5545() -> None:
    assert escaped('a\\b;c,d\ne:"f"') == 'a\\\\b\\;c\\,d\\ne:"f"'


@given(st.lists(events, max_size=4), st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)))
def test_any_text_comes_back_and_no_line_is_too_long(given_events: list[Event], stamp: datetime) -> None:
    text = calendar(given_events, stamp.isoformat(timespec="minutes"))
    octets = text.encode("utf-8")  # no lone surrogates
    assert octets.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in octets.replace(b"\r\n", b"") and b"\r" not in octets.replace(b"\r\n", b"")
    for line in octets.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no character was cut in two
    unfolded = text.replace("\r\n ", "")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", unfolded)
    found = read(text)
    assert [str(e["SUMMARY"]) for e in found] == [one_line(e.title) for e in given_events]
    assert [str(e.get("DESCRIPTION", "")) for e in found] == [clean(e.text).strip() for e in given_events]
    assert [str(e["UID"]) for e in found] == [uid(e.key) for e in given_events]
    for event, meant in zip(found, given_events, strict=True):
        at = datetime.fromisoformat(meant.at)
        start = event["DTSTART"].dt
        assert (start.replace(tzinfo=None) if "T" in meant.at else datetime.combine(start, datetime.min.time())) == at
        (alarm,) = event.walk("VALARM")
        day_before = datetime.combine(at.date() - timedelta(days=1), datetime.min.time())
        assert at + alarm["TRIGGER"].dt == day_before + timedelta(hours=9)


@pytest.mark.parametrize("at", ["9999-12-31", "9999-12-31T23:50", "0999-01-01"])
def test_a_date_at_the_end_of_the_calendar_or_long_ago_stops_nothing(at: str) -> None:
    (event,) = read(calendar([Event("far", "退款", at)], STAMP))
    assert event["DTSTART"].dt.isoformat()[:10] == at[:10]
