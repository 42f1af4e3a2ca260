"""Read a page's own text line by line: what each line is, with its true number.

The scanner knows front matter, fenced code, HTML comments, code spans, `///` blocks and their options, snippet sections,
headings, lists and tables. It never fails: any text gives one `Line` for each of its lines. It passes once over the text.
What is wrong with a page is for the rules to say; the scanner only keeps what they need to know.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .inline import MASK, mask_code

Kind = StrEnum("Kind", "FRONT FENCE CODE COMMENT BLANK HEADING ITEM OPEN CLOSE OPTION TABLE SNIPPET TEXT")

# As pymdownx reads them: Blocks' header and end, Snippets' line and section marks.
_HEADER = re.compile(r"/{3,} *([\w-]+) *(?:\|(.*))?$")
_SNIPPET = re.compile(r"""-+8<-+[ \t]+(?:"([^"]+)"|'([^']+)')[ \t]*$""")
_SECTION = re.compile(r"-8<-+[ \t]+\[[ \t]*(start|end)[ \t]*:[ \t]*([a-z][-_0-9a-z]*)[ \t]*\]", re.IGNORECASE)
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")
_TICK = re.compile(r"\[([ xX])\][ \t]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `prose` is `raw` with code and comments masked; `text` is the words of a heading or an item."""

    number: int  # from 1
    kind: Kind
    raw: str  # without its line end
    prose: str = ""
    indent: int = 0  # columns of leading blanks; a tab goes to the next multiple of 4
    text: str = ""
    id: str | None = None  # of `{#id}` at the end of a heading or an item
    marks: tuple[str, ...] = ()  # the other words in its braces: `.quick`
    level: int = 0  # of a heading
    tick: bool | None = None  # of `- [ ]` (False) and `- [x]` (True)
    block: int = -1  # index of the innermost block it stands in
    sections: tuple[str, ...] = ()  # the snippet sections that are open
    trail: tuple[str, ...] = ()  # the headings above it, outermost first, its own included
    table: str = ""  # the head of the table it is a row of
    snippet: str = ""  # what `--8<-- "…"` asks for; in code too, because snippets are put in before code is read


@dataclass(slots=True)
class Block:
    """A `/// name | argument` block; `end` is None when nothing closes it, `name` is empty when its first line is malformed."""

    name: str
    argument: str
    slashes: int
    start: int
    parent: int
    end: int | None = None
    options: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Scan:
    """The lines of a page and what spans them; `front` is the number of the line that closes the front matter, 0 without."""

    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    front: int
    stray: tuple[int, ...]  # `///` lines that close nothing
    unclosed: tuple[tuple[int, str], ...]  # where something starts that nothing ends, and what


def split_lines(text: str) -> list[tuple[str, str]]:
    """Return each line and its end, as editors count them: only \\n, \\r\\n and \\r end a line."""
    parts = []
    for whole in io.StringIO(text, newline=""):
        body = whole.rstrip("\r\n")
        parts.append((body, whole[len(body) :]))
    return parts


def scan(text: str) -> Scan:
    """Return the scanned page; any text will do."""
    return _Scanner([body for body, _ in split_lines(text)]).run()


def trailing_id(text: str) -> tuple[str, str | None, tuple[str, ...]]:
    """Split `{#id}` or `{: #id .class }` off the end of `text`: the text, the id or None, the other words."""
    text = text.rstrip()
    start = text.rfind("{") if text.endswith("}") else -1
    if start == -1:
        return text, None, ()
    inner = text[start + 1 : -1].removeprefix(":").strip()
    if not inner.startswith(("#", ".")):
        return text, None, ()
    words = inner.split()
    ids = [word[1:] for word in words if word.startswith("#")]
    return text[:start].rstrip(), ids[-1] if ids else None, tuple(word for word in words if not word.startswith("#"))


class _Scanner:
    def __init__(self, raws: list[str]) -> None:
        if raws:
            raws[0] = raws[0].removeprefix("\ufeff")
        self.raws = raws
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self.open: list[int] = []  # indices of open blocks
        self.stray: list[int] = []
        self.sections: dict[str, int] = {}  # open section → where it starts
        self.inside: tuple[str, ...] = ()  # their names
        self.trail: tuple[str, ...] = ()  # the text of `headings`
        self.headings: list[Line] = []
        self.fence: tuple[str, int] | None = None  # mark, line
        self.comment = 0  # the line on which the open comment starts
        self.table = ""
        self.unclosed: list[tuple[int, str]] = []

    def run(self) -> Scan:
        front = self._front()
        for number, raw in enumerate(self.raws, 1):
            if number <= front:
                self.lines.append(Line(number, Kind.FRONT, raw))
                continue
            line = self._line(number, raw)
            self.table = (self.table or line.text) if line.kind is Kind.TABLE else ""
            inside = self.open[-1] if self.open else -1
            block = inside if line.block == -1 else line.block
            self.lines.append(replace(line, block=block, sections=self.inside, trail=self.trail, table=self.table))
        if self.fence:
            self.unclosed.append((self.fence[1], "代码围栏"))
        if self.comment:
            self.unclosed.append((self.comment, "注释 <!--"))
        self.unclosed += [(start, f"片段 {name}") for name, start in self.sections.items()]
        return Scan(tuple(self.lines), tuple(self.blocks), front, tuple(self.stray), tuple(sorted(self.unclosed)))

    def _front(self) -> int:
        """Return the number of the line that closes the front matter, or 0."""
        if not self.raws or self.raws[0].rstrip() != "---":
            return 0
        return next((n for n, raw in enumerate(self.raws[1:], 2) if raw.rstrip() in ("---", "...")), 0)

    def _line(self, number: int, raw: str) -> Line:
        body = raw.strip()
        indent = len(raw[: len(raw) - len(raw.lstrip())].expandtabs(4))
        found = _SNIPPET.match(body)
        base = Line(number, Kind.TEXT, raw, indent=indent, snippet=(found[1] or found[2]) if found else "")
        if not self.comment and (special := self._code(base, body) or self._option(base, body)):
            return special
        prose, met, still = mask_code(raw, bool(self.comment))
        self.comment = (self.comment or number) if still else 0
        if section := _SECTION.search(raw) if met or "8<" in raw else None:
            self._section(section[1].lower(), section[2], number)
        base = replace(base, prose=prose)
        if not body:
            return replace(base, kind=Kind.BLANK)
        if met and not prose.strip(MASK + " \t"):
            return replace(base, kind=Kind.COMMENT)
        if body.startswith("///"):
            return self._slashes(base, body)
        if base.snippet:
            return replace(base, kind=Kind.SNIPPET)
        return self._words(base, prose.strip())

    def _code(self, base: Line, body: str) -> Line | None:
        """Return the line as part of fenced code, or None."""
        if self.fence:
            mark = self.fence[0]
            if body.startswith(mark) and not body.strip(mark[0]):
                self.fence = None
                return replace(base, kind=Kind.FENCE)
            return replace(base, kind=Kind.CODE)
        if body.startswith(("```", "~~~")):
            run = len(body) - len(body.lstrip(body[0]))
            if body[0] not in body[run:]:
                self.fence = (body[0] * run, base.number)
                return replace(base, kind=Kind.FENCE)
        return None

    def _option(self, base: Line, body: str) -> Line | None:
        """Return the line as an option of the block whose header it follows, or None."""
        after = self.lines[-1].kind if self.lines else Kind.TEXT
        if after not in (Kind.OPEN, Kind.OPTION) or not body or body.startswith("///") or not base.raw.startswith("    "):
            return None
        line = replace(base, kind=Kind.OPTION, text=body)
        self.blocks[self.lines[-1].block].options.append(line)
        return line

    def _section(self, what: str, name: str, number: int) -> None:
        if what == "start":
            self.sections.setdefault(name, number)
        elif name in self.sections:
            del self.sections[name]
        else:
            self.unclosed.append((number, f"片段 {name} 的结尾"))
        self.inside = tuple(self.sections)

    def _slashes(self, base: Line, body: str) -> Line:
        """Open or close a block."""
        slashes = len(body) - len(body.lstrip("/"))
        same = next((i for i in reversed(self.open) if self.blocks[i].slashes == slashes), -1)
        if body.strip("/"):
            if same != -1:  # a header of the same rank: the block before it was never closed
                del self.open[self.open.index(same) :]
            header = _HEADER.match(body)
            name, argument = (header[1].lower(), (header[2] or "").strip()) if header else ("", body.strip("/ "))
            self.blocks.append(Block(name, argument, slashes, base.number, self.open[-1] if self.open else -1))
            self.open.append(len(self.blocks) - 1)
            return replace(base, kind=Kind.OPEN, block=self.open[-1])
        if same == -1:
            self.stray.append(base.number)
            return replace(base, kind=Kind.CLOSE)
        self.blocks[same].end = base.number
        del self.open[self.open.index(same) :]
        return replace(base, kind=Kind.CLOSE, block=same)

    def _words(self, base: Line, body: str) -> Line:
        """Tell headings, list items and table rows from text."""
        level = len(body) - len(body.lstrip("#"))
        if 1 <= level <= 6:
            text, id_, _ = trailing_id(body[level:])
            line = replace(base, kind=Kind.HEADING, level=level, text=text.strip("# \t"), id=id_)
            while self.headings and self.headings[-1].level >= level:
                self.headings.pop()
            self.headings.append(line)
            self.trail = tuple(heading.text for heading in self.headings)
            return line
        if item := _ITEM.match(body):
            rest = body[item.end() :]
            tick = _TICK.match(rest)
            text, id_, marks = trailing_id(rest[tick.end() :] if tick else rest)
            return replace(base, kind=Kind.ITEM, text=text, id=id_, marks=marks, tick=tick[1] != " " if tick else None)
        return replace(base, kind=Kind.TABLE if body.startswith("|") else Kind.TEXT, text=body)
