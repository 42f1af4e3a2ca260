"""Nobody is shut out, as far as a machine can tell: axe-core on every page, on every state of every widget, in light and dark.

No rule is switched off. What axe cannot decide (a colour over a pattern) is measured in test_dark.py; what is passed over is
named below, and on docs/reference/accessibility.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from py_widgets.runtime import NAMES, load, step
from py_widgets.widget import Example

from ..site import ROOT, Server
from .conftest import PHONE
from .test_keyboard import pages

AXE = ROOT / "node_modules/axe-core/axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DARK = ["color-contrast"]  # the rest does not depend on the colours
# Material's menus open by labels of hidden tick-boxes, and its style sheet hangs on them. access.js makes buttons of them, which they
# are to a keyboard and a screen reader; the specification would rather see the role on another element (a best practice, not WCAG).
PASSED_OVER = "aria-allowed-role: label"

JUDGE = """async ([where, tags, rules]) => {
    document.getAnimations().forEach(fade => { try { fade.finish() } catch { } }); // one without an end
    const runOnly = rules ? {type: 'rule', values: rules} : {type: 'tag', values: tags};
    const {violations} = await axe.run(where, {runOnly, resultTypes: ['violations'], preload: false});
    return violations.flatMap(({id, nodes}) => nodes.map(({html, target}) =>
        `${id}: ${/\\w+/.exec(html)[0]} ${target.flat().join(' ')} ${html.slice(0, 120)}`));
}"""
UNFOLD = "() => { for (const fold of document.querySelectorAll('details')) { fold.removeAttribute('name'); fold.open = true } }"
BARE = """() => {
    const island = document.querySelector('.island');
    document.querySelector('article').replaceChildren(
        ...['h1', 'h2'].map(tag => Object.assign(document.createElement(tag), {textContent: '组件'})), island);
    island.querySelector('[data-view]').replaceChildren();
}"""
# A slot holds what an author writes there: words, and a block with a link.
SHOW = """([name, html]) => {
    const island = document.querySelector('.island');
    island.className = `island island-${name}`;
    island.dataset.state = 'ready';
    const view = island.querySelector('[data-view]');
    view.innerHTML = html;
    for (const slot of view.querySelectorAll('[data-slot]'))
        slot.innerHTML = slot.localName === 'span' ? '作者写的一句' : '<p>作者写的一段，见<a href="#top">留证据</a>。</p>';
}"""


@pytest.fixture(scope="module")
def judge(browser: Browser, server: Server) -> Iterator[Page]:
    """A phone with axe in every page, and no widget alive: what is judged stands still."""
    # axe is not the page's own script: the policy must not keep it out.
    context = browser.new_context(viewport=PHONE, locale="zh-CN", reduced_motion="reduce", bypass_csp=True, service_workers="block")
    context.add_init_script(path=AXE)
    context.route("**/islands-*/islands.js", lambda route: route.abort())
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(server.url)
    yield page
    context.close()


def faults(page: Page, where: str = "html", dark_where: str = "html") -> list[str]:
    """What axe finds in the light, and then in the dark."""
    page.evaluate("document.body.dataset.mdColorScheme = 'default'")
    light: list[str] = page.evaluate(JUDGE, [where, STANDARD, None])
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    dark: list[str] = page.evaluate(JUDGE, [dark_where, STANDARD, DARK])
    page.evaluate("document.body.dataset.mdColorScheme = 'default'")
    return [fault for fault in light if not fault.startswith(PASSED_OVER)] + [f"dark {fault}" for fault in dark]


@pytest.mark.trust("无障碍", "用axe按WCAG 2.2 AA查每一页，折叠全打开，浅色和深色都查，应当一处不合也没有")
def test_every_page(judge: Page, server: Server, share: int, record_property: Callable[[str, object], None]) -> None:
    found = [*pages(server, judge)[::share], "404.html"]
    record_property("页", len(found))
    wrong = {}
    for path in found:
        judge.goto(server.url + path)
        judge.evaluate(UNFOLD)
        # What stands around the article is the same on all pages, and is judged in the dark below.
        wrong[path] = faults(judge, dark_where="article")
    assert {path: told for path, told in wrong.items() if told} == {}


def view(name: str, example: Example) -> str:
    """The HTML of an example after everything its reader did."""
    hydrate = {"type": "hydrate", "values": example.values}
    reply: dict[str, object] = {"state": None}
    for msg in (None, hydrate, *example.msgs):
        sent = msg and {"today": example.today, **msg}
        reply = json.loads(step(json.dumps({"widget": name, "props": example.props, "state": reply["state"], "msg": sent})))
    return str(reply["html"])


@pytest.mark.trust("无障碍", "用axe查每个小工具的每种状态，浅色和深色都查，应当一处不合也没有")
def test_every_state_of_every_widget(
    judge: Page, server: Server, share: int, record_property: Callable[[str, object], None]
) -> None:
    judge.goto(server.url + "tools/deadlines/")
    judge.evaluate(BARE)
    states = [(name, example) for name in NAMES for example in load(name).EXAMPLES[::share]]
    record_property("状态", len(states))
    wrong = {}
    for name, example in states:
        judge.evaluate(SHOW, [name, view(name, example)])
        judge.evaluate(UNFOLD)
        wrong[name, example.say] = faults(judge, ".md-content", ".md-content")
    assert {state: told for state, told in wrong.items() if told} == {}


@pytest.mark.trust("无障碍", "用axe查打开的菜单、打开的搜索和宽屏的页面，应当一处不合也没有")
def test_what_opens_over_a_page_and_the_wide_screen(judge: Page, server: Server) -> None:
    judge.goto(server.url + "situations/card-overdue/")
    judge.locator(".md-header__button[for=__drawer]").click()
    assert faults(judge) == []
    judge.reload()
    judge.locator("label.md-header__button[for=__search]").click()
    judge.locator(".md-search__input").fill("分期")
    judge.wait_for_selector(".md-search-result__item")
    assert faults(judge) == []
    judge.set_viewport_size({"width": 1400, "height": 900})
    try:
        judge.reload()
        assert faults(judge) == []
        judge.locator(".md-search__input").fill("分期")
        judge.wait_for_selector(".md-search-result__item")
        assert faults(judge) == []
    finally:
        judge.set_viewport_size(PHONE)  # type: ignore[arg-type]
