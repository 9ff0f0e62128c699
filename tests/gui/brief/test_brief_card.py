"""The brief above a chart: whose it is, what its lines open, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from core.briefs.dto import Brief
from core.clients.dto import Client
from core.errors import RetrievalError
from core.sessions.dto import SoapText
from core.sources.dto import Coverage
from tests.fakes.briefs import AT
from tests.fakes.changes import content_of
from tests.gui.brief.conftest import Briefed
from ui.commands import CommandBook
from ui.i18n import install_translator
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.sessions.chart_view import ChartView
from ui.theme import styled_at_the_end


@pytest.fixture
def view(qtbot, jobs: Jobs, practice: Briefed) -> ChartView:
    with styled_at_the_end():
        made = ChartView(jobs)
    qtbot.addWidget(made)
    made.resize(900, 760)
    with qtbot.waitExposed(made):
        made.show()
    return made


def open_chart(qtbot, view: ChartView, client: Client) -> None:
    view.show_client(client.client_id)
    qtbot.waitUntil(lambda: view.client is not None and view.client.client_id == client.client_id)


def read(qtbot, view: ChartView, client: Client) -> None:
    """Opens the chart and waits for its brief."""
    view.show_brief(True)
    open_chart(qtbot, view, client)
    qtbot.waitUntil(lambda: view.body.brief.brief is not None)


def shown(view: ChartView) -> str:
    return " ".join(each.line.text for each in view.body.brief.line_views)


def other_words(practice) -> None:
    """Somebody writes something else into Miriam's last note."""
    (last, _before) = practice.whole.sessions.list_for_client(practice.miriam.client_id)
    practice.brief_for(practice.miriam, replace(last, text=SoapText(plan="Stop Lisinopril today.")))
    practice.briefs.changed(practice.miriam.client_id)


def test_folded_it_reads_nothing_and_unfolded_it_names_the_client(qtbot, view, practice):
    card = view.body.brief
    assert card.isHidden()
    open_chart(qtbot, view, practice.miriam)
    assert card.isVisible()
    assert practice.briefs.shown == []
    qtbot.mouseClick(card.fold_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.brief is not None)
    assert practice.briefs.shown == [practice.miriam.client_id]
    assert "Adler" in card.name.full_text
    assert "5 Aug 2024" in card.standing.text()
    assert 3 <= len(card.line_views) <= 5
    assert "Increase Lisinopril to 20 mg once daily." in shown(view)
    qtbot.mouseClick(card.fold_button, Qt.MouseButton.LeftButton)
    assert not any(each.isVisible() for each in card.line_views)


def test_a_click_opens_the_session_at_the_highlighted_words(qtbot, view, practice):
    read(qtbot, view, practice.miriam)
    line = next(each for each in view.body.brief.line_views if each.line.kind == "planned")
    source = line.line.sources[0]
    assert f'href="{source.number}"' in line.text()
    line.linkActivated.emit(str(source.number))
    note = view.page.editor.fields["plan"].edit
    qtbot.waitUntil(lambda: note.highlighted_text() == source.quote)


def test_words_of_an_earlier_session_open_that_one(qtbot, view, practice):
    read(qtbot, view, practice.miriam)
    line = next(each for each in view.body.brief.line_views if each.line.moved)
    before = line.line.sources[0]
    line.open_link(str(before.number))
    qtbot.waitUntil(lambda: view.page.session.session_id == before.passage.source_id)
    assert view.page.editor.fields[before.passage.field].edit.highlighted_text() == before.quote


def test_another_client_never_sees_the_lines_of_the_one_before(qtbot, view, practice):
    read(qtbot, view, practice.miriam)
    practice.briefs.hold("brief")
    open_chart(qtbot, view, practice.ariel)
    assert view.body.brief.line_views == ()
    assert "Lisinopril" not in shown(view)
    practice.briefs.release("brief")
    qtbot.waitUntil(lambda: view.body.brief.brief is not None)
    assert "Pregabalin" in shown(view)
    assert view.body.brief.brief.client_id == practice.ariel.client_id


