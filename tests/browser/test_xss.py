"""Texts that would run if anything forgot that they are only texts, through every way into a page, in a real browser.

A canary that they call must never be called, no dialog may open, no script may be refused (it would have been asked for), and
nothing may stand in the page that came out of a text: a script, a frame, an event handler, an element nobody wrote.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Download, Page, expect

from ..fuzz.oracle import check_effect
from ..fuzz.vectors import CANARY, VECTORS
from ..release import one_in
from ..site import Server
from .conftest import PHONE, SITUATION, open_page, settled

# One page for each widget, and the way to it.
TOOLS = {
    "checklist and script": SITUATION,
    "call": "situations/refund/",
    "cases": "tools/case/",
    "deadlines": "tools/deadlines/",
    "evidence": "tools/evidence/",
    "mask": "tools/mask/",
    "next step": "tools/next-step/",
    "offer": "tools/offer/",
    "practice": "tools/practice/",
    "worth": "tools/worth-it/",
    "compensation": "agents/compensation/",
    "promise and reply check": "agents/tools/",
    "blanks": "talk/four-steps/",
    "storage": "tools/my-data/",
}

# Runs before anything of the page: what may not happen is written into `__ran`.
GUARD = """() => {
    window.__ran = [];
    window.__copied = [];
    const told = (what) => window.__ran.push(what);
    Object.defineProperty(window, 'CANARY', { get: () => (told('canary'), () => {}), set: () => told('canary set') });
    for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => told(name);
    window.print = () => dispatchEvent(new Event('afterprint'));
    if (navigator.clipboard) {
        navigator.clipboard.write = () => Promise.reject(new Error('the text, please'));
        navigator.clipboard.writeText = async (text) => void window.__copied.push(text);
    }
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        if (/^(script|object|frame|base|form|connect)/.test(effectiveDirective)) told(`${effectiveDirective}: ${blockedURI}`);
    });
    const FOREIGN = 'script, iframe, frame, object, embed, base, meta, link, style, form, template, math, image, video, audio, marquee, x';
    const PLACES = '.island-view, [data-md-component=search-result], .blank';
    const ADDRESS = /^(href|src|action|formaction|xlink:href)$/i;
    window.__look = (root) => {
        for (const element of [root, ...root.querySelectorAll('*')]) {
            for (const { name, value } of element.attributes) {
                if (/^on/i.test(name)) told(`${element.localName}[${name}]`);
                if (ADDRESS.test(name) && /^\\s*(javascript|vbscript|data:text)/i.test(value)) told(`${name}=${value}`);
            }
            if (root.closest(PLACES) && element.matches(FOREIGN)) told(`<${element.localName}>`);
        }
    };
    new MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const node of addedNodes) if (node.nodeType === 1) window.__look(node);
    }).observe(document, { childList: true, subtree: true });
}""".replace("CANARY", CANARY)

# Short enough for every field at once: it ends whatever it may stand in.
BREAKOUT = f"'\"></textarea></script></style><script>{CANARY}(1)</script><img src=x onerror={CANARY}(1)><svg onload={CANARY}(1)>&lt;b&gt;"
# What a test takes down to the wire of Playwright, which carries no halves of characters.
WIRE = [json.dumps(text) for text in VECTORS]

# Write into every control; `texts` are JSON. Each control gets its own, so that each text comes into some control alone.
FILL = """([texts, first]) => {
    const write = (field, text) => {
        if (field.type === 'checkbox' || field.type === 'radio') {
            if (!field.checked) field.click();
            return;
        }
        field.value = field.type === 'date' ? '9999-12-31' : text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    for (const fold of document.querySelectorAll('.island details:not([open])')) fold.open = true;
    const fields = [...document.querySelectorAll('.island :is(input, textarea):not([data-cases], [type=file]), [data-blank]')];
    fields.forEach((field, n) => write(field, JSON.parse(texts[(first + n) % texts.length])));
    return fields.length;
}"""

# Press the first buttons of each kind; what leads away, or asks for a file, is tried elsewhere.
BUTTONS = """() => [...document.querySelectorAll('.island button[data-msg], .island button[data-effect]')].filter((button) => {
    const effect = JSON.parse(button.dataset.effect ?? '{}');
    return !['wipe', 'import', 'export', 'share-computer', 'case', 'hash-files'].includes(effect.type);
})"""
KINDS = f"() => [...new Set(({BUTTONS})().map((button) => button.dataset.msg ?? JSON.parse(button.dataset.effect).type))]"
PRESS = f"""([kind, n]) => {{
    const found = ({BUTTONS})().filter((button) => (button.dataset.msg ?? JSON.parse(button.dataset.effect).type) === kind);
    if (!found[n] || found[n].disabled) return false;
    found[n].click();
    return true;
}}"""


class Visit:
    """A reader whose every answer is hostile; `files` are what was downloaded."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.context, self.server = context, server
        self.pages: list[Page] = []
        self.files: list[Download] = []
        self.dialogs: list[str] = []
        context.add_init_script(f"({GUARD})()")

    def open(self, path: str) -> Page:
        page = open_page(self.context, self.server, path, allow="does not conform to the required format")  # of a date
        page.on("dialog", self._dialog)
        page.on("download", lambda download: self.files.append(download))
        self.pages.append(page)
        if page.locator(".island").count():
            page.evaluate("document.querySelector('.island').dispatchEvent(new Event('pointerdown'))")
            page.wait_for_selector(".island[data-state=ready]")
            settled(page)
        return page

    def _dialog(self, shown: Dialog) -> None:
        self.dialogs.append(shown.message)
        shown.dismiss()

    def plant(self, page: Page, items: dict[str, Any]) -> None:
        """Have this on the device before the next page is opened; `items`: key without prefix → JSON data."""
        page.evaluate(
            "items => { for (const [key, text] of items) localStorage.setItem('shuoqingchu:' + key, text) }",
            [[key, json.dumps(value)] for key, value in items.items()],
        )

    def fill(self, page: Page, texts: list[str], first: int = 0) -> int:
        count = int(page.evaluate(FILL, [texts, first]))
        settled(page)
        return count

    def press_everything(self, page: Page, times: int = 2) -> None:
        """Press the buttons of every kind that is there; those that take away come last."""
        kinds = page.evaluate(KINDS)
        for kind in sorted(kinds, key=lambda name: name in ("clear", "undo", "again", "stop", "end")):
            for n in range(times):
                if page.evaluate(PRESS, [kind, n]):
                    settled(page)

    def check(self) -> None:
        """Fail when anything ran, or stands in a page that came out of a text."""
        assert self.dialogs == []
        for page in self.pages:
            page.evaluate("window.__look(document.body)")
            assert page.evaluate("window.__ran") == [], page.url
            assert page.evaluate("Object.keys(Object.prototype).length") == 0, page.url
            assert not page.evaluate(
                "['__proto__', 'constructor', 'document'].some(id => document.querySelector(`.island-view [id='${id}']`))"
            )
            assert all(isinstance(text, str) for text in page.evaluate("window.__copied"))
            assert page.trouble == [], page.url  # type: ignore[attr-defined]
        for download in self.files:
            check_file(download.suggested_filename, Path(download.path()).read_bytes())


def check_file(name: str, data: bytes) -> None:
    """Fail for a file that the program it is for cannot open, or that is more than text."""
    content = {"base64": b64encode(data).decode()} if name.endswith(".docx") else {"text": data.decode("utf-8")}
    check_effect({"type": "download", "name": name, "mime": "text/plain", **content})


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True)
    yield Visit(context, server)
    context.close()


