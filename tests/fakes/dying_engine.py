"""The real engine process, but at one level its first prompt executes an instruction that no processor has.

`python -m tests.fakes.dying_engine LEVEL SIGNAL PARENT_PID`. This is what a virtual machine does that
announces AMX and refuses it: the process loads its models and dies when it computes.
"""

from __future__ import annotations

import ctypes
import mmap
import platform
import signal
import sys
from collections.abc import Sequence

from core.engine.llama import LlamaModel
from core.engine.processor.backend import permitted_level

_UD2 = b"\x0f\x0b"


def execute_nonsense() -> None:
    """Dies of a real SIGILL on x86; elsewhere of one that is sent."""
    if platform.machine().lower() in ("x86_64", "amd64"):
        page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        page.write(_UD2)
        ctypes.CFUNCTYPE(None)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
    signal.raise_signal(signal.SIGILL)


def main() -> None:
    level, name = sys.argv[1], sys.argv[2]
    del sys.argv[1:3]
    evaluate = LlamaModel.evaluate

    def dying(model: LlamaModel, tokens: Sequence[int]) -> None:
        if permitted_level().name == level and len(tokens) > 1:
            if name == "SIGILL":
                execute_nonsense()
            signal.raise_signal(signal.Signals[name])
        evaluate(model, tokens)

    LlamaModel.evaluate = dying  # type: ignore[method-assign, assignment]
    from core.engine.__main__ import main as engine

    engine()


if __name__ == "__main__":
    main()
