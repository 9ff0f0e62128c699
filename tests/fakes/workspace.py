"""A workspace and services without keys, database or models, for tests of the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from core.audit.findings import IntegrityFinding
from core.cancel import CancelToken, OnProgress
from core.changes import ChangeFeed
from core.child_processes.isolation import Isolation
from core.engine.catalogue import ModelSpec
from core.engine.dto import EngineState
from core.errors import (
    AnamnesisError,
    EnvironmentProblem,
    InputRefused,
    TooManyAttempts,
    VaultLocked,
    WrongPassphrase,
)
from core.health.finding import Finding
from core.health.log_lines import LogLine
from core.health.service import Examined
from core.ids import ClientId, UserId, new_id
from core.metrics.day import DayMetrics
from core.metrics.summary import Figures, figures
from core.people.dto import SignIn
from core.retrieval.dto import IndexStatus
from core.security.roles import Access, Role
from core.settings import Settings
from tests.fakes.backups import FakeBackups
from tests.fakes.briefs import FakeBriefs
from tests.fakes.contradictions import FakeContradictions
from tests.fakes.journal import FakeJournal
from tests.fakes.keys import FakeKeys
from tests.fakes.people import FakePeople, member_named
from tests.fakes.schedule import FakeSchedule, FakeTimeline
from tests.fakes.templates import FakeSpelling, FakeTemplates
from tests.fakes.vocabulary import FakeVocabulary

if TYPE_CHECKING:
    from core.workspace import Workspace

PASSPHRASE = "seven quiet herons at dusk"
RECOVERY_TEXT = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567-CHEK"


class Announcer:
    """The subscribing half of the index worker and of the engine: `tell` calls every listener."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Any], None]] = []

    @property
    def listeners(self) -> int:
        return len(self._listeners)

    def subscribe(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, value: object) -> None:
        """In the calling thread, as the real ones do."""
        for listener in list(self._listeners):
            listener(value)

    def tell_from_background(self, value: object) -> None:
        """In a thread of its own, which has ended when this returns."""
        thread = threading.Thread(target=self.tell, args=(value,))
        thread.start()
        thread.join()


class FakeIndex(Announcer):
    def __init__(self) -> None:
        super().__init__()
        self.current = IndexStatus(total=4, indexed=4, passages=9)
        self.woken = 0
        self.rebuilt = 0

    def rebuild(self, *, cancel: CancelToken, on_progress: OnProgress) -> IndexStatus:
        on_progress(0, self.current.total)
        cancel.raise_if_cancelled()
        self.rebuilt += 1
        return self.current

    def status(self) -> IndexStatus:
        return self.current

    def wake(self) -> None:
        self.woken += 1


class FakeEngineLine(Announcer):
    """What the status bar sees of the engine."""

    def __init__(self) -> None:
        super().__init__()
        self.state = EngineState.READY
        self.problem: AnamnesisError | None = None
        self.generators: list[str] = []
        self.isolation: Isolation | None = None

    def use_generator(self, generator: ModelSpec) -> None:
        self.generators.append(generator.name)


class FakeIntegrity:
    """`at_unlock` is what was found at the unlock, `in_charts` what the reads of each chart found."""

    def __init__(self) -> None:
        self.at_unlock: tuple[IntegrityFinding, ...] = ()
        self.in_charts: dict[ClientId, tuple[IntegrityFinding, ...]] = {}
        self.accepted = 0

    def accept_database(self) -> None:
        self.accepted += 1

    def found_in(self, client_id: ClientId) -> tuple[IntegrityFinding, ...]:
        return self.in_charts.get(client_id, ())


