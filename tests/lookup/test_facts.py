"""Lookups over what notes state: told by the last note that says it, with exactly its words."""

from __future__ import annotations

from datetime import date

import pytest

from core.clients.dto import ClientDetails
from core.facts.quoting import Quote
from core.lookup import holders
from core.lookup.note_mentions import Mentions
from core.sources.dto import SearchScope


@pytest.fixture
def chart(ada, visit):
    return [
        visit(
            ada,
            date(2024, 1, 9),
            subjective="Never smoked. Works as a baker. Her mother takes warfarin.",
            objective="BP 150/90, weight 82 kg.",
            assessment="Hypertension.",
            plan="Start ramipril 5 mg daily. Take ibuprofen 400 mg as needed.",
        ),
        visit(
            ada,
            date(2024, 4, 16),
            objective="BP 128/78.",
            plan="Increase ramipril to 10 mg. Stop ibuprofen because of heartburn. Consider metformin.",
        ),
        visit(ada, date(2024, 8, 20), objective="BP 134/82.", plan="Continue ramipril 10 mg."),
    ]


@pytest.fixture
def told(lookups, ada):
    def ask(question: str) -> list[tuple[str, list[str]]]:
        found = lookups.answer(question, SearchScope(client_id=ada))
        assert found is not None, question
        return [(line.text, [quote.text for quote in line.quotes]) for line in found.lines]

    return ask


def test_the_dose_is_that_of_the_last_note(told, chart):
    assert told("What dose of ramipril is she on?") == [
        ("Ramipril: 10 mg, as noted on 20 August 2024.", ["Continue ramipril 10 mg"])
    ]
    ((first, _),) = told("What was the first dose of ramipril?")
    assert first == "Ramipril: 5 mg daily, as noted on 9 January 2024."


def test_only_what_is_still_taken_is_listed(told, chart):
    lead, *drugs = told("What medication is she taking?")
    assert lead == ("Taken, as last noted (1):", drugs[0][1])
    assert [text for text, _ in drugs] == ["Ramipril 10 mg (20 August 2024)"]


def test_a_drug_that_was_stopped_is_not_taken_and_the_reason_is_told(told, chart):
    ((text, quotes),) = told("Why was ibuprofen stopped?")
    assert text == "Ibuprofen was stopped, 16 April 2024; reason noted: “heartburn”."
    assert quotes == ["Stop ibuprofen because of heartburn"]
    assert told("Is she on ibuprofen?")[0][0] == text


def test_what_is_considered_or_taken_by_a_relative_is_not_taken(told, chart):
    assert told("Is she on metformin?")[0][0] == "Metformin was only considered, on 16 April 2024."
    assert told("Does she take warfarin?")[0][0] == "Only a relative takes warfarin (9 January 2024)."


def test_values_are_the_last_the_first_and_the_extremes(told, chart):
    assert told("Last blood pressure?") == [("Blood pressure: 134/82 mmHg on 20 August 2024.", ["BP 134/82"])]
    assert told("What was her first BP?")[0][0] == "BP: 150/90 mmHg on 9 January 2024."
    assert told("Highest blood pressure?")[0][0] == "Highest blood pressure: 150/90 mmHg (9 January 2024)."
    assert told("What was the BP at the previous visit?")[0][0] == "BP: 128/78 mmHg on 16 April 2024."
    ((trend, quotes),) = told("Blood pressure trend?")
    assert trend.count("mmHg") == 3
    assert quotes == ["BP 150/90", "BP 128/78", "BP 134/82"]


def test_what_the_chart_never_names_is_said_to_be_missing(lookups, told, ada, visit, chart):
    assert told("Last potassium?") == [("No potassium value is recorded.", [])]
    assert not lookups.answer("Last potassium?", SearchScope(client_id=ada)).known
    assert told("Does she have asthma?") == [("The chart does not mention asthma.", [])]
    visit(ada, date(2024, 8, 28), subjective="Potassium was a bit up, she was told. Asked about asthma.")
    for question in ("Last potassium?", "Does she have asthma?", "Is she on sertraline?"):
        assert lookups.answer(question, SearchScope(client_id=ada)) is None, question


def test_a_test_that_was_only_ordered_has_no_result(lookups, told, ada, visit):
    visit(ada, date(2024, 1, 9), plan="Order an MRI of the left knee.")
    ((text, quotes),) = told("What did the MRI show?")
    assert text == "MRI was ordered on 9 January 2024; no result is recorded."
    assert "MRI" in "".join(quotes)
    visit(ada, date(2024, 2, 9), objective="MRI: medial meniscus tear.")
    assert lookups.answer("What did the MRI show?", SearchScope(client_id=ada)) is None


