"""The script in a real browser: facts once, five texts that agree, nothing invented, nothing lost."""

from __future__ import annotations

import email
import email.policy
import json
import re

import pytest
import yaml
from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, expect

from ..site import ROOT, Server
from .conftest import SITUATION, clipboard, open_page, ready, settled
from .reader import ANSWERS, CHANNELS, ISLAND, downloaded, field, fill, keep, kept, output, press, said, unfold, warnings

STORE = "tools/my-data/"


def fact(fact_id: str) -> dict[str, str]:
    rows = yaml.safe_load((ROOT / "docs/_data/facts.yml").read_text(encoding="utf-8"))
    return next(row for row in rows if row["id"] == fact_id)


def cites(page: Page, channel: str, fact_id: str) -> Locator:
    """The first sentence of an output that is used and cites this fact."""
    link = page.locator(f".cite a[href$='#fn:{fact_id}']")
    return page.locator(f"#{ISLAND}-{channel} .line:not(.off)", has=link).first


# One sheet, five texts


def test_facts_filled_once_stand_in_all_five_texts(page: Page) -> None:
    fill(page, ANSWERS)
    expect(page.locator(f"#{ISLAND} .sheet-count")).to_contain_text("已填25项，共25项")
    for channel in ("phone", "chat", "email", "letter"):
        text = said(page, channel)
        for words in ("王小明", "38000元", "3600元", "2026年9月18日", "2026年12月6日", "办理分期，期间不加违约金", "公司8月起停发工资"):
            assert words in text, (channel, words)
    # A platform knows who is logged in: its form asks for no name.
    text = said(page, "form")
    for words in ("38000元", "3600元", "2026年9月18日", "2026年12月6日", "办理分期，期间不加违约金", "公司8月起停发工资"):
        assert words in text, words


def test_a_changed_amount_changes_in_every_text(page: Page) -> None:
    keep(page, ANSWERS)
    fill(page, {"amount_owed": "37999.5"})
    for channel in CHANNELS:
        assert "37999.50元" in said(page, channel)
        assert "38000" not in said(page, channel)


def test_nothing_is_said_that_was_not_filled_in(page: Page) -> None:
    fill(page, {"full_name": "王小明"})
    today = page.evaluate("new Date().toLocaleDateString('zh-CN', {year: 'numeric', month: 'long', day: 'numeric'})")
    for channel in CHANNELS:
        text = said(page, channel)
        # Articles and time limits are the author's, today is the device's.
        own = re.sub(r"第[0-9、]+条|[0-9]+日内", "", text).replace(today, "")
        assert not re.search("[0-9]", own), own
        assert "【" not in text and "【" not in page.locator(f"#{ISLAND}-{channel}").inner_text()


def test_what_stands_behind_a_sentence_is_the_answer(page: Page) -> None:
    keep(page, ANSWERS)
    line = page.locator(f"#{ISLAND}-phone section .line", has_text="38000元").first
    line.locator("summary", has_text="依据").click()
    expect(line.locator(".behind .answer")).to_have_text("欠款总额：38000元")
    expect(line.locator(".behind .answer")).to_be_visible()


def test_what_stands_behind_a_right_is_its_law_article_and_checking_date(page: Page) -> None:
    keep(page, ANSWERS)
    row = fact("D11")
    line = cites(page, "phone", "D11")
    expect(line.locator(".strength")).to_have_text("有权要求")
    line.locator("summary", has_text="依据").click()
    source = line.locator(".behind .fact")
    expect(source).to_be_visible()
    year, month, day = (int(part) for part in str(row["checked"]).split("-"))
    for words in (row["law"].strip("《》"), row["version"], row["article"], f"{year}年{month}月{day}日核对", row["rule"]):
        expect(source).to_contain_text(words)


