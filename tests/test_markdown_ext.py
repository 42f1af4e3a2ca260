"""The notations: each `tests/markdown/*.md` must give the `.html` beside it; `*-nope.md` shows what is left as it was written.

After a wanted change: `UPDATE_GOLDEN=1 pytest tests/test_markdown_ext.py`, then read the difference.
"""

import json
import os
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from hooks.markdown_ext import STATUS, SiteMarkdown

from .html import assert_well_formed

FOLDER = Path(__file__).parent / "markdown"
CASES = sorted(FOLDER.glob("*.md"))
BESIDE = ["attr_list", "md_in_html", "tables", "fenced_code", "toc"]


def convert(text: str) -> str:
    extension = SiteMarkdown(data=str(FOLDER / "tables"), today="2026-11-21")
    return Markdown(extensions=[*BESIDE, extension]).convert(text)


def readable(html: str) -> str:
    """One element a line, and the sentences around every island left out: so that a difference can be read."""
    return html.replace(STATUS, "<!-- status -->").replace("><", ">\n<") + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_golden(case: Path) -> None:
    html = readable(convert(case.read_text(encoding="utf-8")))
    golden = case.with_suffix(".html")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_golden_html_is_well_formed(case: Path) -> None:
    assert_well_formed(case.with_suffix(".html").read_text(encoding="utf-8"))


def test_props_come_back_as_they_were_written() -> None:
    title = "</script><script>alert(1)</script> \"&amp; 'a'"
    html = convert(f"/// widget | checklist\n    id: x\n    title: {json.dumps(title)}\n\n- [ ] a {{#r3k9}}\n///\n")
    assert "<script>alert" not in html
    props = re.search(r'data-props="([^"]*)"', html)
    assert props
    assert json.loads(unescape(props[1]))["title"] == title


def test_one_instance_serves_many_pages() -> None:
    """Footnotes and blocks of one page must not leak into the next (MkDocs may reuse an instance)."""
    md = Markdown(extensions=[*BESIDE, SiteMarkdown(data=str(FOLDER / "tables"), today="2026-11-21")])
    first = md.convert("甲。[^D11]")
    assert md.reset().convert("乙。") == "<p>乙。</p>"
    assert md.reset().convert("甲。[^D11]") == first


def test_the_block_keeps_its_place_between_paragraphs() -> None:
    html = convert((FOLDER / "checklist.md").read_text(encoding="utf-8"))
    assert html.index("前文") < html.index('class="island') < html.index("后文")


NOTATION = """/// widget | checklist
    id: a
    title: b
///
- [ ] 甲 {#r3k9}
    - 例：乙
#### 组
【姓名】
【
】
[^D11]
### 电话
/// widget | script
```

正文""".splitlines()
pieces = st.lists(st.sampled_from(NOTATION) | st.text(max_size=20), max_size=20)


@given(pieces)
def test_whatever_is_written_is_converted(lines: list[str]) -> None:
    convert("\n".join(lines))
