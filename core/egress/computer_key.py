"""The key with which this computer signs reports, made at the first one and kept in the state directory.

It does not belong to a practice: a report is made without opening one.
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from core.atomic_file import write_atomically
from core.bounded_files import read_bounded
from core.errors import EnvironmentProblem

FILE = "egress-key.pem"
_LARGEST_BYTES = 4096
_FINGERPRINT_BYTES = 16
_GROUP = 4


def computer_key(state_dir: Path) -> Ed25519PrivateKey:
    """The key; created if there is none.

    Raises `EnvironmentProblem` (`egress_key_damaged`, `system_refused`), `DiskFull`.
    """
    path = state_dir / FILE
    known = known_key(state_dir)
    if known is not None:
        return known
    made = Ed25519PrivateKey.generate()
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, pem)
    except OSError as error:
        raise EnvironmentProblem("system_refused", path=str(path), reason=error.strerror) from error
    return made


def known_key(state_dir: Path) -> Ed25519PrivateKey | None:
    """The key if there is one. Raises `EnvironmentProblem("egress_key_damaged")`."""
    path = state_dir / FILE
    try:
        content = read_bounded(path, _LARGEST_BYTES)
        mode = stat.S_IMODE(path.stat().st_mode)
        key = load_pem_private_key(content, password=None)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise EnvironmentProblem("egress_key_damaged", file=str(path)) from error
    if not isinstance(key, Ed25519PrivateKey) or (os.name != "nt" and mode & 0o077):
        raise EnvironmentProblem("egress_key_damaged", file=str(path))
    return key


def public_bytes(key: Ed25519PrivateKey | Ed25519PublicKey) -> bytes:
    """The public half, 32 bytes."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw)


def fingerprint(public: bytes) -> str:
    """The displayed form: the first 16 bytes of its SHA-256, in groups."""
    digits = hashlib.sha256(public).hexdigest()[: 2 * _FINGERPRINT_BYTES].upper()
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def same_fingerprint(one: str, other: str) -> bool:
    """Compares fingerprints, ignoring grouping and case."""
    plain = [each.replace(" ", "").replace(":", "").replace("-", "").upper() for each in (one, other)]
    return plain[0] == plain[1]
