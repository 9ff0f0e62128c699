"""Reads a source, cuts it into passages and takes over what its index already holds of the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.attachments.dto import FIELD
from core.attachments.storing import AttachmentStore
from core.errors import NotFound, TamperedRecord
from core.ids import AttachmentId, ClientId, PassageId, SessionId, new_id
from core.repositories.clients import ClientRepository
from core.repositories.index import IndexRepository
from core.repositories.outbox import PendingSource
from core.repositories.sealed_passages import StoredPassage, StoredProfile
from core.repositories.sessions import SessionRepository
from core.retrieval.dto import CLIENT_FIELDS, FIELDS_OF, Passage
from core.retrieval.embedding import VectorRows, embedding_texts
from core.retrieval.passages import Cut, Part, cut_passages
from core.security.sealing import Sealer


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source as of `version`, cut. Passages without vectors have to be embedded; `texts` says from what."""

    source: PendingSource
    version: int
    passages: tuple[StoredPassage, ...]

    @property
    def texts(self) -> list[str]:
        """What to embed, each text once."""
        wanted = (text for one in self.passages if one.vectors is None for text in texts_of(one))
        return list(dict.fromkeys(wanted))


@dataclass(frozen=True, slots=True)
class _Note:
    client_id: ClientId
    version: int
    day: date | None
    fields: tuple[tuple[str, str], ...]
    title: str = ""


def prepare(
    session: DatabaseSession, sealer: Sealer, source: PendingSource, profile: StoredProfile | None
) -> Prepared:
    """The current version of a source, ready to be embedded and stored.

    Raises `NotFound` when the source is gone or is not to be found any more, `TamperedRecord` when its note
    does not open.
    """
    index = IndexRepository(session, sealer)
    if index.current_version(source.kind, source.source_id) is None:
        raise NotFound(source_id=source.source_id)
    note = _read(session, sealer, source)
    held = _held(index, source.source_id, profile)
    same = {_identity(one.passage, one.parts): one.passage.passage_id for one in held}
    vectors = {tuple(texts_of(one)): one.vectors for one in held if one.vectors is not None}
    passages = []
    for field, text in note.fields:
        for cut in cut_passages(text):
            passage = _passage(source, note, field, cut, PassageId(new_id()))
            kept = same.get(_identity(passage, cut.parts))
            if kept is not None:
                passage = _passage(source, note, field, cut, kept)
            known: VectorRows | None = vectors.get(tuple(embedding_texts(cut, field=field)))
            passages.append(StoredPassage(passage, cut.parts, known))
    return Prepared(source, note.version, tuple(passages))


def texts_of(stored: StoredPassage) -> list[str]:
    """What the embedder reads for a stored passage."""
    passage = stored.passage
    cut = Cut(passage.start, passage.end, passage.text, stored.parts)
    return embedding_texts(cut, field=passage.field)


def _read(session: DatabaseSession, sealer: Sealer, source: PendingSource) -> _Note:
    if source.kind == "client":
        client = ClientRepository(session, sealer).get(ClientId(source.source_id))
        fields = tuple((name, str(getattr(client.details, name))) for name in CLIENT_FIELDS)
        return _Note(client.client_id, client.row_version, None, fields)
    if source.kind == "attachment":
        return _attachment(AttachmentStore(session, sealer), AttachmentId(source.source_id))
    written = SessionRepository(session, sealer).get(SessionId(source.source_id))
    fields = tuple((name, written.field_text(name)) for name in FIELDS_OF["session"])
    return _Note(written.client_id, written.version, written.date, fields)


def _attachment(store: AttachmentStore, attachment_id: AttachmentId) -> _Note:
    record = store.record(attachment_id)
    if record.state == "deleted":
        raise NotFound("attachment_not_found", attachment_id=attachment_id)
    fields = ((FIELD, store.text(record).text),)
    name = str(record.body["name"])
    return _Note(record.client_id, record.row_version, record.day, fields, title=name)


def _held(index: IndexRepository, source_id: UUID, profile: StoredProfile | None) -> list[StoredPassage]:
    """What the index holds of the source, vectors only if it was ever complete in the profile."""
    try:
        complete = profile is not None and index.holds_source(profile.profile_id, source_id)
        return index.passages_of(source_id, profile if complete else None)
    except TamperedRecord:
        # Nothing that fails to open is taken over; all of it is made anew.
        return []


def _identity(passage: Passage, parts: Sequence[Part]) -> tuple[object, ...]:
    return passage.version, passage.field, passage.start, passage.end, passage.text, passage.day, tuple(parts)


def _passage(source: PendingSource, note: _Note, field: str, cut: Cut, passage_id: PassageId) -> Passage:
    return Passage(
        passage_id=passage_id,
        # From the note, which opened under this client's key, not from the outbox, which anybody could write.
        client_id=note.client_id,
        source_kind=source.kind,
        source_id=source.source_id,
        version=note.version,
        field=field,
        start=cut.start,
        end=cut.end,
        text=cut.text,
        day=note.day,
        title=note.title,
    )
