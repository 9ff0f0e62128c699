"""Which sentences are evidence, and which of them are quoted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.assistant.evidence.picking import LONGEST_QUOTE_CHARS, QUOTE_CHARS
from core.assistant.evidence.quoting import (
    QUOTES_OF_A_LIST,
    READABLE,
    choose_quotes,
    day_text,
    joined,
    leading_quotes,
    quote_line,
)
from core.assistant.evidence.ranking import Evidence, rank_evidence
from core.assistant.evidence.subjects import Subjects
from core.assistant.finding import FEW_CLIENTS, RetrievedPassages, find
from core.assistant.spans import whole
from core.ids import ClientId, new_id
from core.language.vocabulary import OwnMeaning, Vocabulary
from core.retrieval.dto import ClientGroup, Hit, Nearness, Passage, Reading, SearchResult
from core.sources.dto import Coverage, SearchScope
from tests.fakes.search import FakeFinder, hits_of, passage_of, result_of

ADA = ClientId(new_id())
KNEE = passage_of(
    "Right knee pain. Ibuprofen 600 mg every 6 hours was advised.\nFollow up in a week.",
    start=12,
    client_id=ADA,
)
SLEEP = passage_of("Sleeps well. Works as a teacher.", day=date(2023, 1, 2), field="subjective")


class WrittenFinder(FakeFinder):
    """A search whose result a test wrote, as asking calls it."""

    def search(
        self, question: str, scope: SearchScope, *, limit: int = 10, cancel: object = None
    ) -> SearchResult:
        return replace(self.result, question=question)


def found_for(
    question: str, hits: tuple[Hit, ...], *, practice: bool = False, **more: object
) -> RetrievedPassages:
    scope = SearchScope(client_id=None if practice else hits[0].passage.client_id)
    found = RetrievedPassages(question, scope, hits, {}, Coverage(), by_meaning=True)
    return replace(found, **more)  # type: ignore[arg-type]


def quoted(found: RetrievedPassages) -> list[Passage]:
    """The passages that are quoted, in their order."""
    return [
        found.passage(one.number) for one in choose_quotes(rank_evidence(found.question, found.hits), found)
    ]


def pick_of(question: str, *passages: Passage) -> list[Evidence]:
    found = found_for(question, hits_of(passages))
    return choose_quotes(rank_evidence(found.question, found.hits), found)


def visits(*texts: str) -> tuple[Hit, ...]:
    """One visit a month, the oldest first; all equally near."""
    return tuple(
        replace(hit, score=1.0)
        for hit in hits_of(
            [passage_of(text, client_id=ADA, day=date(2024, month, 1)) for month, text in enumerate(texts, 1)]
        )
    )


def test_the_sentence_that_shares_words_comes_first() -> None:
    first, *_ = rank_evidence("What dose of ibuprofen was advised?", hits_of([SLEEP, KNEE]))
    assert first.number == 2
    assert first.span.text == "Ibuprofen 600 mg every 6 hours was advised."
    assert first.span.start == 12 + KNEE.text.index("Ibuprofen")
    assert set(first.matched) >= {"ibuprofen", "advised"}


def test_other_words_for_the_same_count() -> None:
    hits = hits_of([passage_of("Norvasc 10 mg daily.\nWalks every day.\nEats well.")])
    first, *_ = rank_evidence("How much amlodipine?", hits)
    assert first.span.text == "Norvasc 10 mg daily."
    assert first.matched == ("amlodipine",)


def test_the_practice_s_own_abbreviation_counts_as_the_word() -> None:
    hits = hits_of([passage_of("Walks every day.\nKnee arthroplasty in May.\nEats well.")])
    question = "ZZTOP?"
    taught = Vocabulary.built_in().with_own([OwnMeaning("ZZTOP", ("knee arthroplasty",))])
    assert not any(one.matched for one in rank_evidence(question, hits))
    first, *_ = rank_evidence(question, hits, subjects=Subjects(question, taught))
    assert first.span.text == "Knee arthroplasty in May."
    assert first.matched == ("ZZTOP",)


def test_among_equals_the_sentence_with_the_kind_of_answer_comes_first() -> None:
    hits = hits_of([passage_of("Metformin was discussed.\nMetformin 500 mg twice daily.")])
    first, *_ = rank_evidence("What dose of metformin?", hits)
    assert first.span.text == "Metformin 500 mg twice daily."


@pytest.mark.parametrize(
    ("question", "drug"),
    [
        ("Which alpha blocker was added for her pressure?", "Prescription for Cardura 4 mg."),
        ("What did we start for the spasms in her calf?", "Start baclofen 5 mg at bedtime."),
    ],
)
def test_a_drug_of_the_class_or_for_the_complaint_comes_before_the_complaint(
    question: str, drug: str
) -> None:
    about = "Her pressure and the spasms in her calf were discussed at length."
    hits = hits_of([passage_of(f"{about}\n{drug}\nWalks every day.")])
    first, *_ = rank_evidence(question, hits)
    assert first.span.text == drug


def test_the_part_of_a_passage_that_is_near_comes_first() -> None:
    passage = passage_of("Sleeps well. Works as a teacher. Walks.", start=5)
    hits = tuple(
        replace(hit, nearness=(Nearness(5, 17, 0.1), Nearness(18, 44, 0.6))) for hit in hits_of([passage])
    )
    ranked = rank_evidence("What is her job?", hits)
    assert ranked[0].span.text in ("Works as a teacher.", "Walks.")
    assert ranked[-1].span.text == "Sleeps well."


def test_nothing_found_is_no_evidence() -> None:
    assert rank_evidence("ibuprofen", ()) == ()


def test_a_quote_has_its_neighbours_and_is_exact() -> None:
    found = found_for("ibuprofen dose", hits_of([KNEE]))
    (quote,) = choose_quotes(rank_evidence(found.question, found.hits), found)
    assert quote.span.text == KNEE.text
    long = passage_of("Ibuprofen 600 mg. " + "A sentence of no use at all. " * 30)
    near = (Nearness(0, 17, 0.9), Nearness(18, len(long.text), 0.0))
    found = found_for("ibuprofen dose", tuple(replace(hit, nearness=near) for hit in hits_of([long])))
    (quote,) = choose_quotes(rank_evidence(found.question, found.hits), found)
    assert quote.span.text.startswith("Ibuprofen 600 mg. A sentence")
    assert len(quote.span.text) <= QUOTE_CHARS
    assert long.text[quote.span.start : quote.span.end] == quote.span.text


@pytest.mark.parametrize(
    ("length", "quotes"),
    [(2 * QUOTE_CHARS, READABLE.fewest), (READABLE.chars // 6, 6), (20, READABLE.most)],
)
def test_a_client_gets_few_quotes_one_a_passage_and_more_where_all_of_them_are_short(
    length: int, quotes: int
) -> None:
    texts = [f"Ibuprofen {number} ".ljust(length - 1, "x") + "." for number in range(12)]
    found = found_for("ibuprofen", hits_of([passage_of(text, client_id=ADA) for text in texts]))
    chosen = choose_quotes(rank_evidence(found.question, found.hits), found)
    assert len(chosen) == len({quote.number for quote in chosen}) == quotes


def test_a_sentence_that_two_passages_share_is_quoted_once() -> None:
    source = new_id()
    both = [passage_of("Ibuprofen 600 mg.", client_id=ADA, source_id=source, start=4) for _ in range(2)]
    assert len(quoted(found_for("ibuprofen", hits_of(both)))) == 1


def test_a_second_sentence_of_a_passage_makes_its_quote_longer() -> None:
    between = "Walks the dog every day, with or without the neighbour. " * 4
    both = passage_of(f"Ibuprofen 600 mg. {between}Ibuprofen was stopped.", client_id=ADA)
    (quote,) = pick_of("ibuprofen", both)
    assert quote.span.text == both.text
    assert len(quote.span.text) > QUOTE_CHARS


def test_sentences_of_a_passage_that_are_far_apart_are_quotes_of_their_own() -> None:
    between = "Walks the dog every day, with or without the neighbour. " * 16
    far = passage_of(f"Ibuprofen 600 mg. {between}Ibuprofen was stopped.", client_id=ADA)
    first, last = sorted((quote.span for quote in pick_of("ibuprofen", far)), key=lambda at: at.start)
    assert "Ibuprofen 600 mg." in first.text
    assert "Ibuprofen was stopped." in last.text
    assert first.end <= last.start
    assert len(first.text) + len(last.text) <= LONGEST_QUOTE_CHARS
    third = passage_of(f"{far.text} Ibuprofen hurt. {between}", client_id=ADA)
    spans = sorted((quote.span for quote in pick_of("ibuprofen", third)), key=lambda at: at.start)
    assert len(spans) == 2, "the third sentence joins the one that it stands beside"
    assert spans[1].text.startswith("Ibuprofen was stopped.") or "stopped. Ibuprofen hurt." in spans[1].text
    assert spans[0].end <= spans[1].start


def test_neighbours_that_another_quote_shows_are_not_repeated() -> None:
    source = new_id()
    text = "Ibuprofen 600 mg. Walks every day. Ibuprofen was stopped."
    first = passage_of(text[:34], client_id=ADA, source_id=source)
    second = passage_of(text[18:], client_id=ADA, source_id=source, start=18)
    one, other = sorted(
        (quote.span for quote in pick_of("ibuprofen", first, second)), key=lambda at: at.start
    )
    assert one.end <= other.start


def test_the_best_is_quoted_however_far_it_is() -> None:
    found = found_for("pancreatitis", hits_of([KNEE]))
    far = [replace(one, score=-0.2) for one in rank_evidence(found.question, found.hits)]
    assert len(choose_quotes(far, found)) == 1


def test_of_the_latest_only_the_newest_visit_is_quoted_and_of_the_first_the_oldest() -> None:
    hits = visits("Pulse 67.", "Pulse 72.", "Pulse 84.")
    newest = found_for("Most recent pulse?", hits, order="latest")
    assert [passage.text for passage in quoted(newest)] == ["Pulse 84."]
    oldest = found_for("First pulse?", hits, order="first")
    assert [passage.text for passage in quoted(oldest)] == ["Pulse 67."]


def test_a_newer_visit_that_does_not_speak_to_it_does_not_hide_the_latest_that_does() -> None:
    hits = visits("Pulse 84.", "Bought a bicycle.")
    found = found_for("Most recent pulse?", (hits[0], replace(hits[1], score=0.1, dense=0.0)), order="latest")
    assert [passage.text for passage in quoted(found)] == ["Pulse 84."]


def test_a_newer_visit_that_only_mentions_it_does_not_hide_the_latest_that_says_it() -> None:
    hits = visits("Pulse 84 bpm.", "Pulse watch was bought for her walks by the sea with the dog.")
    said, mentioned = replace(hits[0], dense=0.8), replace(hits[1], dense=0.1)
    found = found_for("Most recent pulse?", (said, mentioned), order="latest")
    assert [passage.text for passage in quoted(found)][:1] == ["Pulse 84 bpm."]


def test_a_newer_visit_that_says_nearly_as_much_is_shown_after_the_latest_that_says_it() -> None:
    said = passage_of("Two days of pain a month.", client_id=ADA, day=date(2024, 1, 1))
    newer = passage_of("One day of pain.", client_id=ADA, day=date(2024, 2, 1))
    newest = passage_of("No complaints.", client_id=ADA, day=date(2024, 3, 1))
    found = found_for("Most recent days of pain?", hits_of([said, newer, newest]), order="latest")
    scores = {said: 1.0, newer: 0.7, newest: 0.55}
    evidence = [
        Evidence(number, whole(passage), scores[passage], ())
        for number, passage in enumerate((said, newer, newest), 1)
    ]
    assert [one.number for one in choose_quotes(evidence, found)] == [1, 2]
    first = replace(found, order="first")
    assert [one.number for one in choose_quotes(evidence, first)] == [1]


def test_a_series_is_quoted_in_the_order_of_its_days() -> None:
    hits = visits("Pulse 67.", "Pulse 72.", "Pulse 84.", "Pulse 90.", "Pulse 70.", "Pulse 71.")
    found = found_for("How has her pulse changed?", tuple(reversed(hits)))
    assert [passage.text for passage in quoted(found)] == [hit.passage.text for hit in hits]


def test_a_practice_is_quoted_client_by_client_first() -> None:
    crowd, lone = ClientId(new_id()), ClientId(new_id())
    hits = hits_of(
        [passage_of("Ibuprofen.", client_id=crowd) for _ in range(3)]
        + [passage_of("Ibuprofen.", client_id=lone)]
    )
    clients = [passage.client_id for passage in quoted(found_for("ibuprofen", hits, practice=True))]
    assert clients == [crowd, lone, crowd, crowd]


def listing(clients: int, *, each: int = 1, denying: int = 0) -> RetrievedPassages:
    """What is found for a list of so many clients, the last `denying` of them only to deny it."""
    groups = tuple(
        ClientGroup(client_id, tuple(replace(hit, denies=place >= clients - denying) for hit in hits))
        for place in range(clients)
        if (client_id := ClientId(new_id()))
        and (hits := hits_of([passage_of("Takes ibuprofen.", client_id=client_id) for _ in range(each)]))
    )
    nearest = hits_of([passage_of("Ibuprofen was discussed.") for _ in range(3)])
    finder = WrittenFinder()
    finder.result = result_of(*nearest, groups=groups, understood=(Reading("listing"),))
    return find("Who takes ibuprofen?", SearchScope(), search=finder, names_of=lambda _: {}, cancel=None)  # type: ignore[arg-type]


def test_a_list_has_a_line_for_every_client_however_many_there_are() -> None:
    found = listing(40)
    assert found.listed == 40
    clients = [passage.client_id for passage in quoted(found)]
    assert len(clients) == len(set(clients)) == 40


def test_a_short_list_has_more_of_its_clients_and_nothing_of_others() -> None:
    found = listing(2, each=3)
    clients = [passage.client_id for passage in quoted(found)]
    assert len(set(clients)) == 2
    assert 2 < len(clients) <= QUOTES_OF_A_LIST
    assert listing(FEW_CLIENTS + 1, each=3).listed == FEW_CLIENTS + 1
    assert len(quoted(listing(FEW_CLIENTS + 1, each=3))) == FEW_CLIENTS + 1


def test_a_client_of_whom_it_is_denied_is_not_listed() -> None:
    assert len({passage.client_id for passage in quoted(listing(5, denying=2))}) == 3


def test_a_quote_is_written_with_its_date() -> None:
    found = found_for("knee pain", hits_of([KNEE]))
    (quote,) = choose_quotes(rank_evidence(found.question, found.hits), found)
    line = quote_line(quote, KNEE, client_name=None)
    assert line.text.startswith("7 Apr 2024, plan: “Right knee pain. Ibuprofen")
    assert "\n" not in line.text
    assert joined([line, line], "\n") == f"{line.text} [1]\n{line.text} [1]"
    assert quote_line(quote, KNEE, client_name="Byron, Ada").text.startswith("Byron, Ada, 7 Apr 2024, plan")
    assert day_text(None) == "client record"


def test_over_the_practice_only_what_answers_nearly_as_well_leads() -> None:
    texts = ("Wears a hearing aid.", "Hearing aid on the left.", "Sleeps well. Works as a teacher.")
    hits = hits_of([passage_of(text, client_id=ClientId(new_id())) for text in texts])
    found = found_for("Who wears a hearing aid?", hits, practice=True)
    quotes = [
        replace(one, score=(1.0, 0.85, 0.6)[place])
        for place, one in enumerate(choose_quotes(rank_evidence(found.question, hits), found))
    ]
    assert leading_quotes(quotes, found) == len([one for one in quotes if one.score >= 0.8])
    assert leading_quotes(quotes, replace(found, listed=3)) is None, "clients of a list are all named"
