"""Contradictions of charts without a database or an extractor: those that a test puts there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from core.contradictions.dismissals import key_of, said
from core.contradictions.dto import ContradictionKind, Dismissal, QuotedContradiction
from core.errors import NotFound
from core.facts.quoting import Quote
from core.ids import ClientId, UserId, new_id
from tests.fakes.gate import Gate

AT = datetime(2024, 9, 2, 7, 0, tzinfo=UTC)


def quote_of(
    client_id: ClientId,
    text: str,
    *,
    source_id: UUID | None = None,
    field: str = "subjective",
    day: date | None = None,
    start: int = 0,
    version: int = 1,
) -> Quote:
    """Words of a session, or of the client's record where there is no session."""
    return Quote(
        client_id=client_id,
        kind="client" if source_id is None else "session",
        source_id=source_id or client_id,
        version=version,
        field=field,
        start=start,
        end=start + len(text),
        text=text,
        day=day,
    )


def contradiction(
    kind: ContradictionKind, concept: str, earlier: Quote, later: Quote, **values: str
) -> QuotedContradiction:
    """Two quotes of one client that contradict each other."""
    key = key_of(kind, concept, [said(earlier), said(later)])
    return QuotedContradiction(
        earlier.client_id, kind, key, concept, (earlier, later), {"concept": concept, **values}
    )


class FakeContradictions(Gate):
    """Behind the same doors as the real service."""

    def __init__(self) -> None:
        super().__init__()
        self.stored: dict[ClientId, list[QuotedContradiction]] = {}
        self.dismissed: dict[str, Dismissal] = {}

    def put(self, *found: QuotedContradiction) -> None:
        """What stands in the charts of these."""
        for one in found:
            self.stored.setdefault(one.client_id, []).append(one)

    def of_client(self, client_id: ClientId) -> list[QuotedContradiction]:
        self._pass("of_client")
        return [one for one in self._all(client_id) if one.dismissed is None]

    def all_of_client(self, client_id: ClientId) -> list[QuotedContradiction]:
        self._pass("all_of_client")
        return self._all(client_id)

    def dismiss(self, client_id: ClientId, contradiction: QuotedContradiction, reason: str) -> Dismissal:
        self._pass("dismiss")
        if contradiction.key not in self._keys(client_id):
            raise NotFound("contradiction_gone")
        made = Dismissal(new_id(), reason, UserId(new_id()), AT)
        return self.dismissed.setdefault(contradiction.key, made)

    def restore(self, client_id: ClientId, contradiction: QuotedContradiction) -> None:
        self._pass("restore")
        self.dismissed.pop(contradiction.key, None)

    def _all(self, client_id: ClientId) -> list[QuotedContradiction]:
        found = self.stored.get(client_id, [])
        return [replace(one, dismissed=self.dismissed.get(one.key)) for one in found]

    def _keys(self, client_id: ClientId) -> Collection[str]:
        return {one.key for one in self.stored.get(client_id, [])}
