"""The model's turn over several questions on a chart: what it reads again, and whose number it cites."""

from __future__ import annotations

from typing import cast

from core.assistant.finding import RetrievedPassages
from core.assistant.writing.generation import Generation, ModelTurn
from core.assistant.writing.held_notes import HeldNotesKey
from core.engine.client import EngineClient
from core.engine.dto import GeneratorBudgets
from core.ids import ClientId, new_id
from core.retrieval.dto import Passage
from core.sources.dto import Coverage, SearchScope
from tests.fakes.engine import FakeEngine
from tests.fakes.search import hits_of, passage_of

ADA = ClientId(new_id())
DOSE = passage_of("Ibuprofen 600 mg every 6 hours was advised.", client_id=ADA)
WORK = passage_of("She works as a teacher.", client_id=ADA)
SLEEP = passage_of("Sleeps five hours a night.", client_id=ADA)
PLACE = HeldNotesKey(ADA, "all", 1)


def found(question: str, *passages: Passage) -> RetrievedPassages:
    scope = SearchScope(client_id=ADA)
    return RetrievedPassages(question, scope, hits_of(passages), {}, Coverage(sessions=2), by_meaning=True)


class Asking:
    """A generation over an engine that writes what the test says."""

    def __init__(self) -> None:
        self.engine = FakeEngine()
        self.generation = Generation(cast("EngineClient", self.engine))
        self.heard = ""

    def ask(self, what: RetrievedPassages, writes: str, place: HeldNotesKey | None = PLACE) -> ModelTurn:
        self.engine.script(writes)
        self.heard = ""

        def hear(delta: str) -> None:
            self.heard += delta

        return self.generation.run(what, on_text=hear, cancel=None, place=place)

    @property
    def told(self) -> str:
        return self.engine.requests[-1].messages[-1].content

    @property
    def grammar(self) -> str:
        return self.engine.requests[-1].grammar or ""


def test_a_second_question_begins_as_the_first_and_cites_by_its_own_sources():
    asking = Asking()
    asking.ask(found("What dose of ibuprofen?", DOSE, WORK), "Ibuprofen 600 mg. [1]")
    first = asking.told.partition("Question:")[0]
    turn = asking.ask(found("How long does she sleep?", SLEEP, DOSE), "Sleeps five hours a night. [3]")
    assert asking.told.startswith(first)
    assert "Note [3]" in asking.told
    assert asking.heard == "Sleeps five hours a night. [1]"
    assert [one.sources for one in turn.draft.sentences] == [(1,)]
    assert turn.draft.supports[0][0].number == 1
    assert turn.offered == {1, 2}
    one, other = asking.engine.requests
    assert one.memory == other.memory != ""


def test_the_request_carries_the_grammar_of_the_offered_numbers():
    asking = Asking()
    asking.ask(found("What dose of ibuprofen?", DOSE, WORK), "Ibuprofen 600 mg. [1]")
    assert 'cite ::= "[1]" | "[2]"' in asking.grammar
    assert asking.engine.requests[-1].temperature == 0.0


def test_what_is_only_held_cannot_be_cited():
    asking = Asking()
    asking.ask(found("What dose of ibuprofen?", DOSE, WORK), "Ibuprofen 600 mg. [1]")
    asking.ask(found("How long does she sleep?", SLEEP), "x")
    assert "teacher" in asking.told
    assert '"[3]"' in asking.grammar
    assert '"[1]"' not in asking.grammar
    assert '"[2]"' not in asking.grammar


def test_what_is_held_is_not_read_again():
    asking = Asking()
    asking.ask(found("What dose of ibuprofen?", DOSE, WORK), "x")
    asking.ask(found("What is her work?", WORK, DOSE), "She works as a teacher. [2]")
    assert asking.told.count("teacher") == 1
    assert asking.heard == "She works as a teacher. [1]"


def test_a_change_in_the_chart_begins_anew_and_lets_the_engine_forget():
    asking = Asking()
    asking.ask(found("What dose of ibuprofen?", DOSE, WORK), "x")
    asking.ask(found("How long does she sleep?", SLEEP), "x", place=HeldNotesKey(ADA, "all", 2))
    assert "600 mg" not in asking.told
    one, other = asking.engine.requests
    assert other.forget == (one.memory,)
    assert other.memory != one.memory


def test_an_erased_client_is_forgotten_at_once():
    asking = Asking()
    asking.ask(found("What dose of ibuprofen?", DOSE, WORK), "x")
    asking.generation.forget_client(ADA)
    assert asking.engine.forgotten == 1
    asking.ask(found("How long does she sleep?", SLEEP), "x")
    assert "600 mg" not in asking.told


def test_without_a_place_nothing_is_held():
    asking = Asking()
    asking.ask(found("What dose of ibuprofen?", DOSE), "x", place=None)
    asking.ask(found("How long does she sleep?", SLEEP), "x", place=None)
    assert "600 mg" not in asking.told
    assert [request.memory for request in asking.engine.requests] == ["", ""]


def test_what_finds_no_room_is_counted():
    asking = Asking()
    asking.engine.budgets = GeneratorBudgets(notes_tokens=20)
    passages = [
        passage_of(f"Aspirin {n} mg once a day with food and plenty of water.", client_id=ADA)
        for n in range(1, 9)
    ]
    turn = asking.ask(found("What dose of aspirin?", *passages), "x")
    assert 0 < len(turn.offered) < 8
    assert turn.usage.truncated_passages == 8 - len(turn.offered)


def test_the_budgets_are_those_of_the_model_that_is_asked():
    asking = Asking()
    asking.engine.budgets = GeneratorBudgets(answer_tokens=300, notes_tokens=2000, temperature=0.4)
    asking.ask(found("What dose of ibuprofen?", DOSE, WORK), "Ibuprofen 600 mg. [1]")
    request = asking.engine.requests[-1]
    assert (request.max_tokens, request.temperature) == (300, 0.4)
    asking.engine.budgets = None
    asking.ask(found("How long does she sleep?", SLEEP), "x", place=None)
    request = asking.engine.requests[-1]
    assert (request.max_tokens, request.temperature) == (112, 0.0)


def test_a_larger_budget_of_notes_takes_more_of_them():
    passages = [
        passage_of(f"Aspirin {n} mg once a day with food and plenty of water.", client_id=ADA)
        for n in range(1, 9)
    ]
    read = []
    for notes_tokens in (40, 160):
        asking = Asking()
        asking.engine.budgets = GeneratorBudgets(notes_tokens=notes_tokens)
        read.append(len(asking.ask(found("What dose of aspirin?", *passages), "x").offered))
    assert read[0] < read[1]
