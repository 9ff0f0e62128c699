"""The scope of a search: all clients, or one chosen by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from core.clients.dto import Client
from ui.clients.client_picker import ClientPicker
from ui.errors import describe
from ui.operations.operation import in_db
from ui.resources import icon
from ui.text.days import today
from ui.theme import SPACE_2, SPACE_3, set_role
from ui.widgets.message_bar import MessageBar
from ui.words.identity import identity_line, person_name, spoken_identity

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 360
_NAME_CHARS = 20


class ClientChoice(QPushButton):
    """A button with the choice; its pop-up has the list of clients."""

    chosen = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._client: Client | None = None
        self.popup = QFrame(self, Qt.WindowType.Popup)
        self.popup.setLayoutDirection(self.layoutDirection())
        self.picker = ClientPicker()
        self.message = MessageBar()
        self.everybody = QPushButton(self.tr("All clients"))
        self._lay_out()
        self.setAutoDefault(False)
        # A truncated name could be taken for another one.
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        self.everybody.clicked.connect(lambda: self._choose(None))
        self.picker.chosen.connect(self._on_picked)
        self.picker.search.installEventFilter(self)
        # The arrow stands behind the name, as in the boxes beside it.
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        other = Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft
        self.setLayoutDirection(other)
        self._draw()
        self._refresh()

    @property
    def client(self) -> Client | None:
        """None: everybody."""
        return self._client

    def show_client(self, client: Client | None) -> None:
        """Shows a choice without emitting a signal."""
        self._client = client
        self._refresh()

    def open(self) -> None:
        """Opens the list, which is then read."""
        self.picker.show_client(None)
        self.picker.search.setText("")
        corner = QPoint(self.width() - _WIDTH_PX if self.popup.isRightToLeft() else 0, self.height())
        self.popup.move(self.mapToGlobal(corner))
        self.popup.show()
        self.picker.start()
        self._jobs.run(
            self,
            in_db(lambda services: services.clients.list, states=("active", "archived")),
            on_done=self.picker.set_clients,
            on_error=lambda error: self.message.show_error(describe(error)),
        )

    def forget(self) -> None:
        """Resets to everybody and removes all names."""
        self.popup.hide()
        self.picker.show_client(None)
        self.picker.search.setText("")
        self.picker.set_clients(())
        self.message.clear()
        self.show_client(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _closes(event):
            self.popup.hide()
            self.setFocus(Qt.FocusReason.PopupFocusReason)
            return True
        handled: bool = super().eventFilter(watched, event)
        return handled

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "popup"):
            self._draw()

    def _draw(self) -> None:
        self.setIcon(icon("chevron-down", "muted"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.popup)
        column.setContentsMargins(SPACE_3, SPACE_3, SPACE_3, SPACE_3)
        column.setSpacing(SPACE_2)
        set_role(self.popup, surface="card")
        self.popup.setFixedWidth(_WIDTH_PX)
        self.popup.setAccessibleName(self.tr("Whose notes"))
        self.everybody.setAutoDefault(False)
        for part in (self.message, self.picker, self.everybody):
            column.addWidget(part)

    def _on_picked(self) -> None:
        if self.picker.client is not None:
            self._choose(self.picker.client)

    def _choose(self, client: Client | None) -> None:
        self.popup.hide()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.show_client(client)
        self.chosen.emit()

    def _refresh(self) -> None:
        if self._client is None:
            self.setText(self.tr("All clients"))
            self.setToolTip(self.tr("Search the notes of one client only"))
            self.setAccessibleName(self.tr("Whose notes: all clients"))
            return
        details = self._client.details
        name = details.display_name
        shown = name if len(name) <= _NAME_CHARS else name[: _NAME_CHARS - 1].rstrip() + "…"
        # `&` would mark a mnemonic.
        self.setText(person_name(details).replace(name, shown).replace("&", "&&"))
        self.setToolTip(f"{person_name(details)}\n{identity_line(details, today=today())}")
        spoken = self.tr("Whose notes: {who}")
        self.setAccessibleName(spoken.format(who=spoken_identity(details, today=today())))


def _closes(event: QKeyEvent) -> bool:
    return bool(event.key() == Qt.Key.Key_Escape)
