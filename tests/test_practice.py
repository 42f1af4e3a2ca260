"""Practice: the same answers give the same result, good lines of the library score, and nobody is mocked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks import data
from py_widgets import practice
from py_widgets.labels import practice as labels
from py_widgets.practice import rules
from py_widgets.practice.examples import AGENT, FACTS_OF_CASE, PROPS, ROUND, WORDING, put, send, write
from py_widgets.practice.play import Game, quote, turns
from py_widgets.practice.state import State
from py_widgets.sentences.samples import FACTS
from py_widgets.widget import Effect, Msg, Props, Values

from .html import assert_well_formed

TODAY = "2026-11-21"
DOCS = Path(__file__).parent.parent / "docs"
SITE = data.load(DOCS / "_data")
WORDS = [data.word_props(word) for word in SITE.wording]
SECTION = re.compile(r"\[start:([\w-]+)\] -->\n(.*?)<!--", re.S)
PAGES = {
    labels.CALLER: ("talk/replies.md", "talk/replies-goods.md", "talk/replies-service.md", "tools/practice.md"),
    labels.AGENT: ("agents/lines.md", "agents/practice.md"),
}


def player(values: Values | None = None, *msgs: Msg, props: Props = PROPS, today: str = TODAY) -> State:
    """Return the state of a reader who filled in `values`, then did `msgs`."""
    state = practice.init(props)
    for msg in ({"type": "hydrate", "values": values or {}}, *msgs):
        state, _ = practice.update(props, state, {**msg, "today": today})
    return state


def step(state: State, msg: Msg, props: Props = PROPS) -> tuple[State, list[Effect]]:
    return practice.update(props, state, {**msg, "today": TODAY})


def html(state: State, props: Props = PROPS) -> str:
    return str(practice.view(props, state))


def judged(text: str, role: str = labels.CALLER, source: str = rules.OWN) -> rules.Verdict:
    return rules.judge(role, source, text, WORDING)


def library(role: str) -> list[tuple[str, str]]:
    """Return every line of the phrase pages of a role with its section, the blanks filled by their names' examples."""
    found = []
    for page in PAGES[role]:
        for name, body in SECTION.findall((DOCS / page).read_text(encoding="utf-8")):
            for line in re.findall(r"^- (.*)$", body, re.M):
                said = re.sub(r"（(有权要求|可以协商|只是请求)(\[\^\w+\])*）$|\[\^\w+\]", "", line)
                found.append((name, re.sub(r"【([^】]*)】", lambda m: SITE.fields[m[1]].example, said)))
    return found


# -- the rules


@pytest.mark.parametrize(("text", "has"), [
    ("请问您的工号是多少？", {"number"}),
    ("请在12月6日前答复我。", {"ask", "date"}),
    ("最晚哪一天发货？", {"date"}),
    ("我希望退款1299元。", {"ask"}),
    ("我复述一遍，您听对不对。", {"readback"}),
    ("我理解，您也在等仓库。", set()),
    ("请问卡在哪一步？", set()),
])  # fmt: skip
def test_what_a_caller_asks_for(text: str, has: set[str]) -> None:
    assert judged(text).has == has


@pytest.mark.parametrize(("text", "has"), [
    ("您先说，我不打断。", {"heard"}),
    ("最晚11月25日办完。", {"date"}),
    ("后天上午9点上门。", {"date"}),
    ("我们决定退回安装费200元。", {"decided"}),
    ("有事打内线8012找我。", {"contact"}),
    ("您念一遍给我听，好吗？", {"readback"}),
    ("这是公司规定。", set()),
])  # fmt: skip
def test_what_an_agent_gives(text: str, has: set[str]) -> None:
    assert rules.criteria(labels.AGENT, text) == has


def test_full_width_digits_are_digits() -> None:
    assert "date" in rules.criteria(labels.AGENT, "１１月２５日办完")


def test_points_are_for_calm_for_getting_on_and_for_plain_words() -> None:
    assert judged("请问哪天答复？").points == rules.FULL
    assert judged("我很生气。").points == 2  # nothing asked, nothing told
    assert judged("你们这些骗子。").points == 1
    assert judged("请尽快答复。").points == 2
    assert judged("你们是骗子，尽快处理，不然我就曝光，我说到做到，大家都来看看你们做的事情。").points == 0


