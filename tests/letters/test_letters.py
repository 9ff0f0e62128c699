"""Letters: fields filled once, what is missing seen, kept in one client's chart and nobody else's."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from sqlalchemy import select

from core.clients.dto import Client, ClientDetails
from core.clients.service import ClientService
from core.database.access import Database
from core.errors import EditConflict, InputRefused, NotFound
from core.ids import UserId, new_id
from core.letters.filling import field_values, fill, gap, gaps
from core.letters.service import LetterService
from core.security.roles import Access
from core.service_context import ServiceContext
from core.sessions.dto import Session, SoapText
from core.sessions.service import SessionService
from core.templates.dto import PracticeText
from core.templates.fields import LETTER_FIELDS
from core.templates.service import TemplateService
from models import ChartRecordRow
from tests.fixtures.details import full_details
from tests.fixtures.figures import figure

ADA = ClientDetails(
    first_name="Ada",
    last_name="Byron",
    birth_date=date(1981, 1, 17),
    sex="female",
    allergies=("Penicillin", "Latex"),
)


@pytest.fixture
def templates(context: ServiceContext) -> TemplateService:
    return TemplateService(context)


@pytest.fixture
def client(clients: ClientService) -> Client:
    return clients.create(ADA)


@pytest.fixture
def visit(client: Client, sessions: SessionService) -> Session:
    draft = sessions.start_draft(client.client_id, day=date(2024, 4, 7))
    text = SoapText(assessment="Shoulder pain. {plan} [[x]] ⟦y⟧", plan="Rest for two weeks.")
    saved = sessions.save_draft(
        draft.session_id, text, day=draft.date, expected_version=draft.version, kind="follow_up"
    )
    return sessions.sign(saved.session_id, expected_version=saved.version)


def template(templates: TemplateService, text: str, *, language: str = "en") -> PracticeText:
    new = PracticeText(text_id=new_id(), kind="letter_template", name="Mine", text=text, language=language)
    return templates.save(new)


def test_fields_are_filled_and_a_missing_value_leaves_a_gap(
    letters: LetterService, templates: TemplateService, client: Client, visit: Session
) -> None:
    made = template(
        templates,
        "To {recipient}\n{client_name}, {birth_date}, {sex}: {allergies}\n{session_date} {session_kind}\n"
        "{plan}\n{phone}[[where]]\n{author_name}, {practice_name}",
    )
    letter = letters.draft(client.client_id, made.text_id, visit.session_id)
    assert letter.text == (
        "To ⟦recipient⟧\nAda Byron, 17 January 1981, female: Penicillin, Latex\n"
        "7 April 2024 follow-up visit\nRest for two weeks.\n⟦phone⟧⟦where⟧\n"
        "Dr Noa Levi, Practice at the Harbour"
    )
    assert [letter.text[start:end] for start, end in gaps(letter.text)] == [
        "⟦recipient⟧",
        "⟦phone⟧",
        "⟦where⟧",
    ]
    with pytest.raises(InputRefused) as refused:
        letters.save(letter)
    assert (refused.value.code, refused.value.params) == ("letter_has_gaps", {"count": 3})
    assert letters.save(letter, with_gaps=True).row_version == 1


def test_what_a_note_says_is_not_read_as_a_field(
    letters: LetterService, templates: TemplateService, client: Client, visit: Session
) -> None:
    made = template(templates, "{assessment}|{plan}")
    letter = letters.draft(client.client_id, made.text_id, visit.session_id)
    assert letter.text == "Shoulder pain. {plan} [[x]] ⟦y⟧|Rest for two weeks."


def test_an_unknown_field_is_an_error_and_not_a_letter() -> None:
    with pytest.raises(InputRefused) as refused:
        fill("Dear {nobody}", {}, language="en")
    assert refused.value.code == "letter_fields_unknown"


def test_every_field_of_the_list_has_a_value_or_a_gap(visit: Session) -> None:
    full = full_details(birth_date=ADA.birth_date, sex=ADA.sex)
    values = field_values(
        full, visit, today=date(2024, 5, 1), practice_name="P", author_name="A", language="he"
    )
    # A recipient and what a note lacks are for the writer to fill in.
    assert set(LETTER_FIELDS) - values.keys() == {"recipient", "subjective", "objective", "addenda"}
    assert (values["age"], values["birth_date"], values["sex"]) == ("43", "17 בינואר 1981", "נקבה")
    assert fill("{recipient}", values, language="he") == gap("נמען")


def test_the_starter_letters_leave_only_the_recipient_open(
    letters: LetterService, templates: TemplateService, client: Client, visit: Session
) -> None:
    drafted = 0
    for each in templates.letter_templates():
        letter = letters.draft(client.client_id, each.text_id, visit.session_id)
        own = visit.text.assessment
        left = gaps(letter.text.replace(own, ""))
        assert len(left) == ("{recipient}" in each.text)
        drafted += 1
    figure(f"letters: {drafted} starter templates drafted, no field left but the recipient")
    assert drafted >= 5


def test_a_letter_never_quotes_another_chart_or_what_does_not_hold(
    letters: LetterService, clients: ClientService, sessions: SessionService, client: Client, visit: Session
) -> None:
    other = clients.create(dataclasses.replace(ADA, first_name="Eve"))
    with pytest.raises(NotFound):
        letters.draft(other.client_id, None, visit.session_id)
    sessions.retract(visit.session_id, reason="wrong", expected_version=visit.version)
    with pytest.raises(InputRefused) as refused:
        letters.draft(client.client_id, None, visit.session_id)
    assert refused.value.code == "letter_session_not_current"
    with pytest.raises(NotFound):
        letters.draft(client.client_id, new_id())


def test_saving_is_versioned_sealed_and_in_the_right_chart(
    letters: LetterService, clients: ClientService, client: Client, database: Database
) -> None:
    draft = dataclasses.replace(
        letters.draft(client.client_id), title="  To  the GP ", text="Dear colleague,"
    )
    first = letters.save(draft)
    assert (first.title, first.row_version) == ("To the GP", 1)
    assert letters.save(first) == first, "the same again is no new version"
    second = letters.save(dataclasses.replace(first, text="Dear Dr Cohen,"))
    with pytest.raises(EditConflict):
        letters.save(dataclasses.replace(first, text="Dear Sir,"))
    assert letters.get(first.letter_id) == second
    assert letters.list(client.client_id) == [second]
    other = clients.create(dataclasses.replace(ADA, first_name="Eve"))
    assert letters.list(other.client_id) == []
    with database.begin() as session:
        (row,) = session.scalars(select(ChartRecordRow))
        assert b"Cohen" not in row.sealed_body
    for code, broken in (
        ("letter_title_missing", {"title": " "}),
        ("letter_empty", {"text": " \n"}),
        ("letter_too_long", {"text": "x" * 50_001}),
    ):
        with pytest.raises(InputRefused) as refused:
            letters.save(dataclasses.replace(second, **broken))  # type: ignore[arg-type]
        assert refused.value.code == code
    clients.delete(client.client_id, reason="gone", expected_version=client.row_version)
    with pytest.raises(InputRefused):
        letters.save(dataclasses.replace(second, text="more"))


def test_a_new_letter_whose_answer_was_lost_can_be_saved_again(
    letters: LetterService, clients: ClientService, client: Client
) -> None:
    typed = dataclasses.replace(letters.draft(client.client_id), title="To Dr Cohen", text="Dear colleague")
    stored = letters.save(typed)
    assert letters.save(typed) == stored
    more = letters.save(dataclasses.replace(typed, text="Dear colleague, thank you"))
    assert (more.letter_id, more.row_version, more.text) == (typed.letter_id, 2, "Dear colleague, thank you")
    assert letters.list(client.client_id) == [more]
    ben = clients.create(ClientDetails(first_name="Ben", last_name="Castro"))
    with pytest.raises(EditConflict):
        letters.save(dataclasses.replace(typed, client_id=ben.client_id))


def test_a_new_letter_that_somebody_else_went_on_with_is_not_overwritten(
    letters: LetterService, client: Client, monkeypatch: pytest.MonkeyPatch, access: Access
) -> None:
    typed = dataclasses.replace(letters.draft(client.client_id), title="To Dr Cohen", text="Dear colleague")
    stored = letters.save(typed)
    monkeypatch.setattr(letters, "_access", Access(UserId(new_id()), "clinician"))
    theirs = letters.save(dataclasses.replace(stored, text="By somebody else"))
    monkeypatch.setattr(letters, "_access", access)
    with pytest.raises(EditConflict):
        letters.save(typed)
    assert letters.list(client.client_id) == [theirs]
