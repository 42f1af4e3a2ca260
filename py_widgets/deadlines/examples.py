"""Cases of the deadlines widget: the fixture of its tests, and of the browser's."""

from __future__ import annotations

import json

from ..widget import Example, Props, Values


def fact(fact_id: str, rule: str, law: str, confidence: str = "verified", review: str = "2027-05-21") -> Props:
    """Return a fact as the build makes it."""
    return {
        "id": fact_id, "title": "期限", "rule": rule, "law": law, "version": "", "article": "第1条", "since": "2020-03-01",
        "confidence": confidence, "checked": "2026-11-21", "review": review, "strength": "有权要求",
    }  # fmt: skip


def row(row_id: str, title: str, days: int, unit: str, facts: list[str], **more: object) -> Props:
    """Return a deadline as the build makes it."""
    plain = {"group": "投诉", "start": "哪天收到投诉？", "field": "", "whose": "对方", "situations": ["card-overdue"], "then": "收答复。"}
    return {"id": row_id, "title": title, "days": days, "unit": unit, "facts": facts, "text": "", "extend": [], **plain, **more}


_BANK_TEXT = "您好，我的投诉你们【起算日】收到。受理编号是【受理编号】。【依据】处理期限到【最后一天】。请问处理决定是什么？"
ROWS = [
    row("return-notice", "你发出退货通知", 7, "自然日", ["B13"], group="网购", start="哪天签收的？", field="received_date", whose="你",
        situations=["refund"], then="最晚这天提交退货申请。", text="货是【起算日】签收的，【依据】我在期限内通知。请告诉我退货地址。"),
    row("bank", "银行处理投诉", 15, "自然日", ["D11"], then="收处理决定；没有，就问是否延期。", text=_BANK_TEXT,
        extend=[{"days": 30, "when": "对方说情况复杂"}, {"days": 60, "when": "对方说特别复杂"}]),
    row("market", "市场监管部门决定受不受理", 7, "工作日", ["A24"], situations=["refund"], text="【依据】到【最后一天】。请问受理了没有？"),
    row("telecom", "电信企业答复投诉", 15, "自然日", ["E16"], situations=["telecom"], text="【依据】15日内答复。请问结果是什么？"),
    row("broadband", "宽带故障修复", 48, "小时", ["E14"], start="哪天几点申告的？", situations=["telecom"], text="【依据】请问几点修好？"),
    row("guarantee", "没有约定的保证期间", 6, "月", ["C41"], start="主债务哪天届满？"),
    row("limitation", "一般的诉讼时效", 3, "年", ["C24"], start="哪天知道受损？", whose="你"),
    row("answer", "你被起诉：答辩", 15, "自然日", ["F12"], start="哪天收到起诉状副本？", field="served_date", whose="你", situations=[]),
]  # fmt: skip

FACTS = {
    f["id"]: f
    for f in (
        fact("B13", "自签收次日起7日内发退货通知。", "网络购买商品七日无理由退货暂行办法"),
        fact("D11", "简单投诉15日内作出决定并告知。", "银行业保险业消费投诉处理管理办法"),
        fact("A24", "7个工作日内决定受理或不受理。", "市场监督管理投诉举报处理办法"),
        fact("E16", "电信企业应当在15日内答复投诉。", "电信用户申诉处理办法", "corroborated"),
        fact("E14", "城镇48小时内修复。", "电信条例"),
        fact("C41", "保证期间没有约定的，为六个月。", "民法典"),
        fact("C24", "诉讼时效一般三年。", "民法典"),
        fact("F12", "收到起诉状副本15日内答辩。", "民事诉讼法"),
    )
}
CALENDAR = [
    {
        "year": "2026",
        "holidays": [
            {"name": "春节", "first": "2026-02-15", "last": "2026-02-23"},
            {"name": "中秋节", "first": "2026-09-25", "last": "2026-09-27"},
            {"name": "国庆节", "first": "2026-10-01", "last": "2026-10-07"},
        ],
        "workdays": ["2026-02-14", "2026-02-28", "2026-09-20", "2026-10-10"],
    }
]
PROPS: Props = {
    "id": "demo", "title": "期限", "scene": "", "rows": ROWS, "facts": FACTS, "calendar": CALENDAR,
    "blanks": {"受理编号": {"key": "ticket", "type": "text"}},
}  # fmt: skip

PROMISE = {"what": "回电答复", "by": "2026-11-25", "who": "客服0168", "made": "2026-11-22", "kept": ""}


def chosen(**starts: str) -> Values:
    """Return the values of rows that were ticked, each with its first day."""
    names = {r["id"]: r["field"] or f"deadline-from.{r['id']}" for r in ROWS}
    found: Values = {}
    for row_id, start in starts.items():
        found |= {f"deadline.{row_id.replace('_', '-')}": True, names[row_id.replace("_", "-")]: start}
    return found


_ALL = chosen(return_notice="2026-11-20", bank="2026-11-16", market="2026-09-29", telecom="2026-11-10", broadband="2026-11-21T10:31",
              guarantee="2026-08-31", limitation="2024-02-29", answer="2026-11-16")  # fmt: skip
_HOSTILE = "<script>alert(1)</script>\"'】【最后一天】$&\\1{{}}\u202e\u2066\x00\ud800👩\u200d👩\u200d👧\r\n</textarea></details>"


def _expired() -> Props:
    return PROPS | {"facts": {i: f | {"review": "2026-11-20"} for i, f in FACTS.items()}}


EXAMPLES = (
    Example("nothing chosen: a form to fill in by hand", PROPS),
    Example("chosen, no first day yet", PROPS, {"deadline.bank": True}),
    Example("every unit, some of it past", PROPS, _ALL | {"ticket": "SL-1113-0032"}),
    Example("a situation's deadlines come first", PROPS, {"deadline-scene": "refund"}),
    Example("the author's situation comes first", PROPS | {"scene": "telecom"}),
    Example("working days over a year that nobody knows", PROPS, chosen(market="2026-12-28", bank="2026-12-28")),
    Example("the bank said it is complicated", PROPS, chosen(bank="2026-11-16") | {"deadline-later.bank": "0"}),
    Example("days that are none", PROPS, chosen(bank="2026-02-30", broadband="2026-11-21", answer="0001-01-01", limitation="9999-12-31")),
    Example("expired facts: weaker words, claims withheld", _expired(), _ALL),
    Example("a promise, its outcome, and one from the script", PROPS, {
        "promises": json.dumps([PROMISE, {**PROMISE, "what": "退款", "kept": "yes"}], ensure_ascii=False),
        "promised": "换新机", "promised_date": "2026-11-30",
    }),
    Example("a promise written down", PROPS, {"promise-what": "上门安装", "promise-by": "2026-11-24"}, ({"type": "add"},)),
    Example("lists that cannot be read", PROPS, chosen(bank="2026-11-16") | {"promises": '[{"what": 1}, "x", ', "deadlines": "{"}),
    Example("cleared, undo offered", PROPS, _ALL, ({"type": "clear"},)),
    Example("hostile text everywhere", PROPS, {
        "deadline.bank": True, "deadline-from.bank": _HOSTILE, "ticket": _HOSTILE, "promise-what": _HOSTILE, "deadline-scene": _HOSTILE,
        "promises": json.dumps([{**PROMISE, "what": _HOSTILE, "by": _HOSTILE}]), "deadlines": _HOSTILE, "deadline-later.bank": _HOSTILE,
        "promised": _HOSTILE, "promised_date": _HOSTILE,
    }),
    Example("no rows at all", PROPS | {"rows": [], "facts": {}, "blanks": {}, "calendar": []}),
)  # fmt: skip