def test_one_thing_to_change_and_the_gravest_first() -> None:
    assert judged("骗子，我要曝光，尽快。").change == labels.INSULT.format(word="骗子", instead="对方做了什么、哪天做的")
    assert judged("我要曝光，尽快。").change == labels.THREAT.format(word="曝光", instead="你要的结果和答复日期")
    assert judged("请尽快答复。").change == labels.VAGUE.format(word="尽快", instead="一个日期")
    long = "请" + "你们把这件事情的经过和结果还有以后怎么办都写下来发给我看"
    assert judged(long).change == labels.LONG.format(n=len(long))
    assert judged("我等着。").change == labels.IDLE[labels.CALLER]
    assert judged("请问哪天答复？").change == ""


def test_each_sentence_has_a_breath_of_its_own() -> None:
    assert judged("请问归哪个部门办，能不能帮我转过去？请问最晚哪一天有答复，由谁联系我？").points == rules.FULL


def test_danger_is_said_before_anything_else() -> None:
    verdict = judged("我不想活了")
    assert verdict.danger == "撑不住，现在就打12356"
    state = player({}, send("start"), *write("我不想活了"))
    shown = html(state)
    assert shown.index("现在就打12356") < shown.index(labels.POINTS.split("{")[0])


@pytest.mark.parametrize("role", PAGES)
def test_every_line_of_the_library_is_good(role: str) -> None:
    """All three points, nothing to change: the site does not contradict itself."""
    for name, text in library(role):
        verdict = rules.judge(role, rules.LINE, text, WORDS)
        assert (verdict.points, verdict.change, verdict.danger) == (rules.FULL, "", ""), f"{name}: {text}"
        assert verdict.well


@pytest.mark.parametrize("role", PAGES)
def test_every_section_of_the_library_has_a_line_that_meets_something(role: str) -> None:
    met: dict[str, set[str]] = {}
    for name, text in library(role):
        met.setdefault(name, set()).update(rules.criteria(role, text))
    assert [name for name, has in met.items() if not has] in ([], ["robot"], ["user-proxy"])  # a machine; whose papers are checked first


@pytest.mark.parametrize(("role", "text", "lacks"), [
    (role, text, lacks) for role in labels.OTHER for text, lacks in (*labels.POOR[role], *labels.POOR_LAST[role])
])  # fmt: skip
def test_every_poor_line_says_what_it_lacks(role: str, text: str, lacks: str) -> None:
    verdict = rules.judge(role, rules.POOR, text, WORDS, lacks)
    assert verdict.change == lacks
    assert verdict.points < rules.FULL
    assert not any(word in lacks for word in ("笨", "蠢", "差劲", "不会说", "错"))  # never at the reader's expense


@given(st.text(max_size=400), st.sampled_from([*labels.OTHER]), st.sampled_from([rules.LINE, rules.POOR, rules.OWN]))
def test_any_text_is_judged(text: str, role: str, source: str) -> None:
    verdict = rules.judge(role, source, text, WORDS)
    assert 0 <= verdict.points <= rules.FULL
    assert verdict.has <= {key for key, _ in labels.CRITERIA[role]}


# -- the lines offered


def test_a_turn_offers_three_good_lines_and_two_poor_ones_in_a_fixed_order() -> None:
    game = Game(PROPS, player({}, send("start")))
    assert [o.value for o in game.options] == ["line.0", "poor.0", "line.1", "poor.1", "line.2"]
    assert [o.value for o in Game(PROPS, player({}, send("start"))).options] == [o.value for o in game.options]


def test_another_round_turns_the_choice() -> None:
    first = Game(PROPS, player({}, send("start"))).options
    again = Game(PROPS, player({}, *ROUND, send("again"))).options
    assert [o.text for o in first] != [o.text for o in again]
    assert {o.text for o in again if o.sentence} <= {s.text for s in turns(Game(PROPS, player({}, send("start"))).scenes[0])[0].ready}


