"""One running question: forwards its thread's progress to the window at a limited rate."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from core.assistant.dto import Answer, Source
from core.errors import AnamnesisError
from core.ids import ConversationId
from core.sources.dto import Coverage, SearchScope
from ui.bridge import ThreadBridge
from ui.jobs import Job, Jobs
from ui.operations.ask import ask

REPAINT_MS = 30
"""Between updates of the streaming text, each of which lays it out again."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The search result, before the model writes."""

    sources: tuple[Source, ...]
    searched: Coverage


class _TextWaits:
    """Signals that there is new text to fetch."""


class _Listener:
    """An `AskListener`: called in the asking thread, never blocks."""

    def __init__(self, bridge: ThreadBridge[Evidence | _TextWaits]) -> None:
        self._bridge = bridge
        self._guard = threading.Lock()
        self._pieces: list[str] = []

    def on_evidence(self, sources: tuple[Source, ...], searched: Coverage) -> None:
        self._bridge.send(Evidence(sources, searched))

    def on_text(self, delta: str) -> None:
        with self._guard:
            first = not self._pieces
            self._pieces.append(delta)
        if first:
            self._bridge.send(_TextWaits())

    def take(self) -> str:
        """The text since the last call."""
        with self._guard:
            pieces, self._pieces = self._pieces, []
        return "".join(pieces)


class Asking(QObject):
    """Asks once. One of `answered`, `failed`, `stopped` ends it; after `abandon` no signal follows."""

    found = Signal(object)
    """`Evidence`."""
    text_changed = Signal(str)
    """The model's text so far; not verified."""
    answered = Signal(object)
    """The `Answer`."""
    failed = Signal(object)
    """An `AnamnesisError`."""
    stopped = Signal()

    def __init__(
        self,
        jobs: Jobs,
        question: str,
        scope: SearchScope,
        conversation_id: ConversationId | None,
        parent: QObject | None = None,
        *,
        regenerate: bool = False,
        alone: bool = False,
        sentences: bool = True,
    ) -> None:
        super().__init__(parent)
        self.question = question
        self._regenerate, self._alone, self._sentences = regenerate, alone, sentences
        self.scope = scope
        self._jobs = jobs
        self._conversation_id = conversation_id
        self._job: Job | None = None
        self._text = ""
        self._over = False
        self._bridge: ThreadBridge[Evidence | _TextWaits] = ThreadBridge(self._on_told, self)
        self._listener = _Listener(self._bridge)
        self._repaint = QTimer(self)
        self._repaint.setSingleShot(True)
        self._repaint.setInterval(REPAINT_MS)
        self._repaint.timeout.connect(self._fetch_text)

    def start(self) -> None:
        operation = ask(
            question=self.question,
            scope=self.scope,
            conversation_id=self._conversation_id,
            listener=self._listener,
            regenerate=self._regenerate,
            alone=self._alone,
            sentences=self._sentences,
        )
        self._job = self._jobs.run(
            self,
            operation,
            on_done=self._on_done,
            on_error=self._on_error,
            on_cancelled=self._on_cancelled,
        )

    def stop(self) -> None:
        """Asks the engine to stop; the end is still reported."""
        if self._job is not None:
            self._job.cancel()

    def abandon(self) -> None:
        """Stops without further signals."""
        self.stop()
        self._end()
        self.blockSignals(True)
        self.deleteLater()

    def _on_told(self, told: Evidence | _TextWaits) -> None:
        if self._over:
            return
        if isinstance(told, Evidence):
            self.found.emit(told)
        elif not self._repaint.isActive():
            self._repaint.start()

    def _fetch_text(self) -> None:
        piece = self._listener.take()
        if piece and not self._over:
            self._text += piece
            self.text_changed.emit(self._text)

    def _on_done(self, answer: Answer) -> None:
        self._end()
        self.answered.emit(answer)

    def _on_error(self, error: AnamnesisError) -> None:
        self._end()
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._end()
        self.stopped.emit()

    def _end(self) -> None:
        self._over = True
        self._repaint.stop()
        self._bridge.close()
