"""What has to be looked at again although nobody changed it: facts near their review date, and links that lead nowhere.

    python -m hooks.watch > report.md      nothing is written when there is nothing to say; exit code 0 either way

The scheduled workflow keeps the report as one issue. Links are asked politely: HEAD, then GET where HEAD is not understood, one
request a second for each host.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from http.client import HTTPException
from pathlib import Path
from socket import gaierror
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from hooks import data

ROOT = Path(__file__).parent.parent
SOON = timedelta(days=30)
PAUSE = 1.0  # seconds between two requests to one host
TIMEOUT = 20.0  # seconds for an answer
LINK = re.compile(r"https?://[^\s<>()\"'`\[\]，。；、：（）《》“”]+")
GONE = {404, 410}
NOT_HEAD = {400, 403, 404, 405, 406, 429, 500, 501, 503}
"""What servers say to HEAD though they would answer GET."""
UNKNOWN = {401, 403, 406, 408, 425, 429, 451, 503}
"""What servers say to a program, or when they are busy: of the page it says nothing."""

State = Literal["alive", "moved", "dead", "unknown"]


@dataclass(frozen=True)
class Answer:
    """What a link came to: `status` of HTTP or 0, the address it ended at, what went wrong."""

    status: int
    url: str
    error: str = ""
    gone: bool = False  # the host has no address


@dataclass(frozen=True)
class Link:
    """An address and the files it stands in, as `path:line`."""

    url: str
    places: tuple[str, ...]


Fetch = Callable[[str, str], Answer]
"""Asks for `(method, address)`."""


# -- what is there ----------------------------------------------------------------------------------------------------


def due(facts: Iterable[data.Fact], today: date) -> tuple[list[data.Fact], list[data.Fact]]:
    """Return the facts past their review date, and those that reach it within 30 days, the most urgent first."""
    ordered = sorted(facts, key=lambda fact: (fact.review, fact.id))
    late = [fact for fact in ordered if data.expired(fact, today)]
    return late, [fact for fact in ordered if fact not in late and date.fromisoformat(fact.review) <= today + SOON]


def links(texts: Mapping[str, str]) -> list[Link]:
    """Return the outside links of `texts` (path → text), each once, without what they point at inside a page."""
    places: dict[str, list[str]] = {}
    for path, text in texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            for found in LINK.findall(line):
                url = found.partition("#")[0].rstrip(".,;:!*_")
                if urlsplit(url).hostname not in {"127.0.0.1", "localhost", None}:
                    places.setdefault(url, []).append(f"{path}:{number}")
    return [Link(url, tuple(where)) for url, where in places.items()]


# -- asking -----------------------------------------------------------------------------------------------------------


def state(link: str, answer: Answer) -> State:
    """Return what an answer says of a link. A server that is busy or lets no program in says nothing."""
    if answer.gone or answer.status in GONE or (answer.status >= 500 and answer.status not in UNKNOWN):
        return "dead"
    if not 200 <= answer.status < 300:
        return "unknown"
    asked, ended = urlsplit(link), urlsplit(answer.url)
    same = asked.hostname == ended.hostname and asked.path.rstrip("/") == ended.path.rstrip("/")
    return "alive" if same else "moved"


def fetch(method: str, url: str, *, timeout: float = TIMEOUT) -> Answer:
    """Ask for an address over the network, follow where it leads, and read nothing of the body."""
    try:
        request = Request(url, method=method, headers={"User-Agent": "shuoqingchu-link-check", "Accept": "text/html,*/*"})
        with urlopen(request, timeout=timeout) as answer:
            return Answer(answer.status, answer.url)
    except HTTPError as error:
        with error:
            return Answer(error.code, error.url or url)
    except URLError as error:
        return Answer(0, url, str(error.reason), isinstance(error.reason, gaierror))
    except (OSError, HTTPException, ValueError) as error:
        return Answer(0, url, str(error) or type(error).__name__)


def ask(url: str, fetch: Fetch) -> Answer:
    """Return the answer to HEAD, or to GET where HEAD may have been the trouble."""
    answer = fetch("HEAD", url)
    return fetch("GET", url) if answer.status in NOT_HEAD else answer


def slowly(fetch: Fetch, *, now: Callable[[], float] = time.monotonic, wait: Callable[[float], None] = time.sleep) -> Fetch:
    """Return `fetch` that leaves a second between two requests to one host."""
    last: dict[str, float] = {}

    def asked(method: str, url: str) -> Answer:
        host = urlsplit(url).netloc
        if host in last:
            wait(max(0.0, last[host] + PAUSE - now()))
        try:
            return fetch(method, url)
        finally:
            last[host] = now()

    return asked


def heard(asked: Sequence[tuple[Link, Answer]]) -> list[tuple[Link, Answer]]:
    """Return `asked`; when no host at all had an address it is our own line that is down, and nothing is gone."""
    down = not any(answer.status for _, answer in asked)
    return [(link, replace(answer, gone=answer.gone and not down)) for link, answer in asked]


# -- telling ----------------------------------------------------------------------------------------------------------


def report(late: Iterable[data.Fact], soon: Iterable[data.Fact], asked: Iterable[tuple[Link, Answer]], today: date) -> str:
    """Return the issue's text in Markdown, "" when nobody has to do anything."""
    told: dict[State, list[tuple[Link, Answer]]] = {"alive": [], "moved": [], "dead": [], "unknown": []}
    for link, answer in asked:
        told[state(link.url, answer)].append((link, answer))
    parts = [
        *_part("依据过了复核日期", "这些依据的诉求已经自动降为“只是请求”。", map(_fact, late)),
        *_part(f"依据在{SOON.days}天内到期", "核对后改 `docs/_data/facts.yml` 的 checked 和 review。", map(_fact, soon)),
        *_part("链接打不开", "找到新地址，或删掉这条链接。", (_link(*one) for one in told["dead"])),
        *_part("链接搬了家", "打开新地址看一眼，内容还在就换成它。", (_link(*one) for one in told["moved"])),
    ]
    if not parts:
        return ""
    parts += _part("链接没有查成", "对方不让程序访问，或没有回答：请用浏览器打开看一眼。", (_link(*one) for one in told["unknown"]))
    return "\n".join([f"{today.isoformat()}自动检查。处理完关掉这一条；下次检查有新的，会再开。", "", *parts]).rstrip() + "\n"


