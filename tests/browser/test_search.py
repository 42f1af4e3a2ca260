"""Readers in the real search box, with the worker that readers get: typing, pasting, links, marks, and what is loaded when."""

from __future__ import annotations

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ..site import SUB_PATH, Server
from .conftest import open_page

INPUT = "[data-md-component=search-query]"
RESULT = "[data-md-component=search-result]"
META = f"{RESULT} .md-search-result__meta"
BEGIN = "键入以开始搜索"
MARKED = "() => [...CSS.highlights.get('found')].map(place => place.startContainer.data.slice(place.startOffset, place.endOffset))"


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor at a desk, who sees the box without opening it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture(scope="module")
def searching(desk: BrowserContext, server: Server) -> Iterator[Page]:
    """The home page with its search open."""
    page = open_page(desk, server, "")
    page.locator(INPUT).click()
    expect(page.locator(META)).to_have_text(BEGIN)
    yield page
    assert page.trouble == []  # type: ignore[attr-defined]


def search(page: Page, query: str) -> list[str]:
    """Put the query into the box without a key, as pasting does, and return the paths of the pages in the list, best first."""
    page.locator(INPUT).fill("")
    expect(page.locator(META)).to_have_text(BEGIN)  # the answer to the query before is gone
    page.keyboard.insert_text(query)
    expect(page.locator(META)).not_to_have_text(BEGIN)
    links = page.locator(f"{RESULT} .md-search-result__item").evaluate_all(
        "items => items.map(item => item.querySelector('a.md-search-result__link').href)"
    )
    return [urlsplit(link).path.removeprefix(SUB_PATH) or "./" for link in links]


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("信用卡逾期怎么协商", "situations/card-overdue/"),
        ("爆通讯录", "situations/collection/"),
        ("轉人工", "talk/robot/"),
        ("weiyuejin", "reference/glossary/"),
        ("退宽", "situations/refund/"),
        ("12378", "reference/hotlines/"),
        ("chargeback", "escalate/chargeback/"),
    ],
)
def test_a_reader_finds(searching: Page, query: str, page: str) -> None:
    assert page in search(searching, query)[:3]


def test_what_was_found_is_marked_and_nothing_is_called_missing(searching: Page) -> None:
    assert search(searching, "信用卡逾期怎么协商")
    first = searching.locator(f"{RESULT} .md-search-result__item").first
    assert first.locator("mark").all_inner_texts()
    expect(searching.locator(f"{RESULT} del")).to_have_count(0)


def test_the_box_completes_a_word(searching: Page) -> None:
    search(searching, "个性化")
    searching.keyboard.press("Shift")
    expect(searching.locator("[data-md-component=search-suggest]")).to_have_text("个性化分期")
    searching.keyboard.press("ArrowRight")
    expect(searching.locator(INPUT)).to_have_value("个性化分期")


def test_a_result_leads_to_its_page_with_the_words_marked(searching: Page) -> None:
    search(searching, "转人工")
    searching.locator(f"{RESULT} a.md-search-result__link").first.click()
    expect(searching.locator(".md-content h1")).to_contain_text("转人工")
    searching.wait_for_function(f"() => ({MARKED})().includes('转人工')")
    # They went there without the address, which is sent to the host.
    assert urlsplit(searching.url).query == ""
    searching.locator(".md-footer__link--next").click()
    expect(searching.locator(".md-content h1")).not_to_contain_text("转人工")
    assert searching.evaluate("CSS.highlights.get('found').size") == 0


def test_a_link_with_a_question_opens_the_search(desk: BrowserContext, server: Server) -> None:
    page = open_page(desk, server, "talk/robot/?q=%E8%BF%9D%E7%BA%A6%E9%87%91")
    expect(page.locator(f"{RESULT} mark").first).to_have_text("违约金")
    assert page.trouble == []  # type: ignore[attr-defined]
    page.close()


def test_nothing_is_loaded_before_the_box_is_touched(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    server.asked.clear()
    page = open_page(context, server, "reference/hotlines/")
    page.wait_for_load_state("networkidle")
    asked = [path for path in server.asked if "/search" in path]
    assert {path.rpartition("/")[2] for path in asked} <= {"search_index.json", "worker.js", "box.js"}
    # A worker's requests are its own, so it is the server that is asked.
    page.locator(INPUT).click()
    deadline = time.monotonic() + 10
    while not any("/search/documents-" in path for path in server.asked) and time.monotonic() < deadline:
        page.wait_for_timeout(20)
    assert any("/search/documents-" in path for path in server.asked)
    expect(page.locator(META)).to_have_text(BEGIN)
    assert page.trouble == []  # type: ignore[attr-defined]
    context.close()


def test_a_search_that_does_not_load_says_so(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    server.refuse = lambda path: "documents-" in path
    try:
        page = open_page(context, server, "reference/about/", allow="503")
        page.locator(INPUT).click()
        page.keyboard.insert_text("违约金")
        expect(page.locator(f"{RESULT} .md-search-result__item")).to_contain_text("搜索没有加载成功")
        server.refuse = lambda path: False
        assert len(search(page, "违约金")) > 1
        assert page.trouble == []  # type: ignore[attr-defined]
    finally:
        server.refuse = lambda path: False
        context.close()


def test_a_worker_that_is_missing_is_said_so(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    server.refuse = lambda path: path.endswith("worker.js") and "search-" in path
    try:
        page = open_page(context, server, "reference/sources/", allow="503")
        page.clock.install()
        page.locator(INPUT).click()
        page.clock.run_for(11_000)
        expect(page.locator(META)).to_contain_text("搜索没有加载成功")
    finally:
        server.refuse = lambda path: False
        context.close()
