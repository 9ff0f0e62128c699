"""The services of an unlocked workspace, in one record for the window and the command line."""

from __future__ import annotations

from dataclasses import dataclass

from core.assistant.conversations.service import ConversationService
from core.assistant.service import AskService
from core.attachments.service import AttachmentService
from core.audit.log import AuditLog
from core.audit_reading.reader import AuditReader
from core.backup.service import BackupService
from core.briefs.service import BriefService
from core.changes import ChangeFeed
from core.clients.service import ClientService
from core.contradictions.service import ContradictionService
from core.engine.client import EngineClient
from core.facts.service import FactService
from core.ids import UserId
from core.integrity.service import IntegrityService
from core.interchange.archive.exporter import ArchiveExporter
from core.interchange.archive.importer import ArchiveImporter
from core.interchange.chart_exporter import ChartExporter
from core.interchange.chart_importer import ChartImporter
from core.journal.service import DraftJournal
from core.keys.service import KeyService
from core.letters.service import LetterService
from core.merging.service import MergeService
from core.metrics.metrics import Metrics
from core.people.service import PeopleService
from core.retrieval.indexing.index_worker import IndexWorker
from core.retrieval.search import SearchService
from core.retrieval.session import Retrieval
from core.schedule.service import ScheduleService
from core.security.open_vault import OpenedWith
from core.security.roles import Access
from core.sessions.service import SessionService
from core.spelling.service import SpellingService
from core.templates.service import TemplateService
from core.timeline.service import TimelineService
from core.vocabulary.service import VocabularyService


@dataclass(frozen=True, slots=True)
class Services:
    """Valid from unlock to lock; afterwards every call raises `VaultLocked`.

    Every role has all services; calls without the right raise `RoleRefused`.
    """

    practice_name: str
    access: Access
    user_name: str
    unlocked_with: OpenedWith
    clients: ClientService
    merging: MergeService
    sessions: SessionService
    attachments: AttachmentService
    schedule: ScheduleService
    timeline: TimelineService
    retrieval: Retrieval
    search: SearchService
    index: IndexWorker
    assistant: AskService
    conversations: ConversationService
    briefs: BriefService
    backups: BackupService
    facts: FactService
    contradictions: ContradictionService
    engine: EngineClient
    audit: AuditLog
    changes: ChangeFeed
    importer: ChartImporter
    exporter: ChartExporter
    archive_exporter: ArchiveExporter
    archive_importer: ArchiveImporter
    letters: LetterService
    keys: KeyService
    people: PeopleService
    journal: DraftJournal
    audit_reader: AuditReader
    integrity: IntegrityService
    templates: TemplateService
    vocabulary: VocabularyService
    spelling: SpellingService
    metrics: Metrics

    @property
    def user_id(self) -> UserId:
        return self.access.user_id
