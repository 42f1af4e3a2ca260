"""What is taken out of Pyodide's WebAssembly, and what must stay."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hooks import prune
from hooks.bundle import BINARYEN, GLUE, LOADER, PYODIDE, WASM
from hooks.setup import find_node

from .site import ROOT

GLUE_TEXT = (
    'var _malloc=wasmExports["malloc"];var _PyDict_New=Module["_PyDict_New"]=wasmExports["PyDict_New"];'
    'var __Py_Dead=Module["__Py_Dead"]=wasmExports["_Py_Dead"];var _PyExc_Dead=Module["_PyExc_Dead"]=2794608;'
    'var _Py_Version=Module["_Py_Version"]=511e3;'
    'wasmExports["__wasm_call_ctors"]();function f(){return _malloc(Module._Py_Version)}'
)


def test_what_is_named_outside_its_declaration_is_used() -> None:
    exported = ["malloc", "PyDict_New", "_Py_Dead", "PyExc_Dead", "Py_Version", "__wasm_call_ctors", "loader_only"]
    kept = prune.used(GLUE_TEXT, "t._loader_only()", exported)
    assert kept == {"malloc", "Py_Version", "__wasm_call_ctors", "loader_only"}


def test_declarations_of_the_rest_go_and_nothing_else() -> None:
    kept = {"malloc", "Py_Version", "__wasm_call_ctors"}
    assert prune.without(GLUE_TEXT, kept) == (
        'var _malloc=wasmExports["malloc"];var _Py_Version=Module["_Py_Version"]=511e3;'
        'wasmExports["__wasm_call_ctors"]();function f(){return _malloc(Module._Py_Version)}'
    )


def test_exports_are_read() -> None:
    # (module (func (export "a")) (global (export "bé") i32 (i32.const 0)))
    wasm = bytes.fromhex("0061736d01000000010401600000030201000606017f0041000b070a02016100000362c3a903000a040102000b")
    assert prune.exports(wasm) == ["a", "bé"]


@pytest.mark.parametrize("wasm", [b"", b"<html>", b"\0asm\1\0\0\0"])
def test_what_is_no_module_is_refused(wasm: bytes) -> None:
    with pytest.raises(prune.PruneError, match=r"pyodide\.asm\.wasm"):
        prune.exports(wasm)


def test_what_binaryen_cannot_read_is_told() -> None:
    broken = bytes.fromhex("0061736d0100000007050101610007")  # there is no function 7
    with pytest.raises(prune.PruneError, match="wasm-metadce"):
        prune.pruned(broken, "", "", binaryen=ROOT / BINARYEN)


@pytest.mark.xdist_group("bundle")
def test_pyodide_keeps_what_it_imports_and_loses_most_of_what_it_exports(tmp_path: Path) -> None:
    """Nothing is left that the JavaScript does not name, and every feature in it is one the original used."""
    stock = {name: (ROOT / PYODIDE / name).read_bytes() for name in (WASM, GLUE, LOADER)}
    wasm, glue = prune.pruned(stock[WASM], stock[GLUE].decode(), stock[LOADER].decode(), binaryen=ROOT / BINARYEN)
    names = prune.exports(wasm)
    assert 100 < len(names) < 400 < 8000 < len(prune.exports(stock[WASM]))
    assert {"__wasm_call_ctors", "__wasm_apply_data_relocs", "malloc", "free"} <= set(names)
    assert len(glue) < len(stock[GLUE]) and prune.used(glue, stock[LOADER].decode(), names) == set(names)
    (tmp_path / "a.wasm").write_bytes(wasm)
    (tmp_path / "a.mjs").write_text(glue, encoding="utf-8")
    subprocess.run([find_node(), "--check", "a.mjs"], cwd=tmp_path, check=True)
    subprocess.run([find_node(), "-e", "new WebAssembly.Module(require('fs').readFileSync('a.wasm'))"], cwd=tmp_path, check=True)
