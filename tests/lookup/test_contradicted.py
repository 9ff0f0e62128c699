"""An answer that rests on a contradicted statement says what the other one says, until that is dismissed."""

from __future__ import annotations

from datetime import date

import pytest

from core.clients.dto import ClientDetails
from core.contradictions.dto import QuotedContradiction
from core.ids import ClientId
from core.lookup.contradicted import MOST_CLIENTS
from core.sources.dto import SearchScope

PENICILLIN = ClientDetails(first_name="Ada", last_name="Byron", allergies=("Penicillin (rash)",))


def plain(text: str) -> str:
    """Without the marks that keep the direction of a part."""
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069")


@pytest.fixture
def ask(lookups, ada):
    def told(question: str, since: date | None = None) -> list[tuple[str, list[str]]]:
        found = lookups.answer(question, SearchScope(client_id=ada, since=since))
        return [(plain(line.text), [quote.text for quote in line.quotes]) for line in found.lines]

    return told


@pytest.fixture
def allergic(clients, ada, visit):
    """Penicillin in the record, and none in a note."""
    visit(ada, date(2024, 3, 3), subjective="No known drug allergies.")
    clients.update(ada, PENICILLIN, expected_version=clients.get(ada).row_version)


def test_an_allergy_that_a_note_denies(ask, allergic):
    yes, but = ask("Is she allergic to penicillin?")
    assert yes == ("Yes: an allergy to penicillin is recorded.", ["Penicillin (rash)"])
    assert but == (
        "But the note of 3 March 2024 says: “No known drug allergies”",
        ["No known drug allergies"],
    )
    assert ask("Any allergies?")[-1] == but
    assert ask("יש לה אלרגיות?")[-1][0] == "אבל ברשומה מ־3 במרץ 2024 כתוב: “No known drug allergies”"


def test_what_the_client_record_says_against_a_note(ask, clients, ada, visit):
    former = ClientDetails(first_name="Ada", last_name="Byron", medical_history="Ex-smoker.")
    clients.update(ada, former, expected_version=clients.get(ada).row_version)
    visit(ada, date(2024, 4, 16), subjective="Never smoked.")
    smokes, but = ask("Does she smoke?")
    assert smokes[0] == "Does not smoke (16 April 2024)."
    assert but == ("But the client record says: “Ex-smoker”", ["Ex-smoker"])
    # Whoever chose days did not ask for the record, which has none.
    assert len(ask("Does she smoke?", since=date(2024, 4, 1))) == 1


def test_a_medicine_taken_in_spite_of_an_allergy(ask, clients, ada, visit):
    clients.update(ada, PENICILLIN, expected_version=clients.get(ada).row_version)
    visit(ada, date(2024, 3, 3), plan="Started amoxicillin 500 mg tds.")
    but = "But the note of 3 March 2024 says: “Started amoxicillin 500 mg tds”"
    assert ask("Is she allergic to penicillin?")[-1][0] == but
    assert ask("Any allergies?")[-1][0] == but
    assert ask("Is she taking amoxicillin?")[-1][0] == "But the client record says: “Penicillin (rash)”"


def test_of_another_substance_it_says_nothing(ask, allergic):
    assert [text for text, _ in ask("Is she allergic to latex?")] == [
        "No allergy to latex is recorded; recorded are: penicillin."
    ]


def test_of_two_doses_the_earlier_is_told(ask, ada, visit):
    visit(ada, date(2024, 1, 9), plan="Start ramipril 5 mg daily.")
    visit(ada, date(2024, 4, 16), subjective="Takes ramipril 10 mg daily.")
    dose, but = ask("What dose of ramipril is she on?")
    assert dose[0] == "Ramipril: 10 mg daily, as noted on 16 April 2024."
    assert but[0] == "But the note of 9 January 2024 says: “Start ramipril 5 mg daily”"
    assert len(ask("What dose of ramipril is she on?", since=date(2024, 4, 1))) == 1


def test_smoking_that_was_denied(ask, ada, visit):
    visit(ada, date(2024, 1, 9), subjective="Smokes 10 cigarettes a day.")
    visit(ada, date(2024, 4, 16), subjective="Never smoked.")
    assert ask("Does she smoke?")[-1][0].startswith("But the note of 9 January 2024 says: “Smokes")


def test_an_answer_that_rests_on_neither_is_left_alone(ask, ada, visit, allergic):
    visit(ada, date(2024, 1, 9), plan="Start ramipril 5 mg daily.", objective="BP 130/80.")
    assert len(ask("What dose of ramipril is she on?")) == 1
    assert len(ask("Last blood pressure?")) == 1


def test_a_dismissed_one_is_silent_and_another_note_is_told_again(ask, contradictions, ada, allergic, visit):
    (found,) = contradictions.of_client(ada)
    contradictions.dismiss(ada, found, "Asked again: the rash was measles")
    assert len(ask("Is she allergic to penicillin?")) == 1
    visit(ada, date(2024, 5, 5), subjective="NKDA.")
    assert ask("Is she allergic to penicillin?")[-1][0] == "But the note of 5 May 2024 says: “NKDA”"


def test_a_list_of_the_practice_says_it_by_name(lookups, contradictions, ada, ben, clients, allergic, visit):
    visit(ben, date(2024, 1, 9), subjective="Allergic to penicillin.")
    found = lookups.answer("Who has a penicillin allergy?", SearchScope())
    now, but = found.lines
    assert now.text == "2 clients are allergic to penicillin: Byron, Ada; Katz, Ben."
    assert plain(but.text) == "But for Byron, Ada, the note of 3 March 2024 says: “No known drug allergies”"
    assert [quote.client_id for quote in but.quotes] == [ada]
    (one,) = contradictions.of_client(ada)
    contradictions.dismiss(ada, one, "measles")
    assert len(lookups.answer("Who has a penicillin allergy?", SearchScope()).lines) == 1


def test_of_a_long_list_only_the_first_are_looked_at(lookups, contradictions, clients, visit, monkeypatch):
    for number in range(MOST_CLIENTS + 3):
        client_id = clients.create(ClientDetails(first_name="N", last_name=f"Name {number}")).client_id
        visit(client_id, date(2024, 1, 9), plan="Start ramipril 5 mg daily.")
    asked: list[ClientId] = []

    def standing(client_id: ClientId) -> tuple[QuotedContradiction, ...]:
        asked.append(client_id)
        return ()

    monkeypatch.setattr(lookups, "_contradictions", standing)
    lookups.answer("Which patients take ramipril?", SearchScope())
    assert len(asked) == MOST_CLIENTS
