"""The macOS definitions: property lists, distribution and scripts with the version filled in, and linted.

Bundle, signatures, package and notarisation take a Mac. What is written here is what is run there, and
whatever can be looked at on Linux is: each list is parsed and held to what the others say.
"""

from __future__ import annotations

import plistlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

from launcher_console import Console, SetupProblem
from package_icons import icns_sizes

MINIMUM_SYSTEM = "13.0"
"""The oldest macOS that Qt 6.10 serves."""
ICON = "anamnesis.icns"
FILES = (
    *("Info.plist", "entitlements.plist", "component.plist", "distribution.xml"),
    *("build.sh", "notarise.sh", ICON),
)
_VERSION = re.compile(r"\d+(\.\d+){0,2}")
_FORBIDDEN = (
    "com.apple.security.get-task-allow",
    "com.apple.security.cs.disable-library-validation",
    "com.apple.security.cs.allow-dyld-environment-variables",
    "com.apple.security.network.client",
    "com.apple.security.network.server",
)
"""Entitlements that would let in a debugger, foreign libraries or a network."""


def write_definitions(definitions: Path, *, version: str, out: Path, console: Console) -> Path:
    """The folder `macos-VERSION` in `out`, ready for a Mac. Raises `SetupProblem`."""
    if not _VERSION.fullmatch(version):
        raise SetupProblem(f"{version} is no version of a bundle.", remedy="Up to three numbers.")
    folder = out / f"macos-{version}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in FILES:
        content = (definitions / name).read_bytes()
        if name != ICON:
            content = content.replace(b"@VERSION@", version.encode())
            content = content.replace(b"@MINIMUM@", MINIMUM_SYSTEM.encode())
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o755 if name.endswith(".sh") else 0o644)
    check_definitions(folder, version)
    console.say(f"{folder.name}: {', '.join(FILES)}; parsed and held against each other")
    return folder


def check_definitions(folder: Path, version: str) -> None:
    """Raises `SetupProblem` naming the file that is not as the others, or macOS, need it."""
    info = _property_list(folder / "Info.plist")
    for key in ("CFBundleShortVersionString", "CFBundleVersion"):
        _demand(info.get(key) == version, "Info.plist", f"{key} is not {version}")
    _demand(info.get("CFBundleExecutable") == "anamnesis", "Info.plist", "another program")
    _demand(info.get("CFBundleIconFile") == ICON, "Info.plist", "another icon")
    identifier = info.get("CFBundleIdentifier")
    entitlements = _property_list(folder / "entitlements.plist")
    for key in _FORBIDDEN:
        _demand(not entitlements.get(key), "entitlements.plist", key)
    (component,) = _property_list(folder / "component.plist")
    _demand(
        component["RootRelativeBundlePath"] == "Applications/Anamnesis.app", "component.plist", "the path"
    )
    _demand(component["BundleIsRelocatable"] is False, "component.plist", "it may be installed elsewhere")
    _demand(component["BundleIsVersionChecked"] is True, "component.plist", "it may go over a newer one")
    _check_distribution(folder / "distribution.xml", identifier, version, info.get("LSMinimumSystemVersion"))
    for script in ("build.sh", "notarise.sh"):
        parsed = subprocess.run(["sh", "-n", str(folder / script)], capture_output=True, check=False)
        _demand(parsed.returncode == 0, script, "the shell does not understand it")
    _demand(512 in icns_sizes((folder / ICON).read_bytes()), ICON, "no picture of 512 points")
    for name in FILES:
        left = name != ICON and re.search(rb"@[A-Z]+@", (folder / name).read_bytes())
        _demand(not left, name, "something is not filled in")


def _check_distribution(path: Path, identifier: object, version: str, minimum: object) -> None:
    try:
        root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
    except ElementTree.ParseError as error:
        raise SetupProblem(f"{path.name}: not XML ({error}).") from error
    packages = root.findall("pkg-ref")
    _demand([each.get("id") for each in packages] == [identifier], path.name, "another package")
    _demand(packages[0].get("version") == version, path.name, f"the version is not {version}")
    choices = {each.get("id") for each in root.findall("choice")}
    lines = {each.get("choice") for each in root.iter("line")}
    _demand(choices == lines, path.name, "choices that are not listed")
    systems = [each.get("min") for each in root.iterfind("volume-check/allowed-os-versions/os-version")]
    _demand(systems == [minimum], path.name, "another oldest system")
    whom = [
        (each.get("enable_localSystem"), each.get("enable_currentUserHome"))
        for each in root.findall("domains")
    ]
    _demand(whom == [("true", "false")], path.name, "not for the whole computer")


def _property_list(path: Path) -> Any:
    try:
        return plistlib.loads(path.read_bytes())
    except Exception as error:  # it raises whatever its parsers do, and each means the same
        raise SetupProblem(f"{path.name}: no property list ({type(error).__name__}).") from error


def _demand(holds: bool, name: str, otherwise: str) -> None:
    if not holds:
        raise SetupProblem(f"{name}: {otherwise}.")
