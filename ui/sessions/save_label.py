"""Shows in one line whether the displayed text is stored."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.errors import describe
from ui.sessions.draft_saver import DraftSaver, SaveState
from ui.text.days import time_text
from ui.theme import set_role
from ui.theme.roles import Tone
from ui.widgets.plain_label import PlainLabel


class SaveLabel(PlainLabel):
    """`Saved 12:03` only after the commit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setWordWrap(True)
        set_role(self, type="caption", tone="muted")

    def show_state(self, saver: DraftSaver | None) -> None:
        """Without a saver the session is not being written."""
        if saver is None:
            self.clear()
            return
        text, tone = self._words(saver)
        self.setText(text)
        self.setAccessibleName(text)
        set_role(self, tone=tone)

    def _words(self, saver: DraftSaver) -> tuple[str, Tone]:
        state = saver.state
        if state is SaveState.EDITED:
            return self.tr("Not saved yet"), "muted"
        if state is SaveState.SAVING:
            return self.tr("Saving…"), "muted"
        if state is SaveState.CONFLICT:
            return self.tr("Not saved: changed elsewhere. Choose above which text to keep."), "danger"
        if saver.error is not None:
            told = describe(saver.error)
            words = self.tr("Not saved: {reason} {remedy}")
            return words.format(reason=told.message or told.title, remedy=told.remedy).strip(), "danger"
        return self.tr("Saved {time}").format(time=time_text(saver.session.saved_at)), "good"
