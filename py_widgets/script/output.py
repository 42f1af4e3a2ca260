"""One output as HTML: its sentences, what is behind them, what is withheld, and its buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..fold import fold, section
from ..formats import date_text
from ..labels import script as labels
from ..labels import sentences as words
from ..markup import Markup, el, slot
from ..sentences import law
from ..sentences.compose import Channel, Part, Piece, Script, Sentence
from ..sentences.fields import LINE
from ..textcheck import length
from ..widget import Props
from . import text as texts
from .controls import button, mirror, print_button, textarea, tick
from .state import EDIT, State, edited
from .warn import Caution, about_channel


@dataclass(frozen=True)
class Page:
    """What every piece of the view is drawn from."""

    props: Props
    state: State
    script: Script

    @property
    def id(self) -> str:
        """Return the island's id: every element's id starts with it."""
        return str(self.props["id"])


def warnings_view(element_id: str, found: Sequence[Caution], undo: bool) -> Markup:
    """Return the warnings as a live list, each number with a button that masks it; empty when there are none."""
    items = (el("li")[w.text, button(labels.MASK, "mask", w.control) if w.control else None] for w in found)
    return el("div", class_="warnings" if found or undo else None, id=element_id)[
        el("div", role="status")[[el("p", class_="warnings-title")[labels.WARNINGS], el("ul")[items]] if found else None],
        button(labels.UNDO, "undo") if undo else None,
    ]


def channel_view(page: Page, channel: Channel, first: bool) -> Markup:
    """Return one output, folded unless it is the first."""
    element_id = f"{page.id}-{channel.id}"
    found = about_channel(page.props, page.state, page.script, channel)
    by_hand = edited(page.state.values, channel.id)
    undo = page.state.undo is not None and page.state.undone in (f"discard:{channel.id}", f"mask:{EDIT}{channel.id}")
    return fold(
        el("summary")[el("span", class_="output-name")[channel.name], el("span", class_="output-count")[_count(page, channel, len(found))]],
        lambda: [
            el("p", class_="hint")[labels.BLANK_HINT] if _as_form(page) else None,
            _by_hand(page, channel, by_hand) if by_hand is not None else None,
            warnings_view(f"{element_id}-warnings", found, undo),
            [part_view(page, channel, n) for n, part in enumerate(channel.parts) if by_hand is None or part.reply],
            _actions(page, channel, by_hand is not None),
        ],
        name=f"{page.id}-out",
        class_=f"output output-{channel.id}",
        id=element_id,
        open=first,
    )


def _as_form(page: Page) -> bool:
    return page.script.blank


def _count(page: Page, channel: Channel, warnings: int) -> str:
    wanted = [s for s in channel.sentences if s.on]
    ready = sum(s.ready for s in wanted)
    if _as_form(page):
        counts = [labels.COUNT_BLANK.format(total=len(wanted))]
    else:
        counts = [labels.COUNT_READY.format(ready=ready)]
        counts += [labels.COUNT_WITHHELD.format(withheld=len(wanted) - ready)] if len(wanted) > ready else []
    counts += [labels.COUNT_EDITED] if edited(page.state.values, channel.id) is not None else []
    counts += [labels.COUNT_WARNINGS.format(n=warnings)] if warnings else []
    return "，".join(counts)


def _by_hand(page: Page, channel: Channel, text: str) -> Markup:
    element_id = f"{page.id}-edit-{channel.id}"
    return el("div", class_="by-hand")[
        el("label", for_=element_id)[labels.EDITING.format(channel=channel.name)],
        textarea(text, id=element_id, name=EDIT + channel.id, rows="12"),
    ]


def _actions(page: Page, channel: Channel, by_hand: bool) -> Markup:
    """Return the output's buttons; a form that is still blank can only be printed."""
    usable = by_hand or not _as_form(page)
    return el("div", class_="island-actions")[
        button(labels.COPY_ALL, "copy", channel.id) if usable else None,
        button(labels.EDIT, "edit", channel.id) if usable and not by_hand else None,
        button(labels.DISCARD, "discard", channel.id) if by_hand else None,
        print_button(f"{page.id}-{channel.id}"),
        button(labels.DOWNLOAD_TEXT, "download", f"{channel.id}.txt") if usable else None,
        button(labels.DOWNLOAD_MAIL, "download", f"{channel.id}.eml") if usable and channel.id == texts.EMAIL else None,
        button(labels.DOWNLOAD_WORD, "download", f"{channel.id}.docx") if usable and channel.id == texts.LETTER else None,
    ]


def part_view(page: Page, channel: Channel, index: int) -> Markup:
    """Return a part: what is written, what is on offer, what waits."""
    part = channel.parts[index]
    element_id = f"{page.id}-{channel.id}-{index}"

    def body() -> list[Markup | None]:
        return _part_body(page, channel, part, index)

    # What the agent may say is looked up when he says it: folded, the heading is what the reader searches for.
    if part.reply:
        return fold(el("summary", class_="part-name")[part.name], body, class_="part reply", id=element_id)
    return section(el("h4", class_="part-name")[part.name], body, class_="part", id=element_id)


def _part_body(page: Page, channel: Channel, part: Part, index: int) -> list[Markup | None]:
    shown = [s for s in part.sentences if _as_form(page) or not s.withheld]
    withheld = [] if _as_form(page) else [s for s in part.sentences if s.withheld]
    listed = channel.id in texts.BY_LINE
    return [
        _lines(page, shown) if listed else _paragraph(page, shown),
        el("p", class_="hint")[labels.EMPTY_PART] if not any(s.ready for s in shown) and not _as_form(page) else None,
        _counter(channel, part) if part.limit and not _as_form(page) else None,
        None if listed or _as_form(page) else behind(page, [s for s in shown if s.ready]),
        _withheld(page, withheld),
        button(labels.COPY_PART, "copy", f"{channel.id}.{index}") if part.ready and not _as_form(page) else None,
    ]


