"""The npm files that reach the browser, or make what reaches it, against SHA-256 sums in `pinned.sha256`.

package-lock.json says which packages are installed; this says that what lies in `node_modules` at the moment of a build is what
was looked at when the version was chosen. After a wanted upgrade:

    python -m hooks.pinned      writes the sums of what is installed; commit them with package-lock.json

The list has the form of `sha256sum`, so `sha256sum --check hooks/pinned.sha256` asks the same.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
SUMS = Path(__file__).with_suffix(".sha256")


def read(text: str) -> dict[str, str]:
    """Return the sums by path."""
    return {path: digest for digest, path in (line.split("  ", 1) for line in text.splitlines())}


def digest(path: Path) -> str:
    """Return the file's SHA-256 in hexadecimal, "" when there is no such file."""
    if not path.is_file():
        return ""
    state = path.stat()
    return _digest(path, (state.st_mtime_ns, state.st_size))


@functools.lru_cache(maxsize=64)
def _digest(path: Path, stamp: tuple[int, int]) -> str:
    """Read a file again only when it has changed: a build asks more than once."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def wrong(root: Path, sums: Mapping[str, str]) -> list[str]:
    """Return the paths of `sums` whose file under `root` is missing or another one."""
    return [path for path, expected in sums.items() if digest(root / path) != expected]


def problem(root: Path) -> str:
    """Return one line for whoever builds, naming what is wrong and the cure; "" when all is as it was pinned."""
    found = wrong(root, read(SUMS.read_text(encoding="utf-8")))
    if not found:
        return ""
    cure = "删掉 node_modules 再运行 make build；有意升级过，就运行 .venv/bin/python -m hooks.pinned，核对差异后提交"
    return f"{SUMS.relative_to(ROOT).as_posix()}: 校验值对不上：{'、'.join(found)} [pinned] {cure}"


def main() -> None:
    """Write the sums of the files that are installed, of the same list."""
    paths = read(SUMS.read_text(encoding="utf-8"))
    SUMS.write_text("".join(f"{digest(ROOT / path)}  {path}\n" for path in paths), encoding="utf-8")
    print(f"{SUMS.relative_to(ROOT)}：写好了，用 git diff 核对。")


if __name__ == "__main__":
    main()
