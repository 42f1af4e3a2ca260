"""For eyes that need it larger, wider apart, stiller or in colours of their own: nothing is cut off, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from ..site import Server
from .test_access_axe import UNFOLD
from .test_keyboard import pages, wider

NARROW = {"width": 320, "height": 640}  # 1280 px at 400 % (WCAG 1.4.10)
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    "p { margin-bottom: 2em !important }"
)
# Words that stand outside a box that hides what does not fit. The header and the menu shorten titles that stand in full elsewhere.
CUT = """() => [...document.querySelectorAll('.md-content *, .md-footer *')].filter(node => {
    const style = getComputedStyle(node);
    const cuts = axis => ['hidden', 'clip'].includes(style[`overflow${axis}`]);
    return node.checkVisibility({visibilityProperty: true}) && node.textContent.trim() && style.clipPath === 'none' && node.clientWidth > 1
        && (cuts('X') && node.scrollWidth > node.clientWidth + 1 || cuts('Y') && node.scrollHeight > node.clientHeight + 1);
}).map(node => node.outerHTML.slice(0, 120))"""
# What scrolls sideways by itself: a key must reach it, and it must say what it is.
BOXES = """() => [...document.querySelectorAll('.md-content *')].filter(node =>
        ['auto', 'scroll'].includes(getComputedStyle(node).overflowX) && node.scrollWidth > node.clientWidth + 1
        && !node.matches('textarea') && !node.querySelector('a, button, input'))
    .filter(node => node.tabIndex < 0 || !(node.ariaLabel || document.getElementById(node.getAttribute('aria-labelledby'))))
    .map(node => node.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll(
        'button, input:not([type=hidden]), textarea, summary, label[role=button], .md-footer__link, .md-nav a')]
    .filter(node => node.checkVisibility({visibilityProperty: true, opacityProperty: true}))
    .filter(node => !node.closest('.line, .md-option')) // words in a sentence; a radio button whose icon is pressed
    .filter(node => !(['checkbox', 'radio'].includes(node.type) && node.labels.length)) // its words are pressed as well
    .map(node => [node.getBoundingClientRect(), node.outerHTML.slice(0, 120)])
    .filter(([box]) => box.width && box.height && (box.width < 24 || box.height < 24))
    .map(([box, html]) => `${box.width} x ${box.height} ${html}`)"""


@pytest.fixture(scope="module")
def still(browser: Browser, server: Server) -> Iterator[Page]:
    """A narrow phone on which no widget is alive."""
    context = browser.new_context(viewport=NARROW, locale="zh-CN", reduced_motion="reduce", bypass_csp=True, service_workers="block")
    context.route("**/islands-*/islands.js", lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(server.url)
    yield page
    context.close()


@pytest.mark.trust("无障碍", "放大到400%（320像素宽）、字距行距拉开，每一页都不用左右滑、字不被切掉，按得到的地方不小于24像素")
def test_every_page_on_320_pixels_and_with_wide_text(
    still: Page, server: Server, share: int, record_property: Callable[[str, object], None]
) -> None:
    found = [*pages(server, still)[::share], "404.html"]
    record_property("页", len(found))
    wrong = {}
    for path in found:
        still.goto(server.url + path)
        still.evaluate(UNFOLD)
        still.evaluate("new Promise(requestAnimationFrame)")
        told = [f"{wider(still)} px wide"] if wider(still) > 320 else []
        told += [f"small {what}" for what in still.evaluate(SMALL)]
        told += [f"box {what}" for what in still.evaluate(BOXES)]
        still.add_style_tag(content=SPACED)
        told += [f"spaced: {wider(still)} px wide"] if wider(still) > 320 else []
        told += [f"spaced: cut {what}" for what in still.evaluate(CUT)]
        wrong[path] = told
    assert {path: told for path, told in wrong.items() if told} == {}


@pytest.mark.parametrize("path", ["", "situations/card-overdue/", "tools/call/", "tools/deadlines/", "tools/evidence/", "tools/offer/"])
@pytest.mark.trust("无障碍", "手机字号调到200%，页面不用左右滑，字不被切掉")
def test_letters_twice_as_large(still: Page, server: Server, path: str) -> None:
    still.goto(server.url + path)
    still.evaluate(UNFOLD)
    still.set_viewport_size({"width": 360, "height": 740})
    try:
        still.add_style_tag(content="html { font-size: 250% !important }")  # Material's own is 125 %
        assert wider(still) <= 360
        assert still.evaluate(CUT) == []
    finally:
        still.set_viewport_size(NARROW)  # type: ignore[arg-type]


@pytest.mark.trust("无障碍", "系统里选了减少动态效果，页面就不滑、不飘")
def test_nothing_moves_for_who_asked_for_stillness(still: Page, server: Server) -> None:
    still.goto(server.url + "tools/call/")
    moving = """() => [...document.querySelectorAll('body, body *')]
        .filter(node => getComputedStyle(node).transitionDuration.split(', ').some(time => time !== '0s')).length"""
    assert still.evaluate(moving) == 0
    assert still.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.trust("无障碍", "系统用高对比的颜色，焦点框、折叠和菜单的标记都还看得见")
def test_marks_stay_in_colours_of_the_reader_s_own(still: Page, server: Server) -> None:
    still.goto(server.url + "talk/robot/")
    still.emulate_media(forced_colors="active")
    try:
        ground = still.evaluate("getComputedStyle(document.body).backgroundColor")
        icon = still.evaluate("getComputedStyle(document.querySelector('.md-nav__icon'), '::after').backgroundColor")
        assert icon != ground
        still.keyboard.press("Tab")
        assert still.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    finally:
        still.emulate_media(forced_colors="none")


@pytest.mark.trust("无障碍", "网页标明是中文，英文的句子标明是英文")
def test_the_language_is_said(still: Page, server: Server) -> None:
    still.goto(server.url)
    assert still.evaluate("document.documentElement.lang").startswith("zh")
    assert still.evaluate("document.querySelector('.md-copyright [lang=en]').textContent.trim()").startswith("Made with")
