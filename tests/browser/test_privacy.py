"""Nothing that is typed leaves the device: the policy is in force, nothing is asked while a reader writes, no trace is left outside.

Where a request goes is not seen from the page alone (a shared worker's are its own): all that is not for the site's own server goes
through a proxy that notes it and refuses.
"""

from __future__ import annotations

import json
import re
import threading
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hooks.csp import DIRECTIVES
from py_widgets.runtime import NAMES

from ..release import one_in
from ..site import Server
from .conftest import PHONE, SITUATION, open_page, settled
from .reader import ANSWERS, downloaded, fill, output, press, unfold

Recorder = Callable[[str, object], None]
FOREIGN = "http://elsewhere.example/"
# Chrome asks its maker what the fields of a form are for (their names, not what is in them). No page can forbid that; 隐私 tells of it.
BROWSERS_OWN = "content-autofill.googleapis.com"
CANARY = "金丝雀王小明"
DIGITS = "739160842517"
# Between them these pages have every widget.
TOOLS = [
    SITUATION,
    "tools/deadlines/",
    "tools/offer/",
    "tools/next-step/",
    "tools/worth-it/",
    "tools/evidence/",
    "tools/mask/",
    "tools/practice/",
    "tools/case/",
    "tools/my-data/",
    "agents/tools/",
    "talk/four-steps/",  # blanks outside a widget
]

REFUSED = """
window.refused = [];
addEventListener('securitypolicyviolation', ({effectiveDirective}) => refused.push(effectiveDirective));
"""
COPIED = """
window.copied = 0;
if (navigator.clipboard) navigator.clipboard.write = navigator.clipboard.writeText = async () => { copied += 1 };
document.execCommand = () => (copied += 1) > 0;
window.print = () => {};
"""
SOON = "setTimeout = ((native) => (go, ms, ...more) => native(go, ms === 3000 ? 0 : ms, ...more))(setTimeout);"
RUNTIME = "import(document.querySelector('script[src*=islands-]').src.replace('islands.js', 'runtime.js')).then(({runtime}) => runtime)"
KEPT = f"""async () => {{
    const runtime = await {RUNTIME};
    while (!runtime.kept || runtime.kept === 'begun') await new Promise(done => requestAnimationFrame(done));
    return runtime.kept;
}}"""


