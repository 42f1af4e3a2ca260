"""The site as it is published: what search finds, what a page must have, what must not leave the site; the builds that must fail."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as etree
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
import yaml

from py_widgets.labels import runtime as runtime_labels

from .site import ROOT, SUB_PATH

DOCS = ROOT / "docs"
PAGE_BUDGET = 60_000  # bytes of one page's HTML after gzip -6, which is what GitHub Pages sends
SEARCH_BUDGET = 400_000  # the same for what the first search loads


# -- reading ----------------------------------------------------------------------------------------------------------


@dataclass
class Document(HTMLParser):
    """What the tests ask of a page; `refs` are (tag, attribute, value) of everything that leads somewhere."""

    html: str
    ids: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    refs: list[tuple[str, str, str]] = field(default_factory=list)
    css: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    LEADS = ("href", "src", "srcset", "poster", "data", "action", "formaction", "xlink:href")
    REGIONS = {"title": "title", "style": "style"}

    def __post_init__(self) -> None:
        super().__init__()
        self._inside: list[tuple[str, str]] = []
        self.feed(self.html)
        self.close()
        self.css.append(self.texts.get("style", ""))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        self.names |= {found["name"]} if tag == "a" and "name" in found else set()
        self.refs += [(tag, key, found[key]) for key in self.LEADS if key in found and (tag, found.get("rel")) != ("link", "canonical")]
        self.css += [found["style"]] if "style" in found else []
        if tag == "meta" and "name" in found:
            self.meta[found["name"]] = found.get("content", "")
        basis = tag == "footer" and "page-basis" in found.get("class", "")
        region = "footer" if basis else "title" if tag == "title" and "title" not in self.texts else "style" if tag == "style" else ""
        if region:
            self._inside.append((tag, region))

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1][0] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        for _, region in self._inside:
            self.texts[region] = self.texts.get(region, "") + data


@cache
def read(file: Path) -> Document:
    return Document(file.read_text(encoding="utf-8"))


def pages(site: Path) -> dict[str, Document]:
    """Return the pages by their path from the home page, which is "" itself; the page for what is not found is not one of them."""
    files = sorted(site.rglob("*.html"))
    return {file.relative_to(site).as_posix().removesuffix("index.html"): read(file) for file in files if file.name != "404.html"}


def plain(text: str) -> str:
    """Return text as it reads: without tags, the marks between words, and spaces."""
    return re.sub(r"<[^>]*>|\s", "", text)


@pytest.fixture(scope="module")
def indexed(site: Path) -> dict[str, str]:
    """The text that search knows of each page, by the page's path."""
    found: dict[str, str] = {}
    documents = json.loads(next((site / "search").glob("documents-*.json")).read_text(encoding="utf-8"))
    for page, _, title, text in documents["sections"]:
        path = documents["pages"][page][0]
        found[path] = found.get(path, "") + plain(title + text)
    return found


def path_of(source: Path) -> str:
    """Return the path on the site of a Markdown file."""
    return source.relative_to(DOCS).as_posix().removesuffix("index.md").removesuffix(".md") + ("" if source.name == "index.md" else "/")


def sources() -> list[Path]:
    return sorted(file for file in DOCS.rglob("*.md") if "_data" not in file.parts)


def said(line: str) -> list[str]:
    """Return the pieces of a list item that a reader sees as they stand: without marks, links' targets, blanks, strengths."""
    line = re.sub(r"\[\^\w+\]|\{#[\w-]+(?: \.quick)?\}|\*\*|`|（(有权要求|可以协商|只是请求)(\[\^\w+\])*）", "", line)
    line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
    return [piece for piece in (plain(piece) for piece in re.split(r"【[^】]*】", line)) if len(piece) > 3]


# -- what search can find ---------------------------------------------------------------------------------------------

ITEM = re.compile(r"^ *- (?:\[[ x]\] )?(.+)$")


@pytest.mark.parametrize("widget", ["checklist", "script"])
def test_the_index_holds_what_stands_in_a_widget(indexed: dict[str, str], widget: str) -> None:
    """Every item with its why and example, and every sentence of a script, whether it shows or is folded away."""
    seen = 0
    for source in sources():
        for block in re.findall(rf"^/// widget \| {widget}\n(.*?)^///$", source.read_text(encoding="utf-8"), re.M | re.S):
            for line in block.splitlines():
                for piece in said(match[1]) if (match := ITEM.match(line)) else []:
                    assert piece in indexed[path_of(source)], f"{source.name}: {piece}"
                    seen += 1
    assert seen > 20


