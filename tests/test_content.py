"""Pages and tables that say the same thing must not come apart."""

import re
from pathlib import Path

import pytest

from hooks import data

DOCS = Path(__file__).parent.parent / "docs"
SITE = data.load(DOCS / "_data")
PAGES = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in sorted(DOCS.rglob("*.md"))}
PHONE_LINK = re.compile(r"\]\(tel:(\d+)\)")


@pytest.mark.parametrize("hotline", SITE.hotlines, ids=lambda hotline: hotline.id)
def test_the_page_of_hotlines_has_every_row(hotline: data.Hotline) -> None:
    assert re.sub(r"[^\d]", "", hotline.number) in PAGES["reference/hotlines.md"]


@pytest.mark.parametrize("page", PAGES)
def test_a_number_to_tap_is_a_known_hotline(page: str) -> None:
    known = {re.sub(r"[^\d]", "", hotline.number) for hotline in SITE.hotlines}
    assert set(PHONE_LINK.findall(PAGES[page])) <= known


@pytest.mark.parametrize("term", SITE.glossary, ids=lambda term: term.term)
def test_the_glossary_page_has_every_term(term: data.Term) -> None:
    assert f"\n### {term.term} {{#" in PAGES["reference/glossary.md"]


def test_the_gate_stands_before_the_arrears_tools() -> None:
    """Whoever is in arrears meets the warning against paid “debt relief” before anything to fill in (facts D60-D63, M16)."""
    page = PAGES["situations/card-overdue.md"]
    gate = page.index("](../reference/debt-relief.md)")
    assert gate < page.index("/// widget")
    for fact in ("D60", "D61", "D62", "D63", "M16"):
        assert page.index(f"[^{fact}]") < page.index("/// widget")


def test_help_in_danger_stands_before_the_procedure() -> None:
    page = PAGES["situations/card-overdue.md"]
    assert max(page.index(f"(tel:{number})") for number in ("110", "120", "12356")) < page.index("/// widget")
