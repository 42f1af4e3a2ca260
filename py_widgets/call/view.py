"""The call as HTML: the desk with its card, what is written down, the log, the confirmation, a sheet of paper. Complete without Python."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property

from .. import records
from ..formats import date_text
from ..labels import call as labels
from ..markup import Markup, el
from ..sentences import law
from ..sentences.fields import LINE, MULTI, asked, control_names, is_on, lines, text_of
from ..textcheck import length
from ..widget import Effect, Props
from . import texts
from .cards import Card, Deck, deck
from .journal import Call, Entry, as_text, last_call
from .state import BY, FIX, HEARD, NOT, PROMISED, RECORD, STAFF, TICKET, WHO, State, why_not
from .update import AGAIN_BUTTON, MAIN_BUTTON, differs

PAPER_ROWS, MORE_ROWS = 12, 4  # lines for the pen: for a whole call, for what is added to a written one


@dataclass(frozen=True)
class Page:
    """What every piece of the view is drawn from."""

    props: Props
    state: State

    @property
    def id(self) -> str:
        """Return the island's id: every element's id starts with it."""
        return str(self.props["id"])

    @cached_property
    def deck(self) -> Deck:
        """Return the cards."""
        return deck(self.props, self.state)

    @cached_property
    def call(self) -> Call:
        """Return the last call."""
        return last_call(self.props, self.state)


def view(props: Props, state: State) -> Markup:
    """Return the island's HTML; the same props and state give the same bytes."""
    page = Page(props, state)
    title = f"{page.id}-title"
    return el("div", class_="call", role="group", aria_labelledby=title)[
        el("h3", id=title, class_="call-title")[props["title"]],
        _facts(page),
        _desk(page),
        _confirm(page) if page.call.is_over else None,
        _notes(page),
        _log(page),
        _paper(page),
    ]


def _button(label: object, msg: str, arg: str | None = None, **attributes: object) -> Markup:
    return el("button", type="button", data_msg=msg, data_arg=arg, **attributes)[label]


def _effect(label: str, effect: Effect) -> Markup:
    return el("button", type="button", data_effect=json.dumps(effect, ensure_ascii=False))[label]


def _facts(page: Page) -> list[Markup]:
    """Return the facts of the case that the lines use: asked in the script's sheet, here they only have to be there."""
    values = page.state.values
    boxes = {name: values.get(name) is True for f in asked(page.props) if f["type"] == MULTI for name in control_names(f)}
    boxes |= {LINE + line["tick"]["id"]: is_on(values, line) for line in lines(page.props) if line["tick"]}
    texts_ = [f["key"] for f in asked(page.props) if f["type"] != MULTI]
    names = dict.fromkeys([*texts_, *RECORD, records.LOG, records.PROMISES])
    shared: dict[str, object] = {"data_shared": True, "autocomplete": "off"}
    hidden = [el("input", type="hidden", name=name, value=text_of(values, name), **shared).close() for name in names]
    return hidden + [el("input", type="checkbox", name=name, checked=on, hidden=True, **shared).close() for name, on in boxes.items()]


# -- the desk ---------------------------------------------------------------------------------------------------------


def _desk(page: Page) -> Markup:
    card, call = page.deck.top(page.state), page.call
    if card is None:
        return el("p", class_="hint")[labels.NO_SCRIPT]
    undo = _button(labels.UNDO, "undo") if page.state.undo else None
    if call.is_over:
        said = labels.ENDED.format(start=call.started[11:16], end=call.ended[11:16], n=len(call.spoken))
        return el("div", class_="call-over", data_search_exclude=True)[
            el("p")[said], el("p", class_="island-actions")[_button(labels.AGAIN, "start", name=AGAIN_BUTTON), undo]
        ]
    return el("section", class_="call-desk is-on" if call.is_on else "call-desk", id=f"{page.id}-desk", data_search_exclude=True)[
        None if call.is_on else el("p", class_="hint")[labels.INTRO, _withheld(page)],
        el("div", class_="call-top")[
            el("p", class_="call-place")[_place(card)],
            undo,
            _button(labels.END, "end", class_="call-end") if call.is_on else None,
        ],
        _stages(page, card),
        _card(page, card),
        _replies(page),
        _steer(page, card),
    ]  # fmt: skip


def _withheld(page: Page) -> str:
    return labels.WITHHELD.format(n=page.deck.withheld) if page.deck.withheld else ""


def _place(card: Card) -> str:
    return labels.PLACE.format(stage=labels.ANSWER if card.quote else card.stage, n=card.n, total=card.total)


def _stages(page: Page, card: Card) -> Markup:
    return el("div", class_="call-stages", role="group", aria_label=labels.STAGES)[
        (
            _button(stage, "go", first, name="first" if n == 0 else None, aria_current="step" if stage == card.stage else None)
            for n, (stage, first) in enumerate(page.deck.stages.items())
        )
    ]


