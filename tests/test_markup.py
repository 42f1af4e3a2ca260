"""Elements and escaping."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_widgets.markup import Markup, el, escape, slot


@pytest.mark.parametrize(
    ("made", "html"),
    [
        (el("p")["a"], "<p>a</p>"),
        (el("p")["1 < 2"], "<p>1 &lt; 2</p>"),
        (el("p")[Markup("<b>b</b>")], "<p><b>b</b></p>"),
        (el("p")[None, False, True, 3], "<p>3</p>"),
        (el("ul")[(el("li")[n] for n in "ab")], "<ul><li>a</li><li>b</li></ul>"),
        (el("div")[el("br"), el("p")], "<div><br><p></p></div>"),
        (el("input", type="checkbox", checked=True, disabled=False).close(), '<input type="checkbox" checked>'),
        (el("label", for_="x", class_="y", aria_label='"q"')["z"], '<label for="x" class="y" aria-label="&quot;q&quot;">z</label>'),
        (slot("a.b", "span", class_="c"), '<span data-slot="a.b" class="c"></span>'),
    ],
)
def test_html(made: Markup, html: str) -> None:
    assert str(made) == html


def test_a_void_element_takes_no_children() -> None:
    with pytest.raises(TypeError, match="<br>"):
        el("br")["x"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= dict(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    reader = _Reader()
    reader.feed(el("p", title=text)[text])
    reader.close()
    assert reader.tags == ["p"]
    assert reader.text == text
    assert reader.attributes == {"title": text}


@given(st.text(st.characters()))
def test_any_python_string_can_be_encoded(text: str) -> None:
    escape(text).encode("utf-8")
