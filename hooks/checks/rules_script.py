"""Rules on scripts: channels, parts, sentences, and the strength of an ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hooks.widget_props import REPLIES

from .page import Page
from .problem import STRENGTHS, nearest, rank, shown
from .registry import Context, Finding, page_rule
from .scan import Kind, Line

_ENDING = re.compile(r"（([^（）\[\]]*)((?:\[\^[^\[\]]*\])*)）$")
_LABEL = re.compile(r"\[\^([^\[\]]*)\]")
SPOKEN = ("电话", "聊天")
"""The channels in which the other side answers at once."""


class Ask(NamedTuple):
    """The end of a sentence: `word` in its brackets (None without brackets), its facts, and the sentence before it."""

    word: str = ""
    facts: tuple[str, ...] = ()
    sentence: str = ""


def ask_of(line: Line) -> Ask:
    """Return what a sentence ends with; the word is "" when it ends with bare citations or nothing."""
    text = line.text
    found = _ENDING.search(text)
    if found and (found[1] in STRENGTHS or found[2] or _meant(found[1])):
        return Ask(found[1], tuple(_LABEL.findall(found[2])), text[: found.start()])
    end = len(text)
    while text.endswith("]", 0, end) and text.startswith("[^", start := text.rfind("[", 0, end)):
        end = start
    return Ask("", tuple(_LABEL.findall(text, end)), text[:end])


def _meant(word: str) -> bool:
    """Return whether a word in brackets is a misspelt strength: half of its characters are one's."""
    return any(len(word) <= 6 and len(set(word) & set(strength)) >= 2 for strength in STRENGTHS)


@page_rule("ask-strength")
def ask_strength(page: Page, context: Context) -> Iterator[Finding]:
    """Nobody should be told to claim more than the law gives: an ask says how strong it is and what it rests on."""
    forms = "、".join(f"（{word}）" for word in STRENGTHS)
    facts = context.vocabulary.facts
    for line in page.script_lines():
        if line.kind is not Kind.ITEM:
            continue
        ask = ask_of(line)
        known = [facts[label] for label in ask.facts if label in facts]
        if ask.word and ask.word not in STRENGTHS:
            yield line.number, f"不认识强度 {shown(ask.word)}", nearest(ask.word, STRENGTHS, f"写成 {forms} 之一")
        elif ask.word and any(f"（{word}" in ask.sentence for word in STRENGTHS):
            yield line.number, "一句里有两个强度", "拆成两句，一句一个诉求"
        elif not ask.word and any(f"{bracket}{word}" in line.text for word in STRENGTHS for bracket in "（("):
            yield line.number, "强度没有放在句末的全角括号里", "写成 ……。（有权要求[^D11]）"
        elif not ask.word and "【要求】" in line.text:
            yield line.number, "诉求缺少强度", f"句末加上 {forms} 之一"
        elif rank(ask.word) > 1 and not ask.facts:
            yield line.number, f"“{ask.word}”没有依据", f"写成（{ask.word}[^D11]），没有依据就写（只是请求）"
        elif rank(ask.word) > 1 and known and max(fact.rank for fact in known) < rank(ask.word):
            best = max(known, key=lambda fact: fact.rank).strength
            yield line.number, f"“{ask.word}”超过了依据的强度（{best}）", "换一条更强的依据，或写弱一级"
        if "【依据】" in line.text and not ask.facts:
            yield line.number, "有【依据】却没有引用事实", "句末引用一条事实，或删掉【依据】"


@page_rule("script-channel")
def script_channel(page: Page, context: Context) -> Iterator[Finding]:
    """A heading that names no channel would silently become a part of the channel before it."""
    channels = context.vocabulary.channels
    last, block, channel = -1, -1, ""
    for line in page.script_lines():
        if line.kind is not Kind.HEADING:
            continue
        if line.block != block:
            last, block, channel = -1, line.block, ""
        if line.level == 4:
            said = line.text[:3] if line.text.startswith(REPLIES) else ""
            if said and not (line.text.startswith(f"{said}“") and line.text.endswith("”")):
                yield line.number, "对方的话没有放在全角引号里", f"写成 #### {said}“系统不支持”"
            elif said and channel and channel not in SPOKEN:
                yield line.number, f"{channel}里没有“{said}”", "把应对的话放到“电话”或“聊天”下面"
        elif line.level != 3 or line.block == -1:
            yield line.number, f"话术里不用 {'#' * line.level} 级标题", "渠道写 ###，段落写 ####"
        elif line.text not in channels:
            yield line.number, f"没有渠道 {shown(line.text)}", nearest(line.text, channels, f"渠道有 {'、'.join(channels)}")
        else:
            channel, at = line.text, channels.index(line.text)
            if at <= last:
                yield line.number, f"渠道“{line.text}”重复或次序不对", f"按次序写：{'、'.join(channels)}"
            last = max(at, last)


@page_rule("script-line")
def script_line(page: Page, _: Context) -> Iterator[Finding]:
    """Only list items under a part become sentences; anything else inside a script vanishes from the page."""
    part, place = False, (-1, ())
    for line in page.script_lines():
        if (line.block, line.sections) != place:
            part, place = False, (line.block, line.sections)  # type: ignore[assignment]
        if line.kind is Kind.HEADING:
            part = line.level == 4
        elif line.kind is Kind.SNIPPET:
            part = True
        elif line.kind is Kind.ITEM and line.indent:
            yield line.number, "话术里的列表不分层", "一句一条，顶格写 - "
        elif line.kind is Kind.ITEM and not part:
            yield line.number, "句子前面没有小标题", "先写 #### 开场 这样的一行"
        elif line.kind is Kind.ITEM:
            yield from _sentence(line)
        elif line.kind in (Kind.TEXT, Kind.TABLE, Kind.CODE, Kind.FENCE):
            yield line.number, "话术里只能有标题和一句一条的列表", "写成 - 一句话，或移到块的外面"


def _sentence(line: Line) -> Iterator[Finding]:
    ask = ask_of(line)
    if "[^" in ask.sentence:
        yield line.number, "引用没有放在句末", "把 [^编号] 移到句子的最后"
    if any(mark in line.raw for mark in ("**", "`", "](")):
        yield line.number, "句子里有排版记号，会被照着念出来", "去掉加粗、代码和链接"
    if not ask.sentence.strip():
        yield line.number, "句子是空的", "写一句话，或删掉这一条"
