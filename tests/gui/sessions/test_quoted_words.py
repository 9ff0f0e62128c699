"""A source opens the very words it quotes: in the note, an earlier version of it, or the client's record."""

from __future__ import annotations

from dataclasses import replace

from core.sessions.dto import SoapText
from tests.fakes.assistant import record_source_of, source_of
from tests.fakes.clients import HECTOR, MIRIAM
from tests.gui.sessions.open_charts import NEW, current, field, open_chart, write

# In a note.


def test_the_quoted_words_of_the_current_version_are_highlighted(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    newest = current(practice, miriam)
    start = NEW.subjective.index("Ibuprofen stopped")
    view.show_span(newest.session_id, 1, "subjective", start, start + len("Ibuprofen stopped"))
    assert view.page.editor.highlighted_text() == "Ibuprofen stopped"
    assert not view.page.notice.isVisible()
    assert practice.sessions.calls["get"] == 0


def test_they_are_scrolled_into_sight(qtbot, view, practice):
    client = practice.add_client(HECTOR)
    long = SoapText(subjective="Line of words.\n" * 200, plan="Wanted words at the end.")
    session = practice.sessions.add(client.client_id, long, signed=True)
    open_chart(qtbot, view, client)
    view.show_span(session.session_id, 1, "plan", 0, 12)
    edit = field(view, "plan")
    viewport = view.page.editor.viewport()

    def in_sight() -> bool:
        # Before the long note is laid out, its plan lies on the first screen.
        scrolled = view.page.editor.verticalScrollBar().value() > 0
        return scrolled and viewport.rect().contains(edit.mapTo(viewport, edit.highlight_rect().center()))

    qtbot.waitUntil(in_sight)
    view.resize(520, 500)
    qtbot.waitUntil(in_sight)


def test_an_earlier_version_is_opened_as_such(qtbot, view, practice, miriam):
    newest = current(practice, miriam)
    practice.sessions.write_elsewhere(newest.session_id, SoapText("changed"))
    open_chart(qtbot, view, miriam)
    start = NEW.plan.index("No tablets")
    view.show_span(newest.session_id, 1, "plan", start, start + 10)
    qtbot.waitUntil(lambda: view.page.notice.isVisible())
    assert view.page.editor.highlighted_text() == "No tablets"
    assert field(view, "plan").isReadOnly()
    assert "version 1 of 2" in view.page.state_label.text()
    view.page.notice.action_requested.emit()
    assert field(view, "subjective").text() == "changed"
    assert not view.page.notice.isVisible()
    assert not field(view, "plan").isReadOnly()


def test_words_of_a_draft_edited_since_are_shown_in_the_version_they_stood_in(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    newest = current(practice, miriam)
    write(qtbot, view, "plan", "Written over. ")
    start = NEW.plan.index("No tablets")
    view.show_span(newest.session_id, 1, "plan", start, start + 10)
    qtbot.waitUntil(lambda: view.page.editor.highlighted_text() == "No tablets")
    assert view.page.notice.isVisible()
    assert current(practice, miriam).text.plan == "Written over. " + NEW.plan


def test_a_source_of_another_client_opens_that_clients_chart(qtbot, view, practice, miriam, ariel):
    open_chart(qtbot, view, miriam)
    session = practice.sessions.list_for_client(ariel.client_id)[0]
    source = source_of(session, "subjective", "🧠 אתמול", number=1, client=ariel)
    view.show_source(source)
    qtbot.waitUntil(lambda: view.page.editor.highlighted_text() == "🧠 אתמול")
    assert view.client == ariel
    assert "כהן" in view.banner.name.text()


def test_a_span_of_another_clients_session_opens_that_clients_chart(qtbot, view, practice, miriam, ariel):
    open_chart(qtbot, view, miriam)
    session = practice.sessions.list_for_client(ariel.client_id)[0]
    view.show_span(session.session_id, 1, "subjective", 0, 3)
    qtbot.waitUntil(lambda: view.page.editor.highlighted_text() == "כאב")
    assert view.client == ariel


def test_a_span_that_arrives_after_the_next_client_is_dropped(qtbot, view, jobs, practice, miriam, ariel):
    newest = current(practice, miriam)
    practice.sessions.write_elsewhere(newest.session_id, SoapText("changed"))
    open_chart(qtbot, view, miriam)
    practice.sessions.hold("get")
    view.show_span(newest.session_id, 1, "plan", 0, 3)
    view.show_client(ariel.client_id)
    practice.sessions.release("get")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert view.client == ariel
    assert view.page.editor.highlighted_text() == ""


def test_offsets_beyond_the_text_are_said_not_to_be_found(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    newest = current(practice, miriam)
    view.show_span(newest.session_id, 1, "plan", 5, 5_000)
    assert view.page.notice.isVisible()
    assert view.page.editor.highlighted_text() == ""


def test_the_keyboard_goes_to_the_words_only_where_that_is_wanted(qtbot, view, practice, miriam, ariel):
    open_chart(qtbot, view, miriam)
    newest = current(practice, miriam)
    source = source_of(newest, "plan", "No tablets", number=1, client=miriam)
    view.show_source(source)
    plan = view.page.editor.fields["plan"].edit
    assert view.page.editor.highlighted_text() == "No tablets"
    assert not plan.hasFocus()
    view.show_source(source, focus=True)
    qtbot.waitUntil(plan.hasFocus)
    assert plan.textCursor().position() == newest.text.plan.index("No tablets")
    session = practice.sessions.list_for_client(ariel.client_id)[0]
    view.show_source(source_of(session, "subjective", "אתמול", number=1, client=ariel), focus=True)
    qtbot.waitUntil(lambda: view.client == ariel and view.page.editor.fields["subjective"].edit.hasFocus())
    record = record_source_of(ariel, "medical_history", ariel.details.medical_history[:5], number=1)
    view.show_source(record, focus=True)
    assert view.record.notes["medical_history"].hasFocus()


# In the client's record.


def test_words_of_the_clients_record_are_highlighted_there(qtbot, view, practice, miriam):
    open_chart(qtbot, view, miriam)
    source = record_source_of(miriam, "medical_history", "Appendicectomy 1979", number=1)
    view.show_source(source)
    assert view.record.isVisible()
    assert view.record.highlighted_text() == "Appendicectomy 1979"
    assert not view.record.message.isVisible()
    assert view.banner.record_button.isChecked()
    view.banner.record_button.click()
    assert view.page.isVisible()


def test_words_of_an_older_record_are_looked_for_or_quoted(qtbot, view, practice, miriam):
    source = record_source_of(miriam, "medical_history", "Appendicectomy 1979", number=1)
    gone = record_source_of(miriam, "notes", "late mornings", number=2)
    changed = practice.clients.update(
        miriam.client_id,
        replace(MIRIAM, medical_history="New first line. " + MIRIAM.medical_history, notes=""),
        expected_version=1,
    )
    open_chart(qtbot, view, changed)
    view.show_source(source)
    assert view.record.highlighted_text() == "Appendicectomy 1979"
    assert view.record.message.isVisible()
    view.show_source(gone)
    assert view.record.highlighted_text() == ""
    assert "late mornings" in view.record.message.accessibleName()
