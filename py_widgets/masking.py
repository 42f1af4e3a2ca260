"""Find what should not be made public in a text, and mask it.

`find` knows identity-card, bank-card and mobile numbers; `scan` also telephones, e-mail addresses, number plates, street
addresses, numbers of orders and the like, and what the reader told of himself.

Sources: GB 11643-1999 (identity number: 17 digits and a check character, ISO 7064 MOD 11-2); ISO/IEC 7812-1 (card number:
12 to 19 digits, Luhn); mobile numbers of the Chinese plan: 11 digits from 13 to 19; GA 36-2018 (number plates); RFC 5321 (e-mail).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from .formats import half_width

IDENTITY, CARD, MOBILE = "identity", "card", "mobile"

# Digits that may be set in groups by single spaces or hyphens; nothing that goes on as a word or a decimal.
_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9](?:[ -]?[0-9])*[Xx]?(?![0-9A-Za-z])")
_GROUP = re.compile(r"[0-9]+[Xx]?")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_KEPT = {IDENTITY: (0, 4), CARD: (0, 4), MOBILE: (3, 4)}  # characters left readable at the start and at the end


@dataclass(frozen=True)
class Found:
    """A number in a text: its kind, where it stands, and its digits without separators."""

    kind: str
    start: int
    end: int
    number: str


def is_identity(number: str) -> bool:
    """Return whether `number` is 17 digits with their right check character, and a month and day that can be."""
    if len(number) != 18 or not number[:17].isdigit():
        return False
    if not (1 <= int(number[10:12]) <= 12 and 1 <= int(number[12:14]) <= 31):
        return False
    return _CHECK[sum(w * int(d) for w, d in zip(_WEIGHTS, number, strict=False)) % 11] == number[17].upper()


def is_card(number: str) -> bool:
    """Return whether `number` is 12 to 19 digits that pass the Luhn test (all zeros do not count)."""
    if not (12 <= len(number) <= 19 and number.isdigit() and number.strip("0")):
        return False
    doubled = (int(d) * (1 + n % 2) for n, d in enumerate(reversed(number)))
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def is_mobile(number: str) -> bool:
    """Return whether `number` is a mainland mobile number, with or without 86 before it."""
    number = number[2:] if len(number) == 13 and number.startswith("86") else number
    return len(number) == 11 and number.isdigit() and number[0] == "1" and number[1] in "3456789"


def kind_of(number: str) -> str:
    """Return the kind of a number without separators, or ""."""
    for kind, test in ((IDENTITY, is_identity), (MOBILE, is_mobile), (CARD, is_card)):
        if test(number):
            return kind
    return ""


def find(text: str, kinds: Collection[str] = (IDENTITY, CARD, MOBILE), known: Collection[str] = ()) -> list[Found]:
    """Return the numbers of these `kinds` in `text`, in order; those in `known` (digits only) are the reader's to give."""
    plain = half_width(text)
    found = []
    for run in _RUN.finditer(plain):
        for start, end in _spans(plain, run.start(), run.end()):
            number = plain[start:end].replace(" ", "").replace("-", "")
            kind = kind_of(number)
            if kind in kinds and number not in known:
                found.append(Found(kind, start, end, number))
    return found


