"""The deadlines tool: its table, the days it comes to, the lists it shares, its words, and the file for the calendar."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks import data
from hooks.widget_props import MAKERS, Source
from py_widgets import deadlines
from py_widgets.deadlines import State, init, update
from py_widgets.deadlines.counting import counts, promises
from py_widgets.deadlines.examples import PROMISE, PROPS, chosen
from py_widgets.deadlines.words import START, message
from py_widgets.labels import deadlines as labels
from py_widgets.textcheck import length
from py_widgets.widget import Values

from .html import assert_well_formed
from .ics import parse

ROOT = Path(__file__).parent.parent
SITE = data.load(ROOT / "docs" / "_data")
TODAY = "2026-11-22"
NOW = {"today": TODAY, "now": "2026-11-22T10:31"}
REAL: dict[str, Any] = {"id": "real", "title": "期限", **MAKERS["deadlines"](Source(None, {}, SITE))[0]}  # type: ignore[arg-type]


def hydrated(values: Values, props: dict[str, Any] = PROPS) -> State:
    return update(props, init(props), {"type": "hydrate", "values": values, **NOW})[0]


def step(state: State, msg: dict[str, Any], props: dict[str, Any] = PROPS) -> tuple[State, list[dict[str, Any]]]:
    return update(props, state, {**msg, **NOW})


def put(state: State, name: str, value: str | bool, props: dict[str, Any] = PROPS) -> State:
    return step(state, {"type": "input", "name": name, "value": value}, props)[0]


def view(state: State, props: dict[str, Any] = PROPS) -> str:
    html = str(deadlines.view(props, state))
    assert_well_formed(html)
    return html


def due(values: Values, props: dict[str, Any] = PROPS) -> dict[str, str]:
    return {c.row["id"]: c.due for c in counts(props, hydrated(values, props))}


def kept(state: State, name: str) -> Any:
    return json.loads(str(state.values.get(name) or "[]"))


# The table ---------------------------------------------------------------------------------------------------------------


def test_every_situation_is_a_page_and_has_a_name() -> None:
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    used = {slug for row in SITE.deadlines for slug in row.situations}
    assert used == set(labels.SCENES)
    assert all(f"situations/{slug}.md" in nav for slug in used)


def test_every_row_says_what_the_fact_says() -> None:
    """The number of days stands in the fact's rule or title, in digits or, for a few, in Chinese figures."""
    figures = {1: "一年", 2: "2年", 3: "三年", 6: "六个月"}
    for row in SITE.deadlines:
        first = SITE.facts[row.facts[0]]
        said = "".join(SITE.facts[i].rule + SITE.facts[i].title for i in row.facts)
        wanted = {
            "自然日": [f"{row.days}日", f"–{row.days}日"], "工作日": [f"{row.days}个工作日"], "小时": [f"{row.days}小时"],
            "月": [f"{row.days}个月", figures.get(row.days, "-")], "年": [f"{row.days}年", figures.get(row.days, "-")],
        }[row.unit]  # fmt: skip
        assert any(words in said for words in wanted), row.id
        assert first.law, row.id
        for later in row.extend:
            assert later.days > row.days, row.id


def test_a_working_day_is_counted_only_where_the_fact_says_so() -> None:
    for row in SITE.deadlines:
        said = SITE.facts[row.facts[0]].rule
        if row.unit in ("自然日", "工作日"):
            assert (row.unit == "工作日") == (f"{row.days}个工作日" in said), row.id


def test_a_field_asks_for_a_date() -> None:
    kinds = {field.key: field.type for field in SITE.fields.values()}
    assert {kinds[row.field] for row in SITE.deadlines if row.field} == {"date"}


def test_what_is_to_be_said_is_short_and_says_when_it_began_or_asks() -> None:
    for row in SITE.deadlines:
        assert length(row.text) <= 130, row.id
        assert not re.search("[一-鿿] +[一-鿿]|尽快|及时|必须给", row.text + row.then), row.id
        for sentence in re.findall("[^。？！]+[。？！]", row.text):
            # “满30日” is the counting; any other number of days is a claim, and goes with its fact.
            assert not re.search(r"(?<!满)(?<!\d)\d+(个工作)?[日天]", re.sub("【[^】]*】", "", sentence)) or "【依据】" in sentence, row.id


