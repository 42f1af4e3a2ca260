"""The content rules: their cases are the files in `tests/checks/`, written as an author would see them.

A case is `=== rule: what`, a page's text, and one `>>> line rule message` for each problem (the message may go on to the cure and may
stop anywhere). A case without `>>>` (`=== rule nope: what`) has no problem at all. A correct front matter is put before the text and
not counted, unless a line is `@@@ raw`; `@@@ facts D11` fills its list, `@@@ path situations/a.md` says where the page stands.
"""

from __future__ import annotations

import io
import json
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hooks.checks import Docs, FactInfo, Problem, Vocabulary, check_page, check_pages, check_site, main
from hooks.checks.ids import LEDGER, TASK_ID, LedgerError, new_id, read_ledger, stamp, write_atomic
from hooks.checks.inline import MASK, mask_code, visible
from hooks.checks.page import Page
from hooks.checks.registry import PAGE_RULES, SITE_RULES
from hooks.checks.scan import Kind, scan, split_lines
from hooks.checks.site import block_names
from hooks.checks.table import read_table

HERE = Path(__file__).parent
ROOT = HERE.parent
TODAY = date(2026, 11, 21)
VOCABULARY = Vocabulary(
    facts={
        "D11": FactInfo("有权要求", "verified", date(2027, 5, 21)),
        "D01": FactInfo("可以协商", "corroborated", date(2027, 5, 21)),
        "S01": FactInfo("仅作说明", "verified", date(2027, 5, 21)),
        "U01": FactInfo("有权要求", "unverified", date(2027, 5, 21)),
        "X01": FactInfo("有权要求", "verified", date(2026, 11, 20)),
        "T01": FactInfo("有权要求", "verified", TODAY),
        "C01": FactInfo("有权要求", "corroborated", date(2027, 5, 21), "示例办法", "收到投诉后7个工作日内转办。"),
        "C02": FactInfo("有权要求", "corroborated", date(2027, 5, 21)),
        "W01": FactInfo("有权要求", "verified", date(2027, 5, 21), "示例法", "收到投诉后7个工作日内转办，收货后15日内退款。"),
        "W02": FactInfo("有权要求", "verified", date(2027, 5, 21), "示例法", "收货后7日内可以退货。"),
    },
    fields=frozenset({"发卡行", "卡号后四位", "要求", "依据", "姓名", "合同号", "工单号"}),
    channels=("电话", "聊天", "邮件", "投诉信", "平台表单"),
    blocks=frozenset({"data", "details", "widget"}),
    widgets=("call", "checklist", "practice", "script", "storage"),
    terms={"滞纳金": "违约金", "停息挂账": "个性化分期", "工单号": "受理编号"},
)
HEAD = "---\ntitle: 一页的题目\ndescription: 一句话说清这一页回答读者的什么问题。\nreviewed: 2026-11-21\nfacts: [{}]\n---\n"
HEAD_LINES = HEAD.count("\n")


@dataclass(frozen=True)
class Case:
    """A case as it stands in its file."""

    name: str
    text: str
    offset: int
    expected: tuple[str, ...]
    path: str = "page.md"

    @property
    def rule(self) -> str:
        return self.name.split(":")[0].removesuffix(" nope")


def read_cases() -> Iterator[Case]:
    for file in sorted((HERE / "checks").glob("*.md")):
        for block in file.read_text(encoding="utf-8").split("=== ")[1:]:
            name, _, rest = block.partition("\n")
            lines = rest.rstrip("\n").split("\n")
            expected = tuple(line.removeprefix(">>> ") for line in lines if line.startswith(">>> "))
            text = "\n".join(line for line in lines if not line.startswith((">>> ", "@@@ "))) + "\n"
            orders = dict(line.removeprefix("@@@ ").partition(" ")[::2] for line in lines if line.startswith("@@@ "))
            head = "" if "raw" in orders else HEAD.format(orders.get("facts", ""))
            yield Case(name, head + text, HEAD_LINES if head else 0, expected, orders.get("path", "page.md"))


