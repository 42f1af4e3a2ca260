"""The call: one line at a time, what was said and heard with its time, and a confirmation that invents nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_widgets import call, records, runtime, script
from py_widgets.call import texts
from py_widgets.call.cards import READ_BACK, Card, deck
from py_widgets.call.examples import EARLIER, EXAMPLES, FILLED, NO_SCRIPT, PROPS, TALK, at, put
from py_widgets.call.journal import last_call
from py_widgets.call.state import State
from py_widgets.labels import call as labels
from py_widgets.sentences.compose import compose
from py_widgets.sentences.samples import FACTS, FIELDS
from py_widgets.widget import Effect, Example, Msg, Props, Values

from .html import assert_well_formed

TODAY = "2026-11-21"


def caller(values: Values | None = None, *msgs: Msg, props: Props = PROPS, today: str = TODAY) -> State:
    """Return the state of a reader who filled in `values`, then did `msgs`."""
    state = call.init(props)
    for msg in ({"type": "hydrate", "values": values or {}}, *msgs):
        state, _ = call.update(props, state, {**msg, "today": today})
    return state


def send(state: State, msg: Msg, props: Props = PROPS, today: str = TODAY) -> tuple[State, list[Effect]]:
    return call.update(props, state, {**msg, "today": today})


def top(state: State, props: Props = PROPS) -> Card:
    found = deck(props, state).top(state)
    assert found
    return found


def line(state: State) -> str:
    """Return the line on the card."""
    sentence = top(state).sentence
    return sentence.text if sentence else ""


def log(state: State) -> list[tuple[str, str]]:
    """Return this call's entries: time and words."""
    return [(entry.time, entry.said) for entry in last_call(PROPS, state).entries]


def confirmation(state: State, props: Props = PROPS) -> texts.Confirmation:
    return texts.confirmation(props, state, deck(props, state), last_call(props, state))


def everything(state: State, props: Props = PROPS) -> str:
    told = confirmation(state, props)
    return "\n".join((told.sms, *told.chat, told.subject, told.mail))


# -- the cards


def test_the_lines_are_the_scripts() -> None:
    """The same answers give the same sentences here and in the script, optional ones included."""
    values = {**FILLED, "line.m4q7": True, "line.k2p9": False}
    state = caller(values)
    [phone] = compose({**PROPS, "channels": PROPS["channels"]}, script.State(values=values, today=TODAY)).channels
    said = [s.text for part in phone.parts if not part.reply for s in part.ready]
    assert [c.sentence.text for c in deck(PROPS, state).way if c.sentence] == said
    assert "分24期还，我每月都能还上。" in said
    assert not any("手头有" in text for text in said)


def test_it_begins_with_the_first_line_and_counts() -> None:
    state = caller(FILLED)
    assert line(state) == "您好，我是张三，卡号后四位1234。"
    assert (top(state).stage, top(state).n, top(state).total) == ("开场", 1, 10)
    assert "开场，1/10" in call.view(PROPS, state)


def test_a_line_that_lacks_a_fact_is_no_card_and_is_counted() -> None:
    found = deck(PROPS, caller({}))
    assert [c.sentence.text for c in found.way if c.sentence] == [
        "我想谈还款安排。", "您请说，我记一下。", "请给我一个受理编号。", "谢谢您，我都记下来了。",
    ]  # fmt: skip
    assert found.withheld == 5
    assert labels.WITHHELD.format(n=5) in call.view(PROPS, caller({}))


def test_before_the_call_leafing_through_writes_nothing_down() -> None:
    state = caller(FILLED, at(0, "skip"), at(0, "skip"), at(0, "say"), at(0, "heard", arg="6"), at(0, "previous"))
    assert records.LOG not in state.values
    assert line(state) == "我欠38000元，2026年8月21日到期。"


