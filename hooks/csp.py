"""The policy by which a page's browser runs and asks for nothing but the site's own: a Content-Security-Policy in every page.

Nothing here knows MkDocs: HTML in, HTML out. GitHub Pages sets no headers, so the policy is a `<meta>`. It is one for the whole
site, because Material's instant navigation stays in the document of the first page, whose policy goes on holding.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

from hooks.checks.problem import Problem

DIRECTIVES = {
    "default-src": "'none'",  # frames, media, plug-ins and whatever is invented later
    "script-src": "'self' 'wasm-unsafe-eval'",  # WebAssembly is Python; JavaScript is not made from text
    "style-src": "'self'",  # Material and the widgets set properties from their scripts, which the policy does not touch
    "img-src": "'self' data:",  # the style sheets' icons
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",  # the theme's search and palette are forms, and neither is ever to be sent
}
# The charset counts only in the first 1024 bytes of a page, which the policy would fill; it loads nothing.
_HEAD = re.compile(r"<head[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
_RULE = "csp"
_CONTROLS = re.compile(r"[\x00-\x20]")  # a browser passes over them in a scheme


class _Reader(HTMLParser):
    """What the policy needs of a page: its inline `scripts`, and the `problems`: what it would refuse to run or to apply."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.problems: list[Problem] = []
        self._path = path
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        for name, value in attrs:
            if name.startswith("on"):
                self._report(f"<{tag}>上有{name}，浏览器会拒绝运行", "删掉它，要做的事写进组件")
            elif name == "style":
                self._report(f"<{tag}>上有style，浏览器会拒绝采用", "改成class，样式写进hooks/theme/assets/site.css")
            elif value and _CONTROLS.sub("", value).lower().startswith("javascript:"):
                self._report(f"<{tag}>的{name}是javascript:，浏览器会拒绝运行", "改成真正的地址，要做的事写进组件")
        if tag == "style":
            self._report("有<style>，浏览器会拒绝采用", "样式写进hooks/theme/assets/site.css")
        if tag == "script" and "src" not in found and "json" not in (found.get("type") or ""):
            self.scripts.append("")
            self._inside = True

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def _report(self, message: str, fix: str) -> None:
        self.problems.append(Problem(self._path, self.getpos()[0], _RULE, message, fix))


def read(html: str, path: str = "") -> tuple[set[str], list[Problem]]:
    """Return the sources that allow a page's inline scripts (`'sha256-…'`), and what no policy of ours allows."""
    reader = _Reader(path)
    reader.feed(html)
    reader.close()
    return {_source(script) for script in reader.scripts}, reader.problems


def _source(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def policy(sources: set[str]) -> str:
    """Return the policy that allows the inline scripts of `sources`, and no others."""
    directives = DIRECTIVES | {"script-src": " ".join([DIRECTIVES["script-src"], *sorted(sources)])}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def guarded(html: str, policy: str) -> str:
    """Return a page with the policy before anything that it could refuse, and with no address of it told to where a link leads.

    Raises ValueError when the page has no `<head>`.
    """
    head = _HEAD.search(html)
    if not head:
        raise ValueError("no <head>")
    metas = f'<meta http-equiv="Content-Security-Policy" content="{policy}"><meta name="referrer" content="no-referrer">'
    return html[: head.end()] + metas + html[head.end() :]


def finish(site: Path) -> list[Problem]:
    """Put one policy for all into every page of a built site; return what has to be put right first, and then change nothing."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    found = [read(html, path.relative_to(site).as_posix()) for path, html in pages.items()]
    problems = [problem for _, several in found for problem in several]
    if not problems:
        one = policy({source for sources, _ in found for source in sources})
        for path, html in pages.items():
            path.write_text(guarded(html, one), encoding="utf-8")
    return problems
