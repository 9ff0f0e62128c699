"""Builds the services of an unlocked workspace: the composition root."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version

from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.acceptance.earned import EarnedMode
from core.assistant.conversations.service import ConversationService
from core.assistant.conversations.turn_embedding import TurnEmbedder
from core.assistant.service import AskService
from core.attachments.service import AttachmentService
from core.audit.anchor import Anchors
from core.audit.log import AuditLog
from core.audit.reader import AuditReader
from core.backup.drill import RestoreTarget
from core.backup.service import BackupService
from core.briefs.service import BriefService
from core.cancel import CancelToken
from core.clients.service import ClientService
from core.clock import Clock
from core.contradictions.service import ContradictionService
from core.database.access import Database
from core.disk import DiskGuard
from core.engine.catalogue import ModelSpec
from core.engine.client import EngineClient
from core.engine.limits import EngineLimits
from core.engine.model_library.library import ModelLibrary
from core.errors import TamperedRecord
from core.facts.extracting import EXTRACTOR_VERSION, extract_facts
from core.facts.service import FactService
from core.facts.sets import FactSets
from core.ids import ClientId, UserId
from core.installed_models import installed_models
from core.integrity.service import IntegrityService
from core.integrity.verifying import ChartVerifier
from core.interchange.archive.exporter import ArchiveExporter
from core.interchange.archive.importer import ArchiveImporter
from core.interchange.chart_exporter import ChartExporter
from core.interchange.chart_importer import ChartImporter
from core.interchange.export_file import ExportFiles
from core.journal.service import DraftJournal
from core.keys.recording import VaultRecorder
from core.keys.rekeying import Rekeying
from core.keys.service import KeyService
from core.letters.service import LetterService
from core.lookup.service import LookupService
from core.metrics.metrics import Metrics
from core.people.service import PeopleService
from core.repositories.index import IndexRepository
from core.repositories.workspace import WorkspaceRepository
from core.retrieval.indexing.profile_choice import EmbedderSupply, embedders_for
from core.retrieval.session import build_retrieval
from core.schedule.service import ScheduleService
from core.security.attempts import AttemptLimiter
from core.security.calibration import calibrated_cost
from core.security.kdf import Argon2Cost
from core.security.open_vault import OpenVault
from core.security.os_keyring import DeviceKeyStore
from core.security.passphrase_rule import check_passphrase
from core.security.roles import Access
from core.security.sealing import Sealer
from core.services import Services
from core.sessions.service import SessionService
from core.sessions.signatures import NoteSignatures, SignatureKeys
from core.settings import Settings
from core.spelling.service import SpellingService
from core.templates.service import TemplateService
from core.timeline.service import TimelineService
from core.vocabulary.service import VocabularyService

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Parts:
    """Objects shared by the services."""

    settings: Settings
    clock: Clock
    disk: DiskGuard
    database: Database
    open_vault: OpenVault
    sealer: Sealer
    anchors: Anchors
    limiter: AttemptLimiter
    device_keys: DeviceKeyStore
    make_place: Callable[[Settings], RestoreTarget]
    """Creates a closed workspace on other settings, to restore a backup into."""
    metrics: Metrics = field(default_factory=Metrics)

    @property
    def audit(self) -> AuditLog:
        return AuditLog(
            self.sealer,
            self.open_vault.access.user_id,
            self.clock,
            signing_key=self.open_vault.signing_key,
            device_id=self.open_vault.vault.device_id,
            anchors=self.anchors,
            vault_sequence=lambda: self.open_vault.vault.sequence,
            membership=lambda: self.open_vault.vault.membership[-1].digest,
            readers=self._audit_readers,
            known_position=self._known_position,
        )

    def _known_position(self) -> int:
        inventory = self.open_vault.vault.inventory
        return 0 if inventory is None else inventory.log_position

    def _audit_readers(self) -> dict[UserId, bytes]:
        """The public keys of users who may verify the audit log."""
        return {
            each.user_id: each.exchange_key
            for each in self.open_vault.membership.members
            if Access(each.user_id, each.role).allows("audit")
        }


def _practice_name(session: DatabaseSession, sealer: Sealer) -> str:
    """Empty if it is unreadable: a damaged name must not block access to the charts."""
    try:
        return WorkspaceRepository(session, sealer).name()
    except TamperedRecord as error:
        _log.error("the name of the practice cannot be read: %s", error.code)
        return ""


def build_services(parts: Parts, audit: AuditLog) -> Services:
    """Builds every service of an unlocked workspace; starts nothing."""
    settings, open_vault, database, sealer = parts.settings, parts.open_vault, parts.database, parts.sealer
    access, clock, disk = open_vault.access, parts.clock, parts.disk
    with database.begin() as session:
        practice_name = _practice_name(session, sealer)
        active = IndexRepository(session, sealer).active_profile()
    library = installed_models(settings)
    embedders = embedders_for(library, active.profile.revision if active else None)
    engine = _engine(settings, library, embedders, parts.metrics)
    earned = EarnedMode(engine=engine, verdicts=library.verdicts, program=version("anamnesis"), clock=clock)
    vocabulary = VocabularyService(
        database=database, sealer=sealer, audit=audit, disk=disk, access=access, clock=clock
    )
    turn_embedder = TurnEmbedder(database=database, sealer=sealer, engine=engine, disk=disk, access=access)

    def idle(cancel: CancelToken, awaited: Callable[[], bool]) -> None:
        """Background work when there is nothing to index, so that the first question need not wait."""
        turn_embedder.when_idle(cancel, awaited)
        if settings.assistant and not cancel.cancelled:
            earned.mode()

    fact_sets = FactSets(
        database=database, sealer=sealer, extract=extract_facts, extractor_version=EXTRACTOR_VERSION
    )
    facts = FactService(database=database, sealer=sealer, sets=fact_sets, access=access)
    retrieval = build_retrieval(
        database=database,
        sealer=sealer,
        engine=engine,
        access=access,
        audit=audit,
        supply=EmbedderSupply(
            library,
            lambda embedders, cancel: engine.use_models(
                embedders=embedders, generator=engine.generator, cancel=cancel
            ),
            has=embedders,
        ),
        vocabulary=vocabulary.vocabulary,
        when_idle=idle,
        facts=fact_sets,
        metrics=parts.metrics,
    )

    def erased() -> ClientId | None:
        """The client of a pending erase."""
        work = open_vault.vault.work
        return None if work is None else work.client_id

    verifier = ChartVerifier(database=database, sealer=sealer, audit=audit)
    database.verify_reads(verifier)
    journal = DraftJournal(directory=settings.journal_dir, sealer=sealer, clock=clock)

    def forget(client_id: ClientId) -> None:
        retrieval.forget_client(client_id)
        journal.forget_client(client_id)
        verifier.forget_client(client_id)
        hide(client_id)

    def hide(client_id: ClientId) -> None:
        """Drops everything cached about a deleted or merged chart."""
        assistant.forget_client(client_id)
        conversations.forget_client(client_id)
        briefs.forget_client(client_id)
        facts.forget_client(client_id)

    rekeying = Rekeying(
        database=database, sealer=sealer, audit=audit, open_vault=open_vault, on_erased=forget
    )
    recorder = VaultRecorder(database, audit)

    def member_name() -> str:
        member = open_vault.membership.member(access.user_id)
        return member.name if member is not None else ""

    check_new = partial(
        check_passphrase,
        least_guesses_log10=settings.passphrase_guesses_log10,
        known=(practice_name, member_name()),
    )
    integrity = IntegrityService(
        database=database,
        sealer=sealer,
        access=access,
        audit=audit,
        anchors=parts.anchors,
        vault_sequence=lambda: open_vault.vault.sequence,
        memberships=lambda: [link.digest for link in open_vault.vault.membership],
        inventory=lambda: open_vault.vault.inventory,
        keep_inventory=open_vault.keep_inventory,
        erased=erased,
        verifier=verifier,
        clock=clock,
    )
    keys = _keys(
        parts, audit, rekeying, recorder, check_new, lambda: [each.code for each in integrity.at_unlock]
    )
    people = PeopleService(
        database=database,
        recorder=recorder,
        open_vault=open_vault,
        keys=keys,
        cost=lambda: cost_of(settings),
        clock=clock,
        check_new=check_new,
    )
    files = ExportFiles((settings.data_dir, settings.state_dir), allowed=settings.export_allowed)
    schedule = ScheduleService(
        database=database,
        sealer=sealer,
        audit=audit,
        disk=disk,
        access=access,
        files=files,
        clock=clock,
    )
    letters = LetterService(
        database=database,
        sealer=sealer,
        audit=audit,
        disk=disk,
        access=access,
        templates=TemplateService(
            database=database, sealer=sealer, audit=audit, disk=disk, access=access, clock=clock
        ).letter_templates,
        practice_name=practice_name,
        author_name=member_name,
        clock=clock,
    )

    def name_of(user_id: UserId) -> str | None:
        known = open_vault.membership.member(user_id)
        return None if known is None else known.name

    contradictions = ContradictionService(
        database=database,
        sealer=sealer,
        audit=audit,
        disk=disk,
        access=access,
        facts=facts.of_client,
        clock=clock,
    )
    lookups = LookupService(
        database=database,
        sealer=sealer,
        name_of=name_of,
        appointments=schedule.of_client,
        letters=letters.list,
        contradictions=contradictions.of_client,
        agenda=schedule.agenda,
        facts=facts,
        mentioned=retrieval.search.mentions,
        clock=clock,
    )
    assistant = AskService(
        database=database,
        sealer=sealer,
        search=retrieval.search,
        engine=engine,
        audit=audit,
        access=access,
        clock=clock,
        questions_an_hour=settings.questions_an_hour,
        enabled=settings.assistant,
        copy_allowed=settings.copy_allowed,
        earned=earned.mode,
        reads=earned.reads,
        own_words=lambda: vocabulary.vocabulary().own,
        lookups=lookups,
        metrics=parts.metrics,
    )
    briefs = BriefService(
        database=database,
        sealer=sealer,
        audit=audit,
        access=access,
        agenda=schedule.agenda,
        facts=facts.of_client,
        clock=clock,
    )
    conversations = ConversationService(
        database=database,
        sealer=sealer,
        audit=audit,
        disk=disk,
        access=access,
        turn_embedder=turn_embedder,
        clock=clock,
        on_deleted=assistant.forget_conversation,
    )
    audit_reader = AuditReader(
        database=database,
        sealer=sealer,
        access=access,
        audit=audit,
        anchors=parts.anchors,
        members=people.list,
        signing_keys=open_vault.signing_keys,
        exchange_keys=lambda: open_vault.exchange_keys,
        inventory=lambda: open_vault.vault.inventory,
        erased=erased,
    )
    return Services(
        practice_name=practice_name,
        access=access,
        user_name=member_name(),
        unlocked_with=open_vault.opened_with,
        clients=ClientService(
            database=database,
            sealer=sealer,
            audit=audit,
            disk=disk,
            access=access,
            clock=clock,
            on_hidden=hide,
        ),
        sessions=SessionService(
            database=database,
            sealer=sealer,
            audit=audit,
            disk=disk,
            access=access,
            clock=clock,
            signatures=NoteSignatures(
                SignatureKeys(
                    workspace_id=open_vault.vault.workspace_id,
                    public=open_vault.signing_keys,
                    ended=open_vault.ended_keys,
                    begun=lambda: open_vault.membership.signatures_from,
                ),
                sign=lambda message: open_vault.signing_key.sign(message),
            ),
            metrics=parts.metrics,
        ),
        schedule=schedule,
        timeline=TimelineService(database=database, sealer=sealer, access=access),
        attachments=AttachmentService(
            database=database,
            sealer=sealer,
            audit=audit,
            disk=disk,
            access=access,
            files=files,
            clock=clock,
        ),
        retrieval=retrieval,
        search=retrieval.search,
        index=retrieval.index,
        assistant=assistant,
        conversations=conversations,
        briefs=briefs,
        backups=BackupService(
            settings=settings,
            database=database,
            sealer=sealer,
            audit=audit,
            open_vault=open_vault,
            integrity=integrity,
            log_intact=lambda: audit_reader.verify().intact,
            make_place=parts.make_place,
            clock=clock,
        ),
        facts=facts,
        contradictions=contradictions,
        engine=engine,
        audit=audit,
        importer=ChartImporter(
            database=database, sealer=sealer, audit=audit, disk=disk, access=access, clock=clock
        ),
        exporter=ChartExporter(
            database=database,
            sealer=sealer,
            audit=audit,
            access=access,
            practice_name=practice_name,
            authors=lambda: {each.user_id: each.name for each in open_vault.membership.members},
            files=files,
            print_allowed=settings.print_allowed,
        ),
        archive_exporter=ArchiveExporter(
            database=database,
            sealer=sealer,
            audit=audit,
            access=access,
            files=files,
            practice_name=practice_name,
            members=people.list,
            signing_keys=open_vault.signing_keys,
            check_new=check_new,
            clock=clock,
        ),
        archive_importer=ArchiveImporter(
            database=database, sealer=sealer, audit=audit, disk=disk, access=access, clock=clock
        ),
        letters=letters,
        keys=keys,
        people=people,
        journal=journal,
        audit_reader=audit_reader,
        templates=TemplateService(
            database=database, sealer=sealer, audit=audit, disk=disk, access=access, clock=clock
        ),
        vocabulary=vocabulary,
        spelling=SpellingService(database=database, sealer=sealer, audit=audit, disk=disk, access=access),
        integrity=integrity,
        metrics=parts.metrics,
    )


def _engine(
    settings: Settings, library: ModelLibrary, embedders: Sequence[ModelSpec], metrics: Metrics
) -> EngineClient:
    return EngineClient(
        embedders=embedders,
        generator=library.wanted_generator(),
        limits=EngineLimits.from_settings(
            embed_timeout_s=settings.embed_timeout_s,
            first_token_timeout_s=settings.first_token_timeout_s,
        ),
        log_dir=settings.log_dir,
        processor=library.processor,
        metrics=metrics,
    )


def _keys(
    parts: Parts,
    audit: AuditLog,
    rekeying: Rekeying,
    recorder: VaultRecorder,
    check_new: Callable[[str], None],
    found_at_unlock: Callable[[], Collection[str]],
) -> KeyService:
    return KeyService(
        database=parts.database,
        sealer=parts.sealer,
        audit=audit,
        disk=parts.disk,
        open_vault=parts.open_vault,
        rekeying=rekeying,
        recorder=recorder,
        limiter=parts.limiter,
        device_keys=parts.device_keys,
        cost=lambda: cost_of(parts.settings),
        clock=parts.clock,
        check_new=check_new,
        found_at_unlock=found_at_unlock,
    )


def cost_of(settings: Settings) -> Argon2Cost:
    """The cost of a new passphrase slot: from the settings, or calibrated for about a second."""
    return settings.argon2 or calibrated_cost()
