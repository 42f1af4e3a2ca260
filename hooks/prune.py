"""Take out of Pyodide's WebAssembly what nobody can call: exports that its JavaScript never names, and the code behind them.

Pyodide exports all of Python's C interface, for compiled packages that a page may load later. There are none here. Left are
the exports whose name stands anywhere in `pyodide.asm.js` or `pyodide.mjs`, comments and strings included, once the
declarations themselves (`var _x=Module["_x"]=wasmExports["x"];`) are taken away. Names put together at run time are for
packages only: the loader of dynamic libraries looks symbols up by name, and what the program itself imports by name
(`GOT.func`, `GOT.mem`) counts as named here.

Done by `wasm-metadce` of Binaryen (npm). It changes no instruction: no optimisation is asked for.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from pathlib import Path

from hooks.setup import find_node

METADCE = Path("bin/wasm-metadce")

# What Pyodide's own file uses (its section `target_features` is stripped): with more, Binaryen may write what older browsers cannot read.
FEATURES = (
    "bulk-memory", "bulk-memory-opt", "exception-handling", "multivalue", "mutable-globals", "nontrapping-float-to-int",
    "reference-types", "sign-ext",
)  # fmt: skip
FLAGS = ["--mvp-features", *(f"--enable-{feature}" for feature in FEATURES)]
"""What every tool of Binaryen is told."""

FUNCTION = re.compile(r'var [\w$]+=(?:Module\["[^"]+"\]=)?wasmExports\["([^"]+)"\];')
ADDRESS = re.compile(r'var _([\w$]+)=Module\["[^"]+"\]=[\de]+;')
NAME = re.compile(r"[\w$]+")


class PruneError(RuntimeError):
    """The file cannot be pruned; `str(error)` says why in one line."""


# -- reading WebAssembly ----------------------------------------------------------------------------------------------


class Reader:
    """Reads the numbers and names of a WebAssembly file, from `at` on."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def number(self) -> int:
        """Return the next unsigned LEB128."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def name(self) -> str:
        """Return the next name."""
        length = self.number()
        self.at += length
        return self.data[self.at - length : self.at].decode()


EXPORT, DATA = 7, 11
"""Numbers of sections (WebAssembly Core Specification, 5.5.2)."""


def section(wasm: bytes, wanted: int) -> Reader:
    """Return a reader that stands at the beginning of what is in the first section with the number `wanted`.

    Raises IndexError when there is none, or the file is cut off before it.
    """
    reader = Reader(wasm, 8)
    while True:
        number = wasm[reader.at]
        reader.at += 1
        length = reader.number()
        if number == wanted:
            return reader
        reader.at += length


def exports(wasm: bytes) -> list[str]:
    """Return the names that `wasm` exports, in its order.

    Raises PruneError when it is no WebAssembly, is cut off, or has no exports.
    """
    if wasm[:8] != b"\0asm\1\0\0\0":
        raise PruneError("pyodide.asm.wasm 不是 WebAssembly")
    try:
        reader = section(wasm, EXPORT)
        return [_export(reader) for _ in range(reader.number())]
    except IndexError:
        raise PruneError("pyodide.asm.wasm 里读不到导出") from None


def _export(reader: Reader) -> str:
    """Return the name of the export that `reader` stands before, and pass over what it is."""
    name = reader.name()
    reader.at += 1  # the kind
    reader.number()  # the index
    return name


# -- what is named ----------------------------------------------------------------------------------------------------


def used(glue: str, loader: str, exported: list[str]) -> set[str]:
    """Return the names of `exported` that stand in `glue` (pyodide.asm.js) outside a declaration, or in `loader` (pyodide.mjs).

    A C symbol `x` is `_x` in JavaScript, or `x` where Pyodide wrote it.
    """
    named = set(NAME.findall(ADDRESS.sub("", FUNCTION.sub("", glue)))) | set(NAME.findall(loader))
    return {name for name in exported if {name, f"_{name}"} & named}


def without(glue: str, kept: set[str]) -> str:
    """Return `glue` without the declarations of what is not `kept`."""

    def declared(match: re.Match[str]) -> str:
        return match[0] if match[1] in kept else ""

    return ADDRESS.sub(declared, FUNCTION.sub(declared, glue))


# -- taking away ------------------------------------------------------------------------------------------------------


def pruned(wasm: bytes, glue: str, loader: str, *, binaryen: Path) -> tuple[bytes, str]:
    """Return `wasm` and `glue` without what nobody can call; `binaryen` is the folder of the npm package.

    Raises PruneError with what Binaryen printed.
    """
    kept = used(glue, loader, exports(wasm))
    graph = [{"name": f"js {name}", "export": name, "root": True} for name in sorted(kept)]
    with tempfile.TemporaryDirectory() as folder:
        before, after, roots = (Path(folder, name) for name in ("before.wasm", "after.wasm", "graph.json"))
        before.write_bytes(wasm)
        roots.write_text(json.dumps(graph), encoding="utf-8")
        command = [find_node(), str(binaryen / METADCE), *FLAGS, f"--graph-file={roots}", str(before), "-o", str(after)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=600)
        if done.returncode or not after.exists():
            raise PruneError(f"wasm-metadce 没有成功：{(done.stderr or done.stdout).strip()[-500:]}")
        data = after.read_bytes()
    if set(exports(data)) != kept:
        raise PruneError("wasm-metadce 留下的导出和要求的不同")
    return data, without(glue, kept)
