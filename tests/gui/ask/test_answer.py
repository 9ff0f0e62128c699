"""Evidence first, then text that says it is unchecked, then an answer with its sources."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.assistant.dto import Sentence, Usage
from tests.fakes.assistant import answer_of, source_of
from tests.gui.ask.asked import QUESTION, ask, copied, finished, type_and_ask, view_of
from ui.ask.answer_notices import notices
from ui.ask.words import uncertain_text, unscored_text
from ui.i18n import install_translator


def test_evidence_is_there_before_the_model_writes(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.hold("text")
    type_and_ask(qtbot, panel)
    turn = panel.thread_view.turns[0]
    qtbot.waitUntil(lambda: len(turn.sources.cards) == 3)
    assert not turn.draft.isVisible()
    card = turn.sources.cards[1]
    assert "Ibuprofen stopped on day 4" in card.accessibleName()
    assert "7 Apr 2024" in card.accessibleName()
    assert not card.used
    practice.assistant.release("text")
    finished(qtbot, panel)


def test_text_being_written_says_that_it_is_not_checked(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.hold("answer")
    type_and_ask(qtbot, panel)
    turn = panel.thread_view.turns[0]
    qtbot.waitUntil(lambda: turn.draft_text.text() == answer.answer + " ")
    assert turn.draft.isVisible()
    assert turn.draft_note.text() == "Being written, not yet checked"
    assert turn.answer is None
    practice.assistant.release("answer")
    finished(qtbot, panel)
    assert not turn.draft.isVisible()
    assert turn.draft_text.text() == ""


def test_the_answer_says_who_wrote_it_and_carries_its_sources(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    view = view_of(turn)
    assert "SmolLM2-135M-Instruct" in view.author.text()
    assert view.author.text().startswith("Written by")
    assert view.property("surface") == "accent"
    body = view.body.text()
    assert "Ibuprofen was stopped on day 4." in body
    assert 'href="source:2"' in body
    assert body.index("source:2") < body.index("source:3")
    after = body[body.index("source:2") : body.index("source:3")]
    assert "7 Apr 2024" in after, "an earlier state is seen to be one"
    assert "14" in view.coverage.text()
    assert "3 Jan 2023" in view.coverage.text()
    assert "7 Apr 2024" in view.coverage.text()


def test_used_sources_come_first_with_their_reason(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    pane = ask(qtbot, panel).sources
    assert [card.source.number for card in pane.cards] == [2, 3, 1]
    assert [card.used for card in pane.cards] == [True, True, False]
    assert [card.isVisible() for card in pane.cards] == [True, True, False]
    assert pane.heading.text() == "2 quotes · 1 more passage"
    assert pane.toggle.text() == "Show 1 more"
    assert (
        pane.cards[0]
        .accessibleDescription()
        .startswith("Used by sentence 1, 2 · Matches: \u2068Ibuprofen\u2069. ✓ Checked")
    )
    pane.toggle.click()
    assert all(card.isVisible() for card in pane.cards)
    pane.toggle.click()
    assert not pane.cards[2].isVisible()


def test_quotes_stand_in_the_order_of_the_answer(qtbot, panel, practice, miriam, answer):
    quotes = (Sentence("“Never smoked”", (3,), True), Sentence("“Ibuprofen stopped on day 4”", (2,), True))
    practice.assistant.prepare(replace(answer, mode="evidence", notice="no_model", sentences=quotes))
    panel.set_client(miriam)
    assert [card.source.number for card in ask(qtbot, panel).sources.cards] == [3, 2, 1]


def test_a_citation_and_a_card_lead_to_the_source(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    with qtbot.waitSignal(panel.source_chosen) as chosen:
        view_of(turn).body.linkActivated.emit("source:2")
    assert chosen.args[0].quote == "Ibuprofen stopped on day 4"
    with qtbot.waitSignal(panel.source_chosen) as chosen:
        qtbot.mouseClick(turn.sources.cards[1], Qt.MouseButton.LeftButton)
    assert chosen.args[0].quote == "Never smoked"
    for link in ("https://example.org", "source:x", "source:99"):
        with qtbot.assertNotEmitted(panel.source_chosen):
            view_of(turn).body.linkActivated.emit(link)


def test_citations_and_cards_are_reached_by_keyboard(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    view_of(turn).body.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(view_of(turn).body, Qt.Key.Key_Tab)
    with qtbot.waitSignal(panel.source_chosen) as chosen:
        qtbot.keyClick(view_of(turn).body, Qt.Key.Key_Return)
    assert chosen.args[0].number == 2
    turn.sources.cards[1].setFocus()
    with qtbot.waitSignal(panel.source_chosen) as chosen:
        qtbot.keyClick(turn.sources.cards[1], Qt.Key.Key_Space)
    assert chosen.args[0].number == 3


def test_withheld_sentences_are_folded_and_say_why(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    withheld = view_of(ask(qtbot, panel)).withheld
    assert "2" in withheld.toggle.text()
    assert "withheld" in withheld.toggle.text()
    assert not withheld.details.isVisible()
    withheld.toggle.click()
    assert withheld.details.isVisible()
    texts = [label.text() for label in withheld.details.findChildren(QLabel)]
    assert "She took 800 mg." in texts
    assert "Withheld: a number in it is not in the cited words" in texts


def test_nothing_withheld_says_nothing(qtbot, panel, practice, miriam, answer):
    practice.assistant.prepare(replace(answer, withheld=()))
    panel.set_client(miriam)
    assert not view_of(ask(qtbot, panel)).withheld.isVisible()


def test_not_in_the_record_is_an_answer_with_its_coverage(qtbot, panel, practice, miriam):
    practice.assistant.prepare(answer_of("Any latex allergy?", [], [], not_in_record=True, model=None))
    panel.set_client(miriam)
    turn = ask(qtbot, panel, "Any latex allergy?")
    assert view_of(turn).author.text() == "Not in the record"
    assert view_of(turn).property("surface") == "card"
    assert "14" in view_of(turn).coverage.text()
    told = view_of(turn).coverage.text().replace("\u2068", "").replace("\u2069", "")
    assert told == "Searched 14 sessions, 3 Jan 2023 – 7 Apr 2024", "nothing is said of none"
    assert not view_of(turn).body.isVisible()
    assert not turn.sources.isVisible()


@pytest.mark.parametrize(
    "notice",
    [
        "no_model",
        "engine_resting",
        "generation_failed",
        "stopped",
        "not_supported",
        "insufficient",
        "question_fills_window",
        "a_code_of_next_year",
    ],
)
def test_quotes_alone_begin_with_the_words_that_answer_and_say_why_no_model_wrote(
    qtbot, panel, practice, miriam, answer, notice
):
    quotes = (Sentence("7 Apr 2024, subjective: “Ibuprofen stopped on day 4”", (2,), True),)
    practice.assistant.prepare(
        replace(answer, mode="evidence", notice=notice, sentences=quotes, withheld=(), model=None)
    )
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    view = view_of(turn)
    assert view.author.text() == "Quoted from the notes"
    assert "Ibuprofen stopped on day 4" in view.body.text()
    assert "7\u00a0Apr\u00a02024" in view.body.text()
    assert 'href="source:2"' in view.body.text()
    assert view.body.isVisible()
    assert view.notice.isVisible()
    assert "_" not in view.notice.text()
    assert view.property("surface") == "card"
    assert [card.isVisible() for card in turn.sources.cards] == [True, True, False]
    assert turn.sources.cards[0].accessibleDescription().startswith("Matches: ")


@pytest.mark.parametrize("notice", ["stopped", "generation_failed", "insufficient"])
def test_a_written_answer_that_was_cut_short_says_so(qtbot, panel, practice, miriam, answer, notice):
    practice.assistant.prepare(replace(answer, notice=notice))
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel))
    assert view.author.text().startswith("Written by")
    assert "what is shown was checked" in view.notice.text()


@pytest.mark.parametrize("notice", ["nothing_found", "nothing_near", "value_not_found"])
def test_why_it_is_not_in_the_record_is_told(qtbot, panel, practice, miriam, answer, notice):
    unused = tuple(replace(each, used=False) for each in answer.sources)
    practice.assistant.prepare(
        answer_of(QUESTION, unused, [], mode="evidence", not_in_record=True, notice=notice, model=None)
    )
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    assert view_of(turn).author.text() == "Not in the record"
    assert view_of(turn).notice.text().endswith(".")
    assert not any(card.used for card in turn.sources.cards)


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("mode", ["written", "evidence"])
def test_an_answer_without_the_second_check_says_so(
    qtbot, qapp, panel, practice, miriam, answer, mode, language
):
    install_translator(qapp, language)
    without = unscored_text()
    assert ("busy" in without) == (language == "en")
    prepared = replace(answer, mode=mode, notice="no_model" if mode == "evidence" else None, unscored=True)
    practice.assistant.prepare(prepared)
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel))
    assert view.notice.isVisible()
    assert without in view.notice.text()
    assert without.rstrip(".") in view.spoken()
    assert without in copied(qtbot, view)


@pytest.mark.parametrize("language", ["en", "he"])
def test_quotes_that_may_not_answer_say_so_before_anything_else(
    qtbot, qapp, panel, practice, miriam, answer, language
):
    install_translator(qapp, language)
    prepared = replace(answer, mode="evidence", notice="no_model", uncertain=True)
    practice.assistant.prepare(prepared)
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel))
    title = view.author.text()
    assert title == ("Perhaps not in the record" if language == "en" else "ייתכן שאינו ברשומה")
    assert view.notice.text().startswith(uncertain_text())
    copy = copied(qtbot, view)
    assert f"{title}." in copy
    assert uncertain_text() in copy
    assert uncertain_text() not in notices(replace(prepared, uncertain=False))


def test_what_the_second_check_could_not_change_is_not_said_to_lack_it(panel, answer):
    refused = {"mode": "evidence", "not_in_record": True, "notice": "nothing_answers"}
    assert unscored_text() in notices(replace(answer, unscored=True))
    assert unscored_text() not in notices(replace(answer, unscored=False))
    assert unscored_text() not in notices(replace(answer, unscored=True, **refused))


def test_unavailable_attribution_never_looks_like_all_used(qtbot, panel, practice, miriam, answer):
    practice.assistant.prepare(replace(answer, attribution="unavailable"))
    panel.set_client(miriam)
    pane = ask(qtbot, panel).sources
    assert pane.note.isVisible()
    assert pane.note.text().startswith("Attribution unavailable")
    assert all(card.isVisible() and not card.used for card in pane.cards)
    assert not pane.toggle.isVisible()


def test_what_did_not_fit_and_what_is_old_is_told(qtbot, panel, practice, miriam, answer):
    practice.assistant.prepare(replace(answer, usage=Usage(truncated_passages=2), cached=True))
    panel.set_client(miriam)
    told = view_of(ask(qtbot, panel)).notice.text()
    assert "2 passages did not fit" in told or "2 passage(s) did not fit" in told
    assert "Given before" in told


def test_model_text_is_never_markup(qtbot, panel, practice, miriam, note):
    evil = '<a href="http://x">x</a> <img src="file:///etc/passwd"> & **bold** &lt;'
    source = source_of(note, "plan", "Review in May", number=1, client=miriam, used=True)
    practice.assistant.prepare(answer_of(QUESTION, [source], [Sentence(evil, (1,), True)]))
    panel.set_client(miriam)
    body = view_of(ask(qtbot, panel)).body.text()
    assert "<a href=&quot;" not in body
    assert "<img" not in body
    assert "&lt;img" in body
    assert "&amp;lt;" in body
    assert "<b>bold</b>" in body
    assert body.count("<a ") == 1


def test_the_words_that_are_nowhere_mentioned_are_named(qtbot, panel, practice, miriam):
    practice.assistant.prepare(
        answer_of(
            QUESTION,
            [],
            [],
            not_in_record=True,
            notice="not_mentioned",
            model=None,
            missing=("lipase", "MRI"),
        )
    )
    panel.set_client(miriam)
    notice = view_of(ask(qtbot, panel)).notice.text().translate(dict.fromkeys(range(0x2066, 0x206A)))
    assert notice.endswith("Not mentioned: “lipase”, “MRI”")
