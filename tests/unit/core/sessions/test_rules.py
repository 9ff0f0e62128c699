"""What may become of a session, without a database."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from core.errors import EditConflict, InputRefused, NotFound
from core.ids import ClientId, SessionId, UserId, new_id
from core.sessions import rules
from core.sessions.dto import (
    ADDENDA_LIMIT,
    ADDENDUM_LIMIT_CHARS,
    REASON_LIMIT_CHARS,
    CopiedFrom,
    Session,
    SessionState,
    SoapText,
)
from core.sessions.history import compared, summaries

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ME = UserId(new_id())
CHART = ClientId(new_id())


def a_session(state: SessionState = "draft", **text: str) -> Session:
    return Session(
        session_id=SessionId(new_id()),
        client_id=CHART,
        date=date(2026, 11, 20),
        state=state,
        version=3,
        text=SoapText(**(text or {"plan": "Ice."})),
        saved_at=AT,
    )


@pytest.mark.parametrize(
    "stored",
    [
        {"state": "signed"},
        {"kind": "phone", "duration_min": 20},
        {"saved_at": datetime(2026, 11, 22, tzinfo=UTC)},
    ],
)
def test_what_is_stored_without_a_new_word_changes_nothing_that_is_searched(
    stored: dict[str, object],
) -> None:
    before = a_session()
    assert rules.searched(dataclasses.replace(before, version=4, **stored)) == rules.searched(before)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "stored",
    [
        {"text": SoapText("Knee better.")},
        {"date": date(2024, 4, 8)},
        {"state": "deleted"},
        {"state": "retracted"},
    ],
)
def test_other_words_another_day_and_words_taken_back_change_what_is_searched(
    stored: dict[str, object],
) -> None:
    before = a_session()
    assert rules.searched(dataclasses.replace(before, version=4, **stored)) != rules.searched(before)  # type: ignore[arg-type]


def test_of_an_empty_draft_nothing_is_searched_whether_it_comes_or_goes() -> None:
    assert rules.searched(a_session(plan=" ")) is None
    assert rules.searched(a_session("deleted", plan=" ")) is None
    assert rules.searched(a_session("deleted")) is None


def sign(session: Session) -> Session:
    return rules.signed(session, at=AT, by=ME)


def add(session: Session, text: str = "Also rest.", reason: str = "Forgotten") -> Session:
    return rules.with_addendum(session, text=text, reason=reason, at=AT, by=ME)


def retract(session: Session) -> Session:
    return rules.retracted(session, reason="Wrong chart", at=AT, by=ME)


def delete(session: Session) -> Session:
    return rules.deleted(session, at=AT, by=ME)


def restore(session: Session) -> Session:
    return rules.restored(session, a_session("draft"), at=AT, by=ME)


CHANGES: dict[Callable[[Session], Session], SessionState] = {
    sign: "draft",
    add: "signed",
    retract: "signed",
    delete: "draft",
    restore: "deleted",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("state", ["draft", "signed", "retracted", "deleted"])
def test_each_change_is_for_one_state_only(change, state):
    session = a_session(state)
    if CHANGES[change] == state:
        assert change(session).version == session.version + 1
        assert change(session).author == ME
        assert change(session).text == session.text
        return
    with pytest.raises(InputRefused) as refused:
        change(session)
    assert refused.value.code == (
        "session_not_deleted"
        if change is restore
        else {
            "draft": "session_not_signed",
            "signed": "session_is_signed",
            "retracted": "session_is_retracted",
            "deleted": "session_is_deleted",
        }[state]
    )


@pytest.mark.parametrize("state", ["draft", "signed", "retracted"])
def test_a_session_comes_back_in_the_state_it_was_deleted_in(state):
    before = dataclasses.replace(a_session(state), reason="Wrong chart" if state == "retracted" else "")
    gone = dataclasses.replace(before, state="deleted", version=before.version + 1, reason="import undone")
    back = rules.restored(gone, before, at=AT, by=ME)
    assert (back.state, back.reason, back.version) == (state, before.reason, before.version + 2)


def test_an_addendum_leaves_what_was_signed_and_those_before_it():
    once = add(a_session("signed"))
    twice = add(once, "And call.", "Told by phone")
    assert twice.text == once.text
    assert twice.addenda[0] == once.addenda[0]
    assert [each.reason for each in twice.addenda] == ["Forgotten", "Told by phone"]
    assert twice.addendum_text == "Also rest.\n\nAnd call."
    assert twice.field_text("addendum")[len("Also rest.\n\n") :] == "And call."
    assert twice.field_text("plan") == "Ice."


@pytest.mark.parametrize(
    ("text", "reason", "code"),
    [
        (" \n", "why", "addendum_empty"),
        ("a" * (ADDENDUM_LIMIT_CHARS + 1), "why", "addendum_too_long"),
        ("text", "  ", "reason_missing"),
        ("text", "r" * (REASON_LIMIT_CHARS + 1), "reason_too_long"),
    ],
)
def test_what_is_no_addendum_is_refused(text, reason, code):
    with pytest.raises(InputRefused, match=code):
        add(a_session("signed"), text, reason)


def test_the_addenda_of_a_session_are_limited():
    full = dataclasses.replace(a_session("signed"), addenda=add(a_session("signed")).addenda * ADDENDA_LIMIT)
    with pytest.raises(InputRefused, match="too_many_addenda"):
        add(full)


def test_another_version_is_a_conflict_that_names_the_current_one():
    with pytest.raises(EditConflict) as conflict:
        rules.require_current(a_session(), 2)
    assert conflict.value.params["current_version"] == 3


def copied_from(source: Session) -> tuple[CopiedFrom, rules.ReadVersion]:
    return CopiedFrom(source.session_id, source.version), lambda mark: source


def test_a_copied_field_is_marked_until_it_reads_otherwise():
    source = a_session("signed", plan="Ice.", assessment="Sprain.")
    mark, read = copied_from(source)
    draft = a_session(plan="", assessment="")
    given = {"plan": mark, "assessment": mark}
    marks = rules.marks_after(draft, SoapText(plan="Ice.", assessment="Sprain, left."), given, read)
    assert marks == {"plan": mark}
    draft = dataclasses.replace(draft, text=SoapText(plan="Ice.", assessment="Sprain, left."), copied=marks)

    def unread(mark: CopiedFrom) -> Session:
        raise AssertionError("a mark that is there needs no reading")

    assert (
        rules.marks_after(draft, dataclasses.replace(draft.text, objective="x"), given={}, read=unread)
        == marks
    )
    assert rules.marks_after(draft, SoapText(plan="Ice. "), given={}, read=unread) == {}
    assert rules.marks_after(draft, draft.text, given={"plan": mark}, read=unread) == marks


def test_an_empty_field_is_no_copy_and_another_chart_no_source():
    source = a_session("signed", plan="")
    mark, read = copied_from(source)
    assert rules.marks_after(a_session(plan=""), SoapText(), {"plan": mark}, read) == {}
    elsewhere = dataclasses.replace(source, client_id=ClientId(new_id()))
    with pytest.raises(NotFound, match="session_not_found"):
        rules.marks_after(a_session(), SoapText(), {"plan": mark}, lambda mark: elsewhere)


def test_the_history_says_what_each_version_changed_and_why():
    first = dataclasses.replace(a_session(subjective="Pain."), version=1)
    second = rules.next_version(first, at=AT, by=ME, text=SoapText(plan="Ice."), kind="phone")
    signed = sign(second)
    added = add(signed)
    taken_back = retract(added)
    lines = summaries([taken_back, added, signed, second, first])
    assert [line.version for line in lines] == [5, 4, 3, 2, 1]
    assert [line.changed_fields for line in lines] == [
        ("state",),
        ("addendum",),
        ("state",),
        ("subjective", "plan", "kind"),
        ("subjective",),
    ]
    assert [line.reason for line in lines] == ["Wrong chart", "Forgotten", "", "", ""]
    assert set(compared(first, taken_back)) == {"subjective", "plan", "addendum"}
    assert compared(signed, signed) == {}
