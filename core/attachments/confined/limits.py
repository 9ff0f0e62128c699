"""Limits of the process: memory, CPU time, files. The parent limits the elapsed time."""

from __future__ import annotations

import codecs
import os
import sys

from core.confinement.call_numbers import call_numbers, opening_and_starting, reaching_out
from core.confinement.capabilities import drop_capabilities
from core.confinement.landlock import restrict_files
from core.confinement.libc import machine
from core.confinement.system_calls import Refusal, refuse_calls

_CODECS = ("ascii", "cp1252", "cp1255", "latin-1", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
MEMORY_LIMIT_BYTES = 1_200_000_000
"""Address space, libraries included: a picture of the largest size allowed, turned once, needs about half."""


def limit_resources(*, cpu_s: int) -> None:
    """Limits memory and CPU time permanently; the operating system ends or refuses what exceeds them."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))


def forbid_opening() -> dict[str, object]:
    """From here on no file, socket or pipe can be opened; returns the measures that hold, for the first
    message.

    No file number is left, which code that closes one of its own can circumvent; Landlock and the system-call
    filter, where available, cannot be. System fonts are unavailable too, so a PDF without embedded fonts is
    drawn with those of PDFium.
    """
    for name in _CODECS:
        # The interpreter reads these from disk at their first use.
        codecs.lookup(name)
    drop_capabilities()
    landlock, _ = restrict_files()
    if sys.platform != "win32":
        import resource

        lowest_free = os.dup(0)
        os.close(lowest_free)
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, lowest_free))
    # Last, because it also refuses changes of limits.
    system_calls, _ = refuse_calls(refused_numbers(machine()))
    return {"landlock": landlock, "system_calls": system_calls}


def refused_numbers(processor: str) -> dict[int, Refusal]:
    """What the filter refuses here: calls that reach out, open files or start threads."""
    numbers = call_numbers(processor)
    names = reaching_out(processor) | opening_and_starting(processor)
    return {numbers[name]: Refusal() for name in sorted(names)}