def test_a_withheld_sentence_says_what_is_missing_and_takes_it_right_there(page: Page) -> None:
    keep(page, {name: value for name, value in ANSWERS.items() if name != "contract_no"})
    part = page.locator(f"#{ISLAND}-phone-0")
    part.locator(".withheld > summary").click()
    waiting = part.locator(".withheld li", has_text="贷款合同号")
    expect(waiting).to_contain_text("缺：合同号")
    waiting.get_by_label("合同号").fill("DK2025-0871")
    waiting.get_by_label("合同号").press("Tab")
    settled(page)
    expect(field(page, "contract_no")).to_have_value("DK2025-0871")
    expect(part.locator(".withheld")).to_have_count(0)
    for channel in CHANNELS:
        assert "DK2025-0871" in said(page, channel)


def test_a_blank_in_a_sentence_fills_the_sheet_from_an_empty_page(page: Page) -> None:
    page.locator(f"#{ISLAND}-phone [data-mirror=full_name]").first.fill("王小明")
    page.locator(f"#{ISLAND}-phone [data-mirror=full_name]").first.press("Tab")
    settled(page)
    expect(field(page, "full_name")).to_have_value("王小明")
    assert "王小明" in said(page, "phone")


def test_a_wish_ticked_in_one_text_stands_in_all(page: Page) -> None:
    keep(page, ANSWERS)
    page.locator(f"#{ISLAND}-phone [name='line.r9wh']").check()
    settled(page)
    for channel in CHANNELS:
        expect(page.locator(f"#{ISLAND}-{channel} [name='line.r9wh']")).to_be_checked()
        line = page.locator(f"#{ISLAND}-{channel} .line", has=page.locator("[name='line.r9wh']"))
        assert line.locator(".say").text_content() in said(page, channel)
    output(page, "letter").locator("[name='line.r9wh']").uncheck()
    settled(page)
    for channel in CHANNELS:
        expect(page.locator(f"#{ISLAND}-{channel} [name='line.r9wh']")).not_to_be_checked()


def test_the_tone_changes_the_verbs_and_nothing_else(page: Page) -> None:
    keep(page, ANSWERS)
    gentle = said(page, "letter")
    fill(page, {"tone": "坚定"})
    firm = said(page, "letter")
    assert "我要求贵方" in firm and "我要求" not in gentle
    verbs = {"我要求": "请", "我请求": "麻烦", "我希望贵方": "想请贵方"}
    for strong, mild in verbs.items():
        firm = firm.replace(strong, mild)
    assert firm == gentle


