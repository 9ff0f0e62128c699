"""A written sentence of another time than the question is not shown as the answer."""

from __future__ import annotations

from datetime import date

import pytest

from core.assistant.evidence.outdated import outdated
from core.assistant.evidence.ranking import rank_evidence
from core.assistant.evidence.times import DaysAsked
from core.assistant.finding import RetrievedPassages
from core.assistant.spans import sentence_spans
from core.ids import ClientId, new_id
from core.sources.dto import Coverage, SearchScope
from tests.fakes.search import hits_of, passage_of

CLIENT = ClientId(new_id())
OLD, NEW = date(2025, 3, 4), date(2025, 9, 9)


def found(question: str, *, order=None, days=None, later="Losartan raised to 100 mg.") -> RetrievedPassages:
    hits = hits_of(
        [
            passage_of("Losartan 50 mg daily.", client_id=CLIENT, day=OLD),
            passage_of(later, client_id=CLIENT, day=NEW),
        ],
        dense=0.5,
    )
    return RetrievedPassages(
        question, SearchScope(client_id=CLIENT), hits, {}, Coverage(), by_meaning=True, order=order, days=days
    )


def why(what: RetrievedPassages, number: int = 1) -> str | None:
    evidence = rank_evidence(what.question, what.hits, days=what.days)
    return outdated(what, evidence, [(number, sentence_spans(what.passage(number))[0])])


@pytest.mark.parametrize("question", ["losartan dose?", "What losartan is she on?", "מה המינון של losartan?"])
def test_now_is_not_answered_by_what_a_later_note_speaks_of_again(question: str) -> None:
    assert why(found(question)) == "superseded"
    assert why(found(question), number=2) is None


@pytest.mark.parametrize(
    "question", ["What was the dose of losartan?", "Why did she take losartan?", "losartan before the change"]
)
def test_the_past_may_be_answered_by_an_earlier_note(question: str) -> None:
    assert why(found(question)) is None


def test_the_latest_is_asked_for_in_whatever_tense() -> None:
    assert why(found("What was her last losartan dose?", order="latest")) == "superseded"
    assert why(found("losartan dose at first", order="first")) is None


def test_a_later_note_on_something_else_supersedes_nothing() -> None:
    assert why(found("losartan dose?", later="Sleeps well.")) is None


def test_named_days_decide_alone() -> None:
    march = DaysAsked(date(2025, 3, 1), date(2025, 3, 31))
    assert why(found("losartan dose in March?", days=march)) is None
    assert why(found("losartan dose in March?", days=march), number=2) == "other_time"
