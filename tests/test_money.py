"""Money: against values worked out by hand, and against what must hold for any plan."""

from datetime import date, timedelta
from decimal import Decimal as D
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_widgets import formats, money
from py_widgets.money import Instalment, schedule, xirr

TODAY, FIRST = date(2026, 11, 22), date(2026, 12, 10)
amounts = st.integers(1, 10**13).map(lambda n: D(n) / 100)
counts = st.integers(1, 60)
rates = st.integers(0, 100).map(lambda n: D(n) / 10000)  # a day: up to 1%
starts = st.dates(date(2000, 1, 1), date(2090, 1, 1))
waits = st.integers(0, 366)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("38000", "38000"),
        ("￥38,000.5元", "38000.50"),
        ("３８", "38"),
        (" 0 ", "0"),
        ("", None),
        ("三万", None),
        ("-5", None),
        ("1.234", None),
    ],
)
def test_amounts_are_read_as_in_the_script(raw: str, value: str | None) -> None:
    assert money.amount(raw) == (None if value is None else D(value))


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_none(raw: str) -> None:
    read = money.amount(raw)
    assert (read is None) == (formats.money(raw) is None)
    assert money.fee(raw, D(100)) is None or money.fee(raw, D(100)) >= 0  # type: ignore[operator]
    assert money.percent(raw) is None or money.percent(raw) >= 0  # type: ignore[operator]


@pytest.mark.parametrize(
    ("value", "rounded"), [("0.005", "0.01"), ("0.0049", "0.00"), ("1055.5555", "1055.56"), ("2.675", "2.68"), ("0.015", "0.02")]
)
def test_rounding_is_half_up(value: str, rounded: str) -> None:
    assert str(money.cents(D(value))) == rounded


@pytest.mark.parametrize(
    ("value", "text"), [("38000", "38000"), ("38000.5", "38000.50"), ("-12.5", "-12.50"), ("-0.001", "0"), ("0", "0"), ("1E+3", "1000")]
)
def test_amounts_are_shown_as_in_the_script(value: str, text: str) -> None:
    assert money.show(D(value)) == text


@given(amounts)
def test_what_is_shown_is_read_back(value: D) -> None:
    if value < 10**12:
        assert money.amount(money.show(value)) == value


@pytest.mark.parametrize(
    ("raw", "rate"),
    [("0.05", "0.0005"), ("0.05%", "0.0005"), ("０．０５％", "0.0005"), ("万分之5", "0.0005"), ("18.25", "0.1825"), ("五", None),
     ("-1", None), ("0", "0"), ("", None), ("1%%", None), ("1e5", None)],
)  # fmt: skip
def test_rates(raw: str, rate: str | None) -> None:
    assert money.percent(raw) == (None if rate is None else D(rate))


def test_a_fee_is_yuan_or_a_share_of_what_is_owed() -> None:
    assert money.fee("228", None) == D(228)
    assert money.fee("0.6%", D(38000)) == D("228.00")
    assert money.fee("0.6%", None) is None
    assert money.fee("多", D(1)) is None


@pytest.mark.parametrize(
    ("rate", "text"),
    [(0.1825, "18.25%"), (0, "0%"), (0.2, "20%"), (0.373362535, "37.34%"), (-0.00000001, "0%"), (1.5, "150%"), (1e-7, "0%")],
)
def test_rates_are_shown_with_two_places(rate: float, text: str) -> None:
    assert money.percent_text(rate) == text


def test_a_day_s_rate_times_365() -> None:
    """Fact H10; H02 gives 0.05% a day as 18.25% a year."""
    assert money.yearly(D("0.0005")) == D("0.1825")


