"""The import contracts of pyproject.toml hold, and each of them would notice a breach."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]

BREACHES = [
    ("core/notes.py", "import ui.shell", "app over ui over core over models"),
    ("ui/shell.py", "import app.start", "app over ui over core over models"),
    ("models/chart.py", "import core.notes", "app over ui over core over models"),
    ("core/notes.py", "from PySide6.QtCore import QObject", "the core has no window"),
    ("models/chart.py", "import PySide6", "the core has no window"),
    ("ui/shell.py", "import models.chart", "views know services, not tables"),
    ("ui/shell.py", "from sqlalchemy import select", "views know services, not tables"),
    ("ui/shell.py", "import psycopg", "views know services, not tables"),
    ("core/notes.py", "import torch", "model libraries live in core.engine"),
    ("app/start.py", "import llama_cpp", "model libraries live in core.engine"),
    ("ui/shell.py", "import sentence_transformers", "model libraries live in core.engine"),
    ("migrations/env.py", "import core.notes", "migrations are frozen"),
    ("models/chart.py", "import core.notes", "tables know nothing of us"),
    ("core/notes.py", "import requests", "no network client in the program"),
    ("core/notes.py", "from PIL import Image", "parsers of foreign files live in the confined process"),
    ("ui/shell.py", "import pypdfium2", "parsers of foreign files live in the confined process"),
    ("ui/widgets.py", "import ui.clients", "packages of ui import downwards"),
    ("ui/clients.py", "def later():\n    import ui.shell", "packages of ui import downwards"),
    (
        "ui/find.py",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import ui.schedule",
        "packages of ui import downwards",
    ),
    ("ui/unplaced.py", "import ui.widgets", "packages of ui import downwards"),
]


def layers() -> list[tuple[str, str]]:
    """The packages that a contract orders, with the package they are in."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [
        (container, layer.strip(" ()"))
        for contract in config["tool"]["importlinter"]["contracts"]
        for container in contract.get("containers", ())
        for line in contract["layers"]
        for layer in re.split(r"[|:]", line)
    ]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*LINT, "--config", str(ROOT / "pyproject.toml")],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(folder), "PATH": "", "NO_COLOR": "1", "COLUMNS": "200", "PYTHONUTF8": "1"},
    )


@pytest.fixture
def small_tree(tmp_path: Path) -> Path:
    """The top-level packages with one module each, and one for each layer of a contract; nothing imported."""
    modules = {
        "app": "start.py",
        "core": "notes.py",
        "ui": "shell.py",
        "models": "chart.py",
        "migrations": "env.py",
    }
    for room, module in modules.items():
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").touch()
        (tmp_path / room / module).touch()
    (tmp_path / "core" / "engine").mkdir()
    (tmp_path / "core" / "engine" / "__init__.py").touch()
    (tmp_path / "core" / "engine" / "child.py").write_text("import torch\nimport llama_cpp\n")
    for container, layer in layers():
        if not (tmp_path / container / layer).exists():
            (tmp_path / container / f"{layer}.py").touch()
    return tmp_path


def test_the_contracts_hold() -> None:
    checked = lint(ROOT)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_tree_that_keeps_to_its_rooms_passes(small_tree: Path) -> None:
    checked = lint(small_tree)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(("module", "line", "contract"), BREACHES)
def test_a_breach_is_noticed(small_tree: Path, module: str, line: str, contract: str) -> None:
    (small_tree / module).write_text(f"{line}\n", encoding="utf-8")
    checked = lint(small_tree)
    assert checked.returncode == 1, checked.stdout + checked.stderr
    broken = [said for said in checked.stdout.splitlines() if " BROKEN" in said]
    assert any(contract in said for said in broken), checked.stdout
