"""Key material that can be forgotten: mutable buffers that are overwritten, not merely let go of.

CPython copies and frees objects as it likes, so this narrows what a memory image holds; it is no promise.
"""

from __future__ import annotations

import ctypes
import os

KEY_BYTES = 32
_BYTES_PAYLOAD_OFFSET = bytes.__basicsize__ - 1


def random_key() -> bytearray:
    """32 bytes of the operating system's randomness, in a buffer that `wipe` can overwrite."""
    drawn = os.urandom(KEY_BYTES)
    key = bytearray(drawn)
    wipe(drawn)
    return key


def wipe(*secrets: bytearray | bytes) -> None:
    """Overwrites the secrets with zeros.

    `bytes` are overwritten in place too, although Python calls them immutable: only give what nothing else
    refers to, as the raw output of a primitive.
    """
    for secret in secrets:
        if isinstance(secret, bytearray):
            secret[:] = bytes(len(secret))
        elif len(secret) > 1:
            # The empty string and single bytes are shared by the whole interpreter.
            ctypes.memset(id(secret) + _BYTES_PAYLOAD_OFFSET, 0, len(secret))
