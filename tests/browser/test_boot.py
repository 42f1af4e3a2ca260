"""The life of an island: static, booting, ready or failed; and what must hold in each."""

import json
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ..site import Server
from .conftest import PHONE, SITUATION, alive, clipboard, open_page, ready, settled
from .reader import ANSWERS, fill

NORMAL = """html => {
  const box = document.createElement('div');
  box.innerHTML = html;
  const walk = node => [...node.childNodes].forEach(child => {
    if (child.nodeType === 3) { child.data = child.data.replace(/\\s+/g, ' '); if (!child.data.trim()) child.remove(); }
    else walk(child);
  });
  walk(box);
  // Material writes addresses out in full once its script runs.
  for (const link of box.querySelectorAll('a')) link.setAttribute('href', new URL(link.getAttribute('href'), location.href));
  box.normalize();
  return box.innerHTML;
}"""


@pytest.mark.parametrize("island", ["card-prepare", "card-script"])
def test_the_page_and_the_first_render_are_the_same(context: BrowserContext, server: Server, island: str) -> None:
    """What the build wrote is what Python in the browser writes: nothing jumps when it arrives."""
    still = context.browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)  # type: ignore[union-attr]
    before_page = still.new_page()
    before_page.goto(server.url + SITUATION)
    before = before_page.locator(f"#{island} [data-view]").inner_html()
    still.close()
    page = open_page(context, server, SITUATION)
    ready(page, island)
    settled(page)
    after = page.locator(f"#{island} [data-view]").inner_html()
    assert page.evaluate(NORMAL, after) == page.evaluate(NORMAL, before)
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "关掉 JavaScript：能读，能勾，能填，没有按了没用的按钮")
def test_without_javascript_it_reads_ticks_and_fills(browser, server: Server) -> None:  # type: ignore[no-untyped-def]
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + SITUATION)
    page.locator("#card-prepare input[name=f4zq]").check()
    expect(page.locator("#card-prepare input[name=f4zq]")).to_be_checked()
    page.locator("#card-script [name=full_name]").fill("王小明")
    expect(page.locator("#card-script [name=full_name]")).to_have_value("王小明")
    item = page.locator("#card-prepare-f4zq")
    item.locator("summary").click()
    expect(item.get_by_text("为什么：")).to_be_visible()
    page.locator("#card-script-letter > summary").click()
    expect(page.locator("#card-script-letter")).to_contain_text("我愿意还这笔欠款。")
    expect(page.locator("#card-script button").first).to_be_hidden()  # no button that does nothing
    context.close()


@pytest.fixture(params=["shared", "own"])
def anyhow(request: pytest.FixtureRequest, context: BrowserContext, server: Server) -> Iterator[BrowserContext]:
    """A visitor whose browser has shared workers, or has none; the server behaves again afterwards."""
    if request.param == "own":
        context.add_init_script("delete window.SharedWorker")
    yield context
    server.refuse = server.damage = lambda path: False


@pytest.mark.trust("故障", "Python 还在下载时就填：一个字不丢")
def test_what_is_typed_while_python_loads_is_kept(anyhow: BrowserContext, server: Server) -> None:
    gate, asked = threading.Event(), threading.Event()

    def hold(path: str) -> bool:
        if path.endswith(".wasm"):
            asked.set()
            gate.wait(30)
        return False

    server.refuse = hold
    page = open_page(anyhow, server, SITUATION)
    page.locator("#card-script [name=full_name]").fill("王小明")
    page.locator("#card-prepare input[name=f4zq]").check()
    page.wait_for_selector("#card-script[data-state=booting]")
    saved = json.loads(page.evaluate("localStorage.getItem('shuoqingchu:card-script')"))
    assert saved["values"]["full_name"] == "王小明"
    assert asked.wait(30)
    gate.set()
    ready(page, "card-script")
    ready(page, "card-prepare")
    settled(page)
    expect(page.locator("#card-script [name=full_name]")).to_have_value("王小明")
    expect(page.locator("#card-script-phone .say").first).to_contain_text("我是王小明")
    expect(page.locator("#card-prepare input[name=f4zq]")).to_be_checked()
    assert page.trouble == []  # type: ignore[attr-defined]


NEEDED = [".wasm", "library.bin", "py-core.bin", "py-checklist.bin", "pyodide.mjs", "pyodide.asm.js", "worker.js", "idiomorph.js"]


