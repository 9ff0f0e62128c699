"""A flag that interrupts native code without entering Python.

llama.cpp calls an abort callback before every node of its graph, several hundred times a token. A Python
callback would wait for the interpreter's lock each time. `strlen` of a one-character buffer is such a
callback in C: 0 while the buffer is empty, 1 (true) once its first byte is set.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any


def abort_function() -> Any:
    """The C function that reads a flag: `size_t strlen(const char *)`."""
    library = ctypes.CDLL("msvcrt") if sys.platform == "win32" else ctypes.CDLL(None)
    return library.strlen


class StopFlag:
    """Can be set from any thread; keep the flag, which owns the buffer, while native code may read it."""

    def __init__(self) -> None:
        self._buffer = ctypes.create_string_buffer(2)

    def stop(self) -> None:
        self._buffer[0] = b"x"

    @property
    def stopped(self) -> bool:
        return self._buffer[0] != b"\0"

    @property
    def address(self) -> int:
        """The buffer's address, for a callback's data pointer."""
        return ctypes.addressof(self._buffer)
