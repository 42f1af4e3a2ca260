"""What comes of it, on one sheet: the numbers used, what can be kept up, the offers, the chart, and what waiting costs."""

from __future__ import annotations

from typing import Any

from .. import money
from ..formats import date_text
from ..labels import offer as labels
from ..markup import Markup, el
from ..widget import Props
from .chart import chart
from .controls import cite
from .plan import Budget, Offer, Plans, wait
from .state import LOAN, MOST, State, first_day, kind, number, terms, text


def result(props: Props, state: State, kept: Budget, found: Plans) -> Markup:
    """Return the sheet that prints; what is missing is named where it would stand."""
    return el("section", class_="offer-result", id=f"{props['id']}-result")[
        el("h4")[labels.PLANS],
        _numbers(props, state),
        _surplus(kept),
        _table(props, state, kept, found),
        chart(props["id"], found.offers) if found.offers else None,
        _notes(state, kept, found),
        _wait(state),
    ]


def _missing(names: tuple[str, ...]) -> str:
    return labels.MISSING.format(names=labels.LIST.join(names))


def _numbers(props: Props, state: State) -> Markup | None:
    """Return the numbers of the debt and the contract that were read, so that the sheet alone can be checked."""
    values = state.values
    called = {f["key"]: f["name"] for f in props["fields"]}
    amounts = ((name, number(values, name).value) for name in ("amount_owed", "amount_overdue"))
    said = [labels.SUM.format(name=called.get(n, n), value=money.show(v)) + labels.YUAN for n, v in amounts if v is not None]
    charge = dict(labels.CHARGES).get(text(values, "charge"))
    said += [charge] if charge else []
    rate = number(values, "daily_rate").value
    said += [labels.RATE_USED.format(rate=f"{(rate * 100).normalize():f}")] if rate is not None else []
    fee = number(values, "fee").value
    said += [labels.FEE_USED.format(fee=money.show(fee))] if fee is not None else []
    return el("p", class_="offer-numbers")[labels.NUMBERS, labels.COLON, "；".join(said), "。"] if said else None


def _surplus(kept: Budget) -> Markup:
    """Return what can be kept up, with the sum it comes from; where nothing is left, what that means and what to ask instead."""
    if kept.left is None:
        return el("p", class_="offer-left", role="status")[labels.SURPLUS, labels.COLON, _missing(kept.missing)]
    income = labels.SUM.format(name=labels.INCOME, value=money.show(kept.income or money.ZERO))
    parts = [labels.SUM.format(name=name, value=money.show(value)) for name, value in kept.parts]
    sum_ = labels.LESS.join([income, *parts]) + labels.EQUALS + money.show(kept.left).replace("-", labels.MINUS)
    skipped = (
        el("p", class_="offer-small offer-skipped")[labels.SKIPPED.format(names=labels.LIST.join(kept.skipped))] if kept.skipped else None
    )
    if kept.left > 0:
        lead: Any = el("p", class_="offer-left")[el("strong")[labels.SURPLUS_IS.format(left=money.show(kept.left))]]
    else:
        before, number_, after = labels.NONE_LEFT_CALL
        said = labels.NONE_LEFT.format(short=money.show(-kept.left)) if kept.left else labels.NOTHING_LEFT
        lead = el("div", class_="offer-none")[
            el("p")[el("strong")[said]], el("p")[labels.NONE_LEFT_SAYS], el("p")[labels.NONE_LEFT_DO],
            el("p")[before, el("a", href=f"tel:{number_}")[number_], after],
        ]  # fmt: skip
    return el("div", role="status")[lead, el("p", class_="offer-small offer-sum")[sum_], skipped]


def _table(props: Props, state: State, kept: Budget, found: Plans) -> Markup:
    """Return the offers a row; a column whose numbers are not known says which are missing, once."""
    bare = bool(found.costs_missing)
    heads = (labels.TERM, labels.PAYS_BARE if bare and found.offers else labels.PAYS, labels.EXTRA, labels.RATE, labels.FITS)
    counts = [offer.months for offer in found.offers] or list(terms(state.values))
    holes = {
        1: found.missing if not found.offers else (),
        2: found.missing + found.costs_missing,
        3: found.missing + found.costs_missing,
        4: found.missing + kept.missing,
    }
    rows = []
    for n, months in enumerate(counts):
        offer = found.offers[n] if found.offers else None
        cells: list[Markup] = [el("th", scope="row")[labels.TERM_IS.format(n=months)]]
        for column in range(1, 5):
            if offer is not None and not holes[column]:
                cells.append(el("td", class_="offer-fits" if column == 4 else None)[_cell(column, offer)])
            elif n == 0:
                said = _missing(tuple(holes[column])) if holes[column] else ""
                cells.append(el("td", class_="offer-missing", rowspan=len(counts))[said])
        rows.append(el("tr", class_="over" if offer and offer.over is not None else None)[cells])
    table = el("table", class_="offer-table", id=f"{props['id']}-table")[
        el("caption")[labels.PLANS_CAPTION],
        el("thead")[el("tr")[[el("th", scope="col")[head] for head in heads]]],
        el("tbody")[rows],
    ]
    return el("div", class_="offer-scroll", role="group", tabindex="0", aria_label=labels.PLANS_CAPTION)[table]


def _cell(column: int, offer: Offer) -> Any:
    if column == 1:
        return money.show(offer.pays)
    if column == 2:
        return money.show(offer.extra or money.ZERO)
    if column == 3:
        return money.percent_text(offer.rate) if offer.rate is not None else labels.NO_RATE
    if offer.over is not None:
        return [el("strong", class_="offer-over")[labels.OVER], labels.FITS_NO.format(short=money.show(offer.over))]
    return [
        el("strong", class_="offer-enough")[labels.ENOUGH],
        labels.FITS_YES.format(spare=money.show((offer.left or money.ZERO) - offer.pays)),
    ]


def _notes(state: State, kept: Budget, found: Plans) -> list[Markup]:
    lines: list[Any] = []
    if found.offers and kept.left is not None and kept.left > 0 and not found.costs_missing:
        shown = money.show(kept.left)
        said = labels.SHORTEST.format(left=shown, n=found.shortest) if found.shortest else labels.NEVER.format(left=shown, most=MOST)
        lines.append(el("strong")[said])
    if found.offers and found.start and found.first:
        dates = {"start": date_text(found.start.isoformat()), "first": date_text(found.first.isoformat())}
        lines.append([labels.COUNTED_FROM.format(**dates), None if first_day(state)[0] else labels.COUNTED_BY_MONTH])
    lines.append([labels.TOTAL_FROM, labels.ROUNDING])
    lines.append([labels.XIRR_MEANS, cite("H10")])
    return [el("p", class_="offer-note")[line] for line in lines]


def _wait(state: State) -> Markup:
    """Return what thirty days without an agreement cost by the contract's own numbers."""
    cost = wait(state.values, kind(state.values) != LOAN)
    said = [labels.WAIT_INTEREST.format(interest=money.show(cost.interest))] if cost.interest is not None else []
    said += [labels.WAIT_PENALTY.format(penalty=money.show(cost.penalty))] if cost.penalty is not None else []
    said += [_missing(cost.missing)] if cost.missing else []
    return el("p", class_="offer-wait")[el("strong")[labels.WAIT, labels.COLON], "；".join(said), "。"]
