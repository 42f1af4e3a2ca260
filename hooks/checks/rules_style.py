"""Rules of writing that a machine can tell cheaply.

What is quoted (“…”, ‘…’) or is a title (《…》) is somebody else's wording and is let alone by the rules on words. A page or section
whose heading has 误区, a line that says 旧称, 误区, 旧规定, 取消 or 废止, and a table with the head 不要写, 改成 or 误区 speak *about* bad
words: there they may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .inline import CJK, MASK, unquoted, visible
from .page import Page
from .problem import shown
from .registry import Context, Finding, page_rule
from .scan import Kind, Line

LIMIT = 60
"""Characters in a sentence, at most (style guide)."""

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
    "大量": "写出数目",
    "很多": "写出数目",
    "许多": "写出数目",
    "若干": "写出数目",
}
BANNED = {"滞纳金": "写违约金，首次出现时注明旧称", "停息挂账": "写个性化分期，讲误区时除外"}
_ABOUT_LINE = ("旧称", "误区", "旧规定", "旧叫法", "取消", "废止")
_ABOUT_TABLE = ("不要写", "改成", "误区", "别写", "不写")

_EMPTY = re.compile(f"(?:{'|'.join(EMPTY_VERBS)})了?(?:{VERBS})")
_VAGUE = re.compile("|".join(VAGUE))
_BANNED = re.compile("|".join(BANNED))
_SPACE = re.compile(rf"[{CJK}，。；：！？、）”》】] +[0-9A-Za-z]|[0-9A-Za-z%] +[{CJK}（“《【]")
_HALF = re.compile(rf"[{CJK}”》】）][,;:!?()\"]|[{CJK}”》】）]\.(?![0-9A-Za-z])|[(\"][{CJK}]")
_SENTENCE_END = re.compile("[。！？!?]")
_MARKUP = str.maketrans("", "", MASK + " \t*_~`#>|【】")


def _prose(page: Page) -> Iterator[tuple[Line, str]]:
    """Yield each line of sentences with what a reader sees of it; markers of headings, items and quotes stay at its edge."""
    for line in page.body:
        text = visible(line.text if line.kind in (Kind.HEADING, Kind.ITEM) else line.prose)
        if not text.lstrip().startswith(("!!!", "???", "===", "[^", "*[")):
            yield line, text


def _about(page: Page, line: Line) -> bool:
    """Return whether a line speaks about bad words."""
    if any("误区" in heading for heading in line.trail) or any(word in line.prose for word in _ABOUT_LINE):
        return True
    return any(word in line.table for word in _ABOUT_TABLE) or "误区" in str(page.front.values.get("title", ""))


def _used(page: Page, words: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield where the prose uses one of `words` itself, not where it quotes it or speaks about it."""
    for line, text in _prose(page):
        for found in words.finditer(unquoted(text)):
            if not _about(page, line):
                yield line.number, found[0]


@page_rule("sentence-length")
def sentence_length(page: Page, _: Context) -> Iterator[Finding]:
    """More than 60 characters cannot be taken in at one reading on a phone."""
    for line, text in _prose(page):
        if line.kind is not Kind.TABLE:
            for sentence in _SENTENCE_END.split(text):
                count = len(sentence.translate(_MARKUP))
                if count > LIMIT:
                    yield line.number, f"一句有 {count} 个字，上限 {LIMIT}", f"在 {shown(sentence.strip()[:12])} 这一句里断开"


@page_rule("empty-verb")
def empty_verb(page: Page, _: Context) -> Iterator[Finding]:
    """“进行处理” says no more than “处理”."""
    for number, word in _used(page, _EMPTY):
        yield number, f"空动词 {shown(word)}", f"直接写 {word[-2:]}"


@page_rule("vague-word")
def vague_word(page: Page, _: Context) -> Iterator[Finding]:
    """A deadline or an amount that is no number cannot be kept or checked."""
    for number, word in _used(page, _VAGUE):
        yield number, f"{shown(word)} 没有量", VAGUE[word]


@page_rule("banned-term")
def banned_term(page: Page, _: Context) -> Iterator[Finding]:
    """One idea, one word: what a reader searches for and what the bank says must be the same today."""
    for number, word in _used(page, _BANNED):
        yield number, f"不用 {shown(word)} 这个词", BANNED[word]


@page_rule("cjk-space")
def cjk_space(page: Page, _: Context) -> Iterator[Finding]:
    """The style sheet spaces Chinese from Latin; spaces typed by hand end up in copied text."""
    for line, text in _prose(page):
        if found := _SPACE.search(text):
            yield line.number, f"中文旁边有手打的空格 {shown(found[0])}", "删掉空格"


@page_rule("half-width")
def half_width(page: Page, _: Context) -> Iterator[Finding]:
    """Chinese sentences take full-width punctuation."""
    for line, text in _prose(page):
        if found := _HALF.search(text):
            yield line.number, f"中文旁边用了半角标点 {shown(found[0])}", "改成全角标点"
