"""Everything an unlocked workspace offers, in one record that the window and the command line share."""

from __future__ import annotations

from dataclasses import dataclass

from core.assistant.service import AskService
from core.audit.log import AuditLog
from core.clients.service import ClientService
from core.engine.client import EngineClient
from core.ids import UserId
from core.interchange.chart_importer import ChartImporter
from core.retrieval.index_worker import IndexWorker
from core.retrieval.search import SearchService
from core.retrieval.session import Retrieval
from core.sessions.service import SessionService


@dataclass(frozen=True, slots=True)
class Services:
    """Valid from unlock to lock; afterwards every call raises `VaultLocked`."""

    practice_name: str
    user_id: UserId
    clients: ClientService
    sessions: SessionService
    retrieval: Retrieval
    search: SearchService
    index: IndexWorker
    assistant: AskService
    engine: EngineClient
    audit: AuditLog
    importer: ChartImporter
