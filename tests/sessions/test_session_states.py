"""Addenda, retractions and deleted drafts on a real Postgres: one more version each, nothing overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select, update

from core.clients.dto import Client, ClientDetails
from core.errors import DiskFull, EditConflict, InputRefused, NotFound, TamperedRecord
from core.integrity.charts import ChartCheck
from core.sessions import session_about, session_versions
from core.sessions.dto import CopiedFrom, Session, SoapText
from core.sessions.service import SessionService
from models import AuditEvent, SessionRow, SessionVersionRow

DAY = date(2026, 11, 20)
NOTE = SoapText(subjective="Pain in the knee.", plan="Ice.")


@pytest.fixture
def ada(clients) -> Client:
    created: Client = clients.create(ClientDetails(first_name="Ada", last_name="Byron"))
    return created


@pytest.fixture
def draft(ada, sessions) -> Session:
    started: Session = sessions.start_draft(ada.client_id, day=DAY, kind="intake", text=NOTE)
    return started


@pytest.fixture
def signed(draft, sessions) -> Session:
    made: Session = sessions.sign(draft.session_id, expected_version=1)
    return made


def add(sessions: SessionService, session: Session, text: str = "Also rest.") -> Session:
    return sessions.add_addendum(
        session.session_id, text=text, reason="Forgotten", expected_version=session.version
    )


def retract(sessions: SessionService, session: Session) -> Session:
    return sessions.retract(session.session_id, reason="Wrong chart", expected_version=session.version)


def test_a_draft_begins_with_its_text_kind_and_author(sessions, draft, user_id):
    assert sessions.get(draft.session_id) == draft
    assert (draft.text, draft.kind, draft.version, draft.author) == (NOTE, "intake", 1, user_id)


def test_kind_and_duration_are_kept_until_they_are_changed(sessions, draft):
    def save(**changes: Any) -> Session:
        current = sessions.get(draft.session_id)
        saved: Session = sessions.save_draft(
            draft.session_id, NOTE, day=DAY, expected_version=current.version, **changes
        )
        return saved

    assert save(duration_min=50).duration_min == 50
    assert (save(kind="phone").kind, save().duration_min) == ("phone", 50)
    assert save().version == 3
    assert save(duration_min=0).duration_min is None
    assert sessions.get(draft.session_id).kind == "phone"
    for changes, code in (
        ({"kind": "seance"}, "session_kind_unknown"),
        ({"duration_min": -1}, "duration_out_of_range"),
        ({"duration_min": 24 * 60 + 1}, "duration_out_of_range"),
    ):
        with pytest.raises(InputRefused, match=code):
            save(**changes)


def test_an_addendum_is_one_more_version(sessions, signed, user_id):
    added = add(sessions, add(sessions, signed), "And call.")
    assert sessions.get(signed.session_id) == added
    assert (added.version, added.text, added.state) == (4, NOTE, "signed")
    assert [(each.text, each.reason, each.author) for each in added.addenda] == [
        ("Also rest.", "Forgotten", user_id),
        ("And call.", "Forgotten", user_id),
    ]
    assert sessions.get(signed.session_id, 2) == signed


def test_a_retracted_session_stays_and_says_why(sessions, ada, signed):
    retracted = retract(sessions, add(sessions, signed))
    assert (retracted.state, retracted.reason, len(retracted.addenda)) == ("retracted", "Wrong chart", 1)
    assert sessions.list_for_client(ada.client_id) == [retracted]


def test_a_deleted_draft_comes_back_as_it_was(sessions, ada, draft):
    deleted = sessions.delete_draft(draft.session_id, expected_version=1)
    assert sessions.list_for_client(ada.client_id) == []
    assert sessions.list_for_client(ada.client_id, include_deleted=True) == [deleted]
    restored = sessions.restore_draft(draft.session_id, expected_version=2)
    assert (restored.text, restored.state, restored.kind) == (NOTE, "draft", "intake")
    assert sessions.list_for_client(ada.client_id) == [restored]


def test_every_version_is_kept_and_told(sessions, database, draft):
    sessions.save_draft(draft.session_id, SoapText(plan="Heat."), day=DAY, expected_version=1)
    sessions.delete_draft(draft.session_id, expected_version=2)
    sessions.restore_draft(draft.session_id, expected_version=3)
    signed = sessions.sign(draft.session_id, expected_version=4)
    retract(sessions, add(sessions, signed))
    lines = sessions.versions(draft.session_id)
    assert [(line.version, line.state) for line in lines] == [
        (7, "retracted"),
        (6, "signed"),
        (5, "signed"),
        (4, "draft"),
        (3, "deleted"),
        (2, "draft"),
        (1, "draft"),
    ]
    assert [line.changed_fields for line in lines][-2:] == [("subjective", "plan"), ("subjective", "plan")]
    assert sessions.get(draft.session_id, 1).text == NOTE
    changed = sessions.compare(draft.session_id, old=1, new=7)
    assert [(part.kind, part.text) for part in changed["plan"]] == [
        ("removed", "Ice"),
        ("added", "Heat"),
        ("same", "."),
    ]
    assert set(changed) == {"subjective", "plan", "addendum"}
    with database.begin() as session:
        assert session.scalar(select(func.count()).select_from(SessionVersionRow)) == 7
    with pytest.raises(NotFound):
        sessions.compare(draft.session_id, old=1, new=8)


def test_only_a_draft_is_deleted_and_only_a_signed_session_retracted(sessions, draft):
    with pytest.raises(InputRefused, match="session_not_signed"):
        retract(sessions, draft)
    with pytest.raises(InputRefused, match="session_not_signed"):
        add(sessions, draft)
    signed = sessions.sign(draft.session_id, expected_version=1)
    with pytest.raises(InputRefused, match="session_is_signed"):
        sessions.delete_draft(draft.session_id, expected_version=2)
    retracted = retract(sessions, signed)
    for call in (
        lambda: add(sessions, retracted),
        lambda: retract(sessions, retracted),
        lambda: sessions.save_draft(draft.session_id, NOTE, day=DAY, expected_version=3),
        lambda: sessions.sign(draft.session_id, expected_version=3),
    ):
        with pytest.raises(InputRefused, match="session_is_retracted"):
            call()


def test_a_deleted_draft_takes_nothing(sessions, draft):
    sessions.delete_draft(draft.session_id, expected_version=1)
    for text in (NOTE, SoapText(plan="other")):
        with pytest.raises(InputRefused, match="session_is_deleted"):
            sessions.save_draft(draft.session_id, text, day=DAY, expected_version=2)
    assert sessions.get(draft.session_id).version == 2


CHANGES: dict[str, Callable[[SessionService, Session], Session]] = {
    "addendum": add,
    "retract": retract,
}


@pytest.mark.parametrize("name", CHANGES)
def test_an_old_version_is_a_conflict_that_names_the_current_one(sessions, signed, name):
    add(sessions, signed)
    with pytest.raises(EditConflict) as conflict:
        CHANGES[name](sessions, signed)
    assert conflict.value.params["current_version"] == 3
    assert sessions.get(signed.session_id).version == 3


def test_an_old_version_of_a_draft_is_a_conflict(sessions, draft):
    sessions.save_draft(draft.session_id, SoapText(plan="Heat."), day=DAY, expected_version=1)
    for call in (
        lambda: sessions.delete_draft(draft.session_id, expected_version=1),
        lambda: sessions.sign(draft.session_id, expected_version=1),
    ):
        with pytest.raises(EditConflict) as conflict:
            call()
        assert conflict.value.params["current_version"] == 2


def test_marks_of_copied_text_are_stored_until_it_is_edited(sessions, ada, signed):
    mark = CopiedFrom(signed.session_id, signed.version)
    copied = {"subjective": mark, "plan": mark}
    draft = sessions.start_draft(ada.client_id, day=DAY, text=NOTE, copied=copied)
    assert dict(sessions.get(draft.session_id).copied) == copied
    edited = SoapText(subjective=NOTE.subjective, plan="Ice and rest.")
    saved = sessions.save_draft(draft.session_id, edited, day=DAY, expected_version=1)
    assert dict(saved.copied) == {"subjective": mark}
    back = sessions.save_draft(draft.session_id, NOTE, day=DAY, expected_version=2)
    assert dict(back.copied) == {"subjective": mark}
    again = sessions.save_draft(draft.session_id, NOTE, day=DAY, expected_version=3, copied=copied)
    assert dict(sessions.get(draft.session_id).copied) == dict(again.copied) == copied
    assert dict(sessions.sign(draft.session_id, expected_version=4).copied) == copied


def test_nothing_is_marked_as_copied_from_another_chart(clients, sessions, signed):
    bea = clients.create(ClientDetails(first_name="Bea", last_name="Byron"))
    with pytest.raises(NotFound):
        sessions.start_draft(
            bea.client_id, day=DAY, text=NOTE, copied={"plan": CopiedFrom(signed.session_id, 2)}
        )
    assert sessions.list_for_client(bea.client_id) == []


def test_each_change_is_in_the_log(sessions, database, signed):
    draft = sessions.start_draft(signed.client_id, day=DAY)
    sessions.delete_draft(draft.session_id, expected_version=1)
    sessions.restore_draft(draft.session_id, expected_version=2)
    retract(sessions, add(sessions, signed))
    with database.begin() as session:
        actions = session.scalars(select(AuditEvent.action).order_by(AuditEvent.position)).all()
    assert actions[-4:] == ["session.delete", "session.restore", "session.addendum", "session.retract"]


def test_the_chart_is_whole_after_each_change(sessions, database, sealer, signed):
    draft = sessions.start_draft(signed.client_id, day=DAY)
    sessions.delete_draft(draft.session_id, expected_version=1)
    retract(sessions, add(sessions, signed))
    with database.begin() as session:
        assert ChartCheck(session, sealer).findings(signed.client_id) == []


def test_a_state_in_the_clear_that_was_not_sealed_is_damage(sessions, database, signed):
    retract(sessions, signed)
    with database.begin() as session:
        session.execute(update(SessionRow).values(state="signed"))
    with pytest.raises(TamperedRecord):
        sessions.get(signed.session_id)


def test_a_version_of_before_there_were_addenda_opens(sessions, ada, monkeypatch):
    written = session_about.about_to_json
    of_old = ("saved_at", "author", "external_id", "day", "state", "previous")
    with monkeypatch.context() as before:
        before.setattr(
            session_versions,
            "about_to_json",
            lambda *args, **options: {
                key: value for key, value in written(*args, **options).items() if key in of_old
            },
        )
        draft = sessions.start_draft(ada.client_id, day=DAY, text=NOTE)
    opened = sessions.get(draft.session_id)
    assert (opened.kind, opened.duration_min, opened.addenda, dict(opened.copied)) == ("visit", None, (), {})
    assert add(sessions, sessions.sign(draft.session_id, expected_version=1)).addendum_text == "Also rest."


def test_a_full_disk_changes_nothing(sessions, disk, signed, monkeypatch):
    def full(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(disk, "require_room_to_finish", full)
    for change in (add, retract):
        with pytest.raises(DiskFull):
            change(sessions, signed)
    assert sessions.get(signed.session_id) == signed


def test_of_one_day_the_session_begun_last_comes_first(ada, sessions):
    """Whatever was saved since: ids are random, and the version of today says when it was changed last."""
    begun = [sessions.start_draft(ada.client_id, day=DAY, text=NOTE) for _ in range(6)]
    sessions.save_draft(begun[0].session_id, SoapText(plan="Later."), day=DAY, expected_version=1)
    sessions.start_draft(ada.client_id, day=date(2026, 11, 19), text=NOTE)
    listed = [each.session_id for each in sessions.list_for_client(ada.client_id)]
    assert listed[:-1] == [each.session_id for each in reversed(begun)]
