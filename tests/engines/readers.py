"""One reader before one browser, the same for Firefox (Playwright, WebDriver BiDi) and WebKit (Selenium, WebKitGTK).

A test asks the page in JavaScript, and does what hands do: open, click, type. What each engine is driven by stays in here.
"""

from __future__ import annotations

import json
import re
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from hooks.setup import find_firefox, find_webkit

PATIENCE = 120  # seconds; a loaded machine boots Python slowly in WebKitGTK, which has no second core to compile on
PHONE = {"width": 360, "height": 740}


class Reader(ABC):
    """A reader whom the site has never seen; `trouble` lists what a browser's console would show."""

    engine: str
    version: str

    def __init__(self, home: str) -> None:
        self.home = home
        self.allow = "\0"

    @abstractmethod
    def go(self, url: str) -> None: ...

    @abstractmethod
    def reload(self) -> None: ...

    @abstractmethod
    def js(self, function: str, *args: Any) -> Any:
        """Return what the arrow `function` makes of `args` in the page, awaited."""

    @abstractmethod
    def click(self, selector: str) -> None: ...

    @abstractmethod
    def type(self, selector: str, text: str) -> None:
        """Put `text` into a field by its keys."""

    @abstractmethod
    def console(self) -> list[str]: ...

    @abstractmethod
    def close(self) -> None: ...

    def open(self, path: str) -> None:
        self.go(self.home + path)

    def until(self, function: str, *args: Any) -> Any:
        """Wait until the arrow `function` returns something true, and return it."""
        return WebDriverWait(self, PATIENCE, poll_frequency=0.1).until(lambda reader: reader.js(function, *args), function)

    def shows(self, selector: str) -> bool:
        """Return whether the first of `selector` is there to be seen."""
        return bool(self.js("where => document.querySelector(where)?.checkVisibility({visibilityProperty: true}) ?? false", selector))

    @property
    def trouble(self) -> list[str]:
        return [line for line in self.console() if self.allow not in line]


class Firefox(Reader):
    """A new context of one Firefox that all tests share."""

    engine = "Firefox"

    def __init__(self, home: str, browser: Any) -> None:
        super().__init__(home)
        self.version = browser.version
        self._context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
        self._page = self._context.new_page()
        self._page.set_default_timeout(PATIENCE * 1000)
        self._lines: list[str] = []
        self._page.on("console", lambda message: self._lines.append(message.text))
        self._page.on("pageerror", lambda error: self._lines.append(str(error)))

    def go(self, url: str) -> None:
        self._page.goto(url)

    def reload(self) -> None:
        self._page.reload()

    def js(self, function: str, *args: Any) -> Any:
        return self._page.evaluate(f"args => ({function})(...args)", list(args))

    def click(self, selector: str) -> None:
        self._page.locator(selector).first.click()

    def type(self, selector: str, text: str) -> None:
        self._page.locator(selector).first.press_sequentially(text)

    def console(self) -> list[str]:
        return self._lines

    def close(self) -> None:
        self._context.close()


class WebKit(Reader):
    """A MiniBrowser of its own; it keeps nothing after its end."""

    engine = "WebKitGTK"

    def __init__(self, home: str) -> None:
        super().__init__(home)
        self._folder = tempfile.TemporaryDirectory()
        self._log = Path(self._folder.name, "log")
        options = Options()
        driver, options.binary_location = find_webkit() or ("", "")
        options.add_argument("--automation")
        options.add_argument("--enable-write-console-messages-to-stdout=true")
        service = Service(driver, log_output=str(self._log))
        self._driver = webdriver.WebKitGTK(options=options, service=service)
        self._driver.set_script_timeout(PATIENCE)
        self._driver.set_window_size(**PHONE)
        self.version = self._driver.capabilities["browserVersion"]

    def go(self, url: str) -> None:
        self._driver.get(url)

    def reload(self) -> None:
        self._driver.refresh()

    def js(self, function: str, *args: Any) -> Any:
        script = f"""
            const [done, ...given] = [...arguments].reverse();
            Promise.resolve().then(() => ({function})(...given.reverse()))
                .then((found) => done(JSON.stringify({{found}})), (error) => done(JSON.stringify({{error: String(error)}})));
        """
        answer = json.loads(self._driver.execute_async_script(script, *args))
        assert "error" not in answer, f"{answer['error']}: {function}"
        return answer.get("found")

    def _find(self, selector: str) -> Any:
        return self._driver.find_element(By.CSS_SELECTOR, selector)

    def click(self, selector: str) -> None:
        self.js("where => document.querySelector(where).scrollIntoView({block: 'center', behavior: 'instant'})", selector)
        self._find(selector).click()

    def type(self, selector: str, text: str) -> None:
        self.js("where => document.querySelector(where).scrollIntoView({block: 'center', behavior: 'instant'})", selector)
        self._find(selector).send_keys(text)

    def console(self) -> list[str]:
        return re.findall(r"^CONSOLE .*", self._log.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)

    def close(self) -> None:
        self._driver.quit()
        self._folder.cleanup()


def firefox() -> tuple[Callable[[str], Reader], Callable[[], None]]:
    """Return what makes a reader before Firefox, and what ends the browser."""
    playwright = sync_playwright().start()
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=find_firefox())

    def end() -> None:
        browser.close()
        playwright.stop()

    return lambda home: Firefox(home, browser), end