def test_the_last_turn_has_its_own_poor_lines() -> None:
    state = player({}, send("start"), *write("好"), send("next"), *write("好"), send("next"))
    poor = [o.text for o in Game(PROPS, state).options if not o.sentence]
    assert set(poor) == {text for text, _ in labels.POOR_LAST[labels.CALLER]}


@given(st.integers(0, 3), st.integers(0, 999))
def test_options_are_all_different_in_any_round(turn: int, nth: int) -> None:
    state = State(stage="turn", scene="0", said=["own:好"] * min(turn, 2), round=nth, today=TODAY)
    values = [o.value for o in Game(PROPS, state).options]
    texts = [o.text for o in Game(PROPS, state).options]
    assert len(set(values)) == len(values) and len(set(texts)) == len(texts)
    assert sum(value.startswith("poor.") for value in values) == 2


def test_blanks_are_filled_by_the_case_or_by_the_example_that_is_marked() -> None:
    own = html(player(FACTS_OF_CASE, send("start")))
    assert "我欠的是38000元。" in own
    sample = html(player({}, send("start")))
    assert "38000<small>（例）</small>" in sample
    assert "38000<small>（例）</small>" not in own


def test_the_tick_leaves_the_facts_of_the_case_alone() -> None:
    state = player({**FACTS_OF_CASE, "samples": True}, send("start"))
    assert "分24期还" not in html(state).split("practice-sheet")[0].split("practice-desk")[1]
    assert state.values["ask"] == "分24期还"


def test_a_day_that_is_no_day_is_replaced_by_the_example() -> None:
    texts = [s.text for part in Game(PROPS, player({"reply_by": "昨天"}, send("start"))).scenes[0].parts for s in part.sentences]
    assert "我希望2026年12月6日前有答复。" in texts


def test_a_law_that_was_not_checked_in_time_is_weaker_here_too() -> None:
    late = {**PROPS, "facts": {i: fact | {"review": "2026-11-20"} for i, fact in FACTS.items()}}
    said = html(player({}, props=late), late)
    assert "有权要求" not in said
    assert "有权要求" in html(player({}))


# -- a round


def test_a_round_is_said_judged_and_gone_on_with() -> None:
    state = player({}, send("start"))
    assert labels.PLACE.format(name="信用卡", n=1, total=3) in html(state)
    state = player({}, *ROUND[:3])
    assert "我理解，系统有它的限制。" in html(state)
    assert labels.POINTS.format(points=3) in html(state)
    state, effects = step(state, send("next"))
    assert effects == [{"type": "focus", "name": "pick"}]
    assert "改天再打来" in html(state)
    assert "pick" not in state.values


def test_nothing_chosen_is_said_and_nothing_happens() -> None:
    state = player({}, send("start"))
    after, effects = step(state, send("say"))
    assert after == state
    assert {"type": "announce", "text": labels.NOTHING} in effects


def test_an_own_line_goes_before_a_chosen_one() -> None:
    state = player({}, send("start"), put("pick", "line.0"), *write("请问哪天答复？"))
    assert state.said == ["own:请问哪天答复？"]


def test_who_writes_a_line_of_the_library_says_it() -> None:
    assert player({}, send("start"), *write("我理解，系统有它的限制。")).said == ["line:我理解，系统有它的限制。"]


def test_a_turn_can_be_said_again() -> None:
    state = player({}, *ROUND[:6], send("redo"))
    assert len(state.said) == 1
    assert "改天再打来" in html(state)


def test_the_result_names_what_was_done_and_a_line_to_practise() -> None:
    state = player(FACTS_OF_CASE, *ROUND)
    shown = html(state)
    assert labels.RESULT_TITLE.format(name="信用卡") in shown
    assert f"○ {labels.CRITERIA[labels.CALLER][3][1]}" in shown  # no read-back
    assert "✓ 问编号或工号" in shown
    assert f'<p class="practice-line">{Game(PROPS, state).lesson()}</p>' in shown
    game = Game(PROPS, state)
    assert game.lesson() == "我希望2026年11月30日前有答复。"  # the ask was said too seldom
    best = game.best()
    assert best and best.text == "请问您的工号，哪天答复？"


