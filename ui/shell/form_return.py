"""Reopens a form with the text it had at a lock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.journal.dto import JournalForm
from ui.operations.journal import FormMaterial, forget_form, form_material
from ui.sessions.chart_place import ChartPlace
from ui.widgets.form_dialog import FormDialog, FormWords

if TYPE_CHECKING:
    from ui.jobs import Jobs
    from ui.shell.workspace_page import WorkspacePage


@dataclass(frozen=True, slots=True)
class _Given:
    """The arguments for creating a form."""

    jobs: Jobs
    page: WorkspacePage
    window: QWidget
    material: FormMaterial
    on_texts: Callable[[], None]


class FormReturn(QObject):
    """The journal entry is removed once the text is stored or discarded; another lock keeps it."""

    def __init__(
        self, jobs: Jobs, page: WorkspacePage, window: QWidget, on_texts: Callable[[], None]
    ) -> None:
        """`on_texts`: called when a text of the practice was stored."""
        super().__init__(page)
        self._jobs = jobs
        self._page = page
        self._window = window
        self._on_texts = on_texts

    def open(self, form: JournalForm) -> None:
        """Reads the form's object, then opens it. If that cannot be read, the text stays in the journal."""
        self._jobs.run(
            self,
            form_material(form),
            on_done=partial(self._on_material, form),
            on_error=self._page.show_error,
        )

    def _on_material(self, form: JournalForm, material: FormMaterial) -> None:
        if form.kind == "question":
            words = FormWords(form.fields, form.client_id, form.ids)
            if self._page.return_question(material.client, words):
                # The question box has its text again; another lock stores it anew.
                self._forget(form)
            return
        given = _Given(self._jobs, self._page, self._window, material, self._on_texts)
        dialog = _MAKERS[form.kind](given) if form.kind in _MAKERS else None
        if dialog is None:
            return
        dialog.entry_id = form.entry_id
        dialog.take_words(FormWords(form.fields, form.client_id, form.ids))
        dialog.settled.connect(partial(self._forget, form))
        dialog.open()

    def _forget(self, form: JournalForm) -> None:
        self._jobs.run(self, forget_form(form), on_done=lambda _: None, on_error=self._page.show_error)


def _client(given: _Given) -> FormDialog:
    from ui.clients.client_dialog import ClientDialog

    dialog = ClientDialog(given.jobs, given.material.client, given.window)
    dialog.stored.connect(lambda client: given.page.open_client(client.client_id))
    dialog.open_requested.connect(lambda client: given.page.open_client(client.client_id))
    return dialog


def _addendum(given: _Given) -> FormDialog | None:
    from ui.sessions.addendum_dialog import AddendumDialog

    client, session = given.material.client, given.material.session
    if client is None or session is None:
        return None
    dialog = AddendumDialog(given.jobs, session, client, given.window)
    place = ChartPlace(client.client_id, session.session_id)
    dialog.stored.connect(lambda _session: given.page.open_place(place))
    return dialog


def _retraction(given: _Given) -> FormDialog | None:
    from ui.sessions.retract_dialog import RetractDialog

    client, session = given.material.client, given.material.session
    if client is None or session is None:
        return None
    dialog = RetractDialog(given.jobs, session, client, given.window)
    place = ChartPlace(client.client_id, session.session_id)
    dialog.stored.connect(lambda _session: given.page.open_place(place))
    return dialog


def _appointment(given: _Given) -> FormDialog:
    from ui.schedule.booking_dialog import BookingDialog

    material = given.material
    dialog = BookingDialog(given.jobs, client=material.client, booking=material.booking, parent=given.window)
    dialog.stored.connect(lambda _appointment: given.page.views.today.reload())
    return dialog


def _letter(given: _Given) -> FormDialog | None:
    from ui.interchange.letter_dialog import LetterDialog

    client = given.material.client
    if client is None:
        return None
    dialog = LetterDialog(given.jobs, client, given.window)
    dialog.saved.connect(lambda _letter: given.page.open_client(client.client_id))
    return dialog


def _texts(given: _Given) -> FormDialog:
    from ui.templates.templates_dialog import TemplatesDialog

    dialog = TemplatesDialog(given.jobs, given.window)
    dialog.changed.connect(given.on_texts)
    return dialog


def _vocabulary(given: _Given) -> FormDialog:
    from ui.vocabulary.vocabulary_dialog import VocabularyDialog

    return VocabularyDialog(given.jobs, given.window)


def _deletion(given: _Given) -> FormDialog | None:
    from ui.clients.delete_dialog import DeleteDialog

    client = given.material.client
    if client is None:
        return None
    dialog = DeleteDialog(given.jobs, client, given.window)
    dialog.deleted.connect(lambda gone: given.page.on_client_erased(gone.client_id))
    return dialog


def _merging(given: _Given) -> FormDialog | None:
    from ui.clients.merge_dialog import MergeDialog

    client = given.material.client
    if client is None:
        return None
    return MergeDialog(given.jobs, client, given.window)


def _dismissal(given: _Given) -> FormDialog | None:
    from ui.contradictions.dismiss_dialog import DismissDialog

    client, contradiction = given.material.client, given.material.contradiction
    if client is None or contradiction is None:
        return None
    dialog = DismissDialog(given.jobs, contradiction, client, given.window)
    dialog.stored.connect(lambda _stored: given.page.open_client(client.client_id))
    return dialog


_MAKERS: dict[str, Callable[[_Given], FormDialog | None]] = {
    "client": _client,
    "addendum": _addendum,
    "retraction": _retraction,
    "appointment": _appointment,
    "letter": _letter,
    "texts": _texts,
    "vocabulary": _vocabulary,
    "deletion": _deletion,
    "merging": _merging,
    "dismissal": _dismissal,
}
