"""The checker as HTML: the text, the decision, what seems to be there and what not, and sentences to write instead."""

from __future__ import annotations

from collections.abc import Iterator

from .. import forms, masking
from ..formats import date_text
from ..forms import State, text
from ..labels import forms as shared
from ..labels import reply_check as labels
from ..markup import Markup, el
from ..sentences.compose import Sentence, compose
from ..widget import Props
from . import rules

REPLY, OUTCOME = "reply", "outcome"
_DAYS = ("done_by", "next_contact")
_SAID = {
    "word": labels.WORD, "insult": labels.INSULT, "threat": labels.THREAT, "danger": labels.DANGER, "rule": labels.RULE,
    "undated": labels.UNDATED,
}  # fmt: skip
_NUMBERS = {masking.IDENTITY: labels.IDENTITY, masking.CARD: labels.CARD, masking.MOBILE: labels.MOBILE}


def view(props: Props, state: State) -> Markup:
    """Return the island's HTML; before a reply is there, a list to hold against one on paper."""
    values, island = state.values, str(props["id"])
    said = rules.sentences(text(values, REPLY))
    lines = _lines(props, state)
    return el("div", class_="sheet", role="group", aria_labelledby=f"{island}-title")[
        el("h3", id=f"{island}-title")[props["title"]],
        forms.radios(island, values, OUTCOME, labels.OUTCOME, labels.OUTCOMES, labels.OUTCOME_HINT),
        forms.entry(island, values, REPLY, labels.REPLY, "longtext", hint=labels.REPLY_HINT, rows=8),
        el("div", class_="island-actions")[
            forms.button(labels.COPY, "copy"),
            forms.button(labels.CLEAR, "clear"),
            forms.button(shared.UNDO, "undo") if state.undo else None,
            forms.print_button(labels.PRINT, island),
        ],
        el("details", class_="group", id=f"{island}-facts")[
            el("summary")[el("span", class_="group-name")[labels.FACTS]],
            (forms.fact(island, values, field) for field in props["fields"]),
        ],
        _result(props, state, said, lines) if said else _paper(props, lines),
        el("p", class_="hint")[labels.LIMITS],
    ]


def _lines(props: Props, state: State) -> tuple[list[Sentence], list[Sentence]]:
    """Return the sentences of the parts and of the rewrites, each as far as the facts fill it."""
    groups = [[row["line"] for row in props[name]] for name in ("parts", "rewrites")]
    parts = [{"name": "", "limit": 0, "reply": False, "lines": group} for group in groups]
    made = compose({**props, "channels": [{"id": "say", "name": "", "parts": parts}]}, state).channels[0].parts
    return list(made[0].sentences), list(made[1].sentences)


def _template(sentence: Sentence) -> list[Markup | str]:
    """Return a sentence with what is filled in, and its blanks by name."""
    return [p.text if p.text is not None else el("span", class_="blank")[p.missing] for p in sentence.pieces]


def _say(sentence: Sentence) -> Markup:
    copy = forms.copy_button(labels.COPY_SAY, sentence.text) if sentence.text else None
    return el("p", class_="line")[labels.TRY, el("span", class_="say")[_template(sentence)], " ", copy]


def _paper(props: Props, lines: tuple[list[Sentence], list[Sentence]]) -> Markup:
    """Return all parts with their sentences: what is held against a reply by hand."""
    names = dict(labels.OUTCOMES)
    items = [
        el("li")[
            el("strong")[f"□ {part['name']}"], f"：{part['why']}",
            el("p", class_="hint")[labels.FOR.format(decisions=labels.LIST.join(names[d] for d in part["decisions"]))]
            if len(part["decisions"]) < len(names) else None,
            _say(sentence),
        ]
        for part, sentence in zip(props["parts"], lines[0], strict=True)
    ]  # fmt: skip
    return el("section", id=f"{props['id']}-result")[
        el("h4")[labels.PARTS], el("p", class_="hint")[labels.PARTS_PAPER], el("ul", class_="lines")[items]
    ]


def _result(props: Props, state: State, said: list[str], lines: tuple[list[Sentence], list[Sentence]]) -> Markup:
    outcome = text(state.values, OUTCOME)
    outcome = outcome if outcome in dict(labels.OUTCOMES) else ""
    wanted = rules.wanted(props["parts"], outcome, [key for key, _ in labels.OUTCOMES])
    found = rules.find_parts(wanted, said)
    notes = rules.notes(said, props["rewrites"], props["wording"])
    have = sum(bool(f.number) for f in found)
    summary = (labels.SUMMARY if outcome else labels.SUMMARY_OPEN).format(have=have, lack=len(found) - have)
    absent = list(_absent(props, state))
    summary += labels.SUMMARY_NOTES.format(n=len(notes)) if notes else labels.SUMMARY_CLEAN
    by_id = {part["id"]: sentence for part, sentence in zip(props["parts"], lines[0], strict=True)}
    return el("section", id=f"{props['id']}-result")[
        el("p", role="status", class_="warnings-title")[summary],
        el("h4")[labels.PARTS],
        el("ul", class_="lines")[(_part(f, said, by_id[f.part["id"]]) for f in found)],
        el("ul", class_="lines")[(el("li")[line] for line in absent)] if absent else None,
        [el("h4")[labels.NOTES], el("ol", class_="lines")[(_note(note, props, by_id, lines[1]) for note in notes)]] if notes else None,
        el("p", class_="hint")[labels.FIT] if notes or have < len(found) else None,
    ]


def _part(found: rules.Found, said: list[str], sentence: Sentence) -> Markup:
    if found.number:
        at = labels.AT.format(number=found.number, quote=rules.quote(said[found.number - 1]))
        return el("li", class_="is-have")[el("strong")[f"✓ {found.part['name']}"], f"：{labels.HAVE}，{at}。"]
    return el("li", class_="is-lack")[el("strong")[f"○ {found.part['name']}"], f"：{labels.LACK}。{found.part['why']}", _say(sentence)]


def _absent(props: Props, state: State) -> Iterator[str]:
    """Yield the days filled in that the reply does not name."""
    for field in props["fields"]:
        raw = text(state.values, field["key"])
        if field["key"] in _DAYS and rules.absent(text(state.values, REPLY), raw):
            yield labels.ABSENT.format(name=field["name"], value=date_text(raw))


def _note(note: rules.Note, props: Props, by_id: dict[str, Sentence], rewrites: list[Sentence]) -> Markup:
    help_: list[Sentence] = []
    for remark in note.remarks:
        if remark.line >= 0:
            help_.append(rewrites[remark.line])
        elif remark.kind == "undated" and not help_ and remark.about in by_id:
            help_.append(by_id[remark.about])
    numbers = any(remark.kind in _NUMBERS for remark in note.remarks)
    return el("li", class_="is-urgent" if note.urgent else None)[
        labels.AT.format(number=note.number, quote=note.quote),
        el("ul")[(el("li")[_said(remark, props)] for remark in note.remarks)],
        forms.button(labels.MASK, "mask") if numbers else None,
        map(_say, help_),
    ]


def _said(remark: rules.Remark, props: Props) -> str:
    if remark.kind in _NUMBERS:
        return _NUMBERS[remark.kind].format(number=remark.word)
    if remark.kind == "rewrite":
        heard = props["rewrites"][remark.line]["group"] in ("refuse", "pressure")
        return (labels.HEARD if heard else labels.VAGUE).format(word=remark.word, heard=remark.about)
    return _SAID[remark.kind].format(word=remark.word, instead=remark.about)
