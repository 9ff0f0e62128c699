"""The numbers of the system calls are those of the kernel's headers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.confinement.call_numbers import call_numbers, reaching_out


@pytest.mark.parametrize(
    ("machine", "header"),
    [
        ("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
        ("aarch64", "/usr/include/asm-generic/unistd.h"),
    ],
)
def test_the_numbers_are_the_kernels(machine, header):
    if not Path(header).is_file():
        pytest.skip("the kernel's headers are not installed")
    pattern = r"#define __NR(?:3264)?_(\w+)\s+(\d+)"
    known = dict(re.findall(pattern, Path(header).read_text()))
    ours = call_numbers(machine)
    # Newer than the headers of some systems.
    compared = {name: number for name, number in ours.items() if name in known}
    assert len(compared) >= len(ours) - 3
    assert compared == {name: int(known[name]) for name in compared}
    assert len(set(ours.values())) == len(ours)


def test_another_processor_has_no_numbers():
    assert call_numbers("riscv64") == {}
    assert reaching_out("riscv64") == frozenset()
