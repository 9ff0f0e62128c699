"""Briefs of stored charts: whose they are, when they end, and what is recorded of them."""

from __future__ import annotations

import dataclasses
import logging
from datetime import UTC, date, datetime, timedelta

import pytest

from core.briefs.chart import ChartRead
from core.briefs.dto import Brief
from core.briefs.extracting import extract
from core.cancel import CancelToken
from core.clients.dto import ClientDetails
from core.clients.service import ClientService
from core.errors import (
    Cancelled,
    DiskFull,
    EditConflict,
    InputRefused,
    NotFound,
    RetrievalError,
    RoleRefused,
    VaultLocked,
)
from core.facts.dto import FactsOfVersion
from core.ids import ClientId, new_id
from core.merging.service import MergeService
from core.security.roles import Access
from core.sessions.dto import SoapText
from tests.briefs.conftest import PLAN, TODAY

LAST = date(2024, 8, 5)
BEFORE = date(2024, 5, 6)
NINE = datetime(2024, 9, 2, 9, 0, tzinfo=UTC)


def words(brief: Brief) -> str:
    return " ".join(line.text for line in brief.lines)


def test_it_tells_the_last_session_and_what_moved_since_the_one_before(briefs, ada, visit):
    visit(ada, BEFORE, "Continue as before.", objective="BP 150/90.")
    last = visit(ada, LAST, objective="BP 130/80.")
    found = briefs.brief(ada)
    assert (found.client_name, found.since, found.stale) == ("Byron, Ada", LAST, False)
    assert found.searched.sessions == 2
    assert "BP 150/90 → BP 130/80" in words(found)
    assert 3 <= len(found.lines) <= 5
    for line in found.lines:
        for source in line.sources:
            assert source.passage.client_id == ada
            if source.passage.source_id == last.session_id:
                text = last.field_text(source.passage.field)
                assert text[source.quote_start : source.quote_end] == source.quote


def test_facts_that_are_made_are_taken_and_the_others_read_from_the_notes(service_with, ada, visit):
    before = visit(ada, BEFORE, "Metformin 500 mg daily.")
    visit(ada, LAST, "Metformin 1000 mg daily.")
    made = FactsOfVersion(ada, "session", before.session_id, before.version, ())
    pair = "Metformin 500 mg daily → Metformin 1000 mg daily."
    assert pair in words(service_with(facts=lambda _: []).brief(ada))
    assert pair not in words(service_with(facts=lambda _: [made]).brief(ada))
    outdated = dataclasses.replace(made, version=made.version - 1)
    assert pair in words(service_with(facts=lambda _: [outdated]).brief(ada))


def test_a_session_of_today_is_not_the_last_one(briefs, ada, visit):
    visit(ada, LAST)
    visit(ada, TODAY, "Refer to neurology.", sign=False)
    found = briefs.brief(ada)
    assert found.since == LAST
    assert "neurology" not in words(found)


def test_a_draft_is_named_and_a_retracted_or_deleted_note_is_never_told(briefs, sessions, ada, visit):
    visit(ada, date(2024, 6, 3), "Follow up in 4 weeks.", sign=False)
    gone = visit(ada, LAST, "Start warfarin 5 mg daily.")
    sessions.retract(gone.session_id, reason="Another client's note", expected_version=gone.version)
    binned = visit(ada, LAST, "Order a colonoscopy.", sign=False)
    sessions.delete_draft(binned.session_id, expected_version=binned.version)
    found = briefs.brief(ada)
    assert found.since == date(2024, 6, 3)
    assert "Follow up in 4 weeks." in words(found)
    assert all(line.drafted for line in found.lines if line.kind == "planned")
    assert "warfarin" not in words(found)
    assert "colonoscopy" not in words(found)
    assert "Another client's note" in words(found)


def test_a_chart_without_a_word_has_an_honest_empty_brief(briefs, ada):
    found = briefs.brief(ada)
    assert (found.since, found.lines, found.searched.sessions) == (None, (), 0)


def test_two_clients_are_never_mixed(briefs, ada, ben, visit):
    visit(ada, LAST, "Start Lisinopril 10 mg.")
    visit(ben, LAST, "Start Metformin 500 mg.")
    for _ in range(2):
        first, second = briefs.brief(ada), briefs.brief(ben)
        assert "Metformin" not in words(first)
        assert "Lisinopril" not in words(second)
        assert {source.passage.client_id for line in first.lines for source in line.sources} == {ada}
        assert {source.passage.client_id for line in second.lines for source in line.sources} == {ben}


