"""The next step: every path through the questions ends in an outcome, no rung is out of reach, and dates agree with the calendar."""

from __future__ import annotations

import json
import xml.etree.ElementTree as etree
from collections import Counter
from datetime import date, timedelta
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks import data
from hooks.widget_props import MAKERS, Source
from py_widgets import next_step, workdays
from py_widgets.labels import next_step as labels
from py_widgets.next_step import rules
from py_widgets.next_step.examples import PROPS as DEMO
from py_widgets.next_step.examples import condition, rung
from py_widgets.next_step.rules import CLOSED, EARLY, LATER, OPEN, PASSED, WAITING, Result, Verdict, judge
from py_widgets.next_step.state import State, choices
from py_widgets.next_step.text import text
from py_widgets.widget import Values

from .html import assert_well_formed

TODAY = "2026-11-22"
LONGEST = "一二三四五六七八九十" * 30


def real() -> dict[str, Any]:
    """Return the props that the page gets from the real tables."""
    site = data.load(Path(__file__).parent.parent / "docs" / "_data")
    made, slots = MAKERS["next_step"](Source(etree.Element("div"), {"fields": {}}, site))
    assert set(slots) == {f"page.{one.id}" for one in site.ladder}
    props: dict[str, Any] = json.loads(json.dumps({"id": "next", "title": "下一步", **made}))
    return props


PROPS = real()
MATTERS = ["", *(matter["id"] for matter in PROPS["matters"])]
TRIED = [name for name, _ in labels.TRIED_OPTIONS]
ANSWERS = ["", *(name for name, _ in labels.ANSWERS)]
ELSEWHERE = ["", *(name for name, _ in labels.ELSEWHERES)]
PAPERS = ["", *(name for name, _ in labels.PAPER_OPTIONS)]
DATES: list[Values] = [
    {},
    {"last_contact_date": "2026-11-20", "promised_date": "2026-12-01", "agreed_date": "2026-11-18", "served_date": "2026-11-20"},
    {
        "last_contact_date": "2026-01-05", "promised_date": "2026-02-01", "agreed_date": "2020-01-01", "served_date": "2026-01-05",
        "trade_date": "2020-01-01", "refund_asked_date": "2020-01-01", "complained_on": "2026-01-06", "decided_on": "2026-01-20",
        "reply_by": "2026-02-01",
    },
]  # fmt: skip


def state(values: Values, today: str = TODAY, props: Any = PROPS) -> State:
    found, _ = next_step.update(props, next_step.init(props), {"type": "hydrate", "values": values, "today": today})
    return found


def judged(values: Values, today: str = TODAY, props: Any = PROPS) -> Result:
    return judge(props, state(values, today, props))


def of(result: Result, rung_id: str) -> Verdict:
    return next(v for v in result.verdicts if v.rung["id"] == rung_id)


def told(matter: str, tried: tuple[str, ...], answer: str, elsewhere: str, papers: str, threat: bool) -> Values:
    values: Values = {"matter": matter, "answer": answer, "elsewhere": elsewhere, "papers": papers, "threat": threat}
    return {**{k: v for k, v in values.items() if v}, **{f"tried.{name}": True for name in tried}}


def check(result: Result) -> None:
    """Assert what every outcome has: a step to take, danger first, a status for each rung, and dates that lie on the right side."""
    today = date.fromisoformat(TODAY)
    assert result.first is not None
    if result.danger:
        assert result.first.rung["id"] == "police"
    for verdict in result.verdicts:
        assert verdict.status in rules.STATUSES
        if verdict.opens:
            assert verdict.opens > today and verdict.status in (EARLY, LATER)
        if verdict.status == WAITING and verdict.until:
            assert verdict.until >= today
        if verdict.status in (EARLY, LATER, CLOSED):
            assert verdict.reasons, verdict.rung["id"]
        if verdict.status == LATER:
            assert not verdict.rung["advice"]


# Every path --------------------------------------------------------------------------------------------------------------------


