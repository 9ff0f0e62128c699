"""The files of an archive in writing order, with their digests, joined as a tar."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.errors import TamperedRecord
from core.interchange.archive.documents import encoded
from core.interchange.archive.dto import ArchiveCounts, LeftOut
from core.interchange.archive.tar_stream import END, TarFileEntry, file_header, padding

MANIFEST = "manifest.json"
MANIFEST_DIGEST = "manifest.sha256"
_PART_BYTES = 4 * 1024 * 1024
"""A tar stores the size of a file before its bytes, so lines are buffered up to this size."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One file: `chunks` joined are `size_bytes` long."""

    path: str
    size_bytes: int
    chunks: Iterable[bytes]


@dataclass(slots=True)
class Tally:
    """Counts of what was written so far, for the manifest and the report."""

    clients: int = 0
    sessions: int = 0
    versions: int = 0
    attachments: int = 0
    records: int = 0
    conversations: int = 0
    practice_records: int = 0
    audit_entries: int = 0
    left_out: tuple[LeftOut, ...] = ()

    def counts(self) -> ArchiveCounts:
        names = (field.name for field in dataclasses.fields(ArchiveCounts))
        return ArchiveCounts(**{name: getattr(self, name) for name in names})


def json_file(path: str, document: dict[str, Any]) -> Outgoing:
    """One document, indented for human readers."""
    content = encoded(document) + b"\n"
    return Outgoing(path, len(content), (content,))


def json_lines(path: str, documents: Iterable[dict[str, Any]]) -> Iterator[Outgoing]:
    """`PATH-1.jsonl`, `PATH-2.jsonl`, …, each at most about 4 MiB; none without documents."""
    lines: list[bytes] = []
    size, number = 0, 1
    for document in documents:
        line = encoded(document) + b"\n"
        lines.append(line)
        size += len(line)
        if size >= _PART_BYTES:
            yield Outgoing(f"{path}-{number}.jsonl", size, lines)
            lines, size, number = [], 0, number + 1
    if lines:
        yield Outgoing(f"{path}-{number}.jsonl", size, lines)


def tar_of(
    files: Iterable[Outgoing], tally: Tally, *, modified_s: int, on_bytes: Callable[[int], None]
) -> Iterator[bytes]:
    """The whole archive: the files, then the manifest of them, then the manifest's digest.

    `on_bytes` gets the number of bytes after each piece. Raises what `files` raise, and `TamperedRecord` for
    a file whose size differs from its header.
    """
    entries: list[TarFileEntry] = []
    done = 0

    def written(file: Outgoing) -> Iterator[bytes]:
        nonlocal done
        digest, length = hashlib.sha256(), 0
        yield file_header(file.path, file.size_bytes, modified_s)
        for chunk in file.chunks:
            digest.update(chunk)
            length += len(chunk)
            yield chunk
            done += len(chunk)
            on_bytes(done)
        if length != file.size_bytes:
            raise TamperedRecord("tampered_record", table="attachment_chunk", column="sealed_bytes")
        yield padding(length)
        entries.append(TarFileEntry(file.path, length, digest.hexdigest()))

    for file in files:
        yield from written(file)
    manifest = json_file(MANIFEST, _manifest(entries, tally))
    yield from written(manifest)
    line = f"{entries[-1].sha256}  {MANIFEST}\n".encode()
    yield from written(Outgoing(MANIFEST_DIGEST, len(line), (line,)))
    yield END


def _manifest(entries: Iterable[TarFileEntry], tally: Tally) -> dict[str, Any]:
    return {
        "counts": dataclasses.asdict(tally.counts()),
        "left_out": [{"client_id": str(each.client_id), "code": each.code} for each in tally.left_out],
        "files": [{"path": each.path, "bytes": each.size_bytes, "sha256": each.sha256} for each in entries],
    }
