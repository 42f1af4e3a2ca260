"""Files that are taken in: anything at all. The page's own JavaScript runs in Node, on a store that can be full."""

from __future__ import annotations

import gzip
import json
import subprocess
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from hooks.setup import find_node

from .effort import Record, try_on
from .inputs import any_text, changed, json_values, texts
from .vectors import VECTORS

HERE = Path(__file__).parent
MB = 2**20
REFUSED = {"import-failed", "import-broken", "import-empty", "import-large", "import-newer", "import-locked", "import-full"}
TAKEN = {"imported", "imported-part"}
OWN = {
    "shuoqingchu:card-script": '{"version":1,"values":{"full_name":"王小明","amount_owed":"38000"}}',
    "shuoqingchu:blanks": '{"full_name":"王小明"}',
    "shuoqingchu:case": '{"id":"here1","name":"信用卡","status":"等答复","created":"2026-11-20"}',
    "shuoqingchu:case:m3k9": '{"id":"m3k9","name":"空调","status":"","created":"2026-11-01","items":{"blanks":"{\\"ask\\":\\"安装\\"}"}}',
}
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Return what asks the store: `kept`, and a file to take in or None to export."""
    with subprocess.Popen([find_node(), str(HERE / "take_in.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as node:
        assert node.stdin and node.stdout
        stdin, stdout = node.stdin, node.stdout

        def asked(kept: dict[str, str], file: bytes | None, how: str = "merge", passphrase: str = "") -> Any:
            packed = None if file is None else b64encode(file).decode("ascii")
            line = json.dumps({"kept": kept, "file": packed, "how": how, "passphrase": passphrase})
            stdin.write(line.encode() + b"\n")
            stdin.flush()
            return json.loads(stdout.readline())

        yield asked
        stdin.close()


@pytest.fixture(scope="module")
def exported(ask: Ask) -> bytes:
    return str(ask(OWN, None)["text"]).encode()


@pytest.fixture(scope="module")
def locked(ask: Ask) -> bytes:
    return str(ask(OWN, None, passphrase="口令")["text"]).encode()


def check(reply: Any, before: dict[str, str], how: str) -> str:
    """Fail when something was lost, or written where it has no business; return what was said."""
    done, kept = str(reply["done"]), reply["kept"]
    assert done in REFUSED | TAKEN
    if done in REFUSED:
        assert kept == before
        return done
    assert all(key.startswith("shuoqingchu:") for key in kept)
    assert "shuoqingchu:shared-computer" not in kept
    for key, text in kept.items():
        if ":aside:" not in key:
            json.loads(text)
        if key.startswith("shuoqingchu:case:") and ":aside:" not in key:
            packed = json.loads(text)
            assert key == f"shuoqingchu:case:{packed['id']}" and packed["id"].isascii() and packed["id"].isalnum()
    if how != "replace":  # what stood here stands here, or beside
        everything = "\n".join(kept.values())
        for key, text in before.items():
            inner = json.loads(text).get("items") or {"": text}
            lost = [
                item for item in inner.values() if item not in everything and json.dumps(item, ensure_ascii=False)[1:-1] not in everything
            ]
            assert key == "shuoqingchu:case" or not lost, lost
    return done


hows = st.sampled_from(["merge", "both", "replace", "nonsense"])
items = st.dictionaries(
    st.sampled_from(["card-script", "blanks", "case", "case:zz", "shared-computer", "a:aside:1", *VECTORS]) | any_text,
    st.sampled_from(list(OWN.values())) | texts | json_values.map(lambda value: json.dumps(value)),
    max_size=4,
)
cases = st.fixed_dictionaries(
    {"items": items},
    optional={
        "id": st.sampled_from(["here1", "m3k9", "first", "", "__proto__", '"><b>']) | any_text,
        "name": texts, "status": texts, "created": texts, "__proto__": json_values,
    },
)  # fmt: skip
ours = st.fixed_dictionaries(
    {"app": st.just("shuoqingchu"), "format": st.just(2), "cases": st.lists(cases, max_size=4)},
    optional={"current": st.sampled_from(["here1", "m3k9", ""]), "check": texts, "__proto__": json_values, "constructor": json_values},
)
paths = st.lists(st.integers(0, 20), max_size=5).map(tuple)
ROUTES = ("constructor", "__proto__", "toString", "valueOf", 0, -1, 1.5, 3, 10**300, "2", None, True, [2], {"2": 2})
odd = st.one_of(st.sampled_from(ROUTES), json_values)


@pytest.mark.trust("恶意输入", "读入任意内容的文件（类型不对、嵌套过深、不认识的键）：要么读入且不丢原有内容，要么原样不动并说明")
def test_any_file_is_taken_in_or_refused(ask: Ask, record_property: Record) -> None:
    def run(case: tuple[Any, list[tuple[tuple[int, ...], Any]], str, str]) -> int:
        file, changes, how, passphrase = case
        for path, to in changes:
            file = changed(file, path, to)
        check(ask(OWN, json.dumps(file).encode(), how, passphrase), OWN, how)
        return 1

    files = st.tuples(ours | ours | json_values, st.lists(st.tuples(paths, odd), max_size=2), hows, any_text)
    try_on(files, run, record_property, share=2)


@pytest.mark.trust("恶意输入", "导出的文件被截断、翻转一位、多出几个字节后再读入：不读入，原有内容不变，一行话说明")
@pytest.mark.parametrize("kind", ["plain", "locked"])
def test_a_damaged_export_is_refused(kind: str, ask: Ask, exported: bytes, locked: bytes, record_property: Record) -> None:
    whole, passphrase = (exported, "") if kind == "plain" else (locked, "口令")

    def run(case: tuple[str, int, int]) -> int:
        what, place, bit = case
        at = place % len(whole)
        flipped = whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]
        file = {"cut": whole[:at], "flipped": flipped, "doubled": whole + whole[: at + 1], "holed": whole[:at] + whole[at + 1 + bit :]}[
            what
        ]
        done = check(ask({}, file, "merge", passphrase), {}, "merge")
        if done in TAKEN:  # nothing of what is kept has changed: only the white space or the name of a key nobody needs
            assert _content(ask({}, file, "both", passphrase)["kept"]) == _content(ask({}, whole, "both", passphrase)["kept"])
        return 1

    damage = st.tuples(
        st.sampled_from(["cut", "flipped", "flipped", "flipped", "doubled", "holed"]), st.integers(0, 10**6), st.integers(0, 7)
    )
    try_on(damage, run, record_property, share=1 if kind == "plain" else 0.05)  # a passphrase is made to be slow to try


def _content(kept: dict[str, str]) -> list[Any]:
    """Return what the cases on a device hold, whatever they are called there."""
    return sorted(json.dumps(json.loads(text)["items"]) for key, text in kept.items() if key.startswith("shuoqingchu:case:"))


GOOD = {"app": "shuoqingchu", "format": 2, "current": "", "cases": [{"id": "a", "items": {"x": '{"version":1,"values":{}}'}}]}


def _zip() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("shuoqingchu.json", "0" * 50 * MB)
    return made.getvalue()


@pytest.mark.parametrize(
    ("said", "file"),
    [
        ("import-failed", b""),
        ("import-failed", b"\x89PNG\r\n\x1a\n\x00"),
        ("import-failed", _zip()),
        ("import-failed", gzip.compress(b"0" * 50 * MB)),
        ("import-failed", gzip.compress(json.dumps(GOOD).encode())),
        ("import-failed", b"[" * MB),
        ("import-failed", json.dumps({**GOOD, "app": "other"}).encode()),
        ("import-large", b" " * (24 * MB + 1)),
        ("import-broken", json.dumps(GOOD).encode()[:-1]),
        ("import-failed", json.dumps(GOOD).encode("utf-16")),
        ("import-broken", json.dumps({**GOOD, "deep": json.loads("[" * 30 + "]" * 30)}).encode()),
        ("import-broken", json.dumps({**GOOD, "cases": {}}).encode()),
        ("import-broken", json.dumps({**GOOD, "cases": [{"id": 5, "items": {}}]}).encode()),
        ("import-broken", json.dumps({**GOOD, "cases": [{"id": "a", "items": {"x": {}}}]}).encode()),
        ("import-broken", json.dumps({**GOOD, "format": "constructor"}).encode()),
        ("import-broken", json.dumps({**GOOD, "format": "__proto__"}).encode()),
        ("import-broken", json.dumps({**GOOD, "format": {"toString": 1}}).encode()),
        ("import-broken", json.dumps({**GOOD, "check": "AAAA"}).encode()),
        ("import-broken", json.dumps({**GOOD, "encrypted": {"rounds": 10**9, "salt": "", "iv": "", "data": ""}}).encode()),
        ("import-newer", json.dumps({**GOOD, "format": 3}).encode()),
        ("import-empty", json.dumps({**GOOD, "cases": []}).encode()),
        ("import-empty", json.dumps({**GOOD, "cases": [{"id": "a", "items": {"x": "[" * 1000}}]}).encode()),
        (
            "import-full",
            json.dumps({**GOOD, "cases": [{"items": {"x": '{"values":{"a":"' + "长" * 5_000_000 + '"}}'}}]}, ensure_ascii=False).encode(),
        ),
        ("imported", json.dumps(GOOD).encode()),
        ("imported", b"\xef\xbb\xbf" + json.dumps(GOOD).encode()),
        ("imported-part", json.dumps({**GOOD, "extra": 1}).encode()),
        ("imported-part", json.dumps({**GOOD, "cases": [{**GOOD["cases"][0], "colour": "red"}]}).encode()),  # type: ignore[index]
        ("imported-part", json.dumps({**GOOD, "cases": [{"items": {"x": "{}", "case": "{}"}}]}).encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
@pytest.mark.parametrize("how", ["merge", "both", "replace"])
@pytest.mark.trust("恶意输入", "读入压缩炸弹、图片、过大、过深、过新、放不下的文件：每种一行中文，原有内容不变")
def test_each_kind_of_file_has_its_own_line(how: str, said: str, file: bytes, ask: Ask) -> None:
    assert check(ask(OWN, file, how), OWN, how) == said


def test_every_line_that_may_be_said_stands_on_the_page() -> None:
    from hooks.markdown_ext import STATUS

    assert all(f"&quot;{name}&quot;" in STATUS for name in REFUSED | TAKEN)


def test_an_export_comes_back_whole(ask: Ask, exported: bytes, locked: bytes) -> None:
    for file, passphrase in ((exported, ""), (locked, "口令")):
        kept = ask({}, file, "replace", passphrase)["kept"]
        assert {key: text for key, text in kept.items() if key != "shuoqingchu:case"} == {
            k: v for k, v in OWN.items() if k != "shuoqingchu:case"
        }
        assert json.loads(kept["shuoqingchu:case"]) == json.loads(OWN["shuoqingchu:case"])


@pytest.mark.parametrize("passphrase", ["", "口", "口令 ", "KOULING"])
@pytest.mark.trust("恶意输入", "加了口令的文件，不填或填错口令：不读入，一行话说明")
def test_a_wrong_passphrase_opens_nothing(passphrase: str, ask: Ask, locked: bytes) -> None:
    assert check(ask(OWN, locked, "merge", passphrase), OWN, "merge") == "import-locked"