def test_next_is_said_and_the_time_is_the_messages() -> None:
    state = caller(FILLED, at(0, "start"), at(1, "say"), at(3, "say"))
    assert log(state) == [("10:30", "电话接通"), ("10:31", "我说：您好，我是张三，卡号后四位1234。"), ("10:33", "我说：我想谈还款安排。")]
    assert top(state).stage == "说明"


def test_a_line_not_said_is_not_in_the_log() -> None:
    state = caller(FILLED, at(0, "start"), at(1, "skip"), at(2, "say"))
    assert [said for _, said in log(state)] == ["电话接通", "我说：我想谈还款安排。"]


def test_what_is_heard_gives_its_answers_and_comes_back() -> None:
    state = caller(FILLED, at(0, "start"), at(1, "say"), at(2, "heard", arg="6"))
    assert line(state) == "请您登记：把欠款分24期还清。"
    assert "对方说“系统不支持”" in call.view(PROPS, state)
    state, _ = send(state, at(3, "say"))
    state, _ = send(state, at(4, "say"))
    assert line(state) == "我想谈还款安排。"
    assert log(state)[2] == ("10:32", "对方说：“系统不支持”")


def test_something_else_heard_in_between_still_comes_back_to_the_line() -> None:
    state = caller(FILLED, at(0, "start"), at(1, "say"), at(2, "heard", arg="6"), at(3, "heard", arg="7"))
    assert line(state) == "请在2026年11月30日前回电。"
    assert line(send(state, at(4, "say"))[0]) == line(send(state, at(4, "return"))[0]) == "我想谈还款安排。"


def test_a_reply_whose_answer_lacks_a_fact_is_written_down_all_the_same() -> None:
    state, effects = send(caller({}, at(0, "start")), at(1, "heard", arg="7"))
    assert log(state)[-1] == ("10:31", "对方说：“改天再打来”")
    assert line(state) == "我想谈还款安排。"
    assert {"type": "announce", "text": labels.NO_ANSWER} in effects


def test_a_stage_can_be_gone_to() -> None:
    state, _ = send(caller(FILLED, at(0, "start")), {"type": "go", "arg": deck(PROPS, caller(FILLED)).stages["收尾"]})
    assert line(state) == "请给我一个受理编号。"
    assert send(state, {"type": "go", "arg": "phone.99.99"})[0] == state


def test_a_fact_that_changes_in_the_call_loses_the_place_to_nothing() -> None:
    state = caller(FILLED, at(0, "start"), at(1, "say"), at(1, "say"), put("amount_due", ""))
    assert line(state) == "到今天逾期92天。"


@given(st.lists(st.sampled_from(["say", "skip", "previous", "return", "heard", "go", "start", "end", "undo"]), max_size=30), st.data())
def test_there_is_always_a_card_and_the_log_only_holds_what_was_tapped(kinds: list[str], data: st.DataObject) -> None:
    state = caller(FILLED)
    for n, kind in enumerate(kinds):
        arg = {"heard": st.sampled_from(["6", "7"]), "go": st.sampled_from(list(deck(PROPS, state).stages.values()))}.get(kind, st.none())
        before, card = log(state), top(state)
        state, _ = send(state, at(n % 30, kind, arg=data.draw(arg)))
        assert top(state).id
        new = [row for row in log(state) if row not in before]
        if kind == "say" and new:
            assert new[0][1] == labels.ME + (card.sentence.text if card.sentence else "")
        elif kind in ("skip", "previous", "return", "go"):
            assert log(state) == before
    assert_well_formed(call.view(PROPS, state))


# -- what is written down


def test_what_the_call_brings_does_not_change_the_lines_still_to_be_said() -> None:
    """“上次接待的工号” is the last contact's until this call is over."""
    state = caller({**FILLED, **EARLIER}, at(0, "start"), put("now.agent_no", "0168"), put("now.promised", "回电"))
    assert {key: state.values[key] for key in EARLIER} == EARLIER


