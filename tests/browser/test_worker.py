"""One Python for several pages and tabs: each hears its own answers only, and it outlives the page that started it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ..site import Server
from .conftest import SITUATION, open_page, ready, settled
from .test_snapshot import EMPTY, WORKER

# How long the worker's first message took and what it was; then one answer.
CONNECT = """([url, widget, props, request]) => new Promise((done, refuse) => {
    const {port} = new SharedWorker(url, {type: 'module', extendedLifetime: true});
    port.onmessage = ({data}) => {
        if (data.type === 'failed') refuse(new Error(data.reason));
        if (data.type === 'ready') port.postMessage({type: 'ask', id: 7, widget, props, request});
        if (data.type === 'reply') done([data.id, data.reply]);
    };
    port.postMessage({type: 'start', widgets: [widget], plain: false});
})"""


@pytest.fixture(autouse=True)
def polite(server: Server) -> Iterator[None]:
    yield
    server.refuse = lambda path: False


def boots(server: Server) -> int:
    """Return how often Python's program was asked for since `server.asked` was emptied."""
    return sum(path.endswith("/worker.js") and "/islands-" in path for path in server.asked)


def ask(page: Page, number: int) -> tuple[int, str]:
    """Return the id and the island's name of an answer to a request that names its island."""
    request = {"island": f"island-{number}", "gen": number, "widget": "checklist", "state": None, "msg": None}
    props = page.evaluate("() => '{}'")
    found = page.evaluate(CONNECT, [page.evaluate(WORKER), "checklist", props, json.dumps(request)])
    return found[0], json.loads(found[1])["island"]


def test_two_tabs_have_one_python_and_do_not_mix(context: BrowserContext, server: Server) -> None:
    server.asked.clear()
    first, second = (open_page(context, server, SITUATION) for _ in range(2))
    for page, name in ((first, "王小明"), (second, "李小红")):
        page.locator("#card-script [name=full_name]").fill(name)
        ready(page, "card-script")
        settled(page)
    expect(second.locator("#card-script-phone .say").first).to_contain_text("我是李小红")
    assert boots(server) == 1
    assert first.trouble == second.trouble == []  # type: ignore[attr-defined]


# What is asked of Python from here on: the island, and how many messages at once.
LISTEN = """() => {
    window.asks = [];
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (data, ...rest) {
        if (data?.type === 'ask') window.asks.push((({island, msg}) => [island, msg?.length ?? 0])(JSON.parse(data.request)));
        return post.call(this, data, ...rest);
    };
}"""


def test_an_island_out_of_sight_does_not_keep_the_one_that_is_typed_in_waiting(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    name = page.locator("#card-script [name=full_name]")
    name.focus()
    settled(page)
    page.evaluate(LISTEN)
    page.evaluate(
        """() => {
            for (const [key, value] of [['full_name', '王小明'], ['contact', '13900000000'], ['card_tail', '1234']]) {
                const field = document.querySelector(`#card-script [name=${key}]`);
                field.value = value;
                field.dispatchEvent(new Event('input', { bubbles: true }));
            }
        }"""
    )
    settled(page)
    asks = page.evaluate("window.asks")
    assert asks[:2] == [["card-script", 1], ["card-script", 2]]
    assert [ask for ask in asks[2:] if ask[1]] == [["card-call", 3]]
    expect(page.locator("#card-call [name=full_name]").first).to_have_value("王小明")


def test_each_port_hears_its_own_answer_under_the_same_number(context: BrowserContext, server: Server) -> None:
    pages = [open_page(context, server, EMPTY) for _ in range(3)]
    assert [ask(page, n) for n, page in enumerate(pages)] == [(7, f"island-{n}") for n in range(3)]


def test_the_next_page_finds_python_awake(context: BrowserContext, server: Server) -> None:
    """A full load, not an instant one; nothing is fetched for Python, and nothing boots."""
    page = open_page(context, server, "prepare/")
    ready(page, "prepare-quick")
    server.asked.clear()
    page.goto(server.url + SITUATION)
    ready(page, "card-prepare")
    assert not [path for path in server.asked if "/pyodide-" in path]
    page.reload()
    ready(page, "card-prepare")
    assert not [path for path in server.asked if "/pyodide-" in path]
    assert page.trouble == []  # type: ignore[attr-defined]


def test_a_failed_one_is_not_handed_on(context: BrowserContext, server: Server) -> None:
    """What failed for one tab is not what the next one is given."""
    server.refuse = lambda path: path.endswith(".wasm")
    first = open_page(context, server, SITUATION, allow="503")
    first.locator("#card-prepare input[name=f4zq]").check()
    first.wait_for_selector("#card-prepare[data-state=failed]")
    server.refuse = lambda path: False
    second = open_page(context, server, SITUATION)
    ready(second, "card-prepare")
    assert second.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "共用的后台程序停在下载上：换成本页自己的")
def test_one_that_hangs_is_left_for_a_worker_of_the_pages_own(context: BrowserContext, server: Server) -> None:
    """The wasm never comes for the shared one; the page's patience is cut short here."""
    gate = threading.Event()
    waiting = threading.Event()

    def hold(path: str) -> bool:
        if path.endswith(".wasm") and not waiting.is_set():
            waiting.set()
            gate.wait(60)
        return False

    server.refuse = hold
    context.add_init_script(
        "setTimeout = ((native) => (go, ms, ...more) => native(go, ms === 240000 && !window.patient ? 1500 : ms, ...more))(setTimeout);"
    )
    page = open_page(context, server, SITUATION)
    page.locator("#card-prepare input[name=f4zq]").check()
    assert waiting.wait(30)
    page.wait_for_selector("#card-prepare[data-state=failed]")
    page.evaluate("window.patient = true")
    page.locator("#card-prepare [data-when=failed]").get_by_role("button", name="重试").click()
    gate.set()
    ready(page, "card-prepare")
    expect(page.locator("#card-prepare .checklist-count")).to_contain_text("已完成1项")


@pytest.mark.trust("浏览器", "浏览器不能共用模块后台：换成本页自己的")
def test_a_browser_that_cannot_share_modules_gets_a_worker_of_its_own(context: BrowserContext, server: Server) -> None:
    """Its SharedWorker takes the script for a classic one and fails."""
    context.add_init_script("window.SharedWorker = class extends SharedWorker { constructor(url) { super(url) } };")
    page = open_page(context, server, SITUATION)
    page.locator("#card-prepare input[name=f4zq]").check()
    ready(page, "card-prepare")
    settled(page)
    expect(page.locator("#card-prepare .checklist-count")).to_contain_text("已完成1项")
