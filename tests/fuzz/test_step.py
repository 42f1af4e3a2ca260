"""`step` of every widget: stories of messages with anything in them, and states that somebody else has written."""

from __future__ import annotations

import json
import re
import time
from html import unescape
from typing import Any

import pytest
from hypothesis import strategies as st

from py_widgets import runtime
from py_widgets.widget import Example

from .effort import Record, try_on
from .inputs import any_text, changed, days, json_values, minutes, records, texts
from .oracle import check_effect, check_html, strict

LONGEST = 3.0  # s of the processor for an answer, on a machine that is busy; a page waits fifteen
_NAME = re.compile(r' name="([^"]*)"')
_BUTTON = re.compile(r' data-msg="([^"]*)"(?: data-arg="([^"]*)")?')

WIDGETS = {name: runtime.load(name) for name in runtime.NAMES}
values = texts | records | st.booleans()
kinds = st.sampled_from(["input", "input", "input", "button", "button", "odd button", "example", "hydrate", "visit", "junk", "later"])
acts = st.tuples(kinds, st.integers(0, 999), values, json_values, days, minutes)
stories = st.tuples(st.integers(0, 999), st.lists(acts, min_size=1, max_size=8))
Act = tuple[str, int, Any, Any, str, str]


def ask(name: str, props: Any, state: Any, msg: Any, later: list[str] | None = None) -> Any:
    """Return the answer, when everything is as it must be."""
    asked = {"island": "i", "gen": 1, "widget": name, "props": props, "state": state, "msg": msg, "later": later or []}
    request = json.dumps(asked)
    began = time.process_time()
    text = runtime.step(request)
    assert time.process_time() - began < LONGEST
    reply = strict(text)
    assert "error" not in reply, reply["error"]
    check_html(reply["html"])
    for effect in reply["effects"]:
        check_effect(effect)
    asked["props"] = None
    assert len(text) < 400_000 + 60 * len(json.dumps(asked))
    return reply


def again(name: str, props: Any, reply: Any) -> int:
    """Ask for the same twice more: a state is read back as it was written."""
    whole, same = (ask(name, props, reply["state"], None) for _ in range(2))
    assert (whole["state"], whole["effects"]) == (reply["state"], [])
    assert whole == same
    return 2


def message(act: Act, html: str, example: Example, state: Any) -> dict[str, Any]:
    """Return what the act sends to the island that looks like this."""
    kind, which, value, junk, today, now = act
    base: dict[str, Any] = {"today": today, "now": now}
    names, buttons = _NAME.findall(html), _BUTTON.findall(html)
    if kind == "input" and names:
        return base | {"type": "input", "name": unescape(names[which % len(names)]), "value": value}
    if kind == "button" and buttons:
        type_, arg = buttons[which % len(buttons)]
        return base | {"type": unescape(type_), "arg": unescape(arg)}
    if kind == "odd button" and buttons:
        return base | {"type": unescape(buttons[which % len(buttons)][0]), "arg": value if which % 2 else junk}
    if kind == "example" and example.msgs:
        return base | example.msgs[which % len(example.msgs)]
    if kind == "hydrate":
        more = {unescape(names[which % len(names)]): value} if names else {}
        return base | {"type": "hydrate", "values": {**state["values"], **more, **(junk if isinstance(junk, dict) else {})}}
    return base | {"type": "input" if which % 2 else value, "name": junk, "value": junk, "values": junk, "arg": junk}


@pytest.mark.trust("恶意输入", "给每个工具连发任意的消息和文字：不出错，文字只当文字，状态能存能读，文件能打开")
@pytest.mark.parametrize("name", runtime.NAMES)
def test_any_story_is_answered(name: str, record_property: Record) -> None:
    examples = WIDGETS[name].EXAMPLES

    def check(story: tuple[int, list[Act]]) -> int:
        number, told = story
        example = examples[number % len(examples)]
        reply = ask(name, example.props, None, {"type": "hydrate", "values": example.values, "today": example.today})
        for act in told:
            if act[0] == "visit":  # what the page keeps, read on the next visit
                kept = {key: value for key, value in reply["state"].items() if key != "undo"}
                reply = ask(name, example.props, kept, None)
                assert reply["effects"] == []
                continue
            folded = re.findall(r'<details[^>]* id="([^"]*)"', reply["html"]) if act[0] == "later" else []
            reply = ask(name, example.props, reply["state"], message(act, reply["html"], example, reply["state"]), folded)
        return 1 + len(told) + again(name, example.props, reply)

    try_on(stories, check, record_property, share=0.2)


def _example_states(name: str) -> list[tuple[Example, Any]]:
    """Return what each example leaves on the device."""
    found = []
    for example in WIDGETS[name].EXAMPLES:
        reply = ask(name, example.props, None, {"type": "hydrate", "values": example.values, "today": example.today})
        for msg in example.msgs:
            reply = ask(name, example.props, reply["state"], {**msg, "today": example.today})
        found.append((example, reply["state"]))
    return found


paths = st.lists(st.integers(0, 20), max_size=4).map(tuple)
foreign = st.one_of(values, json_values, st.just(10**30), st.just(-1), st.just(1.5), st.just(json.loads("[" * 200 + "]" * 200)))
tampered = st.tuples(st.integers(0, 999), st.lists(st.tuples(paths, foreign), min_size=1, max_size=3), any_text, json_values, st.booleans())


@pytest.mark.trust("恶意输入", "把存下的记录任意改坏再打开（版本、类型、嵌套、半个字符）：读得懂的接着用，读不懂的另存并说明")
@pytest.mark.parametrize("name", runtime.NAMES)
def test_any_stored_state_is_read_or_set_aside(name: str, record_property: Record) -> None:
    known = _example_states(name)

    def check(case: tuple[int, list[tuple[tuple[int, ...], Any]], str, Any, bool]) -> int:
        number, changes, key, more, keep_version = case
        example, state = known[number % len(known)]
        spoilt = state
        for path, to in changes:
            spoilt = changed(spoilt, path, to)
        if isinstance(spoilt, dict):
            spoilt = {**spoilt, key: more} | ({"version": state["version"]} if keep_version else {})
        reply = ask(name, example.props, spoilt, None)
        assert [effect["type"] for effect in reply["effects"]] in ([], ["set_aside"])
        reply = ask(name, example.props, spoilt, {"type": "hydrate", "values": state["values"], "today": example.today})
        buttons = _BUTTON.findall(reply["html"])[:3]
        for type_, arg in buttons:  # what such a state hides comes out when something is done with it
            ask(name, example.props, spoilt, {"type": unescape(type_), "arg": unescape(arg), "today": example.today})
        ask(name, example.props, spoilt, {"type": "undo", "today": example.today})
        return 3 + len(buttons) + again(name, example.props, reply)

    try_on(tampered, check, record_property, share=0.1)


requests = st.one_of(
    any_text,
    st.sampled_from(["", "null", "[" * 100_000, '{"widget":' * 100_000, '{"widget": "checklist", "props": {}}', "9" * 5000]),
    json_values.map(json.dumps),
    st.dictionaries(
        st.sampled_from(["island", "gen", "widget", "props", "state", "msg", "later"]), json_values | st.sampled_from(runtime.NAMES)
    ).map(json.dumps),
)


@pytest.mark.trust("恶意输入", "给 Python 发不成样子的请求：回答里写明出错，页面不会停住")
def test_any_request_gets_an_answer(record_property: Record) -> None:
    def check(request: str) -> int:
        assert "error" in json.loads(runtime.step(request))
        return 1

    try_on(requests, check, record_property)
