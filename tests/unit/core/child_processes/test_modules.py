"""Processes of our own: every one that is started is one that a package can start."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

from core.child_processes.modules import CHILD_MODULES, child_command

ROOT = Path(__file__).resolve().parents[4]


def test_the_command_is_the_interpreters_own_way_to_run_a_module() -> None:
    assert child_command("core.engine", "17") == (sys.executable, "-m", "core.engine", "17")


def test_a_module_that_a_package_could_not_start_is_refused() -> None:
    with pytest.raises(ValueError, match=r"core\.settings"):
        child_command("core.settings")


@pytest.mark.parametrize("module", sorted(CHILD_MODULES))
def test_each_of_them_can_be_run(module: str) -> None:
    spec = importlib.util.find_spec(module)
    assert spec is not None
    name = f"{module}.__main__" if spec.submodule_search_locations else module
    found = importlib.util.find_spec(name)
    assert found is not None
    assert found.origin is not None
    assert '__name__ == "__main__"' in Path(found.origin).read_text(encoding="utf-8")


def starts_of_interpreters(tree: ast.AST) -> list[int]:
    """The lines of displays (tuple, list) in which `sys.executable` and `"-m"` stand side by side."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple | ast.List)
        and any(ast.unparse(each) == "sys.executable" for each in node.elts)
        and any(isinstance(each, ast.Constant) and each.value == "-m" for each in node.elts)
    ]


def test_nothing_else_starts_the_interpreter_on_a_module() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for package in ("app", "core", "ui", "models", "migrations")
        for path in sorted((ROOT / package).rglob("*.py"))
        if path != ROOT / "core" / "child_processes" / "modules.py"
        # Few have the name in them, and parsing all takes seconds.
        if "executable" in (source := path.read_text(encoding="utf-8"))
        for line in starts_of_interpreters(ast.parse(source))
    ]
    assert found == []


def test_the_search_finds_such_a_start() -> None:
    assert starts_of_interpreters(ast.parse('run((sys.executable, "-m", "core.engine"))')) == [1]
