"""The browser's Python: Pyodide, the part of the standard library that is used, and the widgets.

Two folders whose names carry a hash of their content, so that a browser may keep them for ever:

    assets/pyodide-<hash>/   Pyodide from npm without what nobody calls (`prune.py`) and tables nobody reads (`tables.py`), and
                             library.bin: compiled modules in use
    assets/islands-<hash>/   the JavaScript and CSS of py_widgets/browser, Idiomorph, and the widgets compiled, part by part
                             (`parts.py`): a page fetches the parts its islands need

A .bin file is an archive (the library a zip that stores, a part of the widgets a tar) inside a gzip that the worker unpacks:
hosts do not compress what they take for an archive.

Which modules are in use is found by running: stock Pyodide boots in Node, imports every widget, plays every example
(`rehearsal.py`), and what it has loaded by then is kept. Then the same is played on what was kept, and must give the same
HTML. The same inputs give the same bytes.

Why it is done like this, with the bytes measured: decisions/0005-what-the-browser-downloads.md and
decisions/0007-one-python-soon.md.
"""

from __future__ import annotations

import ast
import functools
import gzip
import hashlib
import io
import json
import marshal
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import MAGIC_NUMBER, source_hash
from pathlib import Path, PurePosixPath
from types import CodeType

from hooks import pinned, prune, tables
from hooks.parts import module_name, parts
from hooks.setup import find_node

HERE = Path(__file__).parent
PYODIDE = Path("node_modules/pyodide")
IDIOMORPH = Path("node_modules/idiomorph/dist/idiomorph.min.js")
BINARYEN = Path("node_modules/binaryen")
LIBRARY = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
PACKED = "library.bin"
WASM, GLUE, LOADER = "pyodide.asm.wasm", "pyodide.asm.js", "pyodide.mjs"
# Read when this code is loaded: `mkdocs serve` goes on with it when the files change.
TOOLS = [
    (HERE / name).read_bytes() for name in ("bundle.py", "parts.py", "prune.py", "tables.py", "tables.json", "rehearsal.py", "rehearse.mjs")
]
TABLES = tables.read(tables.FILE.read_text(encoding="utf-8"))

HOLLOW = {
    # What a page has no use for (tasks that wait for each other, files, archives, chance), but Pyodide imports at its start,
    "asyncio/__init__.py", "importlib/resources/__init__.py", "pathlib/__init__.py", "random.py", "shutil.py", "tempfile.py",
    "zipfile/__init__.py",
    # what reads programs (syntax trees, tokens, signatures), to run lines of Python and to tell of functions,
    "_pyodide/_base.py", "_pyodide/docstring.py", "inspect.py",
    # and what `email` and `html` import for reading, while the widgets only write.
    "email/_parseaddr.py", "email/iterators.py", "html/entities.py", "quopri.py", "urllib/parse.py",
}  # fmt: skip
"""Files of the library that are imported but never called: a stand-in takes their place, and what only they import goes too."""

STAND_IN = b"""
__all__ = ()
def __getattr__(name):
    if name[:2] == "__":
        raise AttributeError(name)
    return type(name, (Exception,), {"__init__": lambda self, *args, **named: None})
"""
"""A module in which every name is an empty class: good enough to inherit from, to catch, to compare with and to call."""

