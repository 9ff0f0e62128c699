"""The system paths that Python and native libraries read at run time; nothing of a user's.

Derived from the running interpreter, whose location varies: a system's, one in a home directory (pyenv,
conda), a virtual environment. Of a prefix only its library directories are included, because a prefix may be
a home directory.
"""

from __future__ import annotations

import os
import site
import sys
from collections.abc import Iterator
from pathlib import Path

from core.confinement.landlock import Readable

_LIBRARIES = ("lib", "lib32", "lib64", "libexec")
_SYSTEM_LIBRARIES = (
    *("/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64"),
    *("/usr/local/lib", "/usr/local/lib64", "/usr/share/zoneinfo", "/nix/store", "/gnu/store"),
)
_DESCRIPTIONS = (
    *("/sys/devices/system/cpu", "/sys/devices/system/node", "/sys/kernel/mm/transparent_hugepage"),
    *("/proc/sys/vm", "/proc/sys/kernel", "/etc/crypto-policies"),
)
_FILES = (
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/os-release", "/etc/mime.types", "/etc/nsswitch.conf"),
    *("/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/filesystems", "/proc/version"),
    *("/etc/ssl/openssl.cnf", "/etc/pki/tls/openssl.cnf"),
    *("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"),
)


def runtime_paths(package: Path) -> Readable:
    """Libraries of the system and of Python, the sources of `package`, descriptions of the machine.

    The names in the directory of `package`, a module search path, can be listed.
    """
    parent = package.resolve().parent
    trees = {*map(Path, (*_SYSTEM_LIBRARIES, *_DESCRIPTIONS)), package.resolve()}
    trees |= set(_interpreter_libraries()) | set(_loaded_library_directories())
    # The process's own description: limits, maps of its memory.
    trees.add(Path(f"/proc/{os.getpid()}"))
    searched = set(_searched_directories()) - {parent}
    return Readable(
        trees=tuple(sorted(trees | searched)),
        listed=(parent,),
        files=(*map(Path, _FILES), Path(sys.executable).resolve()),
    )


def _interpreter_libraries() -> Iterator[Path]:
    for prefix in {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}:
        for name in _LIBRARIES:
            yield Path(prefix) / name
    if bundle := getattr(sys, "_MEIPASS", None):
        # An installed package: this directory contains the interpreter and its libraries, nothing of a
        # user's.
        yield Path(bundle)


def _searched_directories() -> Iterator[Path]:
    """The search paths of installed modules; other directories of the search path may contain anything."""
    known = {Path(place).resolve() for place in [*site.getsitepackages(), *sys.path] if place}
    for place in known:
        if place.name in ("site-packages", "dist-packages", "lib-dynload") or place.suffix == ".zip":
            yield place


def _loaded_library_directories() -> Iterator[Path]:
    """Directories of loaded libraries, which load their neighbours later."""
    try:
        lines = Path("/proc/self/maps").read_text("utf-8", "replace").splitlines()
    except OSError:
        return
    for line in lines:
        name = line.partition("/")[2]
        if name and ".so" in Path(name).name:
            directory = Path("/" + name).parent
            if directory.name.startswith("lib") or "lib" in directory.parts:
                yield directory
