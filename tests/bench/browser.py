"""One visitor at a time, in a real Chromium: what is measured, on both sides in the same way.

A visitor is a fresh browser profile on disk, and the browser is started anew for each visit. A private window would be quicker
to open, but keeps no compiled code from one visit to the next, and readers mostly have no private window.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from hooks.bundle import PYODIDE, widget_sources, zipped
from hooks.setup import find_chromium
from tests.browser.conftest import PHONE, SITUATION
from tests.conftest import CHROMIUM_FLAGS
from tests.site import ROOT, SUB_PATH, Line, Server

HERE = Path(__file__).parent
VISITS = 3  # by the third, Chromium has compiled code in its cache that the second still had to write
CHECKLIST, SCRIPT = "card-prepare", "card-script"
TIME_LIMIT = 180_000  # ms, for one visit
RUNTIME = ("assets/pyodide-", "assets/islands-", "bench/")
"""Where the files stand that a page without an island would not fetch; a page fetches only what its side needs of them."""

SLOW = Line(bits=10_000_000, wait=0.06)
ISLANDLESS = "reference/glossary/"
COMPILED = """async url => {
    const start = performance.now();
    await WebAssembly.compileStreaming(fetch(url));
    return performance.now() - start;
}"""
NEXT = "prepare/"  # the page a reader goes to from there, loaded as a whole
READING = 5_000  # ms that a visitor stays once the answer is there, on both sides: ours makes its snapshot meanwhile
STARTED = """() => {
    const islands = [...document.querySelectorAll('.island')];
    if (islands.some(island => island.dataset.state === 'failed')) return 'failed';
    return islands.every(island => island.dataset.state === 'ready' && !('asking' in island.dataset)) && 'ready';
}"""
KEPT = """async () => {
    const islands = [...document.scripts].map(script => script.src).find(src => /islands-/.test(src));
    const {runtime} = await import(islands.replace('islands.js', 'runtime.js'));
    while (runtime.kept === 'begun') await new Promise(done => setTimeout(done, 50));
}"""

Edit = tuple[str, str | bool]


class BenchError(RuntimeError):
    """Something could not be measured; `str(error)` says what in one line."""


@dataclass
class Visitor:
    """What one visitor saw: ms to the first answer and bytes of the runtime by visit, and the round trips by island.

    `slow` is the first answer on a slow line, `following` the one of the next page, `blocked` how long the first visit's main
    thread was held up, `floor` how long fetching and compiling the WebAssembly takes when nothing else is done, all in ms.
    """

    floor: list[float] = field(default_factory=list)
    slow: list[float] = field(default_factory=list)
    following: list[float] = field(default_factory=list)
    blocked: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    downloads: list[int] = field(default_factory=list)
    trips: dict[str, list[dict[str, float]]] = field(default_factory=dict)


def add_stock(site: Path) -> None:
    """Put stock Pyodide, unmodified, and the uncompiled widgets under `bench/` of the built site."""
    folder = site / "bench"
    shutil.copytree(ROOT / PYODIDE, folder / "pyodide")
    shutil.copy(HERE / "stock.js", folder)
    (folder / "sources.zip").write_bytes(zipped(widget_sources(ROOT)))


def downloaded(server: Server, site: Path) -> int:
    """Return the bytes of bodies, gzipped, that the runtime's files took since `server.asked` was emptied."""
    paths = [path.removeprefix(SUB_PATH) for path in server.asked]
    files = [site / path for path in paths if path.startswith(RUNTIME)]
    return sum(len(server.packed(file)) for file in files if file.is_file())


@contextmanager
def profile() -> Iterator[str]:
    """Make the profile of a browser nobody has used before."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # Chromium may still be writing
        yield folder


@contextmanager
def visitor(playwright: Playwright, server: Server, folder: str, *, stock: bool) -> Iterator[BrowserContext]:
    """Start the browser of this profile, on a phone's screen, with the probe in every page."""
    context = playwright.chromium.launch_persistent_context(
        folder, executable_path=find_chromium(), args=CHROMIUM_FLAGS,
        viewport={"width": PHONE["width"], "height": PHONE["height"]}, locale="zh-CN", timezone_id="Asia/Shanghai",
    )  # fmt: skip
    worker = f"{server.url}bench/stock.js" if stock else None
    context.add_init_script("delete Navigator.prototype.serviceWorker")  # stock has none; what Python takes to come is measured
    context.add_init_script(script=f"{(HERE / 'probe.js').read_text(encoding='utf-8').rstrip()}({json.dumps(worker)});")
    try:
        yield context
    finally:
        context.close()


