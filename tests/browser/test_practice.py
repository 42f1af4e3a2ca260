"""Practice in a real browser: by thumb, by keyboard, over a reload, without Python, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ..site import Server
from .conftest import open_page, ready, settled
from .test_print import one_part, squeezed

PATH, ISLAND = "tools/practice/", "practice"
AGENTS, AGENT_ISLAND = "agents/practice/", "agent-practice"


def started(context: BrowserContext, server: Server, path: str = PATH, island: str = ISLAND) -> Page:
    page = open_page(context, server, path)
    page.evaluate("document.querySelector('.island').dispatchEvent(new Event('pointerdown'))")
    ready(page, island)
    settled(page)
    return page


def press(page: Page, label: str, island: str = ISLAND) -> None:
    page.locator(f"#{island}").get_by_role("button", name=label, exact=True).click()
    settled(page)


@pytest.fixture
def desk(context: BrowserContext, server: Server) -> Page:
    return started(context, server)


def test_a_round_by_thumb_ends_in_a_card_that_prints(desk: Page) -> None:
    desk.locator(f"#{ISLAND}").get_by_label("网购不发货、不到货").check()
    press(desk, "开始练")
    pick = desk.locator(f"#{ISLAND} .practice-pick")
    expect(pick).to_contain_text("客服说：“请耐心等待，马上就发”")
    expect(pick.get_by_role("radio")).to_have_count(5)
    for turn in range(6):
        if turn == 1:
            desk.locator(f"#{ISLAND} textarea").fill("请问您的工号，最晚哪一天发货？")
        else:
            pick.locator("input[value^=line]").first.check()
        press(desk, "说出来")
        expect(desk.locator("#practice-feedback")).to_contain_text("这一句3分")
        if turn < 5:
            press(desk, "下一轮")
    press(desk, "看结果")
    result = desk.locator("#practice-result")
    expect(result).to_contain_text("6轮，一共18分，满分18分。")
    expect(result).to_contain_text("✓ 问编号或工号")
    expect(result.locator("ol > li")).to_have_count(6)
    assert desk.evaluate("document.documentElement.scrollWidth") <= 360
    [sheet] = one_part(desk, "#practice-result", "打印结果")
    assert squeezed("练习结果：网购不发货、不到货") in sheet
    assert "开始练" not in sheet and "再练一遍" not in sheet
    assert desk.trouble == []  # type: ignore[attr-defined]


def test_what_hurts_is_named_with_what_to_say_instead(desk: Page) -> None:
    press(desk, "开始练")
    desk.locator(f"#{ISLAND} textarea").fill("你们都是骗子")
    press(desk, "说出来")
    expect(desk.locator("#practice-feedback")).to_contain_text("可以改一处：“骗子”换成事实")
    expect(desk.locator("#practice-feedback")).to_contain_text("可以换成：")
    press(desk, "这一轮重说")
    expect(desk.locator(f"#{ISLAND} textarea")).to_have_value("")
    expect(desk.locator(f"#{ISLAND} .practice-place")).to_contain_text("第1轮")


def test_the_keyboard_goes_from_line_to_line(desk: Page) -> None:
    desk.locator("#practice-start").focus()
    desk.keyboard.press("Enter")
    settled(desk)
    assert desk.evaluate("document.activeElement.name") == "pick"
    desk.keyboard.press("Space")
    settled(desk)
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.name") == "own"
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    settled(desk)
    focused = desk.evaluate("[document.activeElement.name, document.activeElement.getAttribute('aria-describedby')]")
    assert focused == ["next", "practice-feedback"]
    desk.keyboard.press("Enter")
    settled(desk)
    expect(desk.locator(f"#{ISLAND} .practice-place")).to_contain_text("第2轮")
    assert desk.evaluate("document.activeElement.name") == "pick"
    # What the other side said is on the screen with the first line.
    assert desk.evaluate("document.querySelector('.practice-pick legend').getBoundingClientRect().top") > 0


def test_a_round_goes_on_after_a_reload(desk: Page) -> None:
    press(desk, "开始练")
    desk.locator(f"#{ISLAND} .practice-pick input").first.check()
    press(desk, "说出来")
    press(desk, "下一轮")
    desk.reload()
    desk.evaluate("document.querySelector('.island').dispatchEvent(new Event('pointerdown'))")
    ready(desk, ISLAND)
    settled(desk)
    expect(desk.locator(f"#{ISLAND} .practice-place")).to_contain_text("第2轮")


def test_facts_of_the_case_are_said_and_stay(context: BrowserContext, server: Server) -> None:
    facts = "{ask: '11月25日前送到', reply_by: '2026-11-30'}"
    context.add_init_script(f"localStorage.setItem('shuoqingchu:blanks', JSON.stringify({facts}))")
    page = started(context, server)
    expect(page.locator("#practice-sheet")).to_contain_text("我希望11月25日前送到。")
    press(page, "开始练")
    assert page.evaluate("JSON.parse(localStorage.getItem('shuoqingchu:blanks')).ask") == "11月25日前送到"


def test_the_agent_has_the_other_role(context: BrowserContext, server: Server) -> None:
    page = started(context, server, AGENTS, AGENT_ISLAND)
    press(page, "开始练", AGENT_ISLAND)
    expect(page.locator(".practice-pick")).to_contain_text("用户说：“你们到底管不管”")
    page.locator("textarea").fill("您先说。最晚11月25日办完，有事找我。")
    press(page, "说出来", AGENT_ISLAND)
    expect(page.locator("#agent-practice-feedback")).to_contain_text("这一句3分")
    assert page.trouble == []  # type: ignore[attr-defined]


def test_without_python_the_sheet_is_there_for_two(context: BrowserContext, server: Server) -> None:
    context.route("**/worker.js", lambda route: route.abort())
    page = open_page(context, server, PATH, allow="ERR_FAILED")
    sheet = page.locator("#practice-sheet")
    expect(sheet.locator("details")).to_have_count(5)
    expect(sheet).to_contain_text("客服说：“你到底想怎么样”")
    expect(sheet.locator("details").first.locator("li.line").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_javascript_nothing_waits_to_be_pressed(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + PATH)
    expect(page.locator(".practice-desk")).to_be_hidden()
    expect(page.locator("#practice-sheet")).to_be_visible()
    context.close()


def test_the_map_reads_on_a_phone(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "tools/map/")
    expect(page.locator(".flow li")).to_have_count(5)
    expect(page.locator(".map-fields")).not_to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.trouble == []  # type: ignore[attr-defined]
