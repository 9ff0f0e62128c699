"""Everything an unlocked workspace offers, in one record that the window and the command line share."""

from __future__ import annotations

from dataclasses import dataclass

from core.assistant.service import AskService
from core.audit.log import AuditLog
from core.audit.reader import AuditReader
from core.clients.service import ClientService
from core.engine.client import EngineClient
from core.ids import UserId
from core.integrity.service import IntegrityService
from core.interchange.chart_importer import ChartImporter
from core.journal.service import DraftJournal
from core.keys.service import KeyService
from core.people.service import PeopleService
from core.retrieval.index_worker import IndexWorker
from core.retrieval.search import SearchService
from core.retrieval.session import Retrieval
from core.security.open_vault import OpenedWith
from core.security.roles import Access
from core.sessions.service import SessionService


@dataclass(frozen=True, slots=True)
class Services:
    """Valid from unlock to lock; afterwards every call raises `VaultLocked`.

    All of it is there for every role; what the role does not allow raises `RoleRefused`.
    """

    practice_name: str
    access: Access
    user_name: str
    unlocked_with: OpenedWith
    clients: ClientService
    sessions: SessionService
    retrieval: Retrieval
    search: SearchService
    index: IndexWorker
    assistant: AskService
    engine: EngineClient
    audit: AuditLog
    importer: ChartImporter
    keys: KeyService
    people: PeopleService
    journal: DraftJournal
    audit_reader: AuditReader
    integrity: IntegrityService

    @property
    def user_id(self) -> UserId:
        return self.access.user_id
