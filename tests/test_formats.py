"""Amounts, dates and counts as readers type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_widgets import formats


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("38000", "38000"), (" 38000 ", "38000"), ("38,000", "38000"), ("1,234,567.8", "1234567.80"), ("38000元", "38000"),
        ("￥38000.5", "38000.50"), ("¥12.05", "12.05"), ("３８０００．５０", "38000.50"), ("38000.00", "38000"), ("007", "7"), ("0", "0"),
        ("", None), ("三万八", None), ("3.8万", None), ("38,00", None), ("-5", None), ("1.234", None), ("1e5", None), (".5", None),
        ("9" * 13, None), ("1" * 100_000, None), ("٣٨", None), ("nan", None),
    ],
)  # fmt: skip
def test_money(raw: str, said: str | None) -> None:
    assert formats.money(raw) == said


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("2026-08-21", "2026年8月21日"), (" 2026-12-01 ", "2026年12月1日"), ("2024-02-29", "2024年2月29日"),
        ("2026-02-29", None), ("2026-02-30", None), ("2026-8-1", None), ("20260821", None), ("2026-W10-1", None), ("", None),
        ("2026/08/21", None), ("0000-00-00", None), ("明天", None),
    ],
)  # fmt: skip
def test_date(raw: str, said: str | None) -> None:
    assert formats.date_text(raw) == said


@pytest.mark.parametrize(
    ("raw", "said"), [("12", "12"), ("０12", "12"), ("0", "0"), ("12期", None), ("1.5", None), ("-1", None), ("", None)]
)
def test_integer(raw: str, said: str | None) -> None:
    assert formats.integer(raw) == said


@pytest.mark.parametrize(
    ("raw", "longest", "said"),
    [("0042", 4, "0042"), ("12345", 4, None), ("95 5-88", 0, "95588"), ("1234a", 0, None), ("", 4, None), ("²", 4, None)],
)
def test_digits(raw: str, longest: int, said: str | None) -> None:
    assert formats.digits(raw, longest) == said


def test_days_between_counts_calendar_days_and_keeps_the_sign() -> None:
    assert formats.days_between("2026-08-21", "2026-11-21") == 92
    assert formats.days_between("2026-11-22", "2026-11-21") == -1
    assert formats.days_between("", "2026-11-21") is None
    assert formats.days_between("2026-02-30", "2026-11-21") is None


@given(st.text())
def test_no_text_breaks_a_reader(raw: str) -> None:
    for read in (formats.money, formats.date_text, formats.integer, formats.digits):
        said = read(raw)
        assert said is None or said.strip("0123456789.年月日") == ""


@given(st.integers(0, 10**12 - 1), st.integers(0, 99))
def test_money_keeps_every_fen(yuan: int, fen: int) -> None:
    said = formats.money(f"{yuan:,}.{fen:02}")
    assert said is not None
    assert [int(n) for n in f"{said}.0".split(".")[:2]] == [yuan, fen]