@pytest.mark.trust("故障", "运行文件缺失：说一行，填的都在，能重试")
@pytest.mark.parametrize("missing", NEEDED)
def test_a_failed_boot_says_so_loses_nothing_and_can_be_retried(anyhow: BrowserContext, server: Server, missing: str) -> None:
    server.refuse = lambda path: path.endswith(missing)
    page = open_page(anyhow, server, SITUATION, allow="503")
    page.locator("#card-prepare input[name=f4zq]").check()
    page.wait_for_selector("#card-prepare[data-state=failed]")
    expect(page.locator("#card-prepare [data-when=failed]")).to_be_visible()
    page.locator("#card-prepare input[name=u7bn]").check()
    page.locator("#card-script [name=full_name]").fill("王小明")
    server.refuse = lambda path: False
    page.locator("#card-prepare [data-when=failed]").get_by_role("button", name="重试").click()
    ready(page, "card-prepare")
    ready(page, "card-script")
    settled(page)
    expect(page.locator("#card-prepare .checklist-count")).to_contain_text("已完成2项")
    expect(page.locator("#card-script [name=full_name]")).to_have_value("王小明")
    assert page.trouble == []  # type: ignore[attr-defined]


COUNT_WORKERS = """
    window.workers = 0;
    for (const kind of ["Worker", "SharedWorker"]) {
        if (!window[kind]) continue;
        window[kind] = class extends window[kind] {
            constructor(url, options) {
                super(url, options);
                if (/islands-/.test(url) && options.name !== "keep") window.workers += 1;
            }
        };
    }
"""


def test_instant_navigation_keeps_one_python(anyhow: BrowserContext, server: Server) -> None:
    """Two pages with islands, one worker, one boot, under a sub-path."""
    anyhow.add_init_script(COUNT_WORKERS)
    page = anyhow.new_page()
    page.set_default_timeout(30_000)
    page.goto(server.url + SITUATION)
    page.locator("#card-prepare input[name=f4zq]").check()
    ready(page, "card-prepare")
    settled(page)
    page.evaluate("window.sameDocument = true")
    page.locator("a[href$='prepare/']").first.evaluate("link => link.click()")
    ready(page, "prepare-quick")
    assert page.url == server.url + "prepare/"
    page.locator("#prepare-quick input[type=checkbox][name=g4kt]").check()
    expect(page.locator("#prepare-quick .checklist-count")).to_contain_text("已完成1项")
    page.go_back()
    ready(page, "card-prepare")
    expect(page.locator("#card-prepare input[name=f4zq]")).to_be_checked()
    expect(page.locator("#card-prepare .checklist-count")).to_contain_text("已完成1项")
    assert page.evaluate("[window.sameDocument, window.workers]") == [True, 1]


def test_a_page_fetches_the_python_of_its_widgets_only(anyhow: BrowserContext, server: Server) -> None:
    """And what the next page needs comes with the next page."""
    server.asked.clear()
    page = open_page(anyhow, server, "prepare/")
    ready(page, "prepare-quick")
    fetched = {path.rpartition("/")[2] for path in server.asked if path.endswith(".bin")}
    assert {"library.bin", "py-core.bin", "py-checklist.bin"} <= fetched
    assert not [name for name in fetched if "checklist" not in name.split("+") and "script" in name]
    page.locator(f"a[href$='{SITUATION}']").first.evaluate("link => link.click()")
    ready(page, "card-script")
    assert "py-script.bin" in {path.rpartition("/")[2] for path in server.asked}
    assert page.trouble == []  # type: ignore[attr-defined]


def test_a_page_without_an_island_fetches_no_python(context: BrowserContext, server: Server) -> None:
    server.asked.clear()
    page = open_page(context, server, "reference/glossary/")
    page.wait_for_load_state("networkidle")
    assert not [path for path in server.asked if "pyodide" in path or ("/islands-" in path and not path.endswith("/islands.js"))]
    assert page.trouble == []  # type: ignore[attr-defined]


def test_the_style_of_the_tools_comes_before_the_tools_and_stays(context: BrowserContext, server: Server) -> None:
    """Material brings the style of a page after its content, and takes it away with the page."""
    press = "link => { link.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true})); link.click(); }"
    page = open_page(context, server, "reference/glossary/")
    page.locator(f"a[href$='{SITUATION}']").first.evaluate(press)
    ready(page, "card-script")
    page.locator("a[href$='reference/glossary/']").first.evaluate(press)
    page.wait_for_selector(".island", state="detached")
    assert page.evaluate("[...document.styleSheets].filter(({href}) => href?.endsWith('/islands.css')).length") == 1
    assert page.trouble == []  # type: ignore[attr-defined]


def test_two_tabs_show_the_same(context: BrowserContext, server: Server) -> None:
    first = open_page(context, server, SITUATION)
    ready(first, "card-prepare")
    second = open_page(context, server, SITUATION)
    ready(second, "card-prepare")
    second.locator("#card-prepare input[name=f4zq]").check()
    expect(first.locator("#card-prepare input[name=f4zq]")).to_be_checked()
    expect(first.locator("#card-prepare .checklist-count")).to_contain_text("已完成1项")