def _counter(channel: Channel, part: Part) -> Markup:
    n = length(texts.part_text(channel.id, part))
    return el("p", class_="counter over" if n > part.limit else "counter")[labels.COUNTER.format(length=n, limit=part.limit)]


def _lines(page: Page, sentences: Iterable[Sentence]) -> Markup | None:
    items = [
        el("li", class_=_line_class(s), id=_line_id(page, s))[
            _sentence(page, s), behind(page, [s]) if s.ready and not _as_form(page) else None
        ]
        for s in sentences
    ]
    return el("ul", class_="lines")[items] if items else None


def _paragraph(page: Page, sentences: Iterable[Sentence]) -> Markup | None:
    pieces: list[Markup] = []
    before = ""
    for s in sentences:
        broken = texts.breaks(before) or bool(s.line["tick"])
        pieces += [el("br").close()] if broken and pieces else []
        pieces.append(el("span", class_=_line_class(s), id=_line_id(page, s))[_sentence(page, s)])
        before = "\n" if s.line["tick"] else s.text or (s.pieces[-1].text if s.pieces else "") or "…"
    return el("p", class_="paragraph")[pieces] if pieces else None


def _withheld(page: Page, sentences: Sequence[Sentence]) -> Markup | None:
    if not sentences:
        return None
    return el("details", class_="withheld")[
        el("summary")[labels.WITHHELD.format(n=len(sentences))],
        el("ul")[(el("li", class_=_line_class(s), id=_line_id(page, s))[_sentence(page, s), _missing(s)] for s in sentences)],
    ]


def _missing(s: Sentence) -> list[Markup]:
    why = [labels.MISSING.format(names=words.LIST.join(s.missing))] if s.missing else []
    return [el("p", class_="missing")[text] for text in (*why, s.held) if text]


def _line_id(page: Page, s: Sentence) -> str:
    return f"{page.id}-{str(s.line['id']).replace('.', '-')}"


def _line_class(s: Sentence) -> str:
    return "line" if s.on else "line off"


def _sentence(page: Page, s: Sentence) -> list[Markup | None]:
    """Return the one place where a sentence stands: its tick-box, its text or template, citation and strength."""
    optional = s.line["tick"]
    use = el("label", class_="use", data_search_exclude=True)
    said = s.text and not _as_form(page)
    text_id = f"{_line_id(page, s)}-text"
    return [
        use[tick(LINE + optional["id"], s.on, data_shared=True, aria_describedby=text_id), labels.USE_LINE] if optional else None,
        el("span", class_="say" if said else "template", id=text_id)[s.text if said else _template(page, s)],
        slot(f"line.{s.line['id']}", "span", class_="cite") if s.line["facts"] else None,
        el("span", class_="strength")[s.strength] if s.strength else None,
        el("span", class_="weakened")[s.weakened] if s.weakened and not _as_form(page) else None,
    ]


def _template(page: Page, s: Sentence) -> list[Markup | str]:
    return [_piece(page, piece, f"{_line_id(page, s)}-{n}") for n, piece in enumerate(s.pieces)]


def _piece(page: Page, piece: Piece, element_id: str) -> Markup | str:
    """Return the author's words, what fills a blank, or the blank itself to fill right there."""
    if piece.text is not None:
        return el("span", class_="filled")[piece.text] if piece.field and piece.text else piece.text
    if piece.field is None:
        return el("span", class_="blank")[piece.missing]
    answer = page.script.answers.get(piece.field["key"])
    return mirror(piece.field, page.state.values, element_id, bool(answer and answer.problem))


def behind(page: Page, sentences: Sequence[Sentence]) -> Markup | None:
    """Return the answers and facts that stand behind these sentences, folded; nothing when nothing does."""
    entries = [(s, _grounds(page, s)) for s in sentences]
    entries = [(s, grounds) for s, grounds in entries if grounds]
    if not entries:
        return None
    quoted = len(sentences) > 1
    return el("details", class_="behind")[
        el("summary")[labels.BEHIND],
        ([el("p", class_="behind-line")[s.text] if quoted else None, el("ul")[grounds]] for s, grounds in entries),
    ]


def _grounds(page: Page, s: Sentence) -> list[Markup]:
    used = [el("li", class_="answer")[labels.ANSWER.format(label=label, value=value)] for label, value in s.used]
    return used + [_fact(fact) for fact in law.facts_of(page.props, s.line) if fact.get("rule")]


def _fact(fact: Props) -> Markup:
    """Return a fact: its rule, then law, version, article, in force since, checked on; the article only when the law was read."""
    verified = fact["confidence"] == "verified"
    version = labels.FACT_VERSION.format(version=fact["version"]) if fact.get("version") else ""
    article = fact.get("article") or "" if verified else ""
    notes = [labels.FACT.format(law=law.law_name(fact), version=version, article=article)] if law.law_name(fact) else []
    notes += [labels.FACT_SINCE.format(since=date_text(fact["since"]) or fact["since"])] if fact.get("since") else []
    notes += [labels.FACT_CHECKED.format(checked=date_text(fact["checked"]) or fact["checked"])] if fact.get("checked") else []
    notes += [] if verified else [labels.FACT_CORROBORATED if fact["confidence"] == "corroborated" else labels.FACT_UNVERIFIED]
    return el("li", class_="fact")[el("span", class_="rule")[fact["rule"]], el("span", class_="source")["，".join(notes)]]
