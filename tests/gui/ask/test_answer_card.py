"""The answer card: first what answers, with its day and number; then few quotes, marked to what proves."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.assistant.dto import Answer, Sentence, Sought, SoughtKind, Source
from core.clients.dto import Client
from core.sessions.dto import Session
from core.sources.dto import Coverage
from tests.fakes.assistant import answer_of, source_of
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import QUESTION, ask, copied, view_of
from ui.ask.absence import absence_text
from ui.ask.ask_panel import AskPanel
from ui.ask.headline import MOST_CHARS, headline_text
from ui.ask.passage_words import passage_html
from ui.ask.source_pane import MOST_QUOTES
from ui.theme import LIGHT
from ui.words.sources import coverage_line

_MARK = f'<span style="background-color:{LIGHT.evidence}; color:{LIGHT.text}">'


def _plain(text: str) -> str:
    return text.translate(dict.fromkeys(range(0x2066, 0x206A)))


def _quoting(sources: list[Source], **changes: object) -> Answer:
    said = [Sentence(f"7 Apr 2024: “{each.quote}”", (each.number,), True) for each in sources if each.used]
    return answer_of(QUESTION, sources, said, mode="evidence", notice="evidence_mode", model=None, **changes)


@pytest.fixture
def seven(note: Session, miriam: Client) -> Answer:
    """Seven quotes and six passages that are no part of the answer."""
    one = source_of(note, "subjective", "Ibuprofen stopped on day 4", number=1, client=miriam, used=True)
    quotes = [replace(one, number=number) for number in range(1, 8)]
    others = [replace(one, number=number, used=False, verified=False) for number in range(8, 14)]
    return _quoting([*quotes, *others])


def test_at_most_three_quotes_are_unfolded_and_the_rest_is_counted(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, seven: Answer
) -> None:
    practice.assistant.prepare(seven)
    panel.set_client(miriam)
    pane = ask(qtbot, panel).sources
    assert pane.heading.text() == "7 quotes · 6 more passages"
    assert [card.isVisible() for card in pane.cards] == [True] * MOST_QUOTES + [False] * 10
    assert not pane.closest.isVisible()
    assert pane.toggle.text() == "Show 10 more"
    assert pane.toggle.y() > pane.cards[MOST_QUOTES - 1].y()
    pane.toggle.click()
    assert all(card.isVisible() for card in pane.cards)
    assert pane.closest.text() == "Closest notes"
    qtbot.waitUntil(lambda: pane.cards[6].y() < pane.closest.y() < pane.cards[7].y())


def test_only_quotes_that_answer_as_well_as_the_best_are_unfolded(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, seven: Answer
) -> None:
    practice.assistant.prepare(replace(seven, leading=1))
    panel.set_client(miriam)
    pane = ask(qtbot, panel).sources
    assert [card.isVisible() for card in pane.cards] == [True] + [False] * 12


def test_a_quote_that_stands_for_itself_bears_no_tick(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, seven: Answer
) -> None:
    practice.assistant.prepare(seven)
    panel.set_client(miriam)
    pane = ask(qtbot, panel).sources
    pane.toggle.click()
    shown = [label.text() for card in pane.cards for label in card.findChildren(QLabel)]
    assert not any("✓" in text or "Checked" in text for text in shown)


def test_the_words_that_answer_come_first_with_their_day_and_number(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, note: Session
) -> None:
    quote = "Stomach upset since Monday. Ibuprofen stopped on day 4."
    source = source_of(note, "subjective", quote, number=1, client=miriam, used=True)
    start = quote.index("Ibuprofen")
    practice.assistant.prepare(_quoting([replace(source, proof=((start, len(quote)),))]))
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel))
    body = _plain(view.body.text())
    assert "“Ibuprofen stopped on day 4.”" in body
    assert "Stomach" not in body
    assert body.index("“Ibuprofen") < body.index("7\u00a0Apr\u00a02024") < body.index("source:1")
    assert "Ibuprofen stopped on day 4." in view.accessibleName()


def test_only_the_clause_that_proves_is_marked_within_its_quote(miriam: Client, note: Session) -> None:
    quote = "Stomach upset since Monday. Ibuprofen stopped on day 4."
    source = source_of(note, "subjective", quote, number=1, client=miriam, used=True)
    proved = replace(source, proof=((quote.index("Ibuprofen"), len(quote)),))
    made = passage_html(proved, LIGHT, emphasis=((0, 7), (quote.index("day 4"), len(quote) - 1)))
    assert f"Monday. {_MARK}Ibuprofen" in made
    assert "<b>day 4</b>" in made
    assert made.count("<b>") == 1, "what stands outside of the proof is not emphasised"
    assert proved.narrowed().quote == "Ibuprofen stopped on day 4."


def test_a_long_proof_is_shortened_in_the_first_line(miriam: Client, note: Session) -> None:
    source = source_of(note, "subjective", note.text.subjective, number=1, client=miriam, used=True)
    words = "word " * 100
    long = replace(source, quote=words, quote_end=source.quote_start + len(words), proof=())
    assert len(headline_text(long)) <= MOST_CHARS + 2
    assert headline_text(long).endswith("…")


def test_of_several_clients_the_first_line_names_them_and_singles_none_out(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, seven: Answer, ariel: Client
) -> None:
    other = replace(seven.sources[1].passage, client_id=ariel.client_id)
    sources = [seven.sources[0], replace(seven.sources[1], passage=other, client_name="כהן, אריאל")]
    practice.assistant.prepare(_quoting(sources))
    panel.practice_scope.click()
    view = view_of(ask(qtbot, panel))
    assert _plain(view.clients.text()) == "Mentioned in the notes of Adler, Miriam; כהן, אריאל"
    assert not view.body.isVisible()


def test_clients_who_are_quoted_less_surely_are_counted_and_not_named_first(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, seven: Answer, ariel: Client
) -> None:
    other = replace(seven.sources[1].passage, client_id=ariel.client_id)
    sources = [seven.sources[0], replace(seven.sources[1], passage=other, client_name="כהן, אריאל")]
    practice.assistant.prepare(replace(_quoting(sources), leading=1))
    panel.practice_scope.click()
    view = view_of(ask(qtbot, panel))
    told = "Mentioned in the notes of Adler, Miriam; perhaps of 1 other client, too"
    assert _plain(view.clients.text()) == told


def test_an_answer_looked_up_in_the_record_says_so_and_is_no_models(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    found = replace(answer, mode="lookup", model=None, withheld=(), notice=None)
    practice.assistant.prepare(found)
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    view = view_of(turn)
    assert view.author.text() == "From the record"
    assert view.property("surface") == "card"
    assert "Ibuprofen was stopped on day 4." in view.body.text()
    assert "✓ Checked word for word" in turn.sources.cards[0].accessibleDescription()
    text = copied(qtbot, view)
    assert "From the record:" in text
    assert "Ibuprofen was stopped on day 4. [2]" in text


@pytest.mark.parametrize(
    ("sought", "words"),
    [
        (Sought("value", "potassium"), "No potassium value is recorded."),
        (Sought("dose", "metformin"), "No dose of metformin is recorded."),
        (Sought("dose"), "No dose is recorded."),
        (Sought("duration"), "No duration is recorded."),
        (None, "No note says this."),
    ],
)
def test_the_value_that_is_not_recorded_is_named(sought: Sought | None, words: str) -> None:
    silent = answer_of(
        QUESTION, [], [], not_in_record=True, mode="evidence", notice="value_not_found", sought=sought
    )
    assert _plain(absence_text(silent)) == words


def test_every_kind_of_value_has_its_words() -> None:
    for kind in get_args(SoughtKind):
        silent = answer_of(QUESTION, [], [], not_in_record=True, notice="not_mentioned", sought=Sought(kind))
        assert absence_text(silent).endswith(" is recorded.")


def test_what_was_searched_counts_only_what_was_not() -> None:
    searched = Coverage(sessions=3)
    assert coverage_line(searched) == "Searched 3 sessions"
    assert coverage_line(replace(searched, unread=1)).startswith("Searched 3 sessions; 1 not searched")


def test_a_citation_of_a_folded_source_unfolds_it(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, seven: Answer
) -> None:
    practice.assistant.prepare(seven)
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    view_of(turn).body.linkActivated.emit("source:7")
    qtbot.waitUntil(turn.sources.cards[6].isVisible)


def test_passages_that_prove_nothing_are_the_closest_notes_and_no_quotes(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, seven: Answer
) -> None:
    unproved = tuple(replace(each, used=False, verified=False) for each in seven.sources)
    practice.assistant.prepare(replace(seven, sources=unproved, sentences=(), notice=None))
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    assert view_of(turn).author.text() == "No note clearly answers this"
    assert not view_of(turn).body.isVisible()
    assert turn.sources.heading.text() == "Closest notes"
    assert sum(card.isVisible() for card in turn.sources.cards) == MOST_QUOTES
    assert not any(card.used for card in turn.sources.cards)
