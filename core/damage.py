"""What cannot be read costs only itself: one way to tell such an entry, and to list the others beside it.

Damaged is what does not open under its key and place, and what opens and does not hold what its kind holds.
Whoever reads many rows uses `read_each`; whoever makes a value of what was opened does so within
`content_of`. So a damaged row is a `TamperedRecord` where it is read alone and a `DamagedEntry` in a list.
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
"""What reading one row raises when that row is damaged, or the key it was sealed with is not there."""
_NOT_ITS_CONTENT: Final = (ValueError, LookupError, TypeError, AttributeError)
"""What Python raises where a sealed value opens and is not of the shape that its kind has."""

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
    """An entry of a list that cannot be read, with what stands of it in the clear."""

    kind: EntryKind
    entry_id: UUID
    client_id: ClientId | None = None
    day: date | None = None
    row_version: int = 0
    place: int = 0
    """Where in its list it stands, in a list that has an order of its own."""
    deleted: bool = False


class Listing(list[T]):
    """The entries that can be read, as any list, and beside them those that cannot."""

    __slots__ = ("damaged",)

    def __init__(self, readable: Iterable[T] = (), damaged: Iterable[DamagedEntry] = ()) -> None:
        super().__init__(readable)
        self.damaged = tuple(damaged)

    def require_whole(self) -> Self:
        """For what must not go on without all of them. Raises `TamperedRecord`."""
        if self.damaged:
            first = self.damaged[0]
            raise TamperedRecord("tampered_record", kind=first.kind, id=str(first.entry_id))
        return self

    def read_as(self, read: Callable[[T], U], entry: Callable[[T], DamagedEntry]) -> Listing[U]:
        """What `read` makes of each; one whose content cannot be read joins the damaged."""
        found = read_each(self, read, entry)
        return Listing(found, (*self.damaged, *found.damaged))

    def with_readable(self, readable: Iterable[T]) -> Listing[T]:
        """The same with other entries, or in another order."""
        return Listing(readable, self.damaged)


def read_each(rows: Iterable[T], read: Callable[[T], U], entry: Callable[[T], DamagedEntry]) -> Listing[U]:
    """What `read` gives for each row; for one that is damaged what `entry` says of it.

    Raises what `read` raises for a reason that is no damage: `VaultLocked`, what the database raises.
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
    """Around whatever makes a value of what a sealed column held; also a decorator.

    Content of another shape is damage like bytes that do not open: nothing else tells the two apart for the
    person, and neither may end a whole list. Raises `TamperedRecord`.
    """
    try:
        yield
    except _NOT_ITS_CONTENT as error:
        raise TamperedRecord("tampered_record", table=table, column=column) from error
