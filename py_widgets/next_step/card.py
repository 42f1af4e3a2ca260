"""One rung as the reader sees it: how it stands and why, what to have, what it costs, what it cannot do, what to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .. import fees, money
from ..formats import date_text, day
from ..labels import next_step as labels
from ..markup import Markup, el, slot
from ..sentences.answers import Answers
from ..sentences.fields import text_of
from ..widget import Props
from ..workdays import NoCalendar, calendar
from . import rules
from .rules import CLOSED, EARLY, LATER, OPEN, PASSED, WAITING, Result, Verdict
from .state import COMPLAINED_ON, DECIDED_ON, MATTER, State
from .text import Text


@dataclass(frozen=True)
class Page:
    """What every part of the view needs."""

    props: Props
    state: State
    result: Result
    found: Answers
    texts: Mapping[str, Text]

    @property
    def id(self) -> str:
        """Return the island's id, the beginning of every element's id."""
        return str(self.props["id"])


def said_day(when: date) -> str:
    """Return a day as it is written: `2026年12月7日`."""
    return date_text(when.isoformat()) or ""


def card(page: Page, verdict: Verdict, *, first: bool = False) -> Markup:
    """Return a rung, folded unless it is the first step."""
    rung = verdict.rung
    element_id = f"{page.id}-rung-{rung['id']}"
    body = [
        _why(page, verdict, first),
        el("dl")[
            row(labels.DOES, rung["does"]),
            _limits(page, verdict),
            _have(page, rung) if verdict.status not in (CLOSED, PASSED) else None,
            row(labels.COST, [rung["cost"], _fee(page, rung)]),
            row(labels.CANNOT, rung["cannot"]),
            row(labels.NOTES, el("ul")[(el("li")[note["say"]] for note in rung["notes"])]) if rung["notes"] else None,
        ],
        _text(page, verdict) if verdict.status not in (CLOSED, PASSED) else None,
        basis(page, [*rung["facts"], *_cited(verdict)]),
        el("p")[slot(f"page.{rung['id']}", "span")],
    ]
    if first:
        return el("div", class_="rung", id=element_id)[el("p", class_="rung-name")[el("strong")[rung["name"]]], body]
    return el("details", class_="group rung", id=element_id)[
        el("summary")[el("span", class_="group-name")[rung["name"]], el("span", class_="group-count")[_short(verdict)]], body
    ]


def _short(verdict: Verdict) -> str:
    if verdict.status == EARLY and verdict.opens:
        return labels.BEST_FROM.format(date=said_day(verdict.opens))
    if verdict.status == LATER and verdict.opens:
        return labels.FROM.format(date=said_day(verdict.opens))
    if verdict.status == WAITING and verdict.until:
        return labels.UNTIL.format(date=said_day(verdict.until))
    ahead = [limit.last for limit in verdict.limits if limit.last and not limit.past]
    if verdict.status == OPEN and ahead:
        return labels.LAST_DAY.format(date=said_day(min(ahead)))
    return labels.SHORT[verdict.status]


def _why(page: Page, verdict: Verdict, first: bool) -> list[Markup]:
    """Return why the rung stands as it does, with the dates."""
    said: list[str] = []
    status = verdict.status
    if first and status == OPEN:
        said.append(labels.WHY_DANGER if verdict.rung["when"] == "threatened" else labels.WHY_FIRST)
    if first and status == EARLY:
        said.append(labels.WHY_EARLY)
    if status == WAITING:
        said.append(labels.WHY_WAITING.format(date=said_day(verdict.until)) if verdict.until else labels.WHY_WAITING_OPEN)
    if status == PASSED:
        said.append(labels.WHY_PASSED_DUE.format(date=said_day(verdict.until)) if verdict.until else labels.WHY_PASSED)
    if status == EARLY and verdict.opens:
        said.append(labels.BEST_FROM.format(date=said_day(verdict.opens)) + "。")
    if status == LATER and verdict.opens:
        said.append(labels.FROM.format(date=said_day(verdict.opens)) + "。")
    if status in (EARLY, LATER):
        rules_said = [rule["say"] for rule in verdict.reasons]
        said.append(labels.BEFORE_ANY + " ".join(rules_said) if len(rules_said) > 1 else labels.BEFORE.format(say=rules_said[0]))
    else:
        said += [rule["say"] for rule in verdict.reasons]
    if verdict.lacks:
        said.append(labels.LACKING.format(names=labels.LIST.join(_name(page, key) for key in verdict.lacks)))
    if verdict.no_year:
        said.append(labels.NO_CALENDAR.format(year=verdict.no_year))
    if status in (OPEN, EARLY) and verdict.rung["term"]:
        said.append(_if_today(page, verdict.rung["term"]))
    return [el("p")[one] for one in said if one]


def _if_today(page: Page, term: Props) -> str:
    """Return by when an answer is due if the reader hands it in today."""
    today = day(page.state.today)
    if not today:
        return str(term["say"])
    try:
        end = rules.term_end(today, term, calendar(page.props["years"]))
    except NoCalendar as error:
        return str(term["say"]) + labels.NO_CALENDAR.format(year=error.year)
    return labels.IF_TODAY.format(date=said_day(end), say=term["say"]) if end else str(term["say"])


def _name(page: Page, key: str) -> str:
    own = {COMPLAINED_ON: labels.COMPLAINED_ON, DECIDED_ON: labels.DECIDED_ON}
    return own.get(key) or next((str(f["name"]) for f in page.props["fields"] if f["key"] == key), key)


def _limits(page: Page, verdict: Verdict) -> Markup | None:
    """Return the last days of a rung: the date where it can be told, and always the rule."""
    if not verdict.limits or verdict.status == CLOSED:
        return None
    said: list[str] = []
    for limit in verdict.limits:
        rule = str(limit.rule["say"])
        if limit.past and limit.last:
            said.append(labels.PAST_DAY.format(date=said_day(limit.last), say=rule))
        elif limit.last:
            said.append(labels.LAST_DAY.format(date=said_day(limit.last)) + "：" + rule)
        else:
            said.append(rule + (labels.LACKING.format(names=_name(page, limit.key)) if limit.key else ""))
    return row(labels.CLOSES, el("ul")[(el("li")[one] for one in said)])


def _have(page: Page, rung: Props) -> Markup:
    return row(labels.HAVE, el("ul", class_="next-have")[(el("li")[_thing(page, thing)] for thing in rung["have"])])


def _thing(page: Page, thing: Props) -> list[object]:
    answer = page.found.get(thing["key"])
    mark = None if answer is None else el("small")["（", labels.GOT if answer.text else labels.LACK, "）"]
    return [thing["say"], mark]


def _fee(page: Page, rung: Props) -> Markup | None:
    """Return what a court would take for the amount filled in (facts F20, H16)."""
    if not rung["fee"]:
        return None
    matter = next((m for m in page.props["matters"] if m["id"] == page.state.values.get(MATTER)), None)
    if matter and not matter["amount"]:
        return None
    amount = money.amount(text_of(page.state.values, matter["amount"])) if matter else None
    if amount is None or amount <= 0:
        return el("p")[labels.FEE_NONE]
    fee = fees.court_fee(amount)
    if fee is None:
        return el("p")[labels.FEE_BEYOND]
    template = {"court": labels.FEE_COURT, "half": labels.FEE_HALF, "order": labels.FEE_ORDER}[rung["fee"]]
    shown = {"amount": amount, "fee": fee, "half": fees.halved(fee), "order": fees.order_fee(fee)}
    return el("p")[template.format(**{name: money.show(value) for name, value in shown.items()})]


def _text(page: Page, verdict: Verdict) -> Markup:
    rung = verdict.rung
    written = page.texts[rung["id"]]
    copy = el("button", type="button", data_msg="copy", data_arg=rung["id"])[labels.COPY]
    return el("div", class_="next-text")[
        el("p", class_="part-name")[el("strong")[labels.TEXT_CHASE if verdict.status == WAITING else labels.TEXT]],
        el("ul", class_="lines")[(el("li")[el("span", class_="say")[s.text]] for s in written.sentences)] if written.sentences else None,
        None if written.sentences else el("p", class_="missing")[labels.TEXT_BLANK],
        el("p", class_="missing")[labels.MISSING.format(names=labels.LIST.join(written.missing))] if written.missing else None,
        el("p", class_="part")[copy] if written.sentences else None,
    ]


def _cited(verdict: Verdict) -> Iterator[str]:
    for rows in (verdict.rung["opens"], verdict.rung["closes"], verdict.rung["bars"], verdict.rung["notes"]):
        for row in rows:
            yield from row["facts"]
    yield from (verdict.rung["term"] or {}).get("facts", ())


def basis(page: Page, ids: Iterable[str]) -> Markup | None:
    """Return the laws behind what is said, folded; each as sure as its fact is today."""
    facts = [page.props["facts"][i] for i in dict.fromkeys(ids) if i in page.props["facts"]]
    return (
        el("details", class_="behind")[el("summary")[labels.BEHIND], el("ul")[(el("li")[_fact(page, f)] for f in facts)]] if facts else None
    )


def _fact(page: Page, fact: Props) -> str:
    late = labels.FACT_EXPIRED if page.state.today and fact["review"] and page.state.today > fact["review"] else ""
    if fact["confidence"] not in ("verified", "corroborated"):
        return labels.FACT_UNVERIFIED.format(rule=fact["rule"]) + late
    if not fact["law"]:
        return str(fact["rule"]) + late
    if fact["confidence"] == "corroborated":
        return labels.FACT_COPIED.format(law=fact["law"], rule=fact["rule"]) + late
    version = labels.FACT_VERSION.format(version=fact["version"]) if fact["version"] else ""
    return labels.FACT.format(law=fact["law"], version=version, article=fact["article"], rule=fact["rule"]) + late


def row(name: str, said: object) -> Markup:
    """Return a term and what is said of it, for a `<dl>`."""
    return Markup(el("dt")[name] + el("dd")[said])
