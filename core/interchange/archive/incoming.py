"""Reads an archive in one pass that detects every error.

The caller stores the content in one transaction and commits only after the pass has succeeded: the digests of
all files are at the end.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from core.errors import ImportError_
from core.ids import ClientId
from core.interchange.archive.documents import decoded, head_of, understood
from core.interchange.archive.dto import (
    FORMAT,
    VERSION,
    ArchiveCounts,
    ArchiveHead,
    LeftOut,
    Secret,
    counts_from_json,
)
from core.interchange.archive.encryption import opened_archive, protection_of
from core.interchange.archive.exporter import HEAD
from core.interchange.archive.outgoing import MANIFEST, MANIFEST_DIGEST
from core.interchange.archive.problems import damaged
from core.interchange.archive.tar_stream import TarFileEntry, TarMember, members

LINE_LIMIT_BYTES = 32 * 1024 * 1024
_MANIFEST_LIMIT_BYTES = 256 * 1024 * 1024
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_KNOWN = re.compile(
    rf"archive\.json|manifest\.json|manifest\.sha256"
    rf"|practice/(members|records|conversations)-\d+\.jsonl"
    rf"|clients/{_UUID}/(client\.json|(sessions|records|conversations)-\d+\.jsonl|files/{_UUID}\.[a-z.]+)"
    rf"|audit/events-\d+\.jsonl"
    rf"|earlier/{_UUID}/(archive\.json|(members|events)-\d+\.jsonl)"
)


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """One file of an archive. `folder` is `clients`, `practice`, `audit` or `earlier`; `owner` its client or
    earlier archive; `kind` the name without number and ending, `files` for an attachment's part.
    """

    member: TarMember
    folder: str
    owner: UUID | None
    kind: str

    @property
    def path(self) -> str:
        return self.member.path

    def documents(self) -> Iterator[dict[str, Any]]:
        """Its lines as JSON objects. Raises `ImportError_("archive_damaged")`."""
        for line in self.member.lines(LINE_LIMIT_BYTES):
            yield decoded(line, self.path)

    @property
    def client_id(self) -> ClientId:
        if self.owner is None:
            raise damaged(self.path)
        return ClientId(self.owner)


@dataclass(slots=True)
class Incoming:
    """`head` is known from the beginning; `counts` and `left_out` once `files` has ended."""

    head: ArchiveHead
    head_document: dict[str, Any]
    _members: Iterator[TarMember]
    _entries: list[TarFileEntry]
    counts: ArchiveCounts = field(default_factory=ArchiveCounts)
    left_out: tuple[LeftOut, ...] = ()

    def files(self) -> Iterator[IncomingFile]:
        """Every file between head and manifest; then the manifest is compared with everything read.

        Raises `ImportError_("archive_damaged")`.
        """
        for member in self._members:
            if member.path == MANIFEST:
                self._finish(member)
                return
            yield _placed(member)
            self._entries.append(member.entry())
        raise damaged(MANIFEST)

    def _finish(self, member: TarMember) -> None:
        content = member.read(_MANIFEST_LIMIT_BYTES)
        listed = decoded(content, MANIFEST)
        last = next(self._members, None)
        if last is None or last.path != MANIFEST_DIGEST:
            raise damaged(MANIFEST_DIGEST)
        if last.read(_MANIFEST_LIMIT_BYTES) != f"{member.entry().sha256}  {MANIFEST}\n".encode():
            raise damaged(MANIFEST)
        if next(self._members, None) is not None:
            raise damaged("end")
        found = [
            {"path": each.path, "bytes": each.size_bytes, "sha256": each.sha256} for each in self._entries
        ]
        with understood(MANIFEST):
            if listed["files"] != found:
                raise ValueError("files")
            self.counts = counts_from_json(listed["counts"])
            self.left_out = tuple(
                LeftOut(ClientId(UUID(each["client_id"])), str(each["code"])) for each in listed["left_out"]
            )


@contextmanager
def incoming(
    path: Path, secret: Secret, on_bytes: Callable[[int], None] = lambda _done: None
) -> Iterator[Incoming]:
    """An archive, opened up to its head. `on_bytes` gets the number of bytes read so far.

    Raises `ImportError_` (`archive_not_recognised`, `archive_newer`, `archive_damaged`,
    `import_file_unreadable`), `WrongPassphrase`, `InputRefused`; see `opened_archive`.
    """
    kind = protection_of(path)
    if kind is None:
        raise ImportError_("archive_not_recognised", file=path.name)
    try:
        with path.open("rb") as file, opened_archive(file, kind, secret) as chunks:
            yield _opened(members(_counted(chunks, on_bytes)))
    except OSError as error:
        raise ImportError_("import_file_unreadable", file=path.name, reason=error.strerror) from error


def is_archive(path: Path) -> bool:
    """Whether a file begins like an archive. Raises `ImportError_("import_file_unreadable")`."""
    return protection_of(path) is not None


def _opened(listed: Iterator[TarMember]) -> Incoming:
    first = next(listed, None)
    if first is None or first.path != HEAD:
        # Another kind of encrypted file.
        raise ImportError_("archive_not_recognised", file="")
    content = first.read(LINE_LIMIT_BYTES)
    try:
        document = json.loads(content)
        if document["format"] != FORMAT or not isinstance(document["version"], int):
            raise ImportError_("archive_not_recognised", file="")
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(HEAD) from error
    if document["version"] > VERSION:
        raise ImportError_("archive_newer", version=document["version"], known=VERSION)
    with understood(HEAD):
        head = head_of(document)
    return Incoming(head, document, listed, [first.entry()])


def _counted(chunks: Iterator[bytes], on_bytes: Callable[[int], None]) -> Iterator[bytes]:
    done = 0
    for chunk in chunks:
        done += len(chunk)
        on_bytes(done)
        yield chunk


def _placed(member: TarMember) -> IncomingFile:
    if _KNOWN.fullmatch(member.path) is None or member.path == HEAD:
        raise damaged(member.path)
    folder, *middle, name = member.path.split("/")
    owner = UUID(middle[0]) if middle else None
    kind = "files" if middle[1:] else name.partition(".")[0].partition("-")[0]
    return IncomingFile(member, folder, owner, kind)
