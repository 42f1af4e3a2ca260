"""The browser's Python: small, the same every time, and able to run every widget."""

from __future__ import annotations

import gzip
import importlib
import inspect
import io
import json
import marshal
import re
import shutil
import subprocess
import sys
import tarfile
import time
import traceback
import zipfile
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

from hooks import bundle, parts
from hooks.setup import find_node
from py_widgets.runtime import NAMES

ROOT = Path(__file__).parent.parent
BUDGET = 2_600_000  # bytes that a page with one widget fetches for Python, after gzip -6, which is what GitHub Pages sends

# One process makes the bundle for all of these.
pytestmark = pytest.mark.xdist_group("bundle")


@pytest.fixture(scope="module")
def made() -> bundle.Bundle:
    return bundle.build(ROOT)


def part(made: bundle.Bundle, name: str) -> dict[str, bytes]:
    """Return the files of the folder `assets/<name>-<hash>/` by their name in it."""
    return {path.rpartition("/")[2]: data for path, data in made.assets.items() if path.startswith(f"assets/{name}-")}


def unpacked(archive: bytes) -> dict[str, bytes]:
    """Return the files of a .bin, the library's zip or a part's tar."""
    raw = gzip.decompress(archive)
    if raw[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(raw)) as opened:
            assert {info.compress_type for info in opened.infolist()} == {zipfile.ZIP_STORED}
            return {name: opened.read(name) for name in opened.namelist()}
    with tarfile.open(fileobj=io.BytesIO(raw)) as tar:
        # Where the worker looks for the name: it does not know the longer forms of a tar.
        assert all(member.isfile() and len(member.name) < 100 for member in tar)
        return {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]


def manifest(made: bundle.Bundle) -> dict[str, Any]:
    """Return the constants at the head of the worker."""
    text = part(made, "islands")["worker.js"].decode()
    return {name: json.loads(value) for name, value in re.findall(r"^const (folder|library|parts|lock|made) = (.*);$", text, re.MULTILINE)}


def modules(archive: bytes) -> dict[str, CodeType]:
    """Return the code of each .pyc in a .bin, by its path; its header must say that nothing is to be compared with a source."""
    files = unpacked(archive)
    assert all(name.endswith(".pyc") and data[:8] == bundle.MAGIC_NUMBER + b"\1\0\0\0" for name, data in files.items())
    return {name: marshal.loads(data[16:]) for name, data in files.items()}


# -- what is in it ----------------------------------------------------------------------------------------------------


def test_folders_carry_the_hash_of_their_content(made: bundle.Bundle) -> None:
    for name in ("pyodide", "islands"):
        folders = {path.rpartition("/")[0] for path in made.assets if path.startswith(f"assets/{name}-")}
        assert len(folders) == 1
        path, files = bundle.folder(name, part(made, name))
        assert folders == {path.rstrip("/")} and files.items() <= made.assets.items()
        assert re.fullmatch(rf"assets/{name}-[0-9a-f]{{20}}/", path)
        changed = part(made, name) | {"extra": b""}
        assert bundle.folder(name, changed)[0] != path


def test_hash_sees_where_one_part_ends() -> None:
    assert bundle.digest([b"ab", b"c"]) != bundle.digest([b"a", b"bc"]) != bundle.digest([b"abc"])


