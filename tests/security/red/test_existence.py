"""Rows that are gone contradict nothing in the database: the vault file says what there was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core.clients.dto import ClientDetails
from core.clock import utc_now
from core.errors import AnamnesisError, TamperedRecord, VaultFormatError
from core.health.vault import open_practice
from core.ids import ClientId, new_id
from core.integrity import existence
from core.security.vault import Vault
from tests.security.key_practice import by_passphrase
from tests.security.red.attacked import AttackedPractice, Chart

EVERYTHING_OF_A_CLIENT = (
    "session_version",
    "session",
    "chart_record",
    "fact_set",
    "source_vectors",
    "source_index",
    "client_manifest",
    "client_key",
    "client",
)


@pytest.fixture
def chart(attacked: AttackedPractice) -> Chart:
    made = attacked.fill(between=lambda: None)
    with attacked.unlocked():
        # An anchor is there from the first lock on, and the next unlock writes that down.
        pass
    return made


def told(attacked: AttackedPractice) -> set[str]:
    """What an unlock finds, which is what the doctor has; and the audit log is found to be changed."""
    with attacked.unlocked(lock=False) as entered:
        finding, _ = open_practice(entered.services)
        codes = set(finding.params["codes"])
        assert (finding.status == "problem") == bool(codes)
        verified = entered.services.audit_reader.verify()
        assert verified.intact != bool(codes - {"clock_set_back"})
    return codes


def _anchors(attacked: AttackedPractice) -> Iterator[Path]:
    workspace_id = Vault.load(attacked.practice.vault_file).workspace_id
    yield from attacked.practice.settings.anchor_files(workspace_id)


def test_an_untouched_practice_is_quiet(attacked, chart):
    assert told(attacked) == set()
    assert told(attacked) == set()


def test_a_clients_row_that_is_deleted_alone_is_told(attacked, attacker, chart):
    attacker.sql("DELETE FROM client WHERE client_id = %s", chart.client_id)
    assert "client_missing" in told(attacked)
    with attacked.unlocked(lock=False) as entered:
        found = entered.services.integrity.check_all()
    assert ("client_missing", chart.client_id) in {(each.code, each.client_id) for each in found}


def test_a_client_of_whom_every_row_is_deleted_is_told(attacked, attacker, chart):
    for table in EVERYTHING_OF_A_CLIENT:
        attacker.sql(f"DELETE FROM {table}")
    assert "client_missing" in told(attacked)


def test_a_manifest_without_a_client_is_told_with_a_vault_that_knows_nothing_yet(attacked, attacker, chart):
    _forget_inventory(attacked)
    attacker.sql("DELETE FROM client WHERE client_id = %s", chart.client_id)
    assert "client_missing" in told(attacked)


def test_anchors_and_checkpoints_that_are_deleted_together_are_told(attacked, attacker, chart):
    for path in _anchors(attacked):
        path.unlink()
    attacker.sql("DELETE FROM audit_checkpoint")
    assert told(attacked) == {"anchor_missing"}


def test_a_practice_without_log_readers_and_manifests_does_not_look_new(attacked, attacker, chart):
    for path in _anchors(attacked):
        path.unlink()
    for table in ("audit_checkpoint", "audit_event", "audit_chain", "audit_reader", "client_manifest"):
        attacker.sql(f"DELETE FROM {table}")
    with attacked.practice.enter(by_passphrase()) as opened:
        codes = {each.code for each in opened.services.integrity.check_at_unlock()}
        assert {"stale_database", "audit_chain_damaged", "anchor_missing", "manifest_missing"} <= codes
        # Nothing begins anew behind anybody's back: what has to be recorded is refused.
        with pytest.raises(TamperedRecord), opened.database.begin() as session:
            opened.services.audit.record(session, action="unlock")
        report = opened.services.audit_reader.verify()
        assert {"truncated", "anchor_missing"} <= {each.code for each in report.findings}
        assert attacker.sql("SELECT count(*) FROM audit_event") == [(0,)]
        # An owner who has looked can go on with it; the place of the break stays a finding of the log.
        opened.services.integrity.accept_database()
        assert {each.code for each in opened.services.integrity.at_unlock} == set()
        assert "chain_restarted" in {each.code for each in opened.services.audit_reader.verify().findings}
    with attacked.unlocked() as entered:
        assert entered.services.integrity.at_unlock == ()


def test_a_log_cut_back_with_its_anchors_is_told(attacked, attacker, chart):
    with attacked.unlocked() as entered:
        entered.services.clients.view(chart.client_id)
    for path in _anchors(attacked):
        path.unlink()
    attacker.sql("DELETE FROM audit_checkpoint")
    (position,) = attacker.sql("SELECT position FROM audit_chain")[0]
    attacker.sql("DELETE FROM audit_event WHERE position > %s", position - 3)
    assert {"anchor_missing", "forked_database"} <= told(attacked)


@pytest.mark.parametrize("column", ["charts", "head"])
def test_the_chains_row_cannot_be_made_up_from_what_is_in_the_clear(attacked, attacker, chart, column):
    """The sums of two events tell anybody what a manifest adds to it."""
    with attacked.unlocked():
        pass
    attacker.sql(f"UPDATE audit_chain SET {column} = sha256({column})")
    attacker.sql(
        "UPDATE audit_event SET charts = (SELECT charts FROM audit_chain),"
        " chain_hash = (SELECT head FROM audit_chain)"
        " WHERE position = (SELECT position FROM audit_chain)"
    )
    for path in _anchors(attacked):
        path.unlink()
    with attacked.practice.enter(by_passphrase()) as opened:
        codes = {each.code for each in opened.services.integrity.check_at_unlock()}
    assert "audit_chain_damaged" in codes


# What is no attack.


def test_a_kill_between_commit_and_vault_file_is_no_false_alarm(attacked, chart):
    with attacked.unlocked(lock=False) as entered:
        inventory = entered.opened.vault.vault.inventory
        created = entered.services.clients.create(ClientDetails(first_name="Ben", last_name="Katz"))
        assert created.client_id not in inventory.clients
    assert told(attacked) == set()
    with attacked.unlocked() as entered:
        assert created.client_id in entered.opened.vault.vault.inventory.clients


def test_a_kill_before_the_first_anchor_is_no_false_alarm(attacked):
    for _ in range(3):
        assert told(attacked) == set()


def test_an_erase_takes_the_client_out_of_the_vault_file(attacked, chart):
    with attacked.unlocked() as entered:
        entered.services.keys.erase_client(chart.client_id, typed_name="Byron, Ada")
        assert chart.client_id not in entered.opened.vault.vault.inventory.clients
    assert told(attacked) == set()


def test_an_erase_that_was_killed_in_between_is_no_false_alarm(attacked, chart):
    with attacked.unlocked(lock=False) as entered:
        entered.opened.vault.begin_erase(chart.client_id)
    assert told(attacked) == set()
    with attacked.unlocked(lock=False) as entered:
        # The rows are gone, and the work is still named in the file.
        entered.services.keys._rekeying.erase(chart.client_id)
    with attacked.practice.enter(by_passphrase()) as opened:
        found = opened.services.integrity.check_at_unlock()
        assert "client_missing" not in {each.code for each in found}


def test_an_erase_that_a_lock_interrupted_is_finished_without_a_false_alarm(attacked, chart):
    with attacked.unlocked() as entered:
        entered.opened.vault.begin_erase(chart.client_id)
    with attacked.unlocked() as entered:
        assert chart.client_id not in entered.opened.vault.vault.inventory.clients
        assert entered.services.keys.finish_pending()
    assert told(attacked) == set()


def test_a_vault_of_before_gets_its_inventory_at_the_next_unlock(attacked, chart):
    _forget_inventory(attacked)
    assert "inventory" not in json.loads(attacked.practice.vault_file.read_bytes())
    with attacked.unlocked() as entered:
        assert entered.services.integrity.at_unlock == ()
        assert entered.opened.vault.vault.inventory.clients == {chart.client_id}


def test_a_copy_of_the_vault_file_from_before_is_not_stale_for_its_inventory(attacked, chart):
    path = attacked.practice.vault_file
    kept = path.read_bytes()
    with attacked.unlocked() as entered:
        entered.services.clients.create(ClientDetails(first_name="Ben", last_name="Katz"))
    assert path.read_bytes() != kept
    path.write_bytes(kept)
    assert told(attacked) == set()


def test_no_inventory_is_written_over_what_was_found(attacked, attacker, chart):
    with attacked.unlocked():
        pass
    before = attacked.practice.vault_file.read_bytes()
    attacker.sql("DELETE FROM client WHERE client_id = %s", chart.client_id)
    with attacked.unlocked():
        pass
    assert attacked.practice.vault_file.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.pop("inventory"),
        lambda said: said["inventory"].update(clients=""),
        lambda said: said["inventory"].update(log_position=1),
        lambda said: said["inventory"].update(anchored=False),
    ],
)
def test_the_inventory_is_under_the_files_code(attacked, chart, change: Callable[[dict], object]):
    path = attacked.practice.vault_file
    said = json.loads(path.read_bytes())
    change(said)
    path.write_text(json.dumps(said))
    with pytest.raises(VaultFormatError), attacked.practice.enter(by_passphrase()):
        pass


def test_a_vault_file_that_cannot_be_written_refuses_no_unlock(attacked, chart, monkeypatch):
    def full(*_arguments: object) -> None:
        raise AnamnesisError("disk_full")

    monkeypatch.setattr(Vault, "save", full)
    with attacked.unlocked(lock=False) as entered:
        assert entered.services.clients.get(chart.client_id)


def test_a_clock_that_was_set_back_is_told(attacked, chart, monkeypatch):
    with attacked.unlocked() as entered:
        integrity = entered.services.integrity
        assert integrity.check_at_unlock() == ()
        integrity._clock = lambda: utc_now() - timedelta(minutes=4)
        assert integrity.check_at_unlock() == ()
        integrity._clock = lambda: utc_now() - timedelta(days=3)
        (finding,) = integrity.check_at_unlock()
        assert finding.code == "clock_set_back"
        assert 4310 <= finding.params["minutes"] <= 4321
        # It says nothing against the records: the vault file goes on.
        doctor, _ = open_practice(entered.services)
        assert doctor.params["codes"] == ["clock_set_back"]


def test_a_stranger_in_the_inventory_would_be_missed(attacked, chart):
    """The other direction of the set: whom the vault file names has to have a row."""
    with attacked.unlocked(lock=False) as entered:
        vault, stranger = entered.opened.vault, ClientId(new_id())
        inventory = vault.vault.inventory
        more = inventory.advanced(
            position=inventory.log_position, head=inventory.log_head, anchored=True, clients=[stranger]
        )
        with entered.opened.database.begin() as session:
            found = list(
                existence.missing_clients(session, entered.opened.sealer.workspace_id, more, erased=None)
            )
    assert [(each.code, each.client_id) for each in found] == [("client_missing", stranger)]


def _forget_inventory(attacked: AttackedPractice) -> None:
    """The vault file as an earlier version of the program wrote it."""
    with attacked.practice.enter(by_passphrase()) as opened:
        opened.vault._amend(inventory=None)
