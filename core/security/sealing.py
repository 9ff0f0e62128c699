"""Seals values bound to the identity of their row, so that a swapped row or column fails to open."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from core.errors import TamperedRecord, VaultFormatError
from core.ids import ClientId, WorkspaceId
from core.security import envelope
from core.security.keyring import KeyRing

Purpose = Literal["record", "note", "passage", "vector", "fact", "conversation", "audit", "meta"]
_APPLICATION = b"anamnesis"
_FORMAT = b"1"
_VERSIONS, _NUMBER = struct.Struct(">II").pack, struct.Struct(">q").pack


@dataclass(frozen=True, slots=True)
class Address:
    """Where a sealed value is stored. All of it is associated data: opening the value elsewhere fails.

    `row` is the primary key without the workspace; `client_id` None means the workspace's own key.
    """

    table: str
    row: tuple[UUID | int, ...]
    column: str
    row_version: int = 1
    client_id: ClientId | None = None


class Sealer:
    """Seals and opens values of one workspace with the keys of an unlocked vault."""

    def __init__(self, keyring: KeyRing) -> None:
        self._keyring = keyring
        self._prefix = envelope.length_prefixed(_APPLICATION, _FORMAT, keyring.workspace_id.bytes)

    @property
    def workspace_id(self) -> WorkspaceId:
        return self._keyring.workspace_id

    @property
    def keyring(self) -> KeyRing:
        return self._keyring

    def seal(self, plaintext: bytes, *, purpose: Purpose, at: Address) -> bytes:
        """An envelope bound to `at`. Raises `VaultLocked`, or `NotFound` for a client without a key."""
        key = self._keyring.current(at.client_id, purpose)
        return envelope.seal(
            plaintext,
            cipher=key.cipher,
            key_id=key.key_id,
            key_version=key.version,
            associated_data=self._associated_data(purpose, at, key.key_id, key.version),
        )

    def open(self, sealed: bytes, *, purpose: Purpose, at: Address) -> bytes:
        """The plaintext sealed at exactly this address; raises `TamperedRecord` or `VaultLocked`."""
        try:
            header = envelope.read_header(sealed)
            key = self._keyring.version(at.client_id, purpose, header.key_version)
            if key is None or key.key_id != header.key_id:
                raise TamperedRecord
            return envelope.open_body(
                sealed,
                cipher=key.cipher,
                associated_data=self._associated_data(purpose, at, key.key_id, key.version),
            )
        except (TamperedRecord, VaultFormatError) as error:
            # Rows of a newer program never get here, because its database is refused as a whole. An unknown
            # format is therefore damage too, and affects only its own row.
            raise TamperedRecord("tampered_record", table=at.table, column=at.column) from error

    def _associated_data(self, purpose: Purpose, at: Address, key_id: bytes, key_version: int) -> bytes:
        return self._prefix + envelope.length_prefixed(
            at.client_id.bytes if at.client_id else b"",
            at.table.encode(),
            b"".join([_key_part(part) for part in at.row]),
            at.column.encode(),
            key_id,
            _VERSIONS(key_version, at.row_version),
            purpose.encode(),
        )


def _key_part(part: UUID | int) -> bytes:
    return b"u" + part.bytes if isinstance(part, UUID) else b"i" + _NUMBER(part)
