"""The lock, the set-up and the workflow: what a fresh clone relies on."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from hooks import setup

ROOT = Path(__file__).parent.parent

# Put together here, so that this file does not name what it forbids.
HOSTS = [".".join(parts) for parts in (
    ("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs", "org"), ("npmjs", "com"), ("npmmirror", "com"), ("yarnpkg", "com"),
    ("deb", "debian", "org"), ("mirrors", "aliyun"), ("tuna", "tsinghua"), ("mirrors", "ustc"), ("jsdelivr", "net"), ("unpkg", "com"),
)]  # fmt: skip

PAGES = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))


def own_files() -> list[Path]:
    """Return the files of the repository, those not committed yet included."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_registry_host() -> None:
    files = own_files()
    assert ROOT / "uv.lock" in files
    named = [(path.relative_to(ROOT), host) for path in files for host in HOSTS if host.encode() in path.read_bytes()]
    assert named == []


# -- the lock ---------------------------------------------------------------------------------------------------------


def test_hosts_leave_the_lock() -> None:
    fresh = (
        'source = { registry = "https://example.org/simple" }\n'
        'sdist = { url = "https://files.example.org/a1/b2/thing-1.0%2Bcn.tar.gz#frag", hash = "sha256:00", size = 1 }\n'
        '    { url = "http://localhost:3141/root/thing-1.0-py3-none-any.whl", hash = "sha256:11" },\n'
    )
    expected = (
        'source = { registry = "." }\n'
        'sdist = { filename = "thing-1.0+cn.tar.gz", hash = "sha256:00", size = 1 }\n'
        '    { filename = "thing-1.0-py3-none-any.whl", hash = "sha256:11" },\n'
    )
    assert setup.without_hosts(fresh) == expected
    assert setup.without_hosts(expected) == expected


@pytest.mark.trust("供应链", "锁定的每个Python包都有校验值")
def test_the_lock_has_no_address_and_a_hash_for_every_file() -> None:
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    assert "://" not in text
    for package in tomllib.loads(text)["package"]:
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        assert files or "virtual" in package["source"], package["name"]
        assert all(file["hash"].startswith("sha256:") and "filename" in file for file in files), package["name"]


@pytest.mark.trust("供应链", "锁定的每个npm包都有校验值")
def test_the_npm_lock_has_no_address_and_a_hash_for_every_package() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    del packages[""]  # our own
    assert len(packages) >= 3
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        # What npm tells about an author, who may have a page, is no address to install from.
        told = {key: value for key, value in package.items() if key not in {"funding", "deprecated"}}
        assert "resolved" not in told and "://" not in json.dumps(told), name


def test_the_npm_lock_has_what_other_machines_need() -> None:
    """npm writes into the lock only what the registry has, and `npm ci` then refuses the lock: “Missing: @rollup/rollup-…”.

    Rollup had a version out without some of its binaries, so `overrides` in package.json holds it at one that is complete.
    """
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = {(name, other) for name, package in packages.items() for other in package.get("optionalDependencies", ())}
    assert wanted
    assert [pair for pair in wanted if f"node_modules/{pair[1]}" not in packages] == []


def test_the_lock_fits_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = [*project["project"]["dependencies"], *(name for group in groups.values() for name in group)]
    names = {re.split(r"[<>=!~\[; ]", requirement, maxsplit=1)[0].lower() for requirement in wanted}
    locked = {package["name"] for package in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]}
    assert names <= locked


# -- the machine ------------------------------------------------------------------------------------------------------


def program(folder: Path, name: str, says: str, code: int = 0) -> None:
    """Put a program into `folder` that prints `says` and ends with `code`."""
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(
    ("node", "npm", "usable"),
    [("v20.1.0", True, True), ("v20.0.0", True, True), ("v18.20.0", True, False), ("v20.1.0", False, False), ("broken", True, False)],
)
def test_node_of_the_machine_is_used_when_it_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, node: str, npm: bool, usable: bool
) -> None:
    program(tmp_path, "node", node)
    if npm:
        program(tmp_path, "npm", "11.0.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert setup.system_node() == (str(tmp_path / "node") if usable else None)


def test_a_browser_that_does_not_run_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "chromium-browser", "install the snap", code=1)
    program(tmp_path, "google-chrome", "Google Chrome 150")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert setup.find_chromium.__wrapped__() == str(tmp_path / "google-chrome")


def test_what_fails_ends_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^缺少甲：请安装甲。$"):
        setup.run("no-such-program", fail="缺少甲：请安装甲。")
    with pytest.raises(SystemExit, match=r"^请安装乙。$"):
        setup.run("false", fail="请安装乙。")


def test_a_machine_without_python_is_told_so(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("make", "sh"):
        (tools / name).symlink_to(str(shutil.which(name)))
    program(tools, "python3", "Python 3.9.2", code=1)
    done = subprocess.run(["make", ".venv/bin/python"], cwd=tmp_path, env={"PATH": str(tools)}, capture_output=True, encoding="utf-8")
    lines = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert done.returncode and lines == ["缺少 Python 3.13：请安装 Python 3.13 或 uv，再运行一次 make。"]


def test_a_second_run_does_nothing() -> None:
    targets = [".venv/.stamp-packages", "node_modules/.stamp"]
    env = {key: value for key, value in os.environ.items() if key not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}
    done = subprocess.run(["make", *targets], cwd=ROOT, env=env | {"LC_ALL": "C"}, capture_output=True, encoding="utf-8", check=True)
    assert [line for line in done.stdout.splitlines() if "up to date" not in line] == []


def test_make_alone_lists_the_targets() -> None:
    done = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    named = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("make ")}
    tests = {"test", "check", "bench", "engines", "fuzz", "trust", "audit", "watch"}
    assert named == tests | {"help", "serve", "build", "pack", "ids", "calendar", "tables", "lock", "clean"}


# -- publishing -------------------------------------------------------------------------------------------------------


@pytest.mark.trust("供应链", "工作流用到的每个动作固定到一个提交")
@pytest.mark.parametrize("workflow", sorted((ROOT / ".github/workflows").glob("*.y*ml")), ids=lambda path: path.name)
def test_workflows_pin_every_action_by_commit(workflow: Path) -> None:
    uses = re.findall(r"^.*\buses:.*$", workflow.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(uses) >= 3
    for line in uses:
        assert re.fullmatch(r"\s*(- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_workflow_may_read_and_only_deploy_may_write() -> None:
    assert PAGES["permissions"] == {"contents": "read"}
    assert set(PAGES["jobs"]["build"]["permissions"].values()) == {"read"}
    assert PAGES["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert set(PAGES["jobs"]) == {"build", "engines", "deploy"}


def test_pull_requests_do_not_deploy() -> None:
    condition = PAGES["jobs"]["deploy"]["if"]
    assert "github.event_name != 'pull_request'" in condition and "refs/heads/main" in condition
    upload = next(step for step in PAGES["jobs"]["build"]["steps"] if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["if"] == "github.event_name != 'pull_request'"


def test_workflow_tests_before_it_publishes() -> None:
    runs = [step.get("run", step.get("uses", "")) for step in PAGES["jobs"]["build"]["steps"]]
    order = [next(i for i, run in enumerate(runs) if part in run) for part in (".ci/run", "make build", "upload-pages-artifact")]
    assert order == sorted(order)
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci/run", os.X_OK)
