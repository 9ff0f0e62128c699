"""The Debian package: a tree of files as installed, packed by dpkg-deb.

The same folder, version and date make the same bytes: owners, modes and times are set, dpkg-deb sorts the
files.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launcher_console import Console, run_tool
from package_contents import files_below
from package_tree import copy_file, link_tree, normalise, write_text

NAME = "anamnesis"
ARCHITECTURE = "amd64"
MODELS = "var/lib/anamnesis/models"
DOCUMENTS = "usr/share/doc/anamnesis"
# The name used by core.updates.keys; nothing of the program is imported in builds.
RELEASE_KEYS = "release-keys.gpg"
POLKIT = "org.anamnesis.Anamnesis.policy"
UNIT = "anamnesis-practice.service"
METAINFO = "org.anamnesis.Anamnesis.metainfo.xml"

# System libraries of the interpreter, the libraries and Qt: `readelf -d` over the finished folder.
DEPENDENCIES = (
    *(
        "libc6 (>= 2.36)",
        "libgcc-s1",
        "libstdc++6",
        "libgomp1",
        "zlib1g",
        "libbz2-1.0",
        "liblzma5",
        "libcrypt1",
    ),
    *("libexpat1", "libffi8", "libssl3", "libsqlite3-0", "libuuid1", "util-linux"),
)
WINDOW_DEPENDENCIES = (
    *("libwayland-client0", "libwayland-cursor0", "libwayland-egl1", "libxcb1", "libx11-6", "libxkbcommon0"),
    *("libxcb-randr0", "libxcb-render0", "libxcb-shm0", "libxcb-sync1", "libxcb-util1", "libxcb-xfixes0"),
    "libgssapi-krb5-2",
)
RECOMMENDED = (
    *("fonts-dejavu-core", "libcups2", "xdg-utils", "apparmor"),
    *("shared-mime-info", "desktop-file-utils"),
)


@dataclass(frozen=True, slots=True)
class Contents:
    """The content of the package: folders and texts made before."""

    program: Path
    """The frozen program with its libraries."""
    models: Path
    pages: Path
    """Manual pages."""
    definitions: Path
    """packaging/linux: desktop entry, profile, maintainer scripts."""
    icon: Path
    licence: Path
    notices: str
    materials: Callable[[str, str], str]
    """The list of materials for the installed directories of program and models."""
    window_packages: tuple[str, ...]
    release_keys: bytes | None = None
    """The keyring for verifying updates; None: this package accepts none itself."""


def make_deb(
    contents: Contents, *, version: str, epoch_s: int, work: Path, out: Path, console: Console
) -> Path:
    """Builds `anamnesis_VERSION_amd64.deb` in `out` and returns its path."""
    tree = work / f"deb-{version}"
    if tree.exists():
        shutil.rmtree(tree)
    _lay_out(contents, tree, version=version, date=day_of(epoch_s))
    _write_control(contents, tree, version)
    normalise(tree, epoch_s)
    deb = out / f"{NAME}_{version}_{ARCHITECTURE}.deb"
    out.mkdir(parents=True, exist_ok=True)
    run_tool(
        # One thread and one level on every computer, because the compressor's choices affect the bytes.
        # Zstandard, which dpkg supports since Debian 12, unpacks several times as fast as xz, for a tenth
        # more bytes.
        [
            *("dpkg-deb", "--root-owner-group", "--uniform-compression"),
            *("-Zzstd", "-z12", "--threads-max=1", "--build", str(tree), str(deb)),
        ],
        doing=f"Packing {deb.name}",
        log=work / "package.log",
        console=console,
        env={"SOURCE_DATE_EPOCH": str(epoch_s)},
    )
    shutil.rmtree(tree)
    return deb


def _lay_out(contents: Contents, tree: Path, *, version: str, date: str) -> None:
    home = f"usr/lib/{NAME}/{version}"
    link_tree(contents.program, tree / home)
    link_tree(contents.models, tree / MODELS)
    share = tree / home / "_internal" / "share" / NAME
    share.mkdir(parents=True)
    # Added models belong to the computer, not to one version of the program.
    (share / "models").symlink_to(f"/{MODELS}")
    if contents.release_keys is not None:
        (share / RELEASE_KEYS).write_bytes(contents.release_keys)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{version}/{NAME}")
    linux = contents.definitions
    metainfo = (linux / METAINFO).read_text(encoding="utf-8")
    write_text(
        tree, f"usr/share/metainfo/{METAINFO}", metainfo.replace("@VERSION@", version).replace("@DATE@", date)
    )
    write_text(
        tree, f"usr/share/applications/{NAME}.desktop", (linux / "anamnesis.desktop").read_text("utf-8")
    )
    # dpkg triggers shared-mime-info and desktop-file-utils for files in these folders.
    write_text(
        tree,
        f"usr/share/mime/packages/{NAME}.xml",
        (linux / "anamnesis-models.xml").read_text(encoding="utf-8"),
    )
    write_text(tree, f"etc/apparmor.d/{NAME}", (linux / "apparmor").read_text(encoding="utf-8"))
    write_text(tree, f"usr/lib/tmpfiles.d/{NAME}.conf", (linux / "tmpfiles.conf").read_text(encoding="utf-8"))
    write_text(tree, f"usr/lib/systemd/system/{UNIT}", (linux / UNIT).read_text(encoding="utf-8"))
    write_text(tree, f"usr/share/polkit-1/actions/{POLKIT}", (linux / POLKIT).read_text(encoding="utf-8"))
    copy_file(contents.icon, tree / f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg")
    for page in sorted(contents.pages.iterdir()):
        _compress(page.read_bytes(), tree / f"usr/share/man/man1/{page.name}.gz")
    write_text(tree, f"{DOCUMENTS}/copyright", copyright_text(contents.licence))
    _compress(contents.notices.encode(), tree / DOCUMENTS / "NOTICES.gz")
    _compress(contents.materials(home, MODELS).encode(), tree / DOCUMENTS / "anamnesis.cdx.json.gz")


def _write_control(contents: Contents, tree: Path, version: str) -> None:
    control = tree / "DEBIAN"
    control.mkdir()
    sizes = [(tree / path).lstat().st_size for path in files_below(tree)]
    needs = ", ".join(dict.fromkeys((*DEPENDENCIES, *WINDOW_DEPENDENCIES, *contents.window_packages)))
    fields = {
        "Package": NAME,
        "Version": version,
        "Architecture": ARCHITECTURE,
        "Maintainer": "The Anamnesis contributors <security@anamnesis.invalid>",
        "Installed-Size": str(sum((size + 1023) // 1024 for size in sizes)),
        "Depends": needs,
        "Recommends": ", ".join(RECOMMENDED),
        "Section": "editors",
        "Priority": "optional",
        "Description": "encrypted clinical notes, asked and answered with their sources\n"
        " Charts of a practice, sealed on this computer. A question about a chart is\n"
        " answered with the sentences that bear it out; every source can be opened.\n"
        " Language models run on this computer. Nothing is sent anywhere.\n"
        " .\n"
        " The package brings its own Python, Qt and PostgreSQL, and starter models.",
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    (control / "control").write_text(text, encoding="utf-8")
    (control / "conffiles").write_text(f"/etc/apparmor.d/{NAME}\n", encoding="utf-8")
    for script in sorted((contents.definitions / "maintainer").iterdir()):
        text = script.read_text(encoding="utf-8").replace("@VERSION@", version)
        (control / script.name).write_text(text, encoding="utf-8")
        (control / script.name).chmod(0o755)
    sums = [
        f"{_md5(tree / path)}  {path}\n"
        for path in files_below(tree)
        if not path.startswith(("DEBIAN/", "etc/")) and not (tree / path).is_symlink()
    ]
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")


def _compress(data: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(data, 9, mtime=0))


def copyright_text(licence: Path) -> str:
    """Debian's file of that name."""
    return (
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: Anamnesis\n"
        "Comment: components of others, with the texts of their licences: NOTICES.gz; with their hashes:\n"
        " anamnesis.cdx.json.gz (CycloneDX).\n\n"
        "Files: *\n"
        "Copyright: The Anamnesis contributors\n"
        "License: Apache-2.0\n" + _indented(licence.read_text(encoding="utf-8"))
    )


def _indented(text: str) -> str:
    return "".join(f" {line}\n" if line.strip() else " .\n" for line in text.strip().splitlines())


def _md5(path: Path) -> str:
    # Used by dpkg --verify, which supports no other checksum.
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def day_of(epoch_s: int) -> str:
    """The date of a time, in UTC."""
    return datetime.datetime.fromtimestamp(epoch_s, datetime.UTC).date().isoformat()
