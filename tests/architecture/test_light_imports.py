"""Starting the program, or using the core alone, loads no library that is slow or does not belong there."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODEL_LIBRARIES = {"torch", "sentence_transformers", "transformers", "llama_cpp", "scipy", "sklearn"}
WINDOW = {"PySide6", "shiboken6"}
WIDGETS = {"PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtNetwork"}
"""What needs the libraries of a screen; `PySide6.QtCore`, which `ui.errors` needs, does not."""
DATABASE = {"sqlalchemy", "psycopg", "alembic", "pgvector"}
NETWORK = {"requests", "httpx", "httpx2", "aiohttp", "urllib3", "huggingface_hub"}


def loaded_by(*modules: str) -> set[str]:
    """What a fresh interpreter has loaded after importing `modules`: packages, and modules of Qt."""
    script = (
        "import importlib, json, sys\n"
        f"for name in {list(modules)!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted({name if name.startswith('PySide6.') else name.partition('.')[0] "
        "for name in sys.modules})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def modules_of(package: str) -> list[str]:
    """Every module below a package, `__main__` left out: importing one of those would run it."""
    found = [package]
    for module in pkgutil.walk_packages([str(ROOT / package)], prefix=f"{package}."):
        if not module.name.endswith(".__main__"):
            found.append(module.name)
    return found


def test_the_entry_point_loads_next_to_nothing() -> None:
    """Hardening comes before anything else is loaded, and `--help` must not wait for a window."""
    assert not loaded_by("app.__main__") & (MODEL_LIBRARIES | WINDOW | DATABASE | NETWORK)


def test_help_and_a_mistake_of_typing_wait_for_no_command() -> None:
    assert not loaded_by("app.cli.main") & (MODEL_LIBRARIES | WINDOW | DATABASE | NETWORK | {"numpy"})


def test_the_command_line_loads_no_window_and_no_model() -> None:
    assert not loaded_by(*modules_of("app.cli")) & (MODEL_LIBRARIES | WIDGETS | NETWORK)


def test_the_whole_core_is_usable_without_a_window_a_model_or_a_network_client() -> None:
    assert not loaded_by(*modules_of("core")) & (MODEL_LIBRARIES | WINDOW | NETWORK)


def test_the_whole_window_loads_no_model_library() -> None:
    assert not loaded_by(*modules_of("ui")) & (MODEL_LIBRARIES | NETWORK)


@pytest.mark.parametrize("module", ["json", "PySide6.QtCore"])
def test_the_probe_sees_what_is_loaded(module: str) -> None:
    assert module in loaded_by(module)
