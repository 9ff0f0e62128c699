"""The keys of an unlocked workspace, in memory only; locking means dropping the keys of this object."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import NotFound, TamperedRecord, VaultFormatError, VaultLocked
from core.ids import ClientId, WorkspaceId
from core.security import envelope
from core.security.kdf import hkdf
from core.security.memory import random_key, wipe

FIRST_VERSION = 1
EPOCH_BIT = 0x8000_0000
"""Set in a key version that counts epochs: for data that may quote any client, deleted with any of them."""
EPOCH_PURPOSE = "conversation"
_LOST_VERSIONS = 8
"""How many of the newest versions may be missing before the remaining ones become unreadable too."""

Key = bytes | bytearray


@dataclass(frozen=True, slots=True)
class PurposeKey:
    """A key ready for use: one purpose of one client (or of the workspace) in one version."""

    key_id: bytes
    version: int
    cipher: AESGCM


@dataclass(frozen=True, slots=True)
class WrappedClientKey:
    """A client's data key as it is stored: sealed under the key of an epoch.

    `newest`: the newest version that existed when this one was wrapped. It is bound into the seal, so that
    removing a newer version is detected. 0 where the row does not store it; then `version` itself counts.
    """

    client_id: ClientId
    version: int
    epoch: int
    wrapped: bytes
    newest: int = 0


class KeyRing:
    """Workspace keys, epoch keys and client keys of one unlocked workspace. Safe across threads.

    `workspace_keys` and `epochs` map versions to keys, of which the newest seals. `granted` holds single
    purpose keys by (purpose, version) instead, for an auditor.
    """

    def __init__(
        self,
        *,
        workspace_id: WorkspaceId,
        workspace_keys: Mapping[int, Key],
        epochs: Mapping[int, Key],
        granted: Mapping[tuple[str, int], Key] | None = None,
    ) -> None:
        self.workspace_id = workspace_id
        self._lock = threading.Lock()
        self._locked = False
        self._workspace_keys = {version: bytearray(key) for version, key in workspace_keys.items()}
        self._epochs = {number: bytearray(key) for number, key in epochs.items()}
        self._granted = {place: bytearray(key) for place, key in (granted or {}).items()}
        self._client_keys: dict[ClientId, dict[int, bytearray]] = {}
        self._newest: dict[ClientId, int] = {}
        self._ready: dict[tuple[ClientId | None, str, int], PurposeKey] = {}

    @property
    def locked(self) -> bool:
        return self._locked

    @property
    def workspace_version(self) -> int:
        """The version of the workspace key used for sealing. Raises `VaultLocked`."""
        with self._lock:
            return self._newest_workspace_version()

    @property
    def epoch(self) -> int:
        """The epoch under which client keys are wrapped now. Raises `VaultLocked`, for an auditor too."""
        with self._lock:
            return self._newest_epoch()

    def workspace_keys(self) -> dict[int, bytearray]:
        """A copy of every workspace key, to be wrapped for a member and wiped. Raises `VaultLocked`."""
        with self._lock:
            self._require_open()
            return {version: bytearray(key) for version, key in self._workspace_keys.items()}

    def epoch_keys(self) -> dict[int, bytearray]:
        """A copy of every epoch key, to be wrapped again and wiped. Raises `VaultLocked`."""
        with self._lock:
            self._require_open()
            return {number: bytearray(key) for number, key in self._epochs.items()}

    def granted_keys(self) -> dict[tuple[str, int], bytearray]:
        """A copy of an auditor's single purpose keys, to be wrapped and wiped. Raises `VaultLocked`."""
        with self._lock:
            self._require_open()
            return {place: bytearray(key) for place, key in self._granted.items()}

    def drop(self) -> None:
        """Overwrites and removes every key."""
        with self._lock:
            self._locked = True
            wipe(*self._workspace_keys.values(), *self._epochs.values(), *self._granted.values())
            for versions in self._client_keys.values():
                wipe(*versions.values())
            self._newest.clear()
            for keys in (self._workspace_keys, self._epochs, self._granted, self._client_keys, self._ready):
                keys.clear()

    def for_audit(self) -> KeyRing:
        """A ring that seals and opens audit events only, for use shortly after this one is dropped."""
        with self._lock:
            granted = {place: key for place, key in self._granted.items() if place[0] == "audit"}
            for version, key in self._workspace_keys.items():
                granted["audit", version] = derive_purpose_key(key, "audit", version)
            self._require_open()
            return KeyRing(workspace_id=self.workspace_id, workspace_keys={}, epochs={}, granted=granted)

    def add_workspace_key(self, version: int, key: Key) -> None:
        with self._lock:
            self._require_open()
            self._workspace_keys[version] = bytearray(key)

    def add_epoch(self, number: int, key: Key) -> None:
        with self._lock:
            self._require_open()
            self._epochs[number] = bytearray(key)

    def drop_epochs_before(self, number: int) -> None:
        """Removes older epochs, under which nothing is wrapped any more."""
        with self._lock:
            for older in [each for each in self._epochs if each < number]:
                wipe(self._epochs.pop(older))
                self._ready.pop((None, EPOCH_PURPOSE, EPOCH_BIT | older), None)

    def add_client(self, client_id: ClientId) -> WrappedClientKey:
        """Makes a random key for a new client and returns it wrapped, to be stored with the client.

        Call it within `core.database.epoch_lock.hold_epoch`, so that the epoch cannot end before that.
        """
        with self._lock:
            self._newest_epoch()
            key = random_key()
            self._client_keys[client_id] = {FIRST_VERSION: key}
            self._newest[client_id] = FIRST_VERSION
            return self._wrapped(client_id, FIRST_VERSION, key)

    def load_clients(self, stored: Iterable[WrappedClientKey]) -> list[WrappedClientKey]:
        """Unwraps stored rows that do not store their `newest`; returns those that do not open."""
        by_client: dict[ClientId, list[WrappedClientKey]] = {}
        for row in stored:
            by_client.setdefault(row.client_id, []).append(row)
        return [row for rows in by_client.values() for row in self._load_versions(rows)]

    def _load_versions(self, rows: Sequence[WrappedClientKey]) -> list[WrappedClientKey]:
        highest = max(row.version for row in rows)
        # The regular case first: the newest row is bound to its own version. Otherwise a version was removed
        # or is damaged; the remaining ones may be used for reading, and `current` refuses to seal with them.
        for newest in (*range(highest, 0, -1), *range(highest + 1, highest + _LOST_VERSIONS + 1)):
            damaged = [row for row in rows if not self._loads(replace(row, newest=newest))]
            if len(damaged) < len(rows):
                return damaged
        return list(rows)

    def _loads(self, row: WrappedClientKey) -> bool:
        try:
            self.load_client(row)
        except TamperedRecord:
            return False
        return True

    def load_client(self, stored: WrappedClientKey) -> None:
        """Unwraps a stored client key; raises `TamperedRecord` if it is not the one that was stored."""
        newest = stored.newest or stored.version
        with self._lock:
            self._require_open()
            epoch_key = self._epochs.get(stored.epoch)
            if epoch_key is None:
                raise TamperedRecord("tampered_record", table="client_key", column="epoch")
            try:
                key = envelope.open_key(
                    stored.wrapped,
                    under=epoch_key,
                    associated_data=self._wrap_data(stored.client_id, stored.version, stored.epoch, newest),
                )
            except (TamperedRecord, VaultFormatError) as error:
                raise TamperedRecord("tampered_record", table="client_key", column="wrapped_key") from error
            self._client_keys.setdefault(stored.client_id, {})[stored.version] = key
            self._newest[stored.client_id] = max(self._newest.get(stored.client_id, 0), newest)

    def rewrapped(self, client_id: ClientId, *, renew: bool) -> list[WrappedClientKey]:
        """Every version of a client's key wrapped under the current epoch; with `renew` a new version last.

        The ring does not hold the new version yet: `load_client` it when it is stored. Raises `NotFound`
        for a client whose key is not loaded.
        """
        with self._lock:
            self._newest_epoch()
            versions = self._client_keys.get(client_id)
            if not versions:
                raise NotFound("client_key_missing", client_id=client_id)
            held = dict(sorted(versions.items()))
            newest = self._newest[client_id] + (1 if renew else 0)
            fresh = random_key()
            if renew:
                held[newest] = fresh
            wrapped = [self._wrapped(client_id, version, key, newest) for version, key in held.items()]
            wipe(fresh)
            return wrapped

    def forget_client(self, client_id: ClientId) -> None:
        with self._lock:
            wipe(*self._client_keys.pop(client_id, {}).values())
            self._newest.pop(client_id, None)
            for place in [each for each in self._ready if each[0] == client_id]:
                del self._ready[place]

    def clients(self) -> dict[ClientId, frozenset[int]]:
        """The clients whose keys are loaded, with their versions."""
        with self._lock:
            return {client_id: frozenset(versions) for client_id, versions in self._client_keys.items()}

    def incomplete_clients(self) -> frozenset[ClientId]:
        """The clients whose newest key is missing: older data can be read, nothing can be sealed."""
        with self._lock:
            return frozenset(
                client_id
                for client_id, newest in self._newest.items()
                if newest not in self._client_keys[client_id]
            )

    def clients_with_lost_versions(self) -> frozenset[ClientId]:
        """The clients with a missing version: its row is damaged or was removed."""
        with self._lock:
            return frozenset(
                client_id
                for client_id, newest in self._newest.items()
                if not self._client_keys[client_id].keys() >= set(range(1, newest + 1))
            )

    def current(self, client_id: ClientId | None, purpose: str) -> PurposeKey:
        """The newest version, to seal with. Raises `VaultLocked`, or `NotFound` for an unknown client."""
        with self._lock:
            self._require_open()
            if client_id is not None:
                version = self._newest.get(client_id, 0)
                if version and version not in self._client_keys[client_id]:
                    # An attacker who removed the newest version would want sealing to use an older one.
                    raise TamperedRecord("tampered_record", table="client_key", column="key_version")
            elif purpose == EPOCH_PURPOSE:
                version = EPOCH_BIT | self._newest_epoch()
            else:
                version = self._newest_workspace_version()
        key = self.version(client_id, purpose, version)
        if key is None:
            raise NotFound("client_key_missing", client_id=client_id)
        return key

    def version(self, client_id: ClientId | None, purpose: str, version: int) -> PurposeKey | None:
        """The key of one version, for opening; None if there is none. Raises `VaultLocked`."""
        with self._lock:
            self._require_open()
            found = self._ready.get((client_id, purpose, version))
            if found is not None:
                return found
            key_id = self.workspace_id.bytes if client_id is None else client_id.bytes
            derived = self._derived(client_id, purpose, version)
            if derived is None:
                return None
            ready = PurposeKey(key_id=key_id, version=version, cipher=AESGCM(derived))
            wipe(derived)
            self._ready[(client_id, purpose, version)] = ready
            return ready

    def keyed_hash_key(self, purpose: str) -> bytes:
        """A workspace key for HMAC, e.g. to record a question without its text. Raises `VaultLocked`."""
        with self._lock:
            key = self._workspace_keys[self._newest_workspace_version()]
            return bytes(hkdf(key, info=b"anamnesis/hash/" + purpose.encode()))

    def _derived(self, client_id: ClientId | None, purpose: str, version: int) -> bytearray | None:
        base: bytearray | None
        if client_id is not None:
            base = self._client_keys.get(client_id, {}).get(version)
        elif version & EPOCH_BIT:
            base = self._epochs.get(version & ~EPOCH_BIT) if purpose == EPOCH_PURPOSE else None
        else:
            base = self._workspace_keys.get(version)
            granted = self._granted.get((purpose, version))
            if base is None and granted is not None:
                return bytearray(granted)
        return None if base is None else derive_purpose_key(base, purpose, version)

    def _wrapped(
        self, client_id: ClientId, version: int, key: bytearray, newest: int = FIRST_VERSION
    ) -> WrappedClientKey:
        epoch = self._newest_epoch()
        wrapped = envelope.seal_key(
            key,
            under=self._epochs[epoch],
            key_id=self.workspace_id.bytes,
            key_version=epoch,
            associated_data=self._wrap_data(client_id, version, epoch, newest),
        )
        return WrappedClientKey(client_id, version, epoch, wrapped, newest)

    def _wrap_data(self, client_id: UUID, version: int, epoch: int, newest: int) -> bytes:
        # The first version is wrapped alone, as in the first format.
        bound = (b"%d" % newest,) if newest > FIRST_VERSION else ()
        return envelope.length_prefixed(
            b"anamnesis",
            b"client-key",
            self.workspace_id.bytes,
            client_id.bytes,
            b"%d" % version,
            b"%d" % epoch,
            *bound,
        )

    def _newest_workspace_version(self) -> int:
        self._require_open()
        versions = [*self._workspace_keys, *(version for _, version in self._granted)]
        return max(versions)

    def _newest_epoch(self) -> int:
        self._require_open()
        if not self._epochs:
            # An auditor's ring holds no keys from which a chart's key could be derived.
            raise VaultLocked
        return max(self._epochs)

    def _require_open(self) -> None:
        if self._locked:
            raise VaultLocked


def derive_purpose_key(base: Key, purpose: str, version: int) -> bytearray:
    """The key of one purpose of a workspace, epoch or client key."""
    return hkdf(base, info=b"anamnesis/purpose/%s/%d" % (purpose.encode(), version))
