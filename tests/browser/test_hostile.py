"""Whatever is typed is data: nothing runs, nothing is lost, Python still answers."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from ..site import Server
from .conftest import SITUATION, clipboard, open_page, ready, settled
from .reader import ISLAND, field, fill, keep, keep_text, kept, output, said, unfold

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)></textarea></details><b>"
TEXTS = {
    "script": MARKUP,
    "blank mark": "【姓名】【",
    "replacement patterns": "$& $1 $` $' \\1 {0} %s",
    "emoji": "👩‍👩‍👧‍👦😀🏳️‍🌈",
    "right to left": "abc\u202e321\u202c \u2067שלום\u2069",
    "nul and controls": "a\x00b\x07c\x1b[31m",
    "entities": "&lt;b&gt; &amp; &#x202e;",
    "links": "javascript:alert(1) data:text/html,<script>",
    "lone surrogate": "a\ud83db",
}


def watched(page: Page) -> list[str]:
    """Fill with what must never happen: a dialog, or a script, frame, object or handler that the reader's words became."""
    ran: list[str] = []

    def dialog(shown: Dialog) -> None:
        ran.append(shown.message)
        shown.dismiss()

    page.on("dialog", dialog)
    return ran


def planted(page: Page) -> int:
    """How many elements stand in the islands that neither the site nor its author put there."""
    return page.locator(".island :is(script, img, svg, iframe, object, b, [onload], [onerror])").count()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_in_every_control_it_is_text_and_stays_as_typed(page: Page, text: str) -> None:
    ran = watched(page)
    names = ["full_name", "issuer", "cause", "ask", "amount_owed", "card_tail", "periods"]
    page.evaluate(
        """([island, names, text]) => {
            for (const name of names) {
                const field = document.querySelector(`#${island} [name="${name}"]`);
                field.value = text;
                field.dispatchEvent(new Event('input', {bubbles: true}));
            }
            const note = document.querySelector('[name="note.f4zq"]');
            note.value = text;
            note.dispatchEvent(new Event('input', {bubbles: true}));
        }""",
        [ISLAND, names, json_safe(text)],
    )
    settled(page)
    before = {name: field(page, name).input_value() for name in names}
    expect(page.locator("#card-prepare-f4zq .checklist-said")).to_be_visible()
    page.locator(f"#{ISLAND}-phone").get_by_role("button", name="改文字").click()
    settled(page)
    assert {name: kept(page).get(name, "") for name in names} == before
    assert ran == [] and planted(page) == 0
    assert "\u202e" not in said(page, "letter")
    fill(page, {"contact": "邮箱"})  # and Python still answers
    assert "邮箱" in said(page, "letter")


def json_safe(text: str) -> str:
    """The browser's own way to hold half a character: Playwright's wire cannot carry it, the page can."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def test_half_a_character_harms_nothing(page: Page) -> None:
    page.evaluate("""island => {
        const field = document.querySelector(`#${island} [name=full_name]`);
        field.value = 'a\\ud83db';
        field.dispatchEvent(new Event('input', {bubbles: true}));
    }""", ISLAND)
    settled(page)
    assert "ab" in said(page, "letter").replace("\ufffd", "")
    assert page.evaluate("island => document.querySelector(`#${island} [name=full_name]`).value === 'a\\ud83db'", ISLAND)


def test_a_hundred_thousand_characters_are_kept_and_answered(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, SITUATION)
    ran = watched(page)
    ready(page, ISLAND)
    unfold(page)
    long = ("很长的一段，" + MARKUP + "【空格】$&👍\u202e") * 900
    assert len(long) > 100_000
    fill(page, {"cause": long})
    page.locator(f"#{ISLAND}-phone").get_by_role("button", name="改文字").click()
    settled(page)
    page.locator("#card-prepare-f4zq summary").click()
    page.locator("#card-prepare [name='note.f4zq']").fill("注" * 100_000)
    settled(page)
    expect(page.locator("#card-prepare-f4zq .checklist-said")).to_have_text("注" * 100_000)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    page.close()

    page = open_page(context, server, SITUATION)
    ran += watched(page)
    ready(page, ISLAND)
    settled(page)
    assert field(page, "cause").input_value() == long
    assert len(field(page, "edit.phone").input_value()) > 100_000
    unfold(page)
    fill(page, {"contact": "邮箱"})
    assert "邮箱" in said(page, "letter")
    assert ran == [] and planted(page) == 0
    assert page.trouble == []  # type: ignore[attr-defined]


def test_a_text_edited_by_hand_is_never_markup(page: Page) -> None:
    ran = watched(page)
    keep(page, {"full_name": "王小明", "edit.letter": MARKUP + "\n\n" + MARKUP})
    expect(field(page, "edit.letter")).to_have_value(MARKUP + "\n\n" + MARKUP)
    output(page, "letter")
    page.locator(f"#{ISLAND}-letter").get_by_role("button", name="复制全部").click()
    settled(page)
    assert clipboard(page) == MARKUP + "\n\n" + MARKUP
    assert ran == [] and planted(page) == 0


@pytest.mark.parametrize(
    "saved",
    [
        {"version": 1, "values": {"full_name": MARKUP, "constructor": "x", "__proto__": "y", "line.k2p9": "no tick", "nobody": True}},
        {"version": 1, "values": {"full_name": 5}},
        {"version": 1, "values": {"full_name": "王"}, "basis": {"phone": {"ask": MARKUP}}, "undo": {"full_name": MARKUP}, "undone": MARKUP},
        {"version": 1, "values": [], "basis": 3},
        {"version": "1", "values": {}},
        [1, 2],
        "text",
        None,
    ],
    ids=["foreign names", "wrong type", "markup everywhere", "wrong shapes", "wrong version", "a list", "a text", "null"],
)
def test_a_foreign_saved_state_neither_runs_nor_stops_anything(page: Page, saved: object) -> None:
    ran = watched(page)
    keep_text(page, json.dumps(saved))
    fill(page, {"contact": "邮箱"})
    assert "邮箱" in said(page, "letter")
    assert ran == [] and planted(page) == 0


def test_a_blank_on_a_page_takes_anything(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, "talk/four-steps/")
    ran = watched(page)
    blank = page.locator("[data-blank=ask]").first
    blank.fill(MARKUP * 1000)
    page.wait_for_function("() => localStorage.getItem('shuoqingchu:blanks')")
    page.reload()
    expect(page.locator("[data-blank=ask]").first).to_have_value(MARKUP * 1000)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert ran == []
    assert page.trouble == []  # type: ignore[attr-defined]
