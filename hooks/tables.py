"""Blank in Pyodide's WebAssembly the tables that no page reads: encodings of Chinese, Japanese and Korean, names of characters.

They are a seventh of the file and a quarter of what is sent, for they pack badly. The file has no symbols, so where they lie was
found by running it (`tables_find.py`, `make tables`) and stands in `tables.json`, good for one file only, the one whose SHA-256
is there. Zeros take the place of the tables, so nothing moves, and gzip makes nothing of them.

What read them fails honestly. The modules of the encodings lose the first letter of their names in the list of built-in
modules: Python does not have them (`ModuleNotFoundError`; an encoding of theirs is a `LookupError`). The names of characters
are a graph whose zeros say "no way on from here": `unicodedata.name` is a ValueError, `lookup` a KeyError, `\\N{…}` a
SyntaxError, as for any name that does not exist. Nothing in the pruned file calls musl's `iconv` (`prune.py`).

Why this is sound, with the bytes measured: decisions/0007-one-python-soon.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from hooks.prune import DATA, PruneError, section

FILE = Path(__file__).with_suffix(".json")
CURE = "[tables] 升级过 Pyodide 就运行 make tables，核对 hooks/tables.json 的差异后提交"


@dataclass(frozen=True)
class Table:
    """What only `reader` reads: stretches as (start, length) in the data section, and the SHA-256 of all their bytes together."""

    reader: str
    sha256: str
    stretches: list[tuple[int, int]]


@dataclass(frozen=True)
class Found:
    """What was found in the file with the SHA-256 `wasm`: its `tables`, and the built-in `modules` that are lost without them."""

    wasm: str
    modules: list[str]
    tables: list[Table]


def read(text: str) -> Found:
    """Return what the JSON `text` says."""
    found = json.loads(text)
    tables = [Table(t["reader"], t["sha256"], [(start, length) for start, length in t["stretches"]]) for t in found["tables"]]
    return Found(found["wasm"], found["modules"], tables)


def written(found: Found) -> str:
    """Return `found` as JSON, a few stretches a line."""
    text = json.dumps(asdict(found), indent=1)
    return re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text) + "\n"


def segment(wasm: bytes) -> slice:
    """Return where in `wasm` the bytes of its only data segment lie.

    Raises PruneError when it has another number of them, or one that does not start at `__memory_base` (global 0).
    """
    try:
        reader = section(wasm, DATA)
        # One segment, active, at (global.get 0).
        if wasm[reader.at : reader.at + 5] == bytes((1, 0, 0x23, 0, 0x0B)):
            reader.at += 5
            length = reader.number()
            return slice(reader.at, reader.at + length)
    except IndexError:
        pass
    raise PruneError(f"pyodide.asm.wasm 里的数据段和以前不同 {CURE}")


def content(data: bytes, stretches: list[tuple[int, int]]) -> bytes:
    """Return the bytes of `data` in `stretches`, one after the other."""
    return b"".join(data[start : start + length] for start, length in stretches)


def cut(wasm: bytes, found: Found) -> bytes:
    """Return `wasm` with zeros for the tables of `found` and for the first letter of its modules' names.

    Raises PruneError when `wasm` is another file than it was found in, or has something else there.
    """
    if hashlib.sha256(wasm).hexdigest() != found.wasm:
        raise PruneError(f"pyodide.asm.wasm 不是 hooks/tables.json 里记的那个文件 {CURE}")
    made = bytearray(wasm)
    place = segment(wasm)
    data = wasm[place]
    for table in found.tables:
        if hashlib.sha256(content(data, table.stretches)).hexdigest() != table.sha256:
            raise PruneError(f"pyodide.asm.wasm 里 {table.reader} 的表和记下的不同 {CURE}")
        for start, length in table.stretches:
            made[place.start + start : place.start + start + length] = bytes(length)
    for module in found.modules:
        made[place.start + _name(data, module)] = 0
    return bytes(made)


def _name(data: bytes, module: str) -> int:
    """Return where the string `module` stands in `data`; only its first letter may go: another string may be its end."""
    text = b"\0" + module.encode() + b"\0"
    if data.count(text) != 1 or data.count(module.encode()) != 1:
        raise PruneError(f"pyodide.asm.wasm 里 {module} 这个名字不是正好一处 {CURE}")
    return data.index(text) + 1
