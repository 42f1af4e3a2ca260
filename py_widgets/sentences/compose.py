"""From answers and the author's sentences to what is said: nothing is produced that an answer does not carry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..formats import date_text
from ..labels import sentences as labels
from ..memo import Memo
from ..widget import Props
from . import law
from .answers import CITATION, DAYS_SINCE, TODAY, VERB, Answer, Answers, answers, days_since, is_blank, with_unit
from .fields import COMPUTED, TONE, Reader, is_on, text_of

_WEAKENED = {law.EXPIRED: labels.WEAK_EXPIRED, law.UNVERIFIED: labels.WEAK_UNVERIFIED, law.CAPPED: labels.WEAK_CAPPED}
_HELD = {law.EXPIRED: labels.HELD_EXPIRED, law.UNVERIFIED: labels.HELD_UNVERIFIED}
# A reader's answer does not bring its own stop into the author's sentence, nor the word the sentence just said.
_STOPS = "。．.；;，,、！!"
_ECHOES = ("因为", "由于", "希望", "要求", "申请", "我想", "我", "请")


@dataclass(frozen=True)
class Piece:
    """A stretch of a sentence: the author's words (`field` None), or a blank and what fills it; None while nothing does."""

    text: str | None
    field: Props | None = None
    missing: str = ""


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of the author's page as it stands now.

    `text` is "" unless it can be said; `missing` are the names of what it waits for; `used` the answers in it, (name, value).
    `strength` is the effective one, `weakened` says why it is not the author's; `held` why a statement of law is not written.
    """

    line: Props
    pieces: tuple[Piece, ...]
    used: tuple[tuple[str, str], ...]
    on: bool
    strength: str | None = None
    weakened: str = ""
    held: str = ""

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Return the names of what it waits for, each once."""
        return tuple(dict.fromkeys(p.missing for p in self.pieces if p.text is None))

    @cached_property
    def text(self) -> str:
        """Return the sentence when every blank is filled and nothing holds it back, else ""."""
        return "" if self.missing or self.held else "".join(p.text or "" for p in self.pieces)

    @cached_property
    def ready(self) -> bool:
        """Return whether it is produced: wanted, and complete."""
        return self.on and bool(self.text)

    @cached_property
    def withheld(self) -> bool:
        """Return whether it is wanted but has to wait."""
        return self.on and not self.text


@dataclass(frozen=True, eq=False)
class Part:
    """A stage, a reply or a form field: its sentences under a heading."""

    name: str
    limit: int
    reply: bool
    sentences: tuple[Sentence, ...]

    @cached_property
    def ready(self) -> tuple[Sentence, ...]:
        """Return the produced sentences."""
        return tuple(s for s in self.sentences if s.ready)


