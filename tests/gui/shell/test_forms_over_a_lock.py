"""What was typed in a form is sealed at a lock, offered again after it, and let go once it is settled."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.clients.dto import Client
from core.damage import Listing
from core.errors import DiskFull, NotFound
from core.ids import ClientId, SessionId, UserId, new_id
from core.journal.dto import JournalForm
from core.letters.dto import Letter
from core.people.dto import SignIn
from core.sessions.dto import Session, SoapText
from tests.fakes.clients import ARIEL, MIRIAM
from tests.fakes.contradictions import contradiction, quote_of
from tests.fakes.journal import FakeJournal
from tests.fakes.practice import FakePractice, furnished
from tests.fakes.schedule import FakeSchedule
from tests.fakes.workspace import FakeWorkspace
from tests.gui.shell.conftest import Driven
from ui.clients.client_dialog import ClientDialog
from ui.clients.delete_dialog import DeleteDialog
from ui.clients.merge_dialog import MergeDialog
from ui.contradictions.dismiss_dialog import DismissDialog
from ui.interchange.letter_dialog import LetterDialog
from ui.schedule.booking_dialog import BookingDialog
from ui.sessions.addendum_dialog import AddendumDialog
from ui.sessions.retract_dialog import RetractDialog
from ui.shell.close_popups import close_popups
from ui.templates.templates_dialog import TemplatesDialog
from ui.widgets.form_dialog import FORM_KINDS, FormDialog
from ui.widgets.question import Question

D = TypeVar("D", bound=FormDialog)
DAY = date(2024, 4, 7)


class Letters:
    """The letters of one client, in memory."""

    def __init__(self) -> None:
        self.stored: dict[UUID, Letter] = {}

    def list(self, client_id: ClientId) -> Listing[Letter]:
        return Listing(each for each in self.stored.values() if each.client_id == client_id)

    def get(self, letter_id: UUID) -> Letter:
        return self.stored[letter_id]

    def draft(self, client_id: ClientId, template_id: UUID | None, session_id: SessionId | None) -> Letter:
        return Letter(new_id(), client_id, DAY, "Letter", "Dear colleague,", session_id, "en")

    def save(self, letter: Letter, *, with_gaps: bool = False) -> Letter:
        self.stored[letter.letter_id] = replace(letter, row_version=letter.row_version + 1)
        return self.stored[letter.letter_id]


@dataclass(frozen=True, slots=True)
class At:
    """A window over fakes, unlocked, with two clients, a signed session and an appointment."""

    driven: Driven
    practice: FakePractice
    schedule: FakeSchedule
    letters: Letters
    miriam: Client
    ariel: Client
    session: Session

    @property
    def journal(self) -> FakeJournal:
        journal = self.driven.workspace.prepared.journal
        assert isinstance(journal, FakeJournal)
        return journal

    @property
    def kept(self) -> JournalForm:
        (form,) = self.journal.forms.values()
        return form

    def lock(self) -> None:
        window = self.driven.window
        window.lock()
        self.driven.wait(lambda: window.current_page is window.lock_screen and not self.driven.jobs.busy)

    def unlock(self) -> None:
        self.driven.unlock()
        self.driven.wait(lambda: not self.driven.jobs.busy)

    def over_a_lock(self, dialog: D) -> D:
        """Locks with `dialog` on screen, unlocks, takes the offer: the dialog that stands there then."""
        kind = type(dialog)
        self.lock()
        assert not [
            each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
        ]
        self.unlock()
        bar = self.driven.window.page.forms
        assert bar.isVisible()
        bar.action_requested.emit()
        assert not bar.isVisible()
        self.driven.wait(lambda: bool(self.shown(kind)) and not self.driven.jobs.busy)
        (back,) = self.shown(kind)
        return back

    def settled(self) -> None:
        """Nothing is kept any more, and nothing is offered after another lock."""
        self.driven.wait(lambda: not self.journal.forms)
        close_popups()
        self.lock()
        self.unlock()
        assert not self.driven.window.page.forms.isVisible()

    def show(self, dialog: D) -> D:
        dialog.open()
        self.driven.wait(lambda: not self.driven.jobs.busy)
        return dialog

    @staticmethod
    def shown(kind: type[D]) -> list[D]:
        return [
            each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
        ]


@pytest.fixture
def at(driven: Driven, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    with furnished(workspace) as practice:
        schedule, letters = FakeSchedule(practice.clients, practice.sessions), Letters()
        monkeypatch.setattr(type(practice.templates), "letter_templates", lambda _self: (), raising=False)
        workspace.prepared = replace(workspace.prepared, schedule=schedule, letters=letters)
        workspace.state = "locked"
        miriam, ariel = practice.add_client(MIRIAM), practice.add_client(ARIEL)
        session = practice.sessions.add(miriam.client_id, SoapText(plan="Rest."), day=DAY, signed=True)
        driven.to_practice()
        yield At(driven, practice, schedule, letters, miriam, ariel, session)
        schedule.release_all()


def test_a_new_client(at: At) -> None:
    dialog = at.show(ClientDialog(at.driven.jobs, None, at.driven.window))
    at.driven.qtbot.keyClicks(dialog.form.last_name, "Stone")
    at.driven.qtbot.keyClicks(dialog.form.birth_date, "3 Apr 1990")
    dialog.form.sex.setCurrentIndex(dialog.form.sex.findData("female"))
    dialog.form.blocks["allergies"].insertPlainText("Latex")
    back = at.over_a_lock(dialog)
    assert at.kept.client_id is None
    details = back.form.details()
    assert (details.last_name, details.birth_date, details.sex, details.allergies) == (
        "Stone",
        date(1990, 4, 3),
        "female",
        ("Latex",),
    )
    with at.driven.qtbot.waitSignal(back.stored):
        back.save_button.click()
    at.settled()


def test_details_of_a_client_with_only_what_was_typed(at: At) -> None:
    dialog = at.show(ClientDialog(at.driven.jobs, at.miriam, at.driven.window))
    dialog.form.lines["email"].clear()
    at.driven.qtbot.keyClicks(dialog.form.lines["email"], "new@example.org")
    at.lock()
    assert dict(at.kept.fields) == {"email": "new@example.org"}
    assert at.kept.client_id == at.miriam.client_id
    at.practice.clients.update(
        at.miriam.client_id,
        replace(at.miriam.details, phone="1", email="theirs@example.org"),
        expected_version=at.miriam.row_version,
    )
    at.unlock()
    at.driven.window.page.forms.action_requested.emit()
    at.driven.wait(lambda: bool(at.shown(ClientDialog)))
    (back,) = at.shown(ClientDialog)
    assert "theirs@example.org" in back.message.accessibleName(), "what saving would replace is told first"
    with at.driven.qtbot.waitSignal(back.stored):
        back.save_button.click()
    stored = at.practice.clients.stored[at.miriam.client_id].details
    assert (stored.email, stored.phone) == ("new@example.org", "1")
    at.settled()


def test_an_addendum(at: At) -> None:
    dialog = at.show(AddendumDialog(at.driven.jobs, at.session, at.miriam, at.driven.window))
    dialog.text.setPlainText("Ferritin 12.")
    dialog.reason.setText("Result came in")
    back = at.over_a_lock(dialog)
    assert (back.text.text(), back.reason.text()) == ("Ferritin 12.", "Result came in")
    with at.driven.qtbot.waitSignal(back.stored):
        back.go_button.click()
    at.settled()


def test_a_retraction(at: At) -> None:
    dialog = at.show(RetractDialog(at.driven.jobs, at.session, at.miriam, at.driven.window))
    dialog.reason.setText("Wrong chart")
    back = at.over_a_lock(dialog)
    assert back.reason.text() == "Wrong chart"
    back.discard()
    at.settled()


def test_the_reason_for_dismissing_a_contradiction(at: At) -> None:
    note = quote_of(at.miriam.client_id, "Rest", source_id=at.session.session_id, field="plan", day=DAY)
    found = contradiction("stopped", "rest", note, note)
    ledger = at.driven.workspace.prepared.contradictions
    ledger.put(found)
    dialog = at.show(DismissDialog(at.driven.jobs, found, at.miriam, at.driven.window))
    dialog.reason.setText("Both are right")
    back = at.over_a_lock(dialog)
    assert back.reason.text() == "Both are right"
    back.go_button.click()
    at.driven.wait(lambda: bool(ledger.dismissed) and not at.driven.jobs.busy)
    assert ledger.dismissed[found.key].reason == "Both are right"
    at.settled()


def test_the_reason_for_a_deletion(at: At) -> None:
    dialog = at.show(DeleteDialog(at.driven.jobs, at.miriam, at.driven.window))
    dialog.reason.setText("Entered twice")
    back = at.over_a_lock(dialog)
    assert back.reason.text() == "Entered twice"
    with at.driven.qtbot.waitSignal(back.deleted):
        back.go_button.click()
    at.settled()


def test_a_merge_with_the_other_chart(at: At) -> None:
    dialog = at.show(MergeDialog(at.driven.jobs, at.miriam, at.driven.window))
    at.driven.qtbot.keyClick(dialog.choice.search, Qt.Key.Key_Return)
    dialog.swap_button.click()
    dialog.reason.setText("Entered twice")
    back = at.over_a_lock(dialog)
    assert back.reason.text() == "Entered twice"
    assert (back.into, back.source) == (at.ariel, at.miriam)
    back.discard()
    at.settled()


def test_a_new_appointment(at: At) -> None:
    dialog = at.show(BookingDialog(at.driven.jobs, client=at.miriam, parent=at.driven.window))
    dialog.form.time.setEditText("9:40")
    dialog.form.length.setEditText("25")
    dialog.form.day.show_day(date(2031, 5, 6))
    dialog.form.note.setPlainText("Bring the films")
    back = at.over_a_lock(dialog)
    assert back.form.picker.client == at.miriam
    assert (back.form.day.day(), back.form.time.chosen(), back.form.minutes()) == (
        date(2031, 5, 6),
        time(9, 40),
        25,
    )
    assert back.form.note_text() == "Bring the films"
    with at.driven.qtbot.waitSignal(back.stored):
        back.save()
    at.settled()


def test_a_changed_appointment_keeps_what_others_changed(at: At) -> None:
    appointment = at.schedule.add(at.miriam, DAY, time(9, 0), note="Old")
    (booking,) = at.schedule.between(appointment.starts_at, appointment.ends_at)
    dialog = at.show(BookingDialog(at.driven.jobs, booking=booking, parent=at.driven.window))
    dialog.form.note.setPlainText("New")
    at.lock()
    assert dict(at.kept.fields) == {"note": "New"}
    at.schedule.stored[appointment.appointment_id] = replace(appointment, minutes=20, row_version=2)
    at.unlock()
    at.driven.window.page.forms.action_requested.emit()
    at.driven.wait(lambda: bool(at.shown(BookingDialog)))
    (back,) = at.shown(BookingDialog)
    assert (back.form.minutes(), back.form.note_text()) == (20, "New")
    back.discard()
    at.settled()


def test_a_letter_that_is_stored_and_goes_on(at: At) -> None:
    dialog = at.show(LetterDialog(at.driven.jobs, at.miriam, at.driven.window))
    dialog.body.title.setText("To Dr Cohen")
    dialog.body.text.setPlainText("My own words")
    back = at.over_a_lock(dialog)
    assert back.touched
    assert (back.body.title.text(), back.body.text.text()) == ("To Dr Cohen", "My own words")
    with at.driven.qtbot.waitSignal(back.saved):
        back.go_button.click()
    at.driven.wait(lambda: not at.journal.forms)
    assert back.isVisible()
    back.body.text.setPlainText("Second thoughts")
    back = at.over_a_lock(back)
    with at.driven.qtbot.waitSignal(back.saved):
        back.go_button.click()
    (stored,) = at.letters.stored.values()
    assert (stored.text, stored.row_version) == ("Second thoughts", 2)
    at.settled()


def test_texts_of_the_practice_old_and_new(at: At) -> None:
    dialog = at.show(TemplatesDialog(at.driven.jobs, at.driven.window))
    snippets, letters = dialog.pages["snippet"], dialog.pages["letter_template"]
    shown = snippets.form.current().text_id
    snippets.form.parts["text"].setPlainText("half a thought")
    letters.new_button.click()
    letters.form.name_edit.setText("To school")
    letters.form.parts["text"].setPlainText("{client_name} may go by bus")
    back = at.over_a_lock(dialog)
    assert at.kept.client_id is None
    text = back.pages["snippet"].form.current()
    assert (text.text_id, text.text) == (shown, "half a thought")
    letter = back.pages["letter_template"].form.current()
    assert (letter.name, letter.text) == ("To school", "{client_name} may go by bus")
    back.pages["letter_template"].save_button.click()
    at.driven.wait(lambda: not at.driven.jobs.busy)
    assert [each.name for each in at.practice.templates.stored.values()] == ["To school"]
    assert at.journal.forms, "the snippet is not stored yet"
    back.pages["snippet"].save_button.click()
    at.driven.wait(lambda: not at.driven.jobs.busy)
    at.settled()


# What may go wrong.


def _typed(at: At) -> AddendumDialog:
    dialog = at.show(AddendumDialog(at.driven.jobs, at.session, at.miriam, at.driven.window))
    dialog.text.setPlainText("Ferritin 12.")
    return dialog


def test_an_open_form_is_kept_again_at_the_next_lock(at: At) -> None:
    back = at.over_a_lock(_typed(at))
    back.text.setPlainText("Ferritin 120.")
    at.lock()
    assert at.kept.fields["text"] == "Ferritin 120.", "in the same entry"


def test_another_person_is_not_offered_it(at: At) -> None:
    _typed(at)
    workspace, window = at.driven.workspace, at.driven.window
    mine, other = workspace.prepared.user_id, UserId(new_id())
    workspace.people = (SignIn(mine, "Ada", False), SignIn(other, "Bo", False))
    at.lock()
    at.driven.wait(lambda: window.lock_screen.person.several)
    window.lock_screen.person.setCurrentIndex(1)
    at.unlock()
    assert workspace.prepared.user_id == other
    assert not window.page.forms.isVisible()
    assert not window.page.reminder.isVisible()
    assert at.kept.author == mine
    at.lock()
    at.driven.wait(lambda: window.lock_screen.person.several)
    window.lock_screen.person.setCurrentIndex(0)
    at.unlock()
    assert window.page.forms.isVisible(), "the control: it waits for whoever wrote it"


def test_it_is_sealed_before_the_keys_go_when_the_database_hangs(
    at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    _typed(at)
    driven = at.driven
    gate = threading.Event()
    driven.jobs.run_workspace(driven.window, "db", lambda *_: gate.wait(20), on_done=lambda _: None)
    sealed: list[int] = []
    monkeypatch.setattr(driven.workspace, "drop_keys", lambda: sealed.append(len(at.journal.forms)))
    driven.window._locking._overdue.setInterval(0)
    driven.window.lock()
    driven.wait(lambda: bool(sealed))
    gate.set()
    assert sealed == [1]
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)


def test_what_cannot_be_sealed_is_told_of_by_its_kind(at: At) -> None:
    _typed(at)
    at.journal.problem = DiskFull()
    at.lock()
    at.journal.problem = None
    at.unlock()
    said = at.driven.window.page.reminder.accessibleName()
    assert "an addendum" in said
    assert "Ferritin" not in said
    assert not at.driven.window.page.forms.isVisible()


def test_a_form_about_what_is_gone_says_so_and_stays(at: At) -> None:
    _typed(at)
    at.lock()
    at.practice.sessions.fail("get", NotFound("session_not_found"), times=9)
    at.unlock()
    at.driven.window.page.forms.action_requested.emit()
    at.driven.wait(lambda: at.driven.window.page.message.isVisible())
    assert at.kept.kind == "addendum"


def test_closing_asks_while_a_form_holds_words(at: At) -> None:
    dialog = _typed(at)
    window = at.driven.window

    def asked() -> Question:
        return next(
            each for each in QApplication.topLevelWidgets() if isinstance(each, Question) and each.isVisible()
        )

    window.close()
    assert "an addendum" in asked().informativeText()
    asked().no_button.click()
    assert (window.isVisible(), dialog.isVisible()) == (True, True)
    assert dialog.text.text() == "Ferritin 12."
    window.close()
    with at.driven.qtbot.waitSignal(window.closed, timeout=10_000):
        asked().yes_button.click()


def test_closing_with_an_untouched_form_asks_nothing(at: At) -> None:
    at.show(AddendumDialog(at.driven.jobs, at.session, at.miriam, at.driven.window))
    with at.driven.qtbot.waitSignal(at.driven.window.closed, timeout=10_000):
        at.driven.window.close()


def test_every_kind_has_a_way_back() -> None:
    from ui.shell.form_return import _MAKERS

    makers: dict[str, Callable[..., FormDialog | None]] = dict(_MAKERS)
    assert set(makers) == set(FORM_KINDS) - {"form", "question"}, "a question goes back into its box"
