"""Words that could not be stored, through a real lock: sealed on disk, then back, then forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest

from core.cancel import CancelToken
from core.clients.dto import ClientDetails
from core.errors import EditConflict
from core.ids import ClientId, UserId, new_id
from core.journal.dto import JournalDraft, JournalFindings, JournalForm
from core.journal.recovery import find_waiting
from core.sessions.dto import Session, SoapText
from core.settings import Settings
from core.workspace import Workspace
from tests.fixtures.workspace import PASSPHRASE, LayDatabase
from ui.operations.journal import (
    forget_draft,
    forget_form,
    form_material,
    keep_drafts,
    keep_typed_forms,
    read_journal,
)
from ui.operations.operation import Operation, in_db

T = TypeVar("T")
CANARY = "canary-of-the-sealed-journal"
DAY = date(2024, 4, 7)


@pytest.fixture
def practice(settings: Settings, lay_database: LayDatabase) -> Iterator[Workspace]:
    workspace = Workspace(settings)
    workspace.open()
    lay_database(settings)
    workspace.initialise(practice_name="Quay", passphrase=PASSPHRASE)
    yield workspace
    workspace.close()


def _run(practice: Workspace, operation: Operation[T]) -> T:
    return operation.run(practice.services, CancelToken(), lambda _done, _total: None)


def _locked_with_unsaved_words(practice: Workspace) -> Session:
    """A stored draft of version 1, and words on it that only the journal has."""
    services = practice.services
    client = services.clients.create(ClientDetails(first_name="Ada", last_name="Byron"))
    stored = services.sessions.start_draft(client.client_id, day=DAY)
    draft = JournalDraft(
        session_id=stored.session_id,
        client_id=client.client_id,
        author=services.user_id,
        base_version=stored.version,
        day=DAY,
        text=SoapText(plan=CANARY),
    )
    assert keep_drafts(practice, [draft]) == {draft.key}
    practice.lock()
    return stored


def _found(practice: Workspace) -> JournalFindings:
    practice.unlock(PASSPHRASE)
    return read_journal(practice, CancelToken(), lambda _done, _total: None)


def test_they_come_back_are_stored_and_forgotten(practice: Workspace, settings: Settings) -> None:
    stored = _locked_with_unsaved_words(practice)
    files = [file for file in (settings.data_dir / "journal").iterdir() if file.suffix == ".sealed"]
    assert len(files) == 1
    assert CANARY.encode() not in files[0].read_bytes()
    findings = _found(practice)
    (waiting,) = findings.waiting
    assert waiting.draft.text.plan == CANARY
    assert waiting.session == stored
    assert waiting.client.details.last_name == "Byron"
    saved = _run(
        practice,
        in_db(
            lambda services: services.sessions.save_draft,
            stored.session_id,
            waiting.draft.text,
            day=DAY,
            expected_version=1,
        ),
    )
    assert saved.version == 2
    _run(practice, forget_draft(session_id=stored.session_id, author=waiting.draft.author))
    assert not files[0].exists()


def test_a_commit_whose_answer_was_lost_is_recognised(practice: Workspace, settings: Settings) -> None:
    stored = _locked_with_unsaved_words(practice)
    sessions = practice.unlock(PASSPHRASE).sessions
    for words, base in ((CANARY, 1), ("and went on", 2)):
        sessions.save_draft(stored.session_id, SoapText(plan=words), day=DAY, expected_version=base)
    practice.lock()
    assert _found(practice) == JournalFindings()
    assert list((settings.data_dir / "journal").iterdir()) == []


def test_a_session_that_moved_on_is_a_conflict_and_nothing_is_lost(practice: Workspace) -> None:
    stored = _locked_with_unsaved_words(practice)
    sessions = practice.unlock(PASSPHRASE).sessions
    sessions.save_draft(stored.session_id, SoapText(plan="theirs"), day=DAY, expected_version=1)
    practice.lock()
    (waiting,) = _found(practice).waiting
    with pytest.raises(EditConflict):
        _run(
            practice,
            in_db(
                lambda services: services.sessions.save_draft,
                stored.session_id,
                waiting.draft.text,
                day=DAY,
                expected_version=1,
            ),
        )
    assert _found(practice).waiting == (waiting,)


def test_damage_is_counted_and_the_file_kept(practice: Workspace, settings: Settings) -> None:
    _locked_with_unsaved_words(practice)
    (file,) = (settings.data_dir / "journal").iterdir()
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    findings = _found(practice)
    assert (findings.waiting, findings.damaged) == ((), 1)
    (aside,) = (settings.data_dir / "journal").iterdir()
    assert aside.read_bytes() == bytes(content)


def test_words_are_sealed_without_a_database(practice: Workspace) -> None:
    stored = _locked_with_unsaved_words(practice)
    services = practice.unlock(PASSPHRASE)
    newer = JournalDraft(
        stored.session_id, stored.client_id, services.user_id, stored.version, DAY, SoapText(plan="newer")
    )
    assert practice.cluster is not None
    practice.cluster.stop()
    assert keep_drafts(practice, [newer]) == {newer.key}
    practice.drop_keys()
    assert keep_drafts(practice, [newer]) == frozenset(), "without keys nothing can be kept"
    practice.lock()
    practice.cluster.start()
    (waiting,) = _found(practice).waiting
    assert waiting.draft.text.plan == "newer"


# What was typed in a form.


def _form(practice: Workspace, client_id: ClientId | None) -> JournalForm:
    return JournalForm(
        entry_id=new_id(),
        author=practice.services.user_id,
        kind="letter" if client_id is not None else "client",
        client_id=client_id,
        fields={"text": CANARY},
    )


def test_forms_are_sealed_without_a_database_and_come_back(practice: Workspace, settings: Settings) -> None:
    client = practice.services.clients.create(ClientDetails(first_name="Ada", last_name="Byron"))
    forms = (_form(practice, client.client_id), _form(practice, None))
    assert practice.cluster is not None
    practice.cluster.stop()
    assert keep_typed_forms(practice, forms) == {each.entry_id for each in forms}
    practice.drop_keys()
    assert keep_typed_forms(practice, forms) == frozenset(), "without keys nothing can be kept"
    practice.lock()
    practice.cluster.start()
    files = list((settings.data_dir / "journal").iterdir())
    assert len(files) == 2
    assert not [file for file in files if CANARY.encode() in file.read_bytes()]
    found = _found(practice)
    assert {each.entry_id for each in found.forms} == {each.entry_id for each in forms}
    material = _run(practice, form_material(next(each for each in found.forms if each.client_id)))
    assert material.client == client
    for each in found.forms:
        _run(practice, forget_form(each))
    assert list((settings.data_dir / "journal").iterdir()) == []


def test_a_colleague_is_not_given_them(practice: Workspace) -> None:
    mine = _form(practice, None)
    colleagues = replace(mine, entry_id=new_id(), author=UserId(new_id()))
    assert len(keep_typed_forms(practice, (mine, colleagues))) == 2
    services = practice.services
    found = find_waiting(
        journal=services.journal,
        sessions=services.sessions,
        clients=services.clients,
        user_id=services.user_id,
        members=[services.user_id, colleagues.author],
        cancel=CancelToken(),
    )
    assert [each.entry_id for each in found.forms] == [mine.entry_id]


def test_an_erased_client_takes_them_along(practice: Workspace, settings: Settings) -> None:
    client = practice.services.clients.create(ClientDetails(first_name="Ada", last_name="Byron"))
    about, of_nobody = _form(practice, client.client_id), _form(practice, None)
    keep_typed_forms(practice, (about, of_nobody))
    practice.services.keys.erase_client(client.client_id, typed_name=client.details.display_name)
    assert [each.entry_id for each in _found_now(practice).forms] == [of_nobody.entry_id]
    assert len(list((settings.data_dir / "journal").iterdir())) == 1


def _found_now(practice: Workspace) -> JournalFindings:
    return read_journal(practice, CancelToken(), lambda _done, _total: None)
