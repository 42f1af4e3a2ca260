"""Permanent ids of tick-boxes: a reader's progress is kept under them, so they are stamped once, listed, and never used again."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from .page import Page
from .scan import split_lines

TASK_ID = re.compile(r"[a-z][a-z0-9]{3}")
LEDGER = "_data/ids.yml"
_FIRST = "bcdfghjkmnpqrstvwxz"  # no vowels, so that no word comes about; no l, which looks like 1
_REST = _FIRST + "23456789"
_HEAD = "# 勾选框的编号，由 make ids 写入。live：正在用；retired：已停用，永不再用。读者的进度存在编号下面。\n"


class LedgerError(ValueError):
    """ids.yml is not what `make ids` writes; `str(error)` is the reason for the author."""


@dataclass(frozen=True)
class Ledger:
    """All ids that ever were; `exists` is False before the first `make ids`; `lines` is where each live id stands."""

    live: frozenset[str] = frozenset()
    retired: frozenset[str] = frozenset()
    exists: bool = False
    lines: tuple[tuple[str, int], ...] = ()

    def text(self) -> str:
        """Return the file's text: sorted, one id a line, so that branches merge."""
        parts = [_HEAD]
        for key, ids in (("live", self.live), ("retired", self.retired)):
            parts.append(f"{key}:\n" + "".join(f'  - "{i}"\n' for i in sorted(ids)) if ids else f"{key}: []\n")
        return "".join(parts)


def read_ledger(docs: Path) -> Ledger:
    """Return the ledger in docs/_data/ids.yml, an empty one when there is no file.

    Raises LedgerError when it cannot be read: it must then be put right by hand, never overwritten.
    """
    path = docs / LEDGER
    if not path.exists():
        return Ledger()
    try:
        source = path.read_text(encoding="utf-8")
        content = yaml.safe_load(source)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise LedgerError("读不出来，可能是合并时留下了冲突标记") from error
    if not isinstance(content, dict) or set(content) != {"live", "retired"}:
        raise LedgerError("要有 live 和 retired 两个列表")
    for ids in content.values():
        if not isinstance(ids, list) or not all(isinstance(i, str) and TASK_ID.fullmatch(i) for i in ids):
            raise LedgerError("live 和 retired 里只能是编号的列表")
    lines = tuple((line.strip().lstrip("- ").strip("\"'"), n) for n, line in enumerate(source.split("\n"), 1))
    return Ledger(frozenset(content["live"]), frozenset(content["retired"]), True, lines)


def new_id(taken: Collection[str]) -> str:
    """Return a random id that is not in `taken`."""
    while True:
        made = secrets.choice(_FIRST) + "".join(secrets.choice(_REST) for _ in range(3))
        if made not in taken:
            return made


def stamp(text: str, choose: Callable[[], str]) -> tuple[str, list[tuple[int, str]]]:
    """Return `text` with an id behind each tick-box that has none, and the line and id of each; nothing else changes."""
    page = Page("", "", text)
    parts = split_lines(text)
    added = []
    for line in page.tasks:
        # `{#` anywhere is an id that was meant: task-id-form tells its author.
        if line.id is None and line.text and not has_mark(line.raw):
            body, end = parts[line.number - 1]
            made = choose()
            body = body.rstrip()
            body = body.removesuffix("}")[: body.rfind("{")].rstrip() if line.marks else body
            parts[line.number - 1] = (f"{body} {{{' '.join((f'#{made}', *line.marks))}}}", end)
            added.append((line.number, made))
    return "".join(body + end for body, end in parts), added


def has_mark(raw: str) -> bool:
    """Return whether a line holds something that was meant as `{#id}`."""
    return any(mark in raw.replace(" ", "") for mark in ("{#", "｛#", "{＃", "｛＃"))


def write_atomic(path: Path, data: bytes) -> None:
    """Replace a file in one step, so that a stop half-way loses nothing; its permissions stay."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(data)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def stamp_site(docs: Path, names: Iterable[str], retire: Collection[str]) -> list[str]:
    """Stamp the pages `names` in `docs`, bring the ledger up to date, and return what was done, a line each.

    Raises LedgerError for a ledger that cannot be read and for an id that cannot be retired; then nothing was written.
    """
    ledger = read_ledger(docs)
    texts: dict[str, str] = {}
    for name in names:
        try:
            texts[name] = (docs / name).read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise LedgerError(f"{name} 不是 UTF-8，没有改动任何文件") from error
    used = {task.id: f"{name}:{task.number}" for name, text in texts.items() for task in Page(name, name, text).tasks if task.id}
    for wanted in retire:
        if wanted in used:
            raise LedgerError(f"编号 {wanted} 还在 {used[wanted]}，先从页面上删掉那一条")
        if wanted not in ledger.live:
            raise LedgerError(f"编号 {wanted} 不在 live 里，没有可停用的")
    taken = set(used) | ledger.live | ledger.retired
    done = []

    def choose() -> str:
        made = new_id(taken)
        taken.add(made)
        return made

    live = {i for i in used if TASK_ID.fullmatch(i)} | ledger.live
    stamped: dict[str, str] = {}
    for name, text in texts.items():
        after, added = stamp(text, choose)
        if added:
            stamped[name] = after
        live |= {made for _, made in added}
        done += [f"{name}:{number}: 补上编号 {made}" for number, made in added]
    # The ledger first: an id that is listed but not on a page yet is reported, one on a page but not listed could be given twice.
    after_ledger = Ledger(frozenset(live - set(retire) - ledger.retired), ledger.retired | frozenset(retire))
    if not ledger.exists or after_ledger.text() != (docs / LEDGER).read_text(encoding="utf-8"):
        (docs / LEDGER).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(docs / LEDGER, after_ledger.text().encode("utf-8"))
    for name, text in stamped.items():
        write_atomic(docs / name, text.encode("utf-8"))
    return done + [f"{LEDGER}: 停用编号 {i}" for i in sorted(set(retire))]
