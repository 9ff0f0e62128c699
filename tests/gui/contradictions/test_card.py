"""The contradictions above a chart: both quotes, the way to each, and what dismissing one does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.clients.dto import Client
from core.contradictions.dto import QuotedContradiction
from core.errors import DiskFull, NotFound
from core.sessions.dto import Session, SoapText
from tests.fakes.changes import content_of
from tests.fakes.clients import ARIEL, MIRIAM
from tests.fakes.contradictions import FakeContradictions, contradiction, quote_of
from tests.fakes.practice import FakePractice, furnished
from tests.fakes.workspace import FakeWorkspace
from ui.contradictions.card import ContradictionCard
from ui.contradictions.dismiss_dialog import DismissDialog
from ui.contradictions.words import heading, title
from ui.i18n import install_translator
from ui.jobs import Jobs
from ui.sessions.chart_view import ChartView
from ui.theme import styled_at_the_end

DAY = date(2024, 4, 7)
DENIAL = "No known drug allergies"
SUBJECTIVE = f"Sleeps better. {DENIAL}."


@dataclass(frozen=True, slots=True)
class Notes:
    """A practice of two charts; Miriam's record and her note disagree."""

    practice: FakePractice
    ledger: FakeContradictions
    miriam: Client
    ariel: Client
    session: Session
    allergy: QuotedContradiction


@pytest.fixture
def notes(workspace: FakeWorkspace, jobs: Jobs) -> Iterator[Notes]:
    with furnished(workspace) as practice:
        ledger = FakeContradictions()
        workspace.prepared = replace(workspace.prepared, contradictions=ledger)
        miriam = practice.add_client(replace(MIRIAM, allergies=("Penicillin (rash)",)))
        ariel = practice.add_client(ARIEL)
        session = practice.sessions.add(
            miriam.client_id, SoapText(subjective=SUBJECTIVE, plan="Rest."), day=DAY, signed=True
        )
        note = quote_of(
            miriam.client_id, DENIAL, source_id=session.session_id, day=DAY, start=SUBJECTIVE.index(DENIAL)
        )
        note = replace(note, version=session.version)
        record = quote_of(
            miriam.client_id, "Penicillin (rash)", field="allergies", version=miriam.row_version
        )
        found = contradiction("allergy", "penicillin", note, record)
        ledger.put(found)
        yield Notes(practice, ledger, miriam, ariel, session, found)
        ledger.release_all()


@pytest.fixture
def view(qtbot, jobs: Jobs, notes: Notes) -> ChartView:
    with styled_at_the_end():
        made = ChartView(jobs)
    qtbot.addWidget(made)
    made.resize(900, 760)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def card(view: ChartView) -> ContradictionCard:
    return view.body.contradictions


def plain(text: str) -> str:
    """Without the marks that keep the direction of a part."""
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069")


def open_chart(qtbot, view: ChartView, jobs: Jobs, client: Client) -> None:
    view.show_client(client.client_id)
    qtbot.waitUntil(lambda: view.client == client and not jobs.busy)


def test_nothing_is_shown_where_nothing_contradicts(qtbot, view, jobs, notes, card):
    assert card.isHidden()
    open_chart(qtbot, view, jobs, notes.ariel)
    assert card.isHidden()
    assert notes.ledger.calls["of_client"] == 1


def test_folded_it_says_what_and_unfolded_it_quotes_both(qtbot, view, jobs, notes, card):
    open_chart(qtbot, view, jobs, notes.miriam)
    assert card.isVisible()
    assert "Adler" in card.name.full_text
    assert card.fold_button.text() == "▸  These notes disagree"
    assert card.summary.isVisible()
    assert "recorded and denied" in card.summary.full_text
    (shown,) = card.views
    assert not shown.isVisible()
    qtbot.mouseClick(card.fold_button, Qt.MouseButton.LeftButton)
    assert shown.isVisible()
    assert not card.summary.isVisible()
    note, record = (plain(quote.accessibleName()) for quote in shown.quotes)
    assert note == f"{DENIAL} (7 Apr 2024 · S Subjective)"
    assert record == "Penicillin (rash) (Client record · Allergies)"


