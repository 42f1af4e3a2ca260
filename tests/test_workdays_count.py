"""Counting days: values worked out by hand, the calendar's edges, and what holds for every day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks import data
from hooks.widget_props.deadlines import calendar_rows
from py_widgets.workdays import SWAPPED, WEEKEND, Calendar, NoCalendar, calendar, count_days, count_months, count_workdays, worked

REAL = Path(__file__).parent.parent / "docs" / "_data"
KNOWN: Calendar = calendar(calendar_rows(data.load(REAL)))
FIRST, LAST = date(min(KNOWN.years), 1, 1), date(max(KNOWN.years), 12, 31)


def short(start: str, days: int) -> str:
    """Return the counting in a form to compare with what was written down by hand: `9-30:1 10-1:国庆节 …`."""
    steps = count_workdays(KNOWN, date.fromisoformat(start), days)
    return " ".join(f"{s.day.month}-{s.day.day}:{s.number or ''}{s.why}" for s in steps)


def test_seven_working_days_across_the_national_day() -> None:
    """The worked example of docs/reference/calendar.md."""
    assert short("2026-09-29", 7) == (
        "9-30:1 10-1:国庆节 10-2:国庆节 10-3:国庆节 10-4:国庆节 10-5:国庆节 10-6:国庆节 10-7:国庆节 "
        "10-8:2 10-9:3 10-10:4swapped 10-11:weekend 10-12:5 10-13:6 10-14:7"
    )


def test_seven_working_days_across_the_spring_festival() -> None:
    """Friday 13 February: Saturday the 14th is worked, the 15th to the 23rd is off, Saturday the 28th is worked again."""
    assert short("2026-02-13", 7) == (
        "2-14:1swapped 2-15:春节 2-16:春节 2-17:春节 2-18:春节 2-19:春节 2-20:春节 2-21:春节 2-22:春节 2-23:春节 "
        "2-24:2 2-25:3 2-26:4 2-27:5 2-28:6swapped 3-1:weekend 3-2:7"
    )


def test_a_year_without_data_is_refused_with_what_was_counted_before_it() -> None:
    with pytest.raises(NoCalendar) as refused:
        count_workdays(KNOWN, date(2026, 12, 28), 7)
    assert refused.value.year == 2027
    assert [(s.day.isoformat(), s.number) for s in refused.value.steps] == [("2026-12-29", 1), ("2026-12-30", 2), ("2026-12-31", 3)]
    assert [s.day for s in count_workdays(KNOWN, date(2026, 12, 28), 3)][-1] == date(2026, 12, 31)  # inside the year it is fine
    with pytest.raises(NoCalendar) as before:
        worked(KNOWN, FIRST - timedelta(days=1))
    assert before.value.year == FIRST.year - 1


def test_natural_days_go_over_the_year_without_any_data() -> None:
    steps = count_days(date(2026, 12, 28), 15)
    assert (steps[0].day, steps[0].number) == (date(2026, 12, 29), 1)
    assert (steps[-1].day, steps[-1].number) == (date(2027, 1, 12), 15)
    assert not any(s.why for s in steps)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2026-11-22", 1, "2026-12-22"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2024-02-29", 36, "2027-02-28"),
        ("2026-06-30", 24, "2028-06-30"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(start: str, months: int, last: str) -> None:
    assert count_months(date.fromisoformat(start), months)[-1].day.isoformat() == last


def test_years_are_marked_one_by_one() -> None:
    assert [(s.day.isoformat(), s.number) for s in count_months(date(2024, 2, 29), 36, 12)] == [
        ("2025-02-28", 1), ("2026-02-28", 2), ("2027-02-28", 3),
    ]  # fmt: skip


def test_an_ordinary_day_a_weekend_a_holiday_a_swapped_day() -> None:
    assert worked(KNOWN, date(2026, 11, 20)) == (True, "")
    assert worked(KNOWN, date(2026, 11, 22)) == (False, WEEKEND)
    assert worked(KNOWN, date(2026, 10, 1)) == (False, "国庆节")
    assert worked(KNOWN, date(2026, 10, 10)) == (True, SWAPPED)


def test_every_day_is_what_the_package_says() -> None:
    day = FIRST
    while day <= LAST:
        assert worked(KNOWN, day)[0] == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


@given(st.dates(FIRST, LAST - timedelta(days=60)), st.integers(1, 25))
def test_the_steps_are_neighbours_and_the_numbers_run(start: date, days: int) -> None:
    steps = count_workdays(KNOWN, start, days)
    assert [s.day for s in steps] == [start + timedelta(days=n + 1) for n in range(len(steps))]
    assert [s.number for s in steps if s.number] == list(range(1, days + 1))
    assert steps[-1].number == days
    assert all(s.why for s in steps if not s.number)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 400))
def test_months_never_jump_over_one(start: date, months: int) -> None:
    days = [s.day for s in count_months(start, months)]
    numbers = [day.year * 12 + day.month for day in (start, *days)]
    assert numbers == list(range(numbers[0], numbers[0] + months + 1))
    assert all(day.day <= start.day for day in days)
