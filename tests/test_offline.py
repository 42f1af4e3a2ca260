"""What is kept for offline use: the list in sw.js against the files of the site, its weight, the manifest and its icons."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import struct
from pathlib import Path

import pytest

from .site import ROOT

BUDGET = 7_000_000  # bytes after gzip of all that is kept: what the visit in which it happens costs a reader
SCRIPT_BUDGET = 1_500  # the same for what every page loads for it
NOT_KEPT = re.compile(r"sw\.js|.*\.map|.*\.gz|assets/javascripts/(lunr|workers)/.*|assets/images/.*")


@pytest.fixture(scope="module")
def kept(site: Path) -> dict[str, dict[str, str | None]]:
    """What the service worker keeps, by path."""
    listed = re.search(r"addToCacheList\((\[.*?\])\);", (site / "sw.js").read_text(encoding="utf-8"))
    assert listed
    return {entry["url"]: entry for entry in json.loads(listed[1])}


def test_every_file_that_a_page_may_ask_for_is_kept(site: Path, kept: dict[str, dict[str, str | None]]) -> None:
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    assert set(kept) == {path for path in files if not NOT_KEPT.fullmatch(path)}
    assert "404.html" in kept


def test_what_is_kept_is_what_was_built(site: Path, kept: dict[str, dict[str, str | None]]) -> None:
    """Nothing has changed a file after the list was written; a name without a hash carries a revision."""
    for path, entry in kept.items():
        digest = base64.b64encode(hashlib.sha256((site / path).read_bytes()).digest()).decode()
        assert entry["integrity"] == f"sha256-{digest}", path
        assert bool(entry["revision"]) != bool(re.search(r"-[0-9a-f]{20}[/.]|\.[0-9a-f]{8}\.min\.", path)), path


def test_what_is_kept_stays_within_its_budget(site: Path, kept: dict[str, dict[str, str | None]]) -> None:
    assert sum(len(gzip.compress((site / path).read_bytes(), 6)) for path in kept) <= BUDGET


def test_every_page_loads_a_small_script_for_it(site: Path) -> None:
    script = next(site.glob("assets/offline-*/offline.js"))
    assert len(gzip.compress(script.read_bytes(), 6)) <= SCRIPT_BUDGET
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert script.relative_to(site).as_posix() in html, page
        assert "manifest.webmanifest" in html, page
        assert html.count('id="new-version"') == 1, page


def test_workbox_is_inside_and_no_other_origin_is_named(site: Path) -> None:
    worker = (site / "sw.js").read_text(encoding="utf-8")
    assert "importScripts" not in worker
    assert not re.findall(r"https?://(?!bit\.ly)[\w.]+", worker)
    assert "sourceMappingURL" not in worker


def png_size(file: Path) -> str:
    data = file.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return "{}x{}".format(*struct.unpack(">II", data[16:24]))


def test_the_manifest_names_the_site_and_icons_that_exist(site: Path) -> None:
    manifest = json.loads((site / "manifest.webmanifest").read_text(encoding="utf-8"))
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"site_name: {manifest['name']}\n" in config and f"site_description: {manifest['description']}\n" in config
    assert manifest["start_url"] == manifest["scope"] == "./"  # wherever it stands
    assert manifest["lang"] == "zh-Hans" and manifest["display"] == "standalone"
    sizes = {(icon["sizes"], icon.get("purpose", "any")) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"), ("any", "any")} <= sizes
    for icon in manifest["icons"]:
        assert icon["sizes"] == "any" or png_size(site / icon["src"]) == icon["sizes"]
    assert f"--md-primary-fg-color: {manifest['theme_color']}" in (site / "assets/site.css").read_text(encoding="utf-8")