class Outside(ThreadingHTTPServer):
    """A proxy that lets nothing through and notes what was to go."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Refusal)
        self.asked: list[str] = []


class Refusal(BaseHTTPRequestHandler):
    server: Outside

    def parse_request(self) -> bool:
        whole = super().parse_request()
        if BROWSERS_OWN not in self.requestline:
            self.server.asked.append(self.requestline)
        return whole

    def do_GET(self) -> None:
        self.send_error(403)

    do_CONNECT = do_POST = do_HEAD = do_OPTIONS = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    proxy = Outside()
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    yield proxy
    proxy.shutdown()
    proxy.server_close()


@pytest.fixture(scope="module")
def visit(browser: Browser, server: Server, outside: Outside) -> Iterator[Callable[[], BrowserContext]]:
    """A function that brings a visitor nobody has seen before, whose every way out is watched."""
    contexts: list[BrowserContext] = []

    def new() -> BrowserContext:
        proxy = {"server": f"http://127.0.0.1:{outside.server_address[1]}", "bypass": urlsplit(server.url).netloc}
        context = browser.new_context(viewport=PHONE, locale="zh-CN", proxy=proxy)  # type: ignore[arg-type]
        context.add_init_script(REFUSED + COPIED + SOON)
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()


def wake(page: Page) -> None:
    """Bring Python up in every island of the page."""
    page.evaluate("document.querySelector('.island')?.dispatchEvent(new Event('pointerdown'))")
    page.wait_for_function("() => [...document.querySelectorAll('.island')].every(({dataset}) => dataset.state === 'ready')")
    settled(page)


def silent(page: Page) -> None:
    """Nothing went wrong, and nothing was refused."""
    assert page.trouble == []  # type: ignore[attr-defined]
    assert page.evaluate("refused") == []


# -- the policy is in force -------------------------------------------------------------------------------------------

# What an intruder might try, in a task of its own (a debugger's own code may do what the page may not), and the directive that refuses it.
ATTEMPTS = {
    "an inline script": ("add('script', {textContent: 'window.ran = 1'})", "script-src-elem"),
    "a handler": ("add('div', {innerHTML: '<b onclick=\"window.ran = 1\">x</b>'}).firstChild.click()", "script-src-attr"),
    "a javascript: link": ("add('a', {href: 'javascript:void(window.ran = 1)'}).click()", "script-src-elem"),
    "eval": ("eval('window.ran = 1')", "script-src"),
    "new Function": ("new Function('window.ran = 1')()", "script-src"),
    "setTimeout of a text": ("setTimeout('window.ran = 1')", "script-src"),
    "a foreign script": ("add('script', {src: FOREIGN})", "script-src-elem"),
    "a foreign module": ("import(FOREIGN).catch(() => {})", "script-src-elem"),
    "a script of data:": ("add('script', {src: 'data:text/javascript,window.ran=1'})", "script-src-elem"),
    "a worker of data:": ("new Worker('data:text/javascript,1').onerror = (event) => event.preventDefault()", "worker-src"),
    "fetch": ("fetch(FOREIGN).catch(() => {})", "connect-src"),
    "XMLHttpRequest": ("{ const ask = new XMLHttpRequest(); ask.open('GET', FOREIGN); ask.send(); }", "connect-src"),
    "sendBeacon": ("navigator.sendBeacon(FOREIGN, 'x')", "connect-src"),
    "WebSocket": ("new WebSocket('ws://elsewhere.example/')", "connect-src"),
    "EventSource": ("new EventSource(FOREIGN)", "connect-src"),
    "a picture": ("add('img', {src: FOREIGN})", "img-src"),
    "a font": ("new FontFace('x', `url(${FOREIGN})`).load().catch(() => {})", "font-src"),
    "a sound": ("add('audio', {src: FOREIGN})", "media-src"),
    "a frame": ("add('iframe', {src: FOREIGN})", "frame-src"),
    "a plug-in": ("add('object', {data: FOREIGN})", "object-src"),
    "a style sheet": ("add('link', {rel: 'stylesheet', href: FOREIGN})", "style-src-elem"),
    "an inline style sheet": ("add('style', {textContent: 'b { color: red }'})", "style-src-elem"),
    "a style attribute": ("add('div', {innerHTML: '<b style=\"color: red\">x</b>'})", "style-src-attr"),
    "a form": ("add('form', {action: FOREIGN, method: 'post'}).submit()", "form-action"),
    "a form to this site": ("add('form', {action: location.href}).submit()", "form-action"),
    "another base": ("document.head.append(Object.assign(document.createElement('base'), {href: FOREIGN}))", "base-uri"),
    "a prefetch": ("document.head.append(Object.assign(document.createElement('link'), {rel: 'prefetch', href: FOREIGN}))", "default-src"),
    "a manifest": ("manifest.href = FOREIGN", "manifest-src"),
}
TRY = """what => new Promise(done => {
    refused.length = 0;
    window.FOREIGN = 'http://elsewhere.example/';
    window.add = (tag, of) => {
        const made = Object.assign(document.createElement(tag), of);
        document.body.append(made);
        return made;
    };
    setTimeout(() => {
        addEventListener('securitypolicyviolation', () => setTimeout(done), {once: true});
        try { DO } catch {}
    });
})"""


@pytest.fixture(scope="module")
def intruded(visit: Callable[[], BrowserContext], server: Server) -> Page:
    page = open_page(visit(), server, "404.html", allow="Security Policy")
    page.set_default_timeout(5_000)
    return page


@pytest.mark.parametrize("what", ATTEMPTS)
def test_the_policy_refuses(intruded: Page, outside: Outside, what: str) -> None:
    outside.asked.clear()
    attempt, directive = ATTEMPTS[what]
    if what == "a manifest":  # read when somebody asks for it
        client = intruded.context.new_cdp_session(intruded)
        intruded.evaluate(TRY.replace("DO", "const manifest = document.querySelector('link[rel=manifest]'); " + attempt + "; done()"))
        client.send("Page.getAppManifest")
        intruded.wait_for_function("() => refused.length")
    else:
        intruded.evaluate(TRY.replace("DO", attempt))
    assert intruded.evaluate("refused") == [directive]
    assert intruded.evaluate("window.ran") is None
    assert outside.asked == []


@pytest.mark.trust("隐私", "往网页里塞脚本、图片、表单、外站请求等，每一种都被浏览器拒绝")
def test_every_kind_of_intrusion_was_tried(record_property: Recorder) -> None:
    """Each directive that names a kind of request is met by an attempt above."""
    record_property("种", len(ATTEMPTS))
    met = {directive for _, directive in ATTEMPTS.values()}
    assert {name.removesuffix("-elem").removesuffix("-attr") for name in met} >= DIRECTIVES.keys()


def test_the_policy_holds_after_an_instant_navigation(visit: Callable[[], BrowserContext], server: Server) -> None:
    """The document is that of the first page: the next one brings the same policy and needs no other."""
    page = open_page(visit(), server, "talk/robot/")
    page.evaluate("window.stayed = true")
    page.locator(".md-footer__link--next").click()
    page.wait_for_url(lambda url: "talk/robot" not in url)
    expect(page.locator(".md-content h1")).to_be_visible()
    assert page.evaluate("window.stayed")
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    silent(page)


@pytest.mark.trust("隐私", "在算话术的后台程序里向外站发请求：发不出去")
def test_the_worker_cannot_reach_another_host(visit: Callable[[], BrowserContext], server: Server, outside: Outside) -> None:
    """A page's policy does not hold in a worker, and GitHub Pages sets no header."""
    context = visit()
    context.add_init_script("delete window.SharedWorker")
    page = open_page(context, server, SITUATION, allow="elsewhere")
    wake(page)
    page.evaluate(KEPT)  # the worker that made it is gone
    outside.asked.clear()
    worker = next(worker for worker in page.workers if "islands-" in worker.url)
    ways = {
        "fetch": "fetch(FOREIGN)",
        "fetch of a Request": "fetch(new Request(FOREIGN))",
        "XMLHttpRequest": "new XMLHttpRequest()",
        "WebSocket": "new WebSocket('ws://elsewhere.example/')",
        "EventSource": "new EventSource(FOREIGN)",
        "WebTransport": "new WebTransport('https://elsewhere.example/')",
        "caches": "caches.open('x').then(cache => cache.add(FOREIGN))",
        "another worker": "new Worker(FOREIGN)",
    }
    for what, way in ways.items():
        went = f"(async () => {{ const FOREIGN = {FOREIGN!r}; try {{ await ({way}); return 'went' }} catch {{ return 'refused' }} }})()"
        assert worker.evaluate(went) == "refused", what
    assert outside.asked == []


