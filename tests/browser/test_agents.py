"""The agent's tools: one fact told once, a reply checked, a promise kept and put into the calendar, a sheet added up."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from ..ics import parse
from ..site import Server
from .conftest import PHONE, clipboard, open_page, ready, settled

TOOLS = "agents/tools/"
ISLANDS = ("agent-reply-check", "agent-promise", "agent-compensation-sheet", "agent-handover", "agent-case-review")


@pytest.fixture(scope="module")
def tools(browser: Browser, server: Server) -> Iterator[Page]:
    clipboard = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai", permissions=clipboard)
    page = open_page(context, server, TOOLS)
    page.evaluate("document.querySelector('.island').dispatchEvent(new Event('pointerdown'))")
    for island in ISLANDS:
        ready(page, island)
    page.evaluate("for (const fold of document.querySelectorAll('.island details')) fold.open = true")
    yield page
    settled(page)
    assert page.trouble == []  # type: ignore[attr-defined]
    context.close()


def fill(page: Page, island: str, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"#{island} [name='{name}']").fill(value)
    settled(page)


def test_a_reply_is_checked_and_copied_as_it_was_written(tools: Page) -> None:
    island = tools.locator("#agent-reply-check")
    text = "按规定办不了，我们会尽快给您答复。"
    fill(tools, "agent-reply-check", reply=text)
    island.get_by_label("不同意", exact=True).check()
    settled(tools)
    expect(island.get_by_role("status").last).to_contain_text("看起来写了")
    expect(island).to_contain_text("看起来没有写是哪一条")
    expect(island.locator("[name=reply]")).to_have_value(text)
    tools.evaluate("navigator.clipboard.writeText('')")
    island.get_by_role("button", name="复制答复").click()
    settled(tools)
    assert clipboard(tools) == text


def test_a_fact_told_to_one_tool_fills_the_others(tools: Page) -> None:
    fill(tools, "agent-promise", next_contact="2026-11-24", customer="王女士")
    fill(tools, "agent-reply-check", reply="我们会尽快给您答复。")
    expect(tools.locator("#agent-reply-check")).to_contain_text("2026年11月24日18点前，我打给您。")
    expect(tools.locator("#agent-handover [name=customer]")).to_have_value("王女士")
    expect(tools.locator("#agent-compensation-sheet [name=customer]")).to_have_value("王女士")


def test_a_promise_is_kept_in_the_case_and_in_the_calendar(tools: Page) -> None:
    island = tools.locator("#agent-promise")
    fill(tools, "agent-promise", **{"promise.what": "退回安装费200元", "promise.who": "财务小李", "promise.by": "2026-11-25"})
    island.get_by_role("button", name="记进承诺单").click()
    settled(tools)
    expect(island).to_contain_text("2026年11月25日前：退回安装费200元（财务小李）：还没标")
    kept = json.loads(tools.evaluate("JSON.parse(localStorage['shuoqingchu:blanks']).promises"))
    assert [(row["what"], row["by"], row["who"]) for row in kept] == [("退回安装费200元", "2026-11-25", "财务小李")]
    with tools.expect_download() as waiting:
        island.get_by_role("button", name="日历").click()
    events = parse(waiting.value.path().read_text(encoding="utf-8")).walk("VEVENT")
    assert "承诺到期：退回安装费200元" in [str(event["summary"]) for event in events]


def test_the_sheet_adds_up_and_feeds_the_reply(tools: Page) -> None:
    island = tools.locator("#agent-compensation-sheet")
    fill(tools, "agent-compensation-sheet", **{"row.1.item": "两次打车", "row.1.amount": "120", "row.1.reason": "漏派单"})
    fill(tools, "agent-compensation-sheet", **{"row.2.item": "误工", "row.2.amount": "260.5", "row.2.reason": "没有人来"})
    for n in (1, 2):
        island.locator(f"[name='row.{n}.class'][value=loss]").check()
        island.locator(f"[name='row.{n}.approval'][value=own]").check()
    settled(tools)
    expect(island).to_contain_text("损失：380.50元。")
    expect(island).to_contain_text("1. 两次打车120元，因为漏派单。")
    island.get_by_role("button", name="补偿内容").click()
    settled(tools)
    expect(tools.locator("#agent-reply-check [name=remedy]")).to_have_value("两次打车120元、误工260.50元")


def test_the_hand_over_puts_the_conclusion_first(tools: Page) -> None:
    fill(tools, "agent-handover", wanted_decision="批路费120元", unsaid="误工费还没有批")
    said = tools.locator("#agent-handover-record").inner_text()
    assert said.index("要您定：批路费120元。") < said.index("不能说：误工费还没有批。")


def test_nothing_is_wider_than_the_phone(tools: Page) -> None:
    assert tools.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = tools.evaluate(
        "[...document.querySelectorAll('.island button, .island .choice, .island input[type=text]:not(.blank)')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 40).map(e => e.outerHTML.slice(0, 90))"
    )
    assert small == []


def test_without_scripts_the_tools_can_be_read_and_filled_in(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = open_page(context, server, TOOLS)
    for island in ISLANDS:
        assert page.locator(f"#{island} [name]").count() > 0
    page.locator("#agent-reply-check [name=reply]").fill("您好。")
    expect(page.locator("#agent-reply-check")).to_contain_text("□ 接住用户的话")
    expect(page.locator("#agent-promise-card")).to_contain_text("＿＿＿＿")
    context.close()
