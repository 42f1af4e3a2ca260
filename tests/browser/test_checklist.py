"""A checklist in a real browser, as a worried person on a phone uses it."""

import json

from playwright.sync_api import BrowserContext, Page, expect

from ..site import Server
from .conftest import SITUATION, open_page, ready, settled, without_python

FIRST, SECOND = "f4zq", "u7bn"


def tick(page: Page, item: str) -> None:
    page.locator(f"#card-prepare input[name={item}]").check()


def keep(context: BrowserContext, text: str) -> None:
    """Leave `text` on the device, as an earlier visit would have."""
    put = f"localStorage.setItem('shuoqingchu:card-prepare', {json.dumps(text)})"
    context.add_init_script(f"if (!sessionStorage.kept) {{ sessionStorage.kept = 1; {put} }}")


def aside(page: Page) -> list[str]:
    """Return what was set aside."""
    kept = page.evaluate("Object.entries(localStorage)")
    return [text for key, text in kept if key.startswith("shuoqingchu:card-prepare:aside:")]


def test_a_tick_moves_the_progress(page: Page) -> None:
    count = page.locator("#card-prepare .checklist-count")
    expect(count).to_contain_text("已完成0项，共14项")
    tick(page, FIRST)
    expect(count).to_contain_text("已完成1项，共14项")


def test_a_note_is_shown_beside_its_item(page: Page) -> None:
    item = page.locator(f"#card-prepare-{FIRST}")
    item.locator("summary").click()
    item.get_by_label("备注").fill("在抽屉里")
    expect(item.locator(".checklist-said")).to_have_text("在抽屉里")
    expect(item.get_by_label("备注")).to_be_focused()


def test_why_and_example_are_a_tap_away(page: Page) -> None:
    item = page.locator(f"#card-prepare-{FIRST}")
    item.locator("summary").click()
    expect(item.get_by_text("为什么：")).to_be_visible()
    expect(item.get_by_text("例：")).to_be_visible()
    tick(page, SECOND)
    settled(page)
    expect(item.get_by_text("为什么：")).to_be_visible()  # what the reader opened stays open


def test_not_applicable_leaves_the_count(page: Page) -> None:
    item = page.locator(f"#card-prepare-{FIRST}")
    item.locator("summary").click()
    item.get_by_label("与我无关").check()
    expect(page.locator("#card-prepare .checklist-count")).to_contain_text("共13项")


def test_only_what_is_left_and_the_focus_moves_on(page: Page) -> None:
    page.locator("#card-prepare").get_by_label("只看没做的").check()
    tick(page, FIRST)
    expect(page.locator(f"#card-prepare-{FIRST}")).to_be_hidden()
    expect(page.locator(f"#card-prepare input[name={SECOND}]")).to_be_focused()


def test_clear_and_undo(page: Page) -> None:
    tick(page, FIRST)
    page.locator("#card-prepare").get_by_role("button", name="全部清空").click()
    expect(page.locator(f"#card-prepare input[name={FIRST}]")).not_to_be_checked()
    page.locator("#card-prepare").get_by_role("button", name="撤销").click()
    expect(page.locator(f"#card-prepare input[name={FIRST}]")).to_be_checked()


def test_links_in_items_work_and_stay_the_authors(page: Page) -> None:
    link = page.locator("#card-prepare a[href$='#ask']").first
    expect(link).to_be_visible()
    tick(page, FIRST)
    settled(page)
    expect(link).to_be_visible()


def test_tomorrow_everything_is_still_there(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    tick(page, FIRST)
    ready(page, "card-prepare")
    settled(page)
    page.close()
    page = open_page(context, server, SITUATION)
    expect(page.locator(f"#card-prepare input[name={FIRST}]")).to_be_checked()
    ready(page, "card-prepare")
    expect(page.locator("#card-prepare .checklist-count")).to_contain_text("已完成1项")
    assert page.trouble == []  # type: ignore[attr-defined]


def test_saved_answers_are_back_before_python(context: BrowserContext, server: Server) -> None:
    """Also when Python never comes."""
    keep(context, '{"version": 1, "values": {"f4zq": true, "note.f4zq": "抽屉"}}')
    without_python(context)
    page = open_page(context, server, SITUATION, allow="ERR_FAILED")
    expect(page.locator(f"#card-prepare input[name={FIRST}]")).to_be_checked()
    expect(page.locator("#card-prepare [name='note.f4zq']")).to_have_value("抽屉")


def test_broken_data_is_set_aside_and_said(context: BrowserContext, server: Server) -> None:
    keep(context, '{"values": [')
    page = open_page(context, server, SITUATION)
    expect(page.locator("#card-prepare [data-said]")).to_contain_text("读不出来")
    ready(page, "card-prepare")
    assert aside(page) == ['{"values": [']
    assert page.trouble == []  # type: ignore[attr-defined]


def test_foreign_data_that_parses_is_set_aside_by_python(context: BrowserContext, server: Server) -> None:
    keep(context, '{"version": 77, "values": {"f4zq": true}}')
    page = open_page(context, server, SITUATION)
    ready(page, "card-prepare")
    expect(page.locator("#card-prepare [data-said]")).to_contain_text("更新的版本")
    assert aside(page) == ['{"version": 77, "values": {"f4zq": true}}']
    assert page.trouble == []  # type: ignore[attr-defined]
