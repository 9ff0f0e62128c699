"""The list under the cursor while a snippet's name is typed. The focus stays in the note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from core.templates.dto import PracticeText
from core.templates.stops import lay_out
from ui.text.text_direction import isolate
from ui.theme import set_role

_MOST_ROWS = 7
_WIDTH_PX = 360
_PREVIEW_CHARS = 60


class SnippetPopup(QFrame):
    """A child of the window, so that whatever hides the window hides it too."""

    chosen = Signal(object)
    """The clicked `PracticeText`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.over = parent
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self, surface="raised")
        self._shown: list[PracticeText] = []
        self._model = QStringListModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Snippets"))
        self.list.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def show_matches(self, matches: Sequence[PracticeText], *, under: QRect, choose_first: bool) -> None:
        """Lists `matches` under a rectangle of the parent; hides when there are none."""
        self._shown = list(matches)
        if not self._shown:
            self.hide()
            return
        self._model.setStringList([_line(each) for each in self._shown])
        self.list.setCurrentIndex(self._model.index(0) if choose_first else QModelIndex())
        self._place(under)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Moves the choice, wrapping around."""
        row = self.list.currentIndex().row()
        count = len(self._shown)
        row = (row + by) % count if row >= 0 else (0 if by > 0 else count - 1)
        self.list.setCurrentIndex(self._model.index(row))

    def current(self) -> PracticeText | None:
        row = self.list.currentIndex().row()
        return self._shown[row] if self.isVisible() and 0 <= row < len(self._shown) else None

    def names(self) -> tuple[str, ...]:
        """The listed names, as typed."""
        return tuple(each.name for each in self._shown) if self.isVisible() else ()

    def forget(self) -> None:
        self.hide()
        self._shown = []
        self._model.setStringList([])

    def _place(self, under: QRect) -> None:
        parent = self.over
        row = max(self.list.sizeHintForRow(0), 24)
        size = row * min(len(self._shown), _MOST_ROWS) + 2 * self.list.frameWidth() + 4
        width = min(_WIDTH_PX, parent.width())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = under.right() - width if mirrored else under.left()
        below = under.bottom() + size <= parent.height()
        top = under.bottom() + 2 if below else under.top() - size - 2
        left = max(0, min(left, parent.width() - width))
        self.setGeometry(QRect(left, max(0, top), width, size))

    def _on_clicked(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._shown):
            self.chosen.emit(self._shown[index.row()])


def _line(text: PracticeText) -> str:
    preview = " ".join(lay_out(text.text).text.split())[:_PREVIEW_CHARS]
    return f"{isolate('/' + text.name)}  {isolate(preview)}"
