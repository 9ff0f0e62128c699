"""A disk that takes no writes keeps no key in memory."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest

from core.disk import DiskGuard
from core.settings import Settings
from tests.fixtures.workspace import LayDatabase
from tests.workspace.practice import Practice


def _refused(*_arguments: object, **_named: object) -> NoReturn:
    raise OSError(errno.EROFS, "read-only")


@pytest.mark.parametrize("step", ["make_room", "advance_inventory"])
def test_the_keys_go_whatever_fails_before(
    settings: Settings, lay_database: LayDatabase, monkeypatch, step: str
):
    practice = Practice(settings, lay_database)
    practice.add("Miriam")
    workspace, services = practice.workspace, practice.services
    opened = workspace._open_vault
    assert opened is not None
    owner = workspace.disk if step == "make_room" else services.integrity
    with monkeypatch.context() as failing:
        failing.setattr(owner, step, _refused)
        with pytest.raises(OSError, match="read-only"):
            workspace.lock()

    assert workspace.state == "locked"
    assert not opened.keyring.clients()
    workspace.close()


def test_a_ballast_that_cannot_be_cut_is_no_error(tmp_path, monkeypatch):
    ballast = tmp_path / "ballast"
    ballast.write_bytes(bytes(1 << 20))
    guard = DiskGuard(
        directory=tmp_path, ballast_file=ballast, minimum_free_bytes=1024, ballast_bytes=1 << 20
    )
    monkeypatch.setattr(DiskGuard, "free_bytes", property(lambda _self: 0))
    monkeypatch.setattr(os, "truncate", _refused)
    monkeypatch.setattr(Path, "unlink", _refused)

    guard.make_room()

    assert not guard.lend_all()
