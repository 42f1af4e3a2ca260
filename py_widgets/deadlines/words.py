"""How dates, facts and the text of a deadline are said; a claim of law only as strongly as its fact allows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .. import formats
from ..labels import deadlines as labels
from ..sentences import law
from ..textcheck import one_line
from ..widget import Props, Values
from ..workdays import SWAPPED, WEEKEND, Step
from .counting import HOURS, MONTHS, YEARS, Count
from .state import text

START, LAST, BASIS = "起算日", "最后一天", "依据"
_BLANK = re.compile(r"【([^【】]+)】")
_SENTENCE = re.compile(r"[^。？！]+[。？！]")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a text as its pieces: (words, "") or, for a blank that nothing fills, (its 【】, its name); `held` when its fact is
    in doubt."""

    pieces: tuple[tuple[str, str], ...]
    held: bool = False

    @property
    def text(self) -> str:
        """Return the sentence, with 【】 where something is missing."""
        return "".join(words for words, _ in self.pieces)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of the blanks that nothing fills."""
        return tuple(name for _, name in self.pieces if name)

    @property
    def ready(self) -> bool:
        """Return whether it may be said."""
        return not self.missing and not self.held


def facts(props: Props, row: Props) -> list[Props]:
    """Return the facts of a row, the most important first; one the page does not carry counts as unverified."""
    return law.facts_of(props, row)


def in_doubt(props: Props, row: Props, today: str) -> bool:
    """Return whether a fact of the row is past its review or was never verified."""
    return bool(law.doubt(facts(props, row), today))


def moment(iso: str) -> str:
    """Return a date, or date and minute, in Chinese: `2026年11月24日10点30分`."""
    said = formats.date_text(iso[:10]) or ""
    if "T" in iso:
        at = datetime.fromisoformat(iso)
        said += labels.TIME.format(hour=at.hour, minute=at.minute)
    return said


def with_weekday(iso: str) -> str:
    """Return a date with its weekday, and the time where there is one."""
    at = datetime.fromisoformat(iso)
    said = labels.DAY.format(date=formats.date_text(iso[:10]), weekday=labels.WEEKDAYS[at.weekday()])
    return said + (labels.TIME.format(hour=at.hour, minute=at.minute) if "T" in iso else "")


def due(props: Props, counted: Count, today: str) -> str:
    """Return the last day as strongly as the fact behind it allows."""
    found = facts(props, counted.row)
    how = labels.DUE_DOUBT if law.doubt(found, today) else labels.DUE if found[0]["confidence"] == "verified" else labels.DUE_REPRINT
    return how.format(day=with_weekday(counted.due))


def weakened(props: Props, row: Props, today: str) -> str:
    """Return what to say of a row whose fact is weak, "" for one that is not."""
    found = facts(props, row)
    return labels.DOUBT if law.doubt(found, today) else "" if found[0]["confidence"] == "verified" else labels.REPRINT


def how_long(days: int | None) -> str:
    """Return how far a day is from today, "" when that is not known."""
    if days is None:
        return ""
    return labels.IS_TODAY if days == 0 else (labels.LEFT if days > 0 else labels.PASSED).format(n=abs(days))


def rule(counted: Count) -> str:
    """Return in a sentence how a row was counted."""
    return labels.COUNTED[counted.row["unit"]].format(start=moment(counted.start), n=counted.amount)


def why(reason: str) -> str:
    """Return why a day is not worked."""
    return labels.WEEKEND if reason == WEEKEND else reason


def step(one: Step, unit: str) -> str:
    """Return one day of the counting in a line."""
    at = one.day
    if unit in (MONTHS, YEARS):
        said = labels.STEP_YEAR.format(year=at.year, month=at.month, day=at.day)
    else:
        said = labels.STEP_DAY.format(month=at.month, day=at.day, weekday=labels.WEEKDAYS[at.weekday()])
    if not one.number:
        return f"{said} {labels.SKIPPED.format(why=why(one.why))}"
    return f"{said} {labels.STEP[unit].format(n=one.number)}" + (labels.SWAPPED if one.why == SWAPPED else "")


def message(props: Props, counted: Count, values: Values, today: str) -> list[Sentence]:
    """Return the text of a row, sentence by sentence, with what is known put into its blanks."""
    row = counted.row
    given = {START: moment(counted.start), LAST: moment(counted.due), BASIS: law.citation(facts(props, row), today)}
    given |= {name: _said(blank, text(values, blank["key"])) for name, blank in props["blanks"].items()}
    return [_sentence(part.strip(), given, in_doubt(props, row, today)) for part in _SENTENCE.findall(row["text"])]


def _sentence(part: str, given: dict[str, str], doubtful: bool) -> Sentence:
    split = _BLANK.split(part)
    pieces = [(text, "") for text in split]
    pieces[1::2] = [(given[name], "") if given.get(name) or name == BASIS else (f"【{name}】", name) for name in split[1::2]]
    return Sentence(tuple(pieces), BASIS in split[1::2] and (doubtful or not given[BASIS]))


def _said(blank: Props, raw: str) -> str:
    """Return what stands in a sentence for a fact of the case, "" for none or one that is wrong."""
    match blank["type"]:
        case "date":
            return formats.date_text(raw) or ""
        case "money":
            return formats.money(raw) or ""
    return one_line(raw).rstrip("。．.；;，,、！!")


def spoken(sentences: Sequence[Sentence]) -> str:
    """Return the sentences that may be said, as one text."""
    return "".join(s.text for s in sentences if s.ready)


def noted(sentences: Sequence[Sentence]) -> str:
    """Return the text for a calendar: what is still missing stands in it as 【】, to be filled in on the day."""
    return "".join(s.text for s in sentences if not s.held)


def source(fact: Props, today: str) -> str:
    """Return a fact's law, how it was checked, and when; the article only when the law itself was read."""
    verified = fact["confidence"] == "verified"
    name, article = law.law_name(fact), fact.get("article") or "" if verified else ""
    parts = [labels.FACT_LAW.format(law=name, article=article)] if name else []
    parts += [labels.FACT_CHECKED.format(checked=formats.date_text(fact["checked"]))] if fact.get("checked") else []
    parts += [] if verified else [labels.FACT_CORROBORATED if fact["confidence"] == "corroborated" else labels.FACT_UNVERIFIED]
    if fact.get("review") and today > fact["review"]:
        parts.append(labels.FACT_EXPIRED.format(review=formats.date_text(fact["review"])))
    return "，".join(parts)


def rest(known_off: str, counted: Count) -> str:
    """Return a word about a last day on which offices may be shut, for what the reader has to do."""
    return labels.REST.format(why=why(known_off)) if known_off and counted.row["whose"] == "你" and counted.row["unit"] != HOURS else ""


def limit(row: Props) -> str:
    """Return how long a row runs."""
    return labels.LIMITS[row["unit"]].format(n=row["days"])
