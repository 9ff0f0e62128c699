"""The model's text while it streams: sorted, stopped, and never trusted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from core.assistant.verification.sentence_verifier import SentenceVerifier, Verdict
from core.assistant.writing.grammar import INSUFFICIENT, WORDS_LIMIT
from core.assistant.writing.writer import Writer, notice_of
from core.cancel import CancelToken
from core.engine.dto import ChatMessage, GenerationRequest, GenerationResult
from core.errors import (
    Cancelled,
    EngineProblem,
    GenerationError,
    InputRefused,
    ModelMissing,
    ModelRejected,
)
from core.retrieval.dto import Passage
from tests.fakes.engine import FakeEngine
from tests.fakes.search import passage_of

OFFERED = {1: passage_of("Ibuprofen 600 mg every 6 hours."), 2: passage_of("Denies chest pain.")}
MESSAGES = (ChatMessage("user", "Question: dose?"),)


def write(
    text: str,
    *,
    offered: Mapping[int, Passage] = OFFERED,
    engine: FakeEngine | None = None,
    cancel: CancelToken | None = None,
):
    engine = engine or FakeEngine(started=True)
    engine.script(text)
    shown: list[str] = []
    writer = Writer(
        lambda request, on_text, stop: engine.generate(request, on_text=on_text, cancel=stop), offered
    )
    return writer.write(MESSAGES, on_text=shown.append, cancel=cancel), "".join(shown), engine


def test_verified_and_withheld_are_kept_apart():
    draft, shown, _ = write("Ibuprofen 600 mg. [1] Ibuprofen 800 mg. [1] No chest pain. [2]")
    assert [one.text for one in draft.sentences] == ["Ibuprofen 600 mg.", "No chest pain."]
    assert [(one.text, one.sources, one.reason) for one in draft.withheld] == [
        ("Ibuprofen 800 mg.", (1,), "unsupported_number")
    ]
    assert [support.number for supports in draft.supports for support in supports] == [1, 2]
    assert shown == "Ibuprofen 600 mg. [1] Ibuprofen 800 mg. [1] No chest pain. [2]"
    assert draft.notice is None
    assert draft.usage.output_tokens > 0
    assert draft.first_token_at is not None


def test_a_sentence_is_checked_while_the_model_goes_on_and_only_once(monkeypatch):
    checked: list[tuple[str, tuple[int, ...]]] = []
    check = SentenceVerifier.check

    def noting(self: SentenceVerifier, text: str, cited: Sequence[int]) -> Verdict:
        checked.append((text, tuple(cited)))
        return check(self, text, cited)

    monkeypatch.setattr(SentenceVerifier, "check", noting)
    seen: list[list[str]] = []

    def generate(request: GenerationRequest, on_text: Callable[[str], None], stop: CancelToken):
        for delta in ("Ibuprofen 600 mg.", " [1", "]", " No chest pain.", " [2]"):
            on_text(delta)
            seen.append([text for text, _ in checked])
        return GenerationResult("", "stop", 5, 5, 1.0, 1.0)

    draft = Writer(generate, OFFERED).write(MESSAGES, on_text=lambda _: None)
    first, second = "Ibuprofen 600 mg.", "No chest pain."
    assert seen == [[], [], [first], [first], [first, second]]
    assert checked == [(first, (1,)), (second, (2,))]
    assert [one.text for one in draft.sentences] == [first, second]


def test_a_copied_fragment_is_shown_as_the_sentence_of_its_note():
    """A number alone names no drug; the note's sentence does."""
    draft, shown, _ = write("Every 6 hours. [1] Denies. [1]")
    assert [(one.text, one.sources, one.verified) for one in draft.sentences] == [
        ("Ibuprofen 600 mg every 6 hours.", (1,), True)
    ]
    [sentence] = draft.sentences
    [(start, end)] = sentence.emphasis
    assert sentence.text[start:end] == "every 6 hours"
    assert draft.supports[0][0].span.text == "Ibuprofen 600 mg every 6 hours."
    assert [one.text for one in draft.withheld] == ["Denies."]
    assert shown == "Every 6 hours. [1] Denies. [1]"


