"""Attacks with SQL and no key, and where each of them has to be told."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from tests.fixtures.database import TestDatabase
from tests.security.key_practice import CHEAP, lower_the_floor
from tests.security.red.attacked import AttackedPractice, Attacker


@pytest.fixture
def attacked(cloned_database: TestDatabase, tmp_path, monkeypatch) -> AttackedPractice:
    lower_the_floor(monkeypatch.setattr)
    return AttackedPractice(tmp_path, cloned_database.conninfo, cost=CHEAP)


@pytest.fixture
def attacker(cloned_database: TestDatabase) -> Iterator[Attacker]:
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as connection:  # type: ignore[arg-type]
        yield Attacker(connection)
