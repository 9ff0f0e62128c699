"""Whose answers and briefs a change makes old, and whose it leaves as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.changes import Changes, of_clients, of_session
from core.ids import ClientId, SessionId, new_id
from core.sessions.dto import Session, SoapText

ADA, NOA = ClientId(new_id()), ClientId(new_id())


def test_a_change_of_one_client_touches_that_client_and_the_practice() -> None:
    changes = of_clients(ADA)
    assert changes.touches(ADA)
    assert changes.touches(None)
    assert not changes.touches(NOA)
    assert changes.index


def test_a_change_of_many_touches_each_of_them() -> None:
    assert all(of_clients(ADA, NOA).touches(each) for each in (ADA, NOA, None))


def test_what_touched_no_chart_touches_nobody() -> None:
    for nothing in (Changes(), Changes(sessions=frozenset({SessionId(new_id())}), index=True)):
        assert not any(nothing.touches(each) for each in (ADA, None))


def _session(**about: object) -> Session:
    made = Session(
        session_id=SessionId(new_id()),
        client_id=ClientId(new_id()),
        date=date(2024, 4, 7),
        state="draft",
        version=1,
        text=SoapText("Knee pain."),
        saved_at=datetime(2024, 4, 7, 9, tzinfo=UTC),
    )
    return replace(made, **about)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "stored",
    [
        {"state": "signed"},
        {"kind": "phone", "duration_min": 20},
        {"saved_at": datetime(2024, 4, 8, 9, tzinfo=UTC)},
    ],
)
def test_what_is_stored_without_a_new_word_makes_no_chart_another_one(stored: dict[str, object]) -> None:
    before = _session()
    changes = of_session(replace(before, version=2, **stored), before)  # type: ignore[arg-type]
    assert not changes.touches(before.client_id)
    assert not changes.touches(None)
    assert changes.index, "it is read into the index all the same"


def test_an_empty_draft_that_comes_or_goes_changes_no_chart() -> None:
    empty = _session(text=SoapText())
    assert not of_session(empty, None).touches(empty.client_id)
    assert not of_session(replace(empty, state="deleted"), empty).touches(empty.client_id)


@pytest.mark.parametrize(
    "stored",
    [
        {"text": SoapText("Knee better.")},
        {"date": date(2024, 4, 8)},
        {"state": "deleted"},
        {"state": "retracted"},
    ],
)
def test_other_words_another_day_and_words_taken_back_change_the_chart(stored: dict[str, object]) -> None:
    before = _session()
    changes = of_session(replace(before, version=2, **stored), before)  # type: ignore[arg-type]
    assert changes.touches(before.client_id)


def test_a_new_session_with_words_changes_the_chart() -> None:
    made = _session()
    assert of_session(made, None).touches(made.client_id)
