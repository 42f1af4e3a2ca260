"""What was made of a piece of the author's data, kept until it would come out differently.

An edit changes one answer, and most of what is written does not name it: the same object comes back, and what was worked out
from it stays worked out. The functions that use this are pure, so nothing but time depends on it.
"""

from __future__ import annotations

from collections.abc import Callable

_MOST = 4_000  # sources; a page has some hundreds


class Memo[T]:
    """The last result for each source."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[object, tuple[object, ...], T]] = {}

    def __call__(self, source: object, given: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what `make` gives, or gave for this source (the object itself, not its like) when `given` was equal."""
        kept = self._kept.get(id(source))  # the source is kept too, so its id is not given away
        if kept is not None and kept[0] is source and kept[1] == given:
            return kept[2]
        made = make()
        if len(self._kept) >= _MOST:
            self._kept.clear()
        self._kept[id(source)] = (source, given, made)
        return made