STAND_INS = {
    # Pyodide's loop and its futures inherit from these, and name what they hold (`Future[T]`); it runs a few lines of its own, one of
    # which it wants the value of,
    "asyncio/__init__.py": STAND_IN.replace(b"{", b"{'__class_getitem__': classmethod(lambda cls, item: cls), ", 1),
    "_pyodide/_base.py": b"""
import sys
def eval_code(source, globals=None, locals=None, *, filename="<exec>", **options):
    globals = {} if globals is None else globals
    try:
        line = compile(source, filename, "single")
    except SyntaxError:
        return exec(compile(source, filename, "exec"), globals, locals)
    values, shown = [None], sys.displayhook
    sys.displayhook = values.append
    try:
        exec(line, globals, locals)
    finally:
        sys.displayhook = shown
    return values[-1]
def pyimport_impl(path):
    stem, _, name = path.rpartition(".")
    if not stem:
        return __import__(path)
    module = __import__(stem, fromlist=[name])
    return getattr(module, name) if hasattr(module, name) else __import__(path, fromlist=[name])
"""
    + STAND_IN,
    # it gives each of its functions a docstring,
    "_pyodide/docstring.py": b"def get_cmeth_docstring(of):\n    return f'{of.__name__}()\\n--\\n\\n'\n" + STAND_IN,
    # it asks for the signature of a function that takes whatever comes; data classes ask for their own, to write a docstring, and
    # do without, but they need what is annotated,
    "inspect.py": b"""
from types import MethodType, SimpleNamespace
def get_annotations(of):
    return dict(of.__dict__.get("__annotations__", {}))
def isclass(of):
    return isinstance(of, type)
def ismethod(of):
    return isinstance(of, MethodType)
def iscoroutinefunction(of):
    return bool(of.__code__.co_flags & 128)
class Parameter:
    empty = None
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)
def signature(of):
    code = getattr(of, "__code__", None)
    if not code or code.co_argcount or code.co_kwonlyargcount or code.co_flags & 12 != 12:
        raise ValueError("a stand-in: only of functions of (*args, **kwargs)")
    kinds = Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD
    names = code.co_varnames[:2]
    return SimpleNamespace(parameters={name: SimpleNamespace(name=name, kind=kind) for name, kind in zip(names, kinds)})
"""
    + STAND_IN,
    # and Pyodide looks for installed packages: there are none.
    "pathlib/__init__.py": b"class Path:\n    def __init__(self, *parts):\n        pass\n    def glob(self, pattern):\n        return ()\n"
    + STAND_IN,
}
"""Stand-ins that need more than that."""


class BundleError(RuntimeError):
    """The bundle cannot be made; `str(error)` says in one line what to do."""


@dataclass(frozen=True)
class Bundle:
    """What the site serves: `assets` by site-relative path, and the two files a page with an island names."""

    assets: dict[str, bytes]
    islands_js: str
    islands_css: str


# -- compiling --------------------------------------------------------------------------------------------------------


def without_lines(code: CodeType) -> CodeType:
    """Return `code` whose table of line numbers says of every instruction that its line is unknown.

    An empty table would be smaller still, but `traceback` fails on it. Format: one byte 1_1111_nnn covers n + 1 code units
    without location (CPython, Objects/locations.md, entry code 15).
    """
    full, rest = divmod(len(code.co_code) // 2, 8)
    table = b"\xff" * full + (bytes([0xF8 | rest - 1]) if rest else b"")
    consts = tuple(without_lines(c) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_linetable=table, co_consts=consts)


def compiled(sources: dict[str, bytes], *, lean: bool) -> dict[str, bytes]:
    """Return the .pyc of each of `sources` (path → text), compiled by pyodide-build's `py-compile`; `lean`: no docstrings and asserts.

    What py-compile makes depends on the clock and keeps the lines, so each file is finished here: no line numbers, and a header
    that says "do not check against the source" (PEP 552), which carries no time.

    Raises BundleError with what py-compile printed.
    """
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "sources.zip")
        archive.write_bytes(zipped(sources))
        # py_compile takes the level of the Python it runs in: -OO is the one without docstrings.
        flags = ["-OO"] if lean else []
        command = [sys.executable, *flags, "-m", "pyodide_cli", "py-compile", "--silent", "--compression-level", "0", str(archive)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300)
        if done.returncode:
            raise BundleError(f"pyodide py-compile 没有编译成功：{(done.stderr or done.stdout).strip()[-2000:]}")
        with zipfile.ZipFile(archive) as made:
            codes = {path: marshal.loads(made.read(f"{path}c")[16:]) for path in sources}
    # From version 3 on, marshal's bytes depend on what else the process holds in memory.
    return {
        f"{path}c": MAGIC_NUMBER + (1).to_bytes(4, "little") + source_hash(sources[path]) + marshal.dumps(without_lines(code), 2)
        for path, code in codes.items()
    }


def zipped(files: dict[str, bytes], *, level: int = 9) -> bytes:
    """Return a zip of `files`, in order of their names and without times; `level` 0 stores them as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name], zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED, level or None)
    return buffer.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    """Return a tar of `files`, in order of their names and without times."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name in sorted(files):
            member = tarfile.TarInfo(name)
            member.size = len(files[name])
            archive.addfile(member, io.BytesIO(files[name]))
    return buffer.getvalue()


