"""Faults: whatever fails, what was typed is kept, one line says so, and the reader goes on or tries again."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from ..release import one_in
from ..site import Handler, Server
from .conftest import SITUATION, alive, open_page, ready, settled

NAME = "王小明"
TICK = "#card-prepare input[name=f4zq]"
FIELD = "#card-script [name=full_name]"
CAUSE = "#card-script [name=cause]"

# The page's patience, cut short: what it waits for (ms) becomes a second and a half, while `window.impatient`.
IMPATIENT = """
    window.setTimeout = ((native) => (go, ms, ...more) => native(go, %s && window.impatient ? 1500 : ms, ...more))(window.setTimeout);
"""
NO_SHARING = "delete window.SharedWorker;"


def type_in(page: Page) -> None:
    page.locator(TICK).check()
    page.locator(FIELD).fill(NAME)


def edit(page: Page, name: str, value: str) -> None:
    """Type into a field of the sheet, also one that is folded away."""
    page.locator(f"#card-script [name={name}]").evaluate(
        "(field, value) => { field.value = value; field.dispatchEvent(new Event('input', {bubbles: true})) }", value
    )


def kept(page: Page, island: str = "card-script") -> dict[str, Any]:
    """Return what stands on the device for an island."""
    found: dict[str, Any] = json.loads(page.evaluate("id => localStorage.getItem('shuoqingchu:' + id) ?? '{}'", island))
    return dict(found.get("values", {}))


def facts(page: Page) -> dict[str, Any]:
    """Return what all islands of the case share, as it stands on the device."""
    return dict(json.loads(page.evaluate("localStorage.getItem('shuoqingchu:blanks')")))


def assert_kept(page: Page) -> None:
    assert kept(page)["full_name"] == NAME
    assert kept(page, "card-prepare")["f4zq"] is True


def assert_shown(page: Page) -> None:
    expect(page.locator(FIELD)).to_have_value(NAME)
    expect(page.locator(TICK)).to_be_checked()


def assert_works(page: Page) -> None:
    """Python has answered, from what was typed."""
    ready(page, "card-prepare")
    ready(page, "card-script")
    settled(page)
    assert_shown(page)
    expect(page.locator("#card-prepare .checklist-count")).to_contain_text("已完成1项")
    expect(page.locator("#card-script-phone .say").first).to_contain_text(f"我是{NAME}")


def failed(page: Page) -> None:
    """Wait for the one line, and see that the page goes on without Python."""
    page.wait_for_selector("#card-prepare[data-state=failed]")
    expect(page.locator("#card-prepare [data-when=failed]")).to_be_visible()
    expect(page.locator("#card-prepare [data-when=failed]")).to_contain_text("已填的内容还在")


def retry(page: Page, island: str = "card-prepare") -> None:
    page.locator(f"#{island} [data-when=failed]").get_by_role("button", name="重试").click()


# -- files ------------------------------------------------------------------------------------------------------------


class Short(bytes):
    """A body that ends before its length says it does."""

    def __len__(self) -> int:
        return super().__len__() + 1000


class Faults:
    """What is wrong with the files of a server; `heal` ends it."""

    def __init__(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        self.server = server
        self._patch = monkeypatch
        self._gate = threading.Event()

    def missing(self, ending: str) -> None:
        self.server.refuse = lambda path: path.endswith(ending)

    def silent(self, ending: str) -> None:
        """Nothing is ever answered."""
        self.server.refuse = lambda path: path.endswith(ending) and not self._gate.wait(60)

    def broken_off(self, ending: str) -> None:
        """Nothing is answered until `go_on`, and then it is refused."""
        self.server.refuse = lambda path: path.endswith(ending) and (self._gate.wait(60) or True)

    def go_on(self) -> None:
        self._gate.set()

    def another(self, ending: str) -> None:
        """A page comes in its place, as from a network that wants a login first."""
        self.body(ending, lambda body: b"<!doctype html><title>login</title>")

    def truncated(self, ending: str) -> None:
        """It is whole by its length, and half by its content."""
        self.body(ending, lambda body: body[: len(body) // 2])

    def corrupt(self, ending: str) -> None:
        def spoilt(body: bytes) -> bytes:
            half = len(body) // 2
            return body[:half] + bytes(byte ^ 0x55 for byte in body[half : half + 200]) + body[half + 200 :]

        self.body(ending, spoilt)

    def cut(self, ending: str) -> None:
        """The line breaks half-way."""
        native = Server.packed

        def packed(file: Path) -> bytes:
            body = native(self.server, file)
            return Short(body[: len(body) // 2]) if file.as_posix().endswith(ending) else body

        self._patch.setattr(self.server, "packed", packed)

    def mislabelled(self, ending: str) -> None:
        native = Handler.guess_type
        self._patch.setattr(Handler, "guess_type", lambda self, path: "text/plain" if str(path).endswith(ending) else native(self, path))

    def body(self, ending: str, change: Callable[[bytes], bytes]) -> None:
        native = Server.packed

        def packed(file: Path) -> bytes:
            return gzip.compress(change(file.read_bytes())) if file.as_posix().endswith(ending) else native(self.server, file)

        self._patch.setattr(self.server, "packed", packed)

    def heal(self) -> None:
        self._gate.set()
        self._patch.undo()
        self.server.refuse = self.server.damage = lambda path: False


@pytest.fixture
def faults(server: Server) -> Iterator[Faults]:
    with pytest.MonkeyPatch.context() as patch:
        faults = Faults(server, patch)
        yield faults
        faults.heal()


KINDS = ["silent", "another", "truncated", "corrupt", "cut", "mislabelled"]  # missing: test_boot.py
OF_PYTHON = [".wasm", "library.bin", "py-core.bin", "py-checklist.bin", "pyodide.mjs", "pyodide.asm.js", "worker.js", "idiomorph.js"]
"""What a worker asks for, and what the page asks for beside it."""
OF_THE_PAGE = ["/island.js", "/runtime.js", "/records.js", "/effects.js"]


@pytest.mark.trust("故障", "运行文件没有应答、被换成别的、截短、损坏、断线、类型标错：填的内容都在，说一行，能重试")
@pytest.mark.parametrize(("kind", "file"), one_in(7, [*product(KINDS, OF_PYTHON)]))
def test_a_file_that_python_needs_fails(context: BrowserContext, server: Server, faults: Faults, kind: str, file: str) -> None:
    if kind == "silent":  # a shared one that hangs: test_worker.py
        context.add_init_script(NO_SHARING)
    if kind in ("silent", "truncated"):  # half a program may be one that does nothing
        context.add_init_script(IMPATIENT % "[10000, 40000, 240000].includes(ms)" + "window.impatient = true;")
    getattr(faults, kind)(file)
    page = open_page(context, server, SITUATION, allow="")
    type_in(page)
    page.wait_for_selector("#card-prepare:is([data-state=failed], [data-state=ready])")
    assert_kept(page)
    if page.locator("#card-prepare[data-state=failed]").count():
        failed(page)
        page.evaluate("window.impatient = false")
        faults.heal()
        retry(page)
    assert_works(page)
    troubles = [trouble for trouble in page.trouble if trouble.startswith(("error", "foreign"))]  # type: ignore[attr-defined]
    # What is no JavaScript the browser itself complains of, when it is a worker's program.
    assert not [trouble for trouble in troubles if file != "worker.js" or not re.search("Unexpected|Invalid", trouble)]


@pytest.mark.trust("故障", "页面自己的脚本缺失、没有应答、断线、类型标错：说一行，照常勾选填写，能重试")
@pytest.mark.parametrize(("kind", "file"), one_in(5, [*product(["missing", "silent", "cut", "mislabelled"], OF_THE_PAGE)]))
def test_a_script_of_the_page_fails(context: BrowserContext, server: Server, faults: Faults, kind: str, file: str) -> None:
    if kind == "silent":
        context.add_init_script(IMPATIENT % "ms === 30000" + "window.impatient = true;")
    getattr(faults, kind)(file)
    page = open_page(context, server, SITUATION, allow="")
    type_in(page)
    failed(page)
    page.evaluate("window.impatient = false")
    assert_shown(page)
    faults.heal()
    if kind != "silent":  # what comes late is taken
        retry(page)
    assert_works(page)
    assert_kept(page)
    assert not [trouble for trouble in page.trouble if trouble.startswith(("error", "foreign"))]  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "页面自己的脚本损坏：说一行，照常勾选填写")
@pytest.mark.parametrize("file", one_in(3, OF_THE_PAGE))
def test_a_script_of_the_page_is_no_script(context: BrowserContext, server: Server, faults: Faults, file: str) -> None:
    faults.another(file)
    page = open_page(context, server, SITUATION, allow="")
    type_in(page)
    failed(page)
    assert_shown(page)


@pytest.mark.trust("故障", "浏览器没有 WebAssembly：说一行，勾选填写打印照常，填的内容都在")
@pytest.mark.parametrize("sharing", [True, False], ids=["shared", "own"])
def test_without_webassembly(context: BrowserContext, server: Server, faults: Faults, sharing: bool) -> None:
    if not sharing:
        context.add_init_script(NO_SHARING)
    faults.body("worker.js", lambda body: b"delete globalThis.WebAssembly;\n" + body)
    page = open_page(context, server, SITUATION)
    type_in(page)
    failed(page)
    assert_kept(page)
    page.reload()
    assert_shown(page)
    expect(page.locator("#card-script-phone [data-mirror=full_name]").first).to_have_value(NAME)
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "下载一直没有应答：20秒后说网络慢，给重试，不挡填写")
def test_a_slow_boot_offers_another_try(context: BrowserContext, server: Server, faults: Faults) -> None:
    faults.silent(".wasm")
    page = open_page(context, server, SITUATION)
    page.wait_for_selector("#card-prepare[data-state=booting]")
    slow = page.locator("#card-prepare [data-when=slow]")
    expect(slow.get_by_role("button")).to_be_hidden()
    page.evaluate("for (const one of document.getAnimations()) one.finish()")
    expect(slow).to_contain_text("先填")
    type_in(page)
    faults.heal()
    slow.get_by_role("button", name="重试").click()
    assert_works(page)


# -- the worker -------------------------------------------------------------------------------------------------------


@pytest.mark.trust("故障", "后台程序在回答途中被系统结束：自动另起一个，再问一次，什么都不丢")
def test_a_worker_killed_in_the_middle_of_an_answer(context: BrowserContext, server: Server) -> None:
    context.add_init_script(
        NO_SHARING
        + IMPATIENT % "ms === 15000"
        + """
        const post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (message) {
            post.call(this, message);
            if (message.type === "ask" && window.kill) {
                window.kill = false;
                window.impatient = false;
                this.terminate();
            }
        };
    """
    )
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    ready(page, "card-prepare")
    settled(page)
    page.evaluate("window.kill = window.impatient = true")
    type_in(page)
    assert_works(page)
    assert_kept(page)
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "各标签页共用的后台程序没了：本页换成自己的，再问一次，什么都不丢")
def test_the_shared_worker_ends_in_the_middle(context: BrowserContext, server: Server) -> None:
    """The page is told nothing of it."""
    context.add_init_script(
        IMPATIENT % "ms === 15000"
        + """
        const post = MessagePort.prototype.postMessage;
        MessagePort.prototype.postMessage = function (message, ...more) {
            if (!(message?.type === "ask" && window.kill)) post.call(this, message, ...more);
        };
    """
    )
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    ready(page, "card-prepare")
    settled(page)
    page.evaluate("window.kill = window.impatient = true")
    type_in(page)
    assert_works(page)
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "一条内容让程序停不下来：试两次就停，说一行；改掉它，重试就好")
def test_a_message_that_hangs_python(context: BrowserContext, server: Server, faults: Faults) -> None:
    hang = b"self.addEventListener('message', ({data}) => { if (data.request?.includes('HANG')) for (;;); });\n"
    faults.body("worker.js", lambda body: hang + body)
    context.add_init_script(NO_SHARING + IMPATIENT % "ms === 15000")
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    ready(page, "card-prepare")
    page.evaluate("window.impatient = true")
    page.locator(FIELD).fill("HANG")
    failed(page)
    assert kept(page)["full_name"] == "HANG"
    page.evaluate("window.impatient = false")
    type_in(page)
    retry(page)
    assert_works(page)
    assert page.trouble == []  # type: ignore[attr-defined]


def test_a_shared_worker_that_says_nothing_is_left_within_seconds(context: BrowserContext, server: Server) -> None:
    """It was closing when the page came."""
    context.add_init_script(
        """
        window.limits = [];
        window.setTimeout = ((native) => (go, ms, ...more) => {
            window.limits.push(ms);
            return native(go, ms === 10000 ? 200 : ms, ...more);
        })(window.setTimeout);
        window.SharedWorker = class { port = new MessageChannel().port1; };
    """
    )
    page = open_page(context, server, SITUATION)
    type_in(page)
    assert_works(page)
    assert 10000 in page.evaluate("window.limits")
    assert page.trouble == []  # type: ignore[attr-defined]


def test_a_page_that_waits_for_nothing_is_not_failed_by_what_another_tab_fetches(context: BrowserContext, server: Server) -> None:
    """Every tab hears of a download; only who waits for one has a limit."""
    context.add_init_script("""
        window.limits = 0;
        window.setTimeout = ((native) => (go, ms, ...more) => {
            if (ms === 240000) window.limits += 1;
            return native(go, ms, ...more);
        })(window.setTimeout);
    """)
    page = open_page(context, server, "prepare/")
    ready(page, "prepare-quick")
    settled(page)
    before = page.evaluate("window.limits")
    other = open_page(context, server, SITUATION)
    ready(other, "card-script")
    settled(other)
    page.locator("#prepare-quick input[type=checkbox][name=g4kt]").check()  # an answer comes after whatever was told before
    settled(page)
    assert page.evaluate("window.limits") == before


@pytest.mark.trust("浏览器", "应用内浏览器没有离线缓存、私有文件、共用后台、模块后台：说一行，填写照常")
def test_an_in_app_browser_without_module_workers(context: BrowserContext, server: Server) -> None:
    context.add_init_script(
        NO_SHARING
        + """
        for (const name of ["serviceWorker", "storage", "locks"]) Object.defineProperty(navigator, name, {value: undefined});
        delete window.caches;
        window.Worker = class extends Worker { constructor(url) { super(url); } };
    """
    )
    page = open_page(context, server, SITUATION)
    type_in(page)
    failed(page)
    assert_kept(page)
    page.reload()
    assert_shown(page)
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("浏览器", "应用内浏览器没有离线缓存、私有文件、锁、共用后台：照常整理")
def test_an_in_app_browser_with_nothing_to_keep_python_in(context: BrowserContext, server: Server) -> None:
    context.add_init_script(
        NO_SHARING
        + """
        for (const name of ["serviceWorker", "storage", "locks"]) Object.defineProperty(navigator, name, {value: undefined});
        delete window.caches;
    """
    )
    page = open_page(context, server, SITUATION)
    type_in(page)
    assert_works(page)
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("how", ["delete window.Worker", "window.Worker = class { constructor() { throw new Error('no') } }"])
def test_a_browser_without_workers(context: BrowserContext, server: Server, how: str) -> None:
    context.add_init_script(NO_SHARING + how)
    page = open_page(context, server, SITUATION)
    type_in(page)
    failed(page)
    assert_kept(page)
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "浏览器没有Worker，失败的提示正好在点下去时出现：点的还是原来那一项，不落空")
def test_a_tap_lands_although_python_fails_under_it(context: BrowserContext, server: Server) -> None:
    """What was said above the list moved it down between press and release, and the box was not ticked."""
    context.add_init_script(NO_SHARING + "delete window.Worker; window.requestIdleCallback = () => {}")
    page = open_page(context, server, SITUATION)
    alive(page)
    page.locator(TICK).hover()
    page.mouse.down()  # which starts Python
    expect(page.locator("#card-prepare")).to_have_attribute("data-state", "booting")
    page.mouse.up()
    failed(page)
    expect(page.locator(TICK)).to_be_checked()
    assert page.trouble == []  # type: ignore[attr-defined]


# -- storage ----------------------------------------------------------------------------------------------------------

DENIED = "get() { throw new DOMException('denied', 'SecurityError') }"
AT_ONCE = """([name, value, at]) => void setTimeout(() => {
    window.inTime = Date.now() <= at;
    if (!window.inTime) return;
    while (Date.now() < at);
    const field = document.querySelector(`#card-script [name="${name}"]`);
    field.value = value;
    field.dispatchEvent(new Event("input", {bubbles: true}));
})"""
"""Type at a moment; nobody waits for it."""


@pytest.mark.trust("故障", "无痕模式：浏览器一样都不让存，照常整理，说一行")
def test_nothing_can_be_kept_at_all(context: BrowserContext, server: Server) -> None:
    for name in ("localStorage", "sessionStorage", "caches"):
        context.add_init_script(f"Object.defineProperty(window, '{name}', {{ {DENIED} }})")
    context.add_init_script(f"for (const name of ['storage', 'locks']) Object.defineProperty(navigator, name, {{ {DENIED} }})")
    page = open_page(context, server, SITUATION, allow="denied")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.stack or ""))
    page.reload()
    expect(page.locator("#card-prepare [data-said]")).to_contain_text("不让网页存东西")
    type_in(page)
    assert_works(page)
    assert not [error for error in errors if "/assets/islands-" in error]  # the theme's own script minds, and works


def test_a_computer_that_cannot_be_shared_is_said(context: BrowserContext, server: Server) -> None:
    """The reader must not believe that nothing stays."""
    context.add_init_script(f"Object.defineProperty(window, 'sessionStorage', {{ {DENIED} }})")
    page = open_page(context, server, "tools/my-data/", allow="denied")
    ready(page, "my-data")
    page.locator(".storage-keep button").click()
    expect(page.locator("#my-data [data-said]")).to_contain_text("没有改成")
    assert page.trouble == []  # type: ignore[attr-defined]


def two_tabs(context: BrowserContext, server: Server) -> list[Page]:
    pages = [open_page(context, server, SITUATION) for _ in range(2)]
    for page in pages:
        ready(page, "card-script")
        settled(page)
    return pages


def meanwhile(pages: list[Page], edits: list[tuple[str, str]]) -> None:
    """Type in two tabs at the same moment: each before it can have heard of the other. A machine that was late tries again."""
    lead = 300  # ms
    while True:
        at = pages[0].evaluate("delete window.inTime, Date.now()") + lead
        pages[1].evaluate("delete window.inTime")
        for page, (name, value) in zip(pages, edits, strict=True):
            page.evaluate(AT_ONCE, [name, value, at])
        if all(page.wait_for_function("() => 'inTime' in window && {inTime}").evaluate("told => told.inTime") for page in pages):
            return
        for page in pages:
            settled(page)
        lead *= 2


@pytest.mark.trust("故障", "两个标签页同一刻改不同的栏：两处都留下，两页都看到")
def test_two_tabs_edit_different_fields_at_the_same_moment(context: BrowserContext, server: Server, record_property: Any) -> None:
    pages = two_tabs(context, server)
    tries = 10
    for n in range(tries):
        wanted = {"full_name": f"{NAME}{n}", "cause": f"工资停发{n}"}
        meanwhile(pages, list(wanted.items()))
        for page in pages:
            for name, value in wanted.items():
                expect(page.locator(f"#card-script [name={name}]")).to_have_value(value)
        for page in pages:
            settled(page)
        assert kept(pages[0]).items() >= wanted.items()
        assert facts(pages[0])["full_name"] == wanted["full_name"]
    record_property("次数", tries)
    assert pages[0].trouble == pages[1].trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "两个标签页同一刻改同一栏：留下一个，两页显示的相同")
def test_two_tabs_edit_one_field_at_the_same_moment(context: BrowserContext, server: Server, record_property: Any) -> None:
    pages = two_tabs(context, server)
    tries = 10
    same = """value => document.querySelector("#card-script [name=cause]").value === value"""
    for n in range(tries):
        meanwhile(pages, [("cause", f"甲{n}"), ("cause", f"乙{n}")])
        for page in pages:
            page.wait_for_function("n => document.querySelector('#card-script [name=cause]').value.endsWith(n)", arg=str(n))
        for page in pages:
            page.wait_for_function(same, arg=f"甲{n}" if f"甲{n}" > f"乙{n}" else f"乙{n}")
        for page in pages:
            settled(page)
        assert kept(pages[0])["cause"] == pages[0].locator(CAUSE).input_value()
    record_property("次数", tries)


@pytest.mark.trust("故障", "两个标签页，一页还没听说另一页写了什么就写：哪一页的都不丢")
def test_a_tab_that_writes_over_what_it_has_not_seen(context: BrowserContext, server: Server) -> None:
    """The other's write, word for word as a slow browser would do it."""
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    before = page.evaluate("localStorage.getItem('shuoqingchu:card-script')")
    page.locator(FIELD).fill(NAME)
    settled(page)
    other = context.new_page()
    other.goto(server.url + "reference/glossary/")
    record = json.loads(before or '{"version": 1}')
    record["values"] = {**record.get("values", {}), "cause": "工资停发"}
    record["edits"] = {"values.cause": 1}
    other.evaluate("text => localStorage.setItem('shuoqingchu:card-script', text)", json.dumps(record))
    expect(page.locator(CAUSE)).to_have_value("工资停发")
    expect(page.locator(FIELD)).to_have_value(NAME)
    page.wait_for_function("() => localStorage.getItem('shuoqingchu:card-script').includes('王小明')")
    assert kept(page) | {"full_name": NAME, "cause": "工资停发"} == kept(page)


