"""Later visits start from Python's memory kept on the device, and it changes nothing but the time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from py_widgets.runtime import NAMES, load, step

from ..site import Server
from .conftest import PHONE, SITUATION, open_page, ready, settled

EMPTY = "reference/glossary/"  # a page without an island
WORKER = """() => {
    const islands = [...document.scripts].map(script => script.src).find(src => /islands-/.test(src));
    return islands.replace('islands.js', 'worker.js');
}"""
# Plays every example on one worker, as a page would: each reply's state goes into the next request.
PLAY = """async ([url, widget, plays]) => {
    const worker = new Worker(url, {type: 'module'});
    const heard = test => new Promise((done, refuse) => {
        const hear = ({data}) => {
            if (data.type === 'failed') refuse(new Error(data.reason));
            if (!test(data)) return;
            worker.removeEventListener('message', hear);
            done(data);
        };
        worker.addEventListener('message', hear);
    });
    worker.postMessage({type: 'start', widgets: [widget], plain: false});
    const {how, damage, faults} = await heard(data => data.type === 'ready');
    const replies = [];
    let id = 0;
    for (const requests of JSON.parse(plays)) {
        let state = null;
        let reply = null;
        for (const request of requests) {
            id += 1;
            const answer = heard(data => data.id === id);
            worker.postMessage({type: 'ask', id, widget: request.widget, request: JSON.stringify({...request, state})});
            reply = JSON.parse((await answer).reply);
            state = reply.state;
        }
        replies.push(reply);
    }
    worker.terminate();
    return {how, damage, faults, replies: JSON.stringify(replies)};
}"""
KEEP = """url => new Promise(done => {
    const worker = new Worker(url, {type: 'module'});
    worker.onmessage = ({data}) => (data.type === 'kept' || data.type === 'failed') && (worker.terminate(), done(data.how ?? data.reason));
    worker.postMessage({type: 'keep'});
})"""
FILES = """async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('shuoqingchu-python').catch(() => null);
    const found = {};
    if (folder) for await (const [name, handle] of folder.entries()) found[name] = (await handle.getFile()).size;
    return found;
}"""
SPOIL = """async ([name, at, text]) => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle('shuoqingchu-python');
    const file = await folder.getFileHandle(name);
    const writing = await file.createWritable({keepExistingData: true});
    if (at < 0) await writing.truncate((await file.getFile()).size + at);
    else await writing.write({type: 'write', position: at, data: text});
    await writing.close();
}"""


def plays() -> list[list[dict[str, Any]]]:
    """Return the requests of every example of every widget; the page puts in the state."""
    found = []
    for name in NAMES:
        for example in load(name).EXAMPLES:
            hydrate = {"type": "hydrate", "values": example.values, "today": example.today}
            msgs = [None, hydrate, *({"today": example.today, **msg} for msg in example.msgs)]
            found.append([{"island": "x", "gen": 0, "widget": name, "props": example.props, "msg": msg} for msg in msgs])
    return found


def play(page: Page, worker: str, requests: list[list[dict[str, Any]]]) -> dict[str, Any]:
    """Let the page play the requests; they go there and back as JSON text, which carries every character, half an emoji too."""
    found: dict[str, Any] = page.evaluate(PLAY, [worker, NAMES[0], json.dumps(requests)])
    return found | {"replies": json.loads(found["replies"])}


def expected() -> list[dict[str, Any]]:
    """Return the last reply of each of `plays`, from the Python that runs this test."""
    replies = []
    for requests in plays():
        reply: dict[str, Any] = {"state": None}
        for request in requests:
            reply = json.loads(step(json.dumps(request | {"state": reply["state"]})))
        assert "error" not in reply
        replies.append(reply)
    return replies


@pytest.fixture(scope="module")
def visited(browser, server: Server) -> Iterator[BrowserContext]:  # type: ignore[no-untyped-def]
    """A visitor whose device keeps a snapshot, made without any reader's doing."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai")
    page = open_page(context, server, EMPTY)
    assert page.evaluate(KEEP, page.evaluate(WORKER)) == "kept"
    page.close()
    yield context
    context.close()


