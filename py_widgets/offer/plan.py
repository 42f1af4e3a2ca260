"""What can be kept up, and what each offer takes. Every number comes from the reader's; what is missing is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date
from decimal import Decimal

from .. import formats, money
from ..labels import offer as labels
from ..money import ZERO
from ..widget import Values
from .state import MOST, State, first_day, number, terms, text

DAYS_OF_WAITING = 30
YEARS = MOST // 12 + 3  # a plan ends within so many years of its start


@dataclass(frozen=True)
class Budget:
    """What is left each month, in yuan; None when `missing` names what it takes. `parts` are (name, value) as subtracted."""

    left: Decimal | None
    income: Decimal | None
    parts: tuple[tuple[str, Decimal], ...]
    skipped: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """Equal instalments over `months`.

    `pays`: one instalment; `bare`: it is the principal alone, because the costs are not known. `extra`: everything paid beyond
    the debt; `rate`: its XIRR; both None while the costs are not known. `left`: what can be kept up, None when not known.
    """

    months: int
    pays: Decimal
    bare: bool
    extra: Decimal | None
    rate: float | None
    left: Decimal | None

    @property
    def over(self) -> Decimal | None:
        """Return what an instalment takes beyond what can be kept up: None when that is not known, or nothing."""
        return self.pays - self.left if self.left is not None and self.pays > self.left else None


@dataclass(frozen=True)
class Terms:
    """What the contract says of an instalment plan: what a plan is worked out with, and what of it is missing."""

    daily: Decimal
    fee: Decimal
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Plans:
    """All offers; none, with what is missing, until there is a debt to divide. `shortest`: the fewest months that can be kept up."""

    offers: tuple[Offer, ...]
    missing: tuple[str, ...]
    costs_missing: tuple[str, ...]
    start: date | None
    first: date | None
    shortest: int | None = None


@dataclass(frozen=True)
class Wait:
    """What thirty days without an agreement cost by the contract; None where `missing` names what it takes."""

    interest: Decimal | None
    penalty: Decimal | None
    missing: tuple[str, ...]


def _named(values: Values, name: str, label: str) -> str:
    return labels.INVALID.format(name=label) if number(values, name).problem else label


def budget(values: Values) -> Budget:
    """Return income less needed spending, other debts and the margin; blank rows are not subtracted, and named."""
    rows = [*labels.NEEDS, ("other_debts", labels.DEBTS_NAME), ("margin", labels.MARGIN_NAME)]
    read = {name: number(values, name) for name, _ in rows}
    income = number(values, "monthly_income").value
    missing = [] if income is not None else [_named(values, "monthly_income", labels.INCOME)]
    missing += [labels.INVALID.format(name=label) for name, label in rows if read[name].problem]
    if all(read[name].blank for name, _ in labels.NEEDS):
        missing.append(labels.NEEDS_NAME)
    parts = tuple((label, value) for name, label in rows if (value := read[name].value) is not None)
    skipped = tuple(label for name, label in rows if read[name].blank)
    left = income - sum((value for _, value in parts), ZERO) if income is not None and not missing else None
    return Budget(left, income, parts, skipped, tuple(missing))


def contract(values: Values) -> Terms:
    """Return the daily rate and the fee that apply while the plan runs, by what the reader says the other side charges."""
    charge = text(values, "charge")
    missing: list[str] = []
    if charge not in ("none", "interest", "fee", "both"):
        missing.append(labels.CHARGE.removesuffix("？"))
    daily = number(values, "daily_rate").value if charge in ("interest", "both") else ZERO
    if daily is None:
        missing.append(_named(values, "daily_rate", labels.DAILY_RATE.removesuffix("是多少？")))
    fee = number(values, "fee").value if charge in ("fee", "both") else ZERO
    if fee is None:
        missing.append(_named(values, "fee", labels.FEE.removesuffix("是多少？")))
    return Terms(daily or ZERO, fee or ZERO, tuple(missing))


def offer(owed: Decimal, start: date, first: date, months: int, deal: Terms, left: Decimal | None) -> Offer:
    """Return what `months` instalments of `owed` take; with costs that are not known, the principal alone."""
    bare = bool(deal.missing)
    plan = money.schedule(owed, start, first, months, *((ZERO, ZERO) if bare else (deal.daily, deal.fee)))
    extra = rate = None
    if not bare:
        extra = sum((part.pays for part in plan), ZERO) - owed
        rate = money.xirr([(start, owed), *((part.due, -part.pays) for part in plan)])
    return Offer(months, plan[0].pays, bare, extra, rate, left)


def plans(state: State, found: Budget) -> Plans:
    """Return the offers at every term, and the shortest that can be kept up."""
    values = state.values
    deal, owed, start = contract(values), number(values, "amount_owed").value, formats.day(state.today)
    if start and start.year > MAXYEAR - YEARS:
        start = None  # a clock at the end of the calendar: no day is left to pay on
    first = first_day(state)[0]
    if not owed or start is None:
        missing = () if owed else (_named(values, "amount_owed", labels.OWED),)
        return Plans((), missing, deal.missing, start, first)
    first = first or money.month_later(start, 1)
    made = tuple(offer(owed, start, first, months, deal, found.left) for months in terms(values))
    return Plans(made, (), deal.missing, start, first, None if deal.missing else _shortest(owed, start, first, deal, found.left))


def _shortest(owed: Decimal, start: date, first: date, deal: Terms, left: Decimal | None) -> int | None:
    """Return the fewest months, up to MOST, whose instalment can be kept up; an instalment never grows with more months."""
    if left is None or left <= 0:
        return None
    low, high = 1, MOST + 1
    while low < high:
        middle = (low + high) // 2
        if money.schedule(owed, start, first, middle, deal.daily, deal.fee)[0].pays <= left:
            high = middle
        else:
            low = middle + 1
    return low if low <= MOST else None


def wait(values: Values, card: bool) -> Wait:
    """Return what thirty days of waiting cost: interest on the debt by the day, and a card's penalty by the contract's formula."""
    owed, daily = number(values, "amount_owed").value, number(values, "daily_rate").value
    missing = []
    if not owed:
        missing.append(_named(values, "amount_owed", labels.OWED))
    if daily is None:
        missing.append(_named(values, "daily_rate", labels.DAILY_RATE.removesuffix("是多少？")))
    interest = money.cents(owed * daily * DAYS_OF_WAITING) if owed and daily is not None else None
    if not card:
        return Wait(interest, None, tuple(missing))
    asked = {
        "least": labels.LEAST.removesuffix("是多少？"), "paid": labels.PAID.removesuffix("多少？"),
        "penalty_rate": labels.PENALTY_RATE.removesuffix("是多少？"),
    }  # fmt: skip
    least, paid, rate = (number(values, name).value for name in asked)
    missing += [_named(values, name, label) for name, label in asked.items() if number(values, name).value is None]
    floor = number(values, "penalty_floor")
    if floor.problem:
        missing.append(labels.INVALID.format(name=labels.PENALTY_FLOOR.removesuffix("多少？")))
    if least is None or paid is None or rate is None or floor.problem:
        return Wait(interest, None, tuple(missing))
    return Wait(interest, money.penalty(least, paid, rate, floor.value or ZERO), tuple(missing))
