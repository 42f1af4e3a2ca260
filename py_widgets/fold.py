"""A fold or section whose content is worked out only when somebody can see it.

A view of a thousand elements, most of them folded away or off the screen, costs a reader time at every key. So the page says
which folds are out of sight, and gets their summaries only; it keeps what it has in them, and asks for the whole once nothing
is being typed, or when one is opened or printed. Nothing is left out unless the page says so: the build and every first answer
are whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from .markup import Markup, el

_closed: frozenset[str] = frozenset()


@contextmanager
def closed(ids: Iterable[str]) -> Iterator[None]:
    """Leave out, while this lasts, what is in the folds with these ids."""
    global _closed
    before, _closed = _closed, frozenset(ids)
    try:
        yield
    finally:
        _closed = before


def fold(summary: Markup, body: Callable[[], object], **attributes: object) -> Markup:
    """Return a details element with this summary around what `body` returns; `data-later` marks one whose body was left out.

    `attributes` are those of `el`, an `id` among them.
    """
    return _part("details", summary, body, attributes)


def section(heading: Markup, body: Callable[[], object], **attributes: object) -> Markup:
    """Return a section with this heading around what `body` returns; the rest is as with `fold`."""
    return _part("section", heading, body, attributes)


def _part(tag: str, head: Markup, body: Callable[[], object], attributes: dict[str, object]) -> Markup:
    later = attributes["id"] in _closed
    return el(tag, **attributes, data_later=later)[head, None if later else body()]
