"""Nothing of anybody else's is sent to a browser without its name, its licence and, where that asks for it, the text."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatchcase
from html import unescape
from importlib.metadata import distribution
from pathlib import Path

import pytest

from hooks import licences

MATERIAL = Path(str(distribution("mkdocs-material").locate_file("material/templates")))
ROWS = list(licences.components())


def shipped(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


@pytest.mark.trust("供应链", "送到浏览器的每个文件，都在许可证清单里有一行")
def test_every_shipped_file_has_a_row(site: Path) -> None:
    files = shipped(site)
    patterns = [pattern for row in ROWS for pattern in row.files]
    assert len(files) > 100
    assert [file for file in files if not any(fnmatchcase(file, pattern) for pattern in patterns)] == []


def test_every_row_has_a_shipped_file(site: Path) -> None:
    files = shipped(site)
    assert [row.name for row in ROWS if not any(fnmatchcase(file, pattern) for file in files for pattern in row.files)] == []


def test_a_strange_file_has_no_row() -> None:
    strange = ("assets/islands-0123/jquery.js", "assets/search-0123/lunr.js", "assets/javascripts/lunr/wordcut.js", "assets/fonts/a.woff2")
    assert not any(fnmatchcase(file, pattern) for file in strange for row in ROWS for pattern in row.files)


def test_all_that_the_theme_has_bundled_has_a_row() -> None:
    """Material's maps name the packages in its script and styles; the search worker among them is not sent."""
    maps = [path for path in MATERIAL.rglob("assets/**/*.map") if path.parent.name != "workers"]
    sources = [source for path in maps for source in json.loads(path.read_text(encoding="utf-8"))["sources"]]
    packages = {match[1] for source in sources if (match := re.search(r"node_modules/((?:@[^/]+/)?[^/]+)", source))}
    assert maps and packages == licences.MATERIAL_PARTS | {"rxjs"}


def test_every_icon_in_a_page_is_of_a_set_with_a_row(site: Path) -> None:
    folders = {"material": "Material Design Icons", "octicons": "Octicons", "fontawesome": "Font Awesome Free"}
    known = {row.name for row in ROWS}
    sets: dict[str, set[str]] = {}
    for path in (MATERIAL / ".icons").rglob("*.svg"):
        for drawing in re.findall(r'\sd="([^"]+)"', path.read_text(encoding="utf-8")):
            sets.setdefault(drawing, set()).add(path.relative_to(MATERIAL / ".icons").parts[0])
    used = {drawing for page in site.rglob("*.html") for drawing in re.findall(r'<path d="([^"]+)"', page.read_text(encoding="utf-8"))}
    found = [sets[drawing] for drawing in used if drawing in sets]
    assert len(found) >= 5
    assert all({folders.get(name, name) for name in names} & known for names in found)


@pytest.mark.trust("供应链", "别人的程序都附上许可证全文，清单里点得开")
def test_the_page_leads_to_the_full_text_of_each(site: Path) -> None:
    page = unescape((site / "reference/licences/index.html").read_text(encoding="utf-8"))
    others = [row for row in ROWS if not row.name.startswith("说清楚")]
    assert len({row.path for row in others}) == len(others) >= 12
    for row in others:
        assert (site / row.path).read_bytes() == row.text and len(row.text) > 300, row.name
        assert f'href="../../{row.path}">{row.licence}</a>' in page and f"<td>{row.name}" in page


def test_texts_are_of_the_licence_that_is_named() -> None:
    said = {
        "MIT": "Permission is hereby granted, free of charge",
        "Apache-2.0": "Apache License",
        "MPL-2.0": "Mozilla Public License Version 2.0",
        "PSF-2.0": "PYTHON SOFTWARE FOUNDATION LICENSE",
        "0BSD": "with or without fee is hereby granted",
        "W3C": "The full text of this NOTICE",
        "CC-BY-4.0": "Attribution 4.0",
        "BSD": "Redistributions in binary form must reproduce",
        "zlib": "Altered source versions must be plainly marked",
    }
    for row in ROWS:
        for name in re.split("、|等", row.licence):
            if row.text and name:
                text = " ".join(row.text.decode().split())
                assert said[name] in text, (row.name, name)


def test_versions_are_those_that_are_installed() -> None:
    versions = {row.name: row.version for row in ROWS}
    wanted = json.loads((licences.ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert versions["Pyodide"] == wanted["pyodide"] and versions["MiniSearch"] == wanted["minisearch"]
    assert versions["CPython"].startswith("3.13.") and versions["Emscripten"].startswith("4.")
