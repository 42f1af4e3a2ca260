"""By keyboard alone, and by ear: Material's menus, every tool from its first control to its last, what is announced."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from py_widgets.runtime import NAMES

from ..release import one_in
from ..site import Server
from .conftest import PHONE, open_page, settled
from .test_access_axe import UNFOLD
from .test_keyboard import HERE, pages

MENU = ".md-header__button[for=__drawer]"
# What has the focus: can it be seen, and has it a ring? The header stands over the top of the page.
SEEN = """() => {
    const node = document.activeElement, box = node.getBoundingClientRect(), style = getComputedStyle(node);
    const top = document.querySelector('.md-header').getBoundingClientRect().bottom;
    const inside = box.bottom > (node.closest('.md-header, .md-sidebar, .md-skip') ? 0 : top) && box.top < innerHeight
        && box.right > 0 && box.left < innerWidth && node.checkVisibility({visibilityProperty: true});
    const marked = node.matches('.md-option') ? getComputedStyle(node.nextElementSibling) : style;
    const ring = marked.outlineStyle !== 'none' && parseFloat(marked.outlineWidth) >= 1;
    return (inside || node.matches('.md-option')) && ring ? '' : `${inside} ${ring} ${node.outerHTML.slice(0, 160)}`;
}"""
STOPS = """where => {
    const seen = new Set();
    let count = 0;
    return [...document.querySelector(where).querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex="0"]')]
        .filter(node => node.checkVisibility({visibilityProperty: true}) && !node.disabled && node.tabIndex >= 0)
        .filter(node => node.type !== 'radio' || !seen.has(node.name) && seen.add(node.name))
        .map(node => node.dataset.stop = String(count++));
}"""


@pytest.fixture(scope="module")
def visit(browser: Browser, server: Server) -> Iterator[Page]:
    """A visitor who goes from tool to tool: Python starts once."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce")
    page = open_page(context, server, "tools/deadlines/")
    yield page
    assert page.trouble == []  # type: ignore[attr-defined]
    context.close()


def homes(server: Server, page: Page) -> dict[str, str]:
    """The first page of the site on which each widget stands."""
    found: dict[str, str] = {}
    for path in pages(server, page):
        html = server.file(path).read_text(encoding="utf-8")
        for name in NAMES:
            if f'data-widget="{name}"' in html:
                found.setdefault(name, path)
    assert set(found) == set(NAMES)
    return found


@pytest.mark.parametrize("name", one_in(4, NAMES))
@pytest.mark.trust("无障碍", "只用Tab走完每个小工具：次序和读的次序一样，焦点看得见、不藏在页眉下，走得进也走得出")
def test_tab_goes_through_a_tool_and_out_of_it(
    visit: Page, server: Server, name: str, record_property: Callable[[str, object], None]
) -> None:
    visit.goto(server.url + homes(server, visit)[name])
    island = f".island[data-widget={name}]"
    visit.locator(island).first.dispatch_event("pointerdown")
    visit.wait_for_selector(f"{island}[data-state=ready]")
    settled(visit)
    for fold in visit.locator(f"{island} details").all():
        fold.evaluate("fold => { fold.removeAttribute('name'); fold.open = true }")
    settled(visit)
    stops = visit.evaluate(STOPS, island)
    assert stops
    record_property("控件", len(stops))
    visit.locator(f"[data-stop='{stops[0]}']").focus()
    visit.keyboard.press("Shift+Tab")
    for stop in stops:
        for _ in range(6):  # a date has a stop for each of its parts
            visit.keyboard.press("Tab")
            if visit.evaluate(HERE) == stop:
                break
        assert visit.evaluate(HERE) == stop, visit.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert visit.evaluate(SEEN) == ""
    for _ in range(6):
        visit.keyboard.press("Tab")
        if not visit.evaluate("island => document.activeElement.closest(island)?.matches(island) ?? false", island):
            break
    assert not visit.evaluate("island => document.activeElement.closest(island)?.matches(island) ?? false", island)


# -- Material's menus ---------------------------------------------------------------------------------------------------


@pytest.mark.trust("无障碍", "手机上只用键盘：打开菜单、进一层、退一层、按Esc关上，焦点不丢")
def test_the_menu_of_a_phone_opens_and_closes_by_keys(context: BrowserContext, server: Server) -> None:
    """Material's is a label that no key reaches."""
    context.new_page().close()
    page = open_page(context, server, "prepare/")
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_selector(f"{MENU}[role=button]")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    menu = page.locator(MENU)
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    assert page.evaluate(SEEN) == ""
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    back = page.locator(".md-nav--primary .md-nav__title[for=__nav_3]")  # the page's own section lies on top
    expect(back).to_be_focused()
    page.keyboard.press("Space")
    opener = page.locator("label.md-nav__link[for=__nav_3]")
    expect(opener).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(SEEN) == ""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(back).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("无障碍", "菜单关着的时候，Tab只停在看得见的地方")