@pytest.mark.trust("故障", "另一个标签页清除了本机记录：这里也清空，说一行；之后填的照常保存")
@pytest.mark.parametrize("how", ["localStorage.clear()", "for (const key of Object.keys(localStorage)) localStorage.removeItem(key)"])
def test_another_tab_clears_the_device(context: BrowserContext, server: Server, how: str) -> None:
    page = open_page(context, server, SITUATION)
    type_in(page)
    assert_works(page)
    other = context.new_page()
    other.goto(server.url + "reference/glossary/")
    other.evaluate(how)
    expect(page.locator(FIELD)).to_have_value("")
    expect(page.locator(TICK)).not_to_be_checked()
    said = page.locator("[data-said]", has_text="另一个页面")
    expect(said.first).to_be_attached()
    settled(page)
    type_in(page)
    assert_works(page)
    assert_kept(page)


def test_a_case_that_another_tab_opened_is_never_mixed_with_this_one(context: BrowserContext, server: Server) -> None:
    """What is typed before the tab has heard of it is not written into the other case."""
    context.add_init_script("window.addEventListener('storage', (event) => window.deaf && event.stopImmediatePropagation(), true)")
    page = open_page(context, server, SITUATION)
    type_in(page)
    assert_works(page)
    page.evaluate("window.deaf = true")
    cases = open_page(context, server, "tools/case/")
    ready(cases, "my-cases")
    cases.get_by_role("button", name="收好这一件，另开一件").click()
    settled(cases)
    edit(page, "cause", "工资停发")
    settled(page)
    assert page.evaluate("localStorage.getItem('shuoqingchu:card-script')") is None
    page.evaluate("window.deaf = false; dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator(FIELD)).to_have_value("")
    cases.get_by_role("button", name="打开这一件").click()
    assert_shown(page)


@pytest.mark.parametrize("order", ["press, told", "told, press"])
def test_a_button_and_a_fact_from_another_island_do_not_cross(context: BrowserContext, server: Server, order: str) -> None:
    """What a button of the call adds to the log, and what another island adds to it in the same moment, are both in it."""
    page = open_page(context, server, "situations/late-order/")
    ready(page, "late-order-call")
    settled(page)
    page.evaluate(
        """order => {
            const blank = Object.assign(document.createElement("input"), {value: '[{"at": "2026-11-22T10:30", "said": "另一处写的"}]'});
            blank.dataset.blank = "log";
            document.body.append(blank);
            for (const what of order.split(", ")) {
                if (what === "press") document.querySelector("#late-order-call button[name=main]").click();
                else blank.dispatchEvent(new Event("input", {bubbles: true}));
            }
        }""",
        order,
    )
    settled(page)
    said = [row["said"] for row in json.loads(facts(page)["log"])]
    assert "另一处写的" in said and "电话接通" in said


# -- away and back ----------------------------------------------------------------------------------------------------

DEAF = "window.addEventListener('storage', (event) => window.deaf && event.stopImmediatePropagation(), true)"
"""A page that was put away hears of nothing."""


@pytest.mark.trust("故障", "页面退到后台缓存，再返回：另一个标签页改过的都看得到，自己填的都在")
def test_a_page_that_comes_back_shows_what_happened_meanwhile(context: BrowserContext, server: Server) -> None:
    context.add_init_script(DEAF)
    page = open_page(context, server, SITUATION)
    type_in(page)
    assert_works(page)
    page.evaluate("window.deaf = true")
    other = open_page(context, server, SITUATION)
    ready(other, "card-script")
    edit(other, "cause", "工资停发")
    settled(other)
    expect(page.locator(CAUSE)).to_have_value("")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect(page.locator(CAUSE)).to_have_value("工资停发")
    assert_works(page)
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "标签页被系统冻结，再恢复：另一个标签页改过的都看得到，接着能用")
def test_a_frozen_tab_wakes(context: BrowserContext, server: Server) -> None:
    page, other = two_tabs(context, server)
    type_in(page)
    assert_works(page)
    client = context.new_cdp_session(page)
    client.send("Page.setWebLifecycleState", {"state": "frozen"})
    edit(other, "cause", "工资停发")
    settled(other)
    client.send("Page.setWebLifecycleState", {"state": "active"})
    expect(page.locator(CAUSE)).to_have_value("工资停发")
    assert_works(page)
    page.locator(FIELD).fill("李小红")
    settled(page)
    expect(page.locator("#card-script-phone .say").first).to_contain_text("我是李小红")


