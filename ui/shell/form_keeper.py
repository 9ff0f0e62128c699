"""Seals the content of forms during typing, like notes: a kill loses less than a second of typing."""

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
"""The polling interval for open forms; nothing is written without changes."""


class FormKeeper(QObject):
    """Every `FormDialog` that supports it has an entry in the journal from its first text until it is stored
    or discarded. After a kill the next unlock offers to open the form again.

    It polls instead of watching keys, so that no form can forget to report. A failing write is repeated at
    the next key press; the text is in memory, and a lock seals it too.
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
        """After an unlock: text typed from now on is this user's."""
        self._user_id = user_id
        self._kept.clear()
        # The result of a write pending at a lock is ignored.
        self._job = None
        self._timer.start()

    def stop(self) -> None:
        """At a lock, before it hides the forms: journal entries stay."""
        self._timer.stop()
        self._kept.clear()
        self._user_id = None

    def give_up(self) -> None:
        """The user discards the text; call it before the workspace closes."""
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
        """Writes changes; one write runs at a time."""
        if self._user_id is None or (self._job is not None and not self._job.finished):
            return
        shown = {dialog.entry_id: dialog for dialog in touched_forms()}
        for entry_id in self._kept.keys() - shown.keys():
            # Emptied again, or closed without text.
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
        # From here on the journal may contain its text.
        self._kept[form.entry_id] = form
        self._job = self._jobs.run(
            self, keep_typed_form(form), on_done=lambda _: None, on_error=lambda _: None
        )

    def _forget(self, entry_id: UUID) -> None:
        form = self._kept.pop(entry_id, None)
        if form is not None:
            self._jobs.run(self, forget_form(form), on_done=lambda _: None, on_error=lambda _: None)
