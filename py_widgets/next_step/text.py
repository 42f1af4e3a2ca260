"""The text to hand in at a rung: its own sentences around those of the matter, of the steps taken and of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..labels import next_step as labels
from ..sentences.compose import Sentence, compose
from ..sentences.fields import text_of
from ..widget import Props
from .events import NEVER, Events
from .rules import WAITING, Verdict
from .state import ANSWER, MATTER, State


@dataclass(frozen=True)
class Text:
    """What is written: a sentence a line; `missing`: the names of what the withheld sentences wait for, each once."""

    sentences: tuple[Sentence, ...]
    missing: tuple[str, ...]

    @property
    def whole(self) -> str:
        """Return the text, "" while no sentence is complete."""
        return "\n".join(sentence.text for sentence in self.sentences)


def text(props: Props, state: State, events: Events, verdict: Verdict) -> Text:
    """Return the text for a rung; for one that is waited for, how to ask after it. A blank that nobody filled withholds its sentence."""
    rung = verdict.rung
    told = _told(props, state, events) if _tells(rung) else []
    if verdict.status == WAITING:
        lines = [_plain(labels.CHASE_OPEN), *told, _plain(labels.CHASE_ASK)]
    else:
        lines = [*rung["text"]["open"], *_matter(props, state, rung), *told, *rung["text"]["ask"]]
    once = list({str(line["tokens"]): line for line in lines}.values())
    part = {"name": "", "limit": 0, "reply": False, "lines": once}
    channel = {"id": rung["id"], "name": "", "line_limit": 0, "body_limit": 0, "parts": [part]}
    found = compose({"fields": props["fields"], "facts": props["facts"], "channels": [channel]}, state).channels[0].sentences
    missing = dict.fromkeys(name for sentence in found if sentence.withheld for name in sentence.missing)
    return Text(tuple(s for s in found if s.ready), tuple(missing))


def _tells(rung: Props) -> bool:
    """Return whether the history belongs in this rung's text: not with the police, nor in a paper to a court of somebody else's suit."""
    return bool(rung["kinds"]) and rung["kinds"] != ["court"]


def _matter(props: Props, state: State, rung: Props) -> Sequence[Props]:
    """Return the matter's sentences; a rung for one matter only brings that one's."""
    if not rung["kinds"]:
        return ()
    wanted = rung["kinds"][0] if rung["kinds"] == ["court"] else text_of(state.values, MATTER)
    return next((matter["lines"] for matter in props["matters"] if matter["id"] == wanted), ())


def _told(props: Props, state: State, events: Events) -> list[Props]:
    """Return what the steps taken so far tell, then the other side's answer."""
    matter = text_of(state.values, MATTER) or "unknown"
    lines = [
        line
        for step in props["rungs"]
        if step["told"]["lines"] and matter in step["kinds"] and events.get(step["told"]["after"], NEVER).happened
        for line in step["told"]["lines"]
    ]
    answer = text_of(state.values, ANSWER)
    if answer in labels.ANSWER_SAID and (answer != "promise" or events["broken"].happened):
        lines.append(_plain(labels.ANSWER_SAID[answer]))
    return lines


def _plain(said: str) -> Props:
    """Return a sentence without a blank as a line."""
    return {"tokens": [said], "tick": None, "strength": None, "facts": [], "id": ""}
