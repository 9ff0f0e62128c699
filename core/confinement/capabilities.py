"""Drops capabilities: root's, and those gained in a user namespace."""

from __future__ import annotations

import ctypes
import struct

from core.confinement.libc import linux_libc

_PR_CAPBSET_DROP, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL = 24, 47, 4
_VERSION_3 = 0x20080522
_HIGHEST = 63
"""The sets are two words of 32 bits; requests for unknown ones fail harmlessly."""


def drop_capabilities() -> bool:
    """Empties every set, for this thread and those it starts; False if some remain."""
    libc = linux_libc()
    if libc is None:
        return False
    for number in range(_HIGHEST + 1):
        libc.prctl(_PR_CAPBSET_DROP, number, 0, 0, 0)
    libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = ctypes.create_string_buffer(struct.pack("=Ii", _VERSION_3, 0))
    sets = ctypes.create_string_buffer(bytes(24))
    return bool(libc.capset(header, sets) == 0)
