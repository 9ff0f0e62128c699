"""Charts as a brief reads them, built from a few words, without a database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import NAMESPACE_OID, uuid5

from core.briefs.chart import ChartRead
from core.briefs.dto import Brief, BriefLine, LineKind
from core.briefs.extracting import extract
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients.dto import Client, ClientDetails
from core.ids import ClientId, SessionId
from core.sessions.dto import Session, SessionState, SoapText
from core.sources.dto import Coverage
from tests.fakes.gate import Gate

TODAY = date(2024, 9, 2)
AT = datetime(2024, 9, 2, 7, 0, tzinfo=UTC)


def client(name: str = "Byron", **details: object) -> Client:
    about = ClientDetails(first_name="Ada", last_name=name)
    return Client(ClientId(uuid5(NAMESPACE_OID, name)), 1, replace(about, **details))  # type: ignore[arg-type]


def visit(of: Client, day: str, *, state: SessionState = "signed", **fields: str) -> Session:
    """A session of `day`, with the fields that are given."""
    return Session(
        session_id=SessionId(uuid5(of.client_id, day)),
        client_id=of.client_id,
        date=date.fromisoformat(day),
        state=state,
        version=1,
        text=SoapText(**fields),
        saved_at=datetime.fromisoformat(day).replace(tzinfo=UTC),
    )


def chart(*visits: Mapping[str, str], of: Client | None = None) -> ChartRead:
    """A chart with these sessions, the newest first; each has a `day` and its fields."""
    whose = of or client()
    sessions = [visit(whose, **each) for each in visits]  # type: ignore[arg-type]
    return ChartRead(client=whose, today=TODAY, sessions=tuple(sessions))


def brief_of(read: ChartRead) -> Brief:
    return extract(read, as_of=AT)


def lines_of(brief: Brief, kind: LineKind) -> list[BriefLine]:
    return [line for line in brief.lines if line.kind == kind]


def told(brief: Brief, kind: LineKind) -> str:
    """All that the lines of a kind say, "" for none."""
    return " | ".join(line.text for line in lines_of(brief, kind))


class FakeBriefs(Gate):
    """Briefs behind the same doors as the real service; `changed(client_id)` makes one stale."""

    def __init__(self) -> None:
        super().__init__()
        self.stored: dict[ClientId, Brief] = {}
        self.expected: list[ClientId] = []
        self.kept: dict[ClientId, Brief] = {}
        self.shown: list[ClientId] = []

    def put(self, brief: Brief) -> None:
        """What is made when it is asked for."""
        self.stored[brief.client_id] = brief

    def changed(self, client_id: ClientId) -> None:
        """Somebody stored something in this chart."""
        if client_id in self.kept:
            self.kept[client_id] = replace(self.kept[client_id], stale=True)

    def brief(self, client_id: ClientId, *, cancel: CancelToken | None = None) -> Brief:
        self._pass("brief")
        made = self._made(client_id)
        self.shown.append(client_id)
        return made

    def prepared(self, client_id: ClientId) -> Brief | None:
        self._pass("prepared")
        return self.kept.get(client_id)

    def renewed(self, client_id: ClientId) -> Brief:
        self._pass("renewed")
        return self._made(client_id)

    def prepared_of(self, client_ids: Collection[ClientId]) -> dict[ClientId, Brief]:
        self._pass("prepared_of")
        return {one: self.kept[one] for one in client_ids if one in self.kept}

    def expected_today(self) -> list[ClientId]:
        return self.expected

    def prepare_today(
        self,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
        *,
        at_most: int | None = None,
    ) -> int:
        self._pass("prepare_today")
        wanting = [one for one in self.expected if one not in self.kept or self.kept[one].stale][:at_most]
        for client_id in wanting:
            self._made(client_id)
        return len(wanting)

    def _made(self, client_id: ClientId) -> Brief:
        empty = Brief(client_id, "", None, AT, (), Coverage())
        self.kept[client_id] = self.stored.get(client_id, empty)
        return self.kept[client_id]
