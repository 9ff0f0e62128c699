"""The journal gives back what was kept, tells damage from a missing key, and deletes nothing unasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import DiskFull, EnvironmentProblem, NotFound, VaultLocked
from core.ids import ClientId, SessionId, UserId, new_id
from core.journal.dto import JournalDraft, next_number, words_digest
from core.journal.recovery import on_own_save
from core.journal.service import DraftJournal
from core.security.keyring import KeyRing
from core.security.sealing import Sealer
from core.sessions.dto import CopiedFrom, Session, SoapText
from tests.fixtures.figures import figure

NOW = datetime(2024, 4, 7, 9, 30, tzinfo=UTC)
CANARY = "canary-word-in-the-journal"


class Ticking:
    """A clock that goes on by a minute with every look."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


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
    return DraftJournal(directory=directory, sealer=sealer, clock=Ticking())


def _draft(client_id: ClientId, words: str = CANARY) -> JournalDraft:
    return JournalDraft(
        session_id=SessionId(new_id()),
        client_id=client_id,
        author=UserId(new_id()),
        base_version=3,
        day=date(2024, 4, 6),
        text=SoapText(subjective=words, plan="ברוך"),
    )


def _only_file(directory: Path) -> Path:
    (file,) = directory.iterdir()
    return file


def test_an_empty_journal_needs_no_directory(journal: DraftJournal, directory: Path) -> None:
    assert journal.drafts() == ()
    journal.forget(SessionId(new_id()), UserId(new_id()))
    assert not directory.exists()


@given(words=st.text(alphabet=st.characters(), max_size=60), version=st.integers(1, 2**31))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_was_kept_comes_back(
    journal: DraftJournal, client_id: ClientId, words: str, version: int
) -> None:
    kept = replace(_draft(client_id, words), base_version=version)
    journal.keep(kept)
    (back,) = journal.drafts()
    assert replace(back, at=None) == kept
    assert back.at is not None
    assert back.at > NOW
    journal.forget(kept.session_id, kept.author)
    assert journal.drafts() == ()


def test_half_a_surrogate_pair_comes_back_too(journal: DraftJournal, client_id: ClientId) -> None:
    kept = _draft(client_id, "broken \ud83d emoji")
    journal.keep(kept)
    assert journal.drafts()[0].text == kept.text


def test_the_newest_words_replace_the_older_and_only_they(journal: DraftJournal, client_id: ClientId) -> None:
    first = _draft(client_id)
    colleague = replace(first, author=UserId(new_id()), text=SoapText(plan="of a colleague"))
    for each in (first, colleague, replace(first, text=SoapText(plan="newer"))):
        journal.keep(each)
    assert [each.text.plan for each in journal.drafts()] == ["of a colleague", "newer"]
    journal.forget(first.session_id, first.author)
    assert [each.author for each in journal.drafts()] == [colleague.author]


def test_nothing_that_was_written_is_readable_in_the_file(
    journal: DraftJournal, client_id: ClientId, directory: Path
) -> None:
    journal.keep(_draft(client_id))
    content = _only_file(directory).read_bytes()
    for words in (CANARY, "2024-04-06", "subjective"):
        for encoding in ("utf-8", "utf-16-le"):
            assert words.encode(encoding) not in content
    assert _only_file(directory).stat().st_mode & 0o077 == 0
    assert directory.stat().st_mode & 0o077 == 0


def test_every_flipped_byte_is_found_and_the_file_is_kept(
    journal: DraftJournal, client_id: ClientId, directory: Path
) -> None:
    kept = _draft(client_id, "x")
    journal.keep(kept)
    file = _only_file(directory)
    whole = file.read_bytes()
    found = 0
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        reading = journal.read()
        assert reading.drafts == ()
        if reading.damaged:
            (name,) = reading.damaged
            assert (directory / name).exists()
            (directory / name).unlink()
        else:
            # Another client's id: its key is missing, as far as can be told.
            assert 19 <= place < 35
            assert file.exists()
        found += 1
    figure(f"journal: {found} of {len(whole)} flipped bytes detected, none deleted")


@pytest.mark.parametrize("content", [b"", b"AJ", b"AJ\x02" + bytes(80), b"\x00" * 400])
def test_what_is_no_journal_file_is_moved_aside(
    journal: DraftJournal, directory: Path, content: bytes
) -> None:
    directory.mkdir()
    (directory / "anything.sealed").write_bytes(content)
    (name,) = journal.read().damaged
    assert name.startswith("anything.sealed.")
    assert name.endswith(".damaged")
    assert (directory / name).read_bytes() == content
    assert journal.read().damaged == (), "told once"


def test_a_second_damaged_file_does_not_replace_the_first(
    journal: DraftJournal, client_id: ClientId, directory: Path
) -> None:
    draft = _draft(client_id)
    for _ in range(2):
        journal.keep(draft)
        (file,) = directory.glob("*.sealed")
        file.write_bytes(b"torn")
        assert journal.read().damaged
    assert len(list(directory.glob("*.damaged"))) == 2


def test_a_file_under_another_name_does_not_open(
    journal: DraftJournal, client_id: ClientId, directory: Path
) -> None:
    journal.keep(_draft(client_id))
    file = _only_file(directory)
    file.rename(directory / f"{new_id()}.{new_id()}.sealed")
    assert journal.drafts() == ()
    assert list(directory.glob("*.damaged"))


