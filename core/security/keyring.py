"""The keys of an unlocked workspace, in memory only; dropping this object's keys is what locking means."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import NotFound, VaultLocked
from core.ids import ClientId, WorkspaceId
from core.security import envelope
from core.security.kdf import KEY_BYTES, hkdf

FIRST_VERSION = 1


@dataclass(frozen=True, slots=True)
class PurposeKey:
    """A key ready for use: one purpose of one client (or of the workspace) in one version."""

    key_id: bytes
    version: int
    cipher: AESGCM


@dataclass(frozen=True, slots=True)
class WrappedClientKey:
    """A client's data key as it is stored: sealed under the key of an epoch."""

    client_id: ClientId
    version: int
    epoch: int
    wrapped: bytes


class KeyRing:
    """Workspace key, epoch keys and client keys of one unlocked workspace. Safe across threads."""

    def __init__(
        self, *, workspace_id: WorkspaceId, workspace_key: bytes, epoch: int, epoch_key: bytes
    ) -> None:
        self.workspace_id = workspace_id
        self._lock = threading.Lock()
        self._workspace_key: bytes | None = workspace_key
        self._epoch = epoch
        self._epoch_key: bytes | None = epoch_key
        self._client_keys: dict[ClientId, dict[int, bytes]] = {}
        self._ready: dict[tuple[ClientId | None, str, int], PurposeKey] = {}

    @property
    def locked(self) -> bool:
        return self._workspace_key is None

    def drop(self) -> None:
        """Forgets every key; Python cannot promise to wipe the memory, but nothing reaches them again."""
        with self._lock:
            self._workspace_key = None
            self._epoch_key = None
            self._client_keys.clear()
            self._ready.clear()

    def add_client(self, client_id: ClientId) -> WrappedClientKey:
        """Makes a random key for a new client and returns it wrapped, to be stored with the client."""
        with self._lock:
            epoch_key = self._require(self._epoch_key)
            key = os.urandom(KEY_BYTES)
            wrapped = envelope.seal(
                key,
                cipher=AESGCM(epoch_key),
                key_id=self.workspace_id.bytes,
                key_version=self._epoch,
                associated_data=self._wrap_data(client_id, FIRST_VERSION, self._epoch),
            )
            self._client_keys[client_id] = {FIRST_VERSION: key}
            return WrappedClientKey(
                client_id=client_id, version=FIRST_VERSION, epoch=self._epoch, wrapped=wrapped
            )

    def load_client(self, stored: WrappedClientKey) -> None:
        """Unwraps a stored client key; raises `TamperedRecord` if it is not the one that was stored."""
        with self._lock:
            epoch_key = self._require(self._epoch_key)
            key = envelope.open_(
                stored.wrapped,
                cipher=AESGCM(epoch_key),
                associated_data=self._wrap_data(stored.client_id, stored.version, stored.epoch),
            )
            self._client_keys.setdefault(stored.client_id, {})[stored.version] = key

    def current(self, client_id: ClientId | None, purpose: str) -> PurposeKey:
        """The newest version, to seal with. Raises `VaultLocked`, or `NotFound` for an unknown client."""
        with self._lock:
            self._require(self._workspace_key)
            version = FIRST_VERSION if client_id is None else max(self._client_keys.get(client_id, {0: b""}))
        key = self.version(client_id, purpose, version)
        if key is None:
            raise NotFound("client_key_missing", client_id=client_id)
        return key

    def version(self, client_id: ClientId | None, purpose: str, version: int) -> PurposeKey | None:
        """The key of one version for opening, None if there is none. Raises `VaultLocked`."""
        with self._lock:
            workspace_key = self._require(self._workspace_key)
            found = self._ready.get((client_id, purpose, version))
            if found is not None:
                return found
            if client_id is None:
                base, key_id = (workspace_key if version == FIRST_VERSION else None), self.workspace_id.bytes
            else:
                base, key_id = self._client_keys.get(client_id, {}).get(version), client_id.bytes
            if base is None:
                return None
            derived = hkdf(base, info=b"anamnesis/purpose/%s/%d" % (purpose.encode(), version))
            ready = PurposeKey(key_id=key_id, version=version, cipher=AESGCM(derived))
            self._ready[(client_id, purpose, version)] = ready
            return ready

    def keyed_hash_key(self, purpose: str) -> bytes:
        """A workspace key for HMAC, e.g. to record a question without its text. Raises `VaultLocked`."""
        with self._lock:
            return hkdf(self._require(self._workspace_key), info=b"anamnesis/hash/" + purpose.encode())

    def _wrap_data(self, client_id: UUID, version: int, epoch: int) -> bytes:
        return envelope.length_prefixed(
            b"anamnesis",
            b"client-key",
            self.workspace_id.bytes,
            client_id.bytes,
            b"%d" % version,
            b"%d" % epoch,
        )

    @staticmethod
    def _require(key: bytes | None) -> bytes:
        if key is None:
            raise VaultLocked
        return key
