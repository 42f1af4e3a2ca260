"""The notations of this site as one Python-Markdown extension; it knows nothing of MkDocs.

    /// widget | checklist      a block that a widget takes over, on pymdownx Blocks
    /// data | facts            rows of a table
    - [ ] **找到合同号** {#r3k9}  a tick-box, inside a checklist or a script
    【发卡行】                    a blank that stands in `fields.yml`
    [^D11]                      a fact that stands in `facts.yml`, as an ordinary footnote reference

Errors are not reported here: Markdown processors have no line numbers. `checks.py` reads the files' own text and stops the
build first; what is unknown here is left standing as it was written.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string

from py_widgets import labels, runtime
from py_widgets.markup import Markup, el

from . import data
from .data_block import DataBlock
from .widget_props import MAKERS, Source

ROOT = Path(__file__).parent.parent
BLANK = r"【([^【】\n]+)】"
CODE = re.compile(r"(`+).*?\1")
CITATION = re.compile(r"\[\^([A-Z]\d{2})\]")
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]")
JOINT = re.compile(rf"(?<={WIDE.pattern})\n *|\n *(?={WIDE.pattern})")
SLOT = re.compile(r'<(\w+)([^>]*\sdata-slot="([^"]*)"[^>]*)></\1>')
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass
class Context:
    """What the notations refer to: the site's tables, and the day the page is made on."""

    site: data.SiteData
    today: date
    islands: dict[str, dict[str, Any]]  # the props of the page's islands so far


def _mapping(value: object) -> dict[str, dict[str, Any]]:
    """Return an option that is a mapping of mappings; raise ValueError, which makes pymdownx print the block."""
    if isinstance(value, dict) and all(isinstance(inner, dict) for inner in value.values()):
        return value
    raise ValueError(f"expected a mapping of mappings, got {value!r}")


class WidgetBlock(Block):
    """`/// widget | name`: its content becomes props and slots, and the widget's first render stands in the page."""

    NAME = "widget"
    ARGUMENT = True
    OPTIONS = {
        "id": ["", type_string],
        "title": ["", type_string],
        "fields": [{}, _mapping],
        "role": ["", type_string],
        "scene": ["", type_string],
        "script": ["", type_string],
    }

    def on_validate(self, parent: etree.Element) -> bool:
        return str(self.argument) in runtime.NAMES and bool(self.options["id"]) and bool(self.options["title"])

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, "div")

    def on_end(self, block: etree.Element) -> None:
        name = str(self.argument)
        head = {"id": self.options["id"], "title": self.options["title"]}
        context: Context = self.config["context"]()
        source = Source(block, self.options, context.site, context.islands)
        props, slots = MAKERS[name](source) if name in MAKERS else ({}, {})
        context.islands[head["id"]] = props
        self._island(block, name, {**head, **props}, slots, context)

    def _island(self, block: etree.Element, name: str, props: dict[str, Any], slots: dict[str, etree.Element], context: Context) -> None:
        """Replace the author's elements by the island: the widget's HTML with the author's own HTML in its slots."""
        hydrate = {"type": "hydrate", "values": {}, "today": context.today.isoformat()}
        asked = {"island": props["id"], "gen": 0, "widget": name, "props": props, "state": None, "msg": hydrate}
        reply = json.loads(runtime.step(json.dumps(asked)))
        if "error" in reply:
            raise RuntimeError(f"widget {name!r} failed on island {props['id']!r}: {reply['error']}")
        for child in list(block):
            block.remove(child)
        block.attrib.clear()
        block.attrib |= {
            "class": f"island island-{name}",
            "id": props["id"],
            "data-island": props["id"],
            "data-widget": name,
            "data-version": str(runtime.load(name).VERSION),
            "data-state": "static",
            # Not in a <script>: Material's instant navigation runs every script of a new page, whatever its type.
            # Python-Markdown leaves what looks like an entity unescaped in attributes; JSON has its own way to write an &.
            "data-props": json.dumps(props, ensure_ascii=False, separators=(",", ":")).replace("&", "\\u0026"),
        }
        block.text = self._stash(STATUS)
        view = etree.SubElement(block, "div", {"class": "island-view", "data-view": ""})
        self._weave(view, reply["html"], slots)

    def _weave(self, view: etree.Element, html: str, slots: dict[str, etree.Element]) -> None:
        """Put `html` into `view` with each slot as a live element, so that links and footnotes in it are still processed."""
        end = 0
        for match in SLOT.finditer(html):
            tag, attributes, name = match.groups()
            self._append(view, html[end : match.start()])
            place = etree.SubElement(view, tag, {k: unescape(v) for k, v in ATTRIBUTE.findall(attributes)})
            content = slots.get(name)
            if content is not None:
                place.text = content.text
                place.extend(content)
            end = match.end()
        self._append(view, html[end:])

    def _append(self, view: etree.Element, html: str) -> None:
        """Put `html` after what stands in `view`, untouched by Markdown."""
        if len(view):
            view[-1].tail = self._stash(html)
        else:
            view.text = self._stash(html)

    def _stash(self, html: str) -> str:
        return self.md.htmlStash.store(html) if html else ""