def boot(page: Page) -> dict[str, Any]:
    """Return how the page's Python came up."""
    found: dict[str, Any] = page.evaluate(
        "worker => import(worker.replace('worker.js', 'runtime.js')).then(({runtime}) => runtime.boot)", page.evaluate(WORKER)
    )
    return found


def test_every_example_from_the_served_bundle_and_from_a_snapshot(context: BrowserContext, visited: BrowserContext, server: Server) -> None:
    """The replies are those of the build's Python, to the letter."""
    wanted = expected()
    for visitor, how in ((context, "plain"), (visited, "snapshot")):
        page = open_page(visitor, server, EMPTY)
        found = play(page, page.evaluate(WORKER), plays())
        assert (found["how"], found["damage"]) == (how, None)
        for asked, reply, want in zip(plays(), found["replies"], wanted, strict=True):
            assert reply == want, asked[0]["widget"]
        page.close()


def test_a_later_visit_starts_from_it_without_the_library(visited: BrowserContext, server: Server) -> None:
    server.asked.clear()
    page = open_page(visited, server, SITUATION)
    ready(page, "card-script")
    assert boot(page) == {"type": "ready", "how": "snapshot", "damage": None}
    assert not [path for path in server.asked if path.endswith(".bin")]
    page.locator("#card-script [name=full_name]").fill("王小明")
    settled(page)
    expect(page.locator("#card-script-phone .say").first).to_contain_text("我是王小明")
    assert page.trouble == []  # type: ignore[attr-defined]
    page.close()


@pytest.mark.trust("故障", "存在本机的 Python 快照损坏、截短：丢掉，照常启动，重新做一份")
@pytest.mark.parametrize(
    ("at", "text"),
    [(0, "what?"), (4, "\xff\xff\xff\x00"), (8, "\xff\xff\x00\x00"), (2_000_000, "one wrong byte"), (-4096, ""), (-(10**9), "")],
    ids=["another kind of file", "too much memory", "too many runs", "a wrong byte", "cut short", "empty"],
)
def test_a_damaged_snapshot_is_noticed_thrown_away_and_made_again(context: BrowserContext, server: Server, at: int, text: str) -> None:
    page = open_page(context, server, EMPTY)
    worker = page.evaluate(WORKER)
    assert page.evaluate(KEEP, worker) == "kept"
    [(name, size)] = page.evaluate(FILES).items()
    page.evaluate(SPOIL, [name, max(at, -size), text])
    found = play(page, worker, plays()[:1])
    assert found["how"] == "plain" and found["damage"] and found["replies"] == expected()[:1]
    assert page.evaluate(FILES) == {}
    assert page.evaluate(KEEP, worker) == "kept"
    assert play(page, worker, plays()[:1])["how"] == "snapshot"


@pytest.mark.trust("故障", "快照一再损坏：数着，到第三次就不再做，照常启动")
def test_a_device_that_spoils_them_gets_no_more(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, EMPTY)
    worker = page.evaluate(WORKER)
    for time in (1, 2, 3):
        assert page.evaluate(KEEP, worker) == "kept"
        [(name, _)] = page.evaluate(FILES).items()
        page.evaluate(SPOIL, [name, 0, "what?"])
        found = play(page, worker, plays()[:1])
        assert (found["how"], found["faults"]) == ("plain", time)
    assert page.evaluate(KEEP, worker) == "damaged too often"
    assert play(page, worker, plays()[:1])["how"] == "plain"


@pytest.mark.trust("故障", "快照是别的版本的：不用它，照常启动")
@pytest.mark.parametrize("size", [65536, 21_037_056], ids=["too small for the program", "without Pyodide's mark"])
def test_one_that_is_whole_but_wrong_is_refused(context: BrowserContext, server: Server, size: int) -> None:
    """The sum is right; the memory is blank."""
    page = open_page(context, server, EMPTY)
    worker = page.evaluate(WORKER)
    assert page.evaluate(KEEP, worker) == "kept"
    [(name, _)] = page.evaluate(FILES).items()
    page.evaluate(
        """async ([name, size]) => {
            const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('shuoqingchu-python');
            const writing = await (await folder.getFileHandle(name)).createWritable();
            await writing.write(new Uint32Array([0x31595053, size, 0, 0]));
            await writing.close();
        }""",
        [name, size],
    )
    found = play(page, worker, plays()[:1])
    assert found["how"] == "plain" and found["damage"] and found["replies"] == expected()[:1]


