"""System requirements: libraries loaded by Qt, a font with Hebrew letters, a compiler for the first build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.system_libraries import WINDOW_LIBRARIES, Need, loads
from launcher_console import CommandFailed, Console, SetupProblem, run_tool
from launcher_places import Places

# Those of the window, of the database driver and of llama.cpp.
LIBRARIES = (
    *WINDOW_LIBRARIES,
    Need("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
    Need("libgomp.so.1", "libgomp1"),
)
SETPRIV = Need("setpriv", "util-linux")
HEBREW_FONT = Need("a font with Hebrew letters", "fonts-dejavu-core")
COMPILER = Need("a C++ compiler", "build-essential")

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")


def has_hebrew_font() -> bool:
    """Asks fontconfig; without its tool, checks for any scalable font."""
    if shutil.which("fc-list"):
        listed = subprocess.run(["fc-list", ":lang=he", "family"], capture_output=True, check=False)
        return bool(listed.stdout.strip())
    folders = [Path(folder) for folder in _FONT_FOLDERS] + [Path.home() / ".local/share/fonts"]
    return any(next(folder.rglob("*.[to]tf"), None) for folder in folders)


def has_compiler() -> bool:
    """Whether `CXX`, or the system's C++ compiler, can be started."""
    if os.environ.get("CXX"):
        return shutil.which(os.environ["CXX"].split()[0]) is not None
    names = ("cl", "clang-cl", "c++") if sys.platform == "win32" else ("c++", "g++", "clang++")
    if any(shutil.which(name) for name in names):
        return True
    # Visual Studio's compiler is not on the path; CMake finds it itself.
    installer = Path(os.environ.get("PROGRAMFILES(X86)", ""), "Microsoft Visual Studio", "Installer")
    return sys.platform == "win32" and (installer / "vswhere.exe").is_file()


def compiler_remedy() -> str:
    """The exact command that installs a compiler."""
    if sys.platform == "darwin":
        return "xcode-select --install"
    if sys.platform == "win32":
        return "winget install Microsoft.VisualStudio.2022.BuildTools, with “Desktop development with C++”"
    for tool, line in (
        ("apt-get", "sudo apt-get update && sudo apt-get install -y build-essential"),
        ("dnf", "sudo dnf install -y gcc-c++"),
        ("pacman", "sudo pacman -S --needed gcc"),
        ("zypper", "sudo zypper install -y gcc-c++"),
    ):
        if shutil.which(tool):
            return line
    return "Install a C++17 compiler (GCC 9 or Clang 10, or newer)."


def no_compiler() -> SetupProblem:
    """The error if llama.cpp must be compiled and there is no compiler."""
    return SetupProblem(
        "llama.cpp is compiled once on this machine; that needs a C++ compiler.", remedy=compiler_remedy()
    )


def missing_needs(
    *,
    with_window: bool,
    with_compiler: bool,
    loads: Callable[[str], bool] = loads,
    which: Callable[[str], str | None] = shutil.which,
    has_font: Callable[[], bool] = has_hebrew_font,
    has_compiler: Callable[[], bool] = has_compiler,
) -> list[Need]:
    """The requirements missing on Linux. `with_window`: there is a display; `with_compiler`: a build is
    needed.
    """
    missing = [need for need in LIBRARIES if (with_window or not need.for_screen) and not loads(need.name)]
    if not which(SETPRIV.name):
        missing.append(SETPRIV)
    if not has_font():
        missing.append(HEBREW_FONT)
    if with_compiler and not has_compiler():
        missing.append(COMPILER)
    return missing


def install_line(packages: Sequence[str], *, os_release: Mapping[str, str]) -> str:
    """The exact command to paste on Debian and derivatives; elsewhere Debian's package names."""
    family = {os_release.get("ID", ""), *os_release.get("ID_LIKE", "").split()}
    if family & {"debian", "ubuntu"}:
        return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
    return f"install what Debian calls: {' '.join(packages)}"


def read_os_release(text: str) -> dict[str, str]:
    """The fields of /etc/os-release."""
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


class SystemLibraries:
    """Checked on every run (a few milliseconds); as root on Debian it also installs what is missing."""

    def __init__(self, places: Places, console: Console, *, needs_compiler: Callable[[], bool]) -> None:
        self._places = places
        self._console = console
        self._needs_compiler = needs_compiler

    def missing(self) -> list[Need]:
        if not sys.platform.startswith("linux"):
            return [COMPILER] if self._needs_compiler() and not has_compiler() else []
        screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
        return missing_needs(with_window=screen, with_compiler=self._needs_compiler())

    def in_place(self) -> bool:
        return not self.missing()

    def install(self) -> None:
        """Installs, or lists, what is missing; only a missing compiler stops the set-up immediately."""
        missing = self.missing()
        packages = sorted({need.package for need in missing})
        if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
            try:
                self._apt_get(packages)
            except CommandFailed as error:
                self._console.say(f"      {error.message}")
            missing = self.missing()
        if COMPILER in missing:
            raise no_compiler()
        if missing:
            self._console.say(f"      Missing: {', '.join(need.name for need in missing)}.")
            self._console.say(f"      {self.line(missing)}")

    @staticmethod
    def line(missing: Sequence[Need]) -> str:
        try:
            release = read_os_release(Path("/etc/os-release").read_text(encoding="utf-8"))
        except OSError:
            release = {}
        return install_line(sorted({need.package for need in missing}), os_release=release)

    def _apt_get(self, packages: Sequence[str]) -> None:
        options = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20"]
        steps = (["update"], ["install", "-y", "--no-install-recommends", *packages])
        for step in steps:
            run_tool(
                ["apt-get", *options, *step],
                doing=f"apt-get {step[0]}",
                log=self._places.log,
                console=self._console,
                env={"DEBIAN_FRONTEND": "noninteractive"},
            )
