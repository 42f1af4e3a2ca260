"""Practice as HTML: the desk with one turn on it, the result card, and the sheet on which two people play it without Python."""

from __future__ import annotations

from collections.abc import Iterable

from ..forms import print_button
from ..labels import practice as labels
from ..markup import Markup, el, slot
from ..sentences.compose import Channel, Part, Sentence
from ..sentences.fields import text_of
from ..widget import Props
from . import rules
from .play import Game, Option, Said, better, quote, turns
from .state import DONE, HEARD, OWN, PICK, SAMPLES, SCENE, TURN, State, facts


def view(props: Props, state: State) -> Markup:
    """Return the island's HTML; before Python it is a sheet for two, and the desk waits."""
    game = Game(props, state)
    title = f"{props['id']}-title"
    return el("div", class_="practice", role="group", aria_labelledby=title)[
        el("h3", id=title)[props["title"]],
        _facts(game),
        el("div", class_="practice-desk", data_search_exclude=True)[_desk(game)],
        _result(game) if game.stage == DONE else None,
        _sheet(game),
    ]


def _id(game: Game, what: str) -> str:
    return f"{game.props['id']}-{what}"


def _facts(game: Game) -> list[Markup]:
    """Return the facts of the case that the lines use: asked elsewhere, here they only have to be there."""
    values, made = game.state.values, []
    for name, kind in facts(game.props).items():
        shared: dict[str, object] = {"name": name, "data_shared": True, "autocomplete": "off"}
        if kind is bool:
            made.append(el("input", type="checkbox", hidden=True, checked=values.get(name) is True, **shared).close())
        else:
            made.append(el("input", type="hidden", value=text_of(values, name), **shared).close())
    return made


def _named(game: Game, label: str, msg: str, name: str, **attributes: object) -> Markup:
    """Return a button with an id of its own: a patch leaves the words of the one that has the focus alone."""
    return el("button", type="button", data_msg=msg, name=name, id=_id(game, name), **attributes)[label]


# -- the desk ---------------------------------------------------------------------------------------------------------


def _desk(game: Game) -> list[Markup | None]:
    if game.stage == TURN:
        return _turn(game)
    if game.stage == HEARD:
        return _heard(game, game.said[-1])
    undo = _named(game, labels.UNDO, "undo", "undo") if game.state.undo else None
    if game.stage == DONE:
        again = _named(game, labels.AGAIN, "again", "again", class_="practice-main", aria_describedby=_id(game, "total"))
        return [el("div", class_="island-actions")[again, _named(game, labels.CHOOSE, "choose", "choose")]]
    return [*_start(game), el("div", class_="island-actions")[undo] if undo else None]


def _start(game: Game) -> list[Markup | None]:
    if not any(turns(scene) for scene in game.scenes):
        return [el("p", class_="hint")[labels.NO_SCENE]]
    return [
        el("p", class_="hint")[labels.INTRO[game.role]],
        el("fieldset", class_="field choices", id=_id(game, "scene-box"))[
            el("legend")[labels.SCENES],
            [
                _choice(game, SCENE, str(n), n == game.chosen, labels.SCENE.format(name=scene.name, n=len(turns(scene))), f"scene-{n}")
                for n, scene in enumerate(game.scenes)
                if turns(scene)
            ],
        ],
        el("label", class_="choice")[
            el("input", type="checkbox", name=SAMPLES, id=_id(game, SAMPLES), checked=game.state.values.get(SAMPLES) is True,
               autocomplete="off").close(),
            el("span")[labels.SAMPLES],
        ],
        el("div", class_="island-actions")[_named(game, labels.START, "start", "start", class_="practice-main")],
    ]  # fmt: skip


def _choice(game: Game, name: str, value: str, checked: bool, shown: object, place: str) -> Markup:
    control = el("input", type="radio", id=_id(game, place), name=name, value=value, checked=checked, autocomplete="off").close()
    return el("label", class_="choice")[control, el("span")[shown]]


