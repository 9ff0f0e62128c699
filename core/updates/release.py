"""A release as `dev.py package` makes it: a folder with a package, a signed list of checksums, changes."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.bounded_files import read_bounded
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.errors import EnvironmentProblem, InputRefused
from core.updates.changes import Changes
from core.updates.signature import signer_of
from core.updates.tools import SystemTools

SUMS = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.gpg"
CHANGES = "CHANGELOG.md"
_LARGEST_LIST_BYTES = 64 * 1024
_LARGEST_CHANGES_BYTES = 1 << 20
_BLOCK_BYTES = 1 << 20
_LARGEST_FILE_BYTES = 16 << 30
"""Endless files (sparse files, special file systems) must not be read or copied forever."""
_LINE = re.compile(r"([0-9a-f]{64}) [ *]([A-Za-z0-9_][A-Za-z0-9._+~-]{0,200})")
_PACKAGE = re.compile(r"anamnesis_(?P<version>[0-9][0-9A-Za-z.+~-]{0,63})_(?P<architecture>[a-z0-9]+)\.deb")


@dataclass(frozen=True, slots=True)
class Release:
    """A release whose list is signed by a pinned key; its files are unverified until `verify`."""

    folder: Path
    version: str
    architecture: str
    package: str
    """The name of the package's file."""
    sums: Mapping[str, str]
    """SHA-256 by name, for every file that belongs to it."""
    signed_by: str
    """The fingerprint of the key."""

    @classmethod
    def read(cls, folder: Path, *, keys: Path, tools: SystemTools) -> Release:
        """Reads the list and checks its signature.

        Raises:
            InputRefused: `update_not_one`, `update_not_signed`, `update_list_refused`, each with `file`.
            EnvironmentProblem: `update_unreadable`, and as `signer_of`.
        """
        listed, signature = (_read(folder / name, _LARGEST_LIST_BYTES) for name in (SUMS, SIGNATURE))
        # Nothing in the list is used before its signature is verified.
        signed_by = signer_of(listed, signature, keys=keys, tools=tools, file=SUMS)
        sums = _parsed(listed)
        packages = [found for name in sums if (found := _PACKAGE.fullmatch(name))]
        if len(packages) != 1:
            raise InputRefused("update_list_refused", file=SUMS)
        (found,) = packages
        return cls(folder, found["version"], found["architecture"], found[0], sums, signed_by)

    def verify(
        self,
        *,
        tools: SystemTools,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> Changes:
        """Compares every file with the signed list and the package with its name; what it changes.

        Progress counts megabytes. Raises `InputRefused` (`update_file_missing`, `update_file_changed`,
        `update_foreign`), each with `file`; `EnvironmentProblem` (`update_unreadable`), `Cancelled`.
        """
        counted = _Counted(self._size_bytes(), on_progress)
        changes = bytearray()
        for name, expected in self.sums.items():
            digest = hashlib.sha256()
            for block in _blocks(self.folder / name, cancel):
                digest.update(block)
                counted.add(len(block))
                if name == CHANGES and len(changes) < _LARGEST_CHANGES_BYTES:
                    changes += block
            if digest.hexdigest() != expected:
                raise InputRefused("update_file_changed", file=name)
        self.check_package(self.folder / self.package, tools)
        return Changes.parsed(changes.decode("utf-8", "replace"))

    def check_package(self, path: Path, tools: SystemTools) -> None:
        """Raises `InputRefused("update_foreign")` if the package is not what its name says."""
        done = tools.run([tools.require("dpkg-deb"), "--field", str(path), "Package", "Version"])
        fields = dict(line.split(": ", 1) for line in done.stdout.splitlines() if ": " in line)
        if done.returncode or fields != {"Package": "anamnesis", "Version": self.version}:
            raise InputRefused("update_foreign", file=self.package)

    def copy_package(
        self,
        to: Path,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> Path:
        """Copies the package into the folder `to` and verifies the copy, not the original.

        Raises as `verify`, and `OSError` if the copy cannot be written.
        """
        source, copy = self.folder / self.package, to / self.package
        counted, digest = _Counted(_size(source), on_progress), hashlib.sha256()
        with copy.open("xb") as written:
            for block in _blocks(source, cancel):
                digest.update(block)
                written.write(block)
                counted.add(len(block))
        if digest.hexdigest() != self.sums[self.package]:
            copy.unlink()
            raise InputRefused("update_file_changed", file=self.package)
        return copy

    def _size_bytes(self) -> int:
        return sum(_size(self.folder / name) for name in self.sums)


class _Counted:
    """Counts bytes and reports megabytes, which fit into Qt's range."""

    def __init__(self, total_bytes: int, on_progress: OnProgress) -> None:
        self._total, self._done, self._tell = total_bytes, 0, on_progress

    def add(self, size_bytes: int) -> None:
        self._done += size_bytes
        self._tell(self._done // 1_000_000, max(self._total // 1_000_000, 1))


def _blocks(path: Path, cancel: CancelToken | None) -> Iterator[bytes]:
    """The content of a regular file; a stick may contain anything under its name."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    # Reading a pipe would block, a link leads elsewhere.
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags)
        with os.fdopen(descriptor, "rb") as file:
            found, read_bytes = os.fstat(file.fileno()), 0
            if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST_FILE_BYTES:
                raise InputRefused("update_file_changed", file=path.name)
            while block := file.read(_BLOCK_BYTES):
                read_bytes += len(block)
                if read_bytes > _LARGEST_FILE_BYTES:
                    raise InputRefused("update_file_changed", file=path.name)
                if cancel is not None:
                    cancel.raise_if_cancelled()
                yield block
    except FileNotFoundError as error:
        raise InputRefused("update_file_missing", file=path.name) from error
    except OSError as error:
        raise EnvironmentProblem("update_unreadable", file=path.name, reason=error.strerror) from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        # Reported when it is read.
        return 0


def _read(path: Path, largest_bytes: int) -> bytes:
    try:
        return read_bounded(path, largest_bytes)
    except ValueError as error:
        raise InputRefused("update_list_refused", file=path.name) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputRefused("update_not_one", file=path.name, folder=str(path.parent)) from error
    except OSError as error:
        raise EnvironmentProblem("update_unreadable", file=path.name, reason=error.strerror) from error


def _parsed(listed: bytes) -> dict[str, str]:
    """Names in this folder only; malformed lines and repeated names are refused."""
    try:
        lines = listed.decode("ascii").splitlines()
    except UnicodeDecodeError as error:
        raise InputRefused("update_list_refused", file=SUMS) from error
    sums: dict[str, str] = {}
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None or found[2] in sums or found[2] in (SUMS, SIGNATURE):
            raise InputRefused("update_list_refused", file=SUMS)
        sums[found[2]] = found[1]
    return sums
