"""Cases of the reply checker: the fixture of its tests, and of the browser's."""

from __future__ import annotations

from ..sentences.samples import field
from ..widget import Example, Props

FIELDS = [
    field("staff_name", "坐席姓名", "text", "你怎么称呼自己？", "你是谁", example="客服小陈"),
    field("staff_phone", "坐席电话", "text", "用户直接找你，打哪个号码？", "你是谁"),
    field("customer_ask", "用户诉求", "longtext", "用户要什么？", "经过"),
    field("done_by", "办结日期", "date", "哪天前办完？", "答复"),
    field("next_contact", "下次联系日期", "date", "你哪天再联系用户？", "答复"),
    field("refund_amount", "退款金额", "money", "应当退多少钱？", "这笔账", unit="元"),
]


def line(*tokens: str | dict[str, str]) -> Props:
    """Return a sentence of a table as the build makes it."""
    return {"id": "", "tokens": list(tokens), "tick": None, "strength": None, "facts": []}


ALL = ["accepted", "partly", "refused", "not_ours", "need_more"]
_DONE, _NEXT = {"blank": "done_by"}, {"blank": "next_contact"}


def _part(
    name: str, title: str, decisions: list[str], cues: list[str], say: Props, *, unless: list[str] | None = None, day: bool = False
) -> Props:
    return {
        "id": name, "name": title, "why": "写出来。", "decisions": decisions, "cues": cues, "unless": unless or [], "date": day,
        "line": say,
    }  # fmt: skip


PARTS = [
    _part("heard", "接住用户的话", ALL, ["您要的是", "对不起"], line("您要的是：", {"blank": "customer_ask"}, "。")),
    _part("accepted", "说决定：同意", ["accepted"], ["退回", "同意"], line("我们决定退款。"), unless=["不同意"]),
    _part("refused", "说决定：不能办", ["refused"], ["办不了"], line("这一项办不了。")),
    _part("done_by", "说哪天前办完", ["accepted", "partly"], ["前", "到账"], line("最晚", _DONE, "办完。"), day=True),
    _part("next", "说哪天再联系", ["accepted", "need_more"], ["联系您", "打给您"], line(_NEXT, "，我再联系您一次。"), day=True),
]
REWRITES = [
    {"group": "any", "avoid": "尽快给您处理", "heard": "哪天办完？", "find": ["尽快"], "date": True, "line": line("最晚", _DONE, "办完。")},
    {
        "group": "bank",
        "avoid": "会尽快给您答复",
        "heard": "哪天？",
        "find": ["尽快给您答复"],
        "date": True,
        "line": line(_NEXT, "18点前，我打给您。"),
    },
    {
        "group": "refund",
        "avoid": "能退的都会退",
        "heard": "退哪些？",
        "find": ["能退的都"],
        "date": False,
        "line": line("共退", {"blank": "refund_amount"}, "。"),
    },
    {
        "group": "refuse",
        "avoid": "您冷静一下",
        "heard": "你嫌我烦",
        "find": ["冷静一下"],
        "date": False,
        "line": line("您接着说，我在记。"),
    },
]
WORDING = [
    {"kind": "vague", "word": "左右", "instead": "准确的数"},
    {"kind": "vague", "word": "尽快", "instead": "一个日期"},
    {"kind": "insult", "word": "骗子", "instead": "事实"},
    {"kind": "threat", "word": "后果自负", "instead": "日期"},
    {"kind": "danger", "word": "不想活", "instead": "打12356"},
]
PROPS: Props = {
    "id": "demo", "title": "答复检查", "fields": FIELDS, "parts": PARTS, "rewrites": REWRITES, "wording": WORDING, "facts": {},
}  # fmt: skip

GOOD = "对不起，两次没有到是我们的差错。\n我们退回安装费200元，最晚11月25日到账。\n11月26日，我再联系您一次。"
BAD = "您冷静一下，我们会尽快给您答复，能退的都会退。\n按规定办不了，后果自负。"
_NUMBERS = "身份证11010519491231002X，卡号6222021234567890128，电话13912345678。"
_HOSTILE = "<script>alert(1)</script>\"'】【办结日期】$&\\1{{}}\u202e\u2066\x00\ud800👩\u200d👧\r\n</textarea></details>"

EXAMPLES = (
    Example("nothing yet: a list to hold against a reply on paper", PROPS),
    Example(
        "a reply that has it all", PROPS, {"reply": GOOD, "outcome": "accepted", "done_by": "2026-11-25", "next_contact": "2026-11-26"}
    ),
    Example("a vague, rude reply, facts to fill the sentences with", PROPS, {"reply": BAD, "outcome": "refused", "done_by": "2026-11-25"}),
    Example("no decision chosen", PROPS, {"reply": BAD}),
    Example("somebody in danger", PROPS, {"reply": "您说不想活了。", "outcome": "accepted"}),
    Example("numbers that should not be handed on, masked", PROPS, {"reply": _NUMBERS}, ({"type": "mask"},)),
    Example("numbers that should not be handed on", PROPS, {"reply": _NUMBERS, "done_by": "2026-02-30", "refund_amount": "两百"}),
    Example("cleared, undo offered", PROPS, {"reply": GOOD, "outcome": "partly"}, ({"type": "clear"},)),
    Example("hostile text", PROPS, {"reply": _HOSTILE, "outcome": _HOSTILE, "customer_ask": _HOSTILE}),
    Example("a very long reply", PROPS, {"reply": "我们会尽快处理，左右。" * 400, "outcome": "need_more"}),
    Example("no tables at all", PROPS | {"fields": [], "parts": [], "rewrites": [], "wording": []}, {"reply": GOOD}),
)
