"""Claims, evidence, masking and the letter as a Word document, in a real browser."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from ..site import Server
from .conftest import PHONE, clipboard, open_page, ready, settled
from .reader import ANSWERS, downloaded, keep, output
from .test_print import sheets, squeezed

TOOL, ISLAND = "tools/evidence/", "evidence"
MASK = "tools/mask/"
POST = "我是王小明，订单号2026110112345，电话139 1234 5678，11月25日前退200元。"


def open_tool(context: BrowserContext, server: Server, path: str, island: str) -> Page:
    page = open_page(context, server, path)
    page.locator(f"#{island}").dispatch_event("pointerdown")
    ready(page, island)
    return page


@pytest.fixture
def tool(context: BrowserContext, server: Server) -> Page:
    return open_tool(context, server, TOOL, ISLAND)


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#{ISLAND} [name='{name}']")


def press(page: Page, label: str, island: str = ISLAND) -> None:
    page.locator(f"#{island}").get_by_role("button", name=label, exact=True).first.click()
    settled(page)


def add_claim(page: Page, text: str) -> None:
    field(page, "new.claim").fill(text)
    press(page, "写上这一条")


def add_piece(page: Page, name: str, date: str = "", proves: str = "") -> None:
    field(page, "new.name").fill(name)
    field(page, "new.date").fill(date)
    field(page, "new.proves").fill(proves)
    press(page, "加上这一件")


def facts(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(page.evaluate("localStorage.getItem('shuoqingchu:blanks')"))
    return found


def choose_files(page: Page, label: str, *paths: Path) -> None:
    with page.expect_file_chooser() as caught:
        page.locator(f"#{ISLAND}").get_by_role("button", name=label, exact=True).first.click()
    caught.value.set_files(paths)


def test_claims_against_evidence_and_the_gap_that_is_left(tool: Page) -> None:
    add_claim(tool, "约定2026年11月10日前送到")
    add_claim(tool, "客服答应补发")
    add_piece(tool, "聊天记录", "2026-11-13", "承诺发货")
    expect(field(tool, "new.name")).to_have_value("")
    matrix = tool.locator(f"#{ISLAND}-matrix")
    expect(matrix.locator(".is-gap")).to_have_count(2)
    expect(matrix).to_contain_text("2条还没有证据")
    field(tool, "proof.1.e1").check()
    settled(tool)
    expect(matrix.locator(".is-gap")).to_have_count(1)
    expect(matrix.locator(".is-gap")).to_contain_text("这一条还没有证据。通常能证明的：写着日期的订单页")
    kept = facts(tool)
    assert json.loads(str(kept["claims"]))[1] == {"text": "客服答应补发", "evidence": ["e1"]}
    assert kept["evidence.聊天记录"] is True
    tool.reload()
    tool.locator(f"#{ISLAND}").dispatch_event("pointerdown")
    ready(tool, ISLAND)
    expect(field(tool, "proof.1.e1")).to_be_checked()
    assert tool.trouble == []  # type: ignore[attr-defined]


def test_the_script_says_what_is_on_the_list_and_what_is_missing(tool: Page, context: BrowserContext, server: Server) -> None:
    add_claim(tool, "约定2026年11月10日前送到")
    add_piece(tool, "聊天记录")
    script = open_tool(context, server, "situations/late-order/", "late-order-script")
    expect(script.locator("#late-order-script [name='evidence.聊天记录']")).to_be_checked()
    expect(script.locator("#late-order-script-warnings")).to_contain_text("“约定2026年11月10日前送到”这一条还没有证据")
    assert "我手头有聊天记录。" in str(script.locator("#late-order-script-phone").text_content())


def test_the_hash_of_a_file_is_that_of_another_program_and_nothing_is_sent(tool: Page, server: Server, tmp_path: Path) -> None:
    big, small = tmp_path / "2026-11-20_通话录音.m4a", tmp_path / "截图.png"
    big.write_bytes(bytes(range(256)) * 8192)
    small.write_bytes(b"x")
    asked = len(server.asked)
    choose_files(tool, "选几个文件，一起列进来", big, small)
    index = tool.locator(f"#{ISLAND}-index tbody tr")
    expect(index).to_have_count(2)
    for n, path in enumerate((big, small)):
        expect(index.nth(n)).to_contain_text(hashlib.sha256(path.read_bytes()).hexdigest())
        expect(index.nth(n)).to_contain_text(path.name)
    settled(tool)
    row = json.loads(str(facts(tool)["evidence_list"]))[0]
    assert (row["name"], row["date"]) == ("通话录音", "2026-11-20")
    assert len(server.asked) == asked
    small.write_bytes(b"y")
    tool.locator(f"#{ISLAND}-piece-e2 > summary").click()
    with tool.expect_file_chooser() as caught:
        tool.locator(f"#{ISLAND}-piece-e2").get_by_role("button", name="选它的文件").click()
    caught.value.set_files(small)
    expect(tool.locator(f"#{ISLAND} [data-said]")).to_contain_text("截图.png和上次不一样")
    expect(index.nth(1)).to_contain_text(hashlib.sha256(b"y").hexdigest())
    assert tool.trouble == []  # type: ignore[attr-defined]


def test_the_matrix_is_a_table_on_a_wide_screen_and_a_list_on_a_phone(tool: Page) -> None:
    add_claim(tool, "约定2026年11月10日前送到")
    for name in ("订单截图", "聊天记录", "通话录音"):
        add_piece(tool, name)
    boxes = tool.locator(f"#{ISLAND}-matrix td label")
    tops = [boxes.nth(n).bounding_box()["y"] for n in range(3)]  # type: ignore[index]
    assert len(set(tops)) == 3 and tool.locator(f"#{ISLAND}-matrix td span").first.is_visible()
    assert tool.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert all(boxes.nth(n).bounding_box()["height"] >= 40 for n in range(3))  # type: ignore[index]
    tool.set_viewport_size({"width": 1280, "height": 800})
    tops = [boxes.nth(n).bounding_box()["y"] for n in range(3)]  # type: ignore[index]
    assert len(set(tops)) == 1 and tool.locator(f"#{ISLAND}-matrix thead").is_visible()


def test_the_index_is_one_sheet(tool: Page) -> None:
    add_claim(tool, "约定2026年11月10日前送到")
    pieces = [
        {"id": f"e{n}", "name": f"聊天记录{n}", "kind": "截图", "date": f"2026-11-{n:02}", "proves": "承诺11月10日前发货，后来改口",
         "source": "平台聊天", "pages": "3张", "file": f"2026-11-{n:02}_0{n}_聊天记录.png", "sha256": f"{n:064x}"}
        for n in range(1, 11)
    ]  # fmt: skip
    tool.evaluate(
        """rows => {
            const kept = JSON.parse(localStorage.getItem('shuoqingchu:blanks'));
            localStorage.setItem('shuoqingchu:blanks', JSON.stringify({...kept, evidence_list: JSON.stringify(rows), full_name: '王小明'}));
            dispatchEvent(new StorageEvent('storage', {key: 'shuoqingchu:blanks'}));
        }""",
        pieces,
    )
    settled(tool)
    tool.evaluate("window.print = () => {}")
    tool.locator(f"#{ISLAND}-index").get_by_role("button", name="打印证据目录").click()
    found = sheets(tool)
    tool.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(found) == 1
    for words in ("证据目录", "王小明", "聊天记录10", "平台聊天", "2026年11月10日", f"{10:064x}", "提交人签名"):
        assert squeezed(words) in found[0], words
    assert not [words for words in ("要说的事", "时间线", "写上这一条", "打印") if words in found[0]]


def test_without_javascript_it_is_a_form_on_paper(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + TOOL)
    whole = "".join(sheets(page))
    context.close()
    for words in ("你要说的事，一条一条", "手里的证据", "证据上的日期", "证据目录", "SHA-256", "还缺什么", "哪件证据"):
        assert squeezed(words) in whole, words


def test_masking_shows_both_and_keeps_nothing(context: BrowserContext, server: Server) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_tool(context, server, MASK, "mask")
    page.locator("#mask [name=more]").fill("王小明")
    page.locator("#mask [name=text]").fill(POST)
    settled(page)
    before, after = page.locator("#mask .mask-text").all()
    expect(before).to_have_text(POST)
    expect(after).to_have_text("我是***，订单号*********2345，电话139****5678，11月25日前退200元。")
    page.locator("#mask-found-1 + label").click()
    settled(page)
    expect(after).to_contain_text("订单号2026110112345")
    page.evaluate("navigator.clipboard.writeText('')")
    press(page, "复制打码后的文字", "mask")
    assert clipboard(page) == "我是***，订单号2026110112345，电话139****5678，11月25日前退200元。"
    kept = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert not [word for word in ("王小明", "5678", "2026110112345", "退200元") if word in kept]
    page.evaluate("""() => {
        localStorage.setItem('shuoqingchu:blanks', JSON.stringify({address: '示例市'}));
        dispatchEvent(new StorageEvent('storage', {key: 'shuoqingchu:blanks'}));
    }""")  # another tab told a fact: what is pasted here stays
    settled(page)
    expect(page.locator("#mask [name=text]")).to_have_value(POST)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.reload()
    expect(page.locator("#mask [name=text]")).to_have_value("")
    assert page.trouble == []  # type: ignore[attr-defined]


def test_the_letter_is_a_word_document(page: Page) -> None:
    keep(page, ANSWERS)
    name, content = downloaded(page, output(page, "letter"), "下载Word文档（.docx）")
    assert name == "说清楚-投诉信.docx"
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    assert paragraphs[0].text == "投诉信" and paragraphs[1].style.style_id == "Head"
    text = "\n".join(p.text for p in paragraphs)
    assert "38000元" in text and "王小明" in paragraphs[-1].text and paragraphs[-1].style.style_id == "Signature"
