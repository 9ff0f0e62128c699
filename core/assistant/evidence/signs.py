"""What speaks for a chart being silent on a question: a few numbers, each of which can be said in words.

None of them proves it. `core.assistant.evidence.weighing` adds them up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from core.assistant.evidence.kinds import WEIGHTS, Kind, is_of_a_note, kind_of
from core.assistant.evidence.reported import holds_finding, is_coming, names_person, tells_finding
from core.assistant.evidence.subjects import SURE, Subjects
from core.assistant.spans import as_read, sentence_spans
from core.retrieval.dto import Hit

_IF = re.compile(r"^\W*(?:when|should)\b|\bif\b|(?<![א-ת])אם(?![א-ת])", re.IGNORECASE)
_VACCINE = re.compile(r"vaccin|immuni[sz]|\bjabs?\b|\bshots?\b|חיסו", re.IGNORECASE)
"""What is called after the illness, not by a name of its own."""
"""What is done in some case is said in a plan."""
_FEW = 2
"""Of a question of so few telling words each counts."""
_HALF_HELD = 1.5
"""How fast it grows less sure that a word is missing with how surely something like it is mentioned."""
_OWN_WORDS = 0.7
"""So sure is a word that means the same; a kind of it is less so."""
_MISSING = 0.5
"""So surely a word must be missing to be named to the reader."""
_FOUND = re.compile(
    r"\b(?:show(?:ed|n)?|find|found|reveal\w*|demonstrate\w*|gr[eo]w|c[ao]me back|results?|findings?"
    r"|confirm\w*|say|said|advised?|recommend\w*|turn(?:ed)? out|positive|negative|levels?|count|read(?:ing)?"
    r"|score|titer|titre|genotype|status|set at)\b"
    r"|הרא[התו]|מצא[הו]?(?![א-ת])|תוצא|אמר[הו]?(?![א-ת])|העל[התו]|ממצא|רמת|ערך",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"^\W*(?:what(?:['’]s| is| was| were| are)"
    r"|how (?:much|many|big|tall|heavy|high|low|thick|old|long|wide|large)|which"
    r"|what (?!did|does|do|has|had)\w+|(?:his|her|the|last|latest|most recent|current)\b"
    r"|(?:[\w'-]+ ){1,3}(?:dose|level|result|score)s?\W*$)"
    r"|^\W*(?:מה|מהו|מהי|כמה|איזה|איזו|באיזה|באיזו|אילו|לאילו)(?![א-ת])",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^\W*(?:is|was|are|were|does|did|do|has|had|have|any|ever|can|could)\b|^\W*(?:האם|יש)(?![א-ת])",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^\W*(?:who|whose)\b|\bname of\b|\b(?:is|was) (?:he|she|\w+ \w+) called\b"
    r"|^\W*מי(?![א-ת])|^\W*מה שמ?[ווה]?(?![א-ת])",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\W*what (?:did|was|were|is)\b.*"
    r"\b(?:show|find|reveal|demonstrate|grow|come back|results?|value|levels?|count)\b"
    r"|\W*(?:מה|מהן|מהי)\s+(?:ה?תוצא|הרא|מצא|רמת|ערך)",
    re.IGNORECASE,
)
"""A question after what a test showed, which has to be called by its name."""
_OPEN = re.compile(
    r"\W*(?:why|how (?:does|did|do|is|was|come)|what (?:happened|made|caused|helps?))\b"
    r"|\W*(?:למה|מדוע|איך|כיצד|מה קרה)(?![א-ת])",
    re.IGNORECASE,
)
"""What is asked like this may be told in any words."""
_NAME_ASKED = re.compile(r"\bnames?\b|\bcalled\b|^\W*מה שמ?[ווה]?(?![א-ת])", re.IGNORECASE)
_MEASURED = re.compile(
    r"^\W*(?:what(?:['’]s| is| was| were| are)(?!.*\b(?:plan|done|given|started|prescribed|tried|added"
    r"|advised|for|to do"
    r"|treatment|medic\w+|therapy|tablets?|pills?)\b)"
    r"|how (?:much|tall|heavy|high|low|thick)|(?:his|her|the|last|latest)\b)"
    r"|^\W*(?:מה|מהו|מהי|כמה)(?![א-ת])(?! (?:זמן|קיבל|נתנו|ניתן|ה?תוכנית|ה?תכנית|עושים|לעשות|עזר|גרם)\S*)",
    re.IGNORECASE,
)
_ABOUT = 0.4
"""Of the question: less of it, and a sentence is about something else."""
_WHICH = re.compile(r"^\W*(?:which|what)\s+$|^\W*(?:איזה|איזו|אילו)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that was found, in which field, with the groups of the question that it holds."""

    text: str
    field: str
    held: dict[int, float]
    passage: int