@dataclass(frozen=True, slots=True)
class FakeServices:
    """The services a view may ask for; each is a fake of its own, put in by the test that needs it."""

    practice_name: str = "Practice at the Harbour"
    user_id: UserId = field(default_factory=lambda: UserId(new_id()))
    role: Role = "owner"
    user_name: str = "Dr Noa Levi"
    unlocked_with: Literal["passphrase", "recovery", "keyring"] = "passphrase"
    index: FakeIndex = field(default_factory=FakeIndex)
    engine: FakeEngineLine = field(default_factory=FakeEngineLine)
    changes: ChangeFeed = field(default_factory=ChangeFeed)
    clients: Any = None
    merging: Any = None
    sessions: Any = None
    schedule: Any = field(default_factory=FakeSchedule)
    timeline: Any = field(default_factory=FakeTimeline)
    attachments: Any = None
    search: Any = None
    assistant: Any = None
    briefs: Any = field(default_factory=FakeBriefs)
    backups: Any = field(default_factory=FakeBackups)
    facts: Any = None
    contradictions: Any = field(default_factory=FakeContradictions)
    conversations: Any = None
    audit: Any = None
    importer: Any = None
    exporter: Any = None
    archive_exporter: Any = None
    archive_importer: Any = None
    letters: Any = None
    people: Any = field(default_factory=lambda: FakePeople(member_named("Dr Noa Levi", "owner", you=True)))
    audit_reader: Any = None
    templates: Any = field(default_factory=FakeTemplates)
    spelling: Any = field(default_factory=FakeSpelling)
    vocabulary: Any = field(default_factory=FakeVocabulary)
    keys: Any = field(default_factory=lambda: FakeKeys(backend=None))
    integrity: Any = field(default_factory=FakeIntegrity)
    journal: Any = field(default_factory=FakeJournal)

    @property
    def access(self) -> Access:
        return Access(self.user_id, self.role)


@dataclass(frozen=True, slots=True)
class FakeRecoveryKey:
    text: str = RECOVERY_TEXT


class FakeHealth:
    """`findings`, `lines`, `counted` and `pressing` are what it tells; `written` what was to be written."""

    def __init__(self, workspace: FakeWorkspace) -> None:
        self._workspace = workspace
        self.findings: tuple[Finding, ...] = ()
        self.pressing: tuple[Finding, ...] = ()
        self.lines: tuple[LogLine, ...] = ()
        self.counted: tuple[DayMetrics, ...] = ()
        self.may_audit = True
        self.at = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
        self.written: dict[Path, bytes] = {}
        self.bugs = 0
        self.closed_directory = False

    def examine(self, *, cancel: CancelToken, on_progress: OnProgress) -> Examined:
        self._workspace._called("examine")
        self._workspace.services  # noqa: B018 - refused while locked
        on_progress(len(self.findings), len(self.findings))
        cancel.raise_if_cancelled()
        return Examined(self.findings, self.at, self.may_audit)

    def alerts(self) -> tuple[Finding, ...]:
        self._workspace.services  # noqa: B018 - refused while locked
        return self.pressing

    def figures(self) -> Figures:
        return figures(self.counted, today=self.at.date())

    def log(self) -> tuple[LogLine, ...]:
        return self.lines

    def report(self, findings: Sequence[Finding], *, program: str) -> str:
        return "\n".join((program, *(f"{each.status} {each.check}" for each in findings)))

    def write_file(self, path: Path, content: bytes) -> None:
        self._workspace._called("write_file")
        self.written[path] = content

    def close_directory(self) -> None:
        self.closed_directory = True

    def note_bug(self) -> None:
        self.bugs += 1


