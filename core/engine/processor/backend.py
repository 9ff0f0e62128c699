"""Loads the CPU library of llama.cpp for a level, in the engine process and in trials only.

The library checks by CPUID whether the processor announces what it needs; a trial finds out whether it then
runs.
"""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any

from core.engine.processor.levels import BUILT_IN, LEVEL_VARIABLE, Level, at_or_below, level_named

BACKENDS_VARIABLE = "ANAMNESIS_CPU_BACKENDS"
"""Set for the engine process: the directory of the CPU libraries, if it is not llama.cpp's own."""

_FILE_NAME = "ggml-cpu-{}.dll" if sys.platform == "win32" else "libggml-cpu-{}.so"


class BackendMissing(Exception):
    """None of the installed CPU libraries supports this processor."""


def backend_file(directory: Path, level: Level) -> Path:
    """The CPU library of `level`, if it was built."""
    return directory / _FILE_NAME.format(level.backend)


def permitted_level() -> Level:
    """The highest level this process may use, from its environment."""
    return level_named(os.environ.get(LEVEL_VARIABLE, ""))


@cache
def load_backend() -> str:
    """Registers the best CPU library up to the permitted level, once; returns the level's name.

    Raises:
        BackendMissing: none of them supports this processor.
        OSError, RuntimeError: llama.cpp itself cannot be loaded.
    """
    import llama_cpp.llama_cpp as api

    # From the handle of libllama, so that the registry is that of the ggml it was linked with.
    library: Any = api._lib
    library.ggml_backend_reg_count.restype = ctypes.c_size_t
    if library.ggml_backend_reg_count():
        return BUILT_IN
    load = library.ggml_backend_load
    load.argtypes, load.restype = [ctypes.c_char_p], ctypes.c_void_p
    directory = Path(os.environ.get(BACKENDS_VARIABLE) or Path(api.__file__).parent / "lib")
    for level in at_or_below(permitted_level().name):
        path = backend_file(directory, level)
        if path.is_file() and load(os.fsencode(path)):
            return level.name
    raise BackendMissing