def _turn(game: Game) -> list[Markup | None]:
    assert game.scene is not None
    at, parts = len(game.said), turns(game.scene)
    picked, place = text_of(game.state.values, PICK), f"{game.state.round}-{at}"
    own = _id(game, f"own-{place}")
    return [
        el("p", class_="practice-place")[labels.PLACE.format(name=game.scene.name, n=at + 1, total=len(parts))],
        # Ids name the turn: a control of the last one must not be taken for one of this.
        el("fieldset", class_="field choices practice-pick", id=_id(game, f"pick-{place}"))[
            el("legend")[_says(game, quote(parts[at]))],
            [_choice(game, PICK, o.value, o.value == picked, _offered(game, o), f"pick-{place}-{o.value}") for o in game.options],
        ],
        el("div", class_="field practice-own")[
            el("label", for_=own)[labels.OWN],
            el("p", class_="hint", id=f"{own}-hint")[labels.OWN_HINT],
            # HTML drops a line break right after the tag, so one is there to be dropped.
            el("textarea", rows="2", id=own, name=OWN, autocomplete="off", aria_describedby=f"{own}-hint")[
                "\n", text_of(game.state.values, OWN)
            ],
        ],
        el("div", class_="island-actions")[
            _named(game, labels.SAY, "say", "say", class_="practice-main"),
            _named(game, labels.STOP if at else labels.BACK, "stop", "stop"),
            _named(game, labels.UNDO, "undo", "undo") if game.state.undo else None,
        ],
    ]


def _offered(game: Game, option: Option) -> object:
    return _line(game, option.sentence) if option.sentence else option.text


def _says(game: Game, words: str) -> str:
    return labels.SAYS.format(who=labels.OTHER[game.role], quote=words)


def _heard(game: Game, said: Said) -> list[Markup | None]:
    assert game.scene is not None
    parts, verdict = turns(game.scene), said.verdict
    part, last = parts[len(game.said) - 1], len(game.said) == len(parts)
    instead = better(game.role, part) if said.source != rules.LINE and (verdict.change or verdict.points < rules.FULL) else ""
    feedback = _id(game, "feedback")
    return [
        el("p", class_="practice-place")[labels.PLACE.format(name=game.scene.name, n=len(game.said), total=len(parts))],
        el("section", class_="practice-feedback", id=feedback)[
            el("p", class_="practice-danger")[labels.DANGER.format(instead=verdict.danger)] if verdict.danger else None,
            el("p")[_says(game, said.quote)],
            el("p")[labels.YOU_SAID.format(text=said.text)],
            el("p", class_="practice-points")[labels.POINTS.format(points=verdict.points)],
            el("ul", class_="lines")[
                el("li")[labels.WELL.format(what=verdict.well)] if verdict.well else None,
                el("li")[labels.CHANGE.format(what=verdict.change) if verdict.change else labels.KEEP],
                el("li")[labels.TRY.format(text=instead)] if instead else None,
            ],
        ],
        el("div", class_="island-actions")[
            _named(game, labels.RESULT if last else labels.NEXT, "next", "next", class_="practice-main", aria_describedby=feedback),
            _named(game, labels.REDO, "redo", "redo"),
            None if last else _named(game, labels.STOP, "stop", "stop"),
        ],
    ]


# -- the result -------------------------------------------------------------------------------------------------------


def _result(game: Game) -> Markup:
    assert game.scene is not None
    verdicts = [one.verdict for one in game.said]
    points, result = sum(v.points for v in verdicts), _id(game, "result")
    total = labels.TOTAL.format(n=len(verdicts), points=points, full=rules.FULL * len(verdicts))
    best = game.best()
    dangers = dict.fromkeys(v.danger for v in verdicts if v.danger)
    return el("section", class_="practice-result", id=result, data_search_exclude=True)[
        el("h4")[labels.RESULT_TITLE.format(name=game.scene.name)],
        [el("p", class_="practice-danger")[labels.DANGER.format(instead=danger)] for danger in dangers],
        el("p", id=_id(game, "total"), class_="practice-points")[total],
        el("ul", class_="lines")[[_met(met) for met in rules.over(game.role, verdicts)], _calm(game)],
        [el("h4")[labels.BEST], el("p", class_="practice-line")[best.text]] if best and best.verdict.points else None,
        el("h4")[labels.PRACTISE],
        el("p", class_="practice-line")[game.lesson()],
        el("p")[labels.PRACTISE_HOW],
        el("h4")[labels.WHOLE],
        el("ol", class_="practice-whole")[(_spoken(game, one) for one in game.said)],
        el("div", class_="island-actions")[print_button(labels.PRINT_RESULT, result)],
    ]


