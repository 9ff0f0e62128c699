"""The index content of one source: its texts, passages, lexemes and vectors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

import numpy as np
from numpy.typing import NDArray

from core.ids import ClientId, PassageId, SourceKind, UserId
from core.retrieval.passages import Cut

LAYOUT = 2
"""The version of how passages are cut, parsed and embedded. Raise it with every change: older sources are
then indexed again in the background.
"""


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """One passage: its position in the text of `field`, and the lexemes by which it is found."""

    field: str
    cut: Cut
    lexemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexedSource:
    """A session, client record or attachment as of `version`.

    `fields` are (name, text) of the non-empty ones. Passages are ordered by field and start. `vectors` is
    (passages, dimension) float16 in one profile, None if unknown.
    """

    kind: SourceKind
    source_id: UUID
    client_id: ClientId
    version: int
    day: date | None
    author: UserId | None
    title: str
    fields: tuple[tuple[str, str], ...]
    passages: tuple[IndexedPassage, ...]
    vectors: NDArray[np.float16] | None = field(default=None, compare=False)


def passage_id(source_id: UUID, version: int, field: str, start: int, end: int) -> PassageId:
    """The same position in the same version always has the same id."""
    return PassageId(uuid5(source_id, f"{version}/{field}/{start}/{end}"))