def test_a_brief_that_comes_late_is_not_shown_to_the_next_client(qtbot, view, practice):
    view.show_brief(True)
    practice.briefs.hold("brief")
    open_chart(qtbot, view, practice.miriam)
    qtbot.waitUntil(lambda: practice.briefs.calls["brief"] == 1)
    view.show_brief(False)
    open_chart(qtbot, view, practice.ariel)
    practice.briefs.release("brief")
    qtbot.wait(50)
    assert view.body.brief.brief is None
    assert shown(view) == ""


def test_a_change_marks_it_stale_and_it_is_made_again(qtbot, view, practice):
    read(qtbot, view, practice.miriam)
    card = view.body.brief
    assert card.action.isHidden()
    other_words(practice)
    view.note_changed(content_of(practice.miriam.client_id))
    qtbot.waitUntil(lambda: card.action.isVisible())
    assert card.action.text() == "Update"
    assert "changed since" in card.changed.text()
    assert card.changed.isVisible()
    assert "5 Aug 2024" in card.standing.text()
    assert card.line_views, "what was read stays until there is something better"
    qtbot.mouseClick(card.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.action.isHidden())
    assert practice.briefs.calls["brief"] == 2


def test_a_signature_is_no_change_to_it(qtbot, view, practice, jobs):
    read(qtbot, view, practice.miriam)
    card = view.body.brief
    sessions = practice.whole.sessions.list_for_client(practice.miriam.client_id)
    practice.brief_for(practice.miriam, *[replace(each, version=each.version + 1) for each in sessions])
    practice.briefs.changed(practice.miriam.client_id)
    view.note_changed(content_of(practice.miriam.client_id))
    qtbot.waitUntil(lambda: practice.briefs.calls["brief"] == 2)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert card.changed.text() == ""
    assert card.action.isHidden()
    sources = [each.passage for line in card.brief.lines for each in line.sources]
    assert {each.version for each in sources if each.source_kind == "session"} == {2}


def test_a_failure_is_told_and_can_be_tried_again(qtbot, view, practice):
    practice.briefs.fail("brief", RetrievalError("brief_not_as_recorded"))
    view.show_brief(True)
    open_chart(qtbot, view, practice.miriam)
    card = view.body.brief
    qtbot.waitUntil(lambda: card.action.isVisible())
    assert "was not shown" in card.trouble.text()
    assert card.line_views == ()
    qtbot.mouseClick(card.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.brief is not None)


def test_it_says_that_it_reads_when_that_takes_a_while(qtbot, view, practice):
    view.show_brief(True)
    practice.briefs.hold("brief")
    open_chart(qtbot, view, practice.miriam)
    qtbot.waitUntil(lambda: "Reading" in view.body.brief.standing.text())
    practice.briefs.release("brief")
    qtbot.waitUntil(lambda: "Since" in view.body.brief.standing.text())


def test_a_chart_with_nothing_to_tell_says_so(qtbot, view, practice):
    practice.briefs.put(Brief(practice.miriam.client_id, "", None, AT, (), Coverage()))
    read(qtbot, view, practice.miriam)
    card = view.body.brief
    assert card.line_views == ()
    assert "First visit" in card.standing.text()


def test_a_lock_takes_every_word_of_it_down(qtbot, view, practice):
    read(qtbot, view, practice.miriam)
    views = view.body.brief.line_views
    assert views
    view.clear()
    assert view.body.brief.isHidden()
    assert view.body.brief.brief is None
    assert view.body.brief.name.full_text == ""
    assert [each.text() for each in views] == ["" for _ in views]


def test_nothing_in_a_note_is_taken_for_a_tag_or_a_link(qtbot, view, practice):
    evil = '<a href="http://example.org">Follow up in 2 weeks</a> <img src="x">'
    client = practice.miriam
    read(qtbot, view, client)
    session = practice.whole.sessions.list_for_client(client.client_id)[0]
    practice.brief_for(client, replace(session, text=SoapText(plan=evil)))
    practice.briefs.changed(client.client_id)
    view.body.brief.make()
    qtbot.waitUntil(lambda: "example.org" in shown(view))
    (line,) = [each for each in view.body.brief.line_views if each.line.kind == "planned"]
    assert "<img" not in line.text()
    assert 'href="http' not in line.text()


