"""What a page may be fed: texts, JSON of any shape, and records that look nearly right."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from .vectors import VECTORS

# Everything that JavaScript can hold in a string: halves of characters too.
any_text = st.text(st.characters(exclude_categories=()), max_size=20)

_NUMBERS = (
    "0", "-1", "3600", "１２", "1e9", "1e400", "999999999999", "0.005", "9" * 39, "9" * 5000, "NaN", "Infinity", "0x10", "٣", "²", "1,2,3",
)  # fmt: skip
_DATES = ("2026-11-21", "2026-02-29", "0001-01-01", "9999-12-31", "10000-01-01", "2026-11-21T25:61", "-001-01-01", "２０２６-11-21")
_SHAPES = ("[" * 50_000, '{"a":' * 50_000, "[]", "{}", "null", "[null]", "[NaN]", '[{"at":5}]', '"', "[1e999]", "[" + "9" * 5000 + "]")
_LONG = ("长" * 5_000, "a " * 3_000, "\n" * 3_000, "<b>" * 2_000, "1" * 5_000, "。" * 3_000, "13800138000 " * 400)

texts = st.sampled_from(VECTORS + _NUMBERS + _DATES) | any_text | st.sampled_from(_SHAPES + _LONG)
days = st.sampled_from(("2026-11-21", "2026-11-21", "2026-11-21", *_DATES)) | any_text
minutes = days.map(lambda day: f"{day}T09:05") | any_text

# A page sends JSON, which has no NaN and no Infinity.
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
json_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text | st.sampled_from(VECTORS), inner, max_size=4),
    max_leaves=10,
)

# The lists that islands of a case share, with the keys of their rows.
_IDS = st.sampled_from(("a", "b", "first", '"><b>')) | scalars
_KEYS = ("at", "kind", "who", "staff", "ticket", "said", "line", "what", "by", "made", "kept", "name", "status", "from", "sha256", "size")
_rows = st.lists(st.fixed_dictionaries({}, optional={"id": _IDS, **dict.fromkeys(_KEYS, days | scalars)}) | scalars, max_size=4)
records = _rows.map(lambda rows: json.dumps(rows, ensure_ascii=False))


def changed(value: Any, path: tuple[int, ...], to: Any) -> Any:
    """Return a copy of JSON data in which the place that `path` leads to (each step counted round the entries) holds `to`."""
    if not path or not isinstance(value, (dict, list)) or not value:
        return to
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = keys[path[0] % len(keys)]
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[key] = changed(value[key], path[1:], to)
    return copy
