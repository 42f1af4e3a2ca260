"""The arithmetic and the table of the bench: samples in, text and JSON data out."""

from __future__ import annotations

import math
import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

HEADINGS = ("量什么", "本站", "原装Pyodide", "本站÷原装", "上限")


def percentile(samples: Sequence[float], percent: float) -> float:
    """Return the smallest sample that `percent` % of the samples do not exceed (nearest rank; no value is made up).

    Raises ValueError when there is no sample.
    """
    if not samples:
        raise ValueError("no samples")
    return sorted(samples)[max(math.ceil(len(samples) * percent / 100), 1) - 1]


@dataclass(frozen=True)
class Row:
    """One thing measured on both sides: `unit` is "ms", or bytes shown as "B" or "kB"; `percent` is the percentile, None the median.

    `ratio_limit` bounds ours over stock, `limit` ours alone. A percentile of many pooled samples is compared as it is.
    """

    key: str
    name: str
    unit: str
    ours: tuple[float, ...]
    stock: tuple[float, ...]
    percent: int | None = None
    limit: float | None = None
    ratio_limit: float | None = None

    @property
    def broken(self) -> bool:
        """Whether a limit is broken by more than the noise: also by the better quarter of ours over the worse quarter of stock's."""
        ours, stock = (
            self.value(side) if self.percent else percentile(side, at) for side, at in ((self.ours, 25), (self.stock or (0.0,), 75))
        )
        over = self.limit is not None and ours > self.limit
        return over or (self.ratio_limit is not None and stock > 0 and ours / stock > self.ratio_limit)

    def value(self, samples: Sequence[float]) -> float:
        """Return the one number that stands for `samples`."""
        return statistics.median(samples) if self.percent is None else percentile(samples, self.percent)

    @property
    def ratio(self) -> float | None:
        """Ours over stock; None where stock needed nothing."""
        stock = self.value(self.stock) if self.stock else 0.0
        return self.value(self.ours) / stock if stock else None

    def data(self) -> dict[str, object]:
        """Return the row as JSON data, every sample included."""
        sides = {
            side: {"value": self.value(samples), "min": min(samples), "max": max(samples), "samples": list(samples)}
            for side, samples in (("ours", self.ours), ("stock", self.stock))
            if samples
        }
        limits = {"limit": self.limit, "ratio_limit": self.ratio_limit, "broken": self.broken}
        return {"key": self.key, "name": self.name, "unit": self.unit, "percentile": self.percent, **sides, "ratio": self.ratio, **limits}

    def cells(self) -> tuple[str, str, str, str, str]:
        """Return the row's texts; behind a median stands the range, where there is one."""
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}"
        limit = "" if self.limit is None else f"{shown(self.limit, self.unit)} {UNITS[self.unit]}"
        limit = limit if self.ratio_limit is None else f"{self.ratio_limit:.2f}"
        return self.name, self._side(self.ours), self._side(self.stock), ratio, limit + "（超过）" * self.broken

    def _side(self, samples: Sequence[float]) -> str:
        if not samples:
            return "–"
        low, high = (shown(bound(samples), self.unit) for bound in (min, max))
        spread = f"（{low}–{high}）" if self.percent is None and low != high else ""
        return f"{shown(self.value(samples), self.unit)} {UNITS[self.unit]}{spread}"


UNITS = {"ms": "ms", "B": "MB", "kB": "KB"}


def shown(value: float, unit: str) -> str:
    """Return `value` as a reader wants it: whole milliseconds from 100 on, bytes as decimal megabytes or kilobytes."""
    if unit == "B":
        return f"{value / 1e6:.2f}"
    if unit == "kB":
        return f"{value / 1e3:.1f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"


def width(text: str) -> int:
    """Return how many columns a terminal gives `text`: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table whose columns also line up in a terminal."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    rule = tuple("-" * columns for columns in widths)
    return "\n".join(
        "| " + " | ".join(cell + " " * (columns - width(cell)) for cell, columns in zip(line, widths, strict=True)) + " |"
        for line in (HEADINGS, rule, *lines[1:])
    )
