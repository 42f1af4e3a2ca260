"""What the checker says of a reply: on the real tables for its judgement, on small ones for its messages."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks import data
from hooks.widget_props import Source
from hooks.widget_props import reply_check as maker
from py_widgets import reply_check
from py_widgets.labels import reply_check as labels
from py_widgets.reply_check import examples, rules
from py_widgets.textcheck import clean

from .html import assert_well_formed

SITE = data.load(Path(__file__).parent.parent / "docs" / "_data")
PROPS: dict[str, Any] = {"id": "x", "title": "答复检查"} | maker.make(Source(etree.Element("div"), {"fields": {}}, SITE))[0]
OUTCOMES = [key for key, _ in labels.OUTCOMES]

ACCEPTED = """王女士您好，我是客服小陈。
您要的是退回安装费200元、周六装好。
我们查到：11月9日派单漏写单元号，师傅没有联系您。这件事是我们做错了，向您道歉。
我们决定：退回安装费200元，改约周六上门。
理由是：服务承诺写明误约退安装费。
补偿是：路费120元，保修延长6个月。
最晚11月25日办完。
11月23日，我再联系您一次。
有事打400-000-0000转12，找客服小陈。"""
PARTLY = """谢谢您把这件事告诉我们。我们查到，两次打车120元有行程单。能办的是：路费120元，今天打款。
其余的精神损失5200元办不了，理由是没有约定，也没有凭据。您不同意的话，还可以请消协调解。
11月26日我再联系您。有事打400-000-0000，找小陈。"""
REFUSED = """您反映的是9月15日的订单，要求全额退款。我们查到，商品9月18日签收，您10月20日提出退货。
这一项办不了，理由是《七日无理由退货暂行办法》规定的期限是签收后7日，已经过了32天。
您不同意的话，可以申请主管复核，也可以请消协调解。有事打400-000-0000，找小陈。"""
NOT_OURS = """您说的是小区路灯不亮。我们查到这段路由市政管理。这件事不归我们管，由市政部门负责，请打12345。
理由是路灯不在物业合同的范围里。市政不管的话，您还可以申诉。有事打400-000-0000，找小陈。"""
NEED_MORE = """您要的是误工费260元。我们查到两次约了没到。现在还定不了，因为还差一张工资条，请您11月28日前发给我。
收到后1个工作日内报批，12月1日我打给您。有事打400-000-0000，找小陈。"""


def lacking(text: str, outcome: str) -> list[str]:
    """Return the ids of the parts that a reply does not seem to have."""
    wanted = rules.wanted(PROPS["parts"], outcome, OUTCOMES)
    return [found.part["id"] for found in rules.find_parts(wanted, rules.sentences(text)) if not found.number]


def remarks(text: str) -> list[tuple[str, str]]:
    """Return the kinds and words of all remarks."""
    found = rules.notes(rules.sentences(text), PROPS["rewrites"], PROPS["wording"])
    return [(remark.kind, remark.word) for note in found for remark in note.remarks]


@pytest.mark.parametrize(
    ("outcome", "text"), list(zip(OUTCOMES, (ACCEPTED, PARTLY, REFUSED, NOT_OURS, NEED_MORE), strict=True)), ids=OUTCOMES
)
def test_a_good_reply_lacks_nothing_and_has_nothing_vague(outcome: str, text: str) -> None:
    assert lacking(text, outcome) == []
    assert remarks(text) == []


@pytest.mark.parametrize(
    ("cut", "part"),
    [
        ("11月23日，我再联系您一次。", "next"),
        ("理由是：服务承诺写明误约退安装费。", "reason"),
        ("有事打400-000-0000转12，找客服小陈。", "who"),
    ],
)
def test_what_was_left_out_is_missed(cut: str, part: str) -> None:
    text = ACCEPTED.replace(cut, "")
    text = text.replace("这件事是我们做错了，", "") if part == "reason" else text
    assert lacking(text, "accepted") == [part]


def test_what_the_user_asked_for_is_no_decision() -> None:
    said = "您要的是退回安装费200元。我们查到：11月9日派单漏写单元号，师傅没有联系您。"
    assert {"accepted", "remedy", "done_by", "next"} <= set(lacking(said, "accepted"))


def test_a_reply_that_says_nothing() -> None:
    text = "尊敬的用户您好，您的问题已反馈给相关部门，我们会尽快为您处理，请耐心等待。"
    assert lacking(text, "accepted") == [p["id"] for p in rules.wanted(PROPS["parts"], "accepted", OUTCOMES)]
    kinds = [kind for kind, _ in remarks(text)]
    assert kinds.count("rewrite") == 4
    assert kinds[-1] == "undated"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("按规定这个费用不能退。", ("rule", "按规定")),
        ("根据公司规定，退不了。", ("rule", "根据公司规定")),
        ("您这属于恶意投诉。", ("rewrite", "恶意投诉")),
        ("不撤诉就不赔。", ("rewrite", "不撤诉")),
        ("你这个骗子。", ("insult", "骗子")),
        ("不签字后果自负。", ("threat", "后果自负")),
        ("我们会给您办理。", ("undated", "办理")),
        ("3到5个工作日到账。", ("rewrite", "到5个工作日")),
        ("48小时内上门。", ("rewrite", "小时内上门")),
        ("大概200元。", ("word", "大概")),
        ("您的卡号是6222021234567890128。", ("card", "***************0128")),
    ],
)
def test_what_is_remarked(text: str, found: tuple[str, str]) -> None:
    assert found in remarks(text)


@pytest.mark.parametrize(
    "text",
    [
        "理由是服务承诺第3条，按规定退安装费。",
        "根据《七日无理由退货暂行办法》的规定，签收后7日内可退。",
        "正在审核，11月25日有结果。",
        "我们会在11月25日前给您办理。",
        "11月25日18点前，我打给您。",
        "已经给您退款200元。",
        "您希望我们怎么处理？",
        "我们会议上讨论过。",
        "给您添麻烦了。",
    ],
)
def test_what_is_let_pass(text: str) -> None:
    assert remarks(text) == []


def test_the_sentences_offered_are_not_remarked_themselves() -> None:
    for row in (*PROPS["rewrites"], *PROPS["parts"]):
        said = "".join(t if isinstance(t, str) else "11月25日" for t in row["line"]["tokens"])
        assert remarks(said) == [], said


@pytest.mark.parametrize("row", PROPS["rewrites"], ids=lambda row: row["avoid"])
def test_each_sentence_of_the_handbook_is_found(row: dict[str, Any]) -> None:
    said = rules.notes([row["avoid"] + "。"], PROPS["rewrites"], [])
    assert any(word in row["avoid"] for word in row["find"])
    assert any(remark.kind == "rewrite" for note in said for remark in note.remarks)


def test_danger_comes_first() -> None:
    said = rules.notes(rules.sentences("尽快处理。您说不想活了。"), PROPS["rewrites"], PROPS["wording"])
    assert said[0].urgent
    assert said[0].number == 2


def test_a_day_that_was_filled_in_and_stands_nowhere() -> None:
    assert rules.absent("最晚11月24日办完。", "2026-11-25")
    assert not rules.absent("最晚１１月２５日办完。", "2026-11-25")
    assert not rules.absent("最晚2026-11-25办完。", "2026-11-25")
    assert not rules.absent("", "2026-11-25")
    assert not rules.absent("11月25日", "2026-02-30")


def test_words_of_judgement_are_careful() -> None:
    html = view(examples.BAD, "refused")
    assert labels.LACK in html
    assert "看起来" in html
    assert labels.LIMITS in html


def view(reply: str, outcome: str = "", **facts: str) -> str:
    values = {"reply": reply, "outcome": outcome, **facts}
    state, _ = reply_check.update(PROPS, reply_check.init(PROPS), {"type": "hydrate", "values": values, "today": "2026-11-22"})
    return str(reply_check.view(PROPS, state))


def test_the_sentence_to_write_is_filled_from_the_facts_of_the_case() -> None:
    assert "2026年11月25日" not in view("会给您退款。", "accepted")
    assert "最晚2026年11月25日办完。" in view("会给您退款。", "accepted", done_by="2026-11-25")


def test_the_text_is_never_changed_but_masked_when_asked_and_that_can_be_undone() -> None:
    text = "卡号6222021234567890128，尽快。"
    state = reply_check.State({"reply": text})
    for kind in ("copy", "nonsense"):
        assert reply_check.update(PROPS, state, {"type": kind})[0].values["reply"] == text
    masked, _ = reply_check.update(PROPS, state, {"type": "mask"})
    assert masked.values["reply"] == "卡号***************0128，尽快。"
    assert reply_check.update(PROPS, masked, {"type": "undo"})[0].values["reply"] == text


def test_copy_gives_the_text_without_invisible_characters() -> None:
    _, effects = reply_check.update(PROPS, reply_check.State({"reply": "好\u202e的。"}), {"type": "copy"})
    assert effects == [{"type": "copy", "text": "好的。"}]
    assert reply_check.update(PROPS, reply_check.State(), {"type": "copy"})[1][0]["type"] == "announce"


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([*"。，\n会将给您11月日按规定尽快答复不撤诉", "6222021234567890128"]), max_size=60).map("".join)
)
def test_any_text_is_read_without_an_error_and_quoted_as_it_stands(text: str) -> None:
    said = rules.sentences(text)
    plain = clean(text)
    assert all(sentence in plain for sentence in said)
    for found in rules.find_parts(PROPS["parts"], said):
        assert 0 <= found.number <= len(said)
    for note in rules.notes(said, PROPS["rewrites"], PROPS["wording"]):
        assert 1 <= note.number <= len(said)
        assert note.remarks
        assert all(-1 <= remark.line < len(PROPS["rewrites"]) for remark in note.remarks)
    assert_well_formed(view(text))


def test_a_long_text_is_read_in_time() -> None:
    said = rules.sentences("会" * 50_000 + "给您，" * 10_000)
    assert len(said) == 1
    rules.notes(said, PROPS["rewrites"], PROPS["wording"])
    assert len(rules.notes(["尽快。"] * 500, PROPS["rewrites"], PROPS["wording"])) == rules.MOST


def test_a_date_is_a_day_a_clock_or_a_count() -> None:
    for text in ("11月25日", "十一月二十五日", "2026-11-25", "周六", "明天", "18点前", "3个工作日内", "48小时内", "30分钟内"):
        assert rules.has_date(text), text
    for text in ("尽快", "以后", "200元", "第三条", "日常", "电话"):
        assert not rules.has_date(text), text