def packed(archive: bytes) -> bytes:
    """Return the .bin of an archive that packs nothing itself; a tenth smaller than a zip that packs each file by itself."""
    return gzip.compress(archive, 9, mtime=0)


# -- what goes in -----------------------------------------------------------------------------------------------------


def widget_sources(root: Path) -> dict[str, bytes]:
    """Return the widgets' Python by path, `py_widgets/__init__.py` and so on; no browser files."""
    paths = sorted(p for p in (root / "py_widgets").rglob("*.py") if "browser" not in p.parts)
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in paths}


def imports(source: bytes) -> set[str]:
    """Return the modules that `source` imports absolutely, those inside functions included."""
    nodes = list(ast.walk(ast.parse(source)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level}


@dataclass(frozen=True)
class Report:
    """What a rehearsal found: the library's `files` in use, the `magic` of its bytecode, and the `output` of the widgets."""

    files: list[str]
    magic: str
    output: list[str]


def rehearse(pyodide: Path, widgets: bytes, modules: Iterable[str]) -> Report:
    """Boot the folder `pyodide` in Node with the zip `widgets` on its path, import `modules` and play every example.

    Raises BundleError with what Node printed.
    """
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "widgets.zip")
        archive.write_bytes(widgets)
        paths = map(str, (HERE / "rehearse.mjs", pyodide, archive, HERE / "rehearsal.py"))
        command = [find_node(), *paths, json.dumps(sorted(modules))]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300)
    if done.returncode:
        raise BundleError(f"组件在 Pyodide 里没有跑通：{done.stderr.strip()[-2000:]}")
    return Report(**json.loads(done.stdout))


