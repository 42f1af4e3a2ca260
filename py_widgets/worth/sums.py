"""The sums, by decimal arithmetic: nothing is guessed but that 一半 is 50%."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .. import fees, money
from ..formats import half_width
from ..labels import worth as labels
from ..widget import Props, Values

STEPS = tuple(step for step, _ in labels.STEP_NAMES)
FEES: dict[str, Callable[[Decimal], Decimal]] = {"order": fees.order_fee, "small": fees.halved, "sue": lambda fee: fee}
"""The steps that a court is paid for, by facts F20 and H16."""
_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?")


@dataclass(frozen=True)
class Step:
    """A step that is ticked: its hours and money (None when not filled in), and what a court takes (None when it cannot be told)."""

    id: str
    name: str
    hours: Decimal | None
    cost: Decimal | None
    fee: Decimal | None
    adds: Decimal


@dataclass(frozen=True)
class Sum:
    """Everything computed; None where something is not filled in. Amounts in yuan, `chance` a fraction."""

    claim: Decimal | None
    source: str
    chance: Decimal | None
    hour: Decimal | None
    steps: tuple[Step, ...]

    @property
    def hours(self) -> Decimal:
        return sum((step.hours or Decimal(0) for step in self.steps), Decimal(0))

    @property
    def time(self) -> Decimal | None:
        return None if self.hour is None else money.cents(self.hours * self.hour)

    @property
    def cost(self) -> Decimal:
        return sum((step.cost or Decimal(0) for step in self.steps), Decimal(0))

    @property
    def fee(self) -> Decimal:
        return sum((step.fee or Decimal(0) for step in self.steps), Decimal(0))

    @property
    def unpriced(self) -> list[str]:
        """Return the names of the steps whose court fee cannot be told: it is in no sum, and what the sum shows is too little."""
        return [step.name for step in self.steps if step.fee is None]

    @property
    def total(self) -> Decimal:
        return sum((step.adds for step in self.steps), Decimal(0))

    @property
    def gain(self) -> Decimal | None:
        return None if self.claim is None or self.chance is None else money.cents(self.claim * self.chance)


def number(raw: str) -> Decimal | None:
    """Return hours or a percentage as typed: `4`, `１.5`, `60%`; None for anything else."""
    typed = "".join(half_width(raw).split()).removesuffix("%") if len(raw) <= 40 else ""
    return Decimal(typed) if _NUMBER.fullmatch(typed) else None


def compute(props: Props, values: Values) -> Sum:
    """Return the sums for what is filled in; nothing is guessed but that 一半 is 50%."""
    claim, source = money.amount(text(values, "claim")), ""
    if claim is None and not text(values, "claim").strip():
        for one in props["amounts"]:
            claim = money.amount(text(values, one["key"]))
            if claim:
                source = str(one["name"])
                break
    claim = claim or None
    percent = number(text(values, "percent"))
    if percent is None and not text(values, "percent").strip() and values.get("chance") == "half":
        percent = Decimal(50)
    chance = percent / 100 if percent is not None and percent <= 100 else None
    hour = money.amount(text(values, "hour"))
    steps = tuple(_step(values, step, name, claim, hour) for step, name in labels.STEP_NAMES if values.get(f"take.{step}") is True)
    return Sum(claim, source, chance, hour, steps)


def _step(values: Values, step: str, name: str, claim: Decimal | None, hour: Decimal | None) -> Step:
    hours, cost = number(text(values, f"hours.{step}")), money.amount(text(values, f"cost.{step}"))
    full = fees.court_fee(claim) if claim else None
    fee = (None if full is None else FEES[step](full)) if step in FEES else Decimal(0)
    time = money.cents((hours or Decimal(0)) * (hour or Decimal(0)))
    return Step(step, name, hours, cost, fee, time + (cost or Decimal(0)) + (fee or Decimal(0)))


def text(values: Values, name: str) -> str:
    """Return what is typed under `name`, "" for none."""
    value = values.get(name, "")
    return value if isinstance(value, str) else ""
