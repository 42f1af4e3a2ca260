"""My cases: which matter this is about, its state, the others, and a new one. What is kept lies with the page; the list comes from it.

props: {"id", "title"}.
values: `cases` → JSON list of {"id", "name", "status", "created", "current", "used"}, put in by the page; `name.<id>` → text,
`status.<id>` → one of `labels.STATUSES`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from .labels import cases as labels
from .markup import Markup, el
from .textcheck import one_line
from .widget import Effect, Example, Msg, Props, Values

NAME = "cases"
VERSION = 1

CASES = "cases"
LONGEST_NAME = 40


@dataclass(frozen=True)
class State:
    """The cases as the page told them, and what the reader typed since."""

    values: Values = field(default_factory=dict)


def init(props: Props) -> State:
    """Return a reader with one case that has no name."""
    return State()


def told(values: Values) -> list[dict[str, Any]]:
    """Return the cases that the page told of, the current one first; anything that is no case is left out."""
    try:
        found = json.loads(str(values.get(CASES) or "[]"))
    except (ValueError, RecursionError):
        return []
    rows = [row for row in found if isinstance(row, dict) and isinstance(row.get("id"), str)] if isinstance(found, list) else []
    texts = ("id", "name", "status", "created")
    return [{**{key: str(row.get(key) or "") for key in texts}, "current": row.get("current") is True} for row in rows]


def update(props: Props, state: State, msg: Msg) -> tuple[State, list[Effect]]:
    """Return the next state; see `widget.Widget.update`."""
    match msg.get("type"):
        case "hydrate":
            listed = msg.get("values", {}).get(CASES)
            return State({CASES: listed} if isinstance(listed, str) else {}), []
        case "input":
            what, _, case_id = str(msg.get("name")).partition(".")
            value = msg.get("value")
            rows = told(state.values)
            row = next((row for row in rows if row["id"] == case_id), None)
            if row is None or what not in ("name", "status") or not isinstance(value, str):
                return state, []
            row[what] = (one_line(value)[:LONGEST_NAME] if what == "name" else value if value in labels.STATUSES else "") or ""
            values = {**state.values, CASES: json.dumps(rows, ensure_ascii=False), f"{what}.{case_id}": value}
            return replace(state, values=values), [{"type": "case", "do": what, "id": case_id, "value": row[what]}]
    return state, []


def view(props: Props, state: State) -> Markup:
    """Return the current case, then the others; without the page's list, what a case is."""
    rows = told(state.values)
    here = [row for row in rows if row["current"]]
    others = [row for row in rows if not row["current"]]
    return el("div", class_="cases", role="group", aria_label=props["title"])[
        el("input", type="hidden", name=CASES, data_cases=True, value=str(state.values.get(CASES) or "")).close(),
        [_case(props, row, state.values) for row in here] or el("p")[labels.ONE],
        el("p")[_button(labels.NEW, {"type": "case", "do": "new"}), " ", el("small")[labels.NEW_HINT]] if here else None,
        el("h3")[labels.OTHERS] if others else None,
        [_case(props, row, state.values) for row in others],
    ]


def _case(props: Props, row: dict[str, Any], values: Values) -> Markup:
    case_id, current = row["id"], row["current"]
    name_id = f"{props['id']}-name-{case_id}"
    typed = str(values.get(f"name.{case_id}", row["name"]))
    return el("section", class_="case" + (" is-current" if current else ""))[
        el("p", class_="field")[
            el("label", for_=name_id)[labels.CURRENT if current else labels.OTHER],
            el("input", type="text", id=name_id, name=f"name.{case_id}", value=typed, placeholder=labels.NAME_HINT, autocomplete="off"),
        ],
        el("fieldset", class_="field choices")[
            el("legend")[labels.STATUS],
            [
                el("label", class_="choice")[
                    el(
                        "input", type="radio", name=f"status.{case_id}", value=status, id=f"{props['id']}-{case_id}-{n}",
                        checked=status == row["status"], autocomplete="off",
                    ).close(),
                    status,
                ]
                for n, status in enumerate(labels.STATUSES)
            ],
        ],
        el("p", class_="island-actions")[
            el("small")[labels.SINCE.format(date=row["created"])] if row["created"] else None,
            None if current else _button(labels.OPEN, {"type": "case", "do": "open", "id": case_id}),
            _button(labels.DELETE, {"type": "case", "do": "delete", "id": case_id, "confirm": labels.DELETE_CONFIRM}),
        ],
    ]  # fmt: skip


def _button(label: str, effect: Effect) -> Markup:
    return el("button", type="button", data_effect=json.dumps(effect, ensure_ascii=False))[label]


def _rows(*rows: dict[str, Any]) -> Values:
    return {CASES: json.dumps(rows, ensure_ascii=False)}


_PROPS: Props = {"id": "demo", "title": "我的案子"}
_HERE = {"id": "first", "name": "空调没人装", "status": "等答复", "created": "2026-11-20", "current": True, "used": True}
_OTHER = {"id": "m3k9", "name": "", "status": "", "created": "", "current": False, "used": True}

EXAMPLES = (
    Example("before the page told", _PROPS),
    Example("one case", _PROPS, _rows(_HERE)),
    Example("two cases", _PROPS, _rows(_HERE, _OTHER)),
    Example("renamed", _PROPS, _rows(_HERE), ({"type": "input", "name": "name.first", "value": "  空调\n安装 "},)),
    Example("a state", _PROPS, _rows(_HERE), ({"type": "input", "name": "status.first", "value": "已解决"},)),
    Example("a state that is none", _PROPS, _rows(_HERE), ({"type": "input", "name": "status.first", "value": "赢了"},)),
    Example("a broken list", _PROPS, {CASES: '[{"id": 1}, "x", {"id": "a", "name": null}'}),
    Example("a hostile name", _PROPS, _rows({**_HERE, "name": '<script>alert(1)</script>"\u202e【$&】', "id": '"><b>'})),
)
