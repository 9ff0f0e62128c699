"""The libraries of a package: installed by locked hash into one folder, without those in `cuts.toml`,
compiled.

Files written by pip stay unchanged, so that each can be compared with its wheel's record.
"""

from __future__ import annotations

import csv
import fnmatch
import re
import shutil
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from launcher_console import Console, run_tool
from launcher_python import describe_pip, pip

PACKAGES = ("app", "core", "ui", "models", "migrations")
"""The program's own packages."""

COMPILE = "import compileall, py_compile, sys; sys.exit(not compileall.compile_dir(sys.argv[1], quiet=2, \
invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH, stripdir=sys.argv[1]))"
"""Code files without time and path, so that the same sources make the same bytes. They must not be written
later.
"""


@dataclass(frozen=True, slots=True)
class Cut:
    """An exclusion from the locked packages: by path, or whole packages."""

    what: str
    why: str
    paths: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()

    def takes(self, path: str) -> bool:
        """Whether a path below site-packages is excluded; licences and records never are."""
        if ".dist-info/" in path:
            return False
        return any(fnmatch.fnmatchcase(path, pattern) for pattern in self.paths)


@dataclass(frozen=True, slots=True)
class CutDone:
    """The result of an exclusion."""

    cut: Cut
    files: int
    size_bytes: int


def read_cuts(table: Path) -> list[Cut]:
    """The table of exclusions."""
    entries = tomllib.loads(table.read_text(encoding="utf-8"))["cut"]
    return [
        Cut(each["what"], each["why"], tuple(each.get("paths", ())), tuple(each.get("packages", ())))
        for each in entries
    ]


def normalised(name: str) -> str:
    """The name of a package as the lock files write it (packaging.python.org, name normalisation)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def files_below(folder: Path) -> list[str]:
    """The relative paths of all files, with slashes, in byte order."""
    found = (each for each in folder.rglob("*") if each.is_file() or each.is_symlink())
    return sorted((each.relative_to(folder).as_posix() for each in found), key=str.encode)


def cut_out(site: Path, cuts: Sequence[Cut]) -> list[CutDone]:
    """Removes excluded files, counted for the first matching exclusion; then empty directories."""
    done = []
    for cut in cuts:
        taken = [path for path in files_below(site) if cut.takes(path)]
        taken += [path for name in cut.packages for path in sorted(_files_of(site, name))]
        sizes = [(site / path).lstat().st_size for path in taken]
        for path in taken:
            (site / path).unlink()
        done.append(CutDone(cut, len(taken), sum(sizes)))
    for folder in sorted((each for each in site.rglob("*") if each.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    return done


def _files_of(site: Path, package: str) -> set[str]:
    (record,) = (
        each
        for each in site.glob("*.dist-info/RECORD")
        if normalised(each.parent.name.split("-")[0]) == package
    )
    listed = {path for path, _, _ in recorded(record)} | {record.relative_to(site).as_posix()}
    return {path for path in listed if (site / path).is_file()}


def recorded(record: Path) -> Iterator[tuple[str, str, str]]:
    """Path, hash (`sha256=…`, base64 without padding) and size of each file of a wheel's RECORD."""
    with record.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            if row:
                yield row[0], row[1], row[2]


def install_libraries(
    python: Path, site: Path, locks: Iterable[Path], wheels: Iterable[Path], *, log: Path, console: Console
) -> None:
    """Installs the lock files' packages for this computer, and the wheels built here, into `site`."""
    into = ("--target", site, "--no-compile", "--no-deps", "--quiet")
    for lock in locks:
        run_tool(
            pip(python, "install", *into, "--require-hashes", "-r", lock),
            doing=f"Installing what {lock.name} holds",
            log=log,
            console=console,
            describe=describe_pip,
        )
    for wheel in wheels:
        run_tool(
            pip(python, "install", *into, "--no-index", wheel),
            doing=f"Installing {wheel.name}",
            log=log,
            console=console,
        )
    for left in (*site.glob("*.dist-info/INSTALLER"), *site.glob("*.dist-info/REQUESTED")):
        # pip's own notes, with the paths of wheels.
        left.unlink()
    for left in site.glob("*.dist-info/direct_url.json"):
        left.unlink()


def install_program(wheel: Path, site: Path) -> None:
    """Unpacks the program's own wheel, which holds nothing but its packages and their metadata."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)


def compile_sources(python: Path, site: Path, *, log: Path, console: Console) -> None:
    """Compiles the code files, without which a start takes far longer: they cannot be written later."""
    run_tool(
        [str(python), "-I", "-c", COMPILE, str(site)],
        doing="Compiling the sources",
        log=log,
        console=console,
        env={"PYTHONHASHSEED": "0"},
    )


def copy_models(models: Path, target: Path, names: Iterable[str]) -> None:
    """The starter models, without the results of running them on this computer."""
    for name in names:
        source = models / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / name)