def test_the_penalty_formula() -> None:
    """Fact H05: (least payment − paid) × 5%, often with a floor. By hand: (3800 − 800) × 5% = 150."""
    assert money.penalty(D(3800), D(800), D("0.05")) == D(150)
    assert money.penalty(D(100), D(0), D("0.05"), D(10)) == D(10)
    assert money.penalty(D(3800), D(3800), D("0.05"), D(10)) == 0
    assert money.penalty(D(3800), D(4000), D("0.05"), D(10)) == 0


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-12-10", 1, "2027-01-10"), ("2027-01-31", 1, "2027-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-08-31", 1, "2026-09-30"),
     ("2026-12-31", 60, "2031-12-31"), ("2026-11-22", 0, "2026-11-22")],
)  # fmt: skip
def test_a_month_later(day: str, months: int, later: str) -> None:
    assert money.month_later(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_a_plan_without_interest_by_hand() -> None:
    """38000 / 24 = 1583.333…; 23 × 1583.33 = 36416.59; the last takes 1583.41."""
    plan = schedule(D(38000), TODAY, FIRST, 24)
    assert [i.pays for i in plan] == [D("1583.33")] * 23 + [D("1583.41")]
    assert (plan[0].due, plan[1].due, plan[-1].due) == (FIRST, date(2027, 1, 10), date(2028, 11, 10))


def test_a_plan_with_interest_by_hand() -> None:
    """1000 over two months at 0.05% a day, 31 and 31 days (10 Dec → 10 Jan → 10 Feb).

    Growth a month 1.0155; level = 1000 / (0.984737 + 0.969706) = 511.65; interest 15.50, then (1000 − 496.15) × 0.0155 = 7.81.
    """
    first, second = schedule(D(1000), FIRST, date(2027, 1, 10), 2, D("0.0005"))
    assert first == Instalment(date(2027, 1, 10), D("496.15"), D("15.50"))
    assert second == Instalment(date(2027, 2, 10), D("503.85"), D("7.81"))
    assert first.pays == D("511.65")


def test_a_fee_comes_with_every_instalment() -> None:
    plan = schedule(D(12000), TODAY, FIRST, 12, fee=D(72))
    assert {i.pays for i in plan} == {D(1072)}


@given(amounts, starts, waits, counts, rates, st.integers(0, 10**6).map(lambda n: D(n) / 100))
def test_a_plan_pays_exactly_what_is_owed_and_nothing_is_negative(owed: D, start: date, wait: int, count: int, daily: D, fee: D) -> None:
    plan = schedule(owed, start, start + timedelta(wait), count, daily, fee)
    assert len(plan) == count
    assert sum(i.principal for i in plan) == owed
    assert all(i.principal >= 0 and i.interest >= 0 and i.fee == fee for i in plan)
    assert sum(i.pays for i in plan) == owed + sum(i.interest for i in plan) + count * fee
    assert all(a.due < b.due for a, b in pairwise(plan))
    assert all(i.pays == money.cents(i.pays) for i in plan)


@given(amounts, starts, waits, counts)
def test_without_interest_the_months_are_equal_to_a_few_fen(owed: D, start: date, wait: int, count: int) -> None:
    plan = schedule(owed, start, start + timedelta(wait), count)
    assert abs(plan[-1].pays - owed / count) <= D("0.01") * count
    assert all(i.interest == 0 for i in plan)


@pytest.mark.parametrize(("count", "first"), [(0, FIRST), (-1, FIRST), (12, date(2026, 11, 21))])
def test_a_plan_that_is_none_is_refused(count: int, first: date) -> None:
    with pytest.raises(ValueError):
        schedule(D(1), TODAY, first, count)


# XIRR


def test_the_textbook_case() -> None:
    """The example of the XIRR page of Microsoft's Excel help: 37.34 %."""
    flows = [
        (date(2008, 1, 1), D(-10000)), (date(2008, 3, 1), D(2750)), (date(2008, 10, 30), D(4250)),
        (date(2009, 2, 15), D(3250)), (date(2009, 4, 1), D(2750)),
    ]  # fmt: skip
    assert xirr(flows) == pytest.approx(0.373362535, abs=1e-8)


def test_a_year_later_ten_per_cent_more() -> None:
    assert xirr([(date(2025, 1, 1), D(1000)), (date(2026, 1, 1), D(-1100))]) == pytest.approx(0.1, abs=1e-9)
    assert xirr([(date(2025, 1, 1), D(1000)), (date(2026, 1, 1), D(-900))]) == pytest.approx(-0.1, abs=1e-9)


def test_a_monthly_fee_of_six_in_a_thousand_costs_about_fourteen_per_cent() -> None:
    """12 × 0.6% looks like 7.2% a year; on the falling balance it is 13.03% nominal, 13.8% effective by months of 30.4 days."""
    plan = schedule(D(12000), FIRST, date(2027, 1, 10), 12, fee=D(72))
    assert xirr([(FIRST, D(12000)), *((i.due, -i.pays) for i in plan)]) == pytest.approx(0.1385, abs=5e-4)


@pytest.mark.parametrize(
    "flows",
    [
        [],
        [(TODAY, D(1))],
        [(TODAY, D(1)), (FIRST, D(2))],
        [(TODAY, D(-1)), (FIRST, D(-2))],
        [(TODAY, D(1)), (TODAY, D(-2))],
        [(TODAY, D(0)), (FIRST, D(-1))],
    ],
)
def test_money_that_goes_one_way_has_no_rate(flows: list[money.Flow]) -> None:
    assert xirr(flows) is None


@given(amounts, starts, waits, counts)
def test_a_plan_without_interest_costs_nothing(owed: D, start: date, wait: int, count: int) -> None:
    plan = schedule(owed, start, start + timedelta(wait), count)
    rate = xirr([(start, owed), *((i.due, -i.pays) for i in plan)])
    assert rate == 0 or (rate is None and wait == 0 and (count == 1 or all(i.pays == 0 for i in plan[1:])))


@given(st.integers(10_000, 10**12).map(lambda n: D(n) / 100), starts, st.integers(1, 60), counts, rates, st.integers(0, 50))
def test_the_rate_found_makes_the_plan_worth_nothing(owed: D, start: date, wait: int, count: int, daily: D, share: int) -> None:
    plan = schedule(owed, start, start + timedelta(wait), count, daily, money.cents(owed * share / 1000))
    flows = [(start, owed), *((i.due, -i.pays) for i in plan)]
    rate = xirr(flows)
    if rate is None:
        assert sum(i.pays for i in plan) > owed  # dearer than a million per cent a year
        return
    worth = sum(float(a) / (1 + rate) ** ((day - start).days / 365) for day, a in flows)
    assert abs(worth) <= float(owed) * 1e-6
    assert (rate > 0) == (sum(i.pays for i in plan) > owed)


@given(st.integers(0, 20), st.integers(0, 20))
def test_a_dearer_plan_has_a_higher_rate(one: int, other: int) -> None:
    cheap, dear = sorted((one, other))
    rates = []
    for fee in (cheap, dear):
        plan = schedule(D(1200), TODAY, FIRST, 12, fee=D(fee))
        rates.append(xirr([(TODAY, D(1200)), *((i.due, -i.pays) for i in plan)]))
    assert None not in rates and rates[0] <= rates[1]


@given(st.lists(st.tuples(starts, st.integers(-(10**9), 10**9).map(D)), max_size=8))
def test_any_flows_are_survived(flows: list[money.Flow]) -> None:
    rate = xirr(flows)
    assert rate is None or -1 < rate < 10_001
