"""Finds what a sentence and the words it cites say differently of the same thing, and names it by a code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.assistant.verification.differences.allergies import allergic_otherwise
from core.assistant.verification.differences.numbers_of import out_of_order, same_owner
from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import CLAUSE_END, around
from core.assistant.verification.reading.comparing import Match, dated_near, match
from core.assistant.verification.reading.quantities import Quantity, of_day
from core.assistant.verification.reading.sides import side_agrees
from core.assistant.verification.reading.words import Word, words
from core.modality import Modality

OPPOSITES = tuple(
    tuple(
        frozenset(form for word in words(side) for form in word.forms)
        for side in line.split("/")
    )
    for line in (
        "increased increase raised higher more/decreased decrease reduced lowered lower less",
        "improved improving better/worse worsened worsening", "high elevated/low", "positive/negative",
        "normal/abnormal", "started start begun/stopped stop discontinued", "morning/evening night bedtime",
        "before/after", "stable/unstable", "acute/chronic", "upper/lower", "medial/lateral",
        "anterior/posterior",
        "עלה הועלה/ירד הורד הופחת", "תקין תקינה/לקוי לקויה פתולוגי", "בוקר/ערב לילה", "חיובי/שלילי",
    )
)  # fmt: skip
"""Words that a changed sentence puts in each other's place, and that a neighbouring sentence may lend."""

Noted = tuple[Claims, date | None]
"""Cited words and the day their note bears."""


def stands_in(term: Word, noted: Claims) -> bool:
    """Whether a word, or what is known to mean the same, is among those of `noted`."""
    return not term.forms.isdisjoint(noted.forms)


def quantities_of(noted: Claims, day: date | None) -> list[Quantity]:
    """The quantities of cited words, the day of their note among them."""
    found = [dated_near(quantity, day) for quantity in noted.quantities]
    return found + ([of_day(day)] if day is not None else [])


def number_problem(stated: Claims, chosen: Sequence[Noted]) -> str | None:
    """A number, unit or date that the cited words lack, or that they give of something else."""
    for quantity in stated.quantities:
        carriers = [one for one in chosen if match(quantity, quantities_of(*one)) is Match.SAME]
        if not carriers:
            return _missing(quantity, chosen)
        if quantity.dated and not any(_date_of_it(stated, quantity, *one) for one in carriers):
            return "date_mismatch"
        if not any(same_owner(stated, quantity, noted) for noted, _ in carriers):
            return "number_of_another"
    return "number_of_another" if any(out_of_order(stated, noted) for noted, _ in chosen) else None


def side_problem(stated: Claims, noted: Sequence[Claims]) -> str | None:
    """A side must stand in a text that holds its word too; no other source can lend it."""
    for side in stated.sides:
        about = [claims for claims in noted if side.of is None or stands_in(side.of, claims)]
        if about and not any(side_agrees(side, claims.sides) for claims in about):
            return "side_mismatch"
    return None


def modality_problem(stated: Claims, noted: Claims, heading: Claims | None = None) -> str | None:
    """What one text denies, stops, only considers or says of a relative and the other does not."""
    if _differs(Modality.NEGATED, stated, noted) or _denied_otherwise(stated, noted):
        return "negation_mismatch"
    if _differs(Modality.STOPPED, stated, noted) or _differs(Modality.CONSIDERED, stated, noted):
        return "status_mismatch"
    if _begun_otherwise(stated, noted):
        return "status_mismatch"
    above = heading.modalities if heading is not None else None
    if _of_relatives(stated, noted, headed=above is not None and above.has(Modality.FAMILY)):
        return "subject_mismatch"
    headed = above is not None and above.has(Modality.ALLERGY)
    return "subject_mismatch" if allergic_otherwise(stated, noted, headed=headed) else None


def other_drug(stated: Claims, noted: Claims) -> bool:
    """Whether the cited words lack a drug of the sentence and name one that it does not."""
    lacking = any(not stands_in(drug, noted) for drug in stated.drugs)
    return lacking and any(not stands_in(drug, stated) for drug in noted.drugs)


def opposite(stated: Claims, noted: Claims) -> bool:
    """Whether the cited words lack a word of the sentence and have its opposite, which it lacks."""
    return any(
        not one.isdisjoint(stated.forms) and one.isdisjoint(noted.forms)
        and not other.isdisjoint(noted.forms) and other.isdisjoint(stated.forms)
        for pair in OPPOSITES
        for one, other in (pair, pair[::-1])
    )  # fmt: skip


