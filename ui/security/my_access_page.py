"""The person's own access: the passphrase, and this computer's keyring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.errors import AnamnesisError
from core.security.roles import Access
from ui.operations.keys import (
    MyAccess,
    change_passphrase,
    forget_on_this_computer,
    my_access,
    remember_on_this_computer,
)
from ui.security.copy_words import with_copy_words
from ui.security.page import SecurityPage
from ui.security.role_words import role_name
from ui.text.text_direction import isolate
from ui.theme import SPACE_3, set_role
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.passphrase_pair import PassphrasePair
from ui.widgets.plain_label import PlainLabel
from ui.words.imposed import imposed_text

if TYPE_CHECKING:
    from ui.jobs import Jobs

_FIELD_WIDTH_PX = 440


class MyAccessPage(SecurityPage):
    def __init__(self, jobs: Jobs, access: Access, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.set_title(self.tr("My access"))
        self._access = access
        self._filling = False
        self.who = self.add_paragraph()
        self.add_heading(self.tr("Change passphrase"))
        self.add_paragraph(self.tr("Your notes are not re-encrypted. It takes a few seconds."))
        self._add_passphrase_form()
        self.add_heading(self.tr("This computer"))
        self.keyring = QCheckBox(self.tr("&Unlock with this computer"))
        self.keyring.setEnabled(False)
        self.keyring.clicked.connect(self._on_keyring_clicked)
        self.column.addWidget(self.keyring)
        self.keyring_text = self.add_paragraph(self.tr("Checking this computer…"))
        self.column.addStretch(1)

    def opened(self) -> None:
        self._jobs.run(self, my_access(), on_done=self._show, on_error=self.show_error)

    def forget(self) -> None:
        self.current.clear()
        self.pair.clear()

    def _add_passphrase_form(self) -> None:
        label = PlainLabel(self.tr("&Current passphrase"))
        self.current = PassphraseField(self.tr("Current passphrase"))
        label.setBuddy(self.current)
        self.pair = PassphrasePair()
        self.pair.set_label(self.tr("&New passphrase"))
        self.change_button = QPushButton(self.tr("Change passphrase"))
        set_role(self.change_button, kind="primary")
        form = QWidget()
        form.setMaximumWidth(_FIELD_WIDTH_PX)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_3)
        for widget in (label, self.current, self.pair):
            column.addWidget(widget)
        line = QHBoxLayout()
        line.addWidget(self.change_button)
        line.addStretch(1)
        column.addLayout(line)
        self.column.addWidget(form)
        self.current.changed.connect(self._update_button)
        self.current.submitted.connect(self.pair.focus_first)
        self.pair.changed.connect(self._update_button)
        self.pair.submitted.connect(self._change)
        self.change_button.clicked.connect(self._change)
        self.work.changed.connect(self._update_button)
        self._update_button()

    def _update_button(self) -> None:
        ready = bool(self.current.text) and self.pair.ready and not self.work.working
        self.change_button.setEnabled(ready)

    def _show(self, found: MyAccess) -> None:
        self.who.setText(
            self.tr("Signed in as {name}. Role: {role}.").format(
                name=isolate(found.user_name), role=role_name(self._access.role)
            )
        )
        self._show_keyring(found.keyring, remembered=found.remembered)

    def _show_keyring(self, backend: str | None, *, remembered: bool) -> None:
        imposed = imposed_text(self._jobs.settings, "keyring_allowed")
        # A choice forbidden meanwhile can still be undone.
        usable = backend is not None or (bool(imposed) and remembered)
        self.keyring.setEnabled(usable and not self.work.working)
        self.keyring.setChecked(remembered and usable)
        if imposed:
            self.keyring_text.setText(imposed)
        elif backend is None:
            self.keyring_text.setText(
                self.tr(
                    "This computer offers no keyring this program can use. Nothing is lost by that: the"
                    " passphrase and the recovery key open everything."
                )
            )
        else:
            self.keyring_text.setText(
                self.tr(
                    "{keyring} of this computer keeps a key of yours, so that whoever is signed in here as "
                    "you can unlock without the passphrase. The passphrase stays valid."
                ).format(keyring=isolate(backend))
            )

    def _change(self) -> None:
        if not self.change_button.isEnabled():
            return
        self.message.clear()
        self.work.run(
            self.tr("Changing the passphrase"),
            change_passphrase(current=self.current.text, new=self.pair.passphrase),
            on_done=lambda _: self._on_changed(),
            on_error=self._on_change_refused,
            on_stopped=lambda: None,
            stoppable=False,
        )

    def _on_changed(self) -> None:
        self.forget()
        self.message.show_message(
            self.tr("The passphrase was changed"),
            with_copy_words(self.tr("From now on only the new one unlocks.")),
            tone="good",
        )

    def _on_change_refused(self, error: AnamnesisError) -> None:
        self.show_error(error)
        if error.code == "wrong_passphrase":
            self.current.refuse()
        else:
            self.pair.focus_first()

    def _on_keyring_clicked(self, wanted: bool) -> None:
        self.message.clear()
        self.keyring.setEnabled(False)
        self.work.run(
            self.tr("Checking this computer…"),
            remember_on_this_computer() if wanted else forget_on_this_computer(),
            on_done=lambda _: self.opened(),
            on_error=self._on_keyring_refused,
            on_stopped=self.opened,
            stoppable=False,
        )

    def _on_keyring_refused(self, error: AnamnesisError) -> None:
        self.show_error(error)
        self.opened()
