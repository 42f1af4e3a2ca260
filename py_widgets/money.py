"""Money by decimal arithmetic: amounts, rates, a plan of instalments, and what it costs a year.

Amounts are yuan as `Decimal`; what is paid is rounded half up to the fen. Rates are fractions: 0.05% is `Decimal("0.0005")`.
Every reader of typed text returns None for what it cannot understand: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from . import formats

ZERO = Decimal(0)
FEN = Decimal("0.01")
DAYS_A_YEAR = 365  # fact H10: a year's rate is the day's times 365
TOLERANCE = 1e-10  # of a yearly rate; 0.00000001 per cent

_PERCENT = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,8})?)(%?)")
_PER_MYRIAD = re.compile(r"万分之([0-9]{1,4}(?:\.[0-9]{1,6})?)")
_LONGEST = 40

Flow = tuple[date, Decimal]


def amount(raw: str) -> Decimal | None:
    """Return an amount in yuan as typed, by the rules of `formats.money`."""
    text = formats.money(raw)
    return None if text is None else Decimal(text)


def cents(value: Decimal) -> Decimal:
    """Return `value` rounded half up to the fen: 0.005 → 0.01."""
    return value.quantize(FEN, ROUND_HALF_UP)


def show(value: Decimal) -> str:
    """Return an amount as it stands in a sentence: `1055.56`, `38000`, `-12.50`; the same form as `formats.money`."""
    text = f"{cents(value):f}"
    return text.removesuffix(".00") if text != "-0.00" else "0"


def percent(raw: str) -> Decimal | None:
    """Return a rate typed in per cent (`"0.05"`, `"0.05%"`) or per ten thousand (`"万分之5"`) as a fraction."""
    text = "".join(formats.half_width(raw).split()) if len(raw) <= _LONGEST else ""
    if found := _PER_MYRIAD.fullmatch(text):
        return Decimal(found[1]) / 10000
    found = _PERCENT.fullmatch(text)
    return Decimal(found[1]) / 100 if found else None


def fee(raw: str, owed: Decimal | None) -> Decimal | None:
    """Return a fee per instalment in yuan: typed so (`"228"`), or in per cent of what is owed (`"0.6%"`)."""
    if "%" in formats.half_width(raw):
        rate = percent(raw)
        return None if rate is None or owed is None else cents(owed * rate)
    return amount(raw)


def percent_text(rate: Decimal | float) -> str:
    """Return a rate in per cent, two places, rounded half up: 0.1825 → `18.25%`, 0 → `0%`."""
    value = (Decimal(str(rate)) * 100).quantize(FEN, ROUND_HALF_UP)
    text = f"{value:f}".rstrip("0").rstrip(".")
    return f"{'0' if text in ('', '-0') else text}%"


def yearly(daily: Decimal) -> Decimal:
    """Return the simple yearly rate of a daily one: times 365 (fact H10)."""
    return daily * DAYS_A_YEAR


def penalty(least: Decimal, paid: Decimal, rate: Decimal, floor: Decimal = ZERO) -> Decimal:
    """Return (least payment − paid) × rate, no less than `floor`; nothing when the least payment was paid (the formula of fact H05)."""
    return max(cents((least - paid) * rate), floor) if paid < least else ZERO


def month_later(day: date, months: int) -> date:
    """Return the same day `months` later, the month's last day where it has no such day: 31 January → 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"no day {months} months after {day}")


@dataclass(frozen=True)
class Instalment:
    """One payment: `pays` = `principal` + `interest` + `fee`, in yuan."""

    due: date
    principal: Decimal
    interest: Decimal = ZERO
    fee: Decimal = ZERO

    @property
    def pays(self) -> Decimal:
        return self.principal + self.interest + self.fee


def schedule(owed: Decimal, start: date, first: date, count: int, daily: Decimal = ZERO, fee: Decimal = ZERO) -> tuple[Instalment, ...]:
    """Return `count` monthly instalments from `first` on that clear `owed`, equal but for the last, which takes what rounding left.

    Interest runs on the balance from `start`, by the day, rounded half up to the fen each month, and is paid with the instalment.
    No part of any instalment is negative; the principal parts sum to `owed` exactly. Raises ValueError for no instalment or a
    first day before the start.
    """
    if count < 1 or first < start or owed < 0:
        raise ValueError(f"no plan of {count} instalments of {owed} from {start}, first on {first}")
    dues = [month_later(first, n) for n in range(count)]
    days = [(due - before).days for before, due in zip([start, *dues], dues, strict=False)]
    worth, factor = ZERO, Decimal(1)
    for n in days:
        factor /= 1 + daily * n
        worth += factor
    level, balance = cents(owed / worth), owed
    plan = []
    for n, (due, period) in enumerate(zip(dues, days, strict=True), 1):
        interest = cents(balance * daily * period)
        principal = balance if n == count else min(max(level - interest, ZERO), balance)
        plan.append(Instalment(due, principal, interest, fee))
        balance -= principal
    return tuple(plan)


def xirr(flows: Sequence[Flow]) -> float | None:
    """Return the yearly rate at which dated amounts are worth nothing on the first day (days / 365, as spreadsheets' XIRR).

    The root nearest to 0, within `TOLERANCE`. None when money goes one way only, or all on one day, or no rate between −99.9999%
    and 1 000 000% does it.
    """
    flows = [flow for flow in flows if flow[1]]
    if not flows or all(a > 0 for _, a in flows) or all(a < 0 for _, a in flows):
        return None
    origin = min(day for day, _ in flows)
    parts = [((day - origin).days / DAYS_A_YEAR, float(value)) for day, value in flows]
    span = max(years for years, _ in parts)
    if not span:
        return None
    if sum(value for _, value in flows) == 0:
        return 0.0

    def worth(rate: float) -> float:
        # Below 0 at the last day's worth, which has the same sign: neither form can overflow.
        shift = span if rate < 0 else 0.0
        return sum(value * float((1 + rate) ** (shift - years)) for years, value in parts)

    low, high = _bracket(worth)
    if low == high:
        return None
    positive_below = worth(low) > 0
    while high - low > TOLERANCE:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if (worth(middle) > 0) == positive_below:
            low = middle
        else:
            high = middle
    return (low + high) / 2


_UP = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 2.0, 5.0, 20.0, 100.0, 1000.0, 10_000.0)
_DOWN = (0.0, -0.02, -0.05, -0.1, -0.2, -0.4, -0.6, -0.8, -0.9, -0.99, -0.999, -0.999999)


def _bracket(worth: Callable[[float], float]) -> tuple[float, float]:
    """Return the two rates nearest to 0 between which `worth` changes its sign; twice 0 when there are none."""
    positive = {0.0: worth(0.0) > 0}
    for n in range(1, max(len(_UP), len(_DOWN))):
        for ladder in (_UP, _DOWN):
            if n < len(ladder):
                positive[ladder[n]] = worth(ladder[n]) > 0
                if positive[ladder[n]] != positive[ladder[n - 1]]:
                    low, high = sorted((ladder[n - 1], ladder[n]))
                    return low, high
    return 0.0, 0.0
