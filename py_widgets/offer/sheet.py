"""What is asked: the debt, the month's money, the contract's own numbers, the offer to write, and what the other side has settled."""

from __future__ import annotations

from typing import Any

from .. import forms, money
from ..formats import date_text
from ..labels import offer as labels
from ..markup import Markup, el
from ..sentences import law
from ..widget import Props
from . import talk
from .controls import cite, entry, field_of
from .plan import Budget, Plans
from .state import CARD, LOAN, MOST, USUAL, State, first_day, kind, number, own_term, term_of, terms, text


def _group(props: Props, key: str, name: str, *children: Any, start: bool = False) -> Markup:
    return el("details", class_="group", id=f"{props['id']}-{key}", open=start)[
        el("summary")[el("span", class_="group-name")[name]], children
    ]  # fmt: skip


def debt_group(props: Props, state: State) -> Markup:
    """Return what this debt is: card or loan, how much, how much of it overdue, and the first day of payment."""
    values = state.values
    situation = field_of(props, "situation")
    options = [(option, option) for option in situation.get("options") or ()]
    return _group(
        props, "debt", labels.DEBT,
        forms.radios(props["id"], values, "situation", situation["label"], options, shared=True, hint=situation.get("hint")),
        _money(props, state, "amount_owed"), _money(props, state, "amount_overdue", note=_more_than_owed(state)),
        entry(props, values, "first_pay_date", problem=first_day(state)[1]),
        start=True,
    )  # fmt: skip


def _money(props: Props, state: State, name: str, label: str = "", hint: object = None, note: str = "") -> Markup:
    return entry(props, state.values, name, label=label, hint=hint, problem=number(state.values, name).problem, note=note)


def _more_than_owed(state: State) -> str:
    owed, overdue = number(state.values, "amount_owed").value, number(state.values, "amount_overdue").value
    return labels.MORE_THAN_OWED if owed is not None and overdue is not None and overdue > owed else ""


def budget_group(props: Props, state: State) -> Markup:
    """Return what comes in and what must go out each month."""
    return _group(
        props, "budget", labels.BUDGET,
        _money(props, state, "monthly_income"),
        el("p", class_="offer-needs")[el("strong")[labels.NEEDS_TITLE], " ", el("small")[labels.NEEDS_HINT]],
        [_money(props, state, name, label) for name, label in labels.NEEDS],
        _money(props, state, "other_debts", labels.OTHER_DEBTS),
        _money(props, state, "margin", labels.MARGIN, labels.MARGIN_HINT),
    )  # fmt: skip


def contract_group(props: Props, state: State) -> Markup:
    """Return the contract's own numbers; what is usual stands beside them, and is never put in."""
    values = state.values
    loan = kind(values) == LOAN
    rate = number(values, "daily_rate")
    means = labels.DAILY_RATE_MEANS.format(rate=money.percent_text(money.yearly(rate.value))) if rate.value is not None else ""
    high = labels.DAILY_RATE_HIGH if rate.value is not None and rate.value > money.FEN else ""
    penalty = [
        _money(props, state, "least", labels.LEAST),
        _money(props, state, "paid", labels.PAID),
        entry(props, values, "penalty_rate", label=labels.PENALTY_RATE, hint=labels.PENALTY_RATE_HINT, unit=labels.PERCENT,
              problem=number(values, "penalty_rate").problem),
        _money(props, state, "penalty_floor", labels.PENALTY_FLOOR),
        el("p", class_="hint")[labels.NO_INTEREST_ON_PENALTY, _rule(props, state, "H04")],
    ]  # fmt: skip
    return _group(
        props, "contract", labels.CONTRACT,
        forms.radios(props["id"], values, "charge", labels.CHARGE, labels.CHARGES),
        entry(props, values, "daily_rate", label=labels.DAILY_RATE, hint=labels.DAILY_RATE_HINT, unit=labels.PERCENT,
              problem=rate.problem, note=means + high),
        None if loan else el("p", class_="hint")[labels.SHOW_RATE, _rule(props, state, "H03")],
        entry(props, values, "fee", label=labels.FEE, hint=labels.FEE_HINT, unit="", problem=number(values, "fee").problem),
        None if loan else penalty,
        None if loan else _usual(props, state),
    )  # fmt: skip


def _rule(props: Props, state: State, fact_id: str) -> list[Any]:
    """Return what a fact says and its citation; once in doubt, the citation alone."""
    fact = talk.facts(props, fact_id)[0]
    doubtful = law.doubt([fact], state.today)
    return [labels.USUAL_EXPIRED if doubtful else fact.get("rule", ""), cite(fact_id)]


def _usual(props: Props, state: State) -> Markup:
    """Return what is usual, each with the day it was checked on; what is past its review is not told."""
    rows = []
    for fact in talk.facts(props, *USUAL):
        doubtful = law.doubt([fact], state.today)
        checked = labels.CHECKED.format(checked=date_text(fact.get("checked", "")) or "")
        told = [labels.USUAL_EXPIRED] if doubtful else [fact.get("rule", ""), " ", el("span", class_="source")[checked]]
        rows.append(el("li")[el("strong")[fact.get("title", fact["id"]), labels.COLON], told, cite(fact["id"])])
    return el("details", class_="behind offer-usual", id=f"{props['id']}-usual")[
        el("summary")[labels.USUAL], el("p")[labels.USUAL_NOTE], el("ul")[rows]
    ]  # fmt: skip


