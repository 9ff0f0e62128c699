"""A practice over a cloned database: a vault file and all that an unlock builds, no cluster of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from core.assistant.conversations.repository import ConversationRepository
from core.assistant.dto import Answer, Sentence, Source, Timings, Usage
from core.audit.anchor import Anchors
from core.clients.dto import Client, ClientDetails
from core.clients.repository import ClientRepository
from core.clock import utc_now
from core.database.access import Database
from core.database.cluster import Conninfo
from core.disk import DiskGuard
from core.errors import WrongPassphrase
from core.ids import ClientId, ConversationId, MessageId, new_id
from core.records.workspace import WorkspaceRepository
from core.security import kdf
from core.security.attempts import AttemptLimiter
from core.security.kdf import Argon2Cost
from core.security.open_vault import OpenVault
from core.security.os_keyring import DeviceKeyStore
from core.security.recovery import RecoveryKey
from core.security.sealing import Sealer
from core.security.unlocking import found_vault, open_with_passphrase, open_with_recovery_key
from core.security.vault import Vault
from core.services import Services
from core.sessions.dto import Session, SoapText
from core.settings import Settings
from core.sources.dto import Coverage
from core.wiring import Parts, build_services, context_of
from core.workspace import Workspace
from tests.fakes.search import passage_of

OWNER = "seven quiet herons"
DAY = date(2026, 3, 2)
CHEAP = Argon2Cost(iterations=1, memory_kib=64, lanes=1)
"""For tests that open a vault very often, with `lower_the_floor`: the program refuses it as a downgrade."""
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

Opener = Callable[[Path, Vault], OpenVault]


def lower_the_floor(patch: Callable[[object, str, object], None] = setattr) -> None:
    """Lets this process stretch at `CHEAP` and little above; `patch` is a test's `monkeypatch.setattr`."""
    patch(kdf, "_MIN_MEMORY_KIB", CHEAP.memory_kib)
    # Nor does a damaged file make this process try a dear one.
    patch(kdf, "_MAX_MEMORY_KIB", 1024)


@dataclass(frozen=True, slots=True)
class Opened:
    """What an unlock gives, with the parts that the services were made of."""

    parts: Parts
    services: Services

    @property
    def vault(self) -> OpenVault:
        return self.parts.open_vault

    @property
    def database(self) -> Database:
        return self.parts.context.database

    @property
    def sealer(self) -> Sealer:
        return self.parts.context.sealer


class KeyPractice:
    """Opened and closed as often as a test likes, by any process that is told `directory` and `conninfo`."""

    def __init__(self, directory: Path, conninfo: Conninfo, *, cost: Argon2Cost | None = None) -> None:
        self.conninfo = conninfo
        self.cost = cost or Argon2Cost.floor()
        self.settings = Settings(
            data_dir=directory / "data",
            state_dir=directory / "state",
            argon2=self.cost,
            wrong_passphrase_delay_s=0.0,
            minimum_free_bytes=1024,
            ballast_bytes=4096,
        )

    @property
    def vault_file(self) -> Path:
        return self.settings.vault_file

    def found(self) -> RecoveryKey:
        """Makes vault and practice, as a first start does."""
        self.settings.data_dir.mkdir(parents=True)
        opened, recovery_key = found_vault(self.vault_file, passphrase=OWNER, cost=self.cost, today=DAY)
        with self._entered(opened) as parts:
            context = parts.context
            with context.database.begin() as session:
                WorkspaceRepository(session, context.sealer).add("Quay", created_on=DAY)
                session.flush()
                context.audit.record(session, action="practice.create")
            AttemptLimiter(self.settings.attempts_file).create()
            opened.save()
        return recovery_key

    @contextmanager
    def enter(self, opener: Opener) -> Iterator[Opened]:
        """Unlocked until the block ends; raises what the opener raises."""
        vault = Vault.load(self.vault_file)
        assert isinstance(vault, Vault)
        with self._entered(opener(self.vault_file, vault)) as parts:
            context = parts.context
            if context.access.allows("chart"):
                with context.database.begin() as session:
                    stored = ClientRepository(session, context.sealer).wrapped_keys()
                # As an unlock does it: a damaged key costs its own client.
                context.sealer.keyring.load_clients(stored)
            yield Opened(parts, build_services(parts))

    def opens(self, opener: Opener) -> bool:
        """Whether the vault file opens that way, without a look at the database."""
        vault = Vault.load(self.vault_file)
        assert isinstance(vault, Vault)
        try:
            opener(self.vault_file, vault).drop()
        except WrongPassphrase:
            return False
        return True

    @contextmanager
    def _entered(self, opened: OpenVault) -> Iterator[Parts]:
        workspace_id = opened.vault.workspace_id
        database = Database(self.conninfo, workspace_id=workspace_id)
        anchors = Anchors(self.settings.anchor_files(workspace_id), workspace_id=workspace_id)
        disk = DiskGuard(
            directory=self.settings.data_dir,
            ballast_file=self.settings.ballast_file,
            minimum_free_bytes=1024,
            ballast_bytes=4096,
        )
        try:
            yield Parts(
                context=context_of(opened, database=database, anchors=anchors, disk=disk, clock=utc_now),
                settings=self.settings,
                open_vault=opened,
                anchors=anchors,
                limiter=AttemptLimiter(self.settings.attempts_file),
                device_keys=DeviceKeyStore(),
                make_place=Workspace,
            )
        finally:
            opened.drop()
            database.dispose()


def by_passphrase(passphrase: str = OWNER) -> Opener:
    return lambda path, vault: open_with_passphrase(path, vault, passphrase)


def by_recovery_key(text: str) -> Opener:
    key = RecoveryKey.parse(text)
    return lambda path, vault: open_with_recovery_key(path, vault, key)


def add_client(opened: Opened, first: str) -> tuple[Client, Session]:
    """A client with a session of two versions, and an answer about them alone."""
    services = opened.services
    client = services.clients.create(ClientDetails(first_name=first, last_name="Adler"))
    draft = services.sessions.start_draft(client.client_id, day=DAY)
    saved = services.sessions.save_draft(
        draft.session_id, SoapText(plan=f"plan of {first}"), day=DAY, expected_version=1
    )
    add_answer(opened, client, practice_wide=False)
    return client, saved


def add_answer(opened: Opened, client: Client, *, practice_wide: bool) -> None:
    """An answer that quotes the client, in a conversation about them or about the whole practice."""
    answer = _answer_about(client.client_id)
    with opened.database.begin() as session:
        conversations = ConversationRepository(session, opened.sealer)
        about = None if practice_wide else client.client_id
        conversations.start(answer.conversation_id, about, day=DAY)
        conversations.append(answer)
        opened.services.audit.record(session, action="ask")


def _answer_about(client_id: ClientId) -> Answer:
    passage = passage_of("Ibuprofen 600 mg.", client_id=client_id)
    source = Source(
        number=1, used=True, usage_reason="supports sentence 1", quote=passage.text, quote_start=0,
        quote_end=len(passage.text), verified=True, passage=passage, client_name="Adler", score=0.5,
    )  # fmt: skip
    return Answer(
        conversation_id=ConversationId(new_id()), message_id=MessageId(new_id()), question="What dose?",
        answer="Ibuprofen 600 mg. [1]", sentences=(Sentence("Ibuprofen 600 mg.", (1,), verified=True),),
        withheld=(), sources=(source,), not_in_record=False, mode="written", attribution="tracked",
        model=None, timings=Timings(1.0, None, 2.0), usage=Usage(), searched=Coverage(1, DAY, DAY, 1),
        asked_at=NOW,
    )  # fmt: skip
