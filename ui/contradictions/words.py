"""The contradicting values, in a few words, and the place of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from core.assistant.dto import Source
from core.assistant.looked_up import source_of
from core.contradictions.dto import ContradictionKind, QuotedContradiction
from ui.brief.words import place_text
from ui.text.text_direction import isolate

_REASON = "contradiction"


def heading(one: QuotedContradiction) -> str:
    """`Dose of ramipril: 5 mg and 10 mg`."""
    sentences: dict[ContradictionKind, str] = {
        "allergy": QCoreApplication.translate("Contradictions", "Allergy to {concept}: recorded and denied"),
        "allergen": QCoreApplication.translate(
            "Contradictions", "{concept}: taken, with an allergy to {against} recorded"
        ),
        "dose": QCoreApplication.translate("Contradictions", "Dose of {concept}: {first} and {second}"),
        "stopped": QCoreApplication.translate("Contradictions", "{concept}: stopped, then listed as taken"),
        "side": QCoreApplication.translate("Contradictions", "{concept}: {first} and {second}"),
        "habit": QCoreApplication.translate("Contradictions", "{concept}: yes in one note, never in another"),
    }
    written = {name: isolate(_in_words(value)) for name, value in one.values.items()}
    told = sentences[one.kind].format_map(written)
    # The name may be preceded by its direction mark.
    at = next((place for place, letter in enumerate(told) if letter.isalnum()), 0)
    return told[:at] + told[at : at + 1].upper() + told[at + 1 :]


def _in_words(value: str) -> str:
    """A value in the language of the window, if it is translated: drugs and illnesses are not."""
    names = {
        "left": QCoreApplication.translate("Contradictions", "left"),
        "right": QCoreApplication.translate("Contradictions", "right"),
        "smoking": QCoreApplication.translate("Contradictions", "smoking"),
    }
    return names.get(value, value)


def sources_of(one: QuotedContradiction) -> tuple[Source, ...]:
    """Both quotes as sources that the chart opens."""
    return tuple(source_of(quote, number, "", _REASON) for number, quote in enumerate(one.quotes, 1))


def spoken_quote(source: Source) -> str:
    """A quote for a screen reader, with its place."""
    return f"{source.quote} ({place_text(source)})"


def title(count: int) -> str:
    """The heading, with their number."""
    told = QCoreApplication.translate("Contradictions", "These notes disagree")
    return f"{told} ({count})" if count > 1 else told


def summary(found: Sequence[QuotedContradiction]) -> str:
    """All of them on one line."""
    return " · ".join(heading(one) for one in found)