def test_the_lines_of_the_quick_table_are_all_there() -> None:
    """Section 0.4 of the fact list: id of the row → days and unit."""
    rows = {row.id: (row.days, row.unit, row.facts[0]) for row in SITE.deadlines}
    assert {
        "return-notice": (7, "自然日", "B13"), "refund-seven": (7, "自然日", "B13"), "refund-stalled": (15, "自然日", "B17"),
        "remedy-stalled": (15, "自然日", "B18"), "market-accept": (7, "工作日", "A24"), "market-mediation": (60, "自然日", "A27"),
        "bank-complaint": (15, "自然日", "D11"), "bank-review-ask": (30, "自然日", "D13"), "bank-review-answer": (30, "自然日", "D13"),
        "finance-transfer": (7, "工作日", "D14"), "credit-objection": (20, "自然日", "D24"), "credit-complaint": (30, "自然日", "D25"),
        "courier-complaint": (7, "自然日", "E02"), "postal-appeal": (30, "自然日", "E05"), "telecom-complaint": (15, "自然日", "E16"),
        "telecom-appeal": (30, "自然日", "E15"), "phone-spare": (7, "自然日", "E26"), "phone-repair": (30, "自然日", "E27"),
        "phone-parts": (60, "自然日", "E27"), "computer-parts": (60, "自然日", "E29"), "broadband-city": (48, "小时", "E14"),
        "broadband-country": (72, "小时", "E14"), "trade-records": (3, "年", "B33"), "live-records": (3, "年", "B32"),
        "limitation": (3, "年", "C24"), "small-trial": (2, "月", "F05"), "order-issue": (15, "自然日", "F08"),
        "order-objection": (15, "自然日", "F08"), "answer": (15, "自然日", "F12"), "appeal": (15, "自然日", "F13"),
        "mediation-confirm": (30, "自然日", "F16"), "enforcement": (2, "年", "F17"), "prepaid-seven": (7, "自然日", "A40"),
    }.items() <= rows.items()  # fmt: skip
    assert [(later.days) for row in SITE.deadlines if row.id == "bank-complaint" for later in row.extend] == [30, 60]


# The days ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "start", "last"),
    [
        ("market-accept", "2026-09-29", "2026-10-14"),  # over the National Day, Saturday 10 October is worked
        ("market-accept", "2026-02-13", "2026-03-02"),  # over the Spring Festival
        ("finance-transfer", "2026-11-22", "2026-12-01"),  # a Sunday: 23 to 27 November, then 30 and 1
        ("market-accept", "2026-12-28", ""),  # 2027 is not announced
        ("bank-complaint", "2026-12-28", "2027-01-12"),
        ("bank-complaint", "2026-11-16", "2026-12-01"),
        ("courier-complaint", "2026-11-10", "2026-11-17"),
        ("return-notice", "2026-11-05", "2026-11-12"),
        ("credit-objection", "2026-02-10", "2026-03-02"),
        ("market-mediation", "2026-11-22", "2027-01-21"),
        ("broadband-city", "2026-11-22T22:15", "2026-11-24T22:15"),
        ("broadband-country", "2026-12-30T08:00", "2027-01-02T08:00"),
        ("enforcement", "2024-02-29", "2026-02-28"),
        ("limitation", "2026-11-22", "2029-11-22"),
        ("guarantee", "2026-08-31", "2027-02-28"),
        ("telecom-fee-late", "2026-09-30", "2027-02-28"),
    ],
)
def test_the_last_day_worked_out_by_hand(row: str, start: str, last: str) -> None:
    spec = next(r for r in REAL["rows"] if r["id"] == row)
    name = spec["field"] or f"deadline-from.{row}"
    assert due({f"deadline.{row}": True, name: start}, REAL) == {row: last}


def test_a_year_without_data_is_said_and_shows_how_far_the_counting_came() -> None:
    html = view(hydrated(chosen(market="2026-12-28")))
    assert "本站还没有2027年的放假安排" in html
    assert "数到2026年12月31日（星期四），是第3个工作日。" in html
    assert "最后一天：2027" not in html
    assert kept(put(hydrated(chosen(market="2026-12-28")), "ticket", "1"), "deadlines") == []


def test_what_the_other_side_said_of_an_extension_moves_the_day() -> None:
    state = hydrated(chosen(bank="2026-11-16"))
    html = view(state)
    assert "最后一天：2026年12月1日（星期二）" in html
    assert "对方说情况复杂：2026年12月16日（星期三）" in html
    html = view(put(state, "deadline-later.bank", "1"))
    assert "最后一天：2027年1月15日（星期五）" in html
    assert "对方说情况复杂：" not in html


@pytest.mark.parametrize("start", ["2026-02-30", "26-11-22", "1999-12-31", "9999-12-31", "明天", "2026-11-22T10:31"])
def test_a_first_day_that_is_none_is_said(start: str) -> None:
    state = hydrated(chosen(bank=start))
    assert labels.BAD_DATE in view(state)
    assert due(dict(state.values)) == {"bank": ""}


