"""What every test has: the fixtures of `tests/fixtures`, and guards that fail what must never happen."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

# As for the engine's process: threads of torch that spin while they wait cost what runs beside them up to
# nine tenths of its speed. Read when the library is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

_FIXTURES = Path(__file__).parent / "fixtures"
pytest_plugins = [
    f"tests.fixtures.{name}"
    for name in (
        *("guards", "one_day", "figures", "proofs", "order", "windows"),
        *("superuser", "database", "keys", "context", "engine", "workspace", "exchange", "demo"),
    )
    if (_FIXTURES / f"{name}.py").exists()
]


def pytest_configure() -> None:
    """The program ignores SIGHUP where it was ignored at its start, as under `nohup`; its tests send it."""
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays until the end: the collector of garbage need not look through it at all."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()
