"""Find where in Pyodide's WebAssembly the tables lie that `tables.py` blanks, and write `tables.json`.

    python -m hooks.tables_find        (make tables; two minutes)

Run after an upgrade of Pyodide. The original file gets a call to JavaScript before every load (`wasm-opt` of Binaryen;
`memory.copy` is turned into loads first, so that copying counts as reading). It boots in Node with all modules compiled, as in
the browser (to compile `\\N{DASH}` takes the names), and does what pages do and more: every example of every widget, errors, all
that Python's own tables of characters are good for (`ordinary` in `tables_exercise.py`). Then one exercise after the other does
what only a table serves: every pair of bytes and every character through every encoding, every name, and musl's `iconv`.

A byte belongs to a table when an instruction that did not run before, on any data, read it in an exercise; when nothing read it
before the exercises; and when it is as in the file at the end, and so are its neighbours (addresses are filled in at the start).
A stretch of them counts from 256 bytes on, so that no odd string or structure of the interpreter gets in. Up to 32 bytes that
nobody read may lie inside one (an entry for which there is no exercise): what lies between two tables of one C file belongs to
that file, whose functions cannot be reached any more, or were all run before (`unicodedata`).
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from hooks import bundle, pinned, tables
from hooks.parts import module_name
from hooks.prune import FLAGS
from hooks.setup import find_node

HERE = Path(__file__).parent
ROOT = HERE.parent
LEAST = 256  # bytes of a stretch
GAP = 32  # bytes inside it that nobody read
MODULES = ["_codecs_cn", "_codecs_hk", "_codecs_iso2022", "_codecs_jp", "_codecs_kr", "_codecs_tw"]


def run(*command: str | Path) -> str:
    """Return what `command` prints; end with what it complains of when it does not succeed."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=1800)
    if done.returncode:
        sys.exit(f"make tables 没有成功：{(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout


def stretches(readers: bytes, reader: int) -> list[tuple[int, int]]:
    """Return the stretches of at least LEAST bytes that `reader` and nobody else has read, gaps up to GAP included, as (start, length)."""
    own = b"[" + re.escape(bytes([reader])) + b"]+"
    matches = re.finditer(own + b"(?:\\0{1,%d}" % GAP + own + b")*", readers)
    return [(match.start(), len(match[0])) for match in matches if len(match[0]) >= LEAST]


def found(wasm: bytes, readers: bytes, names: list[str]) -> tables.Found:
    """Return what the recording of `wasm` says: by byte of the data section, 0 nobody, 1 pages, n + 2 only the exercise `names[n]`."""
    data = wasm[tables.segment(wasm)]
    # What is zero anyhow is left out.
    by_name = {name: [(s, n) for s, n in stretches(readers, number) if any(data[s : s + n])] for number, name in enumerate(names, 2)}
    made = [tables.Table(name, hashlib.sha256(tables.content(data, s)).hexdigest(), s) for name, s in sorted(by_name.items()) if s]
    return tables.Found(hashlib.sha256(wasm).hexdigest(), MODULES, made)


def record(stock: Path, binaryen: Path) -> tuple[bytes, list[str]]:
    """Return the recording of the stock Pyodide at `stock`, and the names of the exercises, in the form `found` takes."""
    widgets = bundle.widget_sources(ROOT)
    modules = set().union(*map(bundle.imports, widgets.values())) | {module_name(path) for path in widgets}
    wasm = (stock / bundle.WASM).read_bytes()
    place = tables.segment(wasm)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in (bundle.LOADER, bundle.GLUE, bundle.LOCK):
            shutil.copy(stock / file, folder)
        with zipfile.ZipFile(stock / bundle.LIBRARY) as library:
            sources = {path: library.read(path) for path in library.namelist() if path.endswith(".py")}
        (folder / bundle.LIBRARY).write_bytes(bundle.zipped(bundle.compiled(sources, lean=True)))
        passes = ["--llvm-memory-copy-fill-lowering", "--instrument-memory=load"]
        run(find_node(), binaryen / "bin/wasm-opt", *FLAGS, *passes, stock / bundle.WASM, "-o", folder / bundle.WASM)
        (folder / "widgets.zip").write_bytes(bundle.zipped(bundle.compiled(widgets, lean=False)))
        scripts = [HERE / "rehearsal.py", HERE / "tables_exercise.py"]
        argument = json.dumps({"modules": sorted(modules), "size": place.stop - place.start})
        printed = run(find_node(), HERE / "tables_find.mjs", folder, folder / "widgets.zip", *scripts, argument, folder / "result")
        return (folder / "result").read_bytes(), json.loads(printed)


def main() -> None:
    """Write `tables.json`."""
    if problem := pinned.problem(ROOT):
        sys.exit(problem)
    stock = ROOT / bundle.PYODIDE
    made = found((stock / bundle.WASM).read_bytes(), *record(stock, ROOT / bundle.BINARYEN))
    tables.FILE.write_text(tables.written(made), encoding="utf-8")
    print(f"{tables.FILE.relative_to(ROOT)}：写好了，用 git diff 核对。")


if __name__ == "__main__":
    main()
