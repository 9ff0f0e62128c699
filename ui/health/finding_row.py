"""One check on the page: its state as a named sign, the finding, and the remedy."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.health.finding import Status
from ui.health.check_words.entry import Action
from ui.health.wording import ACTION_TEXTS, STATUS_NAMES, Worded
from ui.i18n.marking import translated
from ui.resources.icons import IconTone, picture
from ui.theme import ICON_LARGE_PX, SPACE_1, SPACE_2, SPACE_3, set_role
from ui.theme.roles import Tone
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel

_SIGNS: dict[Status, tuple[str, IconTone, Tone]] = {
    "ok": ("check", "good", "good"),
    "warning": ("warning", "caution", "caution"),
    "problem": ("warning", "danger", "danger"),
}


class FindingRow(QFrame):
    """`action_requested` follows from its button, which exists if the program can act."""

    action_requested = Signal(str)

    def __init__(self, shown: Worded, *, with_action: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self.sign = PlainLabel()
        self.sign.setFixedSize(QSize(ICON_LARGE_PX, ICON_LARGE_PX))
        self.title = PlainLabel(shown.title)
        set_role(self.title, strong=True)
        self.state = PlainLabel(translated(STATUS_NAMES[shown.status]))
        set_role(self.state, type="caption", tone=_SIGNS[shown.status][2])
        # A passed check is shown by its sign; a column of the same word would hide the others.
        self.state.setVisible(shown.status != "ok")
        self.said = Paragraph(shown.said)
        self.remedy = Paragraph(shown.remedy)
        set_role(self.said, tone="muted" if shown.status == "ok" else "text")
        set_role(self.remedy, tone="muted")
        self.remedy.setVisible(bool(shown.remedy))
        self.button: QPushButton | None = None
        if shown.action is not None and with_action:
            self.button = self._button(shown.action)
        self._lay_out()
        self._draw()
        parts = (translated(STATUS_NAMES[shown.status]), shown.title, shown.said, shown.remedy)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in parts if part))

    def mark(self, marked: bool) -> None:
        """Marks this row as the one a link led to."""
        set_role(self, surface="accent" if marked else "plain")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "sign"):
            self._draw()

    def _button(self, action: Action) -> QPushButton:
        button = QPushButton(translated(ACTION_TEXTS[action]))
        button.setAccessibleDescription(self._shown.title)
        button.clicked.connect(lambda: self.action_requested.emit(action))
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.title)
        head.addWidget(self.state)
        head.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(SPACE_1)
        words.addLayout(head)
        words.addWidget(self.said)
        words.addWidget(self.remedy)
        across = QHBoxLayout(self)
        across.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        across.setSpacing(SPACE_3)
        across.addWidget(self.sign, alignment=Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        if self.button is not None:
            across.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignVCenter)

    def _draw(self) -> None:
        name, tone, _ = _SIGNS[self._shown.status]
        self.sign.setPixmap(picture(name, tone, ICON_LARGE_PX))