def test_hours_need_a_minute() -> None:
    assert due(chosen(broadband="2026-11-22")) == {"broadband": ""}


@pytest.mark.parametrize(("start", "said"), [("2026-11-16", "还有9天"), ("2026-11-07", "就是今天"), ("2026-11-01", "过了6天")])
def test_how_far_away_it_is(start: str, said: str) -> None:
    assert said in view(hydrated(chosen(bank=start)))


def test_the_counting_is_shown_day_by_day() -> None:
    html = view(hydrated(chosen(market="2026-09-29")))
    for line in (
        "9月30日星期三 第1天",
        "10月1日星期四 不算：国庆节",
        "10月10日星期六 第4天（调休上班）",
        "10月11日星期日 不算：周末",
        "10月14日星期三 第7天",
    ):
        assert line in html
    assert "从2026年9月29日的第二天数起，7个工作日" in html


def test_a_day_off_is_pointed_out_to_who_has_to_act() -> None:
    assert "这天是周末" in view(hydrated(chosen(answer="2026-11-14")))  # Sunday 29 November
    assert "这天是国庆节" in view(hydrated(chosen(return_notice="2026-09-24")))
    assert "这天是" not in view(hydrated(chosen(bank="2026-11-14")))  # the other side's
    assert "这天是周末" in view(hydrated(chosen(answer="2026-12-19")))  # 3 January 2027, a Sunday of a year that nobody knows


