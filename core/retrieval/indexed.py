"""What the index holds of one source: its texts, how they were cut, their lexemes and their vectors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

import numpy as np
from numpy.typing import NDArray

from core.ids import ClientId, PassageId, UserId
from core.retrieval.dto import SourceKind
from core.retrieval.passages import Cut

LAYOUT = 2
"""How passages are cut, read and embedded. To be raised with every change of that: the program then makes
anew, in the background, what an earlier one had made."""


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    """One passage: where it lies in the text of `field`, and the lexemes by which it is found."""

    field: str
    cut: Cut
    lexemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexedSource:
    """A session, client record or attachment as of `version`.

    `fields` are (name, text) of those that hold anything. Passages lie in the order of their fields and
    starts. `vectors` is (passages, dimension) float16 in one profile, None where they are not known.
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
    """The same place of the same version always has the same id."""
    return PassageId(uuid5(source_id, f"{version}/{field}/{start}/{end}"))
