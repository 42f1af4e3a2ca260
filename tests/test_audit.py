"""What was not checked must not look like what is sound."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest
import yaml

from hooks import audit

SOUND: dict[str, Any] = {"dependencies": [{"name": "jinja2", "version": "3.1.6", "vulns": []}], "fixes": []}
SKIPPED: dict[str, Any] = {"dependencies": [{"name": "jinja2", "skip_reason": "not found and could not be audited"}], "fixes": []}
KNOWN: dict[str, Any] = {
    "dependencies": [
        {"name": "jinja2", "version": "3.1.0", "vulns": [{"id": "CVE-2024-1", "fix_versions": ["3.1.6"], "aliases": []}]},
        {"name": "mako", "version": "1.0", "vulns": [{"id": "CVE-2024-2", "fix_versions": [], "aliases": []}]},
    ]
}
NPM_SOUND: dict[str, Any] = {"vulnerabilities": {}, "metadata": {"dependencies": {"prod": 5, "total": 270}}}
NPM_KNOWN: dict[str, Any] = NPM_SOUND | {
    "vulnerabilities": {
        "tar": {"severity": "high", "range": "<6.2.1", "via": [{"title": "Denial of service"}]},
        "pacote": {"severity": "high", "range": "*", "via": ["tar"]},
    }
}
REFUSED: dict[str, Any] = {"message": "405 Method Not Allowed\nmore", "method": "POST"}
OFFLINE: dict[str, Any] = {"error": {"code": "ENOTFOUND", "summary": "no such host", "detail": ""}}


def test_all_checked_and_nothing_known() -> None:
    audits = [audit.of_pip(SOUND), audit.of_npm(NPM_SOUND)]
    assert audit.code(audits) == 0
    assert [str(one) for one in audits] == ["Python：查了1个包，0个已知漏洞。", "npm：查了270个包，0个已知漏洞。"]


@pytest.mark.trust("供应链", "漏洞库没有回答的包，算作没有查成，不算没有漏洞")
def test_a_package_that_was_skipped_is_not_sound() -> None:
    """pip-audit says “No known vulnerabilities found” and ends with 0 when its service knows none of the packages."""
    assert audit.code([audit.of_pip(SKIPPED), audit.of_npm(NPM_SOUND)]) == 2
    assert str(audit.of_pip(SKIPPED)) == "Python：查了0个包，0个已知漏洞，1个没有查成（漏洞库没有回答这些包）。"


@pytest.mark.parametrize(("report", "why"), [(REFUSED, "405 Method Not Allowed"), (OFFLINE, "no such host"), ({}, "npm 没有给出结果")])
def test_a_registry_that_refuses_is_not_a_sound_answer(report: dict[str, Any], why: str) -> None:
    refused = audit.of_npm(report)
    assert audit.code([audit.of_pip(SOUND), refused]) == 2
    assert why in str(refused) and len(str(refused).splitlines()) == 1


def test_a_tool_that_fails_is_not_a_sound_answer() -> None:
    failed = audit.of_pip({}, "ConnectionError: no network")
    assert audit.code([failed, audit.of_npm(NPM_SOUND)]) == 2 and "ConnectionError: no network" in str(failed)


def test_what_is_known_is_listed_with_its_cure_and_outweighs_what_was_not_checked() -> None:
    assert audit.code([audit.of_pip(KNOWN), audit.of_npm(REFUSED)]) == 1
    assert audit.of_pip(KNOWN).found == ("  jinja2 3.1.0：CVE-2024-1，改用 3.1.6", "  mako 1.0：CVE-2024-2，还没有修好的版本")
    assert audit.of_npm(NPM_KNOWN).found == ("  tar <6.2.1：high，Denial of service", "  pacote *：high，经由 tar")


@pytest.mark.parametrize("text", ["", "npm ERR!", "[]", "{"])
def test_output_that_is_no_json_is_an_empty_report(text: str) -> None:
    assert audit.parsed(text) == {}


def test_the_workflow_asks_every_week_and_the_tests_never() -> None:
    """A new vulnerability must not keep a correction from being published. `make` would turn every exit code into 2."""
    workflows = audit.ROOT / ".github/workflows"
    watch = yaml.safe_load((workflows / "watch.yml").read_text(encoding="utf-8"))
    assert ".venv/bin/python -m hooks.audit" in [step.get("run", "") for step in watch["jobs"]["packages"]["steps"]]
    assert "audit" not in (workflows / "pages.yml").read_text(encoding="utf-8")
    dry = subprocess.run(["make", "--dry-run", "test"], cwd=audit.ROOT, capture_output=True, encoding="utf-8", check=True)
    assert "audit" not in dry.stdout
