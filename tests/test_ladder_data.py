"""The tables of the ladder: what they name exists, and what they promise can be said."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from hooks import data

from .test_data import REAL

DOCS = REAL.parent
SITE = data.load(REAL)
_ID = re.compile(r"\{#([\w-]+)[^}]*\}")


def pages() -> list[str]:
    return [rung.page for rung in SITE.ladder] + [matter.page for matter in SITE.matters]


@pytest.mark.parametrize("page", sorted(set(pages())))
def test_every_page_and_anchor_is_there(page: str) -> None:
    path, _, anchor = page.partition("#")
    text = (DOCS / path).read_text(encoding="utf-8")
    assert not anchor or anchor in _ID.findall(text)


def test_every_matter_has_a_company_to_begin_with_and_a_court_or_a_paper_to_end_with() -> None:
    for matter in SITE.matters:
        own = [rung for rung in SITE.ladder if matter.id in rung.kinds or "all" in rung.kinds]
        assert any("complained" in rung.done for rung in own), matter.id
        assert any(rung.id in ("sue", "small-claims", "answer-suit") for rung in own), matter.id
    assert any("unknown" in rung.kinds for rung in SITE.ladder)


def test_sentences_end_and_are_short_enough_to_say() -> None:
    for rung in SITE.ladder:
        for line in (*rung.text["open"], *rung.text["ask"], *(rung.told or {"say": ()})["say"]):
            said = re.sub(r"（(有权要求|可以协商|只是请求)(\[\^\w+\])*）$", "", line)
            assert said[-1] in "。？：", (rung.id, line)
            assert len(said) <= 60, (rung.id, line)


def test_an_ask_of_right_rests_on_a_fact_that_carries_it() -> None:
    for rung in SITE.ladder:
        for line in rung.text["ask"]:
            if "（有权要求" in line:
                ids = re.findall(r"\[\^(\w+)\]", line)
                assert any(SITE.facts[i].strength == "有权要求" and SITE.facts[i].confidence == "verified" for i in ids), (rung.id, line)
            elif "（可以协商" in line:
                assert re.search(r"\[\^\w+\]", line), (rung.id, line)


def test_a_number_of_days_rests_on_a_fact_that_names_it() -> None:
    for rung in SITE.ladder:
        rules = [*rung.opens, *rung.closes, *([rung.term] if rung.term else [])]
        for rule in rules:
            number = rule.get("days") or rule.get("months") or rule.get("years")
            if number:
                said = "".join(SITE.facts[i].rule for i in rule["facts"])
                han = {2: "两", 3: "三"}.get(number, "三")
                assert str(number) in said or han in said, (rung.id, rule)


def test_unverified_facts_carry_no_rule() -> None:
    for rung in SITE.ladder:
        rows = [*rung.opens, *rung.closes, *rung.bars, *rung.notes, *([rung.term] if rung.term else [])]
        ids = {*rung.facts, *(i for row in rows for i in row["facts"])}
        assert not [i for i in ids if SITE.facts[i].confidence == "unverified"], rung.id


def test_what_rests_on_a_reprint_is_said_to() -> None:
    for rung in SITE.ladder:
        for row in [*rung.notes, *rung.closes]:
            copied = [i for i in row["facts"] if SITE.facts[i].confidence == "corroborated"]
            assert not copied or "据" in row["say"], (rung.id, row["say"])


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kinds: [loan, collection, charge]", "kinds: [loan, houses]", "data-reference"),
        ("facts: [D04, D10]", "facts: [D04, D99]", "data-reference"),
        ("{say: 案号, blank: 案号}", "{say: 案号, blank: 案子}", "data-reference"),
        ("- 我的地址是【上门地址】。", "- 我的地址是【住处】。", "data-reference"),
        ("（有权要求[^D24]）", "（有权要求[^D98]）", "data-reference"),
        ("when: threatened", "when: frightened", "data-schema"),
        ("after: order,", "after: orders,", "data-schema"),
        ("count: 工作日", "count: 交易日", "data-schema"),
        ("cannot: 只管钱；", "cannnot: 只管钱；", "data-schema"),
        ("id: appeal", "id: answer-suit", "data-duplicate"),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, old: str, new: str, code: str) -> None:
    folder = tmp_path / "_data"
    shutil.copytree(REAL, folder)
    path = folder / "ladder.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    found = [(file.name, number, rule) for file, number, rule, _, _ in data.validate(folder)]
    near = [rule for name, number, rule in found if name == "ladder.yml" and abs(number - line) <= 12]
    assert code in near, found
