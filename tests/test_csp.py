"""The policy: which scripts it allows, what no page may hold, where it stands."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from hooks import csp

PAGE = '<!doctype html>\n<html lang="zh">\n<head>\n  <meta charset="utf-8">\n  <title>题</title>\n</head>\n<body>{}</body>\n</html>\n'


def source(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


def policies(page: Path) -> list[str]:
    return re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page.read_text(encoding="utf-8"))


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (directive.split() for directive in policy.split("; "))}


@pytest.mark.parametrize("script", ["var a = 1", "", "\n  if (a<b && c) '</b>'\n", 'x = "<!-- <b onclick=1> &amp; 中文"'])
def test_an_inline_script_is_allowed_by_its_own_text(script: str) -> None:
    sources, problems = csp.read(PAGE.format(f"<script>{script}</script><p>x</p>"))
    assert (sources, problems) == ({source(script)}, [])


def test_data_and_files_of_scripts_need_no_hash() -> None:
    html = '<script src="a.js"></script><script id="c" type="application/json">{"a": 1}</script><script type="module">go()</script>'
    assert csp.read(PAGE.format(html)) == ({source("go()")}, [])


@pytest.mark.parametrize(
    ("html", "about"),
    [
        ('<b onclick="go()">x</b>', "onclick"),
        ("<img src=x OnError=go()>", "onerror"),
        ("<svg/onload=go()>", "onload"),
        ('<a href="javascript:go()">x</a>', "javascript:"),
        ('<a href=" Java&#10;Script&colon;go()">x</a>', "javascript:"),
        ('<form action="javascript:go()"></form>', "javascript:"),
        ('<svg><a xlink:href="javascript:go()"/></svg>', "javascript:"),
        ('<p style="color: red">x</p>', "style"),
        ("<style>p { color: red }</style>", "<style>"),
    ],
)
def test_what_the_policy_would_refuse_is_told_with_its_place(html: str, about: str) -> None:
    _, problems = csp.read(PAGE.format(f"<p>x</p>\n{html}"), "a/index.html")
    (line,) = map(str, problems)
    assert re.fullmatch(r"a/index\.html:8: .+ \[csp\] .+", line) and about in line


@pytest.mark.parametrize("html", ["<code>onclick=&quot;go()&quot;</code>", '<p title="javascript 是什么">x</p>', "<!-- <b onclick=a> -->"])
def test_what_only_speaks_of_it_is_no_problem(html: str) -> None:
    assert csp.read(PAGE.format(html)) == (set(), [])


@pytest.mark.trust("隐私", "每一页都带着同一条内容安全策略：不许拼出来的脚本，不许外站")
def test_the_policy_allows_the_site_and_nothing_made_from_text() -> None:
    found = directives(csp.policy({source("a"), source("b")}))
    assert found["default-src"] == found["object-src"] == found["base-uri"] == found["form-action"] == ["'none'"]
    assert set(found["script-src"]) == {"'self'", "'wasm-unsafe-eval'", source("a"), source("b")}
    assert found["style-src"] == found["connect-src"] == found["worker-src"] == found["font-src"] == found["manifest-src"] == ["'self'"]
    everything = [value for values in found.values() for value in values]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:", "blob:"} & set(everything)
    assert {value for value in everything if "data:" in value} == {"data:"} and "data:" in found["img-src"]


def test_it_stands_before_all_that_could_load_and_the_charset_is_still_found() -> None:
    html = csp.guarded(PAGE.format("x"), csp.policy({source(str(i)) for i in range(8)}))
    assert html.index("charset") < html.index("http-equiv") < html.index("<title>")
    assert html.encode().index(b'charset="utf-8"') < 1024
    assert '<meta name="referrer" content="no-referrer">' in html
    assert html.replace(html[html.index("<meta http-equiv") : html.index("\n  <title>")], "") == PAGE.format("x")


def test_a_page_without_a_head_is_not_passed_over() -> None:
    with pytest.raises(ValueError):
        csp.guarded("<p>x</p>", "default-src 'none'")


def test_all_pages_get_the_policy_that_allows_the_scripts_of_all(tmp_path: Path) -> None:
    for name, script in (("index.html", "a()"), ("404.html", "b()"), ("x/index.html", "a()")):
        Path(tmp_path, name).parent.mkdir(exist_ok=True)
        Path(tmp_path, name).write_text(PAGE.format(f"<script>{script}</script>"), encoding="utf-8")
    assert csp.finish(tmp_path) == []
    assert [policies(page) for page in tmp_path.rglob("*.html")] == 3 * [[csp.policy({source("a()"), source("b()")})]]


def test_with_one_bad_page_nothing_is_written(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.html", tmp_path / "b.html"
    good.write_text(PAGE.format("x"), encoding="utf-8")
    bad.write_text(PAGE.format("<b onclick=go()>x</b>"), encoding="utf-8")
    assert [problem.path for problem in csp.finish(tmp_path)] == ["b.html"]
    assert good.read_text(encoding="utf-8") == PAGE.format("x")


@pytest.mark.trust("隐私", "生成的每一页都带着内容安全策略和不带来路的设置，404页也一样")
def test_every_page_of_the_site_has_it(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert site / "404.html" in pages and len(pages) > 80
    (policy,) = policies(pages[0])
    for page in pages:
        assert policies(page) == [policy]
        html = page.read_text(encoding="utf-8")
        sources, problems = csp.read(html)
        assert not problems and sources <= set(directives(policy)["script-src"]), page
        assert html.count('<meta name="referrer" content="no-referrer">') == 1
