"""The Windows installer: a WiX source made of the frozen folder, built by `wixl`, and its tables read back.

`wixl` (Debian's package of that name) builds on Linux. What is in the folder has to be frozen on Windows:
PyInstaller makes programs for the system it runs on alone. Nothing here was ever installed on Windows.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from xml.sax.saxutils import quoteattr

from launcher_console import Console, SetupProblem, run_tool
from package_contents import files_below

UPGRADE_CODE = "5B0F6F5E-6C39-4B0B-9E0B-2D8E0C1C7A41"
"""The same for every version, for ever: by it Windows finds what is to be replaced."""
WINDOW_PROGRAM = "anamnesis-window.exe"
"""The program without a console, which the start menu names; `anamnesis.exe` is the command line."""
PROGRAMS = ("anamnesis.exe", WINDOW_PROGRAM)
_IDS = uuid.UUID("0f1d1f63-57d4-5a0e-a4c8-9f2f1b6a7c55")
_VERSION = re.compile(r"(\d{1,3})\.(\d{1,3})\.(\d{1,5})")
_LONGEST_PATH = 230
"""Below the folder of the program; with it, the 260 characters that Windows grants programs by default."""


def make_msi(
    frozen: Path, *, definitions: Path, version: str, work: Path, out: Path, name: str, console: Console
) -> Path:
    """Builds `name` in `out` of the folder `frozen` and checks its tables. Raises `SetupProblem`."""
    for tool in ("wixl", "msiinfo"):
        if shutil.which(tool) is None:
            raise SetupProblem(f"{tool} is not installed.", remedy="sudo apt-get install -y wixl msitools")
    check_version(version)
    check_names(frozen)
    work.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    fragment = work / "files.wxs"
    fragment.write_text(files_fragment(frozen), encoding="utf-8")
    msi = (out / name).resolve()
    # Relative to where it runs: wixl takes no other paths in a source.
    variables = {
        "Version": version,
        "ProductCode": product_code(version),
        "UpgradeCode": UPGRADE_CODE,
        "Definitions": os.path.relpath(definitions, work),
        "Frozen": os.path.relpath(frozen, work),
    }
    run_tool(
        [
            *("wixl", "--arch", "x64", "--output", str(msi)),
            *(part for each in variables.items() for part in ("-D", "=".join(each))),
            *(str(definitions / "anamnesis.wxs"), fragment.name),
        ],
        doing=f"Building {name}",
        log=work / "package.log",
        console=console,
        cwd=work,
    )
    check_msi(msi, frozen, version)
    return msi


def check_version(version: str) -> None:
    """Raises `SetupProblem` for a version that Windows Installer would misread: it compares three numbers."""
    match = _VERSION.fullmatch(version)
    if match is None or int(match[1]) > 255 or int(match[2]) > 255 or int(match[3]) > 65535:
        raise SetupProblem(
            f"{version} is no version of an MSI.", remedy="Three numbers, at most 255.255.65535."
        )


def check_names(frozen: Path) -> None:
    """Raises `SetupProblem` where a program is missing, or Windows could not have a file of that name."""
    names = files_below(frozen)
    if missing := [each for each in PROGRAMS if each not in names]:
        raise SetupProblem(f"{frozen} is no frozen folder for Windows: {missing[0]} is missing.")
    folded: dict[str, str] = {}
    for each in names:
        if re.search(r'[<>:"|?*\\]|[. ](?:/|$)', each) or len(each) > _LONGEST_PATH or not each.isascii():
            raise SetupProblem(f"Windows could not have a file of this name: {each}")
        if re.search(r"[&$]", each):
            # wixl expands variables wherever they stand, and writes names into its XML as they are.
            raise SetupProblem(f"wixl could not take a file of this name: {each}")
        if (other := folded.setdefault(each.casefold(), each)) != each:
            raise SetupProblem(f"One file to Windows: {other} and {each}")


def product_code(version: str) -> str:
    """Another one for each version, and the same wherever that version is built."""
    return str(uuid.uuid5(_IDS, f"product {version}")).upper()


def files_fragment(frozen: Path) -> str:
    """The WiX source with every directory and a component for each file; ids follow from the paths alone."""
    names = files_below(frozen)
    folders = sorted({str(parent) for each in names for parent in PurePosixPath(each).parents} - {"."})
    lines = ['<?xml version="1.0" encoding="utf-8"?>']
    lines += ['<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">', "  <Fragment>"]
    for folder in folders:
        above, own = PurePosixPath(folder).parent, PurePosixPath(folder).name
        named = quoteattr(own)
        lines.append(
            f'    <DirectoryRef Id="{_folder_id(str(above))}">'
            f'<Directory Id="{_folder_id(folder)}" Name={named}/></DirectoryRef>'
        )
    for each in names:
        path = PurePosixPath(each)
        component = uuid.uuid5(_IDS, f"component {each}")
        lines += [
            f'    <DirectoryRef Id="{_folder_id(str(path.parent))}">',
            f'      <Component Id="{_id("c", each)}" Guid="{component}" Win64="yes">',
            f'        <File Id="{_id("f", each)}" Name={quoteattr(path.name)} KeyPath="yes"'
            f" Source={quoteattr('$(var.Frozen)/' + each)}{_end_of_file(each)}",
            "      </Component>",
            "    </DirectoryRef>",
        ]
    lines.append('    <ComponentGroup Id="Files">')
    lines += [f'      <ComponentRef Id="{_id("c", each)}"/>' for each in names]
    return "\n".join([*lines, "    </ComponentGroup>", "  </Fragment>", "</Wix>", ""])


def _end_of_file(name: str) -> str:
    if name != WINDOW_PROGRAM:
        return "/>"
    return (
        '>\n          <Shortcut Id="StartMenu" Directory="ProgramMenuFolder" Name="Anamnesis"'
        ' WorkingDirectory="INSTALLDIR" Icon="anamnesis.ico" Advertise="yes"/>\n        </File>'
    )


def _folder_id(folder: str) -> str:
    return "INSTALLDIR" if folder == "." else _id("d", folder)


def _id(kind: str, path: str) -> str:
    """An identifier of Windows Installer: it may not hold what paths hold."""
    return f"{kind}{hashlib.sha256(path.encode()).hexdigest()[:32]}"


def read_table(msi: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table; none where there is no such table."""
    command = ["msiinfo", "export", str(msi.resolve()), name]
    # Pictures in a table are written into a folder where it runs.
    with tempfile.TemporaryDirectory() as aside:
        done = subprocess.run(command, capture_output=True, check=False, cwd=aside)
    if done.returncode:
        return []
    # Names of columns, their types, name of the table with its keys; then the rows.
    lines = done.stdout.decode("utf-8").replace("\r\n", "\n").split("\n")
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=False)) for line in lines[3:] if line]


