"""A pytest plugin that writes down what the tests marked `trust` came to: the table of docs/reference/trust.md.

    @pytest.mark.trust("故障", "一行中文：试了什么，结果应当怎样")

`pytest --trust FILE` adds a run to FILE: one row a kind and text, however many tests stand behind it. What a test tells with
`record_property` comes along: a number counts for its row (次数, 页, 状态 …; added up over the row's tests), a text is the
version of something (`record_property("Firefox", "153.0")`). Several runs make one file (`make trust`: tests, engines, fuzz).
When a row comes in two runs, the worse outcome and the larger numbers stand.

    python -m tests.trust FROM TO      publish: FROM becomes TO; exit code 1, with one line each, when a row is not passed
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hooks.data import KINDS
from hooks.setup import find_chromium, version

ROOT = Path(__file__).parent.parent
MARK = "trust"
WORSE = ("passed", "skipped", "failed")
"""The outcomes, from good to bad."""

Row = dict[str, Any]
Key = tuple[str, str]


# -- collecting -------------------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--trust", metavar="FILE", help="add what the tests marked `trust` came to, to this JSON file")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--trust") and not hasattr(config, "workerinput"):  # with xdist, the process that hears all reports
        config.pluginmanager.register(Collector(Path(config.rootpath, config.getoption("--trust"))), "trust-collector")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the mark among the properties that travel with every report, also from another process."""
    for item in items:
        mark = item.get_closest_marker(MARK)
        if mark:
            if mark.kwargs or len(mark.args) != 2 or mark.args[0] not in KINDS or not isinstance(mark.args[1], str):
                raise pytest.UsageError(f'{item.nodeid}: write @pytest.mark.trust("<{"|".join(KINDS)}>", "<one line>")')
            item.user_properties.append((MARK, list(mark.args)))


class Collector:
    """Hears the reports of one run and adds them to `file` at its end."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.reports: dict[str, list[pytest.TestReport]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if any(name == MARK for name, _ in report.user_properties):
            self.reports.setdefault(report.nodeid, []).append(report)

    def pytest_sessionfinish(self) -> None:
        tests = [result([(r.outcome, hasattr(r, "wasxfail"), r.user_properties) for r in reports]) for reports in self.reports.values()]
        if tests:
            before = json.loads(self.file.read_text(encoding="utf-8")) if self.file.exists() else {}
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(text(merged(before, run(tests))), encoding="utf-8")


# -- what it comes to -------------------------------------------------------------------------------------------------


def result(phases: Iterable[tuple[str, bool, list[tuple[str, Any]]]]) -> tuple[Row, dict[str, str]]:
    """Return the row and the versions of one test from its phases: outcome, whether a failure was expected, properties so far."""
    row: Row = {"outcome": "passed", "tests": 1, "counts": {}}
    versions: dict[str, str] = {}
    for outcome, expected, properties in phases:
        row["outcome"] = max(row["outcome"], "failed" if expected else outcome, key=WORSE.index)
        told = dict(properties)
        row["kind"], row["text"] = told.pop(MARK)
        row["counts"] = {name: value for name, value in told.items() if isinstance(value, int)}
        versions |= {name: value for name, value in told.items() if isinstance(value, str)}
    return row, versions


def run(tests: Iterable[tuple[Row, Mapping[str, str]]]) -> dict[str, Any]:
    """Return the file of one run: the tests of a row put together."""
    rows: dict[Key, Row] = {}
    versions: dict[str, str] = {}
    for row, told in tests:
        versions |= told
        key = row["kind"], row["text"]
        rows[key] = joined(rows[key], row, sum) if key in rows else row
    return {**circumstances(), "versions": own_versions() | versions, "rows": list(rows.values())}


def joined(one: Row, other: Row, put: Any) -> Row:
    """Return two rows of one text as one: the worse outcome, and of the numbers what `put` makes of them."""
    names = [*one["counts"], *(name for name in other["counts"] if name not in one["counts"])]
    counts = {name: put([row["counts"][name] for row in (one, other) if name in row["counts"]]) for name in names}
    outcome = max(one["outcome"], other["outcome"], key=WORSE.index)
    return one | {"outcome": outcome, "tests": put([one["tests"], other["tests"]]), "counts": counts}


def merged(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return two files as one, dated like the later, its rows by kind and text."""
    rows: dict[Key, Row] = {}
    for row in (*before.get("rows", ()), *after["rows"]):
        key = row["kind"], row["text"]
        rows[key] = joined(rows[key], row, max) if key in rows else row
    order = sorted(rows, key=lambda key: (list(KINDS).index(key[0]), key[1]))
    return {**after, "versions": {**before.get("versions", {}), **after["versions"]}, "rows": [rows[key] for key in order]}


def circumstances() -> dict[str, str]:
    """Return the day and the commit; a commit with changes beside it ends in `+`."""

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8").stdout.strip()

    changed = git("status", "--porcelain", "--", ".", ":!docs/_data/trust.json")
    return {"date": date.today().isoformat(), "commit": git("rev-parse", "--short=10", "HEAD") + ("+" if changed else "")}


def own_versions() -> dict[str, str]:
    """Return the versions that hold for every run."""
    npm = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    chromium = [word for word in version(find_chromium() or "").split() if word[0].isdigit()]
    versions = {"Python": platform.python_version(), "Pyodide": npm["pyodide"], "axe-core": npm["axe-core"]}
    return versions | ({"Chromium": chromium[0]} if chromium else {})


def text(data: Mapping[str, Any]) -> str:
    """Return the file's text: a row a line, so that a difference can be read."""
    head = {key: value for key, value in data.items() if key != "rows"}
    rows = ",\n".join(json.dumps(dict(sorted(row.items())), ensure_ascii=False) for row in data["rows"])
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "rows": [\n{rows}\n]}}\n'


# -- publishing -------------------------------------------------------------------------------------------------------


def main() -> None:
    """Publish the collected file, and end with the rows that did not pass."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust", description="把试过的结果写进 docs/_data/trust.json。")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    asked = parser.parse_args()
    if not asked.source.exists():
        sys.exit("没有结果可写：标了 trust 的测试一个也没有跑完，看上面的输出。")
    data = json.loads(asked.source.read_text(encoding="utf-8"))
    asked.target.write_text(text(data), encoding="utf-8")
    bad = [row for row in data["rows"] if row["outcome"] != "passed"]
    print(f"{os.path.relpath(asked.target)}：{len(data['rows'])}行，{len(bad)}行没有通过。")
    if bad:
        sys.exit("\n".join(f"{row['kind']}：{row['text']}（{row['outcome']}）" for row in bad))


if __name__ == "__main__":
    main()
