"""The keys of the practice, and an owner's actions on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.audit.findings import IntegrityFinding
from core.errors import AnamnesisError
from core.ids import ClientId, UserId
from core.keys.dto import KeyStatus
from core.people.dto import Member
from ui.clients.erase_dialog import EraseDialog
from ui.operations.integrity import check_records
from ui.operations.keys import finish_pending, rotate_keys
from ui.operations.operation import in_db
from ui.security.copy_words import with_copy_words
from ui.security.key_words import KeyWords
from ui.security.page import SecurityPage
from ui.security.recovery_dialog import ReplaceRecoveryKeyDialog
from ui.theme import SPACE_1, SPACE_3, SPACE_4, set_role
from ui.widgets.message_bar import MessageBar
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.question import Question
from ui.words.findings import findings_text

if TYPE_CHECKING:
    from ui.jobs import Jobs


class KeysPage(SecurityPage):
    """`client_erased` carries the id of an erased client; after `records_changed` one may have been
    erased.
    """

    client_erased = Signal(object)
    records_changed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent)
        self.set_title(self.tr("Keys"))
        self._status: KeyStatus | None = None
        self._names: dict[UserId, str] = {}
        self._words = KeyWords(self)
        self.pending = MessageBar(dismissible=False)
        self.pending.action_requested.connect(self._continue)
        self.weak = MessageBar(dismissible=False)
        self.column.addWidget(self.pending)
        self.column.addWidget(self.weak)
        self.column.addWidget(self._build_status_card())
        self.rotate_button = self._add_action(
            self.tr("Change all keys"),
            self.tr(
                "New keys for everything that is written from now on. What is written already stays readable "
                "under the old ones."
            ),
            self.tr("&Rotate keys…"),
        )
        self.recovery_button = self._add_action(
            self.tr("Replace the recovery key"),
            self.tr("For a printed key that was lost, or seen by someone who should not have it."),
            self.tr("Re&place…"),
        )
        self.check_button = self._add_action(
            self.tr("Check the records"),
            self.tr(
                "Opens every record and compares it with what was last written there. A record that was "
                "changed, removed or put back from an older copy is found."
            ),
            self.tr("&Check…"),
        )
        self.erase_button = self._add_action(
            self.tr("Erase a client for good"),
            self.tr("Destroys the client's records and their key. It cannot be undone."),
            self.tr("&Erase…"),
        )
        set_role(self.erase_button, kind="danger")
        self.column.addStretch(1)
        self._connect()

    def opened(self) -> None:
        self._jobs.run(
            self, in_db(lambda services: services.keys.status), on_done=self._show, on_error=self.show_error
        )
        # Names are optional: without them the slots are shown nameless.
        self._jobs.run(
            self,
            in_db(lambda services: services.people.list),
            on_done=self._show_names,
            on_error=lambda _: None,
        )

    def _connect(self) -> None:
        self.rotate_button.clicked.connect(self._ask_rotate)
        self.recovery_button.clicked.connect(self._replace_recovery_key)
        self.check_button.clicked.connect(self._check)
        self.erase_button.clicked.connect(self._erase)
        self.work.changed.connect(self._update_buttons)

    def _build_status_card(self) -> QWidget:
        card = QFrame()
        set_role(card, surface="card")
        self.versions = Paragraph(self.tr("Reading…"))
        set_role(self.versions, strong=True)
        ways = PlainLabel(self.tr("Ways to unlock"))
        set_role(ways, type="caption", tone="muted")
        self.slots = Paragraph()
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        column.setSpacing(SPACE_1)
        for widget in (self.versions, ways, self.slots):
            column.addWidget(widget)
        return card

    def _add_action(self, title: str, text: str, button_text: str) -> QPushButton:
        heading = PlainLabel(title)
        set_role(heading, strong=True)
        words = Paragraph(text)
        set_role(words, tone="muted")
        button = QPushButton(button_text)
        button.setAutoDefault(False)
        button.setAccessibleDescription(text)
        column = QVBoxLayout()
        column.setSpacing(SPACE_1)
        column.addWidget(heading)
        column.addWidget(words)
        line = QHBoxLayout()
        line.setSpacing(SPACE_4)
        line.addLayout(column, 1)
        line.addWidget(button)
        self.column.addSpacing(SPACE_1)
        self.column.addLayout(line)
        return button

    def _show(self, status: KeyStatus) -> None:
        self._status = status
        self.versions.setText(self._words.versions(status))
        self.slots.setText(self._words.slots(status.slots, self._names))
        if status.pending is not None and not self.work.working:
            self.pending.show_message(
                self._words.pending(status.pending),
                self.tr("Everything can be read meanwhile. Nothing is lost by waiting."),
                tone="caution",
                action=self.tr("Continue"),
            )
        else:
            self.pending.clear()
        if status.weak_cost:
            self.weak.show_message(
                self.tr("A passphrase is protected less than recommended"),
                self.tr("It is easier to guess than it should be."),
                self.tr("Change that passphrase: the new one gets the protection this computer can bear."),
                tone="caution",
            )
        elif status.outdated:
            self.weak.show_message(
                self.tr("One of your ways to unlock was made by an earlier version"),
                self.tr("With an old vault file, what you replaced before still opens the practice."),
                self.tr("Unlock with your passphrase once, and make a new recovery key."),
                tone="caution",
            )
        else:
            self.weak.clear()
        self._update_buttons()

    def _show_names(self, people: tuple[Member, ...]) -> None:
        self._names = {person.user_id: person.name for person in people}
        if self._status is not None:
            self._show(self._status)

    def _update_buttons(self) -> None:
        busy = self.work.working
        if busy:
            self.pending.clear()
        begun = self._status is not None and self._status.pending is not None
        for button in (self.recovery_button, self.check_button):
            button.setEnabled(not busy)
        # One at a time: an unfinished operation must be completed first.
        for button in (self.rotate_button, self.erase_button):
            button.setEnabled(not busy and not begun)

    def _ask_rotate(self) -> None:
        Question(
            self,
            title=self.tr("Rotate the keys?"),
            text=self.tr(
                "Every client gets a new key, under a new workspace key. Do it once a year, or after a"
                " person or a computer was lost.\n\nExisting notes are not re-encrypted: whoever copied"
                " the old keys and the old records can still read those. Passphrases and the recovery key"
                " stay as they are.\n\nYou can go on working meanwhile, and stop it at any moment."
            ),
            yes=self.tr("Rotate keys"),
            on_yes=self._rotate,
        ).open()

    def _rotate(self) -> None:
        self.message.clear()
        self.work.run(
            self.tr("Rotating the keys"),
            rotate_keys(),
            on_done=self._on_rotated,
            on_error=self._on_failed,
            on_stopped=self._on_stopped,
        )

    def _on_rotated(self, status: KeyStatus) -> None:
        self._show(status)
        self.message.show_message(
            self.tr("The keys were rotated"),
            with_copy_words(
                self.tr("Workspace key {version} is now in use.").format(version=status.workspace_key_version)
            ),
            tone="good",
        )

    def _continue(self) -> None:
        self.message.clear()
        self.work.run(
            self.tr("Finishing what was started"),
            finish_pending(),
            on_done=self._on_finished,
            on_error=self._on_unfinished,
            on_stopped=self._on_pending_stopped,
        )

    def _on_finished(self, nothing_left: bool) -> None:
        if nothing_left:
            self.message.show_message(self.tr("What was started is finished"), tone="good")
        self.opened()
        self.records_changed.emit()

    def _on_unfinished(self, error: AnamnesisError) -> None:
        self._on_failed(error)
        self.records_changed.emit()

    def _on_pending_stopped(self) -> None:
        self._on_stopped()
        self.records_changed.emit()

    def _on_failed(self, error: AnamnesisError) -> None:
        self.show_error(error)
        self.opened()

    def _on_stopped(self) -> None:
        self.message.show_message(
            self.tr("Stopped"), self.tr("What is done stays done; the rest can be continued at any time.")
        )
        self.opened()

    def _replace_recovery_key(self) -> None:
        dialog = ReplaceRecoveryKeyDialog(self._jobs, self)
        dialog.replaced.connect(self._on_replaced)
        dialog.open()

    def _on_replaced(self) -> None:
        self.opened()
        self.message.show_message(
            self.tr("The recovery key was replaced"),
            with_copy_words(
                self.tr("The old one no longer opens anything. Destroy its paper and its files.")
            ),
            tone="good",
        )

    def _erase(self) -> None:
        dialog = EraseDialog(self._jobs, parent=self)
        dialog.erased.connect(self._on_erased)
        dialog.ended_early.connect(self._on_erase_ended_early)
        dialog.open()

    def _on_erased(self, client_id: ClientId) -> None:
        self.opened()
        self.client_erased.emit(client_id)

    def _on_erase_ended_early(self) -> None:
        self.opened()
        self.records_changed.emit()

    def _check(self) -> None:
        self.message.clear()
        self.work.run(
            self.tr("Checking the records"),
            check_records(),
            on_done=self._on_checked,
            on_error=self.show_error,
            on_stopped=lambda: None,
        )

    def _on_checked(self, findings: tuple[IntegrityFinding, ...]) -> None:
        if not findings:
            self.message.show_message(
                self.tr("Every record is intact"),
                self.tr("Nothing was changed, removed or replaced outside Anamnesis."),
                tone="good",
            )
            return
        self.message.show_message(
            self.tr("%n record(s) were changed outside Anamnesis", "", len(findings)),
            findings_text(findings),
            self.tr(
                "Ask whoever looks after this computer. To restore a backup from before, see Backups, in the"
                " menu File."
            ),
            tone="danger",
        )
