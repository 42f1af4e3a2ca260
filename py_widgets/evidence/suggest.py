"""Claims that filled facts suggest, and what usually proves a claim. A claim is suggested only when every fact in it is there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .. import formats
from ..labels import evidence as labels
from ..textcheck import one_line
from ..widget import Props, Values
from .state import Claim, claims, text

_KEY = re.compile(r"\{(\w+)\}")
_STOPS = "。．.；;，,、！! "
USUAL = {source: usual for source, _, usual in labels.SUGGESTED}
KEYS = tuple(dict.fromkeys(key for _, template, _ in labels.SUGGESTED for key in _KEY.findall(template)))
"""The facts that suggested claims are made of."""
DATES = tuple(key for key, _ in labels.FACT_DATES)
"""The facts that stand in the time line."""


def answer(field: Props, values: Values) -> str:
    """Return a fact as it stands in a sentence, "" when it is not filled in or cannot be read."""
    raw = text(values, field["key"])
    match field["type"]:
        case "money":
            return formats.money(raw) or ""
        case "date":
            return formats.date_text(raw) or ""
    return one_line(raw).rstrip(_STOPS)


def answers(props: Props, values: Values) -> dict[str, str]:
    """Return the filled facts by key."""
    return {field["key"]: said for field in props["fields"] if (said := answer(field, values))}


def suggested(props: Props, values: Values) -> dict[str, str]:
    """Return the claims that the facts carry, by the suggestion's id."""
    found = answers(props, values)
    return {source: said for source, template, _ in labels.SUGGESTED if (said := _filled(template, found))}


def _filled(template: str, found: Mapping[str, str]) -> str:
    keys = _KEY.findall(template)
    return _KEY.sub(lambda m: found[m[1]], template) if all(key in found for key in keys) else ""


def offered(props: Props, values: Values) -> dict[str, str]:
    """Return the suggestions that are not written down yet."""
    have = claims(values)
    texts, sources = {claim.text.strip() for claim in have}, {claim.source for claim in have}
    return {source: said for source, said in suggested(props, values).items() if said not in texts and source not in sources}


def usual(claim: Claim) -> str:
    """Return what usually proves a claim: of its suggestion, or of the one whose words it shares, or in general."""
    if claim.source in USUAL:
        return USUAL[claim.source]
    for words, source in labels.LIKE:
        if any(word in claim.text for word in words):
            return USUAL[source]
    return labels.USUAL_OTHER


def gap(claim: Claim, known: set[str]) -> bool:
    """Return whether nothing on the list proves the claim."""
    return bool(claim.text.strip()) and not known.intersection(claim.evidence)
