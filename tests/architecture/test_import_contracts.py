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

ORDER = "each package of core has its place above what it uses"
BREACHES = [
    ("core/demo.py", "import ui.window", "app over ui over core over models"),
    ("ui/window.py", "import app.start", "app over ui over core over models"),
    ("models/chart.py", "import core.demo", "app over ui over core over models"),
    ("core/demo.py", "from PySide6.QtCore import QObject", "the core has no window"),
    ("models/chart.py", "import PySide6", "the core has no window"),
    ("ui/window.py", "import models.chart", "views know services, not tables"),
    ("ui/window.py", "from sqlalchemy import select", "views know services, not tables"),
    ("ui/window.py", "import psycopg", "views know services, not tables"),
    ("core/demo.py", "import torch", "model libraries live in core.engine"),
    ("app/start.py", "import llama_cpp", "model libraries live in core.engine"),
    ("ui/window.py", "import sentence_transformers", "model libraries live in core.engine"),
    ("migrations/env.py", "import core.demo", "migrations are frozen"),
    ("models/chart.py", "import core.demo", "tables know nothing of us"),
    ("core/demo.py", "import requests", "no network client in the program"),
    ("core/demo.py", "from PIL import Image", "parsers of foreign files live in the confined process"),
    ("ui/window.py", "import pypdfium2", "parsers of foreign files live in the confined process"),
    ("core/clients.py", "import core.sessions", ORDER),
    ("core/clients.py", "def late():\n    import core.sessions", ORDER),
    ("core/clients.py", "import typing\nif typing.TYPE_CHECKING:\n    import core.sessions", ORDER),
    ("core/spelling.py", "import core.vocabulary", ORDER),
    ("core/without_a_place.py", "", ORDER),
]


def ordered_modules() -> set[Path]:
    """What the contracts with an order of packages name, as single modules."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {
        Path(*container.split(".")) / f"{name}.py"
        for contract in settings["tool"]["importlinter"]["contracts"]
        for container in contract.get("containers", ())
        for layer in contract["layers"]
        for name in re.split(r"[\s|:]+", layer)
    }


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
    """The rooms with the modules that a contract names, or one; nothing imported."""
    modules = {
        "app": "start.py",
        "core": "demo.py",
        "ui": "window.py",
        "models": "chart.py",
        "migrations": "env.py",
    }
    for room, module in modules.items():
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").touch()
        (tmp_path / room / module).touch()
    for path in ordered_modules():
        (tmp_path / path).touch()
    (tmp_path / "core" / "engine.py").unlink()
    (tmp_path / "core" / "engine").mkdir()
    (tmp_path / "core" / "engine" / "__init__.py").touch()
    (tmp_path / "core" / "engine" / "child.py").write_text("import torch\nimport llama_cpp\n")
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
