"""Says of a looked-up answer that another note of the client contradicts it."""

from __future__ import annotations

from collections.abc import Sequence

from core.contradictions.dto import QuotedContradiction
from core.facts.dto import ANYTHING
from core.lookup.dto import Line, Lookup, Quote
from core.lookup.wording import line
from core.retrieval.dto import SearchScope

_Place = tuple[object, ...]


def disputed(
    asked: Lookup, lines: Sequence[Line], standing: Sequence[QuotedContradiction], scope: SearchScope
) -> list[Line]:
    """A line for each statement that contradicts one on which `lines` rest, with its words as its source.

    Not of a drug or an illness that is not asked about, although the same words name it too, nor of days
    outside the scope. Where the answer rests on both statements it is the earlier that is told.
    """
    rests_on = {_place(quote) for each in lines for quote in each.quotes}
    against: dict[_Place, Quote] = {}
    for one in standing:
        places = [_place(quote) for quote in one.quotes]
        if not rests_on.intersection(places) or not _is_about(asked, one.concept):
            continue
        other = one.quotes[1 if places[1] not in rests_on else 0]
        if _is_within(other, scope):
            against.setdefault(_place(other), other)
    return [_against(quote, asked) for quote in against.values()]


def _against(quote: Quote, asked: Lookup) -> Line:
    words = " ".join(quote.text.split())
    if quote.day is None:
        return line("contradicted.by_record", asked.language, (quote,), words=words)
    code = "contradicted.by_file" if quote.kind == "attachment" else "contradicted"
    return line(code, asked.language, (quote,), words=words, day=quote.day)


def _is_about(asked: Lookup, concept: str) -> bool:
    named = {*asked.drugs, *asked.problems}
    return not named or concept in named or concept == ANYTHING


def _is_within(quote: Quote, scope: SearchScope) -> bool:
    if quote.day is None:
        return scope.includes(quote.kind)
    return (scope.since is None or quote.day >= scope.since) and (
        scope.until is None or quote.day <= scope.until
    )


def _place(quote: Quote) -> _Place:
    return quote.source_id, quote.version, quote.field, quote.start, quote.end