def test_every_combination_of_answers_ends_in_an_outcome_and_no_rung_is_out_of_reach() -> None:
    steps = [(), *((name,) for name in TRIED), ("phone", "complaint"), ("chat", "platform", "demand"), tuple(TRIED)]
    seen: dict[str, Counter[str]] = {one["id"]: Counter() for one in PROPS["rungs"]}
    firsts: set[str] = set()
    for matter, tried, answer, elsewhere, dates in product(MATTERS, steps, ANSWERS, ELSEWHERE, DATES):
        result = judged({**dates, **told(matter, tried, answer, elsewhere, "", False)})
        check(result)
        for verdict in result.verdicts:
            seen[verdict.rung["id"]][verdict.status] += 1
        assert result.first is not None
        firsts.add(result.first.rung["id"])
    others: list[Values] = [({"papers": papers, "threat": threat}) for papers, threat in product(PAPERS[1:], (False, True))]
    others += [({"elsewhere": elsewhere, "ended": True}) for elsewhere in ELSEWHERE[1:]]
    for matter, tried, more, dates in product(MATTERS, steps, others, DATES):
        result = judged({**dates, **told(matter, tried, "nothing", "", "", False), **more})
        check(result)
        for verdict in result.verdicts:
            seen[verdict.rung["id"]][verdict.status] += 1
        assert result.first is not None
        firsts.add(result.first.rung["id"])
    for one in PROPS["rungs"]:
        assert seen[one["id"]][OPEN], f"{one['id']} never opens"
        if one["done"]:
            assert seen[one["id"]][WAITING] + seen[one["id"]][PASSED], f"{one['id']} is never done"
        if one["bars"] or any(rule["sure"] for rule in one["closes"]):
            assert seen[one["id"]][CLOSED], f"{one['id']} never closes"
        if one["opens"]:
            assert seen[one["id"]][EARLY] + seen[one["id"]][LATER], f"{one['id']} is never too early"
    assert firsts >= {one["id"] for one in PROPS["rungs"] if not one["side"]} - {"sue"}


@pytest.mark.parametrize("matter", MATTERS)
def test_every_pair_of_ticks_and_every_pair_of_choices_renders(matter: str) -> None:
    for pair in [(), *combinations(TRIED, 2)]:
        assert_well_formed(str(next_step.view(PROPS, state({**DATES[1], **told(matter, pair, "nothing", "", "", False)}))))
    for answer, elsewhere in product(ANSWERS, ELSEWHERE):
        html = str(next_step.view(PROPS, state({**DATES[1], **told(matter, ("complaint",), answer, elsewhere, "suit", True)})))
        assert_well_formed(html)


def filled(size: str) -> Values:
    """Return an answer to every field: the shortest or the longest one that can stand in a sentence."""
    values: Values = {}
    for field in PROPS["fields"]:
        match field["type"]:
            case "computed":
                continue
            case "multi":
                values |= {f"{field['key']}.{option}": True for option in field["options"][: 1 if size == "shortest" else None]}
            case "choice":
                values[field["key"]] = field["options"][0]
            case "date":
                values[field["key"]] = "2026-11-10"
            case "money" | "integer":
                values[field["key"]] = "1" if size == "shortest" else "999999"
            case "digits":
                values[field["key"]] = "1" * (1 if size == "shortest" else int(field["max"] or 12))
            case _:
                values[field["key"]] = "甲" if size == "shortest" else LONGEST[: int(field["max"] or 60)]
    return values


@pytest.mark.parametrize("size", ["empty", "shortest", "longest"])
def test_every_text_renders_for_empty_shortest_and_longest_facts(size: str) -> None:
    facts = {} if size == "empty" else filled(size)
    for matter, answer in product(MATTERS, ANSWERS):
        for papers in ("", "order", "suit"):
            values = {**facts, **told(matter, ("phone", "complaint"), answer, "", papers, True)}
            here = state(values)
            result = judge(PROPS, here)
            for verdict in result.verdicts:
                written = text(PROPS, here, result.events, verdict)
                assert "【" not in written.whole and "】" not in written.whole and "None" not in written.whole
                if size != "empty" and matter:
                    assert written.missing == (), (verdict.rung["id"], written.missing)
                    assert written.whole
        assert_well_formed(str(next_step.view(PROPS, here)))


