"""By keyboard alone, by a thumb on a narrow phone: everything is reached, nothing is lost from sight."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ..site import Server
from .conftest import SITUATION, open_page, ready, settled
from .reader import ANSWERS, ISLAND, field, fill, keep, output, press, said, unfold

# What Tab stops at, in the order of the page: one stop for a group of radio buttons.
STOPS = """where => {
    const seen = new Set();
    return [...document.querySelectorAll(where)]
        .flatMap(part => [...part.querySelectorAll('a[href], button, input, textarea, select, summary')])
        .filter(node => node.checkVisibility({visibilityProperty: true}) && !node.disabled && node.tabIndex >= 0)
        .filter(node => node.type !== 'radio' || !seen.has(node.name) && seen.add(node.name))
        .map(node => { node.dataset.stop ??= String(window.stops = (window.stops ?? 0) + 1); return node.dataset.stop });
}"""
# What has the focus; for a radio button, the stop of its group.
HERE = """() => {
    const node = document.activeElement;
    return node.type === 'radio' ? document.querySelector(`[name="${node.name}"][data-stop]`)?.dataset.stop : node.dataset.stop;
}"""
RING = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
}"""


def walk(page: Page, where: str) -> None:
    """Tab through a part: every control is reached, in order, with a ring around it."""
    stops = page.evaluate(STOPS, where)
    assert len(stops) > 5
    page.locator(f"[data-stop='{stops[0]}']").focus()
    page.keyboard.press("Shift+Tab")  # from here on the browser knows that there is no mouse
    for n, stop in enumerate(stops):
        # A date has a stop for each of its parts.
        for _ in range(6):
            if page.evaluate(HERE) == stop:
                break
            page.keyboard.press("Tab")
        assert page.evaluate(HERE) == stop, (n, page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
        assert page.evaluate(RING), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_tab_reaches_every_control_of_the_checklist(page: Page) -> None:
    page.locator("#card-prepare-f4zq summary").click()
    walk(page, "#card-prepare")


def test_tab_reaches_every_control_of_the_sheet(page: Page) -> None:
    walk(page, f"#{ISLAND}-sheet")


def test_tab_reaches_every_control_of_an_output(page: Page) -> None:
    keep(page, {name: value for name, value in ANSWERS.items() if name != "contract_no"})
    page.locator(f"#{ISLAND}-phone .withheld > summary").first.click()
    walk(page, f"#{ISLAND}-phone")


def test_space_ticks_and_the_focus_stays(page: Page) -> None:
    box = page.locator("#card-prepare input[name=u7bn]")
    box.focus()
    page.keyboard.press("Space")
    settled(page)
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(page.locator("#card-prepare .checklist-count")).to_contain_text("已完成1项")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_fold_opens_with_a_key_and_stays_open_over_the_next_answer(page: Page, key: str) -> None:
    fold = page.locator("#card-prepare-u7bn summary")
    fold.focus()
    page.keyboard.press(key)
    expect(page.locator("#card-prepare-u7bn [name='na.u7bn']")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    settled(page)
    expect(page.locator("#card-prepare-u7bn [name='na.u7bn']")).to_be_visible()


def test_an_output_opens_with_a_key(page: Page) -> None:
    page.locator(f"#{ISLAND}-letter > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{ISLAND}-letter section").first).to_be_visible()
    expect(page.locator(f"#{ISLAND}-phone section").first).to_be_hidden()
    expect(page.locator(f"#{ISLAND}-letter > summary")).to_be_focused()


def test_typing_on_while_the_page_is_patched_loses_no_letter_and_no_place(page: Page) -> None:
    """Every key asks Python, and every answer changes five texts below."""
    name = field(page, "full_name")
    name.focus()
    page.keyboard.type("Wang Xiaoming")
    settled(page)
    expect(name).to_be_focused()
    expect(name).to_have_value("Wang Xiaoming")
    page.keyboard.press("Home")
    page.keyboard.type("Mr ")
    settled(page)
    page.keyboard.type("J ")
    settled(page)
    expect(name).to_have_value("Mr J Wang Xiaoming")
    assert "Mr J Wang Xiaoming" in said(page, "letter")


def test_from_a_blank_in_a_sentence_tab_goes_on_to_the_next(page: Page) -> None:
    """The sentence moves away once its blank is filled: the place must not be lost with it."""
    keep(page, {"full_name": "王小明"})
    part = page.locator(f"#{ISLAND}-phone .withheld:has([data-mirror=amount_owed])").first
    part.locator("> summary").click()
    blank = part.locator("[data-mirror=amount_owed]").first
    blank.focus()
    page.keyboard.type("38000")
    page.keyboard.press("Tab")
    after = page.evaluate("document.activeElement.id")
    assert after
    settled(page)
    assert page.evaluate("document.activeElement.id") == after
    assert "38000元" in said(page, "phone")


def focused(page: Page) -> str:
    tag: str = page.evaluate("document.activeElement.localName")
    return tag


@pytest.mark.parametrize("label", ["改文字", "复制全部", "复制这一段"])
def test_a_button_that_was_pressed_does_not_throw_the_focus_away(page: Page, label: str) -> None:
    keep(page, ANSWERS)
    page.locator(f"#{ISLAND}-phone").get_by_role("button", name=label, exact=True).first.focus()
    page.keyboard.press("Enter")
    settled(page)
    assert focused(page) in ("button", "textarea")


def test_a_button_that_goes_when_it_is_pressed_hands_the_focus_on(page: Page) -> None:
    """撤销 and 恢复自动生成 vanish with what they did; the reader must not start again at the top of the page."""
    keep(page, {**ANSWERS, "edit.phone": "我的话", "consequence": "手机13812345678"})
    for where, label in (
        (f"#{ISLAND}-phone", "恢复自动生成"),
        (f"#{ISLAND}-phone", "撤销"),
        (f"#{ISLAND}-warnings", "打码"),
        (f"#{ISLAND}-warnings", "撤销"),
        (f"#{ISLAND}-sheet", "全部清空"),
        (f"#{ISLAND}-sheet", "撤销"),
    ):
        page.locator(where).get_by_role("button", name=label, exact=True).first.focus()
        page.keyboard.press("Enter")
        settled(page)
        assert focused(page) != "body", (where, label)
        assert page.evaluate("island => document.getElementById(island).contains(document.activeElement)", ISLAND), (where, label)


def test_the_first_tab_offers_to_skip_to_the_content(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "prepare/")
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_visible()
    target = (skip.get_attribute("href") or "").partition("#")[2]
    assert page.locator(f"[id='{target}']").count() == 1


# Thumbs and narrow screens


# Words inside a sentence (依据) are as high as their line.
SMALL = """() => [...document.querySelectorAll('.island :is(button, summary, .choice, .use, .field > input, .field > textarea, '
        + '.checklist-tick, .checklist-only, .checklist-na, .checklist-note > input)')]
    .filter(node => node.checkVisibility({visibilityProperty: true}))
    .filter(node => !node.closest('.lines .behind, .island-status'))
    .map(node => [node.getBoundingClientRect(), node.outerHTML.slice(0, 120)])
    .filter(([box]) => box.height < 40 || box.width < 40).map(([box, html]) => `${box.width} x ${box.height} ${html}`)"""


def test_what_is_pressed_is_as_high_as_a_thumb(page: Page) -> None:
    keep(page, {**ANSWERS, "consequence": "手机13812345678", "edit.chat": "我的话"})
    for channel in ("phone", "email", "letter", "form"):
        output(page, channel)
        unfold(page)
        assert page.evaluate(SMALL) == []


def pages(server: Server, page: Page) -> list[str]:
    """Every page of the site, from its sitemap."""
    text = page.request.get(server.url + "sitemap.xml").text()
    return [url.removeprefix(server.url) for url in re.findall(r"<loc>([^<]+)</loc>", text)]


def wider(page: Page) -> int:
    width: int = page.evaluate("document.scrollingElement.scrollWidth")
    return width


def test_no_page_scrolls_sideways_on_a_narrow_phone(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.goto(server.url)
    found = pages(server, page)
    assert len(found) > 10
    for path in found:
        page.goto(server.url + path)
        assert wider(page) <= 360, path


def test_a_word_without_an_end_breaks_instead_of_widening_the_page(page: Page) -> None:
    word = "W" * 3000
    keep(page, {**ANSWERS, "full_name": word, "issuer": word, "ask": word, "cause": word, "promised": word, "edit.chat": word})
    page.locator("#card-prepare-f4zq summary").click()
    page.locator("#card-prepare [name='note.f4zq']").fill(word)
    settled(page)
    for channel in ("phone", "chat", "email", "letter", "form"):
        output(page, channel)
        unfold(page)
        assert wider(page) <= 360, channel


def test_on_a_slow_machine_the_focus_is_where_the_reader_put_it(context: BrowserContext, server: Server) -> None:
    """Python's first answer arrives while the reader is already three fields on."""
    page = open_page(context, server, SITUATION)
    first = page.locator(f"#{ISLAND} [name=full_name]")
    first.fill("王小明")
    first.press("Tab")
    page.keyboard.type("尾号5678")
    ready(page, ISLAND)
    settled(page)
    expect(field(page, "contact")).to_be_focused()
    expect(field(page, "contact")).to_have_value("尾号5678")
    unfold(page)
    fill(page, {"amount_owed": "38000"})
    press(page, page.locator(f"#{ISLAND}-phone"), "复制全部")
    assert page.trouble == []  # type: ignore[attr-defined]