def test_an_amount_that_is_no_number_is_kept_and_explained(page: Page) -> None:
    fill(page, {"amount_owed": "三万八"})
    expect(field(page, "amount_owed")).to_have_value("三万八")
    expect(field(page, "amount_owed")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#{ISLAND}-field-amount_owed-error")).to_contain_text("这里要写数字")
    assert "三万八" not in said(page, "phone")
    fill(page, {"amount_owed": "38000"})
    expect(page.locator(f"#{ISLAND}-field-amount_owed-error")).to_have_count(0)


def test_a_platform_field_counts_its_characters(page: Page) -> None:
    keep(page, ANSWERS)
    title = page.locator(f"#{ISLAND}-form-0")
    written = title.locator(".say").text_content() or ""
    expect(title.locator(".counter")).to_have_text(f"{len(written)} / 30")


# By hand


def test_a_text_edited_by_hand_is_kept_and_warns_when_a_fact_moves_on(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, ISLAND)
    unfold(page)
    fill(page, {"full_name": "王小明", "amount_owed": "38000", "ask": "分48期还"})
    press(page, page.locator(f"#{ISLAND}-phone"), "改文字")
    text = field(page, "edit.phone")
    expect(text).to_be_focused()
    mine = text.input_value() + "\n我补一句：谢谢。"
    text.fill(mine)
    settled(page)
    page.close()

    page = open_page(context, server, SITUATION)
    assert "edit.phone" not in server.file(SITUATION).read_text(encoding="utf-8")  # the page as built knows of no edited text
    ready(page, ISLAND)
    settled(page)
    unfold(page)
    expect(field(page, "edit.phone")).to_have_value(mine)
    assert "这里还是旧的" not in warnings(page, f"{ISLAND}-phone")
    fill(page, {"amount_owed": "36500"})
    assert "这里还是旧的" in warnings(page, f"{ISLAND}-phone")
    assert "38000元" in warnings(page, f"{ISLAND}-phone") and "36500元" in warnings(page, f"{ISLAND}-phone")

    press(page, page.locator(f"#{ISLAND}-phone"), "恢复自动生成")
    expect(field(page, "edit.phone")).to_have_count(0)
    assert "36500元" in said(page, "phone")
    press(page, page.locator(f"#{ISLAND}-phone"), "撤销")
    expect(field(page, "edit.phone")).to_have_value(mine)
    assert page.trouble == []  # type: ignore[attr-defined]


def test_a_number_written_by_hand_that_no_fact_carries_is_pointed_out(page: Page) -> None:
    keep(page, {**ANSWERS, "edit.phone": "我欠38000元，12月1日先还5万元。"})
    found = warnings(page, f"{ISLAND}-phone")
    assert "事实单里没有“5万元”" in found and "事实单里没有“12月1日”" in found
    assert "38000" not in found


# What to look at


def test_nothing_is_warned_of_before_anything_is_filled(page: Page) -> None:
    expect(page.locator(f"#{ISLAND} .warnings")).to_have_count(0)


def test_no_ask_and_no_date_are_pointed_out_and_the_hint_goes_when_they_come(page: Page) -> None:
    fill(page, {"full_name": "王小明"})
    assert "还没有明确的诉求" in warnings(page) and "文字里还没有日期" in warnings(page)
    fill(page, {"ask": "分48期还", "reply_by": "2026-12-06"})
    expect(page.locator(f"#{ISLAND}-warnings")).to_have_text("")


@pytest.mark.parametrize(
    ("typed", "word"),
    [("你们这群骗子", "骗子"), ("不办就找记者曝光你们", "曝光"), ("请尽快给我办", "尽快")],
    ids=["insult", "threat", "vague"],
)
def test_words_that_hurt_the_reader_s_case_come_with_better_ones(page: Page, typed: str, word: str) -> None:
    keep(page, ANSWERS)
    fill(page, {"ask": typed})
    assert f"“希望的方案”里有“{word}”" in warnings(page)
    assert "可以写：" in warnings(page)
    assert typed in said(page, "phone")  # a warning blocks nothing


def test_a_text_too_long_for_its_channel_says_how_long_it_may_be(page: Page) -> None:
    keep(page, {**ANSWERS, "cause": "公司停工" * 60})
    assert "最好不超过25字" in warnings(page, f"{ISLAND}-phone")
    assert "最好不超过60字" in warnings(page, f"{ISLAND}-chat")
    assert "邮件一共" in warnings(page, f"{ISLAND}-email")


@pytest.mark.parametrize(
    ("name", "number", "masked"),
    [
        ("consequence", "11010519491231002X", "**************002X"),
        ("consequence", "4539 5787 6362 1486", "************1486"),
        ("consequence", "13812345678", "138****5678"),
        ("card_tail", "4539578763621486", "1486"),
    ],
    ids=["identity card", "bank card", "mobile", "whole card where four digits are asked"],
)
def test_a_number_nobody_needs_is_masked_with_one_press_and_back_with_another(page: Page, name: str, number: str, masked: str) -> None:
    keep(page, {**ANSWERS, name: number})
    warned = page.locator(f"#{ISLAND}-warnings li", has=page.get_by_role("button", name="打码"))
    assert number not in (warned.text_content() or "")
    press(page, warned, "打码")
    expect(field(page, name)).to_have_value(masked)
    expect(warned).to_have_count(0)
    press(page, page.locator(f"#{ISLAND}-warnings"), "撤销")
    expect(field(page, name)).to_have_value(number)


def test_a_card_number_in_a_text_edited_by_hand_is_masked_there(page: Page) -> None:
    keep(page, {**ANSWERS, "edit.chat": "我的卡是4539578763621486。"})
    output(page, "chat")
    press(page, page.locator(f"#{ISLAND}-chat-warnings"), "打码")
    expect(field(page, "edit.chat")).to_have_value("我的卡是************1486。")
    press(page, page.locator(f"#{ISLAND}-chat-warnings"), "撤销")
    expect(field(page, "edit.chat")).to_have_value("我的卡是4539578763621486。")


# Out of the page


def test_the_whole_text_is_copied_without_replies_and_without_blanks(page: Page) -> None:
    keep(page, ANSWERS)
    press(page, page.locator(f"#{ISLAND}-phone"), "复制全部")
    text = clipboard(page)
    main = page.locator(f"#{ISLAND}-phone section.part .line:not(.off) .say").all_text_contents()
    assert [line for line in text.split("\n") if line and not line.endswith("：")] == main
    assert "对方说“" not in text and "用这句" not in text and "复制" not in text
    expect(page.locator(f"#{ISLAND} [data-said]")).to_have_text("已复制")


def test_one_part_is_copied_alone(page: Page) -> None:
    keep(page, ANSWERS)
    press(page, page.locator(f"#{ISLAND}-phone-1"), "复制这一段")
    assert clipboard(page).split("\n") == page.locator(f"#{ISLAND}-phone-1 .line:not(.off) .say").all_text_contents()
    reply = page.locator(f"#{ISLAND}-phone details.reply", has_text="系统不支持")
    reply.locator("> summary").click()
    press(page, reply, "复制这一段")
    assert clipboard(page).split("\n") == reply.locator(".line:not(.off) .say").all_text_contents()


def test_the_edited_text_is_what_is_copied(page: Page) -> None:
    keep(page, {**ANSWERS, "edit.letter": "只有这一句。"})
    press(page, output(page, "letter"), "复制全部")
    assert clipboard(page) == "只有这一句。"


@pytest.mark.parametrize(("channel", "name"), [("phone", "电话"), ("letter", "投诉信"), ("form", "平台表单")])
def test_the_text_file_holds_what_the_page_shows(page: Page, channel: str, name: str) -> None:
    keep(page, ANSWERS)
    file, content = downloaded(page, output(page, channel), "下载文本（.txt）")
    assert file == f"说清楚-{name}.txt"
    text = content.decode("utf-8")
    for line in said(page, channel).split("\n"):
        assert line in text


def mail(page: Page, values: dict[str, str | bool]) -> tuple[email.message.EmailMessage, bytes]:
    keep(page, {**ANSWERS, **values})
    file, content = downloaded(page, output(page, "email"), "下载邮件（.eml）")
    assert file == "说清楚-邮件.eml"
    message: email.message.EmailMessage = email.message_from_bytes(content, policy=email.policy.default)  # type: ignore[assignment]
    assert set(message.keys()) == {"Subject", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
    assert not message.defects
    assert content.isascii()
    assert all(len(line) <= 78 for line in content.split(b"\r\n"))
    return message, content


def test_the_mail_file_opens_with_subject_and_text(page: Page) -> None:
    message, _ = mail(page, {})
    assert message["Subject"] == "".join(page.locator(f"#{ISLAND}-email-0 .say").all_text_contents())
    assert message["X-Unsent"] == "1"
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    body = message.get_content()
    for line in said(page, "email").split("\n")[1:]:
        assert line in body
    assert "主题" not in body and str(message["Subject"]) not in body


@pytest.mark.parametrize(
    "subject",
    ["请求协商还款安排" * 20, "=?utf-8?q?x?=", "王 =?utf-8?q?x?= 明", "=?gb2312?B?0rvQqQ==?=", "a" * 200, "😀" * 40, "：: ;=?"],
    ids=["long", "encoded word", "encoded word among words", "encoded word of another charset", "long ASCII", "emoji", "signs"],
)
def test_a_subject_like_mail_code_stays_as_it_was_typed(page: Page, subject: str) -> None:
    message, _ = mail(page, {"edit.email": f"主题：{subject}\n\n您好。"})
    assert message["Subject"] == subject
    assert message.get_content().strip() == "您好。"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85"], ids=["crlf", "lf", "cr", "separator", "tab", "next line"])
def test_no_line_break_adds_a_header(page: Page, end: str) -> None:
    attack = f"王{end}Bcc: x@example.com{end}{end}明"
    message, _ = mail(page, {"full_name": attack, "situation": "信用卡逾期", "edit.email": f"主题：{attack}"})
    assert message["Subject"] == "王"
    assert "Bcc: x@example.com" in message.get_content()  # words like any other


# Time


def test_past_its_review_date_a_fact_carries_only_a_request(context: BrowserContext, server: Server) -> None:
    context.clock.set_fixed_time("2028-01-01T09:00:00+08:00")
    page = open_page(context, server, SITUATION)
    ready(page, ISLAND)
    keep(page, ANSWERS)
    line = cites(page, "letter", "D11")
    expect(line.locator(".strength")).to_have_text("只是请求")
    expect(line.locator(".weakened")).to_contain_text("核对日期已过")
    expect(line.locator(".say")).to_contain_text("麻烦贵方")
    expect(line.locator(".say")).to_contain_text("15日")
    for channel in CHANNELS:
        assert "有权要求" not in page.locator(f"#{ISLAND}-{channel} .strength").all_text_contents()
        assert "根据《" not in said(page, channel) and "我要求" not in said(page, channel)
    assert page.trouble == []  # type: ignore[attr-defined]


# Keeping


def test_clear_empties_the_sheet_and_undo_brings_it_back(page: Page) -> None:
    keep(page, {**ANSWERS, "edit.phone": "我的话"})
    sheet = page.locator(f"#{ISLAND}-sheet")
    press(page, sheet, "全部清空")
    expect(field(page, "full_name")).to_have_value("")
    expect(field(page, "edit.phone")).to_have_count(0)
    assert kept(page) == {}
    press(page, sheet, "撤销")
    expect(field(page, "full_name")).to_have_value("王小明")
    expect(field(page, "edit.phone")).to_have_value("我的话")


def test_what_is_typed_after_a_clear_is_not_undone(page: Page) -> None:
    keep(page, ANSWERS)
    sheet = page.locator(f"#{ISLAND}-sheet")
    press(page, sheet, "全部清空")
    expect(sheet.get_by_role("button", name="撤销")).to_be_visible()
    fill(page, {"full_name": "李雷"})
    expect(sheet.get_by_role("button", name="撤销")).to_have_count(0)
    expect(field(page, "full_name")).to_have_value("李雷")


def test_an_answer_on_its_way_does_not_take_newer_words_off_the_device(page: Page) -> None:
    """Whoever closes the page in that moment must find the last word tomorrow."""
    page.evaluate("""() => {
        const write = Storage.prototype.setItem;
        window.written = [];
        Storage.prototype.setItem = function (key, value) {
            if (key === 'shuoqingchu:card-script') window.written.push(value);
            write.call(this, key, value);
        };
        window.unwatch = () => { Storage.prototype.setItem = write };
        for (const [name, value] of [['full_name', '王小明'], ['issuer', '示例银行']]) {
            const field = document.querySelector(`#card-script [name=${name}]`);
            field.value = value;
            field.dispatchEvent(new Event('input', {bubbles: true}));
        }
    }""")
    settled(page)
    written = [json.loads(text)["values"] for text in page.evaluate("(window.unwatch(), window.written)")]
    first = next(n for n, values in enumerate(written) if values.get("issuer"))
    assert len(written) > first + 1
    assert all(values.get("issuer") == "示例银行" for values in written[first:])


def test_export_wipe_import_brings_everything_back(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ready(page, ISLAND)
    keep(page, {**ANSWERS, "edit.phone": "我的话"})
    page.locator("#card-prepare [name=f4zq]").check()
    settled(page)
    before = page.evaluate("JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith('shuoqingchu:')).sort())")
    page.goto(server.url + STORE)
    ready(page, "my-data")
    store = page.locator("#my-data")
    name, content = downloaded(page, store, "导出全部记录")
    assert name.endswith(".json")
    exported = json.loads(json.loads(content)["cases"][0]["items"]["card-script"])
    assert exported["values"]["full_name"] == ANSWERS["full_name"]

    store.get_by_role("button", name="清除本机记录").click()
    store.get_by_role("button", name="再按一次").click()
    expect(store.locator("[data-said]")).to_have_text("本机记录已清除")
    settled(page)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('shuoqingchu:'))") == []

    with page.expect_file_chooser() as chooser:
        store.get_by_role("button", name="从文件读入").click()
    chooser.value.set_files(FilePayload(name=name, mimeType="application/json", buffer=content))
    expect(store.locator("[data-said]")).to_contain_text("已读入")
    after = "JSON.stringify(Object.entries(localStorage).filter(([key]) => /^shuoqingchu:card-/.test(key)).sort())"
    page.goto(server.url + SITUATION)
    assert json.loads(page.evaluate(after)) == [entry for entry in json.loads(before) if entry[0].startswith("shuoqingchu:card-")]
    expect(page.locator("#card-prepare [name=f4zq]")).to_be_checked()
    ready(page, ISLAND)
    settled(page)
    expect(field(page, "edit.phone")).to_have_value("我的话")
    assert page.trouble == []  # type: ignore[attr-defined]


def test_a_foreign_file_is_refused_and_changes_nothing(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, STORE)
    ready(page, "my-data")
    page.evaluate("""localStorage.setItem('shuoqingchu:card-script', '{"version": 1, "values": {"full_name": "王小明"}}')""")
    stored = "JSON.stringify(Object.entries(localStorage).sort())"
    before = page.evaluate(stored)
    said_line = page.locator("#my-data [data-said]")
    for content, why in (
        ('{"app": "another", "format": 1, "items": {"card-script": "{}"}}', "不是从本站导出的"),
        ('{"app": "shuoqingchu", "format": 99, "items": {"card-script": "{}"}}', "来自更新的版本"),
        ('{"app": "shuoqingchu", "format": 1, "items": {"card-script": 7}}', "不完整"),
        ("no JSON", "不是从本站导出的"),
        ("", "不是从本站导出的"),
    ):
        said_line.evaluate("line => { line.textContent = '' }")
        with page.expect_file_chooser() as chooser:
            page.locator("#my-data").get_by_role("button", name="从文件读入").click()
        chooser.value.set_files(FilePayload(name="x.json", mimeType="application/json", buffer=content.encode()))
        expect(said_line).to_contain_text(why)
        expect(said_line).to_contain_text("没有读入")
        assert page.evaluate(stored) == before
    assert page.trouble == []  # type: ignore[attr-defined]


def test_a_blank_filled_on_one_page_is_filled_on_the_next_and_tomorrow(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "talk/four-steps/")
    page.locator("[data-blank=ask]").first.fill("分48期还")
    for twin in page.locator("[data-blank=ask]").all():
        expect(twin).to_have_value("分48期还")
    page.locator("a[href$='replies/']").first.dispatch_event("click")
    expect(page).to_have_url(server.url + "talk/replies/")
    expect(page.locator("[data-blank=ask]").first).to_have_value("分48期还")
    page.close()
    page = open_page(context, server, "talk/replies/")
    expect(page.locator("[data-blank=ask]").first).to_have_value("分48期还")
    assert page.trouble == []  # type: ignore[attr-defined]
