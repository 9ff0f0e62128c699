"""How a passage and its vectors become sealed values and come back, bound to the rows they lie in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from core.errors import TamperedRecord
from core.ids import ClientId, PassageId, ProfileId
from core.repositories.sealed_json import open_json, seal_json
from core.retrieval.dto import EmbeddingProfile, Passage
from core.retrieval.embedding import VectorRows, vectors_from_bytes, vectors_to_bytes
from core.retrieval.passages import Part
from core.security.sealing import Address, Sealer


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """A profile with its row's id; `active` once every source was indexed in it."""

    profile_id: ProfileId
    profile: EmbeddingProfile
    active: bool


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it lies in the database, with its vectors in one profile if it has them."""

    passage: Passage
    parts: tuple[Part, ...]
    vectors: VectorRows | None = None


@dataclass(frozen=True, slots=True)
class DamagedPassage:
    """A passage that did not open where it was found. `source_ids`: whose it was said and sealed to be."""

    source_ids: frozenset[UUID]


def seal_span(sealer: Sealer, stored: StoredPassage) -> bytes:
    """The passage's place, text and parts, sealed. Its source is in it too: rows cannot be moved."""
    passage = stored.passage
    span = {
        "source": [passage.source_kind, str(passage.source_id)],
        "field": passage.field,
        "start": passage.start,
        "end": passage.end,
        "day": passage.day.isoformat() if passage.day else None,
        "text": passage.text,
        "title": passage.title,
        "parts": [[part.start, part.end, part.heading] for part in stored.parts],
    }
    at = _span_address(passage.passage_id, passage.client_id, passage.version)
    return seal_json(sealer, span, purpose="passage", at=at)


def seal_vectors(sealer: Sealer, passage: Passage, vectors: VectorRows, profile_id: ProfileId) -> bytes:
    """The passage's vectors in one profile, sealed."""
    return sealer.seal(vectors_to_bytes(vectors), purpose="vector", at=_vector_address(passage, profile_id))


def open_passage(
    sealer: Sealer, row: Row[*tuple[Any, ...]], sealed_vector: bytes | None, profile: StoredProfile | None
) -> StoredPassage:
    """A row of `passage` with its vectors in `profile`, if it has them. Raises `TamperedRecord`."""
    passage_id, client_id = PassageId(row.passage_id), ClientId(row.client_id)
    at = _span_address(passage_id, client_id, row.source_version)
    span = open_json(sealer, row.sealed_span, purpose="passage", at=at)
    if span["source"] != [row.source_kind, str(row.source_id)]:
        # The clear columns serve queries only; what was sealed says whose words these are.
        raise TamperedRecord(
            "tampered_record", table="passage", column="source_id", sealed_source_id=UUID(span["source"][1])
        )
    passage = Passage(
        passage_id=passage_id,
        client_id=client_id,
        source_kind=row.source_kind,
        source_id=row.source_id,
        version=row.source_version,
        field=span["field"],
        start=span["start"],
        end=span["end"],
        text=span["text"],
        day=date.fromisoformat(span["day"]) if span["day"] else None,
        title=span.get("title", ""),
    )
    parts = tuple(Part(start, end, heading) for start, end, heading in span["parts"])
    if profile is None or sealed_vector is None:
        return StoredPassage(passage, parts)
    opened = sealer.open(sealed_vector, purpose="vector", at=_vector_address(passage, profile.profile_id))
    return StoredPassage(passage, parts, _rows(opened, profile.profile.dimension))


def _rows(opened: bytes, dimension: int) -> VectorRows:
    try:
        return vectors_from_bytes(opened, dimension)
    except ValueError as error:
        raise TamperedRecord("tampered_record", table="profile", column="dimension") from error


def _span_address(passage_id: PassageId, client_id: ClientId, version: int) -> Address:
    return Address(
        table="passage", row=(passage_id,), column="sealed_span", row_version=version, client_id=client_id
    )


def _vector_address(passage: Passage, profile_id: ProfileId) -> Address:
    return Address(
        table="passage_vector",
        row=(passage.passage_id, profile_id),
        column="sealed_vector",
        row_version=passage.version,
        client_id=passage.client_id,
    )
