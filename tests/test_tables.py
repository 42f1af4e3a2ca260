"""The tables that no page reads are gone from the browser's Python; what read them says so, and nothing else has changed."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from hooks import bundle, prune, tables, tables_find
from hooks.setup import find_node

from . import tables_inside
from .site import ROOT

STOCK = ROOT / bundle.PYODIDE / bundle.WASM

# One process makes the bundle for all of these.
pytestmark = pytest.mark.xdist_group("bundle")


# -- a small file -----------------------------------------------------------------------------------------------------

DATA = b"\0\0_codecs_cn\0tables\0more\0"
HEAD = bytes((1, 0, 0x23, 0, 0x0B))  # one segment, active, at (global.get 0)


def small(data: bytes = DATA, *, head: bytes = HEAD) -> bytes:
    """Return a WebAssembly file with an empty section and one of data."""
    content = head + number(len(data)) + data
    return b"\0asm\1\0\0\0" + b"\1\1\0" + b"\x0b" + number(len(content)) + content


def number(value: int) -> bytes:
    """Return `value` as unsigned LEB128 of two bytes."""
    return bytes((value & 0x7F | 0x80, value >> 7))


def found(data: bytes = DATA) -> tables.Found:
    """Return what could be found in `small(data)`."""
    stretches = [(13, 6), (20, 2)]
    table = tables.Table("x", hashlib.sha256(b"tablesmo").hexdigest(), stretches)
    return tables.Found(hashlib.sha256(small(data)).hexdigest(), ["_codecs_cn"], [table])


def test_tables_and_the_first_letter_of_a_module_become_zeros() -> None:
    assert tables.cut(small(), found()) == small(b"\0\0\0codecs_cn\0\0\0\0\0\0\0\0\0\0re\0")


def test_another_file_is_refused() -> None:
    with pytest.raises(prune.PruneError, match=r"^[^\n]*make tables[^\n]*$"):
        tables.cut(small(DATA + b"\0"), found())


def test_other_content_is_refused() -> None:
    other = replace(found(), tables=[replace(found().tables[0], stretches=[(13, 6), (21, 2)])])
    with pytest.raises(prune.PruneError, match=r"^[^\n]* x 的表[^\n]*make tables[^\n]*$"):
        tables.cut(small(), other)


@pytest.mark.parametrize("data", [DATA[2:], DATA + b"x_codecs_cn\0", DATA + b"_codecs_cn\0", DATA.replace(b"cn", b"tw")])
def test_a_name_that_does_not_stand_there_once_is_refused(data: bytes) -> None:
    with pytest.raises(prune.PruneError, match=r"^[^\n]*_codecs_cn[^\n]*make tables[^\n]*$"):
        tables.cut(small(data), replace(found(data), tables=[]))


@pytest.mark.parametrize(
    "wasm",
    [b"\0asm\1\0\0\0", b"\0asm\1\0\0\0\1", small(head=bytes((2, 0, 0x23, 0, 0x0B))), small(head=bytes((1, 0, 0x41, 0, 0x0B)))],
)
def test_a_file_with_other_data_is_refused(wasm: bytes) -> None:
    with pytest.raises(prune.PruneError, match=r"^[^\n]*make tables[^\n]*$"):
        tables.segment(wasm)


def test_what_is_written_is_read() -> None:
    text = tables.written(found())
    assert tables.read(text) == found() and "[13, 6]" in text


def test_stretches_are_long_and_of_one_reader() -> None:
    readers = b"\0" + b"\2" * 255 + b"\1" + b"\2" * 256 + b"\1" + b"]" * 300 + b"\0" + b"\2" * 400
    assert tables_find.stretches(readers, 2) == [(257, 256), (815, 400)]
    assert tables_find.stretches(readers, ord("]")) == [(514, 300)]


def test_a_stretch_may_have_small_gaps_but_none_that_a_page_read() -> None:
    part = b"\2" * 200
    assert tables_find.stretches(b"\0" * 9 + part + b"\0" * 32 + part + b"\0" * 9, 2) == [(9, 432)]
    assert tables_find.stretches(part + b"\0" * 33 + part, 2) == []
    assert tables_find.stretches(part + b"\0\1\0" + part, 2) == []
    assert tables_find.stretches(part + b"\0\3\0" + part, 2) == []


def test_a_recording_becomes_tables() -> None:
    data = bytes(300) + b"a" * 256 + b"b" * 300 + bytes(1)
    readers = b"\3" * 300 + b"\3" * 256 + b"\2" * 300 + b"\1"
    table = tables.Table("y", hashlib.sha256(data[:556]).hexdigest(), [(0, 556)])
    wasm = small(data)
    made = tables_find.found(wasm, readers, ["x", "y", "z"])
    assert made.wasm == hashlib.sha256(wasm).hexdigest() and made.modules == tables_find.MODULES
    assert [t.reader for t in made.tables] == ["x", "y"] and made.tables[1] == table
    # What is zero anyhow is left out.
    assert [t.reader for t in tables_find.found(small(bytes(857)), readers, ["x", "y"]).tables] == []


# -- the real one -----------------------------------------------------------------------------------------------------


def test_what_was_found_was_found_in_the_file_that_is_installed() -> None:
    wasm = STOCK.read_bytes()
    assert hashlib.sha256(wasm).hexdigest() == bundle.TABLES.wasm
    assert tables.FILE.read_text(encoding="utf-8") == tables.written(bundle.TABLES)
    stretches = sorted(stretch for table in bundle.TABLES.tables for stretch in table.stretches)
    assert all(length >= tables_find.LEAST for _, length in stretches)
    assert all(start + length <= after for (start, length), (after, _) in pairwise(stretches))
    assert bundle.TABLES.modules == tables_find.MODULES


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """The browser's Pyodide by name of the file."""
    return {path.rpartition("/")[2]: data for path, data in bundle.build(ROOT).assets.items() if path.startswith("assets/pyodide-")}