def test_tab_stops_at_nothing_that_is_out_of_sight(context: BrowserContext, server: Server) -> None:
    """The ninety links of the closed menu took a press each, off the screen."""
    page = open_page(context, server, "talk/robot/")
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_selector(f"{MENU}[role=button]")
    stops = 0
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body"):
        assert page.evaluate(SEEN) == ""
        stops += 1
        page.keyboard.press("Tab")
    assert 10 < stops < 60


@pytest.mark.trust("无障碍", "焦点离开菜单，菜单就关上，焦点不会落在菜单后面")
def test_the_menu_closes_behind_the_focus(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "talk/robot/")
    page.wait_for_selector(f"{MENU}[role=button]")
    page.locator(MENU).focus()
    page.keyboard.press("Enter")
    expect(page.locator(MENU)).to_have_attribute("aria-expanded", "true")
    page.locator(".md-content a").first.focus()
    expect(page.locator(MENU)).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("key", one_in(4, ["n", "p", ".", ",", "f", "s", "/"]))
@pytest.mark.trust("无障碍", "按一个字母不会翻页、不会跳走：用语音输入的人不受影响")
def test_a_single_letter_does_nothing(context: BrowserContext, server: Server, key: str) -> None:
    """Material turns the page at n and p, and opens the search at f, s and / (WCAG 2.1.4)."""
    page = open_page(context, server, "talk/robot/")
    page.wait_for_selector(f"{MENU}[role=button]")
    before = page.url
    page.locator("h1").click()
    page.keyboard.press(key)
    page.keyboard.press("Tab")  # handled after it
    assert page.url == before
    assert page.evaluate("document.querySelector('#__search').checked") is False


def test_escape_closes_the_search(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "talk/robot/")
    page.locator(".md-search__input").focus()
    page.wait_for_function("() => document.querySelector('#__search').checked")
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('#__search').checked")


# -- by ear -------------------------------------------------------------------------------------------------------------

REMEMBER = "where => { window.region = document.querySelector(where); return window.region.textContent }"
SAID = "() => { if (!window.region.isConnected) throw Error('another region'); return window.region.textContent }"


@pytest.mark.trust("无障碍", "打码的结果读得出来：播报区先在那里，后有话")
def test_what_was_found_is_said_in_a_region_that_stood_there_before(visit: Page, server: Server) -> None:
    """A region that comes together with its words is not read by most screen readers."""
    visit.goto(server.url + "tools/mask/")
    island = ".island[data-widget=mask]"
    visit.locator(island).dispatch_event("pointerdown")
    visit.wait_for_selector(f"{island}[data-state=ready]")
    settled(visit)
    assert visit.evaluate(REMEMBER, f"{island} [data-view] [role=status]") == ""
    visit.locator(f"{island} textarea").first.fill("我的手机13812345678")
    settled(visit)
    assert "1" in visit.evaluate(SAID)


@pytest.mark.trust("无障碍", "填错了读得出来，并且和那一栏连着")
def test_what_is_wrong_with_a_field_is_an_alert_that_belongs_to_it(visit: Page, server: Server) -> None:
    visit.goto(server.url + "tools/offer/")
    island = ".island[data-widget=offer]"
    visit.locator(island).dispatch_event("pointerdown")
    visit.wait_for_selector(f"{island}[data-state=ready]")
    visit.evaluate(UNFOLD)
    field = visit.locator(f"{island} [name=monthly_income]")
    field.fill("五千多")
    settled(visit)
    alert = visit.locator(f"{island} [role=alert]").first
    expect(alert).not_to_be_empty()
    assert (alert.get_attribute("id") or "-") in (field.get_attribute("aria-describedby") or "").split()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    field.fill("")
    settled(visit)


@pytest.mark.trust("无障碍", "单选用方向键选，选完焦点还在，结果跟着变")
def test_arrows_choose_and_the_focus_stays(visit: Page, server: Server) -> None:
    visit.goto(server.url + "tools/next-step/")
    island = ".island[data-widget=next_step]"
    visit.locator(island).dispatch_event("pointerdown")
    visit.wait_for_selector(f"{island}[data-state=ready]")
    settled(visit)
    first = visit.locator(f"{island} input[type=radio]").first
    first.focus()
    visit.keyboard.press("Space")
    settled(visit)
    expect(first).to_be_checked()
    visit.keyboard.press("ArrowDown")
    settled(visit)
    expect(first).not_to_be_checked()
    assert visit.evaluate("document.activeElement.checked && document.activeElement.name") == first.get_attribute("name")
    assert visit.evaluate(SEEN) == ""
