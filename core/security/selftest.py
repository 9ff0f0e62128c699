"""Known-answer tests of every primitive the vault relies on, run before any key is touched."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
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


_TESTS = {"aes-256-gcm": _aes_256_gcm, "hkdf-sha256": _hkdf_sha256, "argon2id": _argon2id}


def run_known_answer_tests() -> tuple[str, ...]:
    """The names of the primitives tested. Raises `VaultError("self_test_failed")` with the one."""
    for name, test in _TESTS.items():
        if not test():
            raise VaultError("self_test_failed", primitive=name)
    return tuple(_TESTS)
