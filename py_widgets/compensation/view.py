"""The sheet as HTML: the rows, what they add up to, and the two texts."""

from __future__ import annotations

from .. import forms, money
from ..forms import State, text
from ..labels import compensation as labels
from ..labels import forms as shared
from ..markup import Markup, el
from ..widget import Props, Values
from . import sheet


def view(props: Props, state: State) -> Markup:
    """Return the island's HTML; blank, it prints as a sheet to fill in."""
    values, island = state.values, str(props["id"])
    found, open_ = sheet.rows(values), list(sheet.cautions(state))
    return el("div", class_="sheet", role="group", aria_labelledby=f"{island}-title")[
        el("h3", id=f"{island}-title")[props["title"]],
        forms.hidden(values, "remedy"),
        (_row(island, values, n) for n in range(1, sheet.shown(values) + 1)),
        el("p", class_="hint")[labels.MORE.format(most=sheet.MOST)],
        el("details", class_="group", id=f"{island}-common")[
            el("summary")[el("span", class_="group-name")[labels.COMMON]],
            (forms.fact(island, values, field) for field in props["fields"]),
        ],
        _cautions(open_),
        _totals(found),
        _record(island, values),
        _message(island, values),
        el("div", class_="island-actions")[
            forms.button(labels.USE, "use"),
            forms.print_button(labels.PRINT, f"{island}-record"),
            forms.button(labels.CLEAR, "clear"),
            forms.button(shared.UNDO, "undo") if state.undo else None,
        ],
    ]


def _row(island: str, values: Values, n: int) -> Markup:
    def named(column: str) -> str:
        return sheet.name(n, column)

    item, raw = sheet.said(values, named("item")), text(values, named("amount"))
    problem = shared.BAD_MONEY if raw.strip() and money.amount(raw) is None else ""
    used = any(text(values, named(column)) for column in sheet.COLUMNS)
    title = labels.ROW_SAID.format(n=n, item=item[:20]) if item else labels.ROW.format(n=n)
    return el("details", class_="group", id=f"{island}-row-{n}", open=n == 1)[
        el("summary")[el("span", class_="group-name")[title]],
        forms.entry(island, values, named("item"), labels.ITEM, hint=labels.ITEM_HINT, example=labels.ITEM_EXAMPLE),
        forms.entry(island, values, named("amount"), labels.AMOUNT, "money", hint=labels.AMOUNT_HINT, unit=labels.YUAN, problem=problem),
        forms.entry(island, values, named("evidence"), labels.EVIDENCE, example=labels.EVIDENCE_EXAMPLE),
        forms.radios(island, values, named("class"), labels.CLASS, labels.CLASSES),
        forms.entry(island, values, named("reason"), labels.REASON, hint=labels.REASON_HINT, example=labels.REASON_EXAMPLE),
        forms.radios(island, values, named("approval"), labels.APPROVAL, labels.APPROVALS),
        forms.entry(island, values, named("who"), labels.WHO, example=labels.WHO_EXAMPLE),
        el("div", class_="island-actions")[forms.button(labels.EMPTY_ROW, "empty", str(n))] if used else None,
    ]


def _cautions(lines: list[str]) -> Markup:
    said = el("div", class_="warnings")[el("p", class_="warnings-title")[labels.CAUTIONS], el("ul")[(el("li")[line] for line in lines)]]
    return el("div", role="status")[said if lines else None]


def _totals(found: list[sheet.Row]) -> Markup | None:
    if not found:
        return None
    lines = []
    for kind, title in sheet.NAMES.items():
        group = [row for row in found if row.kind == kind]
        line = labels.TOTAL.format(name=title, amount=money.show(sheet.total(group)))
        if wanted := sheet.total(row for row in group if row.approval == sheet.WANTED and kind != sheet.NOT_OURS):
            line += labels.COMMA + labels.TOTAL_WANTED.format(amount=money.show(wanted))
        lines.append(line + labels.STOP)
    asked, sorted_ = sheet.total(found), sheet.total(row for row in found if row.kind)
    lines.append(labels.ASKED.format(amount=money.show(asked), sorted=money.show(sorted_)))
    return el("section")[el("h4")[labels.TOTALS], el("ul", class_="lines")[(el("li")[line] for line in lines)]]


def _record(island: str, values: Values) -> Markup:
    said = sheet.record(values)
    blank = [el("p")[line] for _ in range(sheet.FEWEST) for line in labels.BLANK_ROWS]
    return el("section", id=f"{island}-record")[
        el("h4")[labels.RECORD],
        [el("p", class_="say")[line] for line in said.split("\n")] if said else blank,
        forms.copy_button(labels.COPY_RECORD, said) if said else None,
    ]


def _message(island: str, values: Values) -> Markup:
    said = sheet.message(values)
    return el("section", id=f"{island}-message")[
        el("h4")[labels.MESSAGE],
        el("p", class_="hint")[labels.MESSAGE_HINT],
        [el("p", class_="say")[line] for line in (said or labels.MESSAGE_EMPTY).split("\n")],
        forms.copy_button(labels.COPY_MESSAGE, said) if said else None,
    ]
