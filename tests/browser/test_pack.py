"""The zip of `make pack`: the same bytes each time, and a site that works from any folder of any server, and reads from the disk."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from hooks import pack

from ..test_site import Document
from .conftest import PHONE, ready, settled
from .test_search import BEGIN, INPUT, META

pytestmark = pytest.mark.xdist_group("site")  # in one process: it is built once


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack.pack(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def unpacked(zipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader finds in the zip."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(folder)
    return folder / pack.TOP


class Quiet(SimpleHTTPRequestHandler):
    """What `python3 -m http.server` serves, without its log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_the_zip_is_named_by_its_day_and_says_how_to_use_it(zipped: Path, unpacked: Path) -> None:
    assert zipped.name == f"shuoqingchu-{date.today()}.zip"
    text = (unpacked / "说明.txt").read_text(encoding="utf-8-sig")
    assert "python3 -m http.server" in text and "index.html" in text
    assert zipped.stat().st_size < 10_000_000


@pytest.mark.trust("供应链", "离线包做两次，每个字节都一样")
def test_the_same_sources_give_the_same_bytes(zipped: Path, tmp_path: Path) -> None:
    assert pack.pack(tmp_path).read_bytes() == zipped.read_bytes()


@pytest.mark.trust("离线", "离线包直接从硬盘打开：每一页的链接都指到包里的文件")
def test_every_link_leads_to_a_file_of_the_zip(unpacked: Path, record_property: Callable[[str, object], None]) -> None:
    pages = {file: Document(file.read_text(encoding="utf-8")) for file in unpacked.rglob("*.html")}
    for file, page in pages.items():
        for tag, attribute, target in page.refs:
            url = urlsplit(target)
            if url.scheme or url.netloc:
                assert tag == "a", f"{file}: {target}"  # nothing is loaded from elsewhere
                continue
            aim = (file.parent / unquote(url.path)).resolve() if url.path else file
            assert aim.is_file() and aim.is_relative_to(unpacked), f"{file}: {attribute}={target}"
            if url.fragment and aim.suffix == ".html":
                names = {*pages[aim].ids, *pages[aim].names}
                assert unquote(url.fragment) in names, f"{file}: {target}"
    record_property("页", len(pages))


@pytest.mark.trust("离线", "离线包放在两个不同的目录下，不改一个字：工具都写得出文字，搜索有结果")
@pytest.mark.parametrize("path", ["/", "/any/where/"])
def test_any_folder_of_any_server_will_do(unpacked: Path, browser: Browser, tmp_path: Path, path: str) -> None:
    place = tmp_path / path.strip("/")
    place.parent.mkdir(parents=True, exist_ok=True)
    place = place if path != "/" else tmp_path / "root"
    place.symlink_to(unpacked)
    root = place if path == "/" else tmp_path
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai", service_workers="allow")
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    own = (origin + path, "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(own) else trouble.append(request.url))
    try:
        page.goto(origin + path)
        page.locator("label[for=__search]").first.click()
        expect(page.locator(META)).to_have_text(BEGIN, timeout=30_000)
        page.locator(INPUT).fill("快递丢了")
        link = page.locator("a.md-search-result__link").first
        expect(link).to_have_attribute("href", re.compile(r"\.html"), timeout=30_000)
        page.goto(f"{origin}{path}tools/deadlines.html")
        ready(page, "deadlines")
        page.locator("#deadlines").get_by_label("快递", exact=True).check()
        settled(page)
        entry = page.locator("#deadlines-row-courier-complaint")
        entry.locator("> .deadline-tick input").check()
        entry.locator(".deadline-ask input").first.fill("2026-11-20")
        settled(page)
        expect(entry).to_contain_text("最后一天：2026年11月27日")
        page.locator(".md-content a[href*='.html']").first.click()
        page.wait_for_url("**/*.html*")
        page.wait_for_function("() => navigator.serviceWorker.controller?.state === 'activated'")
    finally:
        server.shutdown()
        server.server_close()
    page.goto(f"{origin}{path}situations/parcel.html")  # offline, from there too
    expect(page.locator("h1")).to_be_visible()
    context.close()
    assert trouble == []


@pytest.mark.trust("离线", "离线包直接从硬盘打开：页面读得全，样式在，没有一处出错")
def test_pages_read_from_the_disk(unpacked: Path, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in ("index.html", "situations/parcel.html", "tools/deadlines.html"):
        page.goto((unpacked / path).as_uri())
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    page.locator(".md-content a[href*='.html']").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith("file:") and errors == []
    context.close()