def _part(title: str, cure: str, rows: Iterable[str]) -> Iterator[str]:
    listed = [f"- [ ] {row}" for row in rows]
    if listed:
        yield from (f"## {title}（{len(listed)}）", "", cure, "", *listed, "")


def _fact(fact: data.Fact) -> str:
    return f"{fact.review} `{fact.id}` {fact.title}：{data.citation(fact)}"


def _link(link: Link, answer: Answer) -> str:
    what = f" → {answer.url}" if answer.url != link.url else ""
    why = f"{answer.status}" if answer.status else answer.error
    return f"{link.url}{what}（{why}；{'、'.join(link.places[:3])}）"


def texts(root: Path) -> dict[str, str]:
    """Return what readers and contributors read, by path: pages, tables, and the Markdown files beside them."""
    files = [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md")), *sorted((root / "docs/_data").glob("*.yml"))]
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}


def main() -> None:
    """Print the report on the repository this file is in."""
    late, soon = due(data.load(ROOT / "docs/_data").facts.values(), date.today())
    polite = slowly(fetch)
    asked = heard([(link, ask(link.url, polite)) for link in links(texts(ROOT))])
    print(f"依据：过期{len(late)}条，{SOON.days}天内到期{len(soon)}条；外部链接{len(asked)}条。", file=sys.stderr)
    print(report(late, soon, asked, date.today()), end="")


if __name__ == "__main__":
    main()
