"""What authors write: any text in the notations and in the front matter gives HTML or a line in Chinese, never a traceback."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import strategies as st
from markdown import Markdown

from hooks.checks import Docs, Problem, Vocabulary, check_page
from hooks.markdown_ext import SiteMarkdown
from py_widgets import runtime

from .effort import Record, try_on
from .inputs import any_text, json_values
from .vectors import CANARY, VECTORS

BESIDE = ["admonition", "attr_list", "def_list", "md_in_html", "tables", "fenced_code", "toc", "pymdownx.details"]
CHINESE = re.compile("[\u4e00-\u9fff]")

words = st.sampled_from(VECTORS) | any_text
options = st.sampled_from(["id", "title", "fields", "role", "scene", "script", "ids", "group", "nobody"])
blocks = st.builds(
    lambda what, name, given, body: "\n".join([f"/// {what} | {name}", *(f"    {key}: {value}" for key, value in given), "", *body, "///"]),
    st.sampled_from(["widget", "data", "details", "nobody"]) | any_text,
    st.sampled_from([*runtime.NAMES, "facts", "calendar", "definite", "fields"]) | words,
    st.lists(st.tuples(options, st.sampled_from(["a", "A01-A12", "bank", "客服"]) | words | json_values.map(json.dumps)), max_size=4),
    st.deferred(lambda: st.lists(lines, max_size=6)),
)
lines = st.one_of(
    words,
    st.sampled_from(
        [
            "### 电话",
            "#### 开场",
            "#### 对方说“不行”",
            "【姓名】",
            "[^D11]",
            "    - 例：乙",
            "```",
            "~~~",
            "<!--",
            "-->",
            "/// widget | script",
            "///",
        ]
    ),
    words.map(lambda text: f"- [ ] {text} {{#r3k9}}"),
    words.map(lambda text: f"- {text}（有权要求[^D11]）"),
    words.map(lambda text: f"【{text}】"),
    words.map(lambda text: f"[^{text}]: {text}"),
)
widgets = st.builds(
    lambda name, title, fields, body: "\n".join(
        [f"/// widget | {name}", "    id: x", f"    title: {json.dumps(title)}", f"    fields: {json.dumps(fields)}", "", *body, "///"]
    ),
    st.sampled_from(runtime.NAMES),
    words,
    st.dictionaries(
        st.sampled_from(["姓名", "要求"]),
        st.dictionaries(st.sampled_from(["label", "hint", "example", "options"]), json_values),
        max_size=2,
    ),
    st.lists(lines, max_size=6),
)
pages = st.lists(blocks | widgets | lines, max_size=5).map("\n".join)


def convert(text: str) -> str:
    extension = SiteMarkdown(today="2026-11-21")
    return Markdown(extensions=[*BESIDE, extension]).convert(text)


@pytest.mark.trust("恶意输入", "在页面源文件里写任意的块、选项和正文：得到网页，不中断")
def test_any_page_is_converted(record_property: Record) -> None:
    def check(text: str) -> int:
        convert(text)
        return 1

    try_on(pages, check, record_property)


class _Islands(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.props: list[Any] = []
        self.odd: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.odd += [name for name, _ in attrs if name.startswith("on")] + [tag] * (tag in {"script", "img", "svg", "iframe"})
        self.props += [json.loads(value or "") for name, value in attrs if name == "data-props"]


@pytest.mark.trust("恶意输入", "在块的选项里写脚本和标签：只是文字，原样交给工具")
@pytest.mark.parametrize("name", runtime.NAMES)
def test_no_option_becomes_markup(name: str, record_property: Record) -> None:
    def check(given: tuple[str, str]) -> int:
        title, hint = given
        fields = json.dumps({"姓名": {"hint": hint, "example": hint, "label": hint, "options": [hint]}})
        html = convert(
            f"/// widget | {name}\n    id: x\n    title: {json.dumps(title)}\n"
            f"    fields: {fields}\n    scene: {json.dumps(hint)}\n\n正文\n///\n"
        )
        read = _Islands()
        read.feed(html)
        assert not read.odd, read.odd
        [props] = read.props
        assert unescape(props["title"]) == unescape(title)  # Python-Markdown ends a reference that has no semicolon
        return 1

    # A title is one line, not blank; YAML and HTML have no place for the others.
    texts = st.sampled_from([text for text in VECTORS if text.isprintable()])
    try_on(st.tuples(texts, texts), check, record_property, share=0.2)


VOCABULARY = Vocabulary(fields=frozenset({"姓名"}), widgets=runtime.NAMES, blocks=frozenset({"data", "details", "widget"}))
keys = st.sampled_from(["title", "description", "reviewed", "facts", "hide", "search", "tags", "icon", "template", "status"]) | any_text
days = st.sampled_from([date(2026, 11, 21), date(9999, 12, 31), "2026-13-01"])
_yaml = st.dictionaries(keys, json_values | days, max_size=6).map(lambda value: yaml.safe_dump(value, allow_unicode=True))
_raw = st.lists(
    st.sampled_from(
        ["title: 一句话", "facts: [D11, D12]", "facts: &a [*a]", "a: &a [b, *a]", "<<: {title: x}", "? [1]\n: 2",
         "!!python/object:os.system x", "title: !!binary x", "reviewed: 2026-11-21T10:00:00Z", "x: " + "[" * 200, "x: " + "{" * 200,
         "- a", "title: |", "  a", "\t: x", "%YAML 9",
         "...", "---", "title: 1\ntitle: 2", "[1]: 2", "null: x", "9e999: .nan", "0o99999: 1:2:3", "=: =",
         "!!timestamp x: y", "reviewed: 0000-00-00", "a: *b"]
    ) | words.map(lambda text: f"title: {text}") | any_text,
    max_size=6,
).map("\n".join)  # fmt: skip
fronts = st.tuples(_yaml | _raw, pages).map(lambda parts: f"---\n{parts[0]}\n---\n{parts[1]}\n")


def check_line(problem: Problem) -> None:
    """Fail for what is no line of the form `path:line: 何处不对 [rule-code] 如何改`."""
    line = str(problem)
    assert re.fullmatch(r"[^:\n]+:\d+: .+ \[[a-z-]+\] .+", line), line
    assert CHINESE.search(problem.message) and CHINESE.search(problem.fix)
    assert "Traceback" not in line
    assert line.isprintable(), line


@pytest.mark.trust("恶意输入", "前置数据写成任意 YAML、正文写成任意内容：检查给出中文的一行，不中断")
def test_any_front_matter_gets_lines(record_property: Record, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    docs = Docs(tmp_path / "docs")

    def check(text: str) -> int:
        for problem in check_page("page.md", text, VOCABULARY, docs=docs, today=date(2026, 11, 21)):
            check_line(problem)
            assert problem.line <= len(text.splitlines()) + 1
        return 1

    try_on(fronts, check, record_property)


def test_the_canary_is_in_the_vectors() -> None:
    assert sum(CANARY in unescape(text) for text in VECTORS) > 60
