"""The worksheet and the numbers; a form to fill in by pen without Python."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

from .. import money
from ..forms import State
from ..labels import worth as labels
from ..markup import Markup, el
from ..widget import Props, Values
from .sums import FEES, Step, Sum, compute, number, text


def view(props: Props, state: State) -> Markup:
    """Return the worksheet and the numbers; a form to fill in by pen without Python."""
    values, found = state.values, compute(props, state.values)
    title = f"{props['id']}-title"
    return el("div", class_="worth", role="group", aria_labelledby=title)[
        el("h3", id=title)[props["title"]],
        [el("input", type="hidden", name=one["key"], data_shared=True, value=text(values, one["key"])) for one in props["amounts"]],
        el("div", class_="sheet", data_search_exclude=True)[
            _entry(props, values, "claim", labels.CLAIM, labels.CLAIM_HINT, labels.YUAN, _bad_money(values, "claim"), _from(found)),
            _entry(props, values, "hour", labels.HOUR, labels.HOUR_HINT, labels.YUAN, _bad_money(values, "hour")),
            _chance(props, values),
            _entry(props, values, "percent", labels.PERCENT, labels.PERCENT_HINT, "%", _bad_percent(values)),
            el("h4")[labels.STEPS],
            el("p", class_="hint")[labels.STEPS_HINT],
            [_step_sheet(props, values, step, name) for step, name in labels.STEP_NAMES],
        ],
        el("div", class_="island-actions")[
            el("button", type="button", data_msg="clear", disabled=not values)[labels.CLEAR],
            el("button", type="button", data_msg="undo")[labels.UNDO] if state.undo else None,
        ],
        el("section", id=f"{props['id']}-result")[
            el("h4")[labels.RESULT],
            _result(found),
            _each(found) if found.steps else None,
            [el("p", class_="hint")[note] for note in _notes(props, state, found)],
            el("h4")[labels.QUESTIONS],
            el("div", class_="sheet", data_search_exclude=True)[
                [_entry(props, values, f"why.{n}", question, "", "", "") for n, question in enumerate(labels.ASKED)]
            ],
        ],
        el("div", class_="island-actions")[
            el("button", type="button", data_effect=json.dumps({"type": "print", "target": "island"}))[labels.PRINT]
        ],
    ]


def _from(found: Sum) -> str:
    return labels.CLAIM_FROM.format(name=found.source, amount=money.show(found.claim)) if found.source and found.claim else ""


def _bad_money(values: Values, name: str) -> str:
    raw = text(values, name)
    return labels.BAD_MONEY if raw.strip() and money.amount(raw) is None else ""


def _bad_percent(values: Values) -> str:
    raw = text(values, "percent")
    found = number(raw)
    return labels.BAD_PERCENT if raw.strip() and (found is None or found > 100) else ""


def _bad_hours(values: Values, name: str) -> str:
    raw = text(values, name)
    return labels.BAD_HOURS if raw.strip() and number(raw) is None else ""


def _entry(props: Props, values: Values, name: str, label: str, hint: str, unit: str, problem: str, note: str = "") -> Markup:
    element_id = f"{props['id']}-{name}"
    hinted = el("p", class_="hint", id=f"{element_id}-hint")[hint] if hint else None
    complaint = el("p", class_="error", role="alert", id=f"{element_id}-error")[problem] if problem else None
    described = " ".join(f"{element_id}-{what}" for what, shown in (("hint", hinted), ("error", complaint)) if shown) or None
    return el("div", class_="field")[
        el("label", for_=element_id)[label],
        hinted,
        el("input", type="text", id=element_id, name=name, inputmode="decimal" if unit else None, value=text(values, name),
           autocomplete="off", placeholder=labels.PERCENT_EXAMPLE if name == "percent" else None,
           aria_describedby=described, aria_invalid="true" if problem else None),
        el("span", class_="unit")[unit] if unit else None,
        el("p", class_="hint")[note] if note else None,
        complaint,
    ]  # fmt: skip


def _chance(props: Props, values: Values) -> Markup:
    chosen = text(values, "chance")
    return el("fieldset", class_="field choices")[
        el("legend")[labels.CHANCE],
        el("p", class_="hint")[labels.CHANCE_HINT],
        [
            el("label", class_="choice")[
                el("input", type="radio", id=f"{props['id']}-chance-{n}", name="chance", value=value, checked=value == chosen,
                   autocomplete="off"),
                said,
            ]
            for n, (value, said) in enumerate((*labels.CHANCES, ("", labels.UNKNOWN)))
        ],
    ]  # fmt: skip


def _step_sheet(props: Props, values: Values, step: str, name: str) -> Markup:
    box = el("input", type="checkbox", id=f"{props['id']}-take.{step}", name=f"take.{step}", checked=values.get(f"take.{step}") is True,
             autocomplete="off")  # fmt: skip
    hours, cost = f"hours.{step}", f"cost.{step}"
    return el("fieldset", class_="field choices worth-step")[
        el("legend")[name],
        el("label", class_="choice")[box, labels.TAKE],
        _entry(props, values, hours, labels.HOURS, "", labels.HOURS, _bad_hours(values, hours)),
        _entry(props, values, cost, labels.COST, "", labels.YUAN, _bad_money(values, cost)),
    ]


def _result(found: Sum) -> Markup:
    rows = list(_rows(found))
    lacking = list(_lacking(found))
    return el("div")[
        el("dl")[(Markup(el("dt")[name] + el("dd")[said]) for name, said in rows)] if rows else el("p")[labels.NOTHING],
        el("ul")[(el("li")[one] for one in lacking)] if rows and lacking else None,
    ]


def _rows(found: Sum) -> Iterator[tuple[str, str]]:
    show = money.show
    if found.gain is not None and found.claim and found.chance is not None:
        chance = money.percent_text(found.chance)
        yield labels.GAIN, labels.GAIN_HOW.format(claim=show(found.claim), chance=chance, gain=show(found.gain))
    if not found.steps:
        return
    if found.time is not None and found.hour is not None:
        yield labels.TIME, labels.TIME_HOW.format(hours=_plain(found.hours), hour=show(found.hour), time=show(found.time))
    elif found.hours:
        yield labels.TIME, labels.TIME_ONLY.format(hours=_plain(found.hours))
    money_how = labels.MONEY_NO_FEE if found.unpriced else labels.MONEY_HOW
    yield labels.MONEY, money_how.format(cost=show(found.cost), fee=show(found.fee), money=show(found.cost + found.fee))
    yield labels.TOTAL, labels.TOTAL_HOW.format(total=show(found.total))
    if found.unpriced:
        return
    if found.gain is not None:
        yield labels.DIFFERENCE, labels.DIFFERENCE_HOW.format(difference=show(found.gain - found.total).replace("-", "−"))
    if found.claim:
        even = found.total / found.claim
        yield labels.EVEN, labels.EVEN_HOW.format(even=money.percent_text(even)) if even <= 1 else labels.EVEN_NEVER


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _lacking(found: Sum) -> Iterator[str]:
    if not found.claim:
        yield labels.LACK_CLAIM
    if found.chance is None:
        yield labels.LACK_CHANCE
    if not found.steps:
        yield labels.LACK_STEP
    if found.unpriced:
        yield labels.LACK_FEE.format(names="、".join(found.unpriced))
    if without := [step.name for step in found.steps if step.hours is None]:
        yield labels.LACK_HOURS.format(names="、".join(without))


def _each(found: Sum) -> Markup:
    """Return what each ticked step adds, and how much more likely it has to make the outcome to carry its own cost."""
    said, so_far = [], Decimal(0)
    for step in found.steps:
        so_far += step.adds
        line = labels.STEP_ADDS.format(name=step.name, fee=_fee(step, found), adds=money.show(step.adds), so_far=money.show(so_far))
        even = step.adds / found.claim if found.claim and step.fee is not None else None
        said.append(line + (labels.STEP_EVEN.format(even=money.percent_text(even)) if even is not None else ""))
    return Markup(el("h4")[labels.EACH] + el("ul")[(el("li")[one] for one in said)])


def _fee(step: Step, found: Sum) -> str:
    if step.fee is not None:
        return f"{money.show(step.fee)}元" if step.id in FEES else labels.FEE_NONE
    return labels.FEE_BEYOND if found.claim else labels.FEE_UNKNOWN


def _notes(props: Props, state: State, found: Sum) -> Iterator[str]:
    yield labels.ROUGH
    if any(step.id in FEES for step in found.steps):
        yield labels.FEE_NOTE
        yield labels.FEE_WHO
        if any(state.today and fact["review"] and state.today > fact["review"] for fact in props["facts"].values()):
            yield labels.FACT_EXPIRED