def test_the_proxy_sees_what_would_go_outside(visit: Callable[[], BrowserContext], outside: Outside) -> None:
    """Or the tests here would prove nothing."""
    outside.asked.clear()
    visit().new_page().goto("data:text/html,<img src='http://elsewhere.example/seen.png'>")
    assert any("seen.png" in line for line in outside.asked)


@pytest.mark.trust("隐私", "旧浏览器缺功能时，主题会去外站取补丁：被拒绝，网页照常能读")
def test_an_old_browser_is_not_sent_to_another_host_for_a_polyfill(
    visit: Callable[[], BrowserContext], server: Server, outside: Outside
) -> None:
    outside.asked.clear()
    context = visit()
    context.add_init_script("delete window.ResizeObserver")
    page = open_page(context, server, "talk/robot/", allow="")
    page.wait_for_function("() => refused.includes('script-src-elem')")
    expect(page.locator(".md-content h1")).to_be_visible()
    assert outside.asked == []


# -- and everything works under it ------------------------------------------------------------------------------------


def test_python_boots_and_starts_from_a_snapshot_under_the_policy(visit: Callable[[], BrowserContext], server: Server) -> None:
    context = visit()
    context.add_init_script("delete window.SharedWorker")  # it outlives its page: the second visit would need no boot
    for how in ("plain", "snapshot"):
        page = open_page(context, server, SITUATION)
        wake(page)
        assert page.evaluate(f"{RUNTIME}.then(({{boot}}) => boot.how)") == how
        assert how == "snapshot" or page.evaluate(KEPT) == "kept"
        silent(page)
        page.close()


