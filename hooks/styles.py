"""The theme's style sheets without the rules that nothing on this site can match. Knows nothing of MkDocs.

Material brings the looks of all that it can do; a page here would fetch a third of them for nothing. `styles.mjs` leaves out,
with PurgeCSS, what no page, script or widget has a word for. This site's own sheets stay as they are written. Who runs the old
sheets still, from a device's store or a page that is open, must not get new ones under their name: it carries their hash.
"""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from hooks.bundle import BundleError, digest
from hooks.setup import find_node

PROGRAM = Path(__file__).with_suffix(".mjs")
WIDGETS = Path(__file__).parent.parent / "py_widgets"  # they make HTML where no build sees it
_HASH = re.compile(r"(?<=\.)[0-9a-f]{8}(?=\.min\.css$)")


def finish(site: Path) -> None:
    """Prune the theme's style sheets in a site that is built, rename them by their content, and name them anew in every page.

    Raises BundleError when PurgeCSS fails, or a sheet's name has no hash to put another in its place.
    """
    done = subprocess.run([find_node(), PROGRAM, site, WIDGETS], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BundleError(f"主题的样式没有精简：{done.stderr.strip() or done.stdout.strip()}")
    names: dict[str, str] = {}
    for path, css in json.loads(done.stdout).items():
        old = site / path
        name, hashes = _HASH.subn(digest([css.encode()])[:8], old.name)
        if not hashes:
            raise BundleError(f"{path}：文件名里没有主题的8位校验码，请改 hooks/styles.py")
        old.unlink()
        old.with_name(name).write_text(css, encoding="utf-8")
        names[old.name] = name
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        page.write_text(re.sub("|".join(map(re.escape, names)), lambda found: names[found[0]], html), encoding="utf-8")
