"""A page as the rules see it, and the folder of pages it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import normpath

from markdown.extensions.toc import slugify

from hooks.data_block import fact_ids

from .inline import footnotes
from .scan import Block, Kind, Line, Scan, scan
from .table import Table, read_table

FACT_ID = re.compile(r"[A-Z]\d\d")
_HTML_ID = re.compile(r"""\b(?:id|name)=["']?([^\s"'<>]+)""")


class Page:
    """A scanned page; `rel` is its path inside docs/, `path` the one shown to the author."""

    def __init__(self, rel: str, path: str, text: str) -> None:
        self.rel, self.path = rel, path
        self.scan: Scan = scan(text)
        self.lines: tuple[Line, ...] = self.scan.lines
        self.blocks: tuple[Block, ...] = self.scan.blocks

    @cached_property
    def front(self) -> Table:
        """Return the front matter; empty when there is none."""
        return read_table([line.raw for line in self.lines[1 : self.scan.front - 1]], 2) if self.scan.front else Table()

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """Return the lines with prose: no front matter, code, comments, options and blank lines."""
        silent = {Kind.FRONT, Kind.CODE, Kind.FENCE, Kind.COMMENT, Kind.OPTION, Kind.OPEN, Kind.CLOSE, Kind.BLANK, Kind.SNIPPET}
        return tuple(line for line in self.lines if line.kind not in silent)

    @cached_property
    def cites(self) -> tuple[tuple[str, Line], ...]:
        """Return each footnote reference in its order, with its line."""
        return tuple((label, line) for line in self.body for label in footnotes(line.prose))

    @cached_property
    def definitions(self) -> dict[str, Line]:
        """Return the footnotes that the page itself defines."""
        starts = (line for line in self.body if line.prose.lstrip().startswith("[^") and "]:" in line.prose)
        return {line.prose.lstrip()[2:].split("]:", 1)[0]: line for line in starts}

    @cached_property
    def tasks(self) -> tuple[Line, ...]:
        """Return the tick-boxes."""
        return tuple(line for line in self.body if line.tick is not None)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Return what a link to this page may name after `#`: ids of headings and blocks, slugs of Latin headings, HTML ids."""
        found = {"sources"} if self.cites else set()  # the heading that the extension puts above the sources
        found |= {str(self.options(block).values.get("id", "")) for block in self.blocks}
        for block in self.blocks:
            if block.name == "data" and block.argument == "facts":
                found |= _fact_anchors(str(self.options(block).values.get("ids", "")))
        for line in self.body:
            if line.kind is Kind.HEADING:
                found.add(line.id or ("" if has_chinese(line.text) else slugify(line.text, "-")))
            elif "=" in line.prose:
                found |= set(_HTML_ID.findall(line.prose))
        return frozenset(found - {""})

    def options(self, block: Block) -> Table:
        """Return the options of a block."""
        return read_table([line.raw for line in block.options], block.options[0].number) if block.options else Table()

    def widget(self, line: Line) -> str:
        """Return the name of the widget whose block the line stands in, or ""."""
        block = line.block
        while block != -1:
            if self.blocks[block].name == "widget":
                return self.blocks[block].argument
            block = self.blocks[block].parent
        return ""

    def script_lines(self) -> Iterator[Line]:
        """Yield the lines under the rules of scripts: in a script block, or in a section that script blocks take in."""
        for line in self.lines:
            if self.widget(line) == "script" or (line.sections and line.block == -1):
                yield line


def _fact_anchors(ids: str) -> set[str]:
    try:
        return {f"fact-{fact_id.lower()}" for fact_id in fact_ids(ids)}
    except ValueError:
        return set()  # the rule data-block says so


def has_chinese(text: str) -> bool:
    """Return whether there is a Chinese character in `text`."""
    return any("\u3400" <= c <= "\u9fff" for c in text)


class Docs:
    """The docs folder, read as needed and once; nothing outside it is ever looked at."""

    def __init__(self, root: Path) -> None:
        self.root = root
        absolute, here = root.resolve(), Path.cwd()
        self.shown = (absolute.relative_to(here) if absolute.is_relative_to(here) else root).as_posix()
        self._pages: dict[str, Page | None] = {}

    def path(self, rel: str) -> str:
        """Return the path of a file in docs/ as an author sees it."""
        return str(PurePosixPath(self.shown) / rel)

    def resolve(self, rel: str, target: str) -> str | None:
        """Return the path in docs/ of `target` as written on the page `rel`, or None when it leads out of docs/."""
        joined = normpath((PurePosixPath(rel).parent / target).as_posix())
        return None if joined.startswith(("..", "/")) or "\0" in joined else joined

    def has(self, rel: str) -> bool:
        """Return whether docs/ has this file."""
        try:
            return (self.root / rel).is_file()
        except (OSError, ValueError):  # a name that no file can have
            return False

    def names(self) -> list[str]:
        """Return the paths of all pages, sorted; MkDocs leaves out what starts with a dot."""
        paths = (path.relative_to(self.root) for path in self.root.rglob("*.md"))
        return sorted(path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts))

    def page(self, rel: str) -> Page | None:
        """Return a page, or None when there is no such file; bytes that are no UTF-8 become U+FFFD, which a rule reports."""
        if rel not in self._pages:
            text = (self.root / rel).read_text(encoding="utf-8", errors="replace", newline="") if self.has(rel) else None
            self._pages[rel] = None if text is None else Page(rel, self.path(rel), text)
        return self._pages[rel]

    def facts_of(self, page: Page, section: str = "", seen: frozenset[tuple[str, str]] = frozenset()) -> dict[str, int]:
        """Return the fact ids cited on a page or in one of its sections, each with its first line there.

        What is cited in a section that the page takes in counts as cited on the line that takes it in.
        """
        if (page.rel, section) in seen:
            return {}
        seen |= {(page.rel, section)}
        found: dict[str, int] = {}
        for label, line in page.cites:
            if FACT_ID.fullmatch(label) and (not section or section in line.sections):
                found.setdefault(label, line.number)
        for line in page.lines:
            if line.kind is Kind.SNIPPET and (not section or section in line.sections):
                file, _, part = line.snippet.partition(":")
                target = self.page(file)
                for label in self.facts_of(target, part, seen) if target and part else ():
                    found.setdefault(label, line.number)
        return found
