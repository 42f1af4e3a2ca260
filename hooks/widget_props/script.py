"""A script: channels, their parts, and the sentences with their blanks, strength and facts."""

from __future__ import annotations

import re

from hooks import data

from .common import HEADINGS, LISTS, TASK, Props, Slots, Source, element, own_text, title

ASK = re.compile(r"(.*?)（(有权要求|可以协商|只是请求)((?:\[\^[A-Z]\d{2}\])*)）", re.DOTALL)
CITED = re.compile(r"(.*?)((?:\[\^[A-Z]\d{2}\])+)", re.DOTALL)
FACT_ID = re.compile(r"[A-Z]\d{2}")
TOKEN = re.compile(r"【([^【】\n]+)】")
REPLIES = ("对方说", "用户说")
"""How a part begins that answers the other side."""
LIMIT = re.compile(r"（(\d+)字以内）")


def make(source: Source) -> tuple[Props, Slots]:
    """Return the channels, parts and lines of a script, with the fields and facts they use; slots `line.<id>` hold the citations.

    The option `fields` says a field otherwise on this page: by its name, its label, hint, example or options.
    """
    site, here = source.site, source.options["fields"]
    channels: list[Props] = []
    slots: Slots = {}
    used_fields: set[str] = set()
    used_facts: dict[str, Props] = {}
    by_name = {channel.name: channel for channel in site.channels}
    for child in source.block:
        if child.tag == "h3" and title(child) in by_name:
            channel = by_name[title(child)]
            limits = {"line_limit": channel.line_limit, "body_limit": channel.body_limit}
            channels.append({"id": channel.id, "name": channel.name, **limits, "parts": []})
        elif child.tag in HEADINGS and channels:
            limit = LIMIT.search(title(child))
            name = LIMIT.sub("", title(child)).strip()
            reply = name.startswith(REPLIES)
            channels[-1]["parts"].append({"name": name, "limit": int(limit[1]) if limit else 0, "reply": reply, "lines": []})
        elif child.tag in LISTS and channels and channels[-1]["parts"]:
            part_index = len(channels[-1]["parts"]) - 1
            lines = channels[-1]["parts"][-1]["lines"]
            for item in child:
                line, citation = line_of(own_text(item), site)
                line["id"] = f"{channels[-1]['id']}.{part_index}.{len(lines)}"
                lines.append(line)
                used_fields |= {token["blank"] for token in line["tokens"] if isinstance(token, dict)}
                used_facts |= {i: data.as_props(site.facts[i]) for i in line["facts"]}
                if citation:
                    slots[f"line.{line['id']}"] = element("span", citation)
    for field in site.fields.values():
        if field.key in used_fields:
            used_fields |= set(field.needs)
    fields = [data.field_props(field) | here.get(field.name, {}) for field in site.fields.values() if field.key in used_fields]
    return {"fields": fields, "channels": channels, "facts": used_facts, "wording": [data.word_props(w) for w in site.wording]}, slots


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