def check_msi(msi: Path, frozen: Path, version: str) -> None:
    """Raises `SetupProblem` where a table does not say what the installer promises."""
    properties = {row["Property"]: row["Value"] for row in read_table(msi, "Property")}
    expected = {
        "ALLUSERS": "1",
        "ProductVersion": version,
        "ProductCode": f"{{{product_code(version)}}}",
        "UpgradeCode": f"{{{UPGRADE_CODE}}}",
    }
    for name, value in expected.items():
        if properties.get(name, "").upper() != value.upper():
            raise SetupProblem(f"{msi.name}: {name} is {properties.get(name)!r}, not {value!r}.")
    installed = {path: row["FileSize"] for path, row in installed_files(msi).items()}
    sizes = {each: str((frozen / each).stat().st_size) for each in files_below(frozen)}
    if installed != sizes:
        differing = sorted(installed.items() ^ sizes.items())
        raise SetupProblem(f"{msi.name} does not hold the files of the folder: {differing[0][0]}")
    if actions := read_table(msi, "CustomAction"):
        raise SetupProblem(f"{msi.name} would run something while it installs: {actions[0]['Action']}")
    if not read_table(msi, "LaunchCondition") or len(read_table(msi, "Upgrade")) < 2:
        raise SetupProblem(f"{msi.name} refuses neither an older Windows nor an older version of itself.")


def installed_files(msi: Path) -> dict[str, dict[str, str]]:
    """The rows of the table of files by the path that each will have below the program's folder."""
    folders = {row["Directory"]: row for row in read_table(msi, "Directory")}
    components = {row["Component"]: row for row in read_table(msi, "Component")}
    found = {}
    for row in read_table(msi, "File"):
        above = _path_of(components[row["Component_"]]["Directory_"], folders)
        found[str(above / _long_name(row["FileName"]))] = row
    return found


def _path_of(folder: str, folders: Mapping[str, Mapping[str, str]]) -> PurePosixPath:
    if folder == "INSTALLDIR":
        return PurePosixPath()
    row = folders[folder]
    return _path_of(row["Directory_Parent"], folders) / _long_name(row["DefaultDir"])


def _long_name(name: str) -> str:
    """Windows Installer writes `SHORT|long` where a name is no name of DOS."""
    return name.rpartition("|")[2]