class Asked:
    """A question over a scope. `mentioned`: how surely each group stands anywhere in it; None: as found."""

    def __init__(
        self, question: str, subjects: Subjects, hits: Sequence[Hit], mentioned: Sequence[float] | None
    ) -> None:
        self.question = question
        self.subjects = subjects
        self.kinds: tuple[Kind, ...] = tuple(kind_of(subjects, place) for place in range(len(subjects.names)))
        self.said = tuple(
            Said(read, hit.passage.field, subjects.held(read), number)
            for number, hit in enumerate(hits)
            for span in sentence_spans(hit.passage)
            for read in (as_read(span.text, hit.passage.field),)
        )
        self._mentioned = mentioned

    @cached_property
    def best(self) -> tuple[float, ...]:
        """How surely each group is mentioned (0 to 1)."""
        found = tuple(
            max((one.held.get(place, 0.0) for one in self.said), default=0.0)
            for place in range(len(self.kinds))
        )
        if self._mentioned is None:
            return found
        return tuple(
            here if self.subjects.has_bare_number(place) else max(here, there)
            for place, (here, there) in enumerate(zip(found, self._mentioned, strict=True))
        )

    @cached_property
    def absent(self) -> tuple[int, ...]:
        """The places of the groups that are not mentioned."""
        return tuple(
            place for place, sure in enumerate(self.best)
            if sure < SURE
            and not is_of_a_note(self.subjects.names[place])
            and not (self.kinds[place] == "drug" and self.names_drug(place))
        )  # fmt: skip

    def absent_of(self, kind: Kind) -> tuple[int, ...]:
        """The places of the groups of a kind that are not mentioned."""
        return tuple(place for place in self.absent if self.kinds[place] == kind)

    def lack(self, places: Sequence[int]) -> float:
        """How sure it is that one of some groups is not mentioned: less where a word of its phrase or the
        root of a Hebrew word is (0 to 1).
        """
        return max((1.0 - min(1.0, _HALF_HELD * self.best[place]) for place in places), default=0.0)

    @property
    def missing(self) -> tuple[str, ...]:
        """The question's own words for what is surely not mentioned, frames left out."""
        return tuple(
            self.subjects.names[place] for place in self.telling
            if place in self.absent and self.lack([place]) >= _MISSING
        )  # fmt: skip

    @property
    def names_mentioned(self) -> bool:
        """Whether a drug or a clinical term of the question is mentioned."""
        return any(
            kind in ("drug", "term") and place not in self.absent for place, kind in enumerate(self.kinds)
        )

    @property
    def telling(self) -> tuple[int, ...]:
        """The places of the groups that say what is asked about."""
        return tuple(place for place, kind in enumerate(self.kinds) if kind != "frame")

    def share(self, held: dict[int, float]) -> float:
        """How much of the question is held, by the weights of its groups (0 to 1)."""
        whole = sum(WEIGHTS[kind] for kind in self.kinds)
        return (
            sum(WEIGHTS[self.kinds[place]] * sure for place, sure in held.items()) / whole if whole else 0.0
        )

    def names_drug(self, place: int) -> bool:
        """Whether a sentence found names a drug of a group."""
        return any(self.subjects.holds_drug(place, one.text) for one in self.said)

    def has_member(self, place: int) -> bool:
        """Whether a kind of what a group means is mentioned rather than the group's own words."""
        name = self.subjects.names[place]
        return SURE <= self.best[place] < _OWN_WORDS or _VACCINE.search(name) is not None


