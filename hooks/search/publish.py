"""The files of search: the worker and its modules under a name with their hash, the documents, and what every page reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hooks.bundle import BundleError, folder
from hooks.data import SiteData

from .documents import Page, documents
from .vocabulary import vocabulary

MINISEARCH = Path("node_modules/minisearch/dist/es/index.js")
BROWSER = Path(__file__).parent / "browser"
INDEX = Path("search/search_index.json")
FAILED = "搜索没有加载成功：请检查网络，再搜一次，或从上方的栏目里找。"


@dataclass(frozen=True)
class Engine:
    """What the site serves whatever its text: `assets` by site-relative path, the `worker`, and the script of the `box`."""

    assets: dict[str, bytes]
    worker: str
    box: str


def engine(root: Path) -> Engine:
    """Return the worker, its modules and MiniSearch.

    Raises BundleError when npm's packages are missing.
    """
    library = root / MINISEARCH
    if not library.exists():
        raise BundleError("缺少 node_modules：请运行 make build，它会自己装好")
    files = {path.name: path.read_bytes() for path in sorted(BROWSER.glob("*.js"))}
    # Without the line that sends developer tools to a source map which is not served.
    files["minisearch.js"] = library.read_bytes().partition(b"\n//# sourceMappingURL=")[0] + b"\n"
    path, assets = folder("search", files)
    return Engine(assets, path + "worker.js", path + "box.js")


def finish(site: Path, pages: Mapping[str, Page], data: SiteData) -> None:
    """Move what Material's plugin has indexed out of the file that every page reads, into one that is read at the first search."""
    index = site / INDEX
    found = documents(json.loads(index.read_text(encoding="utf-8"))["docs"], pages)
    text = "".join(cell for rows in found.values() for row in rows for cell in row if isinstance(cell, str))
    whole = found | vocabulary(data, text)
    body = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    name = f"documents-{hashlib.sha256(body).hexdigest()[:20]}.json"
    for old in index.parent.glob("documents-*.json"):
        old.unlink()
    index.with_name(name).write_bytes(body)
    config = {"lang": ["zh"], "pipeline": [], "fields": {}, "documents": f"search/{name}", "failed": FAILED}
    index.write_text(json.dumps({"config": config, "docs": []}, ensure_ascii=False), encoding="utf-8")
