"""The dialog for the practice's session templates, snippets, letters and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from core.templates.dto import TextKind
from ui.templates.texts_page import TextsPage
from ui.templates.words_page import WordsPage
from ui.theme import SPACE_2, SPACE_4
from ui.widgets.form_dialog import FormDialog, FormWords

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX, _HEIGHT_PX = 960, 680


class TemplatesDialog(FormDialog):
    """Opened with `open()`. A lock hides and deletes it like every dialog."""

    form_kind = "texts"
    changed = Signal()
    """Something was stored: views of snippets or templates must read them again."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None, *, show: TextKind | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Templates, snippets and letters"))
        self.tabs = QTabWidget()
        self.pages: dict[TextKind, TextsPage] = {}
        names: dict[TextKind, str] = {
            "template": self.tr("Session templates"),
            "snippet": self.tr("Snippets"),
            "letter_template": self.tr("Letters"),
        }
        for kind, name in names.items():
            page = TextsPage(jobs, kind)
            page.changed.connect(self._on_changed)
            self.pages[kind] = page
            self.tabs.addTab(page, name)
        self.words = WordsPage(jobs)
        self.words.changed.connect(self.changed)
        self.tabs.addTab(self.words, self.tr("Words"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_2, SPACE_4, SPACE_4)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(buttons)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        if show is not None:
            self.tabs.setCurrentWidget(self.pages[show])
        for page in self.pages.values():
            page.reload()
        self.words.reload()
        self.tabs.currentChanged.connect(self._focus_page)
        self._focus_page()

    @property
    def touched(self) -> bool:
        """Whether there is unsaved input."""
        return any(page.touched for page in self.pages.values())

    def typed_words(self) -> FormWords:
        """The input of each page that has any."""
        ids: dict[str, str] = {}
        fields: dict[str, str] = {}
        for kind, page in self.pages.items():
            typed = page.words()
            if typed is not None:
                ids[kind] = typed[0]
                fields.update({f"{kind}.{name}": text for name, text in typed[1].items()})
        return FormWords(fields, ids=ids)

    def take_words(self, words: FormWords) -> None:
        for kind, page in self.pages.items():
            if kind in words.ids:
                named = f"{kind}."
                typed = {
                    name.removeprefix(named): text
                    for name, text in words.fields.items()
                    if name.startswith(named)
                }
                page.take_words(words.ids[kind], typed)
                self.tabs.setCurrentWidget(page)

    def _on_changed(self) -> None:
        self.changed.emit()
        if not self.touched:
            self.settled.emit()

    def _focus_page(self, _index: int = 0) -> None:
        page = self.tabs.currentWidget()
        entry = page.list if isinstance(page, TextsPage) else self.words.word_edit
        entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if event.spontaneous():
            return
        for page in self.pages.values():
            page.forget()
        self.words.forget()
