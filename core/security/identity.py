"""A user's key pairs, derived from their root key: one to receive the workspace's keys, one to sign.

A user gets a new root key, and with it a new identity, whenever a secret that led to the old one is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.ids import UserId
from core.security.kdf import hkdf
from core.security.memory import wipe


@dataclass(frozen=True, slots=True)
class Identity:
    """Both private keys are derived from the root key, so a slot only has to wrap that.

    `earlier`: the exchange keys of the user's previous identities, newest first. They open what was sealed to
    them and is not sealed again, such as the first keys of parts of the audit chain.
    """

    user_id: UserId
    root_key: bytearray = field(repr=False)
    exchange_key: X25519PrivateKey
    signing_key: Ed25519PrivateKey
    earlier: tuple[X25519PrivateKey, ...] = ()

    @classmethod
    def from_root(
        cls, user_id: UserId, root_key: bytearray, *, earlier: tuple[X25519PrivateKey, ...] = ()
    ) -> Identity:
        """Takes ownership of `root_key`: `wipe` overwrites it."""
        exchange = hkdf(root_key, info=b"anamnesis/identity/x25519")
        signing = hkdf(root_key, info=b"anamnesis/identity/ed25519")
        identity = cls(
            user_id=user_id,
            root_key=root_key,
            exchange_key=X25519PrivateKey.from_private_bytes(exchange),
            signing_key=Ed25519PrivateKey.from_private_bytes(signing),
            earlier=earlier,
        )
        wipe(exchange, signing)
        return identity

    @property
    def exchange_public(self) -> bytes:
        """32 bytes (RFC 7748)."""
        return self.exchange_key.public_key().public_bytes_raw()

    @property
    def signing_public(self) -> bytes:
        """32 bytes (RFC 8032)."""
        return self.signing_key.public_key().public_bytes_raw()

    def successor(self, root_key: bytearray) -> Identity:
        """The user's next identity, which can open what was sealed to this one."""
        return Identity.from_root(self.user_id, root_key, earlier=(self.exchange_key, *self.earlier))

    def wipe(self) -> None:
        """Overwrites the root key; the derived keys are freed with their last reference."""
        wipe(self.root_key)
