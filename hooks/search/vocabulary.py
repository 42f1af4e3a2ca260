"""What makes a question meet the site's words: other names, Traditional characters, pinyin, and words that say nothing.

Everything is made from the tables and from kept libraries (OpenCC, pypinyin), and only for characters that the site uses.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import opencc
from pypinyin import Style, pinyin

from hooks.data import SiteData

HAN = range(0x3400, 0xA000)
IDLE = """
    怎么办 怎么样 怎么 怎样 如何 为什么 为何 什么 什么时候 哪些 哪里 哪个 哪儿 哪种 多少 多久 几天 可以 可不可以 能不能 能否 是否 是不是
    会不会 要不要 应该 应不应该 该不该 需要 需不需要 必须 有没有 没有 一直 已经 自己 我的 我 你 他们 他 她 我们 对方 吗 呢 吧 啊 呀 嘛
    的时候 有时候 时候 现在 的话 事情 这件事 知道 不知道 想知道 发现 觉得 总是 老是 经常 突然 居然 竟然 真的 是真的吗 这么 那么 这个
    那个 这样 那样 很多 好多 很久 好久 怎么回事 会怎样 是什么 有什么 什么意思 该怎么 要怎么 我该 还能 还可以 有用吗 有没有用 好不好 行不行
    合理吗 行吗 了吗 帮我 我要 我想 让我 给我 叫我 我还 我没 请教 求助 急 在线等 注意什么 怎么做 什么情况下 情况下
    的 了 请问 请 想 被 把 给 让 跟 和 与 在 是 这 那 一个 一下 怎 咋办 咋 啥 到底 还是 但是 因为 所以 如果 就 都 也 才 很 太 去 来
    how what when where why can the a an is to of do i my me for in on
"""
"""Words that any question may have; longer ones first win. Single characters only where they are hardly ever part of a word."""

TRADE = "用户 客户 顾客 客诉 工单 坐席 话务员 处理投诉 接到投诉 投诉太多 客服话术 客服应该 客服人员 客服手册 客服培训"
DESK = {"shelf": "agents/", "boost": 1.2, "words": TRADE.split()}
"""Whoever says 客户 sits at the other end of the line: for such a question the agents' shelf stands in front, not at the back."""


@functools.cache
def _simplified() -> dict[str, str]:
    convert = opencc.OpenCC("t2s").convert
    pairs = ((chr(code), convert(chr(code))) for code in HAN)
    return {old: new for old, new in pairs if old != new and len(new) == 1}


@functools.cache
def _common() -> frozenset[str]:
    """Return the characters of GB 2312: what an input method offers first, so what a slip may put in a word's place."""
    codes = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return frozenset("".join(code.decode("gb2312", "ignore") for code in codes))


@functools.cache
def _sounds(character: str) -> tuple[str, ...]:
    """Return the one or two usual syllables of a character, without tones."""
    said = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return tuple(syllable.replace("ü", "v") for syllable in said[:2])


def simplified(used: Iterable[str]) -> str:
    """Return each Traditional character followed by its Simplified one, for the Simplified ones in `used`."""
    known = set(used)
    return "".join(old + new for old, new in _simplified().items() if new in known)


def sounds(used: Iterable[str]) -> list[dict[str, str]]:
    """Return the characters of each syllable, first by their usual reading, then by the other one of those that have two.

    Of the characters in `used`, and of all common ones, as they stand in slips.
    """
    found: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for character in sorted({c for c in used if ord(c) in HAN} | _common()):
        for readings, sound in zip(found, _sounds(character), strict=False):
            readings[sound] = readings.get(sound, "") + character
    return [dict(sorted(readings.items())) for readings in found]


def vocabulary(site: SiteData, text: str) -> dict[str, Any]:
    """Return what the worker needs besides the documents; `text` is all that can be found.

    `same` has a row for each word: the word the pages use, then what readers type for it.
    """
    same = [[term.term, *term.avoid, *term.also] for term in site.glossary]
    same += [[row.word, *row.also] for row in site.synonyms]
    used = set(text).union(*(word for row in same for word in row))
    return {
        "simplified": simplified(used),
        "pinyin": sounds(used),
        "same": [row for row in same if len(row) > 1],
        "idle": sorted(IDLE.split(), key=len, reverse=True),
        "desk": DESK,
    }
