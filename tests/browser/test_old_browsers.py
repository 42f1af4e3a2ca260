"""Browsers too old for the tools: the page reads, ticks, fills and prints; one line says what does not work."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from ..site import SUB_PATH, Server
from .conftest import SITUATION, open_page, ready, settled

NAME = "王小明"
TICK = "#card-prepare input[name=f4zq]"
FIELD = "#card-script [name=full_name]"
UNKEPT = "#card-script [data-when=unkept]"
FAILED = "#card-script [data-when=failed]"


@pytest.fixture
def old(context: BrowserContext, server: Server) -> Iterator[BrowserContext]:
    """A visitor whose browser has no service worker, through which no request could be changed, and no shared worker."""
    context.add_init_script("delete window.SharedWorker; delete Navigator.prototype.serviceWorker;")
    yield context
    server.refuse = lambda path: False


def rewritten(context: BrowserContext, server: Server, address: str, change: Callable[[str], str], kind: str = "text/javascript") -> None:
    """Let what is at `address` come changed."""

    def answer(route: Route) -> None:
        file = server.file(urlsplit(route.request.url).path.removeprefix(SUB_PATH))
        route.fulfill(body=change(file.read_text(encoding="utf-8")), content_type=f"{kind}; charset=utf-8")

    context.route(address, answer)


def type_in(page: Page) -> None:
    page.locator(TICK).check()
    page.locator(FIELD).fill(NAME)


def later(page: Page) -> None:
    """Have the ten seconds over, after which a script that has not come is late."""
    page.evaluate("for (const animation of document.getAnimations()) animation.finish()")


def without_modules(context: BrowserContext, server: Server) -> None:
    rewritten(context, server, f"**/{SITUATION}", lambda html: html.replace('type="module"', 'type="unheard-of"'), "text/html")


def refused(context: BrowserContext, server: Server) -> None:
    rewritten(context, server, "**/islands.js", str, "text/plain")


def unreadable(context: BrowserContext, server: Server) -> None:
    rewritten(context, server, "**/islands.js", lambda script: f"@new;\n{script}")


def stopping(context: BrowserContext, server: Server) -> None:
    context.add_init_script("delete Array.prototype.at")


@pytest.mark.trust("浏览器", "浏览器太旧，一段脚本都不能运行：照常看、勾、填、打印，没有点了不动的按钮，说一行")
@pytest.mark.parametrize("how", [without_modules, refused, unreadable, stopping])
def test_a_browser_that_runs_none_of_our_scripts(
    old: BrowserContext, server: Server, how: Callable[[BrowserContext, Server], None]
) -> None:
    how(old, server)
    page = open_page(old, server, SITUATION, allow="")
    type_in(page)
    expect(page.locator(UNKEPT)).not_to_be_visible()
    later(page)
    expect(page.locator(UNKEPT)).to_be_visible()
    expect(page.locator("#card-script [data-when]:visible")).to_have_count(1)
    expect(page.locator("#card-script button:visible")).to_have_count(0)
    expect(page.locator(TICK)).to_be_checked()
    expect(page.locator(FIELD)).to_have_value(NAME)
    page.locator("#card-prepare-f4zq summary").click()
    expect(page.locator("#card-prepare-f4zq").get_by_text("为什么：")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(UNKEPT)).not_to_be_visible()
    expect(page.locator("#card-script-letter")).to_contain_text("我愿意还这笔欠款。")


@pytest.mark.parametrize("lacks", ["CSS.escape", "Element.prototype.toggleAttribute"])
def test_a_browser_in_which_the_pages_script_breaks(old: BrowserContext, server: Server, lacks: str) -> None:
    """The script ran, and stopped: whoever tries again gets no further, and is not told that all is kept."""
    old.add_init_script(f"delete {lacks}")
    page = open_page(old, server, SITUATION, allow="")
    type_in(page)
    page.wait_for_selector("#card-script[data-state=failed]")
    later(page)
    expect(page.locator(UNKEPT)).to_be_visible()
    expect(page.locator(FIELD)).to_have_value(NAME)


@pytest.mark.trust("浏览器", "浏览器能运行脚本，跑不动Python：填的都存下，说一行，能重试")
@pytest.mark.parametrize("lacks", ["BigInt64Array", "DecompressionStream", "WebAssembly.Tag", "WebAssembly.instantiateStreaming"])
def test_a_browser_that_lacks_what_python_needs(old: BrowserContext, server: Server, lacks: str) -> None:
    rewritten(old, server, "**/islands-*/worker.js", lambda script: f"delete self.{lacks};\n{script}")
    page = open_page(old, server, SITUATION, allow="")
    type_in(page)
    page.wait_for_selector("#card-script:is([data-state=failed], [data-state=ready])", timeout=60_000)
    if page.locator("#card-script[data-state=ready]").count():
        settled(page)
    else:
        expect(page.locator(FAILED)).to_be_visible()
        expect(page.locator(UNKEPT)).not_to_be_visible()
    page.reload()
    expect(page.locator(FIELD)).to_have_value(NAME)
    expect(page.locator(TICK)).to_be_checked()


@pytest.mark.trust("浏览器", "浏览器没有近年的小功能（structuredClone、replaceAll 等）：工具照常用")
def test_a_browser_without_what_is_not_used(old: BrowserContext, server: Server) -> None:
    gone = ["structuredClone", "String.prototype.replaceAll", "Array.prototype.findLast", "Array.prototype.toSorted"]
    gone += ["Object.hasOwn", "Promise.withResolvers", "Object.groupBy"]
    everywhere = "".join(f"delete globalThis.{name};\n" for name in gone)
    old.add_init_script(f"{everywhere} delete window.requestIdleCallback; delete window.ClipboardItem; delete CSS.highlights;")
    rewritten(old, server, "**/islands-*/worker.js", lambda script: everywhere + script)
    page = open_page(old, server, SITUATION)
    type_in(page)
    ready(page, "card-script")
    settled(page)
    expect(page.locator("#card-script-phone .say").first).to_contain_text(f"我是{NAME}")
    assert page.trouble == []  # type: ignore[attr-defined]


def test_a_script_that_is_late_takes_its_line_back(old: BrowserContext, server: Server) -> None:
    gate = threading.Event()
    server.refuse = lambda path: path.endswith("/island.js") and not gate.wait(30)
    page = open_page(old, server, SITUATION)
    type_in(page)
    later(page)
    expect(page.locator(UNKEPT)).to_be_visible()
    gate.set()
    ready(page, "card-script")
    expect(page.locator(UNKEPT)).not_to_be_visible()
    expect(page.locator("#card-script button:visible").first).to_be_visible()
    page.reload()
    expect(page.locator(FIELD)).to_have_value(NAME)
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("浏览器", "关掉JavaScript：照常看、勾、填、打印，说一行")
def test_javascript_is_off(context: BrowserContext, server: Server) -> None:
    still = context.browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)  # type: ignore[union-attr]
    page = still.new_page()
    page.goto(server.url + SITUATION)
    type_in(page)
    expect(page.locator(UNKEPT)).to_be_visible()
    expect(page.locator("#card-script button:visible")).to_have_count(0)
    still.close()
