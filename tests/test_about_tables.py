"""The table of what was checked when: every fact once, the most urgent first."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from datetime import date
from pathlib import Path

import pytest

from hooks import about_tables, data

SITE = data.load(Path(__file__).parent.parent / "docs/_data")
REVIEWS = sorted({fact.review for fact in SITE.facts.values()})


def shown(today: str) -> str:
    return "".join(etree.tostring(part, encoding="unicode") for part in about_tables.freshness(SITE, date.fromisoformat(today), {}))


@pytest.mark.parametrize("today", ["2026-11-22", *REVIEWS, "2030-01-01"])
def test_every_fact_stands_once_with_both_days_and_its_confidence(today: str) -> None:
    page = shown(today)
    day = r"<td><time[^>]*>([\d-]+)</time></td>"
    rows = re.findall(rf"<td>([A-Z]\d\d) (.*?)（(已核对|多处一致|待核实)）</td>{day}{day}", page)
    assert sorted(row[0] for row in rows) == sorted(SITE.facts)
    assert [row[4] for row in rows] == sorted(row[4] for row in rows)
    for ident, title, confidence, checked, review in rows:
        fact = SITE.facts[ident]
        assert (fact.title, about_tables.CONFIDENCE[fact.confidence], fact.checked, fact.review) == (title, confidence, checked, review)


def test_states_change_with_the_day() -> None:
    first = date.fromisoformat(REVIEWS[0])
    states = {
        str(first - about_tables.SOON * 2): ["fresh"],
        str(first): ["soon"],
        str(date.fromordinal(first.toordinal() + 1)): ["late", "soon"],
        "2030-01-01": ["late"],
    }
    for today, expected in states.items():
        ids = re.findall(r'<h3 id="(\w+)">', shown(today))
        assert ids[: len(expected)] == expected, today
    assert f"过期{len(SITE.facts)}条，三个月内到期0条，新鲜0条。" in shown("2030-01-01")
