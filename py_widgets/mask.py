"""Masking: what of a text should not be made public, before and after, and the choice for each find.

props: {"id", "title", "fields": the facts of the case that are looked for}.
values: `text`, `more` → text, `keep.<kind>.<find>` → tick. None of them is kept on the device: their controls say `data-unkept`,
and what “clear” took away lives in `undo`, as long as the page. The facts are only read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from . import forms
from .forms import State, text
from .labels import forms as shared
from .labels import mask as labels
from .markup import Markup, el
from .masking import OWN, Found, covered, masked, scan
from .sentences.samples import field
from .textcheck import clean, length
from .widget import Effect, Example, Msg, Props, Values

NAME = "mask"
VERSION = 1

TEXT, MORE, KEEP = "text", "more", "keep."
OWN_MORE = "own.more"
ASKED = (
    "full_name", "contact", "address", "staff_name", "staff_phone", "card_tail", "contract_no", "order_no", "tracking_no", "account_no",
    "repair_no", "case_no", "work_order", "ticket", "agent_no", "collector_no", "customer",
)  # fmt: skip
"""The facts of a case that tell who somebody is."""
LONGEST = 20_000
_MOST_WORDS = 50


@dataclass(frozen=True)
class Seen:
    """What the view is drawn from: the text without invisible characters, and every find, in order."""

    text: str
    found: tuple[Found, ...]


def init(props: Props) -> State:
    """Return a reader who pasted nothing."""
    return State()


def seen(props: Props, values: Values) -> Seen:
    """Return the text and what is found in it; nothing is found in a text that is too long."""
    pasted = clean(text(values, TEXT))
    if len(pasted) > LONGEST:
        return Seen(pasted, ())
    own = {f["key"]: clean(text(values, f["key"])) for f in props["fields"]}
    words = clean(text(values, MORE)).split("\n")[:_MOST_WORDS]
    return Seen(pasted, tuple(scan(pasted, own | {f"more.{n}": word for n, word in enumerate(words)})))


def kind_of(found: Found) -> str:
    """Return the kind as it is named and kept: all words the reader wrote here are one kind."""
    return OWN_MORE if found.kind.startswith(f"{OWN}.more.") else found.kind


def _name(found: Found) -> str:
    return f"{KEEP}{kind_of(found)}.{found.number}"


def kept(values: Values, found: Found) -> bool:
    """Return whether the reader wants to leave this find readable."""
    return values.get(_name(found)) is True


def result(values: Values, made: Seen) -> str:
    """Return the masked text."""
    return masked(made.text, [one for one in made.found if not kept(values, one)])


def _types(props: Props, values: Values) -> dict[str, type]:
    """Return the names of the controls that these values give rise to."""
    names: dict[str, type] = dict.fromkeys((TEXT, MORE, *(f["key"] for f in props["fields"])), str)
    return names | {_name(one): bool for one in seen(props, values).found}


def update(props: Props, state: State, msg: Msg) -> tuple[State, list[Effect]]:
    """Return the next state; see `widget.Widget.update`."""
    coming: Values = {**state.values, **state.undo} if msg.get("type") == "undo" else state.values
    if isinstance(msg.get("values"), dict):
        coming = msg["values"]
    elif isinstance(msg.get("name"), str) and isinstance(msg.get("value"), (str, bool)):
        coming = {**coming, msg["name"]: msg["value"]}
    types = _types(props, coming)
    state, effects, done = forms.begin(types, state, msg)
    if not done and msg.get("type") == "clear":
        return forms.clear(types, state, [name for name in types if name in (TEXT, MORE) or name.startswith(KEEP)])
    return state, effects


def view(props: Props, state: State) -> Markup:
    """Return the island's HTML: the text, what was found, before and after, and what it cannot find."""
    values, island, made = state.values, str(props["id"]), seen(props, state.values)
    told = [f["name"] for f in props["fields"] if text(values, f["key"]).strip()]
    too_long = labels.TOO_LONG.format(length=length(made.text), longest=LONGEST) if len(made.text) > LONGEST else ""
    return el("div", class_="mask sheet", role="group", aria_labelledby=f"{island}-title")[
        el("h3", id=f"{island}-title")[props["title"]],
        forms.hidden(values, *(f["key"] for f in props["fields"])),
        _area(island, values, TEXT, labels.TEXT, labels.TEXT_HINT, labels.TEXT_EXAMPLE, "8", too_long),
        _area(island, values, MORE, labels.MORE, labels.MORE_HINT, labels.MORE_EXAMPLE, "2"),
        el("p", class_="hint")[labels.OWN_USED.format(names=labels.LIST.join(told)) if told else labels.OWN_NONE],
        el("section", id=f"{island}-result")[_result(props, values, made)],
        el("div", class_="island-actions")[
            forms.copy_button(labels.COPY, result(values, made)) if made.text.strip() and not too_long else None,
            forms.button(labels.CLEAR, "clear"),
            forms.button(shared.UNDO, "undo") if state.undo else None,
        ],
        el("section", class_="mask-misses", id=f"{island}-misses")[
            el("h4")[labels.MISSES], el("ul")[(el("li")[one] for one in labels.MISSED)], el("p")[labels.MAY_MISS]
        ],
    ]


