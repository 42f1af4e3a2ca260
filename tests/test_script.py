"""The script widget: what is said, what is withheld, what it warns of, and what no input can break."""

from __future__ import annotations

import io
import json
import re
from base64 import b64decode
from dataclasses import asdict
from datetime import date
from html.parser import HTMLParser
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from py_widgets import runtime, script
from py_widgets.formats import date_text, money
from py_widgets.labels import script as labels
from py_widgets.labels import sentences as words
from py_widgets.markup import VOID
from py_widgets.script import claims
from py_widgets.script import text as texts
from py_widgets.script.examples import CHANNELS, EXAMPLES, FILLED, PROPS
from py_widgets.script.state import State
from py_widgets.script.warn import about_channel, about_facts
from py_widgets.sentences import law
from py_widgets.sentences.compose import Channel, Script, compose
from py_widgets.sentences.samples import FACTS, channel, line
from py_widgets.widget import Effect, Example, Msg, Props, Values

TODAY = "2026-11-21"
RLO, NUL, LONE = "\u202e", "\x00", "\ud800"
HOSTILE = [
    "<script>alert(1)</script>",
    "【姓名】",
    "$&\\1",
    f"{RLO}反{NUL}{LONE}",
    "👩\u200d👩\u200d👧",
    "字" * 100_000,
    '"><img src=x onerror=1>',
    "</textarea>",
]


def reader(values: Values | None = None, *msgs: Msg, props: Props = PROPS, today: str = TODAY) -> State:
    """Return the state of a reader who filled in `values`, then did `msgs`."""
    state = script.init(props)
    for msg in ({"type": "hydrate", "values": values or {}}, *msgs):
        state, _ = script.update(props, state, {**msg, "today": today})
    return state


def send(state: State, props: Props = PROPS, today: str = TODAY, **msg: Any) -> tuple[State, list[Effect]]:
    """Send one message."""
    return script.update(props, state, {**msg, "today": today})


def play(example: Example) -> State:
    """Return the state an example ends in."""
    return reader(example.values, *example.msgs, props=example.props, today=example.today)


def saying(*sentences: Props, facts: dict[str, Any] | None = None, channel_id: str = "phone", part: str = "说明", **limits: int) -> Props:
    """Return props of one channel with one part."""
    return PROPS | {"channels": [channel(channel_id, "电话", {part: list(sentences)}, **limits)], "facts": facts or FACTS}


def said(props: Props, values: Values, today: str = TODAY) -> list[str]:
    """Return the produced sentences of every channel."""
    return [s.text for c in compose(props, reader(values, props=props, today=today)).channels for s in c.sentences if s.ready]


def output(state: State, channel_id: str, props: Props = PROPS) -> str:
    """Return what copying the whole channel gives."""
    [effect] = send(state, props, type="copy", arg=channel_id)[1]
    return str(effect["text"])


def first(script_: Script) -> Channel:
    """Return the first channel."""
    return script_.channels[0]


class Page(HTMLParser):
    """Reads HTML and insists that every element is closed, and in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a paragraph holds no block, a label no second label."""
        assert len(attrs) == len(dict(attrs))
        if "p" in self.open:
            assert tag in {"span", "input", "label", "br"}, f"<{tag}> in <p>"
        if "label" in self.open:
            assert tag in {"input", "span"}
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.text += data

    def all(self, tag: str = "", **wanted: str) -> list[dict[str, str | None]]:
        """Return the attributes of the elements with these attributes."""
        attributes = {k.rstrip("_").replace("_", "-"): v for k, v in wanted.items()}
        return [a for t, a in self.elements if (not tag or t == tag) and attributes.items() <= a.items()]


def page(state: State, props: Props = PROPS) -> Page:
    """Return the view, parsed."""
    return Page(script.view(props, state))


# sentences


