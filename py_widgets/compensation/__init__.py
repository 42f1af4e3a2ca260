"""The compensation sheet: what the user asks for row by row, as loss, goodwill or not ours, each with its reason and approval.

props: {"id", "title", "fields"}. values: `row.<n>.<column>` (see `sheet.COLUMNS`), and the facts of the case that the text for the
user is made of; `remedy` is written only when the agent says so.
"""

from __future__ import annotations

from .. import forms
from ..forms import State
from ..labels import compensation as labels
from ..sentences.samples import field
from ..widget import Effect, Example, Msg, Props, Values, announce
from . import sheet
from .view import view

NAME = "compensation"
VERSION = 1

ASKED = ("customer", "work_order", "done_by", "next_contact", "other_ways", "staff_phone")
_ROWS = tuple(sheet.name(n, column) for n in range(1, sheet.MOST + 1) for column in sheet.COLUMNS)
_TYPES = dict.fromkeys((*_ROWS, *ASKED, "remedy"), str)


def init(props: Props) -> State:
    """Return the state of an agent who has done nothing."""
    return State()


def update(props: Props, state: State, msg: Msg) -> tuple[State, list[Effect]]:
    """Return the next state; see `widget.Widget.update`."""
    state, effects, done = forms.begin(_TYPES, state, msg)
    if done:
        return state, effects
    match msg.get("type"):
        case "clear":
            return forms.clear(_TYPES, state, _ROWS)
        case "empty":
            return forms.clear(_TYPES, state, [name for name in _ROWS if name.startswith(f"row.{msg.get('arg')}.")])
        case "use":
            if not (settled := sheet.remedy(state.values)):
                return state, [announce(labels.NOTHING_TO_USE)]
            return forms.change(_TYPES, state, {"remedy": settled}, labels.USED)
    return state, []


def row(n: int, *cells: str) -> Values:
    """Return the values of a row, column by column."""
    return {sheet.name(n, column): cell for column, cell in zip(sheet.COLUMNS, cells, strict=False) if cell}


PROPS: Props = {
    "id": "demo",
    "title": "补偿工作表",
    "fields": [
        field("staff_phone", "坐席电话", "text", "用户直接找你，打哪个号码？"),
        field("work_order", "工单号", "text", "工单号是多少？"),
        field("customer", "用户称呼", "text", "怎么称呼用户？", example="王女士"),
        field("done_by", "办结日期", "date", "哪天前办完？"),
        field("next_contact", "下次联系日期", "date", "你哪天再联系用户？"),
        field("other_ways", "其他途径", "longtext", "用户不同意，还能走哪条路？"),
    ],
}
INSTALL: Values = {
    **row(1, "两次打车回家等", "120", "行程单2张", "loss", "两次派单都漏了单元号", "own"),
    **row(2, "请假1天扣工资", "260", "考勤和工资条", "loss", "约了整天的时段，没有人来", "given", "当班主管，11月22日"),
    **row(3, "安装费", "200.00", "收据", "loss", "服务承诺写明误约退安装费", "own"),
    **row(4, "保修多保半年", "", "", "goodwill", "白等两天", "given", "主管"),
    **row(5, "精神损失", "5,200", "", "not_ours", "没有约定，也没有凭据"),
    "customer": "王女士", "work_order": "TS-8", "done_by": "2026-11-25", "other_ways": "请消协调解，或起诉",
    "staff_phone": "400-000-0000转12",
}  # fmt: skip
_HOSTILE = "<script>alert(1)</script>\"'】$&\\1{what}\u202e\u2066\x00\ud800👩\u200d👧\r\n</textarea>"

EXAMPLES = (
    Example("nothing yet: a sheet to fill in on paper", PROPS),
    Example("the air conditioner of the handbook", PROPS, INSTALL),
    Example("written into the reply", PROPS, INSTALL, ({"type": "use"},)),
    Example("a row emptied, undo offered", PROPS, INSTALL, ({"type": "empty", "arg": "5"},)),
    Example("still to be asked, no day given", PROPS, row(1, "误工", "300", "工资条", "loss", "约了没到", "wanted", "主管")),
    Example(
        "nothing sorted, an amount that is none",
        PROPS,
        row(1, "误工", "三百") | row(2, "", "12.5") | row(3, "按规定", "", "", "loss", "按规定"),
    ),
    Example("all rows used", PROPS, {k: v for n in range(1, 13) for k, v in row(n, f"第{n}样", "0.1", "票", "loss", "因", "own").items()}),
    Example("cleared, undo offered", PROPS, INSTALL, ({"type": "clear"},)),
    Example("hostile text", PROPS, {**dict.fromkeys(_TYPES, _HOSTILE), **row(1, _HOSTILE, "1", _HOSTILE, "loss", _HOSTILE, "own")}),
)

__all__ = ["ASKED", "EXAMPLES", "INSTALL", "NAME", "PROPS", "VERSION", "State", "init", "update", "view"]
