"""The table of holidays is what the package says, and covers the year in which it is built."""

import yaml

from hooks import workdays


def test_the_table_is_what_the_package_says() -> None:
    assert workdays.FILE.read_text(encoding="utf-8") == workdays.text()


def test_a_known_year_day_by_day() -> None:
    years = {row["year"]: row for row in yaml.safe_load(workdays.text())}
    assert {"name": "国庆节", "from": "2026-10-01", "to": "2026-10-07"} in years["2026"]["holidays"]
    assert "2026-10-10" in years["2026"]["workdays"]
    assert all(row["holidays"] and row["workdays"] for row in years.values())