def test_the_first_contact_becomes_the_cases_facts_when_it_is_over() -> None:
    values = caller(FILLED, *TALK).values
    assert values["last_contact_date"] == TODAY
    assert values["agent_no"] == "0168"
    assert (values["promised"], values["promised_date"]) == ("把申请转给还款中心", "2026-11-28")


def test_an_earlier_contact_stays_until_the_reader_says_so() -> None:
    state = caller({**FILLED, **EARLIER}, *TALK)
    assert {key: state.values[key] for key in EARLIER} == EARLIER
    state, _ = send(state, {"type": "adopt"})
    now = {"last_contact_date": TODAY, "agent_no": "0168", "promised": "把申请转给还款中心", "promised_date": "2026-11-28"}
    assert {key: state.values[key] for key in EARLIER} == now | {"ticket": "SL-1"}
    state, _ = send(state, {"type": "undo"})
    assert {key: state.values[key] for key in EARLIER} == EARLIER


def test_a_promise_stands_in_the_log_and_among_the_promises() -> None:
    state = caller(FILLED, *TALK)
    assert ("10:37", "对方答应：把申请转给还款中心") in log(state)
    row = {"what": "把申请转给还款中心", "by": "2026-11-28", "who": "小陈 0168", "made": TODAY, "kept": ""}
    assert json.loads(str(state.values[records.PROMISES])) == [row]


def test_a_promise_typed_but_not_entered_is_entered_when_hanging_up() -> None:
    state = caller(FILLED, at(0, "start"), put("now.promised", "回电"), put("now.heard", "要等"), at(5, "end"))
    assert [said for _, said in log(state)] == ["电话接通", "对方说：要等", "对方答应：回电", "挂断"]
    assert json.loads(str(state.values[records.PROMISES]))[0]["by"] == ""


def test_the_number_that_comes_last_stands_in_every_entry() -> None:
    rows = json.loads(str(caller(FILLED, *TALK).values[records.LOG]))
    assert {(row["who"], row["staff"]) for row in rows} == {("小陈", "0168")}


def test_the_rows_of_others_are_left_alone() -> None:
    others = [{"at": "2026-11-20T09:00", "kind": "chat", "said": "别处记的"}, 7, None, {"line": "other-call:start"}]
    state = caller({**FILLED, records.LOG: json.dumps(others)}, *TALK, {"type": "remove", "arg": "0"})
    assert json.loads(str(state.values[records.LOG]))[:4] == others


def test_a_log_that_cannot_be_read_is_kept() -> None:
    state = caller({records.LOG: "{坏了"}, at(0, "start"))
    assert json.loads(str(state.values[records.LOG]))[0] == {"said": "{坏了"}


def test_an_entry_is_corrected_and_a_promise_with_it() -> None:
    state = caller(FILLED, *TALK)
    n = next(i for i, entry in enumerate(last_call(PROPS, state).spoken) if entry.what.startswith("promise"))
    state, effects = send(state, {"type": "fix", "arg": str(n)})
    assert effects == [{"type": "focus", "name": "fix"}]
    state, _ = send(state, put("fix", "对方答应：把申请转给信用卡中心"))
    state, _ = send(state, {"type": "fixed"})
    assert json.loads(str(state.values[records.PROMISES]))[0]["what"] == "把申请转给信用卡中心"
    assert "贵方答应：把申请转给信用卡中心，2026年11月28日前办到。" in confirmation(state).chat
    assert 'name="fix"' not in call.view(PROPS, state)


def test_an_entry_is_removed_and_comes_back() -> None:
    before = caller(FILLED, *TALK)
    n = next(i for i, entry in enumerate(last_call(PROPS, before).spoken) if entry.what.startswith("promise"))
    state, _ = send(before, {"type": "remove", "arg": str(n)})
    assert not any(said.startswith(labels.THEY_PROMISE) for _, said in log(state))
    assert records.read(records.PROMISES, state.values.get(records.PROMISES)) == []
    state, _ = send(state, {"type": "undo"})
    assert state.values == before.values


