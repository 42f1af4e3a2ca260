"""Cases of the offer: the fixture of its tests, and of the browser's."""

from __future__ import annotations

from typing import Any

from ..widget import Example, Props, Values
from .state import FACTS


def field(key: str, name: str, kind: str, label: str, **more: Any) -> Props:
    """Return a field as the build makes it."""
    empty = {"hint": "", "example": "", "sensitive": "none", "options": [], "max": 0, "unit": "", "group": ""}
    return {**empty, "key": key, "name": name, "label": label, "type": kind, **more}


FIELDS = [
    field("situation", "事由", "choice", "这笔账是哪一种？", options=["信用卡逾期", "银行贷款逾期", "网络贷款逾期"]),
    field("amount_owed", "欠款总额", "money", "一共欠多少钱？", unit="元", example="38000"),
    field("amount_overdue", "逾期金额", "money", "其中已经逾期的是多少？", unit="元", example="3600"),
    field("monthly_income", "月收入", "money", "现在每月到手多少钱？", unit="元", hint="看工资到账记录。"),
    field("monthly_can", "每月能还", "money", "每月能还多少钱？", unit="元"),
    field("ask", "希望的方案", "longtext", "你希望对方怎么办？", max=60),
    field("periods", "期数", "integer", "想分多少期还？", unit="期"),
    field("first_pay_date", "首次还款日", "date", "最早哪天能还第一笔？"),
    field("fallback", "可以接受的备选", "longtext", "这个办不了，你还能接受什么？", max=60),
]
_RULES = {
    "D01": ("个性化分期", "发卡行“可以”与持卡人平等协商个性化分期，最长不超过5年。", "可以协商"),
    "D02": ("个性化分期协议写什么", "个性化分期协议要写明欠款结构、还款计划等六项。", "有权要求"),
    "D03": ("口头协议要录音", "电话达成的，银行要留存录音至结清。", "有权要求"),
    "C33": ("展期要对方同意", "到期前可以申请展期，贷款人同意才展期。", "可以协商"),
    "H03": ("必须展示年化利率", "发卡行要明显展示年化利率，不得只展示日利率。", "有权要求"),
    "H04": ("滞纳金已取消", "不得对违约金计收利息。", "有权要求"),
}


def fact(fact_id: str, **more: str) -> Props:
    """Return a fact as the build makes it."""
    title, rule, strength = _RULES.get(fact_id, (f"常见值{fact_id}", f"{fact_id}的常见值，以合约为准。", "仅作说明"))
    confidence = "verified" if fact_id in ("C33", "H10") else "corroborated"
    return {
        "id": fact_id, "title": title, "rule": rule, "law": "商业银行信用卡业务监督管理办法", "version": "",
        "article": "第70条", "since": "",
        "confidence": confidence, "checked": "2026-11-21", "review": "2027-02-21", "strength": strength, **more,
    }  # fmt: skip


PROPS: Props = {"id": "demo", "title": "还款方案", "fields": FIELDS, "facts": {i: fact(i) for i in FACTS}}
BUDGET: Values = {
    "monthly_income": "5200", "rent": "1500", "food": "1800", "medical": "200", "children": "0", "other_need": "300", "other_debts": "200",
    "margin": "100",
}  # fmt: skip
CARD: Values = {"situation": "信用卡逾期", "amount_owed": "38000", "amount_overdue": "3600", "first_pay_date": "2026-12-10", **BUDGET}
FULL: Values = {
    **CARD, "charge": "interest", "daily_rate": "0.03", "least": "3800", "paid": "800", "penalty_rate": "5", "penalty_floor": "10",
    "pick": "48", "pick2": "60", "agreed.structure": "said", "agreed.plan": "unsaid", "agreed.charges": "unclear",
    "note.charges": "客服说\n“看系统”", "agreed.no_cards": "said", "agreed.duties": "unsaid", "agreed.breach": "unsaid",
    "agreed.record": "unclear",
}  # fmt: skip
_HOSTILE = '<script>alert(1)</script>"\u202e【$&】'
_WRITE = ({"type": "write"},)
_LOAN: Values = {**CARD, "situation": "银行贷款逾期", "amount_overdue": "0", "charge": "fee", "fee": "120", "pick": "36"}
_WRONG: Values = {"amount_owed": "三万八", "daily_rate": "五", "rent": "-1", "periods": "600", "first_pay_date": "2099-01-01"}
_MUCH: Values = {"amount_owed": "999999999999.99", "monthly_income": "999999999999.99", "note.plan": "长" * 3000}

EXAMPLES = (
    Example("empty", PROPS),
    Example("a card, what the other side charges is not known", PROPS, CARD),
    Example("a card, no interest", PROPS, {**CARD, "charge": "none"}),
    Example("a card, everything filled in", PROPS, FULL),
    Example("a card, written into the script", PROPS, {**FULL, "pick": "60", "pick2": "48"}, _WRITE),
    Example("written and undone", PROPS, FULL, (*_WRITE, {"type": "undo"})),
    Example("a fee in per cent and interest", PROPS, {**CARD, "charge": "both", "daily_rate": "万分之2", "fee": "0.6%"}),
    Example("a loan not yet due, a fee in yuan", PROPS, _LOAN, _WRITE),
    Example("nothing is left", PROPS, {**CARD, "charge": "none", "monthly_income": "3000"}, _WRITE),
    Example("exactly nothing is left", PROPS, {**CARD, "monthly_income": "4100"}),
    Example("no term clears it", PROPS, {**CARD, "charge": "interest", "daily_rate": "0.1", "monthly_income": "4200"}),
    Example("a term of the reader's own", PROPS, {**CARD, "charge": "none", "periods": "18", "pick": "18"}),
    Example("a share of a debt that is not there", PROPS, {"charge": "fee", "fee": "0.6%"}),
    Example("what cannot be read", PROPS, {**FULL, **_WRONG}),
    Example("longest", PROPS, {**FULL, **_MUCH}),
    Example("expired facts", PROPS, FULL, today="2030-01-01"),
    Example("facts the page does not carry", {**PROPS, "facts": {}}, FULL, _WRITE),
    Example("cleared, undo offered", PROPS, FULL, ({"type": "clear"},)),
    Example("hostile", PROPS, {**dict.fromkeys(FULL, _HOSTILE), "ask": _HOSTILE, "note.plan": _HOSTILE, "agreed.plan": "unsaid"}),
)
