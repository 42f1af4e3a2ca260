"""One JSON string in, one JSON string out: the whole surface between a page and the widgets.

The build calls `step` to pre-render an island; the browser's worker calls the same function in Pyodide. It keeps nothing
between two calls: the page owns the state.

Request:  {"island", "gen", "widget", "props", "state": object | null, "msg": object | null, or a list of objects that came together,
           "later": ids of closed folds, if any}
Response: {"island", "gen", "state", "html", "effects"} or, when a widget failed, {"island", "gen", "error"}
"""

from __future__ import annotations

import json
from dataclasses import MISSING, asdict, fields
from functools import lru_cache
from importlib import import_module
from typing import Any, cast

from .fold import closed
from .labels import runtime as labels
from .widget import Effect, Msg, Props, Values, Widget

NAMES = (
    "call", "cases", "checklist", "compensation", "deadlines", "evidence", "mask", "next_step",
    "offer", "practice", "promise", "reply_check", "script", "storage", "worth",
)  # fmt: skip


class BadState(ValueError):
    """A saved state that this version of the widget cannot have written; `str(error)` is the sentence for the reader."""


def load(name: str) -> Widget:
    """Return the widget module called `name`, imported when first asked for.

    Raises KeyError for a name that is not in `NAMES`.
    """
    if name not in NAMES:
        raise KeyError(f"widget {name!r} is not one of {NAMES}")
    return cast(Widget, import_module(f"{__package__}.{name}"))


def clean_values(values: object) -> Values:
    """Return the entries of `values` that a form control can hold; anything else is dropped."""
    if not isinstance(values, dict):
        return {}
    return {k: v for k, v in values.items() if isinstance(k, str) and isinstance(v, (str, bool))}


def dump_state(widget: Widget, state: Any) -> dict[str, Any]:
    """Return `state` as JSON data that carries the widget's version."""
    return {"version": widget.VERSION, **asdict(state)}


def load_state(widget: Widget, data: object) -> Any:
    """Return the state kept in `data`.

    Raises BadState for anything `dump_state` of this or an older version did not write.
    """
    if not isinstance(data, dict):
        raise BadState(labels.SET_ASIDE)
    saved: dict[str, Any] = data
    version = saved.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BadState(labels.SET_ASIDE)
    if version > widget.VERSION:
        raise BadState(labels.NEWER)
    if version < widget.VERSION:
        saved = getattr(widget, "migrate", lambda old, _version: old)(saved, version)
    kwargs: dict[str, Any] = {}
    for spec in fields(widget.State):
        if spec.name not in saved:
            continue
        value = saved[spec.name]
        example = spec.default_factory() if spec.default_factory is not MISSING else spec.default
        if example is not None and example is not MISSING and type(value) is not type(example):
            raise BadState(labels.SET_ASIDE)
        kwargs[spec.name] = value
    if "values" not in kwargs or clean_values(kwargs["values"]) != kwargs["values"]:
        raise BadState(labels.SET_ASIDE)
    return widget.State(**kwargs)


def answer(widget: Widget, props: Props, saved: object, *msgs: Msg) -> tuple[Any, str, list[Effect]]:
    """Return the state after all of `msgs`, its HTML and the effects; `saved` is None for a reader who has done nothing."""
    effects: list[Effect] = []
    if saved is None:
        state = widget.init(props)
    else:
        try:
            state = load_state(widget, saved)
        except BadState as error:
            state = widget.init(props)
            effects.append({"type": "set_aside", "text": str(error)})
    for msg in msgs:
        if "values" in msg:
            msg = {**msg, "values": clean_values(msg["values"])}
        state, more = widget.update(props, state, msg)
        effects += more
    return state, str(widget.view(props, state)), effects


_props = lru_cache(maxsize=8)(json.loads)
"""Read props; they are most of a request, and the same at every message of an island."""


def step(request: str, props: str | None = None) -> str:
    """Answer one request; see the module's text for both shapes. `props` may come beside it, as JSON, instead of in it.

    Raises nothing: what goes wrong inside a widget comes back as `error`, so that the page keeps its state and says so.
    """
    asked: Any = None
    try:
        asked = json.loads(request)
        widget = load(asked["widget"])
        msg = asked.get("msg")
        msgs = msg if isinstance(msg, list) else [] if msg is None else [msg]
        with closed(asked.get("later", ())):
            state, html, effects = answer(widget, asked["props"] if props is None else _props(props), asked.get("state"), *msgs)
        reply: dict[str, Any] = {"state": dump_state(widget, state), "html": html, "effects": effects}
    except Exception as error:  # the boundary: a traceback is of no use to a reader
        reply = {"error": f"{type(error).__name__}: {error}"}
    if isinstance(asked, dict):
        reply |= {"island": asked.get("island"), "gen": asked.get("gen")}
    return json.dumps(reply, ensure_ascii=False)