def _spans(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the run as one number if it is one, else its groups one by one."""
    if end - start <= 40 and kind_of(plain[start:end].replace(" ", "").replace("-", "")):
        return [(start, end)]
    return [group.span() for group in _GROUP.finditer(plain, start, end)]


def mask(text: str, kinds: Collection[str] = (IDENTITY, CARD, MOBILE), known: Collection[str] = ()) -> str:
    """Return `text` with the found numbers masked: a card or identity keeps its last four, a mobile its first three too."""
    return masked(text, find(text, kinds, known))


# -- everything that a public text should not carry ---------------------------------------------------------------------

PHONE, EMAIL, PLATE, ADDRESS, CODE, SERIES, OWN = "phone", "email", "plate", "address", "code", "series", "own"

_HAN = "\u4e00-\u9fff"
# A fixed line with its area code; 400, 95xxx and the like are a company's own and public.
_PHONE = re.compile(r"(?<![0-9A-Za-z-])(?:\(0[0-9]{2,3}\) ?|0[0-9]{2,3}[- ])[0-9]{7,8}(?![0-9A-Za-z])")
_EMAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?![A-Za-z0-9-])")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(rf"[{_PROVINCES}][A-HJ-Z][·• ]?(?=[A-Z]*[0-9])[A-HJ-NP-Z0-9]{{5,6}}(?![A-Za-z0-9])")
# From the street on: province, city and district may stay. A name of a street does not begin with a word that leads up to it.
_UNIT = "(?:号楼|号院|号|弄|栋|幢|座|单元|室|楼|层)"
_STREET = f"(?:(?![省市区县镇乡在住到是于的址寄送去至从了走过])[{_HAN}]){{1,8}}?(?:大道|路|街|巷|弄|胡同|小区|花园|公寓|村)"
_ADDRESS = re.compile(
    f"{_STREET} ?[0-9]{{1,5}}(?:-[0-9]{{1,4}})?(?:{_UNIT}[A-Za-z]?[0-9]{{0,5}}){{1,6}}(?!线)"
    f"|{_STREET} ?[0-9]{{1,3}}-[0-9]{{1,3}}-[0-9]{{1,5}}(?![0-9])"
    f"|(?<![0-9])[0-9]{{1,4}}(?:号楼|栋|幢|座)(?:[0-9]{{1,3}}单元)?[0-9]{{1,5}}(?:室|号|户)?|(?<![0-9])[0-9]{{1,3}}单元[0-9]{{1,5}}(?:室|号|户)?"
)
# What a number is called, and the number: at least four characters of which one is a digit. "尾号0032" is meant to be seen.
_CALLED = (
    "订单(?:编)?号?|运单号?|快递单?号|物流单号|工单(?:编)?号?|(?:受理|投诉|登记|报修|维修|退款|退货|流水|交易)(?:编|单)?号|编号|单号|合同(?:编)?号|"
    "案号|卡号|账号|帐号|账户|户号|客户号|会员号|业务号码?|宽带号|工号|取件码|提货码|验证码|护照号?码?|身份证号?码?|微信号?|QQ号?"
)
_CODE = re.compile(f"(?:{_CALLED})(?:码)?(?: ?(?:是|为|:|#|/) ?| )?(?=[A-Za-z_-]*[0-9])(?P<code>[A-Za-z0-9][A-Za-z0-9_-]{{3,39}})")
_CASE = re.compile(f"\\([0-9]{{4}}\\)[{_HAN}][0-9]{{0,4}}[{_HAN}]{{1,4}}[0-9]{{1,6}}号")
# A long series of digits nobody named: letters before it, no decimals after it, no unit of money or measure.
_SERIES = re.compile(r"(?<![0-9A-Za-z.])[A-Za-z]{0,4}[0-9]{10,32}(?![0-9A-Za-z]|\.[0-9]| ?[元块万亿])")
# Where a number that the reader told (the last four of a card) ends, and is no amount, date or count that looks the same.
_NO_MEASURE = r"(?!\.[0-9]|-[0-9]{1,2}-| ?[元块万亿年月日天次件个点期%])"
_TOLD_LONGEST = 120


def scan(text: str, own: Mapping[str, str] | None = None) -> list[Found]:
    """Return what should not be made public in `text`, in order and without overlap; `own`: a name → what the reader told.

    A find of the reader's own has the kind `own.<name>`. Where two overlap, the longer is meant. Raises nothing.
    """
    plain = half_width(text)
    found = [*_told(plain, own or {}), *find(text)]
    for kind, pattern in ((PHONE, _PHONE), (EMAIL, _EMAIL), (PLATE, _PLATE), (ADDRESS, _ADDRESS), (CODE, _CASE), (SERIES, _SERIES)):
        found += [Found(kind, m.start(), m.end(), m[0]) for m in pattern.finditer(plain)]
    found += [Found(CODE, *m.span("code"), m["code"]) for m in _CODE.finditer(plain) if not _is_time(m["code"])]
    taken: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda one: one.start)


def _told(plain: str, own: Mapping[str, str]) -> Iterator[Found]:
    """Yield where something the reader told stands; a name may be set with spaces, a number in groups."""
    for name, raw in own.items():
        characters = "".join(half_width(raw).split())
        if not (4 if characters.isascii() else 2) <= len(characters) <= _TOLD_LONGEST:
            continue
        spaced = "[ -]?".join(map(re.escape, characters)) if characters.isdigit() else " ?".join(map(re.escape, characters))
        edges = (r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])")
        first, last = (edge if c.isascii() and c.isalnum() else "" for edge, c in zip(edges, (characters[0], characters[-1]), strict=True))
        last += _NO_MEASURE if characters.isdigit() else ""
        for m in re.finditer(first + spaced + last, plain, re.IGNORECASE):
            yield Found(f"{OWN}.{name}", m.start(), m.end(), characters)


def _is_time(code: str) -> bool:
    """Return whether a code is a date: `2026-11-10`, `20261110`."""
    return bool(re.fullmatch(r"(?:19|20)[0-9]{2}(?:-[01]?[0-9]-[0-3]?[0-9]|[01][0-9][0-3][0-9])", code))


def covered(found: Found, text: str) -> str:
    """Return what to write instead of a find: enough stays to tell two numbers apart, nothing of a name or an address."""
    shown = half_width(text[found.start : found.end])
    if found.kind in _KEPT:
        first, last = _KEPT[found.kind]
        number = found.number[-11:] if found.kind == MOBILE else found.number
        return number[:first] + "*" * (len(number) - first - last) + number[-last:]
    if found.kind == EMAIL:
        name, _, host = shown.partition("@")
        return f"{name[0]}***@{host}"
    if found.kind == PLATE:
        return shown[:2] + "*" * 5
    code = "".join(c for c in found.number if c.isalnum())
    if code.isascii() and any(map(str.isdigit, code)):
        kept = 4 if len(code) >= 8 else 0
        return "*" * (len(code) - kept) + code[len(code) - kept :]
    return "*" * min(len(found.number), 6)


def masked(text: str, found: Iterable[Found]) -> str:
    """Return `text` with these finds covered; they do not overlap."""
    for one in sorted(found, key=lambda one: -one.start):
        text = text[: one.start] + covered(one, text) + text[one.end :]
    return text
