"""The templates for a new session, as a menu: read when it opens, cleared when it closes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.errors import AnamnesisError
from core.templates.dto import PracticeText
from ui.errors import describe
from ui.operations.operation import in_db

if TYPE_CHECKING:
    from ui.jobs import Jobs


class TemplateMenu(QMenu):
    """Offers those for one kind of visit first, the others below."""

    template_chosen = Signal(object)
    """A `PracticeText`, for `SoapEditor.apply_template`."""
    manage_requested = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._session_kind = ""
        self.setTitle(self.tr("Template"))
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.reload)

    def set_session_kind(self, kind: str) -> None:
        """One of `SESSION_KINDS`, or empty for no preference."""
        self._session_kind = kind

    def reload(self) -> None:
        """Reads the templates; until they arrive the menu says so."""
        self._fill((), self.tr("Reading templates…"))
        self._jobs.run(
            self,
            in_db(lambda services: services.templates.list, "template"),
            on_done=self._on_read,
            on_error=self._on_error,
        )

    def _on_read(self, templates: Sequence[PracticeText]) -> None:
        self._fill(templates, self.tr("There are no templates yet"))

    def _on_error(self, error: AnamnesisError) -> None:
        self._fill((), describe(error).title)

    def _fill(self, templates: Sequence[PracticeText], otherwise: str) -> None:
        self.clear()
        first = [each for each in templates if each.session_kind == self._session_kind]
        rest = [each for each in templates if each not in first]
        for group in (first, rest):
            for template in group:
                action = QAction(template.name.replace("&", "&&"), self)
                action.triggered.connect(partial(self._on_chosen, template))
                self.addAction(action)
            if group:
                self.addSeparator()
        if not templates:
            note = self.addAction(otherwise)
            note.setEnabled(False)
            self.addSeparator()
        manage = self.addAction(self.tr("Change templates…"))
        manage.triggered.connect(lambda _checked=False: self.manage_requested.emit())

    def _on_chosen(self, template: PracticeText, _checked: bool = False) -> None:
        self.template_chosen.emit(template)
