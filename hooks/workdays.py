"""Write `docs/_data/calendar.yml`: the statutory holidays and swapped working days, as the package `chinesecalendar` has them.

    python -m hooks.workdays        (make calendar)

A year stands in the table when the package knows it, which is after the State Council has announced it; no year is guessed.
Run it when the package was updated; a test compares the table with the package.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import chinese_calendar

FILE = Path(__file__).parent.parent / "docs/_data/calendar.yml"
FIRST = 2024
"""Earlier years are not offered: no deadline that this site counts began so long ago."""

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}
HEAD = "# 法定节假日和调休，由 make calendar 写入（取自 chinesecalendar），不要手改。没有写的年份，本站不推算。\n"


def text() -> str:
    """Return the table: per year the holidays as stretches of days with one name, and the weekend days that are worked."""
    years = sorted({day.year for day in chinese_calendar.holidays} & {day.year for day in chinese_calendar.workdays})
    return HEAD + "".join(_year(year) for year in years if year >= FIRST)


def _year(year: int) -> str:
    days = sorted((day, NAMES[str(name)]) for day, name in chinese_calendar.holidays.items() if day.year == year)
    worked = sorted(day for day in chinese_calendar.workdays if day.year == year)
    lines = [f'\n- year: "{year}"', "  holidays:"]
    lines += [f'    - {{name: {name}, from: "{first}", to: "{last}"}}' for name, first, last in _stretches(days)]
    lines.append("  workdays: [" + ", ".join(f'"{day}"' for day in worked) + "]\n")
    return "\n".join(lines)


def _stretches(days: list[tuple[date, str]]) -> list[tuple[str, date, date]]:
    """Return runs of neighbouring days with one name."""
    start = date.min
    runs = groupby(enumerate(days), key=lambda item: (item[1][1], item[1][0] - start - timedelta(days=item[0])))
    made = []
    for (name, _), run in runs:
        whole = [day for _, (day, _) in run]
        made.append((name, whole[0], whole[-1]))
    return made


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    print(f"写好 {FILE.name}")
