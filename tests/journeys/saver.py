"""Saves drafts endlessly and reports every commit, to be killed at any moment.

Lines on standard output, each written whole: `READY`, `HAVE session version digest` (or `missing`),
`AUDITED session count`, `VERIFIED`, `NEW number session`, `TRY number session version`,
`SAVED number session version`, `SIGNED session version`, `FULL` when the disk was full and `ROOM` when there
is space again. A completed action is reported after its call has returned.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import hashlib
import json
import os
import random
import threading
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import psycopg

from core.clients.dto import ClientDetails
from core.errors import DatabaseProblem, DiskFull, EditConflict, NotFound
from core.ids import ClientId, SessionId
from core.security.vault import Vault
from core.services import Services
from core.sessions.dto import SOAP_FIELDS, Session, SoapText
from core.sessions.service import SessionService
from core.settings import Settings
from core.workspace import Workspace

FIRST_DAY = date(2024, 1, 1)
WORDS = (
    *("pain", "knee", "links", "ramipril", "5", "mg", "כאב", "מ״ג", "וָו", "naïve", "α-blocker", "🙂", "½"),
    *('"quoted"', "\\", "\t", "\n", "’", "°C", "%s", "{}", "<b>", "--", "';"),
)
LENGTHS = (0, 0, 1, 3, 20, 60, 200, 900)
LONG_NOTE_CHARS = 50_000
FULL_PAUSE_S = 0.1


def note(number: int, *, seed: int) -> SoapText:
    """The text of save `number`: deterministic, with awkward characters and lengths."""
    rng = random.Random(seed * 1_000_003 + number)
    fields = {name: " ".join(rng.choices(WORDS, k=rng.choice(LENGTHS))) for name in SOAP_FIELDS}
    if number % 97 == 0:
        fields["plan"] = " ".join(rng.choices(WORDS, k=LONG_NOTE_CHARS))[:LONG_NOTE_CHARS]
    # Always different from the previous version, because an unchanged save stores nothing.
    fields["subjective"] = f"#{number} {fields['subjective']}"
    return SoapText(**fields)


def day_of(number: int) -> date:
    return FIRST_DAY + timedelta(days=number % 500)


def digest(text: SoapText, day: date) -> str:
    """SHA-256 over the bytes of all four fields and the day."""
    document = [day.isoformat(), *(text.field(name) for name in SOAP_FIELDS)]
    return hashlib.sha256(json.dumps(document, ensure_ascii=False).encode("utf-8")).hexdigest()


def say(*parts: object) -> None:
    # One write for each line, so that output before a kill arrives complete.
    os.write(1, (" ".join(map(str, parts)) + "\n").encode("ascii"))


def the_client(services: Services) -> ClientId:
    """The one client of this journey, created on demand."""
    known = services.clients.list()
    if known:
        return known[0].client_id
    return services.clients.create(ClientDetails(first_name="Ada", last_name="Killproof")).client_id


def tell_versions(services: Services, wanted: Iterable[tuple[SessionId, int]]) -> None:
    for session_id, version in wanted:
        try:
            found = services.sessions.get(session_id, version)
        except NotFound:
            say("HAVE", session_id, version, "missing")
        else:
            say("HAVE", session_id, version, digest(found.text, found.date))


def tell_everything(workspace: Workspace, client_id: ClientId) -> None:
    """Every version of every session, and the number of audit events of each session."""
    services = workspace.services
    sessions = services.sessions.list_for_client(client_id)
    for session in sessions:
        tell_versions(services, ((session.session_id, number) for number in range(1, session.version + 1)))
    cluster = workspace.cluster
    assert cluster is not None
    workspace_id = Vault.load(workspace.settings.vault_file).workspace_id
    conninfo = cluster.app_conninfo() | {"options": f"-c anamnesis.workspace={workspace_id}"}
    with psycopg.connect(**conninfo) as app:  # type: ignore[arg-type]
        counted = app.execute(
            "SELECT object_id, count(*) FROM audit_event WHERE object_kind = 'session' GROUP BY object_id"
        )
        for object_id, count in counted:
            say("AUDITED", object_id, count)
    say("VERIFIED")


class Desk:
    """Does what the program's jobs and a user do about a transient save failure."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def insist(self, save: Callable[[], Session]) -> Session:
        """Repeats a save that found no space, or a server that stopped because of it, until it succeeds."""
        full = False
        while True:
            try:
                saved = save()
            except DiskFull:
                if not full:
                    say("FULL")
                full = True
            except DatabaseProblem as problem:
                if problem.code != "database_unreachable":
                    raise
                # There may be space again while the server still recovers; the window's jobs wait too.
                with contextlib.suppress(DiskFull, DatabaseProblem):
                    self._workspace.revive_database()
            else:
                if full:
                    say("ROOM")
                return saved
            threading.Event().wait(FULL_PAUSE_S)


