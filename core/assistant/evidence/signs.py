"""Features that indicate that a chart does not answer a question, each explainable in words.

None of them proves it; `core.assistant.evidence.abstention` sums them up. Features without effect on held-out
questions were removed (decision 0047).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from core.assistant.evidence.kinds import WEIGHTS, Kind, is_of_a_note, kind_of
from core.assistant.evidence.people import asked_of, is_named
from core.assistant.evidence.reported import COMING, is_coming, tells_finding
from core.assistant.evidence.subjects import SURE, Subjects, drug_lexemes, is_amount
from core.assistant.evidence.times import DaysAsked, is_time, may_be_of_days
from core.assistant.spans import as_read, sentence_spans
from core.clinical_language.scope import Target, governing
from core.clinical_language.statements import Statement, statement_of
from core.language.lexemes import note_lexemes
from core.retrieval.dto import Hit

NAMED_KINDS: tuple[Kind, ...] = ("drug", "test", "problem", "specialist", "abbreviation")
"""Kinds with a fixed name: notes hardly ever use other words for them that no table contains."""
_OPEN = frozenset({"certainty", "condition", "action", "topic", "order", "course"})
"""Groups of cues under which an illness is suspected, not found."""
_HALF_HELD = 1.5
"""How fast the certainty that a word is missing falls with the certainty of a similar one."""
_MISSING = 0.5
"""From this certainty a missing word is named to the reader."""
_NEARLY = 0.9
"""Of the share of the best sentence: with less, a sentence is about something else."""
_PLANS_ANSWER = frozenset({"asks for advice", "asks of a case", "condition"})
"""Advice is about the future, so a plan is the answer; plans have what is done in a hypothetical case."""
_ORDERS = frozenset({"asks of an order", "considered", "refused"})
_FINDINGS = frozenset({"asks for a finding", "result"})
_OTHER = {"left": frozenset({"right"}), "right": frozenset({"left"})}
_SAME_SUBJECT = 0.5
"""Of the share of the best sentence: with less, a sentence of the right days is about something else."""


@dataclass(frozen=True)
class Said:
    """A sentence that was found, its field, and the groups of the question that it contains."""

    text: str
    field: str
    held: dict[int, float]
    passage: int
    day: date | None = None

    @cached_property
    def statement(self) -> Statement:
        return statement_of(self.text)

    @property
    def says(self) -> frozenset[str]:
        return self.statement.says


class ScopedQuestion:
    """A question over a scope. `mentioned`: how certainly each group occurs anywhere; None: as found."""

    def __init__(
        self,
        question: str,
        subjects: Subjects,
        hits: Sequence[Hit],
        mentioned: Sequence[float] | None,
        days: DaysAsked | None = None,
    ) -> None:
        self.question = question
        self.asked = statement_of(question)
        self.days = days
        self.subjects = subjects
        self.kinds: tuple[Kind, ...] = tuple(kind_of(subjects, place) for place in range(len(subjects.names)))
        self.said = tuple(
            Said(read, hit.passage.field, subjects.held(read), number, hit.passage.day)
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

    def gives_time(self, place: int) -> bool:
        """Whether a group only gives the time of the question."""
        if is_time(self.subjects.names[place]):
            return True
        clause = None if self.days is None else self.days.clause
        return clause is not None and clause[0] <= self.subjects.places[place] < clause[1]

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
        "other_time": float(_is_other_time(asked)),
    }


def _is_unreported(asked: ScopedQuestion) -> bool:
    """Whether a result is asked for, and the test is only mentioned as planned."""
    says = asked.asked.says
    if not _PLANS_ANSWER.isdisjoint(says):
        return False
    problems = asked.asked.names("problem")
    tests = [place for place in asked.telling if _is_measured(asked, place)]
    asks_for_result = "asks for no result" not in says and _ORDERS.isdisjoint(says)
    if "repeat" in says and tests and asks_for_result:
        repeated = _of_the_repeat(asked, tests)
        return not any(_tells(one, problems) or _tells_a_repeat(one) for one in repeated)
    if "asks whether done" in says and _is_carried_out(asked):
        about = _nearest(asked, list(asked.telling))
        return bool(about) and not any(_tells(one, problems) or _is_done(one) for one in about)
    if ("asks what" in says and not _FINDINGS.isdisjoint(says)) or "asks for all findings" in says:
        about = _nearest(asked, list(range(len(asked.kinds))))
    elif "asks for a result" in says or not _FINDINGS.isdisjoint(says):
        tests = [
            place for place in asked.telling if asked.kinds[place] == "test" and place not in asked.absent
        ]
        about = _nearest(asked, tests[:1])
    else:
        return False
    return bool(about) and not any(_tells(one, problems) for one in about)


def _of_the_repeat(asked: ScopedQuestion, tests: Sequence[int]) -> list[Said]:
    """The sentences on the tests after the first day with a result, and those that tell a repeated one."""
    since = None if asked.days is None else asked.days.since
    near = _nearest(asked, tests)
    about = [one for one in near if since is None or (one.day is not None and one.day >= since)]
    first = min((one.day for one in about if one.day is not None and _tells(one, frozenset())), default=None)
    passages = {one.passage for one in about}
    return [
        one
        for one in asked.said
        if (one in about and first is not None and one.day is not None and one.day > first)
        or (one in about and "repeat" in one.says)
        or (one.passage in passages and _tells_a_repeat(one))
    ]


def _tells_a_repeat(one: Said) -> bool:
    """`Repeat same day 4.4`, which a plan would only ask for."""
    return one.field != "plan" and "repeated" in one.says and bool(one.statement.amounts)


def _is_measured(asked: ScopedQuestion, place: int) -> bool:
    """Whether a group is a test or has a level: `vitamin D` is a drug too."""
    return asked.kinds[place] in ("test", "abbreviation") or bool(_measures(asked.subjects.names[place]))


def _is_carried_out(asked: ScopedQuestion) -> bool:
    """Whether the question is about something ordered that others carry out: a test, a specialist, a vaccine.

    Not about an order itself, nor about a drug: that it is ordered is how notes tell that it is taken.
    """
    if not _ORDERS.isdisjoint(asked.asked.says):
        return False
    names = [asked.subjects.names[place] for place in asked.telling]
    kinds = [asked.kinds[place] for place in asked.telling]
    once = ["given once" in statement_of(name).says for name in names]
    if any(kind == "drug" and not each for kind, each in zip(kinds, once, strict=True)):
        return False
    return (
        any(once) or not {"test", "specialist"}.isdisjoint(kinds) or "asks of a service" in asked.asked.says
    )


def _is_of_another(asked: ScopedQuestion) -> bool:
    """Whether a relative's health is asked about, and no relevant sentence is about that relative."""
    who = asked_of(asked.question)
    if who is None:
        return False
    about = [one for one in asked.said if is_named(who, one.text)]
    if "death" in asked.asked.says:
        return not any("death" in one.says for one in about)
    rest = [place for place in asked.telling if not is_named(who, asked.subjects.names[place])]
    named = [place for place in rest if asked.kinds[place] in (*NAMED_KINDS, "body")]
    if named or "asks yes or no" in asked.asked.says:
        return not any(one.held.get(place, 0.0) >= SURE for one in about for place in named or rest)
    if "asks for a drug" in asked.asked.says:
        return not any(_names_a_drug(one.text) for one in about)
    return not about


