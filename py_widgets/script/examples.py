"""Cases of the script widget: the fixture of its tests, and of the browser's."""

from __future__ import annotations

from ..sentences.samples import FACTS, FIELDS, channel, line
from ..widget import Example, Props, Values

WORDING = [
    {"kind": "insult", "word": "骗子", "instead": "你们的说法和合同不一样"},
    {"kind": "danger", "word": "不想活", "instead": "撑不住，现在就打12356"},
    {"kind": "threat", "word": "曝光", "instead": "我会向监管部门反映"},
    {"kind": "vague", "word": "尽快", "instead": "在11月30日之前"},
    {"kind": "vague", "word": "很多", "instead": ""},
]

_ME = line("您好，我是【姓名】，卡号后四位【卡号后四位】。")
_STORY = line("我欠【欠款金额】元，【到期日】到期，已经逾期【逾期天数】。")
_CAUSE = line("逾期是因为【逾期原因】。")
_ASK = line("【依据】【要求】贵行【诉求】。", strength="可以协商", facts=("D01",))
_PLEASE = line("【要求】贵行【诉求】。", strength="可以协商", facts=("D01",))
_HAVE = line("我手头有【证据】。", tick="k2p9", on=True)
_REPLY = line("【依据】【要求】贵行在15日内书面答复我。", strength="有权要求", facts=("D11",))
_LAW = line("简单的投诉，15日内要有处理决定。", facts=("D11",))

CHANNELS = [
    channel("phone", "电话", {
        "开场": [_ME, line("我想谈还款安排。")],
        "说明": [line("我欠【欠款金额】元，【到期日】到期。"), line("到今天逾期【逾期天数】。"), _CAUSE, _HAVE],
        "诉求": [_PLEASE, line("分【期数】还，我每月都能还上。", tick="m4q7")],
        "对方说“系统不支持”": [line("请您登记：【诉求】。"), line("请给我一个受理编号。"), _LAW],
    }, line_limit=25),
    channel("chat", "聊天", {
        "开场": [_ME],
        "说明": [_STORY],
        "诉求": [_ASK, line("请在【答复日期】之前告诉我结果。")],
        "对方说“请耐心等待”": [line("请问最晚哪天答复我？")],
    }, line_limit=60),
    channel("email", "邮件", {
        "主题": [line("【姓名】申请协商还款（卡号后四位【卡号后四位】）")],
        "称呼": [line("【发卡行】：")],
        "经过": [_STORY, _CAUSE],
        "诉求": [_ASK, _REPLY],
        "落款": [line("【姓名】"), line("电话：【联系电话】"), line("【今天】")],
    }, body_limit=300),
    channel("letter", "投诉信", {
        "称呼": [line("【发卡行】：")],
        "经过": [_ME, _STORY, _CAUSE],
        "诉求": [_ASK, _REPLY, line("随信附上：【证据】。")],
        "落款": [line("投诉人：【姓名】"), line("【今天】")],
    }),
    channel("form", "平台表单", {"投诉标题|30": [line("【发卡行】不同意协商还款")], "投诉内容|200": [_STORY, _CAUSE, _ASK]}),
]  # fmt: skip

PROPS: Props = {
    "id": "demo", "title": "信用卡逾期，怎么说", "fields": FIELDS, "channels": CHANNELS, "facts": FACTS, "wording": WORDING,
}  # fmt: skip

FILLED: Values = {
    "full_name": "张三", "card_last4": "1234", "contact": "13800138000", "bank": "示例银行", "amount_due": "38,000",
    "due_date": "2026-08-21", "cause": "7月被裁员，没有收入。", "ask": "把欠款分24期还清", "periods": "24",
    "reply_by": "2026-11-30", "evidence.账单": True, "evidence.收入证明": True, "situation": "信用卡", "tone": "坚定",
}  # fmt: skip
_HALF: Values = {"full_name": "张三", "amount_due": "三万八", "due_date": "2026-02-30", "card_last4": "1234"}
_HOSTILE = "<script>alert(1)</script>\"'】【姓名】$&\\1{{}}\u202e\u2066\x00\ud800👩\u200d👩\u200d👧\r\n</textarea></details>"


def _expired() -> Props:
    return PROPS | {"facts": {i: fact | {"review": "2026-11-20"} for i, fact in FACTS.items()}}


EXAMPLES = (
    Example("empty: a blank form to print", PROPS),
    Example("everything filled", PROPS, FILLED),
    Example("half filled, some of it wrong: sentences are withheld", PROPS, _HALF),
    Example("edited, then a fact changed", PROPS, FILLED, (
        {"type": "edit", "arg": "letter"},
        {"type": "input", "name": "amount_due", "value": "36000"},
    )),
    Example("edited by hand: a number from nowhere, rude and vague words", PROPS, FILLED, (
        {"type": "edit", "arg": "phone"},
        {"type": "input", "name": "edit.phone", "value": "你们是骗子，尽快赔我5000元，12月3日之前到账，不然曝光。"},
    )),
    Example("edited, then back to the produced text", PROPS, FILLED, ({"type": "edit", "arg": "chat"}, {"type": "discard", "arg": "chat"})),
    Example("cleared, undo offered", PROPS, FILLED, ({"type": "clear"},)),
    Example("hostile text in every field", PROPS, dict.fromkeys([*(f["key"] for f in FIELDS), "edit.email"], _HOSTILE)),
    Example("expired facts: rights become requests, statements of law are withheld", _expired(), FILLED),
    Example("numbers that should not be handed on", PROPS, FILLED | {
        "cause": "我的身份证11010519491231002X，卡6222021234567890128，电话13912345678", "card_last4": "6222021234567890128",
    }),
    Example("a number masked", PROPS, FILLED | {"cause": "卡号6222021234567890128被盗刷"}, ({"type": "mask", "arg": "cause"},)),
    Example("optional sentence ticked, another unticked", PROPS, FILLED | {"line.k2p9": False, "line.m4q7": True}),
    Example("a script with no channels", PROPS | {"channels": []}, {"full_name": "张三"}),
    Example("a script with nothing at all", PROPS | {"fields": [], "channels": [], "facts": {}, "wording": []}),
)  # fmt: skip
