"""Shows how a follow-up was understood, with ways to ask it without the added parts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.ask.taken_over import TakenOver, taken_over
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, active_theme, set_role
from ui.widgets.formatted_label import FormattedLabel, escaped
from ui.widgets.plain_label import PlainLabel
from ui.widgets.wrapping import wrap_evenly

_LINE_CHARS = 24
"""What fits on a line of the narrowest panel."""


class UnderstoodView(QWidget):
    """Hidden if nothing was added."""

    alone_requested = Signal()
    """Only the typed question is to be asked."""
    without_requested = Signal(str)
    """The understood question, less one thing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = PlainLabel()
        self.things = FormattedLabel()
        self.alone_button = QPushButton(self.tr("Ask only what I typed"))
        self._taken: tuple[TakenOver, ...] = ()
        self._style()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addWidget(self.label)
        column.addWidget(self.things)
        column.addWidget(self.alone_button, alignment=Qt.AlignmentFlag.AlignLeading)
        self.alone_button.clicked.connect(self.alone_requested)
        self.things.linkActivated.connect(self._on_link)
        self.hide()

    def show_understood(self, question: str, understood: str | None) -> None:
        """`understood` is None if the question stayed as typed."""
        self.setVisible(understood is not None)
        if understood is None:
            self.label.clear()
            self._taken = ()
        else:
            self.label.setText(self.tr("Understood as: {question}").format(question=isolate(understood)))
            self._taken = taken_over(question, understood)
        self._write_things()

    def set_running(self, running: bool) -> None:
        """While a question runs no other can be asked."""
        self.things.setEnabled(not running)
        self.alone_button.setEnabled(not running)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The links carry their colour in the text.
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_taken"):
            self._write_things()

    def _write_things(self) -> None:
        self.things.setVisible(bool(self._taken))
        style = f"color:{active_theme().accent}; text-decoration:none"
        links = " · ".join(
            f'<a href="{at}" style="{style}">{_unbroken(each.thing)}&nbsp;✕</a>'
            for at, each in enumerate(self._taken)
        )
        self.things.setText(self.tr("Ask without: {things}").format(things=links) if links else "")

    def _on_link(self, link: str) -> None:
        if link.isdecimal() and int(link) < len(self._taken):
            self.without_requested.emit(self._taken[int(link)].without)

    def _style(self) -> None:
        for label in (self.label, self.things):
            set_role(label, type="caption", tone="muted")
            wrap_evenly(label)
        self.things.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.things.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.things.setToolTip(self.tr("Asks again without the one that you choose"))
        self.alone_button.setToolTip(self.tr("Asks again without what was asked before"))
        set_role(self.alone_button, kind="link")


def _unbroken(thing: str) -> str:
    """A thing with its side and its cross on one line; a long one wraps."""
    words = escaped(thing)
    return isolate(words if len(thing) > _LINE_CHARS else words.replace(" ", "&nbsp;"))
