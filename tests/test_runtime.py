"""`step`: one JSON string in, one out, whatever comes in."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from py_widgets import labels, runtime

from .html import assert_well_formed

EXAMPLES = [(name, example) for name in runtime.NAMES for example in runtime.load(name).EXAMPLES]
HOSTILE = [
    "<script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    "【发卡行】",
    "$& $1 \\1 {0} %s",
    "\u202e反\u2066字",
    "👩‍👩‍👧",
    "\x00\x1b",
    "\ud800",
    "x" * 100_000,
    "\"'&amp;",
]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def ask(name: str, props: Any, state: Any = None, msg: Any = None) -> dict[str, Any]:
    return json.loads(runtime.step(json.dumps({"island": "i", "gen": 7, "widget": name, "props": props, "state": state, "msg": msg})))


def play(name: str, example: Any) -> dict[str, Any]:
    reply = ask(name, example.props, None, {"type": "hydrate", "values": example.values, "today": example.today})
    for msg in example.msgs:
        assert "error" not in reply, reply
        reply = ask(name, example.props, reply["state"], {**msg, "today": example.today})
    return reply


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda value: getattr(value, "say", value))
def test_every_example_renders(name: str, example: Any) -> None:
    reply = play(name, example)
    assert "error" not in reply, reply
    assert (reply["island"], reply["gen"]) == ("i", 7)
    assert_well_formed(reply["html"])


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda value: getattr(value, "say", value))
def test_messages_that_come_together_end_where_they_do_one_by_one(name: str, example: Any) -> None:
    state, effects = None, []
    msgs = [{**msg, "today": example.today} for msg in ({"type": "hydrate", "values": example.values}, *example.msgs)]
    for msg in msgs:
        reply = ask(name, example.props, state, msg)
        state, effects = reply["state"], effects + reply["effects"]
    assert ask(name, example.props, None, msgs) == {**reply, "effects": effects}


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda value: getattr(value, "say", value))
def test_a_saved_state_gives_the_same_html(name: str, example: Any) -> None:
    reply = play(name, example)
    again = ask(name, example.props, json.loads(json.dumps(reply["state"])))
    assert again["html"] == reply["html"]
    assert again["state"] == reply["state"]
    assert again["effects"] == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=lambda value: getattr(value, "say", value))
def test_hostile_text_in_every_control_is_only_text(name: str, example: Any, text: str) -> None:
    reply = play(name, example)
    for control in [*reply["state"]["values"], "edit.phone", "note.a0b0", "full_name", "unknown"]:
        reply = ask(name, example.props, reply["state"], {"type": "input", "name": control, "value": text, "today": example.today})
        assert "error" not in reply, reply
    assert_well_formed(reply["html"])
    assert "<script>alert" not in reply["html"]
    assert "<img" not in reply["html"]


@given(st.data())
def test_any_message_is_survived(data: st.DataObject) -> None:
    name, example = data.draw(st.sampled_from(EXAMPLES))
    state = play(name, example)["state"]
    types = st.sampled_from(["hydrate", "input", "clear", "undo", "edit", "discard", "mask", "copy", "download", "nonsense"])
    fixed = {"type": types | st.text(max_size=5), "today": st.just(example.today) | st.text(max_size=12)}
    optional = dict.fromkeys(("name", "value", "arg", "values"), json_values)
    for _ in range(3):
        reply = ask(name, example.props, state, data.draw(st.fixed_dictionaries(fixed, optional=optional)))
        assert "error" not in reply, reply
        state = reply["state"]


@given(st.sampled_from(EXAMPLES), json_values.filter(lambda value: value is not None))
def test_foreign_state_is_set_aside_and_said(case: tuple[str, Any], saved: Any) -> None:
    name, example = case
    reply = ask(name, example.props, saved)
    assert reply["effects"] == [{"type": "set_aside", "text": labels.runtime.SET_ASIDE}]
    assert reply["html"] == ask(name, example.props)["html"]


def test_a_state_of_a_newer_version_is_set_aside() -> None:
    example = runtime.load("checklist").EXAMPLES[0]
    reply = ask("checklist", example.props, {"version": 99, "values": {}})
    assert reply["effects"] == [{"type": "set_aside", "text": labels.runtime.NEWER}]


def test_what_the_page_saved_before_python_came_is_taken() -> None:
    example = runtime.load("checklist").EXAMPLES[0]
    reply = ask("checklist", example.props, {"version": 1, "values": {"a0b0": True}})
    assert reply["effects"] == []
    assert reply["state"]["values"] == {"a0b0": True}


@pytest.mark.parametrize("request_", ["", "[]", "null", "{}", '{"widget": "os"}', '{"widget": "checklist", "props": {}}', '{"widget": []}'])
def test_a_request_that_makes_no_sense_is_answered_with_an_error(request_: str) -> None:
    assert "error" in json.loads(runtime.step(request_))