def test_the_index_holds_each_law_that_is_cited(indexed: dict[str, str]) -> None:
    """Once: a law at the foot of fifty pages would bury the page on it (decisions/0006)."""
    everything = "".join(indexed.values())
    facts = {fact["id"]: fact for fact in yaml.safe_load((DOCS / "_data/facts.yml").read_text(encoding="utf-8"))}
    for source in sources():
        front = yaml.safe_load(source.read_text(encoding="utf-8").split("---\n")[1])
        for fact_id in front["facts"]:
            fact = facts[fact_id]
            assert plain(fact["law"]) in everything, f"{source.name}: {fact_id} {fact['law']}"


def test_the_index_holds_nothing_of_the_machinery(indexed: dict[str, str]) -> None:
    """Neither what the runtime says around a widget, nor props, nor the footer that every page has."""
    everything = "".join(indexed.values())
    runtime = [text for name, text in vars(runtime_labels).items() if name.isupper() and len(text) > 4]
    for text in [*runtime, '"tokens"', '{"blank"', "data-props", "内容核对于", "这里的信息不是法律意见"]:
        assert plain(text) not in everything, text


# -- what a page must have --------------------------------------------------------------------------------------------


def test_every_page_says_what_it_is_and_what_it_rests_on(site: Path) -> None:
    found = pages(site)
    assert set(found) == {path_of(source) for source in sources()}
    for path, page in found.items():
        assert page.texts["title"].strip(), path
        assert page.meta["description"].strip(), path
        assert "不是法律意见" in page.texts["footer"], path
        assert re.search(r"核对于\d{4}-\d\d-\d\d", page.texts["footer"]), path
    for what in (lambda page: page.texts["title"], lambda page: page.meta["description"]):
        told = [what(page) for page in found.values()]
        assert len(told) == len(set(told)), "two pages call themselves the same"


def test_no_id_stands_twice_on_a_page(site: Path) -> None:
    for path, page in pages(site).items():
        assert not {i for i in page.ids if page.ids.count(i) > 1}, path


def test_every_link_and_anchor_leads_somewhere(site: Path, port: int) -> None:
    home = f"http://127.0.0.1:{port}{SUB_PATH}"
    found = pages(site)
    broken = []
    for path, page in [*found.items(), ("404.html", read(site / "404.html"))]:
        for tag, attribute, value in page.refs:
            address = urljoin(home + path, value)
            if urlsplit(address)[:2] != urlsplit(home)[:2]:
                continue
            target, fragment = unquote(urlsplit(address).path).removeprefix(SUB_PATH), unquote(urlsplit(address).fragment)
            file = site / target / "index.html" if target in found else site / target
            anchors = {*read(file).ids, *read(file).names} if fragment and file.suffix == ".html" and file.is_file() else set()
            if not file.is_file() or (fragment and fragment not in anchors):
                broken.append(f"{path}: <{tag} {attribute}={value!r}>")
    assert broken == []


# -- what must not leave the site -------------------------------------------------------------------------------------

URL = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""")


def foreign(address: str) -> bool:
    """Whether a relative or absolute address names a place outside the site."""
    return bool(urlsplit(address).netloc) or urlsplit(address).scheme not in ("", "data", "blob")


def test_nothing_is_loaded_from_another_origin(site: Path) -> None:
    """A link a reader may follow can lead anywhere; what a page loads or sends cannot."""
    for path, page in [*pages(site).items(), ("404.html", read(site / "404.html"))]:
        loaded = [value for tag, _, value in page.refs if tag != "a"]
        styled = [a or b for css in page.css for a, b in URL.findall(css)]
        assert not [value for value in loaded + styled if foreign(value)], path
    sheets = list(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        addresses = [a or b for a, b in URL.findall(sheet.read_text(encoding="utf-8"))]
        assert not [address for address in addresses if foreign(address)], sheet.name
    for drawing in site.rglob("*.svg"):
        assert not [value for _, _, value in read(drawing).refs if foreign(value)], drawing.name


def test_what_is_only_for_authors_is_not_published(site: Path) -> None:
    assert not [file for file in site.rglob("*") if "_data" in file.parts or file.suffix in {".md", ".yml", ".yaml", ".py", ".pyc"}]


def test_the_sitemap_lists_every_page_under_its_address(site: Path, port: int) -> None:
    home = f"http://127.0.0.1:{port}{SUB_PATH}"
    listed = [node.text or "" for node in etree.parse(site / "sitemap.xml").iterfind("{*}url/{*}loc")]
    assert sorted(listed) == sorted(home + path for path in pages(site))


def test_pages_stay_light(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Print what each page weighs on the wire, and keep it within the budget."""
    weights = {path or "./": len(gzip.compress(page.html.encode(), 6)) for path, page in pages(site).items()}
    index = sum(len(gzip.compress(file.read_bytes(), 6)) for file in (site / "search").iterdir())
    with capsys.disabled():
        heaviest = sorted(weights.items(), key=lambda pair: -pair[1])[:3]
        print(f"\n  {len(weights)} pages, {sum(weights.values()):,} B gzip; heaviest: {heaviest}; search index {index:,} B")
    assert {path: weight for path, weight in weights.items() if weight > PAGE_BUDGET} == {}
    assert index <= SEARCH_BUDGET


