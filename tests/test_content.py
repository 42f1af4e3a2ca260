"""Pages and tables that say the same thing must not come apart."""

import re
from pathlib import Path

import pytest

from hooks import data
from hooks.data_block import fact_ids

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


def shown_on(name: str) -> list[str]:
    """Return the facts that the data blocks of the reference and agents' pages print, in their order."""
    blocks = re.findall(r"^/// data \| facts\n    ids: (.+)$", PAGES[name], re.MULTILINE)
    return [fact_id for block in blocks for fact_id in fact_ids(block)]


def test_every_fact_stands_on_a_page() -> None:
    """Each row is printed under its topic, or, for a myth, is cited on the page of myths; none is printed twice."""
    law = [fact_id for name in PAGES if name.startswith("reference/law-") for fact_id in shown_on(name)]
    assert len(law) == len(set(law))
    shown = {*law, *shown_on("reference/unknown.md"), *shown_on("agents/duties.md")}
    cited = set(re.findall(r"\[\^([A-Z]\d\d)\]", PAGES["reference/myths.md"]))
    assert set(SITE.facts) == shown | {i for i in SITE.facts if i[0] == "M" and i in cited}


def test_the_phrase_library_is_large_enough() -> None:
    said = {heading for page in PAGES.values() for heading in re.findall(r"^#### (对方说“.+”|用户说“.+”)", page, re.MULTILINE)}
    assert sum(heading.startswith("对方说") for heading in said) >= 40
    assert sum(heading.startswith("用户说") for heading in said) >= 25


def test_every_phrase_says_what_to_write_down_and_the_way_out() -> None:
    for name in ("talk/replies.md", "talk/replies-goods.md", "talk/replies-service.md", "agents/lines.md"):
        entries = re.split(r"^### ", PAGES[name], flags=re.MULTILINE)[1:]
        for entry in entries:
            if "[start:" in entry:
                assert "**记下**" in entry, (name, entry[:40])
                assert "**再不行**" in entry, (name, entry[:40])


def test_there_are_checklists_for_everything() -> None:
    assert sum(page.count("/// widget | checklist") for page in PAGES.values()) >= 15