def test_search_palette_print_download_and_copy_work_under_the_policy(visit: Callable[[], BrowserContext], server: Server) -> None:
    page = open_page(visit(), server, SITUATION)
    wake(page)
    unfold(page)
    fill(page, ANSWERS)
    email = output(page, "email")
    press(page, email, "复制全部")
    page.wait_for_function("() => copied === 1")
    press(page, email, "打印")
    assert downloaded(page, email, "下载邮件（.eml）")[1]
    # From dark to light and back.
    before = page.evaluate("document.body.dataset.mdColorScheme")
    seen = set()
    for _ in range(3):
        page.locator("label[for^=__palette]:not([hidden])").click()
        seen.add(page.evaluate("document.body.dataset.mdColorScheme"))
    assert seen == {"default", "slate"} and page.evaluate("document.body.dataset.mdColorScheme") == before
    # Search, and go where it leads.
    page.locator("label.md-header__button[for=__search]").click()
    page.locator("[data-md-component=search-query]").press_sequentially("转人工")
    page.locator("a.md-search-result__link").first.click()
    expect(page.locator(".md-content h1")).to_contain_text("转人工")
    silent(page)


@pytest.mark.trust("隐私", "逐页打开全站：没有一页向外站要东西，控制台没有一条报错")
def test_every_page_asks_nothing_outside_and_says_nothing(
    visit: Callable[[], BrowserContext], server: Server, outside: Outside, site: Path, share: int, record_property: Recorder
) -> None:
    outside.asked.clear()
    pages = [node.text or "" for node in etree.parse(site / "sitemap.xml").iterfind("{*}url/{*}loc")]
    page = open_page(visit(), server, "404.html")
    assert len(pages) > 80
    for address in pages[::share]:
        page.goto(address)
        assert page.evaluate("[document.referrer, document.cookie]") == ["", ""]
        assert (page.trouble, page.evaluate("refused"), outside.asked) == ([], [], []), address  # type: ignore[attr-defined]
    assert not [line for line in server.told if re.search(r"^referer: (?!.*/assets/)", line, re.I | re.M)]
    record_property("页", len(pages[::share]) + 1)


# -- while a reader writes --------------------------------------------------------------------------------------------

# Answer everything there is, as a hand would: the text or the digits in every field, every box ticked.
FILL = """([text, digits]) => {
    for (const fold of document.querySelectorAll('.island details')) fold.open = true;
    const tell = (field, ...types) => types.forEach((type) => field.dispatchEvent(new Event(type, {bubbles: true})));
    const fields = () => [...document.querySelectorAll('.island [data-view] :is(input, textarea), input[data-blank], [data-blank] input')];
    const DATES = {date: '2026-11-20', time: '10:30', month: '2026-11', 'datetime-local': '2026-11-20T10:30'};
    for (const {name, id, type, value} of fields()) {
        const twins = fields().filter((other) => other.name === name && other.id === id && other.type === type);
        const field = type === 'radio' ? twins.find((other) => other.value === value) : twins[0];
        if (!field || field.disabled || field.type === 'hidden' || field.type === 'file') continue;
        if (type === 'checkbox' || type === 'radio') {
            if (!field.checked) field.click();
            continue;
        }
        const number = type === 'number' || /numeric|decimal/.test(field.inputMode);
        const answer = DATES[type] ?? (number ? digits : text);
        if (field.value === answer) continue;
        field.value = answer;
        tell(field, 'input', 'change');
    }
    return fields().length;
}"""
# Tap what makes something out of it: not what asks for a file, throws away, or goes to another case.
TAP = """() => {
    const AWAY = /import|hash-files|wipe|"case"|share-computer|^clear/;
    const far = ({dataset: {effect, msg}}) => AWAY.test(effect ?? '') || AWAY.test(msg ?? '');
    const buttons = [...document.querySelectorAll('.island button')].filter((button) => !far(button) && button.checkVisibility());
    for (const button of buttons) button.click();
    return buttons.length;
}"""
WRITTEN = "JSON.stringify([{...localStorage}, [...document.querySelectorAll('input, textarea')].map(({value}) => value)])"
TRACES = """() => JSON.stringify([location.href, document.title, history.state, document.referrer, document.cookie, window.name,
    performance.getEntriesByType('resource').map(({name}) => name)])"""


