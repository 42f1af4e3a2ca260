"""Cases of the widget: the fixture of its tests, and of the browser's."""

from __future__ import annotations

from typing import Any

from ..widget import Example, Props, Values
from .sums import STEPS


def _amount(key: str, name: str) -> dict[str, Any]:
    return {"key": key, "name": name, "type": "money"}


_PROPS: Props = {
    "id": "demo",
    "title": "值不值",
    "amounts": [_amount("refund_amount", "退款金额"), _amount("amount_paid", "付款金额")],
    "facts": {"H16": {"id": "H16", "review": "2027-05-21"}},
}
_FULL: Values = {
    "claim": "30000", "hour": "30", "chance": "high", "percent": "60", "take.write": True, "hours.write": "2", "cost.write": "20",
    "take.small": True, "hours.small": "28", "cost.small": "200",
}  # fmt: skip

EXAMPLES = (
    Example("nothing filled in", _PROPS),
    Example("typical", _PROPS, _FULL),
    Example("the amount is known already", _PROPS, {"amount_paid": "1299", "chance": "half", "take.office": True}),
    Example("a word without a number", _PROPS, {"claim": "99", "chance": "low", "take.write": True, "hours.write": "4"}),
    Example("costs more than it is about", _PROPS, {"claim": "99", "hour": "30", "percent": "80", "take.sue": True, "hours.sue": "8"}),
    Example("every step", _PROPS, {**_FULL, **{f"take.{step}": True for step in STEPS}}),
    Example("beyond the formula", _PROPS, {**_FULL, "claim": "2000000"}),
    Example(
        "longest", _PROPS, {**_FULL, "claim": "999999999999.99", "hour": "999999999999", "hours.small": "9999.99", "why.0": "在意" * 99}
    ),
    Example("nonsense", _PROPS, {**_FULL, "claim": "很多", "percent": "120", "hours.small": "半天", "hour": "-3"}),
    Example("an expired fact", _PROPS, _FULL, today="2029-01-01"),
    Example("cleared", _PROPS, _FULL, ({"type": "clear"},)),
    Example("cleared and undone", _PROPS, _FULL, ({"type": "clear"}, {"type": "undo"})),
    Example("hostile", _PROPS, {**_FULL, "why.0": '<script>alert(1)</script>"\u202e【$&】'}),
)
