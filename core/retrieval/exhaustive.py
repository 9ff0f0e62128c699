"""Which clients something holds for: every client is searched completely, and results are grouped.

A ranking has no threshold. A list needs one, so a passage counts if it contains most of the question's words
by their rarity, directly or as synonyms, or if its meaning is so close that it must be a paraphrase. Negated
passages are shown last and marked.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from core.clinical_language.modality import Modalities, Modality, modalities
from core.ids import ClientId, PassageId
from core.language.marking import matched_spans
from core.language.query import Group, Query
from core.retrieval.collapsing import is_among, without_repeats
from core.retrieval.dto import ClientGroup, Hit
from core.retrieval.memory.scored import Scored
from core.retrieval.question import Question
from core.retrieval.ranking import Ranked

SURE = 0.5
"""A word that only possibly means what was asked for (a part of its phrase, a wider term) does not count."""
HELD = 0.58
"""The share of the question that a passage must contain."""
NEAR = 0.66
"""The cosine from which a passage counts as a paraphrase."""
BEST_OF_EACH = 3
_MANY_CLIENTS = 100
"""With more clients only the best passage of each is kept."""
_LOOKED_AT_OF_EACH = 20
_HEADING = re.compile(r"^[ \t]*(?:[A-Z][A-Z /&-]{2,40}:?|[^\n.]{2,40}:)[ \t]*$", re.MULTILINE)
"""A line in capitals, or one that ends in a colon."""
_FIRST_LIMIT = 1_000
_WIDER = 8


def sure_query(query: Query) -> Query:
    """The query with only those alternatives that certainly mean what was asked for."""
    groups = (
        Group(group.source, tuple(one for one in group.alternatives if one.weight >= SURE))
        for group in query.groups
    )
    return Query(tuple(group for group in groups if group.alternatives)) or query


def every_candidate(candidates: Callable[[int], list[Scored]], *, most: int) -> list[Scored]:
    """Every passage that may count: calls `candidates` with growing limits until neither index cuts off
    relevant passages. `most` is the number of passages.
    """
    limit = _FIRST_LIMIT
    while True:
        found = candidates(limit)
        worded = sum(one.lexical is not None for one in found)
        near = sum(one.dense is not None and one.dense >= NEAR for one in found)
        if max(worded, near) < limit or limit >= most:
            return found
        limit = min(limit * _WIDER, most)


def holds(scored: Scored) -> bool:
    """Whether a passage asserts or negates what was asked for."""
    covered = scored.lexical.coverage if scored.lexical is not None else 0.0
    return covered >= HELD or (scored.dense is not None and scored.dense >= NEAR)


def grouped(ordered: Sequence[Ranked], question: Question) -> tuple[ClientGroup, ...]:
    """The clients with a passage in `ordered` (best first) that matches, most certain first."""
    of_client: dict[ClientId, list[Ranked]] = {}
    for one in ordered:
        if holds(one.scored):
            of_client.setdefault(one.scored.client_id, []).append(one)
    most = BEST_OF_EACH if len(of_client) <= _MANY_CLIENTS else 1
    return _in_order({client_id: _hits(theirs, question, most) for client_id, theirs in of_client.items()})


def united(found: Iterable[tuple[ClientGroup, ...]]) -> tuple[ClientGroup, ...]:
    """Merges the groups of several phrasings, each client and each passage once."""
    of_client: dict[ClientId, dict[PassageId, Hit]] = {}
    for groups in found:
        for group in groups:
            hits = of_client.setdefault(group.client_id, {})
            for hit in group.hits:
                if not is_among(hit.passage, [known.passage for known in hits.values()]):
                    hits[hit.passage.passage_id] = hit
    return _in_order(of_client)


def one_list(groups: Sequence[ClientGroup], nearest: Sequence[Hit], limit: int) -> tuple[Hit, ...]:
    """The best passage of each client first, then their other passages, then the nearest remaining ones;
    `limit` in total.

    `nearest` are the hits of a plain ranking, so that the list hides none of them.
    """
    listed = [group.hits[0] for group in groups]
    listed += [hit for group in groups for hit in group.hits[1:] if not hit.denies]
    known = [hit.passage for hit in listed]
    listed += [hit for hit in nearest if not is_among(hit.passage, known)]
    return tuple(dataclasses.replace(hit, rank=rank) for rank, hit in enumerate(listed[:limit], start=1))


def denied(text: str, question: Question, asked: Modalities, *, heading: str = "") -> bool:
    """Whether `text` under `heading` negates everything that was asked for: denied, stopped, an allergy to
    it, or of a relative. False if the question itself (`asked`) asks for that.
    """
    if asked.has(Modality.NEGATED):
        return False
    said = modalities(text)
    above = modalities(heading)
    sentence_bound = [one for one in (Modality.ALLERGY, Modality.FAMILY) if not asked.has(one)]
    governed = [
        (start, end)
        for kind, start, end in said.spans
        if kind in (Modality.NEGATED, Modality.STOPPED) and not asked.has(kind)
    ]
    governed += [_sentence(text, start, end) for kind, start, end in said.cues if kind in sentence_bound]
    governed += [(0, len(text)) for kind in sentence_bound if above.has(kind)]
    # Words are only matched if a cue governs anything: in most passages none does.
    spans = matched_spans(text, sure_query(question.words)) if governed else ()
    return bool(spans) and all(any(start <= at < end for start, end in governed) for at, _ in spans)


def _hits(ordered: Sequence[Ranked], question: Question, most: int) -> dict[PassageId, Hit]:
    """The best `most` of a client, negated ones only if there are too few others.

    Of several, the best of each field comes first: the complaint and its diagnosis.
    """
    affirmed: list[Hit] = []
    others: list[Hit] = []
    asked = modalities(question.text)
    for hit in without_repeats(ordered[:_LOOKED_AT_OF_EACH], 2 * BEST_OF_EACH, order=question.order):
        denies = denied(hit.passage.text, question, asked, heading=hit.passage.heading)
        (others if denies else affirmed).append(dataclasses.replace(hit, denies=denies))
    return {hit.passage.passage_id: hit for hit in (_by_field(affirmed) + others)[:most]}


def _by_field(hits: list[Hit]) -> list[Hit]:
    """The best of each field first."""
    first = {hit.passage.field: hit for hit in reversed(hits)}
    return sorted(hits, key=lambda hit: first[hit.passage.field] is not hit)


def _in_order(of_client: Mapping[ClientId, Mapping[PassageId, Hit]]) -> tuple[ClientGroup, ...]:
    """Most certain first, within and among the groups; negated ones last."""
    groups = []
    for client_id, hits in of_client.items():
        best = sorted(hits.values(), key=lambda hit: (hit.denies, -hit.score))[:BEST_OF_EACH]
        groups.append(ClientGroup(client_id, tuple(best)))
    return tuple(sorted(groups, key=_order))


def _order(group: ClientGroup) -> tuple[bool, float, str]:
    best = group.hits[0]
    return best.denies, -best.score, str(group.client_id)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a cue; for a cue in a heading all text under it."""
    headings = [(found.start(), found.end()) for found in _HEADING.finditer(text)]
    if any(first <= start < last for first, last in headings):
        return start, min((first for first, _ in headings if first > start), default=len(text))
    first = max((text.rfind(mark, 0, start) + 1 for mark in (". ", "\n", "; ")), default=0)
    after = (found for mark in (". ", "\n", "; ") if (found := text.find(mark, end)) >= 0)
    return first, min(after, default=len(text))
