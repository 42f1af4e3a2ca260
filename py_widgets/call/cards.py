"""The phone script as cards: which line is on top, what comes next, and the answers to what the other side just said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..labels import call as labels
from ..sentences.compose import Channel, Part, Sentence, compose
from ..widget import Props
from .state import State

READ_BACK = "readback"


@dataclass(frozen=True)
class Card:
    """One line to say, the `n`-th of `total`; `sentence` is None on the card that reads back."""

    id: str
    part: int
    stage: str
    n: int
    total: int
    sentence: Sentence | None = None
    quote: str = ""  # what it answers, "" on the way from the opening to the end


@dataclass(frozen=True)
class Deck:
    """The lines that can be said now, in order."""

    channel: Channel | None

    @cached_property
    def way(self) -> tuple[Card, ...]:
        """Return the cards from the opening to the end, the one that reads back last; none without a script."""
        if self.channel is None:
            return ()
        found = [(n, part, s) for n, part in self._parts(False) for s in part.ready]
        total = len(found) + 1
        cards = [Card(line_id(s), n, part.name, place, total, s) for place, (n, part, s) in enumerate(found, 1)]
        return (*cards, Card(READ_BACK, len(self.channel.parts), labels.READ_BACK, total, total))

    @property
    def stages(self) -> dict[str, str]:
        """Return the stages that have a line, each with its first line's id."""
        found: dict[str, str] = {}
        for card in self.way:
            found.setdefault(card.stage, card.id)
        return found

    @property
    def replies(self) -> list[tuple[int, str]]:
        """Return what the other side may say: the part's place in the script and the words."""
        return [(n, quote(part)) for n, part in self._parts(True)]

    def answers(self, part: int) -> tuple[Card, ...]:
        """Return the lines that answer the part at this place."""
        for n, found in self._parts(True):
            if n == part:
                ready = found.ready
                return tuple(Card(line_id(s), n, found.name, i, len(ready), s, quote(found)) for i, s in enumerate(ready, 1))
        return ()

    @property
    def withheld(self) -> int:
        """Return how many lines of the way wait for a fact."""
        return sum(s.withheld for _, part in self._parts(False) for s in part.sentences)

    def _parts(self, reply: bool) -> list[tuple[int, Part]]:
        parts = self.channel.parts if self.channel else ()
        return [(n, part) for n, part in enumerate(parts) if part.reply == reply]

    def top(self, state: State) -> Card | None:
        """Return the card on top: the line that was, or the next that can still be said; None without a script."""
        if not self.way:
            return None
        place = place_of(state.at)
        answer = next((card for card in self.answers(place[0]) if place_of(card.id) >= place), None) if place else None
        if answer:
            return answer
        at = state.back if place and self.is_reply(place[0]) else state.at
        if at == READ_BACK:
            return self.way[-1]
        here = place_of(at)
        return next((card for card in self.way[:-1] if place_of(card.id) >= here), self.way[-1])

    def is_reply(self, part: int) -> bool:
        """Return whether the part at this place answers the other side."""
        return any(n == part for n, _ in self._parts(True))

    def beside(self, card: Card, step: int) -> str | None:
        """Return the id of the card after (1) or before (-1) this one, None at the end of a stretch."""
        stretch = self.answers(card.part) if card.quote else self.way
        place = card.n - 1 + step
        return stretch[place].id if 0 <= place < len(stretch) else None


def deck(props: Props, state: State) -> Deck:
    """Return the cards for what the reader filled in; sentences are composed exactly as the script's."""
    channels = compose(props, state).channels
    return Deck(channels[0] if channels else None)


def line_id(sentence: Sentence) -> str:
    """Return the line's id on the author's page: channel, part and place, `phone.0.3`."""
    return str(sentence.line["id"])


def place_of(line: str) -> tuple[int, ...]:
    """Return part and place of a line's id, to compare by; () for anything else, which comes before all."""
    numbers = line.split(".")[1:3]
    return tuple(int(n) for n in numbers) if len(numbers) == 2 and all(n.isascii() and n.isdigit() and len(n) < 5 for n in numbers) else ()


def quote(part: Part) -> str:
    """Return the words of the other side without quotation marks: `对方说“系统不支持”` → `系统不支持`."""
    words = part.name[3:] if part.reply else part.name
    return words.removeprefix("“").removesuffix("”") or part.name
