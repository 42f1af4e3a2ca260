"""Rules on `///` blocks, their options, checklists and snippets. pymdownx prints what it does not understand, without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hooks.data_block import HEARD, RENDER, fact_ids
from hooks.widget_props import MAKERS

from .page import Page
from .problem import nearest, shown
from .registry import Context, Finding, page_rule, site_rule
from .scan import Block, Kind, Line

REQUIRED = ("id", "title")
OPTIONS = {
    "call": (*REQUIRED, "script"),
    "deadlines": (*REQUIRED, "scene"),
    "evidence": (*REQUIRED, "fields"),
    "next_step": (*REQUIRED, "fields"),
    "practice": (*REQUIRED, "role", "fields"),
    "script": (*REQUIRED, "fields"),
}
SAID = {"label": str, "hint": str, "example": str, "options": list}
"""What a script may say otherwise about a field, and of which type."""
HEADER = "/// widget | checklist"
_ISLAND_ID = re.compile(r"[a-z][a-z0-9-]*")
_LOOKS_HEADER = re.compile(r"(?:/{1,2}|／+)\s*widget\b", re.IGNORECASE)
_LOOKS_OPTION = re.compile(r"[A-Za-z_]+\s*[:：]")
_LOOSE_BOX = re.compile(r"[-*+]\s*[\[【［]\s*[xX✓√]?\s*[\]】］](?![(:])|\[[ xX]?\] ")
DETAILS = ("为什么：", "例：", "注意：")
DATA_OPTIONS = {"facts": {"ids"}, "definite": {"group"}}
"""What has to stand under `/// data | …`; nothing for the other tables."""


def _widgets(page: Page) -> Iterator[Block]:
    return (block for block in page.blocks if block.name == "widget")


@page_rule("block-name")
def block_name(page: Page, context: Context) -> Iterator[Finding]:
    """A block whose name is unknown is printed as text."""
    known = context.vocabulary.blocks
    for block in page.blocks:
        raw = page.lines[block.start - 1].raw
        if not block.name:
            yield block.start, f"块的第一行写法不对 {shown(raw.strip())}", f"写成 {HEADER}，竖线用半角"
        elif block.name not in known:
            yield block.start, f"没有叫 {shown(block.name)} 的块", nearest(block.name, known, f"写成 {HEADER}")
        elif len(raw) - len(raw.lstrip()) > 3:
            yield block.start, "块的第一行没有顶格", "删掉前面的空格"
    for line in page.body:
        if line.kind is Kind.TEXT and _LOOKS_HEADER.match(line.raw.lstrip()):
            yield line.number, "块要用三条半角斜线开头", f"写成 {HEADER}"


@page_rule("block-argument")
def block_argument(page: Page, context: Context) -> Iterator[Finding]:
    """A widget that does not exist is printed as text."""
    known = context.vocabulary.widgets
    for block in _widgets(page):
        if block.argument not in known:
            what = f"没有叫 {shown(block.argument)} 的组件" if block.argument else "没有写组件的名字"
            yield block.start, what, nearest(block.argument, known, f"写成 /// widget | 名字，名字是 {'、'.join(known)} 之一")


@page_rule("block-option")
def block_option(page: Page, context: Context) -> Iterator[Finding]:
    """An option that is misspelt, badly indented or no text makes pymdownx print the whole block."""
    for block in _widgets(page):
        table = page.options(block)
        if table.error:
            yield table.error[0], f"选项读不出来：{table.error[1]}", "缩进 4 个空格，写成“id: 名字”"
            continue
        strays = list(_stray_options(page, block))
        for line in strays:
            yield line.number, "选项没有被认出来", "紧接块的第一行写，缩进 4 个空格，冒号用半角"
        for key, number in table.lines.items():
            value = table.values[key]
            known = OPTIONS.get(block.argument, REQUIRED)
            if key not in known:
                yield number, f"没有叫 {shown(key)} 的选项", nearest(key, known, f"选项只有 {'、'.join(known)}")
            elif key == "fields":
                yield from _said(number, value, context)
            elif not isinstance(value, str) or not value.strip():
                yield number, f"选项 {key} 要是文字", f"写成 {key}: 文字；只有数字时加引号"
        missing = [key for key in REQUIRED if key not in table.values]
        if missing and not strays:
            yield block.start, f"组件缺少选项 {'、'.join(missing)}", f"在下一行缩进 4 个空格写 {missing[0]}: …"


def _said(number: int, value: object, context: Context) -> Iterator[Finding]:
    """Yield what is wrong with the option `fields`: names of blanks, and what a script says otherwise about each."""
    how = "每行写成 希望的方案: {label: …, hint: …, example: …, options: [甲, 乙]}"
    if not isinstance(value, dict) or not all(isinstance(inner, dict) for inner in value.values()):
        yield number, "选项 fields 的形式不对", how
        return
    for name, inner in value.items():
        if name not in context.vocabulary.fields:
            yield number, f"没有叫 {shown(str(name))} 的空格", nearest(str(name), context.vocabulary.fields, "空格都在 fields.yml 里")
        for key, said in inner.items():
            right = key in SAID and isinstance(said, SAID[key]) and bool(said)
            if not right or (key == "options" and not all(isinstance(option, str) for option in said)):
                yield number, f"空格 {shown(str(name))} 的 {shown(str(key))} 写法不对", f"{how}，只有数字的文字加引号"


def _stray_options(page: Page, block: Block) -> Iterator[Line]:
    """Yield the lines that were meant as options: `name:` before any heading or item of the block."""
    for number in range(block.start, len(page.lines)):
        line = page.lines[number]
        if line.kind not in (Kind.OPTION, Kind.BLANK, Kind.TEXT):
            return
        if line.kind is Kind.TEXT and _LOOKS_OPTION.match(line.raw.strip()):
            yield line


@page_rule("call-script")
def call_script(page: Page, context: Context) -> Iterator[Finding]:
    """A call takes its lines from a script that stands above it; without one it is an empty sheet."""
    phone = context.vocabulary.channels[0] if context.vocabulary.channels else ""
    scripts: dict[str, bool] = {}  # id → whether it has a channel for the phone
    for block in _widgets(page):
        table = page.options(block)
        if block.argument == "script":
            heads = (line for line in page.lines[block.start : block.end or None] if line.kind is Kind.HEADING)
            scripts[str(table.values.get("id"))] = any(line.level == 3 and line.text == phone for line in heads)
        elif block.argument == "call" and not table.error:
            name = table.values.get("script")
            number = table.lines.get("script", block.start)
            if name is None:
                yield number, "通话模式没有写用哪一份话术", "在下一行缩进 4 个空格写 script: 话术的 id"
            elif str(name) not in scripts:
                cure = nearest(str(name), tuple(scripts), "把通话模式放到话术的块后面，写那一块的 id")
                yield number, f"上面没有编号是 {shown(str(name))} 的话术", cure
            elif not scripts[str(name)]:
                yield number, f"话术 {shown(str(name))} 没有“{phone}”", f"在那份话术里加一节 ### {phone}"


@page_rule("data-block")
def data_block(page: Page, context: Context) -> Iterator[Finding]:
    """A table that does not exist is printed as text, and a fact that does not exist is left out without a word."""
    for block in page.blocks:
        if block.name != "data":
            continue
        table = page.options(block)
        if block.argument not in RENDER:
            yield block.start, f"没有叫 {shown(block.argument)} 的表", f"写成 /// data | 名字，名字是 {'、'.join(RENDER)} 之一"
        elif table.error or set(table.values) != DATA_OPTIONS.get(block.argument, set()):
            how = "facts 在下一行缩进 4 个空格写 ids: A01-A12 A36，definite 写 group: bank；其余的没有选项"
            yield block.start, "data 块的选项不对", how
        elif block.argument == "definite" and table.values["group"] not in HEARD:
            yield table.lines["group"], f"没有叫 {shown(str(table.values['group']))} 的一组", f"写成 {'、'.join(HEARD)} 之一"
        elif block.argument == "facts":
            number = table.lines["ids"]
            try:
                ids = fact_ids(str(table.values["ids"]))
            except ValueError as error:
                yield number, f"ids 里的 {shown(str(error))} 写法不对", "写成 A01，或同一个字母的一段 A01-A12，用空格隔开"
                continue
            if unknown := [i for i in ids if i not in context.vocabulary.facts]:
                yield number, f"没有编号是 {'、'.join(unknown[:8])} 的事实", "编号见 docs/_data/facts.yml"


@page_rule("block-end")
def block_end(page: Page, _: Context) -> Iterator[Finding]:
    """A block without its `///` takes in the rest of the page; one inside a widget is lost."""
    for block in page.blocks:
        slashes = "/" * min(block.slashes, 12)
        if block.end is None:
            yield block.start, "块没有结束", f"在内容后面加一行 {slashes}，块里面不能再开同样的块"
        elif block.parent != -1 and page.blocks[block.parent].name == "widget":
            yield block.start, "组件的块里不能再有块", "把里面的块移到外面"
    for number in page.scan.stray:
        yield number, "这里的 /// 没有可以结束的块", "删掉它，或补上块的第一行"


@page_rule("island-id")
def island_id(page: Page, _: Context) -> Iterator[Finding]:
    """The id names the block's part of the page and the reader's saved answers."""
    for block in _widgets(page):
        table = page.options(block)
        value = table.values.get("id")
        if isinstance(value, str) and value.strip() and not _ISLAND_ID.fullmatch(value):
            yield table.lines["id"], f"id {shown(value)} 写法不对", "小写字母开头，只用小写字母、数字和 -"


@site_rule("island-id")
def island_id_double(pages: Sequence[Page], _: Context) -> Iterator[tuple[str, Finding]]:
    """Two blocks with one id would share the reader's saved answers."""
    first: dict[str, str] = {}
    for page in pages:
        for block in _widgets(page):
            table = page.options(block)
            value = table.values.get("id")
            if not isinstance(value, str) or not value:
                continue
            if value in first:
                yield page.path, (table.lines["id"], f"id {shown(value)} 已经用在 {first[value]}", "换一个全站没有的 id")
            else:
                first[value] = f"{page.path}:{table.lines['id']}"


