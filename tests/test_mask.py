"""Masking before a text is made public: before, after, a choice for each find, nothing kept on the device."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_widgets import mask, runtime
from py_widgets.labels import mask as labels
from py_widgets.mask import POST, PROPS, TEXT
from py_widgets.widget import Effect, Values

from .html import assert_well_formed


def reader(values: Values, *msgs: dict[str, Any]) -> tuple[Any, list[Effect]]:
    state, effects = mask.update(PROPS, mask.init(PROPS), {"type": "hydrate", "values": values, "today": "2026-11-22"})
    for msg in msgs:
        state, effects = mask.update(PROPS, state, {**msg, "today": "2026-11-22"})
    return state, effects


def after(values: Values, *msgs: dict[str, Any]) -> str:
    state, _ = reader(values, *msgs)
    return mask.result(state.values, mask.seen(PROPS, state.values))


def tick(name: str, on: bool = True) -> dict[str, Any]:
    return {"type": "input", "name": f"keep.{name}", "value": on}


def test_before_and_after() -> None:
    said = after({TEXT: POST, "full_name": "王小明"})
    assert said == (
        "@示例公司客服 我叫***，洗衣机约了3次没有上门，订单号*********2345，电话139****5678，邮箱x***@example.com，"
        "住示例市******。身份证**************002X，车牌粤B*****，11月25日前退200元。***"
    )


def test_a_find_can_be_left_readable_and_covered_again() -> None:
    assert "139 1234 5678" in after({TEXT: POST}, tick("mobile.13912345678"))
    assert "139 1234 5678" not in after({TEXT: POST}, tick("mobile.13912345678"), tick("mobile.13912345678", False))


def test_one_tick_stands_for_all_places_and_goes_with_the_text() -> None:
    state, _ = reader({TEXT: "13912345678，139 1234 5678"}, tick("mobile.13912345678"))
    assert mask.result(state.values, mask.seen(PROPS, state.values)) == "13912345678，139 1234 5678"
    assert str(mask.view(PROPS, state)).count('name="keep.') == 1
    state, _ = mask.update(PROPS, state, {"type": "input", "name": TEXT, "value": "好"})
    assert state.values == {TEXT: "好"}


def test_what_the_reader_told_elsewhere_and_here_is_found() -> None:
    assert after({TEXT: "王小明和张师傅在幸福里小区", "full_name": "王小明", "more": "张师傅\n 幸福里小区 \n"}) == "***和***在*****"
    page = str(mask.view(PROPS, reader({TEXT: "x", "full_name": "王小明", "order_no": " "})[0]))
    assert labels.OWN_USED.format(names="姓名") in page
    assert labels.OWN_NONE in str(mask.view(PROPS, reader({})[0]))


def test_the_view_marks_what_is_found_and_copies_the_masked_text() -> None:
    state, _ = reader({TEXT: POST})
    page = str(mask.view(PROPS, state))
    assert "<mark>139 1234 5678</mark>" in page and "<mark>139****5678</mark>" in page
    [copied] = [e for e in re.findall(r'data-effect="([^"]*)"', page) if "copy" in e]
    assert "13912345678" not in copied and "139 1234 5678" not in copied and "139****5678" in copied


@pytest.mark.parametrize("example", mask.EXAMPLES, ids=lambda example: example.say)
def test_it_always_says_that_it_may_miss_some(example: Any) -> None:
    page = str(mask.view(example.props, reader(example.values, *example.msgs)[0]))
    assert labels.MAY_MISS in page and all(one in page for one in labels.MISSED)


def test_nothing_found_is_not_called_safe() -> None:
    assert labels.NONE in str(mask.view(PROPS, reader({TEXT: "约了3次"})[0])) and "不等于没有" in labels.NONE


def test_what_is_pasted_is_in_controls_that_are_not_kept() -> None:
    page = str(mask.view(PROPS, reader({TEXT: POST, "more": "张"})[0]))
    for control in re.findall(r"<(?:input|textarea)[^>]*>", page):
        assert ("data-unkept" in control) != ("data-shared" in control), control
    state, _ = reader({TEXT: POST, "full_name": "王小明"}, tick("own.full_name.王小明"), {"type": "clear"})
    assert state.values == {"full_name": "王小明"}  # the facts of the case are not this form's to clear
    again, _ = mask.update(PROPS, state, {"type": "undo"})
    assert again.values == {"full_name": "王小明", TEXT: POST, "keep.own.full_name.王小明": True} and again.undo == {}


def test_a_text_that_is_too_long_is_said_and_not_half_masked() -> None:
    state, _ = reader({TEXT: "13912345678" + "字" * mask.LONGEST})
    page = str(mask.view(PROPS, state))
    assert labels.TOO_LONG.format(length=mask.LONGEST + 11, longest=mask.LONGEST) in page
    assert "data-effect" not in page


@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_survived(pasted: str, name: str, more: str) -> None:
    state, _ = reader({TEXT: pasted + "13912345678", "full_name": name, "more": more})
    assert_well_formed(str(mask.view(PROPS, state)))
    assert runtime.load_state(mask, runtime.dump_state(mask, state)) == state