def _card(page: Page, card: Card) -> Markup:
    sentence = card.sentence
    text = sentence.text if sentence else texts.read_back(page.state, page.call) or labels.BACK_EMPTY
    open_ = [] if sentence else texts.not_asked(page.state, page.call)
    said = page.call.said_at(card.id)
    cited = law.citation(law.facts_of(page.props, sentence.line), page.state.today).rstrip("，") if sentence else ""
    # The line alone is live: what stands around it changes with it and would be read as well.
    return el("div", class_="call-card")[
        el("p", class_="call-quote")[labels.ANSWERING.format(quote=card.quote)] if card.quote else None,
        el("p", class_="call-line", id=f"{page.id}-line", aria_live="polite", aria_atomic="true")[text],
        el("p", class_="call-about")[
            el("span", class_="strength")[sentence.strength] if sentence and sentence.strength else None,
            cited and el("span", class_="call-source")[cited],
            el("span", class_="call-missing")[labels.BACK_MISSING.format(names="、".join(open_))] if open_ else None,
            el("span", class_="call-said")[labels.SAID_AT.format(time=said)] if said else None,
        ],
    ]


def _replies(page: Page) -> Markup | None:
    replies = page.deck.replies
    if not replies:
        return None
    label = f"{page.id}-heard"
    heard = {entry.what for entry in page.call.heard}
    channel = page.props["channels"][0]["id"]
    return el("div", class_="call-replies", role="group", aria_labelledby=label)[
        el("p", id=label, class_="call-label")[labels.HEARD],
        (_button(quote, "heard", str(n), class_="is-heard" if f"{channel}.{n}" in heard else None) for n, quote in replies),
    ]


def _steer(page: Page, card: Card) -> Markup:
    """Return the buttons under the thumb. Each label has its own id: a patch leaves the words of what has the focus alone."""
    way, on = not card.quote, page.call.is_on
    last = way and page.deck.beside(card, 1) is None
    main = ("say", labels.SAY) if on else ("start", labels.START)
    skip = ("skip", labels.SKIP) if on else ("next", labels.NEXT)
    return el("div", class_="call-steer")[
        _button(labels.PREVIOUS, "previous", id=f"{page.id}-previous", disabled=card.n == 1) if way else None,
        None if way else _button(labels.RETURN, "return", id=f"{page.id}-return"),
        _button(skip[1], "skip", id=f"{page.id}-{skip[0]}", disabled=last),
        _button(main[1], main[0], id=f"{page.id}-{main[0]}", name=MAIN_BUTTON, class_="call-main"),
    ]


# -- what is written down ---------------------------------------------------------------------------------------------


def _notes(page: Page) -> Markup:
    call = page.call
    keep = bool(call.entries)
    return el("section", class_="call-notes", id=f"{page.id}-notes", data_search_exclude=True)[
        el("h4")[labels.NOTES],
        _field(page, WHO, labels.WHO),
        _field(page, STAFF, labels.STAFF, (labels.UNHEARD, labels.REFUSED)),
        _field(page, TICKET, labels.TICKET, (labels.UNHEARD, labels.REFUSED)),
        _field(page, PROMISED, labels.PROMISED, (labels.UNHEARD, labels.NO_PROMISE)),
        _field(page, BY, labels.BY, (labels.UNHEARD, labels.REFUSED), type="date"),
        _button(labels.KEEP_PROMISE, "promise") if keep else None,
        [_field(page, HEARD, labels.OTHER_WORDS), _button(labels.KEEP_WORDS, "note")] if keep else None,
    ]


def _field(page: Page, name: str, label: str, reasons: tuple[str, ...] = (), **attributes: object) -> Markup:
    """Return a field, and for what may not be given, that it was not."""
    values = page.state.values
    element_id = f"{page.id}-{name.replace('.', '-')}"
    value = text_of(values, name)
    control = el("input", **{"type": "text", **attributes}, id=element_id, name=name, value=value, autocomplete="off").close()
    chosen = why_not(values, name)
    options = [*zip(("unheard", "refused"), reasons, strict=False), *([("", labels.TAKE_BACK)] if chosen else [])]
    return el("div", class_="field")[
        el("label", for_=element_id)[label],
        control,
        reasons and el("div", class_="call-not", role="radiogroup", aria_label=label)[
            (
                el("label", class_="choice")[
                    el(
                        "input", type="radio", name=name + NOT, id=f"{element_id}-{why or 'given'}", value=why,
                        checked=why == chosen and bool(why), autocomplete="off",
                    ).close(),
                    said,
                ]
                for why, said in options
            )
        ],
    ]  # fmt: skip


