"""Confirms an upgrade, or restores the old database; both after a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from core.errors import AnamnesisError, RoleRefused
from ui.errors import describe
from ui.operations.upgrade import confirm_upgrade, known_upgrade, undo_upgrade
from ui.shell.closing import AfterClose
from ui.text.text_direction import isolate
from ui.widgets.plain_message_box import PlainMessageBox
from ui.widgets.question import Question

if TYPE_CHECKING:
    from core.upgrade.state import UpgradeState
    from core.workspace import Workspace
    from ui.jobs import Jobs
    from ui.shell.workspace_page import WorkspacePage


class UpgradeChoice(QObject):
    """`undo_confirmed` asks the window to close with the given `AfterClose`."""

    undo_confirmed = Signal(object)

    def __init__(self, workspace: Workspace, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._jobs = jobs
        self._window = window
        self._page: WorkspacePage | None = None
        self._question: Question | None = None
        self._told: PlainMessageBox | None = None

    def attach(self, page: WorkspacePage) -> None:
        """Uses `page` from now on; it is rebuilt when the language changes."""
        self._page = page
        page.upgrade.confirm_wanted.connect(self.ask_to_confirm)
        page.upgrade.undo_wanted.connect(self.ask_to_undo)

    def read(self) -> None:
        """Shows the state on the page; after an unlock."""
        self._jobs.run_workspace(self, "io", known_upgrade, on_done=self._show, on_error=lambda _: None)

    def ask_to_confirm(self) -> None:
        """Removes the old database, after a question."""
        if not self._refused():
            self._question = Question(
                self._window,
                title=self.tr("Remove the state of before the upgrade?"),
                text=self.tr(
                    "Nothing goes back to it then; a backup made before can still be restored to another"
                    " place."
                ),
                yes=self.tr("Remove the old state"),
                on_yes=self._confirm,
            )
            self._question.open()

    def ask_to_undo(self) -> None:
        """Closes the program and restores the old database, after a question."""
        if not self._refused():
            self._question = Question(
                self._window,
                title=self.tr("Go back to the state of before the upgrade?"),
                text=self.tr(
                    "Anamnesis closes and puts the database of before back. What was written since the"
                    " upgrade stays in the newer database, which is set aside in the data directory; this"
                    " version alone opens it. Afterwards start the version of before."
                ),
                yes=self.tr("Close and go back"),
                on_yes=lambda: self.undo_confirmed.emit(AfterClose(undo_upgrade, self._tell_undone)),
            )
            self._question.open()

    def _refused(self) -> bool:
        """Whether this user may not decide, which is then reported."""
        access = self._workspace.services.access
        if access.allows("keys"):
            return False
        if self._page is not None:
            self._page.show_error(RoleRefused("role_refused", role=access.role, right="keys"))
        return True

    def _show(self, state: UpgradeState) -> None:
        if self._page is not None and self._workspace.state == "unlocked":
            self._page.upgrade.show_state(state, may_decide=self._workspace.services.access.allows("keys"))

    def _confirm(self) -> None:
        self._jobs.run_workspace(
            self, "io", confirm_upgrade, on_done=lambda _: self._on_confirmed(), on_error=self._on_error
        )

    def _on_confirmed(self) -> None:
        if self._page is not None:
            self._page.upgrade.clear()
            if self._page.sections.section == "health":
                self._page.views.health.begin()

    def _on_error(self, error: AnamnesisError) -> None:
        if self._page is not None:
            self._page.show_error(error)

    def _tell_undone(self, outcome: Path | AnamnesisError | None, leave: Callable[[], None]) -> None:
        """The final message before the window closes: the user's next steps."""
        self._told = box = PlainMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if isinstance(outcome, AnamnesisError):
            text = describe(outcome)
            box.show_mark("warning", "danger")
            title, words = text.title, f"{text.message}\n\n{text.remedy}".strip()
        else:
            box.show_mark("check", "good")
            title = self.tr("The state of before the upgrade is back")
            words = self.tr(
                "Start the version of Anamnesis of before now: this one would upgrade the database again."
            )
            if outcome is not None:
                aside = self.tr("The newer database is kept in {folder}.").format(
                    folder=isolate(str(outcome))
                )
                words = f"{words}\n\n{aside}"
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(words)
        box.setStandardButtons(QMessageBox.StandardButton.Close)
        box.finished.connect(lambda _: leave())
        box.open()
