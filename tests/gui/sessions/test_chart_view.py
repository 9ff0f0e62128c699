"""A chart on screen: whose it is, and that nothing of another client's is ever beside it."""

from __future__ import annotations

import re

from PySide6.QtCore import QPoint, Qt

from core.errors import DatabaseProblem
from tests.fakes.clients import HECTOR
from tests.gui.sessions.open_charts import OLD, field, open_chart, shown_texts
from ui.clients.client_dialog import ClientDialog
from ui.i18n import install_translator
from ui.sessions.chart_view import ChartView
from ui.theme import styled_at_the_end


def test_the_banner_says_who_it_is_and_what_to_beware_of(qtbot, view, miriam):
    open_chart(qtbot, view, miriam)
    plain = view.banner.name.text().strip("\u2068\u2069")
    assert plain == "Adler, Miriam"
    identity = re.sub("[\u200e\u2068\u2069]", "", view.banner.identity.text())
    assert identity.startswith("F ")
    assert identity.endswith("17 Jan 1981")
    assert "Penicillin" in view.banner.allergies.text()
    assert view.banner.allergies.property("tone") == "danger"
    assert "Needle phobia" in view.banner.alerts.text()


def test_in_a_hebrew_window_an_english_name_stands_at_the_near_side(
    qtbot, jobs, practice, miriam, application
):
    install_translator(application, "he")
    with styled_at_the_end():
        view = ChartView(jobs)
    qtbot.addWidget(view)
    view.resize(760, 700)
    view.show()
    open_chart(qtbot, view, miriam)
    assert view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    near = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    assert view.banner.name.alignment() == near
    assert view.list.mapTo(view, QPoint()).x() > view.width() // 2
    first = field(view, "subjective").document().begin()
    assert first.textDirection() == Qt.LayoutDirection.LeftToRight


def test_no_allergy_is_said_and_not_left_out(qtbot, view, practice):
    open_chart(qtbot, view, practice.add_client(HECTOR))
    assert view.banner.allergies.text() == "No allergies recorded"
    assert view.banner.allergies.property("tone") == "muted"


def test_sessions_come_newest_first_and_drafts_are_marked(qtbot, view, miriam):
    open_chart(qtbot, view, miriam)
    rows = [view.list.sessions.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert "7 Apr 2024" in rows[0]
    assert "Draft" in rows[0]
    assert "Stomach pain" in rows[0]
    assert "14 Jan 2024" in rows[1]
    assert "Signed" in rows[1]


def test_while_the_next_chart_loads_nothing_of_the_one_before_is_there(qtbot, view, practice, miriam, ariel):
    open_chart(qtbot, view, miriam)
    practice.sessions.hold("list_for_client")
    view.show_client(ariel.client_id)
    left = shown_texts(view)
    for word in ("Adler", "Penicillin", "knee", "Ibuprofen", "osteoarthritis", "555-0101", "14 Jan"):
        assert word not in left
    assert view.client is None
    assert not view.banner.isVisible()
    practice.sessions.release("list_for_client")
    qtbot.waitUntil(lambda: view.client is not None)
    assert "Adler" not in shown_texts(view)
    assert "כהן" in view.banner.name.text()


def test_a_chart_that_arrives_after_the_next_was_asked_for_is_dropped(qtbot, view, practice, miriam, ariel):
    shown = []
    view.client_shown.connect(lambda client: shown.append(client.client_id))
    practice.sessions.hold("list_for_client")
    view.show_client(miriam.client_id)
    view.show_client(ariel.client_id)
    practice.sessions.release("list_for_client")
    qtbot.waitUntil(lambda: view.client is not None)
    assert shown == [ariel.client_id]


def test_a_chart_that_arrives_after_clear_is_dropped(qtbot, view, jobs, practice, miriam):
    practice.sessions.hold("list_for_client")
    view.show_client(miriam.client_id)
    view.clear()
    practice.sessions.release("list_for_client")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert view.client is None
    assert "Adler" not in shown_texts(view)


def test_clear_leaves_nothing(qtbot, view, miriam):
    open_chart(qtbot, view, miriam)
    view.clear()
    left = shown_texts(view)
    for word in ("Adler", "Penicillin", "knee", "Ibuprofen", "Apr"):
        assert word not in left


def test_an_error_is_told_and_can_be_tried_again(qtbot, view, practice, miriam):
    practice.clients.fail("get", DatabaseProblem())
    view.show_client(miriam.client_id)
    qtbot.waitUntil(lambda: view.message.isVisible())
    view.message.action_requested.emit()
    qtbot.waitUntil(lambda: view.client is not None)
    assert not view.message.isVisible()


def test_the_same_client_again_stays_at_the_same_session(qtbot, view, miriam):
    open_chart(qtbot, view, miriam)
    view.list.setCurrentIndex(view.list.sessions.index(1))
    with qtbot.waitSignal(view.client_shown):
        view.show_client(miriam.client_id)
    assert field(view, "plan").text() == OLD.plan


def test_changed_details_are_on_the_banner_at_once(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    view.record.edit_button.click()
    dialog = view.findChild(ClientDialog)
    assert dialog is not None
    dialog.form.blocks["allergies"].selectAll()
    qtbot.keyClicks(dialog.form.blocks["allergies"], "Latex")
    with qtbot.waitSignal(view.client_changed) as changed:
        dialog.save_button.click()
    assert changed.args[0].details.allergies == ("Latex",)
    assert "Latex" in view.banner.allergies.text()
    assert "Penicillin" not in shown_texts(view)
