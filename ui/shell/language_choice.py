"""Changes the language by rebuilding the pages, after saving, and without delaying a lock."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.shell.held_picture import HeldPicture
from ui.shell.window_state import WindowState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.i18n import Language
    from ui.shell.locking import Locking


class LanguageChoice(QObject):
    due = Signal(object)
    """The `Language` to change to now: text was stored as far as possible, and no phase change is running."""

    def __init__(self, locking: Locking, state: WindowState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locking = locking
        self._state = state
        self._picture: HeldPicture | None = None
        locking.covered.connect(self.release_picture)

    def hold_picture(self, window: QWidget) -> None:
        """Shows a picture of the window while the pages are rebuilt."""
        self.release_picture()
        self._picture = HeldPicture(window)

    def raise_picture(self) -> None:
        """Covers widgets added since, until they are filled."""
        if self._picture is not None:
            self._picture.wait_above()

    def release_picture(self) -> None:
        """Shows the pages; at a lock too, which must remove the practice from the screen."""
        picture, self._picture = self._picture, None
        if picture is not None:
            picture.release()
            picture.deleteLater()

    def choose(self, language: Language) -> None:
        """Saves first; `due` follows unless a lock, an unlock or closing intervenes."""
        if not self._state.at_rest:
            return
        change = partial(self._locking.after_lane, partial(self._tell, language))
        if self._state.practice_open:
            self._locking.save_then(change)
        else:
            change()

    def _tell(self, language: Language) -> None:
        if self._state.at_rest:
            self.due.emit(language)
