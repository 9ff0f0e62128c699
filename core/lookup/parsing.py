"""From a question as typed to the lookup it is; None for every question that asks for more than structure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.lookup.concepts import Named, concepts_in
from core.lookup.dto import Days, Language, Lookup
from core.lookup.frames import frames
from core.lookup.question_words import tag, words_of
from core.retrieval.understanding.dates_meant import DatesMeant, dates_meant

_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_CHARS = 160
"""Nobody asks for structure in more; and what is longer has parts of its own."""


@dataclass(frozen=True)
class QuestionParser:
    """`today` is what `last month` is counted from."""

    today: date

    def parse(self, text: str, *, practice: bool, names: Iterable[str] = ()) -> Lookup | None:
        """The lookup that `text` asks for; `names` of the client carry nothing."""
        if len(text) > _LONGEST_CHARS:
            return None
        meant = dates_meant(text, today=self.today)
        found = None if meant is None else self._fitting(text, meant, practice=practice, names=names)
        # `This week` ends today where it limits notes, and begins today where it is asked who comes.
        return found or self._fitting(text, None, practice=practice, names=names)

    def _fitting(
        self, text: str, meant: DatesMeant | None, *, practice: bool, names: Iterable[str]
    ) -> Lookup | None:
        taken = [] if meant is None else [(meant.start, meant.end)]
        named: list[Named] = []
        for one in concepts_in(text):
            if not any(start < one.end and one.start < end for start, end in taken):
                named.append(one)
                taken.append((one.start, one.end))
        tagged = tag(text, taken=taken, names={word.text for name in names for word in words_of(name)})
        if tagged.rest:
            return None
        counts = {kind: sum(one.kind == kind for one in named) for kind in ("drugs", "measures", "problems")}
        for frame in frames(practice=practice):
            if frame.fits(tagged.slots, days=meant is not None, named=counts):
                return Lookup(
                    frame=frame.name,
                    slots=tagged.slots,
                    language=language_of(text),
                    days=None if meant is None else Days(meant.since, meant.until),
                    drugs=_of("drugs", named),
                    measures=_of("measures", named),
                    problems=_of("problems", named),
                    written=tuple((one.concept, text[one.start : one.end]) for one in named),
                )
        return None


def language_of(text: str) -> Language:
    """The language that most letters of `text` are of."""
    return "he" if 2 * len(_HEBREW.findall(text)) > len(_LETTER.findall(text)) else "en"


def _of(kind: str, named: Iterable[Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.concept for one in named if one.kind == kind))
