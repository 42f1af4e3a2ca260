"""Measure, print a table, write `.cache/bench.json` and the table of docs/reference/speed.md: `python -m tests.bench [--runs 7]`.

Ends with exit code 1 when something cannot be measured, or a limit is broken by more than the noise.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Playwright, sync_playwright

from hooks.bundle import PYODIDE
from tests import site as built
from tests.bench import pages, search
from tests.bench.browser import CHECKLIST, ISLANDLESS, SCRIPT, VISITS, BenchError, Visitor, add_stock, measure, profile, visitor
from tests.bench.figures import Row, percentile, table

OUTPUT = built.ROOT / ".cache" / "bench.json"
PAGE = built.ROOT / "docs/reference/speed.md"
ANSWER_LIMITS = (0.25, 0.20, 0.15)  # of stock, by visit
PAINTS = 15  # first paints a side
EDITS = 280  # at least so many an island and side, over all runs
ISLANDS = {SCRIPT: "话术", CHECKLIST: "清单"}
PARTS = {"whole": "", "python": "：其中Python"}
LEGEND = """\
首次回答：从启动 worker 到 Python 的第一个答案写进网页。
每一轮用一个新的浏览器资料夹，先后三次启动浏览器打开同一页，每次停留5秒；本站和原装交替进行。括号里是最小到最大。
原装：同一个网页、同样的消息，只把 worker 换成 tests/bench/stock.js（npm 的 Pyodide 原文件，组件用没有编译的源码）。
慢线路：服务器把所有回答一起限制在每秒10兆比特，每个回答晚60毫秒开始。
下一页：整页重新载入另一个有工具的页面；本站的 Python 这时还醒着。
主线程被占：从启动 worker 起，超过50毫秒的任务一共多长。
改一处：从 input 事件到答案写进网页，不含之后的排版；话术先填满整张表。“其中Python”是从发出消息到收到答案的时间。
运行时下载：gzip 之后的正文，含网页一侧的脚本和样式。没有工具的页：同一页，原装一栏是不加任何东西的 Material。
搜索：Material 每页都取它的程序和索引（那边的索引只有标题），本站碰到搜索框才取。"""


def say(text: str) -> None:
    """Tell whoever waits."""
    print(text, file=sys.stderr, flush=True)


def examples() -> dict[str, str]:
    """Return the example answer of every field of the fact sheet, by the name of its control."""
    fields = yaml.safe_load((built.ROOT / "docs/_data/fields.yml").read_text(encoding="utf-8"))
    return {field["key"]: str(field["example"]) for field in fields if field.get("example")}


def git(*arguments: str) -> str:
    """Return what git prints, or "" where there is no repository."""
    done = subprocess.run(["git", *arguments], cwd=built.ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def cpu() -> str:
    """Return the processor's name as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def load() -> list[float]:
    """Return the load average over 1, 5 and 15 minutes; above the number of cores, others disturb the figures."""
    return [round(value, 2) for value in os.getloadavg()]


def circumstances(chromium: str) -> dict[str, Any]:
    """Return when, where and of what the figures are, as JSON data."""
    pyodide = json.loads((built.ROOT / PYODIDE / "package.json").read_text(encoding="utf-8"))["version"]
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": git("rev-parse", "HEAD"),
        "changed": bool(git("status", "--porcelain")),
        "machine": {"cpu": cpu(), "cores": os.cpu_count(), "system": platform.platform()},
        "versions": {"chromium": chromium, "pyodide": pyodide, "python": platform.python_version()},
    }


def rows(ours: Sequence[Visitor], stock: Sequence[Visitor]) -> list[Row]:
    """Return what the visitors saw, a row for each line of the table."""

    def row(
        key: str, name: str, unit: str, samples: Callable[[Visitor], list[float]], percent: int | None = None,
        limit: float | None = None, ratio_limit: float | None = None,
    ) -> Row:  # fmt: skip
        mine, theirs = (tuple(sample for seen in side for sample in samples(seen)) for side in (ours, stock))
        return Row(key, name, unit, mine, theirs, percent, limit, ratio_limit)

    found = [
        row(f"answer-{n + 1}", f"首次回答，第{n + 1}次打开", "ms", partial(of_visit, n, "answers"), ratio_limit=ANSWER_LIMITS[n])
        for n in range(VISITS)
    ]
    found.append(row("floor", "只取来并编译WebAssembly，第1次打开", "ms", lambda seen: seen.floor))
    found.append(row("answer-slow", "首次回答，第1次打开，慢线路", "ms", lambda seen: seen.slow, ratio_limit=0.42))
    found.append(row("answer-next", "首次回答，下一页", "ms", lambda seen: seen.following, limit=50))
    found.append(row("blocked", "主线程被占，第1次打开", "ms", lambda seen: seen.blocked, limit=50))
    limits = (3_400_000, None, None)
    found += [
        row(f"wire-{n + 1}", f"运行时下载，第{n + 1}次打开", "B", partial(of_visit, n, "downloads"), limit=limits[n]) for n in range(VISITS)
    ]
    for island, name in ISLANDS.items():
        for part, what in PARTS.items():
            for percent in (50, 95):
                get = partial(of_trips, island, part)
                limit = 16 if (part, percent) == ("whole", 95) else None
                found.append(row(f"{island}-{part}-p{percent}", f"{name}改一处{what}，p{percent}", "ms", get, percent, limit))
    return found


