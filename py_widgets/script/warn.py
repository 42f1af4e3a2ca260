"""What to look at before a text goes out. Warnings never block anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from .. import masking, records
from ..formats import half_width
from ..labels import script as labels
from ..memo import Memo
from ..sentences.compose import Channel, Part, Script, Sentence
from ..sentences.fields import MULTI, asked, text_of
from ..textcheck import Word, clean, find_words, length, one_line, sentences
from ..widget import Props
from . import text as texts
from .claims import not_in_facts, still_old
from .state import CLAIMS, EDIT, State, edited

_SHOWN = 12  # characters of a long sentence that are enough to find it
_MOST = 20  # warnings of one kind; more would bury the rest


@dataclass(frozen=True)
class Caution:
    """One thing to look at; `control` names the form control whose number can be masked, "" when there is none."""

    text: str
    control: str = ""
    urgent: bool = False  # somebody may be in danger: said before anything about the text


def about_facts(props: Props, state: State, script: Script) -> list[Caution]:
    """Return what the fact sheet gives cause to look at; nothing while it is blank."""
    if script.blank:
        return []
    found = [Caution(text) for text in (*_no_ask(script), *_no_date(props, state, script), *_unproved(state))]
    for field in asked(props):
        found += _answers(field, (text_of(state.values, field["key"]), props["wording"]), partial(_about_answer, props, state, field))
    return _urgent_first(found)


_answers: Memo[list[Caution]] = Memo()


def _about_answer(props: Props, state: State, field: Props) -> list[Caution]:
    raw = "" if field["type"] == MULTI else text_of(state.values, field["key"])
    words = find_words(raw, props["wording"]) if field["type"] in ("text", "longtext") else []
    said = [_said(word, labels.AT.format(where=field["name"])) for word in words]
    return said + _numbers(props, state, field["key"], raw, field["name"])


def about_channel(props: Props, state: State, script: Script, channel: Channel) -> list[Caution]:
    """Return what one output gives cause to look at: its length and, once edited by hand, its facts and words."""
    by_hand = edited(state.values, channel.id)
    if script.blank and by_hand is None:
        return []
    found = [Caution(text) for text in _lengths(channel, (by_hand,), lambda: list(_too_long(state, channel)))]
    if by_hand is None:
        return found
    text = clean(by_hand)
    found += [Caution(old) for old in still_old(props, state, channel.id, text)]
    found += [Caution(labels.NOT_IN_FACTS.format(shown=shown[:40])) for shown in not_in_facts(props, state, text)[:_MOST]]
    own = "".join(t for s in channel.sentences for t in s.line["tokens"] if isinstance(t, str)).casefold()
    found += [_said(w, labels.IN_TEXT) for w in find_words(text, props["wording"]) if w.word.casefold() not in own]
    return _urgent_first(found + _numbers(props, state, EDIT + channel.id, by_hand, ""))


_lengths: Memo[list[str]] = Memo()


def _urgent_first(found: list[Caution]) -> list[Caution]:
    return sorted(found, key=lambda caution: not caution.urgent)


def _no_ask(script: Script) -> Iterator[str]:
    parts = [part for channel in script.channels for part in channel.parts if not part.reply]
    named = [s for part in parts if labels.ASK_PART in part.name for s in part.sentences]
    asks = named or [s for part in parts for s in part.sentences if s.strength]
    own = [s for s in asks if _asks_reader(s)] or asks  # a sentence without blanks says nothing of what the reader wants
    if asks and not any(s.ready for s in own):
        yield labels.NO_ASK


def _asks_reader(sentence: Sentence) -> bool:
    return bool(sentence.used or sentence.missing)


def _no_date(props: Props, state: State, script: Script) -> Iterator[str]:
    dates = [a for a in script.answers.values() if a.field["type"] == "date"]
    said = "\n".join(texts.whole(channel, state.values) for channel in script.channels)
    if dates and script.channels and not any(a.text and a.text in said for a in dates):
        yield labels.NO_DATE


def _unproved(state: State) -> Iterator[str]:
    """Yield what the reader says of the matter and has listed no evidence for."""
    rows = records.read(CLAIMS, text_of(state.values, CLAIMS))
    claims = [one_line(records.said(row, "text")) for row in rows if isinstance(row, dict) and row.get("evidence") == []]
    for claim in [claim for claim in claims if claim][:_MOST]:
        yield labels.NO_EVIDENCE.format(claim=claim)


def _said(word: Word, where: str) -> Caution:
    if word.kind == "danger":
        return Caution(where + labels.DANGER.format(word=word.word, instead=_stop(word.instead)), urgent=True)
    instead = labels.INSTEAD.format(instead=word.instead) if word.instead else labels.INSTEAD_DELETE
    said = {"insult": labels.INSULT, "threat": labels.THREAT}.get(word.kind, labels.VAGUE)
    return Caution(where + said.format(word=word.word, instead=_stop(instead)))


def _stop(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else text + "。"


def _too_long(state: State, channel: Channel) -> Iterator[str]:
    for sentence in list(_spoken(state, channel))[:_MOST] if channel.line_limit else ():
        if (n := length(sentence)) > channel.line_limit:
            yield labels.LONG_SENTENCE.format(channel=channel.name, length=n, limit=channel.line_limit, start=_start(sentence))
    if channel.body_limit and (n := length(texts.body(channel, state.values))) > channel.body_limit:
        yield labels.LONG_BODY.format(channel=channel.name, length=n, limit=channel.body_limit)
    for part, text in _limited(state, channel):
        if (n := length(text)) > part.limit:
            yield labels.LONG_PART.format(part=part.name, length=n, limit=part.limit)


def _start(sentence: str) -> str:
    return sentence if len(sentence) <= _SHOWN else sentence[:_SHOWN] + "…"


def _spoken(state: State, channel: Channel) -> list[str]:
    """Return what a line limit applies to: a whole message in a chat, a sentence elsewhere."""
    by_hand = edited(state.values, channel.id)
    written = [s.text for s in channel.sentences if s.ready] if by_hand is None else clean(by_hand).split("\n")
    return written if channel.id == texts.CHAT else [s for line in written for s in sentences(line)]


def _limited(state: State, channel: Channel) -> list[tuple[Part, str]]:
    """Return the parts that have a limit of their own, with their text; in an edited text they are found by their headings."""
    by_hand = edited(state.values, channel.id)
    limited = [part for part in channel.parts if part.limit]
    if by_hand is None:
        return [(part, texts.part_text(channel.id, part)) for part in limited]
    sections: dict[str, str] = {}
    name = ""
    for line in clean(by_hand).split("\n"):
        heading = line.strip().removesuffix(labels.COLON)
        if line.strip().endswith(labels.COLON) and any(heading == part.name for part in channel.parts):
            name = heading
        else:
            sections[name] = sections.get(name, "") + line
    return [(part, sections.get(part.name, "")) for part in limited]


def _numbers(props: Props, state: State, control: str, raw: str, where: str) -> list[Caution]:
    """Return one warning a sensitive number in a control's text, each with the control that can be masked."""
    say = {masking.IDENTITY: labels.IDENTITY, masking.CARD: labels.CARD, masking.MOBILE: labels.MOBILE}
    at = labels.AT.format(where=where) if where else labels.IN_TEXT
    kinds, known = _watched(props, state, control)
    found = masking.find(raw, kinds, known)[:_MOST]
    return [Caution(at + say[f.kind].format(number=masking.mask(f.number)), control) for f in found]


def _watched(props: Props, state: State, control: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return which numbers are out of place in a control, and those the reader gave where they belong.

    A mobile number is looked for in free text only: a field that asks for personal data is its place.
    """
    fields = {f["key"]: f for f in asked(props)}
    field = fields.get(control)
    if field and (field["type"] not in ("text", "longtext") or (field.get("sensitive") or "none") != "none"):
        return (masking.IDENTITY, masking.CARD), frozenset()
    personal = (text_of(state.values, key) for key, f in fields.items() if (f.get("sensitive") or "none") != "none")
    known = {half_width(raw).replace(" ", "").replace("-", "") for raw in personal}
    return (masking.IDENTITY, masking.CARD, masking.MOBILE), frozenset(known if control.startswith(EDIT) else ())


def masked(props: Props, state: State, control: str) -> str:
    """Return a control's text with exactly the numbers masked that it is warned of; a digits field keeps the last four."""
    raw, watched = text_of(state.values, control), _watched(props, state, control)
    only_digits = any(f["key"] == control and f["type"] == "digits" for f in asked(props))
    if only_digits and (found := masking.find(raw, *watched)):
        return found[0].number[-4:]
    return masking.mask(raw, *watched)
