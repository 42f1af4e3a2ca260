"""The whole widget as HTML; a form to fill in by pen without Python."""

from __future__ import annotations

import json
from collections.abc import Sequence

from .. import forms
from ..formats import date_text, day
from ..forms import button, copy_button, print_button
from ..labels import evidence as labels
from ..labels import forms as shared
from ..markup import Markup, el
from ..records import LOG, PROMISES
from ..sentences.fields import COMPUTED, MULTI
from ..textcheck import one_line
from ..widget import Props, Values
from . import sheet
from .state import CLAIMS, EVIDENCE, HASHES, NEW_CLAIM, TICK, Claim, Piece, State, claims, pieces
from .suggest import gap, offered, suggested, usual
from .update import unlisted

_BLANK_ROWS = 8


def view(props: Props, state: State) -> Markup:
    """Return the island's HTML."""
    values, island = state.values, str(props["id"])
    have, known = claims(values), pieces(values)
    facts = [f["key"] for f in props["fields"] if f["type"] not in (COMPUTED, MULTI)]
    return el("div", class_="evidence", role="group", aria_labelledby=f"{island}-title")[
        el("h3", id=f"{island}-title")[props["title"]],
        forms.hidden(values, CLAIMS, EVIDENCE, LOG, PROMISES, *facts),
        el("input", type="hidden", name=HASHES, value="", autocomplete="off"),
        el("div", hidden=True)[(_tick(values, TICK + option, None, data_shared=True) for option in props["options"])],
        _claims(props, values, have),
        _evidence(props, values, known),
        _matrix(island, have, known),
        el("div", class_="island-actions")[
            button(labels.CLEAR, "clear"),
            button(shared.UNDO, "undo") if state.undo else None,
            el("button", type="button", data_effect=json.dumps({"type": "print", "target": "island"}))[labels.PRINT],
        ],
        _timeline(props, values),
        _names(island, known),
        _index(props, state, known),
    ]


def _tick(values: Values, name: str, element_id: str | None, **attributes: object) -> Markup:
    on = values.get(name) is True
    return el("input", type="checkbox", name=name, id=element_id, checked=on, autocomplete="off", **attributes).close()


# -- claims -----------------------------------------------------------------------------------------------------------


def _claims(props: Props, values: Values, have: Sequence[Claim]) -> Markup:
    island, new = str(props["id"]), offered(props, values)
    return el("section", class_="sheet", id=f"{island}-claims", data_search_exclude=True)[
        el("h4")[labels.CLAIMS],
        el("p", class_="hint")[labels.CLAIMS_HINT],
        el("ol", class_="evidence-rows")[(_claim(props, values, n, claim) for n, claim in enumerate(have, 1))] if have else None,
        el("div", class_="evidence-offer")[
            el("p")[labels.SUGGEST],
            el("ul")[(el("li")[said, " ", button(labels.TAKE, "claim-take", source)] for source, said in new.items())],
        ]
        if new
        else None,
        forms.entry(island, values, NEW_CLAIM, labels.CLAIM, example=labels.CLAIM_EXAMPLE),
        el("div", class_="island-actions")[button(labels.ADD_CLAIM, "claim")],
    ]


def _claim(props: Props, values: Values, n: int, claim: Claim) -> Markup:
    name, now = f"claim.{claim.index}", suggested(props, values).get(claim.source, "")
    stale = bool(claim.source) and now != claim.text
    return el("li")[
        forms.entry(str(props["id"]), values, name, labels.CLAIM_NO.format(n=n)),
        el("p", class_="warnings")[
            el("span", role="status")[labels.STALE.format(text=now) if now else labels.STALE_GONE], " ",
            button(labels.RENEW, "claim-renew", str(claim.index)) if now else None,
        ] if stale else None,
        button(labels.DROP_CLAIM, "claim-drop", str(claim.index)),
    ]  # fmt: skip


# -- evidence ---------------------------------------------------------------------------------------------------------


