"""Try a check on many inputs, and record how many they were."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy

Record = Callable[[str, object], None]


def try_on[T](cases: SearchStrategy[T], check: Callable[[T], int], record: Record, *, share: float = 1.0) -> None:
    """Run `check` on examples of `cases`; it returns how many inputs it gave to what is under test.

    `share` is the part of the profile's number of examples that this check is worth: slower ones get fewer.
    """
    count = 0

    @settings(max_examples=max(1, round(settings().max_examples * share)))
    @given(cases)
    def run(case: T) -> None:
        nonlocal count
        count += check(case)

    run()
    record("次数", count)
