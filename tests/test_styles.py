"""The theme's styles, pruned: what a site uses stays, what it cannot use goes, and the name tells one content from another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir

from hooks import styles
from hooks.bundle import BundleError

THEME = Path(get_theme_dir("material")) / "assets/stylesheets"
CSS = (
    ":root{--icon:url(a);--unasked:url(b);--script:1px;--own:2px;--deep:var(--deeper);--deeper:3px}"
    ".used,.xyzzy{color:red}.xyzzy:before{mask:var(--unasked)}.used:before{mask:var(--icon);width:var(--deep)}"
    "@media print{.printed{color:#000}.xyzzy{color:#fff}}"
)
ROOT = ":root{--icon:url(a);--script:1px;--own:2px;--deep:var(--deeper);--deeper:3px}"


def little_site(folder: Path, css: str = CSS, name: str = "main.0123abcd.min.css") -> Path:
    """Make a site of one page, one script, one sheet of the theme and one of its own."""
    for path, text in {
        "page/index.html": f'<link rel="stylesheet" href="../assets/stylesheets/{name}"><p class="used">',
        "assets/javascripts/bundle.js": 'p.className="printed";read("--script")',
        "assets/site.css": "p{top:var(--own)}.xyzzy{top:0}",
        f"assets/stylesheets/{name}": css,
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def sheet(site: Path) -> Path:
    [found] = (site / "assets/stylesheets").iterdir()
    return found


def test_what_no_page_and_no_script_names_goes(tmp_path: Path) -> None:
    styles.finish(little_site(tmp_path))
    assert sheet(tmp_path).read_text(encoding="utf-8") == (
        ROOT + ".used{color:red}.used:before{mask:var(--icon);width:var(--deep)}@media print{.printed{color:#000}}"
    )
    assert (tmp_path / "assets/site.css").read_text(encoding="utf-8") == "p{top:var(--own)}.xyzzy{top:0}"


def test_what_only_a_widget_names_stays(tmp_path: Path) -> None:
    site = little_site(tmp_path, ".tool{color:red}.xyzzy{color:red}")  # class="tool" stands in py_widgets
    styles.finish(site)
    assert sheet(site).read_text(encoding="utf-8") == ".tool{color:red}"


def test_pages_ask_for_the_sheet_by_a_name_that_tells_its_content(tmp_path: Path) -> None:
    one, other = little_site(tmp_path / "one"), little_site(tmp_path / "other", CSS.replace("red", "blue"))
    for site in (one, other):
        styles.finish(site)
        assert re.fullmatch(r"main\.[0-9a-f]{8}\.min\.css", sheet(site).name)
        page = (site / "page/index.html").read_text(encoding="utf-8")
        assert f'href="../assets/stylesheets/{sheet(site).name}"' in page
    assert len({sheet(one).name, sheet(other).name, "main.0123abcd.min.css"}) == 3


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    """Brackets in the path of a clone were read as part of a pattern, and nothing was found."""
    plain, odd = little_site(tmp_path / "plain"), little_site(tmp_path / "站点 (1) [b] {c,d} !e")
    for site in (plain, odd):
        styles.finish(site)
    assert sheet(odd).name == sheet(plain).name


def test_a_name_without_a_hash_is_told(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"assets/stylesheets/main\.css：文件名里没有主题的8位校验码"):
        styles.finish(little_site(tmp_path, name="main.css"))


def test_css_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"(?s)主题的样式没有精简：.*Unclosed"):
        styles.finish(little_site(tmp_path, "p{color:red"))


def test_every_property_that_is_asked_for_is_still_set(site: Path) -> None:
    kept = "".join(path.read_text(encoding="utf-8") for path in site.glob("assets/stylesheets/*.css"))
    own = "".join(path.read_text(encoding="utf-8") for path in (*site.glob("assets/*.css"), *site.glob("assets/islands-*/*.css")))
    theirs = "".join(path.read_text(encoding="utf-8") for path in THEME.glob("*.css"))
    asked = set(re.findall(r"var\(\s*(--[\w-]+)", kept + own))
    assert len(asked) > 80
    assert asked & set(re.findall(r"(--[\w-]+)\s*:", theirs)) <= set(re.findall(r"(--[\w-]+)\s*:", kept))
