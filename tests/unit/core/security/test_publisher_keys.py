"""Keys of publishers: read as OpenSSL writes them, refused with a code, named in a policy in one way only."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, x25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from core.errors import InputRefused
from core.security.publisher_keys import PublisherKey, is_signed, parsed_public_key, public_key_text
from ui.errors import has_sentence


def test_what_one_key_signs_no_other_did() -> None:
    key, other = PublisherKey.new(), PublisherKey.new()
    signature = key.sign(b"manifest")
    assert is_signed(b"manifest", signature=signature, public_key=key.public_bytes)
    assert not is_signed(b"manifesT", signature=signature, public_key=key.public_bytes)
    assert not is_signed(b"manifest", signature=signature, public_key=other.public_bytes)


def test_a_key_in_a_file_is_the_same_key() -> None:
    key = PublisherKey.new()
    assert PublisherKey.from_pem(key.to_pem()).public_bytes == key.public_bytes
    assert PublisherKey.from_pem(key.to_pem(), "not needed").public_bytes == key.public_bytes


def test_a_key_under_a_passphrase_needs_it() -> None:
    secret = ed25519.Ed25519PrivateKey.generate()
    pem = secret.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"herons"))
    assert PublisherKey.from_pem(pem, "herons").public_bytes == secret.public_key().public_bytes_raw()
    for passphrase in (None, "", "herrings"):
        with pytest.raises(InputRefused, match="publisher_key_locked"):
            PublisherKey.from_pem(pem, passphrase)
    assert has_sentence("publisher_key_locked")


def test_what_is_no_such_key_is_refused() -> None:
    other = x25519.X25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    for pem in (b"", b"text", other):
        with pytest.raises(InputRefused, match="publisher_key_not_one"):
            PublisherKey.from_pem(pem)
    assert has_sentence("publisher_key_not_one")


def test_a_public_key_is_read_back_from_its_text() -> None:
    raw = PublisherKey.new().public_bytes
    assert parsed_public_key(f" {public_key_text(raw)}\n") == raw


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ed25519:",
        "ed25519:…",
        "ed25519:!!!!",
        "ed25519:" + base64.b64encode(bytes(31)).decode(),
        base64.b64encode(bytes(32)).decode(),
        "rsa:" + base64.b64encode(bytes(32)).decode(),
    ],
)
def test_what_is_no_public_key_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="public key"):
        parsed_public_key(text)
