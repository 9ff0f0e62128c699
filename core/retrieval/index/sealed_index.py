"""Seals and opens the index of a source, bound to its rows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row

from core.errors import TamperedRecord
from core.ids import ClientId, ProfileId, UserId
from core.retrieval.dto import EmbeddingProfile
from core.retrieval.indexed import IndexedPassage, IndexedSource
from core.retrieval.passages import Cut
from core.security.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """A profile with its row's id; `active` once every source was indexed in it."""

    profile_id: ProfileId
    profile: EmbeddingProfile
    active: bool


def seal_index(sealer: Sealer, source: IndexedSource, index_version: int) -> bytes:
    """Everything but the vectors, sealed with the source's identity, so that rows cannot be moved."""
    numbers = {name: number for number, (name, _) in enumerate(source.fields)}
    distinct = dict.fromkeys(one.cut.heading for one in source.passages)
    headings = {heading: number for number, heading in enumerate(distinct)}
    body = {
        "source": [source.kind, str(source.source_id), source.version],
        "day": source.day.isoformat() if source.day else None,
        "author": str(source.author) if source.author else None,
        "title": source.title,
        "fields": [list(each) for each in source.fields],
        "headings": list(headings),
        "passages": [
            [
                numbers[one.field],
                one.cut.start,
                one.cut.end,
                one.cut.focus_start,
                one.cut.focus_end,
                headings[one.cut.heading],
                " ".join(one.lexemes),
            ]
            for one in source.passages
        ],
    }
    at = _index_address(source.source_id, source.client_id, index_version)
    return seal_json(sealer, body, purpose="passage", at=at)


def seal_vectors(
    sealer: Sealer,
    vectors: NDArray[np.float16],
    *,
    source_id: UUID,
    client_id: ClientId,
    profile_id: ProfileId,
    index_version: int,
) -> bytes:
    """The vectors of a source in one profile: little-endian float16, row after row, sealed."""
    at = _vectors_address(source_id, client_id, profile_id, index_version)
    packed = np.ascontiguousarray(vectors, dtype="<f2").tobytes()
    return sealer.seal(packed, purpose="vector", at=at)


def open_source(
    sealer: Sealer, row: Row[*tuple[Any, ...]], sealed_vectors: bytes | None, profile: StoredProfile | None
) -> IndexedSource:
    """A row of `source_index` with its vectors in `profile`, if it has them. Raises `TamperedRecord`."""
    at = _index_address(row.source_id, ClientId(row.client_id), row.index_version)
    body = open_json(sealer, row.sealed_index, purpose="passage", at=at)
    try:
        source = _source(body, ClientId(row.client_id))
    except (KeyError, ValueError, TypeError, IndexError) as error:
        # Sealed by a program with another layout: rebuilt like a damaged one.
        raise TamperedRecord("tampered_record", table="source_index", column="layout") from error
    if (source.kind, source.source_id, source.version) != (
        row.source_kind,
        row.source_id,
        row.source_version,
    ):
        # The clear columns serve queries only; the sealed value says whose words these are.
        raise TamperedRecord("tampered_record", table="source_index", column="source_version")
    if profile is None or sealed_vectors is None:
        return source
    address = _vectors_address(source.source_id, source.client_id, profile.profile_id, row.index_version)
    opened = sealer.open(sealed_vectors, purpose="vector", at=address)
    vectors = _vectors(opened, len(source.passages), profile.profile.dimension)
    return dataclasses.replace(source, vectors=vectors)


def _source(body: Mapping[str, Any], client_id: ClientId) -> IndexedSource:
    kind, source_id, version = body["source"]
    return IndexedSource(
        kind=kind,
        source_id=UUID(source_id),
        client_id=client_id,
        version=version,
        day=date.fromisoformat(body["day"]) if body["day"] else None,
        author=UserId(UUID(body["author"])) if body["author"] else None,
        title=body["title"],
        fields=tuple((name, text) for name, text in body["fields"]),
        passages=_passages(body),
    )


def _passages(body: Mapping[str, Any]) -> tuple[IndexedPassage, ...]:
    names = [name for name, _ in body["fields"]]
    headings = body["headings"]
    return tuple(
        IndexedPassage(
            names[field],
            Cut(start, end, focus_start, focus_end, headings[heading]),
            tuple(lexemes.split()),
        )
        for field, start, end, focus_start, focus_end, heading, lexemes in body["passages"]
    )


def _vectors(opened: bytes, passages: int, dimension: int) -> NDArray[np.float16]:
    if len(opened) != 2 * passages * dimension:
        raise TamperedRecord("tampered_record", table="profile", column="dimension")
    return np.frombuffer(opened, dtype="<f2").reshape(passages, dimension)


def _index_address(source_id: UUID, client_id: ClientId, index_version: int) -> Address:
    return Address(
        table="source_index",
        row=(source_id,),
        column="sealed_index",
        row_version=index_version,
        client_id=client_id,
    )


def _vectors_address(
    source_id: UUID, client_id: ClientId, profile_id: ProfileId, index_version: int
) -> Address:
    return Address(
        table="source_vectors",
        row=(source_id, profile_id),
        column="sealed_vectors",
        row_version=index_version,
        client_id=client_id,
    )
