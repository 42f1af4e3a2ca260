"""Ask whether a known vulnerability is in a locked package: `make audit`.

Both tools call it success when nobody answered: pip-audit skips what its service does not know, npm's registry may have no
advisories at all. So what was checked is counted here, and said. Exit code 0: all checked, nothing known; 1: something known;
2: nothing known, but not all could be checked.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hooks.setup import BIN, ROOT, VENV, system_node


@dataclass(frozen=True)
class Audit:
    """What one tool found: how many packages it `checked`, how many it could not, why, and a line for each vulnerability."""

    name: str
    checked: int
    unchecked: int
    why: str
    found: tuple[str, ...]

    def __str__(self) -> str:
        missing = f"，{self.unchecked}个没有查成（{self.why}）" if self.unchecked else ""
        return "\n".join((f"{self.name}：查了{self.checked}个包，{len(self.found)}个已知漏洞{missing}。", *self.found))


def of_pip(report: Mapping[str, Any], error: str = "") -> Audit:
    """Return what pip-audit's JSON says; a report without packages was not made, for the reason `error`."""
    packages: Sequence[Mapping[str, Any]] = report.get("dependencies", [])
    skipped = [package for package in packages if "skip_reason" in package]
    found = tuple(
        f"  {package['name']} {package['version']}：{known['id']}，{_fixed(known['fix_versions'])}"
        for package in packages
        for known in package.get("vulns", ())
    )
    if not packages:
        return Audit("Python", 0, 1, error or "pip-audit 没有给出结果", ())
    return Audit("Python", len(packages) - len(skipped), len(skipped), "漏洞库没有回答这些包", found)


def of_npm(report: Mapping[str, Any]) -> Audit:
    """Return what npm's JSON says; one without counts is a refusal."""
    counted = report.get("metadata", {}).get("dependencies", {}).get("total")
    if counted is None:
        why = str(report.get("message") or report.get("error", {}).get("summary") or "npm 没有给出结果")
        return Audit("npm", 0, 1, why.splitlines()[0], ())
    rows = report["vulnerabilities"].items()
    found = tuple(f"  {name} {row['range']}：{row['severity']}，{'、'.join(map(_via, row['via']))}" for name, row in rows)
    return Audit("npm", counted, 0, "", found)


def _fixed(versions: Sequence[str]) -> str:
    return f"改用 {'、'.join(versions)}" if versions else "还没有修好的版本"


def _via(cause: str | Mapping[str, str]) -> str:
    """Return a cause in npm's list: the vulnerability itself, or the package it comes with."""
    return f"经由 {cause}" if isinstance(cause, str) else cause["title"]


def code(audits: Sequence[Audit]) -> int:
    """Return the exit code."""
    return 1 if any(audit.found for audit in audits) else 2 if any(audit.unchecked for audit in audits) else 0


def parsed(text: str) -> dict[str, Any]:
    """Return the JSON object in `text`, an empty one when there is none."""
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def python() -> Audit:
    """Ask pip-audit about every package of the lock, with the hashes it was installed by."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        options = ["--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json", f"--output={report}"]
        command = [sys.executable, "-m", "pip_audit", *options, f"--requirement={VENV / 'requirements.txt'}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=1200)
        last = (done.stderr.strip().splitlines() or [""])[-1]
        return of_pip(parsed(report.read_text(encoding="utf-8")) if report.exists() else {}, last)


def npm() -> Audit:
    """Ask npm's registry about every package of the lock."""
    program = shutil.which("npm") if system_node() else BIN / "npm"
    done = subprocess.run([program or "npm", "audit", "--json"], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600)
    return of_npm(parsed(done.stdout))


def main() -> None:
    """Print what was found and what was not checked."""
    audits = [python(), npm()]
    print(*audits, sep="\n")
    sys.exit(code(audits))


if __name__ == "__main__":
    main()
