"""Which Python a page needs: the modules of `py_widgets` by what imports them, as archives that are fetched one by one.

A module that every widget needs is in the part "core". Any other module is in the part of exactly those widgets that need it:
"checklist", or "call+script" for a helper of two. A page fetches core and each part that names one of its widgets, so nothing
comes twice and nothing comes for a widget that is not there. Found by reading the imports; no list is kept by hand.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

PACKAGE = "py_widgets"
ENTRY = f"{PACKAGE}.runtime"
CORE = "core"


def module_name(path: str) -> str:
    """Return the dotted name of the module at `path`."""
    pure = PurePosixPath(path).with_suffix("")
    return ".".join(pure.parent.parts if pure.name == "__init__" else pure.parts)


@functools.lru_cache(maxsize=1024)
def imports(source: bytes, path: str = "module.py") -> frozenset[str]:
    """Return the modules that `source`, standing at `path`, may import, those inside functions included.

    `from a import b` may mean a module `a.b` or a name in `a`: both are returned.
    """
    here = module_name(path).split(".") + [""] * path.endswith("/__init__.py")
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parent = here[: len(here) - node.level] if node.level else []
            module = ".".join([*parent, *(node.module or "").split(".")]).strip(".")
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return frozenset(found - {""})


def needed(start: str, graph: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the modules of `graph` that importing `start` may bring in, the packages they stand in included."""
    waiting, found = [start], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in graph or name in found:
            continue
        found.add(name)
        waiting += [*graph[name], name.rpartition(".")[0]]
    return found


def widget_names(sources: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return `NAMES` of the runtime among `sources`, without running it.

    Raises ValueError when there is none.
    """
    for node in ast.parse(sources[f"{PACKAGE}/runtime.py"]).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target if isinstance(node, ast.AnnAssign) else None
        if isinstance(target, ast.Name) and target.id == "NAMES" and isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            return tuple(ast.literal_eval(node.value))
    raise ValueError("py_widgets/runtime.py：没有 NAMES")


def parts(sources: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Return part → sorted paths of `sources`; what no widget needs is in none."""
    paths = {module_name(path): path for path in sources}
    graph = {name: imports(sources[path], path) for name, path in paths.items()}
    names = widget_names(sources)
    by_widget = {name: needed(f"{PACKAGE}.{name}", graph) for name in names}
    core = needed(ENTRY, graph)
    found: dict[str, list[str]] = {CORE: []}
    for module, path in sorted(paths.items(), key=lambda item: item[1]):
        users = [name for name in names if module in by_widget[name]]
        if module in core or len(users) == len(names):
            found[CORE].append(path)
        elif users:
            found.setdefault("+".join(users), []).append(path)
    return found