@pytest.mark.parametrize(
    ("note", "heading", "said"),
    [
        ("Breast cancer at 40. Asthma.", "Family history", "Breast cancer."),
        ("Penicillin. Latex.", "Allergies", "Penicillin."),
        ("Denies:\n- fever\n- chest pain on exertion\n- cough", "", "Cough."),
        ("Denies:\n- fever\n- chest pain on exertion\n- cough", "", "Fever."),
        ("Stopped:\n- ibuprofen\n- warfarin", "", "Warfarin."),
        ("Family history:\n- asthma in mother\n- melanoma", "", "Melanoma."),
    ],
)
def test_a_word_does_not_shed_its_heading(note, heading, said):
    draft, _, _ = write(f"{said} [1]", offered={1: passage_of(note, heading=heading)})
    assert draft.sentences == []


@pytest.mark.parametrize(
    ("note", "said", "shown"),
    [
        ("Imp: ? Pneumonia right base. CXR ordered.", "Pneumonia.", "Imp: ? Pneumonia right base."),
        ("Ddx: ? Appendicitis. Rest well.", "Appendicitis.", "Ddx: ? Appendicitis."),
    ],
)
def test_a_word_becomes_the_sentence_of_its_note_with_its_doubt(note, said, shown):
    draft, _, _ = write(f"{said} [1]", offered={1: passage_of(note)})
    assert [one.text for one in draft.sentences] == [shown]


def test_a_fragment_completed_to_a_sentence_that_is_shown_already_is_repeated():
    draft, _, _ = write("Ibuprofen 600 mg every 6 hours. [1] Every 6 hours. [1]")
    assert [one.text for one in draft.sentences] == ["Ibuprofen 600 mg every 6 hours."]
    assert [one.reason for one in draft.withheld] == ["repeated"]


def test_a_check_made_too_early_does_not_count():
    """The second citation is of another note: the sentence is judged by both."""
    draft, _, _ = write("Ibuprofen 600 mg. [1] [7]")
    assert draft.sentences == []
    assert [one.reason for one in draft.withheld] == ["unknown_source"]


def test_an_invented_source_number_is_never_passed_on():
    draft, _, _ = write("Ibuprofen 600 mg. [1][7] Ibuprofen 600 mg every 6 hours. [9]")
    assert draft.sentences == []
    assert [(one.sources, one.reason) for one in draft.withheld] == [
        ((1,), "unknown_source"),
        ((), "unknown_source"),
    ]


def test_the_word_for_not_enough_is_not_shown():
    draft, shown, _ = write(INSUFFICIENT)
    assert (shown, draft.notice) == ("", "insufficient")
    assert draft.sentences == draft.withheld == []


def test_saying_it_again_does_not_count():
    draft, _, _ = write("Ibuprofen 600 mg. [1] Ibuprofen 600 mg. [1]")
    assert len(draft.sentences) == 1
    assert [one.reason for one in draft.withheld] == ["repeated"]


def test_text_without_citations_cannot_be_attributed():
    draft, _, _ = write("She takes ibuprofen and is well.")
    assert draft.attribution == "unavailable"
    assert [(one.text, one.reason) for one in draft.withheld] == [
        ("She takes ibuprofen and is well.", "no_citation")
    ]


def test_a_text_cut_by_the_token_limit_is_unfinished_not_unattributed():
    draft, _, _ = write("Ibuprofen 600 mg. [1] " + "and " * 400)
    assert draft.attribution == "tracked"
    assert [one.text for one in draft.sentences] == ["Ibuprofen 600 mg."]
    assert [one.reason for one in draft.withheld] == ["unfinished"]


