"""What a question asks for besides its words: an order, days, a list of clients, a kind of answer.

Understood from the question alone, by readable rules, and shown to the user, who can switch it off. Rules
that could be wrong prefer passages instead of filtering them.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date

from core.clinical_language.modality import Modality, modalities
from core.language.lexemes import question_query
from core.language.query import Query
from core.language.vocabulary import Vocabulary
from core.retrieval.dto import Reading
from core.retrieval.understanding.dates_meant import DatesMeant, dates_meant
from core.retrieval.understanding.drug_uses import NO_DRUGS, Named, usual_drugs
from core.retrieval.understanding.listing_words import lists_clients, what_is_listed, without_frame
from core.retrieval.understanding.question_parts import parts_of
from core.retrieval.understanding.question_words import FIRST, LATEST, Order, expected_of, order_of

_PARTS = re.compile(
    r"[,;]\s*(?:and|but)?\s*(?:which|what|when|how|who|why|where|is|are|was|were|does|did|has|have)\b"
    r"|\band (?:which|what|when|how|who|why|where)\b|\?.*\?|[,;]\s*ו?(?:מה|מתי|איזה|איזו|כמה|האם|למה)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    `asked` is its text without the words that were understood otherwise, `query` the lexical groups of that.
    `since` and `until` limit the days: a filter if `firm`, else a preference. `yearless`: they were named
    without a year. `listing`: every client is searched completely, for `query` or for any of `or_else`.
    `expects`: kinds of answer, see `expected_of`. `spoken`: what is shown to the user. `parts`: the questions
    it consists of, none if it is one. `drugs`: the usual ones, if it asks what is taken for something.
    """

    text: str
    query: Query
    or_else: tuple[Query, ...] = ()
    asked: str = ""
    order: Order | None = None
    since: date | None = None
    until: date | None = None
    firm: bool = True
    yearless: bool = False
    listing: bool = False
    expects: frozenset[str] = frozenset()
    drugs: Named = NO_DRUGS
    spoken: tuple[Reading, ...] = ()
    parts: tuple[Question, ...] = ()

    @property
    def words(self) -> Query:
        """Every searched word, for highlighting."""
        return Query(tuple(group for query in (self.query, *self.or_else) for group in query.groups))

    @property
    def dated(self) -> bool:
        """Whether days were understood."""
        return self.since is not None or self.until is not None


def as_asked(text: str, *, vocabulary: Vocabulary) -> Question:
    """The question with only its words and the kind of its answer understood."""
    query = question_query(text, vocabulary)
    return Question(
        text=text, query=query, asked=text, expects=expected_of(text), drugs=usual_drugs(text, query)
    )


def understand(text: str, *, today: date, vocabulary: Vocabulary, practice: bool = False) -> Question:
    """What `text` asks for. Only a question over the whole practice can ask for a list of clients."""
    asked = _understood(text, today=today, vocabulary=vocabulary, practice=practice)
    if asked.listing:
        return asked
    parts = (_understood(part, today=today, vocabulary=vocabulary, practice=False) for part in parts_of(text))
    return dataclasses.replace(asked, parts=tuple(parts))


def _understood(text: str, *, today: date, vocabulary: Vocabulary, practice: bool) -> Question:
    listing = practice and lists_clients(text)
    parts = _PARTS.search(text) is not None
    order = None if listing and order_of(text) == "first" else order_of(text)
    days = None if parts else dates_meant(text, today=today)
    asked = _without(text, days, order)
    ways = what_is_listed(asked) if listing else (asked,)
    queries = tuple(question_query(way, vocabulary) for way in ways)
    drugs = NO_DRUGS if listing else usual_drugs(text, queries[0])
    return Question(
        text=text,
        query=queries[0] or question_query(text, vocabulary),
        or_else=queries[1:],
        asked=without_frame(asked) if listing else asked,
        order=order,
        since=days.since if days else None,
        until=days.until if days else None,
        firm=days.firm if days else True,
        yearless=days.yearless if days else False,
        listing=listing,
        expects=expected_of(text),
        drugs=drugs,
        spoken=_spoken(order, days, listing, negated=listing and _denies(text)),
    )


def _without(text: str, days: DatesMeant | None, order: Order | None) -> str:
    """The text without the words understood as days and order; all of it if nothing would remain."""
    rest = text
    if days is not None and days.firm:
        rest = rest[: days.start] + " " + rest[days.end :]
    if order is not None:
        rest = (LATEST if order == "latest" else FIRST).sub(" ", rest)
    rest = " ".join(rest.split())
    return rest if re.search(r"\w{2}", rest) else text


def _denies(text: str) -> bool:
    """Whether it asks for clients without something; an allergy that forbids it counts as having it."""
    said = modalities(text)
    return said.has(Modality.NEGATED) and not said.has(Modality.ALLERGY)


def _spoken(
    order: Order | None, days: DatesMeant | None, listing: bool, *, negated: bool
) -> tuple[Reading, ...]:
    said: list[Reading] = []
    if listing:
        said.append(Reading("listing"))
    if negated:
        said.append(Reading("negation"))
    if order is not None:
        said.append(Reading(order))
    if days is not None:
        said.append(dates_reading(days))
    return tuple(said)


def dates_reading(days: DatesMeant) -> Reading:
    """How understood days are shown to the user."""
    if not days.firm:
        return Reading("preferred", days.since, days.until, days.yearless)
    if days.since is not None and days.until is not None:
        return Reading("between", days.since, days.until, days.yearless)
    if days.since is not None:
        return Reading("since", days.since, yearless=days.yearless)
    return Reading("until", None, days.until, days.yearless)
