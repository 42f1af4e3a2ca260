"""Cleaning, counting and words."""

from hypothesis import given
from hypothesis import strategies as st

from py_widgets import textcheck


def test_clean_removes_what_nobody_sees_and_keeps_what_one_does() -> None:
    assert textcheck.clean("a\x00b\u202ec\u2066d\u200be\ud800f\ufeff") == "abcdef"
    assert textcheck.clean("👩\u200d👩\u200d👧\t【】$&<b>") == "👩\u200d👩\u200d👧\t【】$&<b>"
    assert textcheck.clean("一\r\n二\r三\u2028四") == "一\n二\n三\n四"


def test_one_line() -> None:
    assert textcheck.one_line("  失业\r\n\r\n 孩子 上学\u3000了 ") == "失业 孩子 上学 了"


@given(st.text())
def test_cleaned_text_is_clean_and_can_be_encoded(text: str) -> None:
    cleaned = textcheck.clean(text)
    assert textcheck.clean(cleaned) == cleaned
    cleaned.encode("utf-8")
    assert "\n" not in textcheck.one_line(text)


def test_length_counts_characters_not_spaces() -> None:
    assert textcheck.length("一 二\n三，👍") == 5


def test_sentences() -> None:
    assert textcheck.sentences("我是张三。我欠38000.50元！\n\n真的？") == ["我是张三", "我欠38000.50元", "真的"]


def test_find_words_ignores_case_and_empty_words() -> None:
    wording = [
        {"kind": "insult", "word": "SB", "instead": ""}, {"kind": "vague", "word": "尽快", "instead": "哪天"},
        {"kind": "vague", "word": "", "instead": ""},
    ]  # fmt: skip
    assert [w.word for w in textcheck.find_words("请尽快，sb", wording)] == ["SB", "尽快"]
    assert textcheck.find_words("", wording) == []
