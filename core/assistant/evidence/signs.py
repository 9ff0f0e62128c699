"""Features that indicate that a chart does not answer a question, each explainable in words.

None of them proves it; `core.assistant.evidence.abstention` sums them up. Features without effect on held-out
questions were removed (decision 0047).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from core.assistant.evidence.kinds import WEIGHTS, Kind, is_of_a_note, kind_of
from core.assistant.evidence.people import asked_of, is_named
from core.assistant.evidence.reported import is_coming, names_person, tells_finding
from core.assistant.evidence.subjects import SURE, Subjects, drug_lexemes, is_amount
from core.assistant.spans import as_read, sentence_spans
from core.clinical_language.scope import Target, governing
from core.clinical_language.statements import statements
from core.language.lexemes import note_lexemes
from core.retrieval.dto import Hit

NAMED_KINDS: tuple[Kind, ...] = ("drug", "test", "problem", "specialist", "abbreviation")
"""Kinds with a fixed name: notes hardly ever use other words for them that no table contains."""
_ADVISED = re.compile(
    r"\b(?:advi[sc]\w*|recommend\w*|suggest\w*|think|thought|plan\w*)\b|המליצ|הציע|יעצ", re.IGNORECASE
)
"""Advice is about the future, so a plan is the answer."""
_OPEN = frozenset({"certainty", "condition", "action", "topic", "order", "course"})
"""Groups of cues under which an illness is suspected, not found."""
_IF = re.compile(r"^\W*(?:when|should)\b|\bif\b|(?<![א-ת])אם(?![א-ת])", re.IGNORECASE)
"""Actions in a hypothetical case are found in plans."""
_HALF_HELD = 1.5
"""How fast the certainty that a word is missing falls with the certainty of a similar one."""
_MISSING = 0.5
"""From this certainty a missing word is named to the reader."""
_NEARLY = 0.9
"""Of the share of the best sentence: with less, a sentence is about something else."""
_SHOWN = re.compile(
    r"^\W*(?:and )?what (?:did|was|were|is|are)\b.*"
    r"\b(?:show|find|found|reveal|demonstrate|grow|say|conclude|advise|recommend|suggest|think|come back"
    r"|results?"
    r"|findings?)\b"
    r"|^\W*how did .*\b(?:go|turn out|come out|come back)\b|\bresults? of\b|\b(?:results?|findings?)\W*$"
    r"|^\W*(?:מה|מהן|מהי|מהו|אילו)\s.{0,12}(?:תוצא|הרא[התו]|מצא|ממצא|אמר|המליצ|קבע)",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:show(?:ed|n)?|find|found|reveal\w*|demonstrate\w*|gr[eo]w|c[ao]me back|results?|findings?"
    r"|confirm\w*|say|said|advised?|recommend\w*|turn(?:ed)? out|positive|negative|levels?|count|read(?:ing)?"
    r"|score|titer|titre|genotype|status|set at)\b"
    r"|הרא[התו]|מצא[הו]?(?![א-ת])|תוצא|אמר[הו]?(?![א-ת])|העל[התו]|ממצא|רמת|ערך",
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
_NAME_ASKED = re.compile(r"\bnames?\b|\bcalled\b|^\W*מה שמ?[ווה]?(?![א-ת])", re.IGNORECASE)
_SIDE = re.compile(
    r"\b(?P<left>left)\b|\b(?P<right>right)\b(?! (?:now|away|after|before))"
    r"|(?<![א-ת])[ובהלמ]{0,2}(?:(?P<left_he>שמאל(?:י|ית)?)|(?P<right_he>ימין|ימני|ימנית))(?![א-ת])",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\bbilateral|\bboth\b|\beither\b|דו[\s-]?צדדי|שני הצדדים|שתי", re.IGNORECASE)
_SHORT_SIDE = {"left": re.compile(r"\b(?:L|Lt|lt|l\.)\b"), "right": re.compile(r"\b(?:R|Rt|rt|r\.)\b")}


_DIED = re.compile(
    r"\b(?:die[ds]?|death|dead|deceased|passed|killed|suicide|widow\w*|late|lost)\b|נפטר|מת(?:ה"
    r"|ו)?(?![א-ת])|מות|אלמנ|התאבד",
    re.IGNORECASE,
)
_DRUG = re.compile(r"\b(?:drugs?|medic\w+|pills?|tablets?)\b|תרופ|כדור", re.IGNORECASE)
_ABOUT = 0.4
"""Of the question: with less of it, a sentence is about something else."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that was found, its field, and the groups of the question that it contains."""

    text: str
    field: str
    held: dict[int, float]
    passage: int


