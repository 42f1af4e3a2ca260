"""Is it worth it: exact sums, nothing guessed, and no advice."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_widgets import fees, money, worth
from py_widgets.labels import worth as labels
from py_widgets.widget import Values
from py_widgets.worth import sums
from py_widgets.worth.update import names

from .html import assert_well_formed

PROPS = worth.EXAMPLES[0].props
FULL = worth.EXAMPLES[1].values
yuan = st.decimals(min_value="0.01", max_value="1000000", places=2)


def view(values: Values, today: str = "2026-11-22") -> str:
    state, _ = worth.update(PROPS, worth.init(PROPS), {"type": "hydrate", "values": values, "today": today})
    return str(worth.view(PROPS, state))


@pytest.mark.parametrize(
    ("claim", "fee"),
    [
        ("0.01", "50"), ("1299", "50"), ("10000", "50"), ("10000.01", "50"), ("30000", "550"), ("80000", "1800"), ("100000", "2300"),
        ("150000", "3300"), ("200000", "4300"), ("300000", "5800"), ("500000", "8800"), ("600000", "9800"), ("1000000", "13800"),
    ],
)  # fmt: skip
def test_the_court_fee_is_that_of_the_fact(claim: str, fee: str) -> None:
    assert fees.court_fee(Decimal(claim)) == Decimal(fee)


def test_no_fee_beyond_the_fact_and_for_no_claim() -> None:
    assert fees.court_fee(Decimal("1000000.01")) is None
    assert fees.court_fee(Decimal(0)) is None


@given(yuan, yuan)
def test_a_larger_claim_never_costs_less(one: Decimal, other: Decimal) -> None:
    low, high = (fees.court_fee(claim) for claim in sorted((one, other)))
    assert low is not None and high is not None and Decimal(50) <= low <= high


@given(yuan)
def test_half_and_a_third_are_of_the_whole_fee(claim: Decimal) -> None:
    fee = fees.court_fee(claim)
    assert fee is not None
    assert abs(fees.halved(fee) * 2 - fee) <= Decimal("0.01")
    assert abs(fees.order_fee(fee) * 3 - fee) <= Decimal("0.02")


def test_the_sums_of_the_page_s_example() -> None:
    found = sums.compute(PROPS, FULL)
    assert (found.gain, found.time, found.cost, found.fee, found.total) == tuple(map(Decimal, ("18000", "900", "220", "275", "1395")))
    page = view(FULL)
    for said in ("30000元×60%＝18000元", "30小时×30元＝900元", "16605元", "4.65%", "多4.38%"):
        assert said in page


@given(st.fixed_dictionaries({}, optional={name: st.text(max_size=8) | st.integers(0, 9999).map(str) for name in names(PROPS)}))
def test_sums_agree_and_nothing_is_made_of_nothing(values: dict[str, Any]) -> None:
    values = {**values, **{f"take.{step}": True for step in sums.STEPS}}
    found = sums.compute(PROPS, values)
    assert found.total == sum((step.adds for step in found.steps), Decimal(0))
    assert found.total == (found.time or Decimal(0)) + found.cost + found.fee or found.hour is not None
    if found.claim is None or found.chance is None:
        assert found.gain is None
    assert_well_formed(view(values))


def test_a_word_is_no_number_but_half_is() -> None:
    assert sums.compute(PROPS, {"claim": "99", "chance": "low"}).chance is None
    assert sums.compute(PROPS, {"claim": "99", "chance": "half"}).chance == Decimal("0.5")
    assert sums.compute(PROPS, {"claim": "99", "chance": "half", "percent": "45"}).chance == Decimal("0.45")
    assert sums.compute(PROPS, {"claim": "99", "chance": "half", "percent": "很"}).chance is None
    assert labels.LACK_CHANCE in view({"claim": "99", "chance": "high", "take.write": True})


def test_an_amount_that_is_known_is_used_and_named() -> None:
    page = view({"amount_paid": "1299", "chance": "half"})
    assert labels.CLAIM_FROM.format(name="付款金额", amount="1299") in page and "649.50元" in page
    assert "649.50元" not in view({"amount_paid": "1299", "claim": "99", "chance": "half"})
    assert sums.compute(PROPS, {"amount_paid": "1299", "claim": "很多"}).claim is None  # what was typed wrong is not replaced


def test_what_is_not_filled_in_is_said_and_not_counted() -> None:
    page = view({"claim": "99", "percent": "50", "take.write": True, "take.office": True, "hours.office": "2"})
    assert labels.LACK_HOURS.format(names=labels.STEP_NAMES[0][1]) in page
    assert labels.TIME_ONLY.format(hours="2") in page


def test_each_step_adds_up_and_says_what_chance_would_carry_it() -> None:
    found = sums.compute(PROPS, {**FULL, "take.order": True})
    assert [step.adds for step in found.steps] == list(map(Decimal, ("80", "183.33", "1315")))


def test_it_advises_nothing() -> None:
    said = "".join(view(example.values) for example in worth.EXAMPLES)
    for word in ("建议你", "应该放弃", "应该继续", "不值得", "值得去", "放弃吧", "一定"):
        assert word not in said
    assert all(question in said for question in labels.ASKED)


def test_costing_more_than_it_is_about_is_shown_not_judged() -> None:
    page = view({"claim": "99", "hour": "30", "percent": "80", "take.sue": True, "hours.sue": "8"})
    assert "−210.80元" in page and labels.EVEN_NEVER in page


def test_expired_facts_are_said() -> None:
    assert labels.FACT_EXPIRED in view(FULL, "2029-01-01") and labels.FACT_EXPIRED not in view(FULL)


@pytest.mark.parametrize(
    ("raw", "value"), [("4", "4"), ("１.5", "1.5"), (" 60 % ", "60"), ("", None), ("-3", None), ("1e5", None), ("9" * 50, None)]
)
def test_numbers_are_read_strictly(raw: str, value: str | None) -> None:
    assert sums.number(raw) == (None if value is None else Decimal(value))


@given(st.text(max_size=50))
def test_any_text_is_survived_as_a_number(raw: str) -> None:
    found = sums.number(raw)
    assert found is None or found >= 0
    assert money.show(found or Decimal(0))


@pytest.mark.parametrize("claim", ["", "1000001"])
def test_a_court_fee_that_cannot_be_told_is_not_counted_as_nothing(claim: str) -> None:
    values: Values = {"claim": claim, "chance": "half", "take.sue": True, "hours.sue": "10", "hour": "30"}
    html = view(values)
    assert "法院的费用0元" not in html
    assert "法院的费用没有算进去：普通程序起诉" in html
    assert labels.EVEN not in html
    assert "才抵得上这一步" not in html
