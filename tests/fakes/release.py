"""Small signed releases: a package that `dpkg-deb` makes, a list of checksums, a changelog."""

from __future__ import annotations

import subprocess
from pathlib import Path

from core.updates.release import CHANGES
from package_signing import Signer, sign_list

VERSION = "1.3"
CHANGELOG = """# Changelog

## [1.3] - 2026-05-01

### Added

- What a reviewer asked for.

## [1.2] - 2026-04-01

- What is installed here.
"""


def architecture() -> str:
    """Of this computer, as dpkg names it."""
    done = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def package(
    path: Path, version: str, *, name: str = "anamnesis", script: str = "", architecture: str = "all"
) -> None:
    """A package that installs nothing; `script` runs when it is configured."""
    tree = path.parent / f".{path.name}"
    control = tree / "DEBIAN"
    control.mkdir(parents=True)
    fields = {
        "Package": name,
        "Version": version,
        "Architecture": architecture,
        "Maintainer": "x <x@x.invalid>",
    }
    text = "".join(f"{field}: {value}\n" for field, value in fields.items())
    (control / "control").write_text(f"{text}Description: small\n", encoding="utf-8")
    if script:
        (control / "postinst").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (control / "postinst").chmod(0o755)
    command = ["dpkg-deb", "--root-owner-group", "-Zgzip", "--build", str(tree), str(path)]
    subprocess.run(command, capture_output=True, check=True)
    subprocess.run(["rm", "-r", str(tree)], check=True)


def release(
    folder: Path,
    signer: Signer,
    *,
    version: str = VERSION,
    called: str = "",
    architecture_of: str = "",
    name: str = "anamnesis",
    changes: str = CHANGELOG,
) -> Path:
    """A release in `folder`; `called` is the version in the name of its package, where that is another."""
    folder.mkdir(parents=True)
    file = f"anamnesis_{called or version}_{architecture_of or architecture()}.deb"
    package(folder / file, version, name=name)
    (folder / CHANGES).write_text(changes, encoding="utf-8")
    sign_list(folder, [file, CHANGES], signer)
    return folder
