"""The age format with a passphrase, as a stream.

pyrage encrypts to recipients as a stream, but to a passphrase only in memory as a whole. This implements the
scrypt recipient and the payload of https://c2sp.org/age with `cryptography`; tests check it against pyrage in
both directions.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from core.errors import WrongPassphrase
from core.interchange.archive.problems import damaged

INTRO = b"age-encryption.org/v1\n"
CHUNK_BYTES = 64 * 1024
WORK_FACTOR = 17
"""log2 of scrypt's N: 128 MiB, as OWASP's Password Storage Cheat Sheet asks for (N = 2^17, r = 8)."""
_MOST_WORK = 20
_TAG_BYTES = 16
_FILE_KEY_BYTES = 16
_SALT_BYTES = 16
_SALT_LABEL = b"age-encryption.org/v1/scrypt"
_HEADER_LIMIT_BYTES = 4096
_STANZA = re.compile(rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n---")
_ZERO_NONCE = bytes(12)


def encrypted(chunks: Iterator[bytes], passphrase: str) -> Iterator[bytes]:
    """The age file that contains the joined `chunks`, in pieces of about 64 KiB."""
    file_key = os.urandom(_FILE_KEY_BYTES)
    salt = os.urandom(_SALT_BYTES)
    wrapped = ChaCha20Poly1305(_wrap_key(passphrase, salt, WORK_FACTOR)).encrypt(_ZERO_NONCE, file_key, None)
    stanza = b"-> scrypt %s %d\n%s\n---" % (_encode(salt), WORK_FACTOR, _encode(wrapped))
    header = INTRO + stanza
    nonce = os.urandom(16)
    yield header + b" " + _encode(_header_mac(file_key, header)) + b"\n" + nonce
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    number, waiting = 0, bytearray()
    for chunk in chunks:
        waiting += chunk
        # One chunk is held back, because the last one is marked as such.
        while len(waiting) > CHUNK_BYTES:
            yield cipher.encrypt(_nonce(number, last=False), bytes(waiting[:CHUNK_BYTES]), None)
            del waiting[:CHUNK_BYTES]
            number += 1
    yield cipher.encrypt(_nonce(number, last=True), bytes(waiting), None)


def is_passphrase_header(start: bytes) -> bool:
    """Whether `start` begins an age file encrypted to a passphrase."""
    return start.startswith(INTRO + b"-> scrypt ")


def decrypted(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """The content of an age file in pieces; a piece is yielded only after its tag was checked.

    Raises `WrongPassphrase("archive_wrong_passphrase")`, `ImportError_("archive_damaged")`.
    """
    header, stanza, mac = _read_header(file)
    salt, work, wrapped = _decode(stanza[1]), int(stanza[2]), _decode(stanza[3])
    if not 1 <= work <= _MOST_WORK:
        raise damaged("encryption")
    try:
        file_key = ChaCha20Poly1305(_wrap_key(passphrase, salt, work)).decrypt(_ZERO_NONCE, wrapped, None)
    except InvalidTag as error:
        raise WrongPassphrase("archive_wrong_passphrase") from error
    if len(file_key) != _FILE_KEY_BYTES or not hmac.compare_digest(_header_mac(file_key, header), mac):
        raise damaged("encryption")
    cipher = ChaCha20Poly1305(_derived(file_key, _exactly(file.read, 16), b"payload"))
    yield from _opened_chunks(file, cipher)


def _opened_chunks(file: BinaryIO, cipher: ChaCha20Poly1305) -> Iterator[bytes]:
    number, sealed = 0, file.read(CHUNK_BYTES + _TAG_BYTES)
    while True:
        following = file.read(CHUNK_BYTES + _TAG_BYTES)
        last = not following
        try:
            opened = cipher.decrypt(_nonce(number, last=last), sealed, None)
        except InvalidTag as error:
            raise damaged("encryption") from error
        if last and not opened and number:
            # The format allows an empty last chunk for an empty file only.
            raise damaged("encryption")
        yield opened
        if last:
            return
        number, sealed = number + 1, following


def _read_header(file: BinaryIO) -> tuple[bytes, re.Match[bytes], bytes]:
    """The bytes covered by the MAC, the scrypt stanza in them, and the MAC."""
    lines, size = [], 0
    while True:
        line = file.readline(_HEADER_LIMIT_BYTES)
        size += len(line)
        lines.append(line)
        if line.startswith(b"---"):
            break
        if not line.endswith(b"\n") or size > _HEADER_LIMIT_BYTES:
            raise damaged("encryption")
    whole = b"".join(lines)
    covered, _, code = whole.rpartition(b" ")
    stanza = _STANZA.fullmatch(covered.removeprefix(INTRO))
    if not covered.startswith(INTRO) or stanza is None or not code.endswith(b"\n"):
        raise damaged("encryption")
    return covered, stanza, _decode(code[:-1])


def _wrap_key(passphrase: str, salt: bytes, work: int) -> bytes:
    scrypt = Scrypt(salt=_SALT_LABEL + salt, length=32, n=1 << work, r=8, p=1)
    return scrypt.derive(passphrase.encode(errors="surrogatepass"))


def _derived(file_key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(file_key)


def _header_mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _encode(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    """Raises `ImportError_` unless this is the canonical encoding of the bytes."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise damaged("encryption") from error
    if _encode(data) != text:
        raise damaged("encryption")
    return data


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    data = read(size)
    if len(data) != size:
        raise damaged("encryption")
    return data
