"""The site without a network: what a page loads for it, and the service worker. Knows nothing of MkDocs.

    assets/offline-<hash>/   the script of every page, and what it fetches when there is something to ask the reader
    sw.js                    the service worker, with the list of all files; `precache.mjs` makes it with Workbox

The installed site's manifest and icons lie in `hooks/theme`. See decisions/0009-offline.md.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from hooks.bundle import BundleError, folder
from hooks.setup import find_node

HERE = Path(__file__).parent
WORKER = "sw.js"


def scripts() -> tuple[str, dict[str, bytes]]:
    """Return the path of the script that every page names, and the content of what it consists of by site-relative path."""
    path, assets = folder("offline", {file.name: file.read_bytes() for file in sorted(HERE.glob("browser/*.js")) if file.name != WORKER})
    return path + "offline.js", assets


def finish(site: Path) -> None:
    """Write the service worker of a site that is built: nothing may change in it afterwards.

    Raises BundleError when Workbox fails.
    """
    done = subprocess.run([find_node(), HERE / "precache.mjs", site], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BundleError(f"离线用的文件没有生成：{done.stderr.strip() or done.stdout.strip()}")
