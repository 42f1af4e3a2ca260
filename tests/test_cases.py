"""My cases: what the page told is what is shown, and a change goes back to the page as an effect."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from py_widgets import cases
from py_widgets.cases import CASES, State, update, view

PROPS: dict[str, Any] = {"id": "demo", "title": "我的案子"}
HERE = {"id": "first", "name": "空调", "status": "", "created": "2026-11-20", "current": True, "used": True}
OTHER = {**HERE, "id": "m3k9", "name": "快递", "current": False}


def told(*rows: dict[str, Any]) -> State:
    state, _ = update(PROPS, State(), {"type": "hydrate", "values": {CASES: json.dumps(rows)}})
    return state


def test_the_current_case_comes_first_and_cannot_be_opened() -> None:
    html = view(PROPS, told(HERE, OTHER))
    assert html.index("空调") < html.index("快递")
    assert html.count("打开这一件") == 1


def test_a_name_goes_back_as_one_line() -> None:
    state, effects = update(PROPS, told(HERE), {"type": "input", "name": "name.first", "value": " 空调\n安装 "})
    assert effects == [{"type": "case", "do": "name", "id": "first", "value": "空调 安装"}]
    assert 'value=" 空调\n安装 "' in view(PROPS, state)  # what is typed stays as it is typed


def test_a_state_is_one_of_the_known() -> None:
    _, effects = update(PROPS, told(HERE), {"type": "input", "name": "status.first", "value": "赢了"})
    assert effects[0]["value"] == ""


def test_a_case_that_is_gone_is_not_renamed() -> None:
    assert update(PROPS, told(HERE), {"type": "input", "name": "name.zzz", "value": "x"})[1] == []


def test_deleting_asks_again() -> None:
    assert view(PROPS, told(HERE)).count("再按一次") == 1


@given(st.text())
def test_whatever_the_page_tells_is_shown(text: str) -> None:
    view(PROPS, State({CASES: text}))
    assert all(set(row) == {"id", "name", "status", "created", "current"} for row in cases.told({CASES: text}))
