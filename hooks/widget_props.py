"""From the author's elements to a widget's props and slots: what stands inside `/// widget | …` after block parsing.

Inline Markdown is not processed yet, so an item's text is still the author's own. Whatever keeps its markup goes into a slot
as an element; only plain text goes into props.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from typing import Any

from . import data

Props = dict[str, Any]
Slots = dict[str, etree.Element]

TASK = re.compile(r"\[([ xX])\]\s+(.*?)\s*(?:\{#([\w-]+)\})?\s*", re.DOTALL)
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol"}
HEADING_ID = re.compile(r"\s*\{#[\w-]+\}\s*$")
ASK = re.compile(r"(.*?)（(有权要求|可以协商|只是请求)((?:\[\^[A-Z]\d{2}\])*)）", re.DOTALL)
CITED = re.compile(r"(.*?)((?:\[\^[A-Z]\d{2}\])+)", re.DOTALL)
FACT_ID = re.compile(r"[A-Z]\d{2}")
TOKEN = re.compile(r"【([^【】\n]+)】")
LIMIT = re.compile(r"（(\d+)字以内）")


def _text(item: etree.Element) -> str:
    """Return the raw Markdown of a list item's own line, tight or loose."""
    own = item.text or ""
    if not own.strip() and len(item) and item[0].tag == "p":
        own = item[0].text or ""
    return own.strip()


def _title(heading: etree.Element) -> str:
    return HEADING_ID.sub("", heading.text or "").strip()


def _element(tag: str, text: str = "", children: Iterable[etree.Element] = ()) -> etree.Element:
    element = etree.Element(tag)
    element.text = text
    element.extend(children)
    return element


def checklist_props(block: etree.Element) -> tuple[Props, Slots]:
    """Return the groups of a checklist, and its items' HTML in the slots `item.<id>` and `more.<id>`."""
    groups: list[Props] = []
    slots: Slots = {}
    for child in block:
        if child.tag in HEADINGS:
            groups.append({"name": _title(child), "items": []})
        elif child.tag in LISTS:
            if not groups:
                groups.append({"name": "", "items": []})
            for item in child:
                task = TASK.fullmatch(_text(item))
                if task is None or not task[3]:
                    continue  # reported by checks.py with its line
                more = [part for part in item if part.tag != "p"]
                groups[-1]["items"].append({"id": task[3], "more": bool(more)})
                slots[f"item.{task[3]}"] = _element("span", task[2])
                slots[f"more.{task[3]}"] = _element("div", children=more)
    return {"groups": groups}, slots


def script_props(block: etree.Element, site: data.SiteData) -> tuple[Props, Slots]:
    """Return the channels, parts and lines of a script, with the fields and facts they use; slots `line.<id>` hold the citations."""
    channels: list[Props] = []
    slots: Slots = {}
    used_fields: set[str] = set()
    used_facts: dict[str, Props] = {}
    by_name = {channel.name: channel for channel in site.channels}
    for child in block:
        if child.tag == "h3" and _title(child) in by_name:
            channel = by_name[_title(child)]
            limits = {"line_limit": channel.line_limit, "body_limit": channel.body_limit}
            channels.append({"id": channel.id, "name": channel.name, **limits, "parts": []})
        elif child.tag in HEADINGS and channels:
            limit = LIMIT.search(_title(child))
            name = LIMIT.sub("", _title(child)).strip()
            reply = name.startswith("对方说")
            channels[-1]["parts"].append({"name": name, "limit": int(limit[1]) if limit else 0, "reply": reply, "lines": []})
        elif child.tag in LISTS and channels and channels[-1]["parts"]:
            part_index = len(channels[-1]["parts"]) - 1
            lines = channels[-1]["parts"][-1]["lines"]
            for item in child:
                line, citation = _line(_text(item), site)
                line["id"] = f"{channels[-1]['id']}.{part_index}.{len(lines)}"
                lines.append(line)
                used_fields |= {token["blank"] for token in line["tokens"] if isinstance(token, dict)}
                used_facts |= {i: data.as_props(site.facts[i]) for i in line["facts"]}
                if citation:
                    slots[f"line.{line['id']}"] = _element("span", citation)
    for field in site.fields.values():
        if field.key in used_fields:
            used_fields |= set(field.needs)
    fields = [data.field_props(field) for field in site.fields.values() if field.key in used_fields]
    return {"fields": fields, "channels": channels, "facts": used_facts, "wording": [data.word_props(w) for w in site.wording]}, slots


def _line(text: str, site: data.SiteData) -> tuple[Props, str]:
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
