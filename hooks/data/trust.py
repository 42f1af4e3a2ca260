"""What the tests that try faults came to: `docs/_data/trust.json`, written by `make trust`, never by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "trust.json"
KINDS = {
    "隐私": "privacy",
    "恶意输入": "hostile-input",
    "故障": "faults",
    "离线": "offline",
    "无障碍": "access",
    "浏览器": "browsers",
    "供应链": "supply-chain",
}
"""What a test may try, in the order of the page, each with the id of its heading."""


@dataclass(frozen=True)
class Tried:
    """A row: what was tried and what should come of it, the `outcome` (passed, failed, skipped), behind it `tests`, and other numbers."""

    kind: str
    text: str
    outcome: str
    tests: int
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Trust:
    """The file: an ISO date, a commit (with `+` when there were changes beside it), versions by name, the rows by kind."""

    date: str
    commit: str
    versions: Mapping[str, str]
    rows: tuple[Tried, ...]


def load_trust(folder: Path) -> Trust:
    """Return the table in `folder`, without rows when nothing was run yet; `validate` reports what would be raised here."""
    file = folder / FILE
    if not file.exists():
        return Trust("", "", {}, ())
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return Trust(**{**data, "rows": tuple(Tried(**row) for row in data["rows"])})
