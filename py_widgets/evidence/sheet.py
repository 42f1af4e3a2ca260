"""What is made of the lists: the time line, the names for the files, the index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .. import records
from ..formats import date_text, day
from ..labels import evidence as labels
from ..records import LOG, PROMISES
from ..textcheck import one_line
from ..widget import Props, Values
from .state import Piece, pieces, rows, text
from .suggest import answers

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s_.。，、；：“”？]+')
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,5})$")
_STAMP = re.compile(r"T([01][0-9]|2[0-3]):([0-5][0-9])")
_PART_LONGEST = 20
HEAD = tuple(key for _, keys in labels.INDEX_HEAD for key in keys)
"""The facts that stand above the index."""


def file_names(known: Sequence[Piece]) -> list[str]:
    """Return a name for the file of each piece: `2026-11-10_01_聊天截图_承诺发货.png`; the number makes it the only one."""
    return [_file_name(piece) for piece in known]


def _file_name(piece: Piece) -> str:
    found = _EXTENSION.search(piece.file)
    extension = found[1].lower() if found else labels.EXTENSIONS.get(piece.kind, labels.EXTENSION)
    date = piece.date if day(piece.date) else labels.NO_DATE
    parts = [date, f"{piece.number:02}", *filter(None, map(_part, (piece.name, piece.proves)))]
    return "_".join(parts) + f".{extension}"


def _part(raw: str) -> str:
    return _NOT_IN_NAMES.sub("-", one_line(raw)).strip("-")[:_PART_LONGEST].strip("-")


def timeline(props: Props, values: Values) -> list[tuple[str, str]]:
    """Return what happened, the earliest first: an ISO date, with the minute where it is known, and what."""
    entries = [*_facts(props, values), *_log(values), *_promises(values)]
    entries += [(p.date, _piece(p)) for p in pieces(values) if day(p.date)]
    return sorted(entries, key=lambda entry: entry[0])


def _facts(props: Props, values: Values) -> Iterator[tuple[str, str]]:
    known = answers(props, values)
    for key, what in labels.FACT_DATES:
        if key in known:
            amount = f"{known['amount_paid']}元" if key == "paid_date" and "amount_paid" in known else ""
            yield text(values, key).strip(), what + amount


def _piece(piece: Piece) -> str:
    said = labels.TIMELINE_ITEM.format(n=piece.number, name=one_line(piece.name))
    return said + (labels.TIMELINE_PROVES.format(proves=one_line(piece.proves)) if piece.proves.strip() else "")


def _log(values: Values) -> Iterator[tuple[str, str]]:
    """Yield the contact log without the reader's own lines of a call, and without promises: those come from their list."""
    for row in rows(values, LOG):
        at, said = records.said(row, "at"), one_line(records.said(row, "said"))
        what = records.said(row, "line").partition(":")[2]
        if not day(at[:10]) or what.count(".") > 1 or what in ("end", "readback") or what.startswith("promise:"):
            continue
        kind = labels.LOG_KINDS.get(records.said(row, "kind"), labels.LOG_OTHER)
        who = one_line(records.said(row, "who"))
        more = f"（{who}）" if who else ""
        for template, key in ((labels.LOG_STAFF, "staff"), (labels.LOG_TICKET, "ticket")):
            value = one_line(records.said(row, key))
            more += template.format(**{key: value}) if value else ""
        yield at[:10] + (at[10:16] if _STAMP.fullmatch(at[10:16]) else ""), f"{kind}{more}" + (f"{labels.COLON}{said}" if said else "")


def _promises(values: Values) -> Iterator[tuple[str, str]]:
    for row in rows(values, PROMISES):
        what, by, made = one_line(records.said(row, "what")), records.said(row, "by"), records.said(row, "made")
        if not what:
            continue
        until = labels.TIMELINE_UNTIL.format(by=date_text(by)) if day(by) else ""
        if day(made):
            yield made, labels.TIMELINE_MADE.format(what=what) + until
        if day(by):
            yield by, labels.TIMELINE_BY.format(what=what, kept=labels.KEPT.get(records.said(row, "kept"), labels.KEPT_OPEN))


def moment(at: str) -> str:
    """Return the time of an entry as it is written in Chinese."""
    return (date_text(at[:10]) or at[:10]) + (f" {at[11:]}" if len(at) > 10 else "")


def timeline_text(props: Props, values: Values) -> str:
    """Return the time line as lines of text."""
    return "\n".join(f"{moment(at)} {what}" for at, what in timeline(props, values))


def origin(piece: Piece) -> str:
    """Return where and when a piece comes from."""
    return "，".join(filter(None, (one_line(piece.source), date_text(piece.date) or "")))


def extent(piece: Piece) -> str:
    """Return how much it is and in which file."""
    return "，".join(filter(None, (one_line(piece.pages), one_line(piece.file))))


def head(props: Props, values: Values) -> Iterator[tuple[str, str]]:
    """Yield what stands above the index: who hands it in, to whom, which matter; "" for a line to fill in by pen."""
    known = answers(props, values)
    for label, keys in labels.INDEX_HEAD:
        yield label, next((known[key] for key in keys if key in known), "")
