"""Forms in the journal: sealed, given back to whoever wrote them, gone with their client."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.errors import NotFound
from core.ids import ClientId, SessionId, UserId, new_id
from core.journal.dto import JournalDraft, JournalForm
from core.journal.recovery import keep_forms
from core.journal.service import DraftJournal
from core.security.keyring import KeyRing
from core.security.sealing import Sealer
from core.sessions.dto import SoapText

NOW = datetime(2024, 4, 7, 9, 30, tzinfo=UTC)
CANARY = "canary-word-in-a-form"


@pytest.fixture
def client_id(keyring: KeyRing) -> ClientId:
    made = ClientId(new_id())
    keyring.add_client(made)
    return made


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "journal"


@pytest.fixture
def journal(directory: Path, sealer: Sealer) -> DraftJournal:
    return DraftJournal(directory=directory, sealer=sealer, clock=lambda: NOW)


def _form(client_id: ClientId | None) -> JournalForm:
    return JournalForm(
        entry_id=new_id(),
        author=UserId(new_id()),
        kind="letter",
        client_id=client_id,
        ids={"letter": str(new_id())},
        fields={"text": CANARY, "title": "ברוך \ud83d"},
    )


@pytest.fixture(params=["a client", "nobody yet"])
def form(request: pytest.FixtureRequest, client_id: ClientId) -> JournalForm:
    return _form(client_id if request.param == "a client" else None)


def test_what_was_kept_comes_back_and_is_let_go(journal: DraftJournal, form: JournalForm) -> None:
    journal.keep_form(form)
    assert journal.read().forms == (replace(form, at=NOW),)
    newer = replace(form, fields={"text": "more words"})
    journal.keep_form(newer)
    assert journal.read().forms == (replace(newer, at=NOW),), "one entry of one form"
    journal.forget_form(form)
    journal.forget_form(form)
    assert journal.read().forms == ()


def test_nothing_that_was_typed_is_readable_in_the_file(
    journal: DraftJournal, form: JournalForm, directory: Path
) -> None:
    journal.keep_form(form)
    (file,) = directory.iterdir()
    content = file.read_bytes()
    for word in (CANARY, "letter", form.ids["letter"]):
        assert word.encode() not in content
    assert form.entry_id.bytes in content, "the control: the header is clear"
    assert file.stat().st_mode & 0o077 == 0


def test_every_flipped_byte_is_noticed_and_nothing_is_deleted(
    journal: DraftJournal, form: JournalForm, directory: Path
) -> None:
    journal.keep_form(form)
    (file,) = directory.iterdir()
    content = file.read_bytes()
    for place in range(len(content)):
        flipped = bytearray(content)
        flipped[place] ^= 1
        file.write_bytes(bytes(flipped))
        reading = journal.read()
        assert reading.forms == (), place
        assert reading.drafts == (), place
        left = [each.read_bytes() for each in directory.iterdir()]
        assert left == [bytes(flipped)], place
        for each in directory.iterdir():
            each.unlink()


def test_a_file_under_another_name_does_not_open(
    journal: DraftJournal, form: JournalForm, directory: Path
) -> None:
    journal.keep_form(form)
    (file,) = directory.iterdir()
    file.rename(directory / f"{new_id()}.{form.author}.sealed")
    reading = journal.read()
    assert (reading.forms, len(reading.damaged)) == ((), 1)


def test_forms_and_drafts_stand_side_by_side(journal: DraftJournal, client_id: ClientId) -> None:
    form = _form(client_id)
    draft = JournalDraft(
        SessionId(new_id()), client_id, form.author, 1, date(2024, 4, 6), SoapText(plan="Rest.")
    )
    journal.keep(draft)
    journal.keep_form(form)
    reading = journal.read()
    assert [each.key for each in reading.drafts] == [draft.key]
    assert [each.entry_id for each in reading.forms] == [form.entry_id]


def test_an_erase_takes_the_forms_of_the_client_and_no_others(
    journal: DraftJournal, client_id: ClientId, keyring: KeyRing, directory: Path
) -> None:
    other = ClientId(new_id())
    keyring.add_client(other)
    mine, damaged = _form(client_id), _form(client_id)
    theirs, of_nobody = _form(other), _form(None)
    journal.keep_form(damaged)
    (file,) = directory.iterdir()
    content = file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert len(journal.read().damaged) == 1
    for each in (mine, theirs, of_nobody):
        journal.keep_form(each)
    assert journal.forget_client(client_id) == 2
    assert {each.entry_id for each in journal.read().forms} == {theirs.entry_id, of_nobody.entry_id}


def test_without_the_key_of_its_client_it_waits(
    journal: DraftJournal, client_id: ClientId, keyring: KeyRing, directory: Path
) -> None:
    form = _form(client_id)
    journal.keep_form(form)
    keyring.forget_client(client_id)
    reading = journal.read()
    assert (reading.forms, reading.damaged, reading.keyless) == ((), (), 1)
    with pytest.raises(NotFound):
        journal.keep_form(form)
    whole = _form(None)
    assert keep_forms(journal, [form, whole]) == {whole.entry_id}, "one that fails costs no other"
