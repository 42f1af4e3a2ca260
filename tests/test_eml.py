"""The e-mail file, read back by the standard parser."""

from email import message_from_string
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_widgets import eml
from py_widgets.textcheck import clean, one_line


def read(text: str) -> tuple[str, str]:
    """Return subject and body as a mail program sees them."""
    message = message_from_string(text, policy=default)
    assert message["X-Unsent"] == "1"
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    return message["Subject"], message.get_content()


def test_draft_is_ascii_with_crlf_and_no_addresses() -> None:
    text = eml.draft("张三申请协商还款（卡号后四位1234）" * 4, "示例银行：\n\n我欠38000元。\n张三")
    assert text.isascii()
    assert "\n" not in text.replace("\r\n", "")
    assert max(map(len, text.split("\r\n"))) <= 78
    assert not any(line.startswith(("To:", "From:", "Date:")) for line in text.split("\r\n"))
    subject, body = read(text)
    assert subject == "张三申请协商还款（卡号后四位1234）" * 4
    assert body.replace("\r\n", "\n") == "示例银行：\n\n我欠38000元。\n张三\n"


@pytest.mark.parametrize("subject", ["a\r\nBcc: x@example.org", "", "\ud800\x00", "=?utf-8?q?x?="])
def test_a_subject_cannot_add_a_header(subject: str) -> None:
    text = eml.draft(subject, "正文")
    assert message_from_string(text, policy=default)["Bcc"] is None
    assert read(text)[1].strip() == "正文"


@given(st.text(alphabet=st.sampled_from("张三申请协商还款（）1234 abc，。👍=?_")), st.text())
def test_whatever_is_typed_comes_back(subject: str, body: str) -> None:
    got_subject, got_body = read(eml.draft(subject, body))
    assert got_subject == one_line(subject)
    assert got_body.replace("\r\n", "\n").rstrip("\n") == clean(body).rstrip("\n")