def test_a_missing_client_key_is_no_damage(
    directory: Path, keyring: KeyRing, sealer: Sealer, client_id: ClientId, journal: DraftJournal
) -> None:
    kept = _draft(client_id)
    journal.keep(kept)
    without = KeyRing(
        workspace_id=keyring.workspace_id,
        workspace_keys=keyring.workspace_keys(),
        epochs=keyring.epoch_keys(),
    )
    reading = DraftJournal(directory=directory, sealer=Sealer(without)).read()
    assert reading.drafts == ()
    assert reading.damaged == ()
    assert journal.drafts(), "it opens again with the key"
    assert journal.read().keyless == 0
    with pytest.raises(NotFound):
        DraftJournal(directory=directory, sealer=Sealer(without)).keep(kept)


def test_locked_means_an_error(journal: DraftJournal, keyring: KeyRing, client_id: ClientId) -> None:
    draft = _draft(client_id)
    journal.keep(draft)
    keyring.drop()
    with pytest.raises(VaultLocked):
        journal.read()
    with pytest.raises(VaultLocked):
        journal.keep(draft)


def test_an_erase_takes_the_files_of_one_client(
    journal: DraftJournal, keyring: KeyRing, client_id: ClientId, directory: Path
) -> None:
    other = ClientId(new_id())
    keyring.add_client(other)
    damaged, stays = _draft(client_id), _draft(other)
    journal.keep(damaged)
    file = _only_file(directory)
    file.write_bytes(file.read_bytes()[:-1])
    assert journal.read().damaged
    for each in (_draft(client_id), stays):
        journal.keep(each)
    (directory / "odd.sealed").write_bytes(b"no journal file")
    assert journal.forget_client(client_id) == 2
    assert [each.client_id for each in journal.drafts()] == [other]
    assert len(list(directory.glob("*.damaged"))) == 1


def test_a_directory_that_cannot_be_used_is_named(
    tmp_path: Path, sealer: Sealer, client_id: ClientId
) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    journal = DraftJournal(directory=blocked / "journal", sealer=sealer)
    with pytest.raises(EnvironmentProblem, match="data_directory_unusable"):
        journal.keep(_draft(client_id))


def test_a_full_disk_leaves_the_older_words(
    journal: DraftJournal, client_id: ClientId, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = _draft(client_id, "older")
    journal.keep(draft)

    def full(*_args: object, **_options: object) -> None:
        raise DiskFull

    monkeypatch.setattr("core.journal.service.write_atomically", full)
    with pytest.raises(DiskFull):
        journal.keep(replace(draft, text=SoapText(plan="newer")))
    assert journal.drafts()[0].text.subjective == "older"


def test_of_two_drafts_the_later_one_stays_in_whichever_order_they_are_written(
    journal: DraftJournal, client_id: ClientId
) -> None:
    earlier = _draft(client_id)
    later = replace(earlier, text=SoapText(plan="later"), number=next_number())
    journal.keep(later)
    journal.keep(earlier)
    assert [each.text.plan for each in journal.drafts()] == ["later"]


def test_what_was_let_go_of_does_not_come_back_with_a_late_write(
    journal: DraftJournal, client_id: ClientId
) -> None:
    draft = _draft(client_id)
    journal.forget(draft.session_id, draft.author)
    journal.keep(draft)
    assert journal.drafts() == ()


def test_letting_go_leaves_what_was_typed_since(journal: DraftJournal, client_id: ClientId) -> None:
    stored = _draft(client_id)
    journal.keep(stored)
    asked = next_number()
    newer = replace(stored, text=SoapText(plan="typed since"), number=next_number())
    journal.keep(newer)
    journal.forget(stored.session_id, stored.author, up_to=asked)
    assert [each.text.plan for each in journal.drafts()] == ["typed since"]


def test_a_save_under_way_is_kept_with_the_words(journal: DraftJournal, client_id: ClientId) -> None:
    draft = replace(_draft(client_id), under_way=words_digest(SoapText("sent"), date(2024, 4, 6)))
    journal.keep(draft)
    (kept,) = journal.drafts()
    assert kept.under_way == draft.under_way


def test_words_typed_on_a_save_that_was_not_answered_are_no_conflict(client_id: ClientId) -> None:
    sent, day = SoapText("sent"), date(2024, 4, 6)
    draft = replace(_draft(client_id), under_way=words_digest(sent, day))
    stored = Session(
        session_id=draft.session_id,
        client_id=client_id,
        date=day,
        state="draft",
        version=draft.base_version + 1,
        text=sent,
        saved_at=NOW,
    )
    assert on_own_save(draft, stored).base_version == stored.version
    assert on_own_save(draft, replace(stored, text=SoapText("of another"))) == draft
    assert on_own_save(draft, replace(stored, version=stored.version + 1)) == draft
    assert on_own_save(replace(draft, under_way=None), stored).base_version == draft.base_version


def test_what_was_set_beside_the_words_comes_back_with_them(
    journal: DraftJournal, client_id: ClientId
) -> None:
    copied = {"plan": CopiedFrom(SessionId(new_id()), 2)}
    kept = replace(_draft(client_id), kind="video", duration_min=0, copied=copied)
    journal.keep(kept)
    (back,) = journal.drafts()
    assert replace(back, at=None) == kept
