"""The lock of the key epoch, which every transaction takes that stores something under the epoch's key.

A transaction that wraps a key or seals a practice-wide answer holds the epoch (shared) until its commit;
ending an epoch waits for all of them, so that nothing is stored under a destroyed key.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session as DatabaseSession

_LOCK = 0x65706F6368


def hold_epoch(session: DatabaseSession) -> None:
    """Prevents the epoch from ending before this transaction does."""
    session.execute(text("SELECT pg_advisory_xact_lock_shared(:lock)"), {"lock": _LOCK})


def close_epoch(session: DatabaseSession) -> bool:
    """Locks the epoch exclusively until this transaction ends; false if somebody holds it.

    Does not wait, because later holders would have to wait as well.
    """
    held = session.execute(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    return bool(held.scalar_one())
