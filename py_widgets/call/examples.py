"""Cases of the call widget: the fixture of its tests, and of the browser's."""

from __future__ import annotations

from ..sentences.samples import FACTS, FIELDS, channel, line
from ..widget import Example, Msg, Props, Values
from .state import NOTES

CHANNELS = [
    channel("phone", "电话", {
        "开场": [line("您好，我是【姓名】，卡号后四位【卡号后四位】。"), line("我想谈还款安排。")],
        "说明": [
            line("我欠【欠款金额】元，【到期日】到期。"),
            line("到今天逾期【逾期天数】。"),
            line("我手头有【证据】。", tick="k2p9", on=True),
        ],
        "诉求": [
            line("【要求】贵行【诉求】。", strength="可以协商", facts=("D01",)),
            line("分【期数】还，我每月都能还上。", tick="m4q7"),
        ],
        "倾听": [line("您请说，我记一下。")],
        "收尾": [line("请给我一个受理编号。")],
        "确认": [line("谢谢您，我都记下来了。")],
        "对方说“系统不支持”": [
            line("请您登记：【诉求】。"),
            line("【要求】贵行在15日内书面答复我。", strength="有权要求", facts=("D11",)),
        ],
        "对方说“改天再打来”": [line("请在【答复日期】前回电。")],
    }, line_limit=25),
]  # fmt: skip

PROPS: Props = {"id": "demo-call", "title": "通话模式", "channels": CHANNELS, "fields": FIELDS, "facts": FACTS}
NO_SCRIPT: Props = {"id": "demo-call", "title": "通话模式", "channels": [], "fields": [], "facts": {}}

FILLED: Values = {
    "full_name": "张三", "card_last4": "1234", "contact": "13800138000", "bank": "示例银行", "amount_due": "38,000",
    "due_date": "2026-08-21", "ask": "把欠款分24期还清", "periods": "24", "reply_by": "2026-11-30", "evidence.账单": True, "tone": "坚定",
}  # fmt: skip
EARLIER: Values = {
    "agent_no": "0042", "promised": "回电", "promised_date": "2026-11-18", "last_contact_date": "2026-11-13", "ticket": "SL-1",
}  # fmt: skip
_HOSTILE = "<script>alert(1)</script>\"'】【姓名】$&\\1{{}}\u202e\u2066\x00\ud800👩\u200d👩\u200d👧\r\n</textarea></details>"


def at(minute: int, kind: str, **more: str) -> Msg:
    """Return a message that comes so many minutes after half past ten."""
    return {"type": kind, "now": f"2026-11-21T10:{30 + minute}", **more}


def put(name: str, value: str) -> Msg:
    """Return what the reader writes into a control."""
    return {"type": "input", "name": name, "value": value}


TALK: tuple[Msg, ...] = (
    at(1, "start"), at(1, "say"), at(2, "say"), at(2, "skip"), at(3, "heard", arg="6"), at(4, "say"), at(5, "say"),
    put("now.who", "小陈"), put("now.agent_no", "0168"), put("now.ticket.not", "refused"),
    put("now.promised", "把申请转给还款中心"), put("now.promised_date", "2026-11-28"), at(7, "promise"),
    put("now.heard", "一般3天有结果"), at(8, "note"), at(9, "go", arg="readback"), at(9, "say"), at(10, "end"),
)  # fmt: skip

EXAMPLES = (
    Example("a sheet to print: nobody called yet", PROPS),
    Example("no script on the page", NO_SCRIPT),
    Example("facts filled in, before the call", PROPS, FILLED),
    Example("in the call, answering what was heard", PROPS, FILLED, TALK[:6]),
    Example("in the call, everything written down", PROPS, FILLED, TALK[:15]),
    Example("about to read back", PROPS, FILLED, TALK[:16]),
    Example("after the call: the confirmation", PROPS, FILLED, TALK),
    Example("after a call in which nothing was given", PROPS, {}, (
        at(0, "start"), at(1, "say"), put("now.agent_no.not", "refused"), at(2, "end"),
    )),
    Example("a second call: the last contact stays until the reader says so", PROPS, FILLED | EARLIER, TALK),
    Example("an entry being corrected", PROPS, FILLED, (*TALK[:4], {"type": "fix", "arg": "1"}, put("fix", "我说：想谈分期。"))),
    Example("an entry removed, undo offered", PROPS, FILLED, (*TALK[:4], {"type": "remove", "arg": "0"})),
    Example("a log that others wrote, and a broken list of promises", PROPS, {
        "log": '[{"at": "2026-11-20T09:00", "said": "别处记的"}, 7, {"line": "demo-call:start"}, {"line": "demo-call:phone.9.9"}]',
        "promises": '[{"what": "回电',
    }, (at(0, "start"), put("now.promised", "回电"), at(1, "promise"))),
    Example("facts whose check is out of date", {
        **PROPS, "facts": {i: fact | {"review": "2026-11-20"} for i, fact in FACTS.items()},
    }, FILLED, (at(0, "start"), at(1, "heard", arg="6"), at(2, "skip"))),
    Example("hostile text in every field", PROPS, dict.fromkeys([
        *(f["key"] for f in FIELDS), "log", "promises", *NOTES, "now.heard",
    ], _HOSTILE), (at(0, "start"), put("now.promised", _HOSTILE), put("now.who", _HOSTILE), put("now.heard", _HOSTILE), at(1, "end"))),
)  # fmt: skip
