"""HTML elements as Python values; every text is escaped unless it already is :class:`Markup`.

    >>> el("p", class_="hint")["1 < 2"]
    Markup('<p class="hint">1 &lt; 2</p>')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from html import escape as _escape
from typing import Any

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})

# What `html.escape` leaves in but no HTML text may carry: control characters (tab and newline are fine) and lone surrogates.
_UNPRINTABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff]")


# Most texts and nearly all attributes hold nothing to escape: one look tells, and a view is thousands of them.
_SPECIAL = re.compile("[&<>\"'\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff]")


class Markup(str):
    """A string that is HTML already and is not escaped again."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Markup({str(self)!r})"


def escape(value: object) -> Markup:
    """Return `value` as HTML text, safe in content and in double-quoted attributes."""
    if isinstance(value, Markup):
        return value
    return Markup(_safe(str(value)))


def _safe(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", _escape(text, quote=True)) if _SPECIAL.search(text) else text


def render(child: Any) -> Markup:
    """Return the HTML of a child: text, number, Markup, element, None/False (nothing) or an iterable of these."""
    if type(child) is Markup:
        return child
    if child is None or child is False or child is True:
        return Markup("")
    if isinstance(child, El):
        return child.close()
    if isinstance(child, str):
        return escape(child)
    if isinstance(child, Iterable):
        return Markup("".join(render(c) for c in child))
    return escape(child)


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return f" {_dashed(name)}"
    return f' {_dashed(name)}="{_safe(str(value))}"'


@cache
def _dashed(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class El(str):
    """An element with attributes and no children yet; index it to give it children. Itself a string of its HTML."""

    __slots__ = ("_open", "_tag")
    _tag: str
    _open: str

    def __new__(cls, tag: str, attributes: dict[str, object]) -> El:
        opening = f"<{tag}" + "".join(_attribute(k, v) for k, v in attributes.items()) + ">"
        self = super().__new__(cls, opening if tag in VOID else f"{opening}</{tag}>")
        self._tag, self._open = tag, opening
        return self

    def __getitem__(self, children: Any) -> Markup:
        """Return the element's HTML around `children`.

        Raises TypeError for a void element: `<input>` cannot hold anything.
        """
        if self._tag in VOID:
            raise TypeError(f"<{self._tag}> is a void element and takes no children, got {children!r}")
        return Markup(f"{self._open}{render(children)}</{self._tag}>")

    def close(self) -> Markup:
        """Return the HTML of the element without children."""
        return Markup(str(self))


def el(tag: str, **attributes: object) -> El:
    """Return an element.

    `class_="x"` gives `class`, `data_slot="a"` gives `data-slot`; True gives a bare attribute; None and False leave it out.
    """
    return El(tag, attributes)


def slot(name: str, tag: str = "div", **attributes: object) -> Markup:
    """Return the place where the author's HTML called `name` goes; the widget renders around it, never through it."""
    return el(tag, data_slot=name, **attributes).close()
