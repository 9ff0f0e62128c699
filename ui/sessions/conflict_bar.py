"""An edit conflict of a draft: both texts are kept, and the user decides."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.sessions.dto import Session
from ui.text.days import moment_text
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.plain_label import PlainLabel


class ConflictBar(QFrame):
    """Hidden until there is a conflict. Viewing the other version does not drop anything."""

    keep_mine_requested = Signal()
    take_theirs_requested = Signal()
    look_changed = Signal(bool)
    """True: show the other version; false: show mine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looking = False
        set_role(self, surface="raised")
        self._title = PlainLabel(self.tr("This session was changed elsewhere meanwhile"))
        self._text = PlainLabel()
        set_role(self._title, tone="danger", strong=True)
        for label in (self._title, self._text):
            label.setWordWrap(True)
        self.keep_button = QPushButton()
        self.look_button = QPushButton()
        self.take_button = QPushButton(self.tr("Continue with theirs, discard mine"))
        set_role(self.keep_button, kind="primary")
        set_role(self.take_button, kind="danger")
        self._lay_out()
        self.keep_button.clicked.connect(self.keep_mine_requested)
        self.take_button.clicked.connect(self.take_theirs_requested)
        self.look_button.clicked.connect(self._toggle)
        self.hide_conflict()

    @property
    def looking_at_theirs(self) -> bool:
        return self._looking

    def show_conflict(self, theirs: Session) -> None:
        """Shows the conflict and the choices."""
        moment = moment_text(theirs.saved_at)
        told = {
            "draft": self.tr(
                "Version {version} was stored {moment}. Your text is kept here and is not lost."
            ),
            "signed": self.tr("It was signed {moment}. Your text is kept here and is not lost."),
            "retracted": self.tr("It was retracted {moment}. Your text is kept here and is not lost."),
            "deleted": self.tr("It was deleted {moment}. Your text is kept here and is not lost."),
        }
        self._text.setText(told[theirs.state].format(version=theirs.version, moment=moment))
        mine_goes_on = theirs.state == "draft"
        new_version, new_session = (
            self.tr("Keep mine as the new version"),
            self.tr("Keep mine as a new session"),
        )
        keep = new_version if mine_goes_on else new_session
        self.keep_button.setText(keep)
        self._show_look()
        set_role(self, tone="danger")
        self.show()

    def hide_conflict(self) -> None:
        self._looking = False
        self._show_look()
        self.hide()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_2)
        buttons.addWidget(self.keep_button)
        buttons.addWidget(self.look_button)
        buttons.addWidget(self.take_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        layout.setSpacing(SPACE_1)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(buttons)

    def _toggle(self) -> None:
        self._looking = not self._looking
        self._show_look()
        self.look_changed.emit(self._looking)

    def _show_look(self) -> None:
        self.look_button.setText(self.tr("Show mine") if self._looking else self.tr("Show theirs"))
        # The user's text can only be dropped while the other one is displayed.
        self.take_button.setVisible(self._looking)
