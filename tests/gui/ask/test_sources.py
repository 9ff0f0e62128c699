"""The sources under an answer: used first, each with its reason, and never more certain than it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.assistant.dto import Answer, Attribution, Sentence
from core.clients.dto import Client
from core.sessions.dto import Session
from tests.fakes.assistant import answer_of, source_of
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import QUESTION, ask
from ui.ask.ask_panel import AskPanel
from ui.ask.passage_words import emphasis_in, passage_html
from ui.ask.source_card import SourceCard
from ui.theme import LIGHT


def _words(card: SourceCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_the_exact_quote_is_marked_within_its_passage(
    qtbot: QtBot, panel: AskPanel, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    card = ask(qtbot, panel).sources.cards[0]
    marked = f'<span style="background-color:{LIGHT.evidence}; color:{LIGHT.text}">'
    assert f"Monday. {marked}Ibuprofen stopped on day 4</span>." in _words(card)
    assert "✓ Checked word for word" in _words(card)


def test_what_was_checked_and_what_was_not_used_is_told_and_no_figure_of_similarity(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    near = tuple(replace(each, dense=0.625) for each in answer.sources)
    unsure = tuple(replace(each, verified=False) if each.number == 3 else each for each in near)
    practice.assistant.prepare(replace(answer, sources=unsure))
    panel.set_client(miriam)
    pane = ask(qtbot, panel).sources
    pane.toggle.click()
    first, second, third = (_words(card) for card in pane.cards)
    assert "✓" in first
    assert "similarity" not in first + second + third
    assert "0.6" not in first + second + third
    assert "Not checked" in second
    assert "✓" not in second
    assert "Client\u00a0record" in second, "it does not break within a name"
    assert "Not used" in third
    assert "Checked" not in third


@pytest.mark.parametrize(
    ("attribution", "words"),
    [("unavailable", "Attribution unavailable"), ("before_tracking", "before sources were tracked")],
)
def test_what_is_not_known_is_never_shown_as_used(
    qtbot: QtBot,
    panel: AskPanel,
    practice: FakePractice,
    miriam: Client,
    answer: Answer,
    attribution: Attribution,
    words: str,
) -> None:
    practice.assistant.prepare(replace(answer, attribution=attribution))
    panel.set_client(miriam)
    pane = ask(qtbot, panel).sources
    assert words in pane.note.text()
    assert pane.note.isVisible()
    assert pane.heading.text() == "3 passages found"
    assert [card.source.number for card in pane.cards] == [1, 2, 3]
    assert all(card.isVisible() and not card.used for card in pane.cards)
    assert not pane.toggle.isVisible()
    assert not any("Used" in _words(card) for card in pane.cards)


def test_the_nearest_passages_of_no_answer_are_folded(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    unused = tuple(replace(each, used=False) for each in answer.sources)
    practice.assistant.prepare(
        answer_of(
            QUESTION, unused, [], mode="evidence", not_in_record=True, notice="not_mentioned", model=None
        )
    )
    panel.set_client(miriam)
    pane = ask(qtbot, panel).sources
    assert pane.heading.text() == "Closest notes"
    assert pane.toggle.text() == "Show 3"
    assert not any(card.isVisible() for card in pane.cards)
    pane.toggle.click()
    assert all(card.isVisible() for card in pane.cards)
    assert not any("used" in _words(card) or "✓" in _words(card) for card in pane.cards)
    pane.toggle.click()
    assert not any(card.isVisible() for card in pane.cards)


def test_asked_for_words_are_bold_inside_their_quote(miriam: Client, note: Session) -> None:
    source = source_of(note, "subjective", "Ibuprofen stopped on day 4", number=2, client=miriam, used=True)
    line = f"7 Apr 2024, subjective: “{source.quote}”"
    at = line.index("day 4")
    sentence = Sentence(line, (2,), True, emphasis=((0, 5), (at, at + 5)))
    answer = answer_of(QUESTION, [source], [sentence], mode="evidence")
    spans = emphasis_in(source, answer)
    assert [source.quote[a:b] for a, b in spans] == ["day 4"], "the date before the quote is not in it"
    made = passage_html(source, LIGHT, emphasis=spans)
    assert "<b>day 4</b>" in made
    assert made.count("<b>") == 1


def test_a_passage_that_is_all_quote_is_marked_only_once_it_is_used(miriam: Client, note: Session) -> None:
    source = source_of(note, "plan", note.text.plan, number=1, client=miriam)
    assert LIGHT.evidence not in passage_html(source, LIGHT)
    assert LIGHT.evidence in passage_html(replace(source, used=True), LIGHT)


def test_a_note_cannot_put_markup_into_its_card(miriam: Client, note: Session) -> None:
    source = source_of(note, "plan", "Review in May", number=1, client=miriam)
    evil = 'Review in May <img src="file:///x"> <a href="http://x">x</a> </span>&amp;'
    made = passage_html(replace(source, passage=replace(source.passage, text=evil), quote_start=0), LIGHT)
    assert "<img" not in made
    assert "<a " not in made
    assert made.count("</span>") <= 2
    quoted = replace(source, quote=evil, quote_start=5_000)
    assert "<img" not in passage_html(quoted, LIGHT), "a place that does not fit is not trusted"


def test_each_paragraph_of_a_passage_has_its_direction(miriam: Client, note: Session) -> None:
    text = "Review in May\nRamipril הופסק בשל שיעול טורדני"
    source = source_of(note, "plan", "Review in May", number=1, client=miriam)
    made = passage_html(replace(source, passage=replace(source.passage, text=text), quote_start=0), LIGHT)
    assert made.index('dir="ltr"') < made.index('dir="rtl"')


def test_no_part_of_a_card_is_ever_a_window_of_its_own(
    qtbot: QtBot,
    panel: AskPanel,
    practice: FakePractice,
    application: QApplication,
    answer: Answer,
) -> None:
    near = tuple(replace(each, dense=0.5) for each in answer.sources)
    practice.assistant.prepare(replace(answer, sources=near))
    windows = _Windows(panel)
    application.installEventFilter(windows)
    panel.practice_scope.click()
    ask(qtbot, panel)
    application.removeEventFilter(windows)
    assert windows.shown == []


class _Windows(QObject):
    """Notes what is shown as a window besides `panel`."""

    def __init__(self, panel: AskPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown += [type(watched).__name__] if watched is not self._panel else []
        return False
