"""What of a passage is marked in the chart that it opens in."""

from __future__ import annotations

import pytest

from tests.fakes.people import client_named
from tests.fakes.search import hit_on, passage_of
from ui.find.sources import source_of

MEDICATIONS = "metformin 500 mg twice daily. • Continue Keppra at current dosage; no metformin XR"


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        (("metformin", "dosage"), "metformin"),
        (("metformin", "500 mg", "dosage"), "metformin 500 mg"),
        (("500 mg", "dosage", "current"), "current dosage"),
        (("dosage", "no metformin"), "no metformin"),
        ((), MEDICATIONS),
    ],
)
def test_the_words_that_stand_together_are_marked_and_not_what_lies_between(
    words: tuple[str, ...], quote: str
) -> None:
    client = client_named("Adler")
    source = source_of(hit_on(passage_of(MEDICATIONS, client_id=client.client_id, start=7), *words), client)
    assert source.quote == quote
    assert MEDICATIONS[source.quote_start - 7 : source.quote_end - 7] == quote
