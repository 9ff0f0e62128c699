"""Removes backups and pieces that are not needed; when in doubt, nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from core.backup.manifest import Manifest
from core.backup.store import BackupStore, name_of
from core.errors import AnamnesisError

NEWEST = 3
"""At least this many backups are kept regardless of the clock: those with the highest position in the audit
log.
"""
_RULES: tuple[tuple[int, Callable[[datetime], tuple[int, ...]]], ...] = (
    (7, lambda at: (at.year, at.month, at.day)),
    (4, lambda at: tuple(at.isocalendar()[:2])),
    (12, lambda at: (at.year, at.month)),
)
"""The last backup of each of the newest 7 days, 4 weeks and 12 months that have one is kept."""
_TO_COME = timedelta(days=1)
_log = logging.getLogger(__name__)


def kept(made: Iterable[datetime]) -> set[datetime]:
    """The times of the backups to keep; always includes the newest."""
    newest_first = sorted(set(made), reverse=True)
    keep: set[datetime] = set()
    for most, period_of in _RULES:
        periods: dict[tuple[int, ...], datetime] = {}
        for at in newest_first:
            periods.setdefault(period_of(at), at)
        keep.update(list(periods.values())[:most])
    return keep


def position_of(manifest: Manifest) -> int:
    """The position of its audit log's end, which grows with every change, independent of the clock."""
    return 0 if manifest.checkpoint is None else manifest.checkpoint.position


def is_named_right(path: Path, manifest: Manifest) -> bool:
    """Whether the file has its original name. A copy under another name does not count."""
    return path.name == name_of(manifest.made_at, position_of(manifest))


def prune(
    store: BackupStore, manifest_of: Callable[[Path], Manifest], *, newest: Path | None, now: datetime
) -> tuple[int, int]:
    """Removes backups that the retention does not keep and pieces that no other backup names; how many of
    each.

    Call it while the store is `held`. `newest` was just made. Signed times count, not file names. If
    `manifest_of` cannot open a backup, it stays, and all pieces with it.
    """
    backups = store.backups()
    manifests: dict[Path, Manifest] = {}
    for path in backups:
        try:
            manifests[path] = manifest_of(path)
        except AnamnesisError as error:
            _log.warning("a backup was not looked into, so no piece is removed: %s", error.code)
    counted = {path: each for path, each in manifests.items() if is_named_right(path, each)}
    past = {path: each for path, each in counted.items() if each.made_at <= now + _TO_COME}
    keep = kept(each.made_at for each in past.values())
    furthest = sorted(
        counted, key=lambda path: (position_of(counted[path]), counted[path].made_at), reverse=True
    )[:NEWEST]
    gone = [
        path
        for path, each in past.items()
        if each.made_at not in keep and path != newest and path not in furthest
    ]
    for path in gone:
        path.unlink(missing_ok=True)
    if len(manifests) != len(backups):
        return len(gone), 0
    named = {piece.name for path, each in manifests.items() if path not in gone for piece in each.pieces()}
    return len(gone), store.remove_pieces(name for name in store.piece_sizes() if name not in named)
