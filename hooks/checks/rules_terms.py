"""Rules on words: empty ones, those without a quantity, old names, promises, and names of real institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .inline import CJK, unquoted
from .page import Page
from .problem import shown
from .registry import Context, Finding, page_rule
from .rules_style import prose, used
from .scan import Kind

EMPTY_VERBS = ("进行", "加以", "予以", "给予")
VERBS = (
    "沟通|协商|投诉|处理|核实|核对|确认|记录|说明|解释|回复|答复|处罚|调查|咨询|申请|办理|审核|整理|反馈|登记|退款|赔偿|补偿|减免|保存|"
    "调解|还款|催收|验证|查询|修改|更正|操作|分析|评估|监督|管理|支持|配合|考虑|重视|解决|联系|通知|提交|选择|比较|讨论"
)
VAGUE = {
    "尽快": "写出日期或天数",
    "尽早": "写出日期或天数",
    "及时": "写出日期或天数",
    "近期": "写出日期",
    "近日": "写出日期",
    "大量": "写出数目",
    "很多": "写出数目",
    "许多": "写出数目",
    "若干": "写出数目",
    "有关部门": "写出部门的名字",
    "相关部门": "写出部门的名字",
    "有关方面": "写出是谁",
}
PROMISES = "一定能|一定会|肯定能|肯定会|必然会|必须给你|必须给我|保证减免|保证成功|保证通过|百分之百|100%"
DOUBLE = "不得不|不能不|不会不|不可不|不是不|不是没|并非不|并非没|未尝不|未必不|不至于不"
_BANK = re.compile(
    "(?:(?:工商|农业|建设|交通|招商|中信|光大|民生|兴业|浦东?发展?|平安|广发|华夏|恒丰|浙商|渤海|邮政?储蓄?|微众|网商)银行|中国银行(?!业|卡|间|保险))"
)
"""The banks that most readers deal with: their names are what slips in."""

_EMPTY = re.compile(f"(?:{'|'.join(EMPTY_VERBS)})了?(?:{VERBS})")
_VAGUE = re.compile("|".join(VAGUE))
_PROMISE = re.compile(rf"(?<![不没未])(?:{PROMISES})")
# 能不能不去 asks; 不会不良 would be another word.
_DOUBLE = re.compile(rf"(?<!能)(?:{DOUBLE})(?![良同足法符当])")
_BOUND = re.compile(r"\d[\d,.万亿]*[^，。；：、（）()|\d]{0,4}?(?:以上|以下|以内|之内)(?![^，。；]{0,3}含)")
_COMPANY = re.compile(rf"([{CJK}]{{2,12}}?)(?:股份|责任)?有限公司")


@page_rule("empty-verb")
def empty_verb(page: Page, _: Context) -> Iterator[Finding]:
    """“进行处理” says no more than “处理”."""
    for number, word in used(page, _EMPTY):
        yield number, f"空动词 {shown(word)}", f"直接写 {word[-2:]}"


@page_rule("vague-word")
def vague_word(page: Page, _: Context) -> Iterator[Finding]:
    """A deadline or an amount that is no number cannot be kept or checked."""
    for number, word in used(page, _VAGUE):
        yield number, f"{shown(word)} 没有量", VAGUE[word]


@page_rule("banned-term")
def banned_term(page: Page, context: Context) -> Iterator[Finding]:
    """One idea, one word: what a reader searches for and what the bank says must be the same today."""
    terms = context.vocabulary.terms
    if not terms:
        return
    for number, word in used(page, _any_of(tuple(sorted(terms, key=len, reverse=True)))):
        yield number, f"不用 {shown(word)} 这个词", f"写{terms[word]}；要提旧称就写“旧称{word}”，讲误区时除外"


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


@page_rule("promise")
def promise(page: Page, _: Context) -> Iterator[Finding]:
    """What the other side decides cannot be promised to a reader who builds on it."""
    for number, word in used(page, _PROMISE):
        yield number, f"{shown(word)} 替对方作了保证", "写“可以谈”“对方可以不同意”，或写规定要求谁做什么"


@page_rule("double-negative")
def double_negative(page: Page, _: Context) -> Iterator[Finding]:
    """Two negations have to be worked out; one positive word is understood at once."""
    for number, word in used(page, _DOUBLE):
        yield number, f"双重否定 {shown(word)}", "改成肯定的说法，例如“要”“只能”“会”"


@page_rule("bound", "warning")
def bound(page: Page, _: Context) -> Iterator[Finding]:
    """“5句以内” leaves open whether five are too many; a line that cites a law keeps the law's own words."""
    for line, text in prose(page):
        if line.kind is Kind.HEADING or "[^" in line.prose:
            continue
        for found in _BOUND.finditer(unquoted(text)):
            yield line.number, f"{shown(found[0])} 没有写含不含本数", "写成“5句以内（含）”，或“最多5句”"


@page_rule("institution-name")
def institution_name(page: Page, _: Context) -> Iterator[Finding]:
    """The site names no bank or company as good or bad; an example uses 【发卡行】 or an invented 示例银行."""
    for line, text in prose(page):
        plain = unquoted(text)
        companies = (m[0] for m in _COMPANY.finditer(plain) if "示例" not in m[0] and m[1][-1] not in "家个是的为")
        for name in (*_BANK.findall(plain), *companies):
            yield line.number, f"点了 {shown(name)} 的名", "写成【发卡行】【对方公司】，或虚构的“示例银行”"
