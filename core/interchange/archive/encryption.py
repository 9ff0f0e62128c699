"""Encrypts and decrypts an archive as a stream, a few pieces at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyrage

from core.errors import ImportError_, InputRefused, WrongPassphrase
from core.interchange.archive.age_passphrase import INTRO, decrypted, encrypted, is_passphrase_header
from core.interchange.archive.dto import Protection, ProtectionKind, Secret
from core.interchange.archive.problems import damaged

PIECE_BYTES = 64 * 1024
_PIECES_AHEAD = 16
_LOOK_BYTES = 512
_TAR_MAGIC_AT = 257
_WAIT_S = 0.1


def write_protected(chunks: Iterator[bytes], file: BinaryIO, protection: Protection) -> None:
    """Writes the joined `chunks` to `file` as `protection` says. Raises `InputRefused`, what `chunks` raise,
    and `OSError`.
    """
    if protection.kind == "recipients":
        _write_to_recipients(chunks, file, recipients_of(protection.recipients))
        return
    for piece in encrypted(chunks, protection.passphrase) if protection.kind == "passphrase" else chunks:
        file.write(piece)


def recipients_of(texts: Sequence[str]) -> list[pyrage.x25519.Recipient]:
    """Raises `InputRefused("archive_recipient_invalid")`, `InputRefused("archive_no_recipient")`."""
    if not texts:
        raise InputRefused("archive_no_recipient")
    found = []
    for text in texts:
        try:
            found.append(pyrage.x25519.Recipient.from_str(text.strip()))
        except pyrage.RecipientError as error:
            raise InputRefused("archive_recipient_invalid", recipient=text.strip()) from error
    return found


def identities_of(texts: Sequence[str]) -> list[pyrage.x25519.Identity]:
    """Raises `InputRefused("archive_identity_invalid")`, which does not repeat the secret text."""
    try:
        return [pyrage.x25519.Identity.from_str(text.strip()) for text in texts]
    except pyrage.IdentityError as error:
        raise InputRefused("archive_identity_invalid") from error


def identities_in(text: str) -> tuple[str, ...]:
    """The identities in an age key file: every line that is neither empty nor a comment."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def protection_of(path: Path) -> ProtectionKind | None:
    """The protection of an archive file, from its first bytes; None if it is not an archive.

    Raises `ImportError_("import_file_unreadable")`.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_LOOK_BYTES)
    except OSError as error:
        raise ImportError_("import_file_unreadable", file=path.name, reason=error.strerror) from error
    if start.startswith(INTRO):
        return "passphrase" if is_passphrase_header(start) else "recipients"
    in_the_clear = start.startswith(b"archive.json\0") and start[_TAR_MAGIC_AT:].startswith(b"ustar")
    return "none" if in_the_clear else None


@contextmanager
def opened_archive(file: BinaryIO, kind: ProtectionKind, secret: Secret) -> Iterator[Iterator[bytes]]:
    """The decrypted bytes of an archive, piece by piece.

    Raises `InputRefused` (`archive_needs_passphrase`, `archive_needs_identity`, `archive_identity_invalid`),
    `WrongPassphrase` (`archive_wrong_passphrase`, `archive_wrong_identity`),
    `ImportError_("archive_damaged")`.
    """
    if kind == "passphrase":
        if not secret.passphrase:
            raise InputRefused("archive_needs_passphrase")
        yield decrypted(file, secret.passphrase)
    elif kind == "none":
        yield iter(lambda: file.read(PIECE_BYTES), b"")
    else:
        if not secret.identities:
            raise InputRefused("archive_needs_identity")
        with _Decryption(file, identities_of(secret.identities)) as decryption:
            yield decryption.pieces()


class _Source:
    """A file object for pyrage to read. It keeps the exceptions of `chunks`; pyrage would lose them."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._waiting = b""
        self.raised: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            while not self._waiting:
                self._waiting = next(self._chunks, b"")
                if not self._waiting:
                    return b""
        except BaseException as error:
            self.raised = error
            raise
        piece, self._waiting = self._waiting[:size], self._waiting[size:]
        return piece


class _Sink:
    """A file object for pyrage to write to; it keeps the exceptions of the real file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.raised: BaseException | None = None

    def write(self, data: bytes) -> int:
        try:
            return self._file.write(data)
        except BaseException as error:
            self.raised = error
            raise

    def flush(self) -> None:
        self._file.flush()


def _write_to_recipients(
    chunks: Iterator[bytes], file: BinaryIO, recipients: Sequence[pyrage.x25519.Recipient]
) -> None:
    source, sink = _Source(chunks), _Sink(file)
    try:
        pyrage.encrypt_io(source, sink, list(recipients))
    except BaseException:
        raised = source.raised or sink.raised
        if raised is not None:
            raise raised from None
        raise


class _Stopped(Exception):
    """The consumer of the decrypted bytes has stopped."""


class _Decryption:
    """Converts pyrage's pushed output into an iterator.

    A separate thread decrypts and waits while `_PIECES_AHEAD` pieces are not consumed yet.
    """

    def __init__(self, file: BinaryIO, identities: Sequence[pyrage.x25519.Identity]) -> None:
        self._file = file
        self._identities = list(identities)
        self._pieces: queue.Queue[bytes | None] = queue.Queue(_PIECES_AHEAD)
        self._stop = threading.Event()
        self._failed: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="archive-decryption", daemon=True)

    def __enter__(self) -> _Decryption:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def pieces(self) -> Iterator[bytes]:
        """Raises `WrongPassphrase("archive_wrong_identity")`, `ImportError_("archive_damaged")`."""
        while (piece := self._pieces.get()) is not None:
            yield piece
        if self._failed is not None:
            raise self._failed

    def write(self, data: bytes) -> int:
        """Called by pyrage in the thread."""
        self._put(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is buffered."""

    def _run(self) -> None:
        try:
            pyrage.decrypt_io(self._file, self, self._identities)
        except _Stopped:
            return
        except pyrage.DecryptError as error:
            foreign = "No matching keys" in str(error)
            self._failed = WrongPassphrase("archive_wrong_identity") if foreign else damaged("encryption")
        except Exception:  # noqa: BLE001 - whatever the library says of bytes it cannot read
            self._failed = damaged("encryption")
        try:
            self._put(None)
        except _Stopped:
            return

    def _put(self, piece: bytes | None) -> None:
        while not self._stop.is_set():
            try:
                self._pieces.put(piece, timeout=_WAIT_S)
            except queue.Full:
                continue
            return
        raise _Stopped
