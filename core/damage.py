"""Isolates unreadable entries: they are listed beside the readable ones.

An entry is damaged if it does not open under its key and place, or if its content has the wrong form. Use
`read_each` for many rows, and `content_of` around parsing opened content. So a damaged row raises
`TamperedRecord` when read alone and is a `DamagedEntry` in a list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, Self, TypeVar
from uuid import UUID

from core.errors import NotFound, TamperedRecord, VaultFormatError
from core.ids import ClientId

DAMAGE: Final = (TamperedRecord, VaultFormatError, NotFound)
"""Raised when reading a row that is damaged, or whose key is missing."""
_NOT_ITS_CONTENT: Final = (ValueError, LookupError, TypeError, AttributeError)
"""Exceptions from parsing opened content of the wrong form."""

EntryKind = Literal[
    "client",
    "attachment",
    "appointment",
    "letter",
    "dismissal",
    "template",
    "snippet",
    "letter_template",
    "word",
    "abbreviation",
    "import_batch",
    "ask_quota",
    "archive",
    "archive_log",
    "conversation",
    "message",
]

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class DamagedEntry:
    """An unreadable list entry, with its clear values."""

    kind: EntryKind
    entry_id: UUID
    client_id: ClientId | None = None
    day: date | None = None
    row_version: int = 0
    place: int = 0
    """Its position, in a list with an order of its own."""
    deleted: bool = False


class Listing(list[T]):
    """The readable entries as a list, and the unreadable ones beside them."""

    __slots__ = ("damaged",)

    def __init__(self, readable: Iterable[T] = (), damaged: Iterable[DamagedEntry] = ()) -> None:
        super().__init__(readable)
        self.damaged = tuple(damaged)

    def require_whole(self) -> Self:
        """For operations that need all entries. Raises `TamperedRecord`."""
        if self.damaged:
            first = self.damaged[0]
            raise TamperedRecord("tampered_record", kind=first.kind, id=str(first.entry_id))
        return self

    def read_as(self, read: Callable[[T], U], entry: Callable[[T], DamagedEntry]) -> Listing[U]:
        """Applies `read` to each; those whose content cannot be read become damaged entries."""
        found = read_each(self, read, entry)
        return Listing(found, (*self.damaged, *found.damaged))

    def with_readable(self, readable: Iterable[T]) -> Listing[T]:
        """The same with other entries, or in another order."""
        return Listing(readable, self.damaged)


def read_each(rows: Iterable[T], read: Callable[[T], U], entry: Callable[[T], DamagedEntry]) -> Listing[U]:
    """Applies `read` to each row; for a damaged one uses `entry`.

    Raises what `read` raises for other reasons: `VaultLocked`, what the database raises.
    """
    readable: list[U] = []
    damaged: list[DamagedEntry] = []
    for row in rows:
        try:
            readable.append(read(row))
        except DAMAGE:
            damaged.append(entry(row))
    return Listing(readable, damaged)


@contextmanager
def content_of(table: str, column: str) -> Iterator[None]:
    """Wraps code that parses the content of a sealed column; also a decorator.

    Malformed content is damage like bytes that do not open, and must not fail a whole list. Raises
    `TamperedRecord`.
    """
    try:
        yield
    except _NOT_ITS_CONTENT as error:
        raise TamperedRecord("tampered_record", table=table, column=column) from error
