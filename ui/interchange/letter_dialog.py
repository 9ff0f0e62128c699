"""Writes a letter about one client: from a template, stored in the chart, and printed from there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.clients.dto import Client
from core.damage import DamagedEntry
from core.errors import AnamnesisError
from core.ids import SessionId
from core.letters.dto import Letter
from ui.interchange.letter_form import LetterForm
from ui.operations.interchange import (
    LetterMaterial,
    letter_material,
    open_letter,
)
from ui.operations.operation import in_db
from ui.preview.print_preview import PrintPreview
from ui.theme import set_role
from ui.widgets.client_line import ClientLine
from ui.widgets.damaged_entries import show_damaged
from ui.widgets.form_dialog import FormWords
from ui.widgets.plain_label import PlainLabel
from ui.widgets.question import Question
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.jobs import Jobs
    from ui.operations.operation import Operation

T = TypeVar("T")
_WIDTH_PX = 760


class LetterDialog(WorkDialog):
    """`letter_id`: open that letter. `session_id`: start with a letter about that session.

    Printing uses the stored letter, so it is stored first.
    """

    form_kind = "letter"
    saved = Signal(object)
    """The stored `Letter`."""

    def __init__(
        self,
        jobs: Jobs,
        client: Client,
        parent: QWidget | None = None,
        *,
        letter_id: UUID | None = None,
        session_id: SessionId | None = None,
    ) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._client = client
        self._letter_id = letter_id
        self._session_id = session_id
        self._returned: Letter | None = None
        """The letter as typed before a lock."""
        self.setWindowTitle(self.tr("Letter"))
        self.go_button.setText(self.tr("&Save in the chart"))
        set_role(self.go_button, kind="primary")
        self.cancel_button.setText(self.tr("Close"))
        self.who = ClientLine(client)
        self.body = LetterForm()
        self.state = PlainLabel()
        set_role(self.state, tone="muted")
        self.print_button = QPushButton(self.tr("Save, &preview and print…"))
        self.print_button.setAutoDefault(False)
        for part in (self.who, self.body):
            self.column.addWidget(part)
        line = QHBoxLayout()
        line.addWidget(self.print_button)
        line.addStretch(1)
        line.addWidget(self.state)
        self.column.addLayout(line)
        self.go_button.clicked.connect(lambda: self.save())
        self.print_button.clicked.connect(lambda: self.save(then=self._preview))
        self.body.edited.connect(self.refresh)
        self.body.source_chosen.connect(lambda: self._if_untouched(self._draft))
        self.body.letter_chosen.connect(self._choose)
        self.refresh()
        self._run(letter_material(client_id=client.client_id), self._on_material)

    @property
    def touched(self) -> bool:
        """Whether the letter was changed since it was last stored."""
        return self.body.touched

    def typed_words(self) -> FormWords | None:
        letter = self.body.letter()
        if letter is None:
            return None
        about = {
            "letter": str(letter.letter_id),
            "day": letter.day.isoformat(),
            "version": str(letter.row_version),
            "language": letter.language,
            "session": "" if letter.session_id is None else str(letter.session_id),
        }
        return FormWords({"title": letter.title, "text": letter.text}, self._client.client_id, about)

    def take_words(self, words: FormWords) -> None:
        """Replaces the letter that would be opened, once the form is ready."""
        session = words.ids.get("session", "")
        self._returned = Letter(
            letter_id=UUID(words.ids["letter"]),
            client_id=self._client.client_id,
            day=date.fromisoformat(words.ids["day"]),
            title=words.fields["title"],
            text=words.fields["text"],
            session_id=SessionId(UUID(session)) if session else None,
            language=words.ids.get("language", ""),
            row_version=int(words.ids["version"]),
        )

    def refresh(self) -> None:
        letter = self.body.letter()
        busy = self.work.working or self.body.fetching
        ready = letter is not None and bool(letter.text.strip()) and not busy
        self.go_button.setEnabled(ready and (self.body.touched or not self.body.saved_words()))
        self.print_button.setEnabled(ready)
        words = self.body.saved_words()
        if self.body.touched:
            words = self.tr("Not stored yet")
        self.state.setText(words)

    def save(self, *, with_gaps: bool = False, then: Callable[[Letter], None] | None = None) -> None:
        """Stores the letter, then calls `then`; asks first whether empty placeholders are intended."""
        letter = self.body.letter()
        if letter is None or self.work.working or self.body.fetching:
            return
        self.message.clear()

        def done(stored: Letter) -> None:
            self._on_saved(stored)
            if then is not None:
                then(stored)

        def failed(error: AnamnesisError) -> None:
            if error.code == "letter_has_gaps":
                self._ask_about_gaps(lambda: self.save(with_gaps=True, then=then))
            else:
                self.show_error(error)

        self.work.run(
            self.tr("Storing the letter"),
            in_db(lambda services: services.letters.save, letter, with_gaps=with_gaps),
            on_done=done,
            on_error=failed,
            on_stopped=self.refresh,
            stoppable=False,
        )

    def _run(self, operation: Operation[T], on_done: Callable[[T], None]) -> None:
        self._jobs.run(self, operation, on_done=on_done, on_error=self.show_error)

    def _on_material(self, material: LetterMaterial) -> None:
        self.body.offer(material, self._session_id)
        self._list()
        if self._returned is None:
            self._open(self._letter_id)
        else:
            self.body.show_letter(self._returned)
            self.body.touched = True
            self.refresh()

    def _choose(self, chosen: UUID | DamagedEntry | None) -> None:
        if isinstance(chosen, DamagedEntry):
            self.body.keep_letter()
            show_damaged(self.message, chosen)
        else:
            self._if_untouched(lambda: self._open(chosen))

    def _open(self, letter_id: UUID | None) -> None:
        if letter_id is None:
            self._draft()
        else:
            self._fetch(open_letter(letter_id=letter_id, client=self._client))

    def _draft(self) -> None:
        template_id = self.body.template_id
        operation = in_db(
            lambda services: services.letters.draft,
            self._client.client_id,
            template_id if isinstance(template_id, UUID) else None,
            self.body.session_id,
        )
        self._fetch(operation)

    def _fetch(self, operation: Operation[Letter]) -> None:
        self.message.clear()
        self.body.begin_fetching()
        self.refresh()
        self._jobs.run(self, operation, on_done=self._show, on_error=self._on_no_letter)

    def _on_no_letter(self, error: AnamnesisError) -> None:
        self.body.keep_letter()
        self.refresh()
        self.show_error(error)

    def _show(self, letter: Letter) -> None:
        self.body.show_letter(letter)
        self.refresh()

    def _list(self) -> None:
        self._run(
            in_db(lambda services: services.letters.list, self._client.client_id), self.body.list_letters
        )

    def _on_saved(self, letter: Letter) -> None:
        self.body.stored(letter)
        self._list()
        self.refresh()
        self.settled.emit()
        self.saved.emit(letter)

    def _preview(self, letter: Letter) -> None:
        PrintPreview(self._jobs, letter, self._client, self).open()

    def _if_untouched(self, go_on: Callable[[], None]) -> None:
        if self.body.touched:
            self.ask_to_discard(go_on, on_no=self.body.keep_letter)
        else:
            go_on()

    def _ask_about_gaps(self, go_on: Callable[[], None]) -> None:
        Question(
            self,
            title=self.tr("Store it with empty places?"),
            text=self.tr("Places in double brackets are not filled in; they would be printed as they stand."),
            yes=self.tr("Store it as it is"),
            on_yes=go_on,
        ).open()