def _area(island: str, values: Values, name: str, label: str, hint: str, example: str, rows: str, problem: str = "") -> Markup:
    element_id = f"{island}-{name}"
    complaint = el("p", class_="error", role="alert", id=f"{element_id}-error")[problem] if problem else None
    described = f"{element_id}-hint {element_id}-error" if problem else f"{element_id}-hint"
    return el("div", class_="field")[
        el("label", for_=element_id)[label],
        el("p", class_="hint", id=f"{element_id}-hint")[hint],
        el("textarea", id=element_id, name=name, rows=rows, data_unkept=True, autocomplete="off", aria_describedby=described,
           placeholder=shared.EXAMPLE.format(example=example), aria_invalid="true" if problem else None)["\n", text(values, name)],
        complaint,
    ]  # fmt: skip


def _result(props: Props, values: Values, made: Seen) -> list[Markup]:
    if not made.text.strip() or len(made.text) > LONGEST:
        return [el("div", role="status").close(), el("p", class_="hint")[labels.EMPTY]]
    if not made.found:
        return [el("div", role="status")[el("p")[labels.NONE]]]
    return [
        el("div", role="status")[el("h4")[labels.FOUND.format(n=len(made.found))]],
        el("p", class_="hint")[labels.FOUND_HINT],
        el("ul", class_="mask-found")[_choices(props, values, made)],
        el("div", class_="mask-pair")[
            el("section")[el("h4")[labels.BEFORE], _marked(values, made, False)],
            el("section")[el("h4")[labels.AFTER], _marked(values, made, True)],
        ],
    ]


def _choices(props: Props, values: Values, made: Seen) -> list[Markup]:
    """Return one line for each thing found, however often it stands there, with the tick that leaves it readable."""
    island = str(props["id"])
    times = Counter(map(_name, made.found))
    first = {_name(one): one for one in reversed(made.found)}
    names = {f"{OWN}.{f['key']}": f["name"] for f in props["fields"]} | labels.KINDS
    lines = []
    for n, name in enumerate(times):
        one = first[name]
        shown = made.text[one.start : one.end]
        said = (labels.ONCE if times[name] == 1 else labels.TIMES).format(kind=names[kind_of(one)], shown=shown, n=times[name])
        box = el("input", type="checkbox", id=f"{island}-keep-{n}", name=name, checked=kept(values, one), data_unkept=True,
                 autocomplete="off", aria_describedby=f"{island}-found-{n}")  # fmt: skip
        lines.append(el("li")[
            el("span", id=f"{island}-found-{n}")[said, "，" if not kept(values, one) else None,
               None if kept(values, one) else labels.BECOMES.format(covered=covered(one, made.text))],
            el("label", class_="choice")[box, labels.KEEP],
        ])  # fmt: skip
    return lines


def _marked(values: Values, made: Seen, after: bool) -> Markup:
    pieces: list[Markup | str] = []
    end = 0
    for one in made.found:
        shown = covered(one, made.text) if after and not kept(values, one) else made.text[one.start : one.end]
        plain = after and kept(values, one)
        pieces += [made.text[end : one.start], shown if plain else el("mark")[shown]]
        end = one.end
    return el("p", class_="mask-text")[pieces, made.text[end:]]


_FIELDS = [
    field("full_name", "姓名", "text"), field("address", "上门地址", "text"), field("order_no", "订单号", "text"),
    field("card_tail", "卡号后四位", "digits"),
]  # fmt: skip
PROPS: Props = {"id": "demo", "title": "打码", "fields": _FIELDS}
POST = (
    "@示例公司客服 我叫王小明，洗衣机约了3次没有上门，订单号2026110112345，电话139 1234 5678，邮箱ｘm@example.com，"
    "住示例市示例路1号2单元301。身份证11010519491231002X，车牌粤B12345，11月25日前退200元。王小明"
)
_HOSTILE = "<script>alert(1)</script>\"'】$&\\1{shown}\u202e\u2066\x00\ud800👩\u200d👧\r\n</textarea> 13912345678"

EXAMPLES = (
    Example("nothing pasted", PROPS),
    Example("a post with everything in it", PROPS, {TEXT: POST, "full_name": "王小明"}),
    Example("one find is left readable", PROPS, {TEXT: POST}, ({"type": "input", "name": "keep.mobile.13912345678", "value": True},)),
    Example("words of the reader's own", PROPS, {TEXT: "快递员张师傅说", MORE: "张师傅\n\n王"}),
    Example("nothing found", PROPS, {TEXT: "约了3次没有上门，11月25日前请退200元。"}),
    Example("too long", PROPS, {TEXT: "长" * (LONGEST + 1)}),
    Example("cleared, undo offered", PROPS, {TEXT: POST}, ({"type": "clear"},)),
    Example("cleared and undone", PROPS, {TEXT: POST}, ({"type": "clear"}, {"type": "undo"})),
    Example("hostile text", PROPS, dict.fromkeys((TEXT, MORE, "full_name", "address"), _HOSTILE)),
)