def test_a_sentence_is_produced_only_when_every_blank_is_filled() -> None:
    props = saying(line("我是【姓名】，欠【欠款金额】元。"), line("您好。"))
    assert said(props, {}) == ["您好。"]
    assert said(props, {"full_name": "张三"}) == ["您好。"]
    assert said(props, {"full_name": "张三", "amount_due": "三万"}) == ["您好。"]
    assert said(props, {"full_name": "张三", "amount_due": "38,000.5"}) == ["我是张三，欠38000.50元。", "您好。"]


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("欠【欠款金额】元。", {"amount_due": "38000"}, "欠38000元。"),
        ("欠【欠款金额】。", {"amount_due": "38000"}, "欠38000元。"),
        ("分【期数】。", {"periods": "24"}, "分24期。"),
        ("分【期数】期。", {"periods": "24"}, "分24期。"),
        ("【到期日】到期。", {"due_date": "2026-08-01"}, "2026年8月1日到期。"),
        ("已逾期【逾期天数】。", {"due_date": "2026-11-01"}, "已逾期20天。"),
        ("已逾期【逾期天数】日。", {"due_date": "2026-11-01"}, "已逾期20日。"),
        ("今天是【今天】。", {}, "今天是2026年11月21日。"),
        ("我有【证据】。", {"evidence.账单": True, "evidence.通话录音": True}, "我有账单、通话录音。"),
        ("因为【逾期原因】。", {"cause": "7月被裁员。"}, "因为7月被裁员。"),
        ("因为【逾期原因】，请理解。", {"cause": "因为失业；"}, "因为失业，请理解。"),
        ("原因：【逾期原因】", {"cause": "失业。"}, "原因：失业。"),
        ("因为【逾期原因】。", {"cause": " 失业\r\n\r\n孩子上学 "}, "因为失业 孩子上学。"),
        ("因为【逾期原因】。", {"cause": f"失{RLO}业{NUL}{LONE}"}, "因为失业。"),
        ("因为【逾期原因】。", {"cause": "【姓名】$&\\1<b>"}, "因为【姓名】$&\\1<b>。"),
    ],
)  # fmt: skip
def test_answers_in_a_sentence(text: str, values: Values, expected: str) -> None:
    assert said(saying(line(text)), values) == [expected]


@pytest.mark.parametrize("due", ["", "2026-11-21", "2026-12-01", "2026-02-30", "x"])
def test_days_overdue_need_a_due_date_that_has_passed(due: str) -> None:
    assert said(saying(line("逾期【逾期天数】。")), {"due_date": due}) == []


def test_without_today_nothing_is_reckoned_from_it() -> None:
    assert said(saying(line("逾期【逾期天数】。"), line("【今天】")), {"due_date": "2026-08-21"}, today="") == []


def test_wrong_answers_are_kept_and_marked() -> None:
    state = reader({"amount_due": "三万八", "due_date": "2026-02-30", "periods": "两年", "card_last4": "12345"})
    seen = page(state)
    assert {a["name"]: a["value"] for a in seen.all("input", aria_invalid="true") if "name" in a} == {
        "card_last4": "12345", "amount_due": "三万八", "due_date": "2026-02-30", "periods": "两年",
    }  # fmt: skip
    for complaint in (words.BAD_MONEY, words.BAD_DATE, words.BAD_INTEGER, words.BAD_DIGITS_MAX.format(max=4)):
        assert complaint in seen.text


def test_an_answer_that_is_too_long_is_said_but_used() -> None:
    state = reader({"cause": "字" * 61})
    assert words.TOO_LONG.format(max=60, length=61) in page(state).text
    assert "字" * 61 in output(state, "letter")


def test_optional_sentences_follow_their_tick() -> None:
    props = saying(line("一。", tick="aaaa"), line("二。", tick="bbbb", on=True), line("欠【欠款金额】。", tick="cccc"))
    assert said(props, {}) == ["二。"]
    assert said(props, {"line.aaaa": True, "line.bbbb": False}) == ["一。"]
    state = reader({"full_name": "张三"}, props=props)
    assert [s.withheld for s in first(compose(props, state)).sentences] == [False, False, False]
    state, _ = send(state, props, type="input", name="line.cccc", value=True)
    assert [s.withheld for s in first(compose(props, state)).sentences] == [False, False, True]


# law


def fact(**changes: str) -> dict[str, str]:
    """Return a verified fact that carries a right, changed."""
    return FACTS["D11"] | changes


