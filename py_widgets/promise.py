"""The promise card: one thing promised, by whom, by when, who calls first when it changes, and when the user is called again.

props: {"id", "title", "fields", "wording"}. values: `promise.what`, `promise.who`, `promise.by`, `promise.change` are this card's
own; the user, the number, the agent and the day of the next contact are facts of the case; so is the list `promises`.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import forms, ics, records
from .formats import date_text, day
from .forms import State, text
from .labels import forms as shared
from .labels import promise as labels
from .markup import Markup, el
from .records import PROMISES
from .sentences.samples import field
from .textcheck import find_words, one_line
from .widget import Effect, Example, Msg, Props, Values, announce

NAME = "promise"
VERSION = 1

OWN = ("promise.what", "promise.who", "promise.by", "promise.change")
ASKED = ("customer", "work_order", "staff_name", "staff_phone", "next_contact")
HIDDEN = ("decision", "done_by", PROMISES)
_TYPES = dict.fromkeys((*OWN, *ASKED, *HIDDEN), str)
_STOPS = "。．.；;，,、！! "
_KEPT = {"yes": labels.YES, "no": labels.NO}


def init(props: Props) -> State:
    """Return the state of an agent who has done nothing."""
    return State()


def _said(values: Values, name: str) -> str:
    """Return an answer as it joins a sentence: one line, without a stop of its own."""
    return one_line(text(values, name)).rstrip(_STOPS)


def card(values: Values) -> dict[str, str]:
    """Return what stands on the card, "" where nothing does; a date that is none is nothing."""
    by, after = (date_text(text(values, name)) or "" for name in ("promise.by", "next_contact"))
    found = {name: _said(values, name) for name in ("customer", "work_order")}
    found |= {
        "what": _said(values, "promise.what"),
        "who": _said(values, "promise.who"),
        "by": by,
        "change": _said(values, "promise.change"),
    }
    staff, phone = _said(values, "staff_name"), _said(values, "staff_phone")
    return found | {"next_contact": after, "staff": "，".join(filter(None, (staff, phone))), "staff_name": staff, "phone": phone}


def message(values: Values) -> str:
    """Return the text for the user: only what was filled in, nothing while the promise itself is not there."""
    on = card(values)
    lines = (
        (labels.SAY_HELLO, "customer"), (labels.SAY_ME, "staff_name"), (labels.SAY_ORDER, "work_order"), (labels.SAY_WHAT, "what"),
        (labels.SAY_WHO, "who"), (labels.SAY_BY, "by"), (labels.SAY_CHANGE, "change"), (labels.SAY_NEXT, "next_contact"),
        (labels.SAY_PHONE, "phone"),
    )  # fmt: skip
    return "".join(line.format(**on) for line, name in lines if on[name]) if on["what"] else ""


def events(values: Values) -> list[ics.Event]:
    """Return the days for the calendar: of the next contact, and of the promise; the alarm comes the day before."""
    on = card(values)
    if not on["what"]:
        return []
    key = f"promise-{on['work_order']}-{on['what']}"
    dates = (("next", labels.ICS_NEXT, "next_contact"), ("by", labels.ICS_BY, "promise.by"))
    return [
        ics.Event(f"{key}-{which}", title.format(what=on["what"]), text(values, name).strip(), message(values))
        for which, title, name in dates
        if day(text(values, name))
    ]


def update(props: Props, state: State, msg: Msg) -> tuple[State, list[Effect]]:
    """Return the next state; see `widget.Widget.update`."""
    state, effects, done = forms.begin(_TYPES, state, msg)
    if done:
        return state, effects
    values = state.values
    match msg.get("type"):
        case "clear":
            return forms.clear(_TYPES, state, OWN)
        case "take":
            found = {"promise.what": text(values, "decision"), "promise.by": text(values, "done_by")}
            filled: Values = {name: value for name, value in found.items() if value.strip()}
            if not filled:
                return state, [announce(labels.NOTHING_TO_TAKE)]
            return forms.change(_TYPES, state, filled, labels.TAKEN)
        case "keep":
            return _keep(state)
        case "mark":
            return _mark(state, msg.get("arg"))
        case "ics":
            stamp = next((s for s in (msg.get("now"), state.today) if isinstance(s, str) and day(s[:10]) and s[10:11] in ("", "T")), "")
            found_events = events(values)
            if not found_events or not stamp:
                return state, [announce(labels.ICS_FIRST)]
            made = ics.calendar(found_events, stamp[:10])
            return state, [{"type": "download", "name": labels.FILE, "mime": ics.MIME, "text": made}]
    return state, []


def _keep(state: State) -> tuple[State, list[Effect]]:
    """Add the card to the promises of the case; what others wrote there stays as it is."""
    on, by = card(state.values), text(state.values, "promise.by").strip()
    if not on["what"] or not on["by"]:
        return state, [announce(labels.KEEP_FIRST)]
    rows = records.read(PROMISES, text(state.values, PROMISES))
    if any((records.said(row, "what"), records.said(row, "by")) == (on["what"], by) for row in rows):
        return state, [announce(labels.KEEP_TWICE)]
    row = records.promise(on["what"], by, on["who"] or on["staff_name"], state.today)
    return forms.change(_TYPES, state, {PROMISES: records.write([*rows, row])}, labels.KEPT)


def _mark(state: State, arg: object) -> tuple[State, list[Effect]]:
    """Mark one promise as kept or broken; `arg` is its place and `yes` or `no`."""
    place, _, kept = str(arg).partition(":")
    rows = records.read(PROMISES, text(state.values, PROMISES))
    if kept not in _KEPT or not (place.isascii() and place.isdigit() and len(place) < 5) or int(place) >= len(rows):
        return state, []
    row = rows[int(place)]
    if not isinstance(row, dict):
        return state, []
    marked = [{**row, "kept": kept} if n == int(place) else other for n, other in enumerate(rows)]
    return forms.change(_TYPES, state, {PROMISES: records.write(marked)}, labels.MARKED)


def cautions(props: Props, state: State) -> Iterator[str]:
    """Yield what is still open: blanks, vague words, a day that is past or too late for the next contact."""
    values, on = state.values, card(state.values)
    if not on["what"]:
        return
    missing = [label for name, label in labels.ROWS if not on[name] and name not in ("work_order", "customer")]
    if missing:
        yield labels.MISSING.format(names=labels.LIST.join(missing))
    for word in find_words("\n".join((on["what"], on["who"], on["change"])), props["wording"]):
        if word.kind == "vague":
            yield labels.VAGUE.format(word=word.word, instead=word.instead)
    by, after = day(text(values, "promise.by")), day(text(values, "next_contact"))
    if by and state.today and by.isoformat() < state.today:
        yield labels.PAST
    if by and after and after > by:
        yield labels.LATE_CONTACT


def view(props: Props, state: State) -> Markup:
    """Return the island's HTML: the questions, the card, the message and the list of promises."""
    values, island = state.values, str(props["id"])
    found, said = list(cautions(props, state)), message(values)
    by_problem = forms.day_problem(values, "promise.by")
    return el("div", class_="sheet", role="group", aria_labelledby=f"{island}-title")[
        el("h3", id=f"{island}-title")[props["title"]],
        forms.hidden(values, *HIDDEN),
        forms.entry(island, values, "promise.what", labels.WHAT, "longtext", hint=labels.WHAT_HINT, example=labels.WHAT_EXAMPLE),
        el("div", class_="island-actions")[forms.button(labels.TAKE, "take")],
        forms.entry(island, values, "promise.who", labels.WHO, hint=labels.WHO_HINT, example=labels.WHO_EXAMPLE),
        forms.entry(island, values, "promise.by", labels.BY, "date", hint=labels.BY_HINT, problem=by_problem),
        forms.entry(island, values, "promise.change", labels.CHANGE, hint=labels.CHANGE_HINT, example=labels.CHANGE_EXAMPLE),
        (forms.fact(island, values, f) for f in props["fields"]),
        el("div", role="status")[el("div", class_="warnings")[el("ul")[(el("li")[line] for line in found)]] if found else None],
        _card(island, values),
        el("section", id=f"{island}-message")[
            el("h4")[labels.MESSAGE],
            el("p", class_="hint")[labels.MESSAGE_HINT],
            el("p", class_="say")[said or labels.EMPTY],
            forms.copy_button(labels.COPY, said) if said else None,
        ],
        el("div", class_="island-actions")[
            forms.button(labels.KEEP, "keep"),
            forms.button(labels.ICS, "ics"),
            forms.print_button(labels.PRINT, f"{island}-card"),
            forms.button(labels.CLEAR, "clear"),
            forms.button(shared.UNDO, "undo") if state.undo else None,
        ],
        _promises(values),
    ]