def test_every_step_can_be_taken_back() -> None:
    state = caller(FILLED, at(0, "start"), at(1, "say"))
    again, _ = send(send(state, at(2, "heard", arg="6"))[0], {"type": "undo"})
    assert (again.values, again.at, again.back) == (state.values, state.at, state.back)
    over, effects = send(send(state, at(2, "end"))[0], {"type": "undo"})
    assert last_call(PROPS, over).is_on
    assert {"type": "wake-lock", "on": True} in effects


def test_a_second_call_begins_with_nothing_written_down() -> None:
    state = caller(FILLED, *TALK, at(20, "start"))
    assert not any(name.startswith("now.") for name in state.values)
    assert log(state) == [("10:50", "电话接通")]
    assert line(state) == "您好，我是张三，卡号后四位1234。"


# -- reload, screen lock


def test_a_reload_in_the_call_comes_back_to_the_same_line() -> None:
    state = caller(FILLED, *TALK[:6])
    kept = json.loads(json.dumps(runtime.dump_state(call, state)))  # type: ignore[arg-type]
    kept.pop("undo")
    again = runtime.load_state(call, kept)  # type: ignore[arg-type]
    again, effects = send(again, {"type": "hydrate", "values": state.values, "now": "2026-11-21T10:40"})
    assert top(again).id == top(state).id == "phone.6.1"
    assert log(again) == log(state)
    assert effects == [{"type": "wake-lock", "on": True}]


def test_a_call_of_yesterday_keeps_no_screen_awake() -> None:
    state = caller(FILLED, *TALK[:6])
    assert send(state, {"type": "hydrate", "values": state.values}, today="2026-11-22")[1] == []


def test_the_screen_stays_on_from_the_start_to_the_end() -> None:
    state, effects = send(caller(FILLED), at(0, "start"))
    assert {"type": "wake-lock", "on": True} in effects
    assert {"type": "wake-lock", "on": False} in send(state, at(1, "end"))[1]


# -- reading back


def test_it_reads_back_what_was_written_down_and_says_what_is_open() -> None:
    state = caller(FILLED, at(0, "start"), put("now.agent_no", "0168"), put("now.promised", "回电。"), {"type": "go", "arg": READ_BACK})
    assert texts.read_back(state, last_call(PROPS, state)) == "我复述一遍，您听对不对。您的工号是0168。您答应：回电，日期还没有说。"
    assert labels.BACK_MISSING.format(names="受理编号、办到的日期") in call.view(PROPS, state)


def test_with_nothing_written_down_nothing_is_read_back() -> None:
    state = caller(FILLED, at(0, "start"), {"type": "go", "arg": READ_BACK})
    after, effects = send(state, at(1, "say"))
    assert log(after) == log(state)
    assert effects == [{"type": "announce", "text": labels.BACK_EMPTY}]


# -- the confirmation


def test_the_confirmation_says_what_was_said_heard_and_promised() -> None:
    told = confirmation(caller(FILLED, *TALK))
    assert told.chat == (
        "您好，我是张三，把刚才通话的内容发来核对。",
        "通话时间：2026年11月21日10:31到10:40。",
        "接听的客服：小陈，工号0168。",
        "对方未提供受理编号。",
        "我提出：我要求贵行在15日内书面答复我。",
        "贵方答复：“系统不支持”。",
        "贵方答复：“一般3天有结果”。",
        "贵方答应：把申请转给还款中心，2026年11月28日前办到。",
        "以上如有误，请指正。",
    )
    assert told.subject == "请确认2026年11月21日的通话内容"
    assert "联系方式" not in told.sms and "13800138000" not in told.sms
    for part in (told.sms, told.mail):
        assert "把申请转给还款中心，2026年11月28日前办到" in part


