"""Gives owners and auditors the chain's first key, with which they can check its codes.

The chain's own row contains the newest key only, so a clinician's session cannot recompute the codes of
earlier entries from it. This has limits: a session of an owner or an auditor holds the exchange key that
opens the first key, and with it every later one. Earlier states of the chain's row, sealed under the audit
key, may also remain in the database's dead tuples and its write-ahead log until they are reused. Against an
attacker with those only the checkpoints and the anchor help.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.chain import HASH_BYTES
from core.errors import TamperedRecord
from core.ids import UserId, WorkspaceId
from core.security.envelope import length_prefixed
from models import AuditReaderRow

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def hand_out(
    session: DatabaseSession, first_key: bytes, readers: Mapping[UserId, bytes], *, workspace_id: WorkspaceId
) -> None:
    """Wraps the first key of the chain for each reader's X25519 public key (32 bytes)."""
    for user_id, public_key in readers.items():
        wrapped = _SUITE.encrypt(
            first_key, X25519PublicKey.from_public_bytes(public_key), _info(workspace_id, user_id)
        )
        statement = insert(AuditReaderRow).values(
            workspace_id=workspace_id, user_id=user_id, wrapped_key=wrapped
        )
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "user_id"], set_={"wrapped_key": wrapped}
            )
        )


def take_back(session: DatabaseSession, user_id: UserId, *, workspace_id: WorkspaceId) -> None:
    """Removes a reader's copy; they may have kept the opened key."""
    session.execute(
        delete(AuditReaderRow).where(
            AuditReaderRow.workspace_id == workspace_id, AuditReaderRow.user_id == user_id
        )
    )


def first_key_of(
    session: DatabaseSession,
    user_id: UserId,
    exchange_keys: Sequence[X25519PrivateKey],
    *,
    workspace_id: WorkspaceId,
) -> bytes | None:
    """The first key of the chain, None if this user never received it. Raises `TamperedRecord`."""
    row = session.get(AuditReaderRow, (workspace_id, user_id))
    if row is None:
        return None
    return open_first_key(row.wrapped_key, user_id, exchange_keys, workspace_id=workspace_id)


def open_first_key(
    wrapped_key: bytes,
    user_id: UserId,
    exchange_keys: Sequence[X25519PrivateKey],
    *,
    workspace_id: WorkspaceId,
) -> bytes:
    """Opens what `hand_out` wrapped for this user, for any of their identities. Raises `TamperedRecord`."""
    for exchange_key in exchange_keys:
        try:
            key = _SUITE.decrypt(wrapped_key, exchange_key, _info(workspace_id, user_id))
        except (InvalidTag, ValueError):
            continue
        if len(key) == HASH_BYTES:
            return key
    raise TamperedRecord("tampered_record", table="audit_reader", column="wrapped_key")


def _info(workspace_id: WorkspaceId, user_id: UserId) -> bytes:
    return length_prefixed(b"anamnesis", b"audit-reader", workspace_id.bytes, user_id.bytes)