def test_whoever_is_not_there_has_none(briefs, clients, ada):
    with pytest.raises(NotFound):
        briefs.brief(ClientId(new_id()))
    client = clients.get(ada)
    clients.delete(ada, reason="moved away", expected_version=client.row_version)
    with pytest.raises(InputRefused, match="client_is_deleted"):
        briefs.brief(ada)


# What is kept, and when it ends.


def test_what_was_made_is_given_again_until_the_chart_changes(service_with, sessions, ada, ben, visit):
    made: list[ClientId] = []

    def counting(chart: ChartRead, *, as_of: datetime) -> Brief:
        made.append(chart.client.client_id)
        return extract(chart, as_of=as_of)

    briefs = service_with(make=counting)
    last = visit(ada, LAST)
    visit(ben, LAST)
    first = briefs.brief(ada)
    briefs.brief(ben)
    assert briefs.brief(ada) is first
    assert made == [ada, ben]
    sessions.add_addendum(last.session_id, text="MRI is normal.", reason="result", expected_version=2)
    kept, other = briefs.prepared(ada), briefs.prepared(ben)
    assert kept is not None
    assert other is not None
    assert (kept.stale, kept.lines, other.stale) == (True, first.lines, False)
    again = briefs.brief(ada)
    assert made == [ada, ben, ada]
    assert again.stale is False
    fresh = briefs.prepared(ada)
    assert fresh is not None
    assert fresh.stale is False


def test_a_signature_and_an_empty_draft_leave_its_words_as_they_are(briefs, sessions, ada, visit):
    last = visit(ada, LAST, sign=False)
    first = briefs.brief(ada)
    signed = sessions.sign(last.session_id, expected_version=last.version)
    sessions.start_draft(ada, day=LAST)
    now = briefs.renewed(ada)
    assert [(each.kind, each.text) for each in now.lines] == [(each.kind, each.text) for each in first.lines]
    assert now.since == first.since
    versions = {each.passage.version for line in now.lines for each in line.sources}
    assert versions == {signed.version}, "and quotes the version that holds now"


@pytest.mark.parametrize("change", ["draft", "retract", "client", "appointment"])
def test_any_change_of_the_chart_makes_it_stale(briefs, clients, sessions, schedule, ada, visit, change):
    last = visit(ada, LAST)
    briefs.brief(ada)
    if change == "draft":
        sessions.start_draft(ada, day=TODAY, text=SoapText(plan="Rest."))
    elif change == "retract":
        sessions.retract(last.session_id, reason="wrong", expected_version=last.version)
    elif change == "client":
        details = dataclasses.replace(clients.get(ada).details, allergies=("Penicillin",))
        clients.update(ada, details, expected_version=1)
    else:
        schedule.book(ada, starts_at=NINE, minutes=30)
    kept = briefs.prepared(ada)
    assert kept is not None
    assert kept.stale


def test_another_day_makes_it_stale(briefs, ada, visit, clock):
    visit(ada, LAST)
    briefs.brief(ada)
    clock.now += timedelta(days=1)
    kept = briefs.prepared(ada)
    assert kept is not None
    assert kept.stale


def test_nothing_is_left_of_who_is_forgotten_deleted_or_merged(briefs, clients, ada, ben, visit):
    visit(ada, LAST)
    visit(ben, LAST)
    briefs.brief(ada)
    briefs.brief(ben)
    briefs.forget_client(ada)
    assert briefs.prepared(ada) is None
    clients.delete(ben, reason="moved away", expected_version=clients.get(ben).row_version)
    assert briefs.prepared(ben) is None
    assert len(briefs._kept) == 0


def test_what_is_left_of_the_deleted_goes_while_it_idles(briefs, clients, ada, visit):
    visit(ada, LAST)
    briefs.brief(ada)
    clients.delete(ada, reason="moved away", expected_version=clients.get(ada).row_version)
    assert briefs.prepare_today() == 0
    assert len(briefs._kept) == 0


def test_a_brief_that_was_in_the_making_when_its_client_was_erased_is_not_kept(service_with, ada, visit):
    visit(ada, LAST)

    def erased_meanwhile(chart: ChartRead, *, as_of: datetime) -> Brief:
        briefs.forget_client(chart.client.client_id)
        return extract(chart, as_of=as_of)

    briefs = service_with(make=erased_meanwhile)
    assert briefs.brief(ada).lines
    assert briefs.prepared(ada) is None


