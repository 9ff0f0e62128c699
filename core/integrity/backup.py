"""Compares a backup's chain with this computer's last known one."""

from __future__ import annotations

from typing import Literal

from core.audit.chain import ChainHead
from core.audit.checkpoint import Checkpoint

BackupAge = Literal["current", "stale", "forked", "unknown"]


def compare_heads(
    found: ChainHead | None, anchor: Checkpoint | None, *, at_anchor: ChainHead | None = None
) -> BackupAge:
    """How the chain `found` in a backup stands to the `anchor` of this computer.

    `at_anchor` is what the backup's own chain has at the anchor's position, where it is longer than that.

    Returns:
        `current`: it goes through the anchor, and may be newer. `stale`: it ends before the anchor, so what
        came after is not in it. `forked`: it has another history there. `unknown`: nothing to compare.
    """
    if found is None or anchor is None:
        return "unknown"
    if found.position < anchor.position:
        return "stale"
    there = found if found.position == anchor.position else at_anchor
    if there is None or there.position != anchor.position:
        return "unknown"
    same = (there.head, there.charts) == (anchor.head, anchor.charts)
    return "current" if same else "forked"
