"""Types of imports: preview, result and undo, for the window and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from core.clients.dto import Client, ClientDetails, Duplicate
from core.errors import InputRefused
from core.ids import ClientId, ConversationId, SessionId, UserId
from core.sessions.dto import Addendum, SessionState, SoapText

FileFormat = Literal["jsonl", "csv"]
ColumnFields = Mapping[str, str | None]
"""The fields a user assigns to columns, by heading; None: not imported."""
DateOrder = Literal["day_first", "month_first"]
"""The meaning of `3/4/2024`; without it such a date is refused."""


@dataclass(frozen=True, slots=True)
class ChartSession:
    """One session of an import. `record_id` is its number in the exporting practice."""

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
    """One client with sessions. `ignored_keys` are keys unknown to the format.

    `file` and `line` (from 1) give its position; `record_id` as in `ChartSession`.
    """

    details: ClientDetails
    sessions: tuple[ChartSession, ...]
    ignored_keys: frozenset[str] = frozenset()
    file: str = ""
    line: int = 0
    record_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LineProblem:
    """A refused line: `reason` is a code of `core.errors.InputRefused`, `params` give the position."""

    file: str
    line: int
    reason: InputRefused


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a CSV file: its heading, and its field; None: it is ignored.

    Headings are distinct: a repeated or empty one has its number in the file added. `sample` is the beginning
    of the first value.
    """

    heading: str
    field: str | None
    sample: str = ""


@dataclass(frozen=True, slots=True)
class FileReading:
    """How a file was read, with the detected `encoding` and `delimiter`.

    `encoding_certain` is false if the bytes fit several encodings and the most likely was used.
    """

    file: str
    format: FileFormat
    encoding: str = "utf-8"
    encoding_certain: bool = True
    delimiter: str = ""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class LineMatch:
    """What exists in the practice for a line: its own chart, existing sessions, similar charts."""

    client: Client | None = None
    already_there: int = 0
    duplicates: tuple[Duplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would store. `matches` correspond to `lines`."""

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
        """New clients who resemble an existing one."""
        pairs = zip(self.lines, self.matches, strict=False)
        return tuple((line, match) for line, match in pairs if match.duplicates)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import stored, and what it skipped as existing."""

    clients: int
    sessions: int
    already_there: int
    batch_id: UUID | None = None
    """Identifies the import for undo; None if it stored nothing."""


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import as recorded. `undone_at`: None until it is undone.

    `clients` are those it created, with their row version; `sessions` those it added, with their version.
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
    """Records besides sessions that an archive added to charts, with their row version."""
    practice_records: Mapping[UUID, int] = field(default_factory=dict, hash=False)
    """Texts of the practice from an archive, with their row version."""
    conversations: tuple[ConversationId, ...] = ()
    """Questions and answers from an archive."""
    archive_id: UUID | None = None
    """The archive; None: files of charts."""

    @property
    def session_count(self) -> int:
        return sum(len(each) for each in self.sessions.values())


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo removed, and what it kept because it was changed since.

    A removed client is in the trash with the whole chart; a removed session stays as a deleted version.
    """

    batch_id: UUID
    clients: int
    sessions: int
    kept_clients: tuple[Client, ...]
    kept_sessions: tuple[tuple[Client, date], ...]
    """The client and the day of each."""
