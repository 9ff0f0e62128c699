"""Signatures of a release: a list of checksums signed with OpenPGP, and the package's own signature inside
of it.

The key is one of the caller's GnuPG (`--sign-with`), or one that is made for this build and thrown away:
good for trying out `verify.sh`, and worth nothing beyond it. No key is ever written into the checkout.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher_console import SetupProblem

SUMS = "SHA256SUMS"
KEYRING = "anamnesis-keyring.gpg"
_AR_MAGIC = b"!<arch>\n"
_AR_HEADER_BYTES = 60
_ORIGIN = "_gpgorigin"
"""The member that debsig-verify looks for; dpkg leaves out members whose name begins so (deb(5))."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A key of a GnuPG home directory."""

    home: Path | None
    key: str

    def detached(self, data: bytes, *, epoch_s: int | None = None) -> bytes:
        """An OpenPGP signature over `data`, of this moment or of `epoch_s`."""
        moment = ("--faked-system-time", f"{epoch_s}!") if epoch_s is not None else ()
        options = ("--local-user", self.key, "--digest-algo", "SHA512", "--no-emit-version", *moment)
        return _gpg(self.home, *options, "--output", "-", "--detach-sign", given=data)

    def public_key(self) -> bytes:
        """The keyring that others verify with: the key that signs, and no other that has the same name."""
        return _gpg(self.home, "--export", self._fingerprint())

    def _fingerprint(self) -> str:
        """Raises `SetupProblem` where `key` says several, or only a public one."""
        listed = _gpg(self.home, "--with-colons", "--list-secret-keys", self.key).decode("utf-8", "replace")
        fields = [line.split(":") for line in listed.splitlines()]
        if sum(each[0] == "sec" for each in fields) != 1:
            raise SetupProblem(
                f"More than one key is called {self.key}.", remedy="Name it by its fingerprint."
            )
        # The first is that of the whole key, the others are those of its parts.
        return next(each[9] for each in fields if each[0] == "fpr")


def _gpg(home: Path | None, *arguments: str, given: bytes | None = None) -> bytes:
    where = ("--homedir", str(home)) if home is not None else ()
    command = ["gpg", "--batch", "--quiet", "--no-tty", *where, *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=True)
    except FileNotFoundError:
        raise SetupProblem("gpg is not installed.", remedy="sudo apt-get install -y gpg gpg-agent") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()
        raise SetupProblem(f"gpg could not do its part: {said}") from error
    return done.stdout


@contextmanager
def passing_key() -> Iterator[Signer]:
    """A key for this build only, in a directory that goes away with it."""
    # The socket of GnuPG's agent lies in it, whose path may have a hundred characters.
    with tempfile.TemporaryDirectory(prefix="key-") as name:
        home = Path(name)
        home.chmod(0o700)
        identity = "Anamnesis test build (worthless) <nobody@anamnesis.invalid>"
        _gpg(home, "--passphrase", "", "--quick-generate-key", identity, "ed25519", "sign", "1y")
        try:
            yield Signer(home, identity)
        finally:
            if agent := shutil.which("gpgconf"):
                command = [agent, "--homedir", str(home), "--kill", "gpg-agent"]
                subprocess.run(command, check=False, capture_output=True)


def ar_members(package: bytes) -> list[tuple[str, bytes]]:
    """Names and contents of an `ar` archive, which a Debian package is. Raises `ValueError`."""
    if not package.startswith(_AR_MAGIC):
        raise ValueError("not an ar archive")
    stream, found = io.BytesIO(package[len(_AR_MAGIC) :]), []
    while header := stream.read(_AR_HEADER_BYTES):
        if len(header) < _AR_HEADER_BYTES or header[58:60] != b"`\n":
            raise ValueError("a damaged ar archive")
        size = int(header[48:58])
        content = stream.read(size + size % 2)[:size]
        if len(content) < size:
            raise ValueError("a shortened ar archive")
        found.append((header[:16].decode("ascii").rstrip().rstrip("/"), content))
    return found


def sign_package(deb: Path, signer: Signer, *, epoch_s: int) -> None:
    """Adds the signature over all members, as debsig-verify checks it; one that is there is replaced."""
    members = [each for each in ar_members(deb.read_bytes()) if each[0] != _ORIGIN]
    signature = signer.detached(b"".join(content for _, content in members))
    written = bytearray(_AR_MAGIC)
    for name, content in (*members, (_ORIGIN, signature)):
        written += f"{name:<16}{epoch_s:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode("ascii")
        written += content + b"\n" * (len(content) % 2)
    partial = deb.with_suffix(".partial")
    partial.write_bytes(bytes(written))
    partial.replace(deb)


def sign_list(folder: Path, names: Sequence[str], signer: Signer) -> None:
    """Writes SHA256SUMS over `names`, its signature, and the keyring, into `folder`."""
    lines = []
    for name in sorted(names):
        with (folder / name).open("rb") as opened:
            lines.append(f"{hashlib.file_digest(opened, 'sha256').hexdigest()}  {name}\n")
    text = "".join(lines).encode()
    (folder / SUMS).write_bytes(text)
    (folder / f"{SUMS}.gpg").write_bytes(signer.detached(text))
    (folder / KEYRING).write_bytes(signer.public_key())
