"""The call in a real browser: with one thumb, by keyboard, over a reload, on paper; the log is in order and has its times."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ..site import Server
from .conftest import PHONE, open_page, ready, settled
from .reader import downloaded
from .test_print import one_part, sheets

PATH = "situations/late-order/"
ISLAND = "late-order-call"
FACTS = {"full_name": "王小明", "order_no": "2026110112345", "item": "示例牌空调KF-35", "ask": "在11月25日前送到"}
START = "2026-11-22T10:30:00+08:00"


def boot(context: BrowserContext, server: Server, facts: dict[str, str] | None = None) -> Page:
    """Open the page at half past ten, with these facts of the case on the device."""
    # Before the first page: timers that were set by the real clock and end by the other one make Material's streams complain.
    context.clock.install(time=START)
    page = open_page(context, server, PATH)
    page.evaluate("facts => localStorage.setItem('shuoqingchu:blanks', JSON.stringify(facts))", facts or FACTS)
    return again(page)


def again(page: Page) -> Page:
    """Reload, and wait for Python."""
    page.reload()
    page.evaluate("document.querySelector('.island').dispatchEvent(new Event('pointerdown'))")
    ready(page, ISLAND)
    settled(page)
    return page


@pytest.fixture(scope="module")
def booted(browser: Browser, server: Server) -> Iterator[Page]:
    """One boot for many calls."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
    yield boot(context, server)
    context.close()


@pytest.fixture
def talk(booted: Page) -> Iterator[Page]:
    """The page at half past ten, with nothing on the device but these facts; silent at the end."""
    booted.set_viewport_size(PHONE)  # type: ignore[arg-type]
    booted.clock.set_system_time(START)
    booted.evaluate(
        """facts => {
            localStorage.clear();
            localStorage.setItem('shuoqingchu:blanks', JSON.stringify(facts));
            dispatchEvent(new StorageEvent('storage', {key: null}));
        }""",
        FACTS,
    )
    settled(booted)
    yield booted
    settled(booted)
    assert booted.trouble == []  # type: ignore[attr-defined]


def tap(page: Page, label: str) -> None:
    page.locator(f"#{ISLAND}").get_by_role("button", name=label, exact=True).click()
    settled(page)


def main(page: Page) -> None:
    """Tap the button under the thumb."""
    page.locator(f"#{ISLAND} button[name=main]").click()
    settled(page)


def line(page: Page) -> str:
    return page.locator(f"#{ISLAND}-line").inner_text()


def log(page: Page) -> list[tuple[str, str]]:
    """The log on the device: time and words."""
    facts = json.loads(page.evaluate("localStorage.getItem('shuoqingchu:blanks')"))
    return [(row["at"][11:], row["said"]) for row in json.loads(facts["log"])]


def later(page: Page, minutes: int) -> None:
    page.clock.fast_forward(minutes * 60_000)


def test_the_log_has_what_was_said_and_heard_in_order_with_its_times(talk: Page) -> None:
    main(talk)
    later(talk, 1)
    main(talk)
    tap(talk, "先不说")
    later(talk, 1)
    tap(talk, "请耐心等待，马上就发")
    later(talk, 1)
    first = line(talk)
    main(talk)
    assert log(talk) == [
        ("10:30", "电话接通"),
        ("10:31", "我说：您好，我是王小明。"),
        ("10:32", "对方说：“请耐心等待，马上就发”"),
        ("10:33", f"我说：{first}"),
    ]
    shown = talk.locator(f"#{ISLAND} .call-entry").all_inner_texts()
    assert [text.split()[0] for text in shown] == ["10:30", "10:31", "10:32", "10:33"]
    tap(talk, "回到原来那句")
    assert line(talk) == "订单号是2026110112345。"


def test_a_reload_in_the_middle_loses_nothing(talk: Page) -> None:
    main(talk)
    main(talk)
    tap(talk, "没货了，您自己申请退款吧")
    main(talk)
    talk.locator(f"#{ISLAND} [name='now.agent_no']").fill("0168")
    settled(talk)
    before, card, place = log(talk), line(talk), talk.locator(f"#{ISLAND} .call-place").inner_text()
    again(talk)
    assert (log(talk), line(talk), talk.locator(f"#{ISLAND} .call-place").inner_text()) == (before, card, place)
    expect(talk.locator(f"#{ISLAND} [name='now.agent_no']")).to_have_value("0168")
    tap(talk, "回到原来那句")
    assert line(talk) == "我想谈一单过了约定时间的货。"


