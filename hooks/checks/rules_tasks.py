"""Rules on tick-boxes and their permanent ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .ids import LEDGER, TASK_ID, Ledger, LedgerError, has_mark, read_ledger
from .page import Page
from .problem import shown
from .registry import Context, Finding, page_rule, site_rule
from .scan import Line

QUICK, MOST_QUICK = ".quick", 7


@page_rule("task-id")
def task_id(page: Page, _: Context) -> Iterator[Finding]:
    """A tick is kept under the item's id; without one it is lost."""
    for line in page.tasks:
        if line.id is None and not has_mark(line.raw):
            yield line.number, "清单条目缺少编号", "运行 make ids 补上"


@page_rule("task-id-form")
def task_id_form(page: Page, _: Context) -> Iterator[Finding]:
    """An id that is badly written or stands elsewhere than at the end of the line is not seen."""
    for line in page.tasks:
        if line.id is not None and not TASK_ID.fullmatch(line.id):
            yield line.number, f"编号 {shown(line.id)} 写法不对", "删掉它，运行 make ids 补上"
        elif line.id is None and has_mark(line.raw):
            yield line.number, "编号没有写在行尾，或括号不是半角", "移到行尾，写成 {#r3k9}"
        elif not line.text:
            yield line.number, "勾选框后面没有字", "写上要做的事"


@page_rule("task-place")
def task_place(page: Page, _: Context) -> Iterator[Finding]:
    """Only a widget keeps ticks, at the margin; elsewhere it is printed as `[ ]`. A section that scripts take in counts as theirs."""
    for line in page.tasks:
        if page.widget(line) not in ("checklist", "script") and not line.sections:
            yield line.number, "勾选框不在组件的块里", "放进 /// widget | checklist，或改成普通列表 - "
        elif line.indent:
            yield line.number, "勾选框不分层", "顶格写，里层只写说明"


@page_rule("task-quick")
def task_quick(page: Page, _: Context) -> Iterator[Finding]:
    """The short form is what a reader does in three minutes: at most seven items, and no other mark is known."""
    count: dict[int, int] = {}
    for line in page.tasks:
        if unknown := [mark for mark in line.marks if mark != QUICK]:
            yield line.number, f"不认识标记 {shown(unknown[0])}", "三分钟版的条目写成 {#r3k9 .quick}"
        elif line.marks and page.widget(line) != "checklist":
            yield line.number, "三分钟版的标记只用在清单里", "删掉 .quick"
        elif line.marks:
            count[line.block] = count.get(line.block, 0) + 1
            if count[line.block] == MOST_QUICK + 1:
                yield line.number, f"三分钟版超过{MOST_QUICK}项", "只留最要紧的，其余删掉 .quick"


def _ledger(context: Context) -> Ledger | None:
    try:
        return read_ledger(context.docs.root)
    except LedgerError:
        return None  # the rule ids-file says so


@site_rule("ids-file")
def ids_file(_: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """Without the list of ids nobody would notice one that vanished."""
    try:
        read_ledger(context.docs.root)
    except LedgerError as error:
        yield context.docs.path(LEDGER), (1, f"编号登记表{error}", "从上一次提交恢复，再运行 make ids")


@site_rule("task-id-double")
def task_id_double(pages: Sequence[Page], _: Context) -> Iterator[tuple[str, Finding]]:
    """Two items with one id would be ticked together; in one script, that is wanted once in each channel: one choice, five wordings."""
    first: dict[str, tuple[Page, Line]] = {}
    channels: set[tuple[str, str]] = set()
    for page in pages:
        for line in page.tasks:
            if line.id is None:
                continue
            channel = "/".join(line.trail[:-1])
            owner, earlier = first.setdefault(line.id, (page, line))
            same_script = owner is page and earlier.block == line.block and page.widget(line) == "script"
            if earlier is not line and not (same_script and (line.id, channel) not in channels):
                yield page.path, (line.number, f"编号 {line.id} 已经用在 {owner.path}:{earlier.number}", "删掉这一个编号，运行 make ids")
            channels.add((line.id, channel))


@site_rule("task-id-gone")
def task_id_gone(pages: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """A reader's tick hangs on the id: it goes only when the author says so."""
    ledger = _ledger(context) or Ledger()
    used = {line.id for page in pages for line in page.tasks}
    for wanted, number in ledger.lines:
        if wanted in ledger.live and wanted not in used:
            yield context.docs.path(LEDGER), (number, f"编号 {wanted} 不在任何一页上", f"恢复那一条，或运行 make ids RETIRE={wanted}")


@site_rule("task-id-new")
def task_id_new(pages: Sequence[Page], context: Context) -> Iterator[tuple[str, Finding]]:
    """An id that is not listed could vanish unseen; one that was retired would bring back old ticks."""
    ledger = _ledger(context)
    if ledger is None:
        return
    unlisted = [(p, line) for p in pages for line in p.tasks if line.id and TASK_ID.fullmatch(line.id) and line.id not in ledger.live]
    if unlisted and not ledger.exists:
        yield context.docs.path(LEDGER), (1, "还没有编号登记表", "运行 make ids")
        return
    for page, line in unlisted:
        if line.id in ledger.retired:
            yield page.path, (line.number, f"编号 {line.id} 已经停用", "删掉这个编号，运行 make ids 换一个新的")
        else:
            yield page.path, (line.number, f"编号 {line.id} 没有登记", "运行 make ids")
