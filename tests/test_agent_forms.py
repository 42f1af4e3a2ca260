"""The promise card, the compensation sheet, and the cards that are plain scripts: what they write, to the letter."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_widgets import compensation, forms, promise, records
from py_widgets.compensation import row, sheet
from py_widgets.script import text as texts
from py_widgets.script.state import State as ScriptState
from py_widgets.sentences.compose import compose
from py_widgets.sentences.samples import FIELDS, channel, line

from .ics import parse

TODAY = "2026-11-22"


def play(widget: Any, values: dict[str, Any], *msgs: dict[str, Any]) -> tuple[Any, list[dict[str, Any]]]:
    """Return the state and the last effects after hydration and these messages."""
    state, effects = widget.update(widget.PROPS, widget.init(widget.PROPS), {"type": "hydrate", "values": values, "today": TODAY})
    for msg in msgs:
        state, effects = widget.update(widget.PROPS, state, {"today": TODAY, **msg})
    return state, effects


# -- the promise card ---------------------------------------------------------------------------------------------------


def test_the_message_of_a_full_card() -> None:
    assert promise.message(promise.FILLED) == (
        "王女士您好。我是客服小陈。您的事，编号TS-8。答应您的是：退回安装费200元。财务小李来办。最晚2026年11月25日办完。"
        "出了变化：我11月25日12点前打给您。2026年11月24日我再联系您，有没有办完都联系。这之前有事，打400-000-0000转12。"
    )


def test_a_blank_leaves_its_sentence_out_and_no_promise_no_message() -> None:
    assert promise.message({"promise.what": "回电", "promise.by": "2026-02-30"}) == "答应您的是：回电。"
    assert promise.message({"customer": "王女士", "promise.by": "2026-11-25"}) == ""


def test_keeping_adds_one_row_and_leaves_the_others() -> None:
    before = '[{"what":"回电","by":"2026-11-20"},"foreign"]'
    state, _ = play(promise, promise.FILLED | {records.PROMISES: before}, {"type": "keep"})
    rows = json.loads(state.values[records.PROMISES])
    assert rows[:2] == json.loads(before)
    assert rows[2] == {"what": "退回安装费200元", "by": "2026-11-25", "who": "财务小李", "made": TODAY, "kept": ""}
    again, _ = play(promise, state.values, {"type": "keep"})
    assert again.values == state.values


def test_a_promise_without_a_day_is_not_kept() -> None:
    state, effects = play(promise, {"promise.what": "回电"}, {"type": "keep"})
    assert records.PROMISES not in state.values
    assert effects[0]["type"] == "announce"


def test_marking_says_whether_it_was_kept_and_can_be_undone() -> None:
    kept, _ = play(promise, promise.FILLED, {"type": "keep"}, {"type": "mark", "arg": "0:yes"})
    assert json.loads(kept.values[records.PROMISES])[0]["kept"] == "yes"
    back, _ = promise.update(promise.PROPS, kept, {"type": "undo"})
    assert json.loads(back.values[records.PROMISES])[0]["kept"] == ""
    for arg in ("7:yes", "0:maybe", "x", None, "-1:yes"):
        assert promise.update(promise.PROPS, kept, {"type": "mark", "arg": arg})[0] == kept


def test_what_cannot_be_read_is_not_lost() -> None:
    state, _ = play(promise, promise.FILLED | {records.PROMISES: "}{"}, {"type": "keep"})
    assert "}{" in state.values[records.PROMISES]


def test_the_calendar_file_is_read_back() -> None:
    _, effects = play(promise, promise.FILLED, {"type": "ics", "now": "2026-11-22T10:31"})
    assert effects[0]["type"] == "download"
    found = parse(effects[0]["text"]).walk("VEVENT")
    assert [(str(e["summary"]), e["dtstart"].dt.isoformat()) for e in found] == [
        ("联系用户：退回安装费200元", "2026-11-24"),
        ("承诺到期：退回安装费200元", "2026-11-25"),
    ]
    assert str(found[0]["description"]) == promise.message(promise.FILLED)
    assert len({str(e["uid"]) for e in found}) == 2


def test_no_day_no_file() -> None:
    assert play(promise, {"promise.what": "回电"}, {"type": "ics"})[1][0]["type"] == "announce"


def test_the_reply_is_taken_over_only_when_asked() -> None:
    facts = {"decision": "改约周六上门", "done_by": "2026-11-28"}
    assert promise.message(play(promise, facts)[0].values) == ""
    taken, _ = play(promise, facts, {"type": "take"})
    assert (taken.values["promise.what"], taken.values["promise.by"]) == ("改约周六上门", "2026-11-28")


def test_the_next_card_keeps_the_facts_of_the_case() -> None:
    state, _ = play(promise, promise.FILLED, {"type": "clear"})
    assert set(state.values) == {"customer", "staff_name", "staff_phone", "work_order", "next_contact"}
    assert promise.update(promise.PROPS, state, {"type": "undo"})[0].values == promise.FILLED


# -- the compensation sheet ---------------------------------------------------------------------------------------------


def test_the_example_of_the_handbook_for_the_user() -> None:
    assert sheet.message(compensation.INSTALL).split("\n") == [
        "王女士您好。",
        "因为这件事您多花的，我们赔：",
        "1. 两次打车回家等120元，因为两次派单都漏了单元号。",
        "2. 请假1天扣工资260元，因为约了整天的时段，没有人来。",
        "3. 安装费200元，因为服务承诺写明误约退安装费。",
        "这几项一共580元。",
        "另外，为耽误您道歉，我们加上：",
        "1. 保修多保半年。",
        "能赔的，最晚2026年11月25日办完。",
        "这几项不能赔，理由写在后面：",
        "1. 精神损失5200元，没有约定，也没有凭据。",
        "您不同意的话，还可以：请消协调解，或起诉。",
        "有事打400-000-0000转12。",
    ]


def test_the_example_of_the_handbook_for_the_record() -> None:
    assert sheet.record(compensation.INSTALL).split("\n") == [
        "补偿工作表，编号TS-8。",
        "损失：",
        "1. 两次打车回家等120元；凭据：行程单2张；理由：两次派单都漏了单元号；在权限内。",
        "2. 请假1天扣工资260元；凭据：考勤和工资条；理由：约了整天的时段，没有人来；已批（当班主管，11月22日）。",
        "3. 安装费200元；凭据：收据；理由：服务承诺写明误约退安装费；在权限内。",
        "损失小计580元。",
        "善意：",
        "1. 保修多保半年；没有凭据；理由：白等两天；已批（主管）。",
        "不属于我们：",
        "1. 精神损失5200元；没有凭据；理由：没有约定，也没有凭据。",
        "不属于我们小计5200元。",
    ]


@pytest.mark.parametrize(
    "values",
    [
        row(1, "误工", "300", "工资条", "loss", "约了没到"),  # nobody said who decides
        row(1, "误工", "300", "工资条", "loss", "", "own"),  # no reason
        row(1, "误工", "三百", "工资条", "loss", "约了没到", "own"),  # no amount
        row(1, "误工", "300", "工资条", "", "约了没到", "own"),  # no class
        row(1, "误工", "300", "", "not_ours", ""),  # refused without a reason
    ],
)
def test_what_is_not_settled_is_not_told_to_the_user(values: dict[str, Any]) -> None:
    assert sheet.message(values) == ""
    assert sheet.remedy(values) == ""
    assert list(sheet.cautions(compensation.State(values)))


def test_what_has_to_be_asked_is_said_to_be_open() -> None:
    values = row(1, "误工", "300", "工资条", "loss", "约了没到", "wanted") | {"next_contact": "2026-11-24", "done_by": "2026-11-25"}
    assert sheet.message(values).split("\n") == ["这几项要请示，我现在定不了：", "1. 误工300元。", "2026年11月24日前，有没有批都告诉您。"]


def test_writing_into_the_reply_can_be_undone() -> None:
    state, _ = play(compensation, compensation.INSTALL | {"remedy": "旧的"}, {"type": "use"})
    assert state.values["remedy"] == "两次打车回家等120元、请假1天扣工资260元、安装费200元、保修多保半年"
    assert compensation.update(compensation.PROPS, state, {"type": "undo"})[0].values["remedy"] == "旧的"


def test_emptying_one_row_leaves_the_others() -> None:
    state, _ = play(compensation, compensation.INSTALL, {"type": "empty", "arg": "5"})
    assert [r.number for r in sheet.rows(state.values)] == [1, 2, 3, 4]
    assert "精神损失" not in sheet.message(state.values)
    for arg in ("99", "", None, "1.item"):
        assert compensation.update(compensation.PROPS, state, {"type": "empty", "arg": arg})[0].values == state.values


AMOUNTS = st.lists(st.integers(0, 10**9).map(lambda fen: Decimal(fen) / 100), min_size=1, max_size=12)


@given(AMOUNTS, st.lists(st.sampled_from(["loss", "goodwill", "not_ours"]), min_size=12, max_size=12))
def test_sums_are_exact_and_every_number_was_entered_or_is_a_sum(amounts: list[Decimal], kinds: list[str]) -> None:
    values: dict[str, Any] = {}
    for n, (amount, kind) in enumerate(zip(amounts, kinds, strict=False), 1):
        values |= row(n, "样", f"{amount:f}", "票", kind, "因", "own")
    found = sheet.rows(values)
    assert sheet.total(found) == sum(amounts)
    assert sum(sheet.total(sheet.of(found, kind)) for kind in sheet.NAMES) == sum(amounts)
    told = sheet.message(values)
    for part in found:
        assert part.what in told


def test_the_form_grows_by_one_row_to_its_end() -> None:
    assert sheet.shown({}) == sheet.FEWEST
    assert sheet.shown(row(4, "样")) == 5
    assert sheet.shown(row(12, "样")) == sheet.MOST


# -- what all small forms share -----------------------------------------------------------------------------------------


@given(st.dictionaries(st.text(max_size=4) | st.sampled_from(["a", "b"]), st.text(max_size=4) | st.booleans() | st.none() | st.integers()))
def test_only_known_values_of_the_right_type_are_taken(values: dict[str, Any]) -> None:
    found = forms.known({"a": str, "b": bool}, values)
    assert all(value and type(value) is {"a": str, "b": bool}[name] for name, value in found.items())


def test_an_undo_gives_back_only_what_was_taken() -> None:
    types = {"a": str, "b": str}
    state, _ = forms.change(types, forms.State({"a": "1", "b": "2"}), {"a": "9"}, "")
    state, _, done = forms.begin(types, state, {"type": "undo"})
    assert (state.values, done, state.undo) == ({"a": "1", "b": "2"}, True, {})


# -- a record: a script that is read by one's own people ----------------------------------------------------------------


def test_a_record_has_a_line_a_sentence_under_its_headings() -> None:
    made = channel(
        "record", "记录", {"要定的": [line("要您定：【诉求】。"), line("最晚【答复日期】定下来。")], "谁的": [line("找【姓名】。")]}
    )
    props = {"fields": FIELDS, "channels": [made], "facts": {}}
    state = ScriptState({"ask": "批路费120元", "full_name": "小陈"})
    assert texts.produced(compose(props, state).channels[0]) == "要定的：\n要您定：批路费120元。\n\n谁的：\n找小陈。"


def test_a_promise_of_another_tool_brings_no_direction_marks_onto_the_page() -> None:
    foreign = records.write([{"what": "退款\u202e200\u2066元", "who": "小李\u202e", "by": "2026-11-25", "kept": ""}])
    state, _ = play(promise, {records.PROMISES: foreign})
    listed = str(promise._promises(state.values))
    assert "退款200元" in listed
    assert "\u202e" not in listed