CASES = list(read_cases())


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Docs:
    """Return a small docs/ that the cases link to."""
    root = tmp_path_factory.mktemp("site") / "docs"
    (root / "talk").mkdir(parents=True)
    (root / "assets").mkdir()
    (root / "assets" / "a b.png").write_bytes(b"")
    replies = HEAD.format("D01") + "## 话 {#phrases}\n\n<!-- --8<-- [start:refuse] -->\n#### 对方说“不行”\n\n"
    replies += "- 【要求】分期。（可以协商[^D01]）\n<!-- --8<-- [end:refuse] -->\n"
    (root / "talk" / "replies.md").write_text(replies, encoding="utf-8")
    copytree(ROOT / "docs" / "_data", root / "_data")
    (root / "_data" / "fields.yml").write_bytes((HERE / "markdown" / "tables" / "fields.yml").read_bytes())
    with (root / "_data" / "fields.yml").open("a", encoding="utf-8") as fields:
        for key, name in (("card_tail", "卡号后四位"), ("contract_no", "合同号")):
            row = {"key": key, "name": name, "label": "？", "type": "text", "hint": "不是这一种就空着。", "example": "一" * 150}
            fields.write(f"- {json.dumps(row | {'sensitive': 'none', 'group': '这笔账'}, ensure_ascii=False)}\n")
    made = Docs(root)
    made.shown = "docs"
    return made


def said(problem: Problem, offset: int) -> str:
    return f"{problem.line - offset} {problem.rule} {problem.message} {problem.fix}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, docs: Docs) -> None:
    found = [said(p, case.offset) for p in check_page(case.path, case.text, VOCABULARY, docs=docs, today=TODAY)]
    # The list of facts is a matter of its own cases; elsewhere a forgotten one would only be noise.
    assert len(found) == len(case.expected), found
    for expected, line in zip(sorted(case.expected, key=_place), sorted(found, key=_place), strict=True):
        assert line.startswith(expected), f"{line!r} does not start with {expected!r}"


def _place(line: str) -> tuple[int, str]:
    number, rest = line.split(" ", 1)
    return int(number), rest


@pytest.mark.parametrize("code", sorted(PAGE_RULES))
def test_every_rule_has_a_reason_a_case_and_a_nope(code: str) -> None:
    assert PAGE_RULES[code].reason.endswith(".")
    own = [case for case in CASES if case.rule == code]
    assert any(any(line.split(" ")[1] == code for line in case.expected) for case in own)
    assert any(not case.expected for case in own)


@pytest.mark.parametrize("code", sorted(SITE_RULES))
def test_every_rule_between_pages_has_a_reason(code: str) -> None:
    assert SITE_RULES[code].reason.endswith(".")


def test_every_rule_is_explained_to_editors() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("### 检查的规则")[1].split("\n##")[0]
    told = set(re.findall(r"`([a-z-]+)`", guide))
    tables = {"data-missing", "data-yaml", "data-schema", "data-duplicate", "data-reference"}  # of hooks/data/validate.py
    assert told - {"nope"} == {*PAGE_RULES, *SITE_RULES, *tables}


def test_cases_name_rules_that_exist() -> None:
    assert {case.rule for case in CASES} <= set(PAGE_RULES)


def test_warnings_are_few() -> None:
    """A warning stops nothing: an expired fact must not keep a correction from being published, the two others leave room for judgement."""
    rules = {**PAGE_RULES, **SITE_RULES}
    assert sorted(code for code, rule in rules.items() if rule.severity == "warning") == ["bound", "breath", "fact-expired"]


def test_a_problem_is_one_line_for_the_author() -> None:
    problem = Problem("docs/prepare/repayment.md", 12, "task-id", "清单条目缺少编号", "运行 make ids 补上")
    assert str(problem) == "docs/prepare/repayment.md:12: 清单条目缺少编号 [task-id] 运行 make ids 补上"


# Between pages ---------------------------------------------------------------------------------------------------------------

LIST = HEAD.format("") + "/// widget | checklist\n    id: {}\n    title: 甲\n\n{}\n///\n"


def make_site(root: Path, pages: dict[str, str], ledger: str | None = None) -> Path:
    docs = root / "docs"
    for name, text in pages.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8", newline="")
    if ledger is not None:
        (docs / "_data").mkdir(exist_ok=True)
        (docs / LEDGER).write_text(ledger, encoding="utf-8")
    return docs


