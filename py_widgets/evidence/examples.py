"""The single fixture of tests: cases that the widget must get right."""

from __future__ import annotations

import json
from typing import Any

from ..sentences.samples import field
from ..widget import Example, Props, Values
from .state import CLAIMS, EVIDENCE, types

PROPS: Props = {
    "id": "demo",
    "title": "主张与证据",
    "fields": [
        field("full_name", "姓名", "text"), field("company", "对方公司", "text"), field("order_no", "订单号", "text"),
        field("item", "商品或服务", "text"), field("paid_date", "付款日期", "date"), field("amount_paid", "付款金额", "money"),
        field("agreed_date", "约定日期", "date"), field("promised", "对方承诺", "longtext"), field("promised_date", "承诺日期", "date"),
        field("late_days", "超过天数", "computed"),
    ],
    "options": ["订单截图", "付款凭证", "聊天记录", "通话录音"],
}  # fmt: skip
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
FACTS: Values = {
    "full_name": "王小明", "company": "示例商贸有限公司", "order_no": "2026110112345", "item": "示例牌空调KF-35", "paid_date": "2026-11-01",
    "amount_paid": "1299", "agreed_date": "2026-11-10", "promised": "补发。", "promised_date": "2026-11-18",
}  # fmt: skip


def piece(n: int, name: str, **columns: str) -> dict[str, str]:
    """Return a row of the list as it is kept."""
    return {"id": f"e{n}", "name": name, "kind": "", "date": "", "proves": "", "sha256": ""} | columns


def kept(rows: list[Any]) -> str:
    """Return a list as it is kept."""
    return json.dumps(rows, ensure_ascii=False)


PIECES = [
    piece(1, "订单截图", kind="截图", date="2026-11-01", proves="约定11月10日前送到", source="平台", pages="1页"),
    piece(2, "聊天记录", kind="截图", date="2026-11-13", proves="承诺发货", file="chat.JPG", sha256=SHA),
    piece(3, "通话录音", kind="录音"),
]
LISTS: Values = {
    EVIDENCE: kept(PIECES),
    CLAIMS: kept([
        {"text": "约定2026年11月10日前办到", "evidence": ["e1", "e9"], "from": "agreed"}, {"text": "客服答应补发", "evidence": []},
    ]),
    "log": kept([
        {"at": "2026-11-13T10:31", "kind": "call", "who": "客服", "staff": "0168", "ticket": "", "said": "对方：补发", "line": "x:heard"},
        {"at": "2026-11-13T10:33", "kind": "call", "said": "我：谢谢", "line": "x:phone.1.0"},
    ]),
    "promises": kept([{"what": "补发", "by": "2026-11-18", "who": "", "made": "2026-11-13", "kept": "no"}]),
    "evidence.订单截图": True, "evidence.聊天记录": True, "evidence.通话录音": True,
}  # fmt: skip
_MANY: Values = {
    EVIDENCE: kept([piece(n, f"第{n}件证据的名字写得比较长", date="2026-11-10", proves="证明" * 20, sha256=SHA) for n in range(1, 70)]),
    CLAIMS: kept([{"text": f"第{n}条要说的事" * 8, "evidence": ["e1"]} for n in range(1, 20)]),
}
_HOSTILE = "<script>alert(1)</script>\"'】$&\\1{name}\u202e\u2066\x00\ud800👩\u200d👧\r\n</textarea>"

EXAMPLES = (
    Example("nothing yet: a sheet to fill in by pen", PROPS),
    Example("facts suggest claims", PROPS, FACTS | {"evidence.付款凭证": True}),
    Example("everything: one claim without evidence", PROPS, FACTS | LISTS),
    Example("a suggestion taken, a piece added and ticked", PROPS, FACTS, (
        {"type": "claim-take", "arg": "paid"}, {"type": "input", "name": "new.name", "value": "付款凭证"},
        {"type": "input", "name": "new.date", "value": "2026-11-01"}, {"type": "add"},
        {"type": "input", "name": "proof.0.e1", "value": True},
    )),
    Example("the facts changed after the claim was written", PROPS, FACTS | LISTS | {"agreed_date": "2026-11-12"}),
    Example("a file's SHA-256", PROPS, LISTS, (
        {"type": "input", "name": "hashes.e3", "value": json.dumps([{"name": "录音.m4a", "size": 3, "sha256": SHA}])},
    )),
    Example("dropped, undo offered", PROPS, LISTS, ({"type": "drop", "arg": "e2"},)),
    Example("many", PROPS, _MANY),
    Example("lists that are none", PROPS, {CLAIMS: "}{", EVIDENCE: '{"id": 7}', "log": "[1, null]", "promises": '["x"]'}),
    Example("a date that the calendar lacks", PROPS, {EVIDENCE: kept([piece(1, "短信", date="2026-02-30")])}),
    Example("hostile text", PROPS, {
        **{name: _HOSTILE for name, kind in types(PROPS).items() if kind is str},
        EVIDENCE: kept([piece(1, _HOSTILE, proves=_HOSTILE, file=_HOSTILE), {"id": _HOSTILE, "name": "x"}]),
        CLAIMS: kept([{"text": _HOSTILE, "evidence": ["e1", _HOSTILE, 7]}, {"text": 7}]),
    }),
)  # fmt: skip
