"""Rules on how much stands in one breath, and on marks and spaces; and what every rule on words asks of a page.

What is quoted (“…”, ‘…’) or is a title (《…》) is somebody else's wording and is let alone by the rules on words. A page or section
whose heading has 误区, a line that says 旧称, 误区, 旧规定, 取消 or 废止, and a table with the head 不要写, 改成 or 误区 speak *about* bad
words: there they may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .inline import CJK, MASK, mask, unquoted, visible
from .page import Page
from .problem import shown
from .registry import Context, Finding, page_rule
from .scan import Kind, Line

LIMIT = 60
"""Characters in a sentence, at most (style guide)."""
BREATH = 25
"""Characters between two commas: the style guide asks for 20, and a warning for every 21 would not be read."""
SENTENCES = 3
"""Sentences in a paragraph, at most (style guide)."""

_ABOUT_LINE = ("旧称", "误区", "旧规定", "旧叫法", "取消", "废止")
_ABOUT_TABLE = ("不要写", "改成", "误区", "别写", "不写")

_SPACE = re.compile(rf"[{CJK}，。；：！？、）”》】] +[0-9A-Za-z]|[0-9A-Za-z%] +[{CJK}（“《【]")
_HALF = re.compile(rf"[{CJK}”》】）][,;:!?()\"]|[{CJK}”》】）]\.(?![0-9A-Za-z])|[(\"][{CJK}]")
_SLASH = re.compile(r"[和与及]/或|[（(]们[)）]|[他她]/[他她]|[（(]女[)）]士")
_SENTENCE_END = re.compile("[。！？!?]")
_BREATH = re.compile("[，。；：、！？!?,;（）()“”‘’—…|]")
_LATIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,%/_-]*(?: [0-9A-Za-z][0-9A-Za-z.,%/_-]*)*")
_TITLE = re.compile("《[^《》]*》")
_BLANK = re.compile("【[^【】]*】")
_MARKUP = str.maketrans("", "", MASK + " \t*_~`#>|【】")


@lru_cache(maxsize=2)  # one rule after the other asks it of the same page
def prose(page: Page) -> tuple[tuple[Line, str], ...]:
    """Return each line of sentences with what a reader sees of it; markers of headings, items and quotes stay at its edge."""
    texts = ((line, visible(line.text if line.kind in (Kind.HEADING, Kind.ITEM) else line.prose)) for line in page.body)
    return tuple((line, text) for line, text in texts if not text.lstrip().startswith(("!!!", "???", "===", "[^", "*[")))


@lru_cache(maxsize=2)
def _own(page: Page) -> tuple[tuple[Line, str], ...]:
    """Return the same without what is quoted, a title or the name of a blank."""
    return tuple((line, mask(unquoted(text), _BLANK)) for line, text in prose(page))


def about(page: Page, line: Line) -> bool:
    """Return whether a line speaks about bad words."""
    if any("误区" in heading for heading in line.trail) or any(word in line.prose for word in _ABOUT_LINE):
        return True
    return any(word in line.table for word in _ABOUT_TABLE) or "误区" in str(page.front.values.get("title", ""))


def used(page: Page, words: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield where title, description and prose use one of `words` themselves, not where they quote it, name a blank or speak about it."""
    for key in ("title", "description"):
        value = page.front.values.get(key)
        if isinstance(value, str) and "误区" not in f"{page.front.values.get('title')}{value}":
            for found in words.finditer(unquoted(value)):
                yield page.front.lines[key], found[0]
    for line, text in _own(page):
        for found in words.finditer(text):
            if not about(page, line):
                yield line.number, found[0]


@lru_cache(maxsize=2)
def units(page: Page) -> tuple[list[Line], ...]:
    """Return what a reader takes in as one: a paragraph, an item with the lines that belong to it, a row of a table."""
    found: list[list[Line]] = []
    unit: list[Line] = []
    for line in page.lines:
        goes_on = line.kind is Kind.TEXT and not line.prose.lstrip().startswith("[^")
        if not goes_on and unit:
            found.append(unit)
            unit = []
        if goes_on or line.kind in (Kind.ITEM, Kind.TABLE):
            unit.append(line)
    return (*found, unit) if unit else tuple(found)


@page_rule("sentence-length")
def sentence_length(page: Page, _: Context) -> Iterator[Finding]:
    """More than 60 characters cannot be taken in at one reading on a phone."""
    for line, text in prose(page):
        if line.kind is not Kind.TABLE:
            for sentence in _SENTENCE_END.split(text):
                count = len(sentence.translate(_MARKUP))
                if count > LIMIT:
                    yield line.number, f"一句有 {count} 个字，上限 {LIMIT}", f"在 {shown(sentence.strip()[:12])} 这一句里断开"


@page_rule("breath", "warning")
def breath(page: Page, _: Context) -> Iterator[Finding]:
    """What stands between two commas is read in one breath; the title of a law and a number in Latin letters count as one word."""
    for line, text in prose(page):
        for part in _BREATH.split(_LATIN.sub("数", _TITLE.sub("法", text))):
            count = len(part.translate(_MARKUP))
            if count > BREATH:
                yield line.number, f"两个逗号之间有 {count} 个字，超过 {BREATH}", f"把 {shown(part.strip()[:12])} 断开，最好 20 个字一段"


@page_rule("paragraph-length")
def paragraph_length(page: Page, _: Context) -> Iterator[Finding]:
    """A paragraph is one thought, on a phone four sentences are a wall; an item may have its headline besides, a quoted letter its own."""
    for unit in units(page):
        if unit[0].kind is Kind.TABLE or unit[0].prose.lstrip().startswith(">"):
            continue
        most = SENTENCES + (unit[0].kind is Kind.ITEM)
        count = sum(len(_SENTENCE_END.findall(unquoted(visible(line.prose)))) for line in unit)
        if count > most:
            yield unit[0].number, f"一段有 {count} 句，上限 {most}", "一段一个意思：空一行分开，或写成清单"


@page_rule("slash")
def slash(page: Page, _: Context) -> Iterator[Finding]:
    """“和/或” and “（们）” leave it to the reader to choose, and cannot be read out."""
    for line, text in prose(page):
        if found := _SLASH.search(text):
            yield line.number, f"{shown(found[0])} 念不出来", "选一个写，或分成两句"


@page_rule("cjk-space")
def cjk_space(page: Page, _: Context) -> Iterator[Finding]:
    """The style sheet spaces Chinese from Latin; spaces typed by hand end up in copied text."""
    for line, text in prose(page):
        if found := _SPACE.search(text):
            yield line.number, f"中文旁边有手打的空格 {shown(found[0])}", "删掉空格"


@page_rule("half-width")
def half_width(page: Page, _: Context) -> Iterator[Finding]:
    """Chinese sentences take full-width punctuation."""
    for line, text in prose(page):
        if found := _HALF.search(text):
            yield line.number, f"中文旁边用了半角标点 {shown(found[0])}", "改成全角标点"
