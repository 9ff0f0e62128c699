"""Opens the copy of the vault file in a backup with the keys of the open practice, without asking for a
secret.
"""

from __future__ import annotations

from pathlib import Path

from core.errors import VaultFormatError
from core.security.epoch_keys import open_epochs
from core.security.grants import unwrap
from core.security.keyring import KeyRing
from core.security.memory import wipe
from core.security.open_vault import OpenVault
from core.security.vault import FirstVault, Vault


def open_copy(opened: OpenVault, vault: Vault | FirstVault, *, path: Path) -> OpenVault:
    """The vault as it was when the copy was made, for the user of `opened`. `path` is where it would be
    saved.

    The copy's membership must be one in the practice's own chain. Raises `VaultFormatError`
    (`membership_invalid`, `vault_file_damaged`), `VaultLocked`.
    """
    if isinstance(vault, FirstVault) or vault.workspace_id != opened.vault.workspace_id:
        raise VaultFormatError("membership_invalid", sequence=0)
    newest = vault.membership[-1]
    if newest.digest not in {link.digest for link in opened.vault.membership}:
        raise VaultFormatError("membership_invalid", sequence=newest.document.sequence)
    member = newest.document.member(opened.access.user_id)
    if member is None:
        raise VaultFormatError("membership_invalid", sequence=newest.document.sequence)
    identity = opened.identity_of(member.exchange_key)
    grant = unwrap(
        vault.grants.get(identity.user_id, b""),
        identity,
        workspace_id=vault.workspace_id,
        digest=member.grant_digest,
    )
    try:
        vault.check_code(grant.vault_key)
        epochs: dict[int, bytearray] = {}
        if grant.workspace_keys:
            newest_key = grant.workspace_keys[max(grant.workspace_keys)]
            epochs = open_epochs(vault.epochs, under=newest_key, workspace_id=vault.workspace_id)
        keyring = KeyRing(
            workspace_id=vault.workspace_id,
            workspace_keys=grant.workspace_keys,
            epochs=epochs,
            granted=grant.granted,
        )
        copy = OpenVault(
            path=path,
            vault=vault,
            identity=identity,
            role=member.role,
            keyring=keyring,
            vault_key=bytearray(grant.vault_key),
            opened_with=opened.opened_with,
        )
        wipe(*epochs.values())
        return copy
    finally:
        grant.wipe()
