"""What is kept on the device, when something goes wrong with it."""

import json

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from ..site import Server
from .conftest import SITUATION, alive, open_page, ready, settled, without_python

KEY = "shuoqingchu:card-script"
FULL = "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"


def saved(page: Page, key: str = KEY) -> dict[str, object]:
    return dict(json.loads(page.evaluate("key => localStorage.getItem(key) ?? '{}'", key)).get("values", {}))


def refuse_python(context: BrowserContext) -> None:
    without_python(context)


@pytest.mark.trust("故障", "一边打字，一边开着另一个标签页：一个字不丢")
def test_typing_with_a_second_tab_open_loses_nothing(context: BrowserContext, server: Server) -> None:
    """The other tab reads what was written; it must not write its echo over what was typed since."""
    page, other = (open_page(context, server, SITUATION) for _ in range(2))
    ready(page, "card-script")
    ready(other, "card-script")
    text = "abcdefghijklmnopqrstuvwxyz0123456789"
    field = page.locator("#card-script [name=full_name]")
    field.press_sequentially(text, delay=20)
    expect(other.locator("#card-script [name=full_name]")).to_have_value(text)
    settled(page)
    settled(other)
    expect(field).to_have_value(text)
    assert saved(page)["full_name"] == text


@pytest.mark.trust("故障", "存储满了：说一行，照常整理")
def test_a_full_device_is_said(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, "card-prepare")
    page.evaluate(FULL)
    page.locator("#card-prepare input[name=f4zq]").check()
    expect(page.locator("#card-prepare [data-said]")).to_contain_text("不让网页存东西")
    expect(page.locator("#card-prepare .checklist-count")).to_contain_text("已完成1项")


def test_an_import_without_room_changes_nothing(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "tools/my-data/")
    page.wait_for_selector("html[data-alive]")
    page.evaluate("localStorage.setItem('shuoqingchu:card-prepare', '{\"version\":1,\"values\":{\"f4zq\":true}}')")
    before = page.evaluate("JSON.stringify(Object.entries(localStorage).sort())")
    items = {"card-prepare": '{"version":1,"values":{"u7bn":true}}', "card-script": json.dumps({"values": {"x": "x" * 8_000_000}})}
    content = json.dumps({"app": "shuoqingchu", "format": 1, "items": items}).encode()
    with page.expect_file_chooser() as chooser:
        page.locator("#my-data").get_by_role("button", name="从文件读入").click()
    chooser.value.set_files({"name": "x.json", "mimeType": "application/json", "buffer": content})
    expect(page.locator("#my-data [data-said]")).to_contain_text("没有读入")
    assert page.evaluate("JSON.stringify(Object.entries(localStorage).sort())") == before


@pytest.mark.trust("故障", "存下的内容坏了：另存不删，说一行，从空白开始")
def test_a_state_nested_too_deep_is_set_aside(context: BrowserContext, server: Server) -> None:
    deep = '{"version":1,"values":{},"undo":' + '{"x":' * 3000 + "1" + "}" * 3000 + "}"
    context.add_init_script(f"if (!sessionStorage.kept) {{ sessionStorage.kept = 1; localStorage.setItem('{KEY}', {json.dumps(deep)}) }}")
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    expect(page.locator("#card-script [data-said]")).to_contain_text("读不出来")
    assert page.trouble == []  # type: ignore[attr-defined]


def test_what_was_masked_or_cleared_is_not_kept_for_an_undo(page: Page) -> None:
    page.locator("#card-prepare-f4zq summary").click()
    page.locator("#card-prepare [name='note.f4zq']").fill("SECRETNOTE")
    settled(page)
    page.locator("#card-prepare").get_by_role("button", name="全部清空").click()
    settled(page)
    page.locator("#card-prepare input[name=u7bn]").check()
    settled(page)
    assert "SECRETNOTE" not in page.evaluate("JSON.stringify(Object.values(localStorage))")
    page.locator("#card-prepare").get_by_role("button", name="撤销").click()
    expect(page.locator("#card-prepare [name='note.f4zq']")).to_have_value("SECRETNOTE")


def test_clearing_empties_the_field_that_has_the_focus(page: Page) -> None:
    """Where a tap on a button leaves the focus in the field, as on some phones."""
    field = page.locator("#card-script [name=full_name]")
    field.fill("王小明")
    settled(page)
    field.focus()
    page.evaluate("document.querySelector('#card-script .sheet [data-msg=clear]').click()")
    settled(page)
    expect(field).to_be_focused()
    expect(field).to_have_value("")


