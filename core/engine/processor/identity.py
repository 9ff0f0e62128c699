"""A hash that identifies this computer's processor and libraries without revealing anything else.

A disk moved to another computer, a virtual machine moved to another host, a new kernel and a new build of the
libraries each change the identity, and everything is tried again.
"""

from __future__ import annotations

import hashlib
import platform
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

_LINES = ("model name", "flags", "Features", "CPU part", "CPU implementer", "microcode")
_LIBRARIES = ("llama-cpp-python", "torch", "numpy")


def processor_identity(cpuinfo: Path = Path("/proc/cpuinfo")) -> str:
    """A SHA-256 in hexadecimal of processor, kernel and native libraries."""
    parts = [platform.machine(), platform.system(), platform.release(), *_processor(cpuinfo)]
    for name in _LIBRARIES:
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            parts.append(name)
    parts += _files(backends_directory())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def backends_directory() -> Path | None:
    """The directory of llama.cpp's libraries, found without loading any."""
    try:
        spec = find_spec("llama_cpp")
    except (ImportError, ValueError):
        return None
    places = spec.submodule_search_locations if spec is not None else None
    return Path(next(iter(places))) / "lib" if places else None


def _processor(cpuinfo: Path) -> Iterable[str]:
    """The lines about the first processor that list its features."""
    if sys.platform == "darwin":
        asked = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
        return [subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()]
    try:
        lines = cpuinfo.read_text("utf-8", errors="replace").partition("\n\n")[0].splitlines()
    except OSError:
        return [platform.processor()]
    # The kernel decides the order of flags; sorting them ignores a mere change of order.
    return [" ".join(sorted(line.split())) for line in lines if line.startswith(_LINES)]


def _files(directory: Path | None) -> Iterable[str]:
    if directory is None or not directory.is_dir():
        return []
    files = sorted(directory.iterdir())
    return [f"{file.name} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
