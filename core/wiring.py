"""Builds the services of an unlocked workspace: the composition root."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from typing import Protocol

from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.acceptance.earned import EarnedMode
from core.assistant.conversations.service import ConversationService
from core.assistant.conversations.turn_embedding import TurnEmbedder
from core.assistant.service import AskService
from core.attachments.service import AttachmentService
from core.audit.anchor import Anchors
from core.audit.log import AuditLog
from core.audit_reading.reader import AuditReader
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
from core.export_file import ExportFiles
from core.facts.extracting import EXTRACTOR_VERSION, extract_facts
from core.facts.service import FactService
from core.facts.sets import FactSets
from core.ids import ClientId, UserId
from core.installed_models import installed_models
from core.integrity.service import IntegrityService
from core.integrity.verifying import ChartVerifier
from core.interchange.archive.exporter import ArchiveExporter
from core.interchange.archive.importer import ArchiveImporter
from core.interchange.batch_records import BatchRecords
from core.interchange.chart_exporter import ChartExporter
from core.interchange.chart_importer import ChartImporter
from core.journal.service import DraftJournal
from core.keys.recording import VaultRecorder
from core.keys.rekeying import Rekeying
from core.keys.service import KeyService
from core.letters.service import LetterService
from core.lookup.note_mentions import NoteMentions
from core.lookup.reading import QuestionVectors
from core.lookup.service import LookupService
from core.merging.service import MergeService
from core.metrics.metrics import Metrics
from core.people.service import PeopleService
from core.records.workspace import WorkspaceRepository
from core.retrieval.index.repository import IndexRepository
from core.retrieval.indexing.profile_choice import EmbedderSupply, embedders_for
from core.retrieval.session import Retrieval, build_retrieval
from core.schedule.service import ScheduleService
from core.security.attempts import AttemptLimiter
from core.security.calibration import calibrated_cost
from core.security.kdf import Argon2Cost
from core.security.open_vault import OpenVault
from core.security.os_keyring import DeviceKeyStore
from core.security.passphrase_rule import check_passphrase
from core.security.roles import Access
from core.security.sealing import Sealer
from core.service_context import ServiceContext
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
    """What an unlock opened: the context of every service, and what only some of them need."""

    context: ServiceContext
    settings: Settings
    open_vault: OpenVault
    anchors: Anchors
    limiter: AttemptLimiter
    device_keys: DeviceKeyStore
    make_place: Callable[[Settings], RestoreTarget]
    """Creates a closed workspace on other settings, to restore a backup into."""
    metrics: Metrics = field(default_factory=Metrics)


@dataclass(frozen=True, slots=True)
class _SearchServices:
    """The engine, and what is searched and prepared with it."""

    engine: EngineClient
    earned: EarnedMode
    vocabulary: VocabularyService
    turn_embedder: TurnEmbedder
    facts: FactService
    retrieval: Retrieval


@dataclass(frozen=True, slots=True)
class _AnswerServices:
    """What answers from the charts."""

    contradictions: ContradictionService
    assistant: AskService
    conversations: ConversationService
    briefs: BriefService


@dataclass(frozen=True, slots=True)
class _PracticeServices:
    """What verifies, protects and restores the practice as a whole."""

    integrity: IntegrityService
    keys: KeyService
    people: PeopleService
    audit_reader: AuditReader
    backups: BackupService


class _KeepsClients(Protocol):
    def forget_client(self, client_id: ClientId) -> object: ...


def context_of(
    open_vault: OpenVault, *, database: Database, anchors: Anchors, disk: DiskGuard, clock: Clock
) -> ServiceContext:
    """The context of the user who unlocked, with the audit log that all their services share."""
    sealer, access = Sealer(open_vault.keyring), open_vault.access
    audit = AuditLog(
        sealer,
        access.user_id,
        clock,
        signing_key=open_vault.signing_key,
        device_id=open_vault.vault.device_id,
        anchors=anchors,
        vault_sequence=lambda: open_vault.vault.sequence,
        membership=lambda: open_vault.vault.membership[-1].digest,
        readers=partial(_audit_readers, open_vault),
        known_position=partial(_known_position, open_vault),
    )
    return ServiceContext(
        database=database, sealer=sealer, audit=audit, disk=disk, access=access, clock=clock
    )


def build_services(parts: Parts) -> Services:
    """Builds every service of an unlocked workspace, each after those it needs; starts nothing."""
    context, settings, vault = parts.context, parts.settings, parts.open_vault
    practice_name, revision = _stored(context)
    user_name = _own_name(vault)
    files = ExportFiles((settings.data_dir, settings.state_dir), allowed=settings.export_allowed)
    check_new = _check_of_new_passphrases(settings, practice_name, user_name)
    searching = _build_search_services(parts, revision)
    templates = TemplateService(context)
    schedule = ScheduleService(context, files=files)
    letters = _letters(parts, templates, practice_name)
    answering = _build_answer_services(parts, searching, schedule, letters)
    journal = DraftJournal(directory=settings.journal_dir, sealer=context.sealer, clock=context.clock)
    verifier = ChartVerifier(context)
    context.database.verify_reads(verifier)
    # A deleted or merged chart leaves the caches, an erased one everything that keeps something of it.
    caches = (answering.assistant, answering.conversations, answering.briefs, searching.facts)
    keepers = (searching.retrieval, journal, verifier, *caches)
    practice = _build_practice_services(parts, verifier, check_new, on_erased=partial(_forget, keepers))
    return Services(
        practice_name=practice_name,
        access=context.access,
        user_name=user_name,
        unlocked_with=vault.opened_with,
        clients=ClientService(context, on_hidden=partial(_forget, caches)),
        merging=MergeService(context, on_hidden=partial(_forget, caches)),
        sessions=SessionService(context, signatures=_signatures(vault), metrics=parts.metrics),
        attachments=AttachmentService(context, files=files),
        schedule=schedule,
        timeline=TimelineService(context),
        retrieval=searching.retrieval,
        search=searching.retrieval.search,
        index=searching.retrieval.index,
        assistant=answering.assistant,
        conversations=answering.conversations,
        briefs=answering.briefs,
        backups=practice.backups,
        facts=searching.facts,
        contradictions=answering.contradictions,
        engine=searching.engine,
        audit=context.audit,
        changes=context.database.changes,
        importer=ChartImporter(context),
        exporter=_chart_exporter(parts, files, practice_name),
        archive_exporter=_archive_exporter(parts, files, practice_name, practice.people, check_new),
        archive_importer=ArchiveImporter(context),
        letters=letters,
        keys=practice.keys,
        people=practice.people,
        journal=journal,
        audit_reader=practice.audit_reader,
        integrity=practice.integrity,
        templates=templates,
        vocabulary=searching.vocabulary,
        spelling=SpellingService(context),
        metrics=parts.metrics,
    )


def _check_of_new_passphrases(settings: Settings, *known: str) -> Callable[[str], None]:
    return partial(check_passphrase, least_guesses_log10=settings.passphrase_guesses_log10, known=known)


def _build_search_services(parts: Parts, revision: str | None) -> _SearchServices:
    context, settings = parts.context, parts.settings
    library = installed_models(settings)
    embedders = embedders_for(library, revision)
    engine = _engine(settings, library, embedders, parts.metrics)
    earned = EarnedMode(
        engine=engine, verdicts=library.verdicts, program=version("anamnesis"), clock=context.clock
    )
    vocabulary = VocabularyService(context)
    turn_embedder = TurnEmbedder(context, engine=engine)
    fact_sets = FactSets(
        database=context.database,
        sealer=context.sealer,
        extract=extract_facts,
        extractor_version=EXTRACTOR_VERSION,
    )

    def idle(cancel: CancelToken, awaited: Callable[[], bool]) -> None:
        """Background work when there is nothing to index, so that the first question need not wait."""
        turn_embedder.when_idle(cancel, awaited)
        if settings.assistant and not cancel.cancelled:
            earned.mode()

    retrieval = build_retrieval(
        context,
        engine=engine,
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
    facts = FactService(context, sets=fact_sets)
    return _SearchServices(engine, earned, vocabulary, turn_embedder, facts, retrieval)


def _build_answer_services(
    parts: Parts, searching: _SearchServices, schedule: ScheduleService, letters: LetterService
) -> _AnswerServices:
    context, settings, facts = parts.context, parts.settings, searching.facts
    search, vocabulary = searching.retrieval.search, searching.vocabulary
    contradictions = ContradictionService(context, facts=facts.of_client)
    lookups = LookupService(
        context,
        name_of=partial(_name_of, parts.open_vault),
        appointments=schedule.of_client,
        letters=letters.list,
        contradictions=contradictions.of_client,
        agenda=schedule.agenda,
        facts=facts,
        mentioned=search.mentions,
        mentions=NoteMentions(search),
        vector_of=QuestionVectors(searching.engine),
    )
    assistant = AskService(
        context,
        search=search,
        engine=searching.engine,
        questions_an_hour=settings.questions_an_hour,
        enabled=settings.assistant,
        copy_allowed=settings.copy_allowed,
        earned=searching.earned.mode,
        reads=searching.earned.reads,
        own_words=lambda: vocabulary.vocabulary().own,
        lookups=lookups,
        metrics=parts.metrics,
    )
    conversations = ConversationService(
        context, turn_embedder=searching.turn_embedder, on_deleted=assistant.forget_conversation
    )
    briefs = BriefService(context, agenda=schedule.agenda, facts=facts.of_client)
    return _AnswerServices(contradictions, assistant, conversations, briefs)


def _build_practice_services(
    parts: Parts,
    verifier: ChartVerifier,
    check_new: Callable[[str], None],
    *,
    on_erased: Callable[[ClientId], None],
) -> _PracticeServices:
    context, vault = parts.context, parts.open_vault
    cost, erased = partial(cost_of, parts.settings), partial(_client_being_erased, vault)
    integrity = IntegrityService(
        context,
        anchors=parts.anchors,
        vault_sequence=lambda: vault.vault.sequence,
        memberships=lambda: [link.digest for link in vault.vault.membership],
        inventory=lambda: vault.vault.inventory,
        keep_inventory=vault.keep_inventory,
        erased=erased,
        verifier=verifier,
    )
    recorder = VaultRecorder(context.database, context.audit)
    keys = KeyService(
        context,
        open_vault=vault,
        rekeying=Rekeying(
            context,
            open_vault=vault,
            in_erase=partial(_forget_in_imports, context.sealer),
            on_erased=on_erased,
        ),
        recorder=recorder,
        limiter=parts.limiter,
        device_keys=parts.device_keys,
        cost=cost,
        check_new=check_new,
        found_at_unlock=lambda: [each.code for each in integrity.at_unlock],
    )
    people = PeopleService(
        database=context.database,
        recorder=recorder,
        open_vault=vault,
        keys=keys,
        cost=cost,
        clock=context.clock,
        check_new=check_new,
    )
    audit_reader = AuditReader(
        context,
        anchors=parts.anchors,
        members=people.list,
        signing_keys=vault.signing_keys,
        exchange_keys=lambda: vault.exchange_keys,
        inventory=lambda: vault.vault.inventory,
        erased=erased,
    )
    backups = BackupService(
        context,
        settings=parts.settings,
        open_vault=vault,
        integrity=integrity,
        log_intact=lambda: audit_reader.verify().intact,
        make_place=parts.make_place,
    )
    return _PracticeServices(integrity, keys, people, audit_reader, backups)


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


def _letters(parts: Parts, templates: TemplateService, practice_name: str) -> LetterService:
    return LetterService(
        parts.context,
        templates=templates.letter_templates,
        practice_name=practice_name,
        author_name=partial(_own_name, parts.open_vault),
    )


def _signatures(vault: OpenVault) -> NoteSignatures:
    keys = SignatureKeys(
        workspace_id=vault.vault.workspace_id,
        public=vault.signing_keys,
        ended=vault.ended_keys,
        begun=lambda: vault.membership.signatures_from,
    )
    return NoteSignatures(keys, sign=lambda message: vault.signing_key.sign(message))


def _chart_exporter(parts: Parts, files: ExportFiles, practice_name: str) -> ChartExporter:
    vault = parts.open_vault
    return ChartExporter(
        parts.context,
        practice_name=practice_name,
        authors=lambda: {each.user_id: each.name for each in vault.membership.members},
        files=files,
        print_allowed=parts.settings.print_allowed,
    )


def _archive_exporter(
    parts: Parts,
    files: ExportFiles,
    practice_name: str,
    people: PeopleService,
    check_new: Callable[[str], None],
) -> ArchiveExporter:
    return ArchiveExporter(
        parts.context,
        files=files,
        practice_name=practice_name,
        members=people.list,
        signing_keys=parts.open_vault.signing_keys,
        check_new=check_new,
    )


def _stored(context: ServiceContext) -> tuple[str, str | None]:
    """The name of the practice, and the revision of the embedder of the active profile."""
    with context.database.begin() as session:
        practice_name = _practice_name(session, context.sealer)
        active = IndexRepository(session, context.sealer).active_profile()
    return practice_name, active.profile.revision if active else None


def _practice_name(session: DatabaseSession, sealer: Sealer) -> str:
    """Empty if it is unreadable: a damaged name must not block access to the charts."""
    try:
        return WorkspaceRepository(session, sealer).name()
    except TamperedRecord as error:
        _log.error("the name of the practice cannot be read: %s", error.code)
        return ""


def _name_of(vault: OpenVault, user_id: UserId) -> str | None:
    member = vault.membership.member(user_id)
    return None if member is None else member.name


def _own_name(vault: OpenVault) -> str:
    return _name_of(vault, vault.access.user_id) or ""


def _audit_readers(vault: OpenVault) -> dict[UserId, bytes]:
    """The public keys of users who may verify the audit log."""
    return {
        each.user_id: each.exchange_key
        for each in vault.membership.members
        if Access(each.user_id, each.role).allows("audit")
    }


def _known_position(vault: OpenVault) -> int:
    inventory = vault.vault.inventory
    return 0 if inventory is None else inventory.log_position


def _client_being_erased(vault: OpenVault) -> ClientId | None:
    """The client of a pending erase."""
    work = vault.vault.work
    return None if work is None else work.client_id


def _forget_in_imports(sealer: Sealer, session: DatabaseSession, client_id: ClientId) -> None:
    BatchRecords(session, sealer).forget_client(client_id)


def _forget(keepers: Sequence[_KeepsClients], client_id: ClientId) -> None:
    """Drops everything that these keep in memory, or outside of the database, of one client."""
    for each in keepers:
        each.forget_client(client_id)


def cost_of(settings: Settings) -> Argon2Cost:
    """The cost of a new passphrase slot: from the settings, or calibrated for about a second."""
    return settings.argon2 or calibrated_cost()