def _is_other_side(asked: ScopedQuestion) -> bool:
    """Whether one side of the body is asked about, and only the other side is mentioned."""
    sides = asked.asked.names("side") - ({"right"} if "at once" in asked.asked.says else set())
    if len(sides) != 1 or "both" in sides:
        return False
    about = _nearest(asked, list(asked.telling))
    return bool(about) and all(_OTHER[side] == one.statement.names("side") for side in sides for one in about)


def _is_other_time(asked: ScopedQuestion) -> bool:
    """Whether a drug or a test of some time is asked for, and only other times are told of it.

    Anything else may be told in other words. So may a value without its name (`148/92 sitting`): a sentence
    of that time with a number that belongs to nothing else leaves it open.
    """
    days = asked.days
    if days is None:
        return False
    subject = [place for place in asked.telling if not asked.gives_time(place)]
    wanted = [
        place
        for place in subject
        if asked.kinds[place] in ("drug", "test") or _measures(asked.subjects.names[place])
    ]
    shares = [asked.share({k: v for k, v in one.held.items() if k in wanted}) for one in asked.said]
    best = max(shares, default=0.0)
    measures = asked.asked.names("measure")
    # What was taken before may be taken still.
    drugs = any(asked.kinds[place] == "drug" for place in wanted)
    return best > 0 and not any(
        (
            share >= _SAME_SUBJECT * best
            or not one.statement.names("measure").isdisjoint(measures)
            or (bool(measures) and _has_value_of_nothing(one.statement))
        )
        and (may_be_of_days(one.text, one.day, days) or (drugs and _is_before(one, days)))
        for one, share in zip(asked.said, shares, strict=True)
    )


def _is_before(one: Said, days: DaysAsked) -> bool:
    return days.since is not None and (one.day is None or one.day < days.since)


def _has_value_of_nothing(said: Statement) -> bool:
    """Whether the first thing a sentence has is a number: a value whose name stands elsewhere."""
    named = said.of_kind("measure", "drug", "test")
    return any(one.kind != "time" and all(at.first > one.first for at in named) for one in said.amounts[:1])


def _measures(name: str) -> frozenset[str]:
    """The measures of a group, in all their abbreviations: `BM` is the glucose."""
    return statement_of(name).names("measure")


def _is_done(one: Said) -> bool:
    """Whether a sentence tells that something was carried out: by its words, or in the past tense."""
    return "done" in one.says or any(
        word.text.endswith("ed") and len(word.text) > 3 and COMING.isdisjoint(statement_of(word.text).says)
        for word in one.statement.words
    )


def _tells(one: Said, problems: frozenset[str]) -> bool:
    """Whether a sentence reports something, possibly an illness other than `problems`."""
    if not is_coming(one.statement, field=one.field) or tells_finding(one.statement):
        return True
    return _names_a_problem(one.statement, problems)


def _names_a_problem(said: Statement, asked: frozenset[str]) -> bool:
    """Whether an illness is reported that is not in `asked`, neither suspected nor hypothetical."""
    named = [one for one in said.of_kind("problem") if one.name not in asked]
    found = [Target(one.first, one.last) for one in named]
    scopes = said.scopes(found)
    return any(_OPEN.isdisjoint(governing(scopes, target)) for target in found)


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