def of_visit(number: int, what: str, seen: Visitor) -> list[float]:
    """Return one figure of a visitor's visit `number`, counted from 0."""
    return [getattr(seen, what)[number]]


def of_trips(island: str, part: str, seen: Visitor) -> list[float]:
    """Return one figure of every round trip in an island."""
    return [trip[part] for trip in seen.trips[island]]


def run(playwright: Playwright, server: built.Server, site: Path, runs: int) -> tuple[list[Visitor], list[Visitor]]:
    """Return what `runs` visitors saw of ours and of stock, one after the other, each side first every other time."""
    sides: dict[bool, list[Visitor]] = {False: [], True: []}
    for number in range(runs):
        for stock in (False, True) if number % 2 == 0 else (True, False):
            seen = measure(playwright, server, site, stock=stock, examples=examples(), edits=-(-EDITS // runs))
            sides[stock].append(seen)
            trips = " / ".join(f"{percentile(of_trips(island, 'whole', seen), 50):.1f}" for island in ISLANDS)
            answers = " / ".join(f"{value:.0f}" for value in seen.answers)
            say(f"第 {number + 1}/{runs} 轮，{'原装' if stock else '本站'}：首次回答 {answers} ms；改一处 {trips} ms")
    return sides[False], sides[True]


def block(data: dict[str, Any], text: str) -> str:
    """Return the table `text` for a page, without the padding of a terminal, under where and when it comes from."""
    machine, versions = data["machine"], data["versions"]
    lines = (
        f"{data['date'][:10]}量的，每边{data['runs']}轮。",
        f"电脑：{machine['cpu']}，{machine['cores']}核。",
        f"浏览器是Chromium {versions['chromium']}，原装的Pyodide是{versions['pyodide']}。",
    )
    return "\n".join(lines) + f"\n\n{re.sub(' {2,}', ' ', re.sub('-{2,}', '---', text))}\n"


def publish(data: dict[str, Any], text: str) -> None:
    """Put `block` between the marks of the page about speed."""
    page = PAGE.read_text(encoding="utf-8")
    head, mark, rest = page.partition("<!-- bench -->\n")
    _, end, tail = rest.partition("<!-- /bench -->")
    assert mark and end, f"{PAGE.name}: no marks"
    PAGE.write_text(f"{head}{mark}\n{block(data, text)}\n{end}{tail}", encoding="utf-8")


def main() -> None:
    """Run the bench; one plain line and exit code 1 when something cannot be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="测网页里的 Python 有多快，与同版本原装 Pyodide 同场比较。")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="每一边测几轮（默认 7）")
    runs: int = max(parser.parse_args().runs, 1)
    before, port = load(), built.free_port()
    try:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            say("生成网站……")
            site = built.build(Path(folder), port)
            add_stock(site)
            pages.add_bare(site)
            with built.serve(site, port) as server:
                say("压缩文件……")
                for file in filter(Path.is_file, site.rglob("*")):
                    server.packed(file)  # before anybody is timed
                with profile() as fresh, visitor(playwright, server, fresh, stock=False) as context:
                    chromium = context.browser.version if context.browser else ""
                    both = (ISLANDLESS, f"{pages.BARE}/{ISLANDLESS}")
                    weights = [pages.weight(context, server, path) for path in both]
                    painted = pages.paints(context, server, both, PAINTS)
                ours, stock = run(playwright, server, site, runs)
            searched = search.figures(site)
            say("再生成两次网站……")
            times = {count: pages.build_time(Path(folder), count, port) for count in (60, 1000)}
    except (BenchError, AssertionError, PlaywrightError) as error:
        sys.exit(f"没有测成：{str(error).strip()}")
    found, after = rows(ours, stock), load()
    total, rest = (tuple((float(size),) for size in sizes) for sizes in zip(*weights, strict=True))
    found.append(Row("page-weight", "没有工具的页", "kB", *total, ratio_limit=1.05))
    found.append(Row("page-weight-rest", "没有工具的页，不算搜索", "kB", *rest, ratio_limit=1.05))
    found.append(Row("page-paint", "没有工具的页，第一次画出", "ms", tuple(painted[0]), tuple(painted[1]), ratio_limit=1.05))
    found += [Row(f"build-{count}", f"生成网站，至少{count}页", "ms", (took,), ()) for count, took in times.items()]
    data = {**circumstances(chromium), "runs": runs, "load": {"before": before, "after": after}, "rows": [row.data() for row in found]}
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    size = percentile([size for seen in ours for size in of_trips(SCRIPT, "size", seen)], 50)
    print(f"\n{table(found)}\n\n{LEGEND}\n每边 {runs} 轮，每轮每处改 {-(-EDITS // runs)} 次；话术的一个答案 {size / 1000:.0f} KB。")
    print(searched)
    print(f"{cpu()}，{os.cpu_count()} 核；Chromium {chromium}；负载 {before[0]} → {after[0]}（高于核数时，其他程序会影响结果）。")
    print(f"全部数据：{OUTPUT.relative_to(built.ROOT)}")
    publish(data, table(found))
    if broken := [row.name for row in found if row.broken]:
        sys.exit(f"超过上限：{'、'.join(broken)}")


if __name__ == "__main__":
    main()