# -- builds that must fail, and one that must not -----------------------------------------------------------------------


def mkdocs(config: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real `mkdocs build --strict`."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config), "--site-dir", str(target)]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def put(text: str) -> Callable[[str], str]:
    """Return an edit that puts text at the end of a page."""
    return lambda page: page + "\n" + text


def doubled_id(page: str) -> str:
    """Give the page's first item the id of its second."""
    first, second = re.findall(r"\{#[a-z]\w{3}\}", page)[:2]
    return page.replace(first, second, 1)


CHECKLIST = "/// {} | checklist\n    id: one-more\n    title: 单\n{}\n- [ ] **做** {{#a2a2}}\n///\n"
# What an author gets wrong, the page, and the words of the line at fault, its rule, and what the cure speaks of.
BROKEN = {
    "misspelt block": ("talk/robot.md", put(CHECKLIST.format("widgit", "")), "/// widgit", "block-name", "widget"),
    "unknown option": ("talk/robot.md", put(CHECKLIST.format("widget", "    colour: red\n")), "colour: red", "block-option", "title"),
    "doubled id": ("prepare/index.md", doubled_id, "", "task-id-double", "make ids"),
    "broken front matter": ("talk/robot.md", lambda page: page.replace("title: ", "title: [", 1), "title: [", "front-matter", "键: 值"),
    "unknown blank": ("talk/robot.md", put("我叫【没有这个空】。\n"), "没有这个空", "blank-unknown", "fields.yml"),
    "unknown fact": ("talk/robot.md", put("这是一句。[^Z99]\n"), "Z99", "fact-id", "facts.yml"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_slip_stops_the_build_with_its_line_and_cure(tmp_path: Path, kind: str) -> None:
    name, edit, at_fault, rule, cure = BROKEN[kind]
    copytree(DOCS, tmp_path / "docs")
    page = tmp_path / "docs" / name
    text = edit(page.read_text(encoding="utf-8"))
    page.write_text(text, encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    # Paths in an inherited file count from the file that inherits.
    config.write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\ntheme: {{custom_dir: {ROOT}/hooks/theme}}\nhooks: [{ROOT}/hooks/mkdocs_events.py]\nwatch: []\n",
        encoding="utf-8",
    )
    done = mkdocs(config, tmp_path / "site")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    report = re.search(rf"^ERROR +- +{re.escape(str(page))}:(\d+): (.+) \[{rule}\] (.+)$", done.stderr, re.M)
    assert report, done.stderr
    assert at_fault in text.splitlines()[int(report[1]) - 1]
    assert cure in report[3]
    assert not (tmp_path / "site" / "index.html").exists()


def test_a_fact_past_its_review_warns_and_is_still_published(tmp_path: Path) -> None:
    done = mkdocs(ROOT / "mkdocs.yml", tmp_path, SOURCE_DATE_EPOCH="1861920000")  # 2029-01-01
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"docs/situations/card-overdue\.md:\d+: D11 .+ \[fact-expired\] .+", done.stderr), done.stderr
    page = (tmp_path / "situations/card-overdue/index.html").read_text(encoding="utf-8")
    assert "本页有依据过了复核日期" in page
    assert "本页有依据过了复核日期" not in (tmp_path / "talk/principles/index.html").read_text(encoding="utf-8")


# -- the way back to whoever writes the pages ---------------------------------------------------------------------------


def one_page(folder: Path, name: str, text: str) -> Path:
    """Write a site of one page with the real theme, tables and hooks; return its configuration."""
    page = folder / "docs" / name
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    copytree(DOCS / "_data", folder / "docs" / "_data")
    (folder / "docs" / "_data" / "ids.yml").unlink()
    config = folder / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\ntheme: {{custom_dir: {ROOT}/hooks/theme}}\nhooks: [{ROOT}/hooks/mkdocs_events.py]\nwatch: []\n"
        f"docs_dir: docs\nnav: [{name}]\n",
        encoding="utf-8",
    )
    return config


def test_with_a_repository_each_page_leads_to_its_source_and_its_forms(tmp_path: Path) -> None:
    front = "---\ntitle: 退款慢 & 拖\ndescription: 一句话说清这一页回答读者的什么问题。\nreviewed: 2026-11-21\nfacts: []\n---\n"
    config = one_page(tmp_path, "a b/甲.md", front)
    done = mkdocs(config, tmp_path / "site", REPO_URL="https://example.com/who/what/", SOURCE_DATE_EPOCH="1795219200")
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = (tmp_path / "site" / "a b").rglob("*.html")
    led = {urlsplit(value).path: urlsplit(value).query for tag, _, value in read(file).refs if tag == "a" and "/what/" in value}
    assert parse_qs(led["/who/what/issues/new"]) == {"template": ["missing-situation.yml"], "near": ["a b/甲.md"]}
    assert "/who/what/edit/main/docs/a%20b/%E7%94%B2.md" in led
    wrong = next(value for _, _, value in read(file).refs if "wrong-fact" in value)
    filled = {"template": ["wrong-fact.yml"], "title": ["内容有误：退款慢 & 拖"], "page": ["a b/甲.md"]}
    assert parse_qs(urlsplit(wrong).query) == filled
    assert not [value for tag, _, value in read(file).refs if tag != "a" and foreign(value)]


def test_without_a_repository_each_page_leads_to_the_page_on_feedback(site: Path) -> None:
    for path, page in pages(site).items():
        led = [value for tag, _, value in page.refs if tag == "a"]
        assert not [value for value in led if "/edit/main/" in value or "/issues/new" in value], path
        assert path == "reference/feedback/" or [value for value in led if value.endswith("feedback/")], path


FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
# What GitHub's documentation of issue forms allows: the keys of a form, and of each kind of element.
FORM_KEYS = {"name", "description", "title", "labels", "projects", "assignees", "type", "body"}
ELEMENTS = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}


