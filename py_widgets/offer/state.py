"""What the reader filled in, under the names of the controls, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from .. import formats, money
from ..labels import offer as labels
from ..widget import Props, Values

SHARED = (
    "situation", "amount_owed", "amount_overdue", "monthly_income", "first_pay_date", "monthly_can", "periods", "ask", "fallback",
)  # fmt: skip
"""The facts of the case that stand here too: keys of fields.yml."""
FACTS = ("D01", "D02", "D03", "C33", "H01", "H02", "H03", "H04", "H05", "H06", "H07", "H08", "H09", "H10")
USUAL = ("H01", "H02", "H05", "H06", "H07", "H08", "H09")
"""The facts that tell what is usual: shown as hints on a card's numbers, never computed with."""

MONEY = (
    "amount_owed", "amount_overdue", "monthly_income", *(name for name, _ in labels.NEEDS), "other_debts", "margin", "least", "paid",
    "penalty_floor",
)  # fmt: skip
RATES = ("daily_rate", "penalty_rate")
OWN = (*(n for n in MONEY if n not in SHARED), *RATES, "fee", "charge", "pick", "pick2")
TERMS = (12, 24, 36, 48, 60)
MOST = 60
"""The longest plan, in months: five years (fact D01)."""
WRITTEN = ("monthly_can", "periods", "ask", "fallback")
"""What the chosen offer puts into the script; the first day of payment is the reader's own and shared already."""
CARD, LOAN = "card", "loan"


@dataclass(frozen=True)
class State:
    """The reader's side of an offer.

    `values`: control name → text. `today`: ISO date, "" until a message brought it. `undo`: what the last write or clear changed,
    as it was before ("" for nothing); `undone`: which of the two it was, `write` or `clear`.
    """

    values: Values = field(default_factory=dict)
    today: str = ""
    undo: Values | None = None
    undone: str = ""


def init(props: Props) -> State:
    """Return the state of a reader who has done nothing."""
    return State()


def names(props: Props) -> frozenset[str]:
    """Return the names of all controls; each holds a text."""
    items = {f"{what}.{key}" for key, *_ in labels.ITEMS for what in ("agreed", "note")}
    return frozenset({f["key"] for f in props["fields"]} | set(OWN) | items)


def known(props: Props, values: object) -> Values:
    """Return the entries of `values` that a control here can hold; empty ones say nothing and are dropped."""
    if not isinstance(values, dict):
        return {}
    mine = names(props)
    return {k: v for k, v in values.items() if k in mine and isinstance(v, str) and v}


def text(values: Values, name: str) -> str:
    """Return the text under `name`, "" for none."""
    value = values.get(name, "")
    return value if isinstance(value, str) else ""


def kind(values: Values) -> str:
    """Return whether this is a CARD or a LOAN, "" while the reader has not said: what 个性化分期 may be asked for (fact D01)."""
    said = text(values, "situation")
    return "" if not said else CARD if "信用卡" in said else LOAN


@dataclass(frozen=True)
class Read:
    """One number: as read (None when blank or not understood) and what is wrong with it ("" when nothing)."""

    value: Decimal | None = None
    problem: str = ""

    @property
    def blank(self) -> bool:
        return self.value is None and not self.problem


def number(values: Values, name: str) -> Read:
    """Return the number in a control: yuan, a rate as a fraction, or the fee of one instalment in yuan."""
    raw = text(values, name)
    if not raw.strip():
        return Read()
    if name in RATES:
        value, problem = money.percent(raw), labels.BAD_RATE
    elif name == "fee":
        owed = number(values, "amount_owed").value
        value, problem = money.fee(raw, owed), labels.BAD_FEE
        if value is None and owed is None and money.fee(raw, Decimal(1)) is not None:
            return Read()  # a share of a total that is not there yet: the total is what is missing
    else:
        value, problem = money.amount(raw), labels.BAD_MONEY
    return Read(value) if value is not None else Read(problem=problem)


def first_day(state: State) -> tuple[date | None, str]:
    """Return the day of the first payment, None when the reader's own cannot be used, and what is wrong with it."""
    raw = text(state.values, "first_pay_date")
    today = formats.day(state.today)
    if not raw.strip():
        return None, ""
    wanted = formats.day(raw)
    if wanted is None:
        return None, labels.BAD_DATE
    if today and not timedelta(0) <= wanted - today <= timedelta(366):
        return None, labels.FAR_DATE
    return wanted, ""


def own_term(values: Values) -> tuple[int | None, str]:
    """Return the number of instalments that the reader typed, None for none or one out of range, and what is wrong with it."""
    raw = text(values, "periods")
    if not raw.strip():
        return None, ""
    count = formats.integer(raw)
    if count is None or len(count) > 3 or not 1 <= int(count) <= MOST:
        return None, labels.BAD_PERIODS.format(most=MOST)
    return int(count), ""


def term_of(values: Values, name: str) -> int | None:
    """Return the term chosen under `pick` or `pick2`, None for none of those on offer."""
    raw = text(values, name)
    return next((term for term in terms(values) if str(term) == raw), None)


def terms(values: Values) -> tuple[int, ...]:
    """Return the terms that are worked out: the usual lengths, and the reader's own."""
    own, _ = own_term(values)
    return tuple(sorted({*TERMS, *([own] if own else [])}))
