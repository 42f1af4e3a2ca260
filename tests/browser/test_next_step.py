"""The next step and “is it worth it” in a real browser, as a worried person on a phone uses them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ..site import Server
from .conftest import open_page, ready, settled, without_python

PAGE, WORTH = "tools/next-step/", "tools/worth-it/"


def started(context: BrowserContext, server: Server, path: str, island: str) -> Page:
    page = open_page(context, server, path)
    page.evaluate("document.querySelector('.island').dispatchEvent(new Event('pointerdown'))")
    ready(page, island)
    settled(page)
    return page


def choose(page: Page, name: str, value: str = "") -> None:
    where = f"[value='{value}']" if value else ""
    page.locator(f"#next-step input[name='{name}']{where}").check()
    settled(page)


@pytest.fixture
def ladder(context: BrowserContext, server: Server) -> Page:
    return started(context, server, PAGE, "next-step")


def test_a_late_parcel_leads_to_the_appeal_with_its_text_and_link(ladder: Page) -> None:
    choose(ladder, "matter", "parcel")
    choose(ladder, "tried.complaint")
    choose(ladder, "answer", "nothing")
    ladder.locator("#next-step [name=complained_on]").fill("2020-01-01")
    first = ladder.locator("#next-step .next-first")
    expect(first).to_contain_text("向邮政管理部门申诉")
    expect(first.get_by_role("link", name="看这一级怎么走")).to_have_attribute("href", re.compile(r"/escalate/regulators/#post$"))
    ladder.locator("#next-step-sheet > summary").click()
    ladder.locator("#next-step [name=tracking_no]").fill("YD0000123456")
    expect(first).to_contain_text("运单号是YD0000123456。")
    expect(ladder.locator("#next-step [name=card_tail]")).to_be_hidden()  # not this matter's
    assert ladder.trouble == []  # type: ignore[attr-defined]


def test_danger_comes_first(ladder: Page) -> None:
    choose(ladder, "matter", "collection")
    choose(ladder, "threat")
    expect(ladder.locator("#next-step .next-first")).to_contain_text("打110")
    expect(ladder.locator("#next-step-warnings li").first).to_contain_text("先离开，打110")


def test_what_is_answered_is_there_tomorrow_and_clears_with_an_undo(ladder: Page) -> None:
    choose(ladder, "matter", "loan")
    ladder.locator("#next-step [name=last_contact_date]").fill("2026-11-13")
    settled(ladder)
    ladder.reload()
    expect(ladder.locator("#next-step [name=matter][value=loan]")).to_be_checked()
    ladder.evaluate("document.querySelector('.island').dispatchEvent(new Event('pointerdown'))")
    ready(ladder, "next-step")
    settled(ladder)
    ladder.get_by_role("button", name="清空上面的选择").click()
    settled(ladder)
    expect(ladder.locator("#next-step [name=matter][value=loan]")).not_to_be_checked()
    expect(ladder.locator("#next-step [name=last_contact_date]")).to_have_value("2026-11-13")  # a fact of the case stays
    ladder.get_by_role("button", name="撤销").click()
    settled(ladder)
    expect(ladder.locator("#next-step [name=matter][value=loan]")).to_be_checked()


def test_a_fact_of_the_case_is_not_asked_twice(context: BrowserContext, server: Server) -> None:
    context.add_init_script("localStorage.setItem('shuoqingchu:blanks', JSON.stringify({ticket: 'SL-77', amount_paid: '1299'}))")
    page = started(context, server, PAGE, "next-step")
    expect(page.locator("#next-step [name=ticket]")).to_have_value("SL-77")


def test_the_ladder_is_complete_without_python(context: BrowserContext, server: Server) -> None:
    without_python(context)
    page = open_page(context, server, PAGE, allow="ERR_FAILED")
    expect(page.locator("#next-step-result summary")).to_have_count(page.locator("#next-step-result details.group").count())
    expect(page.locator("#next-step-result")).to_contain_text("向上级机构书面申请核查")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_worth_shows_the_numbers(context: BrowserContext, server: Server) -> None:
    page = started(context, server, WORTH, "worth")
    for name, value in {"claim": "30000", "hour": "30", "percent": "60", "hours.small": "28", "cost.small": "200"}.items():
        page.locator(f"#worth [name='{name}']").fill(value)
    page.locator("#worth [name='take.small']").check()
    settled(page)
    expect(page.locator("#worth-result")).to_contain_text("30000元×60%＝18000元")
    expect(page.locator("#worth-result")).to_contain_text("法院的费用275元")
    expect(page.locator("#worth-result")).to_contain_text("问自己三句")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.trouble == []  # type: ignore[attr-defined]