@pytest.mark.parametrize(
    ("strength", "facts", "today", "expected"),
    [
        ("有权要求", [fact()], TODAY, ("有权要求", "")),
        ("有权要求", [fact()], "2027-05-21", ("有权要求", "")),
        ("有权要求", [fact()], "2027-05-22", ("只是请求", law.EXPIRED)),
        ("有权要求", [fact(review="2020-01-01")], "", ("有权要求", "")),
        ("有权要求", [fact(), fact(review="2020-01-01")], TODAY, ("只是请求", law.EXPIRED)),
        ("有权要求", [fact(confidence="unverified")], "", ("只是请求", law.UNVERIFIED)),
        ("有权要求", [fact(confidence="corroborated")], TODAY, ("有权要求", "")),
        ("有权要求", [fact(strength="可以协商")], TODAY, ("可以协商", law.CAPPED)),
        ("可以协商", [fact(strength="仅作说明")], TODAY, ("只是请求", law.CAPPED)),
        ("有权要求", [fact(strength="仅作说明"), fact()], TODAY, ("有权要求", "")),
        ("有权要求", [], TODAY, ("只是请求", law.UNVERIFIED)),
        ("只是请求", [], TODAY, ("只是请求", "")),
    ],
)  # fmt: skip
def test_effective_strength(strength: str, facts: list[dict[str, str]], today: str, expected: tuple[str, str]) -> None:
    assert law.effective(strength, facts, today) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([fact()], "根据《银行业保险业消费投诉处理管理办法》第18条，"),
        ([fact(article="")], "根据《银行业保险业消费投诉处理管理办法》，"),
        ([fact(law="《某办法》")], "根据《某办法》第18条，"),
        ([fact(confidence="corroborated")], "据公开转载的《银行业保险业消费投诉处理管理办法》，"),
        ([fact(confidence="unverified")], ""), ([fact(review="2020-01-01")], ""), ([fact(law="")], ""), ([], ""),
    ],
)  # fmt: skip
def test_citation(facts: list[dict[str, str]], expected: str) -> None:
    assert law.citation(facts, TODAY) == expected


@pytest.mark.parametrize(
    ("strength", "tone", "expected"),
    [
        ("有权要求", "平和", "请贵行答复。"), ("有权要求", "坚定", "我要求贵行答复。"), ("有权要求", "", "请贵行答复。"),
        ("可以协商", "平和", "想请贵行答复。"), ("可以协商", "坚定", "我希望贵行答复。"),
        ("只是请求", "平和", "麻烦贵行答复。"), ("只是请求", "坚定", "我请求贵行答复。"),
    ],
)  # fmt: skip
def test_the_verb_follows_strength_and_tone(strength: str, tone: str, expected: str) -> None:
    props = saying(line("【要求】贵行答复。", strength=strength, facts=("D11",)))
    assert said(props, {"tone": tone}) == [expected]


def test_an_expired_fact_weakens_the_ask_and_says_so() -> None:
    expired = {"D11": fact(review="2026-11-20")}
    props = saying(line("【依据】【要求】贵行答复。", strength="有权要求", facts=("D11",)), facts=expired)
    assert said(props, {}) == ["麻烦贵行答复。"]
    seen = page(reader({"full_name": "张三"}, props=props), props)
    assert words.WEAK_EXPIRED.format(strength="只是请求") in seen.text
    assert "有权要求" not in seen.text


def test_a_statement_of_law_is_withheld_when_its_fact_is_in_doubt() -> None:
    statement = line("银行要在15日内决定。", facts=("D11",))
    assert said(saying(statement), {}) == ["银行要在15日内决定。"]
    for doubtful in (fact(review="2026-11-20"), fact(confidence="unverified")):
        assert said(saying(statement, facts={"D11": doubtful}), {}) == []


# messages


def test_hydrate_keeps_what_this_script_knows() -> None:
    state = reader(
        {
            "full_name": "张三",
            "gone": "x",
            "evidence.账单": "yes",
            "evidence.船票": True,
            "edit.phone": "好",
            "edit.fax": "x",
            "line.k2p9": False,
        }
    )
    assert state.values == {"full_name": "张三", "edit.phone": "好", "line.k2p9": False}
    assert state.today == TODAY


def test_input_changes_one_value_and_ignores_wrong_ones() -> None:
    state = reader({"full_name": "张三"})
    assert send(state, type="input", name="full_name", value="李四")[0].values == {"full_name": "李四"}
    for name, value in [("gone", "x"), ("full_name", True), ("evidence.账单", "on"), (None, "x"), ("full_name", None), (["x"], "x")]:
        assert send(state, type="input", name=name, value=value) == (state, [])


NONSENSE: list[Msg] = [
    {}, {"type": "dance"}, {"type": None}, {"type": ["copy"]}, {"type": "undo"},
    {"type": "copy"}, {"type": "copy", "arg": "fax"}, {"type": "copy", "arg": "phone.99"}, {"type": "copy", "arg": "phone.²"},
    {"type": "download"}, {"type": "download", "arg": "phone.exe"}, {"type": "download", "arg": "phone.eml"},
    {"type": "edit"}, {"type": "edit", "arg": "fax"}, {"type": "discard", "arg": "phone"},
    {"type": "mask"}, {"type": "mask", "arg": "full_name"}, {"type": "mask", "arg": "evidence.账单"},
]  # fmt: skip


