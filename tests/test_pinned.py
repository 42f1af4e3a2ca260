"""The npm files that reach the browser are the ones that were looked at, or there is no build."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest

from hooks import bundle, pinned, prune
from hooks.search import publish

ROOT = Path(__file__).parent.parent
SUMS = pinned.read(pinned.SUMS.read_text(encoding="utf-8"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with links to the files that are pinned, and what else a build looks at first."""
    for path in SUMS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).symlink_to(ROOT / path)
    return tmp_path


def replaced(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


@pytest.mark.trust("供应链", "浏览器里的Python、改网页的和搜索的文件，每次生成都核对SHA-256")
def test_what_is_installed_is_what_was_pinned() -> None:
    assert pinned.wrong(ROOT, SUMS) == []
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in SUMS.values())


def test_all_that_the_bundle_takes_from_npm_is_pinned() -> None:
    runtime = {bundle.PYODIDE / name for name in (bundle.LIBRARY, bundle.LOCK, bundle.WASM, bundle.GLUE, bundle.LOADER)}
    assert {Path(path) for path in SUMS} == {*runtime, bundle.IDIOMORPH, bundle.BINARYEN / prune.METADCE, publish.MINISEARCH}


@pytest.mark.trust("供应链", "文件换了一个字节，网站就不生成，一行字说明怎么办")
@pytest.mark.parametrize("path", SUMS)
def test_one_byte_stops_the_build(root: Path, path: str) -> None:
    content = bytearray((root / path).read_bytes())
    content[len(content) // 2] ^= 1
    replaced(root / path, bytes(content))
    with pytest.raises(bundle.BundleError) as stopped:
        bundle.build(root)
    line = str(stopped.value)
    assert "\n" not in line and line.startswith(f"hooks/pinned.sha256: 校验值对不上：{path} [pinned] ") and "make build" in line


def test_a_missing_file_is_named_like_a_wrong_one(root: Path) -> None:
    gone = "node_modules/minisearch/dist/es/index.js"
    (root / gone).unlink()
    assert pinned.wrong(root, SUMS) == [gone]


def test_a_file_that_changes_between_two_builds_is_read_again(root: Path) -> None:
    path = bundle.IDIOMORPH.as_posix()
    assert pinned.wrong(root, SUMS) == []
    replaced(root / path, b"no longer")
    assert pinned.wrong(root, SUMS) == [path]


def test_the_command_writes_the_sums_of_what_is_installed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sums = root / "hooks/pinned.sha256"
    sums.parent.mkdir()
    shutil.copy(pinned.SUMS, sums)
    replaced(root / bundle.IDIOMORPH, b"a newer one")
    monkeypatch.setattr(pinned, "ROOT", root)
    monkeypatch.setattr(pinned, "SUMS", sums)
    pinned.main()
    written = pinned.read(sums.read_text(encoding="utf-8"))
    assert written == SUMS | {bundle.IDIOMORPH.as_posix(): hashlib.sha256(b"a newer one").hexdigest()}
