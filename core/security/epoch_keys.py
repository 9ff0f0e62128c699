"""Epoch keys as the vault file keeps them: sealed under the workspace key, ended when a client is erased."""

from __future__ import annotations

from collections.abc import Mapping

from core.errors import TamperedRecord, VaultFormatError
from core.ids import WorkspaceId
from core.security import envelope
from core.security.kdf import hkdf
from core.security.keyring import Key
from core.security.memory import wipe


def seal_epochs(
    epochs: Mapping[int, Key], *, under: Key, version: int, workspace_id: WorkspaceId
) -> dict[int, bytes]:
    """Every epoch key under the workspace key of `version`."""
    return {
        number: seal_with_label(
            key, under=under, label=_label(number), key_version=version, workspace_id=workspace_id
        )
        for number, key in epochs.items()
    }


def open_epochs(
    sealed: Mapping[int, bytes], *, under: Key, workspace_id: WorkspaceId
) -> dict[int, bytearray]:
    """Raises `VaultFormatError("vault_file_damaged")`."""
    return {
        number: open_with_label(each, under=under, label=_label(number), workspace_id=workspace_id)
        for number, each in sealed.items()
    }


def seal_with_label(
    key: Key, *, under: Key, label: bytes, key_version: int, workspace_id: WorkspaceId
) -> bytes:
    """A key or public key sealed in the vault file for one use, named by `label`."""
    wrapping_key = hkdf(under, info=b"anamnesis/wrap/" + label)
    sealed = envelope.seal_key(
        key,
        under=wrapping_key,
        key_id=workspace_id.bytes,
        key_version=key_version,
        associated_data=envelope.length_prefixed(b"anamnesis", label, workspace_id.bytes),
    )
    wipe(wrapping_key)
    return sealed


def open_with_label(sealed: bytes, *, under: Key, label: bytes, workspace_id: WorkspaceId) -> bytearray:
    """What `seal_with_label` sealed; raises `VaultFormatError("vault_file_damaged")`."""
    wrapping_key = hkdf(under, info=b"anamnesis/wrap/" + label)
    try:
        return envelope.open_key(
            sealed,
            under=wrapping_key,
            associated_data=envelope.length_prefixed(b"anamnesis", label, workspace_id.bytes),
        )
    except (TamperedRecord, VaultFormatError) as error:
        # The slot opened, so the passphrase was right and this is damage; a precise error helps the user.
        raise VaultFormatError("vault_file_damaged") from error
    finally:
        wipe(wrapping_key)


def _label(number: int) -> bytes:
    return b"epoch-key/%d" % number
