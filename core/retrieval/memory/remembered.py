"""A compact form of one source in memory: its texts and the positions of its passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from core.ids import ClientId, SourceKind, UserId
from core.retrieval.dto import Passage
from core.retrieval.indexed import IndexedSource, passage_id

Focus = tuple[str, int, int]
"""A field, and start and end of a part of it (character offsets)."""


@dataclass(frozen=True, slots=True)
class RememberedSource:
    """A source with its `number`; its passages are numbered from `first` on, in their order.

    `spans` is (passages, 6) int32: index of the field, start, end, index of the heading, start and end of the
    focus by which it is found.
    """

    number: int
    first: int
    kind: SourceKind
    source_id: UUID
    client_id: ClientId
    version: int
    day: date | None
    author: UserId | None
    title: str
    fields: tuple[tuple[str, str], ...]
    headings: tuple[str, ...]
    spans: NDArray[np.int32]

    @property
    def passages(self) -> int:
        return len(self.spans)

    def field_names(self) -> Iterator[str]:
        """The field of each passage."""
        names = [name for name, _ in self.fields]
        return (names[field] for field in self.spans[:, 0].tolist())

    def focus(self, number: int) -> Focus:
        """The focus by which the passage of this number is found."""
        field, _, _, _, start, end = self.spans[number - self.first].tolist()
        return self.fields[field][0], start, end

    def passage(self, number: int) -> Passage:
        """The passage of this number as displayed."""
        field, start, end, heading, _, _ = self.spans[number - self.first].tolist()
        name, text = self.fields[field]
        return Passage(
            passage_id=passage_id(self.source_id, self.version, name, start, end),
            client_id=self.client_id,
            source_kind=self.kind,
            source_id=self.source_id,
            version=self.version,
            field=name,
            start=start,
            end=end,
            text=text[start:end],
            day=self.day,
            title=self.title,
            author=self.author,
            heading=self.headings[heading],
        )


def remembered(source: IndexedSource, *, number: int, first: int) -> RememberedSource:
    """The part of a source that stays in memory; its lexemes and vectors are in the indexes."""
    fields = {name: place for place, (name, _) in enumerate(source.fields)}
    headings: dict[str, int] = {}
    spans = [
        (
            fields[one.field],
            one.cut.start,
            one.cut.end,
            headings.setdefault(one.cut.heading, len(headings)),
            one.cut.focus_start,
            one.cut.focus_end,
        )
        for one in source.passages
    ]
    return RememberedSource(
        number=number,
        first=first,
        kind=source.kind,
        source_id=source.source_id,
        client_id=source.client_id,
        version=source.version,
        day=source.day,
        author=source.author,
        title=source.title,
        fields=source.fields,
        headings=tuple(headings),
        spans=np.array(spans, dtype=np.int32).reshape(-1, 6),
    )