@pytest.mark.parametrize("msg", NONSENSE, ids=str)
def test_what_makes_no_sense_changes_nothing(msg: Msg) -> None:
    state = reader(FILLED)
    assert script.update(PROPS, state, msg) == (state, [])


def test_clear_and_undo() -> None:
    state = reader(FILLED, {"type": "edit", "arg": "phone"}, {"type": "input", "name": "edit.phone", "value": "我的话"})
    cleared, effects = send(state, type="clear")
    assert cleared.values == {}
    assert effects == [{"type": "announce", "text": labels.CLEARED}]
    assert page(cleared).all("button", data_msg="undo")
    back, _ = send(cleared, type="undo")
    assert back.values == state.values
    assert back.basis == state.basis
    assert back.undo is None
    assert not page(back).all("button", data_msg="undo")


def test_the_next_answer_ends_the_undo_and_forgets_what_was_cleared() -> None:
    cleared = reader(FILLED, {"type": "edit", "arg": "phone"}, {"type": "clear"})
    state, _ = send(cleared, type="input", name="full_name", value="李四")
    assert (state.undo, state.undone, state.basis) == (None, "", {})


def test_edit_keeps_the_text_and_discard_brings_the_produced_one_back() -> None:
    state = reader(FILLED)
    produced = output(state, "letter")
    edited_, effects = send(state, type="edit", arg="letter")
    assert edited_.values["edit.letter"] == produced
    assert effects[0] == {"type": "focus", "name": "edit.letter"}
    changed, _ = send(edited_, type="input", name="edit.letter", value="我自己写的。")
    assert output(changed, "letter") == "我自己写的。"
    assert "我自己写的。" in page(changed).text
    discarded, _ = send(changed, type="discard", arg="letter")
    assert output(discarded, "letter") == produced
    assert page(discarded).all("button", data_msg="undo")
    assert output(send(discarded, type="undo")[0], "letter") == "我自己写的。"


def test_copy_whole_and_part() -> None:
    state = reader(FILLED)
    assert output(state, "chat").split("\n\n")[0] == "您好，我是张三，卡号后四位1234。"
    assert output(state, "phone.0") == "您好，我是张三，卡号后四位1234。\n我想谈还款安排。"
    assert output(state, "phone.3").startswith("请您登记：把欠款分24期还清。")
    assert output(state, "email").startswith("主题：张三申请协商还款（卡号后四位1234）\n\n示例银行：\n\n我欠38000元")
    assert output(state, "form").startswith("投诉标题：\n示例银行不同意协商还款\n\n投诉内容：\n")
    assert "系统不支持" not in output(state, "phone")
    empty = reader({"contact": "13800138000"})
    assert send(empty, type="copy", arg="form")[1] == [{"type": "announce", "text": labels.NOTHING_TO_COPY}]


def test_a_signature_keeps_its_lines() -> None:
    assert output(reader(FILLED), "email").endswith("\n\n张三\n电话：13800138000\n2026年11月21日")


def test_download_text_and_mail() -> None:
    state = reader(FILLED)
    [text] = send(state, type="download", arg="phone.txt")[1]
    assert (text["name"], text["mime"]) == ("说清楚-电话.txt", "text/plain;charset=utf-8")
    assert "对方说“系统不支持”：\n请您登记" in text["text"]
    [mail] = send(state, type="download", arg="email.eml")[1]
    assert (mail["name"], mail["mime"]) == ("说清楚-邮件.eml", "message/rfc822")
    assert "X-Unsent: 1" in mail["text"]


def opened(base64: str) -> Any:
    """Return the Word document that a download carries."""
    return docx.Document(io.BytesIO(b64decode(base64)))


def test_the_letter_is_a_word_document_too() -> None:
    state = reader(FILLED)
    [file] = send(state, type="download", arg="letter.docx")[1]
    assert (file["name"], file["mime"].rpartition(".")[2]) == ("说清楚-投诉信.docx", "document")
    title, *paragraphs = opened(file["base64"]).paragraphs
    assert (title.text, title.style.style_id) == ("投诉信", "Title")
    assert [p.text for p in paragraphs] == [line for line in output(state, "letter").split("\n") if line]
    kinds = [p.style.style_id for p in paragraphs]
    assert kinds[0] == "Head" and "Normal" in kinds and kinds == sorted(kinds, key=["Head", "Normal", "Signature"].index)
    assert send(state, type="download", arg="phone.docx") == (state, [])
    assert send(reader({}), type="download", arg="letter.docx")[1] != []


