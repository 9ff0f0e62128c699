"""The fake workspace behind the window's tests answers as the real one does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from core.errors import EnvironmentProblem, InputRefused, VaultLocked, WrongPassphrase
from core.ids import SessionId, new_id
from core.journal.dto import JournalReading
from core.settings import Settings
from core.workspace import Workspace
from tests.fakes.workspace import FakeWorkspace

GOOD = "seven quiet herons at dusk"


@pytest.fixture(params=["fake", "real"])
def absent(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A workspace over an empty data directory; typed loosely, since that is the point."""
    if request.param == "fake":
        yield FakeWorkspace("absent")
        return
    settings: Settings = request.getfixturevalue("settings")
    real = Workspace(settings)
    yield real
    real.close()


def _created(workspace: Any) -> str:
    workspace.open()
    return str(
        workspace.initialise(practice_name="Harbour", passphrase=GOOD).text  # unlocked afterwards
    )


def test_the_life_of_a_practice(absent: Any) -> None:
    steps: list[str] = []
    absent.open(steps.append)
    assert absent.state == "absent"
    assert steps[0] == "checking"
    key = absent.initialise(practice_name="Harbour", passphrase=GOOD, on_step=steps.append)
    assert {"database", "migrating", "keys", "records"} <= set(steps)
    assert absent.state == "unlocked"
    assert absent.services.practice_name == "Harbour"
    assert len(key.text.split("-")) == 9
    absent.lock()
    absent.lock()
    assert absent.state == "locked"
    with pytest.raises(VaultLocked):
        absent.services  # noqa: B018 - reading it is the test
    with pytest.raises(WrongPassphrase):
        absent.unlock("not this one")
    assert absent.state == "locked"
    assert absent.unlock(GOOD) is absent.services
    absent.lock()
    with pytest.raises(InputRefused, match="recovery_key_mistyped"):
        absent.unlock_with_recovery_key("ABCD")
    absent.unlock_with_recovery_key(key.text.lower())
    assert absent.state == "unlocked"
    absent.close()
    absent.close()
    assert absent.state == "locked"


def test_what_the_lock_screen_asks(absent: Any) -> None:
    absent.open()
    assert absent.sign_ins() == ()
    _created(absent)
    you = absent.services.user_id
    absent.lock()
    (sign_in,) = absent.sign_ins()
    assert (sign_in.user_id, sign_in.has_keyring) == (you, False)
    assert sign_in.name
    assert absent.attempt_wait_s() == 0.0
    with pytest.raises((EnvironmentProblem, WrongPassphrase)):
        absent.unlock_with_keyring(you)
    assert absent.state == "locked"
    services = absent.unlock(GOOD, user_id=you)
    assert services.user_id == you
    assert services.unlocked_with == "passphrase"


def test_what_the_window_looks_at_after_an_unlock(absent: Any) -> None:
    _created(absent)
    absent.lock()
    services = absent.unlock(GOOD)
    assert services.access.role == "owner"
    assert services.access.user_id == services.user_id
    assert services.user_name
    assert services.keys.status().pending is None
    assert tuple(services.integrity.at_unlock) == ()
    assert services.journal.read() == JournalReading()
    services.journal.forget(SessionId(new_id()), services.user_id)


def test_what_the_window_subscribes_to(absent: Any) -> None:
    _created(absent)
    services = absent.services
    heard: list[object] = []
    for speaker in (services.index, services.engine):
        unsubscribe = speaker.subscribe(heard.append)
        unsubscribe()
    assert services.index.status().pending == services.index.status().total - services.index.status().indexed
    assert services.engine.problem is None
    services.index.wake()