def site_problems(docs: Path) -> list[str]:
    _, problems = check_pages(docs, VOCABULARY, TODAY)
    return [str(p).replace(docs.as_posix(), "docs") for p in problems]


def test_an_island_id_used_twice_names_the_first_place(tmp_path: Path) -> None:
    ledger = "live: [b2b2, c2c2]\nretired: []\n"
    docs = make_site(tmp_path, {"a.md": LIST.format("x", "- [ ] 甲 {#b2b2}"), "b.md": LIST.format("x", "- [ ] 甲 {#c2c2}")}, ledger)
    assert site_problems(docs) == ["docs/b.md:8: id “x” 已经用在 docs/a.md:8 [island-id] 换一个全站没有的 id"]


def test_a_task_id_used_twice_names_the_first_place(tmp_path: Path) -> None:
    pages = {"a.md": LIST.format("x", "- [ ] 甲 {#b2b2}"), "t/b.md": LIST.format("y", "- [ ] 甲 {#b2b2}")}
    docs = make_site(tmp_path, pages, "live: [b2b2]\nretired: []\n")
    assert site_problems(docs) == ["docs/t/b.md:11: 编号 b2b2 已经用在 docs/a.md:11 [task-id-double] 删掉这一个编号，运行 make ids"]


def test_one_choice_may_stand_once_in_each_channel_of_one_script(tmp_path: Path) -> None:
    """Source of the rule: decision 0003."""
    script = HEAD.format("") + "/// widget | script\n    id: x\n    title: 甲\n\n### 电话\n\n#### 开场\n\n- [ ] 甲。 {#b2b2}\n"
    pages = {"a.md": script + "\n### 聊天\n\n#### 开场\n\n- [x] 乙。 {#b2b2}\n///\n"}
    assert site_problems(make_site(tmp_path, pages, "live: [b2b2]\nretired: []\n")) == []
    pages = {"a.md": script + "\n#### 收尾\n\n- [x] 乙。 {#b2b2}\n///\n"}
    (problem,) = site_problems(make_site(tmp_path, pages))
    assert problem.startswith("docs/a.md:19: 编号 b2b2 已经用在 docs/a.md:15 [task-id-double]")


def test_a_vanished_task_id_is_reported_in_the_list_of_ids(tmp_path: Path) -> None:
    docs = make_site(tmp_path, {"a.md": LIST.format("x", "- [ ] 甲 {#b2b2}")}, 'live:\n  - "b2b2"\n  - "c2c2"\nretired: []\n')
    assert site_problems(docs) == ["docs/_data/ids.yml:3: 编号 c2c2 不在任何一页上 [task-id-gone] 恢复那一条，或运行 make ids RETIRE=c2c2"]


def test_ids_that_are_not_listed_or_were_retired_are_reported(tmp_path: Path) -> None:
    docs = make_site(tmp_path, {"a.md": LIST.format("x", "- [ ] 甲 {#b2b2}\n- [ ] 乙 {#c2c2}")}, "live: []\nretired: [c2c2]\n")
    assert site_problems(docs) == [
        "docs/a.md:11: 编号 b2b2 没有登记 [task-id-new] 运行 make ids",
        "docs/a.md:12: 编号 c2c2 已经停用 [task-id-new] 删掉这个编号，运行 make ids 换一个新的",
    ]


def test_without_a_list_of_ids_there_is_one_problem(tmp_path: Path) -> None:
    docs = make_site(tmp_path, {"a.md": LIST.format("x", "- [ ] 甲 {#b2b2}\n- [ ] 乙 {#c2c2}")})
    assert site_problems(docs) == ["docs/_data/ids.yml:1: 还没有编号登记表 [task-id-new] 运行 make ids"]
    assert site_problems(make_site(tmp_path / "2", {"a.md": HEAD.format("")})) == []


