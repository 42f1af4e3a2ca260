"""Check a page or the whole site: the rules of this package, and the tables' own checks in `hooks.data`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hooks import data
from py_widgets.runtime import NAMES

# Importing a module of rules enters them in the table.
from . import (  # noqa: F401
    rules_blocks,
    rules_facts,
    rules_front,
    rules_length,
    rules_parts,
    rules_practice,
    rules_script,
    rules_style,
    rules_tasks,
    rules_terms,
    rules_words,
)
from .page import Docs, Page
from .problem import FactInfo, Problem, Vocabulary
from .registry import Context, run_page, run_site

_BLOCK_NAMES = {
    "admonition": ("admonition", "note", "attention", "caution", "danger", "error", "tip", "hint", "warning"),
    "caption": ("caption", "figure-caption", "table-caption"),
    "definition": ("define",),
    "details": ("details",),
    "html": ("html",),
    "tab": ("tab",),
}
"""The block names that each `pymdownx.blocks.*` extension brings, with its default options."""


def block_names(config: Path) -> frozenset[str]:
    """Return the names that may stand after `///`: the widgets', and those that mkdocs.yml switches on."""
    names = {"data", "widget"}
    for line in config.read_text(encoding="utf-8").splitlines() if config.is_file() else ():
        entry = line.strip().removeprefix("- ").rstrip(": ")
        if line.strip().startswith("- pymdownx.blocks."):
            names |= set(_BLOCK_NAMES.get(entry.removeprefix("pymdownx.blocks."), ()))
    return frozenset(names)


def read_vocabulary(docs: Path) -> Vocabulary:
    """Return the words of a site from its tables; empty where a table cannot be read, which `data.validate` reports."""
    site = data.load(docs / "_data")
    facts = {i: FactInfo(f.strength, f.confidence, date.fromisoformat(f.review), f.law, f.rule) for i, f in site.facts.items()}
    channels = tuple(channel.name for channel in site.channels)
    terms = {old: term.term for term in site.glossary for old in term.avoid}
    return Vocabulary(facts, frozenset(site.fields), channels, tuple(NAMES), block_names(docs.parent / "mkdocs.yml"), terms)


def check_page(path: str, text: str, vocabulary: Vocabulary, *, docs: Docs, today: date) -> list[Problem]:
    """Return the problems of one page's text; `path` is its place in docs/ (`talk/robot.md`)."""
    return run_page(Page(path, docs.path(path), text), Context(vocabulary, docs, today))


def check_pages(docs: Path, vocabulary: Vocabulary, today: date) -> tuple[int, list[Problem]]:
    """Return how many pages there are and the problems in and between them."""
    folder = Docs(docs)
    pages = [page for name in folder.names() if (page := folder.page(name))]
    context = Context(vocabulary, folder, today)
    return len(pages), [problem for page in pages for problem in run_page(page, context)] + run_site(pages, context)


def check_site(docs: Path, today: date) -> list[Problem]:
    """Return every problem of the site, tables included, sorted by place."""
    return check_all(docs, today)[1]


def check_all(docs: Path, today: date) -> tuple[int, list[Problem]]:
    """Return how many pages there are, and every problem. Pages are not held against tables that are broken."""
    wrong = data.validate(docs / "_data")
    if wrong:
        folder = Docs(docs)
        return 0, sorted(
            Problem(folder.path(path.relative_to(docs).as_posix()), line, rule, message, fix) for path, line, rule, message, fix in wrong
        )
    count, problems = check_pages(docs, read_vocabulary(docs), today)
    return count, sorted(problems)
