"""The tables and their checks: every rule code with the file and line it names, and the shape of the real tables."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from hooks import data

REAL = Path(__file__).parent.parent / "docs" / "_data"
TABLES = ("facts", "hotlines", "fields", "channels", "wording", "glossary", "synonyms", "calendar", "deadlines", "matters", "ladder")
TODAY = date(2026, 11, 21)

FACTS = """\
- id: D11
  title: 投诉处理期限
  rule: 简单投诉15日内作出决定并告知。
  law: 银行业保险业消费投诉处理管理办法
  version: 银保监会令2020年第3号
  article: 第18条、第43条
  since: "2020-03-01"
  source: S3
  confidence: verified
  checked: "2026-11-21"
  review: "2027-05-21"
  strength: 有权要求

- id: M15
  title: 银行必须15个工作日内解决
  rule: 时限是自然日。
  law: ""
  version: ""
  article: ""
  since: ""
  facts: [D11]
  source: S3
  confidence: verified
  checked: "2026-11-21"
  review: "2027-05-21"
  strength: 仅作说明
"""
HOTLINES = """\
- id: finance-regulator
  number: "12378"
  who: 国家金融监督管理总局
  does: 转办投诉。
  cannot: 不裁判减免。
  before: 先向机构投诉。
  hours: ""
  facts: [D11]
  source: S3
  confidence: corroborated
  checked: "2026-11-21"
  review: "2027-02-21"
"""
FIELDS = """\
- key: due_date
  name: 到期日
  label: 哪天到期？
  type: date
  hint: 看账单。
  example: 2026-09-18
  sensitive: none
  group: 这笔账

- key: overdue_days
  name: 逾期天数
  label: 逾期几天
  type: computed
  hint: 由到期日算出。
  example: "64"
  sensitive: none
  group: 这笔账
  unit: 天
  needs: [due_date]

- key: tone
  name: 语气
  label: 用哪种语气？
  type: choice
  hint: 先选平和。
  example: 平和
  sensitive: none
  group: 语气
  options: [平和, 坚定]
"""
CHANNELS = "- {id: phone, name: 电话, line_limit: 25, body_limit: 0}\n"
WORDING = "- {kind: vague, word: 尽快, instead: 写哪天前}\n"
GLOSSARY = """\
- term: 违约金
  not: [滞纳金]
  say: 没还够最低还款额时另收的一笔钱。
  facts: [D11]
"""
SYNONYMS = "- {word: 快递, also: [包裹, 物流]}\n"
MATTERS = """\
- id: order
  name: 网购不到货
  company: 商家
  page: situations/late-order.md
  amount: ""
  began: ""
  text: [约定已经过了。]
  doors: [{door: "12378", why: 管银行。, facts: [D11]}]
"""
LADDER = """\
- id: company
  name: 先找公司
  kinds: [order, unknown]
  done: [complained]
  does: 登记投诉。
  have: [{say: 订单}]
  cost: 不花钱。
  cannot: 不裁判自己。
  text: {open: [我要投诉。], ask: [请登记。]}
  page: escalate/goods.md
  facts: [D11]
