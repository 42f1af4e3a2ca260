"""The lists of the case: nothing that somebody wrote is lost, whatever stands there."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from py_widgets import records

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)


def test_no_text_is_no_row() -> None:
    assert records.read(records.LOG, "") == records.read(records.LOG, None) == records.read(records.LOG, True) == []
    assert records.write([]) == ""


@given(st.lists(json_values, max_size=5))
def test_rows_come_back_as_they_were(rows: list[Any]) -> None:
    assert records.read(records.LOG, records.write(rows)) == rows


@given(st.text(max_size=60))
def test_what_is_no_list_is_kept_as_a_row(text: str) -> None:
    rows = records.read(records.PROMISES, text)
    try:
        known = json.loads(text)
    except ValueError:
        known = None
    if text.strip() and not isinstance(known, list):
        assert rows == [{"what": text}]


def test_a_text_that_is_nested_too_deep_is_kept_as_a_row() -> None:
    deep = "[" * 100_000
    assert records.read(records.LOG, deep) == [{"said": deep}]


@given(json_values)
def test_a_row_that_is_none_says_nothing(row: Any) -> None:
    said = records.said(row, "said")
    assert isinstance(said, str)
