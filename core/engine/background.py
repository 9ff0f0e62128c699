"""Lowers the priority of one thread, so that what it does never takes the processor from the window.

Where the priority belongs to the thread nothing has to be undone: a thread that only loads ends when it has
loaded. A priority of the whole process could be lowered but, without special rights, never raised again.
"""

from __future__ import annotations

import ctypes
import os
import sys

_NICE = 5
"""A third of the share of a thread that is not lowered: at 10 a busy machine hardly loads at all."""
_IOPRIO_SET = {"x86_64": 251, "aarch64": 30}
_IOPRIO_IDLE = 3 << 13
_THREAD_MODE_BACKGROUND_BEGIN = 0x00010000
_QOS_UTILITY = 0x11


def lower_this_thread() -> bool:
    """Processor and disk for the others first, from now until this thread ends; false if not granted."""
    try:
        if sys.platform == "linux":
            # 0 is the calling thread; the confined engine may not name another.
            os.setpriority(os.PRIO_PROCESS, 0, _NICE)
            if (number := _IOPRIO_SET.get(os.uname().machine)) is not None:
                ctypes.CDLL(None).syscall(number, 1, 0, _IOPRIO_IDLE)
            return True
        if sys.platform == "darwin":
            return bool(ctypes.CDLL(None).pthread_set_qos_class_self_np(_QOS_UTILITY, 0) == 0)
        if sys.platform == "win32":
            kernel = ctypes.windll.kernel32
            kernel.GetCurrentThread.restype = ctypes.c_void_p
            thread_handle = ctypes.c_void_p(kernel.GetCurrentThread())
            return bool(kernel.SetThreadPriority(thread_handle, _THREAD_MODE_BACKGROUND_BEGIN))
    except (OSError, AttributeError):
        return False
    return False