def test_a_lock_drops_all_of_it(briefs, ada, visit, sealer):
    visit(ada, LAST)
    briefs.brief(ada)
    briefs.close()
    assert len(briefs._kept) == 0
    sealer.keyring.drop()
    with pytest.raises(VaultLocked):
        briefs.brief(ada)
    assert len(briefs._kept) == 0


def test_no_more_than_a_bounded_number_is_kept(briefs, clients, monkeypatch):
    monkeypatch.setattr("core.briefs.prepared.MOST_KEPT", 2)
    ids = [clients.create(ClientDetails(first_name="A", last_name=str(n))).client_id for n in range(3)]
    for client_id in ids:
        briefs.brief(client_id)
    assert [briefs.prepared(client_id) is not None for client_id in ids] == [False, True, True]


# What is recorded, and who may.


def test_who_reads_one_is_recorded_with_what_was_shown_and_no_word_of_it(briefs, shown, ada, visit):
    last = visit(ada, LAST)
    briefs.brief(ada)
    briefs.brief(ada)
    (first, second) = shown()
    assert first["details"] == {"shown": [str(last.session_id)]}
    assert second["details"] == first["details"]
    assert "Lisinopril" not in str(shown())


def test_preparing_and_asking_whether_there_is_one_is_no_reading(briefs, schedule, shown, ada, visit):
    visit(ada, LAST)
    schedule.book(ada, starts_at=NINE, minutes=30)
    assert briefs.prepare_today() == 1
    assert briefs.prepared(ada) is not None
    assert shown() == []


def test_a_full_disk_keeps_nobody_from_reading(briefs, audit, ada, visit, monkeypatch, caplog):
    visit(ada, LAST)

    def full(*_: object, **__: object) -> None:
        raise DiskFull

    monkeypatch.setattr(audit, "record", full)
    with caplog.at_level(logging.WARNING):
        assert briefs.brief(ada).lines
    assert "not recorded: disk full" in caplog.text
    caplog.clear()


def test_who_may_not_read_charts_gets_none(service_with, access, ada, user_id, monkeypatch):
    briefs = service_with()
    monkeypatch.setattr(briefs, "_access", Access(user_id, "auditor"))
    for call in (briefs.brief, briefs.prepared):
        with pytest.raises(RoleRefused):
            call(ada)
    with pytest.raises(RoleRefused):
        briefs.prepare_today()


# What a fault of the program, or of whoever changed it, comes to.


def test_a_word_of_another_chart_is_shown_to_nobody(service_with, shown, ada, ben, visit):
    visit(ada, LAST, "Start Lisinopril 10 mg.")
    visit(ben, LAST, "Start Metformin 500 mg.")
    of_ben = service_with().brief(ben)

    def mixed(chart: ChartRead, *, as_of: datetime) -> Brief:
        made = extract(chart, as_of=as_of)
        return dataclasses.replace(made, lines=(*made.lines, *of_ben.lines))

    briefs = service_with(make=mixed)
    with pytest.raises(RetrievalError, match="hit_outside_scope"):
        briefs.brief(ada)
    assert briefs.prepared(ada) is None
    assert len(shown()) == 1


def test_a_dose_that_the_record_does_not_say_is_shown_to_nobody(service_with, ada, visit):
    visit(ada, LAST)

    def tampered(chart: ChartRead, *, as_of: datetime) -> Brief:
        made = extract(chart, as_of=as_of)
        first = made.lines[0]
        source = first.sources[0]
        wrong = source.quote.replace("10 mg", "100 mg")
        line = dataclasses.replace(first, text=wrong, sources=(dataclasses.replace(source, quote=wrong),))
        return dataclasses.replace(made, lines=(line,))

    with pytest.raises(RetrievalError, match="brief_not_as_recorded"):
        service_with(make=tampered).brief(ada)


# Ahead of time.


