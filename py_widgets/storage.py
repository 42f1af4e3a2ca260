"""What is kept on this device: export, import, wipe. All three are effects, so they work before Python.

props: {"id", "title"}. No state of its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from .labels import Storage as labels
from .markup import Markup, el
from .widget import Effect, Example, Msg, Props, Values

NAME = "storage"
VERSION = 1


@dataclass(frozen=True)
class State:
    """Nothing: this widget remembers nothing."""

    values: Values = field(default_factory=dict)


def init(props: Props) -> State:
    """Return the only state there is."""
    return State()


def update(props: Props, state: State, msg: Msg) -> tuple[State, list[Effect]]:
    """Change nothing."""
    return state, []


def view(props: Props, state: State) -> Markup:
    """Return the three buttons, each with what it does."""
    return el("div", class_="storage", role="group", aria_label=props["title"])[
        _action(labels.EXPORT, labels.EXPORT_HINT, {"type": "export"}),
        _action(labels.IMPORT, labels.IMPORT_HINT, {"type": "import"}),
        _action(labels.WIPE, labels.WIPE_HINT, {"type": "wipe", "confirm": labels.WIPE_CONFIRM}),
    ]


def _action(label: str, hint: str, effect: Effect) -> Markup:
    return el("p")[el("button", type="button", data_effect=json.dumps(effect, ensure_ascii=False))[label], " ", el("small")[hint]]


EXAMPLES = (Example("the three buttons", {"id": "demo", "title": "本机记录"}),)
