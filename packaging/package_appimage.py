"""The AppImage: the folder of the Linux package as a file system, behind a runtime that mounts it.

The runtime (type 2, from the AppImage project) is not part of this checkout and is not fetched. The builder
provides it as a file, with its SHA-256 from another source. Without it the file system is made and checked,
but no AppImage.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from launcher_console import Console, SetupProblem, run_tool
from launcher_places import file_sha256
from package_contents import files_below
from package_deb import METAINFO, NAME, Contents, copyright_text, day_of
from package_tree import copy_file, link_tree, normalise, write_text

ARCHITECTURE = "x86_64"
HOME = f"usr/lib/{NAME}"
_MODELS = f"{HOME}/_internal/share/{NAME}/models"
_DOCUMENTS = f"usr/share/doc/{NAME}"
_MAGIC = b"AI\x02"
"""At byte 8 of the runtime's ELF header: an AppImage of type 2."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """The program at the beginning of an AppImage, and its required hash."""

    file: Path
    sha256: str

    def content(self) -> bytes:
        """Raises `SetupProblem` if it is not the named file, or not a runtime."""
        try:
            content = self.file.read_bytes()
            found = file_sha256(self.file)
        except OSError as error:
            raise SetupProblem(f"The runtime cannot be read: {error.strerror}.") from error
        if found != self.sha256.lower():
            raise SetupProblem(
                f"{self.file.name} has the SHA-256 {found}, not {self.sha256}.",
                remedy="Take the file and its hash from two different places, and compare again.",
            )
        if not content.startswith(b"\x7fELF") or content[8:11] != _MAGIC:
            raise SetupProblem(f"{self.file.name} is no runtime of an AppImage of type 2.")
        return content


def beginning(runtime: Runtime | None) -> bytes | None:
    """The beginning of the AppImage, if there is a runtime; checked before the long build.

    Raises `SetupProblem` also if the tools are missing.
    """
    for tool in ("mksquashfs", "unsquashfs"):
        if shutil.which(tool) is None:
            raise SetupProblem(f"{tool} is not installed.", remedy="sudo apt-get install -y squashfs-tools")
    return None if runtime is None else runtime.content()


def make_appimage(
    contents: Contents,
    *,
    version: str,
    epoch_s: int,
    work: Path,
    out: Path,
    runtime: Runtime | None,
    console: Console,
) -> Path:
    """The AppImage in `out`, or its file system alone without a runtime. Raises `SetupProblem`.

    The same folder, version, date and runtime make the same bytes.
    """
    begins = beginning(runtime)
    tree = work / f"appdir-{version}"
    if tree.exists():
        shutil.rmtree(tree)
    _lay_out(contents, tree, version=version, epoch_s=epoch_s)
    normalise(tree, epoch_s)
    out.mkdir(parents=True, exist_ok=True)
    image = out / f"{NAME}-{version}-{ARCHITECTURE}.squashfs"
    _pack(tree, image, epoch_s=epoch_s, log=work / "package.log", console=console)
    _check(image, files_below(tree))
    shutil.rmtree(tree)
    if begins is None:
        console.say(f"{image.name}: {image.stat().st_size / 1e6:.1f} MB, every file is in it")
        console.say("      no AppImage: that takes the runtime, by --runtime FILE --runtime-sha256 HASH")
        return image
    made = out / f"Anamnesis-{version}-{ARCHITECTURE}.AppImage"
    partial = made.with_suffix(".partial")
    with partial.open("wb") as written, image.open("rb") as packed:
        written.write(begins)
        shutil.copyfileobj(packed, written)
    partial.chmod(0o755)
    partial.replace(made)
    image.unlink()
    console.say(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB")
    return made


def _lay_out(contents: Contents, tree: Path, *, version: str, epoch_s: int) -> None:
    link_tree(contents.program, tree / HOME)
    # Read-only like the rest: users who add models name their own folder by ANAMNESIS_MODELS_DIR.
    link_tree(contents.models, tree / _MODELS)
    linux = contents.definitions
    write_text(tree, "AppRun", (linux / "AppRun").read_text(encoding="utf-8"))
    (tree / "AppRun").chmod(0o755)
    entry = (linux / "anamnesis.desktop").read_text(encoding="utf-8")
    write_text(tree, f"{NAME}.desktop", f"{entry.rstrip()}\nX-AppImage-Version={version}\n")
    copy_file(contents.icon, tree / f"{NAME}.svg")
    copy_file(contents.icon, tree / f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg")
    (tree / ".DirIcon").symlink_to(f"{NAME}.svg")
    metainfo = (linux / METAINFO).read_text(encoding="utf-8")
    told = metainfo.replace("@VERSION@", version).replace("@DATE@", day_of(epoch_s))
    write_text(tree, f"usr/share/metainfo/{METAINFO}", told)
    write_text(tree, f"{_DOCUMENTS}/copyright", copyright_text(contents.licence))
    write_text(tree, f"{_DOCUMENTS}/NOTICES", contents.notices)
    write_text(tree, f"{_DOCUMENTS}/anamnesis.cdx.json", contents.materials(HOME, _MODELS))


def _pack(tree: Path, image: Path, *, epoch_s: int, log: Path, console: Console) -> None:
    run_tool(
        [
            *("mksquashfs", str(tree), str(image), "-noappend", "-root-owned", "-no-xattrs", "-no-progress"),
            # Readable by the runtime, and fast to read, because the program starts from it.
            *("-comp", "zstd", "-Xcompression-level", "15", "-b", "131072"),
        ],
        doing=f"Packing {image.name}",
        log=log,
        console=console,
        env={"SOURCE_DATE_EPOCH": str(epoch_s)},
    )


def _check(image: Path, expected: Iterable[str]) -> None:
    """Raises `SetupProblem` unless the image lists every file."""
    listed = subprocess.run(
        ["unsquashfs", "-no-progress", "-l", "-d", "", str(image)],
        capture_output=True,
        text=True,
        check=False,
    )
    found = {line.lstrip("/") for line in listed.stdout.splitlines()}
    if listed.returncode or (missing := sorted(set(expected) - found)):
        named = "" if listed.returncode else f": {missing[0]} is missing"
        raise SetupProblem(f"{image.name} does not hold what was packed{named}.")