"""
CALENDAR = '- {year: "2026", holidays: [{name: 元旦, from: "2026-01-01", to: "2026-01-03"}], workdays: ["2026-01-04"]}\n'
DEADLINES = """\
- id: bank
  title: 银行处理投诉
  group: 银行
  days: 15
  unit: 自然日
  from: 哪天收到投诉？
  field: due_date
  whose: 对方
  situations: [card-overdue]
  then: 收处理决定。
  text: 到期日是【到期日】，我【起算日】投诉。【依据】到【最后一天】。
  facts: [D11]
  extend:
    - {days: 30, when: 情况复杂}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of small tables without a mistake."""
    shutil.copytree(REAL / "schemas", tmp_path / "schemas")
    for name, text in zip(
        TABLES, (FACTS, HOTLINES, FIELDS, CHANNELS, WORDING, GLOSSARY, SYNONYMS, CALENDAR, DEADLINES, MATTERS, LADDER), strict=True
    ):
        (tmp_path / f"{name}.yml").write_text(text, encoding="utf-8")
    for name in ("definite", "reply_parts"):
        shutil.copy(REAL.parent.parent / "tests" / "markdown" / "tables" / f"{name}.yml", tmp_path)
    return tmp_path


def edit(folder: Path, table: str, old: str, new: str) -> None:
    """Replace the first `old` in a table; it must be there."""
    path = folder / f"{table}.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def found(folder: Path) -> list[tuple[str, int, str]]:
    """Return the file, line and code of every problem."""
    return [(path.relative_to(folder).as_posix(), line, code) for path, line, code, _, _ in data.validate(folder)]


def test_good_tables_have_no_problem(folder: Path) -> None:
    assert data.validate(folder) == []


@pytest.mark.parametrize(
    ("table", "old", "new", "line", "code"),
    [
        ("hotlines", '"2027-02-21"', '"2027-02-21', 12, "data-yaml"),
        ("facts", "  law: 银行业", "law: 银行业", 4, "data-yaml"),
        ("fields", "options: [平和, 坚定]", "options: [平和, 坚定", 29, "data-yaml"),
        ("wording", "尽快", "尽\x07快", 1, "data-yaml"),
        ("glossary", "- term: 违约金", "--- \n- term: 违约金\n---\n- term: 逾期", 3, "data-yaml"),
        ("facts", "id: D11", "id: Z11", 1, "data-schema"),
        ("facts", "简单投诉15日内作出决定并告知。", "先说。再说。", 3, "data-schema"),
        ("facts", "law: 银行业保险业消费投诉处理管理办法", "law: 《投诉办法》", 4, "data-schema"),
        ("facts", "第18条、第43条", "十八条", 6, "data-schema"),
        ("facts", '"2020-03-01"', '"2020-02-30"', 7, "data-schema"),
        ("facts", '"2026-11-21"', '"2026-13-01"', 10, "data-schema"),
        ("facts", "confidence: verified", "confidence: 确定", 9, "data-schema"),
        ("facts", "strength: 有权要求", "strength: 有权", 12, "data-schema"),
        ("facts", "  source: S3\n", "", 1, "data-schema"),
        ("facts", "  source: S3\n", "  source: S3\n  sorce: S3\n", 9, "data-schema"),
        ("facts", "confidence: verified", "confidence: unverified", 6, "data-schema"),
        ("facts", 'law: ""', "law: 民法典", 17, "data-schema"),
        ("facts", "  facts: [D11]\n", "", 14, "data-schema"),
        ("hotlines", 'number: "12378"', "number: 12378", 2, "data-schema"),
        ("fields", "  options: [平和, 坚定]\n", "", 21, "data-schema"),
        ("fields", "type: date", "type: day", 4, "data-schema"),
        ("channels", "line_limit: 25", 'line_limit: "25"', 1, "data-schema"),
        ("wording", "- {", "{", 1, "data-schema"),
        ("glossary", "not: [滞纳金]", "not: 滞纳金", 2, "data-schema"),
        ("glossary", "  say:", "  also: [罚]\n  say:", 3, "data-schema"),
        ("synonyms", "物流]", "12315]", 1, "data-schema"),
        ("synonyms", "also: [包裹, 物流]", "also: []", 1, "data-schema"),
        ("facts", "id: M15", "id: D11", 14, "data-duplicate"),
        ("facts", "  source: S3\n", "  source: S3\n  source: S1\n", 9, "data-duplicate"),
        ("fields", "key: tone", "key: due_date", 21, "data-duplicate"),
        ("fields", "name: 语气", "name: 到期日", 22, "data-duplicate"),
        ("facts", "facts: [D11]", "facts:\n    - D11\n    - D99", 23, "data-reference"),
        ("hotlines", "facts: [D11]", "facts: [D12]", 8, "data-reference"),
        ("glossary", "facts: [D11]", "facts: [D11, D12]", 4, "data-reference"),
        ("fields", "needs: [due_date]", "needs: [due_day]", 19, "data-reference"),
        ("deadlines", "unit: 自然日", "unit: 天", 5, "data-schema"),
        ("deadlines", "哪天收到投诉？", "哪天收到投诉", 6, "data-schema"),
        ("deadlines", "whose: 对方", "whose: 银行", 8, "data-schema"),
        ("deadlines", "days: 30", 'days: "30"', 14, "data-schema"),
        ("deadlines", "field: due_date", "field: due_day", 7, "data-reference"),
        ("deadlines", "【到期日】", "【到期】", 11, "data-reference"),
        ("deadlines", "facts: [D11]", "facts: [D11, D12]", 12, "data-reference"),
    ],
)
def test_each_mistake_is_named_with_file_and_line(folder: Path, table: str, old: str, new: str, line: int, code: str) -> None:
    edit(folder, table, old, new)
    assert (f"{table}.yml", line, code) in found(folder)


@pytest.mark.parametrize("name", [*(f"{table}.yml" for table in TABLES), "schemas/facts.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert (name, 1, "data-missing") in found(folder)


def test_an_empty_file_and_a_foreign_encoding_are_named(folder: Path) -> None:
    (folder / "wording.yml").write_text("# 空\n", encoding="utf-8")
    (folder / "glossary.yml").write_bytes("# ok\n- term: 违约金\n".encode("gbk"))
    assert found(folder) == [("glossary.yml", 2, "data-yaml"), ("wording.yml", 1, "data-schema")]


@pytest.mark.parametrize(
    "text", ["- &a [*a]\n", "- - -\n", "- null\n", "- {1: 2}\n", "just text\n", "- " + "[" * 5000 + "\n", "- ? [a]\n  : b\n"]
)
def test_strange_yaml_is_reported_and_never_raises(folder: Path, text: str) -> None:
    (folder / "channels.yml").write_text(text, encoding="utf-8")
    assert {name for name, _, _ in found(folder)} == {"channels.yml"}


def test_messages_are_chinese_and_give_the_cure(folder: Path) -> None:
    edit(folder, "facts", "id: D11", "id: d11")
    edit(folder, "hotlines", "hours:", "hour:")
    for _, _, _, message, fix in data.validate(folder):
        assert re.search("[一-鿿]", message) and re.search("[一-鿿]", fix)
        assert "\n" not in message + fix


def test_load_returns_plain_rows(folder: Path) -> None:
    site = data.load(folder)
    assert list(site.facts) == ["D11", "M15"]
    assert site.facts["M15"].facts == ("D11",)
    assert site.fields["到期日"].example == "2026-09-18"  # a date without quotation marks stays text
    assert site.fields["逾期天数"].needs == ("due_date",)
    assert site.fields["语气"].options == ("平和", "坚定")
    assert site.channels[0].line_limit == 25
    assert site.wording[0].word == "尽快"
    assert site.hotlines[0].number == "12378"
    assert (site.glossary[0].avoid, site.glossary[0].also) == (("滞纳金",), ())
    assert site.synonyms[0].also == ("包裹", "物流")
    assert (site.deadlines[0].start, site.deadlines[0].extend) == ("哪天收到投诉？", (data.Extension(30, "情况复杂"),))


def test_load_sees_a_file_that_was_saved_again(folder: Path) -> None:
    assert data.load(folder).facts["D11"].title == "投诉处理期限"
    edit(folder, "facts", "投诉处理期限", "投诉多久有答复")
    assert data.load(folder).facts["D11"].title == "投诉多久有答复"


@pytest.fixture
def fact(folder: Path) -> data.Fact:
    """Return a verified fact with a law, an article, a version and a date."""
    return data.load(folder).facts["D11"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f, "《银行业保险业消费投诉处理管理办法》第18条、第43条（银保监会令2020年第3号，2020-03-01起施行）"),
        (lambda f: replace(f, since=""), "《银行业保险业消费投诉处理管理办法》第18条、第43条（银保监会令2020年第3号）"),
        (lambda f: replace(f, since="", version=""), "《银行业保险业消费投诉处理管理办法》第18条、第43条"),
        (
            lambda f: replace(f, confidence="corroborated", version=""),
            "据公开转载的《银行业保险业消费投诉处理管理办法》第18条、第43条（2020-03-01起施行，未对照官方正文）",
        ),
        (lambda f: replace(f, confidence="unverified"), "尚未核实：投诉处理期限"),
        (
            lambda f: replace(f, since="", version="", also=(data.Also("民法典", "第585条"),)),
            "《银行业保险业消费投诉处理管理办法》第18条、第43条、《民法典》第585条",
        ),
        (
            lambda f: replace(f, law="", article="", since="", version="", facts=("D11", "D99")),
            "归纳自《银行业保险业消费投诉处理管理办法》",
        ),
        (lambda f: replace(f, law="", article="", since="", version="数学换算"), "数学换算"),
        (lambda f: replace(f, law="", article="", since="", version=""), "投诉处理期限"),
    ],
)
def test_citation_is_as_strong_as_the_checking(fact: data.Fact, change: Callable[[data.Fact], data.Fact], said: str) -> None:
    assert data.citation(change(fact), {"D11": fact}) == said


def test_a_fact_expires_on_the_day_after_its_review(fact: data.Fact) -> None:
    assert not data.expired(fact, date(2027, 5, 21))
    assert data.expired(fact, date(2027, 5, 22))


def test_a_note_shows_basis_rule_and_checking_date_and_says_when_that_is_too_old(fact: data.Fact) -> None:
    fresh, late = data.note(fact, TODAY), data.note(fact, date(2028, 1, 1))
    for part in (data.citation(fact), fact.rule, "核对日期：2026-11-21。"):
        assert part in fresh
        assert part in late
    assert "已经过期" not in fresh
    assert "2027-05-21" in late
    assert "已经过期" in late


def test_props_are_json_and_hold_what_the_widget_reads(folder: Path, fact: data.Fact) -> None:
    site = data.load(folder)
    assert list(data.as_props(fact)) == [
        *("id", "title", "rule", "law", "version", "article"),
        *("since", "confidence", "checked", "review", "strength"),
    ]
    field = data.field_props(site.fields["语气"])
    assert list(field) == ["key", "name", "label", "type", "hint", "example", "sensitive", "group", "options", "max", "unit"]
    for props in (data.as_props(fact), field, data.word_props(site.wording[0])):
        assert json.loads(json.dumps(props)) == props


# The real tables -------------------------------------------------------------------------------------------------------------


def test_the_schemas_are_schemas() -> None:
    for table in TABLES:
        schema = json.loads((REAL / "schemas" / f"{table}.json").read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        assert schema["items"]["additionalProperties"] is False


def test_the_real_tables_have_no_problem() -> None:
    assert data.validate(REAL) == []


def test_facts_stand_in_order_and_are_checked_before_they_expire() -> None:
    facts = data.load(REAL).facts
    assert list(facts) == sorted(facts)
    assert len(facts) == len(set(facts))
    for fact in facts.values():
        assert date.fromisoformat(fact.checked) < date.fromisoformat(fact.review), fact.id
        # What is less certain is looked at again sooner.
        assert fact.review == ("2027-05-21" if fact.confidence == "verified" else "2027-02-21"), fact.id


def test_a_claim_rests_on_a_law() -> None:
    for fact in data.load(REAL).facts.values():
        if fact.strength in ("有权要求", "可以协商"):
            assert fact.law, fact.id


def test_no_hand_typed_space_between_chinese_and_latin() -> None:
    gap = re.compile(r"[一-鿿，。；：（）“”] +\S|\S +[一-鿿，。；：（）“”]")
    for fact in data.load(REAL).facts.values():
        for text in (fact.title, fact.rule, fact.law, fact.version, fact.article, fact.source):
            assert not gap.search(text), fact.id


def test_an_old_name_is_no_name_of_the_glossary() -> None:
    terms = data.load(REAL).glossary
    for old in (old for term in terms for old in term.avoid):
        assert all(old not in term.term for term in terms), old
