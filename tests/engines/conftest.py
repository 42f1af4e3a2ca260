"""A reader before each engine in turn, and a server that behaves again after each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from ..site import Server
from .readers import Reader, WebKit, firefox

Make = Callable[[str], Reader]


@pytest.fixture(scope="session", params=["Firefox", "WebKitGTK"])
def engine(request: pytest.FixtureRequest) -> Iterator[Make]:
    """What makes a reader before this engine."""
    make, end = firefox() if request.param == "Firefox" else (WebKit, lambda: None)
    yield make
    end()


@pytest.fixture
def reader(engine: Make, server: Server, record_property: Callable[[str, object], None]) -> Iterator[Reader]:
    reader = engine(server.url)
    record_property(reader.engine, reader.version)
    try:
        yield reader
        assert reader.trouble == []
    finally:
        server.refuse = lambda path: False
        reader.close()
