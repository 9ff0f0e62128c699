"""Writes the log as JSON Lines that can be verified without keys, database or this program.

Line 1: `header` (format, workspace, names and signing keys as this program knew them). Then one line for each
entry with its place, hash and code; a requested entry has its `entry` (the stored columns) and `opened` (the
sealed part), any other only the SHA-256 of its entry; an entry with which the chain restarted has `restart`
(the number of entries before it, and their digest). Then the checkpoints, and `end` with the exporter's
signature over the SHA-256 of all lines before it.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlalchemy.orm import Session as DatabaseSession

from core.atomic_file import NO_ROOM, flush_directory
from core.audit.chain import StoredEvent, entry_digest
from core.audit.dto import AuditEntry, AuditFilter
from core.audit.event_store import chain_head, chained_events, checkpoints
from core.audit.history import Restart
from core.audit.opening import to_entry
from core.audit.restarts import find_restarts
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.errors import DiskFull, EnvironmentProblem
from core.ids import UserId
from core.security.envelope import length_prefixed
from core.security.sealing import Sealer

FORMAT = "anamnesis-audit/1"

_PROGRESS_EVERY = 500
_PARTIAL_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Signatures:
    """The exporter, everybody's public signing keys, and the names of the present members."""

    signer: UserId
    sign: Callable[[bytes], bytes | None]
    keys: Mapping[UserId, Sequence[bytes]]
    names: Mapping[UserId, str]


def write_export(
    path: Path,
    session: DatabaseSession,
    sealer: Sealer,
    *,
    wanted: AuditFilter,
    signatures: Signatures,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
) -> int:
    """Writes the whole chain beside `path` and renames it when it is complete. Returns the number of full
    entries.

    Raises `Cancelled`, `DiskFull`, `EnvironmentProblem("file_not_written")`.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        descriptor = os.open(partial, _PARTIAL_FLAGS, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            lines = _Lines(file)
            count = _write_lines(lines, session, sealer, wanted, signatures, cancel, on_progress)
            signature = encode(signatures.sign(signed_bytes(lines.digest())))
            lines.add({"end": {"user_id": str(signatures.signer), "signature": signature}})
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        flush_directory(path.parent)
    except OSError as error:
        _discard(partial)
        if error.errno in NO_ROOM:
            raise DiskFull from error
        raise EnvironmentProblem("file_not_written", file=path.name, reason=error.strerror) from error
    except BaseException:
        _discard(partial)
        raise
    return count


def signed_bytes(digest: bytes) -> bytes:
    """The bytes the exporter signs: the SHA-256 of all lines before the last."""
    return length_prefixed(b"anamnesis", b"audit-export", digest)


def _discard(partial: Path) -> None:
    with contextlib.suppress(OSError):
        partial.unlink()


class _Lines:
    """Writes lines and keeps the SHA-256 of all of them."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def add(self, line: Mapping[str, object]) -> None:
        encoded = json.dumps(line, separators=(",", ":"), sort_keys=True).encode() + b"\n"
        self._digest.update(encoded)
        self._file.write(encoded)

    def digest(self) -> bytes:
        return self._digest.digest()


def _write_lines(
    lines: _Lines,
    session: DatabaseSession,
    sealer: Sealer,
    wanted: AuditFilter,
    signatures: Signatures,
    cancel: CancelToken | None,
    on_progress: OnProgress,
) -> int:
    workspace_id = sealer.workspace_id
    head = chain_head(session, workspace_id)
    header = {
        "format": FORMAT,
        "workspace_id": str(workspace_id),
        "signing_keys": {str(user_id): _said(keys) for user_id, keys in signatures.keys.items()},
        "names": {str(user_id): name for user_id, name in signatures.names.items()},
    }
    lines.add({"header": header})
    count = 0
    total = head.position if head else 0
    restarts = {each.restart.position: each.restart for each in find_restarts(session, sealer)}
    for done, event in enumerate(chained_events(session, workspace_id)):
        if done % _PROGRESS_EVERY == 0:
            if cancel is not None:
                cancel.raise_if_cancelled()
            on_progress(done, max(total, done))
        shown = to_entry(sealer, event.columns, event.sealed_details, event.position)
        full = lets_through(wanted, shown, event)
        count += full
        line = _line(event, shown) if full else _stub(sealer, event)
        lines.add(line | _restart(restarts.get(event.position)))
    for checkpoint in checkpoints(session, workspace_id):
        lines.add({"checkpoint": checkpoint.to_json()})
    if head is not None:
        lines.add(
            {"head": {"position": head.position, "hash": encode(head.head), "charts": encode(head.charts)}}
        )
    on_progress(total, total)
    return count


def lets_through(wanted: AuditFilter, entry: AuditEntry, event: StoredEvent) -> bool:
    """Whether a filter includes this entry."""
    day = event.columns.day
    return (
        (wanted.user_id is None or entry.user_id == wanted.user_id)
        and (wanted.client_id is None or entry.client_id == wanted.client_id)
        and (wanted.action is None or entry.action == wanted.action)
        and (wanted.since is None or day >= wanted.since)
        and (wanted.until is None or day <= wanted.until)
    )


def encode(data: bytes | None) -> str | None:
    """Base64; None stays None."""
    return None if data is None else base64.b64encode(data).decode()


def _said(keys: Sequence[bytes]) -> object:
    """A single key, as in earlier exports, or all keys that a member had, the newest last."""
    encoded = [encode(key) for key in keys]
    return encoded[0] if len(encoded) == 1 else encoded


def _place(event: StoredEvent) -> dict[str, Any]:
    return {
        "position": event.position,
        "device_id": _text(event.device_id),
        "hash": encode(event.chain_hash),
        "mac": encode(event.mac),
    }


def _restart(restart: Restart | None) -> dict[str, Any]:
    if restart is None:
        return {}
    return {"restart": {"rows": restart.rows, "digest": encode(restart.digest)}}


def _stub(sealer: Sealer, event: StoredEvent) -> dict[str, Any]:
    return _place(event) | {"digest": encode(entry_digest(sealer.workspace_id, event))}


def _line(event: StoredEvent, shown: AuditEntry) -> dict[str, Any]:
    columns = event.columns
    return _place(event) | {
        "entry": {
            "event_id": str(columns.event_id),
            "day": columns.day.isoformat(),
            "user_id": _text(columns.user_id),
            "action": columns.action,
            "object_kind": columns.object_kind,
            "object_id": _text(columns.object_id),
            "outcome": columns.outcome,
            "charts": encode(event.charts),
            "sealed_details": encode(event.sealed_details),
        },
        "opened": {
            "at": None if shown.at is None else shown.at.isoformat(),
            "device": shown.device,
            "client_id": _text(shown.client_id),
            "details": shown.details,
            "intact": shown.intact,
        },
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
