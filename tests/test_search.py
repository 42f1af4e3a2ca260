"""Search: what the build writes for it, and what the worker finds (`tests/queries.yml`); the box itself is in tests/browser."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from hooks import data, search
from hooks.search.documents import plain
from hooks.search.vocabulary import simplified, sounds

from . import search as worker
from .search import QUERIES, Answer, Session
from .site import ROOT

TABLES = data.load(ROOT / "docs" / "_data")
KINDS = {"term", "typed", "part", "old", "traditional", "pinyin", "typo", "number", "question", "english"}
# How many points each section of the site's content has, A1 to A7 and B1 to B8; B4.3 is one that is left out on purpose.
POINTS = {"A": (3, 3, 3, 4, 3, 3, 3), "B": (3, 3, 4, 2, 1, 3, 1, 1)}
OTHERS = ["", " ", "qwxzv", "7f", "轉人工", "<b>违约金</b>&", "分期 利息", "违", "12", "还款" * 60]


@pytest.fixture(scope="module")
def session(site: Path) -> Session:
    return worker.ask(site, [row["query"] for row in QUERIES])


@pytest.fixture(scope="module")
def others(site: Path) -> dict[str, Answer]:
    return dict(zip(OTHERS, worker.ask(site, OTHERS).answers, strict=True))


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next((site / "search").glob("documents-*.json")).read_text(encoding="utf-8"))
    return found


# -- what it finds ----------------------------------------------------------------------------------------------------


def test_every_point_and_every_way_of_typing_has_a_query() -> None:
    points = {f"{part}{n}.{m}" for part, counts in POINTS.items() for n, count in enumerate(counts, 1) for m in range(1, count + 1)}
    assert {row["id"] for row in QUERIES} - {"-"} == points
    kinds = Counter(row["kind"] for row in QUERIES)
    assert set(kinds) == KINDS and min(kinds.values()) >= 5
    assert len(QUERIES) >= 150
    asked = [row["query"] for row in QUERIES]
    assert len(asked) == len(set(asked))


def test_every_expected_page_exists(documents: dict[str, Any]) -> None:
    pages = {page[0] or "./" for page in documents["pages"]}
    assert {page for row in QUERIES for page in row["expect"]} <= pages


def test_readers_find(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    """95 % among the first three pages, 80 % on the first place; and no way of typing is left behind."""
    rows = list(zip(QUERIES, session.answers, strict=True))
    missed = [f"{row['query']} → {answer.pages[:3]}" for row, answer in rows if (worker.place(row, answer.pages) or 99) > 3]
    at1, at3 = (worker.recall(QUERIES, session.answers, places) for places in (1, 3))
    with capsys.disabled():
        print(f"\n  {len(rows)} queries: recall@3 {at3:.3f}, recall@1 {at1:.3f}")
    assert at3 >= 0.95, missed
    assert at1 >= 0.80, missed
    for kind in KINDS:
        some = [(row, answer) for row, answer in rows if row["kind"] == kind]
        assert worker.recall([row for row, _ in some], [answer for _, answer in some], 3) >= 0.8, (kind, missed)


@pytest.mark.parametrize("query", [row["query"] for row in QUERIES if row.get("first")])
def test_what_must_stand_first(session: Session, query: str) -> None:
    number = next(n for n, row in enumerate(QUERIES) if row["query"] == query)
    assert worker.place(QUERIES[number], session.answers[number].pages) == 1


def test_what_nobody_wrote_is_not_found(others: dict[str, Answer]) -> None:
    """Chinese stands in the index as hexadecimal: 7f is the beginning of some characters, and found all the same nowhere."""
    assert [others[query].items for query in ("", " ", "qwxzv", "7f")] == [[], [], [], []]


# -- what the list gets -----------------------------------------------------------------------------------------------


def test_a_group_is_what_material_shows(session: Session, documents: dict[str, Any]) -> None:
    """Each page once, itself among its sections, the best section first, the best page on top."""
    places = {documents["pages"][page][0] + (f"#{anchor}" if anchor else "") for page, anchor, _, _ in documents["sections"]}
    for answer in session.answers:
        assert len(answer.pages) == len(set(answer.pages))
        for group in answer.items:
            assert {item["location"] for item in group} <= places
            assert group[0]["location"].partition("#")[0] in {item["location"] for item in group}
            assert [item["score"] for item in group] == sorted((item["score"] for item in group), reverse=True)
            assert all(word and found is True for item in group for word, found in item["terms"].items())
        tops = [max(item["score"] for item in group) for group in answer.items]
        assert tops == sorted(tops, reverse=True)


def test_the_text_is_the_page_s_own_with_marks(session: Session, documents: dict[str, Any]) -> None:
    texts = {documents["pages"][page][0] + (f"#{anchor}" if anchor else ""): text for page, anchor, _, text in documents["sections"]}
    about = {location: text for location, _, text, _ in documents["pages"]}
    for answer in session.answers:
        for item in (item for group in answer.items[:5] for item in group[:3]):
            shown = plain(item["text"]).replace("\n", "").strip("…")
            assert shown in (texts[item["location"]] + about.get(item["location"], "")).replace("\n", "")
            assert not re.search(r"<(?!/?mark>|br>)", item["text"]) and not re.search(r"<(?!/?mark>)", item["title"])
    best = session.answers[0].items[0][0]
    assert "<mark>违约金</mark>" in best["title"] + best["text"]


def test_markup_in_a_question_is_text(others: dict[str, Answer]) -> None:
    found = others["<b>违约金</b>&"]
    assert found.items and "<b>" not in json.dumps(found.items, ensure_ascii=False)


def test_traditional_characters_find_simplified_ones(others: dict[str, Answer]) -> None:
    assert others["轉人工"].pages[0] == "talk/robot/"
    assert "轉" not in json.dumps(others["轉人工"].items, ensure_ascii=False)


def test_a_character_a_part_of_a_number_and_a_long_text_are_questions_too(others: dict[str, Answer]) -> None:
    assert all(others[query].items for query in ("违", "12", "还款" * 60, "分期 利息"))


def test_a_word_that_is_begun_is_completed(site: Path) -> None:
    [answer] = worker.ask(site, ["个性化"]).answers
    assert answer.suggest == ["个性化分期"]


def test_documents_that_cannot_be_had_are_said_so_and_tried_again(site: Path) -> None:
    failed, found = worker.ask(site, [None, "违约金", None, "违约金"]).answers
    assert [[item["title"] for item in group] for group in failed.items] == [[search.FAILED]]
    assert found.pages[0] != failed.pages[0] or len(found.items) > 1


# -- what the build writes --------------------------------------------------------------------------------------------


def test_a_page_that_is_not_searched_reads_next_to_nothing(site: Path) -> None:
    """Every page loads search_index.json; the documents are in a file that only the worker reads."""
    index = (site / search.publish.INDEX).read_bytes()
    assert len(index) < 600
    config = json.loads(index)["config"]
    assert (site / config["documents"]).is_file() and config["failed"] == search.FAILED
    assert len(list((site / "search").iterdir())) == 2


def test_every_page_names_our_worker(site: Path) -> None:
    for page in ("index.html", "404.html", "talk/robot/index.html"):
        config = re.search(r'<script id="__config"[^>]*>(.*?)</script>', (site / page).read_text(encoding="utf-8"), re.S)
        assert config and re.fullmatch(r"(\.\./)*/?(\S+/)?assets/search-[0-9a-f]{20}/worker\.js", json.loads(config[1])["search"])


def test_plain_keeps_words_and_drops_marks() -> None:
    assert plain("<p>甲<sup>12</sup>乙</p>\n<ul><li>a &lt; b\n c</li><li>丙 ↩</li></ul>") == "甲乙\na < b c\n丙"


def test_laws_are_kept_once_where_most_of_them_stand() -> None:
    entries = [
        {"location": "a/", "title": "A", "text": "甲"},
        {"location": "a/#sources", "title": "依据", "text": "<ol><li>法一</li></ol>"},
        {"location": "b/", "title": "B", "text": "", "boost": 2},
        {"location": "b/#sources", "title": "依据", "text": "<ol><li>法一</li><li>法二</li></ol>"},
    ]
    made = search.documents(entries, {"a/": search.Page("题", "说明")})
    assert made["pages"] == [["a/", "题", "说明", 1], ["b/", "", "", 2]]
    assert made["sections"] == [[0, "", "A", "甲"], [1, "", "B", ""], [1, "sources", "依据", "法一\n法二"]]


def test_the_vocabulary_knows_only_what_the_site_uses() -> None:
    assert dict(zip(*[iter(simplified("约"))] * 2, strict=True)) == {"約": "约"}
    usual, other = sounds("还约")
    assert "还" in usual["hai"] and "还" in other["huan"] and "约" in usual["yue"]
    assert "金" in usual["jin"] and "今" in usual["jin"]  # not in the site's text, but in slips
    assert all(re.fullmatch("[a-z]+", sound) for sound in (*usual, *other))


def test_what_readers_type_leads_to_a_word_of_the_pages(documents: dict[str, Any]) -> None:
    """A synonym of a word that stands nowhere finds nothing."""
    everything = json.dumps([documents["pages"], documents["sections"]], ensure_ascii=False)
    assert [row.word for row in TABLES.synonyms if row.word not in everything] == []


def test_no_word_is_listed_twice_in_a_row() -> None:
    for word, also in [(row.word, row.also) for row in TABLES.synonyms] + [(t.term, (*t.avoid, *t.also)) for t in TABLES.glossary]:
        assert len({word.lower(), *(other.lower() for other in also)}) == 1 + len(also), word
