"""An earlier session beside the editor, to read, search and copy from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.clients.dto import Client
from core.sessions.dto import SOAP_FIELDS, Session
from ui.sessions.finding import FoundPlaces
from ui.text.days import day_text
from ui.theme import SPACE_1, SPACE_2, SPACE_3, SPACE_4, set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.following_scroll import FollowingScrollArea
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_label import PlainLabel
from ui.words.identity import person_name
from ui.words.sessions import field_letter, note_field_name, state_name


class PreviousField(QWidget):
    """A read-only field with a box to select it for copying."""

    def __init__(self, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.box = QCheckBox(f"{field_letter(field)}  {note_field_name(field)}")
        self.box.setToolTip(self.tr("Choose this field to copy it into the draft"))
        set_role(self.box, type="interface", tone="muted")
        self.edit = NoteEdit()
        self.edit.set_read_only(True)
        self.edit.setAccessibleName(self.tr("Earlier session: {field}").format(field=note_field_name(field)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addWidget(self.box)
        layout.addWidget(self.edit)

    def show_text(self, text: str) -> None:
        self.edit.set_text(text)
        self.box.setChecked(False)
        self.box.setEnabled(bool(text.strip()))
        self.setVisible(bool(text.strip()))


class PreviousPane(QWidget):
    """Read-only. `copy_requested` names the fields of `session` to copy."""

    copy_requested = Signal(object)
    """A tuple of names of `SOAP_FIELDS`."""
    session_chosen = Signal(object)
    """Another earlier session was chosen: a `SessionId`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._client: Client | None = None
        self._others: tuple[Session, ...] = ()
        self._can_copy = True
        self.client_label = ElidedLabel()
        self.state_label = PlainLabel()
        self.chooser = QComboBox()
        self.find_edit = QLineEdit()
        self.count_label = PlainLabel()
        self.back_button = QPushButton("▲")
        self.on_button = QPushButton("▼")
        self.copy_button = QPushButton(self.tr("Copy forward"))
        self.fields = {name: PreviousField(name) for name in SOAP_FIELDS}
        self.area = FollowingScrollArea()
        self.empty = EmptyState(
            self.tr("No earlier session"),
            self.tr("From the next visit on, the previous session can be read here."),
        )
        self._stack = QStackedWidget()
        self._places = FoundPlaces({name: field.edit for name, field in self.fields.items()}, self)
        self._style()
        self._lay_out()
        self._connect()
        self.clear()

    @property
    def session(self) -> Session | None:
        """The session that is shown."""
        return self._session

    def show_previous(self, session: Session | None, client: Client, others: Sequence[Session] = ()) -> None:
        """Shows `session`, or that there is none; `others` can be chosen instead, newest first."""
        self.show_details(client)
        self._others = tuple(others)
        self._fill_chooser(session)
        self._show(session)

    def show_details(self, client: Client) -> None:
        """Shows the client's current details."""
        self._client = client
        self.client_label.set_full_text(person_name(client.details))

    def clear(self) -> None:
        """Removes all of the client's data from the screen and memory."""
        self._client = None
        self._others = ()
        self.client_label.set_full_text("")
        self.find_edit.clear()
        self._fill_chooser(None)
        self._show(None)

    def set_can_copy(self, can_copy: bool) -> None:
        """Whether there is a draft to copy into."""
        self._can_copy = can_copy
        self._show_copying()

    def focus_find(self) -> None:
        """Puts the keyboard into the search."""
        self.find_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_edit.selectAll()

    def copy_forward(self) -> None:
        """Copies the selected fields; without any the focus goes to the first that can be."""
        if self.chosen_fields():
            self._on_copy()
            return
        ready = (field.box for field in self.fields.values() if field.box.isEnabled())
        first = next(ready, None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def chosen_fields(self) -> tuple[str, ...]:
        """The fields to be copied, in the order of the note."""
        return tuple(
            name for name, field in self.fields.items() if field.box.isChecked() and field.box.isEnabled()
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.find_edit and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)  # noqa: S101 - what a key press is
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._step(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape and self.find_edit.text():
                self.find_edit.clear()
                return True
        return False

    def _show(self, session: Session | None) -> None:
        self._session = session
        for name, field in self.fields.items():
            field.show_text(session.text.field(name) if session is not None else "")
        self.state_label.setText(state_name(session) if session is not None else "")
        self._stack.setCurrentIndex(0 if session is not None else 1)
        self.area.stop_following()
        self.area.verticalScrollBar().setValue(0)
        self._find()
        self._show_copying()

    def _fill_chooser(self, session: Session | None) -> None:
        self.chooser.blockSignals(True)
        self.chooser.clear()
        shown = self._others or ((session,) if session is not None else ())
        for each in shown:
            self.chooser.addItem(day_text(each.date), each.session_id)
            if session is not None and each.session_id == session.session_id:
                self.chooser.setCurrentIndex(self.chooser.count() - 1)
        self.chooser.setEnabled(len(shown) > 1)
        self.chooser.blockSignals(False)

    def _on_chosen(self, index: int) -> None:
        if 0 <= index < len(self._others):
            self._show(self._others[index])
            self.session_chosen.emit(self._others[index].session_id)

    def _find(self) -> None:
        self._places.look_for(self.find_edit.text())
        self._show_place()

    def _step(self, by: int) -> None:
        self._places.step(by)
        self._show_place()

    def _show_place(self) -> None:
        count, current = self._places.count, self._places.current
        if not self.find_edit.text().strip():
            self.count_label.clear()
        elif not count:
            self.count_label.setText(self.tr("not found"))
        else:
            self.count_label.setText(self.tr("{number} of {count}").format(number=current + 1, count=count))
        set_role(self.count_label, tone="caution" if not count else "muted")
        for button in (self.back_button, self.on_button):
            button.setEnabled(count > 1)
        place = self._places.place()
        if place is not None:
            field, start, end = place
            edit = self.fields[field].edit
            self.area.follow(edit, partial(edit.rect_of, start, end))

    def _show_copying(self) -> None:
        chosen = self.chosen_fields()
        self.copy_button.setEnabled(self._can_copy and bool(chosen))
        if not self._can_copy:
            tip = self.tr("There is no draft to copy into")
        elif not chosen:
            tip = self.tr("Choose the fields to copy")
        else:
            tip = self.tr("Copy the chosen fields into the draft, marked as copied (Ctrl+Z takes them back)")
        self.copy_button.setToolTip(tip)
        for field in self.fields.values():
            field.box.setEnabled(self._can_copy and bool(field.edit.text().strip()))

    def _on_copy(self) -> None:
        chosen = self.chosen_fields()
        if chosen and self._can_copy:
            self.copy_requested.emit(chosen)
            for field in self.fields.values():
                field.box.setChecked(False)

    def _style(self) -> None:
        set_role(self.client_label, strong=True)
        for label in (self.state_label, self.count_label):
            set_role(label, type="caption", tone="muted")
        self.chooser.setAccessibleName(self.tr("Earlier session to be shown"))
        self.chooser.setToolTip(self.tr("Show another earlier session"))
        self.find_edit.setPlaceholderText(self.tr("Find in this session"))
        self.find_edit.setAccessibleName(self.tr("Find in this session"))
        self.find_edit.setClearButtonEnabled(True)
        told = (
            (self.back_button, self.tr("Previous place (Shift+Enter)")),
            (self.on_button, self.tr("Next place (Enter)")),
        )
        for button, words in told:
            set_role(button, kind="quiet")
            button.setToolTip(words)
            button.setAccessibleName(words)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.chooser)
        head.addWidget(self.state_label)
        head.addStretch(1)
        find = QHBoxLayout()
        find.setSpacing(SPACE_1)
        find.addWidget(self.find_edit, 1)
        for widget in (self.count_label, self.back_button, self.on_button):
            find.addWidget(widget)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, SPACE_2, 0)
        column.setSpacing(SPACE_3)
        for field in self.fields.values():
            column.addWidget(field)
        column.addStretch(1)
        self.area.setWidget(page)
        shown = QWidget()
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE_2)
        inner.addLayout(head)
        inner.addLayout(find)
        inner.addWidget(self.area, 1)
        inner.addWidget(self.copy_button)
        self._stack.addWidget(shown)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_4)
        layout.setSpacing(SPACE_2)
        layout.addWidget(self.client_label)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.chooser.currentIndexChanged.connect(self._on_chosen)
        self.find_edit.textChanged.connect(self._find)
        self.find_edit.installEventFilter(self)
        self.back_button.clicked.connect(lambda: self._step(-1))
        self.on_button.clicked.connect(lambda: self._step(1))
        self.copy_button.clicked.connect(self._on_copy)
        for field in self.fields.values():
            field.box.toggled.connect(self._show_copying)
