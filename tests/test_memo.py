"""What is remembered changes nothing but the time."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from py_widgets.memo import Memo
from py_widgets.runtime import load
from py_widgets.script import text, warn
from py_widgets.sentences import answers, compose

SCRIPT = load("script")
PROPS = SCRIPT.EXAMPLES[1].props
FILLED = SCRIPT.EXAMPLES[1].values
NAMES = sorted(FILLED)
VALUES = st.one_of(st.sampled_from([*FILLED.values()]), st.text(max_size=8), st.booleans())
DAYS = st.sampled_from(["", "2026-11-22", "2030-01-01"])
MEMOS: list[Memo[Any]] = [
    answers._answers, compose._needs, compose._sentences, compose._parts, compose._channels, text._produced, warn._answers, warn._lengths,
]  # fmt: skip
EDITS = st.lists(st.tuples(st.sampled_from(NAMES), VALUES, DAYS), max_size=12)


def test_the_same_source_and_the_like_given_are_made_once() -> None:
    made: list[int] = []
    memo: Memo[int] = Memo()
    source: dict[str, int] = {}
    for given_now in ((1,), (1,), (2,), (1,)):
        memo(source, given_now, lambda: made.append(0) or len(made))  # type: ignore[func-returns-value]
    assert len(made) == 3


def test_a_like_source_is_another_one() -> None:
    memo: Memo[str] = Memo()
    assert memo({}, (), lambda: "one") == "one"
    assert memo({}, (), lambda: "two") == "two"


def shown(values: dict[str, Any], today: str) -> str:
    return str(SCRIPT.view(PROPS, SCRIPT.State(values=dict(values), today=today)))


@given(EDITS)
def test_after_any_edits_the_script_is_what_a_fresh_one_is(edits: list[tuple[str, str | bool, str]]) -> None:
    values: dict[str, Any] = dict(FILLED)
    for name, value, today in edits:
        values[name] = value
        warm = shown(values, today)
        for memo in MEMOS:
            kept = dict(memo._kept)
            memo._kept.clear()
            cold = shown(values, today)
            memo._kept = kept
            assert warm == cold
