"""Adds to a looked-up answer that another note of the client contradicts it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from core.contradictions.dto import QuotedContradiction
from core.facts.dto import ANYTHING
from core.facts.quoting import Quote
from core.ids import ClientId
from core.lookup.dto import Line, Lookup
from core.lookup.wording import line
from core.sources.dto import SearchScope

MOST_CLIENTS = 20
"""The number of clients in a list that are checked: about a millisecond each."""
_QuoteKey = tuple[object, ...]


def disputed(
    asked: Lookup, lines: Sequence[Line], standing: Sequence[QuotedContradiction], scope: SearchScope
) -> list[Line]:
    """A line for each statement that contradicts one behind `lines`, with its words as its source.

    Not for a drug or an illness that is not asked about, although it has the same words, nor for days outside
    the scope. If the answer rests on both statements, the earlier is reported.
    """
    rests_on = {_place(quote) for each in lines for quote in each.quotes}
    found = [one for one in _against(asked, rests_on, standing) if _is_within(one, scope)]
    return [_line(one, asked) for one in found]


def disputed_of_clients(
    asked: Lookup,
    lines: Sequence[Line],
    standing_of: Callable[[ClientId], Sequence[QuotedContradiction]],
    names: Mapping[ClientId, str],
) -> list[Line]:
    """The same for a list of clients, each line with a name; for the first `MOST_CLIENTS`."""
    rests_on = {_place(quote) for each in lines for quote in each.quotes}
    clients = list(dict.fromkeys(quote.client_id for each in lines for quote in each.quotes))
    return [
        _line(quote, asked, names.get(client_id, ""))
        for client_id in clients[:MOST_CLIENTS]
        for quote in _against(asked, rests_on, standing_of(client_id))
    ]


def _against(
    asked: Lookup, rests_on: Collection[_QuoteKey], standing: Sequence[QuotedContradiction]
) -> list[Quote]:
    """The contradictions of the statements at these positions, each quote once."""
    found: dict[_QuoteKey, Quote] = {}
    for one in standing:
        first, second = one.quotes
        if not {_place(first), _place(second)}.isdisjoint(rests_on) and _is_about(asked, one):
            other = first if _place(second) in rests_on else second
            found.setdefault(_place(other), other)
    return list(found.values())


def _line(quote: Quote, asked: Lookup, name: str = "") -> Line:
    code = {"client": "contradicted.by_record", "attachment": "contradicted.by_file"}.get(
        quote.kind, "contradicted"
    )
    words = " ".join(quote.text.split())
    values = {"words": words} if quote.day is None else {"words": words, "day": quote.day}
    if name:
        return line(f"{code}.of", asked.language, (quote,), name=name, **values)
    return line(code, asked.language, (quote,), **values)


def _is_about(asked: Lookup, one: QuotedContradiction) -> bool:
    named = {*asked.drugs, *asked.problems}
    told = {one.concept, one.values.get("against", one.concept)}
    return not named or not told.isdisjoint(named) or one.concept == ANYTHING


def _is_within(quote: Quote, scope: SearchScope) -> bool:
    if quote.day is None:
        return scope.includes(quote.kind)
    return (scope.since is None or quote.day >= scope.since) and (
        scope.until is None or quote.day <= scope.until
    )


def _place(quote: Quote) -> _QuoteKey:
    return quote.source_id, quote.version, quote.field, quote.start, quote.end
