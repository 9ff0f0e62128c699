"""What kind of thing each word of a question is: what tells a follow-up from a question of its own.

`attribute` words ask something of a thing that has to be named (`dose`, `since`, `side effects`); a question
that holds nothing else cannot be answered by itself. The kinds of things are those of the search tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from core.assistant.evidence.subjects import drug_lexemes
from core.retrieval.language import hebrew
from core.retrieval.language.stop_words import QUESTION_FRAMES
from core.retrieval.language.tokens import Token, forms_of, tokens
from core.retrieval.language.vocabulary.graph import term_of
from core.retrieval.language.vocabulary.tables import DRUGS, read_table

Kind = Literal["small", "frame", "attribute", "drug", "body", "condition", "test", "other"]
NAMES = frozenset({"drug", "body", "condition", "test", "other"})
"""The kinds that name something: a question with such words can be answered by itself."""

_TABLES: tuple[tuple[str, Kind], ...] = (
    ("anatomy.txt", "body"),
    ("conditions.txt", "condition"),
    ("symptoms.txt", "condition"),
    ("procedures.txt", "test"),
    ("measures.txt", "test"),
    ("drug_classes.txt", "drug"),
    (DRUGS, "drug"),
)

_ATTRIBUTES = """
dose doses dosage strength mg milligrams amount quantity frequency often times daily long duration length
course side effect effects reaction since start started starting begin began stop stopped stopping finish
finished change changed increase increased raise raised reduce reduced decrease decreased lower lowered
switch switched continue continued work working help helped helping improve improved improving improvement
better worse worsen worsened resolve resolved settle settled go gone away reason cause caused causes bad
severe severity mild result results show showed shown find found finding findings come came turn say said
says mean confirm confirmed level reading value normal abnormal positive negative date day year month week
ago before after again yet ever earlier later previous previously today yesterday left right both bilateral
same other else happen happened prescribe prescribed prescribes give given treat treated treatment treating
plan planned plans follow followed outcome diagnosis diagnosed diagnose complication complications type kind
size big large wide measure measured prescriber refer referred order ordered try tried morning night evening
exactly really many much use used using repeat repeated check checked recur recurred return returned detail
details new old actually first second third test tests done do need needed keep keeping want add added
advise advised recommend recommended suggest suggested replace replaced put place placed wrong matter strong
weak puff puffs tablet tablets pill pills capsule capsules unit units drop drops not no without make made
think thought happening מינון כמות תדירות משך זמן תופעת תופעות לוואי התחיל התחילה התחלנו החל הפסיק הפסיקה
הופסק הופסקה שונה השתנה העלו הועלה הורידו הורד ירד ירדה עלה עלתה עזר עזרה השתפר השתפרה שיפור החמיר החמירה
חלף חלפה עבר עברה סיבה תוצאה תוצאות הראה הראתה ממצא ממצאים נמצא תאריך יום שנה חודש שבוע צד שמאל ימין לפני
אחרי קודם שוב טיפול טופל תוכנית תכנית אבחנה אובחן אובחנה סיבוכים סוג גודל חומרה ניתן ניתנה נרשם נרשמה רשם
הועלה פעם פעמים נוטל נוטלת לוקח לוקחת קיבל קיבלה בוקר ערב לילה חזר חזרה תקין תקינה עדיין הבא הבאה לאן ממי
למי במי אצל במה ממה הוחלף הוחלפה לא אין קרה קרתה עדכני see seen saw look looked ביקור ביקורים פגישה
instead because במקום
"""

_WEAK = """
treatment plan diagnosis result results test tests complication complications findings outcome טיפול תוכנית
תכנית אבחנה תוצאה תוצאות סיבוכים ממצאים
"""
"""Attributes that a question of its own may ask of the client: `What is his diagnosis?`"""


_DOERS = frozenset("he she we they you i how".split())
_MAYBE_DOERS = frozenset("it what which who that to".split())
_AFTER_VERBS = frozenset("the a an his her their it him them this that on about to in with at".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a known term at `[start, end)`."""

    start: int
    end: int
    text: str
    kind: Kind

    @property
    def names(self) -> bool:
        return self.kind in NAMES


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text`; several that are one term of the tables as one."""
    return tuple(_words(text, list(tokens(text))))


def nouns_of(text: str) -> tuple[Word, ...]:
    """The words of `text` that name something, without those which by their place are verbs."""
    words = words_of(text)
    return tuple(word for place, word in enumerate(words) if word.names and not _is_verb(words, place))


def _is_verb(words: Sequence[Word], place: int) -> bool:
    """Whether a word asks or tells rather than names: `hurt` of `did she hurt it`, `settles` of `what settles
    the cramps`, `line` of `to line the gullet`, `low` of `how low`.
    """
    if place == 0 or words[place].kind in ("drug", "body"):
        return False
    before = words[place - 1].text.casefold()
    after = words[place + 1].text.casefold() if place + 1 < len(words) else ""
    if before in _DOERS or (before == "to" and not after):
        return True
    return before in _MAYBE_DOERS and after in _AFTER_VERBS


def drugs_in(text: str) -> tuple[str, ...]:
    """The drugs that `text` names, as the tables write them, each once, in order."""
    written = _written_drugs()
    found = (written.get(lexeme) for token in tokens(text) for lexeme in forms_of(token.written)[:1])
    return tuple(dict.fromkeys(name for name in found if name is not None))


def is_weak(word: Word) -> bool:
    """Whether an attribute may be asked of the client rather than of a thing."""
    return not _lexemes(_WEAK).isdisjoint(forms_of(word.text))


def _words(text: str, found: Sequence[Token]) -> Iterator[Word]:
    at = 0
    while at < len(found):
        length, kind = _known(found, at)
        last = found[at + length - 1]
        yield Word(found[at].start, last.end, text[found[at].start : last.end], kind)
        at += length


def _known(found: Sequence[Token], at: int) -> tuple[int, Kind]:
    """How many words the longest known term is that begins here, and its kind."""
    plain = _plain(found[at])
    if plain == "small":
        return 1, plain
    for reading in _readings(found[at]):
        for term, kind in _terms().get(reading, ()):
            if not _stands(term, found, at):
                continue
            if any(_plain(token) in NAMES for token in found[at : at + len(term)]):
                return len(term), kind
    return 1, plain


def _plain(token: Token) -> Kind:
    if not token.lexemes:
        return "small"
    forms = [form for form in token.lexemes if not form.startswith(hebrew.SKELETON_MARK)]
    readings = forms if hebrew.is_hebrew(token.written) else forms[:1]
    if not _lexemes(_ATTRIBUTES).isdisjoint(readings):
        return "attribute"
    if not QUESTION_FRAMES.isdisjoint(readings):
        return "frame"
    if any(reading in drug_lexemes() for reading in readings):
        return "drug"
    return "other"


def _stands(term: tuple[str, ...], found: Sequence[Token], at: int) -> bool:
    return at + len(term) <= len(found) and all(
        lexeme in _readings(found[at + step]) for step, lexeme in enumerate(term)
    )


def _readings(token: Token) -> tuple[str, ...]:
    forms = forms_of(token.written)
    if not hebrew.is_hebrew(token.written):
        return forms[:1]
    return tuple(form for form in forms if not form.startswith(hebrew.SKELETON_MARK))


@cache
def _lexemes(words: str) -> frozenset[str]:
    """The lexemes of a list of words; of Hebrew ones as they stand, without the readings of prefixes."""
    return frozenset(form for word in words.split() for form in forms_of(word)[:1])


@cache
def _terms() -> dict[str, list[tuple[tuple[str, ...], Kind]]]:
    """The terms of the tables by their first word, the longest first."""
    found: dict[str, dict[tuple[str, ...], Kind]] = {}
    for table, kind in _TABLES:
        for row in read_table(table):
            for text in (*row.terms, *row.narrower):
                if term := term_of(text):
                    found.setdefault(term[0], {}).setdefault(term, kind)
    return {first: sorted(terms.items(), key=lambda one: -len(one[0])) for first, terms in found.items()}


@cache
def _written_drugs() -> dict[str, str]:
    """The names of drugs as the tables write them, by lexeme."""
    found: dict[str, str] = {}
    for row in read_table(DRUGS):
        for text in row.terms:
            if " " not in text:
                found.setdefault(forms_of(text)[0], text)
    return found