def test_a_letter_edited_by_hand_and_one_without_a_signature() -> None:
    state, _ = send(reader(FILLED), type="edit", arg="letter")
    text = state.values["edit.letter"]
    state, _ = send(state, type="input", name="edit.letter", value=f"{text}\n又及。")
    kinds = [p.kind for p in texts.letter(first_letter(state), state.values)]
    assert kinds[:2] == ["Title", "Head"] and kinds[-1] == "Normal"
    bare = reader({"bank": "示例银行", "amount_due": "38000"}, today="")
    assert "Signature" not in [p.kind for p in texts.letter(first_letter(bare), bare.values)]


def first_letter(state: State) -> Channel:
    """Return the letter."""
    return next(c for c in compose(PROPS, state).channels if c.id == "letter")


def test_an_edited_mail_gives_its_own_subject_and_body() -> None:
    email = compose(PROPS, reader(FILLED)).channels[2]
    assert texts.mail(email, {"edit.email": "主题：新的\n\n正文。"}) == ("新的", "正文。")
    assert texts.mail(email, {"edit.email": "只有正文。"}) == ("张三申请协商还款（卡号后四位1234）", "只有正文。")


def test_mask_and_undo() -> None:
    state = reader({"cause": "卡6222021234567890128，电话13912345678", "card_last4": "6222021234567890128"})
    masked, effects = send(state, type="mask", arg="cause")
    assert masked.values["cause"] == "卡***************0128，电话139****5678"
    assert effects[0] == {"type": "focus", "name": "cause"}
    assert send(masked, type="undo")[0].values == state.values
    assert send(state, type="mask", arg="card_last4")[0].values["card_last4"] == "0128"


# warnings


def warned(values: Values, *msgs: Msg, props: Props = PROPS) -> str:
    """Return all warnings as one text."""
    state = reader(values, *msgs, props=props)
    made = compose(props, state)
    return "\n".join(
        w.text for w in (*about_facts(props, state, made), *(w for c in made.channels for w in about_channel(props, state, made, c)))
    )


def test_a_blank_form_and_a_good_one_warn_of_nothing() -> None:
    assert warned({}) == ""
    assert warned({"tone": "坚定"}) == ""
    assert warned(FILLED) == ""
    assert not page(reader({})).all(class_="warnings")


def test_warns_of_no_ask_and_no_date() -> None:
    assert labels.NO_ASK in warned({"full_name": "张三"})
    assert labels.NO_ASK not in warned({"ask": "分期"})
    assert labels.NO_DATE in warned({"full_name": "张三"})
    assert labels.NO_DATE in warned({"due_date": "2026-08-21"}), "a date that stands in no produced sentence helps nobody"
    assert labels.NO_DATE not in warned({"reply_by": "2026-11-30"})
    assert warned({"full_name": "张三"}, props=PROPS | {"fields": PROPS["fields"][:4], "channels": CHANNELS[:1]}).count(labels.NO_DATE) == 0


def test_warns_of_words_with_what_to_write_instead_and_where() -> None:
    text = warned(FILLED | {"cause": "你们这些骗子，不办就曝光，尽快"})
    for word in ("骗子", "曝光", "尽快"):
        assert f"“逾期原因”里有“{word}”" in text
    assert "可以写：在11月30日之前。" in text


def test_warns_of_length_by_sentence_body_and_part() -> None:
    long = warned(FILLED | {"ask": "分" * 40, "bank": "很长的银行名" * 5})
    assert "电话里一句最好不超过25字" in long
    assert "“投诉标题”有37字，最多30字" in long
    assert "邮件一共" in warned(FILLED | {"cause": "字" * 300})
    assert "邮件" not in warned(FILLED | {"full_name": "字" * 100}, props=PROPS | {"channels": [CHANNELS[2]]})


def test_a_chat_message_counts_whole() -> None:
    props = saying(line("一二三。四五六。"), channel_id="chat", line_limit=6)
    assert "这句有8字" in warned({"full_name": "张三"}, props=props)
    assert warned({"reply_by": "2026-11-30", "full_name": "张三"}, props=saying(line("一二三。四五六。"), line_limit=6)).count("字") == 1


def test_warns_of_numbers_without_repeating_them() -> None:
    text = warned(FILLED | {"cause": "证11010519491231002X，卡6222021234567890128，电话13912345678"}, props=PROPS | {"channels": []})
    assert "身份证号**************002X" in text
    assert "***************0128" in text
    assert "139****5678" in text
    assert "11010519491231002X" not in text
    assert "138" not in warned(FILLED), "the reader's own number in the field that asks for it is no leak"


