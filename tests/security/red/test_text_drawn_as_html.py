"""Names that look like HTML are drawn as the characters they are: no document, no image, no link.

Qt's automatic text format makes a document of such a name and reads its images from the disk: a device
without an end takes all memory, a pipe without a writer stops the window.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import QObject, QPoint, QStringListModel, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.clients.dto import Client
from core.sessions.dto import Session, SoapText
from tests.fakes.clients import MIRIAM, client_of
from tests.fixtures.exchange import Exchange
from tests.gui.conftest import application, jobs, workspace
from ui.clients.merge_dialog import MergeDialog
from ui.interchange.export_dialog import ExportDialog
from ui.interchange.letter_dialog import LetterDialog
from ui.jobs import Jobs
from ui.preview.print_preview import PrintPreview
from ui.sessions.draft_saver import DraftSaver
from ui.sessions.signing import Signing
from ui.theme import styled_at_the_end
from ui.widgets.client_line import ClientLine
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.formatted_label import FormattedLabel, MarkupRefused, escaped
from ui.widgets.plain_label import PlainLabel
from ui.widgets.question import Question

__all__ = ["application", "jobs", "workspace"]
NAMES = (
    '<img src="/dev/zero">',
    "<b>Adler</b>",
    '<a href="file:///etc/passwd">Adler</a>',
    "<qt><h1>Adler</h1></qt>",
    "<!DOCTYPE html><p>Adler",
)
_IN_OPEN = 0x20
"""Of inotify(7)."""


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe that nobody writes to: whoever opens it to read waits for ever."""
    if sys.platform == "win32":
        pytest.skip("no named pipes in directories here")
    made = tmp_path / "pipe"
    os.mkfifo(made)
    return made


@dataclass
class Image:
    """A file, and whether it was opened: a tip that is plain by now may have read its image before."""

    path: Path
    _watch: int

    @property
    def markup(self) -> str:
        return f'<img src="{self.path}">'

    @property
    def was_read(self) -> bool:
        try:
            return bool(os.read(self._watch, 4096))
        except BlockingIOError:
            return False


@pytest.fixture
def image(tmp_path: Path) -> Iterator[Image]:
    if not sys.platform.startswith("linux"):
        pytest.skip("inotify tells who opens a file")
    path = tmp_path / "image.png"
    path.write_bytes(b"none")
    library = ctypes.CDLL(None, use_errno=True)
    watch = library.inotify_init1(os.O_NONBLOCK)
    assert library.inotify_add_watch(watch, os.fsencode(path), _IN_OPEN) > 0, os.strerror(ctypes.get_errno())
    yield Image(path, watch)
    os.close(watch)


def documents_below(root: QObject) -> list[QTextDocument]:
    """The documents of labels; a label that shows plain text has none, or one that holds only characters."""
    return [
        found
        for label in root.findChildren(QLabel)
        if not isinstance(label, FormattedLabel)
        for found in label.findChildren(QTextDocument)
    ]


def assert_drawn_as_text(root: QWidget, name: str) -> None:
    """Every label shows characters, some label shows the name, and no document has read it as markup."""
    root.grab()
    labels = [each for each in root.findChildren(QLabel) if each.text()]
    if isinstance(root, QLabel):
        labels.append(root)
    guessing = [each for each in labels if each.textFormat() == Qt.TextFormat.AutoText]
    assert guessing == []
    told = [each.text() for each in labels] + [each.toolTip() for each in root.findChildren(QWidget)]
    assert any(name in each for each in told), "the name is nowhere"
    for document in documents_below(root):
        assert "<img" not in document.toHtml().lower()


def hostile(base: Client, name: str) -> Client:
    return replace(base, details=replace(base.details, last_name=name))


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_export_dialog(jobs: Jobs, exchange: Exchange, qtbot: QtBot, name: str) -> None:
    dialog = ExportDialog(jobs, hostile(exchange.miriam, name))
    qtbot.addWidget(dialog)
    dialog.show()
    assert_drawn_as_text(dialog, name)


def test_the_letter_dialog(jobs: Jobs, exchange: Exchange, qtbot: QtBot, name: str) -> None:
    dialog = LetterDialog(
        jobs, hostile(exchange.miriam, name), session_id=exchange.visits["miriam"].session_id
    )
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.body.letter() is not None and not jobs.busy)
    assert_drawn_as_text(dialog, name)


def test_the_merge_dialog(jobs: Jobs, exchange: Exchange, qtbot: QtBot, name: str) -> None:
    dialog = MergeDialog(jobs, hostile(exchange.miriam, name))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert_drawn_as_text(dialog, name)


def test_the_print_preview(jobs: Jobs, exchange: Exchange, qtbot: QtBot, name: str) -> None:
    whole: Session = exchange.visits["miriam"]
    preview = PrintPreview(jobs, whole, hostile(exchange.miriam, name))
    qtbot.addWidget(preview)
    preview.show()
    qtbot.waitUntil(lambda: preview.view.pages is not None and not preview.work.working)
    assert_drawn_as_text(preview, name)


