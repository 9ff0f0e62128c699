"""What is typed in a form is sealed while it is typed, and let go once it is stored or given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from core.errors import DiskFull
from tests.gui.shell.test_forms_over_a_lock import At, at
from ui.clients.client_dialog import ClientDialog
from ui.interchange.letter_dialog import LetterDialog
from ui.schedule.booking_dialog import BookingDialog
from ui.sessions.addendum_dialog import AddendumDialog
from ui.widgets.form_dialog import FormDialog

__all__ = ["at"]


def letter(at: At) -> FormDialog:
    dialog = at.show(LetterDialog(at.driven.jobs, at.miriam, at.driven.window))
    dialog.body.text.insertPlainText("Seen today.")
    return dialog


def addendum(at: At) -> FormDialog:
    dialog = at.show(AddendumDialog(at.driven.jobs, at.session, at.miriam, at.driven.window))
    dialog.text.setPlainText("Ferritin 12.")
    return dialog


def client(at: At) -> FormDialog:
    dialog = at.show(ClientDialog(at.driven.jobs, None, at.driven.window))
    at.driven.qtbot.keyClicks(dialog.form.last_name, "Stone")
    return dialog


def appointment(at: At) -> FormDialog:
    dialog = at.show(BookingDialog(at.driven.jobs, client=at.miriam, parent=at.driven.window))
    dialog.form.note.setPlainText("Bring the scans")
    return dialog


Typed = Callable[[At], FormDialog]
FORMS = pytest.mark.parametrize("typed", [letter, addendum, client, appointment])


@pytest.fixture(autouse=True)
def no_dialog_stays() -> Iterator[None]:
    yield
    for each in QApplication.topLevelWidgets():
        if isinstance(each, FormDialog):
            each.hide()


@FORMS
def test_it_is_sealed_while_it_is_typed_and_let_go_when_it_is_given_up(at: At, typed: Typed) -> None:
    dialog = typed(at)
    at.driven.wait(lambda: bool(at.journal.forms))
    assert (at.kept.kind, at.kept.entry_id) == (dialog.form_kind, dialog.entry_id)
    words = dialog.typed_words()
    assert words is not None
    assert dict(at.kept.fields) == dict(words.fields)
    dialog.discard()
    at.driven.wait(lambda: not at.journal.forms)


@FORMS
def test_after_a_kill_the_next_unlock_offers_it(at: At, typed: Typed) -> None:
    dialog = typed(at)
    at.driven.wait(lambda: bool(at.journal.forms))
    kept = dict(at.journal.forms)
    dialog.discard()
    at.driven.wait(lambda: not at.journal.forms)
    at.lock()
    # As a kill leaves it: nothing of it in memory, and the entry on the disk.
    at.journal.forms.update(kept)
    at.unlock()
    bar = at.driven.window.page.forms
    assert bar.isVisible()
    bar.action_requested.emit()
    at.driven.wait(lambda: bool(at.shown(type(dialog))) and not at.driven.jobs.busy)
    (back,) = at.shown(type(dialog))
    assert back.touched
    back.discard()
    at.settled()


def test_what_is_stored_is_let_go(at: At) -> None:
    dialog = addendum(at)
    assert isinstance(dialog, AddendumDialog)
    dialog.reason.setText("Result came in")
    at.driven.wait(lambda: bool(at.journal.forms))
    with at.driven.qtbot.waitSignal(dialog.stored):
        dialog.go_button.click()
    at.settled()


def test_what_is_emptied_again_is_let_go(at: At) -> None:
    dialog = addendum(at)
    assert isinstance(dialog, AddendumDialog)
    at.driven.wait(lambda: bool(at.journal.forms))
    dialog.text.clear()
    at.driven.wait(lambda: not at.journal.forms)


def test_a_full_disk_keeps_nobody_from_typing(at: At) -> None:
    at.journal.problem = DiskFull("disk_full")
    dialog = addendum(at)
    assert isinstance(dialog, AddendumDialog)
    at.driven.qtbot.wait(600)
    assert dialog.isVisible()
    assert not at.journal.forms
    at.journal.problem = None
    dialog.text.insertPlainText(" And more.")
    at.driven.wait(lambda: bool(at.journal.forms))
