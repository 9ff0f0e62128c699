"""Who, when and from what: small words that a false sentence keeps, attached to another word.

`Switched from losartan to lisinopril` holds every word of its opposite. So does `before meals` of a note that
says after, `her brother has diabetes` of one about her mother, and a month beside the value of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.assistant.verification.differences.additions import unbounded
from core.assistant.verification.differences.agents import done_by_another
from core.assistant.verification.differences.bindings import bound_otherwise
from core.assistant.verification.differences.denials import denied_more_widely
from core.assistant.verification.differences.directions import directed_otherwise
from core.assistant.verification.differences.disagreements import OPPOSITES
from core.assistant.verification.differences.framing import framed_otherwise
from core.assistant.verification.differences.relatives import of_another_relative
from core.assistant.verification.differences.slots import said_of_another_part
from core.assistant.verification.differences.tenses import past_told_as_present
from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import CLAUSE_END, SENTENCE_END, around, pieces
from core.assistant.verification.reading.quantities import Quantity
from core.assistant.verification.reading.words import Word
from core.modality import Modality

_DOUBLE = re.compile(
    r"\b(?:not|never|n['’]t|cannot|does not|did not)\s+(?:\w+\s+)?(?:den(?:y|ies|ied|ying)|without|absent"
    r"|negative|free of|rule[ds]? out|excluded?)\b|n['’]t den(?:y|ied)"
    r"|\bden(?:y|ies|ied)\s+(?:no|not|having no|never)\b|\b(?:no|without) (?:absence|lack|denial) of\b"
    r"|(?<![א-ת])לא (?:שולל|שוללת|מכחיש|מכחישה|נשלל|נשללה)(?![א-ת])",
    re.IGNORECASE,
)
_SWITCH = re.compile(
    r"\b(?:switch|chang|transition|convert|replac|mov)(?:ed|e|es"
    r"|ing|s)?\b|\b(?:went|going|goes)(?= from\b)|הוחלף|הוחלפה",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\b(?P<old>.*?)\b(?:to|with|by)\b(?P<new>.*)", re.IGNORECASE | re.DOTALL)
_TO = re.compile(r"\b(?:to|with|by)\b|(?<![א-ת])[לב](?=[א-ת-])", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(?:(?P<before>before|prior to)|(?P<after>after|following))\b"
    r"|(?<![א-ת])(?:(?P<before_he>לפני)|(?P<after_he>אחרי|לאחר))(?![א-ת])",
    re.IGNORECASE,
)


_ALL = re.compile(r"\b(?:all|every|entire(?:ly)?|complete(?:ly)?)\b|(?<![א-ת])כל(?![א-ת])", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?:some|few|most|part(?:ly|ial|ially)?|mostly)\b|(?<![א-ת])(?:חלק|רוב|מקצת)(?![א-ת])", re.IGNORECASE
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|nothing but)\b|(?<![א-ת])רק(?![א-ת])", re.IGNORECASE)
_LATE = re.compile(
    r"\b(?:latest|last|current(?:ly)?|now|today|recent(?:ly)?|final)\b|אחרון|אחרונה|כעת|היום", re.I
)
_EARLY = re.compile(
    r"\b(?:earliest|first|initial(?:ly)?|previous(?:ly)?|prior|baseline)\b|ראשון|ראשונה|קודם", re.I
)
_STATUSES = frozenset({Modality.STARTED, Modality.STOPPED, Modality.CONTINUED})


def relation_problem(stated: Claims, noted: Claims) -> str | None:
    """What a sentence attaches otherwise than the words it cites, as a code; None for nothing."""
    if (_DOUBLE.search(stated.text) is None) != (_DOUBLE.search(noted.text) is None):
        return "negation_mismatch"
    if denied_more_widely(stated, noted):
        return "negation_mismatch"
    if of_another_relative(stated, noted) or done_by_another(stated, noted):
        return "subject_mismatch"
    if _other_way_round(stated, noted) or _ordered_otherwise(stated, noted) or _opposite_of_it(stated, noted):
        return "status_mismatch"
    if _ONLY.search(stated.text) and not _ONLY.search(noted.text):
        return "unsupported_words"
    if _of_other_extent(stated, noted) or _status_of_another(stated, noted):
        return "status_mismatch"
    if framed_otherwise(stated, noted) or past_told_as_present(stated, noted):
        return "status_mismatch"
    if said_of_another_part(stated, noted):
        return "number_of_another"
    if directed_otherwise(stated, noted) or unbounded(stated, noted):
        return "unsupported_words"
    if bound_otherwise(stated, noted) or _dated_otherwise(stated, noted) or _of_another_time(stated, noted):
        return "number_of_another"
    return None


def _stands(term: Word, claims: Claims) -> bool:
    return not term.forms.isdisjoint(claims.forms)


def _switched(text: str) -> Iterator[tuple[range, range]]:
    """Of every switch the places of the old and of the new."""
    for cue in _SWITCH.finditer(text):
        start, end = around(SENTENCE_END, text, cue.start())
        both = _FROM_TO.search(text, cue.end(), end)
        if both is not None:
            yield range(*both.span("old")), range(*both.span("new"))
        elif (to := _TO.search(text, cue.start(), end)) is not None:
            yield range(start, to.start()), range(to.end(), end)


def _other_way_round(stated: Claims, noted: Claims) -> bool:
    """Whether something is new here and old there, or had there and given up for something else."""
    there = list(_switched(noted.text))
    if not there:
        return False
    here = list(_switched(stated.text))
    ended = bool(stated.modalities.cues) and not here
    for drug in stated.drugs:
        places = [word.start for word in noted.drugs if word.same_as(drug)]
        if not places:
            continue
        only_old = all(any(at in old for old, _ in there) for at in places)
        only_new = all(any(at in new for _, new in there) for at in places)
        if any(drug.start in new for _, new in here) and only_old:
            return True
        if any(drug.start in old for old, _ in here) and only_new:
            return True
        if not here and not ended and only_old:
            return True
    return False


def _orders(claims: Claims) -> list[tuple[str, Word, str]]:
    """Every `before` and `after` with the word it leads to, and the number nearest before it, if any."""
    found: list[tuple[str, Word, str]] = []
    for cue in _ORDER.finditer(claims.text):
        name = (cue.lastgroup or "").removesuffix("_he")
        _, end = around(SENTENCE_END, claims.text, cue.start())
        leads = next((word for word in claims.terms_in_order if cue.end() <= word.start < end), None)
        start, _ = around(CLAUSE_END, claims.text, cue.start())
        numbers = [one for one in claims.quantities if start <= one.start < cue.start() and not one.dated]
        if leads is not None:
            found.append((name, leads, min(numbers[-1].values) if numbers else ""))
    return found


def _ordered_otherwise(stated: Claims, noted: Claims) -> bool:
    there = _orders(noted)
    for name, word, number in _orders(stated):
        same_word = [one for one in there if one[1].same_as(word)]
        same = [one for one in same_word if one[0] == name]
        if same_word and not same:
            return True
        if number and same and all(one[2] not in ("", number) for one in same):
            return True
    return False


def _opposite_of_it(stated: Claims, noted: Claims) -> bool:
    """Whether the words say the opposite of the same thing, and what the sentence says of another."""
    clauses = [noted.of(noted.text[piece.start : piece.stop]) for piece in pieces(noted.text)]
    for pair in OPPOSITES:
        for said, against in (pair, pair[::-1]):
            if said.isdisjoint(stated.forms) or not against.isdisjoint(stated.forms):
                continue
            so = [one for one in clauses if not said.isdisjoint(one.forms)]
            not_so = [one for one in clauses if not against.isdisjoint(one.forms)]
            if any(all(not term.forms.isdisjoint(said) for term in one.terms) for one in so):
                continue
            about = [term for term in stated.terms if term.forms.isdisjoint(said)]
            if any(
                any(_stands(term, one) for one in not_so) and so and not any(_stands(term, one) for one in so)
                for term in about
            ):
                return True
    return False


def _of_other_extent(stated: Claims, noted: Claims) -> bool:
    """Whether all are said of what some are noted of, or some of what all are."""
    return any(
        one.search(stated.text) and not one.search(noted.text) and other.search(noted.text)
        for one, other in ((_ALL, _SOME), (_SOME, _ALL))
    )


def _status_of_another(stated: Claims, noted: Claims) -> bool:
    """Whether a drug was begun, stopped or goes on here and another of these, in its own clause, there."""
    there = list(_statuses(noted))
    return any(
        same and all(kinds.isdisjoint(other) for other in same)
        for drug, kinds in _statuses(stated)
        for same in ([other for name, other in there if name.same_as(drug)],)
    )


def _statuses(claims: Claims) -> Iterator[tuple[Word, frozenset[Modality]]]:
    """Of every clause with one drug what is said of it, if anything."""
    for piece in pieces(claims.text):
        drugs = [drug for drug in claims.drugs if drug.start in piece]
        kinds = frozenset(kind for kind, start, _ in claims.modalities.cues if start in piece) & _STATUSES
        if len(drugs) == 1 and kinds:
            yield drugs[0], kinds


def _of_another_time(stated: Claims, noted: Claims) -> bool:
    """Whether the latest value is told as the first, or the first as the latest."""
    for one, other in ((_LATE, _EARLY), (_EARLY, _LATE)):
        if not one.search(stated.text) or other.search(stated.text) or not one.search(noted.text):
            continue
        for value in (each for each in stated.quantities if not each.dated):
            told = [
                noted.text[piece.start : piece.stop]
                for piece in pieces(noted.text)
                for each in noted.quantities
                if each.start in piece and each.values == value.values
            ]
            if told and all(other.search(clause) and not one.search(clause) for clause in told):
                return True
    return False


def _dated_otherwise(stated: Claims, noted: Claims) -> bool:
    """Whether a value stands beside another date in a note that gives several values with their dates."""
    dates = [one for one in noted.quantities if one.dated]
    values = [one for one in noted.quantities if not one.dated and one.role not in ("from", "to")]
    told = [one for one in stated.quantities if one.dated]
    if len(dates) < 2 or len(values) < 2 or len(told) != 1:
        return False
    clauses = list(pieces(noted.text))
    for value in (one for one in stated.quantities if not one.dated and not _in_a_name(stated, one)):
        same = [one.start for one in values if (one.values, one.unit) == (value.values, value.unit)]
        beside = [piece for piece in clauses if any(start in piece for start in same)]
        dated = [[one for one in dates if one.start in piece] for piece in beside]
        if beside and all(found and not _same_date(told[0].values, found) for found in dated):
            return True
    return False


def _in_a_name(claims: Claims, quantity: Quantity) -> bool:
    """Whether a number is of a name: `PHQ-9`."""
    return re.search(r"[^\W\d_]-$", claims.text[: quantity.start]) is not None


def _same_date(values: frozenset[str], found: Sequence[object]) -> bool:
    return any(
        one.endswith(other.lstrip("-")) or other.endswith(one.lstrip("-")) or one[:7] == other[:7]
        for quantity in found
        for one in values
        for other in getattr(quantity, "values", ())
    )
