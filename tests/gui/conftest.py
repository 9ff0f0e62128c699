"""What every test of a view has: an application without a screen, the theme, jobs over a fake workspace.

A Qt warning fails the test, and so does a lane that does not end.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from shiboken6 import isValid

from tests.fakes.workspace import FakeWorkspace, as_workspace
from ui.garbage import collect_what_is_due
from ui.i18n import install_translator
from ui.jobs import Jobs
from ui.theme import apply_theme
from ui.widgets.formatted_label import FormattedLabel

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/gui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            # Said by the screenless platform plugin of every window with a minimum size.
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True))


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application in English and in the light theme; what a test leaves behind is deleted.

    Garbage is collected between tests, as the program does between events (`ui.garbage`).
    """
    gc.disable()
    install_translator(qapp, "en")
    apply_theme(qapp, "light")
    yield qapp
    guessing = labels_that_guess(qapp)
    for window in qapp.topLevelWidgets():
        # Closing one may have deleted another.
        if isValid(window):
            window.close()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.clipboard().clear()
    collect_what_is_due()
    gc.enable()
    # Tests without a window come after these in the same process, and read English.
    install_translator(qapp, "en")
    assert not guessing, f"labels that would draw markup: {guessing}"


def labels_that_guess(application: QApplication) -> list[str]:
    """The labels of ours that would take their words for markup, by class and name; never by their words.

    What Qt builds of its own (the dialogs for files and printers) holds no word of a record.
    """
    return [
        f"{type(label).__name__} {label.objectName()} in {type(label.parentWidget()).__name__}"
        for label in application.allWidgets()
        if isinstance(label, QLabel) and isValid(label) and not isinstance(label, FormattedLabel)
        if label.text() and label.textFormat() != Qt.TextFormat.PlainText
        if not isinstance(label.window(), (QFileDialog, QPrintDialog))
    ]


@pytest.fixture
def workspace() -> FakeWorkspace:
    """A workspace that exists and is locked."""
    return FakeWorkspace()


@pytest.fixture
def jobs(workspace: FakeWorkspace, application: QApplication) -> Iterator[Jobs]:
    """Lanes over `workspace`; every one of them must end with the test."""
    made = Jobs(as_workspace(workspace))
    yield made
    workspace.release_all()
    assert made.shutdown(timeout_s=20), "a lane did not end"
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lane-")]
