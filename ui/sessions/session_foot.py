"""The line below a note: next session, save state, and actions."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from core.sessions.dto import Session
from ui.resources import icon
from ui.sessions.draft_saver import DraftSaver
from ui.sessions.save_label import SaveLabel
from ui.sessions.signing import Signing
from ui.theme import SPACE_1, SPACE_2, SPACE_4, set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.key_tip import set_key_tip
from ui.widgets.menu_button import without_arrow
from ui.widgets.side_or_below import SideOrBelow, in_a_line


class SessionFoot(QWidget):
    """A draft can be signed, a signed note added to or retracted."""

    new_requested = Signal()
    sign_requested = Signal()
    addendum_requested = Signal()
    retract_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.new_button = QPushButton(self.tr("New session"))
        self.template_button = QToolButton()
        self.save_label = SaveLabel()
        self.hint = ElidedLabel()
        self.retract_button = QPushButton(self.tr("Retract…"))
        self.addendum_button = QPushButton(self.tr("Addendum…"))
        self.sign_button = QPushButton(self.tr("Sign"))
        self._style()
        new = in_a_line((self.new_button, self.template_button), spacing=SPACE_1)
        buttons = (self.retract_button, self.addendum_button, self.sign_button)
        told = (self.save_label, self.hint, *buttons)
        about = in_a_line(told, spacing=SPACE_2, stretching=self.save_label)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE_4, SPACE_2, SPACE_4, SPACE_2)
        line.addWidget(SideOrBelow(new, about, spacing=SPACE_2))
        self.new_button.clicked.connect(self.new_requested)
        self.sign_button.clicked.connect(self.sign_requested)
        self.addendum_button.clicked.connect(self.addendum_requested)
        self.retract_button.clicked.connect(self.retract_requested)

    def show_state(
        self, session: Session | None, saver: DraftSaver | None, *, busy: bool, current: bool
    ) -> None:
        """`busy`: a signature is pending. `current`: the newest version is displayed."""
        draft = saver is not None
        signed = current and not draft and session is not None and session.state == "signed"
        self.save_label.show_state(saver)
        self.sign_button.setVisible(draft)
        self.addendum_button.setVisible(signed)
        self.retract_button.setVisible(signed)
        why = Signing.why_not(saver) if saver is not None else ""
        self.hint.set_full_text(why)
        self.hint.setVisible(bool(why))
        self.sign_button.setEnabled(not why and not busy)
        tip = why or self.tr("Make this session final")
        set_key_tip(self.sign_button, tip, "session.sign", named=not why)
        self.sign_button.setAccessibleDescription(why)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "template_button"):
            self.template_button.setIcon(icon("chevron-down", "muted"))

    def _style(self) -> None:
        set_key_tip(self.new_button, self.tr("New session"), "session.new")
        self.template_button.setIcon(icon("chevron-down", "muted"))
        self.template_button.setToolTip(self.tr("New session from a template"))
        self.template_button.setAccessibleName(self.tr("New session from a template"))
        without_arrow(self.template_button)
        self.template_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.addendum_button.setToolTip(self.tr("Add to this signed session, with a reason"))
        self.retract_button.setToolTip(self.tr("Retract this signed session, with a reason"))
        set_role(self.sign_button, kind="primary")
        set_role(self.hint, type="caption", tone="muted")
        # Hidden first if there is little space; the button shows it too.
        self.hint.setMinimumWidth(1)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing)
        set_role(self.retract_button, kind="quiet")
