"""The offer in a real browser: filled in, drawn, written into the script, printed on one sheet."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ..site import Server
from .conftest import PHONE, SITUATION, open_page, ready, settled
from .test_print import INKS, sheets, squeezed

TOOL, ISLAND = "tools/offer/", "offer"
NUMBERS = {
    "amount_owed": "38000", "amount_overdue": "3600", "monthly_income": "5200", "rent": "1500", "food": "1800", "medical": "200",
    "children": "0", "other_need": "300", "other_debts": "200", "margin": "100",
}  # fmt: skip


@pytest.fixture
def tool(context: BrowserContext, server: Server) -> Page:
    page = open_page(context, server, TOOL)
    page.locator(f"#{ISLAND}").dispatch_event("pointerdown")
    ready(page, ISLAND)
    unfold(page)
    return page


def unfold(page: Page) -> None:
    page.evaluate(f"for (const fold of document.querySelectorAll('#{ISLAND} details')) fold.open = true")


def fill(page: Page, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        page.locator(f"#{ISLAND} [name='{name}']").fill(value)
    settled(page)


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"#{ISLAND} [name='{name}'][value='{value}']").check()
    settled(page)


def press(page: Page, label: str) -> None:
    page.locator(f"#{ISLAND}").get_by_role("button", name=label, exact=True).click()
    settled(page)


def value(page: Page, island: str, name: str) -> str:
    return page.locator(f"#{island} [name='{name}']").first.input_value()


def test_numbers_become_offers_and_a_chart(tool: Page) -> None:
    expect(tool.locator(f"#{ISLAND} .offer-chart")).to_have_count(0)
    fill(tool, NUMBERS)
    choose(tool, "charge", "none")
    expect(tool.locator(f"#{ISLAND} .offer-left")).to_have_text("每月能留出1100元")
    rows = tool.locator(f"#{ISLAND} tbody tr")
    expect(rows).to_have_count(5)
    expect(rows.nth(3)).to_contain_text("791.67")
    expect(tool.locator(f"#{ISLAND} tbody tr.over")).to_have_count(2)  # 12 and 24 months take more than 1100
    expect(tool.locator(f"#{ISLAND} .offer-chart .bar")).to_have_count(5)
    expect(tool.locator(f"#{ISLAND} .offer-chart .bar.over")).to_have_count(2)
    expect(tool.get_by_role("img", name="每期要还的钱和每月能留出的钱")).to_be_visible()
    box = tool.locator(f"#{ISLAND} .offer-chart .limit").bounding_box()
    bars = [bar.bounding_box() for bar in tool.locator(f"#{ISLAND} .offer-chart .bar").all()]
    over = [bar["x"] + bar["width"] > box["x"] + box["width"] for bar in bars if bar and box]
    assert over == [True, True, False, False, False]
    assert tool.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert tool.trouble == []  # type: ignore[attr-defined]


def test_the_chosen_offer_stands_in_the_script_of_the_card_page(tool: Page, server: Server) -> None:
    choose(tool, "situation", "信用卡逾期")
    fill(tool, {**NUMBERS, "first_pay_date": tool.evaluate("new Date(Date.now() + 18 * 864e5).toISOString().slice(0, 10)")})
    choose(tool, "charge", "none")
    choose(tool, "pick", "48")
    choose(tool, "pick2", "60")
    press(tool, "写进话术")
    expect(tool.locator(f"#{ISLAND} [data-said]")).to_contain_text("已写进话术")
    assert value(tool, ISLAND, "monthly_can") == "791.67"
    first = value(tool, ISLAND, "first_pay_date")
    tool.goto(server.url + SITUATION)
    tool.locator("#card-script").dispatch_event("pointerdown")
    ready(tool, "card-script")
    settled(tool)
    wanted = {
        "monthly_can": "791.67", "periods": "48", "ask": "办理个性化分期，期间不收利息和手续费", "fallback": "分60期还，每期还633.33元",
        "first_pay_date": first, "amount_owed": "38000",
    }  # fmt: skip
    assert {name: value(tool, "card-script", name) for name in wanted} == wanted
    said = "\n".join(tool.locator("#card-script-phone .line:not(.off) .say").all_text_contents())
    for words in ("我每月能还791.67元。", "我提议分48期还。", "办理个性化分期，期间不收利息和手续费", "分60期还，每期还633.33元"):
        assert words in said
    assert tool.trouble == []  # type: ignore[attr-defined]


def test_what_was_written_can_be_taken_back(tool: Page) -> None:
    fill(tool, {**NUMBERS, "ask": "先停催收"})
    choose(tool, "pick", "36")
    press(tool, "写进话术")
    assert value(tool, ISLAND, "periods") == "36"
    press(tool, "撤销")
    assert (value(tool, ISLAND, "periods"), value(tool, ISLAND, "ask")) == ("", "先停催收")


def test_what_was_not_said_becomes_questions(tool: Page) -> None:
    choose(tool, "situation", "信用卡逾期")
    choose(tool, "agreed.plan", "unsaid")
    choose(tool, "agreed.breach", "unclear")
    asked = tool.locator(f"#{ISLAND}-questions li")
    expect(asked).to_have_count(2)
    expect(asked.first).to_contain_text("请说明分几期、每期还多少、每月哪天还。")
    expect(asked.first).to_contain_text("有权要求")
    choose(tool, "situation", "银行贷款逾期")
    expect(asked.first).to_contain_text("只是请求")
    expect(tool.locator(f"#{ISLAND} .offer-item")).to_have_count(5)
    choose(tool, "situation", "信用卡逾期")  # the citations are back too
    expect(tool.locator(f"#{ISLAND} .cite a[href$='#fn:D02']")).to_have_count(1)


def test_one_sheet_of_paper(tool: Page) -> None:
    fill(tool, {**NUMBERS, "daily_rate": "0.03"})
    choose(tool, "charge", "interest")
    tool.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    tool.evaluate("() => { window.print = () => {} }")
    press(tool, "打印方案")
    (sheet,) = sheets(tool)
    tool.emulate_media(media="print")
    inks = tool.evaluate(INKS, f"#{ISLAND}-result")
    assert tool.locator(f"#{ISLAND} .offer-chart").is_visible()
    for words in ("每月能留出1100元", "12期", "60期", "超出", "年化", "欠款总额38000元", "能留出1100", "还缺"):
        assert squeezed(words) in sheet, words
    assert "搜索" not in sheet and "写进话术" not in sheet
    for ink, ground in inks:
        assert max(ink[:3]) <= 0x60 and min(ground[:3]) == 255, (ink, ground)


def test_without_javascript_it_can_be_read_filled_and_printed(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + TOOL)
    page.locator(f"#{ISLAND} [name=amount_owed]").fill("38000")
    whole = "".join(sheets(page))
    context.close()
    for words in (
        "房租、房贷",
        "合约上的日利率是多少？",
        "欠款结构",
        "每月能留出的：第1行减去第2行到第8行",
        "每期本金",
        "常见值，未必适用你",
    ):
        assert squeezed(words) in whole, words
