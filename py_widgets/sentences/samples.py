"""A small page with fields, facts and sentences: what the examples and tests of the widgets that say them are made of."""

from __future__ import annotations

import re
from typing import Any

from ..widget import Props


def field(key: str, name: str, kind: str, label: str = "", group: str = "", **more: Any) -> Props:
    """Return a field as the build makes it."""
    empty = {"hint": "", "example": "", "sensitive": "none", "options": [], "max": 0, "unit": ""}
    return {**empty, "key": key, "name": name, "label": label, "type": kind, "group": group, **more}


FIELDS = [
    field("full_name", "姓名", "text", "你的姓名是？", "你是谁", example="张三", sensitive="personal"),
    field("card_last4", "卡号后四位", "digits", "信用卡号的后四位是？", "你是谁", hint="只填后四位。", example="1234", max=4),
    field("contact", "联系电话", "digits", "对方打哪个电话找你？", "你是谁", sensitive="personal", max=15),
    field("bank", "发卡行", "text", "发卡行是哪家？", "对方", example="示例银行", max=30),
    field("amount_due", "欠款金额", "money", "一共欠多少？", "这笔账", example="38000", unit="元"),
    field("due_date", "到期日", "date", "最后还款日是哪天？", "这笔账"),
    field("days_overdue", "逾期天数", "computed", unit="天"),
    field("cause", "逾期原因", "longtext", "为什么没能按时还？", "经过", hint="一句话，说事实。", example="7月被裁员，没有收入", max=60),
    field("ask", "诉求", "text", "你希望对方做什么？", "诉求", example="把欠款分24期还清", max=40),
    field("periods", "期数", "integer", "想分多少期？", "诉求", unit="期"),
    field("reply_by", "答复日期", "date", "希望对方哪天之前答复？", "诉求"),
    field("evidence", "证据", "multi", "手头有哪些证据？", "证据", options=["账单", "收入证明", "通话录音"]),
    field("situation", "情形", "choice", "遇到的是哪一种？", "这笔账", options=["信用卡", "贷款"]),
    field("tone", "语气", "choice", "用什么语气？", "语气", options=["平和", "坚定"]),
    field("verb", "要求", "computed"),
    field("basis", "依据", "computed"),
    field("today", "今天", "computed"),
]
_KEYS = {f["name"]: f["key"] for f in FIELDS}

FACTS: dict[str, dict[str, str]] = {
    "D11": {
        "id": "D11", "title": "处理期限", "rule": "简单投诉15日内作出处理决定并告知。", "law": "银行业保险业消费投诉处理管理办法",
        "version": "银保监会令2020年第3号", "article": "第18条", "since": "2020-03-01", "confidence": "verified",
        "checked": "2026-11-21", "review": "2027-05-21", "strength": "有权要求",
    },
    "D01": {
        "id": "D01", "title": "个性化分期", "rule": "双方可以平等协商个性化分期，最长不超过5年。", "law": "商业银行信用卡业务监督管理办法",
        "version": "银监会令2011年第2号", "article": "第70条", "since": "2011-01-13", "confidence": "corroborated",
        "checked": "2026-11-21", "review": "2027-05-21", "strength": "可以协商",
    },
}  # fmt: skip


def line(text: str, tick: str = "", on: bool = False, strength: str | None = None, facts: tuple[str, ...] = ()) -> Props:
    """Return a sentence as the build makes it; `【name】` is a blank."""
    pieces = re.split(r"【([^】]+)】", text)
    tokens = [{"blank": _KEYS.get(piece, piece)} if n % 2 else piece for n, piece in enumerate(pieces) if piece]
    return {"id": "", "tokens": tokens, "tick": {"id": tick, "on": on} if tick else None, "strength": strength, "facts": list(facts)}


def channel(channel_id: str, name: str, parts: dict[str, list[Props]], line_limit: int = 0, body_limit: int = 0) -> Props:
    """Return a channel; a part named `对方说…` is a reply, `标题|30` is a form field of 30 characters."""
    made = []
    for n, (heading, sentences) in enumerate(parts.items()):
        title, _, limit = heading.partition("|")
        lines = [sentence | {"id": f"{channel_id}.{n}.{m}"} for m, sentence in enumerate(sentences)]
        made.append({"name": title, "limit": int(limit or 0), "reply": title.startswith("对方说"), "lines": lines})
    return {"id": channel_id, "name": name, "line_limit": line_limit, "body_limit": body_limit, "parts": made}