class ScopedQuestion:
    """A question over a scope. `mentioned`: how certainly each group occurs anywhere; None: as found."""

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
    def found(self) -> tuple[float, ...]:
        """How certainly each group occurs in a sentence that was found (0 to 1)."""
        return tuple(
            max((one.held.get(place, 0.0) for one in self.said), default=0.0)
            for place in range(len(self.kinds))
        )

    @property
    def finds_words(self) -> bool:
        """Whether any sentence found contains a word of the question; numbers do not count."""
        telling = [place for place, name in enumerate(self.subjects.names) if not is_amount(name)]
        return any(self.found[place] >= SURE for place in telling or range(len(self.kinds)))

    @cached_property
    def best(self) -> tuple[float, ...]:
        """How certainly each group is mentioned (0 to 1)."""
        if self._mentioned is None:
            return self.found
        return tuple(
            here if self.subjects.has_bare_number(place) else max(here, there)
            for place, (here, there) in enumerate(zip(self.found, self._mentioned, strict=True))
        )

    @cached_property
    def absent(self) -> tuple[int, ...]:
        """The indices of the groups that are not mentioned."""
        return tuple(
            place for place, sure in enumerate(self.best)
            if sure < SURE
            and not is_of_a_note(self.subjects.names[place])
            and not (self.kinds[place] == "drug" and self.names_drug(place))
        )  # fmt: skip

    def absent_of(self, kind: Kind) -> tuple[int, ...]:
        """The indices of the groups of a kind that are not mentioned."""
        return tuple(place for place in self.absent if self.kinds[place] == kind)

    def lack(self, places: Sequence[int]) -> float:
        """How certain it is that one of the groups is not mentioned: less if a word of its phrase or the root
        of a Hebrew word is (0 to 1).
        """
        return max((1.0 - min(1.0, _HALF_HELD * self.best[place]) for place in places), default=0.0)

    @property
    def missing(self) -> tuple[str, ...]:
        """The question's words that are certainly not mentioned, without frame words."""
        return tuple(
            self.subjects.names[place] for place in self.telling
            if place in self.absent and self.lack([place]) >= _MISSING
        )  # fmt: skip

    @property
    def telling(self) -> tuple[int, ...]:
        """The indices of the groups that name the subject."""
        return tuple(place for place, kind in enumerate(self.kinds) if kind != "frame")

    def share(self, held: dict[int, float]) -> float:
        """The share of the question contained in `held`, by the weights of its groups (0 to 1)."""
        whole = sum(WEIGHTS[kind] for kind in self.kinds)
        return (
            sum(WEIGHTS[self.kinds[place]] * sure for place, sure in held.items()) / whole if whole else 0.0
        )

    def names_drug(self, place: int) -> bool:
        """Whether a sentence found names a drug of a group."""
        return any(self.subjects.holds_drug(place, one.text) for one in self.said)


def signs_of(asked: ScopedQuestion) -> dict[str, float]:
    """Every feature except the missing kind of value, each 0 to 1."""
    return {
        **{f"{kind}_absent": asked.lack(asked.absent_of(kind)) for kind in NAMED_KINDS},
        "unreported": float(_is_unreported(asked)),
        "of_another": float(_is_of_another(asked)),
        "other_side": float(_is_other_side(asked)),
        "nobody": float(_names_nobody(asked)),
    }


