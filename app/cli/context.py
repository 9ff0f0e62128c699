"""Shared by all commands: settings, console, cancellation, and the opened workspace."""

from __future__ import annotations

import logging
import signal
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import UUID

from app.cli.console import Console, UsageError
from app.cli.passphrase import read_passphrase
from core.cancel import CancelToken, OnProgress
from core.ending_signals import ending_signals
from core.environment_faults import environment_fault
from core.errors import AnamnesisError, EnvironmentProblem, NotFound
from core.first_imports import collector_paused
from core.ids import ClientId, UserId
from core.settings import Settings
from core.sources.dto import SearchScope

if TYPE_CHECKING:
    from core.clients.dto import Client
    from core.services import Services
    from core.workspace import Workspace

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Context:
    """One invocation."""

    settings: Settings
    console: Console
    passphrase_file: Path | None
    user: str | None = None
    cancel: CancelToken = field(default_factory=CancelToken)

    def stop_on_signals(self) -> None:
        """Ctrl+C, SIGTERM and a closed terminal cancel the work, so that the database is stopped cleanly."""

        hangup = getattr(signal, "SIGHUP", None)

        asked = False

        def cancel(number: int, _frame: object) -> None:
            nonlocal asked
            # A hangup may come with SIGTERM by itself; anything else that comes twice is impatience.
            if number != hangup:
                if asked:
                    raise KeyboardInterrupt
                asked = True
            self.cancel.cancel()

        for number in ending_signals():
            signal.signal(number, cancel)

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """The data directory, open but locked; always closed again."""
        workspace = self._new_workspace()
        try:
            workspace.open()
            yield workspace
        except Exception as error:
            # Here, while the log is open; the message is neither logged nor shown.
            fault = environment_fault(error)
            if fault is not None:
                _log.error("the system refused: %s", fault.code)
            elif not isinstance(error, AnamnesisError):
                _log.critical("unexpected error", exc_info=error)
            raise
        finally:
            workspace.close()

    def _new_workspace(self) -> Workspace:
        # Half of the program, which commands without a practice do not need.
        with collector_paused():
            from core.workspace import Workspace

        return Workspace(self.settings)

    def require_practice(self) -> None:
        """Raises `EnvironmentProblem("no_practice")`, before anything is asked or started."""
        if not self.settings.vault_file.exists():
            raise EnvironmentProblem("no_practice", directory=str(self.settings.data_dir))

    @contextmanager
    def unlocked(self, passphrase: str | None = None, *, finish_work: bool = True) -> Iterator[Services]:
        """The services, unlocked with the given passphrase or the options'.

        An interrupted rotation or erase is finished first, unless `finish_work` is false.

        Raises `EnvironmentProblem("no_practice")`, and as `sign_in`.
        """
        self.require_practice()
        chosen = read_passphrase(self.passphrase_file) if passphrase is None else passphrase
        with self.workspace() as workspace:
            services = self.sign_in(workspace, chosen)
            self._tell_findings(services)
            if finish_work and services.access.allows("chart"):
                self._finish_work(services)
            yield services

    def _tell_findings(self, services: Services) -> None:
        """Reports integrity findings, for every command."""
        found = services.integrity.at_unlock
        if found:
            from ui.words.findings import findings_text

            self.console.warning("anamnesis: Something is not as this program left it:")
            self.console.warning("\n".join(f"  {line}" for line in findings_text(found).splitlines()))
            self.console.warning("  Run anamnesis doctor and anamnesis audit verify.")

    def _finish_work(self, services: Services) -> None:
        """Finishes pending work; a failure, such as a full disk, does not prevent reading."""
        try:
            services.keys.finish_pending(cancel=self.cancel, on_progress=self.progress("changing keys"))
        except EnvironmentProblem as problem:
            _log.warning("work on the keys is not finished: %s", problem.code)
            self.console.error(problem)

    def sign_in(self, workspace: Workspace, passphrase: str) -> Services:
        """Unlocks as the member of `--user`, or the one the passphrase belongs to.

        Raises `NotFound("member_unknown")`, and as `Workspace.unlock`.
        """
        user_id = None if self.user is None else member_named(workspace.sign_ins(), self.user).user_id
        return workspace.unlock(passphrase, user_id=user_id)

    def progress(self, label: str) -> OnProgress:
        """A progress listener that shows `label` and the progress."""
        return lambda done, total: self.console.progress(label, done, total)


class _Named(Protocol):
    @property
    def user_id(self) -> UserId: ...

    @property
    def name(self) -> str: ...


NamedT = TypeVar("NamedT", bound=_Named)


def member_named(members: Iterable[NamedT], name: str) -> NamedT:
    """The member of that name, whatever its case, or with that id. Raises `NotFound("member_unknown")`."""
    wanted = " ".join(unicodedata.normalize("NFC", name).split()).casefold()
    for member in members:
        if wanted in (member.name.casefold(), str(member.user_id)):
            return member
    raise NotFound("member_unknown", name=name)


def client_named(services: Services, name: str) -> Client:
    """By the id from an import, or the practice's own. Raises `NotFound("client_unknown")`."""
    clients = services.clients.list(states=("active", "archived"))
    for client in clients:
        if name in (client.details.external_id, str(client.client_id)):
            return client
    raise NotFound("client_unknown", client=name)


class ClientNames:
    """Resolves ids of the command line, and returns the practice's names."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._clients = services.clients.list(states=("active", "archived"))
        self._sessions: dict[UUID, str] = {}
        self._known = {client.client_id for client in self._clients}
        self._by_external = {
            client.details.external_id: client.client_id
            for client in self._clients
            if client.details.external_id is not None
        }

    def resolve(self, name: str) -> ClientId:
        """Raises `NotFound("client_unknown")`."""
        if name in self._by_external:
            return self._by_external[name]
        try:
            client_id = ClientId(UUID(name))
        except ValueError:
            client_id = None
        if client_id is None or client_id not in self._known:
            raise NotFound("client_unknown", client=name)
        return client_id

    def external_id(self, kind: str, record_id: UUID) -> str:
        """The id from an import if there is one, else our own."""
        if kind == "client":
            for client in self._clients:
                if client.client_id == record_id:
                    return client.details.external_id or str(record_id)
            return str(record_id)
        if record_id not in self._sessions:
            self._load_sessions()
        return self._sessions.get(record_id, str(record_id))

    def _load_sessions(self) -> None:
        for client in self._clients:
            for session in self._services.sessions.list_for_client(client.client_id):
                self._sessions[session.session_id] = session.external_id or str(session.session_id)


def parse_day(text: str) -> date:
    """A date of the command line. Raises `UsageError`."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"not a date: {text!r} (write it as 2024-04-07)") from error


def scope_from(row: dict[str, Any], names: ClientNames) -> SearchScope:
    """The scope of a question: keys `client_id`, `since`, `until` and `field`, all optional."""
    client = row.get("client_id")
    since, until, field_name = row.get("since"), row.get("until"), row.get("field")
    return SearchScope(
        client_id=names.resolve(str(client)) if client is not None else None,
        since=parse_day(since) if since else None,
        until=parse_day(until) if until else None,
        fields=frozenset({field_name}) if field_name else frozenset(),
    )
