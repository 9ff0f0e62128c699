"""Adds files one after another and reports the result at the end."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.attachments.dto import Attachment
from core.clients.dto import Client
from core.errors import AnamnesisError
from core.ids import AttachmentId, ClientId, SessionId, new_id
from ui.errors import ErrorText, describe
from ui.operations.attachments import add_attachment
from ui.text.text_direction import isolate

if TYPE_CHECKING:
    from ui.widgets.work_line import WorkLine


class Adding(QObject):
    """`added` follows each stored file, `finished` the last one or a stop."""

    added = Signal(object)
    finished = Signal()

    def __init__(self, work: WorkLine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._waiting: deque[Path] = deque()
        self._place: tuple[ClientId, SessionId | None] | None = None
        self.client_name = ""
        self._asked = 0
        self._now: Path | None = None
        self._ids: dict[object, AttachmentId] = {}
        """Of files not known to be added: an answer may have been lost."""
        self.stored: list[Attachment] = []
        self.refused: list[tuple[str, ErrorText]] = []
        self.stopped = False

    @property
    def client_id(self) -> ClientId | None:
        """The client whose files are, or were last, being added."""
        return self._place[0] if self._place is not None else None

    def add(self, paths: Sequence[Path], *, client: Client, session_id: SessionId | None) -> bool:
        """Starts, or appends `paths` to those for the same place; false while another chart's are added."""
        place = (client.client_id, session_id)
        if not self._work.working:
            self._place, self._asked, self.stopped = place, 0, False
            self.client_name = client.details.display_name
            self.stored, self.refused = [], []
        elif self._place != place:
            return False
        self._waiting.extend(paths)
        self._asked += len(paths)
        if not self._work.working:
            self._next()
        return True

    def forget(self) -> None:
        """Stops without a further report."""
        self._waiting.clear()
        self._ids.clear()
        self._place, self.client_name = None, ""
        self.stored, self.refused = [], []
        self._work.drop()

    def _next(self) -> None:
        if not self._waiting or self._place is None:
            self.finished.emit()
            return
        self._now = path = self._waiting.popleft()
        client_id, session_id = self._place
        values = {"name": isolate(path.name), "client": isolate(self.client_name), "count": self._asked}
        words = self.tr("Adding {name} to the chart of {client}").format_map(values)
        if self._asked > 1:
            values["number"] = self._asked - len(self._waiting)
            words = self.tr("Adding {name} to the chart of {client}, file {number} of {count}")
            words = words.format_map(values)
        self._work.run(
            words,
            add_attachment(
                attachment_id=self._ids.setdefault(self._file(path), AttachmentId(new_id())),
                client_id=client_id,
                session_id=session_id,
                path=path,
            ),
            on_done=self._on_added,
            on_error=self._on_refused,
            on_stopped=self._on_stopped,
        )

    def _file(self, path: Path) -> object:
        """The file's current state and its target; a file changed since counts as another one."""
        try:
            about = path.stat()
        except OSError:
            return (self._place, path)
        return (self._place, path, about.st_size, about.st_mtime_ns)

    def _on_added(self, attachment: Attachment) -> None:
        if self._place is None:
            return
        self._ids = {key: each for key, each in self._ids.items() if each != attachment.attachment_id}
        self.stored.append(attachment)
        self.added.emit(attachment)
        self._next()

    def _on_refused(self, error: AnamnesisError) -> None:
        if self._place is None:
            return
        self.refused.append((self._now.name if self._now is not None else "", describe(error)))
        self._next()

    def _on_stopped(self) -> None:
        if self._place is None:
            return
        self._waiting.clear()
        self.stopped = True
        self.finished.emit()
