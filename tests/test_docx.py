"""The Word document, opened again by other programs."""

from __future__ import annotations

import io
import xml.etree.ElementTree as etree
import zipfile

import docx as python_docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given
from hypothesis import strategies as st

from py_widgets import docx
from py_widgets.docx import BODY, HEAD, RIGHT, TITLE, Paragraph
from py_widgets.textcheck import clean

LETTER = [
    Paragraph("投诉信", TITLE),
    Paragraph("致示例银行：", HEAD),
    Paragraph("我叫王小明，欠38000元。<b>&\"'"),
    Paragraph("投诉人：王小明，日期：2026年11月22日。", RIGHT),
]


def opened(paragraphs: list[Paragraph]) -> python_docx.document.Document:
    return python_docx.Document(io.BytesIO(docx.document(paragraphs)))


def test_another_program_reads_the_same_paragraphs() -> None:
    found = opened(LETTER)
    assert [(p.text, p.style.style_id) for p in found.paragraphs] == [(p.text, p.kind) for p in LETTER]


def test_the_sheet_is_a4_and_the_signature_stands_on_the_right() -> None:
    found = opened(LETTER)
    [section] = found.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.left_margin.mm > 20 and section.top_margin.mm > 20
    assert found.styles["Signature"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert found.styles["Title"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_chinese_has_a_font_and_the_font_another_name() -> None:
    with zipfile.ZipFile(io.BytesIO(docx.document(LETTER))) as archive:
        assert 'w:eastAsia="宋体"' in archive.read("word/styles.xml").decode()
        assert '<w:altName w:val="SimSun"/>' in archive.read("word/fontTable.xml").decode()


def test_the_zip_is_whole_stored_without_a_time_and_every_part_is_xml() -> None:
    data = docx.document(LETTER)
    assert data == docx.document(list(LETTER))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        for info in archive.infolist():
            assert info.compress_type == zipfile.ZIP_STORED
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            etree.fromstring(archive.read(info))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "]]>",
        "&#0;&lt;",
        "</w:t>",
        "\ufffe\uffff",
        "\x00\x1b",
        "\ud800",
        "\u202e反",
        "👩\u200d👧",
        "a\tb\r\nc\u2028d",
        " 前后空格 ",
        "x" * 100_000,
    ],
)
def test_hostile_texts(text: str) -> None:
    assert [p.text for p in opened([Paragraph(text), Paragraph("尾")]).paragraphs] == [expected(text), "尾"]


def expected(text: str) -> str:
    return clean(text).replace("\ufffe", "").replace("\uffff", "")


@given(st.lists(st.tuples(st.text(max_size=60), st.sampled_from([TITLE, HEAD, BODY, RIGHT])), max_size=6))
def test_whatever_is_written_comes_back(rows: list[tuple[str, str]]) -> None:
    found = opened([Paragraph(*row) for row in rows])
    assert [(p.text, p.style.style_id) for p in found.paragraphs] == [(expected(text), kind) for text, kind in rows]


def test_bytes_travel_as_base64() -> None:
    assert docx.base64(b"\x00\xff" * 60) == "AP8A/wD/AP8A/wD/" * 10 and "\n" not in docx.base64(b"x" * 500)
