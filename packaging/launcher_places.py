"""The launcher's paths: the environment, the user's cache, the record of completed steps."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launcher_console import Console

CACHE_NAME = "anamnesis-dev"


@dataclass(frozen=True, slots=True)
class Places:
    """Every path the launcher uses, from the root of the checkout and the user's cache folder."""

    root: Path
    cache: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def scripts(self) -> Path:
        return self.venv / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        return self.scripts / ("python.exe" if os.name == "nt" else "python")

    @property
    def locks(self) -> Path:
        return self.root / "packaging" / "locks"

    @property
    def adapters(self) -> Path:
        return self.root / "packaging" / "adapters"

    @property
    def models(self) -> Path:
        return self.venv / "share" / "anamnesis" / "models"

    @property
    def record(self) -> Path:
        return self.venv / "anamnesis-setup.json"

    @property
    def log(self) -> Path:
        return self.cache / "logs" / "setup.log"

    def script(self, name: str) -> Path:
        """A command in the virtual environment."""
        return self.scripts / (f"{name}.exe" if os.name == "nt" else name)


def user_cache(*, platform: str, environ: Mapping[str, str], home: Path) -> Path:
    """The platform's cache folder, and ours in it."""
    if platform == "win32":
        base = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
        return base / CACHE_NAME / "Cache"
    if platform == "darwin":
        return home / "Library" / "Caches" / CACHE_NAME
    named = environ.get("XDG_CACHE_HOME", "")
    # The XDG base directory specification: a relative path is invalid and to be ignored.
    base = Path(named) if named.startswith("/") else home / ".cache"
    return base / CACHE_NAME


def find_places(root: Path) -> Places:
    """The places of this checkout; without a writable home, the cache is in the checkout's `build/`."""
    cache = user_cache(platform=sys.platform, environ=os.environ, home=Path.home())
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cache):
            pass
    except OSError:
        cache = root / "build" / "cache"
        cache.mkdir(parents=True, exist_ok=True)
    return Places(root=root, cache=cache)


def file_sha256(path: Path) -> str:
    """Hex SHA-256 of a file."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def digest_of(*parts: str | bytes) -> str:
    """One hex SHA-256 of several values, each with its length, so that their boundaries are unambiguous."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


class Record:
    """The completed steps of a virtual environment, stored in it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __getitem__(self, step: str) -> Any:
        """The record of `step`, None if there is none or it is damaged."""
        return self._read().get(step)

    def __setitem__(self, step: str, value: Any) -> None:
        values = self._read() | {step: value}
        partial = self._path.with_suffix(".partial")
        partial.write_text(json.dumps(values, indent=1, sort_keys=True), encoding="utf-8")
        partial.replace(self._path)

    def _read(self) -> dict[str, Any]:
        try:
            values = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return values if isinstance(values, dict) else {}


@contextlib.contextmanager
def only_one(lock: Path, console: Console) -> Iterator[None]:
    """Allows one set-up of this user at a time; the operating system releases the lock when its holder
    ends.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+b") as held:
        if not _try_lock(held.fileno()):
            console.say("Another set-up is at work; waiting for it to end.")
            _wait_lock(held.fileno())
        yield


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _wait_lock(descriptor: int) -> None:
        while True:
            with contextlib.suppress(OSError):
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)  # gives up after ten seconds
                return
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
