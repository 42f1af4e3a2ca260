"""The scene with its blanks filled, the choice of lines in a turn, and what came of the lines said so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from ..labels import practice as labels
from ..sentences.answers import DAYS_SINCE, answers
from ..sentences.compose import Channel, Part, Piece, Sentence, compose
from ..sentences.fields import MULTI, asked
from ..widget import Props
from . import rules
from .state import DONE, HEARD, LONGEST, SAMPLES, SCENE, TURN, State, facts, number

GOOD = 3
"""Lines of the library that a turn offers; two poor ones stand among them."""


@dataclass(frozen=True)
class Option:
    """A line to choose: its value in the form, the words, the sentence of the library (None for a poor one), what it lacks."""

    value: str
    text: str
    sentence: Sentence | None = None
    lacks: str = ""


@dataclass(frozen=True)
class Said:
    """A turn that is over: what the other side said, what the reader said, and the verdict on it."""

    quote: str
    text: str
    verdict: rules.Verdict
    source: str


@dataclass(frozen=True)
class Game:
    """Everything the view and the messages need."""

    props: Props
    state: State

    @property
    def role(self) -> str:
        """Return the reader's role."""
        role = self.props.get("role")
        return role if role in labels.OTHER else labels.CALLER

    @cached_property
    def samples(self) -> frozenset[str]:
        """Return the keys of the fields for which the example stands in."""
        return self._filled[1]

    @cached_property
    def _filled(self) -> tuple[State, frozenset[str]]:
        """Return the facts with examples where there is none that can stand in a sentence, and the keys of those."""
        types = {} if self.state.values.get(SAMPLES) is True else facts(self.props)
        values = {k: v for k, v in self.state.values.items() if k in types}
        found = answers(self.props, replace(self.state, values=values))
        lacking = [f for f in asked(self.props) if not found[f["key"]].text]
        for one in lacking:
            if one["type"] == MULTI:
                wanted = str(one["example"]).split("、")
                values |= {f"{one['key']}.{option}": True for option in one["options"] or () if option in wanted}
            else:
                values[one["key"]] = str(one["example"])
        return replace(self.state, values=values), frozenset(f["key"] for f in lacking)

    @cached_property
    def scenes(self) -> tuple[Channel, ...]:
        """Return the scenes with their lines as they can be said now."""
        return compose(self.props, self._filled[0]).channels

    def is_sample(self, piece: Piece) -> bool:
        """Return whether a stretch of a line is an example and no fact of the reader's."""
        if piece.field is None or piece.text is None:
            return False
        return piece.field["key"] in self.samples or DAYS_SINCE.get(piece.field["name"], "") in self.samples

    @cached_property
    def chosen(self) -> int:
        """Return which scene the form has chosen."""
        return number(str(self.state.values.get(SCENE, "")), len(self.scenes)) or 0

    @cached_property
    def scene(self) -> Channel | None:
        """Return the scene being played, None before a round."""
        place = number(self.state.scene, len(self.scenes)) if self.state.stage in (TURN, HEARD, DONE) else None
        return self.scenes[place] if place is not None and turns(self.scenes[place]) else None

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Return the turns that are over; what is no line (an older page, a foreign state) ends the list."""
        found: list[Said] = []
        parts = turns(self.scene) if self.scene else ()
        for part, entry in zip(parts, self.state.said, strict=False):
            source, _, text = entry.partition(":") if isinstance(entry, str) else ("", "", "")
            if source not in (rules.LINE, rules.POOR, rules.OWN) or not text:
                break
            verdict = rules.judge(self.role, source, text[:LONGEST], self.props["wording"], self._lacks(source, text))
            found.append(Said(quote(part), text[:LONGEST], verdict, source))
        return tuple(found)

    @property
    def stage(self) -> str:
        """Return the stage as far as the lines said carry it."""
        if self.scene is None:
            return ""
        if self.state.stage == TURN:
            return TURN if len(self.said) < len(turns(self.scene)) else DONE
        return self.state.stage if self.said else TURN

    def _lacks(self, source: str, text: str) -> str:
        if source != rules.POOR:
            return ""
        return dict((*labels.POOR[self.role], *labels.POOR_LAST[self.role])).get(text, "")

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Return the lines to choose in this turn: good and poor by turns, rotated by turn and round, never by chance."""
        if self.scene is None or self.stage != TURN:
            return ()
        parts, at, nth = turns(self.scene), len(self.said), max(self.state.round, 0)
        lines = parts[at].ready
        good = [Option(f"line.{(at + nth * GOOD + n) % len(lines)}", "") for n in range(min(GOOD, len(lines)))]
        good = [replace(o, sentence=(s := lines[int(o.value[5:])]), text=s.text) for o in good]
        table = labels.POOR_LAST[self.role] if at == len(parts) - 1 else labels.POOR[self.role]
        places = [(2 * at + nth + n) % len(table) for n in range(2)]
        poor = [Option(f"poor.{n}", table[n][0], None, table[n][1]) for n in places]
        mixed = [one for pair in zip(good, poor, strict=False) for one in pair] + good[2:] + poor[len(good) :]
        first = (2 * at + nth) % len(mixed)
        return tuple(mixed[first:] + mixed[:first])

    def lesson(self) -> str:
        """Return the line to practise: the first of the scene that meets what was missed, else a better one where points were lost."""
        if self.scene is None:
            return ""
        parts = turns(self.scene)
        for met in rules.over(self.role, [one.verdict for one in self.said]):
            if not met.done:
                found = next((s.text for p in reversed(parts) for s in p.ready if met.key in rules.criteria(self.role, s.text)), "")
                if found:
                    return found
        worst = min(range(len(self.said)), key=lambda n: self.said[n].verdict.points, default=0)
        return better(self.role, parts[worst], self.said[worst].text if self.said else "")

    def best(self) -> Said | None:
        """Return the line with the most points, of those the one that does most, of those the first."""
        return max(self.said, key=lambda one: (one.verdict.points, len(one.verdict.has)), default=None)


def turns(scene: Channel) -> tuple[Part, ...]:
    """Return what the other side says, as far as there is a line to answer."""
    return tuple(part for part in scene.parts if part.reply and part.ready)


def quote(part: Part) -> str:
    """Return the words of the other side without quotation marks: `对方说“系统不支持”` → `系统不支持`."""
    return part.name[3:].removeprefix("“").removesuffix("”") or part.name


def better(role: str, part: Part, than: str = "") -> str:
    """Return the line of a turn that does most, another than the one said."""
    lines = [s.text for s in part.ready if s.text != than] or [s.text for s in part.ready]
    return max(lines, key=lambda text: len(rules.criteria(role, text)), default="")
