"""Whose answers and briefs a change makes old, and who hears of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.changes import ChangeFeed, Changes
from core.ids import ClientId, new_id

ADA, NOA = ClientId(new_id()), ClientId(new_id())


def test_changed_content_touches_its_client_and_the_practice() -> None:
    changes = Changes(content=frozenset({ADA}))
    assert changes.touches(ADA)
    assert changes.touches(None)
    assert not changes.touches(NOA)


def test_what_changed_no_content_touches_nobody() -> None:
    assert not any(Changes(clients=frozenset({ADA})).touches(each) for each in (ADA, None))


def test_those_of_two_transactions_add_up() -> None:
    both = Changes(content=frozenset({ADA})) | Changes(frozenset({NOA}), frozenset({NOA}))
    assert both == Changes(frozenset({ADA, NOA}), frozenset({NOA}))


def test_everybody_who_subscribed_hears_of_each_until_they_leave() -> None:
    feed = ChangeFeed()
    first: list[Changes] = []
    second: list[Changes] = []
    leave = feed.subscribe(first.append)
    feed.subscribe(second.append)
    feed.publish(Changes())
    leave()
    leave()
    feed.publish(Changes())
    assert (len(first), len(second)) == (1, 2)


def test_one_who_fails_hides_nothing_from_the_others_and_fails_no_commit(
    caplog: pytest.LogCaptureFixture,
) -> None:
    feed, heard = ChangeFeed(), list[Changes]()

    def fails(_changes: Changes) -> None:
        raise ValueError("Ada Lovelace")

    feed.subscribe(fails)
    feed.subscribe(heard.append)
    feed.publish(Changes())
    assert heard == [Changes()]
    assert "ValueError" in caplog.text
    assert "Ada" not in caplog.text


def test_a_closed_one_says_nothing() -> None:
    feed, heard = ChangeFeed(), list[Changes]()
    feed.subscribe(heard.append)
    feed.close()
    feed.subscribe(heard.append)
    feed.publish(Changes())
    assert heard == []


def test_only_the_commit_hook_publishes() -> None:
    root = Path(__file__).parents[3]
    found = [
        path.relative_to(root).as_posix()
        for folder in ("app", "core", "ui")
        for path in sorted((root / folder).rglob("*.py"))
        if re.search(r"\b(feed|changes)\.publish\(", path.read_text("utf-8"))
    ]
    assert found == ["core/audit/pending_audit.py"]
