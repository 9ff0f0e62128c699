"""The dialogs that open over the window from anywhere: keys and people, a new passphrase, about, a crash."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.security.roles import Access
from ui.crash_report import CrashReport
from ui.preferences import Preferences
from ui.shell.about_dialog import AboutDialog
from ui.shell.crash_dialog import CrashDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs


class WindowDialogs(QObject):
    """What is asked for seldom is imported when it is: it brings the strength meter and printing with it."""

    client_erased = Signal(object)
    """The `ClientId` of a client who is gone."""
    records_changed = Signal()
    """An erase was stopped, failed or went on: who is gone is to be looked for."""
    idle_minutes_changed = Signal(int)

    def __init__(self, jobs: Jobs, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._preferences = preferences
        self._window = window
        self._crash: CrashDialog | None = None

    def show_security(self, access: Access) -> None:
        """Keys, people and the audit log, as far as `access` goes; one that is open comes to the front."""
        from ui.security.security_dialog import SecurityDialog

        for shown in self._window.findChildren(SecurityDialog):
            if shown.isVisible():
                shown.raise_()
                shown.activateWindow()
                return
        dialog = SecurityDialog(self._jobs, access=access, preferences=self._preferences, parent=self._window)
        dialog.idle_minutes_changed.connect(self.idle_minutes_changed)
        dialog.client_erased.connect(self.client_erased)
        dialog.records_changed.connect(self.records_changed)
        dialog.open()

    def ask_for_new_passphrase(self) -> None:
        """After an unlock with the recovery key."""
        from ui.security.passphrase_dialog import NewPassphraseDialog

        NewPassphraseDialog(self._jobs, self._window).open()

    def show_about(self) -> None:
        AboutDialog(self._window).open()

    def show_crash(self, report: CrashReport) -> None:
        """One dialog at a time, however many faults follow each other."""
        if self._crash is not None:
            self._crash.count_another()
            return
        self._crash = dialog = CrashDialog(report, self._window)
        gone = partial(self._on_crash_gone, id(dialog))
        dialog.finished.connect(gone)
        # A lock takes dialogs away without a word.
        dialog.destroyed.connect(gone)
        dialog.show()

    def _on_crash_gone(self, which: int, _result: object = None) -> None:
        if id(self._crash) == which:
            self._crash = None