@pytest.mark.parametrize(
    "ledger", ["<<<<<<< HEAD\nlive: []\n", "live: []\n", "live: [Bad1]\nretired: []\n", "- a\n", "live: [\0]\n", "[" * 1500]
)
def test_a_broken_list_of_ids_is_reported_and_never_overwritten(tmp_path: Path, ledger: str) -> None:
    docs = make_site(tmp_path, {"a.md": LIST.format("x", "- [ ] 甲")}, ledger)
    assert [line for line in site_problems(docs) if "[ids-file]" in line and "docs/_data/ids.yml:1: 编号登记表" in line]
    assert main([str(docs), "--ids"]) == 1
    assert (docs / LEDGER).read_text(encoding="utf-8") == ledger
    assert (docs / "a.md").read_text(encoding="utf-8") == LIST.format("x", "- [ ] 甲")


def test_pages_that_take_each_other_in_do_not_hang(tmp_path: Path) -> None:
    page = HEAD.format("") + '<!-- --8<-- [start:a] -->\n--8<-- "{}:a"\n<!-- --8<-- [end:a] -->\n'
    docs = make_site(tmp_path, {"a.md": page.format("b.md"), "b.md": page.format("a.md")})
    assert site_problems(docs) == []


# Stamping ids ----------------------------------------------------------------------------------------------------------------


def test_stamping_keeps_line_ends_and_everything_else(tmp_path: Path) -> None:
    text = "\ufeff" + LIST.format("x", "- [ ] 甲  \n- [x] 乙 {#b2b2}\n    - 例：丙").replace("\n", "\r\n") + "末行"
    docs = make_site(tmp_path, {"a.md": text})
    (docs / "a.md").chmod(0o640)
    assert main([str(docs), "--ids"]) == 0
    after = (docs / "a.md").read_bytes().decode("utf-8")
    (made,) = {line.id for line in Page("", "", after).tasks} - {"b2b2"}
    assert made and TASK_ID.fullmatch(made) and after == text.replace("甲  \r\n", f"甲 {{#{made}}}\r\n")
    assert stat.S_IMODE((docs / "a.md").stat().st_mode) == 0o640
    assert yaml.safe_load((docs / LEDGER).read_text(encoding="utf-8")) == {"live": sorted([made, "b2b2"]), "retired": []}
    assert sorted(path.name for path in docs.iterdir()) == ["_data", "a.md"]
    assert site_problems(docs) == []


def test_stamping_again_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = make_site(tmp_path, {"a.md": LIST.format("x", "- [ ] 甲")})
    assert main([str(docs), "--ids"]) == 0
    assert "a.md:11: 补上编号 " in capsys.readouterr().out
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in docs.rglob("*") if path.is_file()}
    assert main([str(docs), "--ids"]) == 0
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in docs.rglob("*") if path.is_file()}


def test_an_id_is_retired_only_when_it_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = make_site(tmp_path, {"a.md": LIST.format("x", "- [ ] 甲 {#b2b2}")}, "live: [b2b2, c2c2]\nretired: [d2d2]\n")
    assert main([str(docs), "--ids", "--retire", "b2b2"]) == 1
    assert "编号 b2b2 还在 a.md:11" in capsys.readouterr().err
    assert main([str(docs), "--ids", "--retire", "zzzz"]) == 1
    assert main([str(docs), "--ids", "--retire", "c2c2"]) == 0
    ledger = read_ledger(docs)
    assert (set(ledger.live), set(ledger.retired)) == ({"b2b2"}, {"c2c2", "d2d2"})


def test_an_id_with_a_slip_is_left_for_its_author() -> None:
    text = "- [ ] 甲 ｛#b2b2｝\n- [ ] 乙 {# b2 }。\n- [ ] \n```\n- [ ] 丙\n```\n"
    assert stamp(text, lambda: "z2z2") == (text, [])


def test_stamping_keeps_the_mark_of_the_short_form() -> None:
    text = "/// widget | checklist\n    id: a\n    title: 甲\n\n- [ ] 乙 {.quick}\n- [ ] 丙 {#k2k2 .quick}\n///\n"
    assert stamp(text, lambda: "z2z2")[0] == text.replace("{.quick}", "{#z2z2 .quick}")


def test_a_page_that_is_no_utf8_stops_the_stamping(tmp_path: Path) -> None:
    docs = make_site(tmp_path, {"a.md": LIST.format("x", "- [ ] 甲")})
    (docs / "b.md").write_bytes("甲".encode("gb18030"))
    assert main([str(docs), "--ids"]) == 1
    assert not (docs / LEDGER).exists()
    assert any("[encoding]" in line for line in site_problems(docs))


