"""The command for editors: `python -m hooks.checks [docs]` and, behind `make ids`, `python -m hooks.checks --ids`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from .ids import LEDGER, LedgerError, stamp_site
from .page import Docs
from .site import check_all


def main(argv: Sequence[str] | None = None) -> int:
    """Print the problems of the site, or stamp ids; return 1 when something is wrong, else 0."""
    parser = argparse.ArgumentParser(prog="python -m hooks.checks", description="检查内容，或给勾选框补编号。")
    parser.add_argument("docs", nargs="?", type=Path, default=Path("docs"), help="内容文件夹，默认 docs")
    parser.add_argument("--ids", action="store_true", help="给没有编号的勾选框补上编号，更新编号登记表")
    parser.add_argument("--retire", nargs="+", default=[], metavar="编号", help="停用这些编号（和 --ids 一起用）")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), metavar="日期", help="按这一天检查，默认今天")
    options = parser.parse_args(argv)
    if not options.docs.is_dir():
        print(f"{options.docs}:1: 没有这个文件夹 [docs] 在仓库的根目录运行", file=sys.stderr)
        return 1
    if options.ids or options.retire:
        return _stamp(options.docs, options.retire)
    count, problems = check_all(options.docs, options.today)
    for problem in problems:
        print(problem if problem.severity == "error" else f"提醒 {problem}")
    if not problems:
        print(f"{count} 页，没有问题")
    return int(any(problem.severity == "error" for problem in problems))


def _stamp(docs: Path, retire: Sequence[str]) -> int:
    folder = Docs(docs)
    try:
        done = stamp_site(docs, folder.names(), retire)
    except LedgerError as error:
        print(f"{folder.path(LEDGER)}:1: {error} [ids-file] 改好后再运行 make ids", file=sys.stderr)
        return 1
    for line in done:
        print(folder.path(line))
    print(f"补上 {sum('补上编号' in line for line in done)} 个编号，登记在 {folder.path(LEDGER)}")
    return 0
