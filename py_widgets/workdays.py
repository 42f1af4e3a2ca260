"""Counting days: natural days, working days by the official calendar, months, years. Pure: the calendar comes in as data.

The day of the event itself is never counted: day 1 is the day after it. A working day is a Monday to Friday that is no
holiday, or a weekend day that the State Council's yearly notice swaps in. That notice comes out a few weeks before its year:
a year that the table lacks is refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Any

WEEKEND, SWAPPED = "weekend", "swapped"
"""Why a day is not worked, or is worked though it is a weekend; any other reason is the name of a holiday."""

_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """One day on the way: `number` counts from 1, 0 for a day that was skipped; `why` it was, or why it counts all the same."""

    day: date
    number: int
    why: str = ""


class NoCalendar(ValueError):
    """Working days of a year without data; `year` says which, `steps` is how far the counting came."""

    def __init__(self, year: int, steps: tuple[Step, ...] = ()) -> None:
        super().__init__(f"no holidays known for {year}")
        self.year, self.steps = year, steps


@dataclass(frozen=True)
class Calendar:
    """The years that are known, the holidays by day, and the weekend days that are worked."""

    years: frozenset[int]
    off: Mapping[date, str]
    worked: frozenset[date]


def calendar(rows: Iterable[Mapping[str, Any]]) -> Calendar:
    """Return the calendar of `rows`: {"year", "holidays": [{"name", "first", "last"}], "workdays": [ISO date]}, as in calendar.yml."""
    years, off, worked = set(), {}, set()
    for row in rows:
        years.add(int(row["year"]))
        for holiday in row["holidays"]:
            for day in _days(date.fromisoformat(holiday["first"]), date.fromisoformat(holiday["last"])):
                off[day] = str(holiday["name"])
        worked |= {date.fromisoformat(day) for day in row["workdays"]}
    return Calendar(frozenset(years), off, frozenset(worked))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _ONE


def worked(known: Calendar, day: date) -> tuple[bool, str]:
    """Return whether `day` is a working day, and why: WEEKEND, SWAPPED, the holiday's name, "" for an ordinary weekday.

    Raises NoCalendar for a year without data.
    """
    if day.year not in known.years:
        raise NoCalendar(day.year)
    if day in known.off:
        return False, known.off[day]
    if day.weekday() < 5:
        return True, ""
    return (True, SWAPPED) if day in known.worked else (False, WEEKEND)


def count_workdays(known: Calendar, start: date, days: int) -> tuple[Step, ...]:
    """Return every day from the day after `start` to the last of `days` working days, counted or skipped.

    Raises NoCalendar, with the steps so far, when the counting enters a year without data.
    """
    steps: list[Step] = []
    number, day = 0, start
    while number < days:
        day += _ONE
        try:
            on, why = worked(known, day)
        except NoCalendar as error:
            raise NoCalendar(error.year, tuple(steps)) from None
        number += on
        steps.append(Step(day, number if on else 0, why))
    return tuple(steps)


def count_days(start: date, days: int) -> tuple[Step, ...]:
    """Return every day from the day after `start` to the last of `days` natural days; weekends and holidays count."""
    return tuple(Step(start + timedelta(days=number), number) for number in range(1, days + 1))


def count_months(start: date, months: int, each: int = 1) -> tuple[Step, ...]:
    """Return the day with the number of `start` in every `each`-th month after it, up to the last; a short month gives its last day.

    `each` 12 counts years.
    """
    return tuple(Step(_month_later(start, number * each), number) for number in range(1, months // each + 1))


def _month_later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    if start.year + years >= MAXYEAR:
        raise OverflowError(f"no year {start.year + years}")
    first = date(start.year + years, month + 1, 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=start.day - 1), after - _ONE)
