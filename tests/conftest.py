"""Fixtures that several test files share: the built site and its server, once for each process that runs tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from . import site as site_module

pytest_plugins = ["tests.trust", "tests.release"]

settings.register_profile("here", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def port() -> int:
    return site_module.free_port()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """The folder of the site, built by the real `mkdocs build --strict`."""
    return site_module.build(tmp_path_factory.mktemp("site"), port)


@pytest.fixture(scope="session")
def server(site: Path, port: int) -> Iterator[site_module.Server]:
    with site_module.serve(site, port) as server:
        yield server
