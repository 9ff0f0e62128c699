"""Starts the window over a workspace and runs until it is closed."""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from core.directory_account import other_account
from core.updates.starting import start_newest
from ui.bridge import ThreadBridge
from ui.crash_report import CrashReport
from ui.garbage import GarbageCollection
from ui.i18n import install_translator
from ui.jobs import Jobs
from ui.lock.session_watch import session_watch
from ui.preferences import Preferences
from ui.resources import application_icon
from ui.shell.single_instance import RunningWindow, raise_running_window
from ui.shell.termination import TerminationSignals
from ui.shell.window import MainWindow
from ui.theme import ThemeFollower

if TYPE_CHECKING:
    from core.ids import ClientId
    from core.workspace import Workspace

__all__ = ["PREFERENCES_FILE", "raise_running_window", "run_window"]
_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("ui.qt")
PREFERENCES_FILE = "window.json"
"""In the data directory: theme, language and window size."""
_SCALE = "QT_SCALE_FACTOR"
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def run_window(
    workspace: Workspace,
    argv: Sequence[str],
    *,
    first_client: ClientId | None = None,
    bundle: Path | None = None,
) -> int:
    """Shows the window and returns the exit code once it is closed.

    `first_client`: whose chart to open after the first unlock. `bundle`: models to install after sign-in, if
    the person confirms.

    Call it in the main thread, with a workspace that is not open yet. When another window holds the data
    directory, that window is raised and this returns 0 at once.
    """
    data_dir = workspace.settings.data_dir
    if raise_running_window(data_dir, bundle):
        return 0
    qInstallMessageHandler(_on_qt_message)
    environment = dict(os.environ)
    # Nothing is written in another account's practice, not even by root: opening refuses it.
    own_dir = workspace.settings.own_dir
    kept = None if other_account(own_dir) else own_dir / PREFERENCES_FILE
    preferences = Preferences(kept, languages=workspace.settings.languages)
    _draw_larger(preferences.text_size_percent)
    application = QApplication([argv[0] if argv else "anamnesis"])
    application.setApplicationName("Anamnesis")
    application.setWindowIcon(application_icon())
    application.setQuitOnLastWindowClosed(False)
    garbage = GarbageCollection(application)
    theme = ThemeFollower(application, preferences.theme_mode)
    install_translator(application, preferences.language)
    jobs = Jobs(workspace)
    window = MainWindow(
        workspace, jobs, preferences=preferences, theme=theme, session_watch=session_watch(application)
    )
    window.open_first(first_client)
    window.open_bundle(bundle)
    window.closed.connect(application.quit)
    running = RunningWindow(data_dir, application)
    running.raise_requested.connect(window.raise_to_front)
    running.bundle_opened.connect(window.open_bundle)
    faults: ThreadBridge[CrashReport] = ThreadBridge(window.show_crash, window)
    hooks = (sys.excepthook, threading.excepthook)
    sys.excepthook = lambda _kind, error, _trace: window.show_crash(CrashReport.of(error))
    threading.excepthook = lambda fault: faults.send(_report_of(fault))
    termination = TerminationSignals(application)
    termination.requested.connect(window.end)
    try:
        window.show()
        window.start()
        return int(application.exec())
    finally:
        sys.excepthook, threading.excepthook = hooks
        termination.close()
        running.close()
        if not jobs.shutdown():
            _log.error("a lane did not end")
        garbage.close()
        if window.newer_wanted:
            start_newest(argv[1:], environment)


def _draw_larger(percent: int) -> None:
    """Qt reads it when the application is created; it multiplies the desktop's factor."""
    if percent == 100:
        return
    try:
        already = float(os.environ.get(_SCALE, "1"))
    except ValueError:
        already = 1.0
    os.environ[_SCALE] = f"{already * percent / 100:g}"


def _report_of(fault: threading.ExceptHookArgs) -> CrashReport:
    """An exception in a background thread is shown in the dialog, like one in a lane or a slot."""
    return CrashReport.of(fault.exc_value or fault.exc_type())


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Keeps the source (class and function) and drops the message, which may contain displayed text."""
    speaker = re.match(r"[A-Za-z]\w*(?:::\w+)*(?=[:(])", message)
    _qt_log.log(
        _QT_LEVELS.get(kind, logging.WARNING),
        "Qt %s: %s",
        context.category or "default",
        speaker.group() if speaker else "message withheld",
    )