@pytest.mark.parametrize("height", [640, 740])
def test_on_a_narrow_phone_the_line_and_its_buttons_are_in_sight(talk: Page, height: int) -> None:
    talk.set_viewport_size({"width": 360, "height": height})
    main(talk)
    head = talk.locator(".md-header").bounding_box()
    assert head
    top = head["y"] + head["height"]
    for label in (None, "请耐心等待，马上就发", "回到原来那句"):
        if label:
            tap(talk, label)
        for part in (f"#{ISLAND}-line", f"#{ISLAND} button[name=main]", *(f"#{ISLAND} .call-replies button >> nth={n}" for n in range(6))):
            box = talk.locator(part).bounding_box()
            assert box, part
            assert top <= box["y"] and box["y"] + box["height"] <= height, (part, box)
    for button in talk.locator(f"#{ISLAND}-desk button").all():
        box = button.bounding_box()
        assert box and box["height"] >= 43.9 and box["width"] >= 43.9, (button.inner_text(), box)
    assert talk.evaluate("document.documentElement.scrollWidth") == 360


def test_the_whole_call_by_keyboard(talk: Page) -> None:
    button = talk.locator(f"#{ISLAND} button[name=main]")
    button.focus()
    talk.keyboard.press("Enter")
    settled(talk)
    expect(talk.locator(f"#{ISLAND}-say")).to_be_focused()
    talk.keyboard.press("Space")
    settled(talk)
    assert line(talk) == "我想谈一单过了约定时间的货。"
    talk.keyboard.press("Shift+Tab")
    expect(talk.locator(f"#{ISLAND}-skip")).to_be_focused()
    talk.keyboard.press("Shift+Tab")
    talk.keyboard.press("Shift+Tab")  # past “back”, the last of what the other side may say
    expect(talk.locator(f"#{ISLAND} .call-replies button").last).to_be_focused()
    talk.keyboard.press("Enter")
    settled(talk)
    expect(talk.locator(f"#{ISLAND}-say")).to_be_focused()
    assert "你到底想怎么样" in talk.locator(f"#{ISLAND} .call-quote").inner_text()
    for _ in range(3):  # no trap: on to the first field
        talk.keyboard.press("Tab")
        if talk.evaluate("document.activeElement.name") == "now.who":
            break
    expect(talk.locator(f"#{ISLAND} [name='now.who']")).to_be_focused()


def test_the_line_is_announced_once_it_changes(talk: Page) -> None:
    live = talk.locator(f"#{ISLAND}-line")
    expect(live).to_have_attribute("aria-live", "polite")
    talk.evaluate(f"window.live = document.getElementById('{ISLAND}-line')")
    main(talk)
    main(talk)
    # The same element with another text: a live region that is replaced is not read.
    assert talk.evaluate(f"window.live === document.getElementById('{ISLAND}-line')")
    expect(live).to_have_text("我想谈一单过了约定时间的货。")


