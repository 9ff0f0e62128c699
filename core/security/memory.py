"""Buffers for key material that are overwritten when they are no longer needed.

CPython copies and frees objects on its own, so this reduces what a memory image holds; it is no guarantee.
"""

from __future__ import annotations

import ctypes
import os

KEY_BYTES = 32
_BYTES_PAYLOAD_OFFSET = bytes.__basicsize__ - 1


def random_key() -> bytearray:
    """32 random bytes of the operating system, in a buffer that `wipe` can overwrite."""
    drawn = os.urandom(KEY_BYTES)
    key = bytearray(drawn)
    wipe(drawn)
    return key


def wipe(*secrets: bytearray | bytes) -> None:
    """Overwrites the secrets with zeros.

    `bytes` are overwritten in place too, although Python calls them immutable: pass only objects without
    another reference, such as the raw output of a primitive.
    """
    for secret in secrets:
        if isinstance(secret, bytearray):
            secret[:] = bytes(len(secret))
        elif len(secret) > 1:
            # The empty string and single bytes are shared by the whole interpreter.
            ctypes.memset(id(secret) + _BYTES_PAYLOAD_OFFSET, 0, len(secret))