def _status() -> Markup:
    """Return what stands around every island; the page only shows and hides it, so that no text lives in JavaScript."""
    text = labels.runtime
    said = {"set-aside": text.SET_ASIDE, "no-storage": text.NO_STORAGE, "copied": text.COPIED, "copy-failed": text.COPY_FAILED}
    said |= {"elsewhere": text.ELSEWHERE, "share-failed": text.SHARE_FAILED}
    said |= {"export-failed": text.EXPORT_FAILED, "import-locked": text.IMPORT_LOCKED}
    said |= {"wiped": text.WIPED, "exported": text.EXPORTED, "imported": text.IMPORTED, "imported-part": text.IMPORTED_PART}
    said |= {"import-failed": text.IMPORT_FAILED, "import-broken": text.IMPORT_BROKEN, "import-empty": text.IMPORT_EMPTY}
    said |= {"import-large": text.IMPORT_LARGE, "import-newer": text.IMPORT_NEWER, "import-full": text.IMPORT_FULL}
    return el("div", class_="island-status", data_search_exclude=True)[
        el("p", data_when="booting")[text.BOOTING],
        el("p", data_when="unkept")[text.UNKEPT],
        el("p", data_when="slow")[text.SLOW, " ", el("button", type="button", data_retry=True)[text.RETRY]],
        el("p", data_when="failed")[text.FAILED, " ", el("button", type="button", data_retry=True)[text.RETRY]],
        el("p", data_when="outdated")[text.OUTDATED, " ", el("button", type="button", data_reload=True)[text.RELOAD]],
        el("p", data_said=True, role="status", data_texts=json.dumps(said, ensure_ascii=False)),
    ]


STATUS = _status()


class WidgetBlocks(BlocksExtension):
    """Registers the blocks of this site."""

    def __init__(self, context: Any) -> None:
        super().__init__()
        self.context = context

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        block_mgr.register(WidgetBlock, {"context": self.context})
        block_mgr.register(DataBlock, {"context": self.context})


class BlankProcessor(InlineProcessor):
    """`【发卡行】`: a line to fill in; on paper the name stands under it."""

    def __init__(self, md: Markdown, context: Any) -> None:
        super().__init__(BLANK, md)
        self.context = context

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element | None, int | None, int | None]:  # type: ignore[override]
        field = self.context().site.fields.get(m.group(1))
        if field is None:
            return None, None, None
        blank = etree.Element("span", {"class": "blank"})
        if field.type != "computed":
            attributes = {"type": "text", "data-blank": field.key, "aria-label": field.name, "placeholder": field.name}
            etree.SubElement(blank, "input", attributes | {"size": str(2 * len(field.name) + 2), "autocomplete": "off"})
        etree.SubElement(blank, "span", {"class": "blank-name"}).text = field.name
        return blank, m.start(0), m.end(0)