def test_an_allergen_that_no_table_has_is_looked_up_by_its_name(told, clients, ada):
    client = clients.get(ada)
    details = ClientDetails(first_name="Ada", last_name="Byron", allergies=("Bee stings",))
    clients.update(ada, details, expected_version=client.row_version)
    assert told("Is she allergic to bee stings?")[0][0] == "Yes: an allergy to bee stings is recorded."


def test_a_visit_without_the_value_says_so(told, chart):
    assert (
        told("What was the weight at the last visit?")[0][0] == "No weight value is recorded for that time."
    )


def test_habits_and_work_are_told_with_their_day(told, chart):
    assert told("Does she smoke?")[0][0] == "Does not smoke (9 January 2024)."
    assert told("What does she do for a living?")[0][0] == "Occupation: baker (9 January 2024)."


def test_allergies_come_from_the_record_and_the_notes(told, clients, ada, visit):
    assert told("Any allergies?") == [("No allergy is recorded.", [])]
    visit(ada, date(2024, 1, 9), subjective="No known drug allergies.")
    assert told("Any allergies?")[0][0] == "No known allergies, as noted on 9 January 2024."
    client = clients.get(ada)
    details = ClientDetails(first_name="Ada", last_name="Byron", allergies=("Penicillin (rash)",))
    clients.update(ada, details, expected_version=client.row_version)
    assert told("Is she allergic to penicillin?")[0] == (
        "Yes: an allergy to penicillin is recorded.",
        ["Penicillin (rash)"],
    )
    assert told("Is she allergic to latex?")[0][0] == (
        "No allergy to latex is recorded; recorded are: penicillin."
    )


def test_a_list_of_the_practice_holds_only_who_takes_it_now(lookups, clients, ada, ben, visit, chart):
    visit(ben, date(2024, 2, 1), plan="Start ramipril 2.5 mg.")
    visit(ben, date(2024, 5, 1), plan="Stop ramipril because of cough.")
    eve = clients.create(ClientDetails(first_name="Eve", last_name="Levi")).client_id
    visit(eve, date(2024, 5, 1), subjective="Her brother takes ramipril.")
    found = lookups.answer("Which patients take ramipril?", SearchScope())
    assert [line.text for line in found.lines] == [
        "1 client takes ramipril: Byron, Ada.",
        "In the past or stopped (1): Katz, Ben.",
        "Considered, planned or of a relative only (1): Levi, Eve.",
    ]
    assert [[quote.client_id for quote in line.quotes] for line in found.lines] == [[ada], [ben], [eve]]


def test_of_many_some_are_named_and_all_are_counted(lookups, ada, ben, visit, chart, monkeypatch):
    monkeypatch.setattr(holders, "_MOST_TOLD", 1)
    visit(ben, date(2024, 8, 20), plan="Continue ramipril 5 mg.")
    (line,) = lookups.answer("Who takes ramipril?", SearchScope()).lines
    assert line.text == "2 clients take ramipril: Byron, Ada; …."
    assert len(line.quotes) == 1


def test_nobody_is_said_to_have_what_no_note_has_a_word_for(lookups, mentions, ada, visit, chart):
    for question, told in (
        ("Which patients take sertraline?", "No client takes sertraline, as far as the notes say."),
        ("Who is allergic to bee stings?", "No client is allergic to bee stings, as far as the record says."),
    ):
        found = lookups.answer(question, SearchScope())
        assert [line.text for line in found.lines] == [told]
        assert not found.known
    words = "Asked what sertraline is."
    noted = visit(ada, date(2024, 8, 28), subjective=words)
    quote = Quote(ada, "session", noted.session_id, 1, "subjective", 0, len(words), words, noted.date)
    mentions["sertraline"] = Mentions((quote,))
    found = lookups.answer("Which patients take sertraline?", SearchScope())
    assert [line.text for line in found.lines] == [
        "No note says plainly that a client takes sertraline.",
        "Only mentioned (1): Byron, Ada.",
    ]
    assert [quote.text for quote in found.lines[1].quotes] == [words]
    assert found.known, "the mention is shown"
    mentions["sertraline"] = Mentions((quote,), more=True)
    found = lookups.answer("Which patients take sertraline?", SearchScope())
    assert found.lines[1].text == "Only mentioned (at least 1): Byron, Ada."