def library(pyodide: Path, widgets: dict[str, bytes], boot: dict[str, bytes]) -> bytes:
    """Return a .bin of the standard library's modules that `widgets` need in the stock Pyodide at `pyodide`.

    `boot` are the pruned files it will be booted with. Raises BundleError when the Python running writes another bytecode than
    Pyodide reads, or the result behaves differently.
    """
    used = set().union(*map(imports, widgets.values()))
    modules = used | {module_name(path) for path in widgets}
    archive = zipped(widgets)
    before = rehearse(pyodide, archive, modules)
    if before.magic != MAGIC_NUMBER.hex():
        raise BundleError(f"Python {sys.version.split()[0]} 的字节码与 Pyodide 的不同，请用 .python-version 里的版本")
    with zipfile.ZipFile(pyodide / LIBRARY) as stock:
        sources = {name: stock.read(name) for name in before.files}
    sources |= {name: STAND_INS.get(name, STAND_IN) for name in HOLLOW & sources.keys() if module_name(name) not in used}
    files = compiled(sources, lean=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (boot | {LOCK: lock(pyodide), LIBRARY: zipped(files)}).items():
            Path(folder, name).write_bytes(data)
        after = rehearse(Path(folder), archive, modules)
    if after.output != before.output:
        raise BundleError("精简后的 Python 算出的结果不同：请检查 hooks/bundle.py 的 HOLLOW、hooks/prune.py 和 hooks/tables.json")
    return packed(zipped({f"{name}c": files[f"{name}c"] for name in after.files}, level=0))


def lock(pyodide: Path) -> bytes:
    """Return the list of packages of the stock Pyodide at `pyodide`, emptied."""
    return json.dumps({"info": json.loads((pyodide / LOCK).read_bytes())["info"], "packages": {}}).encode()


def runtime(pyodide: Path, binaryen: Path, cache: Path, keys: list[bytes]) -> dict[str, bytes]:
    """Return the files of the stock Pyodide at `pyodide` that every boot fetches, pruned.

    Raises BundleError when they cannot be pruned.
    """
    stock = {name: (pyodide / name).read_bytes() for name in (LOADER, GLUE, WASM)}

    @functools.cache
    def made() -> tuple[bytes, bytes]:
        try:
            wasm = tables.cut(stock[WASM], TABLES)
            wasm, glue = prune.pruned(wasm, stock[GLUE].decode(), stock[LOADER].decode(), binaryen=binaryen)
        except prune.PruneError as error:
            raise BundleError(str(error)) from error
        return wasm, glue.encode()

    return stock | {WASM: cached(cache / "wasm", lambda: made()[0], keys), GLUE: cached(cache / "glue", lambda: made()[1], keys)}


# -- putting together -------------------------------------------------------------------------------------------------


def cached(folder: Path, make: Callable[[], bytes], inputs: Iterable[bytes]) -> bytes:
    """Return what `make` makes of `inputs`, from a file under `folder` when it was made before."""
    path = folder / digest(inputs)
    if not path.exists():
        data = make()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:  # two builds at once must not see half a file
            file.write(data)
        Path(file.name).replace(path)
    return path.read_bytes()


def digest(parts: Iterable[bytes]) -> str:
    """Return a hash of `parts`, as 20 hexadecimal digits; where one part ends and the next begins counts."""
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()[:20]


def folder(name: str, files: dict[str, bytes]) -> tuple[str, dict[str, bytes]]:
    """Return the path `assets/<name>-<hash>/` and `files` under it."""
    path = f"assets/{name}-{digest(x for key in sorted(files) for x in (key.encode(), files[key]))}/"
    return path, {path + key: data for key, data in files.items()}


def inlined(script: str, files: dict[str, str]) -> str:
    """Return `script` with each `import {…} from "./x.js";` of a file in `files` replaced by that file's text.

    What the worker needs before it can ask for anything else is one file: each import would be one more way there and back.
    """

    def text(match: re.Match[str]) -> str:
        return re.sub(r"^export ", "", files[match[1]], flags=re.MULTILINE) if match[1] in files else match[0]

    return re.sub(r'^import \{[^}]*\} from "\./([\w.-]+)";\n', text, script, flags=re.MULTILINE)


def constants(values: dict[str, object]) -> str:
    """Return `values` as a JavaScript module."""
    return "".join(f"export const {key} = {json.dumps(value, ensure_ascii=False)};\n" for key, value in values.items())


def build(root: Path) -> Bundle:
    """Return the browser's files of the repository at `root`.

    Raises BundleError when npm's packages are missing or not the pinned ones, or the widgets do not run.
    """
    stock = root / PYODIDE
    if not all((root / path).exists() for path in (PYODIDE / LIBRARY, IDIOMORPH, BINARYEN / prune.METADCE)):
        raise BundleError("缺少 node_modules：请运行 make build，它会自己装好")
    if problem := pinned.problem(root):
        raise BundleError(problem)
    widgets = widget_sources(root)
    cache = root / ".cache" / "bundle"
    tools = [(root / "package-lock.json").read_bytes(), MAGIC_NUMBER, *TOOLS]
    keys = [*tools, *(part for path, source in widgets.items() for part in (path.encode(), source))]

    boot = runtime(stock, root / BINARYEN, cache, tools)
    make_library = functools.partial(library, stock, widgets, boot)
    pyodide_path, assets = folder("pyodide", boot | {PACKED: cached(cache / "library", make_library, keys)})

    made = parts(widgets)
    together = [name for name in made if "+" in name]
    files = {name: f"py-shared-{together.index(name)}.bin" if "+" in name else f"py-{name}.bin" for name in made}
    ready = functools.cache(lambda: compiled({path: widgets[path] for paths in made.values() for path in paths}, lean=False))

    def archive(name: str) -> bytes:
        return cached(cache / files[name], lambda: packed(tarred({f"{path}c": ready()[f"{path}c"] for path in made[name]})), keys)

    archives = {files[name]: archive(name) for name in made}
    browser = {path.name: path.read_bytes() for path in sorted((root / "py_widgets/browser").iterdir()) if path.suffix in {".js", ".css"}}
    manifest = constants(
        {
            "folder": f"../{PurePosixPath(pyodide_path).name}/",
            "library": PACKED,
            "parts": {name: f"./{file}" for name, file in files.items()},
            "lock": json.loads(lock(stock)),
            # What a snapshot is made from: when any of it differs, it is another one.
            "made": digest([pyodide_path.encode(), browser["worker.js"], browser["snapshot.js"], *archives.values()]),
        }
    )
    inner = {"manifest.js": manifest, "snapshot.js": browser.pop("snapshot.js").decode()}
    islands_path, islands = folder(
        "islands",
        {
            **browser,
            "worker.js": inlined(browser["worker.js"].decode(), inner).encode(),
            # The minified file is a plain script; as a module it only lacks the export.
            "idiomorph.js": (root / IDIOMORPH).read_bytes() + b"\nexport { Idiomorph };\n",
            **archives,
        },
    )
    return Bundle(assets | islands, islands_path + "islands.js", islands_path + "islands.css")
