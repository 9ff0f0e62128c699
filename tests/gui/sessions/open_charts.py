"""What the tests of a chart on screen have in common: opening, writing in it, and every word on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTextEdit

from core.sessions.dto import SoapText
from ui.sessions.chart_view import ChartView

OLD = SoapText(subjective="Right knee pain, worse on stairs.", plan="Ibuprofen 400 mg.")
NEW = SoapText(
    subjective="Stomach pain 🧠 since\u00a0Monday.\r\nIbuprofen stopped on day 4.",
    plan="Gel to the knee.\tNo tablets.",
)


def open_chart(qtbot, view: ChartView, client) -> None:
    view.show_client(client.client_id)
    qtbot.waitUntil(lambda: view.client is not None and view.client.client_id == client.client_id)


def field(view: ChartView, name: str):
    return view.page.editor.fields[name].edit


def write(qtbot, view: ChartView, name: str, words: str) -> None:
    field(view, name).setFocus()
    qtbot.keyClicks(field(view, name), words)


def saved(qtbot, view: ChartView) -> None:
    qtbot.waitUntil(lambda: not view.has_unsaved)


def shown_texts(view: ChartView) -> str:
    """Every word that is in a widget of the chart, seen or hidden."""
    labels = [label.text() for label in view.findChildren(QLabel)]
    notes = [edit.toPlainText() for edit in view.findChildren(QTextEdit)]
    rows = [
        str(view.list.sessions.index(row).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(view.list.sessions.rowCount())
    ]
    names = [view.banner.accessibleName(), view.page.save_label.text()]
    return "\n".join([*labels, *notes, *rows, *names])


def current(practice, client):
    newest = practice.sessions.list_for_client(client.client_id)[0]
    return practice.sessions.current(newest.session_id)
