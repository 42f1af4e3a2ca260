"""What is wrong with the tables, with the true line: their YAML, their schemas, doubled names, references that lead nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator, ValidationError

from .tables import DAYS_BLANKS, UNIQUE, Row, parse
from .trust import FILE

Steps = tuple[str | int, ...]
Trouble = tuple[Path, int, str, str, str]
"""File, line (from 1), rule code, what is wrong, the cure."""


def validate(folder: Path) -> list[Trouble]:
    """Return what is wrong with the tables in `folder`, by file and line; empty when `load` is safe.

    Codes: data-missing, data-yaml, data-schema, data-duplicate, data-reference.
    """
    troubles: list[Trouble] = []
    parsed: dict[str, tuple[yaml.Node, list[Row]]] = {}
    for name, columns in UNIQUE.items():
        path, schema = folder / f"{name}.yml", folder / "schemas" / f"{name}.json"
        missing = [file for file in (path, schema) if not file.is_file()]
        troubles += [(file, 1, "data-missing", "缺少这个文件", "从版本库里找回，或照同类文件新建") for file in missing]
        if missing:
            continue
        try:
            node, rows = parse(path.read_text("utf-8"))
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            cure = "错在这一行或它前面几行：看冒号后有没有空格、引号和括号有没有配对、缩进有没有对齐，文件要存成UTF-8"
            troubles.append((path, _broken_line(error, path), "data-yaml", "读到这一行，YAML读不下去了", cure))
            continue
        if node is None:
            troubles.append((path, 1, "data-schema", "文件是空的", "至少写一条，以“- ”开头"))
            continue
        against = _against(json.loads(schema.read_text("utf-8")), node, rows)
        troubles += [(path, line, "data-schema", what, cure) for line, what, cure in against]
        if isinstance(rows, list):
            parsed[name] = node, [row if isinstance(row, dict) else {} for row in rows]
            troubles += [(path, line, "data-duplicate", what, cure) for line, what, cure in _twice(*parsed[name], columns)]
    for name, line, what, cure in _dangling(parsed):
        troubles.append((folder / f"{name}.yml", line, "data-reference", what, cure))
    return sorted({*troubles, *_made(folder / FILE, folder / "schemas/trust.json")})


def _made(path: Path, schema: Path) -> Iterator[Trouble]:
    """Yield what is wrong with the table that `make trust` writes; there need not be one."""
    cure = "不手改，运行make trust重新生成"
    try:
        rows = json.loads(path.read_text("utf-8")) if path.exists() else None
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        yield path, line, "data-yaml", "读到这一行，JSON读不下去了", cure
        return
    if rows is not None and any(Draft202012Validator(json.loads(schema.read_text("utf-8"))).iter_errors(rows)):
        yield path, 1, "data-schema", "和schemas/trust.json对不上", cure


def _broken_line(error: Exception, path: Path) -> int:
    """Return the true line of a parse error: what was never closed is where it began, anything else is where reading stopped."""
    if isinstance(error, yaml.MarkedYAMLError):
        unclosed = any(word in (error.context or "") for word in ("quoted", "flow"))
        mark = (error.context_mark if unclosed else None) or error.problem_mark
        return mark.line + 1 if mark else 1
    if isinstance(error, UnicodeDecodeError):
        return path.read_bytes().count(b"\n", 0, error.start) + 1
    if isinstance(error, yaml.reader.ReaderError):
        return path.read_text("utf-8").count("\n", 0, error.position) + 1
    return 1


def _line(node: yaml.Node, steps: Iterable[str | int]) -> int:
    """Return the line on which the value at `steps` is written, or the nearest one around it that exists."""
    line = node.start_mark.line
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            found = [pair for pair in node.value if pair[0].value == step]
            if not found:
                break
            line, node = found[-1][0].start_mark.line, found[-1][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line
    return line + 1


def _against(schema: Row, node: yaml.Node, rows: Any) -> Iterator[tuple[int, str, str]]:
    """Yield what the schema objects to; the cure is the `description` beside the rule that failed."""
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for error in validator.iter_errors(rows):
        steps, what, cure = _objection(error)
        yield _line(node, steps), what, cure


def _objection(error: ValidationError) -> tuple[Steps, str, str]:
    steps: Steps = tuple(error.absolute_path)
    rule: Any = error.schema
    wanted: Any = error.validator_value
    instance: Any = error.instance
    if error.validator == "required":
        lacking = [key for key in wanted if key not in instance]
        return steps, f"缺少{'、'.join(lacking)}", "补上这几个键，意思见同名的schemas文件"
    if error.validator == "additionalProperties":
        extra = [str(key) for key in instance if key not in rule["properties"]]
        return (*steps, extra[0]), f"不认识{'、'.join(extra)}", f"删掉，或改成{'、'.join(rule['properties'])}中的一个"
    key = next((step for step in reversed(steps) if isinstance(step, str)), "这一条")
    shown = " ".join(str(instance).split())
    short = shown if len(shown) <= 40 else f"{shown[:40]}…"
    return steps, f"{key}的值不合规定：{short}", rule.get("description", "对照同名的schemas文件改")


def _twice(node: yaml.Node, rows: list[Row], columns: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Yield what stands twice: a value of a unique column, or a key in one row (of which YAML silently keeps the last)."""
    for column in columns:
        first: dict[str, int] = {}
        for number, row in enumerate(rows):
            value, line = str(row.get(column, "")), _line(node, (number, column))
            if value and value in first:
                yield line, f"{column}重复：{value}", f"第{first[value]}行已经有了，改成别的，或删掉这一条"
            first.setdefault(value, line)
    for mapping in node.value:
        keys = [pair[0] for pair in mapping.value] if isinstance(mapping, yaml.MappingNode) else []
        for place, key in enumerate(keys):
            if key.value in [earlier.value for earlier in keys[:place]]:
                yield key.start_mark.line + 1, f"同一条里{key.value}写了两次", "删掉一个"


