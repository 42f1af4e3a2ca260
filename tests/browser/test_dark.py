"""In the light and in the dark, every word of an island stands out from its ground (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ..site import Server
from .conftest import open_page, settled
from .reader import ANSWERS, CHANNELS, ISLAND, keep, output, unfold

PALE = """([where, least]) => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d', {willReadFrequently: true});
    // A colour over an opaque ground, as the screen mixes them.
    const over = (ground, colour) => {
        for (const fill of [ground, colour]) { canvas.fillStyle = fill; canvas.fillRect(0, 0, 1, 1); }
        const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
        return `rgb(${r}, ${g}, ${b})`;
    };
    const light = colour => {
        const [r, g, b] = colour.match(/\\d+/g).map(n => n / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = node => node ? over(ground(node.parentElement), getComputedStyle(node).backgroundColor) : 'rgb(255, 255, 255)';
    const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
    const found = new Set();
    document.body.offsetHeight;
    document.getAnimations().forEach(fade => fade.finish()); // Material fades colours; what counts is where they end
    const judge = (node, colour, text) => {
        const under = ground(node);
        const ratio = contrast(over(under, colour), under);
        if (ratio < least) found.add(`${ratio.toFixed(2)} ${node.localName}.${node.className} “${text.trim().slice(0, 12)}”`);
    };
    for (const part of document.querySelectorAll(where)) {
        const words = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        while (words.nextNode()) {
            const node = words.currentNode.parentElement;
            if (!words.currentNode.data.trim() || !node.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
            if (node.closest('button:disabled')) continue;
            judge(node, getComputedStyle(node).color, words.currentNode.data);
        }
        for (const node of part.querySelectorAll('input, textarea')) {
            if (!node.checkVisibility({visibilityProperty: true}) || ['checkbox', 'radio'].includes(node.type)) continue;
            judge(node, getComputedStyle(node).color, node.name);
            if (node.placeholder) judge(node, getComputedStyle(node, '::placeholder').color, node.placeholder);
        }
    }
    return [...found];
}"""


@pytest.fixture(params=["default", "slate"])
def scheme(request: pytest.FixtureRequest, page: Page) -> Page:
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme }", request.param)
    yield page  # type: ignore[misc]
    page.evaluate("document.body.dataset.mdColorScheme = 'default'")


def test_every_word_can_be_read_before_anything_is_filled(scheme: Page) -> None:
    for channel in CHANNELS:
        output(scheme, channel)
        unfold(scheme)
        assert scheme.evaluate(PALE, [".island", 4.5]) == []


def test_every_word_can_be_read_when_all_is_said(scheme: Page) -> None:
    scheme.locator("#card-prepare [name=f4zq]").check()
    scheme.locator("#card-prepare-u7bn summary").click()
    scheme.locator("#card-prepare [name='na.u7bn']").check()
    scheme.locator("#card-prepare [name='note.u7bn']").fill("不是我的")
    keep(scheme, {**ANSWERS, "amount_owed": "三万八", "contract_no": "", "ask": "尽快减免，电话13812345678", "edit.chat": "还5万元"})
    settled(scheme)
    for channel in CHANNELS:
        output(scheme, channel)
        unfold(scheme)
        assert scheme.evaluate(PALE, [".island", 4.5]) == []


def test_the_focus_ring_can_be_seen(scheme: Page) -> None:
    scheme.locator(f"#{ISLAND} [name=full_name]").focus()
    scheme.keyboard.press("Tab")
    ring = scheme.evaluate("getComputedStyle(document.activeElement).outlineColor")
    ground = scheme.evaluate("getComputedStyle(document.body).backgroundColor")
    scheme.evaluate(
        """([color, background]) => {
            const box = Object.assign(document.createElement('div'), {id: 'probe', textContent: 'x'});
            Object.assign(box.style, {color, background});
            document.body.append(box);
        }""",
        [ring, ground],
    )
    try:
        assert scheme.evaluate(PALE, ["#probe", 3]) == []
    finally:
        scheme.evaluate("document.getElementById('probe').remove()")


@pytest.mark.parametrize("preference", ["light", "dark"])
def test_the_page_s_own_words_and_links_can_be_read(context: BrowserContext, server: Server, preference: str) -> None:
    page = open_page(context, server, "situations/card-overdue/")
    page.emulate_media(color_scheme=preference)  # type: ignore[arg-type]
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if preference == "dark" else "default")
    assert page.evaluate(PALE, [".md-content :is(p, h1, h2, h3, ul, ol, table):not(.island *)", 4.5]) == []
