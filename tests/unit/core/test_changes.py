"""Whose answers and briefs a change makes old, and whose it leaves as they are."""

from __future__ import annotations

from core.changes import Changes, of_clients
from core.ids import ClientId, SessionId, new_id

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