@pytest.mark.parametrize(
    ("reason", "said"), [("refused", "对方未提供工号。"), ("unheard", "工号没有听清，请补上。"), ("", "工号没有记下，请补上。")]
)
def test_a_staff_number_that_is_missing_is_said_to_be(reason: str, said: str) -> None:
    state = caller({}, at(0, "start"), put("now.agent_no.not", reason), at(1, "end"))
    told = confirmation(state)
    assert said in told.sms and said in told.chat and said in told.mail


def test_a_number_that_came_after_all_counts() -> None:
    state = caller({}, at(0, "start"), put("now.agent_no.not", "refused"), put("now.agent_no", "0168"), at(1, "end"))
    assert "对方未提供工号" not in everything(state)
    assert "0168" in everything(state)


def test_a_promise_without_a_day_says_why() -> None:
    msgs = [at(0, "start"), put("now.promised", "回电"), put("now.promised_date.not", "refused"), at(1, "promise"), at(2, "end")]
    assert "贵方答应：回电；对方未提供办到的日期。" in everything(caller({}, *msgs))


def test_no_promise_is_said_only_when_the_reader_said_so() -> None:
    assert labels.NO_PROMISES not in everything(caller({}, at(0, "start"), at(1, "end")))
    assert labels.NO_PROMISES in everything(caller({}, at(0, "start"), put("now.promised.not", "refused"), at(1, "end")))


def test_every_message_of_the_chat_is_short() -> None:
    assert all(len(text) <= 60 for text in confirmation(caller(FILLED, *TALK)).chat)


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
notes = st.dictionaries(st.sampled_from(["now.who", "now.agent_no", "now.ticket", "now.promised", "now.heard"]), words)


@given(notes, st.lists(st.sampled_from(["say", "skip", "heard"]), max_size=12), st.dates().map(str) | st.just(""), st.booleans())
def test_no_number_stands_in_the_confirmation_that_nobody_gave(written: dict[str, str], kinds: list[str], by: str, filled: bool) -> None:
    """Every digit run comes from a fact, a line that was tapped, what was written down, or the time of the call."""
    values = FILLED if filled else {}
    msgs = [put(name, text) for name, text in written.items()]
    state = caller(values, at(0, "start"), *(at(1, kind, arg="6") for kind in kinds), *msgs, put("now.promised_date", by), at(9, "end"))
    rows = json.loads(str(state.values[records.LOG]))
    given_ = " ".join([*map(str, written.values()), *map(str, values.values()), by, *(row["said"] for row in rows)])
    known = {number.lstrip("0") for number in re.findall(r"[0-9]+", given_)} | {"2026", "11", "21", "10", "30", "39"}
    for number in re.findall(r"[0-9]+", everything(state)):
        assert number.lstrip("0") in known | {""}, (number, everything(state))


@given(notes)
def test_only_what_was_tapped_and_filled_stands_there(written: dict[str, str]) -> None:
    state = caller(FILLED, at(0, "start"), *(put(name, text) for name, text in written.items()), at(9, "end"))
    told = everything(state)
    assert "我提出" not in told
    assert "系统不支持" not in told or "系统不支持" in " ".join(written.values())


# -- the view


def play(example: Example) -> State:
    return caller(example.values, *example.msgs, props=example.props, today=example.today)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.say)
def test_every_fact_of_the_lines_has_its_hidden_control_once(example: Example) -> None:
    html = call.view(example.props, play(example))
    for field in example.props["fields"]:
        if field["type"] not in ("computed", "multi"):
            assert len(re.findall(rf'name="{field["key"]}"[^>]*data-shared', html)) == 1, field["key"]
    for name in (records.LOG, records.PROMISES):
        assert html.count(f'name="{name}"') == 1


