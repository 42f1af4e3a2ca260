"""What happens on each message."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

from .. import records
from ..formats import day
from ..labels import evidence as labels
from ..labels import forms as shared
from ..textcheck import one_line
from ..widget import Effect, Msg, Props, Values, announce, dated
from .sheet import file_names
from .state import (
    CLAIMS,
    COLUMNS,
    EVIDENCE,
    HASHES,
    MOST,
    NEW_CLAIM,
    TICK,
    State,
    claims,
    mirrored,
    piece_row,
    pieces,
    place,
    plain,
    rows,
    shown,
    text,
    ticked,
    types,
    with_column,
    written,
)  # fmt: skip
from .suggest import offered, suggested

Step = tuple[State, list[Effect]]
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME_LONGEST = 60


def update(props: Props, state: State, msg: Msg) -> Step:
    """Return the next state; see `widget.Widget.update`."""
    state = dated(state, msg)
    handler = _HANDLERS.get(msg.get("type", "")) if isinstance(msg.get("type", ""), str) else None
    return handler(props, state, msg) if handler else (state, [])


def _after(props: Props, state: State, values: Values) -> State:
    """Return the state with other values: the scripts' ticks follow the list, and every row stands in its control."""
    return replace(state, values=shown(props, ticked(props, state.values, values)), undo={})


def _undoable(props: Props, state: State, values: Values, said: str) -> Step:
    """Return the state with other values, what they replace to undo, and what was done."""
    after = _after(props, state, values)
    now, known = plain(props, after.values), types(props)
    before: Values = {}
    for name in {**state.values, **now}:
        if name in known and state.values.get(name) != now.get(name):
            before[name] = state.values.get(name, "" if known[name] is str else False)
    return replace(after, undo=before), [announce(said)]


def _hydrate(props: Props, state: State, msg: Msg) -> Step:
    found = msg.get("values")
    found = found if isinstance(found, dict) else {}
    values = plain(props, found)
    rows_now = mirrored(values)
    for name, value in found.items():  # what was typed into a row while Python was away
        if value != rows_now.get(name, False if isinstance(value, bool) else ""):
            values = written(values, str(name), value) or values
    # Ticks that other islands set are the reader's; they follow the list only when the list changes here.
    state = replace(state, values=shown(props, values), undo={})
    effects: list[Effect] = []
    for name, value in found.items():
        if str(name) == HASHES or str(name).startswith(f"{HASHES}."):
            state, said = _hashed(props, state, str(name), value)
            effects += said
    return state, effects


def _input(props: Props, state: State, msg: Msg) -> Step:
    name, value = msg.get("name"), msg.get("value")
    if not isinstance(name, str):
        return state, []
    if name == HASHES or name.startswith(f"{HASHES}."):
        return _hashed(props, state, name, value)
    if (changed := written(state.values, name, value)) is not None:
        return _after(props, state, changed), []
    if not isinstance(value, (str, bool)) or type(value) is not types(props).get(name):
        return state, []
    return replace(state, values=shown(props, {**state.values, name: value}), undo={}), []


def _add_claim(props: Props, state: State, msg: Msg) -> Step:
    said = one_line(text(state.values, NEW_CLAIM))
    if not said:
        return state, [announce(labels.CLAIM_FIRST), {"type": "focus", "name": NEW_CLAIM}]
    if any(claim.text.strip() == said for claim in claims(state.values)):
        return state, [announce(labels.TWICE), {"type": "focus", "name": NEW_CLAIM}]
    return _undoable(props, state, _with_claim(state.values, said) | {NEW_CLAIM: ""}, labels.ADDED)


def _take_claim(props: Props, state: State, msg: Msg) -> Step:
    source = str(msg.get("arg"))
    said = offered(props, state.values).get(source)
    return _undoable(props, state, _with_claim(state.values, said, source), labels.ADDED) if said else (state, [])


def _with_claim(values: Values, said: str, source: str = "") -> Values:
    row: records.Row = {"text": said, "evidence": []} | ({"from": source} if source else {})
    return {**values, CLAIMS: records.write([*rows(values, CLAIMS), row])}


def _renew(props: Props, state: State, msg: Msg) -> Step:
    """Write a claim as the facts now say it."""
    for claim in claims(state.values):
        said = suggested(props, state.values).get(claim.source)
        if str(claim.index) == str(msg.get("arg")) and said:
            found = rows(state.values, CLAIMS)
            found[claim.index] = found[claim.index] | {"text": said}
            return _undoable(props, state, {**state.values, CLAIMS: records.write(found)}, labels.RENEWED)
    return state, []


def _drop_claim(props: Props, state: State, msg: Msg) -> Step:
    found = rows(state.values, CLAIMS)
    for claim in claims(state.values):
        if str(claim.index) == str(msg.get("arg")):
            kept = [row for n, row in enumerate(found) if n != claim.index]
            return _undoable(props, state, {**state.values, CLAIMS: records.write(kept)}, labels.DROPPED)
    return state, []


def _add(props: Props, state: State, msg: Msg) -> Step:
    new = {column: one_line(text(state.values, f"new.{column}")) for column in COLUMNS}
    if not new["name"]:
        return state, [announce(labels.NAME_FIRST), {"type": "focus", "name": "new.name"}]
    if len(rows(state.values, EVIDENCE)) >= MOST:
        return state, [announce(labels.FULL.format(most=MOST))]
    values = _with_pieces(state.values, [new])
    return _undoable(props, state, values | {f"new.{column}": "" for column in COLUMNS}, labels.ADDED)


