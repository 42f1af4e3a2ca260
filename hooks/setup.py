"""Set up a clone: Python packages, npm packages, a browser; and lock the Python packages.

    python -m hooks.setup packages | npm | chromium | engines | lock

Runs on the Python of `.venv` before anything is installed there, so it uses the standard library only. What cannot be had
ends the command with one line that says what to install.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).parent.parent
VENV = Path(sys.prefix)
BIN = VENV / "bin"
LOCK = ROOT / "uv.lock"
OLDEST_NODE = 20  # workbox-build's own demand (`engines` in its package.json)
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def run(*command: str | Path, fail: str) -> None:
    """Run `command` in the repository, its output shown; end with the line `fail` when it does not succeed."""
    # pip trusts the certificates that the machine trusts; uv and npm have to be told, or a company's own authority fails.
    env = {"UV_SYSTEM_CERTS": "1", "NODE_USE_SYSTEM_CA": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"} | os.environ
    env |= {"UV_PYTHON_DOWNLOADS": "never"}
    if "PIP_INDEX_URL" in env:  # a mirror chosen for pip holds for uv too
        env.setdefault("UV_DEFAULT_INDEX", env["PIP_INDEX_URL"])
    try:
        done = subprocess.run(command, cwd=ROOT, env=env, timeout=1800).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        done = False
    if not done:
        sys.exit(fail)


def version(program: str | Path) -> str:
    """Return what `program --version` prints, or "" when it is missing or does not run."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, encoding="utf-8", timeout=60, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""


# -- what the machine has ---------------------------------------------------------------------------------------------


def system_node() -> str | None:
    """Return the machine's Node, or None when it has none, no npm, or one too old for what we build with."""
    node = shutil.which("node")
    major = re.match(r"v(\d+)\.", version(node)) if node and shutil.which("npm") else None
    return node if major and int(major[1]) >= OLDEST_NODE else None


@functools.cache
def find_node() -> str:
    """Return the Node to run: the machine's, else the one from PyPI in `.venv`."""
    return system_node() or str(BIN / "node")


@functools.cache
def find_chromium() -> str | None:
    """Return the machine's Chromium or Chrome, or None when it has none that runs; Playwright may have its own then."""
    # Ubuntu without snap has a `chromium-browser` that only prints an advice: so each is run once.
    return next((path for name in BROWSERS if (path := shutil.which(name)) and version(path)), None)


def find_firefox() -> str | None:
    """Return the machine's Firefox, or None."""
    return next((path for name in ("firefox-esr", "firefox") if (path := shutil.which(name)) and version(path)), None)


def find_webkit() -> tuple[str, str] | None:
    """Return WebKitGTK's driver and the browser it drives, or None when one is missing."""
    driver = shutil.which("WebKitWebDriver")
    browsers = sorted(Path("/usr").glob("lib*/**/webkit2gtk-*/MiniBrowser"))
    return (driver, str(browsers[-1])) if driver and browsers else None


def playwright_chromium() -> bool:
    """Return whether Playwright's own Chromium is installed and runs."""
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    path = subprocess.run([sys.executable, "-c", ask], capture_output=True, encoding="utf-8").stdout.strip()
    return bool(path and version(path))


# -- commands ---------------------------------------------------------------------------------------------------------


