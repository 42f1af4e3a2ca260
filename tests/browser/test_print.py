"""On paper: A4, black on white, the part that was asked for and nothing else, blanks as lines, nothing cut in two."""

from __future__ import annotations

import io
import unicodedata

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from ..site import Server
from .conftest import PHONE, SITUATION, settled
from .reader import ANSWERS, CHANNELS, ISLAND, keep, output, said

CHROME = ("打之前", "查一查", "搜索", "目录", "回到页面顶部", "打印", "复制", "全部清空", "只看没做的", "用这句", "重试", "MIT")
# The colour of every word that comes out, on the ground it stands on.
INKS = """where => {
    const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d', {willReadFrequently: true});
    const rgba = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data]; };
    const words = document.createTreeWalker(document.querySelector(where), NodeFilter.SHOW_TEXT);
    const found = new Set();
    while (words.nextNode()) {
        const element = words.currentNode.parentElement;
        if (!words.currentNode.data.trim() || !element.checkVisibility()) continue;
        const ink = rgba(getComputedStyle(element).color);
        let ground = [255, 255, 255, 255];
        for (let node = element; node; node = node.parentElement) {
            const colour = rgba(getComputedStyle(node).backgroundColor);
            if (colour[3]) { ground = colour; break; }
        }
        found.add(JSON.stringify([ink, ground]));
    }
    return [...found].map(JSON.parse);
}"""


# A PDF names some glyphs by their radical's code; Unicode knows only half of them as compatible with the character.
RADICALS = str.maketrans("⺟⺠⼾⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳", "母民户虎西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟")


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text.translate(RADICALS)).split())


def sheets(page: Page) -> list[str]:
    """Print the page to PDF; return the text of each sheet without spaces, after checking that it is A4."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    for sheet in reader.pages:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
    total = len(reader.pages)
    return [squeezed(sheet.extract_text()).removeprefix(f"{n}/{total}") for n, sheet in enumerate(reader.pages, 1)]


def one_part(page: Page, where: str, label: str) -> list[str]:
    """Press a part's print button and return the sheets the printer would get."""
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1 } }")
    page.locator(where).get_by_role("button", name=label, exact=True).click()
    assert page.evaluate("window.printed") == 1
    found = sheets(page)
    assert page.evaluate("document.documentElement.dataset.printing === undefined && !document.querySelector('[data-print-path]')")
    return found


@pytest.fixture
def dark(page: Page) -> Page:
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    yield page  # type: ignore[misc]
    page.evaluate("document.body.dataset.mdColorScheme = 'default'")


def test_a_checklist_alone_has_every_item_whole_and_nothing_else(dark: Page) -> None:
    dark.locator("#card-prepare [name=f4zq]").check()
    dark.locator("#card-prepare-f4zq summary").click()
    dark.locator("#card-prepare [name='note.f4zq']").fill("在抽屉里")
    settled(dark)
    found = one_part(dark, "#card-prepare", "打印清单")
    assert len(found) <= 2
    assert all(len(sheet) > 40 for sheet in found)  # no empty sheet
    for item in dark.locator("#card-prepare .checklist-tick").all_text_contents():
        assert sum(squeezed(item) in sheet for sheet in found) == 1, item
    whole = "".join(found)
    assert "打电话前的准备" in whole and "在抽屉里" in whole
    assert not [words for words in (*CHROME, "为什么", "您好") if squeezed(words) in whole]


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_output_alone_has_its_title_and_its_sentences_and_nothing_else(dark: Page, channel: str) -> None:
    keep(dark, ANSWERS)
    part = output(dark, channel)
    found = one_part(dark, f"#{ISLAND}-{channel}", "打印")
    whole = "".join(found)
    assert squeezed(part.locator(".output-name").text_content() or "-") in found[0]
    assert all(len(sheet) > 40 for sheet in found)
    for line in said(dark, channel).split("\n"):
        assert squeezed(line) in whole, line
    # Wishes that were not ticked are not said on paper either.
    for line in part.locator(".line.off .say").all_text_contents():
        assert squeezed(line) not in whole, line
    assert not [words for words in (*CHROME, "核对于", "你叫什么名字") if words in whole]
    if channel in ("email", "letter", "form"):
        assert len(found) == 1
        assert not [words for words in ("只是请求", "可以协商") if words in whole]  # the other side reads it


@pytest.mark.parametrize("channel", ["phone", "chat"])
def test_no_line_to_say_is_cut_in_two(page: Page, channel: str) -> None:
    keep(page, ANSWERS)
    output(page, channel)
    found = one_part(page, f"#{ISLAND}-{channel}", "打印")
    assert len(found) <= 3
    for line in said(page, channel).split("\n"):
        assert any(squeezed(line) in sheet for sheet in found), line


