"""What an import would do, did and undid, as the window and the command line show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from core.changes import Changes
from core.clients.dto import Client, ClientDetails, Duplicate
from core.errors import InputRefused
from core.ids import ClientId, ConversationId, SessionId, UserId
from core.sessions.dto import Addendum, SessionState, SoapText

FileFormat = Literal["jsonl", "csv"]
ColumnFields = Mapping[str, str | None]
"""What a person says a column holds, by its heading; None: nothing that is imported."""
DateOrder = Literal["day_first", "month_first"]
"""How `3/4/2024` is meant; without it such a date is refused."""


@dataclass(frozen=True, slots=True)
class ChartSession:
    """One session of an import. `record_id`: its number in the practice that exported it."""

    external_id: str | None
    day: date
    text: SoapText
    kind: str = "visit"
    duration_min: int | None = None
    state: SessionState = "signed"
    reason: str = ""
    addenda: tuple[Addendum, ...] = ()
    record_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One client with sessions. `ignored_keys` are keys the format does not know.

    `file` and `line` (from 1) say where it begins; `record_id` is as of `ChartSession`.
    """

    details: ClientDetails
    sessions: tuple[ChartSession, ...]
    ignored_keys: frozenset[str] = frozenset()
    file: str = ""
    line: int = 0
    record_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A line that was refused: `reason` is a code of `core.errors.InputRefused`, `params` say where."""

    file: str
    line: int
    reason: InputRefused


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a CSV file: its heading, and the field it is taken for; None: it is left out.

    Headings differ: a repeated or empty one has its place in the file added. `sample` is the beginning of the
    first value.
    """

    heading: str
    field: str | None
    sample: str = ""


@dataclass(frozen=True, slots=True)
class FileReading:
    """How a file was read. `encoding` and `delimiter` were found by looking at it.

    `encoding_certain` is false where the bytes fit more than one encoding and the likelier was taken.
    """

    file: str
    format: FileFormat
    encoding: str = "utf-8"
    encoding_certain: bool = True
    delimiter: str = ""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class LineMatch:
    """What a line meets in the practice: its own chart, sessions there already, charts that look alike."""

    client: Client | None = None
    already_there: int = 0
    duplicates: tuple[Duplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would store. `matches` go with `lines`, one each."""

    lines: tuple[ChartLine, ...]
    problems: tuple[LineProblem, ...]
    ignored_keys: tuple[str, ...]
    readings: tuple[FileReading, ...] = ()
    matches: tuple[LineMatch, ...] = ()

    @property
    def clients(self) -> int:
        return len(self.lines)

    @property
    def new_clients(self) -> int:
        return len(self.lines) - sum(1 for match in self.matches if match.client is not None)

    @property
    def sessions(self) -> int:
        return sum(len(line.sessions) for line in self.lines)

    @property
    def already_there(self) -> int:
        return sum(match.already_there for match in self.matches)

    @property
    def possible_duplicates(self) -> tuple[tuple[ChartLine, LineMatch], ...]:
        """New clients who look like somebody in the practice."""
        pairs = zip(self.lines, self.matches, strict=False)
        return tuple((line, match) for line, match in pairs if match.duplicates)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import stored, and what it left because it was there already."""

    clients: int
    sessions: int
    already_there: int
    changes: Changes
    batch_id: UUID | None = None
    """By which the import can be undone; None when it stored nothing."""


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import as it was recorded. `undone_at`: None while what it stored is there.

    `clients` are those it made, with their row version; `sessions` those it added, with their version.
    """

    batch_id: UUID
    row_version: int
    at: datetime
    by: UserId
    files: tuple[str, ...]
    clients: Mapping[ClientId, int] = field(hash=False)
    sessions: Mapping[ClientId, Mapping[SessionId, int]] = field(hash=False)
    undone_at: datetime | None = None
    undone_by: UserId | None = None
    records: Mapping[ClientId, Mapping[UUID, int]] = field(default_factory=dict, hash=False)
    """What an archive brought into charts beside the sessions, with its row version."""
    practice_records: Mapping[UUID, int] = field(default_factory=dict, hash=False)
    """Texts of the practice that an archive brought, with their row version."""
    conversations: tuple[ConversationId, ...] = ()
    """Questions and answers that an archive brought."""
    archive_id: UUID | None = None
    """The archive; None: files of charts."""

    @property
    def session_count(self) -> int:
        return sum(len(each) for each in self.sessions.values())


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo took away, and what it kept because somebody changed it since.

    A removed client lies in the trash with the whole chart; a removed session stays as a deleted version.
    """

    batch_id: UUID
    clients: int
    sessions: int
    kept_clients: tuple[Client, ...]
    kept_sessions: tuple[tuple[Client, date], ...]
    """Of whom and of which day."""
    changes: Changes