Record = Callable[[str, object], None]


@pytest.mark.trust("恶意输入", "把脚本注入的各种写法填进每个工具的每一格，再按遍按钮、复制、下载、重开：一次也没有运行")
@pytest.mark.parametrize("path", one_in(4, [*TOOLS.values()]))
def test_in_every_field_of_every_tool_it_is_text(path: str, visit: Visit, record_property: Record) -> None:
    page = visit.open(path)
    tried = visit.fill(page, [json.dumps(BREAKOUT)])
    assert tried
    visit.press_everything(page)
    for first in range(0, len(WIRE), tried):
        tried += visit.fill(page, WIRE, first)
    visit.press_everything(page, 1)
    visit.fill(page, WIRE)
    visit.open(path)
    visit.check()
    record_property("次数", tried)


META = ("name", "status", "created")
LISTS = ("log", "promises", "evidence", "claims", "defects")
ROW_KEYS = (
    "id",
    "at",
    "kind",
    "who",
    "staff",
    "ticket",
    "said",
    "line",
    "what",
    "by",
    "made",
    "kept",
    "name",
    "status",
    "why",
    "sha256",
    "text",
)


def hostile_facts(names: list[str]) -> dict[str, str]:
    """Return a fact of the case for every control, and the lists with a row for each vector."""
    rows = [dict.fromkeys(ROW_KEYS, text) | {"id": f"r{n}"} for n, text in enumerate(VECTORS)]
    rows += [dict.fromkeys(ROW_KEYS, text) for text in VECTORS[:5]]
    facts = {name: VECTORS[n % len(VECTORS)] for n, name in enumerate(names)}
    return facts | {name: json.dumps(rows[:40]) for name in LISTS}