@dataclass(frozen=True, eq=False)
class Channel:
    """One output: phone, chat, e-mail, letter or form."""

    id: str
    name: str
    line_limit: int
    body_limit: int
    parts: tuple[Part, ...]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence, replies included."""
        return tuple(s for part in self.parts for s in part.sentences)


@dataclass(frozen=True)
class Script:
    """Everything the view and the effects need: the answers and the five outputs that share them."""

    answers: Answers
    blank: bool
    channels: tuple[Channel, ...]


_needs: Memo[tuple[str, ...]] = Memo()
_sentences: Memo[Sentence] = Memo()
_parts: Memo[Part] = Memo()
_channels: Memo[Channel] = Memo()


def compose(props: Props, state: Reader) -> Script:
    """Return the outputs for what the reader filled in; what an edit does not change is the same object as before."""
    found = answers(props, state)
    by_key = {f["key"]: f for f in props["fields"]}
    about = (props["facts"], props["fields"], state.today, text_of(state.values, TONE))

    def write(line: Props) -> Sentence:
        needs = _needs(line, about[:2], lambda: _keys(line, by_key))
        given = (*about, is_on(state.values, line), *(found.get(key) for key in needs))
        return _sentences(line, given, lambda: _sentence(props, state, by_key, found, line))

    def part(p: Props) -> Part:
        written = tuple(map(write, p["lines"]))
        return _parts(p, written, lambda: Part(p["name"], int(p.get("limit") or 0), bool(p["reply"]), written))

    def channel(c: Props) -> Channel:
        limits = int(c.get("line_limit") or 0), int(c.get("body_limit") or 0)
        made = tuple(map(part, c["parts"]))
        return _channels(c, made, lambda: Channel(c["id"], c["name"], *limits, made))

    return Script(found, is_blank(found), tuple(map(channel, props["channels"])))


def _keys(line: Props, by_key: dict[str, Props]) -> tuple[str, ...]:
    """Return the keys of the answers that a sentence is made of."""
    blanks = [token["blank"] for token in line["tokens"] if not isinstance(token, str)]
    return tuple(DAYS_SINCE.get(by_key[key]["name"], key) for key in blanks if key in by_key)


def _sentence(props: Props, state: Reader, by_key: dict[str, Props], found: Answers, line: Props) -> Sentence:
    facts = law.facts_of(props, line)
    strength, reason = law.effective(line["strength"], facts, state.today) if line["strength"] else (None, "")
    # A bare statement of law has no weaker form: in doubt it is not written at all.
    doubt = "" if line["strength"] else law.doubt(facts, state.today)
    compute: dict[str, Callable[[], str]] = {
        VERB: lambda: law.verb(strength, text_of(state.values, TONE)),
        CITATION: lambda: law.citation(facts, state.today),
        TODAY: lambda: date_text(state.today) or "",
    } | {name: lambda name=name: str(days_since(name, found, state.today) or "") for name in DAYS_SINCE}
    pieces: list[Piece] = []
    used: dict[str, str] = {}
    for n, token in enumerate(line["tokens"]):
        if isinstance(token, str):
            pieces.append(Piece(token))
            continue
        field, following = by_key.get(token["blank"]), _following(line["tokens"], n)
        if field is None:
            pieces.append(Piece(None, None, str(token["blank"])))
        elif field["type"] == COMPUTED:
            pieces.append(_computed(field, compute.get(field["name"], str)(), following, found))
        elif (answer := found[field["key"]]).text:
            before = pieces[-1].text if pieces else ""
            pieces.append(Piece(_fitted(answer, before or "", following), field))
            used[field["name"]] = with_unit(field, answer.text, "")
        else:
            pieces.append(Piece(None, field, labels.INVALID.format(name=field["name"]) if answer.problem else field["name"]))
    on = is_on(state.values, line)
    weakened = _WEAKENED.get(reason, "").format(strength=strength)
    return Sentence(line, tuple(pieces), tuple(used.items()), on, strength, weakened, _HELD.get(doubt, ""))


def _computed(field: Props, value: str, following: str, found: Answers) -> Piece:
    """Return a computed blank; a sentence may do without its citation, not without anything else."""
    if field["name"] == CITATION:
        return Piece(value, field)
    if not value:
        return Piece(None, field, _wanted(field["name"], found))
    return Piece(with_unit(field, value, following) if field["name"] in DAYS_SINCE else value, field)


def _following(tokens: Sequence[str | dict[str, str]], n: int) -> str:
    """Return the author's text right after token `n`, "" at the end, a blank's mark when another blank follows."""
    after = tokens[n + 1] if n + 1 < len(tokens) else ""
    return after if isinstance(after, str) else "【"


def _fitted(answer: Answer, before: str, following: str) -> str:
    """Return an answer as it joins the author's words on both sides."""
    text = answer.text
    if answer.field["type"] not in ("text", "longtext"):
        return with_unit(answer.field, text, following)
    for word in _ECHOES:
        if text.startswith(word) and text != word and before.endswith(word):
            text = text.removeprefix(word)
            break
    return (text.rstrip(_STOPS) or text) if following else text


def _wanted(name: str, found: Answers) -> str:
    """Return what the reader has to give so that a computed blank can be filled."""
    if name not in DAYS_SINCE:
        return labels.TODAY if name == TODAY else name
    due = found.get(DAYS_SINCE[name])
    if due is None:
        return name
    label: str = due.field["name"]
    if due.problem:
        return labels.INVALID.format(name=label)
    return labels.NOT_YET_DUE.format(name=label) if due.text else label
