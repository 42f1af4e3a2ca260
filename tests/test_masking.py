"""Numbers that should not be handed on. The identity number is the worked example of GB 11643-1999."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_widgets import masking

IDENTITY = "11010519491231002X"
CARD = "6222021234567890128"
MOBILE = "13912345678"


def luhn(body: str) -> str:
    """Return `body` with its Luhn check digit."""
    return next(body + d for d in "0123456789" if masking.is_card(body + d))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"身份证{IDENTITY}。", ["identity"]), (IDENTITY.lower(), ["identity"]), ("110105194912310021", []), ("110105194913310020", []),
        (f"卡{CARD}", ["card"]), ("6222 0212 3456 7890 128", ["card"]), ("6222-0212-3456-7890-128", ["card"]), (CARD[:-1] + "9", []),
        ("０" * 16, []), ("0000000000000000", []), ("".join(chr(ord(c) + 0xFEE0) for c in CARD), ["card"]),
        (f"电话{MOBILE}", ["mobile"]), ("+86 139 1234 5678", ["mobile"]), ("8613912345678", ["mobile"]), ("12912345678", []),
        (f"{MOBILE} 2026", ["mobile"]), (f"{IDENTITY}、{CARD}，{MOBILE}", ["identity", "card", "mobile"]),
        ("卡号后四位0128，欠38000.50元，2026年8月21日", []), ("a13912345678", []), ("", []),
    ],
)  # fmt: skip
def test_find(text: str, kinds: list[str]) -> None:
    assert [found.kind for found in masking.find(text)] == kinds


def test_mask_keeps_what_is_enough_to_tell_numbers_apart() -> None:
    assert masking.mask(f"证{IDENTITY}卡{CARD}机{MOBILE}。") == "证**************002X卡***************0128机139****5678。"
    assert masking.mask("打+86 139 1234 5678") == "打+139****5678"


def test_only_the_asked_kinds_and_no_number_that_is_known() -> None:
    text = f"{CARD}，{MOBILE}"
    assert masking.mask(text, ("card",)) == f"***************0128，{MOBILE}"
    assert masking.find(text, known={CARD, MOBILE}) == []


@given(st.text(alphabet="0123456789", min_size=11, max_size=18))
def test_every_luhn_number_is_found_and_masked(body: str) -> None:
    number = luhn(body if body.strip("0") else "1" + body[1:])
    text = f"我的卡{number}被盗"
    assert len(masking.find(text)) == 1
    assert masking.find(masking.mask(text)) == []


@given(st.text(alphabet=st.sampled_from("0123456789xX -字a１２"), max_size=60))
def test_found_numbers_stand_where_they_are_said_to(text: str) -> None:
    for found in masking.find(text):
        assert masking.half_width(text[found.start : found.end]).replace(" ", "").replace("-", "") == found.number


def test_long_text_is_no_burden() -> None:
    assert masking.find("1" * 100_000 + "a") == []
    assert masking.find("1 " * 50_000) == []