def test_what_waits_comes_out_as_lines_to_write_on(page: Page) -> None:
    """Also the answers to what the agent may say, which are folded on the screen."""
    keep(page, {"full_name": "王小明", "amount_owed": "38000"})
    folded = page.locator(f"#{ISLAND}-phone details:not([open])")
    before = folded.count()
    assert before > 5
    whole = "".join(one_part(page, f"#{ISLAND}-phone", "打印"))
    assert "我每月能还每月能还元。" in whole  # the blank's name stands small on its line
    for title in page.locator(f"#{ISLAND}-phone .reply > summary").all_text_contents():
        assert squeezed(title) in whole
    for line in page.locator(f"#{ISLAND}-phone .reply .say").all_text_contents():
        assert squeezed(line) in whole
    assert "还缺" not in whole
    assert folded.count() == before  # the screen is as the reader left it
    assert page.locator(f"#{ISLAND} details[name='{ISLAND}-out']").count() == len(CHANNELS)


def test_a_long_text_edited_by_hand_comes_out_whole(page: Page) -> None:
    text = "第一句。\n\n" + "".join(f"第{n}段是我自己写的。" for n in range(400)) + "\n最后一句。"
    keep(page, {**ANSWERS, "edit.letter": text})
    output(page, "letter")
    whole = "".join(one_part(page, f"#{ISLAND}-letter", "打印"))
    for words in ("第一句。", "第199段是我自己写的。", "第399段是我自己写的。", "最后一句。"):
        assert squeezed(words) in whole
    assert whole.count(squeezed("最后一句。")) == 1
    assert page.locator(".written-out").count() == 0


@pytest.mark.parametrize("where", ["#card-prepare", f"#{ISLAND}"])
def test_it_is_black_on_white_also_from_the_dark(dark: Page, where: str) -> None:
    keep(dark, {**ANSWERS, "amount_owed": "三万八", "ask": "尽快"})
    dark.emulate_media(media="print")
    try:
        inks = dark.evaluate(INKS, where)
        assert dark.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    finally:
        dark.emulate_media(media="screen")
    assert inks
    for ink, ground in inks:
        assert max(ink[:3]) <= 0x60 and ink[3] > 200, (ink, ground)
        assert min(ground[:3]) == 255, (ink, ground)


def test_a_blank_is_a_line_and_an_item_is_never_cut(page: Page) -> None:
    page.emulate_media(media="print")
    try:
        style = page.evaluate("""island => {
            const of = (where, name) => [...new Set([...document.querySelectorAll(where)].map(node => getComputedStyle(node)[name]))];
            return {
                line: of(`#${island} .line input.blank`, 'borderBottomStyle'), sides: of(`#${island} .line input.blank`, 'borderTopStyle'),
                named: of(`#${island} span.blank`, 'borderBottomStyle'), width: of(`#${island} .line input.blank`, 'minWidth'),
                items: of('.md-content li', 'breakInside'), rows: of('.md-content tr', 'breakInside'),
                box: of('.island input[type=checkbox]', 'borderTopWidth'),
            };
        }""", ISLAND)
    finally:
        page.emulate_media(media="screen")
    assert (style["line"], style["sides"], style["named"]) == (["solid"], ["none"], ["solid"])
    assert all(float(width.removesuffix("px")) > 100 for width in style["width"])
    assert (style["items"], style["rows"]) == (["avoid"], ["avoid"])
    assert all(float(width.removesuffix("px")) >= 1 for width in style["box"])


def test_without_javascript_the_page_prints_whole(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(server.url + SITUATION)
    page.locator(f"#{ISLAND} [name=full_name]").fill("王小明")
    page.locator("#card-prepare [name=f4zq]").check()
    labels = page.locator(f"#{ISLAND} .field > label").all_text_contents()
    groups = page.locator(f"#{ISLAND} .group-name").all_text_contents()
    replies = page.locator(f"#{ISLAND} .reply .template:not(:has(input))").all_text_contents()
    optional = page.locator(f"#{ISLAND} .line.off .template:not(:has(input))").all_text_contents()
    sources = page.locator(".footnote li p").all_text_contents()
    assert replies and optional and len(sources) > 20
    found = sheets(page)
    context.close()
    whole = "".join(found)
    assert len(found) <= 24
    assert all(len(sheet) > 40 for sheet in found)
    for words in (*labels, *groups, *replies, *optional):
        assert squeezed(words) in whole, words
    for name in ("电话", "聊天", "邮件", "投诉信", "平台表单"):
        assert name in whole
    for source in sources:  # what is cited comes with it, folded or not
        assert squeezed(source.partition("核对日期")[0]) in whole, source
    assert not [words for words in ("打之前", "回到页面顶部", "搜索", "复制全部", "重试", "告诉我们哪里写错了") if words in whole]
