"""Updates in the status bar: a newer version is ready, or was installed while this window was open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from ui.text.text_direction import isolate
from ui.theme import set_role

if TYPE_CHECKING:
    from core.updates.service import UpdateState


class UpdateStatusButton(QPushButton):
    """Hidden without an update. `clicked` requests the dialog.

    It stays during a lock, as it names nothing of a practice.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, kind="quiet", type="caption", tone="muted")
        self.hide()

    def show_state(self, state: UpdateState) -> None:
        if state.replaced_by is not None:
            version = isolate(state.replaced_by)
            text = self.tr("Version {version} is installed").format(version=version)
            tip = self.tr(
                "This window is still {installed}. Close it and start it again to use the newer one."
            )
        elif state.found is not None:
            text = self.tr("Version {version} is ready").format(version=isolate(state.found.version))
            tip = self.tr("Show the update: what it changes, and how it is installed. Now: {installed}.")
        else:
            self.hide()
            return
        self.setText(text)
        self.setToolTip(tip.format(installed=isolate(state.installed)))
        self.setAccessibleName(text)
        self.setAccessibleDescription(self.toolTip())
        self.show()