def test_new_ids_are_never_taken_and_hold_no_vowels() -> None:
    taken: set[str] = set()
    for _ in range(500):
        made = new_id(taken)
        assert TASK_ID.fullmatch(made) and made not in taken and not set(made) & set("aeiou")
        taken.add(made)


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="full"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


# The command -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """Return a docs/ with the site's own tables and one good page."""
    docs = make_site(tmp_path, {"index.md": HEAD.format("")})
    copytree(ROOT / "docs" / "_data", docs / "_data")
    (docs / LEDGER).unlink(missing_ok=True)
    return docs


def test_the_command_says_one_line_when_all_is_well(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(real), "--today", "2026-11-21"]) == 0
    assert capsys.readouterr().out == "1 页，没有问题\n"
    assert check_site(real, TODAY) == []


def test_the_command_prints_each_problem_and_fails(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (real / "index.md").write_text(HEAD.format("") + "[^Z99]\n", encoding="utf-8")
    assert main([str(real), "--today", "2026-11-21"]) == 1
    assert "index.md:7: 没有编号是 “Z99” 的事实 [fact-id]" in capsys.readouterr().out


def test_a_warning_alone_does_not_fail(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (real / "index.md").write_text(HEAD.format("D11") + "甲。[^D11]\n", encoding="utf-8")
    assert main([str(real), "--today", "2099-01-01"]) == 0
    assert "index.md:7: D11 应在 " in capsys.readouterr().out


def test_broken_tables_are_reported_before_any_page(real: Path) -> None:
    (real / "index.md").write_text("没有前置数据\n", encoding="utf-8")
    (real / "_data" / "fields.yml").write_text("- [\n", encoding="utf-8")
    problems = check_site(real, TODAY)
    assert problems and all(p.path.endswith("_data/fields.yml") for p in problems)


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none")]) == 1
    assert "没有这个文件夹" in capsys.readouterr().err


def test_block_names_come_from_the_configuration(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    assert block_names(config) == {"data", "widget"}
    config.write_text("markdown_extensions:\n  - pymdownx.blocks.details\n  - pymdownx.blocks.tab:\n      x: 1\n", encoding="utf-8")
    assert block_names(config) == {"data", "widget", "details", "tab"}


# The scanner -----------------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "///",
            "/// widget | checklist\n",
            "/// widget | script\n",
            "    id: a\n",
            "```",
            "~~~\n",
            "<!--",
            "-->",
            "`",
            "\n",
            "\r\n",
            "\r",
            "\t",
        ),
        *(
            "【",
            "】",
            "- [ ] ",
            "{#",
            "}",
            "[^D11]",
            "](",
            ")",
            "### ",
            "#### 对方说",
            "（有权要求",
            "）",
            "|",
            "甲 1",
            "“",
            "facts: [",
            "title: *a\n",
        ),
        *('--8<-- "talk/replies.md:refuse"\n', "<!-- --8<-- [start:a] -->", "--8<-- [end:a]", "!!int x\n", "/" * 40, " " * 400, "[" * 300),
        *("\0", "\ufeff", "\u2028", "\x85", "\ud800", "\u202e"),
    ]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=40).map("".join))


@given(TEXTS)
def test_any_text_is_scanned_with_its_true_lines(text: str) -> None:
    lines = scan(text).lines
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    parts = split_lines(text)
    assert "".join(body + end for body, end in parts) == text
    assert [line.raw for line in lines] == [body.removeprefix("\ufeff") if n == 0 else body for n, (body, _) in enumerate(parts)]
    assert len(lines) == len(list(io.StringIO(text, newline=None)))
    for line in lines:
        assert line.prose == "" or len(line.prose) == len(line.raw)


@given(text=TEXTS, head=st.booleans())
def test_any_text_is_checked_without_an_error_on_lines_that_exist(docs: Docs, text: str, head: bool) -> None:
    text = HEAD.format("") + text if head else text
    count = max(len(split_lines(text)), 1)
    for problem in check_page("page.md", text, VOCABULARY, docs=docs, today=TODAY):
        assert 1 <= problem.line <= count
        assert len(str(problem).splitlines()) == 1 and len(str(problem)) < 600