@pytest.mark.trust("故障", "浏览器不让网页存东西：说一行，照常整理")
def test_no_storage_is_said_and_everything_works(context: BrowserContext, server: Server) -> None:
    denied = "get() { throw new DOMException('denied', 'SecurityError') }"
    context.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ {denied} }})")
    page = open_page(context, server, "prepare/", allow="denied")
    page.locator("#prepare-quick input[name=g4kt]").check()
    ready(page, "prepare-quick")
    expect(page.locator("#prepare-quick .checklist-count")).to_contain_text("已完成1项")
    expect(page.locator("#prepare-quick [data-said]")).to_contain_text("不让网页存东西")


def test_composing_chinese_is_never_interrupted(page: Page) -> None:
    """An answer that arrives while an input method is composing must wait: the field would lose its text."""
    field = page.locator("#card-script [name=cause]")
    field.focus()
    client = page.context.new_cdp_session(page)
    client.send("Input.imeSetComposition", {"text": "gong", "selectionStart": 4, "selectionEnd": 4})
    settled(page)
    assert field.input_value() == "gong"
    client.send("Input.imeSetComposition", {"text": "gongzi", "selectionStart": 6, "selectionEnd": 6})
    settled(page)
    client.send("Input.insertText", {"text": "工资停发"})
    settled(page)
    assert field.input_value() == "工资停发"
    expect(field).to_be_focused()


def test_nothing_moves_between_press_and_release(page: Page) -> None:
    """An answer that came in between moved the button away, and the press did nothing."""
    fill(page, ANSWERS)
    said = page.locator("#card-script [data-view]")
    said.locator("button[data-msg=copy]:visible").first.hover()
    page.mouse.down()
    before = said.inner_html()
    page.locator("#card-script [name=full_name]").evaluate(
        "(field) => { field.value = '李小满'; field.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    page.wait_for_selector("#card-script:not([data-asking])")
    assert said.inner_html() == before
    page.mouse.up()
    settled(page)
    assert "李小满" in clipboard(page)
    expect(said).to_contain_text("李小满")


def test_what_is_out_of_sight_does_not_stay_behind_while_an_input_method_composes(page: Page) -> None:
    """The catch-up came while the reader was composing, and the island looked behind until the composition ended."""
    field = page.locator("#card-script [name=full_name]")
    field.focus()
    settled(page)
    client = page.context.new_cdp_session(page)
    page.evaluate(
        """() => {
            const script = document.querySelector('#card-script');
            window.sawBehind = 0;
            new MutationObserver(() => (window.sawBehind += script.matches('[data-behind]') ? 1 : 0))
                .observe(script, { attributeFilter: ['data-behind'] });
        }"""
    )
    client.send("Input.insertText", {"text": "王"})
    page.wait_for_function("() => window.sawBehind")
    client.send("Input.imeSetComposition", {"text": "xiao", "selectionStart": 4, "selectionEnd": 4})
    settled(page)
    client.send("Input.insertText", {"text": "小明"})
    settled(page)
    assert field.input_value() == "王小明"


def test_a_visit_that_fills_in_nothing_leaves_nothing(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    settled(page)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('shuoqingchu:'))") == []


def test_what_was_cleared_does_not_stay_on_the_device(page: Page) -> None:
    page.locator("#card-prepare input[name=f4zq]").check()
    settled(page)
    assert page.evaluate("localStorage.getItem('shuoqingchu:card-prepare')")
    page.locator("#card-prepare").get_by_role("button", name="全部清空").click()
    settled(page)
    assert page.evaluate("localStorage.getItem('shuoqingchu:card-prepare')") is None


def test_wiping_empties_the_controls_without_python(anyhow: BrowserContext, server: Server) -> None:
    """Another tab wipes the device while this one's Python never came."""
    server.refuse = lambda path: path.endswith("/worker.js")
    page = open_page(anyhow, server, SITUATION, allow="503")
    page.locator("#card-prepare input[name=f4zq]").check()
    page.locator("#card-script [name=full_name]").fill("王小明")
    page.wait_for_selector("#card-prepare[data-state=failed]")
    other = open_page(anyhow, server, "tools/my-data/", allow="503")
    alive(other)
    other.get_by_role("button", name="清除本机记录").click()
    other.get_by_role("button", name="再按一次").click()
    expect(page.locator("#card-prepare input[name=f4zq]")).not_to_be_checked()
    expect(page.locator("#card-script [name=full_name]")).to_have_value("")
