"""Offers, after an unlock, to reopen forms with the text they had at the lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from core.journal.dto import JournalForm
from ui.shell.form_words import forms_list
from ui.widgets.form_dialog import FORM_KINDS
from ui.widgets.message_bar import MessageBar


class FormsBar(MessageBar):
    """One at a time, oldest first; postponed ones are offered again after the next unlock."""

    wanted = Signal(object)
    """The `JournalForm` to open."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: tuple[JournalForm, ...] = ()
        self.action_requested.connect(self._open_first)

    def show_forms(self, forms: Sequence[JournalForm]) -> None:
        """Shows the available ones; hidden without any."""
        self._forms = tuple(form for form in forms if form.kind in FORM_KINDS)
        if not self._forms:
            self.clear()
            return
        kinds = [kind for form in self._forms for kind in FORM_KINDS if kind == form.kind]
        self.show_message(
            self.tr("Not finished last time: {forms}").format(forms=forms_list(kinds)),
            self.tr("What you typed there is saved, encrypted."),
            tone="caution",
            action=self.tr("Open"),
        )

    def _open_first(self) -> None:
        first, *others = self._forms
        self.show_forms(others)
        self.wanted.emit(first)