def test_the_build_cuts_exactly_that(made: dict[str, bytes]) -> None:
    """All other bytes of the data stay where they were; nothing is left that could call `iconv`."""
    before, after = STOCK.read_bytes(), made[bundle.WASM]
    old, new = before[tables.segment(before)], after[tables.segment(after)]
    assert len(old) == len(new)
    cut = {old.index(b"\0" + name.encode() + b"\0") + 1 for name in bundle.TABLES.modules}
    cut |= {at for table in bundle.TABLES.tables for start, length in table.stretches for at in range(start, start + length)}
    assert {at for at, (was, now) in enumerate(zip(old, new, strict=True)) if was != now} <= cut
    assert not any(new[at] for at in cut)
    assert not [name for name in prune.exports(after) if "iconv" in name]
    assert len(gzip.compress(after, 6)) < 2_150_000


@pytest.fixture(scope="module")
def folder(made: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that Node can boot from, with the widgets' zip."""
    path = tmp_path_factory.mktemp("tables")
    for name in (bundle.LOADER, bundle.GLUE, bundle.WASM):
        (path / name).write_bytes(made[name])
    (path / bundle.LIBRARY).write_bytes(gzip.decompress(made[bundle.PACKED]))
    (path / bundle.LOCK).write_bytes(bundle.lock(ROOT / bundle.PYODIDE))
    (path / "widgets.zip").write_bytes(bundle.zipped(bundle.widget_sources(ROOT)))
    return path


def inside(folder: Path, script: Path) -> Any:
    """Return what the function `rehearse` of `script` returns in the browser's Python."""
    command = [find_node(), str(bundle.HERE / "rehearse.mjs"), str(folder), str(folder / "widgets.zip"), str(script), "[]"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_text_is_what_it_was(folder: Path) -> None:
    """Every method and property of every character, and the encodings that stay, as the build's own Python has them."""
    expected = json.loads(tables_inside.rehearse(""))
    assert inside(folder, Path(tables_inside.__file__)) == expected


GONE = r"""
import json
import sys
import unicodedata

def outcome(text, kind=eval):
    try:
        return repr(kind(text, {"unicodedata": unicodedata}))
    except Exception as error:
        return type(error).__name__

def rehearse(argument):
    named = {unicodedata.name(char, "").removesuffix("-%X" % ord(char)) for char in map(chr, range(0x110000))}
    return json.dumps({
        "builtin": sorted(name for name in sys.builtin_module_names if "codec" in name),
        "imports": {name: outcome("import " + name, exec) for name in CODECS},
        "encodings": {name: [outcome("'中'.encode(%r)" % name), outcome("b'x'.decode(%r)" % name)] for name in ("gbk", "big5", "euc_jp")},
        "named": sorted({name[:15] for name in named}),
        "lookups": {name: outcome("unicodedata.lookup(%r)" % name) for name in NAMES},
        "literals": {name: outcome(r"'\N{%s}'" % name) for name in NAMES},
        "name": outcome("unicodedata.name('a')"),
        "old": outcome("unicodedata.ucd_3_2_0.name('a')"),
        "replaced": outcome("'é中'.encode('ascii', 'namereplace')"),
    })
"""


def test_what_is_gone_says_so(folder: Path, tmp_path: Path) -> None:
    """Without the tables there is an error of Python's own, never a wrong answer, a crash or a loop without end."""
    names = ["LATIN SMALL LETTER A", "", "A", "NO SUCH NAME", "BEL", "X" * 200, "CJK UNIFIED IDEOGRAPH-4E2D"]
    (tmp_path / "gone.py").write_text(f"CODECS = {bundle.TABLES.modules}\nNAMES = {names}\n{GONE}", encoding="utf-8")
    said = inside(folder, tmp_path / "gone.py")
    assert said["builtin"] == ["_codecs", "_multibytecodec"]
    assert said["imports"] == dict.fromkeys(bundle.TABLES.modules, "ModuleNotFoundError")
    assert said["encodings"] == {name: ["LookupError", "LookupError"] for name in ("gbk", "big5", "euc_jp")}
    # Two kinds of names are worked out, and stay.
    assert said["named"] == ["", "CJK UNIFIED IDE", "HANGUL SYLLABLE"]
    assert set(said["lookups"].values()) == {"KeyError", "'中'"} and said["lookups"][names[-1]] == "'中'"
    assert set(said["literals"].values()) == {"SyntaxError", "'中'"} and said["literals"][names[-1]] == "'中'"
    assert said["name"] == said["old"] == "ValueError"
    assert said["replaced"] == repr(b"\\xe9\\N{CJK UNIFIED IDEOGRAPH-4E2D}")
