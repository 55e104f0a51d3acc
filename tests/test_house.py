"""The rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILE_LINES = 500
FUNCTION_LINES = 80
# Spelled with gaps, so that this file does not hold them.
_HOSTS = "pypi .org  python hosted  npm js.  deb ian.org"
_PLACES = "/wo rk/  /ro ot/  /tm p/w/  /op t/py pi"
FORBIDDEN = [word.replace(" ", "") for word in f"{_HOSTS}  {_PLACES}".split("  ")]
Node = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def sources() -> list[Path]:
    """Every Python file of the package and its tests."""
    return sorted(path for folder in ("wikiseek", "tests") for path in (ROOT / folder).rglob("*.py"))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def project_files() -> list[Path]:
    """The files of the project: those git keeps or would keep."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def undocumented(path: Path, tree: ast.Module) -> Iterator[str]:
    """The public names of a file that say nothing of themselves."""
    if not ast.get_docstring(tree):
        yield str(path)
    for node in tree.body:
        if isinstance(node, Node) and not node.name.startswith("_"):
            yield from (f"{path}:{each.lineno} {each.name}" for each in silent(node))


def silent(node: Node) -> Iterator[Node]:
    if not ast.get_docstring(node):
        yield node
    if isinstance(node, ast.ClassDef):
        for inner in node.body:
            if isinstance(inner, Node) and not inner.name.startswith("_") and not is_setter(inner):
                yield from silent(inner)


def is_setter(node: Node) -> bool:
    """Whether this is the second half of a property or an overload, which its first half documents."""
    names = {name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "") for name in node.decorator_list}
    return bool(names & {"setter", "overload"})


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Those of a module, with the imports that stand for names it takes when they are asked for."""
    for node in tree.body:
        stands = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        yield from node.body if stands and isinstance(node, ast.If) else [node]


def surface(tree: ast.Module, package: str) -> tuple[list[str] | None, set[str]]:
    """What a package's `__all__` lists, and the public names it defines or takes from its own modules."""
    listed, bound = None, set()
    for node in _statements(tree):
        if isinstance(node, ast.ImportFrom) and (node.level or f"{node.module}.".startswith(f"{package}.")):
            bound |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, Node):
            bound.add(node.name)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            if node.targets[0].id == "__all__":
                listed = ast.literal_eval(node.value)
            else:
                bound.add(node.targets[0].id)
    return listed, {name for name in bound if not name.startswith("_")}


def test_every_public_name_says_what_it_is():
    package = [path for path in sources() if path.is_relative_to(ROOT / "wikiseek")]
    assert [fault for path in package for fault in undocumented(path.relative_to(ROOT), parsed(path))] == []


def test_the_surface_of_a_package_is_its_all():
    faults = []
    for path in sorted((ROOT / "wikiseek").glob("*/**/__init__.py")):
        listed, bound = surface(parsed(path), ".".join(path.parent.relative_to(ROOT).parts))
        if listed is None or set(listed) != bound or len(set(listed)) != len(listed):
            faults.append(f"{path.relative_to(ROOT)}: {sorted(set(listed or ()) ^ bound) or listed}")
    assert faults == []


def test_every_folder_of_the_package_is_a_package():
    folders = {path.parent for path in (ROOT / "wikiseek").rglob("*.py")}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_files_and_functions_are_short():
    faults = []
    for path in sources():
        place, text = path.relative_to(ROOT), path.read_text("utf-8")
        lines = text.count("\n")
        faults += [f"{place} has {lines} lines"] if lines > FILE_LINES else []
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                faults += [f"{place}:{node.lineno} {node.name} has {length} lines"] if length > FUNCTION_LINES else []
    assert faults == []


def test_no_module_is_a_drawer_for_anything():
    assert [str(path) for path in sources() if re.fullmatch(r"_?(utils?|helpers?|misc|common)", path.stem)] == []


def test_no_file_names_a_machine_or_a_package_host():
    faults = []
    for path in project_files():
        text = path.read_bytes().decode("utf-8", "replace")
        faults += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in text]
    assert faults == []


def test_the_rules_find_what_they_forbid():
    tree = ast.parse("from a import b, _c\nclass C:\n    def m(self): ...\n    @x.setter\n    def x(self, v): ...\n")
    assert list(undocumented(Path("f.py"), tree)) == ["f.py", "f.py:2 C", "f.py:3 m"]
    package = ast.parse("from w.a import b, _c\nfrom z import y\nd = 1\n__all__ = ['b']\n")
    assert surface(package, "w") == (["b"], {"b", "d"})