def test_a_time_limit_that_ran_out_in_sleep_is_none(context: BrowserContext, server: Server) -> None:
    """The timer rings when the page wakes, before Python could answer."""
    context.add_init_script("""
        window.setTimeout = ((native) => (go, ms, ...more) => {
            if (ms !== 15000) return native(go, ms, ...more);
            window.ring ??= go;
            return native(go, ms, ...more);
        })(window.setTimeout);
        window.slept = 0;
        performance.now = ((native) => () => native.call(performance) + window.slept)(performance.now);
        window.workers = 0;
        window.Worker = class extends Worker {
            constructor(...given) {
                super(...given);
                if (/islands-/.test(given[0]) && given[1].name !== "keep") window.workers += 1;
            }
        };
        delete window.SharedWorker;
    """)
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    ready(page, "card-prepare")
    settled(page)
    page.evaluate("""() => {
        window.ring = null;
        const tick = document.querySelector("#card-prepare input[name=f4zq]");
        tick.click();
        window.slept = 3_600_000;
        window.ring();
    }""")
    type_in(page)
    assert_works(page)
    assert page.evaluate("window.workers") == 1


# -- offline ----------------------------------------------------------------------------------------------------------


@pytest.mark.trust("离线", "Python 来之前断网：填的都在，说一行；有网后重试就好")
def test_offline_before_the_boot(context: BrowserContext, server: Server) -> None:
    context.add_init_script(SPARING)
    page = open_page(context, server, SITUATION, allow="ERR_INTERNET_DISCONNECTED")
    page.wait_for_selector("#card-prepare[data-state=static]")
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    type_in(page)
    failed(page)
    assert_kept(page)
    context.set_offline(False)
    retry(page)
    assert_works(page)
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("离线", "Python 下载途中断网：填的都在，说一行；有网后重试就好")
def test_offline_during_the_boot(context: BrowserContext, server: Server, faults: Faults) -> None:
    context.add_init_script(NO_SHARING)
    faults.broken_off(".wasm")
    page = open_page(context, server, SITUATION, allow="Failed to load resource")
    type_in(page)
    page.wait_for_selector("#card-prepare[data-state=booting]")
    context.set_offline(True)
    faults.go_on()
    failed(page)
    assert_kept(page)
    context.set_offline(False)
    faults.heal()
    retry(page)
    assert_works(page)
    assert not [trouble for trouble in page.trouble if trouble.startswith(("error", "foreign"))]  # type: ignore[attr-defined]


