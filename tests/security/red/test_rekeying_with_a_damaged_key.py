"""An attack: one client's key is damaged, and the next change of keys destroys what a copy of it needs."""

from __future__ import annotations

from typing import Any

import pytest

from core.audit.findings import IntegrityFinding
from tests.security.key_practice import OWNER, add_client, by_passphrase
from tests.security.red.attacked import AttackedPractice, Attacker

NEW = "nine grey geese at dawn"


class Damage:
    """A practice of two, with the key row of one altered in one byte."""

    def __init__(self, attacked: AttackedPractice, attacker: Attacker) -> None:
        self.practice, self._attacker = attacked.practice, attacker
        with self.practice.enter(by_passphrase()) as opened:
            client, session = add_client(opened, "Miriam")
            _, other = add_client(opened, "Dan")
        self._client_id, self.session_id = client.client_id, session.session_id
        self.other_id = other.session_id
        self._row = attacker.sql(
            "SELECT wrapped_key, epoch FROM client_key WHERE client_id = %s", self._client_id
        )[0]
        attacker.sql(
            "UPDATE client_key SET wrapped_key = set_byte(wrapped_key, 40, 255 - get_byte(wrapped_key, 40))"
            " WHERE client_id = %s",
            self._client_id,
        )

    def mend(self) -> None:
        """The row as a copy of the database has it."""
        self._attacker.sql(
            "UPDATE client_key SET wrapped_key = %s, epoch = %s WHERE client_id = %s",
            *self._row,
            self._client_id,
        )


@pytest.fixture
def damage(attacked: AttackedPractice, attacker: Attacker) -> Damage:
    attacked.fill(lambda: None)
    return Damage(attacked, attacker)


@pytest.mark.parametrize("change", ["passphrase", "rotation"])
def test_a_key_that_is_mended_after_a_change_still_opens(damage: Damage, change: str) -> None:
    with damage.practice.enter(by_passphrase()) as opened:
        if change == "passphrase":
            opened.services.keys.change_passphrase(current=OWNER, new=NEW)
        else:
            opened.services.keys.rotate()
        assert opened.vault.vault.work is None
        assert opened.services.sessions.get(damage.other_id).text.plan == "plan of Dan"
        kept = len(opened.vault.vault.epochs)
    assert kept == 2
    passphrase = NEW if change == "passphrase" else OWNER
    with damage.practice.enter(by_passphrase(passphrase)) as opened:
        # Nothing is begun of its own accord while it does not open.
        assert opened.services.keys.finish_pending()
        assert len(opened.vault.vault.epochs) == 2
    damage.mend()
    with damage.practice.enter(by_passphrase(passphrase)) as opened:
        assert opened.services.sessions.get(damage.session_id).text.plan == "plan of Miriam"
        # Then the epochs that were kept for it end.
        assert opened.services.keys.finish_pending()
        assert len(opened.vault.vault.epochs) == 1
        assert opened.services.sessions.get(damage.session_id).text.plan == "plan of Miriam"


@pytest.mark.parametrize("code", ["damaged_client_key", "stale_vault", "forked_vault", "stale_database"])
def test_nothing_is_rekeyed_unattended_while_an_unlock_found_something(
    attacked: AttackedPractice, monkeypatch: pytest.MonkeyPatch, code: Any
) -> None:
    attacked.fill(lambda: None)
    with attacked.practice.enter(by_passphrase()) as opened:
        keys, epochs = opened.services.keys, opened.vault.vault.epochs
        monkeypatch.setattr(keys, "_budget_spent", lambda: True)
        opened.services.integrity.at_unlock = (IntegrityFinding(code=code, table="client_key"),)
        assert keys.finish_pending()
        assert opened.vault.vault.epochs == epochs
        opened.services.integrity.at_unlock = ()
        assert keys.finish_pending()
        assert opened.vault.vault.epochs.keys() != epochs.keys()
