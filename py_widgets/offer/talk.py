"""What goes into the script, and what is still to be asked. No sentence says that the other side must agree to an offer."""

from __future__ import annotations

from dataclasses import dataclass

from .. import money
from ..labels import offer as labels
from ..sentences import law
from ..textcheck import one_line
from ..widget import Props, Values
from .plan import Budget, Offer, Plans
from .state import LOAN, State, kind, number, term_of, text

_SHORT = 60  # characters of a note that a question carries


@dataclass(frozen=True)
class Question:
    """One thing that was not settled: the question, its strength, and the facts it rests on."""

    text: str
    strength: str
    facts: tuple[Props, ...]


def facts(props: Props, *ids: str) -> list[Props]:
    """Return facts by their ids; one the page does not carry counts as unverified."""
    return law.facts_of(props, {"facts": list(ids)})


def strength(props: Props, today: str, fact_id: str) -> tuple[str, str]:
    """Return how strongly this may be asked for, at most 可以协商, and why it is weaker ("" when it is not)."""
    return law.effective(law.NEGOTIABLE, facts(props, fact_id), today)


def ask(props: Props, state: State) -> str:
    """Return what is asked for: 个性化分期 for a card (fact D01) alone; for a loan an extension (C33) while nothing is overdue."""
    values = state.values
    charge = labels.ASK_CHARGES.get(text(values, "charge"), labels.ASK_UNKNOWN)
    what = kind(values)
    if not what:
        return labels.ASK_PLAIN + charge
    if what == LOAN:
        overdue = number(values, "amount_overdue").value
        extend = overdue == 0 and not law.doubt(facts(props, "C33"), state.today)
        return (labels.ASK_EXTEND if extend else labels.ASK_LOAN) + charge
    return (labels.ASK_PLAIN if law.doubt(facts(props, "D01"), state.today) else labels.ASK_CARD) + charge


def fallback(offer: Offer) -> str:
    """Return the second offer as the sentence's words."""
    template = labels.FALLBACK_BARE if offer.bare else labels.FALLBACK
    return template.format(n=offer.months, pays=money.show(offer.pays))


def chosen(values: Values, found: Plans, name: str) -> Offer | None:
    """Return the offer picked under `pick` or `pick2`, None for none."""
    term = term_of(values, name)
    return next((offer for offer in found.offers if offer.months == term), None)


def written(props: Props, state: State, budget: Budget, found: Plans) -> Values:
    """Return what the button puts into the script: {} when nothing is chosen; a key with "" is emptied.

    Where nothing is left each month, no number of instalments is offered: the ask is to wait.
    """
    if budget.left is not None and budget.left <= 0:
        return {"ask": labels.PAUSE_ASK, "monthly_can": "", "periods": "", "fallback": ""}
    term = term_of(state.values, "pick")
    if term is None:
        return {}
    values: Values = {"periods": str(term), "ask": ask(props, state)}
    first, second = chosen(state.values, found, "pick"), chosen(state.values, found, "pick2")
    if first:
        values["monthly_can"] = money.show(first.pays)
    if second and second is not first:
        values["fallback"] = fallback(second)
    return values


def items(values: Values) -> list[tuple[str, str, str, str]]:
    """Return what must be settled; a loan has no rule on 申领信用卡 or on recordings."""
    return [item for item in labels.ITEMS if kind(values) != LOAN or item[0] not in labels.CARD_ONLY]


def questions(props: Props, state: State) -> list[Question]:
    """Return a question for each item that was not said or is not clear; a loan's rest on no fact and are mere requests."""
    found = []
    for key, _, question, fact_id in items(state.values):
        if text(state.values, f"agreed.{key}") not in ("unsaid", "unclear"):
            continue
        rests = facts(props, fact_id) if kind(state.values) != LOAN else []
        strong, _ = law.effective(law.ENTITLED if rests else law.REQUEST, rests, state.today)
        asked = law.verb(strong, "") + question
        note = one_line(text(state.values, f"note.{key}"))[:_SHORT]
        if note:
            asked = labels.QUESTION_WITH_NOTE.format(question=asked.removesuffix("。"), note=note) + "。"
        found.append(Question(asked, strong, tuple(rests)))
    return found


def questions_text(props: Props, state: State) -> str:
    """Return the questions as a message to send, with the law they rest on where that is beyond doubt; "" for none."""
    asked = questions(props, state)
    if not asked:
        return ""
    rests = next((list(q.facts) for q in asked if q.facts and q.facts[0]["id"] == "D02"), [])
    citation = law.citation(rests, state.today)
    lead = [labels.CITED.format(citation=citation)] if citation else []
    return "\n".join([*lead, labels.QUESTIONS_LEAD, *(f"{n}. {q.text}" for n, q in enumerate(asked, 1))])


def not_looked(values: Values) -> int:
    """Return how many items the reader has not judged yet."""
    return sum(text(values, f"agreed.{key}") not in dict(labels.ANSWERS) for key, *_ in items(values))
