"""Verifies an exported log offline: no keys, no database, only the file and keys the reader trusts."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.audit.chain import ChainHead, ClearColumns, StoredEvent
from core.audit.checkpoint import Checkpoint
from core.audit.dto import ChainFinding, ChainReport
from core.audit.history import Restart
from core.audit_reading.chain_verifier import ChainVerifier, Link, Witnesses, link_of
from core.audit_reading.exporting import FORMAT, signed_bytes
from core.errors import EnvironmentProblem, InputRefused
from core.ids import UserId, WorkspaceId

_POSITIONS_END = 2**63


@dataclass(slots=True)
class _Parsed:
    workspace_id: WorkspaceId
    signing_keys: dict[UserId, tuple[bytes, ...]]
    restarts: dict[int, Restart] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    head: ChainHead | None = None
    end: Mapping[str, Any] | None = None
    digest: bytes = b""


def verify_export(path: Path, *, trusted_keys: Mapping[UserId, Sequence[bytes]] | None = None) -> ChainReport:
    """Checks hashes, checkpoints and the exporter's signature in a file made by `AuditReader.export`.

    The file contains the signing keys it is checked with: they prove that it is consistent, not that it is
    this practice's. Give `trusted_keys` (user id → Ed25519 keys of 32 bytes, the newest last, from a source
    you trust) for that; then the file's own keys count for nothing.

    Raises `EnvironmentProblem("audit_export_unreadable")`, `InputRefused("audit_export_not_one")`.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem("audit_export_unreadable", file=path.name, reason=error.strerror) from error
    try:
        parsed = _parse(raw)
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OverflowError,
    ) as error:
        raise InputRefused("audit_export_not_one", file=path.name) from error
    keys: Mapping[UserId, Sequence[bytes]] = parsed.signing_keys if trusted_keys is None else trusted_keys
    verifier = ChainVerifier(
        Witnesses(
            workspace_id=parsed.workspace_id,
            head=parsed.head,
            checkpoints=parsed.checkpoints,
            signing_keys=keys,
            restarts=parsed.restarts,
        )
    )
    for each in parsed.links:
        verifier.step(each)
    if not _signed(parsed, keys):
        verifier.findings.append(ChainFinding("export_altered"))
    return verifier.finish()


def _parse(raw: bytes) -> _Parsed:
    lines = raw.splitlines(keepends=True)
    header = json.loads(lines[0])["header"]
    if header["format"] != FORMAT:
        raise ValueError("format")
    parsed = _Parsed(
        workspace_id=WorkspaceId(UUID(header["workspace_id"])),
        signing_keys={UserId(UUID(user)): _keys(said) for user, said in header["signing_keys"].items()},
    )
    for line in lines[1:]:
        read = json.loads(line)
        if parsed.end is not None:
            raise ValueError("after the end")
        if "checkpoint" in read:
            parsed.checkpoints.append(Checkpoint.from_json(read["checkpoint"]))
        elif "head" in read:
            head = read["head"]
            parsed.head = ChainHead(int(head["position"]), _decode(head["hash"]), _decode(head["charts"]))
        elif "end" in read:
            parsed.end = read["end"]
            parsed.digest = hashlib.sha256(raw[: -len(line)]).digest()
        else:
            parsed.links.append(_link(parsed.workspace_id, read))
            if "restart" in read:
                said, position = read["restart"], parsed.links[-1].position
                parsed.restarts[position] = Restart(position, int(said["rows"]), _decode(said["digest"]))
    return parsed


def _link(workspace_id: WorkspaceId, read: Mapping[str, Any]) -> Link:
    position, device = int(read["position"]), _uuid(read["device_id"])
    if not 0 < position < _POSITIONS_END:
        raise ValueError("position")
    chain_hash, mac = _decode_optional(read["hash"]), _decode_optional(read["mac"])
    if "entry" not in read:
        return Link(position, device, _decode(read["digest"]), chain_hash, mac, charts=None)
    entry = read["entry"]
    columns = ClearColumns(
        event_id=UUID(entry["event_id"]),
        day=date.fromisoformat(entry["day"]),
        user_id=_uuid(entry["user_id"]),
        action=str(entry["action"]),
        object_kind=entry["object_kind"],
        object_id=_uuid(entry["object_id"]),
        outcome=str(entry["outcome"]),
    )
    charts, sealed = _decode_optional(entry["charts"]), _decode(entry["sealed_details"])
    return link_of(workspace_id, StoredEvent(position, device, columns, charts, sealed, chain_hash, mac))


def _signed(parsed: _Parsed, keys: Mapping[UserId, Sequence[bytes]]) -> bool:
    try:
        end = parsed.end or {}
        # The exporter signs with their current key, the newest that the file can name.
        key = keys[UserId(UUID(end["user_id"]))][-1]
        Ed25519PublicKey.from_public_bytes(key).verify(_decode(end["signature"]), signed_bytes(parsed.digest))
    except (InvalidSignature, ValueError, LookupError, TypeError, AttributeError):
        return False
    return True


def _keys(said: str | list[str]) -> tuple[bytes, ...]:
    """A single key, or all keys that a member had in succession."""
    return tuple(_decode(each) for each in ([said] if isinstance(said, str) else said))


def _uuid(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def _decode(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _decode_optional(text: str | None) -> bytes | None:
    return None if text is None else _decode(text)