def absence_signs(asked: Asked) -> dict[str, float]:
    """What words of the question are nowhere mentioned, each 0 to 1."""
    telling = asked.telling
    few = len(telling) <= _FEW
    value, yes_no = _VALUE.search(asked.question) is not None, _YES_NO.search(asked.question) is not None
    words = asked.absent_of("word")
    drug, term = asked.lack(asked.absent_of("drug")), asked.lack(asked.absent_of("term"))
    absent = [place for place in telling if place in asked.absent]
    whole = sum(WEIGHTS[asked.kinds[place]] for place in telling) or 1.0
    nothing = min(map(asked.lack, ([place] for place in absent)), default=0.0)
    nothing = nothing if len(absent) == len(telling) else 0.0
    return {
        "drug_absent": drug,
        "term_absent": term,
        "named_absent_of_few": max(drug, term) if few else 0.0,
        "words_absent": min(1.0, len(words) / 2),
        "nothing_mentioned": nothing,
        "only_words_asked": nothing if not (drug or term) else 0.0,
        "open": float(bool(absent) and _OPEN.match(asked.question) is not None),
        "nothing_mentioned_value": nothing if value and (drug or term) else 0.0,
        "nothing_mentioned_yes_no": nothing if yes_no else 0.0,
        "test_absent": float(_SHOWN.match(asked.question) is not None and 2 * len(absent) >= len(telling)),
        "absent_share": sum(WEIGHTS[asked.kinds[place]] * asked.lack([place]) for place in absent) / whole,
    }


def value_signs(asked: Asked) -> dict[str, float]:
    """What is mentioned without what is asked of it, each 0 or 1."""
    return {
        "unreported": float(is_unreported(asked)),
        "valueless": float(_is_valueless(asked)),
        "class_only": float(_is_class_only(asked)),
        "nobody": float(_names_nobody(asked)),
    }


def is_unreported(asked: Asked) -> bool:
    """Whether a result is asked for, and all that is said of the test is that it shall be done."""
    tests = [place for place, kind in enumerate(asked.kinds) if kind == "term" and place not in asked.absent]
    if not tests or _FOUND.search(asked.question) is None or _IF.search(asked.question):
        return False
    best = max((asked.share(one.held) for one in asked.said), default=0.0)
    about = [
        one for one in asked.said
        if asked.share(one.held) >= 0.8 * best and one.held.get(tests[0], 0.0) >= SURE
    ]  # fmt: skip
    return bool(about) and not any(_is_finding(one) for one in about)


def _is_finding(one: Said) -> bool:
    return not is_coming(one.text, field=one.field) or tells_finding(one.text)


def _is_valueless(asked: Asked) -> bool:
    """Whether a measured thing is mentioned, and nowhere with a value or a verdict near it."""
    terms = [place for place, kind in enumerate(asked.kinds) if kind == "term" and place not in asked.absent]
    if not terms or len(asked.telling) > _FEW or _MEASURED.search(asked.question) is None:
        return False
    about = [one for one in asked.said if one.held.get(terms[0], 0.0) >= SURE]
    return bool(about) and not any(
        holds_finding(one.text, start, end)
        for one in about
        for start, end in asked.subjects.marks_of(terms[0], one.text)
    )


def _is_class_only(asked: Asked) -> bool:
    """Whether it is asked which drug of a class, and none is named."""
    for place, name in enumerate(asked.subjects.names):
        if asked.subjects.is_class(place) and _WHICH.match(asked.question[: asked.question.find(name)]):
            return not asked.names_drug(place) and not asked.has_member(place)
    return False


def _names_nobody(asked: Asked) -> bool:
    """Whether it is asked who somebody is, and nobody is named where that is spoken of."""
    if _WHO.search(asked.question) is None:
        return False
    best = max((asked.share(one.held) for one in asked.said), default=0.0)
    about = [one.text for one in asked.said if best >= _ABOUT and asked.share(one.held) >= 0.6 * best]
    by_name = _NAME_ASKED.search(asked.question) is not None
    return bool(about) and not any(names_person(text, by_name=by_name) for text in about)
