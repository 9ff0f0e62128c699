"""`anamnesis init`: whatever happens, whoever has a practice has seen its recovery key."""

from __future__ import annotations

import stat

import pytest

from tests.unit.app.conftest import Practice


@pytest.fixture
def empty(practice: Practice) -> Practice:
    (practice.data / "vault.json").unlink()
    return practice


def test_the_key_goes_to_a_new_file_of_ones_own(empty: Practice):
    out = empty.root / "recovery"
    options = ("--practice", "Quay", "--owner", "Dana", "--recovery-out", str(out))
    assert empty.json("init", *options)["recovery_file"] == str(out)
    assert out.read_text().splitlines()[-1] == empty.keys.recovery.text
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert empty.founded == ("Quay", "Dana")


def test_without_a_file_it_is_shown(empty: Practice):
    assert empty.json("init", "--practice", "Quay")["recovery_key"] == empty.keys.recovery.text


def test_a_key_that_cannot_be_written_when_the_practice_is_there_is_shown(
    empty: Practice, monkeypatch: pytest.MonkeyPatch
):
    out = empty.root / "recovery"
    monkeypatch.setattr("app.cli.recovery_file.os.write", lambda _descriptor, data: 1)
    done = empty.run("init", "--practice", "Quay", "--recovery-out", str(out))
    assert done.code == 0
    assert empty.keys.recovery.text in done.out
    assert not out.exists()


def test_a_practice_that_is_there_is_not_made_again(practice: Practice):
    assert practice.run("init", "--practice", "Quay").code == 5
    assert practice.founded is None