def _missing(quantity: Quantity, chosen: Sequence[Noted]) -> str:
    noted = [other for one in chosen for other in quantities_of(*one)]
    if match(quantity, noted) is Match.OTHER_UNIT:
        return "unit_mismatch"
    return "date_mismatch" if quantity.dated else "unsupported_number"


def _date_of_it(stated: Claims, quantity: Quantity, noted: Claims, day: date | None) -> bool:
    """False where a date is only that of the note, while the words themselves give another."""
    written = [dated_near(one, day) for one in noted.quantities if one.dated]
    if not written or match(quantity, written) is Match.SAME:
        return True
    return all(match(dated_near(one, day), [dated_near(s, day) for s in stated.quantities]) is Match.SAME
               or any(match(s, [one]) is Match.SAME for s in stated.quantities if s.dated)
               for one in written)  # fmt: skip


def _differs(kind: Modality, stated: Claims, noted: Claims) -> bool:
    """Whether a word is under a denial (a stop) in one text and never so in the other."""
    if not stated.modalities.has(kind) and not noted.modalities.has(kind):
        return False
    if stated.modalities.has(kind) and not noted.modalities.has(kind):
        return True
    for term in stated.terms:
        here = {kind in stated.modalities.of(word) for word in stated.words if word.same_as(term)}
        there = {kind in noted.modalities.of(word) for word in noted.words if word.same_as(term)}
        if there and here.isdisjoint(there):
            return True
    return False


def _denied_otherwise(stated: Claims, noted: Claims) -> bool:
    """Whether a stop or a start is itself denied in one text only, or a denial has lost what it denied."""
    for kind in (Modality.STOPPED, Modality.STARTED, Modality.CONTINUED, Modality.ALLERGY):
        here, there = _denied_cues(stated, kind), _denied_cues(noted, kind)
        if here and there and here.isdisjoint(there):
            return True
    if _denies_no_word(stated):
        return not _denies_no_word(noted)
    return _denied_as_a_whole(stated, noted)


def _denied_as_a_whole(stated: Claims, noted: Claims) -> bool:
    """Whether a denial of frame words alone is of what the sentence tells: `MRI was not done`."""
    for kind, start, end in noted.modalities.spans:
        goes_on = any(
            what == Modality.CONTINUED and at <= start <= to for what, at, to in noted.modalities.cues
        )
        if (
            kind != Modality.NEGATED
            or goes_on
            or any(start <= word.start < end for word in noted.terms_in_order)
        ):
            continue
        begin, stop = around(CLAUSE_END, noted.text, max(0, start - 1))
        told = [word for word in noted.words if begin <= word.start < stop]
        for term in stated.terms:
            mentions = [word for word in noted.words if word.same_as(term)]
            if mentions and all(word in told for word in mentions):
                return True
    return False


def _denied_cues(claims: Claims, kind: Modality) -> set[bool]:
    denied = [(start, end) for what, start, end in claims.modalities.spans if what == Modality.NEGATED]
    return {
        any(start <= at < end for start, end in denied)
        for what, at, _ in claims.modalities.cues
        if what == kind
    }


def _denies_no_word(claims: Claims) -> bool:
    return any(
        kind == Modality.NEGATED and not any(start <= term.start < end for term in claims.terms)
        for kind, start, end in claims.modalities.spans
    )


def _begun_otherwise(stated: Claims, noted: Claims) -> bool:
    """Whether one says that something was begun and the other only that it goes on."""
    here, there = stated.modalities, noted.modalities
    for said, against in (
        (Modality.STARTED, Modality.CONTINUED),
        (Modality.CONTINUED, Modality.STARTED),
        (Modality.STARTED, Modality.STOPPED),
    ):
        if here.has(said) and not there.has(said) and there.has(against) and not here.has(against):
            return True
    return False


def _of_relatives(stated: Claims, noted: Claims, *, headed: bool) -> bool:
    """Whether what is said is of a relative in one text and of the patient in the other."""
    of_family = any(kind == Modality.FAMILY for kind, _, _ in stated.modalities.spans)
    told = any(kind == Modality.FAMILY for kind, _, _ in noted.modalities.spans)
    if of_family and not headed and not told and not noted.modalities.has(Modality.FAMILY):
        return True
    if headed:
        return not stated.modalities.has(Modality.FAMILY)
    for term in stated.terms:
        here = {_of_family(stated, word) for word in stated.words if word.same_as(term)}
        there = {_of_family(noted, word) for word in noted.words if word.same_as(term)}
        if there and here.isdisjoint(there):
            return True
    return False


def _of_family(claims: Claims, word: Word) -> bool:
    return Modality.FAMILY in claims.modalities.of(word)
