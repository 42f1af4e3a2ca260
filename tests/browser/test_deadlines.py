"""The deadlines in a real browser: choose, give a day, see the last one, take it into the calendar, print."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from ..ics import parse
from ..site import Server
from .conftest import PHONE, open_page, ready, settled
from .test_print import squeezed

PATH = "tools/deadlines/"
ISLAND = "deadlines"
# The day stands still: what is left of a deadline must not hang on the day of the test.
CLOCK = """{
    const Real = Date, at = new Real('2026-11-22T10:31:00+08:00').getTime() - Real.now();
    globalThis.Date = class extends Real {
        constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + at); }
        static now() { return Real.now() + at; }
    };
}"""


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Iterator[Page]:
    context.add_init_script(CLOCK)
    page = open_page(context, server, PATH)
    page.locator(f"#{ISLAND}").dispatch_event("pointerdown")
    ready(page, ISLAND)
    yield page
    settled(page)
    assert page.trouble == []  # type: ignore[attr-defined]


def choose(page: Page, row: str, start: str, group: str = "") -> None:
    """Tick a deadline and give its first day; `group` is unfolded before."""
    if group:
        page.locator(f"#{ISLAND} details.group", has_text=group).locator("> summary").click()
    entry = page.locator(f"#{ISLAND}-row-{row}")
    entry.locator("> .deadline-tick input").check()
    entry.locator(".deadline-ask input").first.fill(start)
    settled(page)


def day(page: Page, row: str) -> str:
    return page.locator(f"#{ISLAND}-day-{row}").inner_text()


def test_choose_a_row_type_a_day_and_see_the_last_one(page: Page) -> None:
    asked = page.locator(f"#{ISLAND}-row-courier-complaint .deadline-ask")
    page.get_by_label("快递", exact=True).check()
    settled(page)
    expect(asked).to_be_hidden()  # until the row is ticked
    choose(page, "courier-complaint", "2026-11-20")
    expect(asked).to_contain_text("最后一天：2026年11月27日（星期五）")
    said = day(page, "courier-complaint")
    assert "还有5天" in said and "轮到对方办" in said and "向邮政管理部门申诉" in said


def test_working_days_are_shown_one_by_one(page: Page) -> None:
    choose(page, "market-accept", "2026-11-20", "市场监管投诉")
    fold = page.locator(f"#{ISLAND}-day-market-accept-count")
    fold.locator("> summary").click()
    expect(fold.locator("li")).to_have_count(11)
    expect(fold.locator("li.is-skipped")).to_have_count(4)
    assert "12月1日星期二 第7天" in fold.inner_text()


def test_a_year_without_a_calendar_is_refused(page: Page) -> None:
    choose(page, "market-accept", "2026-12-28", "市场监管投诉")
    assert "本站还没有2027年的放假安排" in day(page, "market-accept")


def test_a_missing_fact_is_filled_in_the_sentence_and_belongs_to_the_case(page: Page) -> None:
    choose(page, "bank-complaint", "2026-11-16", "银行和保险投诉")
    say = page.locator(f"#{ISLAND}-day-bank-complaint-say")
    say.locator("> summary").click()
    blank = say.locator("input[data-mirror=ticket]")
    blank.fill("SL-1113-0032")
    blank.blur()
    settled(page)
    expect(say).to_contain_text("受理编号是SL-1113-0032。")
    facts = json.loads(page.evaluate("localStorage.getItem('shuoqingchu:blanks')"))
    assert facts["ticket"] == "SL-1113-0032" and facts["deadline.bank-complaint"] is True
    assert [row["date"] for row in json.loads(facts["deadlines"])] == ["2026-12-01"]


def test_the_calendar_file_is_read_by_another_program(page: Page) -> None:
    choose(page, "bank-complaint", "2026-11-16", "银行和保险投诉")
    choose(page, "broadband-city", "2026-11-22T09:15", "宽带和手机")
    with page.expect_download() as caught:
        page.get_by_role("button", name="全部放进日历（.ics）").click()
    assert caught.value.suggested_filename == "说清楚-期限.ics"
    octets = Path(caught.value.path()).read_bytes()
    assert all(len(line) <= 75 for line in octets.split(b"\r\n"))
    repair, bank = parse(octets).walk("VEVENT")
    assert bank["DTSTART"].dt == date(2026, 12, 1)
    assert repair["DTSTART"].dt.isoformat() == "2026-11-24T09:15:00+08:00"
    assert "收处理决定" in bank["DESCRIPTION"]


def test_a_promise_is_kept_for_every_tool_and_settled(page: Page) -> None:
    page.locator(f"#{ISLAND}-promise > summary").click()
    page.locator("[name=promise-what]").fill("回电答复")
    page.locator("[name=promise-by]").fill("2026-11-20")
    page.get_by_role("button", name="记下这个日子").click()
    settled(page)
    entry = page.locator(f"#{ISLAND}-promise-0")
    expect(entry).to_contain_text("过了2天")
    entry.get_by_role("button", name="没办到").click()
    settled(page)
    facts = json.loads(page.evaluate("localStorage.getItem('shuoqingchu:blanks')"))
    assert json.loads(facts["promises"]) == [{"what": "回电答复", "by": "2026-11-20", "who": "", "made": "2026-11-22", "kept": "no"}]


def test_it_is_all_there_tomorrow(page: Page) -> None:
    choose(page, "return-notice", "2026-11-19", "网购和退换货")
    page.reload()
    expect(page.locator(f"#{ISLAND}-row-return-notice input[type=checkbox]")).to_be_checked()
    page.locator(f"#{ISLAND}").dispatch_event("pointerdown")
    ready(page, ISLAND)
    settled(page)
    assert "最后一天：2026年11月26日（星期四）" in day(page, "return-notice")


def test_nothing_is_wider_than_a_phone(page: Page) -> None:
    choose(page, "bank-complaint", "2026-11-16", "银行和保险投诉")
    page.evaluate("for (const fold of document.querySelectorAll('.island details')) fold.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = page.evaluate(
        """island => [...document.querySelectorAll(`#${island} :is(button, label, summary, a)`)]
            .filter(node => node.checkVisibility() && node.getBoundingClientRect().height < 24).map(node => node.outerHTML)""",
        ISLAND,
    )
    assert small == []


def printed(page: Page) -> str:
    return squeezed("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages))


def test_the_list_is_printed_with_its_counting(page: Page) -> None:
    choose(page, "market-accept", "2026-11-20", "市场监管投诉")
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="打印这些日子").click()
    whole = printed(page)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    for words in ("最后一天：2026年12月1日（星期二）", "11月28日星期六不算：周末", "12月1日星期二第7天", "请问受理了没有？"):
        assert squeezed(words) in whole, words
    assert not [words for words in ("放进日历", "复制这些话", "哪天签收的", "你的事是哪一种") if words in whole]


def test_without_javascript_it_is_a_form_on_paper(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    page.goto(server.url + PATH)
    questions = page.locator(f"#{ISLAND} .deadline-ask label").all_text_contents()
    whole = printed(page)
    context.close()
    assert len(questions) > 60
    for question in questions:
        assert squeezed(question) in whole, question
    assert whole.count(squeezed("最后一天：")) >= 60
    assert "用笔填" in whole