@page_rule("checklist-line")
def checklist_line(page: Page, context: Context) -> Iterator[Finding]:
    """Inside a checklist only headings and tick-boxes are shown; other lines would vanish."""
    words = (Kind.TEXT, Kind.TABLE, Kind.CODE, Kind.FENCE)
    for line in page.lines:
        widget = page.widget(line)
        # What was meant as an option or a tick-box is reported as that, and so is a widget that there is none of.
        if widget not in context.vocabulary.widgets or widget == "script" or _LOOKS_OPTION.match(line.raw.strip()) or _loose_box(line):
            continue
        if widget not in MAKERS:
            if line.kind in (*words, Kind.ITEM, Kind.HEADING):
                yield line.number, f"{widget} 块里不放内容", "移到块的外面"
        elif line.kind is Kind.ITEM and line.tick is None and line.indent >= 4:
            if not line.text.startswith(DETAILS):
                yield line.number, "说明没有写是哪一种", f"以 {'、'.join(DETAILS)} 之一开头"
        elif line.kind is Kind.ITEM and line.tick is None:
            yield line.number, "清单里的条目不是勾选框", "写成 - [ ] 文字；说明缩进 4 个空格"
        elif line.kind in words and line.indent < 4:
            yield line.number, "清单里只能有标题和勾选框", "写成 - [ ] 文字，或移到块的外面"


