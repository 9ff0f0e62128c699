"""What was put away is never found, from the moment it is; and addenda are found like any other words."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from core.sources.dto import SearchScope
from models import OutboxRow, SourceIndexRow
from tests.retrieval.state import index_state, texts_of

EVERYWHERE = SearchScope()


def found(retrieval, question: str, scope: SearchScope = EVERYWHERE) -> list[str]:
    return [hit.passage.text for hit in retrieval.search.search(question, scope, limit=50).hits]


def finds(retrieval, word: str, scope: SearchScope = EVERYWHERE) -> bool:
    return any(word in text for text in found(retrieval, word, scope))


@pytest.fixture
def signed(practice):
    session = practice.write(practice.ada, "2024-04-01", plan="Start colchicine 0.5 mg.")
    return practice.sessions.sign(session.session_id, expected_version=session.version)


def put_away(practice, session, how: str) -> None:
    if how == "retracted":
        practice.sessions.retract(session.session_id, reason="Wrong", expected_version=session.version)
    elif how == "deleted chart":
        practice.clients.delete(practice.ada.client_id, reason="Moved", expected_version=1)
    else:
        practice.merging.merge(source=practice.ada.client_id, into=practice.noa.client_id, reason="Twice")


@pytest.mark.parametrize("how", ["retracted", "deleted chart"])
@pytest.mark.parametrize("indexed", ["before", "after", "never"])
def test_it_is_not_found_whether_the_index_knows_it_or_not(
    retrieval, practice, signed, database, sealer, how, indexed
):
    retrieval.index.run_pending()
    assert finds(retrieval, "colchicine")
    put_away(practice, signed, how)
    if indexed == "after":
        assert retrieval.index.run_pending().pending == 0
    elif indexed == "never":
        # Whatever became of the order to the index, the search looks for itself.
        with database.begin() as session:
            session.execute(delete(OutboxRow))
    assert not finds(retrieval, "colchicine")
    assert not finds(retrieval, "colchicine", SearchScope(client_id=practice.ada.client_id))
    if indexed == "after":
        texts = texts_of(index_state(database, sealer))
        assert not any("colchicine" in text for text in texts)


def test_of_a_deleted_chart_no_row_of_the_index_is_left_and_all_comes_back(
    retrieval, practice, signed, database
):
    before = retrieval.index.run_pending()
    put_away(practice, signed, "deleted chart")
    gone = retrieval.index.run_pending()
    assert (gone.total, gone.indexed, gone.problem) == (2, 2, None)
    with database.begin() as session:
        assert {row.client_id for row in session.query(SourceIndexRow)} == {practice.noa.client_id}
    assert not any(finds(retrieval, word) for word in ("Appendectomy", "meloxicam", "Rash"))
    practice.clients.restore(practice.ada.client_id, expected_version=2)
    assert retrieval.index.run_pending().passages == before.passages
    assert finds(retrieval, "colchicine")
    assert finds(retrieval, "Appendectomy")


def test_what_was_put_away_is_neither_searched_nor_counted_as_unread(retrieval, practice, signed):
    retrieval.index.run_pending()
    before = retrieval.search.search("colchicine", EVERYWHERE).searched
    put_away(practice, signed, "retracted")
    searched = retrieval.search.search("colchicine", EVERYWHERE).searched
    assert (searched.sessions, searched.unread) == (before.sessions - 1, 0)
    put_away(practice, signed, "deleted chart")
    searched = retrieval.search.search("colchicine", EVERYWHERE).searched
    assert (searched.sessions, searched.unread) == (1, 0)


def test_a_deleted_draft_is_found_again_when_it_is_restored(retrieval, practice):
    draft = practice.write(practice.ada, plan="Start colchicine 0.5 mg.")
    practice.sessions.delete_draft(draft.session_id, expected_version=draft.version)
    retrieval.index.run_pending()
    assert not finds(retrieval, "colchicine")
    practice.sessions.restore_draft(draft.session_id, expected_version=draft.version + 1)
    retrieval.index.run_pending()
    assert finds(retrieval, "colchicine")


def test_after_a_merge_the_words_are_found_once_and_in_the_other_chart(retrieval, practice, signed):
    retrieval.index.run_pending()
    put_away(practice, signed, "merged")
    assert not finds(retrieval, "colchicine")
    assert retrieval.index.run_pending().pending == 0
    hits = [
        hit.passage
        for hit in retrieval.search.search("colchicine", EVERYWHERE, limit=50).hits
        if "colchicine" in hit.passage.text
    ]
    assert [hit.client_id for hit in hits] == [practice.noa.client_id]
    assert not finds(retrieval, "colchicine", SearchScope(client_id=practice.ada.client_id))


def test_a_loaded_index_of_another_day_finds_nothing_that_was_put_away(opened, practice, signed):
    with opened() as retrieval:
        retrieval.index.run_pending()
    put_away(practice, signed, "retracted")
    with opened() as retrieval:
        retrieval.load()
        assert not finds(retrieval, "colchicine")


def test_addenda_are_found_with_exact_offsets_into_their_joined_text(retrieval, practice, signed):
    session = signed
    for text in ("Febuxostat considered.", "He is allergic to allopurinol."):
        session = practice.sessions.add_addendum(
            session.session_id, text=text, reason="Forgotten", expected_version=session.version
        )
    assert retrieval.index.run_pending().pending == 0
    scope = SearchScope(fields=frozenset({"addendum"}))
    hits = [hit.passage for hit in retrieval.search.search("allopurinol allergic", scope).hits]
    (hit,) = [hit for hit in hits if "allopurinol" in hit.text]
    assert (hit.field, hit.version, hit.source_id) == ("addendum", 5, session.session_id)
    assert session.field_text("addendum")[hit.start : hit.end] == hit.text
    assert all(one.field == "addendum" for one in hits)
    practice.sessions.retract(session.session_id, reason="Wrong", expected_version=session.version)
    assert not finds(retrieval, "allopurinol")