def test_each_quote_opens_its_place(qtbot, view, jobs, notes, card):
    open_chart(qtbot, view, jobs, notes.miriam)
    (shown,) = card.views
    shown.quotes[1].open_link("2")
    qtbot.waitUntil(lambda: view.body.in_record and not jobs.busy)
    assert view.record.highlighted_text() == "Penicillin (rash)"
    shown.quotes[0].open_link("1")
    qtbot.waitUntil(lambda: view.body.in_session and not jobs.busy)
    assert view.page.editor.fields["subjective"].edit.highlighted_text() == DENIAL


def dialog_of(card: ContradictionCard, qtbot) -> DismissDialog:
    qtbot.mouseClick(card.fold_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card.views[0].dismiss_button, Qt.MouseButton.LeftButton)
    assert card.dialog is not None
    return card.dialog


def test_dismissing_wants_a_reason_and_can_be_taken_back(qtbot, view, jobs, notes, card):
    open_chart(qtbot, view, jobs, notes.miriam)
    dialog = dialog_of(card, qtbot)
    assert not dialog.go_button.isEnabled()
    qtbot.keyClicks(dialog.reason, "asked again: measles")
    qtbot.mouseClick(dialog.go_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card.isHidden() and not jobs.busy)
    assert notes.ledger.dismissed[notes.allergy.key].reason == "asked again: measles"
    assert view.body.undo.isVisible()
    view.body.undo.action_requested.emit()
    qtbot.waitUntil(lambda: card.isVisible() and not jobs.busy)
    assert notes.ledger.dismissed == {}


@pytest.mark.parametrize("error", [NotFound("contradiction_gone"), DiskFull()])
def test_what_cannot_be_stored_keeps_the_reason(qtbot, view, jobs, notes, card, error):
    open_chart(qtbot, view, jobs, notes.miriam)
    notes.ledger.fail("dismiss", error)
    dialog = dialog_of(card, qtbot)
    dialog.reason.setText("measles")
    dialog.go_button.click()
    qtbot.waitUntil(lambda: dialog.message.isVisible() and not jobs.busy)
    assert (dialog.isVisible(), dialog.reason.text()) == (True, "measles")
    dialog.discard()


def test_it_is_read_again_after_something_was_stored(qtbot, view, jobs, notes, card):
    open_chart(qtbot, view, jobs, notes.miriam)
    notes.ledger.stored.clear()
    card.note_changed(content_of(notes.ariel.client_id))
    assert not card._soon.isActive()
    card.note_changed(content_of(notes.miriam.client_id))
    qtbot.waitUntil(lambda: card.isHidden() and not jobs.busy)


def test_of_another_client_nothing_stays(qtbot, view, jobs, notes, card):
    open_chart(qtbot, view, jobs, notes.miriam)
    old = card.views[0]
    notes.ledger.hold("of_client")
    view.show_client(notes.ariel.client_id)
    assert card.isHidden()
    assert (card.name.full_text, card.summary.full_text, card.views) == ("", "", ())
    assert [old.heading.text(), *(quote.text() for quote in old.quotes)] == ["", "", ""]
    notes.ledger.release("of_client")


@pytest.mark.parametrize(
    ("kind", "concept", "values", "english"),
    [
        ("dose", "ramipril", {"first": "5 mg", "second": "10 mg"}, "Dose of ramipril: 5 mg and 10 mg"),
        (
            "allergen",
            "amoxicillin",
            {"against": "penicillin"},
            "Amoxicillin: taken, with an allergy to penicillin recorded",
        ),
        ("stopped", "metformin", {}, "Metformin: stopped, then listed as taken"),
        ("side", "gonarthrosis", {"first": "left", "second": "right"}, "Gonarthrosis: left and right"),
        ("habit", "smoking", {}, "Smoking: yes in one note, never in another"),
    ],
)
def test_each_kind_has_its_words(application, notes, kind, concept, values, english):
    one = contradiction(kind, concept, *notes.allergy.quotes, **values)
    assert plain(heading(one)) == english
    install_translator(application, "he")
    assert heading(one) != english
    assert title(1) != "These notes disagree"
