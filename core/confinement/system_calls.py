"""A seccomp filter that refuses native code the system calls reaching outside the process.

https://docs.kernel.org/userspace-api/seccomp_filter.html. It is a list of refused, not of allowed calls:
allocators, C libraries and thread pools use different calls on each system, and an unforeseen one would end
the process. Files are handled by Landlock; the filter also refuses writing, so that files cannot be changed
on a kernel without Landlock.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.confinement.libc import (
    SECCOMP_NUMBERS,
    give_up_new_privileges,
    machine,
    reason_of_error,
    reason_without_linux,
)

_AUDIT_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_CALLS = 0x40000000
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_SET_MODE_FILTER = 1
_ALL_THREADS, _SPECULATION_AS_IT_IS = 1, 4
"""The second (SECCOMP_FILTER_FLAG_SPEC_ALLOW) keeps kernels before 5.16 from slowing the process."""

_Step = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Refusal:
    """When a call is refused: `always`, or by the lower half of its argument number `argument` (from 0).

    `with_bits`: if any bit of `values[0]` is set; `without_bits`: if none is; `one_of`, `none_of`: by value.
    """

    when: Literal["always", "with_bits", "without_bits", "one_of", "none_of"] = "always"
    argument: int = 0
    values: tuple[int, ...] = ()
    error: int = errno.EPERM


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def refuse_calls(refusals: Mapping[int, Refusal]) -> tuple[bool, str]:
    """Sets the filter for all threads permanently; False and the reason if that failed."""
    libc, processor = give_up_new_privileges(), machine()
    if libc is None:
        return False, reason_without_linux()
    if not processor:
        return False, "processor"
    instructions = filter_program(processor, refusals)
    program = _Program(len(instructions) // 8, instructions)
    for flags in (_ALL_THREADS | _SPECULATION_AS_IT_IS, _ALL_THREADS):
        # Linux before 4.17 lacks the second flag.
        if libc.syscall(SECCOMP_NUMBERS[processor], _SET_MODE_FILTER, flags, ctypes.byref(program)) == 0:
            return True, ""
    return False, reason_of_error()


def filter_program(processor: str, refusals: Mapping[int, Refusal]) -> bytes:
    """Classic BPF, by call number: a call of another architecture ends the process."""
    steps: list[_Step] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_IF_EQUAL, 1, 0, _AUDIT_ARCHITECTURES[processor]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    if processor == "x86_64":
        steps += [(_IF_AT_LEAST, 0, 1, _X32_CALLS), (_RETURN, 0, 0, _REFUSE | errno.EPERM)]
    for number, refusal in refusals.items():
        block = _block(refusal)
        steps += [(_IF_EQUAL, 0, len(block), number), *block]
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _block(refusal: Refusal) -> list[_Step]:
    """Every path ends the program, because the call number is no longer loaded after it."""
    refused, allowed = (_RETURN, 0, 0, _REFUSE | refusal.error), (_RETURN, 0, 0, _ALLOW)
    if refusal.when == "always":
        return [refused]
    # Both processors are little-endian: the lower half comes first.
    load = (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * refusal.argument)
    test = _IF_ANY_BIT if refusal.when in ("with_bits", "without_bits") else _IF_EQUAL
    met, otherwise = (refused, allowed) if refusal.when in ("with_bits", "one_of") else (allowed, refused)
    count = len(refusal.values)
    tests = [(test, count - place, 0, value) for place, value in enumerate(refusal.values)]
    return [load, *tests, otherwise, met]