def test_after_the_call_the_message_says_what_was_given_and_what_was_not(talk: Page) -> None:
    main(talk)
    main(talk)
    tap(talk, "请耐心等待，马上就发")
    talk.locator(f"#{ISLAND} [name='now.agent_no.not'][value=refused]").check()
    talk.locator(f"#{ISLAND} [name='now.promised']").fill("今天出库")
    talk.locator(f"#{ISLAND} [name='now.promised_date']").fill("2026-11-24")
    settled(talk)
    tap(talk, "复述")
    assert line(talk) == "我复述一遍，您听对不对。您答应：今天出库，2026年11月24日前办到。"
    later(talk, 8)
    tap(talk, "挂断了")
    chat = talk.locator(f"#{ISLAND}-chat .call-text").inner_text()
    for words in ("我是王小明", "2026年11月22日10:30到10:38", "对方未提供工号。", "“请耐心等待，马上就发”"):
        assert words in chat
    assert "今天出库，2026年11月24日前办到" in chat
    assert "我提出" not in chat  # no ask was tapped
    name, mail = downloaded(talk, talk.locator(f"#{ISLAND}-mail"), "下载邮件（.eml）")
    assert name.endswith(".eml") and b"X-Unsent: 1" in mail
    _, text = downloaded(talk, talk.locator(f"#{ISLAND}-sms"), "下载文本（.txt）")
    assert "对方未提供工号" in text.decode("utf-8")
    # The first contact of the case: the script above knows of it now.
    expect(talk.locator("#late-order-script [name=promised]")).to_have_value("今天出库")
    expect(talk.locator("#late-order-script [name=last_contact_date]")).to_have_value("2026-11-22")


def test_an_entry_is_corrected_and_removed(talk: Page) -> None:
    main(talk)
    main(talk)
    entry = talk.locator(f"#{ISLAND} .call-entry", has_text="我是王小明")
    entry.locator("[data-msg=fix]").click()
    settled(talk)
    expect(talk.locator(f"#{ISLAND}-fix")).to_be_focused()
    talk.locator(f"#{ISLAND}-fix").fill("我说：您好。")
    settled(talk)
    tap(talk, "改好了")
    assert log(talk)[-1] == ("10:30", "我说：您好。")
    talk.locator(f"#{ISLAND} .call-entry").last.locator("[data-msg=remove]").click()
    settled(talk)
    assert log(talk) == [("10:30", "电话接通")]
    tap(talk, "撤销")
    assert log(talk)[-1] == ("10:30", "我说：您好。")


def test_a_tick_of_the_script_is_a_line_of_the_call(talk: Page) -> None:
    tick = talk.locator("#late-order-script-phone [name='line.wggm']")
    tick.evaluate("box => { box.checked = true; box.dispatchEvent(new Event('input', {bubbles: true})) }")
    settled(talk)
    main(talk)
    tap(talk, "说明")
    assert line(talk) == "到现在还没有发货。"


def test_the_screen_is_kept_awake_during_the_call(context: BrowserContext, server: Server) -> None:
    context.add_init_script("""
        window.locks = [];
        Object.defineProperty(navigator, 'wakeLock', {value: {request: async () => {
            window.locks.push('on');
            return {release: async () => { window.locks.push('off') }};
        }}});
    """)
    page = boot(context, server)
    main(page)
    page.wait_for_function("() => window.locks.join() === 'on'")
    tap(page, "挂断了")
    page.wait_for_function("() => window.locks.join() === 'on,off'")


def test_a_browser_that_refuses_is_no_trouble(context: BrowserContext, server: Server) -> None:
    refuse = "Object.defineProperty(navigator, 'wakeLock', {value: {request: async () => { throw new Error('no') }}})"
    context.add_init_script(refuse)
    page = boot(context, server)
    main(page)
    main(page)
    assert len(log(page)) == 2
    assert page.trouble == []  # type: ignore[attr-defined]


def test_the_sheet_is_one_page_with_lines_to_write_on(talk: Page) -> None:
    talk.locator(f"#{ISLAND}-paper summary").click()
    found = one_part(talk, f"#{ISLAND}", "打印记录表")
    assert len(found) == 1
    for words in ("时间", "谁说的", "工号是多少", "受理编号", "对方答应办什么", "哪天前办到", "没有听清", "对方不肯给"):
        assert words in found[0], words
    assert "说了，下一句" not in found[0] and "对方刚才说" not in found[0]


def test_without_javascript_there_is_a_form_for_the_pen(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + PATH)
    expect(page.locator(f"#{ISLAND}-desk")).to_be_hidden()
    page.locator(f"#{ISLAND} [name='now.agent_no']").fill("0168")
    page.locator(f"#{ISLAND}-paper summary").click()
    expect(page.locator(f"#{ISLAND}-paper table")).to_be_visible()
    text = "".join(sheets(page))
    assert re.search("时间谁说的说了什么", text) and "边听边记" in text
    context.close()
