"""The lists that all islands of a case share (contact log, promises …): JSON text in a hidden control.

Read tolerantly: what somebody else wrote stays where it is, and a text that is no list is kept as one row of it.
"""

from __future__ import annotations

import json
from typing import Any

LOG, PROMISES = "log", "promises"
_RAW = {LOG: "said", PROMISES: "what"}

Row = dict[str, Any]


def read(name: str, text: object) -> list[Any]:
    """Return the rows of the list `name` kept as `text`; rows that are no object are in it too. Raises nothing."""
    if not isinstance(text, str) or not text.strip():
        return []
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return [{_RAW.get(name, "text"): text}]
    return found if isinstance(found, list) else [{_RAW.get(name, "text"): text}]


def write(rows: list[Any]) -> str:
    """Return `rows` as the text that is kept; "" for none."""
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def said(row: object, key: str) -> str:
    """Return the text under `key`, "" when there is none or `row` is no object."""
    value = row.get(key) if isinstance(row, dict) else None
    return value if isinstance(value, str) else ""


def entry(at: str, text: str, **more: str) -> Row:
    """Return a row of the contact log with all its columns; `at` is local time, "2026-11-22T10:31"."""
    return {"at": at, "kind": "call", "who": "", "staff": "", "ticket": "", "said": text, "line": "", **more}


def promise(what: str, by: str, who: str, made: str) -> Row:
    """Return a row of the promises; `by` and `made` are ISO dates, "" when unknown."""
    return {"what": what, "by": by, "who": who, "made": made, "kept": ""}
