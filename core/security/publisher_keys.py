"""Ed25519 keys of those who publish model bundles: the public half as a policy names it, the secret half as a
file keeps it (PKCS #8 in PEM, as `openssl genpkey -algorithm ed25519` writes it too).
"""

from __future__ import annotations

import base64

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from core.errors import InputRefused

PUBLIC_KEY_BYTES = 32
SIGNATURE_BYTES = 64
_PREFIX = "ed25519:"


class PublisherKey:
    """The secret half of a key pair."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @classmethod
    def new(cls) -> PublisherKey:
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, pem: bytes, passphrase: str | None = None) -> PublisherKey:
        """Raises `InputRefused` (`publisher_key_not_one`, `publisher_key_locked`: the passphrase is missing
        or wrong).
        """
        encrypted = b"ENCRYPTED" in pem
        if encrypted and passphrase is None:
            raise InputRefused("publisher_key_locked")
        password = passphrase.encode() if encrypted and passphrase is not None else None
        try:
            key = load_pem_private_key(pem, password)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise InputRefused("publisher_key_locked" if encrypted else "publisher_key_not_one") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise InputRefused("publisher_key_not_one")
        return cls(key)

    def to_pem(self) -> bytes:
        """Not encrypted: anybody who reads the file can sign."""
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @property
    def public_bytes(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def public_key_text(raw: bytes) -> str:
    """A public key in the form a policy uses."""
    return _PREFIX + base64.b64encode(raw).decode("ascii")


def parsed_public_key(text: str) -> bytes:
    """The 32 bytes of a public key. Raises `ValueError` for anything else."""
    written = text.strip()
    if not written.startswith(_PREFIX):
        raise ValueError("public key")
    try:
        raw = base64.b64decode(written.removeprefix(_PREFIX), validate=True)
    except ValueError as error:
        # Also raised for characters outside ASCII.
        raise ValueError("public key") from error
    if len(raw) != PUBLIC_KEY_BYTES:
        raise ValueError("public key")
    return raw


def is_signed(message: bytes, *, signature: bytes, public_key: bytes) -> bool:
    """Whether `signature` is valid for the message under `public_key`."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True
