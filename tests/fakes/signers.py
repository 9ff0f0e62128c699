"""Keys that are not to be trusted any more, with which something is signed all the same."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from package_signing import Signer

_LAST_DAY = "2020-06-01"
_BEFORE_S = 1580515200
"""2020-02-01."""


@dataclass(frozen=True, slots=True)
class _SignerOfThen(Signer):
    def detached(self, data: bytes, *, epoch_s: int | None = None) -> bytes:
        return Signer.detached(self, data, epoch_s=_BEFORE_S)


@contextmanager
def ended_key(how: str) -> Iterator[tuple[Signer, Path]]:
    """A key that was `revoked` since it signed, or has `expired`, and the keyring that says so."""
    with tempfile.TemporaryDirectory(prefix="key-") as name:
        home, keyring = Path(name), Path(name) / "keyring.gpg"
        home.chmod(0o700)
        command = ["gpg", "--batch", "--quiet", "--no-tty", "--homedir", name]
        key = "ended <ended@x.invalid>"
        made = ("--passphrase", "", "--quick-generate-key", key, "ed25519", "sign")
        until = _LAST_DAY if how == "expired" else "never"
        then = ("--faked-system-time", "20200101T000000")
        subprocess.run([*command, *then, *made, until], capture_output=True, check=True)
        exported = subprocess.run([*command, "--export", key], capture_output=True, check=True).stdout
        if how == "revoked":
            # Not where it signs: GnuPG makes no signature with a key that it knows to be revoked.
            others = home / "others"
            others.mkdir(mode=0o700)
            there = [*command[:-1], str(others)]
            (revocation,) = (home / "openpgp-revocs.d").iterdir()
            # GnuPG puts a colon before it, against its being imported by mistake.
            text = revocation.read_bytes().replace(b":-----BEGIN", b"-----BEGIN")
            for given in (exported, text):
                subprocess.run([*there, "--import"], input=given, capture_output=True, check=True)
            exported = subprocess.run([*there, "--export"], capture_output=True, check=True).stdout
        keyring.write_bytes(exported)
        try:
            yield _SignerOfThen(home, key), keyring
        finally:
            stop = ["gpgconf", "--homedir", name, "--kill", "gpg-agent"]
            subprocess.run(stop, capture_output=True, check=False)
