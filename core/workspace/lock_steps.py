"""The steps of a lock: in an order, and with a limit of time, in which the keys always go."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack

from core.audit.log import ClosingAudit
from core.database.access import Database
from core.disk import DiskGuard
from core.errors import VaultLocked
from core.metrics.metrics import Metrics
from core.security.deadline import dropped_within
from core.security.freed_memory import overwrite_freed
from core.security.open_vault import OpenVault
from core.services import Services

_log = logging.getLogger(__name__)
_KEYS_GO_AFTER_S = 4.0
"""Of a lock that hangs."""


def lock_in_order(
    services: Services | None,
    opened: OpenVault | None,
    database: Database | None,
    *,
    drop: Callable[[], None],
    disk: DiskGuard,
    metrics: Metrics,
) -> None:
    """Stops the services, drops the keys by `drop`, and stores the event of the lock.

    What is done with the keys first has `_KEYS_GO_AFTER_S` seconds: then they go though it goes on. What is
    None was not opened.
    """
    closing: ClosingAudit | None = None

    def store_lock() -> None:
        if closing is not None and database is not None:
            closing.store(database.begin)

    # Run in reverse order, each regardless of failures of the others, so that the keys are always
    # dropped.
    with ExitStack() as steps:
        # After everything else, because it needs no key and nothing waits for it.
        steps.callback(metrics.save)
        if opened is not None:
            # Last, on the memory freed by the steps before: keys are dropped first, and nothing waits for
            # this.
            steps.callback(overwrite_freed)
        if database is not None:
            steps.callback(database.dispose)
        # With keys for audit events only, and stored last: waiting must not keep the other keys.
        steps.callback(store_lock)
        if services is not None:
            steps.callback(services.engine.stop)
            steps.callback(services.retrieval.close)
            steps.callback(services.assistant.close)
            steps.callback(services.conversations.close)
            steps.callback(services.briefs.close)
            steps.callback(services.facts.close)
            steps.callback(services.index.stop)
        if opened is not None:
            steps.enter_context(dropped_within(_KEYS_GO_AFTER_S, drop))
        if services is not None:
            # While there is a key to write it with; everything it lists is in the database already.
            steps.callback(services.integrity.advance_inventory)
            steps.callback(services.backups.close)
        if opened is not None:
            # First: the inventory, the last event and its checkpoint need space.
            steps.callback(disk.make_room)
        if services is not None:
            closing = _closing(services)


def drop_keys(services: Services | None, opened: OpenVault | None) -> None:
    """Drops the keys at once, from any thread. May be called twice."""
    try:
        if opened is not None:
            opened.drop()
    finally:
        if services is not None:
            try:
                services.audit.drop_keys()
            finally:
                services.backups.close()


def _closing(services: Services) -> ClosingAudit | None:
    """None if the keys are dropped already: an event cannot be written then."""
    try:
        return services.audit.closing()
    except VaultLocked:
        _log.warning("lock not audited: the keys were dropped before it")
        return None