def _evidence(props: Props, values: Values, known: Sequence[Piece]) -> Markup:
    island, names = str(props["id"]), unlisted(props, values)
    return el("section", class_="sheet", id=f"{island}-list", data_search_exclude=True)[
        el("h4")[labels.EVIDENCE],
        el("p", class_="hint")[labels.EVIDENCE_HINT],
        el("p", class_="evidence-offer")[labels.TICKED.format(names="、".join(names)), " ", button(labels.TAKE_TICKED, "take-ticked")]
        if names
        else None,
        (_piece(island, values, piece) for piece in known),
        el("fieldset", class_="evidence-new")[
            el("legend")[labels.ADD_LEGEND],
            _columns(island, values, "new"),
            el("div", class_="island-actions")[button(labels.ADD, "add")],
        ],
        el("datalist", id=f"{island}-names")[(el("option", value=option) for option in props["options"])],
        el("div", class_="evidence-files")[
            el("h4")[labels.FILES],
            el("p", class_="hint")[labels.FILES_HINT],
            el("div", class_="island-actions")[_hash(labels.CHOOSE, HASHES, True)],
        ],
    ]


def _columns(island: str, values: Values, row: str, *more: str) -> list[Markup]:
    """Return the controls of one piece; `more` are columns that a new one does not ask for."""
    entries = {
        "date": (labels.DATE, "date", ""),
        "proves": (labels.PROVES, "text", labels.PROVES_EXAMPLE), "source": (labels.SOURCE, "text", labels.SOURCE_EXAMPLE),
        "pages": (labels.PAGES, "text", ""), "file": (labels.FILE, "text", ""),
    }  # fmt: skip
    made = []
    for column in ("name", "kind", "date", "proves", "source", "pages", *more):
        name = f"{row}.{column}"
        if column == "name":
            made.append(_name(island, values, name))
            continue
        if column == "kind":
            made.append(forms.radios(island, values, name, labels.KIND, [(kind, kind) for kind in labels.KINDS]))
            continue
        label, kind, example = entries[column]
        problem = forms.day_problem(values, name) if kind == "date" else ""
        made.append(forms.entry(island, values, name, label, kind, example=example, problem=problem))
    return made


def _name(island: str, values: Values, name: str) -> Markup:
    """Return the control of a name, with the scripts' names on offer: under one of those it is said there too."""
    element_id = f"{island}-{name}"
    return el("div", class_="field", id=f"{element_id}-box")[
        el("label", for_=element_id)[labels.NAME],
        el("input", type="text", id=element_id, name=name, value=forms.text(values, name), list=f"{island}-names", autocomplete="off",
           placeholder=shared.EXAMPLE.format(example=labels.NAME_EXAMPLE)),
    ]  # fmt: skip


def _piece(island: str, values: Values, piece: Piece) -> Markup:
    said = labels.ITEM.format(n=piece.number, name=one_line(piece.name))
    return el("details", class_="group", id=f"{island}-piece-{piece.id}")[
        el("summary")[
            el("span", class_="group-name")[said], el("span", class_="group-count")[date_text(piece.date) or labels.UNDATED]
        ],
        _columns(island, values, f"ev.{piece.id}", "file"),
        el("p", class_="evidence-hash")[labels.HASHED.format(sha256=piece.sha256)] if piece.sha256 else None,
        el("div", class_="island-actions")[
            _hash(labels.CHOOSE_ONE, f"{HASHES}.{piece.id}", False), button(labels.DROP, "drop", piece.id)
        ],
    ]  # fmt: skip


def _hash(label: str, name: str, multiple: bool) -> Markup:
    """Return the button that has the page compute the SHA-256 of files the reader chooses."""
    effect = json.dumps({"type": "hash-files", "name": name, "multiple": multiple})
    return el("button", type="button", data_effect=effect)[label]


# -- claims against evidence ------------------------------------------------------------------------------------------


def _matrix(island: str, have: Sequence[Claim], known: Sequence[Piece]) -> Markup:
    """Return the table of ticks; on a phone each claim is a list of its own. The roles stay when the style makes blocks of it."""
    ids = {piece.id for piece in known}
    gaps = [claim for claim in have if gap(claim, ids)]
    used = {i for claim in have for i in claim.evidence}
    unused = [one_line(piece.name) for piece in known if piece.id not in used]
    head = el("tr", role="row")[
        el("th", scope="col", role="columnheader")[labels.CLAIM_COLUMN],
        (el("th", scope="col", role="columnheader")[f"{piece.number} {one_line(piece.name)}"] for piece in known),
    ]
    body = [_line(island, n, claim, known) for n, claim in enumerate(have, 1)]
    return el("section", id=f"{island}-matrix", class_="evidence-matrix" if have else "evidence-matrix is-empty")[
        el("h4")[labels.MATRIX],
        el("p", class_="hint")[labels.MATRIX_HINT if have else labels.MATRIX_EMPTY],
        el("p", class_="hint")[labels.NO_ITEMS] if have and not known else None,
        el("div", class_="evidence-scroll")[
            el("table", class_="evidence-table", role="table")[el("thead", role="rowgroup")[head], el("tbody", role="rowgroup")[body]]
        ]
        if have
        else None,
        el("div", role="status")[
            el("div", class_="warnings")[el("p", class_="warnings-title")[labels.GAPS.format(n=len(gaps))], el("p")[labels.GAPS_HINT]]
            if gaps
            else el("p")[labels.NO_GAP]
            if any(claim.text.strip() for claim in have)
            else None
        ],
        el("p", class_="hint")[labels.UNUSED.format(names="、".join(unused))] if have and unused else None,
    ]


