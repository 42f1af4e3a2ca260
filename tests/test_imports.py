"""Dependencies point one way (design, section 2)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WIDGETS = sorted((ROOT / "py_widgets").rglob("*.py"))
HOOKS = sorted((ROOT / "hooks").rglob("*.py"))
WIDGET_NAMES = {
    "call", "cases", "checklist", "compensation", "deadlines", "evidence", "mask", "next_step",
    "offer", "practice", "promise", "reply_check", "script", "storage", "worth",
}  # fmt: skip
FORBIDDEN_CALLS = {"open", "eval", "exec", "compile", "input", "print", "__import__"}
FORBIDDEN_MODULES = {"random", "time", "os", "socket", "subprocess", "js", "pyodide", "secrets", "uuid"}


def modules(path: Path) -> Iterator[str]:
    """Yield the full name of every module that the file imports, wherever in the file."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            stem = ".".join(filter(None, [base, node.module]))
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", WIDGETS, ids=name_of)
def test_widgets_import_the_standard_library_and_themselves(path: Path) -> None:
    for module in modules(path):
        top = module.partition(".")[0]
        assert top == "py_widgets" or top in sys.stdlib_module_names, f"{name_of(path)} imports {module}"
        assert top not in FORBIDDEN_MODULES, f"{name_of(path)} imports {module}: no clock, randomness or I/O in a widget"


@pytest.mark.parametrize("path", WIDGETS, ids=name_of)
def test_a_widget_imports_no_other_widget_and_no_runtime(path: Path) -> None:
    own = path.relative_to(ROOT / "py_widgets").parts[0].removesuffix(".py")
    for module in modules(path):
        parts = module.split(".")
        if parts[0] == "py_widgets" and len(parts) > 1 and own != "runtime":
            assert parts[1] not in (WIDGET_NAMES | {"runtime"}) - {own}, f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", WIDGETS, ids=name_of)
def test_widgets_have_no_clock_and_no_io(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            bare = isinstance(node.func, ast.Name)
            assert not (bare and called in FORBIDDEN_CALLS), f"{name_of(path)}:{node.lineno} calls {called}"
            assert called not in {"today", "now", "utcnow"}, f"{name_of(path)}:{node.lineno} asks the clock"


@pytest.mark.parametrize("path", HOOKS, ids=name_of)
def test_only_mkdocs_events_imports_mkdocs(path: Path) -> None:
    if path.name == "mkdocs_events.py":
        return
    for module in modules(path):
        assert module.partition(".")[0] not in {"mkdocs", "material"}, f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", [*WIDGETS, *HOOKS], ids=name_of)
def test_nobody_imports_mkdocs_events(path: Path) -> None:
    assert not any("mkdocs_events" in module for module in modules(path))


@pytest.mark.parametrize("path", sorted([*ROOT.glob("py_widgets/browser/*.js"), *ROOT.glob("hooks/*/browser/*.js")]), ids=name_of)
def test_javascript_knows_no_widget_and_no_chinese(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not any("\u4e00" <= char <= "\u9fff" for char in text), f"{name_of(path)} has Chinese text"
    for name in WIDGET_NAMES - {"script", "storage"}:  # the web platform has these names too
        assert f'"{name}"' not in text, f"{name_of(path)} names a widget"
