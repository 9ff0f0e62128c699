"""The dialog for a new client and for changes to a client's details."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.clients.dto import Client, ClientDetails
from core.errors import AnamnesisError
from ui.clients.details_form import DetailsForm
from ui.errors import describe
from ui.jobs import Jobs
from ui.operations.clients import create_client, update_client
from ui.theme import SPACE_3, SPACE_4, set_role
from ui.widgets.message_bar import MessageBar


class ClientDialog(QDialog):
    """Keeps everything typed until it is stored: an error is shown inside and nothing is lost."""

    stored = Signal(object)
    """The `Client` as it was committed."""

    def __init__(self, jobs: Jobs, client: Client | None = None, parent: QWidget | None = None) -> None:
        """`client`: whose details to change; None for a new client."""
        super().__init__(parent)
        self._jobs = jobs
        self._client = client
        self._discard_asked = False
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        details = client.details if client is not None else ClientDetails(first_name="", last_name="")
        self.form = DetailsForm(details)
        self.message = MessageBar()
        self.save_button = QPushButton(self.tr("Save client"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self._lay_out()
        title = self.tr("New client")
        if client is not None:
            title = self.tr("Details of {name}").format(name=client.details.display_name)
        self.setWindowTitle(title)
        self.message.action_requested.connect(self._discard)
        self.form.changed.connect(self._on_changed)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)
        self.form.last_name.setFocus()

    def reject(self) -> None:
        """Closes; asks once before throwing away what was typed."""
        if self.form.touched and not self._discard_asked:
            self._discard_asked = True
            self.message.show_message(
                self.tr("What you typed is not stored"),
                self.tr("Closing now discards it."),
                tone="caution",
                action=self.tr("Discard"),
            )
            return
        super().reject()

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.form)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self.save_button, kind="primary")
        self.save_button.setDefault(True)
        self.cancel_button.setAutoDefault(False)
        buttons = QDialogButtonBox()
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.message)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        self.resize(560, 640)

    def _save(self) -> None:
        problem = self.form.problem()
        if problem:
            self.message.show_message(problem, tone="danger")
            return
        self.save_button.setEnabled(False)
        self.save_button.setText(self.tr("Saving…"))
        details = self.form.details()
        if self._client is None:
            operation = create_client(details=details)
        else:
            operation = update_client(
                client_id=self._client.client_id,
                details=details,
                expected_version=self._client.row_version,
            )
        self._jobs.run(self, operation, on_done=self._on_stored, on_error=self._on_error)

    def _on_stored(self, client: Client) -> None:
        self.stored.emit(client)
        self.accept()

    def _on_error(self, error: AnamnesisError) -> None:
        self.save_button.setEnabled(True)
        self.save_button.setText(self.tr("Save client"))
        self.message.show_error(describe(error))

    def _on_changed(self) -> None:
        if self._discard_asked:
            self._discard_asked = False
            self.message.clear()

    def _discard(self) -> None:
        self._discard_asked = True
        self.reject()