@given(st.lists(st.one_of(st.text(alphabet="ab:[]{}'\"-#&*!| \t甲：0.", max_size=12), st.text(max_size=8)), min_size=1, max_size=6))
def test_any_text_is_read_as_yaml_or_blamed_on_a_line_that_exists(raws: list[str]) -> None:
    raws = [line.raw for line in scan("\n".join(raws)).lines] or [""]
    table = read_table(raws, 5)
    assert table.error is None or 5 <= table.error[0] < 5 + len(raws)
    assert all(5 <= line < 5 + len(raws) for line in table.lines.values())


@given(TEXTS)
def test_stamping_adds_ids_and_nothing_else(text: str) -> None:
    made = iter(range(10**6))
    after, added = stamp(text, lambda: f"z{next(made) % 1000:03d}")
    assert len(split_lines(after)) == len(split_lines(text))
    for n, ((before, end), (body, end_after)) in enumerate(zip(split_lines(text), split_lines(after), strict=True), 1):
        assert end == end_after
        assert body == before if n not in {line for line, _ in added} else body.startswith(before.rstrip())


@given(st.text(alphabet="`<!->\\ 甲", max_size=60), st.booleans())
def test_masking_keeps_columns(text: str, in_comment: bool) -> None:
    prose, _, _ = mask_code(text, in_comment)
    assert len(prose) == len(text)
    assert all(a in (b, MASK) for a, b in zip(prose, text, strict=True))
    assert len(visible(prose)) == len(prose)


@pytest.mark.parametrize(
    "text",
    [
        "`" * 99_999,
        "【" * 100_000,
        "](" * 50_000,
        "[^" * 50_000,
        "<!--" * 25_000,
        "（" * 100_000,
        "{#" * 50_000,
        " " * 100_000 + "甲",
        "- [ ] " + "甲" * 10**5,
    ],
)
def test_a_very_long_line_is_one_line(docs: Docs, text: str) -> None:
    problems = check_page("page.md", HEAD.format("") + text, VOCABULARY, docs=docs, today=TODAY)
    assert {p.line for p in problems} <= {1, 7}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("---\na: 1\n---\n# 甲\n", "front front front heading"),
        ("/// widget | checklist\n    id: a\n\n- [ ] 甲\n///\n", "open option blank item close"),
        ("```\n///\n````\n甲\n", "fence code fence text"),
        ("<!-- 一\n- 二\n-->三\n", "comment comment text"),
        ("| 甲 |\n1. 乙\n\n> 丙\n", "table item blank text"),
        ('--8<-- "a.md:b"\n', "snippet"),
    ],
)
def test_what_each_line_is(text: str, kinds: str) -> None:
    assert " ".join(line.kind for line in scan(text).lines) == kinds


def test_a_heading_knows_those_above_it() -> None:
    lines = scan("# 甲\n## 乙\n丙\n## 丁\n戊\n").lines
    assert lines[2].trail == ("甲", "乙") and lines[4].trail == ("甲", "丁")
    assert lines[0].kind is Kind.HEADING


def test_reading_the_ledger_says_why_it_cannot(tmp_path: Path) -> None:
    docs = make_site(tmp_path, {}, None)
    assert not read_ledger(docs).exists
    (docs / "_data").mkdir(parents=True)
    (docs / LEDGER).write_bytes(b"\xff")
    with pytest.raises(LedgerError, match="读不出来"):
        read_ledger(docs)


# The page template -----------------------------------------------------------------------------------------------------------


def test_a_new_page_from_the_template_has_no_problem(tmp_path: Path) -> None:
    """Whoever copies it must not begin by clearing up after it."""
    docs = tmp_path / "docs"
    copytree(ROOT / "docs", docs)
    (docs / LEDGER).unlink()
    text = (ROOT / ".github" / "PAGE_TEMPLATE" / "situation.md").read_text(encoding="utf-8")
    (docs / "situations" / "new.md").write_text(text, encoding="utf-8")
    assert main([str(docs), "--ids"]) == 0
    assert [str(p) for p in check_site(docs, TODAY) if p.path.endswith("situations/new.md")] == []