@given(
    st.fixed_dictionaries({}, optional={f["key"]: st.text(max_size=30) for f in PROPS["fields"] if f["type"] not in ("multi", "computed")})
)
def test_a_text_holds_no_number_that_nobody_filled_in(facts: dict[str, str]) -> None:
    """Digits in a text come from the reader's facts, the day it is, or the author's own words."""
    here = state({**facts, **told("order", ("phone",), "refused", "", "", False)})
    result = judge(PROPS, here)
    for verdict in result.verdicts:
        for sentence in text(PROPS, here, result.events, verdict).sentences:
            for piece in sentence.pieces:
                key = piece.field["key"] if piece.field else ""
                assert not key or piece.field["type"] == "computed" or facts.get(key) or key == "evidence"  # type: ignore[index]


# The rules ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matter", "appeal", "days"), [("parcel", "post", 7), ("telecom", "h12300", 15), ("loan", "h12378", 15), ("credit", "h12363", 20)]
)
def test_an_unanswered_complaint_opens_the_next_rung_the_day_after_its_term(matter: str, appeal: str, days: int) -> None:
    start = date(2026, 11, 10)
    values = told(matter, ("complaint",), "nothing", "", "", False) | {"complained_on": start.isoformat()}
    last = start + timedelta(days=days)
    before = of(judged(values, last.isoformat()), appeal)
    assert before.status == (EARLY if before.rung["advice"] else LATER)
    assert before.opens == last + timedelta(days=1)
    assert of(judged(values, (last + timedelta(days=1)).isoformat()), appeal).status == OPEN
    assert workdays.count_days(start, days)[-1].day == last


def test_the_bank_is_waited_for_until_the_fifteenth_day() -> None:
    values = told("loan", ("complaint",), "nothing", "", "", False) | {"complained_on": "2026-11-13"}
    first = judged(values).first
    assert first and (first.rung["id"], first.status, first.until) == ("bank", WAITING, date(2026, 11, 28))
    first = judged(values, "2026-11-29").first
    assert first and first.rung["id"] == "h12378"


def test_a_review_is_asked_for_within_thirty_days_of_the_decision() -> None:
    values = told("loan", ("complaint",), "refused", "", "", False) | {"decided_on": "2026-10-23"}
    review = of(judged(values, "2026-11-22"), "bank-review")
    assert (review.status, review.limits[0].last) == (OPEN, date(2026, 11, 22))
    assert of(judged(values, "2026-11-23"), "bank-review").status == CLOSED
    assert of(judged(told("loan", (), "refused", "", "", False)), "bank-review").status == LATER  # never registered as a complaint


def test_without_a_date_the_missing_one_is_named() -> None:
    found = of(judged(told("parcel", ("complaint",), "nothing", "", "", False)), "post")
    assert (found.status, found.opens, found.lacks) == (LATER, None, ("complained_on",))
    page = next_step.view(PROPS, state(told("parcel", ("complaint",), "nothing", "", "", False)))
    assert labels.LACKING.format(names=labels.COMPLAINED_ON) in page


def test_the_last_contact_stands_in_for_the_day_of_the_complaint_and_is_said_to() -> None:
    values = told("parcel", ("complaint",), "nothing", "", "", False) | {"last_contact_date": "2026-11-20"}
    assert of(judged(values), "post").opens == date(2026, 11, 28)
    assert labels.APPROXIMATE in next_step.view(PROPS, state(values))
    values["complained_on"] = "2026-11-01"
    assert of(judged(values), "post").status == OPEN
    assert labels.APPROXIMATE not in next_step.view(PROPS, state(values))


@pytest.mark.parametrize("elsewhere", ["association", "agency", "court"])
def test_the_same_dispute_elsewhere_closes_12315_and_is_warned_of(elsewhere: str) -> None:
    values = told("order", ("phone",), "refused", elsewhere, "", False)
    assert of(judged(values), "h12315").status == CLOSED
    assert labels.TWICE in next_step.view(PROPS, state(values))


def test_what_lies_with_12315_is_waited_for() -> None:
    assert of(judged(told("order", ("phone",), "refused", "market", "", False)), "h12315").status == WAITING


def test_going_early_is_said_and_not_forbidden() -> None:
    result = judged({"matter": "order"})
    assert of(result, "h12315").status == of(result, "platform").status == EARLY
    assert result.first and result.first.rung["id"] == "company"