def test_an_edited_text_is_checked_against_the_facts() -> None:
    edit = {"type": "edit", "arg": "letter"}
    assert warned(FILLED, edit) == ""
    stale = warned(FILLED, edit, {"type": "input", "name": "amount_due", "value": "36000"})
    assert labels.STILL_OLD.format(label="欠款金额", old="38000元", new="36000元") in stale
    gone = warned(FILLED, edit, {"type": "input", "name": "full_name", "value": ""})
    assert labels.STILL_OLD_GONE.format(label="姓名", old="张三") in gone
    longer = warned(FILLED, edit, {"type": "input", "name": "bank", "value": "示例银行信用卡中心"},
                    {"type": "input", "name": "edit.letter", "value": "示例银行信用卡中心，2026年8月21日"})  # fmt: skip
    assert "还是旧的" not in longer


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("欠38000元，2026年8月21日到期，逾期92天，15日内答复。", []),
        ("欠38,000元，3.8万元，38000.00元，8月21日，2026-08-21，２０２６年８月２１日", []),
        ("欠39000元", ["39000元"]), ("欠15元", ["15元"]), ("8月22日", ["8月22日"]), ("2025年8月21日", ["2025年8月21日"]),
        ("逾期93天", ["93"]), ("1. 先还\n2、再分\n（3）完", []), ("第18条", []), ("打12378", ["12378"]), ("5万", ["5万"]),
        ("39000元，39000元", ["39000元"]), ("三万八千元，八月二十一日，十五日内", []), ("三万九千元", ["39000元"]), ("四十天", ["40"]),
        ("说一下，几十天，第一期间，五一期间", []),
    ],
)  # fmt: skip
def test_numbers_from_nowhere(text: str, unknown: list[str]) -> None:
    state = reader(FILLED)
    assert claims.not_in_facts(PROPS, state, text) == unknown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三万八千", "38000"), ("三万八", "38000"), ("三万零八", "30008"), ("十", "10"), ("二十一", "21"),
        ("一百二", "120"), ("一百零二", "102"),
        ("二〇二六", "2026"), ("两千五百", "2500"), ("十二万", "120000"), ("五", "5"), ("一万万", "100000000"),
    ],
)  # fmt: skip
def test_chinese_numerals(text: str, number: str) -> None:
    assert claims.han_number(text) == number


def test_days_overdue_go_stale_by_themselves() -> None:
    state = reader(FILLED, {"type": "edit", "arg": "letter"})
    later, _ = send(state, today="2026-11-22", type="input", name="contact", value="13800138001")
    assert claims.still_old(PROPS, later, "letter", str(later.values["edit.letter"])) == [
        labels.STILL_OLD.format(label="逾期天数", old="92天", new="93天")
    ]


def test_edited_words_and_numbers_are_checked_too() -> None:
    text = warned(
        FILLED,
        {"type": "edit", "arg": "phone"},
        {"type": "input", "name": "edit.phone", "value": "骗子，卡6222021234567890128，打13800138000"},
    )
    assert "文字里有“骗子”" in text
    assert "***************0128" in text
    assert "138****8000" not in text, "the reader's own number, given in its field"


def test_a_claim_without_evidence_is_pointed_out_and_outlives_a_clear() -> None:
    claims = [
        {"text": "约定8月1日前办到", "evidence": []},
        {"text": "付了款", "evidence": ["e1"]},
        {"text": "", "evidence": []},
        {"text": "x"},
        7,
    ]
    values: Values = {**FILLED, "claims": json.dumps(claims)}
    found = [w.text for w in about_facts(PROPS, reader(values), compose(PROPS, reader(values)))]
    assert [text for text in found if "还没有证据" in text] == [labels.NO_EVIDENCE.format(claim="约定8月1日前办到")]
    state, _ = send(reader(values), type="clear")
    assert state.values == {"claims": values["claims"]}
    assert send(state, type="clear") == (state, [])
    assert compose(PROPS, reader({"claims": values["claims"]})).blank


