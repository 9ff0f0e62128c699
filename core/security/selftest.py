"""Known-answer tests of every primitive the vault relies on, run before any key is touched."""

from __future__ import annotations

import hmac

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from core.errors import VaultError

_unhex = bytes.fromhex


def _aes_256_gcm() -> bool:
    """Test case 16 of the GCM specification (McGrew and Viega, 2005, appendix B)."""
    cipher = AESGCM(_unhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"))
    nonce = _unhex("cafebabefacedbaddecaf888")
    plaintext = _unhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    associated = _unhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    expected = _unhex(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    if cipher.encrypt(nonce, plaintext, associated) != expected:
        return False
    damaged = expected[:-1] + bytes([expected[-1] ^ 1])
    try:
        cipher.decrypt(nonce, damaged, associated)
    except InvalidTag:
        return cipher.decrypt(nonce, expected, associated) == plaintext
    return False


def _hkdf_sha256() -> bool:
    """RFC 5869, appendix A.1."""
    derived = HKDF(
        algorithm=SHA256(),
        length=42,
        salt=_unhex("000102030405060708090a0b0c"),
        info=_unhex("f0f1f2f3f4f5f6f7f8f9"),
    ).derive(b"\x0b" * 22)
    return derived == _unhex(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )


def _argon2id() -> bool:
    """RFC 9106, section 5.3."""
    derived = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    ).derive(b"\x01" * 32)
    return derived == _unhex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659")


def _hmac_sha256() -> bool:
    """RFC 4231, test case 2."""
    derived = hmac.digest(b"Jefe", b"what do ya want for nothing?", "sha256")
    return derived == _unhex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")


def _ed25519() -> bool:
    """RFC 8032, section 7.1, test 2; and a signature that is not valid."""
    key = Ed25519PrivateKey.from_private_bytes(
        _unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    )
    expected = _unhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    if key.sign(b"\x72") != expected:
        return False
    try:
        key.public_key().verify(expected, b"\x73")
    except InvalidSignature:
        return True
    return False


def _x25519() -> bool:
    """RFC 7748, section 6.1."""
    bob = X25519PrivateKey.from_private_bytes(
        _unhex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
    )
    alice = X25519PublicKey.from_public_bytes(
        _unhex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
    )
    shared = _unhex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")
    return bob.exchange(alice) == shared


def _hpke() -> bool:
    """One message sealed with X25519, HKDF-SHA256 and AES-256-GCM (RFC 9180), and one that is damaged."""
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    # The recipient of RFC 9180, appendix A.1.1; the tests also open it with an independent implementation.
    key = X25519PrivateKey.from_private_bytes(
        _unhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
    )
    sealed = _unhex(
        "ee3c01a67c0af019cbd15f887ef8af40793c903ddccb126e4cc290de2874f95a"
        "074e3cd86a5e86e3d9f1ee5cd3671ac574661688f74b8d56e9"
    )
    if suite.decrypt(sealed, key, b"self-test") != b"anamnesis":
        return False
    try:
        suite.decrypt(sealed, key, b"another")
    except InvalidTag:
        return True
    return False


_TESTS = {
    "aes-256-gcm": _aes_256_gcm,
    "hkdf-sha256": _hkdf_sha256,
    "hmac-sha256": _hmac_sha256,
    "argon2id": _argon2id,
    "ed25519": _ed25519,
    "x25519": _x25519,
    "hpke": _hpke,
}


def run_known_answer_tests() -> tuple[str, ...]:
    """The names of the primitives tested. Raises `VaultError("self_test_failed")` naming the failed one."""
    for name, test in _TESTS.items():
        if not test():
            raise VaultError("self_test_failed", primitive=name)
    return tuple(_TESTS)
