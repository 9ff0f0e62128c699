"""Keeps text that could not be stored in sealed files, so that it need not stay in memory."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from core.atomic_file import flush_directory, write_atomically
from core.clock import Clock, utc_now
from core.errors import EnvironmentProblem, NotFound, TamperedRecord, VaultFormatError
from core.ids import ClientId, SessionId, UserId
from core.journal.dto import JournalDraft, JournalFiles, JournalForm, JournalReading, next_number
from core.journal.entry import open_entry, open_form, read_heading, seal_entry, seal_form
from core.security.sealing import Sealer

_log = logging.getLogger(__name__)
_SUFFIX = ".sealed"
_DAMAGED = ".damaged"


class DraftJournal:
    """One file for each session and author, and for each form, sealed with the client's key, replaced as a
    whole.

    A file is bound to the ids in its name: renamed, or for another client, it does not open. Safe across
    threads: of two calls about the same draft the later request wins, in whatever order they run.
    """

    def __init__(self, directory: Path, sealer: Sealer, clock: Clock = utc_now) -> None:
        self._directory = directory
        self._sealer = sealer
        self._clock = clock
        self._writing = threading.Lock()
        self._newest: dict[tuple[UUID, UserId], int] = {}

    def keep(self, draft: JournalDraft) -> None:
        """Replaces the kept text of the same person on the same session by `draft`; durable on return.

        Does nothing if a later draft was kept, or this one was removed since.

        Raises `VaultLocked`, `NotFound` for a client without a key, `DiskFull`,
        `EnvironmentProblem("data_directory_unusable")`.
        """
        with self._writing:
            if draft.number < self._newest.get(draft.key, 0):
                return
            content = seal_entry(draft, self._clock(), self._sealer)
            self._write(self._file(draft.session_id, draft.author), content)
            self._newest[draft.key] = draft.number

    def keep_form(self, form: JournalForm) -> None:
        """Replaces the kept text of the same entry by `form`; durable on return. Raises as `keep`.

        Does nothing if later text was kept, or this was removed since.
        """
        key = (form.entry_id, form.author)
        with self._writing:
            if form.number < self._newest.get(key, 0):
                return
            self._write(self._file(*key), seal_form(form, self._clock(), self._sealer))
            self._newest[key] = form.number

    def forget_form(self, form: JournalForm, *, up_to: int | None = None) -> None:
        """Removes it once it is stored or discarded, if it exists. `up_to` and exceptions as `forget`."""
        self._forget((form.entry_id, form.author), up_to)

    def drafts(self) -> tuple[JournalDraft, ...]:
        """All kept drafts, oldest first. Raises as `read`."""
        return self.read().drafts

    def read(self) -> JournalReading:
        """All kept entries, and the unreadable files, which are moved aside, never deleted.

        Raises `VaultLocked`, `EnvironmentProblem("data_directory_unusable")`.
        """
        drafts: list[JournalDraft] = []
        forms: list[JournalForm] = []
        damaged: list[str] = []
        keyless = 0
        try:
            for file in self._files():
                try:
                    found = self._open(file)
                    forms.append(found) if isinstance(found, JournalForm) else drafts.append(found)
                except NotFound:
                    # Not damaged: with its client's key, which is missing, it opens.
                    _log.error("a journal file waits for the key of its client")
                    keyless += 1
                except (TamperedRecord, VaultFormatError) as error:
                    _log.error("a journal file cannot be read: %s", error.code)
                    damaged.append(self._move_aside(file))
        except OSError as error:
            raise self._unusable(error) from error
        oldest = datetime.min.replace(tzinfo=UTC)
        return JournalReading(
            tuple(sorted(drafts, key=lambda each: each.at or oldest)),
            tuple(damaged),
            keyless,
            tuple(sorted(forms, key=lambda each: each.at or oldest)),
        )

    def forget(self, session_id: SessionId, author: UserId, *, up_to: int | None = None) -> None:
        """Removes a draft once it is stored or discarded, if it exists.

        `up_to`: a `next_number` from that time; later drafts stay. Raises
        `EnvironmentProblem("data_directory_unusable")`.
        """
        self._forget((session_id, author), up_to)

    def _forget(self, key: tuple[UUID, UserId], up_to: int | None) -> None:
        number = next_number() if up_to is None else up_to
        with self._writing:
            if self._newest.get(key, 0) > number:
                return
            self._newest[key] = number
            self._remove(self._file(*key))

    def forget_client(self, client_id: ClientId) -> int:
        """For an erase: removes everything of a client, damaged files too; returns the number of files.

        Raises as `forget`.
        """
        removed = 0
        try:
            for file in (*self._files(), *self._directory.glob(f"*{_SUFFIX}*{_DAMAGED}")):
                try:
                    mine = read_heading(file.read_bytes()).client_id == client_id
                except (TamperedRecord, VaultFormatError):
                    continue
                if mine:
                    self._remove(file)
                    removed += 1
        except OSError as error:
            raise self._unusable(error) from error
        return removed

    def _file(self, row_id: UUID, author: UserId) -> Path:
        return self._directory / f"{row_id}.{author}{_SUFFIX}"

    def _write(self, file: Path, content: bytes) -> None:
        try:
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(file, content)
        except OSError as error:
            raise self._unusable(error) from error

    def _files(self) -> list[Path]:
        return sorted(file for file in self._directory.glob(f"*{_SUFFIX}") if file.is_file())

    def _open(self, file: Path) -> JournalDraft | JournalForm:
        content = file.read_bytes()
        heading = read_heading(content)
        if file != self._file(heading.row_id, heading.author):
            raise TamperedRecord("tampered_record", table="journal")
        # Raises `NotFound`, while opening could not distinguish that from damage.
        self._sealer.keyring.current(heading.client_id, heading.purpose)
        return (open_form if heading.is_form else open_entry)(content, self._sealer)

    def _move_aside(self, file: Path) -> str:
        # The name contains the time, so that a second damaged file does not replace the first.
        aside = file.with_name(f"{file.name}.{self._clock():%Y%m%dT%H%M%S%f}{_DAMAGED}")
        file.replace(aside)
        flush_directory(self._directory)
        return aside.name

    def _remove(self, file: Path) -> None:
        try:
            file.unlink()
            flush_directory(self._directory)
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: OSError) -> EnvironmentProblem:
        return EnvironmentProblem(
            "data_directory_unusable", directory=str(self._directory), reason=error.strerror
        )


def journal_files(directory: Path) -> JournalFiles:
    """Counts without a key; for the doctor. Raises `OSError`."""
    names = [file.name for file in directory.iterdir()] if directory.is_dir() else []
    return JournalFiles(
        waiting=sum(name.endswith(_SUFFIX) for name in names),
        damaged=sum(name.endswith(_DAMAGED) for name in names),
    )
