"""Numbers that should not be handed on. The identity number is the worked example of GB 11643-1999."""

from itertools import pairwise

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


# everything that a public text should not carry

OWN = {"full_name": "王小明", "card_tail": "1234", "order_no": "DD20261101", "contact": "", "address": "示例市示例路1号2单元301"}


@pytest.mark.parametrize(
    ("text", "kinds", "masked"),
    [
        ("我住示例市示例区示例路1号2单元301室，", ["address"], "我住示例市示例区******，"),
        ("示例大道88号3号楼1单元1202", ["address"], "******"), ("解放路 12-3-401", ["address"], "******"),
        ("在3栋2单元301", ["address"], "在******"),
        ("电话010-12345678", ["phone"], "电话*******5678"), ("（021）12345678", ["phone"], "*******5678"),
        ("打+86 139 1234 5678", ["mobile"], "打+139****5678"), ("１３９１２３４５６７８", ["mobile"], "139****5678"),
        ("身份证１１０１０５１９４９１２３１００２Ｘ。", ["identity"], "身份证**************002X。"),
        ("卡6222 0212 3456 7890 128", ["card"], "卡***************0128"),
        ("abc.def＠example.com.cn", ["email"], "a***@example.com.cn"),
        ("车牌粤B·12345", ["plate"], "车牌粤B*****"), ("粤BD12345", ["plate"], "粤B*****"),
        ("订单号：2026110112345（3件）", ["series"], "订单号：*********2345（3件）"),
        ("快递单号 YD0000123456", ["series"], "快递单号 ********3456"),
        ("受理编号SL-1113-0032", ["code"], "受理编号******0032"), ("工号0168", ["code"], "工号****"),
        ("合同编号是DK2025-0871。", ["code"], "合同编号是******0871。"),
        ("微信wx_abc12", ["code"], "微信*******"), ("（2026）示0101民初123号", ["code"], "******"),
        ("我是王 小 明", ["own.full_name"], "我是***"), ("王小明、王小明", ["own.full_name"] * 2, "***、***"),
        ("单子dd20261101", ["own.order_no"], "单子******1101"), ("卡尾号1234。", ["own.card_tail"], "卡尾号****。"),
        ("示例市示例路1号2单元301", ["own.address"], "******"),
    ],
)  # fmt: skip
def test_scan(text: str, kinds: list[str], masked: str) -> None:
    found = masking.scan(text, OWN)
    assert [one.kind for one in found] == kinds
    assert masking.masked(text, found) == masked


@pytest.mark.parametrize(
    "text",
    [
        "", "受理编号尾号0032", "2026年11月10日10点31分", "2026-11-10 10:31:22", "20261110", "编号2026-11-10", "订单20261101付款",
        "欠38000.50元，逾期1234天", "1234567890元", "12345678901.50", "1234元", "1234.5", "11月3号到11月8号，3次", "走3号线",
        "走了两条路1号线", "400-000-0000", "客服95588、12315、10010", "KF-35空调", "显示E5", "分24期", "iPhone15", "示例银行", "小王",
        "第一路公交",
    ],
)  # fmt: skip
def test_dates_amounts_and_public_numbers_stay(text: str) -> None:
    assert masking.scan(text, OWN) == []


@given(st.text(alphabet=st.sampled_from("0123456789xX -字a１２＠.路号单元室粤B·王小明("), max_size=60))
def test_finds_lie_apart_in_order_and_nothing_else_changes(text: str) -> None:
    found = masking.scan(text, OWN)
    assert all(one.end <= after.start for one, after in pairwise(found))
    rest = [text[a:b] for a, b in zip([0, *(f.end for f in found)], [*(f.start for f in found), len(text)], strict=True)]
    shown = [*(masking.covered(one, text) for one in found), ""]
    assert masking.masked(text, found) == "".join(part + cover for part, cover in zip(rest, shown, strict=True))
    assert masking.masked(text, []) == text


@given(
    st.sampled_from([IDENTITY, CARD, MOBILE, "010-12345678", "粤B12345", "SL-1113-0032", "王小明", "x@example.org"]), st.text(max_size=20)
)
def test_what_is_covered_cannot_be_read_any_more(secret: str, around: str) -> None:
    text = f"{around}，编号：{secret}，{around}"
    assert secret not in masking.masked(text, masking.scan(text, OWN)) or secret in around


@pytest.mark.parametrize(
    "text", ["x" * 20_000, "路" * 20_000, "a@" * 10_000, "1-" * 10_000, "东" * 19_990 + "路1号", "1" * 20_000, "订单号" * 6_000]
)
def test_a_long_text_is_scanned_at_once(text: str) -> None:
    masking.scan(text, OWN)
