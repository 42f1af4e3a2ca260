"""What a reader does with the script of the situation page: fills the sheet, reads what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Download, Locator, Page

from .conftest import settled

ISLAND = "card-script"
CHANNELS = ("phone", "chat", "email", "letter", "form")
ANSWERS: dict[str, str | bool] = {
    "full_name": "王小明",
    "contact": "登记的手机，尾号5678",
    "issuer": "示例银行",
    "last_contact_date": "2026-11-13",
    "ticket": "SL-1113-0032",
    "agent_no": "0168",
    "situation": "信用卡逾期",
    "card_tail": "1234",
    "contract_no": "DK2025-0871",
    "amount_owed": "38000",
    "amount_overdue": "3600",
    "due_date": "2026-09-18",
    "monthly_income": "5200",
    "cause": "公司8月起停发工资",
    "consequence": "上月新增利息和违约金612元",
    "promised": "回电答复分期申请",
    "promised_date": "2026-11-18",
    "ask": "办理分期，期间不加违约金",
    "fallback": "先还3600元，其余分24期",
    "monthly_can": "1000",
    "periods": "48",
    "first_pay_date": "2026-12-10",
    "reply_by": "2026-12-06",
    "reply_via": "短信",
    "evidence.账单截图": True,
    "evidence.还款记录": True,
    "tone": "平和",
}


def field(page: Page, name: str) -> Locator:
    """The control of this name in the fact sheet, or a hand-edited text."""
    return page.locator(f"#{ISLAND} [name='{name}']")


def fill(page: Page, answers: Mapping[str, str | bool]) -> None:
    """Answer by hand, and wait until Python has taken it all in."""
    for name, value in answers.items():
        control = field(page, name)
        if value is True:
            control.first.check()
        elif control.first.get_attribute("type") == "radio":
            page.locator(f"#{ISLAND} [name='{name}'][value='{value}']").check()
        else:
            control.fill(str(value))
    settled(page)


def keep(page: Page, values: Mapping[str, str | bool], island: str = ISLAND) -> None:
    """Have these answers on the device, as if another tab had written them."""
    keep_text(page, json.dumps({"version": 1, "values": dict(values)}), island)


def keep_text(page: Page, saved: str, island: str = ISLAND) -> None:
    """Have this under the island's key on the device, whatever it is."""
    page.evaluate(
        """([island, saved]) => {
            localStorage.setItem(`shuoqingchu:${island}`, saved);
            dispatchEvent(new StorageEvent('storage', {key: `shuoqingchu:${island}`}));
        }""",
        [island, saved],
    )
    settled(page)


def kept(page: Page, island: str = ISLAND) -> dict[str, object]:
    """The answers that are on the device."""
    saved = page.evaluate("island => localStorage.getItem(`shuoqingchu:${island}`)", island)
    values: dict[str, object] = json.loads(saved)["values"] if saved else {}
    return values


def unfold(page: Page, where: str = f"#{ISLAND}") -> None:
    """Open every fold but the outputs, which close each other."""
    page.evaluate("where => { for (const fold of document.querySelectorAll(`${where} details:not(.output)`)) fold.open = true }", where)


def output(page: Page, channel: str) -> Locator:
    """An output, opened."""
    found = page.locator(f"#{ISLAND}-{channel}")
    if found.get_attribute("open") is None:
        found.locator("> summary").click()
    return found


def said(page: Page, channel: str) -> str:
    """The sentences of an output that are written, one a line."""
    return "\n".join(page.locator(f"#{ISLAND}-{channel} .line:not(.off) .say").all_text_contents())


def warnings(page: Page, where: str = ISLAND) -> str:
    """What the page asks the reader to look at: about the facts, or in one output."""
    return "\n".join(page.locator(f"#{where}-warnings li").all_text_contents())


def press(page: Page, where: Locator, label: str) -> None:
    """Press a button, and wait for what comes of it."""
    where.get_by_role("button", name=label, exact=True).click()
    settled(page)


def downloaded(page: Page, where: Locator, label: str) -> tuple[str, bytes]:
    """The file that a button gives: its name and its bytes."""
    with page.expect_download() as caught:
        where.get_by_role("button", name=label, exact=True).click()
    download: Download = caught.value
    settled(page)
    return download.suggested_filename, Path(download.path()).read_bytes()
