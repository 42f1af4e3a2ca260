"""Rules on blanks, headings and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from .inline import link_targets
from .page import Page, has_chinese
from .problem import nearest, shown
from .registry import Context, Finding, page_rule
from .scan import Kind

_BLANK = re.compile(r"【([^【】]*)】")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ANCHOR = re.compile(r"[a-z][a-z0-9-]*")
_NOT_LINK = re.compile(r"!?\[\^[^\[\]]*\]|\[?\^[A-Z]\d\d\]?|\[[ xX]\] |\\[\[\]]|!(?=\[)")
_LINKED_BLANK = re.compile(r"\[[^\[\]【]*【[^\[\]]*\]\(")
_ACTIVE = re.compile(r"<(script|style|iframe|object|embed|form|link|meta)\b|\bjavascript:|<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE)
_FOREIGN = re.compile(
    r"!\[[^\[\]]*\]\(\s*<?(?:https?:)?//|<(?:img|video|audio|source)\b[^<>]*\bsrc\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE
)
_ENUMERATED = re.compile(r"\b\d{1,2}）")
_REFERENCE = re.compile(r"\[[^\[\]^][^\[\]]*\]:\s*(\S+)")


@page_rule("blank-unknown")
def blank_unknown(page: Page, context: Context) -> Iterator[Finding]:
    """A blank that fields.yml does not know has no question, and stays on the page as it was written."""
    known = context.vocabulary.fields
    for line in page.body:
        for found in _BLANK.finditer(line.prose):
            if found[1] not in known and found[1].strip(" xX✓√"):
                yield (
                    line.number,
                    f"没有空格【{shown(found[1])[1:-1]}】",
                    nearest(found[1], known, "名字见 docs/_data/fields.yml，要用新的就在那里加"),
                )


@page_rule("blank-open")
def blank_open(page: Page, _: Context) -> Iterator[Finding]:
    """Half a blank, one in another or an empty one is no blank: it is printed as it was written."""
    for line in page.body:
        rest = _BLANK.sub("", line.prose)
        if "【" in rest or "】" in rest:
            yield line.number, "【和】没有在同一行里成对", "写成【发卡行】，里面不再套"
        elif "【】" in line.prose and line.kind is not Kind.ITEM:
            yield line.number, "空格没有名字", "写成【发卡行】"


@page_rule("blank-place")
def blank_place(page: Page, _: Context) -> Iterator[Finding]:
    """A blank is a field to write in: inside a link a tap opens the link, inside a heading it breaks the table of contents."""
    for line in page.body:
        if _LINKED_BLANK.search(line.prose):
            yield line.number, "链接的文字里有空格", "把【】移到链接外面"
        elif line.kind is Kind.HEADING and _BLANK.search(line.prose):
            yield line.number, "标题里有空格", "标题写成普通文字，空格放进下面的句子"


@page_rule("foreign")
def foreign(page: Page, _: Context) -> Iterator[Finding]:
    """A page asks nothing of another origin and runs nothing of its own: what is typed must have nowhere to go."""
    for line in page.body:
        if _ACTIVE.search(line.prose):
            yield line.number, "页面里有脚本、样式、表单或嵌入的网页", "删掉；要互动就用 /// widget"
        elif _FOREIGN.search(line.prose):
            yield line.number, "图片或音视频在别的网站上", "放进 docs/，用相对路径"


@page_rule("heading-id")
def heading_id(page: Page, _: Context) -> Iterator[Finding]:
    """A Chinese heading without an id gets `_1`, `_2`: the links to it break when a heading is added."""
    seen: dict[str, int] = {}
    for line in page.body:
        if line.kind is not Kind.HEADING or page.widget(line):
            continue
        if line.level in (2, 3) and has_chinese(line.text) and line.id is None:
            yield line.number, f"标题 {shown(line.text)} 没有编号", "在行尾加 {#ascii-id}，小写字母开头"
        elif line.id is not None and not _ANCHOR.fullmatch(line.id):
            yield line.number, f"标题的编号 {shown(line.id)} 写法不对", "小写字母开头，只用小写字母、数字和 -"
        elif line.id == "sources" and page.cites:  # the heading that the extension puts above the sources
            yield line.number, "标题的编号 sources 留给“依据与出处”", "换一个编号"
        elif line.id is not None and line.id in seen:
            yield line.number, f"标题的编号 {shown(line.id)} 和第 {seen[line.id]} 行重复", "换一个编号"
        if line.id is not None:
            seen.setdefault(line.id, line.number)


@page_rule("heading-one")
def heading_one(page: Page, _: Context) -> Iterator[Finding]:
    """A page has one title; a second `#` is a section that lost one."""
    titles = [line for line in page.body if line.kind is Kind.HEADING and line.level == 1]
    for line in titles[1:]:
        yield line.number, f"第 {titles[0].number} 行已经有一级标题", "小节用 ##"


@page_rule("pairs")
def pairs(page: Page, _: Context) -> Iterator[Finding]:
    """A bracket or quotation mark without its other half changes what a sentence says, and hides the strength of an ask."""
    for line in page.body:
        # 1）2） count as pairs of their own when that is how a line comes out even.
        texts = (line.prose, _ENUMERATED.sub("", line.prose))
        for opening, closing in ("（）", "“”", "《》"):
            if all(text.count(opening) != text.count(closing) for text in texts):
                yield line.number, f"{opening}和{closing}没有成对", "在同一行里补上另一半"


@page_rule("link")
def link(page: Page, context: Context) -> Iterator[Finding]:
    """A reader in trouble must not land on a page that is not there."""
    for line in page.body:
        targets = [target for _, _, target in link_targets(line.prose)]
        if reference := _REFERENCE.match(line.prose.lstrip()):
            targets.append(reference[1])
        # What is left of brackets without citations and tick-boxes must be pairs; broken ones of those have their own rules.
        lame_box = line.kind is Kind.ITEM and line.tick is None and line.id is not None
        if (not _nested(_NOT_LINK.sub("", line.prose)) and not lame_box) or line.prose.count("](") != len(list(link_targets(line.prose))):
            yield line.number, "链接少了半个括号", "写成 [文字](路径.md)"
        for target in targets:
            if wrong := _broken(page, target, context):
                yield line.number, *wrong


def _nested(text: str) -> bool:
    """Return whether every square bracket has its other half."""
    depth = 0
    for mark in text:
        depth += (mark == "[") - (mark == "]")
        if depth < 0:
            return False
    return depth == 0


def _broken(page: Page, target: str, context: Context) -> tuple[str, str] | None:
    """Return what is wrong with a link target and the cure, or None; addresses with a scheme are not looked at."""
    if _SCHEME.match(target):
        return None
    path, _, anchor = unquote(target).partition("#")
    if not target or target == "#" or path.startswith("/"):
        return f"链接 {shown(target, 60)} 不是相对路径", "写成 ../talk/robot.md 这样的路径"
    rel = context.docs.resolve(page.rel, path) if path else page.rel
    if rel is None or (path and not context.docs.has(rel)):
        folder = rel is not None and context.docs.has(f"{rel}/index.md")
        return f"链接的文件不存在 {shown(path, 60)}", f"写成 {path.rstrip('/')}/index.md" if folder else "改成存在的文件，路径从这一页算起"
    if anchor and rel.endswith(".md"):
        to = context.docs.page(rel) if path else page
        if to and anchor not in to.anchors:
            return f"{to.path} 里没有标题编号 {shown(anchor)}", nearest(anchor, to.anchors, "在那一页的标题后面加 {#ascii-id}，或改链接")
    return None