def test_those_expected_today_are_prepared_in_the_order_of_their_hours(
    service_with, schedule, clients, ada, ben, visit
):
    made: list[ClientId] = []

    def counting(chart: ChartRead, *, as_of: datetime) -> Brief:
        made.append(chart.client.client_id)
        return extract(chart, as_of=as_of)

    briefs = service_with(make=counting)
    others = [clients.create(ClientDetails(first_name="C", last_name=str(n))).client_id for n in range(3)]
    schedule.book(ada, starts_at=NINE + timedelta(hours=2), minutes=30)
    schedule.book(ben, starts_at=NINE, minutes=30)
    schedule.book(ben, starts_at=NINE + timedelta(hours=3), minutes=30)
    gone = schedule.book(others[0], starts_at=NINE, minutes=30)
    schedule.set_status(gone.appointment_id, "cancelled", gone.row_version)
    came = schedule.book(others[1], starts_at=NINE, minutes=30)
    schedule.set_status(came.appointment_id, "attended", came.row_version)
    schedule.book(others[2], starts_at=NINE + timedelta(days=1), minutes=30)
    told: list[tuple[int, int]] = []
    assert briefs.prepare_today(on_progress=lambda done, total: told.append((done, total))) == 2
    assert made == [ben, ada]
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert briefs.prepare_today() == 0
    visit(ada, LAST)
    assert briefs.prepare_today() == 1
    assert made == [ben, ada, ada]


def test_it_can_be_done_one_at_a_time_and_stopped(briefs, schedule, ada, ben):
    for client_id in (ada, ben):
        schedule.book(client_id, starts_at=NINE, minutes=30)
    assert briefs.prepare_today(at_most=1) == 1
    assert briefs.prepare_today(at_most=1) == 1
    assert briefs.prepare_today(at_most=1) == 0
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(Cancelled):
        briefs.prepare_today(stopped)
    with pytest.raises(Cancelled):
        briefs.brief(ada, cancel=stopped)


def test_a_chart_that_cannot_be_read_keeps_nobody_else_from_being_prepared(
    service_with, schedule, ada, ben, visit, caplog
):
    def failing(chart: ChartRead, *, as_of: datetime) -> Brief:
        made = extract(chart, as_of=as_of)
        return made if chart.client.client_id == ben else dataclasses.replace(made, client_id=ben)

    briefs = service_with(make=failing)
    visit(ada, LAST)
    schedule.book(ada, starts_at=NINE, minutes=30)
    schedule.book(ben, starts_at=NINE + timedelta(hours=1), minutes=30)
    with caplog.at_level(logging.WARNING):
        assert briefs.prepare_today() == 1
    assert briefs.prepared(ada) is None
    assert briefs.prepared(ben) is not None
    assert "a brief was not prepared: hit_outside_scope" in caplog.text
    caplog.clear()


def test_nothing_of_the_notes_is_in_the_log(briefs, ada, visit, caplog):
    with caplog.at_level(logging.DEBUG):
        visit(ada, LAST)
        briefs.brief(ada)
    assert PLAN[:20] not in caplog.text
    assert "Byron" not in caplog.text


# Whoever was put away leaves memory with the deed, not at the next look.


@pytest.fixture
def hiding(context, briefs) -> ClientService:
    return ClientService(context, on_hidden=briefs.forget_client)


def test_a_deleted_clients_brief_leaves_memory_at_once(briefs, hiding, ada, ben, visit):
    visit(ada, LAST)
    briefs.brief(ada)
    briefs.brief(ben)
    hiding.delete(ada, reason="moved away", expected_version=hiding.get(ada).row_version)
    assert briefs._kept.clients == (ben,)


def test_and_a_merged_ones(briefs, context, ada, ben, visit):
    visit(ada, LAST)
    for client_id in (ada, ben):
        briefs.brief(client_id)
    MergeService(context, on_hidden=briefs.forget_client).merge(
        source=ada, into=ben, reason="the same person"
    )
    assert briefs._kept.clients == (ben,)


def test_a_deletion_that_fails_leaves_it(briefs, hiding, ada):
    briefs.brief(ada)
    with pytest.raises(EditConflict):
        hiding.delete(ada, reason="moved away", expected_version=99)
    assert briefs._kept.clients == (ada,)


def test_one_that_is_being_made_meanwhile_is_not_kept(service_with, hiding, database, ada, visit):
    visit(ada, LAST)

    def deleted_meanwhile(chart: ChartRead, *, as_of: datetime) -> Brief:
        briefs.forget_client(ada)
        return extract(chart, as_of=as_of)

    briefs = service_with(make=deleted_meanwhile)
    briefs.brief(ada)
    assert briefs._kept.clients == ()


def test_one_that_is_being_made_at_a_lock_is_not_kept(service_with, ada, visit):
    visit(ada, LAST)

    def locked_meanwhile(chart: ChartRead, *, as_of: datetime) -> Brief:
        briefs.close()
        return extract(chart, as_of=as_of)

    briefs = service_with(make=locked_meanwhile)
    briefs.brief(ada)
    assert briefs._kept.clients == ()
