"""Draw the icons of the installed site again: `python -m tests.icons` after a change to icon.svg."""

from __future__ import annotations

from playwright.sync_api import Browser, sync_playwright

from hooks.setup import find_chromium

from .conftest import CHROMIUM_FLAGS
from .site import ROOT

FOLDER = ROOT / "hooks/theme/assets/icons"
# name → pixels, whether the corners are filled: a system that cuts its own shape out of the icon must find no hole
SIZES = {"icon-192.png": (192, False), "icon-512.png": (512, False), "maskable-512.png": (512, True), "apple-180.png": (180, True)}


def draw(browser: Browser, name: str) -> bytes:
    """Return the PNG of icon.svg that `name` asks for."""
    size, filled = SIZES[name]
    page = browser.new_page(viewport={"width": size, "height": size})
    ground = "#00796b" if filled else "transparent"
    svg = (FOLDER / "icon.svg").read_text(encoding="utf-8")
    page.set_content(f"<style>html{{background:{ground}}}body{{margin:0}}svg{{display:block;width:{size}px}}</style>{svg}")
    png = page.screenshot(omit_background=not filled)
    page.close()
    return png


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        for icon in SIZES:
            (FOLDER / icon).write_bytes(draw(chromium, icon))
        chromium.close()
