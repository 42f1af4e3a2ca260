"""The two lists of the case, and the controls in which their rows stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .. import records
from ..forms import State, text
from ..records import LOG, PROMISES
from ..sentences.fields import COMPUTED, MULTI
from ..widget import Props, Values

CLAIMS, EVIDENCE = "claims", "evidence_list"
NEW_CLAIM = "new.claim"
COLUMNS = ("name", "kind", "date", "proves", "source", "pages", "file")
"""What may be typed about a piece of evidence; `sha256` is only computed."""
HASHES, TICK = "hashes", "evidence."
MOST = 60
"""Rows of a list that are worked with; more stay in it untouched."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,20}")
_CLAIM = re.compile(r"claim\.([0-9]{1,3})")
_PROOF = re.compile(r"proof\.([0-9]{1,3})\.([A-Za-z0-9_-]{1,20})")
_PIECE = re.compile(rf"ev\.([A-Za-z0-9_-]{{1,20}})\.({'|'.join(COLUMNS)})")

__all__ = ["State", "init", "text"]


@dataclass(frozen=True)
class Piece:
    """A piece of evidence; `number` counts from 1 in the order of the list."""

    number: int
    id: str
    name: str
    kind: str
    date: str
    proves: str
    source: str
    pages: str
    file: str
    sha256: str


@dataclass(frozen=True)
class Claim:
    """A claim; `index` is its place in the whole list, `source` the suggestion it was made of."""

    index: int
    text: str
    evidence: tuple[str, ...]
    source: str


def init(props: Props) -> State:
    """Return a reader who wrote nothing yet."""
    return State()


def rows(values: Values, name: str) -> list[Any]:
    """Return a list of the case, with what others wrote in it."""
    return records.read(name, values.get(name))


def pieces(values: Values) -> list[Piece]:
    """Return the evidence of the list; a row without an id is left out."""
    found: dict[str, Piece] = {}
    for row in rows(values, EVIDENCE)[:MOST]:
        row_id = records.said(row, "id")
        if _ID.fullmatch(row_id) and row_id not in found:
            found[row_id] = Piece(len(found) + 1, row_id, *(records.said(row, key) for key in (*COLUMNS, "sha256")))
    return list(found.values())


def claims(values: Values) -> list[Claim]:
    """Return the claims of the list; a row without a text is left out."""
    found = []
    for index, row in enumerate(rows(values, CLAIMS)[:MOST]):
        if isinstance(row, dict) and isinstance(row.get("text"), str):
            proofs = row.get("evidence")
            ids = tuple(i for i in proofs if isinstance(i, str)) if isinstance(proofs, list) else ()
            found.append(Claim(index, row["text"], ids, records.said(row, "from")))
    return found


def types(props: Props) -> dict[str, type]:
    """Return the names of the controls that do not depend on the lists."""
    names = [CLAIMS, EVIDENCE, LOG, PROMISES, NEW_CLAIM, *(f"new.{column}" for column in COLUMNS if column != "file")]
    asked = [field["key"] for field in props["fields"] if field["type"] not in (COMPUTED, MULTI)]
    return dict.fromkeys([*names, *asked], str) | {TICK + option: bool for option in props["options"]}


def mirrored(values: Values) -> Values:
    """Return the rows of both lists as their controls hold them."""
    made: Values = {}
    known = pieces(values)
    ids = {piece.id for piece in known}
    for claim in claims(values):
        made[f"claim.{claim.index}"] = claim.text
        made |= {f"proof.{claim.index}.{i}": True for i in claim.evidence if i in ids}
    for piece in known:
        made |= {f"ev.{piece.id}.{column}": getattr(piece, column) for column in COLUMNS if getattr(piece, column)}
    return made


def plain(props: Props, values: object) -> Values:
    """Return the entries of `values` that are no rows, of the right type; empty ones say nothing. Untrusted input."""
    if not isinstance(values, dict):
        return {}
    known = types(props)
    return {k: v for k, v in values.items() if v and isinstance(v, (str, bool)) and type(v) is known.get(k)}


def shown(props: Props, values: Values) -> Values:
    """Return the values with every row in its control."""
    kept = plain(props, values)
    return kept | mirrored(kept)


def written(values: Values, name: str, value: object) -> Values | None:
    """Return the values after a row's control changed, None when `name` is no row's control or its row is gone."""
    if (found := _CLAIM.fullmatch(name)) and isinstance(value, str):
        changed = [{k: v for k, v in row.items() if k != "from"} | {"text": value} for row in _row(values, CLAIMS, int(found[1]))]
        return _replaced(values, CLAIMS, int(found[1]), changed)
    if (found := _PROOF.fullmatch(name)) and isinstance(value, bool):
        n, piece = int(found[1]), found[2]
        if piece not in {known.id for known in pieces(values)}:
            return None
        claim = next((claim for claim in claims(values) if claim.index == n), None)
        kept = [i for i in claim.evidence if i != piece] if claim else []
        changed = [row | {"evidence": [*kept, piece] if value else kept} for row in _row(values, CLAIMS, n)]
        return _replaced(values, CLAIMS, n, changed)
    if (found := _PIECE.fullmatch(name)) and isinstance(value, str):
        return with_column(values, found[1], {found[2]: value})
    return None


def with_column(values: Values, piece_id: str, columns: dict[str, str]) -> Values | None:
    """Return the values with these columns in the row of a piece of evidence."""
    n = place(values, piece_id)
    return None if n is None else _replaced(values, EVIDENCE, n, [row | columns for row in _row(values, EVIDENCE, n)])


def place(values: Values, piece_id: str) -> int | None:
    """Return where in the list a piece of evidence stands."""
    return next((n for n, row in enumerate(rows(values, EVIDENCE)[:MOST]) if piece_id and records.said(row, "id") == piece_id), None)


def _row(values: Values, name: str, n: int) -> list[records.Row]:
    """Return the row in a list, or nothing where it is gone or not ours."""
    found = rows(values, name)
    ours = n < min(len(found), MOST) and isinstance(found[n], dict) and (name != CLAIMS or isinstance(found[n].get("text"), str))
    return [found[n]] if ours else []


def _replaced(values: Values, name: str, n: int, changed: list[records.Row]) -> Values | None:
    found = rows(values, name)
    if not changed:
        return None
    return {**values, name: records.write([*found[:n], *changed, *found[n + 1 :]])}


def new_id(values: Values) -> str:
    """Return an id that no piece of evidence has and no claim remembers: e1, e2 …"""
    used = {records.said(row, "id") for row in rows(values, EVIDENCE)}
    used |= {i for claim in claims(values) for i in claim.evidence}
    numbers = [int(i[1:]) for i in used if re.fullmatch(r"e[0-9]{1,6}", i)]
    return f"e{max(numbers, default=0) + 1}"


def piece_row(values: Values, **columns: str) -> records.Row:
    """Return a new row of the evidence list."""
    empty = dict.fromkeys(("name", "kind", "date", "proves", "sha256"), "")
    return {"id": new_id(values), **empty, **{k: v for k, v in columns.items() if v}}


def ticked(props: Props, before: Values, after: Values) -> Values:
    """Return `after` with the scripts' ticks: on for a name that came into the list, off for one that went."""
    was, now = ({piece.name.strip() for piece in pieces(values)} for values in (before, after))
    options = set(props["options"])
    came: Values = dict.fromkeys((TICK + name for name in (now - was) & options), True)
    went: Values = dict.fromkeys((TICK + name for name in (was - now) & options), False)
    return {**after, **came, **went}
