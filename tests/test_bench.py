"""The arithmetic, the table and the plan of edits of the bench; what needs a browser is `make bench` itself."""

from __future__ import annotations

import json

import pytest

from tests.bench import __main__ as bench
from tests.bench.browser import CHECKLIST, SCRIPT, VISITS, Visitor, ticked, typed
from tests.bench.figures import Row, percentile, shown, table, width


@pytest.mark.parametrize(
    ("percent", "expected"),
    [(0, 1), (1, 1), (50, 50), (95, 95), (99.5, 100), (100, 100)],
)
def test_a_percentile_is_one_of_the_samples(percent: float, expected: float) -> None:
    assert percentile([*range(100, 0, -1)], percent) == expected


def test_a_percentile_of_one_sample_is_that_sample() -> None:
    assert percentile([7.5], 50) == percentile([7.5], 95) == 7.5


def test_no_samples_no_percentile() -> None:
    with pytest.raises(ValueError, match="no samples"):
        percentile([], 95)


def test_the_ratio_is_of_the_medians() -> None:
    assert Row("a", "甲", "ms", (1.0, 2.0, 90.0), (4.0, 8.0, 9.0)).ratio == 0.25


def test_the_ratio_is_of_the_percentiles_where_one_is_asked_for() -> None:
    row = Row("a", "甲", "ms", tuple(range(1, 101)), tuple(range(2, 202, 2)), 95)
    assert (row.value(row.ours), row.value(row.stock), row.ratio) == (95, 190, 0.5)


def test_where_stock_needs_nothing_there_is_no_ratio() -> None:
    row = Row("a", "甲", "B", (5.0,), (0.0,))
    assert row.ratio is None
    assert row.cells()[3] == "–"


def test_a_row_says_its_range_only_where_there_is_one() -> None:
    assert Row("a", "甲", "ms", (850.4, 897.0, 990.0), (3188.0,) * 3).cells() == ("甲", "897 ms（850–990）", "3188 ms", "0.28", "")
    assert Row("a", "甲", "ms", (5.0, 6.0), (5.0, 6.0), 95).cells()[1] == "6.0 ms"


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [(6.04, "ms", "6.0"), (99.94, "ms", "99.9"), (100, "ms", "100"), (3_384_999, "B", "3.38"), (0, "B", "0.00")],
)
def test_numbers_as_readers_want_them(value: float, unit: str, expected: str) -> None:
    assert shown(value, unit) == expected


@pytest.mark.parametrize(
    ("row", "broken", "last"),
    [
        (Row("a", "甲", "ms", (10.0, 20.0, 90.0), (), limit=10), False, "10.0 ms"),
        (Row("a", "甲", "ms", (11.0, 20.0, 90.0), (), limit=10), True, "10.0 ms（超过）"),
        (Row("a", "甲", "ms", (25.0, 40.0), (100.0, 100.0), ratio_limit=0.25), False, "0.25"),
        (Row("a", "甲", "ms", (26.0, 40.0), (100.0, 100.0), ratio_limit=0.25), True, "0.25（超过）"),
        (Row("a", "甲", "ms", (26.0, 40.0), (90.0, 110.0), ratio_limit=0.25), False, "0.25"),
        (Row("a", "甲", "ms", tuple(range(1, 101)), (), 95, limit=95), False, "95.0 ms"),
        (Row("a", "甲", "ms", tuple(range(1, 101)), (), 95, limit=94), True, "94.0 ms（超过）"),
        (Row("a", "甲", "ms", (5.0,), ()), False, ""),
    ],
)
def test_a_limit_is_broken_only_beyond_the_noise(row: Row, broken: bool, last: str) -> None:
    assert (row.broken, row.cells()[4]) == (broken, last)
    assert json.loads(json.dumps(row.data()))["broken"] is broken


def test_columns_line_up_for_chinese_too() -> None:
    lines = table([Row("a", "首次回答", "ms", (1.0,), (2.0,)), Row("b", "p95", "ms", (1000.0,), (2000.0,))]).splitlines()
    assert len({width(line) for line in lines}) == 1
    assert [line.count("|") for line in lines] == [6] * 4
    assert set(lines[1]) == set("| -")


def test_typing_goes_character_by_character_through_all_fields_and_starts_again() -> None:
    assert typed([("name", "王明"), ("no", "0")], 5) == [("name", "王"), ("name", "王明"), ("no", "0"), ("name", "王"), ("name", "王明")]


def test_every_tick_changes_its_box() -> None:
    made = ticked(["a", "b"], 6)
    assert made == [("a", True), ("b", True), ("a", False), ("b", False), ("a", True), ("b", True)]


def visitor(scale: float) -> Visitor:
    trips = [{"whole": scale * n, "python": scale * n / 2, "size": 5000.0} for n in range(1, 21)]
    single = {"slow": [scale * 900], "following": [scale * 20], "blocked": [0.0], "floor": [scale * 50]}
    return Visitor(
        **single, answers=[scale * 100] * VISITS, downloads=[3_000_000] + [0] * (VISITS - 1), trips={CHECKLIST: trips, SCRIPT: trips}
    )


def test_rows_pool_the_visitors_and_name_each_figure_once() -> None:
    rows = {row.key: row for row in bench.rows([visitor(1), visitor(3)], [visitor(4)])}
    assert len(rows) == 2 * VISITS + 4 + 8
    assert rows["answer-1"].ours == (100, 300)
    assert rows["answer-1"].ratio == 0.5
    assert rows["wire-1"].value(rows["wire-1"].stock) == 3_000_000
    assert rows["wire-2"].ratio is None
    assert len(rows[f"{SCRIPT}-whole-p95"].ours) == 40
    assert rows[f"{SCRIPT}-whole-p95"].value(rows[f"{SCRIPT}-whole-p95"].stock) == 4 * 19
    assert len({row.name for row in rows.values()}) == len(rows)


def test_the_data_survives_json_with_every_sample() -> None:
    data = json.loads(json.dumps([row.data() for row in bench.rows([visitor(1)], [visitor(2)])]))
    assert data[0]["ours"] == {"value": 100, "min": 100, "max": 100, "samples": [100]}
    assert data[0]["ratio"] == 0.5


def test_the_circumstances_are_known() -> None:
    found = bench.circumstances("156.0")
    assert found["versions"]["chromium"] == "156.0"
    assert all(found["versions"].values())
    assert all(found["machine"].values())


def test_fields_have_examples_to_type() -> None:
    assert {"full_name", "issuer"} <= bench.examples().keys()


def test_what_goes_on_the_page_is_short_enough_for_its_rules() -> None:
    """The padding of the terminal's table, and one long line of circumstances, stopped the build of the site."""
    data = {
        "date": "2026-11-22T10:00:00+00:00", "machine": {"cpu": "Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz", "cores": 16}, "runs": 7,
        "versions": {"chromium": "156.0.8078.79", "pyodide": "0.29.5"},
    }  # fmt: skip
    text = bench.block(data, table([Row("a", "首次回答，第1次打开，慢线路", "ms", (1.0, 2.0), (3.0,))]))
    assert "  " not in text and "----" not in text
    assert max(len(sentence) for sentence in text.replace("\n", "。").split("。")) <= 60
    assert "| 首次回答，第1次打开，慢线路 | 1.5 ms（1.0–2.0） |" in text
