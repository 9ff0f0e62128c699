"""The file of a bundle: a signed manifest, then the bytes of the files that it names, and nothing else.

    ANAMNESIS-MODELS 1 and a newline
    public key (32) ‖ signature (64) ‖ length of the manifest (4, big-endian) ‖ manifest
    the files, in the manifest's order

There are no names, paths or paddings beside the manifest, so every byte is either compared, signed, or hashed
in what is signed. Nothing of the manifest is parsed before its signature holds under a key that is trusted.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.engine.model_library.bundles.manifest import (
    BundleManifest,
    ManifestRefused,
    manifest_bytes,
    manifest_from,
)
from core.engine.model_library.checks import FoundFile
from core.engine.model_library.copying import Readable, opened
from core.errors import InputRefused
from core.security.publisher_keys import (
    PUBLIC_KEY_BYTES,
    SIGNATURE_BYTES,
    PublisherKey,
    is_signed,
    public_key_text,
)

_MAGIC = b"ANAMNESIS-MODELS "
_FIRST_LINE = _MAGIC + b"1\n"
_LENGTH = struct.Struct("!I")
_MANIFEST_LIMIT_BYTES = 1 << 20
_CONTEXT = b"anamnesis/models\0"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose manifest was verified; its contents were not read.

    `digest` is the SHA-256 of the manifest, and so names all of it. `key` is the public key that it was
    signed with, as a policy names it. `file` identifies the file that was read.
    """

    file: FoundFile
    manifest: BundleManifest
    digest: str
    key: str
    contents_at: int


def refused_bundle(reason: str, path: Path, **params: object) -> InputRefused:
    return InputRefused("bundle_refused", reason=reason, file=path.name, **params)


def read_bundle(path: Path, trusted: Collection[str] | None) -> Bundle:
    """The manifest of a bundle that is signed with one of the `trusted` keys.

    Raises `InputRefused("bundle_refused")`, its `reason` one of `no_key` (none is trusted), `no_such_file`,
    `not_a_file`, `unreadable`, `not_a_bundle`, `other_version`, `truncated`, `appended`, `untrusted`,
    `signature` and `manifest`.
    """
    if not trusted:
        raise refused_bundle("no_key", path)
    file = _found(path)
    try:
        with _opened(file, path) as source:
            return _read(source, file, path, trusted)
    except OSError as error:
        raise refused_bundle("unreadable", path) from error


@contextmanager
def contents_of(bundle: Bundle) -> Iterator[Readable]:
    """The bytes of the files, one after the other.

    Raises `InputRefused("bundle_refused")` with `unreadable`, also while reading: a removed USB stick must
    not be reported as a models folder that cannot be written.
    """
    path = bundle.file.path
    with _opened(bundle.file, path) as source:
        source.seek(bundle.contents_at)
        yield _Contents(source, path)


class _Contents:
    def __init__(self, source: Readable, path: Path) -> None:
        self._source = source
        self._path = path

    def read(self, size_bytes: int, /) -> bytes:
        try:
            return self._source.read(size_bytes)
        except OSError as error:
            raise refused_bundle("unreadable", self._path) from error


def head_bytes(manifest: BundleManifest, key: PublisherKey) -> bytes:
    """The bytes before the files."""
    raw = manifest_bytes(manifest)
    if len(raw) > _MANIFEST_LIMIT_BYTES:
        raise ValueError("manifest")
    return b"".join((_FIRST_LINE, key.public_bytes, key.sign(_CONTEXT + raw), _LENGTH.pack(len(raw)), raw))


def _opened(file: FoundFile, path: Path) -> BinaryIO:
    try:
        return opened(file)
    except InputRefused as error:
        # It cannot be opened, or it was replaced by another file since it was read.
        raise refused_bundle("unreadable", path) from error


def _found(path: Path) -> FoundFile:
    try:
        # A link is resolved, so that the same target is checked and read.
        place = path.resolve(strict=True)
        about = place.stat()
    except (FileNotFoundError, NotADirectoryError, RuntimeError, ValueError) as error:
        raise refused_bundle("no_such_file", path) from error
    except OSError as error:
        raise refused_bundle("unreadable", path) from error
    if not stat.S_ISREG(about.st_mode):
        raise refused_bundle("not_a_file", path)
    return FoundFile(path.name, place, about.st_size, (about.st_dev, about.st_ino))


def _read(source: BinaryIO, file: FoundFile, path: Path, trusted: Collection[str]) -> Bundle:
    begins = source.read(len(_FIRST_LINE))
    if not begins.startswith(_MAGIC):
        raise refused_bundle("not_a_bundle", path)
    if begins != _FIRST_LINE:
        raise refused_bundle("other_version", path)
    public_key = _exactly(source, PUBLIC_KEY_BYTES, path)
    signature = _exactly(source, SIGNATURE_BYTES, path)
    (length,) = _LENGTH.unpack(_exactly(source, _LENGTH.size, path))
    key = public_key_text(public_key)
    if key not in trusted:
        raise refused_bundle("untrusted", path, key=key)
    if length > _MANIFEST_LIMIT_BYTES:
        raise refused_bundle("signature", path)
    raw = _exactly(source, length, path)
    if not is_signed(_CONTEXT + raw, signature=signature, public_key=public_key):
        raise refused_bundle("signature", path)
    try:
        manifest = manifest_from(raw)
    except ManifestRefused as error:
        raise refused_bundle("manifest", path, part=error.part) from error
    contents_at = source.tell()
    missing = contents_at + manifest.contents_bytes - os.fstat(source.fileno()).st_size
    if missing:
        raise refused_bundle("truncated" if missing > 0 else "appended", path)
    return Bundle(file, manifest, hashlib.sha256(raw).hexdigest(), key, contents_at)


def _exactly(source: BinaryIO, count: int, path: Path) -> bytes:
    data = source.read(count)
    if len(data) < count:
        raise refused_bundle("truncated", path)
    return data
