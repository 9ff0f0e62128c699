"""The dialog for a new client and for changes to a client's details."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.clients.dto import Client, ClientDetails, Duplicate
from core.errors import AnamnesisError, EditConflict
from ui.clients.details_fields import told_text
from ui.clients.details_form import DetailsForm
from ui.clients.duplicate_bar import DuplicateBar
from ui.clients.duplicate_watch import DuplicateWatch
from ui.error_sentences.field_names import input_field_name
from ui.errors import describe
from ui.jobs import Jobs
from ui.operations.operation import in_db
from ui.text.text_direction import isolate
from ui.theme import SPACE_3, SPACE_4, set_role
from ui.widgets.form_dialog import FormDialog, FormWords
from ui.widgets.message_bar import MessageBar

_TOLD_CHARS = 80


class ClientDialog(FormDialog):
    """Keeps everything typed until it is stored: an error is shown inside the dialog and nothing is lost."""

    form_kind = "client"
    stored = Signal(object)
    """The `Client` as committed."""
    open_requested = Signal(object)
    """The existing `Client` whose chart to open instead of creating one."""

    def __init__(self, jobs: Jobs, client: Client | None = None, parent: QWidget | None = None) -> None:
        """`client`: whose details to change; None for a new client."""
        super().__init__(parent)
        self._jobs = jobs
        self._client = client
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        details = client.details if client is not None else ClientDetails(first_name="", last_name="")
        self.form = DetailsForm(details)
        self.message = MessageBar()
        self.duplicates = DuplicateBar()
        self._watch = DuplicateWatch(jobs, self.form.details, self)
        self.save_button = QPushButton(self.tr("Save client"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self._lay_out()
        title = self.tr("New client")
        if client is not None:
            title = self.tr("Details of {name}").format(name=client.details.display_name)
        self.setWindowTitle(title)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)
        if client is None:
            self.form.changed.connect(self._watch.look_soon)
            self._watch.found.connect(self.duplicates.show_duplicates)
        self.duplicates.create_requested.connect(self._create_anyway)
        self.duplicates.open_requested.connect(self._open_instead)
        self.form.last_name.setFocus()

    @property
    def touched(self) -> bool:
        """Whether there is unsaved input."""
        return self.form.touched

    def typed_words(self) -> FormWords:
        if self._client is None:
            return FormWords(self.form.words())
        ids = {"row_version": str(self._client.row_version)}
        return FormWords(self.form.words(), self._client.client_id, ids)

    def take_words(self, words: FormWords) -> None:
        self.form.take_words(words.fields)
        client = self._client
        if client is not None and words.ids.get("row_version") != str(client.row_version):
            # The details were changed by another person meanwhile: the dialog first shows what saving would
            # replace.
            self._tell_newer(client, tuple(words.fields))

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
        layout.addWidget(self.duplicates)
        layout.addWidget(scroll, 1)
        layout.addWidget(buttons)
        self.resize(560, 640)

    def _save(self) -> None:
        problem = self.form.problem()
        if problem:
            self.message.show_message(problem, tone="danger")
            return
        self._set_saving(True)
        if self._client is None:
            self._watch.look_now(self._on_looked, self._on_error)
            return
        operation = in_db(
            lambda services: services.clients.update,
            self._client.client_id,
            self.form.details(),
            expected_version=self._client.row_version,
        )
        self._jobs.run(self, operation, on_done=self._on_stored, on_error=self._on_error)

    def _on_looked(self, duplicates: tuple[Duplicate, ...]) -> None:
        """Nothing is stored while a possible duplicate chart has not been judged."""
        if duplicates:
            self._set_saving(False)
            self.duplicates.show_duplicates(duplicates)
            self.duplicates.open_buttons[0].setFocus()
            return
        operation = in_db(lambda services: services.clients.create, self.form.details())
        self._jobs.run(self, operation, on_done=self._on_stored, on_error=self._on_error)

    def _create_anyway(self) -> None:
        self._watch.judge(self.duplicates.duplicates)
        self.duplicates.show_duplicates(())
        self._save()

    def _open_instead(self, client: Client) -> None:
        def open_it() -> None:
            self.open_requested.emit(client)
            self.accept()

        if self.form.says_more_than_who:
            self.ask_to_discard(open_it)
        else:
            open_it()

    def _set_saving(self, saving: bool) -> None:
        self.save_button.setEnabled(not saving)
        self.save_button.setText(self.tr("Saving…") if saving else self.tr("Save client"))

    def _on_stored(self, client: Client) -> None:
        self.stored.emit(client)
        self.accept()

    def _on_newer(self, newer: Client) -> None:
        """Another person saved first: their changes are merged in, the typed ones stay, to be saved on
        top.
        """
        both = self.form.take_newer(newer.details)
        self._client = newer
        self._set_saving(False)
        self._tell_newer(newer, both)

    def _tell_newer(self, newer: Client, both: tuple[str, ...]) -> None:
        words = self.tr("Somebody saved these details meanwhile. What you typed is still here.")
        remedy = self.tr("Look it through, then save again.")
        if both:
            words += " " + self.tr("Saving again replaces what they wrote here:")
        told = [
            self.tr("{field}: {value}").format(
                field=input_field_name(name), value=isolate(told_text(newer.details, name, limit=_TOLD_CHARS))
            )
            for name in both
        ]
        self.message.show_message(
            self.tr("Changed elsewhere meanwhile"), "\n".join([words, *told]), remedy, tone="caution"
        )

    def _on_error(self, error: AnamnesisError) -> None:
        if isinstance(error, EditConflict) and self._client is not None:
            operation = in_db(lambda services: services.clients.get, self._client.client_id)
            self._jobs.run(self, operation, on_done=self._on_newer, on_error=self._on_failed)
        else:
            self._on_failed(error)

    def _on_failed(self, error: AnamnesisError) -> None:
        self._set_saving(False)
        self.message.show_error(describe(error))