def pick_group(props: Props, state: State, found: Budget, plans: Plans) -> Markup:
    """Return the choice of an offer, the button that writes it into the script, and the four facts it writes."""
    values = state.values
    broke = found.left is not None and found.left <= 0
    options = [(str(term), labels.TERM_IS.format(n=term)) for term in terms(values)]
    return el("div", class_="sheet", data_search_exclude=True)[
        _group(
            props, "pick-group", labels.PICK,
            el("p", class_="hint")[labels.WRITE_HINT],
            _strengths(props, state),
            None if broke else [
                forms.radios(props["id"], values, "pick", labels.PICK_FIRST, options),
                forms.radios(props["id"], values, "pick2", labels.PICK_SECOND, options),
            ],
            _about(props, state, found, plans),
            el("p", class_="island-actions")[
                forms.button(labels.WRITE_PAUSE if broke else labels.WRITE, "write"),
                forms.button(labels.UNDO, "undo") if state.undo is not None and state.undone == "write" else None,
            ],
            _money(props, state, "monthly_can"),
            entry(props, values, "periods", problem=own_term(values)[1]),
            entry(props, values, "ask"), entry(props, values, "fallback"),
            start=True,
        )
    ]  # fmt: skip


def _about(props: Props, state: State, found: Budget, plans: Plans) -> list[Markup]:
    """Return what to think of before the chosen offer is written, or why one of its facts will not be."""
    offer = talk.chosen(state.values, plans, "pick")
    said = []
    if offer and offer.over is not None and (found.left or 0) > 0:
        said.append(labels.WRITE_OVER.format(short=money.show(offer.over)))
    if offer is None and term_of(state.values, "pick") is not None and plans.missing:
        said.append(labels.NOT_WRITTEN.format(why=labels.MISSING.format(names=labels.LIST.join(plans.missing))))
    return [el("p", class_="error", role="alert")[line] for line in said]


def _strengths(props: Props, state: State) -> list[Markup]:
    """Return how strongly the offer may be asked for: 个性化分期 for a card, an extension for a loan; both until the reader has said."""
    lines = []
    for what, fact_id, told in ((CARD, "D01", labels.STRENGTH_CARD), (LOAN, "C33", labels.STRENGTH_LOAN)):
        if kind(state.values) in (what, ""):
            strong, weaker = talk.strength(props, state.today, fact_id)
            why = {law.EXPIRED: labels.WHY_EXPIRED, law.UNVERIFIED: labels.WHY_UNVERIFIED}.get(weaker, "")
            limit = labels.LONGEST.format(most=MOST) if what == CARD and not weaker else ""
            lines.append(
                el("p", class_="hint")[
                    told.format(strength=strong), limit, labels.WEAK.format(why=why, strength=strong) if why else None, cite(fact_id)
                ]
            )
    return lines


def agreed(props: Props, state: State) -> Markup:
    """Return each item an agreement must settle, with what the other side said of it, and the questions that are left."""
    values = state.values
    what = kind(values)
    rows = [
        el("div", class_="offer-item", id=f"{props['id']}-item-{key}")[
            forms.radios(props["id"], values, f"agreed.{key}", name, labels.ANSWERS),
            el("div", class_="field")[
                el("label", for_=f"{props['id']}-note-{key}")[labels.NOTE],
                el("input", type="text", id=f"{props['id']}-note-{key}", name=f"note.{key}", value=text(values, f"note.{key}"),
                   aria_label=f"{labels.NOTE}{labels.COLON}{name}", autocomplete="off").close(),
            ],
        ]
        for key, name, *_ in talk.items(values)
    ]  # fmt: skip
    basis = [el("p", class_="hint")[labels.AGREED_LOAN]]
    if what != LOAN:
        told = ((labels.AGREED_CARD, "D02"), (labels.AGREED_RECORD, "D03"))
        basis = [el("p", class_="hint")[lead, _rule(props, state, fact_id)] for lead, fact_id in told]
    return el("div", class_="sheet", data_search_exclude=True)[
        _group(props, "agreed", labels.AGREED, basis, rows, _questions(props, state))
    ]  # fmt: skip


def _questions(props: Props, state: State) -> Markup:
    asked = talk.questions(props, state)
    left = talk.not_looked(state.values)
    if asked:
        shown: Any = [
            el("p")[el("strong")[labels.QUESTIONS.format(n=len(asked))]],
            el("ol", class_="lines")[
                [el("li", class_="line")[el("span", class_="say")[q.text], " ", el("span", class_="strength")[q.strength]] for q in asked]
            ],
            el("p", class_="island-actions")[forms.copy_button(labels.COPY_QUESTIONS, talk.questions_text(props, state))],
        ]
    else:
        shown = el("p")[labels.QUESTIONS_DONE if not left else labels.QUESTIONS_NONE]
    some = 0 < left < len(talk.items(state.values))
    return el("div", class_="offer-questions", id=f"{props['id']}-questions")[
        shown, el("p", class_="hint")[labels.NOT_LOOKED.format(n=left)] if some else None
    ]  # fmt: skip