def _with_pieces(values: Values, new: list[dict[str, str]]) -> Values:
    for columns in new:
        values = {**values, EVIDENCE: records.write([*rows(values, EVIDENCE), piece_row(values, **columns)])}
    return values


def unlisted(props: Props, values: Values) -> list[str]:
    """Return the evidence that was ticked in a script and is not on the list."""
    have = {piece.name.strip() for piece in pieces(values)}
    return [option for option in props["options"] if values.get(TICK + option) is True and option not in have]


def _take_ticked(props: Props, state: State, msg: Msg) -> Step:
    room = max(0, MOST - len(rows(state.values, EVIDENCE)))
    names = unlisted(props, state.values)[:room]
    if not names:
        return state, []
    return _undoable(props, state, _with_pieces(state.values, [{"name": name} for name in names]), labels.ADDED)


def _drop(props: Props, state: State, msg: Msg) -> Step:
    piece_id = str(msg.get("arg"))
    n = place(state.values, piece_id)
    if n is None or piece_id not in {piece.id for piece in pieces(state.values)}:
        return state, []
    kept = [row for m, row in enumerate(rows(state.values, EVIDENCE)) if m != n]
    proved = rows(state.values, CLAIMS)
    for claim in claims(state.values):
        if piece_id in claim.evidence:
            proved[claim.index] = proved[claim.index] | {"evidence": [i for i in claim.evidence if i != piece_id]}
    return _undoable(props, state, {**state.values, EVIDENCE: records.write(kept), CLAIMS: records.write(proved)}, labels.DROPPED)


def _clear(props: Props, state: State, msg: Msg) -> Step:
    mine = (CLAIMS, EVIDENCE, NEW_CLAIM, *(f"new.{column}" for column in COLUMNS))
    if not any(text(state.values, name) for name in mine):
        return state, []
    return _undoable(props, state, {k: v for k, v in state.values.items() if k not in mine}, shared.CLEARED)


def _undo(props: Props, state: State, msg: Msg) -> Step:
    if not state.undo:
        return state, []
    values = plain(props, {**plain(props, state.values), **state.undo})
    return replace(state, values=shown(props, values), undo={}), [announce(shared.UNDONE)]


# -- files ------------------------------------------------------------------------------------------------------------


def _files(value: object) -> list[tuple[str, str]]:
    """Return name and SHA-256 ("" where it could not be computed) of the files the page tells of."""
    try:
        found = json.loads(value) if isinstance(value, str) and value.strip() else []
    except (ValueError, RecursionError):
        return []
    told = [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    names = ((one_line(records.said(row, "name"))[: _NAME_LONGEST * 2], records.said(row, "sha256").lower()) for row in told)
    return [(name, sha256 if _SHA256.fullmatch(sha256) else "") for name, sha256 in names if name]


def _hashed(props: Props, state: State, name: str, value: object) -> Step:
    """Take in what the page computed: for one piece of evidence (`hashes.<id>`), or each file for the piece it is the file of."""
    told = _files(value)
    done = [(file, sha256) for file, sha256 in told if sha256]
    only = name.removeprefix(HASHES).removeprefix(".")
    values, same, changed, full = state.values, 0, list[str](), False
    for file, sha256 in done[:1] if only else done:
        known = pieces(values)
        planned = dict(zip(file_names(known), known, strict=True))
        piece = next((p for p in known if p.id == only), None)
        if piece is None and not only:
            piece = next((p for p in known if p.sha256 == sha256 or p.file == file), planned.get(file))
        if piece is None:
            full = full or bool(only) or len(rows(values, EVIDENCE)) >= MOST
            values = values if full else _with_pieces(values, [_from_file(file, sha256)])
            continue
        same += piece.sha256 == sha256
        changed += [file] if piece.sha256 and piece.sha256 != sha256 and piece.file == file else []
        values = with_column(values, piece.id, {"file": file, "sha256": sha256}) or values
    if not told:
        return state, []
    said = labels.HASH_DONE.format(n=len(done))
    said += labels.HASH_SAME.format(n=same) if same else ""
    said += labels.HASH_CHANGED.format(names="、".join(changed)) if changed else ""
    said += labels.HASH_FAILED.format(n=len(told) - len(done)) if len(done) < len(told) else ""
    said += f"；{labels.FULL.format(most=MOST)}" if full and not only else ""
    return _undoable(props, state, values, said)


def _from_file(file: str, sha256: str) -> dict[str, str]:
    """Return the columns of a piece of evidence that a file alone tells: its date, when the name begins with one."""
    stem = file.rpartition(".")[0] or file
    date = stem[:10] if day(stem[:10]) else ""
    name = stem.removeprefix(date).strip(" _-") or file
    return {"name": name[:_NAME_LONGEST], "date": date, "file": file, "sha256": sha256}


_HANDLERS: dict[str, Callable[[Props, State, Msg], Step]] = {
    "hydrate": _hydrate, "input": _input, "claim": _add_claim, "claim-take": _take_claim, "claim-renew": _renew, "claim-drop": _drop_claim,
    "add": _add, "take-ticked": _take_ticked, "drop": _drop, "clear": _clear, "undo": _undo,
}  # fmt: skip