def _loose_box(line: Line) -> bool:
    """Return whether a line that is no tick-box was meant as one: `-[ ]`, `- []`, `- 【 】`, `[ ]`."""
    return line.tick is None and bool(_LOOSE_BOX.match(line.prose.strip()))


@page_rule("task-form")
def task_form(page: Page, _: Context) -> Iterator[Finding]:
    """A tick-box with a wrong space or bracket is printed as text."""
    for line in page.body:
        if line.kind in (Kind.ITEM, Kind.TEXT) and _loose_box(line):
            yield line.number, "勾选框的写法不对", "写成 - [ ] 文字，半角括号里一个空格"
        elif line.kind is Kind.ITEM and line.tick is None and line.id is not None:
            yield line.number, "有编号，却不是勾选框", "写成 - [ ] 文字，或删掉编号"


@page_rule("list-blank")
def list_blank(page: Page, _: Context) -> Iterator[Finding]:
    """Python-Markdown runs a list or table into the paragraph above when no blank line stands between."""
    in_list = False
    before: Line | None = None
    for line in page.lines:
        joined = before is not None and before.kind is Kind.TEXT and before.indent == line.indent
        joined = joined and before is not None and not before.raw.lstrip().startswith(("<", "!!!", "???"))
        if joined and (line.kind is Kind.TABLE or (line.kind is Kind.ITEM and not in_list)):
            yield line.number, "列表或表格和上一段连在一起", "在它前面空一行"
        if line.kind is Kind.ITEM:
            in_list = True
        elif line.kind in (Kind.HEADING, Kind.OPEN, Kind.CLOSE, Kind.TABLE, Kind.SNIPPET):
            in_list = False
        elif line.kind is Kind.TEXT and not line.indent and before is not None and before.kind not in (Kind.ITEM, Kind.TEXT):
            in_list = False  # a new paragraph at the margin; one right under an item still belongs to it
        before = line


@page_rule("list-indent")
def list_indent(page: Page, _: Context) -> Iterator[Finding]:
    """A list under an item is one only from 4 spaces on; with 2 it becomes an item of the outer list. One space is a mark that got lost."""
    for line in page.body:
        if line.kind is Kind.TEXT and line.indent % 4 == 1:
            yield line.number, "行首多一个空格", "删掉它，或补上 - 、# 或 |"
        if line.kind is Kind.ITEM and line.indent % 4:
            yield line.number, "列表的缩进不是 4 的倍数", "外层顶格，里层缩进 4 个空格"


@page_rule("snippet")
def snippet(page: Page, context: Context) -> Iterator[Finding]:
    """A phrase that is not found would be missing from the script."""
    for line in page.lines:
        if line.snippet:
            file, _, section = line.snippet.partition(":")
            target = context.docs.page(file) if context.docs.resolve("", file) == file else None
            names = {name for other in target.lines for name in other.sections} if target else set()
            if target is None:
                yield line.number, f"没有文件 {shown(file, 60)}", "路径从 docs/ 里面写起，例如 talk/replies.md:refuse"
            elif not section:
                yield line.number, "没有写取哪一节", f"写成 {file}:名字"
            elif section not in names:
                yield (
                    line.number,
                    f"{file} 里没有片段 {shown(section)}",
                    nearest(section, tuple(names), f"在那里标出 [start:{section[:24]}]"),
                )
        elif "8<-" in (line.raw if line.kind is Kind.COMMENT else line.prose) and not _is_mark(line):
            yield line.number, "取片段的写法不对", '写成 --8<-- "talk/replies.md:refuse"'


def _is_mark(line: Line) -> bool:
    after = line.raw.split("8<-", 1)[1].lstrip("-").strip()
    return line.raw.lstrip().startswith(";") or (after.startswith("[") and "]" in after)
