"""A deleted chart after its 30 days: nothing of it is left anywhere, and before them all of it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.cancel import CancelToken
from core.clients.dto import Client
from core.errors import Cancelled, DiskFull, InputRefused, NotFound, RoleRefused, TamperedRecord
from core.ids import ClientId, new_id
from core.journal.dto import JournalDraft
from core.keys.rekeying import Rekeying
from core.records.chart_records import ChartRecord, ChartRecordRepository
from core.security.open_vault import OpenVault
from core.sessions.dto import SoapText
from core.settings import Settings
from core.sources.dto import SearchScope
from tests.assistant.conversations.test_conversations import answer_about, store
from tests.workspace.practice import CLINICIAN, DAY, OWNER, Practice

A_CHART = (
    "client", "client_key", "client_manifest", "session", "chart_record", "outbox", "source_index",
    "fact_set", "conversation",
)  # fmt: skip


def delete(practice: Practice, client: Client) -> Client:
    return practice.services.clients.delete(
        client.client_id, reason="Moved away", expected_version=client.row_version
    )


def add_letter(practice: Practice, client: Client) -> None:
    database, services = practice.workspace._database, practice.services
    assert database is not None
    with database.begin() as session:
        records = ChartRecordRepository(session, services.audit.sealer)
        letter = ChartRecord(
            new_id(), client.client_id, "letter", DAY, 1, {"title": "To whom it may concern"}
        )
        records.add(letter)
        records.add_chunk(letter, 0, b"words")
        services.audit.record(session, action="export")


def test_nothing_is_purged_before_its_time(practice: Practice):
    miriam, _ = practice.add("Miriam")
    keys = practice.services.keys
    delete(practice, miriam)
    practice.now += timedelta(days=30, seconds=-1)
    assert keys.purge_deleted().purged == ()
    for client_id in (miriam.client_id, practice.add("Dan")[0].client_id):
        with pytest.raises(InputRefused, match="purge_not_due"):
            keys.purge_deleted(client_id=client_id)
    with pytest.raises(NotFound):
        keys.purge_deleted(client_id=ClientId(new_id()))
    restored = practice.services.clients.restore(miriam.client_id, expected_version=2)
    practice.now += timedelta(days=60)
    assert keys.purge_deleted().purged == ()
    assert practice.services.clients.get(miriam.client_id) == restored


def test_of_a_purged_chart_nothing_is_left(practice: Practice, settings: Settings):
    miriam, session = practice.add("Miriam", plan="Start colchicine.")
    dan, theirs = practice.add("Dan")
    services, database = practice.services, practice.workspace._database
    sealer = services.audit.sealer
    assert database is not None
    add_letter(practice, miriam)
    store(database, sealer, None, answer_about(miriam.client_id), answer_about(dan.client_id))
    services.retrieval.load()
    services.index.run_pending()
    assert "colchicine" in services.search.search("colchicine", SearchScope()).hits[0].passage.text
    services.journal.keep(
        JournalDraft(
            session.session_id, miriam.client_id, services.user_id, 2, DAY, SoapText(plan="half a word")
        )
    )
    wrapped = sealer.keyring.rewrapped(miriam.client_id, renew=False)[0]
    delete(practice, miriam)
    practice.now += timedelta(days=31)
    (report,) = services.keys.purge_deleted().purged
    assert (report.client_id, report.sessions, report.answers) == (miriam.client_id, 1, 1)
    for table in A_CHART:
        found = practice.sql(f"SELECT count(*) FROM {table} WHERE client_id = '{miriam.client_id}'")
        assert found == [(0,)], table
    assert practice.sql("SELECT count(*) FROM attachment_chunk") == [(0,)]
    assert practice.sql("SELECT count(*) FROM message") == [(1,)]
    assert practice.sql("SELECT count(DISTINCT session_id) FROM session_version") == [(1,)]
    indexed = f"source_id IN ('{session.session_id}', '{miriam.client_id}')"
    assert practice.sql(f"SELECT count(*) FROM source_vectors WHERE {indexed}") == [(0,)]
    hits = services.search.search("colchicine", SearchScope()).hits
    assert all(hit.passage.client_id == dan.client_id for hit in hits)
    assert services.journal.drafts() == ()
    with pytest.raises(TamperedRecord):
        sealer.keyring.load_client(wrapped)
    actions = [row[0] for row in practice.sql("SELECT action FROM audit_event ORDER BY position")]
    assert [each for each in actions if each in ("client.delete", "client.purge", "erase")] == [
        "client.delete",
        "client.purge",
        "erase",
    ]
    services = practice.enter(OWNER)
    assert services.sessions.get(theirs.session_id).text.plan == "plan of Dan"
    assert services.integrity.check_all() == ()
    assert services.audit_reader.verify().intact


def test_only_those_that_are_due_go_and_progress_counts_them(practice: Practice):
    first = delete(practice, practice.add("Miriam")[0])
    practice.now += timedelta(days=10)
    second = delete(practice, practice.add("Dan")[0])
    practice.now += timedelta(days=5)
    third = delete(practice, practice.add("Noa")[0])
    practice.now += timedelta(days=25, seconds=1)
    keys, seen = practice.services.keys, list[tuple[int, int]]()
    assert practice.services.clients.due_for_purge() == [first, second]
    report = keys.purge_deleted(on_progress=lambda done, total: seen.append((done, total)))
    assert [each.client_id for each in report.purged] == [first.client_id, second.client_id]
    assert seen == [(0, 2), (1, 2), (2, 2)]
    assert practice.services.clients.list(states=("deleted",)) == [third]
    assert keys.status().pending is None
    practice.now += timedelta(days=5)
    assert [each.client_id for each in keys.purge_deleted(client_id=third.client_id).purged] == [
        third.client_id
    ]


def test_a_purge_that_is_stopped_leaves_the_others_due(practice: Practice):
    charts = [delete(practice, practice.add(name)[0]) for name in ("Miriam", "Dan")]
    practice.now += timedelta(days=31)
    stop = CancelToken()

    def after_the_first(done: int, total: int) -> None:
        if done == 1:
            stop.cancel()

    with pytest.raises(Cancelled):
        practice.services.keys.purge_deleted(cancel=stop, on_progress=after_the_first)
    assert practice.services.clients.due_for_purge() == charts[1:]
    assert practice.services.keys.finish_pending()
    assert len(practice.services.keys.purge_deleted().purged) == 1


def test_a_chart_restored_while_others_are_purged_stays(practice: Practice):
    first, second = (delete(practice, practice.add(name)[0]) for name in ("Miriam", "Dan"))
    practice.now += timedelta(days=31)

    def restore_the_second(done: int, total: int) -> None:
        if done == 0:
            practice.services.clients.restore(second.client_id, expected_version=2)

    report = practice.services.keys.purge_deleted(on_progress=restore_the_second)
    assert [each.client_id for each in report.purged] == [first.client_id]
    assert [each.client_id for each in practice.services.clients.list()] == [second.client_id]


def test_a_chart_restored_while_the_purge_waits_for_other_work_stays(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    services, finish = practice.services, Rekeying.finish
    miriam, _ = practice.add("Miriam")
    delete(practice, miriam)
    practice.now += timedelta(days=31)

    def slowly(self: Rekeying, **options: Any) -> int:
        if services.clients.get(miriam.client_id).lifecycle.state == "deleted":
            services.clients.restore(miriam.client_id, expected_version=2)
            services.sessions.start_draft(miriam.client_id, day=DAY, text=SoapText(plan="new words"))
        return finish(self, **options)

    monkeypatch.setattr(Rekeying, "finish", slowly)
    assert services.keys.purge_deleted().purged == ()
    assert "new words" in [each.text.plan for each in services.sessions.list_for_client(miriam.client_id)]


def test_once_a_purge_has_begun_nothing_is_restored_and_the_next_one_goes_on(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    services, begin_erase = practice.services, OpenVault.begin_erase
    miriam, _ = practice.add("Miriam")
    delete(practice, miriam)
    practice.now += timedelta(days=31)

    def dies(self: OpenVault, client_id: ClientId) -> None:
        raise DiskFull

    monkeypatch.setattr(OpenVault, "begin_erase", dies)
    with pytest.raises(DiskFull):
        services.keys.purge_deleted()
    with pytest.raises(InputRefused, match="client_is_being_erased"):
        services.clients.restore(miriam.client_id, expected_version=3)
    # Whatever the clock says then.
    practice.now -= timedelta(days=60)
    assert [each.client_id for each in services.clients.due_for_purge()] == [miriam.client_id]
    monkeypatch.setattr(OpenVault, "begin_erase", begin_erase)
    assert len(services.keys.purge_deleted().purged) == 1
    assert services.integrity.check_all() == ()


def merge(practice: Practice, source: Client, into: Client) -> None:
    practice.services.merging.merge(source=source.client_id, into=into.client_id, reason="Entered twice")


def test_the_charts_merged_into_one_go_with_it_and_are_named(practice: Practice):
    services = practice.services
    first, second, third, other = (
        practice.add(name, plan=f"secret of {name}")[0] for name in ("Miri", "Miryam", "Miriam", "Dan")
    )
    merge(practice, first, second)
    merge(practice, second, third)
    merge(practice, practice.add("Daniel")[0], other)
    third = services.clients.get(third.client_id)
    assert [each.details.first_name for each in services.keys.merged_into(third.client_id)] == [
        "Miri",
        "Miryam",
    ]
    delete(practice, third)
    practice.now += timedelta(days=31)
    (report,) = services.keys.purge_deleted().purged
    assert (report.client_id, report.along) == (third.client_id, ("Adler, Miri", "Adler, Miryam"))
    assert report.sessions == 1 + 2 + 3
    left = services.clients.list(states=("active", "archived", "deleted", "merged"))
    assert [each.details.first_name for each in left] == ["Dan", "Daniel"]
    assert len(services.audit.sealer.keyring.clients()) == 2
    assert services.integrity.check_all() == ()
    assert services.audit_reader.verify().intact


def test_an_erase_takes_merged_charts_along_and_is_taken_up_again(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    services, begin_erase = practice.services, OpenVault.begin_erase
    first, second = (practice.add(name)[0] for name in ("Miri", "Miriam"))
    merge(practice, first, second)

    def dies_at_the_second(self: OpenVault, client_id: ClientId) -> None:
        if client_id == second.client_id:
            raise DiskFull
        begin_erase(self, client_id)

    monkeypatch.setattr(OpenVault, "begin_erase", dies_at_the_second)
    with pytest.raises(DiskFull):
        services.keys.erase_client(second.client_id, typed_name="Adler, Miriam")
    with pytest.raises(NotFound):
        services.clients.get(first.client_id)
    # Neither written nor merged into, and the next purge finishes what was begun.
    third = practice.add("Dan")[0]
    with pytest.raises(InputRefused, match="client_is_deleted"):
        merge(practice, third, second)
    monkeypatch.setattr(OpenVault, "begin_erase", begin_erase)
    assert [each.client_id for each in services.keys.purge_deleted(unattended=True).purged] == [
        second.client_id
    ]
    assert services.integrity.check_all() == ()


def test_a_clock_set_forward_purges_nothing_unasked(practice: Practice):
    miriam = practice.add("Miriam")[0]
    delete(practice, miriam)
    practice.now += timedelta(days=400)
    # The unlock under the wrong clock is in the log itself; the gap before it stays.
    practice.enter(OWNER)
    practice.enter(OWNER)
    report = practice.services.keys.purge_deleted(unattended=True)
    assert (report.purged, report.in_doubt) == ((), (miriam.client_id,))
    assert practice.services.clients.get(miriam.client_id).lifecycle.state == "deleted"
    # An owner who was shown the dates says that they are right.
    assert len(practice.services.keys.purge_deleted().purged) == 1
    assert practice.services.keys.purge_deleted(unattended=True).in_doubt == ()


def test_a_chart_deleted_while_the_clock_was_behind_is_not_purged_unasked(practice: Practice):
    practice.now -= timedelta(days=4000)
    miriam = practice.add("Miriam")[0]
    delete(practice, miriam)
    practice.now += timedelta(days=4000)
    practice.add("Dan")
    assert practice.services.keys.purge_deleted(unattended=True).in_doubt == (miriam.client_id,)


def test_in_a_practice_that_works_what_is_due_goes_unasked(practice: Practice):
    miriam = practice.add("Miriam")[0]
    delete(practice, miriam)
    for _ in range(3):
        practice.now += timedelta(days=11)
        practice.enter(OWNER)
    report = practice.services.keys.purge_deleted(unattended=True)
    assert ([each.client_id for each in report.purged], report.in_doubt) == ([miriam.client_id], ())


def test_a_merged_chart_is_never_due(practice: Practice):
    one, other = (practice.add(name)[0].client_id for name in ("Miriam", "Dan"))
    practice.services.merging.merge(source=one, into=other, reason="Entered twice")
    practice.now += timedelta(days=365)
    assert practice.services.keys.purge_deleted().purged == ()
    assert practice.services.clients.get(one).lifecycle.merged_into == other


def test_only_an_owner_purges(practice: Practice):
    miriam, _ = practice.add("Miriam")
    practice.services.people.add(name="Noa", role="clinician", passphrase=CLINICIAN)
    practice.enter(CLINICIAN)
    delete(practice, miriam)
    practice.now += timedelta(days=31)
    with pytest.raises(RoleRefused):
        practice.services.keys.purge_deleted()
    assert practice.services.clients.get(miriam.client_id).lifecycle.state == "deleted"
