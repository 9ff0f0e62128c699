"""One window for each data directory: a second start raises the first window, passes it the given file, and
ends.

The data is protected by the instance lock in `core`; this only raises the window. The channel is a local
socket (a named pipe on Windows) that no other user can reach; no network is involved.
"""

from __future__ import annotations

import base64
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket  # noqa: TID251 - local sockets only, see above

_ANSWER_WITHIN_MS = 2_000
_RAISE = b"raise\n"
_RAISED = b"raised\n"
_OPEN = b"open "
"""Followed by the path of a bundle of models, in base64, and a line feed."""
_REQUEST_LIMIT_BYTES = 1 << 14


def raise_running_window(data_dir: Path, bundle: Path | None = None) -> bool:
    """Asks the window that has `data_dir` open to come to the front, and to show `bundle` if given; false if
    none answers.
    """
    name = _channel(data_dir)
    if name is None:
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_ANSWER_WITHIN_MS):
        return False
    socket.write(_RAISE if bundle is None else _request_to_open(bundle))
    socket.flush()
    answered = socket.waitForReadyRead(_ANSWER_WITHIN_MS) and bytes(socket.readAll().data()) == _RAISED
    socket.abort()
    return answered


class RunningWindow(QObject):
    """Listens for later starts over the same data directory."""

    raise_requested = Signal()
    bundle_opened = Signal(object)
    """The path of a bundle of models given to a later start; follows `raise_requested`."""

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        name = _channel(data_dir)
        self.listening = name is not None and self._listen(name)

    def close(self) -> None:
        self._server.close()

    def _listen(self, name: str) -> bool:
        if self._server.listen(name):
            return True
        # Left by a window that was killed; a running one would have answered before.
        QLocalServer.removeServer(name)
        return self._server.listen(name)

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda asking=socket: self._on_request(asking))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._on_request(socket)

    def _on_request(self, socket: QLocalSocket) -> None:
        request = bytes(socket.readAll().data())
        bundle = _opened_by(request)
        if request != _RAISE and bundle is None:
            socket.abort()
            return
        socket.write(_RAISED)
        socket.flush()
        self.raise_requested.emit()
        if bundle is not None:
            self.bundle_opened.emit(bundle)


def _request_to_open(bundle: Path) -> bytes:
    # The window may have been started in another directory.
    return _OPEN + base64.b64encode(os.fsencode(bundle.absolute())) + b"\n"


def _opened_by(request: bytes) -> Path | None:
    """The path in a request to open one; None for any other request."""
    if len(request) > _REQUEST_LIMIT_BYTES or not request.startswith(_OPEN) or not request.endswith(b"\n"):
        return None
    try:
        path = Path(os.fsdecode(base64.b64decode(request[len(_OPEN) : -1], validate=True)))
    except ValueError:
        return None
    return path if path.is_absolute() and "\0" not in str(path) else None


def _channel(data_dir: Path) -> str | None:
    """The socket's name, derived from the data directory; None without a private place for it."""
    digest = hashlib.sha256(str(data_dir.expanduser().resolve()).encode()).hexdigest()[:16]
    if os.name == "nt":
        return f"anamnesis-{digest}"
    folder = _private_folder()
    return None if folder is None else str(folder / f"window-{digest}")


def _private_folder() -> Path | None:
    """A directory only this user can enter: the session's own, or one in the temporary directory."""
    session = os.environ.get("XDG_RUNTIME_DIR")
    base = Path(session) if session and Path(session).is_dir() else Path(tempfile.gettempdir())
    folder = base / f"anamnesis-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
    return folder if ours else None
