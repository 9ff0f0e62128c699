"""Which version runs, and whether it was replaced."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from core import installation
from core.installation import Installation, this_installation


def test_a_checkout_is_the_version_of_its_metadata_and_never_replaced() -> None:
    found = this_installation()
    assert (found.version, found.packaged, found.replaced_by) == (version("anamnesis"), False, None)


def test_a_package_is_the_version_of_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "1.2"
    home.mkdir()
    monkeypatch.setattr(installation, "_VERSIONS", tmp_path)
    monkeypatch.setattr(sys, "executable", str(home / "anamnesis"))
    assert not this_installation().packaged
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert this_installation() == Installation("1.2", home)
    # Started once more by the path of the version that was replaced, which leads to the kept folder.
    kept = home.rename(tmp_path / "1.2.replaced")
    (kept / "replaced-by").write_text("1.3\n")
    monkeypatch.setattr(sys, "executable", str(kept / "anamnesis"))
    assert (this_installation().version, this_installation().replaced_by) == ("1.2", "1.3")


def test_the_note_of_the_newer_package_is_found_through_the_link_that_it_leaves(tmp_path: Path) -> None:
    """As `preinst` and `postinst` leave it: the folder of the version is a link to the kept one."""
    home, kept = tmp_path / "1.2", tmp_path / "1.2.replaced"
    home.mkdir()
    running = Installation("1.2", home)
    assert running.replaced_by is None
    home.rename(kept)
    (kept / "replaced-by").write_text("1.3\n")
    home.symlink_to(kept.name)
    assert running.replaced_by == "1.3"


@pytest.mark.parametrize("said", ["", "1.2\n", "no version", "1.3; rm", "1" * 200, "1.3\nmore", "\xff"])
def test_what_is_no_other_version_counts_as_none(tmp_path: Path, said: str) -> None:
    (tmp_path / "replaced-by").write_bytes(said.encode("latin-1"))
    assert Installation("1.2", tmp_path).replaced_by is None