def visit(context: BrowserContext, server: Server) -> Page:
    """Open the page of the situation and return it once Python has answered all its islands.

    Raises BenchError when Python does not come up.
    """
    page = context.new_page()
    page.set_default_timeout(TIME_LIMIT)
    go(page, server.url + SITUATION)
    return page


def go(page: Page, url: str) -> float:
    """Go to a page and return the ms from the start of its worker to Python's first answer, once all islands have theirs.

    Raises BenchError when Python does not come up.
    """
    page.goto(url)
    if page.wait_for_function(STARTED).json_value() == "failed":
        raise BenchError(f"{page.url}：Python 没有在网页里启动")
    return float(page.evaluate("bench.answered - bench.started"))


def edits_of(page: Page, island: str, examples: dict[str, str], count: int) -> list[Edit]:
    """Return `count` edits of an island: the examples typed into its one-line fields; where there are none, ticks.

    Raises BenchError when there is nothing to edit.
    """
    fields: list[dict[str, str]] = page.evaluate(
        "id => [...document.getElementById(id).querySelectorAll('input[name]')].map(({name, type}) => ({name, type}))", island
    )
    texts = [(f["name"], examples[f["name"]]) for f in fields if f["type"] == "text" and f["name"] in examples]
    boxes = [f["name"] for f in fields if f["type"] == "checkbox"]
    if not texts and not boxes:
        raise BenchError(f"{page.url}#{island}：没有可以填的空格，也没有可以勾的框")
    return typed(texts, count) if texts else ticked(boxes, count)


def typed(fields: Sequence[tuple[str, str]], count: int) -> list[Edit]:
    """Return the first `count` edits of somebody who types each text into its field, a character at a time, over and over."""
    once = [(name, text[:end]) for name, text in fields for end in range(1, len(text) + 1)]
    return [once[n % len(once)] for n in range(count)]


def ticked(names: Sequence[str], count: int) -> list[Edit]:
    """Return the first `count` edits of somebody who ticks every box, then unticks every box, over and over."""
    return [(names[n % len(names)], n // len(names) % 2 == 0) for n in range(count)]


def edit(page: Page, island: str, examples: dict[str, str], count: int) -> list[dict[str, float]]:
    """Fill in a sheet, then make `count` edits in the island; return {whole, python: ms, size: bytes of the answer} of each.

    Raises BenchError when an answer does not come.
    """
    if island == SCRIPT:  # a sheet filled in is the most that Python has to write
        page.evaluate("([id, values]) => bench.fill(id, values)", [island, examples])
    made = edits_of(page, island, examples, count)
    trips: list[dict[str, float]] = page.evaluate("([id, edits]) => bench.edit(id, edits)", [island, made])
    if page.locator(f"#{island}[data-state=ready]").count() != 1:
        raise BenchError(f"{page.url}#{island}：Python 没有回答")
    return trips


def measure(playwright: Playwright, server: Server, site: Path, *, stock: bool, examples: dict[str, str], edits: int) -> Visitor:
    """Let a new visitor come `VISITS` times, at the last make `edits` edits an island and go on; let another come on a slow line."""
    seen = Visitor()
    with profile() as folder:
        for number in range(VISITS):
            server.asked.clear()
            with visitor(playwright, server, folder, stock=stock) as context:
                page = visit(context, server)
                seen.answers.append(page.evaluate("bench.answered - bench.started"))
                seen.downloads.append(downloaded(server, site))
                page.wait_for_timeout(READING)
                page.evaluate(KEPT)
                if number == 0:
                    seen.blocked.append(page.evaluate("bench.blocked"))
                if number == VISITS - 1:
                    seen.trips = {island: edit(page, island, examples, edits) for island in (CHECKLIST, SCRIPT)}
                    seen.following.append(go(page, server.url + NEXT))
    with profile() as folder, visitor(playwright, server, folder, stock=stock) as context:
        [wasm] = [path for path in site.rglob("pyodide.asm.wasm") if ("bench" in path.parts) == stock]
        page = context.new_page()
        page.goto(server.url + ISLANDLESS)
        seen.floor.append(page.evaluate(COMPILED, server.url + wasm.relative_to(site).as_posix()))
    server.line = SLOW
    try:
        with profile() as folder, visitor(playwright, server, folder, stock=stock) as context:
            seen.slow.append(visit(context, server).evaluate("bench.answered - bench.started"))
    finally:
        server.line = None
    return seen
