"""A newer release: its version, the result of its verification, its changes, and its installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from core.errors import AnamnesisError
from ui.operations.updates import install_update, verify_update
from ui.text.text_direction import isolate
from ui.theme import set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.plain_text_edit import PlainTextEdit
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from core.updates.installing import Installed
    from core.updates.service import UpdateState, VerifiedUpdate
    from ui.jobs import Jobs

_WIDTH_PX = 620
_CHANGES_PX = 260


class UpdateDialog(WorkDialog):
    """Opened with `open()`. It verifies at once; an unverified release cannot be installed."""

    installed = Signal()
    """The package manager has installed it."""
    start_wanted = Signal()
    """The version installed meanwhile is to be started in place of this window."""

    def __init__(self, jobs: Jobs, state: UpdateState, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._state = state
        self._verified: VerifiedUpdate | None = None
        self._new = state.replaced_by or ""
        """The version that the next start would run, if it is another one."""
        self.setWindowTitle(self.tr("Update"))
        self.title = PlainLabel()
        set_role(self.title, type="title")
        self.origin = Paragraph()
        set_role(self.origin, tone="muted")
        self.changes_label = PlainLabel(self.tr("What it changes"))
        set_role(self.changes_label, strong=True)
        self.changes = PlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setMinimumHeight(_CHANGES_PX)
        self.changes.setAccessibleName(self.changes_label.text())
        for each in (self.title, self.origin, self.changes_label, self.changes):
            self.column.addWidget(each)
        self.cancel_button.setText(self.tr("Close"))
        self.go_button.clicked.connect(self._go)
        self._show_what_is_known()
        self.refresh()
        if not self._new and state.found is not None:
            self._verify()

    def refresh(self) -> None:
        self.go_button.setText(
            self.tr("Close and start version {version}").format(version=isolate(self._new))
            if self._new
            else self.tr("Install…")
        )
        set_role(self.go_button, kind="primary")
        ready = bool(self._new) or self._verified is not None
        self.go_button.setEnabled(ready and not self.work.working)
        self.cancel_button.setEnabled(not self.work.working)

    def _show_what_is_known(self) -> None:
        found, told = self._state.found, self._state.installed
        version = self._new or (found.version if found is not None else told)
        self.title.setText(self.tr("Version {version}").format(version=isolate(version)))
        self.changes_label.hide()
        self.changes.hide()
        if self._new:
            self.origin.setText(
                self.tr(
                    "It is installed. This window is still version {installed} and goes on until it is"
                    " closed; the next start is the newer one."
                ).format(installed=isolate(told))
            )
        elif found is not None:
            self.origin.setText(
                self.tr("Found in {folder}. Installed: {installed}.").format(
                    folder=isolate(str(found.folder)), installed=isolate(told)
                )
            )
        else:
            self.origin.setText(
                self.tr("No newer version was found in the folder for updates or on a stick.")
            )

    def _verify(self) -> None:
        found = self._state.found
        assert found is not None  # noqa: S101 - asked by the caller
        # Outside the lane of the practice's files: a stick is slow, and an administrator may take long to
        # answer.
        self.work.run_workspace(
            self.tr("Comparing every file with the signed list, MB:"),
            "backup",
            verify_update(found),
            on_done=self._on_verified,
            on_error=self._on_refused,
            on_stopped=self.refresh,
        )

    def _on_verified(self, verified: VerifiedUpdate) -> None:
        self._verified = verified
        release = verified.release
        self.show_message(
            self.tr("Every file is as it was signed"),
            self.tr("Key: {key}").format(key=isolate(_grouped(release.signed_by))),
            self.tr("An administrator has to allow the installation. Your practice stays as it is."),
            tone="good",
        )
        none = self.tr("Its changelog says nothing of this version.")
        self.changes.setPlainText(verified.changes or none)
        self.changes_label.show()
        self.changes.show()
        self.refresh()

    def _on_refused(self, error: AnamnesisError) -> None:
        self.show_error(error)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        if self._new:
            self.start_wanted.emit()
            self.accept()
            return
        if self._verified is None:
            return
        self.message.clear()
        self.work.run_workspace(
            self.tr("Waiting for an administrator and the package manager"),
            "backup",
            install_update(self._verified.release),
            on_done=self._on_installed,
            on_error=self._on_not_installed,
            on_stopped=self.refresh,
        )

    def _on_installed(self, done: Installed) -> None:
        self._new = done.version
        self.show_message(
            self.tr("The update is installed"),
            self.tr("This window goes on as it is until it is closed; the next start is the newer version."),
            tone="good",
        )
        self.refresh()
        self.installed.emit()

    def _on_not_installed(self, error: AnamnesisError) -> None:
        self.show_error(error)
        self.refresh()


def _grouped(fingerprint: str) -> str:
    """Grouped for comparison by a person."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
