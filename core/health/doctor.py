"""Checks what the program stands on; every finding has a code, for which the surface has a remedy."""

from __future__ import annotations

import os
import platform
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from core.database.migrator import schema_revision
from core.engine.catalogue import ModelSpec, starter_models
from core.engine.verification import verify_model
from core.errors import AnamnesisError
from core.retrieval.dto import IndexStatus
from core.workspace import Workspace

ROOM_BYTES = 10 * 1024**3
MEMORY_BYTES = 4 * 1024**3
Status = Literal["ok", "warning", "problem"]
_PACKAGES = (
    "cryptography",
    "psycopg",
    "SQLAlchemy",
    "pgvector",
    "torch",
    "sentence-transformers",
    "llama-cpp-python",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. `params` are counts, versions and names."""

    check: str
    status: Status
    params: dict[str, Any] = field(default_factory=dict)


def examine(workspace: Workspace, *, index: IndexStatus | None) -> Iterator[Finding]:
    """All findings on an open workspace; `index` is None while it is locked."""
    yield _versions()
    yield _disk(workspace)
    yield _memory()
    yield _directory_mode(workspace.settings.data_dir)
    yield _swap()
    models = starter_models(workspace.settings.models_dir)
    yield _model(models.embedder)
    yield _model(models.generator)
    yield from _database(workspace)
    if index is not None:
        yield _index(index)


def _versions() -> Finding:
    found = {"python": platform.python_version()}
    missing = []
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            missing.append(package)
    return Finding("versions", "problem" if missing else "ok", {**found, "missing": missing})


def _disk(workspace: Workspace) -> Finding:
    free = workspace.disk.free_bytes
    if free < workspace.settings.minimum_free_bytes:
        return Finding("disk", "problem", {"free_bytes": free})
    return Finding("disk", "ok" if free >= ROOM_BYTES else "warning", {"free_bytes": free})


def _memory() -> Finding:
    if os.name == "nt":
        return Finding("memory", "ok", {"total_bytes": None})
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Finding("memory", "ok" if total >= MEMORY_BYTES else "warning", {"total_bytes": total})


def _directory_mode(directory: Path) -> Finding:
    if os.name == "nt":
        return Finding("data_directory", "ok", {"directory": str(directory)})
    mode = stat.S_IMODE(directory.stat().st_mode)
    return Finding("data_directory", "ok" if mode & 0o077 == 0 else "problem", {"mode": oct(mode)})


def _swap() -> Finding:
    # Keys and notes in memory can be written to swap; an encrypted one (dm-crypt, zram) keeps them safe.
    table = Path("/proc/swaps")
    areas = table.read_text().splitlines()[1:] if table.exists() else []
    plain = [
        area.split()[0] for area in areas if not area.startswith(("/dev/dm-", "/dev/mapper/", "/dev/zram"))
    ]
    return Finding("swap", "warning" if plain else "ok", {"areas": plain})


def _model(spec: ModelSpec) -> Finding:
    try:
        verify_model(spec)
    except AnamnesisError as error:
        return Finding(
            f"model_{spec.kind}", "problem", {"name": spec.name, "code": error.code, **error.params}
        )
    return Finding(
        f"model_{spec.kind}", "ok", {"name": spec.name, "sha256": spec.sha256, "licence": spec.licence}
    )


def _database(workspace: Workspace) -> Iterator[Finding]:
    cluster = workspace.cluster
    if cluster is None:
        yield Finding("database", "warning", {"practice": "none"})
        return
    try:
        yield Finding(
            "database", "ok", {"version": cluster.binaries.version, "schema": schema_revision(cluster)}
        )
    except AnamnesisError as error:
        yield Finding("database", "problem", {"code": error.code})


def _index(index: IndexStatus) -> Finding:
    return Finding(
        "index",
        "ok" if index.pending == 0 else "warning",
        {"total": index.total, "indexed": index.indexed, "passages": index.passages},
    )