# view


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.say)
def test_every_example_is_sound_html(example: Example) -> None:
    props, state = example.props, play(example)
    html = script.view(props, state)
    seen = Page(html)
    assert html == script.view(props, state)
    ids = [a["id"] for _, a in seen.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert all(str(i).startswith(props["id"]) for i in ids)
    targets = [a[k] for _, a in seen.elements for k in ("for", "aria-describedby", "aria-labelledby") if a.get(k)]
    assert {one for target in targets for one in str(target).split()} <= set(ids)
    assert not seen.all("form")
    assert {tag for tag, _ in seen.elements} <= {
        "div", "section", "h3", "h4", "p", "span", "ul", "li", "br", "details", "summary",
        "fieldset", "legend", "label", "input", "textarea", "button",
    }  # fmt: skip
    for name in (a["name"] for tag, a in seen.elements if tag in ("input", "textarea") if "name" in a):
        assert name in script_names(props)
    for button in seen.all("button"):
        assert button["type"] == "button"
        assert json.loads(str(button["data-effect"]))["target"].removeprefix("#") in ids if "data-effect" in button else button["data-msg"]


def script_names(props: Props) -> set[str]:
    """Return the control names of a script, written down independently of the widget."""
    names = {f"edit.{c['id']}" for c in props["channels"]} | {"claims"}
    for f in props["fields"]:
        names |= {f"{f['key']}.{o}" for o in f["options"]} if f["type"] == "multi" else {f["key"]}
    return names | {f"line.{n['tick']['id']}" for c in props["channels"] for p in c["parts"] for n in p["lines"] if n["tick"]}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.say)
def test_one_slot_for_every_shown_line_with_facts(example: Example) -> None:
    state = play(example)
    expected = sorted(
        f"line.{n['id']}"
        for c in example.props["channels"] for p in c["parts"] for n in p["lines"]
        if n["facts"] and (p["reply"] or f"edit.{c['id']}" not in state.values)
    )  # fmt: skip
    assert sorted(str(a["data-slot"]) for a in page(state, example.props).all("span", class_="cite")) == expected


def test_the_blank_form_is_complete_without_python() -> None:
    seen = page(script.init(PROPS))
    assert {a["data-mirror"] for _, a in seen.elements if "data-mirror" in a} == {
        "full_name", "card_last4", "amount_due", "due_date", "cause", "ask", "periods", "reply_by", "bank", "contact",
    }  # fmt: skip
    assert all("name" not in a and a["aria-label"] for _, a in seen.elements if "data-mirror" in a)
    assert [a["id"] for a in seen.all("details", name="demo-out") if "open" in a] == ["demo-phone"]
    assert len(seen.all("button", data_effect=json.dumps({"type": "print", "target": "#demo-letter"}))) == 1
    assert not seen.all("button", data_msg="copy")
    assert labels.WITHHELD not in seen.text


def test_a_half_filled_form_lists_what_is_missing() -> None:
    seen = page(reader({"full_name": "张三"}))
    assert labels.WITHHELD.format(n=3) in seen.text
    assert labels.MISSING.format(names="卡号后四位") in seen.text
    assert "您好，我是张三，卡号后四位" in seen.text
    assert [a["data-mirror"] for _, a in seen.elements if str(a.get("id")).startswith("demo-phone-0-0-") and "data-mirror" in a] == [
        "card_last4"
    ]


def test_behind_a_sentence_stand_its_answers_and_facts() -> None:
    text = page(reader(FILLED)).text
    assert "欠款金额：38000元" in text
    assert "简单投诉15日内作出处理决定并告知。" in text
    assert "《银行业保险业消费投诉处理管理办法》（银保监会令2020年第3号）第18条，2020年3月1日起施行，2026年11月21日核对" in text
    assert "《商业银行信用卡业务监督管理办法》（银监会令2011年第2号），" in text
    assert "第70条" not in text


def test_a_form_field_counts_its_characters() -> None:
    assert labels.COUNTER.format(length=11, limit=30) in page(reader(FILLED)).text


def test_a_choice_can_be_taken_back_and_the_tone_starts_gentle() -> None:
    assert [a["value"] for a in page(reader({})).all("input", name="situation")] == ["信用卡", "贷款"]
    assert [a["value"] for a in page(reader({"situation": "贷款"})).all("input", name="situation")] == ["信用卡", "贷款", ""]
    assert [a["value"] for a in page(reader({})).all("input", name="tone") if "checked" in a] == ["平和"]


# agreement and hostility

NAMES = st.text(alphabet="赵钱孙李周吴郑王", min_size=1, max_size=4)
DATES = st.dates(min_value=date(2020, 1, 1), max_value=date(2026, 11, 20)).map(str)
AMOUNTS = st.integers(1, 10**9).map(lambda fen: f"{fen // 100}.{fen % 100:02}")
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("full_name", "bank", "cause", "ask"), NAMES),
        **dict.fromkeys(("due_date", "reply_by"), DATES),
        "amount_due": AMOUNTS,
        "card_last4": st.from_regex("[0-9]{4}", fullmatch=True),
        "periods": st.integers(1, 60).map(str),
        "tone": st.sampled_from(["平和", "坚定"]),
        "line.m4q7": st.booleans(),
    },
)
PATTERNS = {
    "full_name": "我是([^，]+)，",
    "amount_due": "欠([0-9.]+)元",
    "due_date": "([0-9年月日]+)到期",
    "ask": "贵行((?!在15日)[^。]+)。",
    "card_last4": "卡号后四位([0-9]+)",
}


