"""What stands on the sheet, what it adds up to, and the two texts it makes: for the record and for the user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from .. import money
from ..formats import date_text
from ..forms import State, text
from ..labels import compensation as labels
from ..textcheck import one_line
from ..widget import Values

MOST = 12
FEWEST = 3
COLUMNS = ("item", "amount", "evidence", "class", "reason", "approval", "who")
LOSS, GOODWILL, NOT_OURS = "loss", "goodwill", "not_ours"
NAMES = {LOSS: labels.LOSS, GOODWILL: labels.GOODWILL, NOT_OURS: labels.NOT_OURS}
OWN, GIVEN, WANTED = "own", "given", "wanted"
_STOPS = "。．.；;，,、！! "


@dataclass(frozen=True)
class Row:
    """One thing the user asks for: `amount` in yuan, None when there is none; `odd` is what was typed and is no amount, else ""."""

    number: int
    item: str
    amount: Decimal | None
    odd: str
    evidence: str
    kind: str
    reason: str
    approval: str
    who: str

    @property
    def what(self) -> str:
        """Return the thing with its amount, as it joins a sentence."""
        return self.item if self.amount is None else labels.WHAT.format(item=self.item, amount=money.show(self.amount))

    @property
    def settled(self) -> bool:
        """Return whether it may be promised: something is named, it is not refused, somebody could decide it and did."""
        named = self.amount is not None and bool(self.reason) if self.kind == LOSS else self.kind == GOODWILL and not self.odd
        return bool(self.item) and named and self.approval in (OWN, GIVEN)


def name(number: int, column: str) -> str:
    """Return the name of a control; rows count from 1."""
    return f"row.{number}.{column}"


def said(values: Values, key: str) -> str:
    """Return an answer as it joins a sentence: one line, without a stop of its own."""
    return one_line(text(values, key)).rstrip(_STOPS)


def rows(values: Values) -> list[Row]:
    """Return the rows that hold anything, in order; they keep their numbers."""
    found = []
    for n in range(1, MOST + 1):
        if not any(text(values, name(n, column)).strip() for column in COLUMNS):
            continue
        raw = text(values, name(n, "amount"))
        amount = money.amount(raw) if raw.strip() else None
        kind, approval = (text(values, name(n, column)) for column in ("class", "approval"))
        found.append(Row(
            n, said(values, name(n, "item")), amount, "" if amount is not None else one_line(raw), said(values, name(n, "evidence")),
            kind if kind in NAMES else "", said(values, name(n, "reason")), approval if approval in (OWN, GIVEN, WANTED) else "",
            said(values, name(n, "who")),
        ))  # fmt: skip
    return found


def shown(values: Values) -> int:
    """Return how many rows the form has: one more than is used, at least `FEWEST`, at most `MOST`."""
    last = max((row.number for row in rows(values)), default=0)
    return min(max(last + 1, FEWEST), MOST)


def total(found: Iterable[Row]) -> Decimal:
    """Return the sum of the amounts, exact."""
    return sum((row.amount for row in found if row.amount is not None), money.ZERO)


def of(found: Iterable[Row], kind: str) -> list[Row]:
    """Return the rows of one class that name a thing."""
    return [row for row in found if row.kind == kind and row.item]


def record(values: Values) -> str:
    """Return the text for the ticket: everything that was entered, class by class; "" for nothing."""
    found = rows(values)
    if not found:
        return ""
    head = [labels.RECORD_HEAD]
    if order := said(values, "work_order"):
        head.append(labels.RECORD_ORDER.format(work_order=order))
    lines = [labels.COMMA.join(head) + labels.STOP]
    for kind, title in (*NAMES.items(), ("", labels.RECORD_UNSORTED)):
        group = [row for row in found if row.kind == kind]
        if group:
            lines.append(f"{title}{labels.COLON}")
            lines += [_recorded(n, row) for n, row in enumerate(group, 1)]
            if any(row.amount is not None for row in group):
                lines.append(labels.RECORD_SUM.format(name=title, amount=money.show(total(group))) + labels.STOP)
    return "\n".join(lines)


def _recorded(n: int, row: Row) -> str:
    parts = [labels.RECORD_ROW.format(n=n, what=row.what or labels.NONE)]
    parts += [labels.RECORD_ODD.format(raw=row.odd)] if row.odd else []
    parts.append(labels.RECORD_EVIDENCE.format(evidence=row.evidence) if row.evidence else labels.RECORD_NO_EVIDENCE)
    parts += [labels.RECORD_REASON.format(reason=row.reason)] if row.reason else []
    if row.kind != NOT_OURS:
        parts.append(labels.RECORD_APPROVAL[row.approval] + (labels.RECORD_WHO.format(who=row.who) if row.who else ""))
    return labels.SEMICOLON.join(parts) + labels.STOP


def message(values: Values) -> str:
    """Return the text for the user, losses first; a row is in it only when all that its sentence says was entered.

    Nothing is promised that nobody has decided: what is still to be asked is said to be open. "" when no row can be told.
    """
    found = rows(values)
    loss = [row for row in of(found, LOSS) if row.settled]
    goodwill = [row for row in of(found, GOODWILL) if row.settled]
    wanted = [row for row in found if row.item and not row.odd and row.kind in (LOSS, GOODWILL) and row.approval == WANTED]
    refused = [row for row in of(found, NOT_OURS) if row.reason and not row.odd]
    if not (loss or goodwill or wanted or refused):
        return ""
    lines = [labels.SAY_HELLO.format(customer=customer)] if (customer := said(values, "customer")) else []
    if loss:
        lines.append(labels.SAY_LOSS)
        lines += [labels.SAY_ROW.format(n=n, what=row.what, reason=row.reason) for n, row in enumerate(loss, 1)]
        lines += [labels.SAY_LOSS_SUM.format(amount=money.show(total(loss)))] if len(loss) > 1 else []
    if goodwill:
        lines += [labels.SAY_GOODWILL, *(labels.SAY_ROW_BARE.format(n=n, what=row.what) for n, row in enumerate(goodwill, 1))]
    done_by, after = (date_text(text(values, key)) for key in ("done_by", "next_contact"))
    if done_by and (loss or goodwill):
        lines.append(labels.SAY_BY.format(done_by=done_by))
    if wanted:
        lines += [labels.SAY_WANTED, *(labels.SAY_ROW_BARE.format(n=n, what=row.what) for n, row in enumerate(wanted, 1))]
        lines += [labels.SAY_WANTED_BY.format(next_contact=after)] if after else []
    if refused:
        lines.append(labels.SAY_NOT_OURS)
        lines += [labels.SAY_NOT_OURS_ROW.format(n=n, what=row.what, reason=row.reason) for n, row in enumerate(refused, 1)]
        lines += [labels.SAY_WAYS.format(other_ways=ways)] if (ways := said(values, "other_ways")) else []
    lines += [labels.SAY_PHONE.format(phone=phone)] if (phone := said(values, "staff_phone")) else []
    return "\n".join(lines)


def remedy(values: Values) -> str:
    """Return what is settled as one phrase for the reply, "" when nothing is."""
    return labels.LIST.join(row.what for kind in (LOSS, GOODWILL) for row in of(rows(values), kind) if row.settled)


def cautions(state: State) -> Iterator[str]:
    """Yield what is still open on the sheet; nothing while it is blank."""
    found = rows(state.values)
    for row in found:
        title = labels.ROW.format(n=row.number)
        if not row.kind:
            yield labels.NO_CLASS.format(row=title)
            continue
        if row.odd:
            yield labels.ODD_AMOUNT.format(row=title)
        elif row.kind == LOSS and row.amount is None:
            yield labels.NO_AMOUNT.format(row=title)
        if row.kind == LOSS and not row.evidence:
            yield labels.NO_EVIDENCE.format(row=title)
        if not row.reason and row.kind != GOODWILL:
            yield labels.NO_REASON.format(row=title)
        for word in labels.NOT_REASONS:
            if word in row.reason:
                yield labels.EMPTY_REASON.format(row=title, word=word)
        if row.kind != NOT_OURS and not row.approval:
            yield labels.NO_APPROVAL.format(row=title)
    if any(row.settled for row in found) and not date_text(text(state.values, "done_by")):
        yield labels.NO_DAY
    if any(row.approval == WANTED and row.kind in (LOSS, GOODWILL) for row in found) and not date_text(text(state.values, "next_contact")):
        yield labels.NO_NEXT
    if of(found, NOT_OURS) and not said(state.values, "other_ways"):
        yield labels.NO_WAYS
