"""The site without a network, after one visit; and a new version of it, which is offered and never mixes with the old."""

from __future__ import annotations

import re
import shutil
import threading
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hooks import offline

from ..icons import FOLDER, SIZES, draw
from ..site import SUB_PATH, Server, free_port, serve
from .conftest import PHONE, SITUATION, open_page, ready, settled
from .reader import fill, kept, said, unfold
from .test_search import BEGIN, INPUT, META

TOOL = "tools/deadlines/"
SHELF = "tools/"  # where the button stands
STORED = "() => navigator.serviceWorker.controller?.state === 'activated'"
OFFER = ".new-version"
NEW = "（新版）"


@pytest.fixture(scope="module")
def own_port() -> int:
    return free_port()


def release(site: Path, folder: Path, port: int, mark: str = "") -> Path:
    """Copy the site for another port; with a `mark` in its headings it is another version, whose scripts have other names."""
    shutil.copytree(site, folder)
    sitemap = folder / "sitemap.xml"
    sitemap.write_text(re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{port}", sitemap.read_text(encoding="utf-8")), encoding="utf-8")
    if mark:
        islands = next(folder.glob("assets/islands-*"))
        other = islands.with_name("islands-" + islands.name.removeprefix("islands-")[::-1])
        islands.rename(other)
        for page in folder.rglob("*.html"):
            html = page.read_text(encoding="utf-8")
            page.write_text(html.replace(islands.name, other.name).replace("</h1>", f"{mark}</h1>"), encoding="utf-8")
    offline.finish(folder)
    return folder


@pytest.fixture(scope="module")
def old(site: Path, own_port: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release(site, tmp_path_factory.mktemp("old") / "site", own_port)


@pytest.fixture(scope="module")
def new(site: Path, own_port: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release(site, tmp_path_factory.mktemp("new") / "site", own_port, NEW)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make visitors whose browser has service workers; each sees `script` run before a page's own."""
    made: list[BrowserContext] = []

    def visitor(script: str = "") -> BrowserContext:
        context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai", service_workers="allow")
        if script:
            context.add_init_script(script)
        made.append(context)
        return context

    yield visitor
    for context in made:
        context.close()


def visit(context: BrowserContext, server: Server, path: str, *, allow: str = "\0") -> Page:
    """Open a page and stay until all is kept."""
    page = open_page(context, server, path, allow=allow)
    page.wait_for_function(STORED)
    return page


def paths(site: Path) -> list[str]:
    """Return the path of every page of the site."""
    found = etree.parse(site / "sitemap.xml").iterfind(".//{*}loc")
    return [urlsplit(place.text or "").path.removeprefix(SUB_PATH) for place in found]


@pytest.mark.trust("离线", "打开过一页，服务器停掉，网络断开：每一页都打得开，工具写得出文字，搜索有结果")
def test_after_one_visit_everything_works_without_a_network(
    old: Path, own_port: int, visitor: Callable[..., BrowserContext], record_property: Callable[[str, object], None]
) -> None:
    context = visitor()
    with serve(old, own_port) as server:
        visit(context, server, SITUATION).close()
    context.set_offline(True)  # and nobody listens
    page = open_page(context, server, SITUATION)
    ready(page, "card-script")
    unfold(page)
    fill(page, {"issuer": "示例银行", "full_name": "王小明"})
    assert "王小明" in said(page, "letter")
    page.reload()
    ready(page, "card-script")
    assert "王小明" in said(page, "letter")
    page.locator("label[for=__search]").first.click()
    expect(page.locator(META)).to_have_text(BEGIN, timeout=30_000)
    page.locator(INPUT).fill("信用卡逾期怎么协商")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=30_000)
    everywhere = paths(old)
    for path in everywhere:
        page.goto(server.url + path, wait_until="domcontentloaded")
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky", path
    assert len(everywhere) > 80
    record_property("页", len(everywhere))
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("离线", "第一次打开之后没有重新打开过，就断了网：换到别的工具页，照样能用")
def test_a_tab_that_was_open_before_anything_was_kept_finds_it_too(
    old: Path, own_port: int, visitor: Callable[..., BrowserContext]
) -> None:
    # Without a snapshot, Python has only the parts that its first page needed.
    context = visitor("delete StorageManager.prototype.getDirectory")
    with serve(old, own_port) as server:
        page = visit(context, server, SITUATION)
    page.evaluate('document.querySelector(\'a[href$="tools/deadlines/"], a[href$="/tools/deadlines/"]\').click()')
    page.wait_for_url("**/" + TOOL)
    ready(page, "deadlines")
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("离线", "断网时打开的网址少了斜杠、带着问号、指到一节，或没有这一页")
def test_addresses_are_found_however_they_are_written(old: Path, own_port: int, visitor: Callable[..., BrowserContext]) -> None:
    context = visitor()
    with serve(old, own_port) as server:
        visit(context, server, "").close()
    page = open_page(context, server, "tools/deadlines?q=%E4%BF%9D%E4%BF%AE#how")
    assert page.url.startswith(server.url + TOOL) and page.url.endswith("#how")
    expect(page.locator("#deadlines")).to_be_attached()
    page.goto(server.url + TOOL + "index.html?from=desktop")
    expect(page.locator("#deadlines")).to_be_attached()
    page.goto(server.url + "nope/")
    expect(page.locator("h1")).to_have_text("没有这一页")
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("离线", "发布了新版：旧的一页继续用旧版，页下问一声；按了才换，填的还在")
def test_a_new_version_is_offered_and_never_mixes_with_the_old(
    old: Path, new: Path, own_port: int, visitor: Callable[..., BrowserContext]
) -> None:
    context = visitor()
    with serve(old, own_port) as server:
        tab = visit(context, server, SITUATION)
        tab.reload()
        ready(tab, "card-script")
        unfold(tab)
        fill(tab, {"full_name": "王小明"})
        other = open_page(context, server, SHELF)
        expect(other.locator("h1")).not_to_contain_text(NEW)
        was = other.evaluate("[...document.scripts].find(script => /islands-/.test(script.src)).src")
    with serve(new, own_port) as server:
        other.reload()
        other.wait_for_selector(OFFER)  # once all of it is there
        expect(other.locator("h1")).not_to_contain_text(NEW)  # not asked: still the old one
        other.get_by_role("button", name="以后再说").click()
        expect(other.locator(OFFER)).to_have_count(0)
        other.reload()
        expect(other.locator("h1")).not_to_contain_text(NEW)
        other.get_by_role("button", name="现在换新版").click()
        expect(other.locator("h1")).to_contain_text(NEW)
        # The other tab is as it was, and finds its own files, which no server has any more.
        fill(tab, {"issuer": "示例银行"})
        assert "王小明" in said(tab, "letter")
        late = "url => import(url.replace('islands.js', 'idiomorph.js?late')).then(() => true)"
        assert tab.evaluate(late, was)
        expect(tab.locator("h1")).not_to_contain_text(NEW)
        # Its next page is the new one, and a page of its own.
        tab.evaluate("window.here = true")
        tab.locator(".md-content a[href*=prepare]").first.evaluate("link => link.click()")
        expect(tab.locator("h1")).to_contain_text(NEW)
        assert tab.evaluate("window.here") is None
        tab.goto(server.url + SITUATION)
        ready(tab, "card-script")
        assert kept(tab)["full_name"] == "王小明" and "王小明" in said(tab, "letter")
        # Nobody needs the old files now.
        other.close()
        tab.reload()
        tab.wait_for_function("url => caches.match(url).then(found => !found)", arg=was)
        assert tab.trouble == other.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("离线", "换新版时，粘贴在打码里、本来就不存的文字也不丢")
def test_a_text_that_is_never_kept_outlives_the_change(old: Path, new: Path, own_port: int, visitor: Callable[..., BrowserContext]) -> None:
    context = visitor()
    with serve(old, own_port) as server:
        visit(context, server, "tools/mask/")
    with serve(new, own_port) as server:
        page = open_page(context, server, "tools/mask/")
        page.locator("[data-unkept]").first.fill("一段很长的文字")
        settled(page)
        page.get_by_role("button", name="现在换新版").click()
        expect(page.locator(OFFER)).to_have_count(0)
        page.wait_for_function("() => caches.keys().then(() => navigator.serviceWorker.getRegistration()).then(found => !found.waiting)")
        assert page.locator("[data-unkept]").first.input_value() == "一段很长的文字"
        page.reload()
        expect(page.locator("h1")).to_contain_text(NEW)


@pytest.mark.trust("离线", "存离线副本不和工具抢网络：Python给出第一个答案以后才开始")
def test_nothing_is_kept_before_python_has_answered(old: Path, own_port: int, visitor: Callable[..., BrowserContext]) -> None:
    context, go = visitor(), threading.Event()
    with serve(old, own_port) as server:
        server.refuse = lambda path: path.endswith(".wasm") and not go.wait(30)
        page = open_page(context, server, SITUATION)
        page.wait_for_selector(".island[data-state=booting]", state="attached")
        page.wait_for_load_state("load")
        page.evaluate("new Promise(done => requestIdleCallback(done))")
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
        go.set()
        page.wait_for_function(STORED)
        worker = server.asked.index(f"{SUB_PATH}sw.js")
        assert any(path.endswith(".wasm") for path in server.asked[:worker])
        assert sum(path.endswith(".wasm") for path in server.asked) == 1  # from the browser's cache, the second time
        assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("离线", "开着省流量：不自动下载；按“存到手机”才存")
def test_a_sparing_line_is_spared_until_the_reader_asks(old: Path, own_port: int, visitor: Callable[..., BrowserContext]) -> None:
    context = visitor("Object.defineProperty(Navigator.prototype, 'connection', {get: () => ({saveData: true, effectiveType: '4g'})})")
    with serve(old, own_port) as server:
        page = open_page(context, server, SHELF)
        button = page.get_by_role("button", name="存到手机，断网也能用")
        expect(button).to_be_visible()
        page.evaluate("new Promise(done => requestIdleCallback(done))")
        assert f"{SUB_PATH}sw.js" not in server.asked
        button.click()
        page.wait_for_function(STORED)
        expect(page.get_by_text("已经存好了，断网也能打开。")).to_be_visible()
        expect(button).to_be_hidden()
    page.reload()
    expect(page.get_by_text("已经存好了，断网也能打开。")).to_be_visible()
    assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("隐私", "选了公用电脑：不存离线副本")
def test_a_shared_computer_keeps_nothing(old: Path, own_port: int, visitor: Callable[..., BrowserContext]) -> None:
    context = visitor("sessionStorage.setItem('shuoqingchu:shared-computer', '1')")
    with serve(old, own_port) as server:
        page = open_page(context, server, SHELF)
        page.evaluate("new Promise(done => requestIdleCallback(done))")
        expect(page.locator("[data-offline]")).to_be_hidden()
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
        assert f"{SUB_PATH}sw.js" not in server.asked


@pytest.mark.trust("故障", "手机存不下离线副本：不打扰，照常能用")
def test_a_full_device_goes_on_as_before(old: Path, own_port: int, visitor: Callable[..., BrowserContext]) -> None:
    context = visitor()
    with serve(old, own_port) as server:
        page = open_page(context, server, "reference/about/")
        limit = {"origin": server.url.removesuffix(SUB_PATH), "quotaSize": 4_000_000}
        context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", limit)
        page.goto(server.url + SITUATION)
        ready(page, "card-script")
        gone = "() => navigator.serviceWorker.getRegistration().then(found => !found)"
        page.wait_for_function("() => performance.getEntriesByType('navigation').length && true")
        while f"{SUB_PATH}sw.js" not in server.asked:
            page.wait_for_function("() => true")
        page.wait_for_function(gone)
        fill(page, {"full_name": "王小明"})
        assert "王小明" in said(page, "letter") and kept(page)["full_name"] == "王小明"
        assert page.trouble == []  # type: ignore[attr-defined]


@pytest.mark.trust("故障", "网络在半路改了网页：改过的不存，宁可没有离线副本")
def test_a_page_that_was_changed_on_the_way_is_not_kept(old: Path, own_port: int, visitor: Callable[..., BrowserContext]) -> None:
    context = visitor()
    with serve(old, own_port) as server:
        server.damage = lambda path: path.endswith("reference/law/index.html")
        page = open_page(context, server, "reference/about/", allow="integrity")
        while f"{SUB_PATH}reference/law/index.html" not in server.asked:
            page.wait_for_function("() => true")
        page.wait_for_function("() => navigator.serviceWorker.getRegistration().then(found => !found)")
        server.damage = lambda path: False
        page.reload()
        page.wait_for_function(STORED)  # the next page tries again
        assert page.trouble == []  # type: ignore[attr-defined]


def test_the_browser_finds_the_site_fit_to_be_installed(old: Path, own_port: int, visitor: Callable[..., BrowserContext]) -> None:
    context = visitor()
    with serve(old, own_port) as server:
        page = visit(context, server, TOOL)
        session = context.new_cdp_session(page)
        manifest = session.send("Page.getAppManifest")
        assert manifest["errors"] == [] and manifest["url"] == server.url + "manifest.webmanifest"
        wrong = [error["errorId"] for error in session.send("Page.getInstallabilityErrors")["installabilityErrors"]]
        assert [error for error in wrong if error != "in-incognito"] == []
        header = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_selector(f"[data-md-color-scheme={'slate' if scheme == 'dark' else 'default'}]", state="attached")
            colour = page.evaluate(header)
            told = page.evaluate("document.querySelector('meta[name=theme-color]').content")
            assert tuple(bytes.fromhex(told.removeprefix("#"))) == tuple(int(part) for part in re.findall(r"\d+", colour)[:3])


@pytest.mark.parametrize("name", SIZES)
def test_an_icon_shows_the_drawing(browser: Browser, name: str) -> None:
    """`python -m tests.icons` draws them again. Compared by the eye of the browser: two versions of it may pack the same dots otherwise."""
    size = SIZES[name][0]
    page = browser.new_page(viewport={"width": 16, "height": 16})
    dots = """async ([bytes, size]) => {
        const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
        const canvas = new OffscreenCanvas(size, size).getContext("2d");
        canvas.drawImage(image, 0, 0);
        return [...canvas.getImageData(0, 0, size, size).data].filter((_, i) => i % 64 < 4);
    }"""
    shown, drawn = (page.evaluate(dots, [list(BytesIO(png).read()), size]) for png in ((FOLDER / name).read_bytes(), draw(browser, name)))
    page.close()
    assert sum(abs(a - b) for a, b in zip(shown, drawn, strict=True)) / len(drawn) < 2