class FakeWorkspace:
    """Locked unless told otherwise. `calls` lists what was asked of it, in order.

    `fail(name, error)` makes the next call of that method raise; `hold(name)` makes it wait until
    `release(name)`.
    """

    def __init__(
        self,
        state: Literal["absent", "locked", "unlocked"] = "locked",
        *,
        data_dir: Path | None = None,
        **services: Any,
    ) -> None:
        self.state: Literal["absent", "locked", "unlocked"] = state
        self.calls: list[str] = []
        self.passphrase = PASSPHRASE
        self.prepared = replace(FakeServices(), **services)
        self.closed = False
        self.people: tuple[SignIn, ...] = ()
        """Who can sign in, when it is not the one person of `prepared`."""
        self.has_keyring = False
        self.wait_s = 0.0
        """How long unlocking has to wait."""
        self.asked_for: list[UserId | None] = []
        """Whom each successful unlock was for."""
        self.copied: tuple[int, ...] = ()
        """The bytes that an upgrade at the next `open` tells of."""
        self.settings = Settings(data_dir=data_dir or Path("no data directory"))
        self.health = FakeHealth(self)
        self._failures: dict[str, BaseException] = {}
        self._gates: dict[str, threading.Event] = {}

    def fail(self, name: str, error: BaseException) -> None:
        self._failures[name] = error

    def hold(self, name: str) -> None:
        self._gates[name] = threading.Event()

    def release(self, name: str) -> None:
        self._gates.pop(name).set()

    def release_all(self) -> None:
        for name in list(self._gates):
            self.release(name)

    @property
    def services(self) -> FakeServices:
        if self.state != "unlocked":
            raise VaultLocked
        return self.prepared

    def open(
        self,
        on_step: Callable[[str], None] = lambda step: None,
        on_progress: OnProgress = lambda done, total: None,
    ) -> None:
        self._called("open")
        for step in ("checking", "database", "migrating"):
            on_step(step)
        for done in self.copied:
            on_progress(done, self.copied[-1])
        self._called("opened", quietly=True)

    def initialise(
        self,
        *,
        practice_name: str,
        passphrase: str,
        owner_name: str = "",
        on_step: Callable[[str], None] = lambda step: None,
    ) -> FakeRecoveryKey:
        self._called("initialise")
        for step in ("checking", "database", "migrating", "keys", "records"):
            on_step(step)
        self.prepared = replace(self.prepared, practice_name=practice_name, user_name=owner_name or "Owner")
        self.passphrase = passphrase
        self.state = "unlocked"
        return FakeRecoveryKey()

    def sign_ins(self) -> tuple[SignIn, ...]:
        self._called("sign_ins", quietly=True)
        if self.state == "absent":
            return ()
        return self.people or (SignIn(self.prepared.user_id, self.prepared.user_name, self.has_keyring),)

    def attempt_wait_s(self) -> float:
        return self.wait_s

    def unlock(self, passphrase: str, *, user_id: UserId | None = None) -> FakeServices:
        self._called("unlock")
        self._refuse_while_waiting()
        if passphrase != self.passphrase:
            raise WrongPassphrase
        return self._unlocked("passphrase", user_id)

    def unlock_with_keyring(self, user_id: UserId | None = None) -> FakeServices:
        self._called("unlock_with_keyring")
        if not any(each.has_keyring for each in self.sign_ins()):
            raise EnvironmentProblem("keyring_unavailable")
        return self._unlocked("keyring", user_id)

    def unlock_with_recovery_key(self, text: str) -> FakeServices:
        self._called("unlock_with_recovery_key")
        self._refuse_while_waiting()
        if len(text.replace("-", "").replace(" ", "")) != len(RECOVERY_TEXT.replace("-", "")):
            raise InputRefused("recovery_key_mistyped")
        if text.upper() != RECOVERY_TEXT:
            raise WrongPassphrase
        return self._unlocked("recovery", None)

    def revive_database(self) -> bool:
        self._called("revive_database")
        return False

    def lock(self) -> None:
        self._called("lock")
        self.state = "locked"

    def drop_keys(self) -> None:
        self._called("drop_keys")

    def close(self) -> None:
        self._called("close")
        self.closed = True
        if self.state == "unlocked":
            self.state = "locked"

    def _refuse_while_waiting(self) -> None:
        if self.wait_s > 0:
            raise TooManyAttempts(wait_s=self.wait_s)

    def _unlocked(
        self, way: Literal["passphrase", "recovery", "keyring"], user_id: UserId | None
    ) -> FakeServices:
        self.asked_for.append(user_id)
        for each in self.people:
            if each.user_id == user_id:
                self.prepared = replace(self.prepared, user_id=each.user_id, user_name=each.name)
        self.prepared = replace(self.prepared, unlocked_with=way)
        self.state = "unlocked"
        return self.prepared

    def _called(self, name: str, *, quietly: bool = False) -> None:
        if not quietly:
            self.calls.append(name)
        gate = self._gates.get(name)
        if gate is not None:
            assert gate.wait(20), f"{name} was never released"
        failure = self._failures.pop(name, None)
        if failure is not None:
            raise failure


def as_workspace(fake: FakeWorkspace) -> Workspace:
    """The fake under the type that the window expects."""
    return cast("Workspace", fake)
