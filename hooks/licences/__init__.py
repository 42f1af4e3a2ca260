"""Whose work the site sends to a browser, and under which licence: the table and the files behind docs/reference/licences.md.

Names, versions and licences come from the packages' own metadata, texts from the packages where they carry one; `texts/` holds
those they leave out. A test asks of every file of a built site whether a row here names it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TEXTS = Path(__file__).parent / "texts"
NPM = ROOT / "node_modules"
APACHE = "Apache-2.0"

MATERIAL_PARTS = {"clipboard", "escape-html", "focus-visible", "material-design-color", "tslib"}
"""What Material's script and styles hold besides RxJS: small parts, whose terms stand together in one file."""
PYTHON_PARTS = "Expat、libffi、HACL*、mimalloc、SipHash24、musl、error-stack-parser、libmpdec、bzip2、zlib、dtoa、LLVM"


@dataclass(frozen=True)
class Component:
    """Something shipped: `what` in Chinese, `files` as patterns of site-relative paths, `text` the licence in full (b"": not asked for)."""

    name: str
    version: str
    licence: str
    what: str
    files: tuple[str, ...]
    text: bytes = b""

    @property
    def path(self) -> str:
        """The site-relative path of the full text."""
        return f"assets/licences/{re.sub('[^a-z0-9]+', '-', self.name.lower()).strip('-')}.txt"


def components() -> Iterator[Component]:
    """Yield what is shipped, that of others first.

    Raises FileNotFoundError when npm's packages are missing.
    """
    material = distribution("mkdocs-material")
    bundle, styles = "assets/javascripts/bundle.*.min.js", "assets/stylesheets/*.css"
    own = "Material for MkDocs", material.version, material.metadata["License-Expression"]
    yield Component(*own, "网页的版式和导航", (bundle, styles, "assets/images/favicon.png"), _of("mkdocs-material"))
    yield Component("RxJS", "", APACHE, "Material的脚本里的事件流", (bundle,), _kept("rxjs"))
    what = f"Material的脚本和样式里的小部件：{'、'.join(sorted(MATERIAL_PARTS))}"
    yield Component("Material parts", "", "MIT、0BSD、W3C", what, (bundle, styles), _kept("material-parts"))
    icons = Path(str(material.locate_file("material/templates/.icons")))
    for name, licence, file in (
        ("Material Design Icons", APACHE, "material/LICENSE"),
        ("Octicons", "MIT", "octicons/LICENSE"),
        ("Font Awesome Free", "CC-BY-4.0", "fontawesome/LICENSE.txt"),
    ):
        # The first names the Apache licence without its text.
        text = (icons / file).read_bytes() + (b"\n" + _of("opencc") if licence == APACHE else b"")
        yield Component(name, "", licence, "图标", ("*.html", styles), text)
    yield from _python()
    yield _npm("idiomorph", "改网页时保住光标和输入", ("assets/islands-*/idiomorph.js",))
    yield _npm("minisearch", "搜索", ("assets/search-*/minisearch.js",))
    yield _npm("workbox-core", "断网时从设备上取网页", ("sw.js",))
    words = ("search/documents-*.json",)
    yield Component("OpenCC", distribution("opencc").version, APACHE, "搜索用的繁简对照", words, _of("opencc"))
    yield Component("pypinyin", distribution("pypinyin").version, "MIT", "搜索用的拼音", words, _of("pypinyin"))
    yield Component("chinesecalendar", "", "MIT", "放假和调休的日期", ("*.html",), _kept("chinesecalendar"))
    yield Component("说清楚：文字", "", "CC-BY-4.0", "本站的文章、清单和话术", tuple(_pages()))
    yield Component("说清楚：程序", "", "MIT", "本站自己的程序、样式和图标", tuple(_code()))


def assets() -> dict[str, bytes]:
    """Return the licences in full, by site-relative path."""
    return {component.path: component.text for component in components() if component.text}


def _python() -> Iterator[Component]:
    """Yield what `assets/pyodide-<hash>/` is made of."""
    runtime = ("assets/pyodide-*/pyodide.mjs", "assets/pyodide-*/pyodide.asm.js", "assets/pyodide-*/pyodide.asm.wasm")
    info = json.loads((NPM / "pyodide/pyodide-lock.json").read_bytes())["info"]
    mozilla = _of("pyodide-build")  # npm's package leaves out the text; this one is of the same project, under the same licence
    yield _npm("pyodide", "浏览器里的Python", runtime, text=mozilla)
    library = ("assets/pyodide-*/library.bin", *runtime)
    yield Component("CPython", info["python"], "PSF-2.0", "Python和它的标准库", library, _kept("cpython"))
    emscripten = info["platform"].removeprefix("emscripten_").replace("_", ".")
    what = f"把Python译成浏览器能跑的；连同Python里的{PYTHON_PARTS}"
    yield Component("Emscripten", emscripten, "MIT、BSD、zlib等", what, runtime, _kept("python-parts"))


def _npm(name: str, what: str, files: Iterable[str], *, text: bytes = b"") -> Component:
    """Return the row of an npm package."""
    package = json.loads((NPM / name / "package.json").read_bytes())
    found = text or next(path for path in sorted((NPM / name).glob("LICENSE*"))).read_bytes()
    title = {"workbox-core": "Workbox", "pyodide": "Pyodide", "idiomorph": "Idiomorph", "minisearch": "MiniSearch"}[name]
    return Component(title, package["version"], package["license"], what, tuple(files), found)


def _of(package: str) -> bytes:
    """Return the licence that a Python package carries."""
    dist = distribution(package)
    file = next(file for file in dist.files or () if re.fullmatch(r"LICENSE(\.txt)?", file.name) and "licenses" in file.parts)
    return Path(str(dist.locate_file(file))).read_bytes()


def _kept(name: str) -> bytes:
    return (TEXTS / f"{name}.txt").read_bytes()


def _pages() -> Iterator[str]:
    """Yield where the text of the pages is."""
    yield from ("*.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json", "search/documents-*.json")


def _code() -> Iterator[str]:
    """Yield the files that are ours, each by its name: one that somebody adds from elsewhere matches none."""
    yield from (f"assets/islands-*/{path.name}" for path in sorted((ROOT / "py_widgets/browser").iterdir()))
    yield "assets/islands-*/py-*.bin"
    for part in ("search", "offline"):
        yield from (f"assets/{part}-*/{path.name}" for path in sorted((ROOT / "hooks" / part / "browser").iterdir()))
    theme = ROOT / "hooks/theme"
    yield from (path.relative_to(theme).as_posix() for path in sorted(theme.rglob("*")) if path.is_file())
    yield "assets/licences/*.txt"
