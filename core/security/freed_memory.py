"""Overwrites what was freed: a lock drops the texts, whose bytes stay in memory until it is used again.

Three places hold them. The C library's heap: told once, at start, to fill what is freed. Its caches for each
thread, which it does not fill: taken out, overwritten and put back. Python's own pools for small objects:
filled with empty objects until none of the pools has a free block left, then freed again. What is still
referred to, and registers, stacks and pages of the system, are out of reach.
"""

from __future__ import annotations

import ctypes
import gc
import mmap
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_M_PERTURB = -6
"""`mallopt(3)`: the byte with which freed memory is filled; new memory gets its complement."""
_FILLING = 0x5A
_SMALL_LIMIT_BYTES = 512
_SMALL_STEP_BYTES = 16
"""Sizes up to the limit are Python's own, in steps (`Objects/obmalloc.c`)."""
_BATCH_BYTES = 1 << 20
_MOST_BATCHES = 512
"""Half a gigabyte: more is never free in pools that are not given back as a whole."""
_CACHED_LIMIT_BYTES = 1040
_CACHED_OF_A_SIZE = 7
"""What glibc caches for a thread: seven chunks of each size up to this (`malloc/malloc.c`, tcache)."""


def fill_what_is_freed() -> bool:
    """Has the C library overwrite memory when it is freed; true where it does. Call once, at start."""
    mallopt = _function("mallopt", [ctypes.c_int, ctypes.c_int], ctypes.c_int)
    return mallopt is not None and mallopt(_M_PERTURB, _FILLING) == 1


def overwrite_freed() -> None:
    """Overwrites what this thread and Python's pools have freed, and gives whole pages back to the system."""
    gc.collect()
    _fill_small_blocks()
    overwrite_thread_caches()
    trim = _function("malloc_trim", [ctypes.c_size_t], ctypes.c_int)
    if trim is not None:
        trim(0)


def _fill_small_blocks() -> None:
    """Every free block of Python's pools is handed out once, full of zeros.

    The largest first: they take the pools that are free as a whole, and the smaller ones the rest. As long as
    the process does not grow, what was handed out had been used before.
    """
    header_bytes = sys.getsizeof(b"")
    held: list[list[bytes]] = []
    for size_bytes in range(_SMALL_LIMIT_BYTES, header_bytes, -_SMALL_STEP_BYTES):
        content = memoryview(bytes(size_bytes - header_bytes))
        grown_bytes = 0
        while grown_bytes < _BATCH_BYTES // 2 and len(held) < _MOST_BATCHES:
            before = _resident_bytes()
            # Each a copy of its own: `bytes` of `bytes` would be the same object.
            held.append([bytes(content) for _ in range(_BATCH_BYTES // size_bytes)])
            grown_bytes = _resident_bytes() - before if before else _BATCH_BYTES


def _resident_bytes() -> int:
    """The memory that this process occupies; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * mmap.PAGESIZE


def overwrite_thread_caches() -> None:
    """Overwrites what the C library keeps of the chunks that this thread freed last; takes about 1 ms.

    Each thread can do so for itself only: the window's calls it once the page of the practice is gone.
    """
    allocate = _function("malloc", [ctypes.c_size_t], ctypes.c_void_p)
    free = _function("free", [ctypes.c_void_p], None)
    if allocate is None or free is None:
        return
    sizes = range(_SMALL_STEP_BYTES + 8, _CACHED_LIMIT_BYTES, _SMALL_STEP_BYTES)
    taken = [(allocate(size), size) for size in sizes for _ in range(_CACHED_OF_A_SIZE)]
    given = [(place, size) for place, size in taken if place is not None]
    for place, size_bytes in given:
        ctypes.memset(place, 0, size_bytes)
        free(place)


def _function(name: str, arguments: list[Any], result: Any) -> Callable[..., Any] | None:
    """A function of glibc; None with any other C library."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):
        return None
    found = library[name]
    found.argtypes, found.restype = arguments, result
    return found
