"""Seals what is typed in forms while it is typed, as notes are: a kill costs less than a second of typing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from core.ids import UserId
from core.journal.dto import JournalForm
from ui.operations.journal import forget_form, keep_typed_form
from ui.widgets.form_dialog import FormDialog, touched_forms

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.workspace import Workspace
    from ui.jobs import Job, Jobs

FORMS_MS = 250
"""How often open forms are looked at; nothing is written where nothing was typed since."""


class FormKeeper(QObject):
    """Every `FormDialog` that gives its words has an entry in the journal from its first word until they are
    stored or given up. After a kill the next unlock finds it and offers to open the form again.

    Looking on a timer and not at each key: no form can forget to tell. What cannot be written is tried again
    at the next key; the words are in memory, and a lock seals them too.
    """

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._user_id: UserId | None = None
        self._kept: dict[UUID, JournalForm] = {}
        self._job: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(FORMS_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, user_id: UserId) -> None:
        """After an unlock: what is typed from now on is this person's."""
        self._user_id = user_id
        self._kept.clear()
        # What was under way at a lock is told to nobody.
        self._job = None
        self._timer.start()

    def stop(self) -> None:
        """At a lock, before it hides the forms: what is in the journal stays there."""
        self._timer.stop()
        self._kept.clear()
        self._user_id = None

    def give_up(self) -> None:
        """The person said that what is typed is to be discarded; done before the workspace closes."""
        forms = tuple(self._kept.values())
        operations = [forget_form(form) for form in forms]
        self.stop()
        if not operations:
            return

        def forget(workspace: Workspace, cancel: CancelToken, progress: OnProgress) -> None:
            for operation in operations:
                operation.run(workspace.services, cancel, progress)

        self._jobs.run_workspace(
            self, "db", forget, on_done=lambda _: None, on_error=lambda _: None, lasting=True
        )

    def look(self) -> None:
        """Writes what was typed since; one write is under way at a time."""
        if self._user_id is None or (self._job is not None and not self._job.finished):
            return
        shown = {dialog.entry_id: dialog for dialog in touched_forms()}
        for entry_id in self._kept.keys() - shown.keys():
            # Emptied again, or closed without a word.
            self._forget(entry_id)
        for entry_id, dialog in shown.items():
            form = self._form(dialog, self._user_id)
            if form is not None and form != self._kept.get(entry_id):
                self._keep(dialog, form)
                return

    def _form(self, dialog: FormDialog, user_id: UserId) -> JournalForm | None:
        words = dialog.typed_words()
        if words is None:
            return None
        return JournalForm(
            dialog.entry_id, user_id, dialog.form_kind, words.client_id, dict(words.ids), dict(words.fields)
        )

    def _keep(self, dialog: FormDialog, form: JournalForm) -> None:
        if form.entry_id not in self._kept:
            dialog.settled.connect(partial(self._forget, form.entry_id))
        # From here on the journal may hold words of it.
        self._kept[form.entry_id] = form
        self._job = self._jobs.run(
            self, keep_typed_form(form), on_done=lambda _: None, on_error=lambda _: None
        )

    def _forget(self, entry_id: UUID) -> None:
        form = self._kept.pop(entry_id, None)
        if form is not None:
            self._jobs.run(self, forget_form(form), on_done=lambda _: None, on_error=lambda _: None)
