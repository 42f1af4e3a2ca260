"""The whole widget as HTML: the fact sheet, what to look at, and the outputs. Complete without Python."""

from __future__ import annotations

from ..fold import fold
from ..forms import hidden
from ..labels import script as labels
from ..markup import Markup, el
from ..sentences.answers import Answer
from ..sentences.compose import compose
from ..sentences.fields import TONE
from ..widget import Props
from .controls import button, field_view
from .output import Page, channel_view, warnings_view
from .state import CLAIMS, EDIT, State
from .warn import about_facts


def view(props: Props, state: State) -> Markup:
    """Return the island's HTML; the same props and state give the same bytes."""
    page = Page(props, state, compose(props, state))
    title = f"{page.id}-title"
    undo = state.undo is not None and state.undone.startswith("mask:") and not state.undone.startswith("mask:" + EDIT)
    return el("div", class_="script", role="group", aria_labelledby=title)[
        el("h3", id=title, class_="script-title")[props["title"]],
        hidden(state.values, CLAIMS),
        _sheet(page) if page.script.answers else None,
        warnings_view(f"{page.id}-warnings", about_facts(props, state, page.script), undo),
        (channel_view(page, channel, n == 0) for n, channel in enumerate(page.script.channels)),
        None if page.script.channels else el("p", class_="script-none")[labels.NO_CHANNELS],
    ]


def _sheet(page: Page) -> Markup:
    counted = [a for a in page.script.answers.values() if a.field["key"] != TONE]
    done = sum(bool(a.text) for a in counted)
    cleared = page.state.undo is not None and page.state.undone == "clear"
    return el("div", class_="sheet", id=f"{page.id}-sheet", data_search_exclude=True)[
        (_group(page, n, name, list(group)) for n, (name, group) in enumerate(_groups(page))),
        el("p", class_="sheet-count")[labels.PROGRESS.format(done=done, total=len(counted))],
        el("div", class_="island-actions")[
            button(labels.CLEAR, "clear"),
            button(labels.UNDO, "undo") if cleared else None,
        ],
    ]


def _groups(page: Page) -> list[tuple[str, list[Answer]]]:
    """Return the fields by group, groups in the order in which they first appear."""
    found: dict[str, list[Answer]] = {}
    for answer in page.script.answers.values():
        found.setdefault(answer.field.get("group") or "", []).append(answer)
    return list(found.items())


def _group(page: Page, index: int, name: str, group: list[Answer]) -> Markup:
    """Return a group of fields, folded but for the first: the whole sheet stays in sight on a phone."""
    counted = [a for a in group if a.field["key"] != TONE]  # a tone is always chosen: nothing to count
    done = sum(bool(a.text) for a in counted)
    return fold(
        el("summary")[el("span", class_="group-name")[name], counted and el("span", class_="group-count")[f"{done} / {len(counted)}"]],
        lambda: [field_view(page.id, answer, page.state.values) for answer in group],
        class_="group",
        id=f"{page.id}-group-{index}",
        open=index == 0,
    )