@pytest.mark.trust("离线", "整理程序起来以后断网：填写、整理、撤销都照常")
def test_offline_after_the_boot(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    ready(page, "card-prepare")
    settled(page)
    context.set_offline(True)
    type_in(page)
    assert_works(page)
    assert_kept(page)
    assert not [trouble for trouble in page.trouble if trouble.startswith(("error", "foreign"))]  # type: ignore[attr-defined]


@pytest.mark.trust("离线", "断网时点了别的页：填的都在；有网后退回来，一样不少")
def test_offline_at_an_instant_navigation(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION, allow="ERR_INTERNET_DISCONNECTED")
    type_in(page)
    assert_works(page)
    context.set_offline(True)
    page.locator("a[href$='reference/glossary/']").first.evaluate("link => link.click()")
    page.wait_for_url(lambda url: "card-overdue" not in url)
    context.set_offline(False)
    page.goto(server.url + SITUATION)
    assert_works(page)


# -- a new version ----------------------------------------------------------------------------------------------------


@pytest.fixture
def deploy(server: Server, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Publish another version: its pages name another folder, and the old one is gone."""
    native = server.RequestHandlerClass
    old = server.file("")

    def publish() -> None:
        new = tmp_path / "site"
        shutil.copytree(old.parent, new)
        [folder] = new.glob("assets/islands-*")
        folder.rename(folder.with_name("islands-00000000000000000000"))
        for page in new.rglob("*.html"):
            text = page.read_text(encoding="utf-8").replace(folder.name, "islands-00000000000000000000")
            page.write_text(text, encoding="utf-8")
        server.RequestHandlerClass = partial(Handler, directory=str(new))

    yield publish
    server.RequestHandlerClass = native


SPARING = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"  # Python waits for the first touch


def assert_outdated(page: Page) -> None:
    """One line offers to open the page again; what was typed is there, and then Python works."""
    page.wait_for_selector(":root[data-outdated] #card-prepare[data-state=failed]")
    line = page.locator("#card-prepare [data-when=outdated]")
    expect(line).to_be_visible()
    expect(line).to_contain_text("网站更新了")
    expect(page.locator("#card-prepare [data-when=failed]")).to_be_hidden()
    assert_shown(page)


@pytest.mark.trust("故障", "页面开着时网站换了新版，旧文件没了：说一行，给“重新打开”，填的都在")
def test_a_new_version_before_python_came(context: BrowserContext, server: Server, deploy: Callable[[], None]) -> None:
    context.add_init_script(SPARING)
    page = open_page(context, server, SITUATION, allow="404")
    page.wait_for_load_state("networkidle")
    deploy()
    type_in(page)
    assert_outdated(page)
    assert_kept(page)
    page.locator("#card-prepare [data-reload]").click()
    page.wait_for_selector("#card-prepare[data-state=static]")
    assert_shown(page)
    page.locator("#card-prepare").dispatch_event("pointerdown")
    assert_works(page)
    assert "islands-0000" in page.content()
    assert page.trouble == []  # type: ignore[attr-defined]


def test_a_new_version_before_the_pages_own_script_came(context: BrowserContext, server: Server, deploy: Callable[[], None]) -> None:
    held: list[Route] = []
    context.route("**/island.js", lambda route: held.append(route))
    with context.expect_event("request", lambda request: request.url.endswith("/island.js")):
        page = open_page(context, server, SITUATION, allow="404")
    type_in(page)
    deploy()
    for route in held:
        route.continue_()
    page.wait_for_selector("#card-prepare[data-state=failed]")
    expect(page.locator("#card-prepare [data-when=outdated]")).to_be_visible()
    context.unroute_all()
    page.locator("#card-prepare [data-reload]").click()
    assert_works(page)
    assert_kept(page)
    assert NAME not in page.evaluate("JSON.stringify(sessionStorage)")
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "开着的旧版页面点到新版的页：整页换成新版，不新旧混用，填的都在")
def test_instant_navigation_into_a_new_version(context: BrowserContext, server: Server, deploy: Callable[[], None]) -> None:
    page = open_page(context, server, SITUATION)
    type_in(page)
    assert_works(page)
    deploy()
    page.evaluate("window.sameDocument = true")
    page.locator("a[href$='prepare/']").first.evaluate("link => link.click()")
    page.wait_for_function("() => !window.sameDocument")
    ready(page, "prepare-quick")
    assert page.url == server.url + "prepare/"
    page.go_back()
    assert_works(page)
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "另一个标签页已是新版，写了新格式：旧页不动它，说一行，填的都在")
def test_what_a_newer_version_wrote_is_not_taken_for_damaged(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    type_in(page)
    assert_works(page)
    other = context.new_page()
    other.goto(server.url + "reference/glossary/")
    other.evaluate("""() => {
        const key = "shuoqingchu:card-script";
        const record = JSON.parse(localStorage.getItem(key));
        const edits = {...record.edits, version: 50, novelty: 50};
        localStorage.setItem(key, JSON.stringify({...record, version: 999, novelty: [1], edits}));
    }""")
    assert_outdated(page)
    edit(page, "cause", "工资停发")
    record = json.loads(page.evaluate("localStorage.getItem('shuoqingchu:card-script')"))
    assert (record["version"], record["novelty"]) == (999, [1])
    assert record["values"] | {"cause": "工资停发", "full_name": NAME} == record["values"]
    assert not page.evaluate("Object.keys(localStorage).filter(key => key.includes(':aside:'))")
    assert page.trouble == []  # type: ignore[attr-defined]


# -- the clock --------------------------------------------------------------------------------------------------------


@pytest.mark.trust("故障", "手机时钟被改到过去、未来、别的时区：填的都在，照常整理")
@pytest.mark.parametrize(("clock", "zone"), [("1999-12-31T23:59:50", "Asia/Shanghai"), ("2099-02-28T12:00:00", "America/Los_Angeles")])
def test_a_clock_that_is_wrong(browser: Browser, server: Server, clock: str, zone: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN", timezone_id=zone, service_workers="block")
    page = open_page(context, server, SITUATION)
    type_in(page)
    assert_works(page)
    page.clock.set_fixed_time(clock)
    edit(page, "cause", "工资停发")
    settled(page)
    page.reload()
    assert_works(page)
    expect(page.locator(CAUSE)).to_have_value("工资停发")
    second = open_page(context, server, SITUATION)  # its clock is right
    ready(second, "card-script")
    edit(second, "cause", "项目停工")
    expect(page.locator(CAUSE)).to_have_value("项目停工")
    edit(page, "cause", "生病住院")
    expect(second.locator(CAUSE)).to_have_value("生病住院")
    assert page.trouble == second.trouble == []  # type: ignore[attr-defined]
    context.close()


def test_instant_navigation_lets_the_screen_go_dark(context: BrowserContext, server: Server) -> None:
    """The call asked to keep it on; the call is gone."""
    context.add_init_script("""
        window.locks = [];
        Object.defineProperty(navigator, 'wakeLock', {value: {request: async () => {
            window.locks.push('on');
            return {release: async () => { window.locks.push('off') }};
        }}});
    """)
    page = open_page(context, server, "situations/late-order/")
    ready(page, "late-order-call")
    settled(page)
    page.locator("#late-order-call button[name=main]").click()
    page.wait_for_function("() => window.locks.join() === 'on'")
    page.locator("a[href$='reference/glossary/']").first.evaluate("link => link.click()")
    page.wait_for_function("() => window.locks.join() === 'on,off'")
