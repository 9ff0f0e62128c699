"""A practice's vault file as the second format had it: each slot wraps the root key itself."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from core.security.envelope import seal_key
from core.security.kdf import stretch_passphrase
from core.security.membership import SignedMembership
from core.security.next_state import seal_trust
from core.security.open_vault import OpenVault
from core.security.recovery import RecoveryKey
from core.security.slots import Slot, _key_and_commitment, slot_place
from core.security.vault import SECOND_FORMAT, Vault
from tests.security.key_practice import CHEAP

Secrets = Mapping[str, str | RecoveryKey]
"""By kind of slot."""


def earlier_slot(kind: str, secret: str | RecoveryKey, opened: OpenVault) -> Slot:
    """A slot of the user who has the vault open."""
    salt, user_id = os.urandom(16), opened.access.user_id
    if isinstance(secret, RecoveryKey):
        cost, stretched = None, bytearray(secret.secret)
    else:
        cost, stretched = CHEAP, stretch_passphrase(secret, salt=salt, cost=CHEAP)
    key, commitment = _key_and_commitment(stretched, salt)
    slot = Slot(kind, user_id, salt, cost, commitment, b"")
    wrapped = seal_key(
        opened._require_identity().root_key,
        under=key,
        key_id=user_id.bytes,
        key_version=1,
        associated_data=slot_place(slot, opened.vault.workspace_id),
    )
    return replace(slot, wrapped_key=wrapped)


def write_second_format(path: Path, members: Mapping[OpenVault, Secrets]) -> None:
    """The vault of these members, the founder first, in whose practice nothing was rotated."""
    founder = next(iter(members))
    identity, vault = founder._require_identity(), founder.vault
    document = replace(
        vault.membership[-1].document,
        sequence=1,
        previous=b"",
        signatures_from=None,
        signed_by=identity.user_id,
    )
    slots = [
        earlier_slot(kind, secret, opened)
        for opened, secrets in members.items()
        for kind, secret in secrets.items()
    ]
    trust = {
        opened.access.user_id: seal_trust(
            identity.signing_public, identity=opened._require_identity(), vault=vault
        )
        for opened in members
    }
    earlier = Vault(
        workspace_id=vault.workspace_id,
        device_id=vault.device_id,
        sequence=vault.sequence,
        slots=tuple(slots),
        trust=trust,
        membership=(SignedMembership.sign(document, identity),),
        grants=vault.grants,
        epochs=vault.epochs,
        format=SECOND_FORMAT,
    )
    canonical = json.dumps(earlier._document(), sort_keys=True, separators=(",", ":")).encode()
    replace(earlier, code=hmac.new(founder._vault_key, canonical, hashlib.sha256).digest()).save(path)
