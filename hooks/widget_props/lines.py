"""The author's sentences as lines: text and blanks, tick, strength and facts; and what a set of lines needs of the tables."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable

from hooks import data

from .common import TASK, Props, Slots, Source, element, own_text

ASK = re.compile(r"(.*?)（(有权要求|可以协商|只是请求)((?:\[\^[A-Z]\d{2}\])*)）", re.DOTALL)
CITED = re.compile(r"(.*?)((?:\[\^[A-Z]\d{2}\])+)", re.DOTALL)
FACT_ID = re.compile(r"[A-Z]\d{2}")
TOKEN = re.compile(r"【([^【】\n]+)】")


def add_items(items: Iterable[etree.Element], channel: Props, site: data.SiteData) -> Slots:
    """Add each item of a list as a line to the channel's last part; return the citations, slots `line.<id>`."""
    lines, where = channel["parts"][-1]["lines"], f"{channel['id']}.{len(channel['parts']) - 1}"
    slots: Slots = {}
    for item in items:
        line, citation = line_of(own_text(item), site)
        lines.append(line | {"id": f"{where}.{len(lines)}"})
        if citation:
            slots[f"line.{lines[-1]['id']}"] = element("span", citation)
    return slots


def line_of(text: str, site: data.SiteData) -> tuple[Props, str]:
    """Return one sentence as props, and its citations as the author wrote them."""
    tick = None
    task = TASK.fullmatch(text)
    if task:
        text, tick = task[2], {"id": task[3] or "", "on": task[1] in "xX"}
    strength, citation = None, ""
    if ask := ASK.fullmatch(text):
        text, strength, citation = ask[1], ask[2], ask[3]
    elif cited := CITED.fullmatch(text):
        text, citation = cited[1], cited[2]
    facts = [i for i in FACT_ID.findall(citation) if i in site.facts]
    return {"tokens": _tokens(text.strip(), site), "tick": tick, "strength": strength, "facts": facts}, citation


def _tokens(text: str, site: data.SiteData) -> list[str | dict[str, str]]:
    """Split a sentence into text and blanks: `我叫【姓名】。` → `["我叫", {"blank": "full_name"}, "。"]`."""
    tokens: list[str | dict[str, str]] = []
    for n, part in enumerate(TOKEN.split(text)):
        if n % 2 and part in site.fields:
            tokens.append({"blank": site.fields[part].key})
        elif n % 2:
            tokens.append(f"【{part}】")
        elif part:
            tokens.append(part)
    return tokens


# -- what they need ---------------------------------------------------------------------------------------------------


def of(channels: Iterable[Props]) -> list[Props]:
    """Return every line of the channels."""
    return [line for channel in channels for part in channel["parts"] for line in part["lines"]]


def blanks(lines: Iterable[Props]) -> set[str]:
    """Return the keys of the fields that stand in the lines."""
    return {token["blank"] for line in lines for token in line["tokens"] if isinstance(token, dict)}


def with_needs(keys: set[str], site: data.SiteData) -> set[str]:
    """Return the keys of these fields and of those that they are worked out from."""
    keys = set(keys)
    for field in site.fields.values():
        if field.key in keys:
            keys |= set(field.needs)
    return keys


def fields(keys: set[str], source: Source) -> list[Props]:
    """Return these fields and what they need, said as the page's option `fields` says them."""
    wanted, here = with_needs(keys, source.site), source.options["fields"]
    return [data.field_props(field) | here.get(field.name, {}) for field in source.site.fields.values() if field.key in wanted]


def facts(lines: Iterable[Props], site: data.SiteData) -> dict[str, Props]:
    """Return the facts that the lines cite."""
    return {i: data.as_props(site.facts[i]) for line in lines for i in line["facts"]}


def wording(site: data.SiteData) -> list[Props]:
    """Return the words that a text is looked through for."""
    return [data.word_props(word) for word in site.wording]