def uv() -> str:
    """Return a uv: the machine's, else the locked one, put into `.venv` by pip with its hashes checked."""
    found = shutil.which("uv") or shutil.which("uv", path=BIN)
    if found:
        return found
    locked = next(p for p in tomllib.loads(LOCK.read_text(encoding="utf-8"))["package"] if p["name"] == "uv")
    requirement = VENV / "uv.txt"
    hashes = " ".join(f"--hash={wheel['hash']}" for wheel in locked["wheels"])
    requirement.write_text(f"uv=={locked['version']} {hashes}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True).returncode:
        run(sys.executable, "-m", "ensurepip", fail="缺少 pip：请安装 python3.13-venv，删掉 .venv，再运行一次 make。")
    fail = "uv 没有装上：请检查网络或 PyPI 镜像设置，再运行一次 make。"
    run(*pip, "install", "--quiet", "--require-hashes", "--only-binary=:all:", "--requirement", requirement, fail=fail)
    return str(BIN / "uv")


def packages() -> None:
    """Make `.venv` hold exactly the locked packages, and find `hooks` and `py_widgets` from anywhere."""
    tool = uv()
    groups = [] if system_node() else ["--group=node"]
    groups += [] if shutil.which("uv") else ["--group=uv"]
    requirements = VENV / "requirements.txt"
    fail = "Python 包没有装上：请检查网络或 PyPI 镜像设置（UV_DEFAULT_INDEX），再运行一次 make。"
    run(tool, "export", "--quiet", "--frozen", "--no-emit-project", "--no-header", f"--output-file={requirements}", *groups, fail=fail)
    run(tool, "pip", "sync", "--quiet", "--require-hashes", f"--python={sys.executable}", requirements, fail=fail)
    site = Path(sysconfig.get_path("purelib"))
    # Relative to its own folder, so that the clone may be moved.
    (site / "shuoqingchu.pth").write_text(os.path.relpath(ROOT, site) + "\n", encoding="utf-8")


def npm() -> None:
    """Make `node_modules` hold exactly the locked packages."""
    program = shutil.which("npm") if system_node() else BIN / "npm"
    run(program or "npm", "ci", "--ignore-scripts", "--silent", fail="npm 包没有装上：请检查网络或 npm 镜像设置，再运行一次 make。")


def chromium() -> None:
    """See that there is a Chromium to test with: the machine's, else Playwright's, else on Debian as root apt's."""
    if find_chromium() or playwright_chromium():
        return
    print("没有找到 Chromium，正在安装……", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, timeout=1800)
    if playwright_chromium():
        return
    fail = "缺少 Chromium：请安装 Chromium 或 Chrome（Debian、Ubuntu：apt-get install chromium），再运行一次 make test。"
    if not shutil.which("apt-get") or os.geteuid() != 0:
        sys.exit(fail)
    run("apt-get", "update", "-qq", fail=fail)
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk", "poppler-utils", fail=fail)


def engines() -> None:
    """See that there are a Firefox, a WebKit and a screen for it to test with: the machine's, else on Debian as root apt's."""

    def complete() -> bool:
        return bool(find_firefox() and find_webkit() and shutil.which("xvfb-run"))

    if complete():
        return
    fail = "缺少 Firefox 或 WebKitGTK：请安装 firefox-esr、webkit2gtk-driver、xvfb（Ubuntu 是 firefox），再运行一次 make engines。"
    if not shutil.which("apt-get") or os.geteuid() != 0:
        sys.exit(fail)
    print("没有找到 Firefox 或 WebKitGTK，正在安装……", flush=True)
    run("apt-get", "update", "-qq", fail=fail)
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "firefox-esr", "webkit2gtk-driver", "xvfb", "xauth", fail=fail)
    if not complete():
        sys.exit(fail)


def without_hosts(lock: str) -> str:
    """Return the text of a uv.lock in which no registry is named: files by their name, found again by their hash.

    See decisions/0001-lock-without-hosts.md.
    """
    lock = re.sub(r'\burl = "https?://[^"]*/([^"/?#]+)[^"]*"', lambda match: f'filename = "{unquote(match[1])}"', lock)
    return re.sub(r'\bregistry = "[^"]*"', 'registry = "."', lock)


def lock() -> None:
    """Bring `uv.lock` in line with pyproject.toml; versions that still fit stay. `UV_UPGRADE=1` takes the newest."""
    try:
        run(uv(), "lock", "--quiet", fail="uv.lock 没有更新：请看上面的提示，改好 pyproject.toml 再运行 make lock。")
    finally:
        LOCK.write_text(without_hosts(LOCK.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    {"packages": packages, "npm": npm, "chromium": chromium, "engines": engines, "lock": lock}[sys.argv[1]]()
