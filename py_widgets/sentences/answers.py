"""From what stands in a control to what may stand in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from .. import formats
from ..labels import sentences as labels
from ..memo import Memo
from ..textcheck import length, one_line
from ..widget import Props, Values
from .fields import MULTI, TONE, Reader, asked, control_names, text_of

DAYS_SINCE = {"逾期天数": "due_date", "超过天数": "agreed_date"}
"""The computed blanks that count days, each with the key of the date it counts from."""
TODAY, VERB, CITATION = "今天", "要求", "依据"


@dataclass(frozen=True)
class Answer:
    """One field: as typed, as it stands in a sentence ("" when it cannot), and what is wrong with it ("" when nothing)."""

    field: Props
    raw: str
    text: str
    problem: str = ""
    note: str = ""


Answers = dict[str, Answer]


def _read(field: Props, raw: str) -> tuple[str | None, str]:
    """Return the text for a sentence, or None, and what to say when it is None."""
    match field["type"]:
        case "money":
            return formats.money(raw), labels.BAD_MONEY
        case "date":
            return formats.date_text(raw), labels.BAD_DATE
        case "integer":
            return formats.integer(raw), labels.BAD_INTEGER
        case "digits":
            longest = int(field.get("max") or 0)
            return formats.digits(raw, longest), labels.BAD_DIGITS_MAX.format(max=longest) if longest else labels.BAD_DIGITS
        case "choice":
            return (raw if raw in (field["options"] or ()) else None), labels.BAD_CHOICE
    return one_line(raw) or None, labels.BAD_EMPTY


_answers: Memo[Answer] = Memo()


def _answer(field: Props, values: Values) -> Answer:
    if field["type"] == MULTI:
        chosen = [o for o, name in zip(field["options"] or (), control_names(field), strict=True) if values.get(name) is True]
        raw = labels.LIST.join(chosen)
        return _answers(field, (raw,), lambda: Answer(field, raw, raw))
    raw = text_of(values, field["key"])
    return _answers(field, (raw,), lambda: _typed(field, raw))


def _typed(field: Props, raw: str) -> Answer:
    if not raw.strip():
        return Answer(field, raw, "")
    text, problem = _read(field, raw)
    if text is None:
        return Answer(field, raw, "", problem)
    longest = int(field.get("max") or 0)
    over = field["type"] in ("text", "longtext") and longest and length(text) > longest
    return Answer(field, raw, text, note=labels.TOO_LONG.format(max=longest, length=length(text)) if over else "")


def answers(props: Props, state: Reader) -> Answers:
    """Return the answer to every asked field, by key."""
    return {f["key"]: _answer(f, state.values) for f in asked(props)}


def is_blank(found: Answers) -> bool:
    """Return whether nothing is filled in yet; the tone alone says nothing."""
    return not any(a.raw.strip() for key, a in found.items() if key != TONE)


def days_since(name: str, found: Answers, today: str) -> int | None:
    """Return the days that the computed blank `name` stands for, None without today, without its date, or before it has passed."""
    since = found.get(DAYS_SINCE[name])
    days = formats.days_between(since.raw, today) if since else None
    return days if days is not None and days > 0 else None


def with_unit(field: Props, text: str, following: str) -> str:
    """Return `text` with the field's unit, unless the author's text goes on with one."""
    unit = field.get("unit") or {"money": "元"}.get(field["type"], "")
    if not unit or following.lstrip().startswith(("天", "日") if unit == "天" else unit):
        return text
    return text + unit


def basis(props: Props, state: Reader) -> dict[str, str]:
    """Return every answer as it stands in a sentence, the computed ones too: what an edited text is compared with later."""
    found = answers(props, state)
    kept = {key: with_unit(a.field, a.text, "") for key, a in found.items() if a.text and key != TONE}
    for field in props["fields"]:
        if field["name"] in DAYS_SINCE and (days := days_since(field["name"], found, state.today)):
            kept[field["key"]] = f"{days}天"
    return kept
