"""Which rungs are open, which are not yet, and which are closed. Pure; the rules themselves stand in `docs/_data/ladder.yml`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..formats import day
from ..sentences.fields import text_of
from ..widget import Props
from ..workdays import Calendar, NoCalendar, calendar, count_months, count_workdays
from .events import NEVER, Events, read
from .state import MATTER, State

OPEN, EARLY, WAITING, LATER, CLOSED, PASSED = "open", "early", "waiting", "later", "closed", "passed"
STATUSES = (OPEN, EARLY, WAITING, LATER, CLOSED, PASSED)
WORKING = "工作日"
_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """A last day, or why there is none: its rule, the day (None while unknown), and whether it is past."""

    rule: Props
    last: date | None
    past: bool
    key: str = ""


@dataclass(frozen=True)
class Verdict:
    """A rung as it stands today.

    `opens`: the first day on which it opens (or is advised); `until`: the day to wait for; `reasons`: the rules that say so;
    `lacks`: the controls whose date would tell more; `limits`: its last days; `no_year`: a year without a calendar.
    """

    rung: Props
    status: str
    opens: date | None = None
    until: date | None = None
    reasons: tuple[Props, ...] = ()
    lacks: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    no_year: int = 0


@dataclass(frozen=True)
class Result:
    """Every rung that concerns the matter, in the order of the ladder, the first step to take, and what has happened."""

    verdicts: tuple[Verdict, ...]
    first: Verdict | None
    events: Events
    danger: bool

    def of(self, *statuses: str) -> list[Verdict]:
        """Return the rungs of these statuses but the first step."""
        return [v for v in self.verdicts if v.status in statuses and v is not self.first]


def judge(props: Props, state: State) -> Result:
    """Return what is open, early, waited for, not yet, closed and passed for the reader's answers."""
    events, known = read(props, state), calendar(props["years"])
    today = day(state.today)
    verdicts = tuple(verdict(rung, events, today, known) for rung in props["rungs"] if concerns(rung, state, events))
    return Result(verdicts, first_step(verdicts), events, events["threatened"].happened)


def concerns(rung: Props, state: State, events: Events) -> bool:
    """Return whether the rung is for the reader's matter, or for something that happened (`when`)."""
    matter = text_of(state.values, MATTER) or "unknown"
    called = bool(rung["when"]) and events.get(rung["when"], NEVER).happened
    return called or matter in rung["kinds"] or "all" in rung["kinds"]


def first_step(verdicts: Sequence[Verdict]) -> Verdict | None:
    """Return what to do first: the lowest open rung or the one that is being waited for, side roads only when there is no other.

    A side road that was taken is waited for like any rung. Danger and a court's paper go before all (`when`); then what another body
    has in hand is waited for, as the same dispute is not to be handed in twice."""
    main = [v for v in verdicts if not v.rung["side"] or v.status == WAITING]
    for found in (
        [v for v in main if v.rung["when"] and v.status == OPEN],
        [v for v in main if v.status == WAITING and any(name.startswith("at-") for name in v.rung["done"])],
        [v for v in main if v.status in (OPEN, WAITING)],
        [v for v in main if v.status == EARLY],
        [v for v in verdicts if v.status in (OPEN, WAITING, EARLY)],
    ):
        if found:
            return found[0]
    return None


def verdict(rung: Props, events: Events, today: date | None, known: Calendar) -> Verdict:
    """Return the rung's status: barred or too late, done, open, or not yet."""
    came = not rung["when"] or events.get(rung["when"], NEVER).happened  # the day a paper came is that paper's alone
    limits = tuple(limit(rule, events if came else {}, today) for rule in rung["closes"])
    bare = Verdict(rung, OPEN, limits=limits)
    barred = tuple(rule for rule in rung["bars"] if events.get(rule["when"], NEVER).happened)
    if barred:
        return replace(bare, status=CLOSED, reasons=barred)
    done = next((name for name in rung["done"] if events.get(name, NEVER).happened), "")
    if done:
        return _done(bare, done, events, today, known)
    late = tuple(found.rule for found in limits if found.past and found.rule["sure"])
    if late:
        return replace(bare, status=CLOSED, reasons=late)
    return _opening(bare, events, today, known)


def limit(rule: Props, events: Events, today: date | None) -> Limit:
    """Return the last day of a rule of `closes`; `safe` counts the day of the event as the first, so as never to be late."""
    event = events.get(rule["after"], NEVER)
    if not event.day:
        return Limit(rule, None, False, event.key if event.said else "")
    last = last_day(event.day, rule)
    return Limit(rule, last, bool(last and today and today > last), event.key)


def last_day(start: date, rule: Props) -> date | None:
    """Return the last day of {"days" | "months" | "years", "safe"} from `start`; None past the end of the calendar."""
    try:
        if rule.get("days"):
            return start + timedelta(days=rule["days"] - (1 if rule.get("safe") else 0))
        return count_months(start, rule.get("months") or 12 * rule["years"])[-1].day
    except OverflowError:
        return None


def term_end(start: date, term: Props, known: Calendar) -> date | None:
    """Return the last day of a term of natural or working days from `start`.

    Raises NoCalendar when working days run into a year without data.
    """
    try:
        if term.get("count") == WORKING:
            return count_workdays(known, start, term["days"])[-1].day
        return start + timedelta(days=term["days"])
    except OverflowError:
        return None


def _done(bare: Verdict, name: str, events: Events, today: date | None, known: Calendar) -> Verdict:
    """Return the verdict on a step that was taken: waited for while its term runs, then passed.

    What lies with another body (`at-…`) is waited for without a day: nobody asks when it was handed in.
    """
    done = events[name]
    term, answered = bare.rung["term"], events["refused"].happened or events["broken"].happened
    if (answered and "complained" in bare.rung["done"]) or (name.startswith("at-") and events["ended"].happened):
        return replace(bare, status=PASSED)
    reasons = (term,) if term else ()
    end, no_year = done.until, 0
    if term:
        try:
            end = term_end(done.day, term, known) if done.day else None
        except NoCalendar as error:
            end, no_year = None, error.year
    if end and today:
        return replace(bare, status=WAITING if today <= end else PASSED, until=end, reasons=reasons)
    if not term and not name.startswith("at-") and (events["unsatisfied"].happened or not done.key):
        return replace(bare, status=PASSED)
    lacks = (done.key,) if done.key and not no_year else ()
    return replace(bare, status=WAITING, reasons=reasons, lacks=lacks, no_year=no_year)


def _opening(bare: Verdict, events: Events, today: date | None, known: Calendar) -> Verdict:
    """Return the verdict on a step not taken: open when one of its conditions holds, else with the first day on which one will."""
    conditions = bare.rung["opens"]
    days: list[date] = []
    lacks: list[str] = []
    no_year = 0
    for rule in conditions:
        event = events.get(rule["after"], NEVER)
        if not rule["days"] and event.happened:
            return replace(bare, reasons=(rule,))
        if not event.said:
            continue
        if not event.day:
            lacks += [event.key] if event.key else []
            continue
        try:
            end = term_end(event.day, rule, known) if rule["days"] else event.day
        except NoCalendar as error:
            no_year = error.year
            continue
        if end is None or end == date.max:
            continue
        if today and today > end:
            return replace(bare, reasons=(rule,))
        days.append(end + _ONE)
    if not conditions:
        return bare
    status = EARLY if bare.rung["advice"] else LATER
    return replace(
        bare, status=status, opens=min(days, default=None), reasons=tuple(conditions), lacks=tuple(dict.fromkeys(lacks)), no_year=no_year
    )
