"""A letter as a Word document: WordprocessingML in a zip that stores, the same bytes for the same text.

Sources: ECMA-376 part 1 (main document, styles, font table), part 2 (package); PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and
4.3.16 (a zip's headers). Measures: A4 is 11906 × 16838 twentieths of a point; font sizes are in half points.
"""

from __future__ import annotations

from binascii import b2a_base64, crc32
from collections.abc import Iterable
from dataclasses import dataclass

from .markup import escape
from .textcheck import clean

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE, HEAD, BODY, RIGHT = "Title", "Head", "Normal", "Signature"
"""The kinds of a paragraph: in the middle and large, without indent (who is written to), with two characters of indent, on the right."""

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What XML 1.0 has no place for besides what `clean` takes away.
_NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}
_DOS_DAY = 1 << 5 | 1  # 1980-01-01 0:00, the first moment a zip can name
_UTF8 = 1 << 11  # flag: file names are UTF-8


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and its kind; a line break in the text is one in the paragraph."""

    text: str
    kind: str = BODY


def document(paragraphs: Iterable[Paragraph]) -> bytes:
    """Return the file of a document with these paragraphs, on A4."""
    body = "".join(map(_paragraph, paragraphs))
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1588" w:bottom="1440" w:left="1588"' + (
        ' w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )
    main = f'<w:document xmlns:w="{_MAIN}"><w:body>{body}{page}</w:body></w:document>'
    return _zip({**_AROUND, "word/document.xml": _XML + main})


def base64(data: bytes) -> str:
    """Return bytes as the text that the effect `download` takes."""
    return b2a_base64(data, newline=False).decode("ascii")


def _paragraph(paragraph: Paragraph) -> str:
    text = clean(paragraph.text).translate(_NO_CHARACTERS)
    run = "<w:br/>".join("<w:tab/>".join(map(_text, line.split("\t"))) for line in text.split("\n"))
    return f'<w:p><w:pPr><w:pStyle w:val="{paragraph.kind}"/></w:pPr><w:r>{run}</w:r></w:p>'


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""


def _style(name: str, title: str, paragraph: str = "", run: str = "") -> str:
    default = ' w:default="1"' if name == BODY else ""
    based = "" if name == BODY else f'<w:basedOn w:val="{BODY}"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{title}"/>{based}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _styles() -> str:
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="宋体"/>'
    spacing = '<w:spacing w:after="80" w:line="400" w:lineRule="exact"/>'
    # A kind says each thing once: what stands in `pPr` has an order of its own (spacing, ind, jc).
    return (
        f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        + _style(BODY, "Normal", spacing + '<w:ind w:firstLineChars="200" w:firstLine="480"/>')
        + _style(HEAD, "Head", '<w:ind w:firstLineChars="0" w:firstLine="0"/>')
        + _style(RIGHT, "Signature", '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>')
        + _style(
            TITLE, "Title",
            '<w:spacing w:after="240" w:line="240" w:lineRule="auto"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>',
            '<w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/>',
        )
        + "</w:styles>"
    )  # fmt: skip


def _fonts() -> str:
    """Return the font table: what a program takes that does not know the Chinese name."""
    font = '<w:font w:name="宋体"><w:altName w:val="SimSun"/><w:panose1 w:val="02010600030101010101"/><w:charset w:val="86"/>'
    return f'<w:fonts xmlns:w="{_MAIN}">{font}<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font></w:fonts>'


def _relations(*targets: tuple[str, str]) -> str:
    rows = (f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def _types() -> str:
    parts = (("document", "document.main"), ("styles", "styles"), ("fontTable", "fontTable"))
    rows = (f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in parts)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(rows)}</Types>'
    )


_AROUND = {
    "[Content_Types].xml": _XML + _types(),  # first: some programs look at the start of the file
    "_rels/.rels": _XML + _relations(("officeDocument", "word/document.xml")),
    "word/_rels/document.xml.rels": _XML + _relations(("styles", "styles.xml"), ("fontTable", "fontTable.xml")),
    "word/styles.xml": _XML + _styles(),
    "word/fontTable.xml": _XML + _fonts(),
}


def _zip(files: dict[str, str]) -> bytes:
    """Return a zip that stores `files`, in their order; no time is told."""
    stored, listed = b"", b""
    for name, text in files.items():
        path, data = name.encode(), text.encode()
        # version needed 2.0, flags, method 0 (stored), time, day, checksum, both sizes, lengths of name and extra field
        head = _short(20, _UTF8, 0, 0, _DOS_DAY) + _long(crc32(data), len(data), len(data)) + _short(len(path), 0)
        # made by 2.0 on DOS; then comment length, disk, internal and external attributes, where the file starts
        listed += b"PK\1\2" + _short(20) + head + _short(0, 0, 0) + _long(0, len(stored)) + path
        stored += b"PK\3\4" + head + path + data
    end = _short(0, 0, len(files), len(files)) + _long(len(listed), len(stored)) + _short(0)
    return stored + listed + b"PK\5\6" + end


def _short(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(2, "little") for number in numbers)


def _long(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(4, "little") for number in numbers)