def told(texts: list[str]) -> list[str]:
    """Return those of some texts that hold what was written, as it is or encoded for an address."""
    needles = [CANARY, quote(CANARY), json.dumps(CANARY)[1:-1], DIGITS]
    return [text for text in texts if any(needle in text for needle in needles)]


@pytest.fixture(scope="module")
def writer(visit: Callable[[], BrowserContext], server: Server) -> BrowserContext:
    """A visitor whose Python is up and whose snapshot is made: whatever is asked from now on is asked because of what is done."""
    context = visit()
    page = open_page(context, server, SITUATION)
    wake(page)
    page.evaluate(KEPT)
    page.close()
    return context


@pytest.mark.trust("隐私", "在每一种工具里填满、勾满、按出成稿：没有任何网络请求，网址、标题、历史、剪贴板里没有填的内容")
@pytest.mark.parametrize("path", one_in(4, TOOLS))
def test_writing_asks_nothing_and_leaves_no_trace(
    writer: BrowserContext, server: Server, outside: Outside, path: str, record_property: Recorder
) -> None:
    # A word in a sentence's blank for a date goes into the date's own field, which does not show it.
    page = open_page(writer, server, path, allow="does not conform to the required format")
    page.set_default_timeout(120_000)  # a hundred answers at once
    wake(page)
    page.wait_for_load_state("networkidle")
    server.told.clear()
    outside.asked.clear()
    for _ in range(2):  # some questions come with the answer to another
        fields = page.evaluate(FILL, [CANARY + DIGITS, DIGITS])
        settled(page)
    assert page.evaluate("copied") == 0
    buttons = page.evaluate(TAP)
    settled(page)
    record_property("空格", fields)
    record_property("按钮", buttons)
    assert fields
    assert server.told == [] and outside.asked == []
    assert told([page.evaluate(WRITTEN)]), "nothing was written: this test would prove nothing"
    # On to another page, and one that is loaded anew: nothing goes with the reader.
    assert told([page.evaluate(TRACES)]) == []
    page.evaluate("document.querySelector('.md-footer__link').click()")
    page.wait_for_url(lambda url: not url.endswith(path))
    assert told([page.evaluate(TRACES)]) == []
    page.reload()
    assert told([page.evaluate(TRACES)]) == []
    assert server.told and told(server.told) == [] and outside.asked == []
    silent(page)
    page.close()


def test_these_pages_have_every_widget(site: Path) -> None:
    found: set[str] = set()
    for path in TOOLS:
        found |= set(re.findall(r'data-widget="(\w+)"', (site / path / "index.html").read_text(encoding="utf-8")))
    assert found == set(NAMES)


@pytest.mark.trust("隐私", "搜索的词留在本机：打开结果时不写进网址，也不发给服务器")
def test_the_words_of_a_search_stay_here(visit: Callable[[], BrowserContext], server: Server, outside: Outside) -> None:
    """Material would write them into the address of the page that a result leads to, and ask the host for that."""
    page = open_page(visit(), server, "talk/robot/")
    page.locator("label.md-header__button[for=__search]").click()
    page.locator("[data-md-component=search-query]").press_sequentially("信用卡逾期 王小明")
    results = page.locator("a.md-search-result__link")
    expect(results.first).to_be_visible()
    assert {urlsplit(link).query for link in results.evaluate_all("links => links.map(({href}) => href)")} == {""}
    server.told.clear()
    results.first.click()
    expect(page.locator(".md-content h1")).to_be_visible()
    page.wait_for_url(lambda url: "talk/robot" not in url)
    page.reload()
    texts: list[Any] = [page.url, page.title(), *server.told]
    assert not [text for text in texts if "?" in text.split("\n")[0] or "王小明" in text or quote("信用卡") in text]
    assert outside.asked == []
    silent(page)
