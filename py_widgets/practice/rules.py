"""What is good about a line and what could change: words are looked for as they stand, nothing is understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..formats import half_width
from ..labels import practice as labels
from ..textcheck import find_words, length, sentences

LINE, POOR, OWN = "line", "poor", "own"
"""Where a line comes from: the phrase library, the table of poor ones, the reader."""
BREATH = 25
"""Characters of a sentence that is said in one breath: the limit of the phone channel (channels.yml)."""
FULL = 3

_N = "[0-9〇零一二三四五六七八九十两]"
_DAY = (
    rf"{_N}{{1,3}}月{_N}{{1,3}}|{_N}{{1,3}}[日号](?!常|程)|[今明后当]天|(?:周|星期|礼拜)[一二三四五六日天]"
    rf"|{_N}{{1,4}}个?(?:小时|分钟|天|周|星期|月|工作日|自然日)(?:之?内|以?后|前)|{_N}{{1,3}}[点:]"
)
_QUESTION = re.compile(r"[?]|请问|哪[一里个些条天位]|谁|多少|怎么|什么时候")
_NUMBER = re.compile("[0-9]")
_LISTENS = (
    "我理解|我明白|(?<!给)我听|听到|听得出|您先说|您要的|您说的|您提到|着急|对不起|抱歉|道歉|让您|谢谢您|不急|慢慢|您提防是对的|问得对|这我懂|生气|等得太久"
    "|我都记着|记下来|不用再讲|您不用|委屈|辛苦|是难|是您的权利|管[,，]|^可以|陪您|陪着|我不拦您"
)
_CRITERIA = {
    labels.CALLER: {
        "ask": re.compile("请(?!问)|我希望|我要求|我请求|我想请|想请|麻烦|我的诉求|我要(?!不)"),
        "number": re.compile("编号|工号|单号"),
        "date": re.compile(f"{_DAY}|哪一?天|几点|几号|什么时候|何时|最晚|日期|多久|期限|时段"),
        "readback": re.compile("复述|核对一遍|念一遍|记得对不对|听对不对|对吗|对不对[?]"),
    },
    labels.AGENT: {
        "heard": re.compile(_LISTENS),
        "decided": re.compile(
            "我们决定|的决定|查到|理由是|能办的|办不了|我们认|[我先]?去查|我来查|先申请|我现在就|今天就报|重新算|重新看|规则是"
        ),
        "date": re.compile(_DAY),
        "contact": re.compile(
            "找我|编号|工单|我的电话|我这里|[0-9]{3,}-[0-9]{3,}|打给您|答复您|告诉您|发给您|发您|回您|给您回电?|我是|联系您"
        ),
        "readback": re.compile("复述|念一遍|念记录|念给我|您听哪里不对|哪里不对|对吗"),
    },
}


@dataclass(frozen=True)
class Verdict:
    """How a line was judged: the criteria it meets, what to praise, the one thing to change ("" for none), points of `FULL`.

    `danger` is what to say before anything else when the reader's words tell of danger, "" otherwise; `calm` is whether nobody is hurt.
    """

    has: frozenset[str]
    well: str
    change: str
    points: int
    calm: bool
    danger: str = ""


def criteria(role: str, text: str) -> frozenset[str]:
    """Return the criteria of a role (`labels.CRITERIA`) that a line meets."""
    plain = half_width(text)
    return frozenset(key for key, pattern in _CRITERIA[role].items() if pattern.search(plain))


def longest(text: str) -> int:
    """Return the characters of the longest sentence."""
    return max(map(length, sentences(text)), default=0)


def judge(role: str, source: str, text: str, wording: Iterable[Mapping[str, str]], lacks: str = "") -> Verdict:
    """Return the verdict on a line: a point for calm, one for getting on with it, one for plain short words.

    `lacks` is what the table says of a poor line. A line of the library gets on with it in plain words in any case: it was written to.
    """
    has = criteria(role, text)
    found = find_words(half_width(text), wording)
    danger = next((word.instead for word in found if word.kind == "danger"), "")
    change, calm, plain = "", True, True
    for kind, label in (("insult", labels.INSULT), ("threat", labels.THREAT), ("vague", labels.VAGUE)):
        word = next((word for word in found if word.kind == kind and (source != LINE or kind != "vague")), None)
        if word is not None:
            change = change or label.format(word=word.word, instead=word.instead)
            calm, plain = calm and kind == "vague", plain and kind != "vague"
    if source != LINE and (most := longest(text)) > BREATH:
        plain, change = False, change or labels.LONG.format(n=most)
    asks, tells = (pattern.search(half_width(text)) is not None for pattern in (_QUESTION, _NUMBER))
    forward = source == LINE or (source == OWN and (bool(has) or asks or tells))
    if lacks:
        change = lacks
    elif not forward:
        change = change or labels.IDLE[role]
    return Verdict(
        has, _praise(role, has, "question" if asks else "fact" if tells else "", calm), change, calm + forward + plain, calm, danger
    )


def _praise(role: str, has: frozenset[str], else_: str, calm: bool) -> str:
    """Return what was good in a few words, "" when there is nothing but to change."""
    said = [labels.PRAISE[key] for key, _ in labels.CRITERIA[role] if key in has]
    if not said and else_:
        said = [labels.PRAISE[else_]]
    if not said and calm:
        said = [labels.PRAISE["calm"]]
    return labels.LIST.join(said) if calm or has else ""


@dataclass(frozen=True)
class Met:
    """A criterion over a round: its name, the rounds (from 1) that meet it, how often it is wanted."""

    key: str
    name: str
    turns: tuple[int, ...]
    wanted: int = 1

    @property
    def done(self) -> bool:
        """Return whether it was met as often as wanted."""
        return len(self.turns) >= self.wanted


def over(role: str, verdicts: Sequence[Verdict]) -> list[Met]:
    """Return each criterion of the role; the ask is wanted twice where the talk gives room for it."""
    return [
        Met(key, name, tuple(n for n, v in enumerate(verdicts, 1) if key in v.has), 2 if key == "ask" and len(verdicts) > 1 else 1)
        for key, name in labels.CRITERIA[role]
    ]