def test_a_round_in_which_all_is_done_still_gives_a_line_to_practise() -> None:
    state = player({}, send("start"), *write("请给我编号，12月6日前答复。"), send("next"), *write("请登记。"), send("next"),
                   *write("我复述一遍，对吗？"), send("next"))  # fmt: skip
    game = Game(PROPS, state)
    assert all(met.done for met in rules.over(game.role, [one.verdict for one in game.said]))
    assert game.lesson() in {s.text for part in turns(game.scenes[0]) for s in part.ready}


def test_one_may_stop_and_gets_the_result_of_what_was_said() -> None:
    assert labels.TOTAL.format(n=1, points=3, full=3) in html(player({}, *ROUND[:4], send("stop")))
    assert player({}, send("start"), send("stop")).stage == ""


def test_again_and_another_scene_can_be_undone() -> None:
    done = player({}, *ROUND)
    for kind in ("again", "choose"):
        state, _ = step(done, send(kind))
        assert state.said == []
        back, _ = step(state, send("undo"))
        assert (back.stage, back.scene, back.said) == (done.stage, done.scene, done.said)


def test_what_was_said_is_there_after_a_reload() -> None:
    state = player({}, *ROUND[:6])
    again, _ = step(state, {"type": "hydrate", "values": state.values})
    assert html(again) == html(state)
    assert state.values["scene"] == "0"  # so that the page keeps the round on the device


def test_a_page_that_changed_meanwhile_loses_nothing_but_the_place() -> None:
    for said in (["line:"], ["sonst:x"], [7], ["own:a"] * 9, [""]):
        state = State(stage="heard", scene="0", said=said, today=TODAY)
        assert_well_formed(html(state))
    assert Game(PROPS, State(stage="turn", scene="9", said=["own:a"])).stage == ""


def test_a_fact_of_the_case_is_never_written() -> None:
    values: Values = {**FACTS_OF_CASE, "full_name": "王小明"}
    state = player(values, *ROUND)
    assert {k: v for k, v in state.values.items() if k in values} == values


def test_before_python_the_scenes_are_a_sheet_for_two() -> None:
    shown = html(practice.init(PROPS))
    sheet = shown.split('class="practice-sheet"')[1]
    assert "客服说：“系统不支持”" in sheet and "我理解，系统有它的限制。" in sheet
    assert sheet.count("□") == 2 * (len(labels.CRITERIA[labels.CALLER]) + 1)
    assert 'data-slot="line.0.0.2"' in sheet


def test_the_two_roles_have_their_own_words() -> None:
    shown = html(player({}, send("start"), props=AGENT), AGENT)
    assert "用户说：“到底还要等多久”" in shown
    assert labels.CRITERIA[labels.AGENT][0][1] in shown
    assert "客服说：" not in shown


def test_quotes_lose_their_marks() -> None:
    part = Game(PROPS, State()).scenes[0].parts[0]
    assert quote(part) == "系统不支持"


@given(st.lists(st.sampled_from([
    *map(send, ("start", "say", "next", "redo", "stop", "again", "choose", "undo")), put("own", "请问哪天？"), put("pick", "line.1"),
    put("pick", "poor.0"), put("scene", "1"), put("scene", "x"),
]), max_size=25))  # fmt: skip
def test_no_order_of_presses_breaks_it(msgs: list[Msg]) -> None:
    state: Any = player({}, *msgs)
    assert_well_formed(html(state))
    assert len(Game(PROPS, state).said) <= 3


# -- the pages


@pytest.mark.parametrize(("page", "role"), [("tools/practice.md", labels.CALLER), ("agents/practice.md", labels.AGENT)])
def test_the_scenes_of_the_pages_are_five_to_eight_turns_of_phrases_that_exist(page: str, role: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    names = {name for name, _ in library(role)}
    block = text.split("/// widget | practice")[1].split("\n///")[0]
    for scene in block.split("### ")[1:]:
        taken = re.findall(r'--8<-- "[\w/.-]+:([\w-]+)"', scene)
        assert 5 <= len(taken) <= 8
        assert set(taken) <= names
        assert taken[-1].endswith("close")
