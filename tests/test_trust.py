"""The table of what was tried: collected from the tests' own results, whatever process they ran in, and shown as it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as etree
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hooks import about_tables, data

from . import trust

ROOT = Path(__file__).parent.parent
RUN = {"date": "2026-11-22", "commit": "0123456789", "versions": {"Python": "3.13.0"}}


def row(text: str, *, kind: str = "故障", outcome: str = "passed", tests: int = 1, **counts: int) -> dict[str, Any]:
    return {"kind": kind, "text": text, "outcome": outcome, "tests": tests, "counts": counts}


# -- collecting -------------------------------------------------------------------------------------------------------

SUITE = """
import pytest

@pytest.mark.trust("故障", "坏文件被拒绝")
@pytest.mark.parametrize("n", [1, 2, 3])
def test_counts(n, record_property):
    record_property("次数", 100 * n)
    record_property("Firefox", "153.0")

@pytest.fixture
def broken():
    raise ValueError

@pytest.mark.trust("隐私", "准备的时候就失败")
def test_setup(broken):
    pass

@pytest.fixture
def untidy():
    yield
    raise ValueError

@pytest.mark.trust("隐私", "收尾的时候失败")
def test_teardown(untidy):
    pass

@pytest.mark.xfail
@pytest.mark.trust("离线", "明知会失败")
def test_known():
    assert False

@pytest.mark.parametrize("n", [pytest.param(1, marks=pytest.mark.trust("离线", "只记一个参数")), 2])
def test_one(n):
    pass

def test_unmarked():
    assert False
"""


def suite(folder: Path, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run pytest on a suite of its own, with the plugin."""
    (folder / "test_suite.py").write_text(text, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = trust(kind, text): a row\n", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-p", "tests.trust", "-p", "no:cacheprovider", "-q", *options]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120)


@pytest.mark.parametrize("processes", [[], ["-n2"]], ids=["one process", "several"])
def test_every_marked_test_becomes_part_of_a_row(tmp_path: Path, processes: list[str]) -> None:
    done = suite(tmp_path, SUITE, "--trust", "out/trust.json", *processes)
    assert done.returncode == 1, done.stdout + done.stderr
    written = json.loads((tmp_path / "out/trust.json").read_text(encoding="utf-8"))
    assert written["versions"].items() >= {"Firefox": "153.0"}.items()
    assert written["rows"] == [
        row("准备的时候就失败", kind="隐私", outcome="failed"),
        row("收尾的时候失败", kind="隐私", outcome="failed"),
        row("坏文件被拒绝", tests=3, 次数=600),
        row("只记一个参数", kind="离线"),
        row("明知会失败", kind="离线", outcome="failed"),
    ]


def test_nothing_is_written_unless_asked(tmp_path: Path) -> None:
    suite(tmp_path, SUITE, "-k", "one")
    assert {path.name for path in tmp_path.iterdir()} <= {"test_suite.py", "pytest.ini", "__pycache__"}


@pytest.mark.parametrize("mark", [("天气", "雨"), ("隐私",), ("隐私", 1)])
def test_a_mark_that_fits_no_table_is_refused(mark: tuple[Any, ...]) -> None:
    item: Any = SimpleNamespace(nodeid="test_it", user_properties=[], get_closest_marker=lambda name: SimpleNamespace(args=mark, kwargs={}))
    with pytest.raises(pytest.UsageError, match=r"test_it: write @pytest\.mark\.trust"):
        trust.pytest_collection_modifyitems([item])


def test_runs_make_one_file_in_which_the_worse_outcome_and_the_larger_number_stand() -> None:
    tests = {**RUN, "rows": [row("乙", outcome="failed", tests=2, 次数=5), row("甲", kind="供应链")]}
    fuzz = {**RUN, "date": "2026-11-23", "versions": {"Firefox": "153"}, "rows": [row("乙", 次数=900, 页=3), row("丙", kind="恶意输入")]}
    assert trust.merged(tests, fuzz) == {
        **RUN,
        "date": "2026-11-23",
        "versions": {"Python": "3.13.0", "Firefox": "153"},
        "rows": [row("丙", kind="恶意输入"), row("乙", outcome="failed", tests=2, 次数=900, 页=3), row("甲", kind="供应链")],
    }


