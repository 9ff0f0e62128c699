"""Answers that quote what was retracted or deleted since are not given any more, and come back with it."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from core.assistant.dto import TAKEN_BACK, Answer, Sentence, Source
from core.assistant.taking_back import as_shown
from core.clients.dto import Client
from core.ids import new_id
from core.sessions.dto import SoapText
from core.sources.dto import SearchScope
from tests.assistant.conftest import PLAN, Heard
from tests.fakes.assistant import answer_of
from tests.fakes.search import passage_of

QUESTION = "Who takes ibuprofen?"
DOSE = "What dose of ibuprofen was advised for the knee?"
DAY = date(2024, 4, 7)


@pytest.fixture
def note(sessions, search, ada, ben):
    """A signed note of Ada's that is found, and one of Ben's."""
    drafts = [sessions.start_draft(each, day=DAY, text=SoapText(plan=PLAN)) for each in (ada, ben)]
    search.passages = [
        passage_of(PLAN, client_id=each.client_id, source_id=each.session_id) for each in drafts
    ]
    signed = sessions.sign(drafts[0].session_id, expected_version=1)
    return signed


def assert_nothing_is_said(answer: Answer) -> None:
    assert (answer.taken_back, answer.notice, answer.mode) == (True, TAKEN_BACK, "evidence")
    assert (answer.answer, answer.sentences, answer.withheld, answer.sources) == ("", (), (), ())
    assert "Byron" not in str(answer)
    assert "600 mg" not in str(answer)


def deleted(clients, client_id) -> Client:
    return clients.delete(client_id, reason="moved", expected_version=clients.get(client_id).row_version)


def test_a_deleted_chart_is_quoted_by_no_answer_until_it_is_restored(
    assistant, clients, note, ada, ben, conversations
):
    whole = assistant.ask(QUESTION, SearchScope(), use_model=False)
    of_ben = assistant.ask(QUESTION, SearchScope(client_id=ben), use_model=False)
    assert "Byron" in whole.answer
    gone = deleted(clients, ada)
    (answer,) = conversations.open(whole.conversation_id)
    assert_nothing_is_said(answer)
    assert (answer.question, answer.message_id, answer.asked_at) == (
        QUESTION,
        whole.message_id,
        whole.asked_at,
    )
    assert conversations.open(of_ben.conversation_id) == [of_ben]
    clients.restore(ada, expected_version=gone.row_version)
    assert conversations.open(whole.conversation_id) == [whole]


def test_a_retracted_note_takes_its_answers_with_it(assistant, sessions, note, ada, ben, conversations):
    asked = ((QUESTION, None), (DOSE, ada), (DOSE, ben))
    answers = [assistant.ask(one, SearchScope(client_id=about), use_model=False) for one, about in asked]
    sessions.retract(note.session_id, reason="another patient", expected_version=note.version)
    everywhere, of_ada, of_ben = (conversations.open(each.conversation_id)[0] for each in answers)
    assert_nothing_is_said(everywhere)
    assert_nothing_is_said(of_ada)
    assert of_ben == answers[2]


def test_a_merged_chart_is_quoted_by_its_copies_only(assistant, merging, note, ada, ben, conversations):
    whole = assistant.ask(QUESTION, SearchScope(), use_model=False)
    merging.merge(source=ada, into=ben, reason="same person")
    assert_nothing_is_said(conversations.open(whole.conversation_id)[0])


def test_what_is_taken_back_while_the_model_writes_is_not_given(
    assistant, fake_engine, sessions, note, ada, conversations
):
    class Retracting(Heard):
        def on_text(self, delta: str) -> None:
            if not self.text:
                sessions.retract(note.session_id, reason="wrong chart", expected_version=note.version)
            super().on_text(delta)

    fake_engine.script("Ibuprofen 600 mg was advised. [1]")
    heard = Retracting()
    given = assistant.ask(DOSE, SearchScope(client_id=ada), listener=heard)
    assert heard.text
    assert_nothing_is_said(given)
    assert conversations.open(given.conversation_id) == [given]


def found_beside(search, sessions, client_id, text: str):
    """A signed note that is found after the others and says nothing of what is asked."""
    draft = sessions.start_draft(client_id, day=DAY, text=SoapText(plan=text))
    signed = sessions.sign(draft.session_id, expected_version=1)
    search.passages = [
        *search.passages,
        passage_of(text, client_id=client_id, source_id=draft.session_id),
    ]
    return signed


def test_a_retracted_note_that_was_merely_found_leaves_the_answer_and_its_list(
    assistant, fake_engine, conversations, search, sessions, note, ada
):
    fake_engine.script("Ibuprofen 600 mg was advised. [1]")
    beside = found_beside(search, sessions, ada, "Swimming twice a week was praised.")
    asked = assistant.ask(DOSE, SearchScope(client_id=ada), use_model=True)
    assert [source.used for source in asked.sources] == [True, False]
    sessions.retract(beside.session_id, reason="another patient", expected_version=beside.version)
    (shown,) = conversations.open(asked.conversation_id)
    assert shown == dataclasses.replace(asked, sources=asked.sources[:1])
    assert "Swimming" not in str(shown)
    assert conversations.search("swimming", ada) == []
    sessions.retract(note.session_id, reason="another patient", expected_version=note.version)
    assert_nothing_is_said(conversations.open(asked.conversation_id)[0])


def test_not_in_the_record_stays_so_without_what_was_nearest(assistant, conversations, sessions, note, ada):
    asked = assistant.ask("Does she have a pacemaker?", SearchScope(client_id=ada), use_model=False)
    assert asked.not_in_record
    assert asked.sources
    sessions.retract(note.session_id, reason="another patient", expected_version=note.version)
    (shown,) = conversations.open(asked.conversation_id)
    assert (shown.not_in_record, shown.notice, shown.missing) == (True, asked.notice, asked.missing)
    assert note.session_id not in {source.passage.source_id for source in shown.sources}
    assert "600 mg" not in str(shown)


def source(number: int, *, used: bool) -> Source:
    passage = passage_of(PLAN)
    return Source(number, used, "", PLAN, 0, len(PLAN), True, passage, "Ada Byron", 1.0)


def withheld(*cited: int) -> Sentence:
    return Sentence("He swims daily.", cited, verified=False, reason="not_supported")


def test_what_was_withheld_goes_with_a_note_that_it_may_be_from():
    used, beside = source(1, used=True), source(2, used=False)
    rests = Sentence("He rests.", (1,), verified=True)
    answer = answer_of("Does he swim?", (used, beside), (rests,), withheld=(withheld(),))
    gone = {beside.passage.source_id}
    assert as_shown(answer, gone) == dataclasses.replace(answer, sources=(used,), withheld=())
    assert as_shown(answer, {new_id()}) is answer
    assert as_shown(dataclasses.replace(answer, withheld=(withheld(2),)), gone).taken_back
    taken = as_shown(dataclasses.replace(answer, unscored=True, uncertain=True), {used.passage.source_id})
    left = (taken.taken_back, taken.unscored, taken.uncertain)
    assert left == (True, False, False), "nothing is left of what was not scored or in doubt"
    for attribution in ("unavailable", "before_tracking"):
        assert as_shown(dataclasses.replace(answer, attribution=attribution), gone).taken_back