@pytest.mark.parametrize("name", sorted(file.name for file in FORMS.glob("*.yml") if file.name != "config.yml"))
def test_a_form_is_one_that_is_shown(name: str) -> None:
    """GitHub shows a form with a slip in it as an error to the reader, and only there."""
    form = yaml.safe_load((FORMS / name).read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= set(form) <= FORM_KEYS
    assert all(isinstance(form[key], str) and form[key].strip() for key in ("name", "description"))
    ids = [element["id"] for element in form["body"] if "id" in element]
    labels = [element["attributes"]["label"] for element in form["body"] if element["type"] != "markdown"]
    assert len(ids) == len(set(ids)) == len(labels) == len(set(labels))
    for element in form["body"]:
        attributes = element["attributes"]
        assert set(element) <= {"type", "id", "attributes", "validations"}
        assert set(attributes) <= ELEMENTS[element["type"]]
        assert attributes.get("label" if element["type"] != "markdown" else "value", "").strip()
        assert re.fullmatch(r"[A-Za-z0-9_-]+", element.get("id", "x")) and ("id" in element) == (element["type"] != "markdown")
        assert set(element.get("validations", {})) <= {"required"}
        options = attributes.get("options", [])
        assert bool(options) == (element["type"] in ("dropdown", "checkboxes"))
        if element["type"] == "checkboxes":
            assert all(set(option) <= {"label", "required"} and option["label"].strip() for option in options)
        else:
            assert len(options) == len(set(options)) and all(isinstance(option, str) for option in options)
            assert "None" not in options
    warned = form["body"][0]
    assert warned["type"] == "markdown" and "不要写" in warned["attributes"]["value"] and "公开" in warned["attributes"]["value"]


def test_the_foot_of_a_page_fills_in_fields_that_the_forms_have() -> None:
    ids = {file.name: {e.get("id") for e in yaml.safe_load(file.read_text("utf-8"))["body"]} for file in FORMS.glob("*-*.yml")}
    assert "page" in ids["wrong-fact.yml"] and "near" in ids["missing-situation.yml"]
    assert set(yaml.safe_load((FORMS / "config.yml").read_text("utf-8"))) <= {"blank_issues_enabled", "contact_links"}
