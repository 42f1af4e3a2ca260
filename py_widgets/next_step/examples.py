"""Cases of the next-step widget on a ladder of six rungs: the fixture of its tests, and of the browser's."""

from __future__ import annotations

from typing import Any

from ..sentences.samples import field
from ..widget import Example, Props, Values

_LONG = "很长的事实" * 40

FIELDS = [
    field("full_name", "姓名", "text", "你叫什么名字？", "你是谁", example="王小明", max=30),
    field("amount_paid", "付款金额", "money", "一共付了多少钱？", "这笔账", example="1299", unit="元"),
    field("agreed_date", "约定日期", "date", "约定哪天前办到？", "这笔账"),
    field("served_date", "收到日期", "date", "哪天收到的？", "这笔账"),
    field("last_contact_date", "上次联系日期", "date", "上次联系客服是哪天？", "对方"),
    field("ticket", "受理编号", "text", "上次给你的受理编号是多少？", "对方", max=40),
    field("promised_date", "承诺日期", "date", "客服答应哪天前办到？", "对方"),
    field("ask", "希望的方案", "longtext", "你希望对方怎么办？", "诉求", example="退款1299元", max=60),
    field("reply_by", "希望答复日期", "date", "希望对方哪天前答复？", "诉求"),
    field("evidence", "手头证据", "multi", "你手头有哪些证据？", "证据", options=["订单截图", "聊天记录"]),
    field("tone", "语气", "choice", "用哪种语气？", "语气", options=["平和", "坚定"]),
    field("request_verb", "要求", "computed"),
    field("today", "今天", "computed"),
]


def fact(fact_id: str, law: str, **more: str) -> Props:
    """Return a fact as the build makes it."""
    usual = {
        "title": "", "rule": "7日内处理。", "version": "", "article": "第1条", "since": "", "confidence": "verified",
        "checked": "2026-11-21", "review": "2027-05-21", "strength": "有权要求",
    }  # fmt: skip
    return {"id": fact_id, "law": law, **usual, **more}


def line(*tokens: str | tuple[str], strength: str | None = None, facts: tuple[str, ...] = ()) -> Props:
    """Return a sentence: text, and blanks as `("key",)`."""
    made = [token if isinstance(token, str) else {"blank": token[0]} for token in tokens]
    return {"tokens": made, "tick": None, "strength": strength, "facts": list(facts), "id": ""}


def condition(after: str, days: int = 0, count: str = "", facts: tuple[str, ...] = ()) -> Props:
    """Return a condition of `opens`."""
    return {"after": after, "days": days, "count": count, "say": f"{after}之后满{days}天。", "facts": list(facts)}


def rung(rung_id: str, name: str, kinds: list[str], **more: Any) -> Props:
    """Return a rung as the build makes it."""
    usual: Props = {
        "does": f"{name}能做的事。", "have": [{"say": "受理编号", "key": "ticket"}, {"say": "一页纸", "key": ""}], "cost": "不花钱。",
        "cannot": "不裁决。", "facts": [], "when": "", "side": False, "advice": False, "done": [], "term": None, "opens": [], "closes": [],
        "bars": [], "notes": [], "fee": "", "told": {"after": "", "lines": []},
        "text": {
            "open": [line("我是", ("full_name",), "。")],
            "ask": [line(("request_verb",), "贵方这样解决：", ("ask",), "。", strength="只是请求")],
        },
    }  # fmt: skip
    return {"id": rung_id, "name": name, "kinds": kinds, **usual, **more}


RUNGS = [
    rung("police", "打110", [], when="threatened", text={"open": [line("有人正在威胁我。")], "ask": []}),
    rung(
        "company", "向公司投诉", ["order", "unknown"], done=["complained"],
        term={"days": 7, "count": "自然日", "say": "7日内处理。", "facts": ["E02"]},
        told={"after": "contacted", "lines": [line("受理编号是", ("ticket",), "。")]},
    ),
    rung(
        "appeal", "申诉", ["order"], opens=[condition("decided"), condition("complained", 7, "自然日", ("E02",))], done=["at-agency"],
        closes=[{"after": "decided", "days": 30, "sure": True, "say": "30日内申请。", "facts": ["E02"]}],
        bars=[{"when": "at-court", "say": "法院在办。", "facts": ["A28"]}],
    ),
    rung(
        "market", "请部门调解", ["order"], opens=[condition("unsatisfied")], advice=True, notes=[{"say": "选一家。", "facts": ["A28"]}],
        term={"days": 7, "count": "工作日", "say": "7个工作日内告知。", "facts": ["A28"]},
    ),
    rung(
        "sue", "起诉", ["order"], side=True, fee="court", opens=[condition("complained", 5, "工作日")], facts=["M02", "A28"],
        closes=[{"after": "began", "years": 3, "sure": False, "say": "一般3年。", "facts": []}],
    ),
    rung("order", "支付令异议", ["court"], when="order", closes=[
        {"after": "served", "days": 15, "safe": True, "sure": False, "say": "15日内。", "facts": ["E02"]}]),
]  # fmt: skip

