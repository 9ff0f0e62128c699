"""Indicates that the displayed version is not the newest."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.sessions.dto import Session
from ui.sessions.session_head import SessionHead
from ui.text.days import moment_text
from ui.widgets.message_bar import MessageBar
from ui.words.sessions import state_name


def tell_earlier(notice: MessageBar, head: SessionHead, session: Session, *, current_version: int) -> None:
    """In the notice, with a way back, and in the head, where it stays if the notice is dismissed."""
    words = QCoreApplication.translate("EarlierVersion", "{state}, version {version} of {current}")
    head.tell_state(
        words.format(state=state_name(session), version=session.version, current=current_version),
        caution=True,
    )
    told = QCoreApplication.translate(
        "EarlierVersion", "This is version {version} of {current}, stored {moment}."
    )
    notice.show_message(
        QCoreApplication.translate("EarlierVersion", "An earlier version"),
        told.format(version=session.version, current=current_version, moment=moment_text(session.saved_at)),
        tone="caution",
        action=QCoreApplication.translate("EarlierVersion", "Back to the current version"),
    )
