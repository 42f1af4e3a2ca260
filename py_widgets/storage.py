"""What is kept on this device: export, import, wipe, keep nothing. All are effects, so they work before Python.

props: {"id", "title"}. values: `import-how` → merge, both or replace.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from .labels import storage as labels
from .markup import Markup, el
from .widget import Effect, Example, Msg, Props, Values

NAME = "storage"
VERSION = 1

HOW = "import-how"


@dataclass(frozen=True)
class State:
    """How a file is to be taken in."""

    values: Values = field(default_factory=dict)


def init(props: Props) -> State:
    """Return a reader who chose nothing yet."""
    return State()


def update(props: Props, state: State, msg: Msg) -> tuple[State, list[Effect]]:
    """Keep the choice; see `widget.Widget.update`."""
    values = msg.get("values", {}) if msg.get("type") == "hydrate" else {str(msg.get("name")): msg.get("value")}
    how = values.get(HOW)
    return (State({HOW: how}) if how in dict(labels.IMPORT_HOWS) else state), []


def view(props: Props, state: State) -> Markup:
    """Return the buttons, each with what it does."""
    chosen = state.values.get(HOW, labels.IMPORT_HOWS[0][0])
    pass_id = f"{props['id']}-pass"
    return el("div", class_="storage", role="group", aria_label=props["title"])[
        el("p", class_="field")[
            el("label", for_=pass_id)[labels.PASSPHRASE],
            el("input", type="text", id=pass_id, class_="secret", data_passphrase=True, autocomplete="off", spellcheck="false",
               aria_describedby=f"{pass_id}-hint"),
            el("small", id=f"{pass_id}-hint")[labels.PASSPHRASE_HINT],
        ],
        _action(labels.EXPORT, labels.EXPORT_HINT, {"type": "export"}),
        el("fieldset", class_="field choices")[
            el("legend")[labels.IMPORT_HOW],
            [
                el("label", class_="choice")[
                    el(
                        "input", type="radio", name=HOW, value=how, checked=how == chosen, data_import=True,
                        id=f"{props['id']}-{how}", autocomplete="off",
                    ).close(),
                    said,
                ]
                for how, said in labels.IMPORT_HOWS
            ],
        ],
        _action(labels.IMPORT, labels.IMPORT_HINT, {"type": "import"}),
        el("div", class_="storage-keep")[_action(labels.KEEP_NOTHING, labels.KEEP_NOTHING_HINT, {"type": "share-computer", "on": True})],
        el("div", class_="storage-nothing")[_action(labels.KEEP_AGAIN, labels.KEEP_AGAIN_HINT, {"type": "share-computer", "on": False})],
        _action(labels.WIPE, labels.WIPE_HINT, {"type": "wipe", "confirm": labels.WIPE_CONFIRM}),
    ]  # fmt: skip


def _action(label: str, hint: str, effect: Effect) -> Markup:
    return el("p")[el("button", type="button", data_effect=json.dumps(effect, ensure_ascii=False))[label], " ", el("small")[hint]]


_PROPS: Props = {"id": "demo", "title": "本机记录"}

EXAMPLES = (
    Example("the buttons", _PROPS),
    Example("as further cases", _PROPS, {HOW: "both"}),
    Example("a way that is none", _PROPS, {HOW: "<b>"}),
)
