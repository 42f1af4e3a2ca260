"""The worker that readers get, asked in Node: what it finds and how long it takes."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from hooks.setup import find_node

HERE = Path(__file__).parent
QUERIES: list[dict[str, Any]] = yaml.safe_load((HERE / "queries.yml").read_text(encoding="utf-8"))["found"]


@dataclass(frozen=True)
class Answer:
    """What Material's list gets for one question, and in how many ms."""

    items: list[list[dict[str, Any]]]
    suggest: list[str]
    ms: float

    @property
    def pages(self) -> list[str]:
        """The paths of the pages found, best first; "./" is the home page."""
        return [group[0]["location"].partition("#")[0] or "./" for group in self.items]


@dataclass(frozen=True)
class Session:
    """A visit: ms until the first answer with everything on disk, and all answers."""

    first: float
    answers: list[Answer]


def ask(site: Path, questions: Sequence[str | None]) -> Session:
    """Return what the worker of the built `site` answers; a question None breaks, and then mends, the way to the documents."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "questions.json")
        file.write_text(json.dumps(questions), encoding="utf-8")
        command = [find_node(), str(HERE / "search.mjs"), str(site), str(file)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return Session(told["open"], [Answer(row["data"]["items"], row["data"].get("suggest", []), row["ms"]) for row in told["answers"]])


def place(row: dict[str, Any], pages: Sequence[str]) -> int | None:
    """Return where the first right page stands in the list, counted from 1."""
    return next((number for number, page in enumerate(pages, 1) if page in row["expect"]), None)


def recall(rows: Sequence[dict[str, Any]], answers: Sequence[Answer], places: int) -> float:
    """Return the share of questions for which a right page is among the first `places`."""
    return sum((place(row, answer.pages) or 99) <= places for row, answer in zip(rows, answers, strict=True)) / len(rows)
