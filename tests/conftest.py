"""Fixtures that several test files share: the built site, its server, one Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from . import site as site_module

pytest_plugins = ["tests.trust", "tests.release"]

settings.register_profile("here", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")

# The long walks over the whole site, about half the time of all browser tests.
WALKS = {
    "test_access_axe", "test_access_keys", "test_access_sight", "test_hostile", "test_offline", "test_old_browsers", "test_pack",
    "test_privacy", "test_xss",
}  # fmt: skip

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Share what needs the built site between two processes, a file to one of them: each builds it once and starts Chromium once."""
    for item in items:
        if {"site", "server", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("walks" if item.path.stem in WALKS else "site"))


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
