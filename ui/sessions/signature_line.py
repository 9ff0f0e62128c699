"""The line under a note's head: the signer and the result of the check."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.sessions.dto import Session
from ui.sessions.authors import Authors
from ui.text.text_direction import isolate
from ui.theme import SPACE_4, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.plain_label import PlainLabel
from ui.words.signatures import note_verdict_words, verdict_tone


class SignatureLine(PlainLabel):
    """Hidden for a draft."""

    def __init__(self, authors: Authors, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._authors = authors
        self._session: Session | None = None
        self.setWordWrap(True)
        self.setContentsMargins(SPACE_4, 0, SPACE_4, 0)
        align_leading(self)
        set_role(self, type="caption", tone="muted")
        authors.changed.connect(self._tell)
        self.hide()

    def show_session(self, session: Session | None) -> None:
        """Shows the result of the check at reading."""
        self._session = session if session is not None and session.verdict is not None else None
        self._tell()

    def _tell(self) -> None:
        session = self._session
        verdict = None if session is None else session.verdict
        self.setVisible(verdict is not None)
        if session is None or verdict is None:
            self.clear()
            return
        signer = session.author if session.signature is None else session.signature.by
        name = self._authors.name(signer) or self.tr("its author")
        set_role(self, type="caption", tone=verdict_tone(verdict))
        self.setText(note_verdict_words(verdict, isolate(name)))
