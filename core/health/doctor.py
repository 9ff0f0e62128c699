"""Checks the environment and data of the program; every finding has a code with a remedy in the window."""

from __future__ import annotations

import os
import platform
import stat
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import psutil  # type: ignore[import-untyped]

from core.backup.status import BackupStatus
from core.clock import Clock, utc_now
from core.database.migrator import schema_revision
from core.directory_account import files_of_others
from core.errors import AnamnesisError
from core.health.backup import backup_findings
from core.health.confinement import database_memory, engine_confinement
from core.health.finding import Finding
from core.health.memory_on_disk import crash_files, hibernation, swap
from core.health.models import models_on_this_computer
from core.health.server import server_findings
from core.health.upgrade import upgrade_finding
from core.health.usage import usage_findings
from core.health.vault import clock_sanity, locked_vault, open_practice
from core.installed_models import installed_models
from core.placement import refuse_unsafe_directory
from core.retrieval.dto import IndexStatus
from core.settings import Settings
from core.shared_practice.rights import faults, group_name, server_account_name
from core.updates.service import Refusal, UpdateService, UpdateState

if TYPE_CHECKING:
    from core.health.examined_workspace import ExaminedWorkspace
    from core.services import Services

ROOM_BYTES = 10 * 1024**3
MEMORY_BYTES = 4 * 1024**3
_PACKAGES = (
    "cryptography",
    "keyring",
    "psycopg",
    "SQLAlchemy",
    "pgvector",
    "torch",
    "sentence-transformers",
    "llama-cpp-python",
)
_NOT_PRESSING = frozenset({"update_same", "update_older"})
"""A folder may keep the installed release and older ones."""


def examine(
    workspace: ExaminedWorkspace,
    *,
    services: Services | None = None,
    failed_attempts: int | None = None,
    clock: Clock = utc_now,
    backup: BackupStatus | None = None,
) -> Iterator[Finding]:
    """All findings on an open workspace; `services` None while it is locked.

    `failed_attempts` are those before the current unlock; None: they are read now. `backup` is the backups'
    status; None: not reported.
    """
    settings = workspace.settings
    yield update_finding(UpdateService(settings).state())
    yield _policy(settings)
    yield _versions()
    yield disk_finding(workspace)
    yield _memory()
    yield _directory_mode(settings.own_dir)
    yield _shared_practice(settings)
    yield _placement(settings.data_dir)
    yield swap()
    yield hibernation()
    yield crash_files()
    yield clock_sanity(settings, clock)
    yield from models_on_this_computer(installed_models(settings))
    yield engine_confinement(services)
    yield from _database(workspace)
    yield upgrade_finding(settings, now=clock())
    yield from usage_findings(workspace.metrics)
    if backup is not None:
        yield from backup_findings(backup, now=clock())
    yield from locked_vault(settings, failed_attempts=failed_attempts)
    if services is not None:
        yield from open_practice(services)
        if services.access.allows("chart"):
            yield index_finding(services.index.status())


def update_finding(state: UpdateState) -> Finding:
    """A refused release is a problem: it is in the folder, but not valid."""
    params = {"installed": state.installed, "looked": state.looked}
    if state.replaced_by is not None:
        return Finding("update", "warning", params | {"version": state.replaced_by, "replaced": True})
    if state.found is not None:
        found = {"version": state.found.version, "folder": str(state.found.folder), "replaced": False}
        return Finding("update", "warning", params | found)
    refused = _pressing_refusals(state)
    if refused:
        error = refused[0].error
        return Finding("update", "problem", params | {"code": error.code, **error.params})
    return Finding("update", "ok", params)


def _pressing_refusals(state: UpdateState) -> tuple[Refusal, ...]:
    """Refused releases, except installed and older versions."""
    return tuple(each for each in state.refused if each.error.code not in _NOT_PRESSING)


def _policy(settings: Settings) -> Finding:
    """A policy that others can change is in force too: it can only restrict."""
    open_to_others = [each.source for each in settings.policies if not each.administered]
    params = {
        "sources": [each.source for each in settings.policies],
        "open": open_to_others,
        "imposed": sorted(name for name, each in settings.decisions.items() if each.by == "policy"),
    }
    return Finding("policy", "warning" if open_to_others else "ok", params)


def _versions() -> Finding:
    found = {"python": platform.python_version()}
    missing = []
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            missing.append(package)
    return Finding("versions", "problem" if missing else "ok", {**found, "missing": missing})


def disk_finding(workspace: ExaminedWorkspace) -> Finding:
    """Disk space for the next years, or at least for the next note."""
    free = workspace.disk.free_bytes
    if free < workspace.settings.minimum_free_bytes:
        return Finding("disk", "problem", {"free_bytes": free})
    return Finding("disk", "ok" if free >= ROOM_BYTES else "warning", {"free_bytes": free})


def _memory() -> Finding:
    total = psutil.virtual_memory().total
    return Finding("memory", "ok" if total >= MEMORY_BYTES else "warning", {"total_bytes": total})


def _directory_mode(directory: Path) -> Finding:
    if os.name == "nt":
        return Finding("data_directory", "ok", {"directory": str(directory)})
    mode = stat.S_IMODE(directory.stat().st_mode)
    if mode & 0o077:
        return Finding("data_directory", "problem", {"mode": oct(mode)})
    others, account = files_of_others(directory)
    if others:
        return Finding("data_directory", "warning", {"mode": oct(mode), "others": others, "account": account})
    return Finding("data_directory", "ok", {"mode": oct(mode)})


def _shared_practice(settings: Settings) -> Finding:
    """Who runs the server, whose accounts may open it, and what is not as it was made."""
    if not settings.shared:
        return Finding("shared_practice", "ok", {"shared": False})
    found = [f"{fault.path} ({fault.reason})" for fault in faults(settings)]
    params = {
        "shared": True,
        "server": server_account_name(settings),
        "group": group_name(settings),
        "faults": found,
    }
    return Finding("shared_practice", "problem" if found else "ok", params)


def _placement(directory: Path) -> Finding:
    try:
        refuse_unsafe_directory(directory)
    except AnamnesisError as error:
        return Finding("placement", "problem", {"code": error.code, **error.params})
    return Finding("placement", "ok")


def _database(workspace: ExaminedWorkspace) -> Iterator[Finding]:
    server = workspace.server
    if server is None:
        yield Finding("database", "warning", {"practice": "none"})
        return
    try:
        yield Finding(
            "database", "ok", {"version": server.binaries.version, "schema": schema_revision(server)}
        )
        yield from server_findings(server)
        yield database_memory(server)
    except AnamnesisError as error:
        yield Finding("database", "problem", {"code": error.code})


def index_finding(index: IndexStatus) -> Finding:
    """Whether everything stored is searchable."""
    return Finding(
        "index",
        "ok" if index.pending == 0 and not (index.drift and index.drift.total) else "warning",
        {
            "total": index.total,
            "indexed": index.indexed,
            "passages": index.passages,
            "drift": index.drift.total if index.drift is not None else 0,
        },
    )
