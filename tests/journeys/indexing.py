"""Indexes a practice with an engine that hashes, to be killed at any moment.

Lines on standard output, each written whole: `READY` when unlocked and the notes are changed, `AT done total`
while indexing, `INDEXED model` when nothing is left to do, `SAME sources vectors difference` or `DIFFERENT`
if asked to compare the index with one that was built from nothing without interruption.
"""

from __future__ import annotations

import argparse
import contextlib
import random
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import delete, select

from core import wiring
from core.clients.dto import ClientDetails
from core.database.access import Database
from core.engine.client import EngineClient
from core.errors import InputRefused
from core.retrieval.index.repository import IndexRepository
from core.retrieval.indexed import IndexedSource
from core.retrieval.indexing import indexer
from core.security.sealing import Sealer
from core.services import Services
from core.sessions.dto import SOAP_FIELDS, Session, SoapText
from core.settings import Settings
from core.workspace import Workspace
from models import OutboxRow, ProfileRow, SourceIndexRow
from tests.fakes import hashing_child
from tests.journeys.saver import note, say
from tests.retrieval.state import index_state

FIRST_DAY = date(2024, 1, 1)
NOTES = 24
CLIENTS = 4
CHANGES = 6
TRIES = 20
TEXTS_AT_ONCE = 20
"""Fewer than the program uses, to have more moments for a kill."""


def fill(services: Services, *, seed: int) -> None:
    """A small practice, if there is none yet."""
    if services.clients.list():
        return
    for number in range(CLIENTS):
        services.clients.create(
            ClientDetails(
                first_name="Ada", last_name=f"Killproof {number}", medical_history=f"Asthma {number}."
            )
        )
    for number in range(NOTES):
        write(services, number, seed=seed)


def short(number: int, *, seed: int) -> SoapText:
    """The text of a note of a few passages, with awkward characters."""
    made = note(number, seed=seed)
    return SoapText(**{name: made.field(name)[:600] for name in SOAP_FIELDS})


def write(services: Services, number: int, *, seed: int) -> Session:
    """One more note."""
    clients = services.clients.list()
    day = FIRST_DAY + timedelta(days=number % 300)
    draft = services.sessions.start_draft(clients[number % len(clients)].client_id, day=day)
    text = short(number, seed=seed)
    return services.sessions.save_draft(draft.session_id, text, day=day, expected_version=draft.version)


def change(services: Services, rng: random.Random) -> None:
    """A change of a note: written, changed, signed, retracted, deleted."""
    sessions = services.sessions
    listed = [one for client in services.clients.list() for one in sessions.list_for_client(client.client_id)]
    chosen = rng.choice(listed)
    version = chosen.version
    number = rng.randrange(10_000)
    match rng.randrange(5):
        case 0:
            write(services, number, seed=1)
        case 1 if chosen.state == "draft":
            text = short(number, seed=2)
            sessions.save_draft(chosen.session_id, text, day=chosen.date, expected_version=version)
        case 2 if chosen.state == "draft":
            with contextlib.suppress(InputRefused):
                sessions.sign(chosen.session_id, expected_version=version)
        case 3 if chosen.state == "signed":
            sessions.retract(chosen.session_id, reason="Wrong", expected_version=version)
        case 4 if chosen.state == "draft":
            sessions.delete_draft(chosen.session_id, expected_version=version)


def from_nothing(database: Database, sealer: Sealer) -> None:
    """Deletes the whole index, with profiles and queue."""
    with database.begin() as session:
        IndexRepository(session, sealer).forget(session.scalars(select(SourceIndexRow.source_id)).all())
        session.execute(delete(ProfileRow))
        session.execute(delete(OutboxRow))


def vectors(database: Database, sealer: Sealer) -> dict[str, Any]:
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        every = index.all_sources(index.active_profile())
        return {str(one.source_id): one.vectors for one in every if isinstance(one, IndexedSource)}


def compare(services: Services) -> None:
    """Compares the completed index after the kills with one built without interruption."""
    # The services have no public access to the rows.
    database, sealer = services.index._database, services.index._sealer
    status = services.index.run_pending()
    killed, killed_vectors = index_state(database, sealer), vectors(database, sealer)
    from_nothing(database, sealer)
    services.index.run_pending()
    fresh, fresh_vectors = index_state(database, sealer), vectors(database, sealer)
    without = {**killed, "sources": [one[:-1] for one in killed["sources"]]}
    expected = {**fresh, "sources": [one[:-1] for one in fresh["sources"]]}
    if without != expected or status.total != len(killed["sources"]) or status.pending:
        say("DIFFERENT", *(name for name in expected if without[name] != expected[name]), status.pending)
        return
    difference = max(
        float(np.abs(killed_vectors[name].astype(np.float32) - fresh_vectors[name]).max(initial=0.0))
        for name in fresh_vectors
    )
    say("SAME", len(fresh["sources"]), fresh["vectors"], difference)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("passphrase_file", type=Path)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--change", action="store_true", help="change some notes first")
    parser.add_argument("--load", action="store_true", help="load what is searched, as a window does")
    parser.add_argument("--compare", action="store_true", help="compare with an undisturbed run, and end")
    parser.add_argument("--real-engine", action="store_true", help="the models themselves, not hashes")
    arguments = parser.parse_args()

    if not arguments.real_engine:
        setattr(wiring, "EngineClient", partial(EngineClient, command=hashing_child.command()))  # noqa: B010
        indexer.TEXTS_AT_ONCE = TEXTS_AT_ONCE
    workspace = Workspace(Settings.load(arguments.data_dir))
    workspace.open()
    try:
        services = workspace.unlock(arguments.passphrase_file.read_text("utf-8").splitlines()[0])
        fill(services, seed=7)
        rng = random.Random(arguments.seed)
        for _ in range(CHANGES if arguments.change else 0):
            change(services, rng)
        services.engine.start()
        if arguments.load:
            services.retrieval.load()
        say("READY")
        if arguments.compare:
            compare(services)
            return
        for _ in range(TRIES):
            # As the window's thread does: waits out problems of the engine, which is killed too.
            status = services.index.run_pending(on_progress=lambda done, total: say("AT", done, total))
            if status.problem is None:
                break
        assert (status.pending, status.building, status.problem) == (0, None, None), status
        say("INDEXED", status.model)
    finally:
        workspace.close()


if __name__ == "__main__":
    main()
