"""How strongly a sentence may ask, and how it names what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from ..labels import sentences as labels
from ..widget import Props

ENTITLED, NEGOTIABLE, REQUEST = "有权要求", "可以协商", "只是请求"
_RANK = {ENTITLED: 2, NEGOTIABLE: 1, REQUEST: 0}
_VERBS = {ENTITLED: labels.VERBS_ENTITLED, NEGOTIABLE: labels.VERBS_NEGOTIABLE, REQUEST: labels.VERBS_REQUEST}

EXPIRED, UNVERIFIED, CAPPED = "expired", "unverified", "capped"


def facts_of(props: Props, line: Props) -> list[Props]:
    """Return the facts a sentence cites; one the page does not carry counts as unverified."""
    return [props["facts"].get(i) or {"id": i, "confidence": "unverified", "review": "", "strength": REQUEST} for i in line["facts"]]


def doubt(facts: Sequence[Props], today: str) -> str:
    """Return why these facts may not carry a claim today: EXPIRED, UNVERIFIED or "". Without a date nothing has expired."""
    if any(f["confidence"] not in ("verified", "corroborated") for f in facts):
        return UNVERIFIED
    return EXPIRED if today and any(f["review"] and today > f["review"] for f in facts) else ""


def effective(strength: str, facts: Sequence[Props], today: str) -> tuple[str, str]:
    """Return the strength a sentence may really have, and why it is weaker than the author's ("" when it is not).

    A doubtful fact, or none, leaves a mere request. Otherwise the strongest fact cited is the limit.
    """
    if strength == REQUEST:
        return REQUEST, ""
    why = doubt(facts, today)
    if why or not facts:
        return REQUEST, why or UNVERIFIED
    limit = max((f["strength"] for f in facts), key=lambda s: _RANK.get(s, 0))
    if _RANK.get(limit, 0) >= _RANK[strength]:
        return strength, ""
    return (limit if limit in _RANK else REQUEST), CAPPED


def verb(strength: str | None, tone: str) -> str:
    """Return the verb of an ask: `请`, `想请`, `麻烦` …, by its effective strength and the reader's tone."""
    gentle, firm = _VERBS[strength or REQUEST]
    return firm if tone == labels.FIRM else gentle


def law_name(fact: Props) -> str:
    """Return the law's name without title marks."""
    name: str = fact.get("law") or ""
    return name[1:-1] if name.startswith("《") and name.endswith("》") and name.count("《") == 1 else name


def citation(facts: Sequence[Props], today: str) -> str:
    """Return the opening words that name the first fact: article only when the law itself was read, nothing when in doubt."""
    if not facts or doubt(facts, today) or not law_name(facts[0]):
        return ""
    first = facts[0]
    if first["confidence"] == "corroborated":
        return labels.CITE_CORROBORATED.format(law=law_name(first))
    return labels.CITE_VERIFIED.format(law=law_name(first), article=first.get("article") or "")
