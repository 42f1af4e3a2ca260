"""The contract of a widget.

A widget is a module with `NAME`, `VERSION`, `State`, `init`, `update`, `view` and `EXAMPLES`. It is pure: no clock, no
randomness, no input or output. Today's date arrives in every message; what the page is to do leaves as effects.

Terms: *props* are what the author's page says and never change; *state* is what the reader did; a *msg* is an event;
an *effect* is data that the page performs (copy, print, download, focus, announce).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from .formats import day
from .markup import Markup

Props = dict[str, Any]
"""Read-only JSON from the author's page."""

Msg = dict[str, Any]
"""An event: `type`, and for some `name`, `value`, `arg`, `values`; always `today` (ISO date)."""

Effect = dict[str, Any]
"""Something for the page to do: `type` and its operands."""

Values = dict[str, str | bool]
"""The named form controls of an island: name → text, or True/False for a tick."""


@dataclass(frozen=True)
class Example:
    """One case of a widget: the single fixture of tests, docs and browser checks.

    `say` is what the case shows; `values` is what the reader filled in; `msgs` is what they did after that.
    """

    say: str
    props: Props
    values: Values = field(default_factory=dict)
    msgs: tuple[Msg, ...] = ()
    today: str = "2026-11-21"


class Widget(Protocol):
    """What the runtime asks of a widget module.

    `State` is a frozen dataclass whose first field is `values: Values`. A field called `undo` holds what the last step took
    away; it lives as long as the page and is never kept on the device.
    """

    NAME: str
    VERSION: int
    State: type
    EXAMPLES: tuple[Example, ...]

    def init(self, props: Props) -> Any:
        """Return the state of a reader who has done nothing."""

    def update(self, props: Props, state: Any, msg: Msg) -> tuple[Any, list[Effect]]:
        """Return the next state and the effects of `msg`; an unknown message changes nothing."""

    def view(self, props: Props, state: Any) -> Markup:
        """Return the island's HTML; the same state gives the same bytes."""


def announce(text: str) -> Effect:
    """Return the effect that shows and reads out a line."""
    return {"type": "announce", "text": text}


def dated[S](state: S, msg: Msg) -> S:
    """Return `state` with its field `today` brought to the day of the message; one without a day changes nothing."""
    today = msg.get("today")
    return replace(state, today=today) if isinstance(today, str) and day(today) else state  # type: ignore[type-var]