def test_everything_the_page_names_is_there(made: bundle.Bundle) -> None:
    assert made.islands_js in made.assets
    assert part(made, "pyodide").keys() == {"pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "library.bin"}
    inside = {"snapshot.js"}  # of the worker
    browser = {path.name for path in (ROOT / "py_widgets/browser").iterdir() if path.suffix in {".js", ".css"}} - inside
    archives = {name.removeprefix("./") for name in manifest(made)["parts"].values()}
    assert part(made, "islands").keys() == browser | archives | {"idiomorph.js"}


def test_worker_needs_no_other_file_to_start(made: bundle.Bundle) -> None:
    assert not re.findall(r"^(?:import .* from |export )", part(made, "islands")["worker.js"].decode(), re.MULTILINE)


def test_worker_knows_where_everything_is(made: bundle.Bundle) -> None:
    known = manifest(made)
    assert known.keys() == {"folder", "library", "parts", "lock", "made"}
    assert any(path == "assets/" + known["folder"].removeprefix("../") + known["library"] for path in made.assets)
    assert known["lock"]["packages"] == {} and known["lock"]["info"]["python"].startswith("3.13.")


def test_widgets_are_all_there_once_and_only_they(made: bundle.Bundle) -> None:
    files = part(made, "islands")
    names = [path for file in manifest(made)["parts"].values() for path in modules(files[file.removeprefix("./")])]
    assert len(names) == len(set(names))
    sources = {path.relative_to(ROOT).as_posix() + "c" for path in (ROOT / "py_widgets").rglob("*.py")}
    needed = {f"{path}c" for paths in parts.parts(bundle.widget_sources(ROOT)).values() for path in paths}
    assert set(names) == needed <= sources
    stems = {name.removesuffix(".pyc").removesuffix("/__init__").removeprefix("py_widgets/") for name in names}
    assert set(NAMES) <= stems


def test_library_is_trimmed_and_bare(made: bundle.Bundle) -> None:
    library = modules(part(made, "pyodide")["library.bin"])
    assert {"json/__init__.pyc", "email/message.pyc", "dataclasses.pyc", "traceback.pyc"} <= library.keys()
    assert not {"unittest/__init__.pyc", "ssl.pyc", "http/client.pyc", "pdb.pyc"} & library.keys()
    assert "Return a new OrderedDict" not in str(library["collections/__init__.pyc"].co_consts)
    assert {line for _, _, line in library["json/__init__.pyc"].co_lines()} == {None}


def test_a_page_fits_its_budget(made: bundle.Bundle) -> None:
    sizes = {name: len(gzip.compress(data, 6)) for kind in ("pyodide", "islands") for name, data in part(made, kind).items()}
    base = sum(size for name, size in sizes.items() if not name.startswith("py-"))
    files = {name: sizes[file.removeprefix("./")] for name, file in manifest(made)["parts"].items()}
    pages = {name: base + sum(size for part, size in files.items() if part == parts.CORE or name in part.split("+")) for name in NAMES}
    print(json.dumps(sizes | pages, indent=1))
    assert max(pages.values()) <= BUDGET


# -- it runs ----------------------------------------------------------------------------------------------------------


def test_trimmed_bundle_runs_every_widget(made: bundle.Bundle, tmp_path: Path) -> None:
    """What is served, and nothing else, plays every example; in a browser tests/browser/test_snapshot.py does."""
    files = part(made, "pyodide")
    for name in (bundle.LOADER, bundle.GLUE, bundle.WASM):
        (tmp_path / name).write_bytes(files[name])
    (tmp_path / bundle.LIBRARY).write_bytes(gzip.decompress(files["library.bin"]))
    (tmp_path / bundle.LOCK).write_text(json.dumps(manifest(made)["lock"]), encoding="utf-8")
    islands = part(made, "islands")
    widgets = {path: data for file in manifest(made)["parts"].values() for path, data in unpacked(islands[file.removeprefix("./")]).items()}
    report = bundle.rehearse(tmp_path, bundle.zipped(widgets), map(parts.module_name, widgets))
    mail, *pages = report.output
    assert "Subject: =?utf-8?" in mail and "\r\n\r\n" in mail
    assert len(pages) >= 3 and all(page.startswith("<") for page in pages)
    assert {f"{name}c" for name in report.files} <= modules(files["library.bin"]).keys()


def test_idiomorph_is_a_module(made: bundle.Bundle, tmp_path: Path) -> None:
    (tmp_path / "idiomorph.mjs").write_bytes(part(made, "islands")["idiomorph.js"])
    script = "import('./idiomorph.mjs').then(({ Idiomorph }) => console.log(typeof Idiomorph.morph))"
    done = subprocess.run([find_node(), "-e", script], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "function"


# -- the same every time, and soon ------------------------------------------------------------------------------------


def clone(folder: Path) -> Path:
    """Return a copy of what the bundle is made of, without what was made before."""
    shutil.copytree(ROOT / "py_widgets", folder / "py_widgets", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "package-lock.json", folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def test_same_input_gives_same_bytes(made: bundle.Bundle, tmp_path: Path) -> None:
    assert bundle.build(clone(tmp_path)) == made


def test_second_build_takes_no_time(made: bundle.Bundle) -> None:
    start = time.perf_counter()
    assert bundle.build(ROOT) == made
    assert time.perf_counter() - start < 0.2


def test_a_changed_widget_changes_the_islands_but_not_the_library(made: bundle.Bundle, tmp_path: Path) -> None:
    root = clone(tmp_path)
    with (root / "py_widgets/labels.py").open("a", encoding="utf-8") as file:
        file.write("\nEXTRA = 1\n")
    changed = bundle.build(root)
    assert changed.islands_js != made.islands_js
    assert part(changed, "pyodide") == part(made, "pyodide")


def test_a_widget_that_does_not_run_stops_the_build(tmp_path: Path) -> None:
    root = clone(tmp_path)
    (root / "py_widgets/broken.py").write_text("import no_such_module\n", encoding="utf-8")
    with pytest.raises(bundle.BundleError, match="no_such_module"):
        bundle.build(root)
    assert not list((root / ".cache").rglob("*.*"))


def test_missing_packages_are_named(tmp_path: Path) -> None:
    with pytest.raises(bundle.BundleError, match="node_modules"):
        bundle.build(tmp_path)


# -- parts ------------------------------------------------------------------------------------------------------------


def test_imports_are_found_wherever_they_stand() -> None:
    source = b"import a.b, c as d\nfrom . import x\nfrom .y import z\ndef f():\n    from e.f import g\n    import h\n"
    assert bundle.imports(source) == {"a.b", "c", "e.f", "h"}


@pytest.mark.parametrize(("path", "name"), [("a/__init__.py", "a"), ("a/b.py", "a.b"), ("a/b/__init__.py", "a.b"), ("c.py", "c")])
def test_module_names(path: str, name: str) -> None:
    assert parts.module_name(path) == name


@pytest.mark.parametrize("statements", [1, 3, 4, 40, 400])
def test_code_without_lines_still_tells_of_errors(statements: int) -> None:
    source = "def f():\n" + "    x = 1\n" * statements + "    raise ValueError('kept')\nf()\n"
    code = bundle.without_lines(compile(source, "made.py", "exec"))
    with pytest.raises(ValueError, match="kept") as caught:
        exec(code, {})
    told = "".join(traceback.format_exception(caught.value))
    assert 'File "made.py", line None, in f' in told
    function = next(const for const in code.co_consts if isinstance(const, CodeType))
    assert len(list(function.co_positions())) == len(function.co_code) // 2


def test_stand_in_can_be_inherited_caught_and_compared() -> None:
    names: dict[str, object] = {"__name__": "stand_in"}
    exec(bundle.STAND_IN, names)
    lookup = names["__getattr__"]
    assert callable(lookup)
    made_up = lookup("Anything")
    assert isinstance(made_up, type) and issubclass(made_up, Exception)
    with pytest.raises(AttributeError):
        lookup("__path__")


def stand_in(path: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "stand_in"}
    exec(bundle.STAND_INS[path], names)
    return names


def test_what_stands_in_for_inspect_tells_of_classes_and_of_pyodides_own_function_what_the_library_tells() -> None:
    def stencil(*args: object, **kwargs: object) -> None: ...

    async def later() -> None: ...

    names = stand_in("inspect.py")
    kinds = {getattr(inspect.Parameter, kind): getattr(names["Parameter"], kind) for kind in ("VAR_POSITIONAL", "VAR_KEYWORD")}
    real = {name: kinds[found.kind] for name, found in inspect.signature(stencil).parameters.items()}
    assert {name: found.kind for name, found in names["signature"](stencil).parameters.items()} == real
    assert names["get_annotations"](bundle.Bundle) == inspect.get_annotations(bundle.Bundle)
    assert names["get_annotations"](int) == {}
    for of in (stencil, later):
        assert names["iscoroutinefunction"](of) == inspect.iscoroutinefunction(of)
    for thing in (int, stencil, "".join, bundle.Report("", "", "").__eq__):
        assert (names["isclass"](thing), names["ismethod"](thing)) == (inspect.isclass(thing), inspect.ismethod(thing))


@pytest.mark.parametrize("of", [int, len, lambda one: one, lambda *args, kept=1, **kwargs: kept])
def test_what_stands_in_for_inspect_makes_nothing_up(of: object) -> None:
    with pytest.raises(ValueError, match="stand-in"):  # which data classes expect
        stand_in("inspect.py")["signature"](of)


def test_what_stands_in_for_pyodides_reader_of_programs_runs_them() -> None:
    names = stand_in("_pyodide/_base.py")
    run, space, shown = names["eval_code"], dict[str, Any](), sys.displayhook
    assert run("{}") == {}
    assert run("import json; json", space) is json and space["json"] is json
    assert run("\nfor n in range(3):\n    found = n\n", space) is None and space["found"] == 2
    assert run("x = 1", space) is None
    with pytest.raises(ZeroDivisionError):
        run("1 / 0", space)
    with pytest.raises(SyntaxError):
        run("1 +", space)
    assert sys.displayhook is shown
    load = names["pyimport_impl"]
    assert load("sys") is sys
    assert load("email.mime.text") is importlib.import_module("email.mime.text")
    assert load("importlib.import_module") is importlib.import_module
    with pytest.raises(ImportError):
        load("email.nowhere")


def test_what_stands_in_for_docstrings_gives_what_the_program_takes_apart() -> None:
    name, _, rest = stand_in("_pyodide/docstring.py")["get_cmeth_docstring"](len).partition("(")
    assert (name, rest) == ("len", ")\n--\n\n")


def test_what_stands_in_for_asyncio_can_be_inherited_from_as_pyodide_does() -> None:
    names = stand_in("asyncio/__init__.py")
    future, task = names["__getattr__"]("Future"), names["__getattr__"]("Task")
    made = type("PyodideTask", (task[int], type("PyodideFuture", (future[int],), {})), {})
    assert isinstance(made(loop=None), future)


def test_what_a_widget_imports_itself_is_never_a_stand_in() -> None:
    used = set().union(*map(bundle.imports, bundle.widget_sources(ROOT).values()))
    assert not used & {"asyncio", "random", "shutil", "socket", "subprocess", "tempfile", "zipfile"}
    with zipfile.ZipFile(ROOT / bundle.PYODIDE / bundle.LIBRARY) as stock:
        assert set(stock.namelist()) >= bundle.HOLLOW