def test_a_promise_is_waited_for_and_opens_the_rest_the_day_after() -> None:
    values = told("refund", ("phone",), "promise", "", "", False) | {"promised_date": "2026-11-25"}
    result = judged(values)
    assert result.first and (result.first.rung["id"], result.first.until) == ("company", date(2026, 11, 25))
    assert of(result, "payment-order").opens == of(result, "platform").opens == date(2026, 11, 26)
    later = judged(values, "2026-11-26")
    assert of(later, "company").status == PASSED and of(later, "platform").status == of(later, "payment-order").status == OPEN


def test_a_payment_order_is_not_for_a_disputed_debt() -> None:
    for answer in ("refused", "partly", "decision"):
        assert of(judged(told("refund", ("phone",), answer, "", "", False)), "payment-order").status == CLOSED


def test_three_years_do_not_shut_the_court_but_are_said() -> None:
    values = told("order", ("phone",), "refused", "", "", False) | {"agreed_date": "2023-01-01"}
    found = of(judged(values), "small-claims")
    assert found.status == OPEN and found.limits[0].past
    assert "2026年1月1日已经过了" in next_step.view(PROPS, state(values))


def test_a_paper_from_a_court_comes_before_everything_but_danger() -> None:
    values: Values = {"matter": "loan", "papers": "suit", "served_date": "2026-11-16"}
    result = judged(values)
    assert result.first and result.first.rung["id"] == "answer-suit"
    assert result.first.limits[0].last == date(2026, 11, 30)  # the day it came counts as the first, so as never to be late
    result = judged({**values, "threat": True})
    assert result.first and result.first.rung["id"] == "police"


def test_wrong_doors_and_the_rules_of_a_chargeback_are_told() -> None:
    page = next_step.view(PROPS, state({"matter": "loan"}))
    assert "不归市场监管部门管的争议" in page
    page = next_step.view(PROPS, state(told("order", ("phone", "platform"), "refused", "", "", False)))
    for said in ("最后手段", "没按约交付", "赢了不是结束", "银行也可能支持商家"):
        assert said in page


def test_an_answer_in_working_days_is_dated_by_the_calendar() -> None:
    years = workdays.calendar(PROPS["years"])
    last = workdays.count_workdays(years, date(2026, 11, 22), 7)[-1].day
    assert last == date(2026, 12, 1)
    page = next_step.view(PROPS, state(told("order", ("phone",), "refused", "", "", False)))
    assert "今天交上去，按期限最晚到2026年12月1日：7个工作日内决定受理" in page
    page = next_step.view(PROPS, state(told("order", ("phone",), "refused", "", "", False), "2026-12-30"))
    assert labels.NO_CALENDAR.format(year=2027) in page


def test_a_condition_in_working_days_opens_after_the_last_of_them() -> None:
    props = {**DEMO, "rungs": [rung("x", "试", ["order"], opens=[condition("complained", 5, "工作日")])]}
    values: Values = {"matter": "order", "tried.complaint": True, "complained_on": "2026-11-20"}
    assert of(judged(values, "2026-11-22", props), "x").opens == date(2026, 11, 28)  # a Saturday: the fifth working day is over
    assert of(judged(values, "2026-11-28", props), "x").status == OPEN
    assert of(judged({**values, "complained_on": "2026-12-30"}, "2026-12-30", props), "x").no_year == 2027


def test_the_fee_is_that_of_the_amount() -> None:
    values = told("order", ("phone",), "refused", "", "", False) | {"amount_paid": "30000"}
    page = next_step.view(PROPS, state(values))
    assert "受理费减半是275元，不减半是550元" in page
    assert labels.FEE_NONE in next_step.view(PROPS, state({**values, "amount_paid": ""}))
    assert labels.FEE_BEYOND in next_step.view(PROPS, state({**values, "amount_paid": "2000000"}))


def test_an_expired_fact_is_said_to_be_one() -> None:
    values = told("order", ("phone",), "refused", "", "", False)
    assert labels.FACT_EXPIRED not in next_step.view(PROPS, state(values))
    assert labels.FACT_EXPIRED in next_step.view(PROPS, state(values, "2029-01-01"))


# The widget --------------------------------------------------------------------------------------------------------------------