def _dangling(parsed: Mapping[str, tuple[yaml.Node, list[Row]]]) -> Iterator[tuple[str, int, str, str]]:
    """Yield each id that a row names, at whatever depth, and that no row of the table it belongs to has."""
    for name, (node, rows) in parsed.items():
        for steps, column, value in _named(rows):
            table, key, also = _REFERENCES[column]
            if table not in parsed or (column not in _ANYWHERE and name not in _LADDER):
                continue  # reported already; without the table every id would be unknown
            if value not in {str(row.get(key)) for row in parsed[table][1]} | also:
                yield name, _line(node, steps), f"{table}.yml里没有{value}", "改成已有的，或先在那里加一条"


_REFERENCES: dict[str, tuple[str, str, frozenset[str]]] = {
    "facts": ("facts", "id", frozenset()),
    "needs": ("fields", "key", frozenset()),
    "amount": ("fields", "key", frozenset({""})),
    "began": ("fields", "key", frozenset({""})),
    "field": ("fields", "key", frozenset({""})),
    "blank": ("fields", "name", frozenset()),
    "kinds": ("matters", "id", frozenset({"all", "unknown"})),
    "【】": ("fields", "name", DAYS_BLANKS),
    "[^]": ("facts", "id", frozenset()),
}
"""By the column that names something: the table, its column, and what may stand there besides; the last two are notations."""
_ANYWHERE = ("facts", "needs")
_LADDER = ("ladder", "matters", "deadlines", "definite", "reply_parts")
_NOTATIONS = {"【】": re.compile(r"【([^【】]+)】"), "[^]": re.compile(r"\[\^([A-Z][0-9]{2})\]")}


def _named(value: Any, steps: Steps = ()) -> Iterator[tuple[Steps, str, str]]:
    """Yield the place, the column and the id of everything that `value` names."""
    if isinstance(value, dict):
        for column, inner in value.items():
            for place, one in enumerate(inner if isinstance(inner, list) else ()):
                if column in _REFERENCES and not isinstance(one, (dict, list)):
                    yield (*steps, column, place), column, str(one)
            if column in _REFERENCES and isinstance(inner, str):
                yield (*steps, column), column, inner
            yield from _named(inner, (*steps, column))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _named(inner, (*steps, place))
    elif isinstance(value, str):
        for notation, pattern in _NOTATIONS.items():
            yield from ((steps, notation, found) for found in pattern.findall(value))
