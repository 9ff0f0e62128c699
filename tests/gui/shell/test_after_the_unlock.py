"""What happens right after an unlock: the journal, the integrity check, pending work, a new passphrase."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from core.audit.findings import IntegrityFinding
from core.errors import DiskFull, TamperedRecord
from core.ids import ClientId, SessionId, UserId, new_id
from core.journal.dto import JournalDraft, WaitingDraft
from core.keys.dto import PendingWork
from core.people.dto import SignIn
from core.sessions.dto import Session, SoapText
from tests.fakes.clients import MIRIAM, FakeClients, client_of
from tests.fakes.sessions import FakeSessions
from tests.fakes.workspace import RECOVERY_TEXT
from tests.gui.shell.conftest import Driven
from ui.sessions.chart_place import ChartPlace


def _session(driven: Driven) -> Session:
    """A stored session of a client, in the services that the next unlock gives."""
    client = client_of(MIRIAM)
    sessions = FakeSessions()
    stored = sessions.add(client.client_id, SoapText(plan="stored"))
    driven.workspace.prepared = replace(
        driven.workspace.prepared, clients=FakeClients([client]), sessions=sessions
    )
    return stored


def _draft(driven: Driven, session: Session, words: str, author: UserId | None = None) -> JournalDraft:
    draft = JournalDraft(
        session_id=session.session_id,
        client_id=session.client_id,
        author=author or driven.workspace.prepared.user_id,
        base_version=session.version,
        day=session.date,
        text=SoapText(plan=words),
    )
    driven.workspace.prepared.journal.keep(draft)
    return draft


def _settled(driven: Driven) -> list[WaitingDraft]:
    driven.to_practice()
    return driven.chart.unsaved_drafts.restored


def test_words_from_the_journal_come_back_and_are_told_of(driven: Driven) -> None:
    session = _session(driven)
    _draft(driven, session, "unsaved")
    (waiting,) = _settled(driven)
    assert waiting.draft.text.plan == "unsaved"
    assert waiting.session == session
    assert "1 draft came back" in driven.window.page.journal.accessibleName()
    assert driven.workspace.prepared.journal.drafts(), "forgotten only once it is committed"


@pytest.mark.parametrize("later_versions", [0, 1])
def test_words_that_were_stored_after_all_are_let_go(driven: Driven, later_versions: int) -> None:
    session = _session(driven)
    _draft(driven, session, "committed, the answer lost")
    sessions = driven.workspace.prepared.sessions
    sessions.write_elsewhere(session.session_id, SoapText(plan="committed, the answer lost"))
    for _ in range(later_versions):
        sessions.write_elsewhere(session.session_id, SoapText(plan="and went on from there"))
    assert _settled(driven) == []
    assert driven.workspace.prepared.journal.drafts() == ()
    assert driven.window.page.journal.isHidden()


def test_a_colleagues_words_wait_for_the_colleague(driven: Driven) -> None:
    session = _session(driven)
    you = SignIn(driven.workspace.prepared.user_id, "Ada", False)
    colleague = SignIn(UserId(new_id()), "Bo", False)
    driven.workspace.people = (you, colleague)
    driven.preferences.last_user = you.user_id
    _draft(driven, session, "of a colleague", colleague.user_id)
    _draft(driven, session, "of somebody who has left", UserId(new_id()))
    restored = _settled(driven)
    assert [each.draft.text.plan for each in restored] == ["of somebody who has left"]
    assert len(driven.workspace.prepared.journal.drafts()) == 2


def test_what_cannot_be_read_is_told_and_kept(driven: Driven) -> None:
    session = _session(driven)
    unplaced = replace(session, session_id=SessionId(new_id()))
    _draft(driven, unplaced, "its session is not there")
    driven.workspace.prepared.journal.damaged = ("a.damaged",)
    assert _settled(driven) == []
    assert "2 unsaved drafts could not be read back" in driven.window.page.journal.accessibleName()
    assert driven.workspace.prepared.journal.drafts()


def test_findings_are_shown_in_words(driven: Driven) -> None:
    driven.workspace.prepared.integrity.at_unlock = (
        IntegrityFinding("stale_database"),
        IntegrityFinding("damaged_client_key"),
    )
    driven.to_practice()
    said = driven.window.page.integrity.accessibleName()
    assert "older than the one last used here" in said
    assert "key of a client does not open" in said
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert driven.window.page.integrity.accessibleName() == ""


def test_nothing_found_says_nothing(driven: Driven) -> None:
    driven.to_practice()
    assert driven.window.page.integrity.isHidden()
    assert driven.window.status.work_label.text() == ""


def test_a_check_that_fails_is_said(driven: Driven) -> None:
    class Broken:
        def check_at_unlock(self) -> None:
            raise TamperedRecord

    driven.workspace.prepared = replace(driven.workspace.prepared, integrity=Broken())
    driven.to_practice()
    assert not driven.window.page.message.isHidden()


def test_pending_work_goes_on_in_the_background(driven: Driven) -> None:
    keys = driven.workspace.prepared.keys
    keys.current = replace(keys.current, pending=PendingWork("rotate", done=2, total=3))
    keys.hold("step")
    driven.to_lock_screen()
    driven.unlock()
    driven.wait(lambda: driven.window.status.work_label.text() == "Changing keys: 0 of 3")
    keys.release("step")
    driven.wait(lambda: keys.current.pending is None)
    driven.wait(lambda: driven.window.status.work_label.text() == "")
    assert keys.calls["finish_pending"] == 1


def test_the_recovery_key_leads_to_a_new_passphrase(driven: Driven) -> None:
    driven.to_lock_screen()
    screen = driven.window.lock_screen
    screen.other_way.click()
    screen.recovery_key.setText(RECOVERY_TEXT)
    screen.button.click()
    driven.wait(lambda: bool(_dialogs("NewPassphraseDialog")))
    assert driven.window.unlocked


def test_the_menu_opens_keys_people_and_audit(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[FakeSecurityDialog] = []

    class FakeSecurityDialog(QDialog):
        from PySide6.QtCore import Signal

        client_erased = Signal(object)
        records_changed = Signal()
        idle_minutes_changed = Signal(int)
        people_changed = Signal()

        def __init__(self, jobs, *, access, preferences, most_idle_minutes, parent) -> None:
            super().__init__(parent)
            self.access = access
            opened.append(self)

    monkeypatch.setattr("ui.security.security_dialog.SecurityDialog", FakeSecurityDialog)
    driven.to_practice()
    driven.window.book.run("app.security")
    (dialog,) = opened
    assert dialog.access.role == "owner"
    dialog.idle_minutes_changed.emit(2)
    assert driven.window.idle_watch.limit_s == 120
    dialog.people_changed.emit()
    assert "read_authors" in driven.chart.calls
    client = client_of(MIRIAM)
    driven.chart.client = client
    dialog.client_erased.emit(client.client_id)
    assert ("close_client", client.client_id) in driven.chart.calls
    assert driven.clients.calls[-1] == "reload"
    assert driven.ask.calls[-1] == ("set_client", None)
    driven.window.lock()
    assert not dialog.isVisible()


def test_an_auditor_sees_a_quiet_page_and_nothing_clinical(driven: Driven) -> None:
    driven.workspace.prepared = replace(driven.workspace.prepared, role="auditor", user_name="Paul")
    driven.to_practice()
    window = driven.window
    assert window.current_page is window.auditor_page
    assert window.unlocked
    assert driven.clients.calls == []
    assert driven.chart.calls == []
    assert driven.workspace.prepared.index.listeners == 0
    assert not window.book.available("clients.new")
    assert not window.book.available("clients.find")
    assert window.book.available("app.security")
    assert window.idle_watch.running
    opened: list[bool] = []
    window.auditor_page.audit_requested.connect(lambda: opened.append(True))
    window.auditor_page.state.action_requested.emit()
    assert opened
    window.lock()
    driven.wait(lambda: window.current_page is window.lock_screen)
    assert driven.workspace.state == "locked"


def _dialogs(kind: str) -> list[QDialog]:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
    return [each for each in found if type(each).__name__ == kind and each.isVisible()]


def test_the_date_of_a_draft_is_kept(driven: Driven) -> None:
    session = _session(driven)
    draft = replace(_draft(driven, session, "unsaved"), day=date(2024, 4, 1))
    driven.workspace.prepared.journal.keep(draft)
    (waiting,) = _settled(driven)
    assert waiting.draft.day == date(2024, 4, 1)


def test_words_without_a_key_are_told_too(driven: Driven) -> None:
    session = _session(driven)
    _draft(driven, session, "unsaved")
    driven.workspace.prepared.journal.keyless = 1
    _settled(driven)
    said = driven.window.page.journal.accessibleName()
    assert "1 draft came back" in said
    assert "1 unsaved draft waits for the key" in said


def test_words_that_have_to_wait_are_told_of(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    session = _session(driven)
    _draft(driven, session, "of somebody who has left", UserId(new_id()))
    monkeypatch.setattr(driven.chart.unsaved_drafts, "restore", lambda _waiting: False)
    _settled(driven)
    assert "1 unsaved draft waits: there are other words" in driven.window.page.journal.accessibleName()


def test_an_auditor_is_told_of_the_findings(driven: Driven) -> None:
    driven.workspace.prepared = replace(driven.workspace.prepared, role="auditor", user_name="Paul")
    driven.workspace.prepared.integrity.at_unlock = (IntegrityFinding("stale_database"),)
    driven.to_practice()
    bar = driven.window.auditor_page.integrity
    assert "older than the one last used here" in bar.accessibleName()
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert bar.accessibleName() == ""


@pytest.mark.parametrize("ends", ["finished", "failed"])
def test_an_erase_that_ends_in_the_background_takes_its_client_off_the_screen(
    driven: Driven, ends: str
) -> None:
    keys, session = driven.workspace.prepared.keys, _session(driven)
    clients = driven.workspace.prepared.clients
    keys.current = replace(keys.current, pending=PendingWork("erase", done=0, total=3))
    keys.hold("step")
    if ends == "failed":
        keys.fail("finish_pending", DiskFull())
    driven.to_lock_screen()
    driven.chart.client = clients.stored.pop(session.client_id)
    driven.unlock()
    keys.release("step")
    driven.wait(lambda: ("close_client", session.client_id) in driven.chart.calls)
    assert driven.clients.calls[-1] == "reload"


def test_words_about_a_client_who_is_gone_are_given_up(driven: Driven) -> None:
    session = _session(driven)
    driven.workspace.prepared.clients.stored.clear()
    driven.to_practice()
    driven.chart.unsaved_drafts.unplaced = frozenset({session.client_id})
    driven.chart.unsaved_drafts.changed.emit()
    driven.chart.unsaved_drafts.changed.emit()
    driven.wait(lambda: not driven.jobs.busy)
    assert driven.chart.calls.count(("close_client", session.client_id)) == 1


def test_a_first_chart_is_opened_once(driven: Driven) -> None:
    client_id = ClientId(new_id())
    driven.window.open_first(client_id)
    driven.to_practice()
    driven.wait(lambda: ("show_place", ChartPlace(client_id)) in driven.chart.calls)
    driven.chart.at = None
    driven.chart.calls.clear()
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    driven.unlock()
    driven.wait(lambda: not driven.jobs.busy)
    assert ("show_place", ChartPlace(client_id)) not in driven.chart.calls


def test_after_the_demo_practice_was_added_its_first_chart_opens(driven: Driven) -> None:
    client_id = ClientId(new_id())
    driven.workspace.state = "absent"
    driven.window.start()
    driven.wait(lambda: driven.window.current_page is driven.window.wizard)
    driven.workspace.state = "unlocked"
    driven.window.wizard.demo.first_client = client_id
    driven.window.wizard.finished.emit()
    driven.wait(lambda: ("show_place", ChartPlace(client_id)) in driven.chart.calls)