def save_without_end(workspace: Workspace, client_id: ClientId, *, first_number: int, seed: int) -> None:
    """Drafts, versions and signatures from save `first_number` on."""
    rng = random.Random(seed + first_number)
    sessions = workspace.services.sessions
    insist = Desk(workspace).insist
    number = first_number
    while True:
        draft = insist(partial(sessions.start_draft, client_id, day=day_of(number)))
        say("NEW", number, draft.session_id)
        for _ in range(rng.randint(1, 25)):
            number += 1
            say("TRY", number, draft.session_id, draft.version + 1)
            draft = insist(partial(save, sessions, draft, number, seed))
            say("SAVED", number, draft.session_id, draft.version)
        if rng.random() < 0.5:
            signed = insist(partial(sign, sessions, draft))
            say("SIGNED", signed.session_id, signed.version)


def save(sessions: SessionService, draft: Session, number: int, seed: int) -> Session:
    """Saves one version. A conflict can only mean that an attempt with unknown outcome succeeded."""
    text, day = note(number, seed=seed), day_of(number)
    try:
        return sessions.save_draft(draft.session_id, text, day=day, expected_version=draft.version)
    except EditConflict:
        stored = sessions.get(draft.session_id)
        assert stored.version == draft.version + 1
        assert stored.text == text
        return stored


def sign(sessions: SessionService, draft: Session) -> Session:
    """Signs, or finds that an attempt with unknown outcome succeeded."""
    stored = sessions.get(draft.session_id)
    return (
        stored
        if stored.state == "signed"
        else sessions.sign(draft.session_id, expected_version=draft.version)
    )


def read_wanted(path: Path) -> list[tuple[SessionId, int]]:
    pairs = (line.split() for line in path.read_text("ascii").splitlines())
    return [(SessionId(UUID(session)), int(version)) for session, version in pairs]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("passphrase_file", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--first-number", type=int, required=True)
    parser.add_argument("--check", type=Path, help="a file of `session version` lines to read back first")
    parser.add_argument("--minimum-free", type=int, help="bytes; overrides the program's own reserve")
    parser.add_argument("--engine", action="store_true", help="start the models too")
    parser.add_argument("--verify", action="store_true", help="read everything back and end")
    arguments = parser.parse_args()

    settings = Settings.load(arguments.data_dir)
    if arguments.minimum_free is not None:
        settings = dataclasses.replace(settings, minimum_free_bytes=arguments.minimum_free)
    workspace = Workspace(settings)
    workspace.open()
    services = workspace.unlock(arguments.passphrase_file.read_text("utf-8").splitlines()[0])
    say("READY")
    if arguments.engine:
        services.engine.start()
    if arguments.verify:
        try:
            tell_everything(workspace, the_client(services))
        finally:
            workspace.close()
        return
    tell_versions(services, read_wanted(arguments.check) if arguments.check else [])
    client_id = the_client(services)
    save_without_end(workspace, client_id, first_number=arguments.first_number, seed=arguments.seed)


if __name__ == "__main__":
    main()
