"""Facts in a whole practice: sealed on the disk, erased with a client, kept through new keys."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path

import pytest

from core import wiring
from core.errors import VaultLocked
from core.sessions.dto import SoapText
from core.settings import Settings
from core.sources.dto import SearchScope
from tests.fakes.facts import FakeExtractor, drugs
from tests.security.scan import scan
from tests.workspace.practice import DAY, OWNER, Practice


@pytest.fixture
def extract(monkeypatch: pytest.MonkeyPatch) -> FakeExtractor:
    """In place of the real extractor, from before the first unlock."""
    made = FakeExtractor()
    monkeypatch.setattr(wiring, "extract_facts", made)
    monkeypatch.setattr(wiring, "EXTRACTOR_VERSION", 1)
    return made


@pytest.fixture
def practice(extract: FakeExtractor, practice: Practice) -> Practice:
    return practice


def index(practice: Practice) -> None:
    practice.services.index.run_pending()
    assert practice.services.facts.complete


def count(practice: Practice, where: str = "true") -> int:
    [(found,)] = practice.sql(f"SELECT count(*) FROM fact_set WHERE {where}")
    assert isinstance(found, int)
    return found


def test_an_erase_and_a_purge_take_the_facts_along(practice: Practice):
    miriam, _ = practice.add("Miriam", plan="Start colchicine 1 mg.")
    dan, _ = practice.add("Dan", plan="Start febuxostat 80 mg.")
    noa, _ = practice.add("Noa", plan="Start probenecid 500 mg.")
    index(practice)
    services = practice.services
    assert len(services.facts.everyone()) == 6
    services.keys.erase_client(miriam.client_id, typed_name="Adler, Miriam")
    assert count(practice, f"client_id = '{miriam.client_id}'") == 0
    assert services.facts.of_client(miriam.client_id) == []
    services.clients.delete(dan.client_id, reason="Moved", expected_version=dan.row_version)
    assert services.facts.of_client(dan.client_id) == []
    assert drugs(services.facts.everyone()) == ["probenecid"]
    memory = services.facts._memory
    assert {memory.held_as(each) for each in memory.source_ids()} == {(noa.client_id, 1), (noa.client_id, 2)}
    practice.now += timedelta(days=31)
    assert services.keys.purge_deleted().purged
    assert count(practice) == count(practice, f"client_id = '{noa.client_id}'") == 2
    assert services.integrity.check_all() == ()


def test_they_survive_new_keys_and_new_epochs(practice: Practice, extract: FakeExtractor):
    miriam, session = practice.add("Miriam", plan="Start colchicine 1 mg.")
    dan, _ = practice.add("Dan", plan="Start febuxostat 80 mg.")
    index(practice)
    practice.services.keys.rotate()
    practice.services.sessions.save_draft(
        session.session_id, SoapText(plan="Start probenecid 500 mg."), day=DAY, expected_version=2
    )
    index(practice)
    epoch = practice.services.keys.status().epoch
    practice.services.keys.erase_client(dan.client_id, typed_name="Adler, Dan")
    assert practice.services.keys.status().epoch > epoch
    extract.read.clear()
    services = practice.enter(OWNER)
    assert drugs(services.facts.everyone()) == ["probenecid"]
    assert drugs(services.facts.of_client(miriam.client_id)) == ["probenecid"]
    assert services.facts.complete
    assert extract.read == [], "nothing had to be made again"


def test_sets_count_towards_the_budget_of_a_key(practice: Practice):
    practice.add("Miriam", plan="Start colchicine 1 mg.")
    index(practice)
    services = practice.services
    assert services.keys.status().workspace_key_version == 1
    # Four keys' budgets in one: made anew so often, a set has used up the key of its client.
    practice.sql_change("UPDATE fact_set SET set_version = 1 << 27")
    services = practice.enter(OWNER)
    assert services.keys.finish_pending()
    assert services.keys.status().workspace_key_version == 2


def test_a_lock_leaves_none_in_memory(practice: Practice):
    miriam, _ = practice.add("Miriam", plan="Start colchicine 1 mg.")
    index(practice)
    facts = practice.services.facts
    assert len(facts._memory) == 2
    practice.workspace.lock()
    assert len(facts._memory) == 0
    with pytest.raises(VaultLocked):
        facts.of_client(miriam.client_id)
    with pytest.raises(VaultLocked):
        facts.everyone()


def test_no_word_of_them_is_on_the_disk(practice: Practice, settings: Settings):
    drug, other = (f"{kind}{secrets.token_hex(8)}" for kind in ("colchicine", "febuxostat"))
    practice.add("Miriam", plan=f"Start {drug} 1 mg.")
    dan, _ = practice.add("Dan", plan=f"Start {other} 80 mg.")
    index(practice)
    assert set(drugs(practice.services.facts.everyone())) == {drug, other}
    assert_none_on_disk(practice, settings, drug, other)
    practice.services.keys.erase_client(dan.client_id, typed_name="Adler, Dan")
    assert_none_on_disk(practice, settings, drug, other)


def assert_none_on_disk(practice: Practice, settings: Settings, *words: str) -> None:
    """Neither in a table's file, nor in the server's log, nor in a row as a dump would write it."""
    practice.sql_change("CHECKPOINT")
    report = scan([Path(settings.data_dir)], words)
    assert report.files > 500
    assert report.findings == set()
    dumped = str(practice.sql("SELECT f::text FROM fact_set f"))
    assert dumped.count("\\x") >= 2
    assert not any(word.encode().hex() in dumped for word in words)


def test_what_is_not_as_it_was_written_gives_no_facts(practice: Practice):
    miriam, session = practice.add("Miriam", plan="Start colchicine 1 mg.")
    practice.add("Dan", plan="Start febuxostat 80 mg.")
    services = practice.services
    second = services.sessions.start_draft(miriam.client_id, day=DAY)
    services.sessions.save_draft(
        second.session_id, SoapText(plan="Start probenecid 500 mg."), day=DAY, expected_version=1
    )
    services.sessions.save_draft(
        session.session_id, SoapText(plan="Start allopurinol 100 mg."), day=DAY, expected_version=2
    )
    index(practice)
    assert sorted(drugs(services.facts.of_client(miriam.client_id))) == ["allopurinol", "probenecid"]
    # The version before is put back, which opens as well as ever.
    practice.sql_change(f"UPDATE session SET current_version = 2 WHERE session_id = '{session.session_id}'")
    practice.services.index.run_pending(thorough=True)
    assert drugs(services.facts.of_client(miriam.client_id)) == ["probenecid"]
    assert sorted(drugs(services.facts.everyone())) == ["febuxostat", "probenecid"]
    assert services.facts.coverage(SearchScope(client_id=miriam.client_id)).mismatched > 0
