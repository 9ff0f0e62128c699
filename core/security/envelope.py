"""The sealed value: AES-256-GCM with what is needed to find its key and nothing about its content.

Layout, big-endian: magic `AN` (2) · format (1) · suite (1) · key id (16) · key version (4) · nonce (12) ·
ciphertext · tag (16). An unknown format or suite is refused, never guessed.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import TamperedRecord, VaultFormatError

MAGIC = b"AN"
FORMAT = 1
SUITE_AES_256_GCM = 1
NONCE_BYTES = 12
TAG_BYTES = 16
_HEADER = struct.Struct(">2sBB16sI")
HEADER_BYTES = _HEADER.size
_LENGTH = struct.Struct(">I").pack
OVERHEAD_BYTES = HEADER_BYTES + NONCE_BYTES + TAG_BYTES


@dataclass(frozen=True, slots=True)
class Header:
    """Which key opens an envelope."""

    key_id: bytes
    key_version: int


def read_header(sealed: bytes) -> Header:
    """Raises `VaultFormatError` for an unknown format or suite, `TamperedRecord` for other malformed data."""
    if len(sealed) < OVERHEAD_BYTES:
        raise TamperedRecord("tampered_record", size_bytes=len(sealed))
    magic, fmt, suite, key_id, key_version = _HEADER.unpack_from(sealed)
    if magic != MAGIC:
        raise TamperedRecord
    if fmt != FORMAT or suite != SUITE_AES_256_GCM:
        raise VaultFormatError("envelope_format_unknown", format=fmt, suite=suite)
    return Header(key_id=key_id, key_version=key_version)


def seal(
    plaintext: bytes | bytearray, *, cipher: AESGCM, key_id: bytes, key_version: int, associated_data: bytes
) -> bytes:
    """One envelope under a fresh random nonce; at most 2^28 messages a key (NIST SP 800-38D §8.3)."""
    header = _HEADER.pack(MAGIC, FORMAT, SUITE_AES_256_GCM, key_id, key_version)
    nonce = os.urandom(NONCE_BYTES)
    return header + nonce + cipher.encrypt(nonce, plaintext, header + associated_data)


def open_body(sealed: bytes, *, cipher: AESGCM, associated_data: bytes) -> bytes:
    """The plaintext of an envelope whose header has been read.

    Raises `TamperedRecord` if any bit of it or of the associated data differs from what was sealed.
    """
    nonce = sealed[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
    try:
        return cipher.decrypt(
            nonce, sealed[HEADER_BYTES + NONCE_BYTES :], sealed[:HEADER_BYTES] + associated_data
        )
    except InvalidTag as error:
        raise TamperedRecord from error


def seal_key(
    key: bytes | bytearray,
    *,
    under: bytes | bytearray,
    key_id: bytes,
    key_version: int,
    associated_data: bytes,
) -> bytes:
    """One key sealed under another."""
    return seal(
        key, cipher=AESGCM(under), key_id=key_id, key_version=key_version, associated_data=associated_data
    )


def open_key(sealed: bytes, *, under: bytes | bytearray, associated_data: bytes) -> bytearray:
    """The key that `seal_key` sealed, in a buffer that can be wiped; raises as opening a value does."""
    read_header(sealed)
    key = bytearray(len(sealed) - OVERHEAD_BYTES)
    nonce = sealed[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
    try:
        AESGCM(under).decrypt_into(
            nonce, sealed[HEADER_BYTES + NONCE_BYTES :], sealed[:HEADER_BYTES] + associated_data, key
        )
    except InvalidTag as error:
        raise TamperedRecord from error
    return key


def length_prefixed(*parts: bytes) -> bytes:
    """The parts joined so that no two different lists of parts give the same bytes."""
    return b"".join([_LENGTH(len(part)) + part for part in parts])
