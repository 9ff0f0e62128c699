"""Operations on the contradictions of a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.contradictions.dto import Dismissal, QuotedContradiction
from core.ids import ClientId
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


def read_contradictions(*, client_id: ClientId) -> Operation[list[QuotedContradiction]]:
    """The contradictions of a client's chart that nobody dismissed."""

    def run(services: Services, _cancel: CancelToken, _progress: OnProgress) -> list[QuotedContradiction]:
        found: list[QuotedContradiction] = services.contradictions.of_client(client_id)
        return found

    # Not in the lane of the saves, which must not wait for a read.
    return Operation("find", run)


def dismiss_contradiction(*, contradiction: QuotedContradiction, reason: str) -> Operation[Dismissal]:
    """Stores that it is no contradiction, and why; it stays hidden until one of its quotes changes."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.contradictions.dismiss(
            contradiction.client_id, contradiction, reason
        ),
    )


def restore_contradiction(*, contradiction: QuotedContradiction) -> Operation[None]:
    """Shows a dismissed one again."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.contradictions.restore(
            contradiction.client_id, contradiction
        ),
    )