PROPS: Props = {
    "id": "demo",
    "title": "下一步",
    "rungs": RUNGS,
    "matters": [
        {"id": "order", "name": "网购不到货", "company": "商家", "amount": "amount_paid", "began": "agreed_date",
         "lines": [line("付款金额是", ("amount_paid",), "元。"), line("约定", ("agreed_date",), "前办到。")],
         "doors": [{"door": "12378", "why": "不管商品。", "facts": ["M02"]}]},
        {"id": "court", "name": "收到文书", "company": "对方", "amount": "", "began": "", "lines": [], "doors": []},
    ],
    "fields": FIELDS,
    "facts": {
        "E02": fact("E02", "快递暂行条例"),
        "A28": fact("A28", "处理办法", confidence="corroborated"),
        "M02": fact("M02", "", confidence="unverified"),
    },
    "years": [{"year": "2026", "holidays": [], "workdays": []}],
}  # fmt: skip

FACTS: Values = {
    "full_name": "王小明", "amount_paid": "1299", "agreed_date": "2026-11-10", "last_contact_date": "2026-11-13", "ticket": "SL-1",
    "ask": "退款1299元", "evidence.订单截图": True,
}  # fmt: skip
TRIED: Values = {"matter": "order", "tried.complaint": True, "answer": "nothing"}
_TODAY = "2026-11-22"

EXAMPLES = (
    Example("nothing answered", PROPS, today=_TODAY),
    Example("a matter and nothing else", PROPS, {"matter": "order"}, today=_TODAY),
    Example("typical: complained, no answer", PROPS, {**FACTS, **TRIED}, today=_TODAY),
    Example("still waiting", PROPS, {**FACTS, **TRIED, "complained_on": "2026-11-20"}, today=_TODAY),
    Example("no date", PROPS, TRIED, today=_TODAY),
    Example("refused too long ago", PROPS, {**TRIED, "answer": "refused", "decided_on": "2026-09-01"}, today=_TODAY),
    Example("promised for later", PROPS, {**FACTS, "matter": "order", "answer": "promise", "promised_date": "2026-12-01"}, today=_TODAY),
    Example("with a court already", PROPS, {**FACTS, **TRIED, "elsewhere": "court"}, today=_TODAY),
    Example("a payment order came", PROPS, {"matter": "court", "papers": "order", "served_date": "2026-11-16"}, today=_TODAY),
    Example("danger", PROPS, {"threat": True, **TRIED}, today=_TODAY),
    Example("working days run out of the calendar", PROPS, {**TRIED, "complained_on": "2026-12-30"}, today="2026-12-30"),
    Example("dates that cannot be", PROPS, {**TRIED, "last_contact_date": "2027-01-01", "decided_on": "第二天"}, today=_TODAY),
    Example("the calendar's end", PROPS, {**TRIED, "complained_on": "9999-12-31", "agreed_date": "9999-12-31"}, today="9999-12-31"),
    Example(
        "longest", PROPS, {**FACTS, **TRIED, "full_name": _LONG, "ask": _LONG, "ticket": _LONG, "amount_paid": "999999999999"}, today=_TODAY
    ),
    Example("expired facts", PROPS, {**FACTS, **TRIED}, today="2029-01-01"),
    Example("cleared", PROPS, {**FACTS, **TRIED}, ({"type": "clear"},), today=_TODAY),
    Example("cleared and undone", PROPS, {**FACTS, **TRIED}, ({"type": "clear"}, {"type": "undo"}), today=_TODAY),
    Example("hostile", PROPS, {**TRIED, "full_name": '<script>alert(1)</script>"\u202e【$&】', "ask": "</li>"}, today=_TODAY),
)