def test_a_fact_of_an_older_version_is_not_quoted(lookups, ada, visit, sessions, chart):
    addended = sessions.add_addendum(
        chart[2].session_id,
        reason="late",
        text="Seen by telephone.",
        expected_version=chart[2].version,
    )
    found = lookups.answer("What dose of ramipril is she on?", SearchScope(client_id=ada))
    (quote,) = found.lines[0].quotes
    assert quote.version == addended.version


def test_who_takes_no_medicine_takes_none_of_those_noted_before(lookups, told, ada, visit, chart):
    visit(ada, date(2024, 8, 28), subjective="Takes no regular medications.", plan="Start sertraline 50 mg.")
    assert told("Is she on ramipril?")[0][0] == "No: ramipril is not taken, as noted on 28 August 2024."
    assert told("What dose of ramipril?")[1][0] == "No: ramipril is not taken, as noted on 28 August 2024."
    assert [text for text, _ in told("What medication is she taking?")][1:] == [
        "Sertraline 50 mg (28 August 2024)"
    ]
    assert told("Is she on sertraline?")[0][0] == "Yes: sertraline 50 mg, as noted on 28 August 2024."
    found = lookups.answer("Which patients take ramipril?", SearchScope())
    assert [line.text for line in found.lines] == [
        "No client takes ramipril, as far as the notes say.",
        "Denied, ruled out or removed (1): Byron, Ada.",
    ]


def test_who_has_a_kind_of_an_illness_has_the_illness(lookups, told, ada, ben, visit):
    visit(ada, date(2024, 1, 9), assessment="Breast cancer. No evidence of other malignancy.")
    visit(ben, date(2024, 1, 9), assessment="Type 2 diabetes. Pulmonary hypertension.")
    assert told("Does she have cancer?")[0][0] == "Yes: cancer (9 January 2024)."
    found = lookups.answer("Who has diabetes?", SearchScope())
    assert found.lines[0].text == "1 client has diabetes: Katz, Ben."
    found = lookups.answer("Does he have hypertension?", SearchScope(client_id=ben))
    assert found is None or not found.lines[0].text.startswith("Yes")


def test_a_kind_that_is_not_held_says_nothing_of_the_illness(lookups, ada, visit):
    visit(
        ada, date(2024, 1, 9), assessment="Lung cancer ruled out.", subjective="Her father had colon cancer."
    )
    found = lookups.answer("Does she have cancer?", SearchScope(client_id=ada))
    assert found is None or not found.lines[0].text.startswith(("Yes", "No"))


def test_what_is_present_counts_more_than_the_history_of_the_same_note(told, ada, visit):
    visit(ada, date(2024, 1, 9), subjective="She suffers from constipation.\n\nPAST HISTORY\n\nConstipation.")
    assert told("Does she have constipation?")[0][0] == "Yes: constipation (9 January 2024)."
    assert told("What problems does she have?")[0][0] == "Constipation (9 January 2024)"


def test_how_often_is_told_where_no_dose_is_noted(told, ada, visit):
    visit(ada, date(2024, 1, 9), plan="Start clobetasol twice daily. She takes 2 ibuprofen per day.")
    assert [text for text, _ in told("What dose of clobetasol?")] == [
        "The dose of clobetasol is not recorded.",
        "Clobetasol: twice daily, as noted on 9 January 2024.",
    ]
    assert [text for text, _ in told("What dose of ibuprofen?")] == ["The dose of ibuprofen is not recorded."]


def test_a_drug_that_is_to_be_held_later_is_not_told_as_planned(lookups, ada, visit):
    visit(ada, date(2024, 1, 9), plan="She will stop clopidogrel for one week prior to knee surgery.")
    for question in ("Is she on clopidogrel?", "When was clopidogrel stopped?"):
        assert lookups.answer(question, SearchScope(client_id=ada)) is None, question


def test_of_a_month_without_a_year_the_last_with_a_visit_counts(lookups, told, ada, visit):
    visit(ada, date(2023, 11, 7), objective="PHQ-9 11.", plan="Start sertraline 50 mg.")
    visit(ada, date(2024, 3, 5), objective="PHQ-9 6.", plan="Increase sertraline to 100 mg.")
    assert told("PHQ-9 in March?")[0][0] == "PHQ-9: 6 (5 March 2024)."
    assert told("PHQ-9 in November?")[0][0] == "PHQ-9: 11 (7 November 2023)."
    assert told("What dose of sertraline in November?")[0][0].startswith("Sertraline: 50 mg")
    assert told("What dose of sertraline at the last visit?")[0][0].startswith("Sertraline: 100 mg")
    assert lookups.answer("What dose of sertraline in May?", SearchScope(client_id=ada)) is None