def _card(island: str, values: Values) -> Markup:
    on = card(values)
    rows = (el("li")[el("strong")[label], f"：{on[name] or labels.LINE}"] for name, label in labels.ROWS)
    return el("section", id=f"{island}-card")[
        el("h4")[labels.CARD],
        el("ul", class_="lines")[rows],
        el("p", class_="hint")[labels.PAPER],
        el("p")[f"□ {labels.KEPT_WITH}"],
    ]


def _promises(values: Values) -> Markup | None:
    rows = records.read(PROMISES, text(values, PROMISES))
    items = []
    for n, row in enumerate(rows):
        what, who, kept = (one_line(records.said(row, key)) for key in ("what", "who", "kept"))
        if not what:
            continue
        by = date_text(records.said(row, "by"))
        said = labels.OF.format(by=by, what=what) if by else labels.OF_UNDATED.format(what=what)
        items.append(el("li")[
            said, labels.BY_WHOM.format(who=who) if who else None, "：", _KEPT.get(kept, labels.OPEN), " ",
            forms.button(labels.MARK_YES, "mark", f"{n}:yes") if kept != "yes" else None, " ",
            forms.button(labels.MARK_NO, "mark", f"{n}:no") if kept != "no" else None,
        ])  # fmt: skip
    if not items:
        return None
    return el("section")[el("h4")[labels.ALL], el("p", class_="hint")[labels.ALL_HINT], el("ul", class_="lines")[items]]


