"""Readers' questions in the real search box, with the worker that readers get: `tests/queries.yml` says what must come up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from ..site import SUB_PATH, Server
from .conftest import open_page

QUERIES: dict[str, list[dict[str, Any]]] = yaml.safe_load((Path(__file__).parent.parent / "queries.yml").read_text(encoding="utf-8"))
FOUND, BEYOND = QUERIES["found"], QUERIES["beyond"]
# How many points each section of the site's content has, A1 to A7 and B1 to B8; B4.3 is one that is left out on purpose.
POINTS = {"A": (3, 3, 3, 4, 3, 3, 3), "B": (3, 3, 4, 2, 1, 3, 1, 1)}

INPUT = "[data-md-component=search-query]"
RESULT = "[data-md-component=search-result]"
META = f"{RESULT} .md-search-result__meta"


@pytest.fixture(scope="module")
def searching(browser: Browser, server: Server) -> Iterator[Page]:
    """The home page with its search open and the index read."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = open_page(context, server, "")
    page.locator(INPUT).click()
    expect(page.locator(META)).to_have_text("键入以开始搜索")
    yield page
    assert page.trouble == []  # type: ignore[attr-defined]
    context.close()


def search(page: Page, query: str) -> list[str]:
    """Type the query as an input method does, and return the paths of the pages in the list, best first; "./" is the home page."""
    box = page.locator(INPUT)
    box.fill("")
    page.keyboard.press("Shift")  # Material looks at the box when a key comes up
    expect(page.locator(META)).to_have_text("键入以开始搜索")  # the answer to the query before is gone
    page.keyboard.insert_text(query)
    page.keyboard.press("Shift")
    expect(page.locator(META)).not_to_have_text("键入以开始搜索")
    links = page.locator(f"{RESULT} .md-search-result__item").evaluate_all(
        "items => items.map(item => item.querySelector('a.md-search-result__link').href)"
    )
    return [urlsplit(link).path.removeprefix(SUB_PATH) or "./" for link in links]


def test_every_point_of_the_content_has_a_query() -> None:
    points = {f"{part}{n}.{m}" for part, counts in POINTS.items() for n, count in enumerate(counts, 1) for m in range(1, count + 1)}
    assert {row["id"] for row in FOUND} - {"-"} == points
    assert all(row["expect"] and row["rank"] in (1, 3) for row in FOUND + BEYOND)
    assert all(row["why"] for row in BEYOND)
    asked = [row["query"] for row in FOUND + BEYOND]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("row", FOUND, ids=lambda row: f"{row['id']} {row['query']}")
def test_a_reader_finds(searching: Page, row: dict[str, Any]) -> None:
    pages = search(searching, row["query"])
    assert set(pages[: row["rank"]]) & set(row["expect"]), f"{row['query']}: {pages[:6]}"


def test_words_that_were_found_are_not_called_missing(searching: Page) -> None:
    """Material joins the words of a Chinese query with `*`; unless that is a separator, it strikes out all but the last."""
    assert search(searching, "信用卡逾期怎么协商")
    first = searching.locator(f"{RESULT} .md-search-result__item").first.locator("a.md-search-result__link").first
    assert first.locator("mark").all_inner_texts()
    expect(first.locator("del")).to_have_count(0)


def test_a_result_leads_to_its_page(searching: Page) -> None:
    search(searching, "转人工")
    searching.locator(f"{RESULT} a.md-search-result__link").first.click()
    expect(searching.locator(".md-content h1")).to_contain_text("转人工")