def test_a_sentence_as_long_as_allowed_was_ended_by_the_grammar():
    text = " ".join(["ibuprofen"] * WORDS_LIMIT)
    draft, _, _ = write(f"{text}. [1]")
    assert [one.reason for one in draft.withheld] == ["unfinished"]


def test_the_model_is_stopped_when_it_does_not_recover():
    wrong = "".join(f"Ibuprofen {n} mg. [1] " for n in (800, 801, 802, 803))
    draft, shown, _ = write(wrong + "Ibuprofen 600 mg. [1]")
    assert len(draft.withheld) == 2
    assert "803" not in shown
    assert (draft.notice, draft.attribution) == (None, "tracked")


def test_a_person_who_stops_keeps_what_was_verified():
    cancel, engine, shown = CancelToken(), FakeEngine(started=True), []
    engine.script("Ibuprofen 600 mg. [1] No chest pain. [2]")

    def show(delta: str) -> None:
        shown.append(delta)
        if "No" in "".join(shown):
            cancel.cancel()

    writer = Writer(
        lambda request, on_text, stop: engine.generate(request, on_text=on_text, cancel=stop), OFFERED
    )
    draft = writer.write(MESSAGES, on_text=show, cancel=cancel)
    assert [one.text for one in draft.sentences] == ["Ibuprofen 600 mg."]
    assert draft.notice == "stopped"
    assert "chest" not in "".join(shown)


def test_an_engine_that_raises_cancelled_is_a_stop_too():
    def generate(request, on_text, stop):
        on_text("Ibuprofen 600 mg. [1] No")
        cancel.cancel()
        raise Cancelled

    cancel = CancelToken()
    draft = Writer(generate, OFFERED).write(MESSAGES, on_text=lambda _: None, cancel=cancel)
    assert [one.text for one in draft.sentences] == ["Ibuprofen 600 mg."]
    assert draft.notice == "stopped"


@pytest.mark.parametrize("after", [0, 7])
def test_a_failing_engine_leaves_what_was_verified(after):
    engine = FakeEngine(started=True)
    engine.fail_generations(GenerationError("engine_crashed"), after_tokens=after)
    draft, _, _ = write("Ibuprofen 600 mg. [1] No chest pain. [2]", engine=engine)
    assert draft.notice == "generation_failed"
    assert all(one.verified for one in draft.sentences)


@pytest.mark.parametrize(
    ("error", "notice"),
    [
        (ModelMissing("model_not_configured"), "no_model"),
        (ModelRejected(), "no_model"),
        (EngineProblem("engine_stopped"), "no_model"),
        (EngineProblem("engine_starting"), "no_model"),
        (EngineProblem("engine_resting"), "engine_resting"),
        (GenerationError("engine_timeout"), "generation_failed"),
        (InputRefused("request_too_large"), "generation_failed"),
    ],
)
def test_every_failure_has_a_notice(error, notice):
    assert notice_of(error) == notice


def test_reasons_are_no_sentences_and_must_be_about_their_source():
    draft, _, _ = write(
        "Ibuprofen 600 mg. [1] No chest pain. [2] Because [1]: gives the ibuprofen dose. Because [2]: is so."
    )
    assert [one.text for one in draft.sentences] == ["Ibuprofen 600 mg.", "No chest pain."]
    assert draft.withheld == []
    assert draft.reasons == {1: "gives the ibuprofen dose."}


def test_a_reason_with_a_word_or_number_of_its_own_is_dropped():
    for reason in ("the kidney needs ibuprofen", "gives ibuprofen 800 mg", "it does"):
        draft, _, _ = write(f"Ibuprofen 600 mg. [1] Because [1]: {reason}.")
        assert draft.reasons == {}


def test_a_reason_for_a_source_that_was_not_offered_is_dropped():
    draft, _, _ = write("Ibuprofen 600 mg. [1] Because [7]: gives the ibuprofen dose.")
    assert (draft.reasons, draft.withheld) == ({}, [])
