"""The whole widget as HTML: the questions, the first step, the other rungs by how they stand, and the wrong doors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..formats import day
from ..labels import next_step as labels
from ..markup import Markup, el, slot
from ..sentences.answers import answers
from ..sentences.fields import asked, text_of
from ..widget import Props
from .card import Page, basis, card, row
from .controls import questions, sheet
from .rules import CLOSED, EARLY, LATER, OPEN, PASSED, WAITING, judge
from .state import COMPLAINED_ON, DECIDED_ON, ELSEWHERE, MATTER, State, own_names
from .text import text

_SECTIONS = ((labels.OPEN, (OPEN,)), (labels.WAITING, (WAITING,)), (labels.EARLY, (EARLY,)), (labels.LATER, (LATER,)))


def view(props: Props, state: State) -> Markup:
    """Return the island's HTML; before anything is answered, the whole ladder, complete without Python."""
    result = judge(props, state)
    texts = {v.rung["id"]: text(props, state, result.events, v) for v in result.verdicts if v.status not in (CLOSED, PASSED)}
    page = Page(props, state, result, answers(props, state), texts)
    title = f"{props['id']}-title"
    return el("div", class_="next-step", role="group", aria_labelledby=title)[
        el("h3", id=title)[props["title"]],
        questions(props, state, page.found),
        el("div", class_="island-actions")[
            el("button", type="button", data_msg="clear")[labels.CLEAR],
            el("button", type="button", data_msg="undo")[labels.UNDO] if state.undo else None,
        ],
        sheet(props, state, page.found, _wanted(page)),
        el("div", class_="next-result", id=f"{props['id']}-result")[_result(page) if _told(props, state) else _ladder(props)],
    ]


def _told(props: Props, state: State) -> bool:
    """Return whether the reader answered anything that picks among the rungs."""
    return any(state.values.get(name) for name in own_names(props))


def _wanted(page: Page) -> frozenset[str]:
    """Return the keys of the fields that a shown text uses; without a matter, those of every matter's rungs but not its own facts."""
    keys: set[str] = set()
    for verdict in page.result.verdicts:
        if verdict.status not in (CLOSED, PASSED):
            written = page.texts[verdict.rung["id"]]
            keys |= {p.field["key"] for s in written.sentences for p in s.pieces if p.field}
            names = {field["name"]: field["key"] for field in page.props["fields"]}
            keys |= {names[name.partition("（")[0]] for name in written.missing if name.partition("（")[0] in names}
            keys |= {thing["key"] for thing in verdict.rung["have"]}
    matter = next((m for m in page.props["matters"] if m["id"] == page.state.values.get(MATTER)), None)
    return frozenset(keys | ({matter["amount"]} if matter else set()))


def _result(page: Page) -> Iterator[Markup | None]:
    result = page.result
    yield _cautions(page, list(_look_at(page)))
    if result.first:
        yield el("section", class_="next-first", aria_labelledby=f"{page.id}-first")[
            el("h4", id=f"{page.id}-first")[labels.FIRST], card(page, result.first, first=True)
        ]
    for heading, statuses in (*_SECTIONS, (labels.CLOSED, (CLOSED, PASSED))):
        found = result.of(*statuses)
        if found:
            yield el("section")[el("h4")[heading], [card(page, verdict) for verdict in found]]
    yield _doors(page)
    target = f"#{page.id}-result"
    yield el("div", class_="island-actions")[
        el("button", type="button", data_effect=json.dumps({"type": "print", "target": target}))[labels.PRINT]
    ]


def _cautions(page: Page, said: list[str]) -> Markup:
    listed = el("ul")[(el("li")[one] for one in said)] if said else None
    return el("div", class_="warnings" if said else None, id=f"{page.id}-warnings", role="status")[listed]


def _look_at(page: Page) -> Iterator[str]:
    """Yield what to look at before any step: danger, the same dispute twice, dates that cannot be."""
    if page.result.danger:
        yield labels.DANGER
    if text_of(page.state.values, ELSEWHERE) not in ("", "none"):
        yield labels.TWICE
    complained = page.result.events["complained"]
    if complained.said and complained.day and complained.key != COMPLAINED_ON:
        yield labels.APPROXIMATE
    today = day(page.state.today)
    for key, name in _past_dates(page):
        raw = text_of(page.state.values, key)
        found = day(raw)
        if raw.strip() and not found:
            yield labels.BAD_DATE.format(name=name)
        elif found and today and found > today:
            yield labels.FUTURE.format(name=name)


def _past_dates(page: Page) -> Iterable[tuple[str, str]]:
    names = {field["key"]: field["name"] for field in asked(page.props)}
    own = ((COMPLAINED_ON, labels.COMPLAINED_ON), (DECIDED_ON, labels.DECIDED_ON))
    return (*own, *((key, names[key]) for key in ("last_contact_date", "served_date", "trade_date", "refund_asked_date") if key in names))


def _doors(page: Page) -> Markup | None:
    matter = next((m for m in page.props["matters"] if m["id"] == page.state.values.get(MATTER)), None)
    if not matter or not matter["doors"]:
        return None
    return el("section", class_="next-doors")[
        el("h4")[labels.DOORS],
        el("ul")[
            (el("li")[labels.DOOR.format(door=door["door"], why=door["why"]), basis(page, door["facts"])] for door in matter["doors"])
        ],
    ]


def _ladder(props: Props) -> Markup:
    """Return every rung with what it does, costs and cannot do: the form that is read and printed without Python."""
    names = {matter["id"]: matter["name"] for matter in props["matters"]} | {"all": labels.FOR_ALL, "unknown": labels.FOR_UNKNOWN}
    return el("section")[
        el("h4")[labels.ALL],
        [
            el("details", class_="group")[
                el("summary")[el("span", class_="group-name")[rung["name"]]],
                el("dl")[
                    row(labels.KINDS, labels.LIST.join(names[kind] for kind in rung["kinds"])) if rung["kinds"] else None,
                    row(labels.DOES, rung["does"]),
                    row(labels.OPENS, " ".join(rule["say"] for rule in rung["opens"])) if rung["opens"] else None,
                    row(labels.CLOSES, " ".join(rule["say"] for rule in rung["closes"])) if rung["closes"] else None,
                    row(labels.HAVE, labels.LIST.join(thing["say"] for thing in rung["have"])),
                    row(labels.COST, rung["cost"]),
                    row(labels.CANNOT, rung["cannot"]),
                    row(labels.NOTES, " ".join(note["say"] for note in rung["notes"])) if rung["notes"] else None,
                ],
                el("p")[slot(f"page.{rung['id']}", "span")],
            ]
            for rung in props["rungs"]
        ],
    ]