@given(st.sampled_from(REAL["rows"]), st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_every_row_with_every_day_gives_a_day_or_says_why_not(row: dict[str, Any], start: date) -> None:
    raw = f"{start}T08:30" if row["unit"] == "小时" else str(start)
    state = hydrated({f"deadline.{row['id']}": True, row["field"] or f"deadline-from.{row['id']}": raw}, REAL)
    (count,) = counts(REAL, state)
    assert bool(count.due) != bool(count.year)
    assert count.due == "" or datetime.fromisoformat(count.due) > datetime.fromisoformat(raw)
    assert not count.steps or count.steps[0].day > start or row["unit"] in ("月", "年")
    for sentence in message(REAL, count, state.values, TODAY) if count.due else ():
        assert START not in sentence.missing
    view(state, REAL)


# Lists that all tools of a case share ------------------------------------------------------------------------------------


def test_the_days_go_into_the_list_of_the_case() -> None:
    state = put(hydrated({"deadline.bank": True}), "deadline-from.bank", "2026-11-16")
    assert kept(state, "deadlines") == [{"id": "bank", "title": "银行处理投诉", "date": "2026-12-01", "fact": "D11", "from": "2026-11-16"}]
    assert kept(put(state, "deadline.bank", False), "deadlines") == []


def test_what_others_wrote_into_the_lists_stays() -> None:
    theirs = [{"id": "offer-1", "title": "首次还款", "date": "2026-12-10", "fact": "", "from": ""}, "x"]
    state = hydrated(chosen(bank="2026-11-16") | {"deadlines": json.dumps(theirs)})
    state = put(state, "deadline-later.bank", "0")
    assert kept(state, "deadlines")[:2] == theirs
    assert kept(state, "deadlines")[2]["date"] == "2026-12-16"
    assert kept(step(state, {"type": "clear"})[0], "deadlines") == theirs


def test_a_list_that_cannot_be_read_is_not_lost() -> None:
    state = hydrated(chosen(bank="2026-11-16") | {"promises": '[{"what": ', "deadlines": "{"})
    state = put(state, "ticket", "A1")
    assert "{" in json.dumps(kept(state, "deadlines"))
    state = put(put(state, "promise-what", "上门"), "promise-by", "2026-11-25")
    state, _ = step(state, {"type": "add"})
    assert [row["what"] for row in kept(state, "promises")] == ['[{"what": ', "上门"]


def test_a_promise_is_written_down_and_settled() -> None:
    state = put(put(put(hydrated({}), "promise-what", " 上门\n安装 "), "promise-by", "2026-11-24"), "promise-who", "0168")
    state, effects = step(state, {"type": "add"})
    assert effects == [{"type": "announce", "text": labels.PROMISE_ADDED}]
    assert kept(state, "promises") == [{"what": "上门 安装", "by": "2026-11-24", "who": "0168", "made": TODAY, "kept": ""}]
    assert "promise-what" not in state.values
    html = view(state)
    assert "2026年11月24日（星期二）" in html and "还有2天" in html
    assert "您好，2026年11月24日前要上门 安装，现在还没有办到。" in html
    state, _ = step(state, {"type": "kept", "arg": "0:yes"})
    assert kept(state, "promises")[0]["kept"] == "yes"
    assert "现在还没有办到" not in view(state)
    state, _ = step(state, {"type": "kept", "arg": "0:"})
    assert kept(state, "promises")[0]["kept"] == ""
    gone, _ = step(state, {"type": "drop", "arg": "0"})
    assert kept(gone, "promises") == []
    assert kept(step(gone, {"type": "undo"})[0], "promises") == kept(state, "promises")


@pytest.mark.parametrize(("values", "said"), [({}, labels.PROMISE_NEEDS_WHAT), ({"promise-what": "上门"}, labels.PROMISE_NEEDS_DAY)])
def test_a_promise_without_words_or_day_is_asked_for(values: Values, said: str) -> None:
    state = hydrated(values)
    after, effects = step(state, {"type": "add"})
    assert after == state and effects[0] == {"type": "announce", "text": said}


def test_the_promise_of_the_script_is_not_asked_again() -> None:
    told: Values = {"promised": "回电答复", "promised_date": "2026-11-25"}
    assert [(p.index, p.by) for p in promises(told)] == [(-1, "2026-11-25")]
    assert [p.index for p in promises(told | {"promises": json.dumps([PROMISE])})] == [0]
    assert labels.FROM_SCRIPT in view(hydrated(told))


def test_the_list_is_sorted_by_day() -> None:
    state = hydrated(chosen(bank="2026-11-16", return_notice="2026-11-20", market="2026-12-28") | {"promises": json.dumps([PROMISE])})
    html = view(state)
    places = [html.index(f'id="demo-{what}"') for what in ("promise-0", "day-return-notice", "day-bank", "day-market")]
    assert places == sorted(places)


def test_clear_takes_only_what_is_this_tools_own() -> None:
    state = hydrated(chosen(bank="2026-11-16", answer="2026-11-16") | {"promises": json.dumps([PROMISE]), "ticket": "A1"})
    cleared, _ = step(state, {"type": "clear"})
    assert cleared.values["served_date"] == "2026-11-16"
    assert cleared.values["ticket"] == "A1" and len(kept(cleared, "promises")) == 1
    assert "deadline.bank" not in cleared.values and "deadline-from.bank" not in cleared.values
    back, _ = step(cleared, {"type": "undo"})
    assert {k: v for k, v in back.values.items() if v and k != "deadlines"} == state.values


# Words -------------------------------------------------------------------------------------------------------------------


def said(state: State, arg: str, props: dict[str, Any] = PROPS) -> str:
    (effect,) = step(state, {"type": "copy", "arg": arg}, props)[1]
    return str(effect["text"])


def test_a_sentence_is_said_when_its_blanks_are_filled() -> None:
    state = hydrated(chosen(bank="2026-11-16"))
    assert said(state, "bank") == (
        "您好，我的投诉你们2026年11月16日收到。根据《银行业保险业消费投诉处理管理办法》第1条，处理期限到2026年12月1日。请问处理决定是什么？"
    )
    html = view(state)
    assert 'data-mirror="ticket"' in html and "还缺受理编号" in html
    assert "受理编号是SL-1。" in said(put(state, "ticket", "SL-1。"), "bank")


def test_every_real_claim_names_its_law() -> None:
    for row in REAL["rows"]:
        start = "2026-11-10T10:00" if row["unit"] == "小时" else "2026-11-10"
        state = hydrated({f"deadline.{row['id']}": True, row["field"] or f"deadline-from.{row['id']}": start}, REAL)
        for sentence, template in zip(
            message(REAL, counts(REAL, state)[0], state.values, TODAY), re.findall("[^。？！]+[。？！]", row["text"]), strict=True
        ):
            assert not sentence.held, row["id"]
            assert ("【依据】" in template) == ("《" in sentence.text), row["id"]


def test_weak_facts_weaken_the_words() -> None:
    reprint = hydrated(chosen(telecom="2026-11-10"))
    assert "据公开转载的规定，最后一天：2026年11月25日（星期三）" in view(reprint)
    assert said(reprint, "telecom").startswith("据公开转载的《电信用户申诉处理办法》，15日内答复。")
    late = PROPS | {"facts": {i: fact | {"review": "2026-11-21"} for i, fact in PROPS["facts"].items()}}
    state = hydrated(chosen(bank="2026-11-16"), late)
    html = view(state, late)
    assert "先记这一天：2026年12月1日（星期二）" in html and labels.DOUBT in html and labels.HELD in html
    assert "根据《" not in said(state, "bank", late)
    assert "根据《" not in str(step(state, {"type": "calendar"}, late)[1])
    missing = PROPS | {"facts": {}}
    assert labels.DOUBT in view(hydrated(chosen(bank="2026-11-16"), missing), missing)


def test_no_claim_is_copied_when_nothing_is_ready() -> None:
    assert said(hydrated({}), "bank") == labels.NOTHING_TO_COPY


# The file for the calendar -----------------------------------------------------------------------------------------------


def test_the_file_holds_what_is_still_ahead_and_the_words_for_the_day() -> None:
    values = chosen(bank="2026-11-16", market="2026-09-29", broadband="2026-11-21T10:31") | {"promises": json.dumps([PROMISE])}
    (effect,) = step(hydrated(values), {"type": "calendar"})[1]
    assert (effect["type"], effect["name"]) == ("download", "说清楚-期限.ics")
    events = {str(e["SUMMARY"]): e for e in parse(effect["text"]).walk("VEVENT")}
    assert list(events) == ["宽带故障修复：最后一天", "银行处理投诉：最后一天", "对方答应：回电答复（客服0168）"]
    bank = events["银行处理投诉：最后一天"]
    assert bank["DTSTART"].dt == date(2026, 12, 1) and bank["DTSTAMP"].dt.isoformat() == "2026-11-22T02:31:00+00:00"
    assert "受理编号是【受理编号】。" in bank["DESCRIPTION"] and "收处理决定" in bank["DESCRIPTION"]
    assert "《银行业保险业消费投诉处理管理办法》第1条" in bank["DESCRIPTION"]
    repair = events["宽带故障修复：最后一天"]
    assert repair["DTSTART"].dt.replace(tzinfo=None) == datetime(2026, 11, 23, 10, 31)
    assert repair["DTSTART"].dt.utcoffset() == timedelta(hours=8)


def test_one_day_can_be_taken_alone_and_the_same_day_has_the_same_name() -> None:
    state = hydrated(chosen(bank="2026-11-16", return_notice="2026-11-20"))
    (one,), (again,) = step(state, {"type": "calendar", "arg": "bank"})[1], step(state, {"type": "calendar", "arg": "bank"})[1]
    assert one == again
    assert one["text"].count("BEGIN:VEVENT") == 1


def test_nothing_ahead_is_said() -> None:
    assert step(hydrated(chosen(bank="2026-01-05")), {"type": "calendar"})[1] == [{"type": "announce", "text": labels.NOTHING_AHEAD}]


# The form ----------------------------------------------------------------------------------------------------------------


def test_the_blank_form_asks_every_question_and_has_a_line_for_every_day() -> None:
    html = view(init(REAL), REAL)
    for row in REAL["rows"]:
        assert f'name="deadline.{row["id"]}"' in html
        assert row["start"] in html
    assert html.count('class="deadline-paper"') == len(REAL["rows"])


def test_the_rows_of_the_chosen_situation_come_first() -> None:
    for state, props in ((hydrated({"deadline-scene": "refund"}), PROPS), (init(PROPS), PROPS | {"scene": "refund"})):
        html = view(state, props)
        mine = html[html.index('id="demo-mine"') : html.index("</section>")]
        assert re.findall(r'class="deadline" id="demo-row-([a-z-]+)"', mine) == ["return-notice", "market"]
        assert html.count('id="demo-row-return-notice"') == 1
    assert 'id="demo-mine"' not in view(hydrated({"deadline-scene": ""}), PROPS | {"scene": "refund"})


def test_facts_of_the_case_are_shared_and_drafts_are_not() -> None:
    html = view(init(REAL), REAL)
    tags = re.findall(r"<input[^>]*>", html)
    shared = {re.search(r'name="([^"]+)"', tag)[1] for tag in tags if " data-shared" in tag}  # type: ignore[index]
    assert {"received_date", "served_date", "promises", "deadlines", "ticket", "deadline.bank-complaint"} <= shared
    assert not {"promise-what", "promise-by", "promise-who", "deadline-scene"} & shared
    keys = {field.key for field in SITE.fields.values()}
    assert all(name in keys or name in ("promises", "deadlines") or name.startswith("deadline") for name in shared)


def test_a_promise_marked_with_an_unknown_word_stays_open_and_in_the_calendar() -> None:
    state = hydrated({"promises": json.dumps([{"what": "退款", "by": "2026-12-01", "kept": "maybe"}])})
    assert [p.kept for p in promises(state.values)] == [""]
    assert step(state, {"type": "calendar"})[1][0]["type"] == "download"