@pytest.mark.trust("故障", "旧版本的快照：删掉，只留一份新的")
def test_older_snapshots_go_and_only_one_is_made(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, EMPTY)
    page.evaluate(
        """async () => {
            const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('shuoqingchu-python', {create: true});
            for (const name of ['of-last-week', 'half']) await folder.getFileHandle(name, {create: true});
        }"""
    )
    worker = page.evaluate(WORKER)
    told = page.evaluate(f"async url => Promise.all([({KEEP})(url), ({KEEP})(url)])", worker)
    assert sorted(told) == ["another tab is at it", "kept"]
    assert len(page.evaluate(FILES)) == 1 and "of-last-week" not in page.evaluate(FILES)
    assert page.evaluate(KEEP, worker) == "kept before"


@pytest.mark.trust("故障", "存储满了：不做快照，照常启动")
def test_a_full_device_keeps_nothing_and_works(context: BrowserContext, server: Server) -> None:
    page = open_page(context, server, EMPTY)
    client = context.new_cdp_session(page)
    client.send("Storage.overrideQuotaForOrigin", {"origin": server.url.removesuffix("/shuo/"), "quotaSize": 1_000_000})
    worker = page.evaluate(WORKER)
    assert page.evaluate(KEEP, worker) != "kept"
    assert page.evaluate(FILES) == {}
    assert play(page, worker, plays()[:1])["how"] == "plain"


SOON = "setTimeout = ((native) => (go, ms, ...more) => native(go, ms === 3000 ? 0 : ms, ...more))(setTimeout);"
BEGUN = """async worker => {
    const {runtime} = await import(worker.replace('worker.js', 'runtime.js'));
    while (!runtime.kept) await new Promise(done => requestAnimationFrame(done));
}"""
KEPT = """async worker => {
    const {runtime} = await import(worker.replace('worker.js', 'runtime.js'));
    while (runtime.kept === 'begun') await new Promise(done => requestAnimationFrame(done));
    return runtime.kept;
}"""


def test_what_a_reader_wrote_is_not_in_it(context: BrowserContext, server: Server) -> None:
    """The page makes one by itself, and while it does the reader writes."""
    context.add_init_script(SOON)
    page = open_page(context, server, SITUATION)
    page.locator("#card-script [name=full_name]").fill("欧阳无名氏")
    ready(page, "card-script")
    worker = page.evaluate(WORKER)
    page.evaluate(BEGUN, worker)
    page.locator("#card-script [name=full_name]").fill("某某示例人")
    assert page.evaluate(KEPT, worker) == "kept"
    found = page.evaluate(
        """async texts => {
            const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('shuoqingchu-python');
            for await (const handle of folder.values()) {
                const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
                const as = name => new TextDecoder(name).decode(bytes);
                const [utf8, utf16] = [as('utf-8'), as('utf-16le')];
                return texts.map(text => utf8.includes(text) || utf16.includes(text));
            }
        }""",
        ["欧阳无名氏", "某某示例人"],
    )
    assert found == [False, False]


@pytest.mark.parametrize(
    "sparing",
    [
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})",
        "Object.defineProperty(navigator, 'connection', {value: {effectiveType: '2g'}})",
        "sessionStorage.setItem('shuoqingchu:shared-computer', '1')",
        "Object.defineProperty(navigator, 'storage', {value: undefined})",
    ],
    ids=["saveData", "2g", "shared computer", "no storage"],
)
def test_nothing_is_kept_where_nothing_should_be(context: BrowserContext, server: Server, sparing: str) -> None:
    context.add_init_script(f"{sparing}; {SOON}")
    page = open_page(context, server, SITUATION)
    page.locator("#card-script [name=full_name]").fill("王小明")
    ready(page, "card-script")
    settled(page)
    assert page.evaluate(KEPT, page.evaluate(WORKER)) is None
