"""Lowers the priority of one thread, so that its work does not slow down the window.

Where the priority belongs to the thread nothing has to be undone: a thread that only loads ends when it has
loaded. The priority of a whole process could be lowered but, without special rights, never raised again.
"""

from __future__ import annotations

import ctypes
import os
import sys

_NICE = 5
"""Leaves a third of a normal thread's share: at 10 a busy machine hardly loads at all."""
_IOPRIO_SET = {"x86_64": 251, "aarch64": 30}
_IOPRIO_IDLE = 3 << 13
_THREAD_MODE_BACKGROUND_BEGIN = 0x00010000
_QOS_UTILITY = 0x11


def lower_this_thread() -> bool:
    """Gives this thread low priority for processor and disk until it ends; false if not granted."""
    try:
        if sys.platform == "linux":
            # 0 means the calling thread; the confined engine may not name another.
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
