"""What a page weighs beside the same page in bare Material, and how long a build takes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext

from tests.bench.browser import ISLANDLESS
from tests.site import ROOT, SUB_PATH, Server, build

FIRST_PAINT = """() => new Promise(done => new PerformanceObserver(list => {
    const [entry] = list.getEntriesByName('first-contentful-paint');
    if (entry) done(entry.startTime);
}).observe({type: 'paint', buffered: true}))"""
SETTLING = 3_000  # ms after loading in which a page may still ask for more
BARE = "bare"  # the folder of the built site where the same page stands without anything of ours
FILLER = """---
title: 第{n}张填充页
description: 这一页只用来测生成网站要多久，不会发布，请不要引用。
reviewed: 2026-11-22
facts: []
---

# 第{n}页 {{#page-{n}}}

先说清楚一件事，再说下一件。
把时间、金额和单号写下来。

## 你要准备什么 {{#prepare-{n}}}

- 账单。
- 通话记录。
"""


def add_bare(site: Path) -> None:
    """Put the same page into `site`, built by Material as it comes: same text, navigation, theme and features, nothing of ours."""
    html = (site / ISLANDLESS / "index.html").read_text(encoding="utf-8")
    article = re.search(r"<article[^>]*>(.*?)</article>", html, re.DOTALL)
    assert article, "no article"
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    kept = [re.search(rf"^{key}:\n(?:  .*\n)+", config, re.MULTILINE) for key in ("theme", "nav")]
    settings = [line for found in kept if found for line in found[0].splitlines() if "custom_dir" not in line]
    with tempfile.TemporaryDirectory() as name:
        _build_bare(site, Path(name), article[1], settings)


def _build_bare(site: Path, folder: Path, article: str, settings: list[str]) -> None:
    docs = ROOT / "docs"
    for page in (path.relative_to(docs) for path in docs.rglob("*.md") if "_data" not in path.parts):
        (folder / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
        title = re.search(r"^title: .*$", (docs / page).read_text(encoding="utf-8"), re.MULTILINE)
        text = with_headings(article) if page == Path(ISLANDLESS).with_suffix(".md") else ""
        (folder / "docs" / page).write_text(f"---\n{title[0] if title else ''}\n---\n\n{text}\n", encoding="utf-8")
    text = "site_name: 说清楚\nsite_url: http://127.0.0.1/\nvalidation: {links: {anchors: ignore}}\n"
    text += "markdown_extensions: [attr_list, {toc: {permalink: true, toc_depth: 3}}]\n"
    (folder / "mkdocs.yml").write_text(text + "\n".join(settings) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml"), "-d", str(site / BARE)]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})


def with_headings(article: str) -> str:
    """Return the article with its headings in Markdown, the rest as it is: a table of contents is made of headings."""
    heading = re.compile(r'<h([1-6]) id="([^"]+)">(.*?)(?:<a class="headerlink".*?)?</h\1>', re.DOTALL)
    return heading.sub(lambda match: f"\n\n{'#' * int(match[1])} {match[3]} {{#{match[2]}}}\n\n", article)


def weight(context: BrowserContext, server: Server, path: str) -> tuple[int, int]:
    """Return the bytes of bodies, gzipped, that opening `path` takes, soon afterwards included; and those without search's files.

    Material fetches the whole index of its search with every page, this site a few bytes until search is touched.
    """
    server.asked.clear()
    page = context.new_page()
    page.goto(server.url + path)
    page.wait_for_timeout(SETTLING)
    page.close()
    own = [name.removeprefix(SUB_PATH) for name in server.asked if "favicon" not in name]  # a browser asks for the icon when it likes, once
    sizes = [(name, len(server.packed(file))) for name in own if (file := server.file(name)).is_file()]
    return sum(size for _, size in sizes), sum(size for name, size in sizes if "search" not in name and "lunr" not in name)


def paints(context: BrowserContext, server: Server, paths: Sequence[str], rounds: int) -> list[list[float]]:
    """Return the ms to the first contentful paint of each path, opened in turns with nothing cached."""
    page = context.new_page()
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    found: list[list[float]] = [[] for _ in paths]
    for _ in range(rounds):
        for path, samples in zip(paths, found, strict=True):
            page.goto(server.url + path)
            samples.append(float(page.evaluate(FIRST_PAINT)))
    page.close()
    return found


def build_time(folder: Path, pages: int, port: int) -> float:
    """Return the ms that `mkdocs build` takes for the site with so many pages, or as many as there are when those are more."""
    root = folder / f"build-{pages}"
    shutil.copytree(ROOT / "docs", root / "docs")
    there = len([path for path in (root / "docs").rglob("*.md") if "_data" not in path.parts])
    (root / "docs/filler").mkdir()
    for n in range(max(0, pages - there)):
        (root / f"docs/filler/p{n}.md").write_text(FILLER.format(n=n), encoding="utf-8")
    config = ROOT / f".bench-{pages}.yml"  # what a configuration names is looked for beside it
    config.write_text(
        f"INHERIT: mkdocs.yml\ndocs_dir: {root / 'docs'}\nstrict: false\nvalidation: {{omitted_files: ignore}}\n", encoding="utf-8"
    )
    start = time.perf_counter()
    try:
        build(root / "site", port, config=config, strict=False)
    finally:
        config.unlink()
    return (time.perf_counter() - start) * 1000