def test_published_failures_are_named_and_fit_the_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "from.json", tmp_path / "trust.json"
    monkeypatch.setattr(sys, "argv", ["trust", str(source), str(target)])
    source.write_text(trust.text({**RUN, "rows": [row("甲"), row("乙", outcome="failed")]}), encoding="utf-8")
    with pytest.raises(SystemExit, match="故障：乙（failed）"):
        trust.main()
    assert [tried.outcome for tried in data.load_trust(tmp_path).rows] == ["passed", "failed"]
    source.write_text(trust.text({**RUN, "rows": [row("甲")]}), encoding="utf-8")
    trust.main()
    assert [tried.outcome for tried in data.load_trust(tmp_path).rows] == ["passed"]


def test_without_results_the_last_table_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["trust", str(tmp_path / "none.json"), str(tmp_path / "trust.json")])
    with pytest.raises(SystemExit, match="没有结果可写"):
        trust.main()
    assert not (tmp_path / "trust.json").exists()


# -- on the page ------------------------------------------------------------------------------------------------------


def shown(folder: Path) -> str:
    site: Any = SimpleNamespace(folder=folder)
    made = about_tables.trust(site, date(2026, 11, 22), {})
    return "\n".join(etree.tostring(element, encoding="unicode") for element in made)


def test_page_says_when_nothing_was_run(tmp_path: Path) -> None:
    assert shown(tmp_path) == "<p>还没有跑过，这张表先空着。</p>"


def test_page_shows_what_failed_as_failed_and_what_was_not_run_as_missing(tmp_path: Path) -> None:
    rows = [row("断网", tests=3, 次数=1200), row("<甲>", outcome="failed"), row("丙", outcome="skipped", tests=2)]
    (tmp_path / "trust.json").write_text(trust.text({**RUN, "commit": "0123456789+", "rows": rows}), encoding="utf-8")
    page = shown(tmp_path)
    assert "<p>2026-11-22，提交0123456789（还有没提交的改动）。Python 3.13.0。</p>" in page
    assert "<p>共3行，通过1行，没有通过或没有做2行。</p>" in page
    assert "<td>断网</td><td>通过，3项，1200次</td>" in page
    assert "<td>&lt;甲&gt;</td><td><strong>没有通过</strong></td>" in page
    assert "<td>丙</td><td><strong>没有做，2项</strong></td>" in page
    assert '<h3 id="privacy">隐私</h3>\n<p>这一类还没有跑。</p>' in page


def test_a_broken_file_stops_the_build_with_its_cure(tmp_path: Path) -> None:
    schemas = tmp_path / "schemas"
    schemas.symlink_to(ROOT / "docs/_data/schemas")
    for name in ("facts", "fields"):  # any table; what is missing is reported beside
        (tmp_path / f"{name}.yml").symlink_to(ROOT / "docs/_data" / f"{name}.yml")
    for text, line, code in (('{\n"date": <<<<', 2, "data-yaml"), ('{"rows": 1}', 1, "data-schema")):
        (tmp_path / "trust.json").write_text(text, encoding="utf-8")
        found = [trouble for trouble in data.validate(tmp_path) if trouble[0].name == "trust.json"]
        assert [(trouble[1], trouble[2], trouble[4]) for trouble in found] == [(line, code, "不手改，运行make trust重新生成")]


def test_kinds_are_those_of_the_schema_and_explained_on_the_page() -> None:
    schema = json.loads((ROOT / "docs/_data/schemas/trust.json").read_text(encoding="utf-8"))
    assert schema["properties"]["rows"]["items"]["properties"]["kind"]["enum"] == list(data.KINDS)
    page = (ROOT / "docs/reference/trust.md").read_text(encoding="utf-8")
    assert all(f"- **{kind}**：" in page for kind in data.KINDS)
