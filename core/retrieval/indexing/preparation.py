"""Reads a source, cuts it into passages and reuses indexed vectors of the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session as DatabaseSession

from core.errors import NotFound, TamperedRecord
from core.facts.dto import FactsOfVersion
from core.facts.sets import FactSets
from core.language.lexemes import field_lexemes, note_lexemes
from core.records.outbox import PendingSource
from core.retrieval.embedding import embedding_texts, searched_vector
from core.retrieval.index.repository import HeldSource, IndexRepository
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.indexed import LAYOUT, IndexedPassage, IndexedSource
from core.retrieval.passages import Cut, cut_passages
from core.security.sealing import Sealer
from core.sources.source_reading import SourceNote, read_source

Texts = tuple[str, ...]
"""The texts embedded for one passage."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source in its current version, cut into passages.

    `held_as` is the index version under which exactly this is already stored, None if it must be stored.
    `read` are the texts to embed for each passage, `known` its vector if the index had one for them. `facts`
    are those of this version, None if stored already or not wanted.
    """

    pending: PendingSource
    source: IndexedSource
    held_as: int | None
    read: tuple[Texts, ...]
    known: tuple[NDArray[np.float16] | None, ...]
    facts: FactsOfVersion | None = None

    @property
    def texts(self) -> list[str]:
        """The texts to embed, each once."""
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
        """(passages, dimension) vectors of all passages; None if one of them is not in `embedded`."""
        rows = np.empty((len(self.read), dimension), dtype=np.float16)
        for place, (texts, known) in enumerate(zip(self.read, self.known, strict=True)):
            if known is not None:
                rows[place] = known
            elif all(text in embedded for text in texts):
                rows[place] = searched_vector(np.stack([embedded[text] for text in texts]))
            else:
                return None
        return rows


def prepare(
    session: DatabaseSession,
    sealer: Sealer,
    pending: PendingSource,
    profile: StoredProfile | None,
    facts: FactSets | None = None,
) -> Prepared:
    """The current version of a source, ready to be embedded in `profile` and stored, with its `facts`.

    Raises `NotFound` if the source was deleted or must not be found any more, `TamperedRecord` if its note
    does not open.
    """
    index = IndexRepository(session, sealer)
    if index.current_version(pending.kind, pending.source_id) is None:
        raise NotFound(source_id=pending.source_id)
    note = read_source(session, sealer, pending.kind, pending.source_id)
    source = _cut(note)
    read = texts_read(source)
    held = _held(index, pending, profile)
    vectors = _vectors_by_texts(held)
    return Prepared(
        pending=pending,
        source=source,
        held_as=held.index_version if held is not None and held.source == source else None,
        read=read,
        known=tuple(vectors.get(texts) for texts in read),
        facts=None if facts is None else facts.lacking(session, note),
    )


def texts_read(source: IndexedSource) -> tuple[Texts, ...]:
    """The texts embedded for each passage of a source."""
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


def _cut(note: SourceNote) -> IndexedSource:
    passages = tuple(
        IndexedPassage(name, cut, (*field_lexemes(name), *note_lexemes(text[cut.start : cut.end])))
        for name, text in note.fields
        for cut in cut_passages(text)
    )
    cut_fields = {one.field for one in passages}
    return IndexedSource(
        kind=note.kind,
        source_id=note.source_id,
        # From the note, which opened under this client's key; the outbox is not authenticated.
        client_id=note.client_id,
        version=note.version,
        day=note.day,
        author=note.author,
        title=note.title,
        fields=tuple((name, text) for name, text in note.fields if name in cut_fields),
        passages=passages,
    )


def _held(index: IndexRepository, pending: PendingSource, profile: StoredProfile | None) -> HeldSource | None:
    """The index entry of the source, if it was built by this program's layout."""
    try:
        held = index.source(pending.source_id, profile)
    except TamperedRecord:
        # If anything fails to open, nothing is reused and all of it is rebuilt.
        return None
    return held if held is not None and held.layout == LAYOUT else None


def _vectors_by_texts(held: HeldSource | None) -> dict[Texts, NDArray[np.float16]]:
    if held is None or held.source.vectors is None:
        return {}
    return dict(zip(texts_read(held.source), held.source.vectors, strict=True))
