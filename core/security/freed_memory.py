"""Overwrites freed memory: texts that are freed at a lock stay in memory until it is used again.

Three allocators hold such memory. The C library's heap is set once, at start, to fill what is freed. Its
per-thread caches are not filled by that; their chunks are allocated, overwritten and freed again. Python's
pools for small objects are filled with empty objects until no pool has a free block left, then freed. Memory
that is still referenced, registers, stacks and pages of the system are out of reach.
"""

from __future__ import annotations

import ctypes
import gc
import mmap
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_M_PERTURB = -6
"""`mallopt(3)`: the byte with which freed memory is filled; new memory gets its complement."""
_FILLING = 0x5A
_SMALL_LIMIT_BYTES = 512
_SMALL_STEP_BYTES = 16
"""Python allocates sizes up to the limit from its own pools, in steps of this (`Objects/obmalloc.c`)."""
_BATCH_BYTES = 1 << 20
_MOST_BATCHES = 512
"""Half a gigabyte: pools that are only partly free never hold more."""
_OLDEST = 2
"""The generation of garbage that `gc.collect` collects."""
_PAUSE_S = 0.002
_MOST_PAUSES = 1000
_CACHED_LIMIT_BYTES = 1040
_CACHED_OF_A_SIZE = 7
"""What glibc caches for a thread: seven chunks of each size up to this (`malloc/malloc.c`, tcache)."""


_collect_by: Callable[[], None] | None = None


def fill_what_is_freed() -> bool:
    """Makes the C library overwrite memory when it is freed; returns whether it does. Call once, at start."""
    mallopt = _function("mallopt", [ctypes.c_int, ctypes.c_int], ctypes.c_int)
    return mallopt is not None and mallopt(_M_PERTURB, _FILLING) == 1


def overwrite_freed() -> None:
    """Overwrites what this thread and Python's pools have freed, and gives whole pages back to the system."""
    collect_garbage()
    _fill_small_blocks()
    overwrite_thread_caches()
    trim = _function("malloc_trim", [ctypes.c_size_t], ctypes.c_int)
    if trim is not None:
        trim(0)


def collect_by(collect: Callable[[], None] | None) -> None:
    """Has `collect` make each complete collection from now on; None: the thread that needs it, as at start.

    For a process in which objects may be deleted by one thread only.
    """
    global _collect_by
    _collect_by = collect


def collect_garbage() -> None:
    """A complete collection of cyclic garbage, by this thread or the one that `collect_by` names."""
    (_collect_by or collect_here)()


def collect_here() -> None:
    """A complete collection of cyclic garbage, by this thread.

    `gc.collect` returns without collecting while another thread collects (`gc_collect_main` in CPython's
    `Modules/gcmodule.c`), where a finalizer may hold it up. Waits for it, two seconds at most.
    """
    ours = threading.get_ident()
    collected = False

    def note(phase: str, info: dict[str, int]) -> None:
        nonlocal collected
        collected |= phase == "start" and info["generation"] == _OLDEST and threading.get_ident() == ours

    gc.callbacks.append(note)
    try:
        for pause_s in (0.0, *[_PAUSE_S] * _MOST_PAUSES):
            time.sleep(pause_s)
            gc.collect()
            if collected:
                return
    finally:
        gc.callbacks.remove(note)


def _fill_small_blocks() -> None:
    """Allocates every free block of Python's pools once, filled with zeros.

    The largest size first, which takes the pools that are completely free; the smaller sizes take the rest.
    As long as the process does not grow, every allocated block had been used before.
    """
    header_bytes = sys.getsizeof(b"")
    held: list[list[bytes]] = []
    for size_bytes in range(_SMALL_LIMIT_BYTES, header_bytes, -_SMALL_STEP_BYTES):
        content = memoryview(bytes(size_bytes - header_bytes))
        grown_bytes = 0
        while grown_bytes < _BATCH_BYTES // 2 and len(held) < _MOST_BATCHES:
            before = _resident_bytes()
            # A separate copy each: `bytes` of `bytes` would return the same object.
            held.append([bytes(content) for _ in range(_BATCH_BYTES // size_bytes)])
            grown_bytes = _resident_bytes() - before if before else _BATCH_BYTES


def _resident_bytes() -> int:
    """The resident memory of this process; 0 where the system does not report it."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * mmap.PAGESIZE


def overwrite_thread_caches() -> None:
    """Overwrites the chunks this thread freed last, which the C library caches; takes about 1 ms.

    A thread can do this only for itself: the window's thread calls it after the practice's page was deleted.
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
    """A function of glibc; None if the C library is another one."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    if not hasattr(library, "gnu_get_libc_version"):
        return None
    found = library[name]
    found.argtypes, found.restype = arguments, result
    return found
