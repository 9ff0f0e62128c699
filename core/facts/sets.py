"""Extracts the facts of each source version, stores them sealed, and loads them into memory."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.cancel import CancelToken
from core.database.access import Database
from core.errors import VaultLocked
from core.facts.dto import Fact, FactsOfVersion, SourceText
from core.facts.repository import FactSetRepository, held_facts
from core.facts.store import FactMemory
from core.ids import ClientId
from core.security.sealing import Sealer
from core.sources.dto import DamagedSource
from core.sources.searchable import queue_sources
from core.sources.source_reading import SourceNote

_log = logging.getLogger(__name__)
_LOCK_LOOK_S = 0.05

Extract = Callable[[Sequence[SourceText]], tuple[Fact, ...]]
"""Extracts the facts of one version of a source."""


class FactSets:
    """Thread-safe. Raise `extractor_version` with every change of what `extract` finds."""

    def __init__(
        self, *, database: Database, sealer: Sealer, extract: Extract, extractor_version: int
    ) -> None:
        self.memory = FactMemory()
        self.extractor_version = extractor_version
        self._database = database
        self._sealer = sealer
        self._extract = extract
        self._loading = threading.Lock()

    def made_of(self, note: SourceNote) -> FactsOfVersion | None:
        """The facts of a note; None if the extractor fails on it."""
        texts = [SourceText(note.kind, name, text, note.day) for name, text in note.fields if text.strip()]
        try:
            facts = self._extract(texts)
        except Exception as error:  # noqa: BLE001 - one note must not keep the others from being indexed
            # Without its message, which could quote the note.
            _log.error("the facts of a %s could not be read: %s", note.kind, type(error).__name__)
            return None
        return FactsOfVersion(note.client_id, note.kind, note.source_id, note.version, tuple(facts))

    def lacking(self, session: DatabaseSession, note: SourceNote) -> FactsOfVersion | None:
        """The facts of a note, extracted now; None if they exist already or cannot be extracted."""
        if self.memory.loaded and self.memory.held_as(note.source_id) != (note.client_id, note.version):
            # Even if stored: memory has dropped them for a chart that was deleted and restored.
            return self.made_of(note)
        stored = FactSetRepository(session, self._sealer).holds(
            note.source_id,
            client_id=note.client_id,
            source_version=note.version,
            extractor_version=self.extractor_version,
        )
        return None if stored else self.made_of(note)

    def store(self, session: DatabaseSession, made: FactsOfVersion) -> None:
        """Stored with the source's index entry, which must exist. Update `memory` after the commit."""
        FactSetRepository(session, self._sealer).store(made, self.extractor_version)

    def stored_of(self, session: DatabaseSession, client_id: ClientId) -> list[FactsOfVersion]:
        """The stored facts of a client that open; not necessarily of current versions."""
        with closing(
            FactSetRepository(session, self._sealer).of_client(client_id, self.extractor_version)
        ) as found:
            return [one for one in found if isinstance(one, FactsOfVersion)]

    def queue_lacking(self, session: DatabaseSession) -> int:
        """Queues the sources without facts of this extractor; returns how many."""
        workspace_id = self._sealer.workspace_id
        held = held_facts(workspace_id, self.extractor_version)
        queued = queue_sources(session, workspace_id, held=held)
        if queued:
            _log.info("the facts of %d sources are to be made", queued)
        return queued

    def damaged(self, session: DatabaseSession, cancel: CancelToken) -> set[UUID]:
        """Opens all stored facts; returns the sources of those that fail. Raises `Cancelled`."""
        repository = FactSetRepository(session, self._sealer)
        damaged: set[UUID] = set()
        with closing(repository.everything(self.extractor_version)) as found:
            for one in found:
                cancel.raise_if_cancelled()
                if isinstance(one, DamagedSource):
                    damaged.add(one.source_id)
        return damaged

    def make_again(self, session: DatabaseSession, damaged: Collection[UUID]) -> None:
        """Removes damaged facts and queues their sources."""
        _log.warning("the facts of %d sources did not open and will be made again", len(damaged))
        FactSetRepository(session, self._sealer).forget(damaged)
        session.flush()
        self.queue_lacking(session)

    def load(self, cancel: CancelToken | None = None) -> None:
        """Loads all stored facts into memory, once. Damaged ones are queued for extraction.

        Raises `Cancelled`, `VaultLocked`, `DatabaseProblem`.
        """
        if self.memory.loaded:
            return
        while not self._loading.acquire(timeout=_LOCK_LOOK_S):
            if cancel is not None:
                cancel.raise_if_cancelled()
        try:
            damaged: set[UUID] = set()
            while not self.memory.loaded:
                if self.memory.closed:
                    raise VaultLocked
                damaged = self._read_all(cancel)
            if damaged:
                with self._database.begin() as session:
                    self.make_again(session, damaged)
        finally:
            self._loading.release()

    def _read_all(self, cancel: CancelToken | None) -> set[UUID]:
        """Ends early if something was removed meanwhile, and must then be called again."""
        damaged: set[UUID] = set()
        turn = self.memory.turn
        with self._database.begin(statement_limit_s=0) as session:
            repository = FactSetRepository(session, self._sealer)
            with closing(repository.everything(self.extractor_version)) as found:
                for one in found:
                    if cancel is not None:
                        cancel.raise_if_cancelled()
                    if isinstance(one, DamagedSource):
                        damaged.add(one.source_id)
                    elif not self.memory.put_stored(one, turn=turn):
                        return set()
        self.memory.complete(turn=turn)
        return damaged
