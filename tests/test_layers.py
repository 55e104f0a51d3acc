"""Imports only go down. The layers are those of the design, section 2."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent / "wikiseek"
LAYERS = (
    ("errors", "records", "codec", "files", "pairs", "sections", "surface"),
    ("dump", "llm", "hcsp", "engines", "grammar", "postings"),
    ("store",),
    ("search",),
    ("indexing", "agents", "gates"),
    ("synthesis", "trajectories"),
    ("auditing", "export", "evaluate", "serve", "view"),
    ("cli",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}

Graph = dict[str, set[str]]


def modules(root: Path) -> dict[str, Path]:
    """The modules of the package at `root`, by dotted name."""
    found = {}
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.pyi")]):  # compiled ones import nothing of ours
        parts = [root.name, *path.relative_to(root).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(module: str, path: Path, known: set[str]) -> Iterator[str]:
    """The modules of `known` that `path` imports, anywhere in it, in any form of import."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            source = ".".join(filter(None, (base, node.module)))
            for alias in node.names:
                # `from wikiseek import codec` names a module, `from wikiseek.codec import seed` a name in one.
                inner = f"{source}.{alias.name}"
                yield from (name for name in (inner if inner in known else source,) if name in known)


def graph(root: Path) -> Graph:
    """Each module and the modules it imports."""
    found = modules(root)
    return {module: set(imported(module, path, set(found))) for module, path in found.items()}


def arrows_up(graph: Graph) -> list[str]:
    """The imports that do not go down, in words."""
    faults = []
    for module, targets in graph.items():
        for target in sorted(targets):
            here, there = (f"{name}.".split(".")[1] for name in (module, target))
            faults += [f"{module} imports {target}"] if not allowed(here, there) else []
    return sorted(faults)


def allowed(here: str, there: str) -> bool:
    """Whether the part `here` may import the part `there` ("" is the package's own `__init__`)."""
    if here == there or not there or here == "__main__":
        return here != "" or there == ""
    if here not in LEVEL or there not in LEVEL:
        return False
    return LEVEL[there] < LEVEL[here] or LEVEL[here] == 0 == LEVEL[there]


def circle(graph: Graph) -> list[str]:
    """A circle of imports, or nothing."""
    done: set[str] = set()

    def walk(module: str, trail: list[str]) -> list[str]:
        if module in trail:
            return [*trail[trail.index(module) :], module]
        if module not in done:
            for target in sorted(graph.get(module, ())):
                if found := walk(target, [*trail, module]):
                    return found
            done.add(module)
        return []

    return next((found for module in sorted(graph) if (found := walk(module, []))), [])


def write(root: Path, **sources: str) -> Path:
    """A package at `root` of the modules given, with `__` for the dot in their names."""
    for name, source in sources.items():
        path = root / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
    return root


def test_imports_only_go_down():
    assert arrows_up(graph(ROOT)) == []


def test_no_modules_import_each_other():
    assert circle(graph(ROOT)) == []


def test_every_part_of_the_package_has_a_layer():
    parts = {name.split(".")[1] for name in modules(ROOT) if "." in name}
    assert parts - set(LEVEL) - {"__main__"} == set()


def test_an_upward_or_sideways_import_is_found_in_any_form(tmp_path: Path):
    root = write(
        tmp_path / "wikiseek",
        store__reader="from wikiseek import cli\n",
        cli__main="import wikiseek.store.reader\n",
        dump__xml="def late():\n    from wikiseek.llm.protocol import Llm\n    return Llm\n",
        llm__protocol="class Llm: ...\n",
        hcsp__solver="from ..search import lookup\n",
        search__lookup="if True:\n    import wikiseek.gates.unique as u\n",
        gates__unique="from wikiseek import records\n",
        records="from wikiseek.store import reader\n",
        odd="from wikiseek import records\n",
    )
    for package in ("store", "cli", "dump", "llm", "hcsp", "search", "gates"):
        (root / package / "__init__.py").touch()
    assert arrows_up(graph(root)) == [
        "wikiseek.dump.xml imports wikiseek.llm.protocol",
        "wikiseek.hcsp.solver imports wikiseek.search.lookup",
        "wikiseek.odd imports wikiseek.records",
        "wikiseek.records imports wikiseek.store.reader",
        "wikiseek.search.lookup imports wikiseek.gates.unique",
        "wikiseek.store.reader imports wikiseek.cli",
    ]


def test_a_circle_is_found(tmp_path: Path):
    root = write(
        tmp_path / "wikiseek",
        store__a="from wikiseek.store import b\n",
        store__b="def late():\n    import wikiseek.store.c\n",
        store__c="from .a import x\n",
    )
    (root / "store" / "__init__.py").touch()
    assert circle(graph(root)) == [f"wikiseek.store.{name}" for name in "abca"]
