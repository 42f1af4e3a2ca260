"""One Chromium for all browser tests, and one booted page that many of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from hooks.setup import find_chromium

from ..conftest import CHROMIUM_FLAGS
from ..site import Server

expect.set_options(timeout=20_000)  # ms; a machine that runs two browsers may start Python in ten seconds

PHONE = {"width": 360, "height": 740}
SITUATION = "situations/card-overdue/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        browser.new_context = partial(new_context, browser.new_context)  # type: ignore[method-assign]
        yield browser
        browser.close()


def new_context(make: Callable[..., BrowserContext], *, service_workers: str = "block", **options: object) -> BrowserContext:
    """Make a context without service workers, unless asked: they answer before the server, whose requests the tests count and refuse.

    (Playwright's own way to block them writes to the console.)
    """
    context = make(**options)
    if service_workers == "block":
        context.add_init_script("delete Navigator.prototype.serviceWorker")
    return context


def watch(page: Page, server: Server, *, allow: str = "\0") -> list[str]:
    """Return a list that fills with what must not happen: console output, uncaught errors, requests to another origin."""
    trouble: list[str] = []

    def console(message: ConsoleMessage) -> None:
        if allow not in message.text:
            trouble.append(f"console {message.type}: {message.text}")

    page.on("console", console)
    page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
    page.on("request", lambda request: trouble.append(f"foreign: {request.url}") if not own(request.url, server) else None)
    return trouble


def own(url: str, server: Server) -> bool:
    return url.startswith((server.url, "data:", "blob:"))


def open_page(context: BrowserContext, server: Server, path: str, *, allow: str = "\0") -> Page:
    """Open a page of the site that is watched; `page.trouble` holds what went wrong."""
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.trouble = watch(page, server, allow=allow)  # type: ignore[attr-defined]
    page.goto(server.url + path)
    return page


def without_python(context: BrowserContext) -> None:
    """Let Python never come. (Requests of a shared worker cannot be caught from here, so there is none.)"""
    context.add_init_script("delete window.SharedWorker")
    context.route("**/islands-*/worker.js", lambda route: route.abort())


def clipboard(page: Page) -> str:
    """Return what was copied, once it has been, and empty the clipboard: the page hands a text over after the answer."""
    page.wait_for_function("async () => (await navigator.clipboard.readText()) !== ''")
    text: str = page.evaluate("navigator.clipboard.readText()")
    page.evaluate("navigator.clipboard.writeText('')")
    return text


def ready(page: Page, island: str) -> None:
    """Wait until Python has answered the island."""
    page.wait_for_selector(f"#{island}[data-state=ready]")


def alive(page: Page) -> None:
    """Wait until the page's script is there: before, a button does nothing."""
    page.locator("html[data-alive]").wait_for(state="attached")


def settled(page: Page) -> None:
    """Wait until Python has answered everything that was asked."""
    page.wait_for_function("() => !document.querySelector('.island[data-asking], .island[data-behind]')")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor nobody has seen before, on a phone."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
    yield context
    context.close()


@pytest.fixture(scope="session")
def shared(browser: Browser, server: Server) -> Iterator[Page]:
    """A page of the situation whose Python is up: one boot for many tests."""
    clipboard = ["clipboard-read", "clipboard-write"]
    context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai", permissions=clipboard)
    page = open_page(context, server, SITUATION)
    page.evaluate("document.querySelector('.island').dispatchEvent(new Event('pointerdown'))")
    ready(page, "card-prepare")
    ready(page, "card-script")
    yield page
    context.close()


@pytest.fixture
def page(shared: Page, server: Server) -> Iterator[Page]:
    """The shared page with nothing kept on the device, and silent at the end."""
    shared.trouble.clear()  # type: ignore[attr-defined]
    shared.evaluate("navigator.clipboard.writeText('')")
    shared.evaluate("""() => {
        localStorage.clear();
        dispatchEvent(new StorageEvent('storage', {key: null}));
        for (const fold of document.querySelectorAll('.island details')) fold.open = fold.matches('.group, .output-phone');
    }""")
    settled(shared)
    yield shared
    settled(shared)
    assert shared.trouble == []  # type: ignore[attr-defined]
