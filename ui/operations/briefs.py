"""Operations for the brief before a visit, and its preparation while the window is idle."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from core.briefs.dto import Brief
from core.ids import ClientId
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


def read_brief(*, client_id: ClientId) -> Operation[Brief]:
    """The brief of the chart's current state, for a person who reads it."""

    def run(services: Services, cancel: CancelToken, _progress: OnProgress) -> Brief:
        found: Brief = services.briefs.brief(client_id, cancel=cancel)
        return found

    # Not in the lane of the saves, which must not wait for a read.
    return Operation("find", run)


def current_brief(*, client_id: ClientId) -> Operation[Brief]:
    """The brief of the chart's current state, for comparison with the one on screen."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> Brief:
        kept: Brief | None = services.briefs.prepared(client_id)
        if kept is not None and not kept.stale:
            return kept
        made: Brief = services.briefs.renewed(client_id)
        return made

    return Operation("find", run)


def briefs_ready(*, client_ids: Collection[ClientId]) -> Operation[frozenset[ClientId]]:
    """Those of these clients whose brief is made and still valid."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> frozenset[ClientId]:
        found: dict[ClientId, Brief] = services.briefs.prepared_of(client_ids)
        return frozenset(client_id for client_id, brief in found.items() if not brief.stale)

    return Operation("find", run)


def prepare_next() -> Operation[int]:
    """Prepares the brief of the next client of today who has none; returns 0 when all are made."""

    def run(services: Services, cancel: CancelToken, progress: OnProgress) -> int:
        made: int = services.briefs.prepare_today(cancel, progress, at_most=1)
        return made

    return Operation("find", run)
