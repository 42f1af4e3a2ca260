"""Which Python a page needs: read from the imports."""

from __future__ import annotations

import pytest

from hooks.bundle import widget_sources
from hooks.parts import CORE, PACKAGE, imports, needed, parts, widget_names

from .site import ROOT


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        ("p/a.py", "import json, p.b as c", {"json", "p.b"}),
        ("p/a.py", "from . import b", {"p", "p.b"}),
        ("p/a.py", "from .b import f", {"p.b", "p.b.f"}),
        ("p/__init__.py", "from .b import f", {"p.b", "p.b.f"}),
        ("p/q/__init__.py", "from ..b import f", {"p.b", "p.b.f"}),
        ("p/q/r.py", "from ..labels import q as labels", {"p.labels", "p.labels.q"}),
        ("p/q/r.py", "def f():\n    from .s import t", {"p.q.s", "p.q.s.t"}),
        ("p/a.py", "x = 1", set()),
    ],
)
def test_imports_are_resolved_from_where_they_stand(path: str, source: str, expected: set[str]) -> None:
    assert imports(source.encode(), path) == expected


def test_a_module_brings_its_packages_and_what_those_import() -> None:
    graph = {"p": {"p.x"}, "p.x": set(), "p.q": set(), "p.q.r": {"p.b", "p.b.f", "json"}, "p.b": {"p.q.r"}, "p.other": set()}
    assert needed("p.q.r", graph) == {"p", "p.x", "p.q", "p.q.r", "p.b"}


def sources(**modules: str) -> dict[str, bytes]:
    return {f"{PACKAGE}/{name.replace('__', '/')}.py": text.encode() for name, text in modules.items()} | {f"{PACKAGE}/__init__.py": b""}


def test_each_part_holds_what_exactly_its_widgets_need() -> None:
    made = parts(sources(
        runtime="NAMES = ('a', 'b', 'c')\nfrom .markup import el", markup="", money="", dates="from .money import x", all="", nobody="",
        a="from . import all\nfrom .dates import f", b="import py_widgets.all\nfrom .money import x", c="from .all import y",
    ))  # fmt: skip
    names = {part: [path.removeprefix(f"{PACKAGE}/") for path in paths] for part, paths in made.items()}
    core = ["__init__.py", "all.py", "markup.py", "runtime.py"]
    assert names == {CORE: core, "a": ["a.py", "dates.py"], "b": ["b.py"], "c": ["c.py"], "a+b": ["money.py"]}


def test_names_are_read_without_running() -> None:
    assert widget_names(sources(runtime="NAMES: tuple[str, ...] = ('a', 'b')\nraise SystemExit")) == ("a", "b")
    with pytest.raises(ValueError, match="NAMES"):
        widget_names(sources(runtime="OTHER = ()"))


def test_the_real_widgets_come_apart() -> None:
    made = parts(widget_sources(ROOT))
    paths = [path for part in made.values() for path in part]
    assert len(paths) == len(set(paths))
    assert f"{PACKAGE}/runtime.py" in made[CORE]
    for name in widget_names(widget_sources(ROOT)):
        mine = {path for part, found in made.items() if part == CORE or name in part.split("+") for path in found}
        assert f"{PACKAGE}/{name}.py" in mine or f"{PACKAGE}/{name}/__init__.py" in mine
