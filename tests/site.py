"""The real site, built as readers get it, and a server that can misbehave."""

from __future__ import annotations

import gzip
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parent.parent
SUB_PATH = "/shuo/"  # GitHub Pages serves a project under its name


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def build(folder: Path, port: int, *, config: Path = ROOT / "mkdocs.yml", strict: bool = True) -> Path:
    """Build the site into `folder` for the address `http://127.0.0.1:<port>/shuo/`.

    Raises AssertionError with MkDocs' own words when the build fails.
    """
    environment = os.environ | {"SITE_URL": f"http://127.0.0.1:{port}{SUB_PATH}", "REPO_URL": "", "NO_MKDOCS_2_WARNING": "1"}
    strictly = ["--strict"] if strict else []
    command = [sys.executable, "-m", "mkdocs", "build", *strictly, "--quiet", "--config-file", str(config), "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class Line:
    """A line of `bits` a second that all share, on which every answer begins `wait` seconds late."""

    def __init__(self, *, bits: float, wait: float) -> None:
        self.bits, self.wait = bits, wait
        self._free = 0.0
        self._lock = threading.Lock()

    def carry(self, size: int) -> None:
        """Return when `size` more bytes are through."""
        with self._lock:
            self._free = max(self._free, time.monotonic()) + size * 8 / self.bits
            through = self._free
        time.sleep(max(0.0, through - time.monotonic()))


class Handler(SimpleHTTPRequestHandler):
    """Serves the site under `SUB_PATH`, gzipped as GitHub Pages does, and refuses what `server.refuse` names."""

    server: Server

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.server.asked.append(path)
        if self.server.refuse(path) or not path.startswith(SUB_PATH):
            self.send_error(503 if self.server.refuse(path) else 404)
            return
        self.path = "/" + path.removeprefix(SUB_PATH)
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body = self.server.packed(file)
        if self.server.damage(path):
            body = gzip.compress(b"<html>not found</html>")
        if self.server.line:
            time.sleep(self.server.line.wait)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.server.sent += len(body)
        line = self.server.line
        if not line:
            self.wfile.write(body)
            return
        for start in range(0, len(body), 16_384):
            line.carry(len(body[start : start + 16_384]))
            self.wfile.write(body[start : start + 16_384])

    def parse_request(self) -> bool:
        whole = super().parse_request()
        self.server.told.append(f"{self.raw_requestline.decode('latin-1')}{getattr(self, 'headers', '')}")
        return whole

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server of one folder; `asked` lists the paths asked for, `told` the requests whole, `sent` counts the bytes of bodies on the wire.

    `refuse` and `damage` say of a path whether it cannot be had, or something else comes in its place; they may also wait.
    """

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(("127.0.0.1", port), partial(Handler, directory=str(folder)))
        self._folder = folder
        self.asked: list[str] = []
        self.told: list[str] = []
        self.sent = 0
        self.refuse: Callable[[str], bool] = lambda path: False
        self.damage: Callable[[str], bool] = lambda path: False
        self.line: Line | None = None  # None: as fast as it goes
        self._packed: dict[Path, bytes] = {}

    def packed(self, file: Path) -> bytes:
        """Return the file gzipped, once."""
        if file not in self._packed:
            self._packed[file] = gzip.compress(file.read_bytes(), 6)
        return self._packed[file]

    def file(self, path: str) -> Path:
        """Return the file that stands behind a path under the site's own."""
        found = Path(self._folder, path)
        return found / "index.html" if found.is_dir() else found

    @property
    def url(self) -> str:
        """The address of the home page."""
        return f"http://127.0.0.1:{self.server_address[1]}{SUB_PATH}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes early is no error."""


@contextmanager
def serve(folder: Path, port: int) -> Iterator[Server]:
    """Serve `folder` for as long as the context lasts."""
    server = Server(folder, port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
