"""Allergies and alerts of the client record answer: with their title, and by the class of a drug."""

from __future__ import annotations

import pytest

from core.assistant.evidence.abstention import judge
from core.assistant.evidence.ranking import rank_evidence
from core.assistant.evidence.subjects import Subjects
from core.assistant.evidence.warned import is_warned
from core.ids import ClientId, new_id
from core.retrieval.dto import Hit
from tests.fakes.search import passage_of

CLIENT = ClientId(new_id())


def hits_of(**fields: str) -> list[Hit]:
    """One passage a field, as found: by meaning alone, none near."""
    return [
        Hit(rank, 0.1, 0.2, None, passage_of(text, client_id=CLIENT, field=field))
        for rank, (field, text) in enumerate(fields.items(), 1)
    ]


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("What is she allergic to?", {"allergies": "adhesive plaster (contact rash)"}),
        ("Is he allergic to trimethoprim?", {"allergies": "trimethoprim (rash, 2011)"}),
        ("Can she have naproxen?", {"alerts": "No oral NSAIDs: stomach pain on ibuprofen"}),
        ("האם הוא אלרגי לפניצילין?", {"allergies": "Penicillin (פריחה בילדות)"}),
        ("Any allergies?", {"allergies": "no known drug allergies"}),
    ],
)
def test_what_stands_in_a_list_is_no_silence(question: str, fields: dict[str, str]) -> None:
    hits = hits_of(objective="Abdomen soft.", **fields)
    mentioned = [0.0] * len(Subjects(question).names)
    assert is_warned(Subjects(question), hits)
    assert judge(question, hits, by_meaning=True, mentioned=mentioned).reason is None


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("Is she allergic to penicillin?", {"allergies": "adhesive plaster (contact rash)"}),
        ("Can she have paracetamol?", {"alerts": "No oral NSAIDs: stomach pain on ibuprofen"}),
        ("Who is her landlord?", {"allergies": "latex", "alerts": "Falls risk"}),
    ],
)
def test_a_list_that_speaks_of_something_else_is_no_answer(question: str, fields: dict[str, str]) -> None:
    assert not is_warned(Subjects(question), hits_of(**fields))


def test_the_same_words_in_a_note_are_judged_as_any_note() -> None:
    assert not is_warned(Subjects("Is he allergic to trimethoprim?"), hits_of(plan="trimethoprim (rash)"))


def test_an_entry_counts_as_what_its_list_is_of() -> None:
    hits = hits_of(plan="The rash is better.", allergies="latex (itchy rash)")
    best = rank_evidence("What is she allergic to?", hits)[0]
    assert (best.number, best.span.text) == (2, "latex (itchy rash)")
