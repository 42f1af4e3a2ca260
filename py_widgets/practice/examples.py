"""Cases of the practice widget: the fixture of its tests."""

from __future__ import annotations

from ..labels import practice as labels
from ..sentences.samples import FACTS, FIELDS, channel, line
from ..widget import Example, Msg, Props, Values

WORDING = [
    {"kind": "insult", "word": "骗子", "instead": "对方做了什么、哪天做的"},
    {"kind": "danger", "word": "不想活", "instead": "撑不住，现在就打12356"},
    {"kind": "threat", "word": "曝光", "instead": "你要的结果和答复日期"},
    {"kind": "vague", "word": "尽快", "instead": "一个日期"},
]
CARD = channel("0", "信用卡", {
    "对方说“系统不支持”": [
        line("我理解，系统有它的限制。"),
        line("请问卡在哪一步？"),
        line("【要求】贵行在15日内书面答复我。", strength="有权要求", facts=("D11",)),
        line("我欠的是【欠款金额】元。"),
    ],
    "对方说“改天再打来”": [
        line("可以，请约一个日期。"),
        line("到今天逾期【逾期天数】，我想【诉求】。"),
        line("请给我受理编号。", strength="只是请求"),
    ],
    "对方说“请问还有其他问题吗”": [line("我复述一遍，您听对不对。"), line("我希望【答复日期】前有答复。")],
})  # fmt: skip
SHORT = channel("1", "一句话", {"对方说“没有”": [line("我手头有【证据】。")]})
_EXAMPLES = {"due_date": "2026-08-21", "reply_by": "2026-12-06", "tone": "平和", "evidence": "账单"}
"""For the sample fields that bring none: without one a line could not be said."""
PROPS: Props = {
    "id": "demo", "title": "练一练", "role": labels.CALLER, "channels": [CARD, SHORT], "fields": [
        f | {"example": f["example"] or _EXAMPLES.get(f["key"], "1")}
        for f in FIELDS
    ], "facts": FACTS, "wording": WORDING,
}  # fmt: skip
AGENT_SCENE = channel("0", "退款", {
    "对方说“到底还要等多久”": [line("您要的是【诉求】，我来查。"), line("最晚【答复日期】办完。")],
    "对方说“那先这样”": [line("我复述一遍，您听哪里不对。"), line("我是【姓名】，有事打给我。")],
})  # fmt: skip
AGENT: Props = PROPS | {"role": labels.AGENT, "channels": [AGENT_SCENE]}
FACTS_OF_CASE: Values = {"amount_due": "38,000", "ask": "分24期还", "reply_by": "2026-11-30", "due_date": "2026-08-21"}
_HOSTILE = "<script>alert(1)</script>\"'】【姓名】$&\\1{{}}\u202e\u2066\x00\ud800👩\u200d👩\u200d👧\r\n</textarea></details>"


def put(name: str, value: str) -> Msg:
    """Return what the reader does to a control."""
    return {"type": "input", "name": name, "value": value}


def send(kind: str) -> Msg:
    """Return the press of a button."""
    return {"type": kind}


def write(text: str) -> tuple[Msg, ...]:
    """Return an own line, said."""
    return put("own", text), send("say")


ROUND: tuple[Msg, ...] = (
    send("start"), put("pick", "line.0"), send("say"), send("next"), *write("请问您的工号，哪天答复？"), send("next"),
    put("pick", "poor.1"), send("say"), send("next"),
)  # fmt: skip

EXAMPLES = (
    Example("nothing done: a sheet for two", PROPS),
    Example("no scenes on the page", PROPS | {"channels": []}),
    Example("the first turn", PROPS, {}, (send("start"),)),
    Example("facts of the case in the lines", PROPS, FACTS_OF_CASE, (send("start"),)),
    Example("examples only", PROPS, {**FACTS_OF_CASE, "samples": True}, (send("start"),)),
    Example("a line of the library", PROPS, {}, ROUND[:3]),
    Example("an own line that asks for number and date", PROPS, {}, ROUND[:6]),
    Example("insult, threat, vague and long", PROPS, {}, (
        send("start"), *write("你们这些骗子，尽快处理，不然我就曝光，我说到做到，等着瞧，别以为我不敢"),
    )),
    Example("words that tell of danger", PROPS, {}, (send("start"), *write("我不想活了"))),
    Example("a result", PROPS, FACTS_OF_CASE, ROUND),
    Example("a result after one turn", PROPS, {}, (*ROUND[:4], send("stop"))),
    Example("another round, undo offered", PROPS, {}, (*ROUND, send("again"))),
    Example("back to the scenes, undo offered", PROPS, {}, (*ROUND, send("choose"))),
    Example("the second scene, one turn", PROPS, {"scene": "1", "evidence.账单": True}, (
        send("start"), put("pick", "line.0"), send("say"),
    )),
    Example("an agent", AGENT, {}, (send("start"), *write("您要的是退款，12月6日前办完，打给我，我是小陈。"), send("next"))),
    Example("an agent's result", AGENT, {}, (
        send("start"), put("pick", "poor.0"), send("say"), send("next"), *write("再见"), send("next"),
    )),
    Example("hostile text in every control", PROPS, dict.fromkeys([*(f["key"] for f in FIELDS), "scene", "pick", "own"], _HOSTILE), (
        send("start"), *write(_HOSTILE),
    )),
    Example("a very long own line", PROPS, {}, (send("start"), *write("请您" * 5000))),
)  # fmt: skip
