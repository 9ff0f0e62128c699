"""Reads a source, cuts it into passages and takes over what its index already holds of the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session as DatabaseSession

from core.attachments.dto import FIELD
from core.attachments.storing import AttachmentStore
from core.clients.record_fields import record_text
from core.errors import NotFound, TamperedRecord
from core.ids import AttachmentId, ClientId, SessionId, UserId
from core.repositories.clients import ClientRepository
from core.repositories.index import HeldSource, IndexRepository
from core.repositories.outbox import PendingSource
from core.repositories.sealed_index import StoredProfile
from core.repositories.sessions import SessionRepository
from core.retrieval.dto import CLIENT_FIELDS, FIELDS_OF
from core.retrieval.embedding import embedding_texts, searched_vector
from core.retrieval.indexed import LAYOUT, IndexedPassage, IndexedSource
from core.retrieval.language.lexemes import field_lexemes, note_lexemes
from core.retrieval.passages import Cut, cut_passages
from core.security.sealing import Sealer

Texts = tuple[str, ...]
"""What the embedder reads for one passage."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source in its current version, cut.

    `held_as` is the index version under which exactly this is stored already, None if it has to be stored.
    `read` are the texts to embed for each passage, `known` its vector where the index had one for them.
    """

    pending: PendingSource
    source: IndexedSource
    held_as: int | None
    read: tuple[Texts, ...]
    known: tuple[NDArray[np.float16] | None, ...]

    @property
    def texts(self) -> list[str]:
        """What has to be embedded, each text once."""
        wanted = (
            text
            for texts, known in zip(self.read, self.known, strict=True)
            if known is None
            for text in texts
        )
        return list(dict.fromkeys(wanted))

    def vectors(
        self, embedded: Mapping[str, NDArray[np.float32]], dimension: int
    ) -> NDArray[np.float16] | None:
        """(passages, dimension) vectors of all passages; None while one of them is not in `embedded`."""
        rows = np.empty((len(self.read), dimension), dtype=np.float16)
        for place, (texts, known) in enumerate(zip(self.read, self.known, strict=True)):
            if known is not None:
                rows[place] = known
            elif all(text in embedded for text in texts):
                rows[place] = searched_vector(np.stack([embedded[text] for text in texts]))
            else:
                return None
        return rows


@dataclass(frozen=True, slots=True)
class _Note:
    client_id: ClientId
    version: int
    day: date | None
    fields: tuple[tuple[str, str], ...]
    title: str = ""
    author: UserId | None = None


def prepare(
    session: DatabaseSession, sealer: Sealer, pending: PendingSource, profile: StoredProfile | None
) -> Prepared:
    """The current version of a source, ready to be embedded in `profile` and stored.

    Raises `NotFound` when the source is gone or is not to be found any more, `TamperedRecord` when its note
    does not open.
    """
    index = IndexRepository(session, sealer)
    if index.current_version(pending.kind, pending.source_id) is None:
        raise NotFound(source_id=pending.source_id)
    source = _cut(pending, _read(session, sealer, pending))
    read = texts_read(source)
    held = _held(index, pending, profile)
    vectors = _vectors_by_texts(held)
    return Prepared(
        pending=pending,
        source=source,
        held_as=held.index_version if held is not None and held.source == source else None,
        read=read,
        known=tuple(vectors.get(texts) for texts in read),
    )


def texts_read(source: IndexedSource) -> tuple[Texts, ...]:
    """What the embedder reads for each passage of a source."""
    fields = dict(source.fields)
    return tuple(
        embedding_texts(
            field=one.field,
            field_text=fields[one.field],
            cut=one.cut,
            before=_near(source.passages, place - 1, one.field),
            after=_near(source.passages, place + 1, one.field),
        )
        for place, one in enumerate(source.passages)
    )


def _near(passages: Sequence[IndexedPassage], place: int, field: str) -> Cut | None:
    """The cut at `place` if it is one of the same field."""
    if not 0 <= place < len(passages) or passages[place].field != field:
        return None
    return passages[place].cut


def _cut(pending: PendingSource, note: _Note) -> IndexedSource:
    passages = tuple(
        IndexedPassage(name, cut, (*field_lexemes(name), *note_lexemes(text[cut.start : cut.end])))
        for name, text in note.fields
        for cut in cut_passages(text)
    )
    cut_fields = {one.field for one in passages}
    return IndexedSource(
        kind=pending.kind,
        source_id=pending.source_id,
        # From the note, which opened under this client's key, not from the outbox, which anybody could write.
        client_id=note.client_id,
        version=note.version,
        day=note.day,
        author=note.author,
        title=note.title,
        fields=tuple((name, text) for name, text in note.fields if name in cut_fields),
        passages=passages,
    )


def _held(index: IndexRepository, pending: PendingSource, profile: StoredProfile | None) -> HeldSource | None:
    """What the index holds of the source, if it was made as this program makes it."""
    try:
        held = index.source(pending.source_id, profile)
    except TamperedRecord:
        # Nothing that fails to open is taken over; all of it is made anew.
        return None
    return held if held is not None and held.layout == LAYOUT else None


def _vectors_by_texts(held: HeldSource | None) -> dict[Texts, NDArray[np.float16]]:
    if held is None or held.source.vectors is None:
        return {}
    return dict(zip(texts_read(held.source), held.source.vectors, strict=True))


def _read(session: DatabaseSession, sealer: Sealer, pending: PendingSource) -> _Note:
    if pending.kind == "client":
        client = ClientRepository(session, sealer).get(ClientId(pending.source_id))
        fields = tuple((name, record_text(client.details, name)) for name in CLIENT_FIELDS)
        return _Note(client.client_id, client.row_version, None, fields)
    if pending.kind == "attachment":
        return _attachment(AttachmentStore(session, sealer), AttachmentId(pending.source_id))
    written = SessionRepository(session, sealer).get(SessionId(pending.source_id))
    fields = tuple((name, written.field_text(name)) for name in FIELDS_OF["session"])
    return _Note(written.client_id, written.version, written.date, fields, author=written.author)


def _attachment(store: AttachmentStore, attachment_id: AttachmentId) -> _Note:
    record = store.record(attachment_id)
    if record.state == "deleted":
        raise NotFound("attachment_not_found", attachment_id=attachment_id)
    fields = ((FIELD, store.text(record).text),)
    name = str(record.body["name"])
    return _Note(record.client_id, record.row_version, record.day, fields, title=name)
