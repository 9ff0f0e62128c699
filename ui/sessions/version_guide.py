"""Opens the version of a note that is asked for, and marks the words a source quotes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from core.assistant.dto import Source
from core.ids import AttachmentId, ClientId, SessionId
from core.sessions.dto import Session
from ui.sessions.chart_body import ChartBody
from ui.sessions.chart_loader import ChartLoader
from ui.sessions.unsaved_drafts import UnsavedDrafts


class VersionGuide(QObject):
    """Opens another chart first if needed."""

    def __init__(
        self,
        loader: ChartLoader,
        body: ChartBody,
        unsaved_drafts: UnsavedDrafts,
        open_chart: Callable[[ClientId, Callable[[], None], bool], None],
        parent: QObject,
    ) -> None:
        """`open_chart` opens a client's chart, with or without the focus, and then calls its argument."""
        super().__init__(parent)
        self._loader = loader
        self._body = body
        self._unsaved_drafts = unsaved_drafts
        self._open_chart = open_chart
        self._focus = False
        loader.version_ready.connect(self._on_version)
        body.versions.version_chosen.connect(self.read_version)
        body.page.current_requested.connect(self.back_to_current)

    def show_span(
        self, session_id: SessionId, version: int, field: str, start: int, end: int, *, focus: bool = False
    ) -> None:
        """Opens that version of a session and highlights the characters `start` to `end` of a field."""
        # Only of the latest request; superseded ones never arrive.
        self._focus = focus
        body, page = self._body, self._body.page
        self._loader.supersede()
        page.save_now()
        found = body.list.sessions.find(session_id)
        on_screen = page.session
        is_open = on_screen is not None and on_screen.session_id == session_id
        if found is not None and found.version == version and (not is_open or page.shows_stored_text):
            body.show_current(found)
            body.highlight(field, start, end, focus=focus)
            return
        self._loader.fetch(session_id, version, (field, start, end))

    def show_source(self, source: Source, *, focus: bool = False) -> None:
        """Opens the note, file or record a source was taken from, and highlights its words."""
        passage, client = source.passage, self._body.client
        if client is None or client.client_id != passage.client_id:
            self._open_chart(passage.client_id, partial(self.show_source, source, focus=focus), focus)
            return
        # To the answering clause, not the whole quote.
        source = source.narrowed()
        start, end = source.quote_start, source.quote_end
        if passage.source_kind == "session":
            session_id = SessionId(passage.source_id)
            self.show_span(session_id, passage.version, passage.field, start, end, focus=focus)
            return
        self._loader.supersede()
        if passage.source_kind == "attachment":
            self._body.record.open_attachment(AttachmentId(passage.source_id), span=(start, end))
            return
        self._body.show_record(source, focus=focus)

    def read_version(self, session_id: SessionId, version: int) -> None:
        """Opens one complete version, read-only."""
        self._body.page.save_now()
        self._loader.fetch(session_id, version, None)

    def back_to_current(self) -> None:
        """From an earlier version to the newest one of the same session."""
        on_screen = self._body.page.session
        found = self._body.list.sessions.find(on_screen.session_id) if on_screen is not None else None
        if found is not None:
            self._loader.supersede()
            self._body.show_current(found)

    def _on_version(self, session: Session, span: tuple[str, int, int] | None) -> None:
        body = self._body
        if body.client is None or session.client_id != body.client.client_id:
            if span is not None:
                then = partial(self.show_span, session.session_id, session.version, *span, focus=self._focus)
                self._open_chart(session.client_id, then, self._focus)
            return
        current = body.list.sessions.find(session.session_id)
        waiting = self._unsaved_drafts.waiting(session.session_id)
        if waiting is None and (current is None or current.version <= session.version):
            body.show_current(session)
        else:
            newest = current.version if current is not None else session.version
            body.show_version(session, current_version=max(newest, session.version))
        if span is not None:
            body.highlight(*span, focus=self._focus)
        body.keyboard.hand_on()
