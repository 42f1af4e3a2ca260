"""One entry of the list: the day, whose turn it is, what to do then, the counting, the words for it, and the fact behind it."""

from __future__ import annotations

from .. import workdays
from ..formats import date_text, day
from ..labels import deadlines as labels
from ..markup import Markup, el
from ..widget import Props
from . import words
from .controls import blank
from .counting import HOURS, Count, Promise, left
from .state import State
from .update import promise_title


def count_view(props: Props, state: State, counted: Count) -> Markup:
    """Return a counted row."""
    row = counted.row
    element_id = f"{props['id']}-day-{row['id']}"
    if not counted.due:
        at = counted.steps[-1].day.isoformat() if counted.steps else ""
        so_far = labels.NO_YEAR_BUT.format(day=words.with_weekday(at), n=max(s.number for s in counted.steps)) if at else None
        return el("li", class_="deadline-day", id=element_id)[
            el("p", class_="deadline-date")[labels.NO_DAY],
            el("p")[row["title"]],
            el("p", class_="deadline-weak")[labels.NO_YEAR.format(year=counted.year), so_far],
            _counting(counted, element_id),
        ]
    days = left(counted.due, state.today)
    return el("li", class_="deadline-day" + (" is-past" if days is not None and days < 0 else ""), id=element_id)[
        _date(words.due(props, counted, state.today), words.how_long(days)),
        el("p")[el("strong")[row["title"]], " ", el("small")[labels.TURN[row["whose"]]]],
        _line("deadline-weak", words.weakened(props, row, state.today)),
        el("p")[labels.THEN.format(then=row["then"])],
        _line("deadline-rule", words.rest(_off(props, counted), counted)),
        [el("p", class_="deadline-rule")[labels.LATER_DUE.format(when=when, day=words.with_weekday(due))] for when, due in counted.later],
        _counting(counted, element_id),
        _message(props, state, counted, element_id),
        _facts(props, state, row, element_id),
        el("p", class_="island-actions", data_search_exclude=True)[
            el("button", type="button", data_msg="calendar", data_arg=row["id"])[labels.TO_CALENDAR],
        ],
    ]


def _date(said: str, how_long: str) -> Markup:
    return el("p", class_="deadline-date")[said, " ", el("small", class_="deadline-left")[how_long] if how_long else None]


def _line(class_: str, said: str) -> Markup | None:
    return el("p", class_=class_)[said] if said else None


def _off(props: Props, counted: Count) -> str:
    """Return why offices may be shut on the last day, "" when they are open or nobody knows."""
    found = day(counted.due[:10])
    try:
        on, why = workdays.worked(workdays.calendar(props["calendar"]), found) if found else (True, "")
    except workdays.NoCalendar:
        on, why = (found.weekday() < 5, workdays.WEEKEND) if found else (True, "")
    return "" if on else why


def _counting(counted: Count, element_id: str) -> Markup:
    """Return how it was counted, day by day in a fold; hours have no days to show."""
    rule = el("p", class_="deadline-rule")[words.rule(counted)]
    if counted.row["unit"] == HOURS or not counted.steps:
        return rule
    items = (el("li", class_=None if step.number else "is-skipped")[words.step(step, counted.row["unit"])] for step in counted.steps)
    return el("details", class_="deadline-count", id=f"{element_id}-count")[el("summary")[labels.COUNTING], rule, el("ol")[items]]


def _message(props: Props, state: State, counted: Count, element_id: str) -> Markup | None:
    sentences = words.message(props, counted, state.values, state.today)
    if not sentences:
        return None
    return el("details", class_="deadline-say", id=f"{element_id}-say")[
        el("summary")[labels.MESSAGE],
        el("ul", class_="lines")[
            (
                el("li", class_="line", id=f"{element_id}-say-{n}")[_sentence(props, state, s, f"{element_id}-say-{n}")]
                for n, s in enumerate(sentences)
            )
        ],
        el("button", type="button", data_msg="copy", data_arg=counted.row["id"], disabled=not words.spoken(sentences))[labels.COPY],
    ]


def _sentence(props: Props, state: State, sentence: words.Sentence, element_id: str) -> list[Markup]:
    """Return a sentence to say, or one that waits: its blanks are filled in right there."""
    if sentence.ready:
        return [el("span", class_="say")[sentence.text]]
    pieces = [
        text if not name else blank(props, state, name, f"{element_id}-{n}") for n, (text, name) in enumerate(sentence.pieces)
    ]  # fmt: skip
    why = labels.HELD if sentence.held else labels.MISSING.format(names="、".join(sentence.missing))
    return [el("span", class_="template")[pieces], el("p", class_="missing")[why]]


def _facts(props: Props, state: State, row: Props, element_id: str) -> Markup | None:
    found = [fact for fact in words.facts(props, row) if fact.get("rule")]
    if not found:
        return None
    return el("details", class_="behind", id=f"{element_id}-fact")[
        el("summary")[labels.FACT],
        el("ul")[
            (
                el("li", class_="fact")[
                    el("span", class_="rule")[fact["rule"]], el("span", class_="source")[words.source(fact, state.today)]
                ]
                for fact in found
            )
        ],
    ]


def promise_view(props: Props, promise: Promise, how_long: str) -> Markup:
    """Return what the other side promised, with its outcome; the one from the script is changed there."""
    element_id = f"{props['id']}-promise-{promise.index}"
    said = labels.PROMISE_TEXT.format(by=date_text(promise.by), what=promise.what) if day(promise.by) else ""
    date = words.with_weekday(promise.by) if day(promise.by) else labels.NO_DAY
    return el("li", class_="deadline-day" + (" is-kept" if promise.kept else ""), id=element_id)[
        _date(date, "" if promise.kept else how_long),
        el("p")[el("strong")[promise_title(promise)], " ", el("small")[labels.KEPT.get(promise.kept) or labels.THEIRS]],
        el("p")[labels.THEN.format(then=labels.PROMISE_THEN)] if not promise.kept else None,
        _line("say", said if promise.kept != "yes" else ""),
        el("p", class_="hint")[labels.FROM_SCRIPT] if promise.index < 0 else _outcome(promise),
    ]


def _outcome(promise: Promise) -> Markup:
    def button(label: str, msg: str, arg: str) -> Markup:
        return el("button", type="button", data_msg=msg, data_arg=arg)[label]

    told = [button(labels.REOPEN, "kept", f"{promise.index}:")] if promise.kept else [
        button(label, "kept", f"{promise.index}:{how}") for how, label in labels.KEPT.items()
    ]  # fmt: skip
    return el("p", class_="island-actions", data_search_exclude=True)[told, button(labels.DROP, "drop", str(promise.index))]