def _line(island: str, n: int, claim: Claim, known: Sequence[Piece]) -> Markup:
    missing = gap(claim, {piece.id for piece in known})
    return el("tr", role="row", class_="is-gap" if missing else None)[
        el("th", scope="row", role="rowheader")[
            f"{n} {one_line(claim.text)}", el("p", class_="evidence-gap")[labels.GAP.format(usual=usual(claim))] if missing else None
        ],
        (
            el("td", role="cell")[
                el("label")[
                    el("input", type="checkbox", name=f"proof.{claim.index}.{piece.id}", id=f"{island}-proof-{claim.index}-{piece.id}",
                       checked=piece.id in claim.evidence, autocomplete="off"),
                    el("span")[f"{piece.number} {one_line(piece.name)}"],
                ]
            ]
            for piece in known
        ),
    ]  # fmt: skip


# -- what comes of it -------------------------------------------------------------------------------------------------


def _timeline(props: Props, values: Values) -> Markup:
    entries = sheet.timeline(props, values)
    return el("section", id=f"{props['id']}-timeline", class_=None if entries else "is-empty")[
        el("h4")[labels.TIMELINE],
        el("ol", class_="evidence-time")[(el("li")[el("time", datetime=at)[sheet.moment(at)], " ", what] for at, what in entries)]
        if entries
        else el("p", class_="hint")[labels.TIMELINE_EMPTY],
        el("div", class_="island-actions")[copy_button(labels.COPY_TIMELINE, sheet.timeline_text(props, values))] if entries else None,
    ]


def _names(island: str, known: Sequence[Piece]) -> Markup:
    names = sheet.file_names(known)
    return el("section", id=f"{island}-names-list", class_=None if names else "is-empty")[
        el("h4")[labels.NAMES],
        el("p", class_="hint")[labels.NAMES_HINT if known else labels.NAMES_EMPTY],
        el("ul", class_="evidence-names")[(el("li")[el("code")[name]] for name in names)] if names else None,
        el("div", class_="island-actions")[copy_button(labels.COPY_NAMES, "\n".join(names))] if names else None,
    ]


def _index(props: Props, state: State, known: Sequence[Piece]) -> Markup:
    values = state.values
    today = date_text(state.today) if known and day(state.today) else ""
    top = [*sheet.head(props, values), (labels.INDEX_DAY, today or "")]
    rows = [[str(p.number), one_line(p.name), sheet.origin(p), one_line(p.proves), sheet.extent(p), p.sha256] for p in known]
    rows += [[""] * len(labels.INDEX_COLUMNS)] * (0 if known else _BLANK_ROWS)
    return el("section", id=f"{props['id']}-index", class_="evidence-index")[
        el("h4")[labels.INDEX],
        el("p", class_="evidence-head")[(el("span")[label, labels.COLON, value or el("span", class_="blank")] for label, value in top)],
        el("div", class_="evidence-scroll", role="group", tabindex="0", aria_label=labels.INDEX)[
            el("table", class_="evidence-table")[
                el("thead")[el("tr")[(el("th", scope="col")[column] for column in labels.INDEX_COLUMNS)]],
                el("tbody")[(el("tr")[(el("td")[cell] for cell in row)] for row in rows)],
            ]
        ],
        el("p", class_="evidence-sign")[labels.INDEX_SIGN],
        el("p", class_="evidence-note")[labels.INDEX_NOTE],
        el("div", class_="island-actions")[print_button(labels.PRINT_INDEX, f"{props['id']}-index")],
    ]
