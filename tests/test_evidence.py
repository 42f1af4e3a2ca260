"""Claims and evidence: what proves what, what is missing, and nothing lost of what others wrote."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hooks import data
from py_widgets import evidence, runtime
from py_widgets.evidence import sheet
from py_widgets.evidence.examples import FACTS, LISTS, PIECES, PROPS, SHA, kept, piece
from py_widgets.evidence.state import CLAIMS, EVIDENCE, State, claims, new_id, pieces
from py_widgets.evidence.suggest import gap, offered, suggested, usual
from py_widgets.labels import evidence as labels
from py_widgets.widget import Effect, Values

from .html import assert_well_formed
from .site import ROOT

OTHER = "0" * 64


def reader(values: Values, *msgs: dict[str, Any]) -> State:
    return play(values, *msgs)[0]


def play(values: Values, *msgs: dict[str, Any]) -> tuple[State, list[Effect]]:
    state, effects = evidence.update(PROPS, evidence.init(PROPS), {"type": "hydrate", "values": values, "today": "2026-11-22"})
    for msg in msgs:
        state, effects = evidence.update(PROPS, state, {**msg, "today": "2026-11-22"})
    return state, effects


def typed(name: str, value: str | bool) -> dict[str, Any]:
    return {"type": "input", "name": name, "value": value}


def files(name: str, *told: tuple[str, str]) -> dict[str, Any]:
    return typed(name, json.dumps([{"name": file, "size": 3, "sha256": sha256} for file, sha256 in told]))


def rows(state: State, name: str) -> Any:
    return json.loads(str(state.values.get(name) or "[]"))


def view(state: State) -> str:
    return str(evidence.view(PROPS, state))


# claims


def test_only_filled_facts_suggest_a_claim() -> None:
    assert suggested(PROPS, {}) == {}
    assert suggested(PROPS, {"agreed_date": "2026-11-10"}) == {"agreed": "约定2026年11月10日前办到"}
    assert suggested(PROPS, {"paid_date": "2026-11-01", "amount_paid": "很多"}) == {}
    assert suggested(PROPS, FACTS)["paid"] == "2026年11月1日付了1299元"
    assert suggested(PROPS, FACTS)["promise"] == "对方答应2026年11月18日前办到：补发"


@given(st.dictionaries(st.sampled_from([f["key"] for f in PROPS["fields"]]), st.text(max_size=12)))
def test_no_suggestion_without_every_fact_in_it(values: dict[str, str]) -> None:
    templates = {source: template for source, template, _ in labels.SUGGESTED}
    for source in suggested(PROPS, dict(values)):
        assert all(values.get(key, "").strip() for key in re.findall(r"\{(\w+)\}", templates[source]))


def test_every_suggestion_is_made_of_known_fields_and_has_its_usual_proof() -> None:
    known = {field.key for field in data.load(ROOT / "docs" / "_data").fields.values()}
    for source, template, proof in labels.SUGGESTED:
        assert set(re.findall(r"\{(\w+)\}", template)) <= known, source
        assert proof
    assert {key for key, _ in labels.FACT_DATES} <= known and set(sheet.HEAD) <= known
    assert {source for _, source in labels.LIKE} <= {source for source, _, _ in labels.SUGGESTED}


def test_a_suggestion_is_taken_once_and_follows_the_facts() -> None:
    state = reader(FACTS, {"type": "claim-take", "arg": "agreed"}, {"type": "claim-take", "arg": "agreed"})
    assert rows(state, CLAIMS) == [{"text": "约定2026年11月10日前办到", "evidence": [], "from": "agreed"}]
    assert "agreed" not in offered(PROPS, state.values)
    changed, _ = evidence.update(PROPS, state, typed("agreed_date", "2026-11-12"))
    assert labels.STALE.format(text="约定2026年11月12日前办到") in view(changed)
    renewed, _ = evidence.update(PROPS, changed, {"type": "claim-renew", "arg": "0"})
    assert rows(renewed, CLAIMS)[0]["text"] == "约定2026年11月12日前办到"
    gone, _ = evidence.update(PROPS, state, typed("agreed_date", ""))
    assert labels.STALE_GONE in view(gone)
    own, _ = evidence.update(PROPS, changed, typed("claim.0.", "x"))
    own, _ = evidence.update(PROPS, own, typed("claim.0", "我自己的话"))
    assert rows(own, CLAIMS) == [{"text": "我自己的话", "evidence": []}] and labels.STALE_GONE not in view(own)


def test_a_claim_of_the_readers_own() -> None:
    state, effects = play({}, {"type": "claim"})
    assert effects[0]["text"] == labels.CLAIM_FIRST and rows(state, CLAIMS) == []
    state = reader({"new.claim": " 客服\n答应退款 "}, {"type": "claim"})
    assert rows(state, CLAIMS) == [{"text": "客服 答应退款", "evidence": []}] and "new.claim" not in state.values
    again, effects = play(dict(state.values) | {"new.claim": "客服 答应退款"}, {"type": "claim"})
    assert effects[0]["text"] == labels.TWICE and len(rows(again, CLAIMS)) == 1


# what proves what


def test_gaps_are_named_with_what_usually_proves_them() -> None:
    state = reader(FACTS | LISTS)
    known = {p.id for p in pieces(state.values)}
    assert [gap(claim, known) for claim in claims(state.values)] == [False, True]
    page = view(state)
    assert labels.GAPS.format(n=1) in page
    assert labels.GAP.format(usual="通话录音、聊天记录、短信") in page  # “答应” is like a promise
    closed, _ = evidence.update(PROPS, state, typed("proof.1.e3", True))
    assert rows(closed, CLAIMS)[1]["evidence"] == ["e3"] and labels.NO_GAP in view(closed)
    opened, _ = evidence.update(PROPS, closed, typed("proof.1.e3", False))
    assert rows(opened, CLAIMS)[1]["evidence"] == []


def test_every_claim_has_something_that_usually_proves_it() -> None:
    state = reader({CLAIMS: kept([{"text": text, "evidence": []} for text in ("天是蓝的", "退款没到", "11月3日签收")])})
    assert usual(claims(state.values)[0]) == labels.USUAL_OTHER
    assert all(usual(claim) for claim in claims(state.values))


# evidence, and the ticks of the scripts


def test_a_piece_is_added_with_a_number_of_its_own() -> None:
    state, effects = play({}, {"type": "add"})
    assert effects == [{"type": "announce", "text": labels.NAME_FIRST}, {"type": "focus", "name": "new.name"}]
    added = {"new.name": "聊天记录", "new.kind": "截图", "new.date": "2026-11-13", "new.proves": "承诺发货"}
    state = reader(FACTS | added, {"type": "add"})
    assert rows(state, EVIDENCE) == [piece(1, "聊天记录", kind="截图", date="2026-11-13", proves="承诺发货")]
    assert not [name for name in state.values if name.startswith("new.")]
    assert new_id({EVIDENCE: kept([{"id": "e7"}, {"id": "x"}]), CLAIMS: kept([{"text": "", "evidence": ["e9"]}])}) == "e10"


def test_the_scripts_ticks_follow_the_list() -> None:
    state = reader({"new.name": "聊天记录"}, {"type": "add"})
    assert state.values["evidence.聊天记录"] is True
    renamed, _ = evidence.update(PROPS, state, typed("ev.e1.name", "付款凭证"))
    assert "evidence.聊天记录" not in renamed.values and renamed.values["evidence.付款凭证"] is True
    dropped, _ = evidence.update(PROPS, state, {"type": "drop", "arg": "e1"})
    assert "evidence.聊天记录" not in dropped.values
    back, _ = evidence.update(PROPS, dropped, {"type": "undo"})
    assert back.values == state.values


def test_what_was_ticked_in_a_script_is_listed_at_one_press() -> None:
    state = reader({"evidence.付款凭证": True, "evidence.聊天记录": True, EVIDENCE: kept([piece(1, "聊天记录")])})
    assert labels.TICKED.format(names="付款凭证") in view(state)
    state, _ = evidence.update(PROPS, state, {"type": "take-ticked"})
    assert [row["name"] for row in rows(state, EVIDENCE)] == ["聊天记录", "付款凭证"]


def test_a_dropped_piece_proves_nothing_any_more_until_undone() -> None:
    state = reader(LISTS, {"type": "drop", "arg": "e1"})
    assert rows(state, CLAIMS)[0]["evidence"] == ["e9"]  # what others wrote stays
    back, _ = evidence.update(PROPS, state, {"type": "undo"})
    assert (back.values[EVIDENCE], back.values[CLAIMS]) == (LISTS[EVIDENCE], LISTS[CLAIMS])


def test_clear_takes_the_lists_and_gives_them_back() -> None:
    state = reader(FACTS | LISTS, {"type": "clear"})
    assert rows(state, EVIDENCE) == rows(state, CLAIMS) == [] and state.values["full_name"] == "王小明"
    assert state.values["log"] == LISTS["log"]
    assert evidence.update(PROPS, state, {"type": "undo"})[0].values == reader(FACTS | LISTS).values


@pytest.mark.parametrize("name", [CLAIMS, EVIDENCE])
@given(
    st.lists(
        st.none() | st.integers() | st.text(max_size=5) | st.dictionaries(st.sampled_from(["id", "text", "x"]), st.just("?")), max_size=4
    )
)
def test_rows_that_are_not_ours_are_never_lost(name: str, foreign: list[Any]) -> None:
    state = reader({name: kept(foreign), "new.claim": "甲", "new.name": "乙"}, {"type": "claim"}, {"type": "add"})
    assert rows(state, name)[: len(foreign)] == foreign


def test_a_list_that_cannot_be_read_is_kept_as_a_row() -> None:
    state = reader({EVIDENCE: "}{", "new.name": "乙"}, {"type": "add"})
    assert rows(state, EVIDENCE)[0] == {"text": "}{"} and rows(state, EVIDENCE)[1]["name"] == "乙"


def test_what_was_typed_into_a_row_while_python_was_away_is_taken() -> None:
    state = reader(LISTS | {"ev.e3.proves": "答应补发", "proof.1.e3": True, "ev.gone.name": "x", "claim.7": "x", "proof.0.e1": False})
    assert rows(state, EVIDENCE)[2]["proves"] == "答应补发"
    assert [row["evidence"] for row in rows(state, CLAIMS)] == [["e9"], ["e3"]]
    assert "ev.gone.name" not in state.values and "claim.7" not in state.values


# files


def test_a_file_is_bound_to_its_piece() -> None:
    state, effects = play(LISTS, files("hashes.e3", ("录音.m4a", SHA.upper())))
    assert (rows(state, EVIDENCE)[2]["file"], rows(state, EVIDENCE)[2]["sha256"]) == ("录音.m4a", SHA)
    assert effects == [{"type": "announce", "text": "算好1个文件"}] and "hashes.e3" not in state.values
    _, effects = play(dict(state.values), files("hashes.e3", ("录音.m4a", SHA)))
    assert effects[0]["text"] == "算好1个文件，其中1个和上次一样"
    _, effects = play(dict(state.values), files("hashes", ("录音.m4a", OTHER)))
    assert effects[0]["text"] == "算好1个文件，录音.m4a和上次不一样，文件可能改过"
    _, effects = play(LISTS, files("hashes.e3", ("录像.mp4", "")))
    assert effects[0]["text"] == "算好0个文件，1个算不出来：文件太大，或这个浏览器不支持"


def test_files_become_pieces_or_find_theirs() -> None:
    name = sheet.file_names(pieces(LISTS))[0]
    state = reader(LISTS, files("hashes", (name, OTHER), ("2026-11-20_短信.png", "1" * 64)))
    found = rows(state, EVIDENCE)
    assert (found[0]["file"], found[0]["sha256"], len(found)) == (name, OTHER, 4)
    assert found[3] == piece(10, "短信", date="2026-11-20", sha256="1" * 64) | {"file": "2026-11-20_短信.png"}


def test_what_the_page_computed_before_python_came_is_taken() -> None:
    state = reader({"hashes": json.dumps([{"name": "a.png", "size": 1, "sha256": SHA}])})
    assert [row["sha256"] for row in rows(state, EVIDENCE)] == [SHA] and "hashes" not in state.values


@given(
    st.text(max_size=30) | st.lists(st.none() | st.dictionaries(st.sampled_from(["name", "sha256"]), st.text(max_size=5))).map(json.dumps)
)
def test_nothing_else_is_taken_for_a_file(value: str) -> None:
    state = reader(LISTS, typed("hashes", value), typed("hashes.e1", value))
    assert rows(state, EVIDENCE) == PIECES


# what comes of it


def test_file_names_sort_by_date_and_are_unique() -> None:
    names = sheet.file_names(pieces(LISTS))
    assert names == ["2026-11-01_01_订单截图_约定11月10日前送到.png", "2026-11-13_02_聊天记录_承诺发货.jpg", "无日期_03_通话录音.m4a"]


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=40), st.text(max_size=12), st.text(max_size=10)), max_size=5))
def test_any_name_can_be_a_file_name(told: list[tuple[str, str, str, str]]) -> None:
    found = [piece(n, name, proves=proves, file=file, kind=kind) for n, (name, proves, file, kind) in enumerate(told, 1)]
    names = sheet.file_names(pieces({EVIDENCE: kept(found)}))
    assert len({name.casefold() for name in names}) == len(told)
    for name in names:
        assert not set(name) & set('\\/:*?"<>|\n\r\t ') and len(name) < 70 and "\u202e" not in name


def test_the_time_line_is_in_order_and_tells_evidence_log_and_promises() -> None:
    said = sheet.timeline_text(PROPS, reader(FACTS | LISTS).values).split("\n")
    assert said == [
        "2026年11月1日 付款1299元",
        "2026年11月1日 证据1：订单截图，约定11月10日前送到",
        "2026年11月10日 约定办到的日子",
        "2026年11月13日 对方答应：补发（2026年11月18日前）",
        "2026年11月13日 证据2：聊天记录，承诺发货",
        "2026年11月13日 10:31 电话（客服），工号0168：对方：补发",
        "2026年11月18日 约好办到的日子：补发，没有办到",
    ]


def test_the_index_names_everything_and_is_blank_lines_without_evidence() -> None:
    page = view(reader(FACTS | LISTS))
    index = page[page.index("demo-index") :]
    for words in ("王小明", "示例商贸有限公司", "2026110112345", "平台，2026年11月1日", "1页", "chat.JPG", SHA, "2026年11月22日"):
        assert words in index
    blank = view(reader({}))
    assert blank[blank.index("demo-index") :].count("<tr>") == 9


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_typed_only_text_comes_of_it(name: str, claim: str) -> None:
    state = reader({"new.name": name, "new.claim": claim, "new.proves": claim, "new.date": name}, {"type": "add"}, {"type": "claim"})
    assert_well_formed(view(state))
    assert runtime.load_state(evidence, runtime.dump_state(evidence, state)) == state


# the page


def test_the_page_offers_every_name_a_script_asks_for() -> None:
    site = data.load(ROOT / "docs" / "_data")
    wanted = set(site.fields["手头证据"].options)  # and what pages say otherwise
    for path in (ROOT / "docs").rglob("*.md"):
        for found in re.findall(r"手头证据: \{options: \[([^\]]*)\]", path.read_text(encoding="utf-8")):
            wanted |= {option.strip() for option in found.split(",")}
    [offered_here] = re.findall(r"手头证据: \{options: \[([^\]]*)\]", (ROOT / "docs/tools/evidence.md").read_text(encoding="utf-8"))
    assert wanted <= {option.strip() for option in offered_here.split(",")}