def test_the_current_line_is_live_and_alone() -> None:
    html = call.view(PROPS, caller(FILLED, at(0, "start")))
    assert re.findall(r'aria-live="polite"[^>]*>([^<]*)<', html) == ["您好，我是张三，卡号后四位1234。"]


def test_paper_comes_without_python() -> None:
    html = call.view(NO_SCRIPT, call.init(NO_SCRIPT))
    assert labels.NO_SCRIPT in html
    for label in (*labels.PAPER_HEAD, *labels.PAPER_CALL, labels.STAFF, labels.TICKET, labels.PROMISED, labels.BY):
        assert label in html


def test_a_law_in_doubt_is_not_named_on_the_card() -> None:
    old = {**PROPS, "facts": {i: fact | {"review": "2026-11-20"} for i, fact in FACTS.items()}}
    msgs = (at(0, "heard", arg="6"), at(0, "skip"))
    assert "第18条" in call.view(PROPS, caller(FILLED, *msgs))
    html = call.view(old, caller(FILLED, *msgs, props=old))
    assert "第18条" not in html
    assert "只是请求" in html


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
lines = st.sampled_from(["demo-call:start", "demo-call:x", "demo-call:phone.6", "demo-call:promise:x"])
row = st.fixed_dictionaries({}, optional={"at": json_values, "said": json_values, "line": lines | json_values})


@given(st.lists(row | json_values, max_size=5), st.lists(st.tuples(st.text(max_size=8), json_values), max_size=3), st.data())
def test_any_log_and_any_message_is_survived(rows: list[Any], pairs: list[tuple[str, Any]], data: st.DataObject) -> None:
    state = caller({**FILLED, records.LOG: json.dumps(rows), records.PROMISES: json.dumps(rows)})
    kinds = ["start", "say", "skip", "previous", "go", "return", "heard", "note", "promise", "end", "adopt", "fix", "fixed", "remove"]
    for _ in range(4):
        msg = {"type": data.draw(st.sampled_from([*kinds, "undo", "input", "hydrate", "download"])), "now": data.draw(json_values)}
        msg |= {"arg": data.draw(st.sampled_from(["0", "1", "6", "99"]) | json_values), "name": data.draw(st.sampled_from(["fix", "log"]))}
        msg |= {"value": data.draw(st.text(max_size=9) | st.booleans()), "values": {**state.values, **dict(pairs)}}
        state, _ = send(state, msg)
        assert_well_formed(call.view(PROPS, state))


def test_the_sheet_of_a_page_without_fields_asks_for_none() -> None:
    assert not any(f'name="{field["key"]}"' in call.view(NO_SCRIPT, State()) for field in FIELDS)


def test_emptying_a_promise_to_write_it_anew_keeps_it_among_the_promises() -> None:
    state = caller(
        {}, {"type": "start"}, {"type": "input", "name": "now.promised", "value": "回电"},
        {"type": "input", "name": "now.promised_date", "value": "2026-11-25"}, {"type": "promise"}, {"type": "fix", "arg": "0"},
        {"type": "input", "name": "fix", "value": ""}, {"type": "input", "name": "fix", "value": "对方答应：三天内回电"}, {"type": "fixed"},
    )  # fmt: skip
    (row,) = records.read(records.PROMISES, state.values[records.PROMISES])
    assert (row["what"], row["by"]) == ("三天内回电", "2026-11-25")


def test_a_log_whose_time_is_no_time_puts_none_into_the_confirmation() -> None:
    rows = [{"line": f"{PROPS['id']}:start", "at": "9999-99-99Tab:cd"}, {"line": f"{PROPS['id']}:end", "at": "2026-11-21Tzz:99"}]
    state = caller({records.LOG: records.write(rows)})
    told = texts.confirmation(PROPS, state, deck(PROPS, state), last_call(PROPS, state))
    for said in (told.sms, "".join(told.chat), told.mail, told.subject):
        assert not re.search("ab:|zz:|通话时间：。|^通话。|。通话。|确认的", said), said
