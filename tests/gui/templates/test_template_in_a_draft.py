"""Templates in a draft: the menu that offers them, and the way through their places."""

from __future__ import annotations

from PySide6.QtCore import Qt

from core.sessions.dto import SoapText
from ui.templates.template_menu import TemplateMenu


def names(menu: TemplateMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_tab_goes_through_the_places_of_all_fields(qtbot, editor, texts):
    visit = next(each for each in texts.templates.list("template") if each.builtin == "template.en.visit")
    editor.apply_template(visit)
    first, second = editor.fields["subjective"].edit, editor.fields["objective"].edit
    qtbot.waitUntil(first.hasFocus)
    assert first.textCursor().selectedText() == "[reason]"
    qtbot.keyClicks(first, "cough")
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert first.textCursor().selectedText() == "[history]"
    qtbot.keyClicks(first, "3 days")
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert second.textCursor().selectedText() == "[findings]"
    qtbot.keyClicks(second, "clear")
    assert editor.text().subjective == "Reason for visit: cough\nHistory: 3 days"
    assert editor.text().objective == "Examination: clear"


def test_another_note_ends_the_walk(qtbot, editor, texts):
    editor.apply_template(texts.templates.list("template")[0])
    editor.set_text(SoapText(subjective="other"), read_only=False)
    editor.focus_first()
    qtbot.keyClick(editor.fields["subjective"].edit, Qt.Key.Key_Tab)
    assert editor.fields["objective"].edit.hasFocus()


def test_the_menu_offers_the_kind_of_visit_first(qtbot, jobs, texts):
    menu = TemplateMenu(jobs)
    qtbot.addWidget(menu)
    menu.set_session_kind("phone")
    menu.reload()
    assert names(menu)[0] == "Reading templates…"
    qtbot.waitUntil(lambda: "Phone call" in names(menu))
    assert names(menu)[0] == "Phone call"
    assert "ביקור" in names(menu)
    with qtbot.waitSignal(menu.template_chosen) as chosen:
        menu.actions()[0].trigger()
    assert chosen.args[0].builtin == "template.en.phone"
    with qtbot.waitSignal(menu.manage_requested):
        menu.actions()[-1].trigger()


def test_an_error_in_the_menu_is_said(qtbot, jobs, workspace):
    menu = TemplateMenu(jobs)
    qtbot.addWidget(menu)
    menu.reload()
    qtbot.waitUntil(lambda: names(menu)[0] != "Reading templates…")
    assert not menu.actions()[0].isEnabled()