def _is_unreported(asked: ScopedQuestion) -> bool:
    """Whether a result is asked for, and the test is only mentioned as planned."""
    if _IF.search(asked.question) or _ADVISED.search(asked.question):
        return False
    if _SHOWN.search(asked.question):
        about = _nearest(asked, list(range(len(asked.kinds))))
    elif _FOUND.search(asked.question):
        tests = [
            place for place in asked.telling if asked.kinds[place] == "test" and place not in asked.absent
        ]
        about = _nearest(asked, tests[:1])
    else:
        return False
    named = (one for each in statements(asked.question, "question") for one in each.of_kind("problem"))
    problems = frozenset(one.name for one in named)
    return bool(about) and not any(_tells(one, problems) for one in about)


def _is_of_another(asked: ScopedQuestion) -> bool:
    """Whether a relative's health is asked about, and no relevant sentence is about that relative."""
    who = asked_of(asked.question)
    if who is None:
        return False
    about = [one for one in asked.said if is_named(who, one.text)]
    if _DIED.search(asked.question):
        return not any(_DIED.search(one.text) for one in about)
    rest = [place for place in asked.telling if not is_named(who, asked.subjects.names[place])]
    named = [place for place in rest if asked.kinds[place] in (*NAMED_KINDS, "body")]
    if named or _YES_NO.search(asked.question):
        return not any(one.held.get(place, 0.0) >= SURE for one in about for place in named or rest)
    if _DRUG.search(asked.question):
        return not any(_names_a_drug(one.text) for one in about)
    return not about


def _is_other_side(asked: ScopedQuestion) -> bool:
    """Whether one side of the body is asked about, and only the other side is mentioned."""
    found = _SIDE.search(asked.question)
    if found is None:
        return False
    side = "left" if found["left"] or found["left_he"] else "right"
    other = "right" if side == "left" else "left"
    about = _nearest(asked, list(asked.telling))
    return bool(about) and all(
        _has_side(one.text, other) and not _has_side(one.text, side) and not _BOTH.search(one.text)
        for one in about
    )


def _has_side(text: str, side: str) -> bool:
    return _SHORT_SIDE[side].search(text) is not None or any(
        found[side] or found[f"{side}_he"] for found in _SIDE.finditer(text)
    )


def _tells(one: Said, problems: frozenset[str]) -> bool:
    """Whether a sentence reports something, possibly an illness other than `problems`."""
    if not is_coming(one.text, field=one.field) or tells_finding(one.text):
        return True
    return _names_a_problem(one.text, problems)


def _names_a_problem(text: str, asked: frozenset[str]) -> bool:
    """Whether an illness is reported that is not in `asked`, neither suspected nor hypothetical."""
    for statement in statements(text, "plan"):
        named = [one for one in statement.of_kind("problem") if one.name not in asked]
        found = [Target(one.first, one.last) for one in named]
        scopes = statement.scopes(found)
        if any(_OPEN.isdisjoint(governing(scopes, target)) for target in found):
            return True
    return False


def _nearest(asked: ScopedQuestion, places: Sequence[int]) -> list[Said]:
    """The sentences with most of the groups `places`, by weight at least half of them."""
    shares = [asked.share({k: v for k, v in one.held.items() if k in places}) for one in asked.said]
    whole = asked.share(dict.fromkeys(places, 1.0))
    best = max(shares, default=0.0)
    if not whole or best < whole / 2:
        return []
    return [one for one, share in zip(asked.said, shares, strict=True) if share >= _NEARLY * best]


def _names_a_drug(text: str) -> bool:
    """Whether any drug in the tables is named."""
    return not drug_lexemes().isdisjoint(note_lexemes(text))


def _names_nobody(asked: ScopedQuestion) -> bool:
    """Whether the question asks who somebody is, and the relevant sentences name no person."""
    if _WHO.search(asked.question) is None:
        return False
    best = max((asked.share(one.held) for one in asked.said), default=0.0)
    about = [one.text for one in asked.said if best >= _ABOUT and asked.share(one.held) >= 0.6 * best]
    by_name = _NAME_ASKED.search(asked.question) is not None
    return bool(about) and not any(names_person(text, by_name=by_name) for text in about)
