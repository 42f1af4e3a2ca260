"""A YAML mapping in a page (front matter, block options): its values, each key's true line, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import dedent

import yaml

# What the YAML parser says, by a part of its message, in an author's words.
_SAID = {
    "mapping values": "一行里多了一个冒号，含冒号的文字要用引号括起来",
    "could not find expected ':'": "这里少了半角冒号和空格",
    "'\\t'": "缩进用了制表符",
    "block end": "缩进不对，或少了半角冒号",
    "quoted scalar": "引号没有配对",
    "flow": "方括号或大括号没有配对",
    "cannot start any token": "开头的符号要用引号括起来",
    "alias": "* 和 & 开头的文字要用引号括起来",
    "special characters": "有不可见的控制字符",
}

# Whatever the constructors of int, date and dict raise on what looks like one.
_UNREADABLE = (yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


@dataclass(frozen=True)
class Table:
    """`lines` gives the line of each key; `error` is (line, what) of the first thing that is no YAML mapping, or None."""

    values: dict[str, object] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    error: tuple[int, str] | None = None


def read_table(raws: Sequence[str], first: int) -> Table:
    """Return the mapping written in `raws`, whose first line has the number `first`; never raises."""
    source = dedent("\n".join(raws))
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        if "mapping values" in str(error.problem) and (lame := _without_colon(raws)) is not None:
            return Table(error=(first + lame, _SAID["could not find expected ':'"]))
        return Table(error=(_where(error, first, len(raws)), _why(f"{error.context} {error.problem}")))
    except (yaml.YAMLError, RecursionError) as error:
        at = getattr(error, "position", None)  # of a ReaderError: characters before the bad one
        line = first + source.count("\n", 0, at) if isinstance(at, int) else first
        return Table(error=(line, _why(str(error))))
    if node is None:
        return Table()
    if not isinstance(node, yaml.MappingNode):
        return Table(error=(first, "这里不是“键: 值”的形式，键后面要有半角冒号和空格"))
    table = Table()
    for key_node, value_node in node.value:
        line = first + key_node.start_mark.line
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        if key in table.lines:
            return Table(table.values, table.lines, (line, f"{key} 写了两次"))
        try:
            value = yaml.SafeLoader("").construct_object(value_node, deep=True)
        except _UNREADABLE:
            return Table(table.values, table.lines, (line, f"{key} 的值读不出来，日期要真有这一天"))
        table.values[key], table.lines[key] = value, line
    return table


def _where(error: yaml.MarkedYAMLError, first: int, count: int) -> int:
    """Return the true line: what was never closed is where it began, anything else is where the parser stopped."""
    begun = error.context_mark if "block" not in (error.context or "") else None
    mark = begun or error.problem_mark
    return first + min(mark.line if mark else 0, max(count - 1, 0))


def _without_colon(raws: Sequence[str]) -> int | None:
    """Return the index of the first line that should be `key: value` and has no colon; YAML joins it to the next and blames that."""
    return next((n for n, raw in enumerate(raws) if raw[:1] not in ("", " ", "\t", "-", "#", "]", "}") and ":" not in raw), None)


def _why(said: str) -> str:
    return next((why for part, why in _SAID.items() if part in said), "YAML 写法不对")
