"""The modified source of llama-cpp-python: CPU code in one library for each level, and nothing unused.

Upstream builds either for one processor, or for fourteen levels with programs not needed here. The source is
fetched by its locked hash; then two of its CMake files are edited. Each edit requires the exact text it
replaces, so that another version is refused instead of built differently.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path

from launcher_console import Console, SetupProblem, run_tool
from launcher_places import Places
from launcher_python import pip

X86_VARIANTS: dict[str, tuple[str, ...]] = {
    "x64": (),
    "sse42": ("-msse4.2",),
    "sandybridge": ("-mavx",),
    "haswell": ("-mavx2", "-mfma", "-mf16c", "-mbmi2"),
    "alderlake": ("-mavxvnni",),
    "skylakex": ("-mavx512f", "-mavx512bw", "-mavx512dq", "-mavx512vl"),
    "cascadelake": ("-mavx512vnni",),
    "sapphirerapids": ("-mamx-tile", "-mamx-int8", "-mavx512bf16"),
}
"""The levels built on x86, with the flags a compiler must support for each (GCC 11 supports all).

Upstream's other levels add instructions for which it has no kernels.
"""

_VARIANT_LINE = re.compile(r"\s*ggml_add_cpu_backend_variant\((\w+)")
_VARIANTS_FILE = Path("vendor", "llama.cpp", "ggml", "src", "CMakeLists.txt")
_FIRST_VARIANT, _AFTER_X86 = "ggml_add_cpu_backend_variant(x64)", 'elseif(GGML_SYSTEM_ARCH STREQUAL "ARM")'
_COMMON = 'set(LLAMA_BUILD_COMMON {} CACHE BOOL "Build llama.cpp common library" FORCE)'
"""A library for llama.cpp's own programs, which takes longer to compile than everything else."""


def fetch_source(python: Path, places: Places, folder: Path, *, log: Path, console: Console) -> Path:
    """Downloads, unpacks and edits the locked source; `python` has the build tools. Returns its folder."""
    run_tool(
        pip(
            python,
            *("download", "--no-deps", "--no-build-isolation", "--require-hashes"),
            *("--no-binary", "llama-cpp-python", "-r", places.locks / "llama.txt", "-d", folder / "source"),
        ),
        doing="Fetching the source of llama.cpp",
        log=log,
        console=console,
    )
    (archive,) = (folder / "source").glob("llama_cpp_python-*.tar.gz")
    with tarfile.open(archive) as opened:
        if hasattr(tarfile, "data_filter"):
            opened.extractall(folder / "source", filter="data")
        else:
            opened.extractall(folder / "source")  # noqa: S202 - held to its hash above
    source = archive.with_name(archive.name.removesuffix(".tar.gz"))
    change(source / _VARIANTS_FILE, lambda text: keep_variants(text, buildable(X86_VARIANTS)))
    change(source / "CMakeLists.txt", without_common)
    return source


def change(path: Path, edit: Callable[[str], str]) -> None:
    """Applies an edit to a file of the source; raises `SetupProblem` if it does not match."""
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")


def keep_variants(text: str, kept: Sequence[str]) -> str:
    """The CMake file with only the `kept` levels of x86; other architectures are unchanged."""
    start, end = text.find(_FIRST_VARIANT), text.find(_AFTER_X86)
    named = {match[1] for match in map(_VARIANT_LINE.match, text[start:end].splitlines()) if match}
    if not 0 < start < end or not set(kept) <= named | {"x64"}:
        raise _another_source(_VARIANTS_FILE.as_posix())
    lines = text[start:end].splitlines(keepends=True)

    def stays(line: str) -> bool:
        match = _VARIANT_LINE.match(line)
        return match is None or match[1] in kept

    return text[:start] + "".join(filter(stays, lines)) + text[end:]


def without_common(text: str) -> str:
    """The CMake file without the library of llama.cpp's own programs."""
    if text.count(_COMMON.format("ON")) != 1:
        raise _another_source("CMakeLists.txt")
    return text.replace(_COMMON.format("ON"), _COMMON.format("OFF"))


def buildable(variants: dict[str, tuple[str, ...]]) -> list[str]:
    """The levels whose flags the compiler supports: an older one builds fewer."""
    if sys.platform == "win32":
        return list(variants)
    compiler = os.environ.get("CXX", "").split() or ["c++"]
    return [name for name, flags in variants.items() if _takes(compiler, flags)]


def _takes(compiler: list[str], flags: tuple[str, ...]) -> bool:
    command = [*compiler, *flags, "-fsyntax-only", "-x", "c++", os.devnull]
    return not flags or subprocess.run(command, capture_output=True, check=False).returncode == 0


def _another_source(name: str) -> SetupProblem:
    return SetupProblem(
        f"{name} of llama-cpp-python is not the one this launcher knows.",
        remedy="The lock names another version: bring packaging/launcher_llama_source.py in line with it.",
    )