# -- the log ----------------------------------------------------------------------------------------------------------


def _log(page: Page) -> Markup | None:
    call = page.call
    if not call.entries:
        return None
    numbers = {entry.index: n for n, entry in enumerate(call.spoken)}
    rows = [_entry(page, entry, numbers.get(entry.index, -1)) for entry in call.entries]
    return el("section", class_="call-log", id=f"{page.id}-log", data_search_exclude=True)[
        el("h4")[labels.LOG],
        el("ol")[rows],
        el("div", class_="island-actions")[_outputs(page, "log", as_text(call), labels.LOG_FILE)],
    ]


def _entry(page: Page, entry: Entry, n: int) -> Markup:
    """Return a row of the log, the `n`-th that can be changed; start and end (-1) cannot."""
    by = labels.OF.format(label=labels.NAMES["promised_date"], what=date_text(entry.by)) if entry.by else ""
    quoted = labels.QUOTE.format(text=entry.said)
    fixing = n >= 0 and n == page.state.fixing
    return el("li", class_="call-entry")[
        el("span", class_="call-time")[entry.time],
        _fixing(page, entry.said) if fixing else el("span", class_="call-words")[entry.said, by and f"（{by}）"],
        [
            _button(label, msg, str(n), aria_label=label + quoted)
            for label, msg in ((labels.FIX, "fix"), (labels.REMOVE, "remove"))
            if n >= 0 and not fixing
        ],
    ]


def _fixing(page: Page, said: str) -> list[Markup]:
    return [
        el("input", type="text", name=FIX, id=f"{page.id}-fix", value=said, aria_label=labels.FIXING, autocomplete="off").close(),
        _button(labels.FIXED, "fixed"),
    ]


def _outputs(page: Page, part: str, text: str, file: str) -> list[Markup]:
    """Return the buttons of a finished text; the page does them without Python."""
    return [
        _effect(labels.COPY, {"type": "copy", "text": text}),
        _effect(labels.PRINT, {"type": "print", "target": f"#{page.id}-{part}"}),
        _effect(labels.DOWNLOAD_TEXT, {"type": "download", "name": file, "mime": "text/plain;charset=utf-8", "text": text + "\n"}),
    ]


# -- after the call ---------------------------------------------------------------------------------------------------


def _confirm(page: Page) -> Markup:
    told = texts.confirmation(page.props, page.state, page.deck, page.call)
    mail = f"{told.subject}\n\n{told.mail}"
    changed = differs(page.state.values, page.call)
    return el("section", class_="call-confirm", id=f"{page.id}-confirm", data_search_exclude=True)[
        el("h4")[labels.CONFIRM],
        el("p", class_="hint")[labels.CONFIRM_HINT],
        _message(page, "sms", labels.SMS, told.sms, told.sms),
        _message(page, "chat", labels.CHAT, "\n".join(told.chat), "\n\n".join(told.chat)),
        _message(page, "mail", labels.MAIL, mail, mail, _button(labels.DOWNLOAD_MAIL, "download")),
        el("div", class_="call-adopt")[
            el("p", class_="hint")[labels.ADOPT_HINT.format(names="、".join(labels.RECORD[key] for key in changed))],
            _button(labels.ADOPT, "adopt"),
        ]
        if changed
        else None,
    ]


def _message(page: Page, part: str, name: str, shown: str, text: str, more: Markup | None = None) -> Markup:
    return el("section", class_="call-message", id=f"{page.id}-{part}")[
        el("h5")[name, " ", el("small")[labels.LENGTH.format(n=length(shown))]],
        el("p", class_="call-text")[shown],
        el("div", class_="island-actions")[_outputs(page, part, text, labels.TEXT_FILE.format(name=name)), more],
    ]


def _paper(page: Page) -> Markup:
    """Return the sheet for the pen: the fields above are its head, these lines its body."""
    call = page.call
    head = [date_text(call.started[:10]), call.started[11:16], call.ended[11:16], ""]
    row = el("tr")[(el("td") for _ in labels.PAPER_HEAD)]
    return el("details", class_="call-paper", id=f"{page.id}-paper", data_search_exclude=True)[
        el("summary")[labels.PAPER],
        el("p", class_="call-paper-head")[
            (
                el("span", class_="call-rule")[label, el("span", class_="call-blank")[value or ""], " "]
                for label, value in zip(labels.PAPER_CALL, head, strict=True)
            )
        ],
        el("table")[
            el("thead")[el("tr")[(el("th", scope="col")[name] for name in labels.PAPER_HEAD)]],
            el("tbody")[[row] * (MORE_ROWS if call.entries else PAPER_ROWS)],
        ],
        _effect(labels.PRINT_PAPER, {"type": "print", "target": "island"}),
    ]

