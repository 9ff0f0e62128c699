"""`dev.py package --for windows|macos`: as much of a package for another system as Linux can build.

It says plainly what it cannot. Standard library only: no environment is made for it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from launcher_console import EXIT_ENVIRONMENT, Console, SetupProblem
from package_macos import write_definitions
from package_msi import PROGRAMS, installed_files, make_msi
from package_version import project_version

ROOT = Path(__file__).resolve().parent.parent
_STAND_IN = b"Stands for a program that can be frozen on Windows alone: packaging/windows/build.ps1.\n"


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py package", description=__doc__)
    parser.add_argument("--for", dest="system", choices=("windows", "macos"), required=True)
    parser.add_argument("--frozen", type=Path, help="the folder that was frozen on Windows")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "package", help="where it is built")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where it lies afterwards")
    parser.add_argument("--version", default="", help="of the package; default: that of pyproject.toml")
    parsed = parser.parse_args(arguments)
    if parsed.frozen is not None and parsed.system != "windows":
        parser.error("--frozen is for --for windows")
    return parsed


def build_windows(arguments: argparse.Namespace, console: Console) -> None:
    """The MSI of a frozen folder, or of a stand-in that shows the tables. Raises `SetupProblem`."""
    version, work = arguments.version or project_version(), arguments.work / "windows"
    stands_in = arguments.frozen is None
    frozen = _stand_in(work) if stands_in else arguments.frozen.resolve()
    name = f"anamnesis-{version}{'-stand-in' if stands_in else ''}.msi"
    msi = make_msi(
        frozen,
        definitions=ROOT / "packaging" / "windows",
        version=version,
        work=work,
        out=arguments.out,
        name=name,
        console=console,
    )
    size_mb, files = msi.stat().st_size / 1e6, len(installed_files(msi))
    console.say(f"{name}: {size_mb:.1f} MB, {files} files, tables read back")
    if stands_in:
        console.say("Not built here: the program. PyInstaller freezes for the system it runs on:")
        console.say("      packaging\\windows\\build.ps1 does it on Windows; then --frozen FOLDER packs it.")
        console.say("      The stand-in installs an empty program; its tables are those of the real one.")
    console.say("Not done here: the signature (signtool, with a certificate). Never installed on Windows.")


def _stand_in(work: Path) -> Path:
    folder = work / "stand-in"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "_internal" / "site-packages").mkdir(parents=True)
    for name in (*PROGRAMS, "_internal/python311.dll", "_internal/site-packages/anamnesis.txt"):
        (folder / name).write_bytes(_STAND_IN)
    return folder


def build_macos(arguments: argparse.Namespace, console: Console) -> None:
    """The definitions for a Mac. Raises `SetupProblem`."""
    version = arguments.version or project_version()
    folder = write_definitions(
        ROOT / "packaging" / "macos", version=version, out=arguments.out, console=console
    )
    console.say("Not built here: bundle, signatures, package, notarisation. All of them take a Mac:")
    console.say("      PyInstaller with packaging/macos/anamnesis.spec makes Anamnesis.app, then")
    console.say(
        f"      sh {folder.name}/build.sh Anamnesis.app APPLICATION-IDENTITY INSTALLER-IDENTITY PROFILE"
    )


def main(arguments: Sequence[str]) -> int:
    console = Console()
    parsed = _parse(arguments)
    try:
        build_windows(parsed, console) if parsed.system == "windows" else build_macos(parsed, console)
    except SetupProblem as problem:
        console.say(f"Error: {problem.message}")
        if problem.remedy:
            console.say(f"  {problem.remedy}")
        return EXIT_ENVIRONMENT
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
