"""How a row is said: to the reader as a citation or a footnote, to a widget as props."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from types import MappingProxyType
from typing import Any

from .tables import Fact, Field, Word

EMPTY: Mapping[str, Fact] = MappingProxyType({})


def expired(fact: Fact, today: date) -> bool:
    """Return whether the day on which the fact had to be checked again is past."""
    return today > date.fromisoformat(fact.review)


def citation(fact: Fact, facts: Mapping[str, Fact] = EMPTY) -> str:
    """Return the fact's basis as a phrase without a full stop; an unverified one names no article.

    A fact derived from others names the laws of those, looked up in `facts`.
    """
    if fact.confidence == "unverified":
        return f"尚未核实：{fact.title}"
    details = [fact.version, f"{fact.since}起施行" if fact.since else "", "" if fact.confidence == "verified" else "未对照官方正文"]
    if not fact.law:
        laws = dict.fromkeys(f"《{facts[i].law}》" for i in fact.facts if i in facts and facts[i].law)
        derived = f"归纳自{'、'.join(laws)}" if laws else ""
        return "，".join(part for part in (derived, *details) if part) or fact.title
    prefix = "" if fact.confidence == "verified" else "据公开转载的"
    inside = "，".join(part for part in details if part)
    named = f"{prefix}《{fact.law}》{fact.article}" + (f"（{inside}）" if inside else "")
    return named + "".join(f"、《{a.law}》{a.article}" for a in fact.also)


def note(fact: Fact, today: date, facts: Mapping[str, Fact] = EMPTY) -> str:
    """Return the footnote of a fact: its basis, what it says, when it was checked, and whether that was too long ago."""
    late = f"**应在{fact.review}前复核，已经过期，请以官方文本和办理机关的答复为准。**" if expired(fact, today) else ""
    return f"{citation(fact, facts)}。{fact.rule}核对日期：{fact.checked}。{late}"


def as_props(fact: Fact) -> dict[str, str]:
    """Return what a widget may know of a fact, JSON-able."""
    keys = ("id", "title", "rule", "law", "version", "article", "since", "confidence", "checked", "review", "strength")
    return {key: getattr(fact, key) for key in keys}


def field_props(field: Field) -> dict[str, Any]:
    """Return what a widget may know of a field, JSON-able."""
    props = asdict(field) | {"options": list(field.options)}
    del props["needs"], props["why"]
    return props


def word_props(word: Word) -> dict[str, str]:
    """Return what a widget may know of a word to warn of, JSON-able."""
    return asdict(word)
