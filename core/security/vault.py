"""The vault file: the slots and keys of a practice, which nothing opens without a secret.

Every change of keys is one replacement of this file (written, fsynced, renamed), which commits a rotation, an
erase or a new member. Byte layout: docs/format.md.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeVar
from uuid import UUID

from core.atomic_file import write_shared
from core.bounded_files import read_bounded
from core.errors import VaultFormatError
from core.ids import ClientId, UserId, WorkspaceId
from core.security.envelope import length_prefixed
from core.security.inventory import Inventory
from core.security.keyring import Key
from core.security.membership import SignedMembership
from core.security.slots import Slot

FORMAT = 3
SECOND_FORMAT = 2
"""Without replaceable root keys; readable, and upgraded at the next change."""
FIRST_FORMAT = 1
LARGEST_BYTES = 16 * 1024 * 1024
"""A client takes some 50 bytes of it."""
_DAMAGE = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PendingWork:
    """Re-keying that this file began and the database has yet to follow; `client_id` for an erase.

    An owner signs it: others hold the authentication key too, and an erase cannot be undone.
    """

    kind: Literal["rotate", "erase"]
    client_id: ClientId | None
    signed_by: UserId
    signature: bytes = b""

    def signed_bytes(self, workspace_id: WorkspaceId, epoch: int) -> bytes:
        """The bytes that are signed: the work, and the epoch it leads to."""
        return length_prefixed(
            b"anamnesis",
            b"work",
            workspace_id.bytes,
            self.kind.encode(),
            self.client_id.bytes if self.client_id else b"",
            b"%d" % epoch,
            self.signed_by.bytes,
        )


@dataclass(frozen=True, slots=True)
class Vault:
    """The parsed vault file. `trust`, `grants`, `epochs` and `earlier` are sealed; `code` authenticates all.

    `trust` has an entry for each member whose root key is from before format 3. `earlier`: the exchange keys
    of each user's previous identities.
    """

    workspace_id: WorkspaceId
    device_id: UUID
    sequence: int
    slots: tuple[Slot, ...]
    trust: Mapping[UserId, bytes]
    membership: tuple[SignedMembership, ...]
    grants: Mapping[UserId, bytes]
    epochs: Mapping[int, bytes]
    work: PendingWork | None = None
    inventory: Inventory | None = None
    earlier: Mapping[UserId, bytes] = field(default_factory=dict)
    code: bytes = field(default=b"", repr=False)
    format: int = FORMAT

    def amended(self, vault_key: Key, **changes: Any) -> Vault:
        """The next state of the file, with its authentication code."""
        changed = replace(self, sequence=self.sequence + 1, format=FORMAT, **changes)
        return replace(changed, code=changed._code(vault_key))

    def with_inventory(self, vault_key: Key, inventory: Inventory) -> Vault:
        """The file with another inventory and a new code. Its number stays, so that a copy made since the
        last change of keys or members does not count as older.
        """
        changed = replace(self, inventory=inventory)
        return replace(changed, code=changed._code(vault_key))

    def check_code(self, vault_key: Key) -> None:
        """Raises `VaultFormatError("vault_file_damaged")` if anything in the file was changed."""
        if not hmac.compare_digest(self._code(vault_key), self.code):
            raise VaultFormatError("vault_file_damaged")

    def save(self, path: Path) -> None:
        """Writes the file whole, mode 0600."""
        document = self._document() | {"code": _encode(self.code)}
        _clear_unfinished(path)
        write_shared(path, json.dumps(document, indent=1).encode())

    @classmethod
    def load(cls, path: Path) -> Vault | FirstVault:
        """Raises `VaultFormatError` when the file is damaged or of a newer format, `OSError`."""
        return cls.parsed(read_vault_file(path))

    @classmethod
    def parsed(cls, content: bytes) -> Vault | FirstVault:
        """Parses the content of a vault file. Raises as `load`."""
        try:
            document = json.loads(content)
            found = document["format"]
            if found == FIRST_FORMAT:
                return FirstVault.parsed(document)
            if found not in (SECOND_FORMAT, FORMAT):
                raise VaultFormatError("vault_format_unknown", found=str(found)[:20], known=FORMAT)
            return cls._parsed(document)
        except _DAMAGE as error:
            raise VaultFormatError("vault_file_damaged") from error

    def _code(self, vault_key: Key) -> bytes:
        canonical = json.dumps(self._document(), sort_keys=True, separators=(",", ":")).encode()
        return hmac.new(vault_key, canonical, hashlib.sha256).digest()

    def _document(self) -> dict[str, Any]:
        work = self.work
        # Omitted where there never was one: the code covers exactly the fields in the file.
        document: dict[str, Any] = {} if self.inventory is None else {"inventory": self.inventory.to_json()}
        document |= {
            "format": self.format,
            "workspace_id": str(self.workspace_id),
            "device_id": str(self.device_id),
            "sequence": self.sequence,
            "slots": [slot.to_json() for slot in self.slots],
            "trust": {str(user_id): _encode(sealed) for user_id, sealed in self.trust.items()},
            "membership": [link.to_json() for link in self.membership],
            "grants": {str(user_id): _encode(sealed) for user_id, sealed in self.grants.items()},
            "epochs": {str(number): _encode(sealed) for number, sealed in self.epochs.items()},
            "work": None
            if work is None
            else {
                "kind": work.kind,
                "client_id": str(work.client_id) if work.client_id else None,
                "signed_by": str(work.signed_by),
                "signature": _encode(work.signature),
            },
        }
        if self.format >= FORMAT:
            document["earlier"] = {str(user_id): _encode(sealed) for user_id, sealed in self.earlier.items()}
        return document

    @classmethod
    def _parsed(cls, document: dict[str, Any]) -> Vault:
        if not document["slots"] or not document["membership"]:
            raise ValueError("nobody")
        return cls(
            workspace_id=WorkspaceId(UUID(document["workspace_id"])),
            device_id=UUID(document["device_id"]),
            sequence=int(document["sequence"]),
            slots=tuple(Slot.from_json(slot) for slot in document["slots"]),
            trust=_by_user(document["trust"]),
            membership=tuple(SignedMembership.from_json(link) for link in document["membership"]),
            grants=_by_user(document["grants"]),
            epochs={int(number): _decode(sealed) for number, sealed in document["epochs"].items()},
            work=_parsed_work(document["work"]),
            inventory=_parsed_inventory(document),
            earlier=_by_user(document["earlier"]) if document["format"] == FORMAT else {},
            format=document["format"],
            code=_decode(document["code"]),
        )


@dataclass(frozen=True, slots=True)
class FirstVault:
    """A vault of the first format: one user, whose root key wraps the workspace key. Read, never written."""

    workspace_id: WorkspaceId
    slots: tuple[Slot, ...]
    wrapped_workspace_key: bytes
    epoch: int
    wrapped_epoch_key: bytes

    @classmethod
    def parsed(cls, document: dict[str, Any]) -> FirstVault:
        if not document["slots"]:
            raise ValueError("nobody")
        return cls(
            workspace_id=WorkspaceId(UUID(document["workspace_id"])),
            slots=tuple(Slot.from_json(slot) for slot in document["slots"]),
            wrapped_workspace_key=_decode(document["workspace_key"]),
            epoch=int(document["epoch"]["number"]),
            wrapped_epoch_key=_decode(document["epoch"]["key"]),
        )


def read_vault_file(path: Path) -> bytes:
    """The content, unparsed. Raises `VaultFormatError("vault_file_damaged")` for what is no regular file or
    too large, `OSError`.
    """
    try:
        return read_bounded(path, LARGEST_BYTES)
    except ValueError as error:
        raise VaultFormatError("vault_file_damaged") from error


def _clear_unfinished(path: Path) -> None:
    """Removes what a killed write left beside the file: it may hold keys that the file has destroyed."""
    for unfinished in path.parent.glob(f".{path.name}.*"):
        unfinished.unlink(missing_ok=True)


def _parsed_work(data: Any) -> PendingWork | None:
    if data is None:
        return None
    kind: Literal["rotate", "erase"] = data["kind"]
    if kind not in ("rotate", "erase") or (kind == "erase") != (data["client_id"] is not None):
        raise ValueError("kind")
    return PendingWork(
        kind=kind,
        client_id=None if data["client_id"] is None else ClientId(UUID(data["client_id"])),
        signed_by=UserId(UUID(data["signed_by"])),
        signature=_decode(data["signature"]),
    )


def _parsed_inventory(document: dict[str, Any]) -> Inventory | None:
    return Inventory.from_json(document["inventory"]) if "inventory" in document else None


def _by_user(data: dict[str, str]) -> dict[UserId, bytes]:
    return {UserId(UUID(user_id)): _decode(sealed) for user_id, sealed in data.items()}


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decode(data: str) -> bytes:
    return base64.b64decode(data, validate=True)
