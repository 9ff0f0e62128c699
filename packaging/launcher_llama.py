"""The llama-cpp-python wheel: built once for all processors of this architecture, kept in the user's cache.

Upstream publishes source only. The build contains the CPU code once for each instruction level; a trial
selects the one for a computer (`launcher_trial.py`). The wheel has no Python extension, so one build serves
every Python of this machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Mapping
from pathlib import Path

from launcher_console import Console, SetupProblem, run_tool
from launcher_llama_source import X86_VARIANTS, fetch_source
from launcher_places import Places, Record, digest_of, file_sha256
from launcher_python import pip, throwaway_environment
from launcher_system import has_compiler, no_compiler

CMAKE_SETTINGS = (
    "-DGGML_NATIVE=OFF -DGGML_BACKEND_DL=ON -DGGML_CPU_ALL_VARIANTS=ON -DCMAKE_INSTALL_BINDIR=llama_cpp/lib "
    "-DGGML_METAL=OFF -DGGML_BLAS=OFF -DLLAVA_BUILD=OFF -DLLAMA_OPENSSL=OFF"
)
"""CPU code in one library for each level, installed beside llama.cpp's others; without untested graphics
processors, and without image input and HTTPS, which are not used.
"""

NOT_KEPT = "/bin/**;/include/**;/lib/**;llama_cpp/lib/*.py"
"""A second copy of the libraries, headers and scripts that would be installed beside every other package."""


def libc_version() -> str:
    """`glibc 2.36`; empty if the system has no such name."""
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (AttributeError, ValueError, OSError):
        return ""


def this_compiler() -> str | None:
    """The first line of the C++ compiler's `--version`; None when there is no compiler."""
    if not has_compiler():
        return None
    command = os.environ.get("CXX", "").split() or ["c++"]
    try:
        said = subprocess.run(
            [*command, "--version"], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return "unnamed"
    return said.stdout.partition("\n")[0].strip() or "unnamed"


def machine_key(*, locks: bytes, platform_tag: str, libc: str, settings: Mapping[str, str]) -> str:
    """A key of everything a built wheel depends on except the compiler."""
    chosen = [f"{name}={settings.get(name, '')}" for name in ("CMAKE_ARGS", "CFLAGS", "CXXFLAGS")]
    digest = digest_of(locks, libc, CMAKE_SETTINGS, NOT_KEPT, *X86_VARIANTS, *chosen)[:16]
    return f"{re.sub(r'[^a-z0-9_]', '_', platform_tag.lower())}-{digest}"


def locked_version(lock: str) -> str:
    """`0.3.36` out of the lock file."""
    match = re.search(r"(?m)^llama-cpp-python==(\S+)", lock)
    if match is None:
        raise SetupProblem("packaging/locks/llama.txt does not lock llama-cpp-python.")
    return match[1]


def describe_build(line: str) -> str | None:
    """`[41/137]` of the build as a percentage, and what is compiled."""
    match = re.match(r"\[(\d+)/(\d+)\]", line)
    if match is None:
        return None
    done, total = int(match[1]), int(match[2])
    # A compiler's line ends with the source file, a linker's (from CMake) with the library and a no-op.
    last = line.removesuffix(" && :").rsplit("/", 1)[-1]
    return f"{100 * done // max(total, 1)}% ({done} of {total})  {last}"


class WheelCache:
    """Built wheels, each with its hash, in `llama-cpp-python-<version>/<machine>-<compiler>/`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, machine: str, compiler: str | None) -> Path | None:
        """A wheel for this machine; one of another compiler only if none is available here."""
        pattern = f"{machine}-{_compiler_key(compiler)}" if compiler else f"{machine}-*"
        for folder in sorted(self._folder.glob(pattern)):
            for wheel in sorted(folder.glob("*.whl")):
                recorded = wheel.with_suffix(".sha256")
                if recorded.is_file() and recorded.read_text(encoding="ascii").strip() == file_sha256(wheel):
                    return wheel
        return None

    def keep(self, wheel: Path, machine: str, compiler: str | None) -> Path:
        """Moves a finished wheel in, completely or not at all."""
        target = self._folder / f"{machine}-{_compiler_key(compiler)}"
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder, prefix=".incoming-") as name:
            incoming = Path(name) / "wheel"
            incoming.mkdir()
            shutil.copyfile(wheel, incoming / wheel.name)
            digest = file_sha256(incoming / wheel.name)
            (incoming / wheel.name).with_suffix(".sha256").write_text(f"{digest}\n", encoding="ascii")
            shutil.rmtree(target, ignore_errors=True)
            incoming.replace(target)
        return target / wheel.name


def _compiler_key(compiler: str | None) -> str:
    return digest_of(compiler or "unnamed")[:8]


class LlamaCpp:
    """Installs llama-cpp-python into the environment, building it if the cache has none."""

    def __init__(self, places: Places, record: Record, console: Console) -> None:
        self._places = places
        self._record = record
        self._console = console
        self._lock = (places.locks / "llama.txt").read_text(encoding="utf-8")
        self._machine = machine_key(
            locks=self._lock.encode(),
            platform_tag=sysconfig.get_platform(),
            libc=libc_version(),
            settings=os.environ,
        )
        self._cache = WheelCache(places.cache / f"llama-cpp-python-{locked_version(self._lock)}")

    def in_place(self) -> bool:
        return bool(self._record["llama"] == self._machine)

    def needs_compiler(self) -> bool:
        """Whether a build is needed, so that the compiler is checked before the long downloads."""
        return not self.in_place() and self._cache.find(self._machine, None) is None

    def wheel(self) -> Path:
        """The wheel from the cache, built first if there is none for this machine; raises `SetupProblem`."""
        compiler = this_compiler()
        found = self._cache.find(self._machine, compiler)
        if found is not None:
            return found
        if compiler is None:
            raise no_compiler()
        return self._build(compiler)

    def install(self) -> None:
        run_tool(
            pip(
                self._places.python,
                *("install", "--no-deps", "--no-index", "--force-reinstall"),
                self.wheel(),
            ),
            doing="Installing llama.cpp",
            log=self._places.log,
            console=self._console,
        )
        self._record["llama"] = self._machine

    def _build(self, compiler: str) -> Path:
        log = self._places.cache / "logs" / "llama-build.log"
        log.unlink(missing_ok=True)
        self._console.say("      Compiling llama.cpp for every processor: 5 to 15 minutes, once a machine.")
        self._console.say(f"      The compiler's words go to {log}")
        for left_by_a_kill in self._places.cache.glob("building-*"):
            shutil.rmtree(left_by_a_kill, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=self._places.cache, prefix="building-") as name:
            folder = Path(name)
            lock = self._places.locks / "build.txt"
            tools = throwaway_environment(folder / "tools", lock, log=log, console=self._console)
            source = fetch_source(tools.python, self._places, folder, log=log, console=self._console)
            run_tool(
                pip(
                    tools.python,
                    *("wheel", "--verbose", "--no-deps", "--no-build-isolation"),
                    *(source, "-w", folder / "wheel"),
                ),
                doing="Compiling llama.cpp",
                log=log,
                console=self._console,
                env={
                    "CMAKE_ARGS": f"{CMAKE_SETTINGS} {os.environ.get('CMAKE_ARGS', '')}".strip(),
                    "SKBUILD_WHEEL_EXCLUDE": NOT_KEPT,
                    "PATH": os.pathsep.join([str(tools.scripts), os.environ.get("PATH", "")]),
                    "TMPDIR": str(folder),
                },
                describe=describe_build,
            )
            (wheel,) = (folder / "wheel").glob("llama_cpp_python-*.whl")
            return self._cache.keep(wheel, self._machine, compiler)