PROPS: Props = {
    "id": "demo",
    "title": "承诺卡",
    "fields": [
        field("staff_name", "坐席姓名", "text", "你怎么称呼自己？"),
        field("staff_phone", "坐席电话", "text", "用户直接找你，打哪个号码？"),
        field("work_order", "工单号", "text", "工单号是多少？"),
        field("customer", "用户称呼", "text", "怎么称呼用户？", example="王女士"),
        field("next_contact", "下次联系日期", "date", "你哪天再联系用户？"),
    ],
    "wording": [{"kind": "vague", "word": "尽快", "instead": "一个日期"}],
}
FILLED: Values = {
    "promise.what": "退回安装费200元。", "promise.who": "财务小李", "promise.by": "2026-11-25", "promise.change": "我11月25日12点前打给您",
    "customer": "王女士", "staff_name": "客服小陈", "staff_phone": "400-000-0000转12", "work_order": "TS-8", "next_contact": "2026-11-24",
}  # fmt: skip
_LIST = records.write([records.promise("回电", "2026-11-20", "小陈", "2026-11-18") | {"kept": "yes"}, "foreign", {"what": 7}])
_HOSTILE = "<script>alert(1)</script>\"'】$&\\1{what}\u202e\u2066\x00\ud800👩\u200d👧\r\n</textarea>"

EXAMPLES = (
    Example("nothing yet: a card to fill in on paper", PROPS),
    Example("everything filled", PROPS, FILLED),
    Example("kept in the promises of the case", PROPS, FILLED | {PROMISES: _LIST}, ({"type": "keep"},)),
    Example("marked as broken", PROPS, FILLED | {PROMISES: _LIST}, ({"type": "keep"}, {"type": "mark", "arg": "3:no"})),
    Example("taken from the reply", PROPS, {"decision": "改约周六上门", "done_by": "2026-11-28"}, ({"type": "take"},)),
    Example("past, vague, the next contact too late", PROPS, FILLED | {"promise.by": "2026-11-20", "promise.what": "尽快退款"}),
    Example("a day that the calendar lacks", PROPS, FILLED | {"promise.by": "2026-02-30"}),
    Example("cleared, undo offered", PROPS, FILLED, ({"type": "clear"},)),
    Example("promises that are no list", PROPS, {PROMISES: "}{"}),
    Example("hostile text", PROPS, dict.fromkeys(_TYPES, _HOSTILE)),
)