def _turn_numbers(numbers: Iterable[int]) -> str:
    return labels.LIST.join(map(str, numbers))


def _met(met: rules.Met) -> Markup:
    if not met.turns:
        return el("li", class_="is-lack")[el("strong")[f"○ {met.name}"], f"：{labels.NOT_YET}"]
    said = (labels.DONE if met.done else labels.ONCE).format(turns=_turn_numbers(met.turns))
    return el("li", class_="is-have" if met.done else "is-lack")[el("strong")[f"{'✓' if met.done else '○'} {met.name}"], f"：{said}"]


def _calm(game: Game) -> Markup:
    hurt = [n for n, one in enumerate(game.said, 1) if not one.verdict.calm]
    said = labels.CALM_NOT.format(turns=_turn_numbers(hurt)) if hurt else labels.CALM_DONE
    return el("li", class_="is-lack" if hurt else "is-have")[el("strong")[f"{'○' if hurt else '✓'} {labels.CALM}"], f"：{said}"]


def _spoken(game: Game, one: Said) -> Markup:
    change = labels.CHANGE.format(what=one.verdict.change) if one.verdict.change else labels.KEEP
    return el("li")[
        el("p")[_says(game, one.quote)],
        el("p")[labels.YOU_SAID.format(text=one.text)],
        el("p", class_="practice-note")[labels.POINTS.format(points=one.verdict.points), change],
    ]


# -- the sheet for two ------------------------------------------------------------------------------------------------


def _sheet(game: Game) -> Markup:
    sheet = _id(game, "sheet")
    return el("section", class_="practice-sheet", id=sheet, data_search_exclude=True)[
        el("h4")[labels.SHEET],
        el("p", class_="practice-note")[labels.SHEET_HOW[game.role]],
        (_scene(game, n, scene) for n, scene in enumerate(game.scenes)),
        el("div", class_="island-actions")[print_button(labels.PRINT_SHEET, sheet)],
    ]


def _scene(game: Game, n: int, scene: Channel) -> Markup:
    parts = turns(scene)
    count = el("span", class_="group-count")[labels.SHEET_COUNT.format(n=len(parts))]
    boxes = "　".join(f"□ {name}" for name in (*(name for _, name in labels.CRITERIA[game.role]), labels.CALM))
    return el("details", class_="group", id=_id(game, f"sheet-{n}"), open=n == 0)[
        el("summary")[el("span", class_="group-name")[scene.name], count],
        el("ol", class_="practice-turns")[(_part(game, part) for part in parts)],
        el("p", class_="practice-note")[labels.TICK, el("br"), boxes],
    ]


def _part(game: Game, part: Part) -> Markup:
    return el("li")[
        el("p")[el("strong")[_says(game, quote(part))]],
        el("ul")[
            (
                el("li", class_="line")[
                    _line(game, s), _strength(s), slot(f"line.{s.line['id']}", "span", class_="cite") if s.line["facts"] else None
                ]
                for s in part.ready
            )
        ],
    ]


def _strength(sentence: Sentence) -> Markup | None:
    return el("span", class_="strength")[sentence.strength] if sentence.strength else None


def _line(game: Game, sentence: Sentence) -> list[Markup | str | None]:
    """Return a line of the library with its examples marked as such."""
    return [
        el("span", class_="practice-sample")[p.text, el("small")[labels.SAMPLE]] if game.is_sample(p) else p.text for p in sentence.pieces
    ]
