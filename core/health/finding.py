"""The result of one check, and the list of checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Status = Literal["ok", "warning", "problem"]
Check = Literal[
    "backup",
    "restore_drill",
    "integrity",
    "audit_chain",
    "journal",
    "clock",
    "disk",
    "data_directory",
    "placement",
    "database",
    "server_version",
    "extension",
    "checksums",
    "database_memory",
    "upgrade",
    "index",
    "model_embedder",
    "trial_embedder",
    "model_generator",
    "trial_generator",
    "processor",
    "vault",
    "keys",
    "attempts",
    "keyring",
    "swap",
    "hibernation",
    "crash_files",
    "engine_confinement",
    "update",
    "policy",
    "versions",
    "memory",
    "speed_ask",
    "speed_find",
    "speed_save",
    "speed_unlock",
    "errors",
    "crashes",
]
CHECKS: tuple[Check, ...] = get_args(Check)
Group = Literal["backup", "records", "database", "models", "access", "computer", "program"]
GROUPS: dict[Group, tuple[Check, ...]] = {
    "backup": ("backup", "restore_drill"),
    "records": ("integrity", "audit_chain", "journal", "clock"),
    "database": (
        "disk",
        "data_directory",
        "placement",
        "database",
        "server_version",
        "extension",
        "checksums",
        "database_memory",
        "upgrade",
    ),
    "models": (
        "index",
        "model_embedder",
        "trial_embedder",
        "model_generator",
        "trial_generator",
        "processor",
    ),
    "access": ("vault", "keys", "attempts", "keyring"),
    "computer": ("swap", "hibernation", "crash_files", "engine_confinement"),
    "program": (
        "update",
        "policy",
        "versions",
        "memory",
        "speed_ask",
        "speed_find",
        "speed_save",
        "speed_unlock",
        "errors",
        "crashes",
    ),
}
"""Every check once, in display order."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. `params` are counts, versions and names."""

    check: Check
    status: Status
    params: dict[str, Any] = field(default_factory=dict)
