"""From a row and its first day to the last one, and the same for what the other side promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .. import records, workdays
from ..formats import day, days_between
from ..textcheck import one_line
from ..widget import Props, Values
from ..workdays import Calendar, NoCalendar, Step
from .state import LATER, PROMISED, PROMISED_BY, State, picked, start_name, text

NATURAL, WORKING, HOURS, MONTHS, YEARS = "自然日", "工作日", "小时", "月", "年"
_FIRST, _LAST = 2000, 2099
_KEPT = ("yes", "no")


@dataclass(frozen=True)
class Count:
    """A row, counted. `start` and `due` are ISO dates, for hours with the minute, "" when there is none; `bad`: a start that is no day;
    `amount`: how many of the row's unit; `later`: what it would be when extended, as (when, due); `year`: the year without data."""

    row: Props
    amount: int
    start: str = ""
    due: str = ""
    steps: tuple[Step, ...] = ()
    later: tuple[tuple[str, str], ...] = ()
    bad: bool = False
    year: int = 0


@dataclass(frozen=True)
class Promise:
    """A row of the list of promises; `index` is its place there, -1 for the one that the script asks for."""

    index: int
    what: str
    by: str
    who: str = ""
    kept: str = ""


def moment(raw: str, unit: str) -> str:
    """Return a first day as ISO text, with the minute where hours are counted; "" for what is none."""
    raw = raw.strip()
    found = day(raw[:10])
    if found is None or not _FIRST <= found.year <= _LAST:
        return ""
    if unit != HOURS:
        return raw if len(raw) == 10 else ""
    try:
        return datetime.fromisoformat(raw).replace(tzinfo=None).isoformat(timespec="minutes") if raw[10:11] == "T" else ""
    except ValueError:
        return ""


def last(known: Calendar, start: str, amount: int, unit: str) -> tuple[str, tuple[Step, ...]]:
    """Return the last day (for hours: minute) as ISO text, and the steps to it.

    Raises NoCalendar for working days that enter a year without data.
    """
    if unit == HOURS:
        return (datetime.fromisoformat(start) + timedelta(hours=amount)).isoformat(timespec="minutes"), ()
    first = date.fromisoformat(start)
    if unit == WORKING:
        steps = workdays.count_workdays(known, first, amount)
    elif unit == NATURAL:
        steps = workdays.count_days(first, amount)
    else:
        steps = workdays.count_months(first, amount if unit == MONTHS else amount * 12, 1 if unit == MONTHS else 12)
    return steps[-1].day.isoformat(), steps


def count(known: Calendar, row: Props, values: Values) -> Count:
    """Return what comes of a row; a start that is missing or no day gives no last day."""
    chosen, unit = text(values, LATER + row["id"]), row["unit"]
    place = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 3 else -1
    amount = row["extend"][place]["days"] if 0 <= place < len(row["extend"]) else row["days"]
    raw = text(values, start_name(row))
    start = moment(raw, unit)
    if not start:
        return Count(row, amount, bad=bool(raw.strip()))
    try:
        due, steps = last(known, start, amount, unit)
        later = tuple((e["when"], last(known, start, e["days"], unit)[0]) for e in row["extend"] if e["days"] > amount)
    except NoCalendar as error:
        return Count(row, amount, start, steps=error.steps, year=error.year)
    return Count(row, amount, start, due, steps, later)


def counts(props: Props, state: State) -> list[Count]:
    """Return every chosen row, counted: those with a last day in its order, then the others."""
    known = workdays.calendar(props["calendar"])
    found = [count(known, row, state.values) for row in picked(props, state.values)]
    return sorted(found, key=lambda c: (c.due or "9999", c.start))


def promises(values: Values) -> list[Promise]:
    """Return what the other side promised: the rows of the case's list, and the one the script asks for unless it is among them."""
    rows = enumerate(records.read(records.PROMISES, values.get(records.PROMISES)))
    made = [(n, {key: one_line(row[key]) if isinstance(row.get(key), str) else "" for key in ("what", "by", "who", "kept")})
            for n, row in rows if isinstance(row, dict)]  # fmt: skip
    found = [Promise(n, **row | {"kept": row["kept"] if row["kept"] in _KEPT else ""}) for n, row in made if row["what"] or row["by"]]
    what, by = one_line(text(values, PROMISED)), text(values, PROMISED_BY).strip()
    if what and not any((p.what, p.by) == (what, by) for p in found):
        found.append(Promise(-1, what, by))
    return sorted(found, key=lambda p: p.by if day(p.by) else "9999")


def left(due: str, today: str) -> int | None:
    """Return the days from today to a last day, negative when it is past; None without today."""
    return days_between(today, due[:10])
