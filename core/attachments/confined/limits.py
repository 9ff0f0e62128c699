"""What the process may use: memory, CPU time, files. The time on the clock is the parent's to watch."""

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
    """Bounds memory and CPU time for good; the operating system ends or refuses what goes beyond."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))


def forbid_opening() -> dict[str, object]:
    """From here on no file, socket or pipe can be opened; what held, as the first message says it.

    No number is left for one, which code that closes a number of its own gets round; Landlock and the filter
    of system calls, where the kernel has them, leave no way. System fonts are out of reach too, so a PDF that
    embeds none is drawn with the fonts built into PDFium.
    """
    for name in _CODECS:
        # The interpreter reads these from disk when they are first used.
        codecs.lookup(name)
    drop_capabilities()
    landlock, _ = restrict_files()
    if sys.platform != "win32":
        import resource

        lowest_free = os.dup(0)
        os.close(lowest_free)
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, lowest_free))
    # Last: it refuses the change of a limit, too.
    system_calls, _ = refuse_calls(refused_numbers(machine()))
    return {"landlock": landlock, "system_calls": system_calls}


def refused_numbers(processor: str) -> dict[int, Refusal]:
    """What the filter refuses here: calls that reach out, open files or start threads."""
    numbers = call_numbers(processor)
    names = reaching_out(processor) | opening_and_starting(processor)
    return {numbers[name]: Refusal() for name in sorted(names)}
