"""What every test has: the fixtures of `tests/fixtures`, and guards that fail what must never happen."""

from __future__ import annotations

import gc
from pathlib import Path

_FIXTURES = Path(__file__).parent / "fixtures"
pytest_plugins = [
    f"tests.fixtures.{name}"
    for name in (
        *("guards", "one_day", "figures", "proofs", "order", "windows"),
        *("superuser", "database", "keys", "context", "engine", "workspace", "exchange", "demo"),
    )
    if (_FIXTURES / f"{name}.py").exists()
]


def pytest_collection_finish() -> None:
    """What was collected stays until the end: the collector of garbage need not look through it again."""
    gc.collect()
    gc.freeze()