@given(ANSWERS)
@settings(max_examples=80, deadline=None)
def test_all_outputs_agree_and_invent_nothing(values: Values) -> None:
    state = reader(values)
    formatted = {k: {"amount_due": money, "due_date": date_text}.get(k, str)(str(v)) for k, v in values.items()}
    made = compose(PROPS, state)
    author = {n for f in FACTS.values() for n in re.findall("[0-9]+", f["article"])} | {"15"}
    overdue = re.findall("逾期([0-9]+)天", "".join(s.text for c in made.channels for s in c.sentences))
    assert len(set(overdue)) <= 1
    mine = {n for v in (*values.values(), *formatted.values(), date_text(TODAY)) for n in re.findall("[0-9]+", str(v))}
    mine |= {n for k in ("reply_by", "due_date") for n in re.findall("[0-9]+", date_text(str(values.get(k, ""))) or "")}
    for c in made.channels:
        text = texts.with_replies(c, state.values)
        for key, pattern in PATTERNS.items():
            assert set(re.findall(pattern, text)) <= {formatted.get(key)}, (c.name, key)
        assert set(re.findall("[0-9]+", text)) <= mine | author | set(overdue)
        assert "【" not in text


@given(
    st.dictionaries(
        st.sampled_from(sorted(script_names(PROPS))), st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60), st.booleans()), max_size=8
    ),
    st.sampled_from(CHANNELS),
)
@settings(max_examples=60, deadline=None)
def test_no_input_breaks_it(values: Values, target: Props) -> None:
    state = reader(values)
    for msg in ({"type": "edit"}, {"type": "mask"}, {"type": "copy"}, {"type": "discard"}, {"type": "undo"}):
        state, effects = send(state, **msg, arg=target["id"])
        json.dumps(effects).encode()
        html = script.view(PROPS, state)
        html.encode("utf-8")
        assert NUL not in html
        assert "<script>alert" not in html
        assert "<img" not in html
    Page(html)
    for kind in ("txt", "eml", "docx"):
        for effect in send(state, type="download", arg=f"{target['id']}.{kind}")[1]:
            text = effect["text"] if "text" in effect else "".join(p.text for p in opened(effect["base64"]).paragraphs)
            text.encode("utf-8")
            assert RLO not in text


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.say)
def test_state_survives_json(example: Example) -> None:
    state = play(example)
    again = State(**json.loads(json.dumps(asdict(state))))
    assert again == state
    assert script.view(example.props, again) == script.view(example.props, state)


@pytest.mark.parametrize(
    "broken", [{"undo": 5}, {"undo": {"full_name": 3}}, {"basis": {"phone": 7, "chat": {"x": []}}}, {"undone": "mask:"}, {"today": "soon"}]
)
def test_a_broken_saved_state_is_read_as_far_as_it_goes(broken: dict[str, Any]) -> None:
    saved = {"version": script.VERSION, "values": {"full_name": "张三", "edit.phone": "好", "edit.chat": "好"}, **broken}
    for msg in ({"type": "undo"}, {"type": "input", "name": "ask", "value": "分期"}, {"type": "edit", "arg": "letter"}):
        reply = json.loads(
            runtime.step(json.dumps({"island": "demo", "gen": 1, "widget": "script", "props": PROPS, "state": saved, "msg": msg}))
        )
        assert "error" not in reply
        Page(reply["html"])


def test_words_of_somebody_in_danger_bring_help_before_anything_about_the_text() -> None:
    first = warned(FILLED | {"cause": "尽快办，骗子，我不想活了"}).split("\n")[0]
    assert "不想活" in first
    assert "12356" in first
    assert "对方" not in first


@pytest.mark.parametrize("piece", ["一", "\n", "1.", " "], ids=["numerals", "lines", "list", "spaces"])
def test_a_hundred_thousand_characters_edited_by_hand_are_checked(piece: str) -> None:
    """Not a matter of seconds but of whether an answer comes: these took minutes."""
    assert isinstance(warned(FILLED | {"edit.phone": piece * 100_000}), str)


def test_numerals_after_an_ordinal_are_no_amount() -> None:
    assert claims.not_in_facts(PROPS, reader(FILLED), "第十三期") == []
