"""The whole widget as HTML: what is asked, what comes of it, what goes into the script, and what the other side has settled."""

from __future__ import annotations

from .. import forms
from ..labels import offer as labels
from ..markup import Markup, el
from ..widget import Props
from .controls import print_button
from .plan import budget, plans
from .result import result
from .sheet import agreed, budget_group, contract_group, debt_group, pick_group
from .state import State


def view(props: Props, state: State) -> Markup:
    """Return the island's HTML; the same props and state give the same bytes."""
    title = f"{props['id']}-title"
    kept = budget(state.values)
    found = plans(state, kept)
    return el("div", class_="offer", role="group", aria_labelledby=title)[
        el("h3", id=title)[props["title"]],
        el("div", class_="sheet", data_search_exclude=True)[
            debt_group(props, state), budget_group(props, state), contract_group(props, state)
        ],
        result(props, state, kept, found),
        pick_group(props, state, kept, found),
        agreed(props, state),
        el("div", class_="island-actions", data_search_exclude=True)[
            print_button(f"{props['id']}-result"),
            forms.button(labels.CLEAR, "clear"),
            el("small")[labels.CLEAR_HINT],
            forms.button(labels.UNDO, "undo") if state.undo is not None and state.undone == "clear" else None,
        ],
    ]
