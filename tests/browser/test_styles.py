"""No rule of the theme that a page could use is missing from the styles that readers get."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir
from playwright.sync_api import BrowserContext, Page, expect

from py_widgets.runtime import NAMES, load

from ..site import Server
from .conftest import SITUATION, open_page, ready
from .test_access_axe import view

THEME = Path(get_theme_dir("material")) / "assets/stylesheets"

# The selectors of `css`, one by one, that the page's own sheets do not have, without what only says how an element is just now.
MISSING = """css => {
    const states = ['hover', 'focus', 'focus-visible', 'focus-within', 'active', 'checked', 'disabled', 'target', 'before', 'after',
        'placeholder', 'marker', 'backdrop', 'indeterminate', 'empty', 'first-letter', '-[\\w-]+'];
    const state = new RegExp(`::?(${states.join('|')})(?![\\w(-])`, 'g');
    const apart = list => list.split(/,(?![^(]*\\))/).map(one => one.trim());
    const leaves = (rules, where = '') => [...rules].flatMap(rule =>
        rule.selectorText ? apart(rule.selectorText).map(one => `${where}|${one}`)
        : rule.cssRules && !(rule instanceof CSSKeyframesRule) ? leaves(rule.cssRules, `${where}${rule.conditionText}`) : []);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const here = new Set([...document.styleSheets].flatMap(sheet => leaves(sheet.cssRules)));
    const bare = one => one.slice(one.indexOf('|') + 1).replace(state, '').replaceAll(':not()', '')
        .replace(/(^|[\\s>+~])(?=$|[\\s>+~])/g, '$1*').trim();
    return [...new Set(leaves(sheet.cssRules).filter(one => !here.has(one)).map(bare))];
}"""
MATCHED = "selectors => selectors.filter(one => document.querySelector(one))"
MATCHED_IN = """([selectors, documents]) => Object.fromEntries(Object.entries(documents)
    .map(([name, html]) => [name, new DOMParser().parseFromString(html, 'text/html')])
    .map(([name, parsed]) => [name, selectors.filter(one => parsed.querySelector(one))])
    .filter(([, lost]) => lost.length))"""


@pytest.fixture
def situation(context: BrowserContext, server: Server) -> Iterator[Page]:
    page = open_page(context, server, SITUATION)
    yield page
    assert page.trouble == []  # type: ignore[attr-defined]


def missing(page: Page) -> list[str]:
    css = "".join(path.read_text(encoding="utf-8") for path in sorted(THEME.glob("*.css")))
    found: list[str] = page.evaluate(MISSING, css)
    assert len(found) > 300, "nothing was pruned"
    return found


def test_no_page_has_an_element_that_a_missing_rule_would_match(situation: Page, site: Path) -> None:
    pages = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert len(pages) > 90
    assert situation.evaluate(MATCHED_IN, [missing(situation), pages]) == {}


def test_no_state_of_a_widget_has_one(situation: Page) -> None:
    around = '<body class="js"><article class="md-content md-typeset"><div class="island island-{}">{}</div></article>'
    states = {f"{name}: {example.say}": around.format(name, view(name, example)) for name in NAMES for example in load(name).EXAMPLES}
    assert len(states) > len(NAMES)
    assert situation.evaluate(MATCHED_IN, [missing(situation), states]) == {}


def test_nothing_has_one_that_opens_over_a_page_or_comes_by_a_script(situation: Page) -> None:
    lost = missing(situation)

    def none_matches() -> None:
        assert situation.evaluate(MATCHED, lost) == []

    none_matches()
    situation.locator("#card-script").dispatch_event("pointerdown")
    ready(situation, "card-script")
    none_matches()
    situation.locator(".md-header__button[for=__drawer]").click()
    expect(situation.locator("[data-md-component=sidebar][data-md-type=navigation] .md-nav__title").first).to_be_in_viewport()
    none_matches()
    situation.keyboard.press("Escape")
    situation.reload()
    situation.locator("label.md-header__button[for=__search]").click()
    situation.locator(".md-search__input").fill("分期")
    situation.wait_for_selector(".md-search-result__item")
    none_matches()
    situation.set_viewport_size({"width": 1400, "height": 900})
    none_matches()
    situation.reload()
    situation.evaluate("scrollTo(0, document.body.scrollHeight)")
    situation.evaluate("scrollBy(0, -200)")  # the button that leads to the top shows
    expect(situation.locator(".md-top")).to_be_visible()
    none_matches()
    for _ in range(3):
        situation.locator("label.md-header__button[for^=__palette]:not([hidden])").click()
        none_matches()
