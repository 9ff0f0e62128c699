"""What counts as found, why something was missed, and how it is summed up, over written searches."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from app.cli.evaluation_text import report_text
from core.cancel import CancelToken
from core.errors import EmbeddingError
from core.evaluation.dto import WAYS, EvaluationQuestion, GoldQuote, Missed, RetrievalResult, SetReport
from core.evaluation.finding import Finding, finding_scores, practice_outcome
from core.evaluation.report import report_document
from core.evaluation.tallies import table_of
from core.ids import ClientId, new_id
from core.retrieval.dto import ClientGroup, Hit, Passage, SearchOptions, SearchResult
from core.services import Services
from core.sources.dto import Coverage, SearchScope
from tests.fakes.search import hits_of, passage_of

FIELD = "Stopped ibuprofen because of stomach pain. Sleeps well. " + "Walks. " * 10
QUOTE = "because of stomach pain"
HERON, PLOVER = ClientId(new_id()), ClientId(new_id())
SESSION = new_id()
GOLD = GoldQuote("heron", "s2", "plan", QUOTE, ((FIELD.index(QUOTE), FIELD.index(QUOTE) + len(QUOTE)),))
QUESTION = EvaluationQuestion("q1", "Why?", "fact", "en", "heron", (GOLD,))
OVER_PRACTICE = EvaluationQuestion("p1", "Who?", "practice", "en", None, (GOLD,))


def part(start: int, end: int, *, session: UUID = SESSION, field: str = "plan") -> Passage:
    return passage_of(FIELD[start:end], client_id=HERON, source_id=session, field=field, start=start)


def others(count: int) -> list[Passage]:
    return [passage_of("Walks.", client_id=HERON) for _ in range(count)]


class WrittenSearch:
    """Answers with what was written for a question understood, or else taken literally."""

    def __init__(self, understood: Sequence[Hit], literal: Sequence[Hit] | None = None) -> None:
        self.understood = understood
        self.literal = understood if literal is None else literal
        self.by_quote: tuple[Hit, ...] = ()
        self.groups: tuple[ClientGroup, ...] = ()
        self.without_meaning = 0
        self.asked: list[tuple[SearchScope, SearchOptions, int]] = []

    def search(
        self,
        question: str,
        scope: SearchScope,
        *,
        limit: int,
        options: SearchOptions,
        cancel: CancelToken | None = None,
    ) -> SearchResult:
        self.asked.append((scope, options, limit))
        self.without_meaning -= 1
        if question == QUOTE:
            return SearchResult(question, self.by_quote, Coverage(), 2.0)
        hits = tuple(self.understood if options.understand else self.literal)[:limit]
        return SearchResult(question, hits, Coverage(), 2.0, self.without_meaning < 0, self.groups)


def finding(search: WrittenSearch) -> Finding:
    clients = [
        SimpleNamespace(client_id=client_id, details=SimpleNamespace(external_id=name))
        for client_id, name in ((HERON, "heron"), (PLOVER, "plover"))
    ]
    sessions = {HERON: [SimpleNamespace(session_id=SESSION, external_id="s2")], PLOVER: []}
    services = SimpleNamespace(
        search=search,
        clients=SimpleNamespace(list=lambda: clients),
        sessions=SimpleNamespace(list_for_client=lambda client_id: sessions[client_id]),
    )
    return Finding(cast(Services, services))


def found_and_missed(search: WrittenSearch) -> tuple[RetrievalResult, list[Missed]]:
    asked = finding(search)
    found = asked.found(QUESTION, WAYS[0], CancelToken())
    return found, asked.missed(QUESTION, found, CancelToken())


WHOLE, HALF, AFTER = part(0, 60), part(0, FIELD.index("stomach")), part(50, 80)
ELSEWHERE = part(0, 60, session=new_id())
OTHER_FIELD = part(0, 60, field="subjective")


@pytest.mark.parametrize("before", [0, 4, 5, 9])
def test_the_rank_is_of_the_first_passage_that_holds_the_whole_quote(before: int) -> None:
    found, missed = found_and_missed(WrittenSearch(hits_of([*others(before), WHOLE, WHOLE])))
    assert found.ranks == (before + 1,)
    recall = {score.column: score.value for score in finding_scores(QUESTION, found)}
    assert recall == {
        "recall@5": before < 5,
        "recall@10": True,
        "mrr@10": pytest.approx(1 / (before + 1)),
    }
    assert [(miss.beyond, miss.rank, miss.reason) for miss in missed] == (
        [] if before < 5 else [(5, before + 1, "outranked")]
    )


@pytest.mark.parametrize("near_miss", [HALF, ELSEWHERE, OTHER_FIELD])
def test_part_of_a_quote_and_the_same_words_elsewhere_do_not_count(near_miss: Passage) -> None:
    found, missed = found_and_missed(WrittenSearch(hits_of([near_miss])))
    assert found.ranks == (None,)
    assert all(score.value == 0 for score in finding_scores(QUESTION, found))
    assert len(missed) == 1


def with_copies(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    return (*hits[:-1], dataclasses.replace(hits[-1], also=(WHOLE,)))


@pytest.mark.parametrize(
    ("understood", "literal", "rank", "reason"),
    [
        (hits_of([*others(30), WHOLE]), None, 31, "outranked"),
        (hits_of([*others(2), HALF]), None, 3, "cut"),
        (with_copies(hits_of([*others(1), ELSEWHERE])), None, 2, "collapsed"),
        (hits_of(others(2)), hits_of([*others(2), WHOLE]), None, "filtered"),
        (hits_of(others(2)), hits_of([HALF]), None, "filtered"),
        (hits_of([ELSEWHERE, OTHER_FIELD, AFTER]), None, None, "not_candidate"),
        ((), None, None, "not_candidate"),
    ],
)
def test_why_a_quote_was_missed(
    understood: tuple[Hit, ...], literal: tuple[Hit, ...] | None, rank: int | None, reason: str
) -> None:
    _found, missed = found_and_missed(WrittenSearch(understood, literal))
    assert [(miss.beyond, miss.rank, miss.reason) for miss in missed] == [(10, rank, reason)]


@pytest.mark.parametrize("shown", [HALF, AFTER])
def test_a_passage_may_be_found_that_stands_for_the_one_with_the_quote(shown: Passage) -> None:
    search = WrittenSearch(hits_of([*others(2), shown]))
    search.by_quote = hits_of([WHOLE])
    _found, missed = found_and_missed(search)
    assert [(miss.beyond, miss.rank, miss.reason) for miss in missed] == [(10, 3, "neighbour")]


def test_each_way_is_asked_for_as_such_within_the_scope_of_the_row() -> None:
    search = WrittenSearch(())
    asked = finding(search)
    for way in WAYS:
        asked.found(QUESTION, way, CancelToken())
    asked.found(OVER_PRACTICE, WAYS[0], CancelToken())
    assert [scope.client_id for scope, _options, _limit in search.asked] == [HERON] * 4 + [None]
    options = [options for _scope, options, _limit in search.asked]
    assert [each.sides for each in options] == ["both", "both", "meaning", "words", "both"]
    assert [each.understand for each in options] == [True, False, False, False, True]


def test_a_search_without_meaning_is_tried_again_and_never_counted() -> None:
    search = WrittenSearch(hits_of([WHOLE]))
    search.without_meaning = 2
    assert found_and_missed(search)[0].ranks == (1,)
    search.without_meaning = 3
    with pytest.raises(EmbeddingError):
        found_and_missed(search)


def test_a_question_over_the_practice_is_judged_by_its_clients() -> None:
    search = WrittenSearch(hits_of([WHOLE]))
    search.groups = (ClientGroup(PLOVER, ()), ClientGroup(HERON, ()))
    found = finding(search).found(OVER_PRACTICE, WAYS[0], CancelToken())
    outcome = practice_outcome(OVER_PRACTICE, found)
    assert (outcome.grouped, outcome.gold, outcome.returned) == (True, ("heron",), ("plover", "heron"))
    assert outcome.found == ("heron",)
    shares = {score.column: (score.value, score.of) for score in finding_scores(OVER_PRACTICE, found)}
    assert (shares["clients_found"], shares["clients_right"]) == ((1, 1), (1, 2))


def test_recall_counts_quotes_and_a_question_without_any_counts_nowhere() -> None:
    two = dataclasses.replace(QUESTION, row_id="q2", kind="multi", language="he", gold=(GOLD, GOLD))
    none = dataclasses.replace(QUESTION, row_id="q3", kind="absent", gold=())
    table = table_of(
        (question, finding_scores(question, RetrievalResult("fused", ranks, (), False, 1.0)))
        for question, ranks in ((QUESTION, (1,)), (two, (None, 6)), (none, ()))
    )
    assert table.total["recall@5"].share == pytest.approx(1 / 3)
    assert table.total["recall@10"].share == pytest.approx(2 / 3)
    assert table.total["mrr@10"].share == pytest.approx((1 + 1 / 6) / 2)
    assert list(table.kinds) == ["fact", "multi"]
    assert (table.languages["he"]["recall@10"].value, table.languages["he"]["recall@10"].of) == (1, 2)


def report() -> SetReport:
    asked = finding(WrittenSearch(hits_of([*others(6), WHOLE])))
    found = asked.found(QUESTION, WAYS[0], CancelToken())
    over = asked.found(OVER_PRACTICE, WAYS[0], CancelToken())
    table = table_of(
        (each, finding_scores(each, one)) for each, one in ((QUESTION, found), (OVER_PRACTICE, over))
    )
    values: dict[str, Any] = {
        "charts": "charts.jsonl", "file": "qa.jsonl", "questions": 2, "answerable": 2, "quotes": 2,
        "sessions": 1, "passages": 7, "model": "m", "model_sha256": "0" * 64, "index_s": 1.0,
        "find_p50_ms": 2.0, "find_p95_ms": 3.0,
    }  # fmt: skip
    return SetReport(
        **values,
        tables={way.name: table for way in WAYS},
        missed=tuple(asked.missed(QUESTION, found, CancelToken())),
        practice=(practice_outcome(OVER_PRACTICE, over),),
    )


def test_the_figures_as_text_and_as_a_document() -> None:
    text = report_text(report())
    assert "rank 7" in text
    assert "outranked" in text
    assert QUOTE in " ".join(text.split())
    assert [line.split()[:2] for line in text.splitlines() if line.startswith("all ")] == [["all", "2"]]
    document = report_document(report())
    total = document["finding"]["words"]["total"]
    assert total["recall@10"] == {"share": 1.0, "of": 2}
    assert document["missed"][0]["reason"] == "outranked"
    assert document["practice"][0]["clients"] == document["practice"][0]["returned"] == ["heron"]
