"""What goes out after the call, and the card that reads back: only lines that were tapped and facts that were filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..formats import date_text
from ..labels import call as labels
from ..labels import script as words
from ..sentences.answers import answers
from ..sentences.compose import Sentence
from ..sentences.fields import text_of
from ..textcheck import one_line
from ..widget import Props
from .cards import Deck, line_id
from .journal import HEARD, Call
from .state import BY, PROMISED, STAFF, TICKET, WHO, State, note, why_not

REFERENCES = ("order_no", "account_no", "contract_no", "card_tail", "tracking_no", "repair_no")
"""The fields by which the other side finds the matter."""
_STOPS = "。．.；;，,、！!"


@dataclass(frozen=True)
class Confirmation:
    """One matter in three lengths."""

    sms: str
    chat: tuple[str, ...]
    subject: str
    mail: str


def _fact(props: Props, state: State, key: str) -> str:
    found = answers(props, state).get(key)
    return found.text if found else ""


def _plain(text: str) -> str:
    """Return the reader's words as they join a sentence that has its own stop."""
    line = one_line(text)
    return line.rstrip(_STOPS) or line


def read_back(state: State, call: Call) -> str:
    """Return what the reader says back before hanging up; "" while nothing was written down."""
    values = state.values
    found = [
        template.format(**{key: _plain(note(values, name))})
        for name, key, template in (
            (WHO, "who", labels.BACK_WHO), (STAFF, "staff", labels.BACK_STAFF), (TICKET, "ticket", labels.BACK_TICKET),
        )
        if note(values, name)
    ]  # fmt: skip
    found += [labels.BACK_HEARD.format(text=_plain(e.words)) for e in call.entries if e.what == HEARD and one_line(e.words)]
    pending = [(note(values, PROMISED), text_of(values, BY))] if note(values, PROMISED) else []
    for what, by in [*((e.words, e.by) for e in call.promises), *pending]:
        date = date_text(by)
        template = labels.BACK_PROMISE if date else labels.BACK_PROMISE_UNDATED
        found += [template.format(what=_plain(what), date=date)] if one_line(what) else []
    return labels.BACK_START + "".join(found) if found else ""


def not_asked(state: State, call: Call) -> list[str]:
    """Return the names of what is neither written down nor known to be refused."""
    wanted = {STAFF: "agent_no", TICKET: "ticket"} | ({} if call.promises else {PROMISED: "promised"})
    open_ = [key for name, key in wanted.items() if not note(state.values, name) and not why_not(state.values, name)]
    if note(state.values, PROMISED) and not date_text(text_of(state.values, BY)) and not why_not(state.values, BY):
        open_.append("promised_date")
    return [labels.NAMES[key] for key in open_]


def confirmation(props: Props, state: State, deck: Deck, call: Call) -> Confirmation:
    """Return the message that asks the other side to confirm what was said, as SMS, chat and e-mail."""
    name, date = _fact(props, state, "full_name"), date_text(call.started[:10]) or ""
    start, end = call.started[11:16], call.ended[11:16]
    same_day = call.ended[:10] == call.started[:10]
    times = {"date": date, "start": start, "end": end}
    when = [(labels.WHEN if start and end and same_day else labels.WHEN_OPEN).format(**times)] if date else []
    references = [labels.REF.format(name=label, value=_plain(value)) for label, value in _references(props, state)]
    spoken = [*_agent(state), _ticket(state)]
    asked = [labels.ASKED.format(text=text) for text in _asked(deck, call)]
    heard = [labels.ANSWERED.format(text=_plain(e.bare)) for e in call.heard if e.bare]
    promises = list(_promises(state, call))
    hello = labels.HELLO_NAMED.format(name=_plain(name)) if name else labels.HELLO
    chat = (hello, *references, *when, *spoken, *asked, *heard, *promises, labels.CLOSING)
    i_am = labels.I_AM.format(name=_plain(name)) if name else ""
    short_when = labels.SHORT_WHEN.format(**times) if date else ""
    sms = "".join((i_am, *references[:1], short_when, *spoken, *promises, labels.CLOSING))
    company, contact = _fact(props, state, "company") or _fact(props, state, "issuer"), _fact(props, state, "contact")
    mail = [
        labels.TO.format(company=_plain(company)) if company else "", labels.GREETING, i_am, *references,
        labels.MAIL_WHEN.format(**times) if date else "", *spoken, *asked, *heard, *promises, labels.MAIL_CLOSING,
        labels.CONTACT.format(contact=_plain(contact)) if contact else "",
    ]  # fmt: skip
    subject = labels.MAIL_SUBJECT.format(date=date) if date else labels.MAIL_SUBJECT_UNDATED
    return Confirmation(sms, chat, subject, "\n".join(filter(None, mail)))


def _references(props: Props, state: State) -> list[tuple[str, str]]:
    found = answers(props, state)
    return [(found[key].field["name"], found[key].text) for key in REFERENCES if key in found and found[key].text]


def _agent(state: State) -> Iterator[str]:
    who, staff = _plain(note(state.values, WHO)), _plain(note(state.values, STAFF))
    if staff:
        yield (labels.AGENT_STAFF if who else labels.STAFF_ONLY).format(who=who, staff=staff)
        return
    if who:
        yield labels.AGENT.format(who=who)
    yield labels.STAFF_NOT[why_not(state.values, STAFF)]


def _ticket(state: State) -> str:
    ticket = _plain(note(state.values, TICKET))
    return labels.TICKET_IS.format(ticket=ticket) if ticket else labels.TICKET_NOT[why_not(state.values, TICKET)]


def _asked(deck: Deck, call: Call) -> Iterator[str]:
    """Yield the asks that were said, each once, as the log has them."""
    asks = {line_id(s) for s in _asks(deck)}
    yield from dict.fromkeys(one_line(e.words) for e in call.entries if e.what in asks and one_line(e.words))


def _asks(deck: Deck) -> Iterator[Sentence]:
    for part in deck.channel.parts if deck.channel else ():
        yield from (s for s in part.sentences if s.line["strength"] or words.ASK_PART in part.name)


def _promises(state: State, call: Call) -> Iterator[str]:
    found = [e for e in call.promises if one_line(e.words)]
    for e in found:
        date = date_text(e.by)
        yield labels.PROMISE.format(what=_plain(e.words), date=date) if date else labels.PROMISE_NOT[e.by_not].format(what=_plain(e.words))
    if not found and why_not(state.values, PROMISED) == "refused":
        yield labels.NO_PROMISES
