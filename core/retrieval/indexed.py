"""What the index holds of one source: its texts, how they were cut, their lexemes and their vectors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid5

import numpy as np
from numpy.typing import NDArray

from core.ids import ClientId, PassageId, UserId
from core.retrieval.dto import Passage, SourceKind
from core.retrieval.passages import Cut

LAYOUT = 1
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

    def text_of(self, name: str) -> str:
        """The text of a field, "" if it has none."""
        return next((text for field_name, text in self.fields if field_name == name), "")


def passage_of(source: IndexedSource, number: int) -> Passage:
    """The passage at place `number` (from 0) as it is shown."""
    held = source.passages[number]
    start, end = held.cut.start, held.cut.end
    return Passage(
        passage_id=passage_id(source.source_id, source.version, held.field, start, end),
        client_id=source.client_id,
        source_kind=source.kind,
        source_id=source.source_id,
        version=source.version,
        field=held.field,
        start=start,
        end=end,
        text=source.text_of(held.field)[start:end],
        day=source.day,
        title=source.title,
        author=source.author,
        heading=held.cut.heading,
    )


def passage_id(source_id: UUID, version: int, field: str, start: int, end: int) -> PassageId:
    """The same place of the same version always has the same id."""
    return PassageId(uuid5(source_id, f"{version}/{field}/{start}/{end}"))
