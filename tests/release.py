"""What every run tries by sample, and `make trust` as a whole: walks over all pages, and tables of like cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

OPTION = "--release"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, action="store_true", help="try all of what an ordinary run tries by sample")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the cases marked `release` to the release run."""
    if config.getoption(OPTION):
        return
    later = [item for item in items if item.get_closest_marker("release")]
    config.hook.pytest_deselected(items=later)
    items[:] = [item for item in items if item not in later]


def one_in(n: int, cases: Sequence[Any], **options: Any) -> list[Any]:
    """Return the cases as parameters: the first of each `n` for every run, the others for the release run only."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=[pytest.mark.release] if number % n else [], **options)
        for number, case in enumerate(cases)
    ]


@pytest.fixture(scope="session")
def share(request: pytest.FixtureRequest) -> int:
    """Of how many like pages or states an ordinary run looks at one; 1 in the release run."""
    return 1 if request.config.getoption(OPTION) else 6