def test_a_number_beside_the_name_may_be_the_value_that_was_not_read(lookups, told, ada, visit):
    visit(ada, date(2024, 1, 9), objective="Potassium 4.1.")
    visit(ada, date(2024, 3, 5), objective="Potassium not done.")
    visit(ada, date(2024, 5, 7), objective="Potassium was as it should be, 3 samples.")
    asked = "What was the potassium in {}?"
    assert told(asked.format("March 2024"))[0][0] == "No potassium value is recorded for that time."
    assert lookups.answer(asked.format("May 2024"), SearchScope(client_id=ada)) is None


def test_a_value_of_a_month_is_not_told_as_of_a_day(told, ada, visit):
    visit(ada, date(2024, 3, 5), objective="ALT 49 (Jan).")
    assert told("Last ALT?")[0][0] == "ALT: 49 U/L (January 2024)."


def test_a_drug_is_begun_on_the_day_that_a_note_names(lookups, told, ada, visit):
    visit(ada, date(2024, 4, 17), plan="Start exemestane 25 mg after 4 weeks. Continue letrozole 2.5 mg.")
    visit(ada, date(2024, 8, 28), subjective="Exemestane since 22 May, hands half as bad.")
    assert told("Since when is she on exemestane?")[0][0] == "Exemestane was started on 22 May 2024."
    for question in ("When did she start letrozole?", "When was ramipril started?"):
        assert lookups.answer(question, SearchScope(client_id=ada)) is None, question


def test_a_drug_begun_in_a_year_has_no_day(lookups, ada, visit):
    visit(ada, date(2024, 4, 17), subjective="Started ramipril in 2019.")
    assert lookups.answer("When was ramipril started?", SearchScope(client_id=ada)) is None


def test_a_rhythm_is_no_strength(lookups, told, ada, visit):
    visit(ada, date(2024, 1, 9), plan="Start clobetasol twice daily.")
    (strength,) = told("What strength of clobetasol?")
    assert strength[0] == "The dose of clobetasol is not recorded."


def test_no_chart_is_silent_about_work(lookups, ada, visit):
    visit(ada, date(2024, 1, 9), subjective="In her second year at the glassworks.")
    assert lookups.answer("What does she do for a living?", SearchScope(client_id=ada)) is None


def test_who_never_smoked_did_not_give_it_up(lookups, ada, visit):
    visit(ada, date(2024, 1, 9), subjective="Does not smoke.")
    visit(ada, date(2024, 6, 25), subjective="Sam stopped smoking and takes vitamins.")
    assert lookups.answer("Does she smoke?", SearchScope(client_id=ada)) is None


def test_what_a_note_names_is_not_said_to_be_no_allergy(lookups, told, ada, visit):
    visit(ada, date(2024, 1, 9), subjective="Sneezes near the neighbour's hamster.")
    assert told("Is she allergic to egg?")[0][0] == "No allergy to egg is recorded."
    assert lookups.answer("Is she allergic to hamster?", SearchScope(client_id=ada)) is None


def test_the_record_without_a_day_does_not_tell_what_is_so_still(lookups, told, clients, ada):
    client = clients.get(ada)
    details = ClientDetails(first_name="Ada", last_name="Byron", medical_history="Asthma.")
    clients.update(ada, details, expected_version=client.row_version)
    assert told("Does she have asthma?")[0][0] == "Yes: asthma (client record)."
    assert lookups.answer("Does she still have asthma?", SearchScope(client_id=ada)) is None


def test_a_value_may_be_asked_for_by_its_number(lookups, told, ada, visit):
    for month, value in ((1, 162), (3, 198)):
        visit(ada, date(2024, month, 5), objective=f"B12 {value}.")
    assert told("Second B12?")[0][0] == "B12: 198 on 5 March 2024."
    assert lookups.answer("Third B12?", SearchScope(client_id=ada)) is None


def test_the_former_occupation_is_none_that_is_still_held(lookups, told, ada, ben, visit):
    visit(ada, date(2024, 1, 9), subjective="Retired postmistress, paints.")
    visit(ben, date(2024, 1, 9), subjective="Works as a baker.")
    assert told("Former occupation?")[0][0] == "Former occupation: postmistress (9 January 2024)."
    assert lookups.answer("Former occupation?", SearchScope(client_id=ben)) is None
