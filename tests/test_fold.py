"""What is folded away is worked out later, and only when the page says that it is folded away."""

from __future__ import annotations

import json

import pytest

from py_widgets.fold import closed, fold
from py_widgets.markup import Markup, el
from py_widgets.runtime import NAMES, load, step


def made(body: str = "b") -> Markup:
    return fold(el("summary")["s"], lambda: el("p")[body], class_="c", id="x")


def test_a_fold_is_whole_unless_it_is_closed() -> None:
    whole = '<details class="c" id="x"><summary>s</summary><p>b</p></details>'
    assert made() == whole
    with closed(["y"]):
        assert made() == whole
    with closed(["x"]):
        assert made() == '<details class="c" id="x" data-later><summary>s</summary></details>'
    assert made() == whole


def test_what_is_closed_costs_nothing() -> None:
    def never() -> Markup:
        raise AssertionError

    with closed(["x"]):
        fold(el("summary")["s"], never, id="x")


def test_it_is_whole_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), closed(["x"]):
        raise ZeroDivisionError
    assert "data-later" not in made()


@pytest.mark.parametrize("name", NAMES)
def test_a_quick_answer_is_the_whole_one_but_for_what_is_folded(name: str) -> None:
    """Same state, same effects; and the next whole answer has no trace of it."""
    for example in load(name).EXAMPLES:
        msg = {"type": "hydrate", "values": example.values, "today": example.today}
        request = {"island": "x", "gen": 1, "widget": name, "props": example.props, "state": None, "msg": msg}
        whole = json.loads(step(json.dumps(request)))
        ids = [part.split('"', 1)[0] for tag in whole["html"].split("<details")[1:] for part in tag.split(">", 1)[0].split(' id="')[1:]]
        quick = json.loads(step(json.dumps(request | {"later": ids})))
        assert (quick["state"], quick["effects"]) == (whole["state"], whole["effects"])
        assert len(quick["html"]) <= len(whole["html"]) + 11 * len(ids)
        assert json.loads(step(json.dumps(request))) == whole


def test_props_may_come_beside_the_request() -> None:
    example = load("checklist").EXAMPLES[0]
    request = {"island": "x", "gen": 1, "widget": "checklist", "state": None, "msg": None}
    assert step(json.dumps(request), json.dumps(example.props)) == step(json.dumps(request | {"props": example.props}))