def test_a_pipe_as_an_image_does_not_hang_the_window(qtbot: QtBot, pipe: Path) -> None:
    name = f'<img src="{pipe}">'
    for label in (ClientLine(hostile(client_of(MIRIAM), name)), ElidedLabel(name), PlainLabel(name)):
        qtbot.addWidget(label)
        label.show()
        assert_drawn_as_text(label, name)


def test_message_boxes(qtbot: QtBot, name: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = Question(parent, title=name, text=name, yes="Yes", on_yes=lambda: None)
    box.open()
    assert_drawn_as_text(box, name)
    box.reject()


def test_a_box_that_qt_makes_by_itself(application: QApplication, qtbot: QtBot, name: str) -> None:
    """As a file dialog does, which asks about a file of that name."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Save as", f"{name} already exists.")
    qtbot.addWidget(box)
    box.setInformativeText(name)
    box.show()
    assert_drawn_as_text(box, name)


def test_the_question_before_signing(jobs: Jobs, exchange: Exchange, qtbot: QtBot, name: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    signing = Signing(jobs, parent)
    saver = SimpleNamespace(day=date(2024, 4, 7), text=SoapText(plan=f"\u27e6{name}\u27e7"))
    signing.ask(cast(DraftSaver, saver), hostile(exchange.miriam, name))
    (box,) = parent.findChildren(QWidget, "qt_msgbox_label")
    assert_drawn_as_text(box.window(), name)
    signing.forget()


def shown_tip(application: QApplication) -> QLabel:
    (tip,) = (
        each for each in application.topLevelWidgets() if each.inherits("QTipLabel") and not each.isHidden()
    )
    assert isinstance(tip, QLabel)
    return tip


def test_the_tool_tip_of_a_widget(application: QApplication, qtbot: QtBot, name: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    show_tip(widget, name)
    assert_tip_is_text(application, name)


def test_the_tool_tip_of_a_row(application: QApplication, qtbot: QtBot, name: str) -> None:
    class Tips(QStringListModel):
        def data(self, index: object, role: int = 0) -> object:
            return name if role == Qt.ItemDataRole.ToolTipRole else super().data(index, role)  # type: ignore[arg-type]

    view = QListView()
    qtbot.addWidget(view)
    model = Tips(["row"], view)
    view.setModel(model)
    view.show()
    at = view.visualRect(model.index(0)).center()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert_tip_is_text(application, name)


def show_tip(widget: QWidget, words: str) -> None:
    widget.setToolTip(words)
    widget.show()
    at = QPoint(1, 1)
    QApplication.sendEvent(widget, QHelpEvent(QHelpEvent.Type.ToolTip, at, widget.mapToGlobal(at)))


# A stylesheet treats what is inside a combo box apart, a tip's own label included.
@pytest.mark.parametrize("kind", [QComboBox, QLineEdit, QPushButton, QSpinBox, QTextEdit, QFrame])
def test_the_first_tip_of_any_widget_reads_no_image(
    application: QApplication, qtbot: QtBot, image: Image, kind: type[QWidget]
) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    show_tip(widget, image.markup)
    shown_tip(application).grab()
    assert not image.was_read
    QToolTip.hideText()


def test_a_label_laid_out_without_a_stylesheet_reads_no_image(
    application: QApplication, qtbot: QtBot, image: Image
) -> None:
    """The stylesheet is taken off while a page is built."""
    with styled_at_the_end():
        box = QMessageBox(QMessageBox.Icon.Warning, "Save as", image.markup)
        qtbot.addWidget(box)
        box.adjustSize()
        box.grab()
    assert not image.was_read


def test_an_image_that_is_read_is_noticed(qtbot: QtBot, image: Image) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(image.markup)
    label.grab()
    assert image.was_read


def test_a_tip_that_replaces_another(application: QApplication, name: str) -> None:
    """Qt keeps the widget of the first tip for the second."""
    QToolTip.showText(QPoint(10, 10), "plain")
    QToolTip.showText(QPoint(10, 10), name)
    assert_tip_is_text(application, name)


def assert_tip_is_text(application: QApplication, name: str) -> None:
    tip = shown_tip(application)
    assert tip.text() == name
    assert tip.textFormat() == Qt.TextFormat.PlainText
    assert_drawn_as_text(tip, name)
    QToolTip.hideText()


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/dev/zero">',
        '<a href="file:///etc/passwd">1</a>',
        '<p style="background:url(/dev/zero)">x</p>',
        '<table background="/dev/zero"><tr><td>x</td></tr></table>',
        "<style>p{}</style>",
        "< img src=x>",
        '<img/src="x"',
        '<a title=">" href="file:///etc/passwd">1</a>',
        '<b><a href="http://elsewhere" ',
    ],
)
def test_a_label_of_ours_refuses_markup_that_this_program_does_not_write(qtbot: QtBot, markup: str) -> None:
    label = FormattedLabel()
    qtbot.addWidget(label)
    with pytest.raises(MarkupRefused):
        label.setText(markup)


def test_escaped_words_are_drawn_as_words(qtbot: QtBot, name: str) -> None:
    label = FormattedLabel()
    qtbot.addWidget(label)
    label.setText(f'<p><a href="source:1">{escaped(name)}</a> url(x) src=y</p>')
    document = QTextDocument()
    document.setHtml(label.text())
    assert document.toPlainText() == f"{name} url(x) src=y"
