"""How fast search answers: the site's own worker in Node, over all of tests/queries.yml."""

from __future__ import annotations

import gzip
import statistics
from pathlib import Path

from tests.search import QUERIES, ask

RUNS = 5


def figures(site: Path) -> str:
    """Return the figures of the built `site` in two lines."""
    sessions = [ask(site, [row["query"] for row in QUERIES]) for _ in range(RUNS)]
    times = sorted(answer.ms for session in sessions for answer in session.answers)
    first = statistics.median(session.first for session in sessions)
    files = [*(site / "search").glob("documents-*.json"), *(site / "assets").glob("search-*/*.js")]
    size = sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)
    middle, most = times[len(times) // 2], times[len(times) * 95 // 100]
    return (
        f"搜索（Node）：第一次回答 {first:.0f} ms（读入并建立索引），"
        f"以后每次 p50 {middle:.1f} ms、p95 {most:.1f} ms、最慢 {times[-1]:.1f} ms；\n"
        f"首次碰到搜索框才下载 {size / 1000:.0f} KB（gzip），{len(QUERIES)} 个问题 × {RUNS} 轮。"
    )