def test_before_any_answer_the_whole_ladder_is_there() -> None:
    page = next_step.view(PROPS, state({}))
    for one in PROPS["rungs"]:
        assert one["name"] in page and f'data-slot="page.{one["id"]}"' in page
    for field in PROPS["fields"]:
        if field["type"] not in ("computed", "multi"):
            assert f'name="{field["key"]}"' in page  # the page looks for what it shares once, at the start


def test_copy_gives_the_text_that_is_shown() -> None:
    here = state({"full_name": "王小明", "ask": "退款1299元", **told("order", ("phone",), "refused", "", "", False)})
    _, effects = next_step.update(PROPS, here, {"type": "copy", "arg": "platform", "today": TODAY})
    assert effects[0]["type"] == "copy" and "退款1299元" in effects[0]["text"] and "王小明" in effects[0]["text"]
    _, effects = next_step.update(PROPS, here, {"type": "copy", "arg": "police", "today": TODAY})
    assert effects == []


def test_clear_takes_the_answers_and_leaves_the_facts() -> None:
    here = state({"full_name": "王小明", "matter": "order"})
    cleared, _ = next_step.update(PROPS, here, {"type": "clear"})
    assert cleared.values == {"full_name": "王小明"}
    back, _ = next_step.update(PROPS, cleared, {"type": "undo"})
    assert back.values == here.values


def test_a_choice_can_be_taken_back_and_only_a_known_one_is_kept() -> None:
    here = state({"matter": "order", "answer": "shouted"})
    assert here.values == {"matter": "order"}
    here, _ = next_step.update(PROPS, here, {"type": "input", "name": "matter", "value": ""})
    assert here.values == {}
    assert [value for value, _ in choices(PROPS)["matter"]] == MATTERS[1:]


@given(
    st.dictionaries(
        st.sampled_from(["complained_on", "decided_on", "last_contact_date", "agreed_date", "served_date"]), st.dates().map(str)
    )
)
def test_any_dates_give_an_outcome(dates: dict[str, str]) -> None:
    for matter in ("telecom", "loan"):
        for answer in ("nothing", "decision"):
            values = {**dates, **told(matter, ("complaint", "review"), answer, "", "order", False)}
            assert_well_formed(str(next_step.view(PROPS, state(values))))


# What a review found -----------------------------------------------------------------------------------------------------------


def test_a_paper_that_did_not_come_has_no_last_day() -> None:
    result = judged({"matter": "court", "papers": "suit", "served_date": "2026-11-16"})
    assert of(result, "answer-suit").limits[0].last == date(2026, 11, 30)
    assert [of(result, other).limits[0].last for other in ("object-order", "appeal")] == [None, None]
    html = str(next_step.view(PROPS, state({"matter": "court", "papers": "suit", "served_date": "2026-10-16"})))
    assert html.count("2026年10月30日") == 1  # passed for the suit alone


@pytest.mark.parametrize(
    ("matter", "elsewhere", "rung_id"),
    [
        ("refund", "market", "h12315"), ("refund", "association", "association"), ("parcel", "agency", "post"),
        ("loan", "mediation", "mediation"),
    ],
)  # fmt: skip
def test_what_lies_with_another_body_is_waited_for_before_a_new_step(matter: str, elsewhere: str, rung_id: str) -> None:
    values: Values = {"matter": matter, "tried.phone": True, "answer": "refused", "elsewhere": elsewhere}
    first = judged(values).first
    assert first and (first.rung["id"], first.status) == (rung_id, WAITING)
    ended = judged({**values, "ended": True}).first
    assert ended and ended.status == OPEN
    served = judged({**values, "papers": "suit", "served_date": TODAY}).first
    assert served and served.rung["id"] == "answer-suit"
    danger = judged({**values, "threat": True}).first
    assert danger and danger.rung["id"] == "police"


def test_a_dispute_before_a_court_is_not_sent_to_the_platform() -> None:
    result = judged({"matter": "refund", "tried.complaint": True, "answer": "refused", "elsewhere": "court"})
    assert [of(result, rung_id).status for rung_id in ("platform", "demand", "h12315")] == [CLOSED] * 3
    assert result.first and result.first.rung["id"] == "mediation"