def test_it_is_a_command_and_what_was_chosen_is_remembered(qtbot, view, practice):
    book = CommandBook(parent=view)
    book.register(view, view.commands())
    command = next(each for each in view.commands() if each.command_id == "chart.brief")
    assert not command.enabled()
    open_chart(qtbot, view, practice.miriam)
    assert command.enabled()
    with qtbot.waitSignal(view.brief_toggled) as told:
        command.run()
    assert told.args == [True]


def test_in_hebrew_the_card_is_mirrored_and_its_words_are_read_from_the_right(qtbot, view, practice, qapp):
    install_translator(qapp, "he")
    read(qtbot, view, practice.ariel)
    line = next(each for each in view.body.brief.line_views if each.line.kind == "medication")
    assert 'dir="rtl"' in line.text()
    install_translator(qapp, "en")


def test_a_hebrew_quote_that_begins_with_a_latin_name_is_read_from_the_right(qtbot, view, practice):
    """Isolated by its first letter it is torn apart at every name."""
    client = practice.ariel
    plan = 'Losartan 100 מ"ג פעם ביום. הפניה לפודיאטר.'
    one, other = practice.whole.sessions.list_for_client(client.client_id)
    last, before = (one, other) if one.date > other.date else (other, one)
    practice.brief_for(
        client,
        replace(last, text=SoapText(plan=plan)),
        replace(before, text=SoapText(plan='Losartan 50 מ"ג פעם ביום.')),
    )
    read(qtbot, view, client)
    line = next(each for each in view.body.brief.line_views if each.line.kind == "medication")
    assert line.line.moved
    assert "\u2067Losartan 50" in line.text()
    assert "\u2067Losartan 100" in line.text()
    assert "←" in line.text()
    assert 'dir="rtl"' in line.text()


def test_in_a_hebrew_window_a_long_latin_name_does_not_turn_a_quote_round(qtbot, view, practice):
    client = practice.ariel
    (*_, last) = practice.whole.sessions.list_for_client(client.client_id)
    practice.brief_for(client, replace(last, text=SoapText(plan='Colchicine רק בהתקף, 0.5 מ"ג.')))
    read(qtbot, view, client)
    line = next(each for each in view.body.brief.line_views if each.line.kind == "medication")
    assert 'dir="ltr"' in line.text()
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert 'dir="rtl"' in line.text()
    assert "\u2067Colchicine רק" in line.text()


@pytest.mark.parametrize("width", [1280 // 3, 620])
def test_a_stale_brief_takes_no_room_from_the_name(qtbot, view, practice, width):
    read(qtbot, view, practice.miriam)
    card = view.body.brief
    card.setFixedWidth(width)
    other_words(practice)
    view.note_changed(content_of(practice.miriam.client_id))
    qtbot.waitUntil(lambda: card.changed.isVisible())
    qtbot.wait(1)
    name = card.name
    assert name.width() >= name.fontMetrics().horizontalAdvance(name.full_text)
    assert card.changed.heightForWidth(card.changed.width()) <= card.changed.height()
    assert card.changed.y() >= name.geometry().bottom()


def test_lines_of_one_kind_have_one_label(qtbot, view, practice):
    client = practice.miriam
    session = practice.whole.sessions.list_for_client(client.client_id)[0]
    orders = "Start Lisinopril 10 mg. Stop ibuprofen. Start atorvastatin 20 mg. Stop aspirin."
    practice.brief_for(client, replace(session, text=SoapText(plan=orders)))
    read(qtbot, view, client)
    kinds = [each.line.kind for each in view.body.brief.line_views]
    assert len(set(kinds)) < len(kinds), "two lines of one kind"
    labels = [each.text() for each in view.body.brief.kind_labels]
    assert [bool(label) for label in labels] == [
        not row or kinds[row] != kinds[row - 1] for row in range(len(kinds))
    ]


def test_whether_it_is_unfolded_outlives_a_start(tmp_path):
    file = tmp_path / "preferences.json"
    first = Preferences(file)
    assert not first.brief_shown
    first.brief_shown = True
    first.save()
    assert Preferences(file).brief_shown
