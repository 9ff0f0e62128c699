"""Verifies that a restored practice equals the backup: every row opens, every chart and the log are
intact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import text

from core.audit_reading.reader import AuditReader
from core.backup.manifest import Manifest
from core.backup.sealed_rows import open_every_row
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.access import Database
from core.database.snapshot import hold_snapshot
from core.errors import AnamnesisError, Cancelled, VaultLocked
from core.ids import ClientId, SessionId
from core.integrity.service import IntegrityService
from core.retrieval.dto import SearchOptions
from core.retrieval.search import SearchService
from core.security.roles import Access
from core.security.sealing import Sealer
from core.sessions.dto import SOAP_FIELDS, SoapText
from core.sessions.service import SessionService
from core.sources.dto import SearchScope

QUESTIONS = 5
_WORDS = 6
_SHORTEST_WORD = 4
_WORD = re.compile(r"[^\W\d_]+")


class RestoredServices(Protocol):
    """The services over a restored database."""

    @property
    def access(self) -> Access: ...
    @property
    def integrity(self) -> IntegrityService: ...
    @property
    def audit_reader(self) -> AuditReader: ...
    @property
    def search(self) -> SearchService: ...
    @property
    def sessions(self) -> SessionService: ...


@dataclass(frozen=True, slots=True)
class Proof:
    """What was checked and what was wrong. `findings`: counts of integrity findings by code.

    `unreadable`: sealed values that do not open, by table. `log_intact` is None if the role may not read it.
    `found` of `asked` notes were found by their own words.
    """

    rows: int = 0
    values: int = 0
    unreadable: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    log_intact: bool | None = None
    asked: int = 0
    found: int = 0

    @property
    def passed(self) -> bool:
        return (
            not self.unreadable
            and not self.findings
            and self.log_intact is not False
            and self.found == self.asked
        )


def prove(
    services: RestoredServices,
    *,
    database: Database,
    sealer: Sealer,
    manifest: Manifest,
    questions: int = QUESTIONS,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
) -> Proof:
    """Checks everything. `on_progress` counts sealed values. Raises `Cancelled`, `VaultLocked`."""
    with database.begin() as session:
        hold_snapshot(session)
        opened = open_every_row(session, sealer, cancel=cancel, on_progress=on_progress)
    findings: Counter[str] = Counter()
    with _counted(findings):
        findings.update(each.code for each in services.integrity.check_all(cancel=cancel))
    log_intact = None
    if services.access.allows("audit"):
        log_intact = False
        with _counted(findings):
            log_intact = services.audit_reader.verify(cancel=cancel).intact
    asked, found = _ask(services, database, questions, cancel)
    return Proof(
        rows=manifest.rows,
        values=opened.values,
        unreadable=dict(opened.damaged),
        findings=dict(findings),
        log_intact=log_intact,
        asked=asked,
        found=found,
    )


@contextmanager
def _counted(findings: Counter[str]) -> Iterator[None]:
    """A failing check is recorded as a finding: a damaged practice is restored with everything else."""
    try:
        yield
    except (Cancelled, VaultLocked):
        raise
    except AnamnesisError as error:
        findings[error.code] += 1


def _ask(
    services: RestoredServices, database: Database, questions: int, cancel: CancelToken | None
) -> tuple[int, int]:
    """Searches for notes by their own words; returns how many searches, and how many notes were found."""
    asked = found = 0
    options = SearchOptions(sides="words", understand=False, recency=False)
    for client_id, session_id, version in _indexed_sessions(database, questions):
        try:
            session = services.sessions.get(session_id)
        except AnamnesisError as error:
            if isinstance(error, VaultLocked):
                raise
            # Counted among the values that do not open.
            continue
        words = _question(session.text)
        if session.version != version or not words:
            continue
        asked += 1
        result = services.search.search(words, SearchScope(client_id), options=options, cancel=cancel)
        passages = (each for hit in result.hits for each in (hit.passage, *hit.also))
        # Notes from one template have the same words: finding another one of them counts.
        found += any(
            each.source_id == session_id or set(words.split()) <= set(_WORD.findall(each.text))
            for each in passages
        )
    return asked, found


def _indexed_sessions(database: Database, most: int) -> list[tuple[ClientId, SessionId, int]]:
    query = text(
        """
        SELECT i.client_id, i.source_id, i.source_version FROM source_index i
        JOIN client c ON c.workspace_id = i.workspace_id AND c.client_id = i.client_id
        JOIN session s ON s.workspace_id = i.workspace_id AND s.session_id = i.source_id
        WHERE i.source_kind = 'session' AND i.passages > 0 AND c.state = 'active'
            AND s.state IN ('draft', 'signed') AND s.current_version = i.source_version
        ORDER BY random() LIMIT :most
        """
    )
    with database.begin() as session:
        rows = session.execute(query, {"most": most}).all()
    return [(ClientId(row[0]), SessionId(row[1]), int(row[2])) for row in rows]


def _question(text_of: SoapText) -> str:
    """The longest words of a note's longest field."""
    longest = max((text_of.field(name) for name in SOAP_FIELDS), key=len)
    words = {word for word in _WORD.findall(longest) if len(word) >= _SHORTEST_WORD}
    return " ".join(sorted(words, key=lambda word: (-len(word), word))[:_WORDS])
