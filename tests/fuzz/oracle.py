"""What must be true of every answer of `step`, whatever was asked."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as etree
import zipfile
from base64 import b64decode
from email import message_from_string
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ..html import assert_well_formed
from ..ics import parse as parse_calendar

_SOURCES = (Path(__file__).parent.parent.parent / "py_widgets").rglob("*.py")
TAGS = {tag for path in _SOURCES for tag in re.findall(r'\b(?:el|slot|fold)\(\s*"(\w+)"', path.read_text(encoding="utf-8"))}
"""The tags that the widgets' own code writes; any other has come out of somebody's text."""
TAGS |= {"div", "details", "table", "thead", "tbody", "tr", "td", "th"}
EFFECTS = {
    "announce",
    "case",
    "copy",
    "download",
    "export",
    "focus",
    "hash-files",
    "import",
    "print",
    "set_aside",
    "share-computer",
    "wake-lock",
    "wipe",
}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f/\\]")


class _Reader(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, f"<{tag}> came out of a text"
        for name, value in attrs:
            assert re.fullmatch(r"[a-zA-Z][a-zA-Z0-9-]*", name), f"{name!r} came out of a text"
            assert name != "style" or not re.search(r"url|expression|;.*;.*;", value or ""), value
            if name in {"href", "src", "action", "formaction"}:
                assert re.match(r"[#./]|tel:\d|https://|mailto:", value or ""), f"{name}={value!r}"
            if name == "data-effect":
                check_effect(json.loads(value or ""))

    handle_startendtag = handle_starttag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"<!--{data[:40]}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def check_html(html: str) -> None:
    """Fail for HTML that is not well-formed or holds anything but the widgets' own elements."""
    assert_well_formed(html)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", html)
    reader = _Reader()
    reader.feed(html)
    reader.close()


def check_effect(effect: Any) -> None:
    """Fail for an effect that the page does not know, or a file that the program it is for cannot open."""
    assert effect["type"] in EFFECTS, effect
    if effect["type"] in {"announce", "copy", "set_aside"}:
        assert isinstance(effect["text"], str)
    if effect["type"] == "print":
        assert re.fullmatch(r"island|#[\w.-]+", effect["target"]), effect["target"]
    if effect["type"] == "download":
        name = effect["name"]
        assert name and not _CONTROLS.search(name), name
        if name.endswith(".docx"):
            _check_word(b64decode(effect["base64"], validate=True))
        elif name.endswith(".eml"):
            _check_mail(effect["text"])
        elif name.endswith(".ics"):
            assert parse_calendar(effect["text"]).walk("VEVENT")
            assert all(len(line.encode()) <= 75 for line in effect["text"].split("\r\n"))
        else:
            assert name.endswith(".txt") and effect["mime"].startswith("text/plain"), effect


def _check_word(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            etree.fromstring(archive.read(info))


def _check_mail(text: str) -> None:
    message = message_from_string(text, policy=default)
    assert text.isascii()
    assert set(message.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    assert message.get_content_type() == "text/plain"
    message.get_content()


def strict(text: str) -> Any:
    """Return JSON as a browser reads it: NaN and Infinity are none."""
    return json.loads(text, parse_constant=_no_json)


def _no_json(name: str) -> None:
    raise AssertionError(f"a browser cannot read {name}")
