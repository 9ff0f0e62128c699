"""The recovery key as a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ui.onboarding.recovery_sheet import write_sheet


@pytest.mark.skipif(os.name == "nt", reason="modes of Unix")
def test_the_recovery_key_is_closed_to_the_group_of_its_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    write_sheet(str(tmp_path / "key.txt"), "key")
    assert stat.S_IMODE((tmp_path / "key.txt").stat().st_mode) == 0o600
