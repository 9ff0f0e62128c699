"""Nothing old, hidden or out of scope is found, however far the index is behind, and whoever wrote."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, event

from core.database.access import Database
from core.retrieval.dto import SearchOptions
from core.retrieval.memory.memory_index import MemoryIndex
from core.sessions.dto import Session
from core.sources.dto import SearchScope
from core.sources.search_scope import charts_state
from models import OutboxRow
from tests.fixtures.figures import figure

EVERYWHERE = SearchScope()


def texts(retrieval, question: str, scope: SearchScope = EVERYWHERE) -> list[str]:
    return [hit.passage.text for hit in retrieval.search.search(question, scope, limit=50).hits]


def forget_orders(database) -> None:
    with database.begin() as session:
        session.execute(delete(OutboxRow))


def test_a_version_that_was_saved_over_is_not_found_though_its_order_is_gone(retrieval, practice, database):
    session = practice.write(practice.ada, plan="Refer to zoology.")
    retrieval.index.run_pending()
    assert "Refer to zoology." in texts(retrieval, "zoology")
    practice.change(session, plan="Refer to astronomy.")
    forget_orders(database)
    assert not [text for text in texts(retrieval, "zoology") if "zoology" in text]
    assert retrieval.search.search("zoology", EVERYWHERE).searched.unread == 1


def test_what_another_process_has_indexed_is_not_found_in_the_old_words(opened, practice):
    session = practice.write(practice.ada, plan="Refer to zoology.")
    with opened() as mine, opened() as other:
        mine.index.run_pending()
        mine.load()
        practice.change(session, plan="Refer to astronomy.")
        assert other.index.run_pending().pending == 0
        assert not [text for text in texts(mine, "zoology") if "zoology" in text]
        assert "Refer to astronomy." in texts(other, "astronomy")


def test_a_hidden_chart_is_not_found_though_its_order_is_gone(retrieval, practice, database, clients):
    retrieval.index.run_pending()
    assert texts(retrieval, "meloxicam")
    clients.delete(practice.ada.client_id, reason="Moved", expected_version=1)
    forget_orders(database)
    found = retrieval.search.search("meloxicam", EVERYWHERE, limit=50)
    assert {hit.passage.client_id for hit in found.hits} <= {practice.noa.client_id}
    assert found.searched.clients == 1


def test_a_list_of_clients_leaves_out_who_is_hidden_and_what_is_old(retrieval, practice, database, clients):
    session = practice.write(practice.noa, plan="Start colchicine.")
    practice.write(practice.ada, plan="Start colchicine.")
    retrieval.index.run_pending()
    question = "Which patients take colchicine?"
    groups = retrieval.search.search(question, EVERYWHERE).groups
    assert {group.client_id for group in groups} == {practice.ada.client_id, practice.noa.client_id}
    practice.change(session, plan="Start naproxen.")
    forget_orders(database)
    groups = retrieval.search.search(question, EVERYWHERE).groups
    assert {group.client_id for group in groups} == {practice.ada.client_id}
    clients.delete(practice.ada.client_id, reason="Moved", expected_version=1)
    forget_orders(database)
    assert retrieval.search.search(question, EVERYWHERE).groups == ()


def test_a_note_that_changes_while_it_is_searched_is_not_shown(retrieval, practice, monkeypatch):
    session = practice.write(practice.ada, plan="Refer to zoology.")
    retrieval.index.run_pending()
    real = MemoryIndex.candidates
    changed: list[Session] = []

    def change_first(self, **asked):
        if not changed:
            changed.append(practice.change(session, plan="Refer to astronomy."))
            retrieval.index.run_pending()
        return real(self, **asked)

    monkeypatch.setattr(MemoryIndex, "candidates", change_first)
    found = retrieval.search.search("refer to zoology", EVERYWHERE)
    assert changed
    assert "Refer to astronomy." in [hit.passage.text for hit in found.hits]
    assert found.searched.unread == 0


def test_an_index_loaded_again_behind_the_map_is_compared_again(opened, practice, database):
    session = practice.write(practice.ada, plan="Refer to zoology.")
    with opened() as retrieval:
        retrieval.index.run_pending()
        practice.change(session, plan="Refer to astronomy.")
        texts(retrieval, "zoology")
        forget_orders(database)
        # As after the loss of the dense side: the stored index is read once more, with the old version in it.
        retrieval._memory.abandon()
        retrieval.load()
        assert not [text for text in texts(retrieval, "zoology") if "zoology" in text]


def test_an_unchanged_practice_is_asked_for_one_row(retrieval, practice, database, monkeypatch):
    retrieval.index.run_pending()
    retrieval.search.search("meloxicam", EVERYWHERE)
    statements: list[str] = []
    rows: list[bytes | None] = []

    def counted(of: Database) -> bytes | None:
        rows.append(charts_state(of))
        return rows[-1]

    monkeypatch.setattr("core.sources.practice_map.charts_state", counted)
    event.listen(database._engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    for scope in (EVERYWHERE, SearchScope(client_id=practice.ada.client_id)):
        retrieval.search.search("meloxicam", scope)
    assert (len(rows), statements) == (2, [])
    practice.write(practice.noa, plan="New.")
    statements.clear()
    retrieval.search.search("meloxicam", EVERYWHERE)
    figure(f"what a search may find: 1 statement; {1 + len(statements)} after a chart has changed")
    assert len(statements) == 2


def crowd(practice, words: str) -> None:
    """More passages that speak to the question, in another chart, than any candidate list holds."""
    for number in range(4):
        text = "\n\n".join(f"{words} {words} {words} number {number * 80 + line}." for line in range(80))
        practice.write(practice.noa, f"2024-06-{number + 1:02}", subjective=text)


@pytest.mark.parametrize(
    "scope",
    [
        lambda practice: SearchScope(client_id=practice.ada.client_id),
        lambda practice: SearchScope(until=date(2024, 4, 30)),
        lambda practice: SearchScope(fields=frozenset({"plan"})),
    ],
)
@pytest.mark.parametrize("sides", ["both", "meaning", "words"])
def test_filters_act_before_the_best_are_chosen(retrieval, practice, scope, sides):
    practice.write(
        practice.ada, "2024-04-03", plan="Walks with a limp since the spring, and gout is possible."
    )
    crowd(practice, "gout")
    retrieval.index.run_pending()
    options = SearchOptions(sides=sides)
    everywhere = retrieval.search.search("gout", EVERYWHERE, limit=10, options=options)
    assert {hit.passage.client_id for hit in everywhere.hits} == {practice.noa.client_id}
    inside = retrieval.search.search("gout", scope(practice), limit=10, options=options)
    assert "gout is possible" in " ".join(hit.passage.text for hit in inside.hits)
    assert practice.noa.client_id not in {hit.passage.client_id for hit in inside.hits if hit.lexical}
