"""The modes of files: private, or the group's where the directory is."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from core.atomic_file import file_mode, follow_directory, make_directory, write_atomically

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes of Unix")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("directory_mode", "expected"), [(0o700, 0o600), (0o770, 0o600), (0o2750, 0o600), (0o2770, 0o660)]
)
def test_a_file_is_private_unless_a_group_shares_the_directory(
    tmp_path: Path, directory_mode: int, expected: int
) -> None:
    before = os.umask(0o077)
    try:
        tmp_path.chmod(directory_mode)
        write_atomically(tmp_path / "file", b"")
        assert mode(tmp_path / "file") == file_mode(tmp_path) == expected
        write_atomically(tmp_path / "private", b"", mode=0o600)
        assert mode(tmp_path / "private") == 0o600
        descriptor = os.open(tmp_path / "opened", os.O_CREAT | os.O_WRONLY, 0o600)
        follow_directory(descriptor, tmp_path)
        os.close(descriptor)
        assert mode(tmp_path / "opened") == expected
        make_directory(tmp_path / "below")
        make_directory(tmp_path / "below")
        below = mode(tmp_path / "below")
        assert (below == 0o2770) if expected == 0o660 else not below & 0o077
    finally:
        os.umask(before)