@pytest.mark.trust("恶意输入", "先在本机记录里埋好脚本，再打开每个工具：一次也没有运行")
@pytest.mark.parametrize("path", one_in(4, [*TOOLS.values()]))
def test_what_was_planted_on_the_device_is_text(path: str, visit: Visit, record_property: Record) -> None:
    page = visit.open(path)
    names = page.evaluate("[...new Set([...document.querySelectorAll('.island [name]')].map(field => field.name))]")
    islands = page.evaluate("[...document.querySelectorAll('.island')].map(island => island.dataset.island)")
    facts = hostile_facts(names)
    case = {"id": '"><img src=x onerror=__canary(1)>', "name": VECTORS[0], "status": VECTORS[10], "created": VECTORS[20]}
    visit.plant(page, {
        "blanks": facts,
        "case": case,
        **{island: {"version": 1, "values": facts, **dict.fromkeys(VECTORS[-20:], VECTORS[0])} for island in islands},
        **{f"case:a{n}": {"id": f"a{n}", **dict.fromkeys(META, text), "items": {text: text}} for n, text in enumerate(VECTORS[:20])},
    })  # fmt: skip
    page.close()
    visit.pages.clear()
    page = visit.open(path)
    visit.press_everything(page, 1)
    visit.check()
    record_property("次数", len(facts) + 24)


@pytest.mark.trust("恶意输入", "读入的文件里到处是脚本（案子的名称、编号、内容）：一次也没有运行")
@pytest.mark.parametrize("how", ["merge", "both", "replace"])
def test_an_imported_file_is_text(how: str, visit: Visit, record_property: Record) -> None:
    facts = hostile_facts(["full_name", "ask", "issuer", "cause"])
    cases: list[dict[str, Any]] = [
        {"id": f"c{n}", "name": text, "status": text, "created": text, "items": {"after-call": "{}", text: "{}"}}
        for n, text in enumerate(VECTORS[:40])
    ]
    cases[1]["items"] |= {"card-script": json.dumps({"version": 1, "values": facts}), "blanks": json.dumps(facts)}
    file = {"app": "shuoqingchu", "format": 2, "current": "c1", "cases": cases, **dict.fromkeys(VECTORS[-20:], VECTORS[0])}
    page = visit.open("tools/my-data/")
    page.locator(f"#my-data [value={how}]").check()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="从文件读入").click()
    chooser.value.set_files({"name": f"{VECTORS[11]}.json".replace("/", ""), "mimeType": "text/html", "buffer": json.dumps(file).encode()})
    expect(page.locator("#my-data [data-said]")).to_contain_text("已读入；文件里有几处本站不认识")
    cases_page = visit.open("tools/case/")
    expect(cases_page.locator("#my-cases section.case")).to_have_count(41 if how == "both" else 40)
    situation = visit.open(SITUATION)
    visit.press_everything(situation, 1)
    visit.check()
    record_property("次数", len(VECTORS))


@pytest.mark.trust("恶意输入", "文件名里写脚本的证据：算出的清单里只是文字")
def test_the_name_of_a_file_is_text(visit: Visit) -> None:
    page = visit.open("tools/evidence/")
    names = [text.replace("/", "").replace("\x00", "")[:100] for text in VECTORS if text.isprintable() and text.strip("./\\")]
    with page.expect_file_chooser() as chooser:
        page.locator(".island button[data-effect*='hash-files']").first.click()
    chosen = chooser.value
    chosen.set_files([{"name": name, "mimeType": "text/plain", "buffer": b"x"} for name in names[: 30 if chosen.is_multiple() else 1]])
    settled(page)
    visit.press_everything(page, 1)
    visit.check()


@pytest.mark.trust("恶意输入", "搜索框、网址里的 ?q= 和 # 后面写脚本：一次也没有运行")
def test_the_search_box_and_the_address_are_text(visit: Visit, server: Server, record_property: Record) -> None:
    page = visit.open("")
    page.evaluate("texts => { for (const text of texts) location.hash = JSON.parse(text) }", WIRE)
    page = visit.open("")  # Material closes the search box some time after the last change of the address
    page.locator("label[for=__search]").first.click()
    box = page.locator("[data-md-component=search-query]")
    box.focus()
    page.evaluate(
        """texts => {
            const box = document.querySelector('[data-md-component=search-query]');
            for (const text of texts) {
                box.value = JSON.parse(text) + ' 信用卡';
                box.dispatchEvent(new Event('input', { bubbles: true }));
            }
        }""",
        WIRE,
    )
    box.fill("信用卡逾期")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=30_000)
    for text in (
        VECTORS[0],
        VECTORS[8],
        "<svg onload=__canary(1)>",
        "javascript:__canary(1)",
        "'-__canary(1)-'",
        "信用卡<img src=x onerror=__canary(1)>",
    ):
        page = visit.open(f"?q={quote(text)}&h={quote(text)}#{quote(text)}")
        expect(page.locator("[data-md-component=search-query]")).to_have_value(text)
        page.goto(f"{server.url}{SITUATION}?q={quote(text)}#:~:text={quote(text)}")
    visit.check()
    record_property("次数", 2 * len(WIRE) + 12)


def test_the_canary_sings(visit: Visit) -> None:
    """What would run is seen: otherwise all of the above says nothing."""
    page = visit.open("tools/my-data/")
    page.evaluate(
        f"document.querySelector('.island-view').insertAdjacentHTML('beforeend', '<img src=x onerror={CANARY}(1)><script></script>')"
    )
    page.wait_for_function("() => window.__ran.length > 1")
    with pytest.raises(AssertionError):
        visit.check()