class FactNotes(FootnoteExtension):
    """Footnotes whose definitions for fact ids come from `facts.yml`, under a heading of their own."""

    HEADING = "依据与出处"
    SUMMARY = "共{n}条：法律名称、条号、核对日期"

    def makeFootnotesDiv(self, root: etree.Element) -> etree.Element | None:
        """Return the folded list of sources under a heading, or None on a page that cites nothing."""
        div = super().makeFootnotesDiv(root)
        if div is not None:
            rule, notes = div
            div.remove(rule)
            div.remove(notes)
            heading = etree.SubElement(root, "h2", {"id": "sources"})
            heading.text = self.HEADING
            # Folded: a page of many facts would end in screens of them. A browser opens the fold when a note is asked for.
            fold = etree.SubElement(div, "details")
            etree.SubElement(fold, "summary").text = self.SUMMARY.format(n=len(notes))
            fold.append(notes)
        return div


class CitationTreeprocessor(Treeprocessor):
    """Define each fact that the text cites, in the order of first mention, before the footnotes are made."""

    def __init__(self, md: Markdown, notes: FactNotes, context: Any) -> None:
        super().__init__(md)
        self.notes, self.context = notes, context

    def run(self, root: etree.Element) -> None:
        context: Context = self.context()
        for text in _texts(root):
            for fact_id in CITATION.findall(CODE.sub("", text)):
                fact = context.site.facts.get(fact_id)
                if fact is not None and fact_id not in self.notes.footnotes:
                    self.notes.setFootnote(fact_id, data.note(fact, context.today, context.site.facts))


class LineJoinTreeprocessor(Treeprocessor):
    """Take out the line ends beside a Chinese character: authors write one sentence a line, browsers would show a gap."""

    def run(self, root: etree.Element) -> None:
        before = ""  # the last character that shows
        for element, part in _places(root):
            text = JOINT.sub("", getattr(element, part) or "")
            if WIDE.match(before):
                text = text.lstrip("\n")
            setattr(element, part, text)
            before = text[-1:] or before


def _places(element: etree.Element) -> Iterator[tuple[etree.Element, str]]:
    """Yield where text stands, in reading order; a footnote's number is passed over, a code block left as it is."""
    if element.tag not in {"pre", "code", "sup"}:
        yield element, "text"
        for child in element:
            yield from _places(child)
            yield child, "tail"


def _texts(element: etree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


class SiteMarkdown(Extension):
    """The extension; options: `data` (folder of the tables, relative to the repository) and `today` (ISO date, default: now)."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {
            "data": ["docs/_data", "folder of the YAML tables"],
            "today": ["", "the day the pages are made on, ISO; empty: the day of the build"],
        }
        super().__init__(**kwargs)
        self.islands: dict[str, dict[str, Any]] = {}

    def context(self) -> Context:
        """Return the tables as they are on disk now (an editor saves them while `make serve` runs)."""
        today = self.getConfig("today")
        day = date.fromisoformat(today) if today else date.today()
        return Context(data.load(ROOT / self.getConfig("data")), day, self.islands)

    def reset(self) -> None:
        """Forget the last page's islands."""
        self.islands.clear()

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors, each with the reason for its priority."""
        md.registerExtension(self)
        WidgetBlocks(self.context).extendMarkdown(md)
        notes = FactNotes(BACKLINK_TITLE="回到正文")
        notes.extendMarkdown(md)
        # Before `footnote` (50), which writes out the definitions; after the block parser, so that scripts' lines are seen too.
        md.treeprocessors.register(CitationTreeprocessor(md, notes, self.context), "citations", 55)
        # After `inline` (20), so that emphasis and links are elements, and before `prettify` (10), which adds line ends of its own.
        md.treeprocessors.register(LineJoinTreeprocessor(md), "line-join", 15)
        # After `backtick` (190) and `escape` (180), so that code keeps its 【】; before links (160), whose text may hold a blank.
        md.inlinePatterns.register(BlankProcessor(md, self.context), "blank", 170)


def makeExtension(**kwargs: Any) -> SiteMarkdown:
    """Return the extension, as Python-Markdown asks for it."""
    return SiteMarkdown(**kwargs)
