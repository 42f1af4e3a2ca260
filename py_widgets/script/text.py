"""The outputs as plain text: what is copied, downloaded and edited by hand."""

from __future__ import annotations

from .. import docx
from ..labels import script as labels
from ..memo import Memo
from ..sentences.compose import Channel, Part, Sentence
from ..textcheck import clean
from ..widget import Values
from .state import edited

EMAIL, LETTER, FORM, PHONE, CHAT, RECORD = "email", "letter", "form", "phone", "chat", "record"
BY_LINE = frozenset({PHONE, CHAT, RECORD})
"""The channels whose sentences stand on a line each: said, sent or read one by one."""
_ENDS = "。！？!?；"
_SUBJECT = labels.SUBJECT + labels.COLON


def prose(sentences: tuple[Sentence, ...]) -> str:
    """Return sentences as a paragraph; one that ends without a stop (a salutation, a signature) keeps its own line."""
    text = ""
    for sentence in sentences:
        text += ("\n" if breaks(text) else "") + sentence.text
    return text


def breaks(before: str) -> bool:
    """Return whether what comes after this text starts a new line."""
    return bool(before) and not before.endswith(tuple(_ENDS))


def part_text(channel_id: str, part: Part) -> str:
    """Return the produced sentences of a part: a line each where they are said, sent or read one by one, else a paragraph."""
    if channel_id in BY_LINE:
        return "\n".join(s.text for s in part.ready)
    return prose(part.ready)


def main_parts(channel: Channel) -> list[tuple[Part, str]]:
    """Return the parts that have text, replies left out."""
    written = ((part, part_text(channel.id, part)) for part in channel.parts if not part.reply)
    return [(part, text) for part, text in written if text]


_produced: Memo[str] = Memo()


def produced(channel: Channel) -> str:
    """Return a channel's whole text without the replies."""
    return _produced(channel, (), lambda: _written(channel))


def _written(channel: Channel) -> str:
    written = main_parts(channel)
    if channel.id == CHAT:
        return "\n\n".join(s.text for part, _ in written for s in part.ready)
    return "\n\n".join(_headed(channel.id, part, text) for part, text in written)


def _headed(channel_id: str, part: Part, text: str) -> str:
    if channel_id in (PHONE, FORM, RECORD):
        return f"{part.name}{labels.COLON}\n{text}"
    return _SUBJECT + text if is_subject(channel_id, part) else text


def is_subject(channel_id: str, part: Part) -> bool:
    """Return whether this part is an e-mail's subject."""
    return channel_id == EMAIL and part.name == labels.SUBJECT


def whole(channel: Channel, values: Values) -> str:
    """Return a channel's text as it leaves the page: the edited one, if there is one."""
    by_hand = edited(values, channel.id)
    return produced(channel) if by_hand is None else clean(by_hand)


def with_replies(channel: Channel, values: Values) -> str:
    """Return the text of the .txt file: everything, and the answers to what the other side may say."""
    replies = [f"{p.name}{labels.COLON}\n{part_text(channel.id, p)}" for p in channel.parts if p.reply and p.ready]
    return "\n\n".join(filter(None, [whole(channel, values).strip("\n"), *replies])) + "\n"


def mail(channel: Channel, values: Values) -> tuple[str, str]:
    """Return subject and body of the e-mail; an edited text may have lost its subject line."""
    first, _, rest = whole(channel, values).lstrip().partition("\n")
    if first.startswith(_SUBJECT):
        return first.removeprefix(_SUBJECT).strip(), rest.strip("\n")
    subject = next((text for part, text in main_parts(channel) if is_subject(channel.id, part)), "")
    return subject, whole(channel, values).strip("\n")


def letter(channel: Channel, values: Values) -> list[docx.Paragraph]:
    """Return the letter's paragraphs: who it goes to without indent, who signs on the right, also when edited by hand."""
    written = {part.name: text.split("\n") for part, text in main_parts(channel)}
    first = next((written[name] for name in labels.HEAD_PARTS if name in written), [])
    last = written.get(labels.SIGN_PART, [])
    lines = [line.strip() for line in whole(channel, values).split("\n") if line.strip()]
    start = next((n for n, line in enumerate(lines) if line not in first), len(lines))
    end = next((n for n in range(len(lines), start, -1) if lines[n - 1] not in last), start)
    kinds = [docx.HEAD] * start + [docx.BODY] * (end - start) + [docx.RIGHT] * (len(lines) - end)
    return [docx.Paragraph(channel.name, docx.TITLE), *map(docx.Paragraph, lines, kinds)]


def body(channel: Channel, values: Values) -> str:
    """Return what a body limit counts: the text without an e-mail's subject."""
    return mail(channel, values)[1] if channel.id == EMAIL else whole(channel, values)
