"""The buttons of the viewer, each with its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QToolButton, QWidget

from core.attachments.dto import Attachment
from ui.theme import SPACE_1, SPACE_2, set_role
from ui.widgets.plain_label import PlainLabel

_BUSY_WIDTH_PX = 72


class ViewerBar(QWidget):
    """Signals the request; the viewer performs it."""

    turn_requested = Signal(int)
    ends_requested = Signal(bool)
    zoom_in_requested = Signal()
    zoom_out_requested = Signal()
    fit_requested = Signal(str)
    text_toggled = Signal(bool)
    copy_requested = Signal()
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        turn, ends, fit = self.turn_requested.emit, self.ends_requested.emit, self.fit_requested.emit
        self.previous = self._button(self.tr("Previous"), "PgUp", lambda: turn(-1))
        self.next = self._button(self.tr("Next"), "PgDown", lambda: turn(1))
        self.place = PlainLabel()
        self.smaller = self._button(self.tr("Smaller"), "Ctrl+-", self.zoom_out_requested.emit)
        self.larger = self._button(self.tr("Larger"), "Ctrl++", self.zoom_in_requested.emit)
        self.zoom = PlainLabel()
        self.whole = self._button(self.tr("Whole page"), "Ctrl+0", lambda: fit("page"))
        self.wide = self._button(self.tr("Page width"), "Ctrl+1", lambda: fit("width"))
        self.text_button = QToolButton()
        self.text_button.setText(self.tr("Words"))
        self.text_button.setCheckable(True)
        self.text_button.setToolTip(
            self.tr("Show the words that can be found ({keys})").format(keys="Ctrl+T")
        )
        self.text_button.toggled.connect(self.text_toggled)
        self.copy_button = QPushButton(self.tr("Save a copy…"))
        self._imposed = ""
        self.close_button = QPushButton(self.tr("Close"))
        self.busy = QProgressBar()
        for keys, call in (
            ("Ctrl+T", self._turn_to_words),
            ("Ctrl+Home", lambda: ends(False)),
            ("Ctrl+End", lambda: ends(True)),
            ("Ctrl+=", self.zoom_in_requested.emit),
        ):
            self._shortcut(keys, call)
        self._lay_out()
        self.copy_button.clicked.connect(self.copy_requested)
        self.close_button.clicked.connect(self.close_requested)

    def forbid_copies(self, imposed: str) -> None:
        """Offers no copy; `imposed` says who forbids it."""
        self._imposed = imposed
        self.copy_button.setToolTip(imposed)
        self.copy_button.setEnabled(not imposed and self.copy_button.isEnabled())

    def show_attachment(self, attachment: Attachment, *, has_text: bool) -> None:
        """Shows the actions available for this one."""
        drawn = not attachment.is_text
        for widget in (self.smaller, self.larger, self.zoom, self.whole, self.wide):
            widget.setVisible(drawn)
        for widget in (self.previous, self.next, self.place):
            widget.setVisible(drawn and attachment.pages > 1)
        self.text_button.setVisible(drawn and has_text)
        self.copy_button.setEnabled(not self._imposed)

    def show_page(self, page: int, pages: int) -> None:
        self.place.setText(self.tr("Page {page} of {pages}").format(page=page + 1, pages=pages))
        self.previous.setEnabled(page > 0)
        self.next.setEnabled(page < pages - 1)

    def show_zoom(self, zoom: float) -> None:
        self.zoom.setText(f"{round(zoom * 100)} %")

    def set_busy(self, busy: bool) -> None:
        """Its space is reserved, so that nothing moves while pages are turned."""
        self.busy.setRange(0, 0 if busy else 1)
        policy = self.busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.busy.setSizePolicy(policy)
        self.busy.setVisible(busy)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, SPACE_1, 0, SPACE_1)
        line.setSpacing(SPACE_2)
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(_BUSY_WIDTH_PX)
        self.busy.setAccessibleName(self.tr("Drawing the page"))
        for label in (self.place, self.zoom):
            set_role(label, tone="muted")
        widgets = (self.previous, self.place, self.next, self.smaller, self.zoom, self.larger)
        for widget in (*widgets, self.whole, self.wide, self.text_button):
            widget.hide()
            line.addWidget(widget)
        line.addWidget(self.busy)
        line.addStretch(1)
        self.copy_button.setEnabled(False)
        for button in (self.copy_button, self.close_button):
            button.setAutoDefault(False)
            line.addWidget(button)

    def _turn_to_words(self) -> None:
        """Like the button; without one, the file has no known text."""
        if self.text_button.isVisibleTo(self):
            self.text_button.click()

    def _button(self, text: str, keys: str, call: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(f"{text} ({keys})")
        button.clicked.connect(lambda _checked=False: call())
        self._shortcut(keys, call)
        return button

    def _shortcut(self, keys: str, call: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(lambda: call())
