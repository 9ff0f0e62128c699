"""A key that has sealed its share of nonces is replaced at the next unlock, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.keys import key_use
from tests.fixtures.database import TestDatabase
from tests.security.key_practice import CHEAP, KeyPractice, add_client, by_passphrase, lower_the_floor


@pytest.fixture
def practice(tmp_path: Path, cloned_database: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> KeyPractice:
    lower_the_floor(monkeypatch.setattr)
    made = KeyPractice(tmp_path, cloned_database.conninfo, cost=CHEAP)
    made.found()
    with made.enter(by_passphrase()) as opened:
        add_client(opened, "Miriam")
        add_client(opened, "Dan")
    return made


def rotated(practice: KeyPractice) -> int:
    with practice.enter(by_passphrase()) as opened:
        assert opened.services.keys.finish_pending()
        return opened.services.keys.status().workspace_key_version


def test_an_ordinary_practice_is_far_from_it(practice: KeyPractice) -> None:
    assert key_use.BUDGET_VALUES * 4 == 2**28
    assert rotated(practice) == 1


@pytest.mark.parametrize(
    "budget",
    [
        pytest.param(9, id="the two versions of one note"),
        pytest.param(11, id="the audit log"),
    ],
)
def test_what_is_spent_is_replaced_at_the_next_unlock(
    practice: KeyPractice, monkeypatch: pytest.MonkeyPatch, budget: int
) -> None:
    monkeypatch.setattr(key_use, "BUDGET_VALUES", budget)
    assert rotated(practice) == 2


def test_the_share_of_a_new_version_counts_from_there(
    practice: KeyPractice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_use, "_VALUES_AN_EVENT", 0)
    monkeypatch.setattr(key_use, "BUDGET_VALUES", 9)
    assert [rotated(practice) for _ in range(3)] == [2, 2, 2]
