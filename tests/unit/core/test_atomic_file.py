"""The modes of files: private, or the group's where the directory is."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from core.atomic_file import file_mode, follow_directory, make_directory, write_atomically, write_shared

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes of Unix")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("directory_mode", "expected"), [(0o700, 0o600), (0o770, 0o600), (0o2750, 0o600), (0o2770, 0o660)]
)
def test_a_file_is_private_unless_it_is_shared_and_a_group_shares_the_directory(
    tmp_path: Path, directory_mode: int, expected: int
) -> None:
    before = os.umask(0o077)
    try:
        tmp_path.chmod(directory_mode)
        write_shared(tmp_path / "file", b"")
        assert mode(tmp_path / "file") == file_mode(tmp_path) == expected
        write_atomically(tmp_path / "private", b"")
        assert mode(tmp_path / "private") == 0o600
        descriptor = os.open(tmp_path / "opened", os.O_CREAT | os.O_WRONLY, 0o600)
        follow_directory(descriptor, tmp_path)
        os.close(descriptor)
        assert mode(tmp_path / "opened") == expected
        make_directory(tmp_path / "below", shared=True)
        make_directory(tmp_path / "below", shared=True)
        make_directory(tmp_path / "of one account")
        assert not mode(tmp_path / "of one account") & 0o077
        below = mode(tmp_path / "below")
        assert (below == 0o2770) if expected == 0o660 else not below & 0o077
    finally:
        os.umask(before)


def test_the_mode_of_a_directory_that_was_replaced_by_a_link_is_not_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another account of the group replaces the new directory before its mode is set."""
    shared, elsewhere = tmp_path / "shared", tmp_path / "elsewhere"
    shared.mkdir()
    shared.chmod(0o2770)
    elsewhere.mkdir(mode=0o700)
    made = Path.mkdir

    def replaced(path: Path, mode: int = 0o777, **how: bool) -> None:
        made(path, mode, **how)
        path.rename(tmp_path / "away")
        path.symlink_to(elsewhere)

    monkeypatch.setattr(Path, "mkdir", replaced)
    with pytest.raises(OSError, match=r"directory|links"):
        make_directory(shared / "below", shared=True)
    assert mode(elsewhere) == 0o700
