"""Dates, amounts and numbers in a hand-edited text, and whether the reader's facts or the author's page carry them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..formats import date_text, half_width
from ..labels import script as labels
from ..sentences.answers import basis
from ..sentences.fields import MULTI, asked, lines, text_of
from ..widget import Props
from .state import State, basis_of

_SEPARATOR = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_LIST_NUMBER = re.compile(r"(?m)^[^\S\n]*[（(]?[0-9]{1,2}[.、)）](?![0-9])")
_CLAIM = re.compile(
    r"(?:(?P<year>[0-9]{4})\s*[年./-]\s*)?(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*[日号]?"
    r"|(?P<iso>[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2})(?![0-9])"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)\s*(?P<scale>[万千百]?)(?P<money>[元块])?"
)
_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10000}
# A number in Chinese numerals counts only before a unit: 一下, 一起, 一次 are no claims. It begins where the numerals begin,
# which also keeps a long run of them from being tried at every place.
_HAN = re.compile(
    r"(?<![0-9.几数第零〇一二两三四五六七八九十百千万])[零〇一二两三四五六七八九十][零〇一二两三四五六七八九十百千万]*(?=\s*(?:[元块天日号月年]|个月|期(?![间限待])))"
)
_HAN_DIGITS = {digit: value % 10 for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_SCALE = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class Claim:
    """A date, amount or number: as it stands in the text, its kind, and what makes two of them the same."""

    shown: str
    kind: str
    value: tuple[str, ...]


def claims(text: str) -> list[Claim]:
    """Return the claims of `text` in order; numbers that only count list items are left out."""
    plain = _LIST_NUMBER.sub("\n", _SEPARATOR.sub("", half_width(text)))
    plain = _HAN.sub(lambda found: han_number(found[0]), plain)
    return [_claim(found) for found in _CLAIM.finditer(plain)]


def han_number(text: str) -> str:
    """Return Chinese numerals as digits: `三万八千` → `38000`, `二十` → `20`, `二〇二六` → `2026`, `三万八` → `38000`."""
    if not any(char in "十百千万" for char in text):
        return "".join(str(_HAN_DIGITS[char]) for char in text)
    high = low = digit = 0
    last = 1
    for char in text:
        if char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
            last = 1 if digit == 0 else last
        elif char == "万":
            high, low, digit, last = (high + low + digit) * 10000, 0, 0, 10000
        else:
            low, digit, last = low + (digit or 1) * _HAN_SCALE[char], 0, _HAN_SCALE[char]
    # A last digit without its place stands one place below: 三万八 is 38000; 二十一 is 21.
    return str(high + low + digit * max(last // 10, 1))


def _claim(found: re.Match[str]) -> Claim:
    if found["iso"]:
        year, month, day = re.split(r"[./-]", found["iso"])
        return Claim(found[0], "date", (year, month.zfill(2), day.zfill(2)))
    if found["month"]:
        return Claim(found[0], "date", (found["year"] or "", found["month"].zfill(2), found["day"].zfill(2)))
    if found["money"]:
        return Claim(found[0], "amount", (_plain(found["number"], found["scale"]),))
    return Claim(found[0].strip(), "number", (_plain(found["number"], found["scale"]) if found["scale"] else found["number"],))


def _plain(number: str, scale: str) -> str:
    """Return a number times its scale, in hundredths, as text: the same for `3.8万` and `38000`."""
    whole, _, fraction = number.partition(".")
    cut = fraction[:8].ljust(8, "0")
    return str(int(whole[:30] + cut) * _SCALE[scale])


def carried(props: Props, state: State) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Return the keys of all claims in the answers, the author's sentences and the facts they cite."""
    said = ["".join(t if isinstance(t, str) else "\0" for t in line["tokens"]) for line in lines(props)]
    said += [f"{f.get(key) or ''}" for f in props["facts"].values() for key in ("law", "version", "article", "rule")]
    said += [part["name"] for channel in props["channels"] for part in channel["parts"]]
    said += [text_of(state.values, f["key"]) for f in asked(props) if f["type"] != MULTI]
    said += [*basis(props, state).values(), date_text(state.today) or ""]
    return frozenset(key for claim in claims("\n\n".join(said)) for key in _keys(claim))


def _keys(claim: Claim) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield everything that a carried claim also carries: a full date its day, an amount its bare number."""
    yield claim.kind, claim.value
    if claim.kind == "date":
        yield "date", ("", *claim.value[1:])
        yield from (("number", (piece,)) for value in claim.value if value for piece in (value, value.lstrip("0")))
    if claim.kind == "amount":
        yield from (("number", (number,)) for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", claim.shown))
        yield "number", claim.value


def not_in_facts(props: Props, state: State, text: str) -> list[str]:
    """Return the dates, amounts and numbers of an edited text that nothing carries, each once, in order."""
    known = carried(props, state)
    return list(dict.fromkeys(c.shown for c in claims(text) if (c.kind, c.value) not in known))


def still_old(props: Props, state: State, channel_id: str, text: str) -> list[str]:
    """Return a warning for each answer that changed since the channel was edited and whose old value still stands there."""
    now = basis(props, state)
    names = {f["key"]: f["name"] for f in props["fields"]}
    found = []
    for key, old in basis_of(state, channel_id).items():
        new = now.get(key, "")
        if key in names and old != new and _stands(old, text.replace(new, "\0") if new else text):
            template = labels.STILL_OLD if new else labels.STILL_OLD_GONE
            found.append(template.format(label=names[key], old=old, new=new))
    return found


def _stands(value: str, text: str) -> bool:
    """Return whether `value` stands in `text` by itself, not as the middle of a longer number."""
    start = text.find(value) if value else -1
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(value) : start + len(value) + 1]
        if not (value[0].isdigit() and before.isdigit()) and not (value[-1].isdigit() and after.isdigit()):
            return True
        start = text.find(value, start + 1)
    return False
