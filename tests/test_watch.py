"""The weekly look at facts and links: what is dead is told, what only does not talk to programs is not called dead."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from hooks import data, watch
from hooks.watch import Answer, Link

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)


def fact(ident: str, review: str) -> data.Fact:
    row = dict.fromkeys(("rule", "version", "article", "since", "source"), "")
    row |= {"title": "要票据", "law": "消费者权益保护法", "confidence": "verified", "checked": "2026-05-21", "strength": "有权要求"}
    return data.Fact(**row, id=ident, review=review)


# -- what there is to look at -----------------------------------------------------------------------------------------


def test_facts_past_their_date_and_near_it_are_found() -> None:
    days = {"A4": "2026-12-23", "A3": "2026-12-22", "A1": "2026-11-21", "A2": "2026-11-22", "A0": "2025-01-01"}
    facts = [fact(ident, review) for ident, review in days.items()]
    late, soon = watch.due(facts, TODAY)
    assert [[one.id for one in part] for part in (late, soon)] == [["A0", "A1"], ["A2", "A3"]]


def test_links_are_found_once_with_the_places_they_stand_in() -> None:
    texts = {
        "docs/a.md": "见[法](https://example.org/law#part)。\n<https://example.org/law>，（https://example.org/x?a=1）。",
        "docs/b.yml": 'url: "http://example.com/"  # http://127.0.0.1:8000/ 和 https://localhost/ https://[broken',
    }
    assert watch.links(texts) == [
        Link("https://example.org/law", ("docs/a.md:1", "docs/a.md:2")),
        Link("https://example.org/x?a=1", ("docs/a.md:2",)),
        Link("http://example.com/", ("docs/b.yml:1",)),
    ]


def test_all_that_people_read_is_looked_through() -> None:
    found = watch.texts(ROOT)
    assert {"README.md", "docs/index.md", "docs/_data/facts.yml"} <= found.keys()
    assert all(place.partition(":")[0] in found for link in watch.links(found) for place in link.places)


# -- asking a server --------------------------------------------------------------------------------------------------


class Handler(BaseHTTPRequestHandler):
    """Answers /404 with 404 and so on; some paths have their own ways."""

    def do_GET(self) -> None:
        asked: list[tuple[str, str]] = self.server.asked  # type: ignore[attr-defined]
        asked.append((self.command, self.path))
        if self.path == "/silent":
            self.server.over.wait(30)  # type: ignore[attr-defined]
            return
        ways = {"/gone-home": (301, "/"), "/slash": (302, "/slash/"), "/loop": (302, "/loop")}
        status, to = ways.get(self.path, (200, ""))
        if self.path == "/only-get" and self.command == "HEAD":
            status = 405
        if self.path[1:].isdigit():
            status = int(self.path[1:])
        self.send_response(status)
        if to:
            self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.over = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.over.set()
        server.shutdown()


def came_to(server: Server, path: str, *, timeout: float = 10) -> watch.State:
    link = server.url + path
    return watch.state(link, watch.ask(link, lambda method, url: watch.fetch(method, url, timeout=timeout)))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "alive"),
        ("/only-get", "alive"),
        ("/slash", "alive"),
        ("/gone-home", "moved"),
        ("/404", "dead"),
        ("/410", "dead"),
        ("/500", "dead"),
        ("/502", "dead"),
        ("/403", "unknown"),
        ("/429", "unknown"),
        ("/503", "unknown"),
        ("/loop", "unknown"),
    ],
)
def test_what_a_server_says_of_a_link(server: Server, path: str, expected: str) -> None:
    assert came_to(server, path) == expected


def test_a_server_that_never_answers_is_given_up(server: Server) -> None:
    assert came_to(server, "/silent", timeout=0.2) == "unknown"


def test_a_refused_connection_and_a_broken_address_are_not_dead() -> None:
    for url in ("http://127.0.0.1:1/", "http://[/"):
        answer = watch.fetch("HEAD", url, timeout=5)
        assert answer.status == 0 and answer.error and watch.state(url, answer) == "unknown"


def test_the_body_is_asked_for_only_when_the_head_did_not_do(server: Server) -> None:
    server.asked.clear()
    came_to(server, "/200")
    came_to(server, "/404")
    assert server.asked == [("HEAD", "/200"), ("HEAD", "/404"), ("GET", "/404")]


def test_a_host_without_an_address_is_dead_unless_our_own_line_is_down() -> None:
    gone, fine = (Link("https://gone.example/", ("a:1",)), Answer(0, "", "no address", gone=True)), (Link("b", ()), Answer(200, "b"))
    assert watch.state(gone[0].url, watch.heard([gone, fine])[0][1]) == "dead"
    assert watch.state(gone[0].url, watch.heard([gone])[0][1]) == "unknown"


def test_one_host_is_asked_once_a_second_and_others_do_not_wait() -> None:
    clock, waited = [100.0], []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        clock[0] += seconds

    def fetch(method: str, url: str) -> Answer:
        clock[0] += 0.25
        return Answer(200, url)

    polite = watch.slowly(fetch, now=lambda: clock[0], wait=wait)
    for url in ("https://a.example/1", "https://a.example/2", "https://b.example/", "https://a.example/3"):
        polite("HEAD", url)
    assert waited == [1.0, 0.75]


# -- telling ----------------------------------------------------------------------------------------------------------

ALIVE = Link("https://example.org/", ("docs/a.md:1",)), Answer(200, "https://example.org/")
SHY = Link("https://example.com/", ("docs/a.md:2",)), Answer(403, "https://example.com/")


def test_no_issue_when_nobody_has_to_do_anything() -> None:
    assert watch.report([], [], [], TODAY) == watch.report([], [], [ALIVE, SHY], TODAY) == ""


def test_the_issue_says_what_to_do_about_each() -> None:
    dead = Link("https://example.org/x", ("docs/a.md:3", "docs/b.md:4")), Answer(404, "https://example.org/x")
    moved = Link("https://example.org/y", ("docs/a.md:5",)), Answer(200, "https://example.org/z")
    text = watch.report([fact("A1", "2026-11-21")], [fact("A2", "2026-12-01")], [ALIVE, SHY, dead, moved], TODAY)
    assert text.startswith("2026-11-22自动检查。")
    assert "## 依据过了复核日期（1）" in text and "- [ ] 2026-11-21 `A1` 要票据：《消费者权益保护法》" in text
    assert "## 依据在30天内到期（1）" in text and "- [ ] 2026-12-01 `A2`" in text
    assert "## 链接打不开（1）" in text and "- [ ] https://example.org/x（404；docs/a.md:3、docs/b.md:4）" in text
    assert "## 链接搬了家（1）" in text and "- [ ] https://example.org/y → https://example.org/z（200；docs/a.md:5）" in text
    assert "## 链接没有查成（1）" in text and "- [ ] https://example.com/（403；docs/a.md:2）" in text
    assert "https://example.org/（" not in text


def test_the_workflow_may_write_issues_and_nothing_else() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/watch.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "content": {"contents": "read", "issues": "write"},
        "packages": {"contents": "read"},
    }
    assert workflow[True].keys() == {"schedule", "workflow_dispatch"}  # YAML takes `on` for a truth value
