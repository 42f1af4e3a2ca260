"""The checklist's rules, one test a promise."""

from typing import Any

from py_widgets import checklist
from py_widgets.checklist import ONLY_LEFT, QUICK, State, update, view

PROPS: dict[str, Any] = {
    "id": "demo",
    "title": "准备",
    "groups": [
        {"name": "材料", "items": [{"id": "r3k9", "more": True, "quick": True}, {"id": "p7c2", "more": False, "quick": False}]},
        {"name": "", "items": [{"id": "m4t8", "more": False, "quick": False}]},
    ],
}
NOW = {"today": "2026-11-21"}


def after(*msgs: dict[str, Any], values: dict[str, Any] | None = None, props: dict[str, Any] = PROPS) -> State:
    state = State(values or {})
    for msg in msgs:
        state, _ = update(props, state, msg | NOW)
    return state


def put(name: str, value: Any) -> dict[str, Any]:
    return {"type": "input", "name": name, "value": value}


def test_a_tick_counts() -> None:
    state = after(put("r3k9", True))
    assert state.values == {"r3k9": True}
    assert "已完成1项，共3项" in view(PROPS, state)


def test_an_unticked_item_counts_no_more() -> None:
    assert after(put("r3k9", True), put("r3k9", False)).values == {}


def test_not_applicable_leaves_the_count() -> None:
    html = view(PROPS, after(put("na.p7c2", True), put("r3k9", True)))
    assert "已完成1项，共2项" in html
    assert "is-na" in html


def test_all_settled_is_said() -> None:
    assert "都准备好了" in view(PROPS, after(put("r3k9", True), put("p7c2", True), put("na.m4t8", True)))


def test_a_note_is_kept_and_shown() -> None:
    html = view(PROPS, after(put("note.r3k9", "在抽屉里")))
    assert '<p class="checklist-said">在抽屉里</p>' in html
    assert 'value="在抽屉里"' in html


def test_only_left_hides_what_is_settled() -> None:
    html = view(PROPS, after(put(ONLY_LEFT, True), put("r3k9", True)))
    assert 'id="demo-r3k9" hidden' in html
    assert 'id="demo-p7c2" hidden' not in html


def test_nothing_left_is_said() -> None:
    assert "没有剩下的了。" in view(PROPS, after(put(ONLY_LEFT, True), *(put(i, True) for i in ("r3k9", "p7c2", "m4t8"))))


def test_the_focus_moves_on_when_the_item_disappears() -> None:
    state = after(put(ONLY_LEFT, True))
    state, effects = update(PROPS, state, put("r3k9", True) | NOW)
    assert effects == [{"type": "focus", "name": "p7c2"}]
    state, effects = update(PROPS, state, put("m4t8", True) | NOW)
    assert effects == [{"type": "focus", "name": "p7c2"}]
    state, effects = update(PROPS, state, put("na.p7c2", True) | NOW)
    assert effects == [{"type": "focus", "name": ONLY_LEFT}]


def test_the_focus_stays_when_nothing_disappears() -> None:
    assert update(PROPS, State(), put("r3k9", True) | NOW)[1] == []


def test_clear_can_be_undone() -> None:
    before = {"r3k9": True, "note.p7c2": "手机里"}
    cleared = after({"type": "clear"}, values=before)
    assert cleared.values == {}
    assert "撤销" in view(PROPS, cleared)
    assert after({"type": "clear"}, {"type": "undo"}, values=before).values == before


def test_undo_keeps_what_was_done_since() -> None:
    assert after({"type": "clear"}, put("p7c2", True), {"type": "undo"}, values={"r3k9": True}).values == {"r3k9": True, "p7c2": True}


def test_clearing_nothing_offers_no_undo() -> None:
    assert after({"type": "clear"}).undo == {}


def test_a_new_version_of_the_list_keeps_ticks_by_id() -> None:
    """New items appear open, removed ones are dropped, a changed text keeps its tick."""
    items = [{"id": item_id, "more": False, "quick": False} for item_id in ("r3k9", "n3w1")]
    new = {"id": "demo", "title": "准备", "groups": [{"name": "", "items": items}]}
    state = after({"type": "hydrate", "values": {"r3k9": True, "p7c2": True, "note.p7c2": "旧"}}, props=new)
    assert state.values == {"r3k9": True}
    assert "已完成1项，共2项" in view(new, state)


def test_values_of_the_wrong_type_are_dropped() -> None:
    assert after({"type": "hydrate", "values": {"r3k9": "yes", "note.r3k9": True, "p7c2": True}}).values == {"p7c2": True}


def test_every_slot_is_there_in_every_state() -> None:
    for example in checklist.EXAMPLES:
        html = view(example.props, State(example.values))
        for group in example.props["groups"]:
            for item in group["items"]:
                assert html.count(f'data-slot="item.{item["id"]}"') == 1


def test_the_short_form_shows_and_counts_only_what_matters_most() -> None:
    html = view(PROPS, after(put(QUICK, True), put("p7c2", True)))
    assert 'id="demo-r3k9" hidden' not in html
    assert 'id="demo-p7c2" hidden' in html
    assert html.count("<section hidden>") == 1
    assert "已完成0项，共1项" in html
    assert "只看最要紧的1项" in html


def test_the_short_form_keeps_the_ticks_of_the_full_one() -> None:
    state = after(put("p7c2", True), put(QUICK, True), put(QUICK, False))
    assert state.values == {"p7c2": True}


def test_no_short_form_where_the_author_marked_nothing() -> None:
    plain = [{"id": "r3k9", "more": False, "quick": False}]
    assert 'name="quick"' not in view({**PROPS, "groups": [{"name": "", "items": plain}]}, State({QUICK: True}))
