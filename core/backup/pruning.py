"""Removing what no kept backup needs; when in doubt, nothing is removed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from core.backup.manifest import Manifest
from core.backup.retention import kept
from core.backup.store import BackupStore, made_at
from core.errors import AnamnesisError

_log = logging.getLogger(__name__)


def prune(store: BackupStore, manifest_of: Callable[[Path], Manifest]) -> tuple[int, int]:
    """Removes backups that the retention does not keep and pieces that no other backup names; how many of
    each.

    Call it while the store is `held`. A backup that `manifest_of` cannot open stays, and all pieces with it.
    """
    backups = {path: made_at(path) for path in store.backups()}
    manifests: dict[Path, Manifest] = {}
    for path in backups:
        try:
            manifests[path] = manifest_of(path)
        except AnamnesisError as error:
            _log.warning("a backup was not looked into, so no piece is removed: %s", error.code)
    keep = kept(at for at in backups.values() if at is not None)
    gone = [path for path, at in backups.items() if path in manifests and at is not None and at not in keep]
    for path in gone:
        path.unlink(missing_ok=True)
    if len(manifests) != len(backups):
        return len(gone), 0
    named = {
        piece.name for path, manifest in manifests.items() if path not in gone for piece in manifest.pieces()
    }
    unnamed = [name for name in store.piece_sizes() if name not in named]
    for name in unnamed:
        store.remove_piece(name)
    return len(gone), len(unnamed)