def test_a_blank_in_a_sentence_is_on_the_device_before_it_is_left(page: Page) -> None:
    page.locator("#card-script-phone [data-mirror=full_name]").first.press_sequentially("王小明")
    assert saved(page)["full_name"] == "王小明"


def test_without_python_the_texts_follow_the_sheet(context: BrowserContext, server: Server) -> None:
    refuse_python(context)
    page = open_page(context, server, SITUATION, allow="ERR_FAILED")
    page.wait_for_selector("#card-script[data-state=failed]")
    page.locator("#card-script [name=full_name]").fill("王小明")
    blanks = page.locator("#card-script [data-mirror=full_name]").all()
    assert len(blanks) > 3
    for blank in blanks:
        expect(blank).to_have_value("王小明")


def test_without_python_the_checklist_shows_no_wrong_number(context: BrowserContext, server: Server) -> None:
    refuse_python(context)
    page = open_page(context, server, SITUATION, allow="ERR_FAILED")
    page.wait_for_selector("#card-prepare[data-state=failed]")
    page.locator("#card-prepare input[name=f4zq]").check()
    expect(page.locator("#card-prepare .checklist-count")).to_be_hidden()
    page.locator("#card-prepare").get_by_label("只看没做的").check()
    expect(page.locator("#card-prepare-f4zq")).to_be_hidden()
    expect(page.locator("#card-prepare-u7bn")).to_be_visible()


def test_when_the_pages_own_script_is_refused_that_is_said_and_can_be_retried(context: BrowserContext, server: Server) -> None:
    refused: list[str] = []

    def once(route: Route) -> None:
        if refused:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    context.route("**/island.js*", once)
    page = open_page(context, server, SITUATION, allow="ERR_FAILED")
    page.wait_for_selector("#card-prepare[data-state=failed]")
    page.locator("#card-prepare input[name=f4zq]").check()
    page.locator("#card-prepare").get_by_role("button", name="重试").click()
    ready(page, "card-prepare")
    expect(page.locator("#card-prepare .checklist-count")).to_contain_text("已完成1项")


def test_wiping_in_one_tab_empties_the_blanks_of_another(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "talk/four-steps/")
    blank = page.locator("[data-blank=ask]").first
    blank.fill("分48期还")
    page.wait_for_function("() => localStorage.getItem('shuoqingchu:blanks')")
    other = open_page(context, server, "tools/my-data/")
    alive(other)
    other.get_by_role("button", name="清除本机记录").click()
    other.get_by_role("button", name="再按一次").click()
    expect(blank).to_have_value("")


def test_a_passphrase_stays_when_python_answers(context: BrowserContext, server: Server) -> None:
    """Else the file would be exported in the clear."""
    page = open_page(context, server, "tools/my-data/")
    secret = page.locator("#my-data [data-passphrase]")
    secret.fill("SECRETPASS")
    page.locator("#my-data [value=both]").check()
    ready(page, "my-data")
    settled(page)
    expect(secret).to_have_value("SECRETPASS")


def test_a_page_without_islands_asks_python_nothing(context: BrowserContext, server: Server) -> None:
    """What was asked for the page that was left is not asked for ever."""
    context.add_init_script("""
        window.asks = 0;
        const post = MessagePort.prototype.postMessage;
        MessagePort.prototype.postMessage = function (message, ...rest) {
            if (message?.type === "ask") window.asks += 1;
            return post.call(this, message, ...rest);
        };
    """)
    page = open_page(context, server, SITUATION)
    page.wait_for_selector("#card-script[data-state=booting]")
    page.locator("a[href$='reference/glossary/']").first.evaluate("link => link.click()")
    page.wait_for_function("() => !document.querySelector('.island')")
    other = open_page(context, server, SITUATION)
    ready(other, "card-script")
    turns = "async () => { for (let n = 0; n < 50; n++) await new Promise(done => setTimeout(done)); return window.asks }"
    first = page.evaluate(turns)
    assert page.evaluate(turns) == first


def test_what_was_typed_before_the_script_came_starts_python_on_a_sparing_line(context: BrowserContext, server: Server) -> None:
    """Nobody heard that first touch, and where nothing starts by itself no second one may come."""
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    held: list[Route] = []
    context.route("**/island.js", lambda route: held.append(route))
    with context.expect_event("request", lambda request: request.url.endswith("/island.js")):
        page = open_page(context, server, SITUATION)
    page.locator("#card-script [name=full_name]").fill("王小明")
    for route in held:
        route.continue_()
    ready(page, "card-script")
    expect(page.locator("#card-script-phone .say").first).to_contain_text("我是王小明")
    assert page.trouble == []  # type: ignore[attr-defined]
