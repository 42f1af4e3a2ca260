"""Put the built site into one zip that any server shows from any folder, and any browser from the disk: `make pack`.

    python -m hooks.pack [folder of the zip]

Pages are files (`situations/parcel.html`), because a disk has no index pages; the site has no address of its own, because
nobody knows where it will stand. On the same day, or with the same SOURCE_DATE_EPOCH, the same sources give the same bytes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = Path(__file__).with_suffix(".txt")
TOP = "shuoqingchu"  # the folder in the zip


class PackError(RuntimeError):
    """The zip could not be made; `str(error)` says why in one line."""


def epoch() -> int:
    """Return the moment that the files are dated, in seconds: SOURCE_DATE_EPOCH, else noon of today."""
    today = datetime.combine(date.today(), time(12), UTC)
    return int(os.environ.get("SOURCE_DATE_EPOCH") or today.timestamp())


def build(site: Path, moment: int) -> None:
    """Build the site into `site`. Raises PackError when MkDocs does not."""
    environment = os.environ | {"SITE_URL": "", "SOURCE_DATE_EPOCH": str(moment)}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--no-directory-urls", f"--site-dir={site}"]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise PackError("离线包没有做成：先改好上面几行说的地方。")


def contents(site: Path) -> dict[str, bytes]:
    """Return what goes into the zip, by name: the site, and how to use it."""
    files = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    # Windows' old editor knows UTF-8 by its mark, and lines by their two ends.
    files["说明.txt"] = README.read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig")
    return files


def write(files: dict[str, bytes], target: Path, moment: int) -> None:
    """Write a zip whose bytes depend on nothing but `files` and `moment`."""
    day = datetime.fromtimestamp(moment, UTC).timetuple()[:6]
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{TOP}/{name}", day)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content, compresslevel=9)


def pack(folder: Path) -> Path:
    """Build, and return the zip written into `folder`."""
    moment = epoch()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{TOP}-{datetime.fromtimestamp(moment, UTC).date()}.zip"
    with tempfile.TemporaryDirectory() as site:
        build(Path(site), moment)
        write(contents(Path(site)), target, moment)
    return target


if __name__ == "__main__":
    try:
        made = pack(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist")
    except PackError as error:
        sys.exit(str(error))
    print(f"{os.path.relpath(made)}，{made.stat().st_size / 1e6:.1f} MB")
