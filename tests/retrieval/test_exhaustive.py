"""Which clients something holds for: all of them, grouped, what is denied last, and how much was searched."""

from __future__ import annotations

from typing import Any

import pytest

from core.clients.dto import ClientDetails
from core.retrieval.dto import SearchOptions
from core.sources.dto import SearchScope

EVERYWHERE = SearchScope()
TAKERS = 30


@pytest.fixture
def crowd(practice, clients, retrieval):
    """Thirty clients who take warfarin, with many words about it each, and ten who do not."""
    takers = []
    for number in range(TAKERS + 10):
        client = clients.create(ClientDetails(first_name="Client", last_name=f"Number {number}"))
        takes = number < TAKERS
        plan = f"Continue warfarin {number} mg. INR every week." if takes else "Continue paracetamol."
        practice.write(client, plan=plan)
        if takes:
            takers.append(client.client_id)
            practice.write(client, "2024-04-01", subjective="Bruises easily. Warfarin was explained again.")
    retrieval.index.run_pending()
    return frozenset(takers)


def test_every_client_is_listed_once_and_what_was_searched_is_counted(
    retrieval, crowd, practice, audit, monkeypatch
):
    question = "Which of our patients take warfarin?"
    recorded: list[dict[str, Any]] = []
    real = audit.record

    def record(*args: Any, **told: Any) -> None:
        recorded.append(told)
        real(*args, **told)

    monkeypatch.setattr(retrieval.search._audit, "record", record)

    # However few hits are asked for; and the list is recorded with all that was shown.
    few = retrieval.search.find(question, EVERYWHERE, limit=5)
    assert {group.client_id for group in few.groups} == crowd
    assert len(few.groups) == TAKERS
    assert len(few.hits) == 5
    assert len({hit.passage.client_id for hit in few.hits}) == 5
    assert [one.code for one in few.understood] == ["listing"]
    shown = {str(hit.passage.source_id) for group in few.groups for hit in group.hits}
    (told,) = recorded
    assert told["action"] == "search"
    assert set(told["details"]["shown"]) >= shown

    # Each client once, with the best passages.
    found = retrieval.search.search(question, EVERYWHERE, limit=100)
    for group in found.groups:
        assert {hit.passage.client_id for hit in group.hits} == {group.client_id}
        assert 1 <= len(group.hits) <= 3
        assert all("arfarin" in hit.passage.text for hit in group.hits)
        assert all(hit.marks for hit in group.hits)
    firsts = [hit.passage.client_id for hit in found.hits[:TAKERS]]
    assert len(set(firsts)) == TAKERS
    assert [hit.rank for hit in found.hits] == list(range(1, len(found.hits) + 1))

    searched = found.searched
    assert searched.clients == TAKERS + 10 + 2
    assert searched.sessions == 2 * TAKERS + 10 + 4
    assert searched.passages >= searched.sessions
    assert searched.unread == 0

    # One chart is never listed, and understanding can be switched off.
    one = retrieval.search.search(question, SearchScope(client_id=practice.ada.client_id))
    assert one.groups == ()
    literal = retrieval.search.search(question, EVERYWHERE, options=SearchOptions(understand=False))
    assert literal.groups == ()


def test_notes_use_other_words_for_it(retrieval, practice):
    practice.write(practice.ada, plan="Continue Coumadin 5 mg.")
    practice.write(practice.noa, assessment="Atrial fibrillation, rate controlled.")
    retrieval.index.run_pending()
    takers = retrieval.search.search("Which patients take warfarin?", EVERYWHERE).groups
    assert [group.client_id for group in takers] == [practice.ada.client_id]
    in_af = retrieval.search.search("List everyone with AF.", EVERYWHERE).groups
    assert [group.client_id for group in in_af] == [practice.noa.client_id]


def test_either_of_several_is_enough_and_each_client_is_listed_once(retrieval, practice):
    practice.write(practice.ada, plan="Start sertraline 50 mg.")
    practice.write(practice.ada, "2024-07-01", plan="Change to fluoxetine 20 mg.")
    practice.write(practice.noa, plan="Start fluoxetine 20 mg.")
    retrieval.index.run_pending()
    groups = retrieval.search.search("Who is on sertraline or fluoxetine?", EVERYWHERE).groups
    listed = {group.client_id: {hit.passage.text for hit in group.hits} for group in groups}
    assert listed.keys() == {practice.ada.client_id, practice.noa.client_id}
    assert len(groups) == 2
    assert len(listed[practice.ada.client_id]) == 2


def test_denials_come_last_and_are_marked(retrieval, practice, clients):
    third = clients.create(ClientDetails(first_name="Dan", last_name="Peer"))
    practice.write(practice.ada, subjective="Denies any history of psoriasis.")
    practice.write(practice.noa, assessment="Plaque psoriasis of both elbows.")
    practice.write(third, subjective="His mother has psoriasis.")
    retrieval.index.run_pending()
    groups = retrieval.search.search("Which patients have psoriasis?", EVERYWHERE).groups
    assert groups[0].client_id == practice.noa.client_id
    assert {group.client_id: group.hits[0].denies for group in groups} == {
        practice.noa.client_id: False,
        practice.ada.client_id: True,
        third.client_id: True,
    }


def test_an_allergy_is_no_use_unless_allergies_are_asked_for(retrieval, practice):
    practice.write(practice.ada, subjective="Allergic to penicillin.")
    practice.write(practice.noa, plan="Penicillin 500 mg for ten days.")
    retrieval.index.run_pending()
    takes = retrieval.search.search("Which patients take penicillin?", EVERYWHERE).groups
    assert {group.client_id: group.hits[0].denies for group in takes} == {
        practice.noa.client_id: False,
        practice.ada.client_id: True,
    }
    allergic = retrieval.search.search("Who is allergic to penicillin?", EVERYWHERE).groups
    assert allergic[0].client_id == practice.ada.client_id
    assert not allergic[0].hits[0].denies


def test_what_stands_under_a_heading_of_allergies_or_of_the_family_is_denied(retrieval, practice):
    practice.write(practice.ada, subjective="MEDICATIONS\n\nNone.\n\nALLERGIES\n\nPercocet. Reglan.")
    practice.write(
        practice.noa, subjective="FAMILY HISTORY\n\nPsoriasis.\n\nMEDICATIONS\n\nPercocet as needed."
    )
    retrieval.index.run_pending()
    takes = retrieval.search.search("Which patients take Percocet?", EVERYWHERE).groups
    assert [(group.client_id, group.hits[0].denies) for group in takes] == [
        (practice.noa.client_id, False),
        (practice.ada.client_id, True),
    ]
    (has,) = retrieval.search.search("Which patients have psoriasis?", EVERYWHERE).groups
    assert has.hits[0].denies


def test_a_list_keeps_to_its_scope(retrieval, practice):
    practice.write(practice.ada, "2024-01-05", plan="Start warfarin.")
    practice.write(practice.noa, "2024-06-05", plan="Start warfarin.")
    retrieval.index.run_pending()
    since = retrieval.search.search("Which patients started warfarin since May 2024?", EVERYWHERE)
    assert [group.client_id for group in since.groups] == [practice.noa.client_id]
    assert {one.code for one in since.understood} == {"listing", "since"}
    plans = SearchScope(fields=frozenset({"subjective"}))
    assert retrieval.search.search("Which patients take warfarin?", plans).groups == ()


def test_what_nobody_has_lists_nobody_and_shows_what_is_nearest(retrieval, practice):
    retrieval.index.run_pending()
    found = retrieval.search.search("Which patients have porphyria?", EVERYWHERE)
    assert found.groups == ()
    assert found.hits
