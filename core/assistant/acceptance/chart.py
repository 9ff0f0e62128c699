"""The built-in chart that a language model is examined on: invented for this, nobody's, English and Hebrew.

Each question comes with the notes that finding would give; some can be answered from them, the others cannot.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.assistant.finding import Found
from core.ids import ClientId, PassageId
from core.retrieval.dto import Coverage, Hit, Passage, SearchScope

CHART_VERSION = 1
"""Raised with any change here or in what counts as right: older verdicts are then asked for again."""
_CLIENT = ClientId(UUID(int=1))


@dataclass(frozen=True, slots=True)
class ChartQuestion:
    """`notes` are the keys of the notes offered, best found first. The words that carry a right sentence hold
    one of `proofs`; with none the notes do not say.
    """

    text: str
    notes: tuple[str, ...]
    proofs: tuple[str, ...] = ()

    def found(self) -> Found:
        """As if it had been searched for."""
        hits = tuple(
            Hit(
                rank=rank, score=1.0 - 0.1 * rank, dense=0.6 - 0.05 * rank, lexical=1.0, passage=_passage(key)
            )
            for rank, key in enumerate(self.notes, start=1)
        )
        searched = Coverage(sessions=len(_NOTES), since=date(2024, 3, 4), until=date(2024, 9, 16))
        return Found(self.text, SearchScope(client_id=_CLIENT), hits, {}, searched, by_meaning=True)


_NOTES: dict[str, tuple[date, str, str]] = {
    "knee": (
        date(2024, 3, 4),
        "subjective",
        "Left knee pain for three weeks after gardening. Denies locking.",
    ),
    "knee exam": (
        date(2024, 3, 4),
        "objective",
        "Left knee: mild effusion, full extension, flexion 110 degrees.",
    ),
    "pressure": (date(2024, 5, 13), "objective", "Blood pressure 148/92 sitting. Pulse 76 regular."),
    "tablets": (date(2024, 5, 13), "plan", "Started amlodipine 5 mg once daily. Review in four weeks."),
    "sleep": (date(2024, 6, 10), "subjective", "Wakes at 4 am most nights. Works night shifts at a bakery."),
    "ankles": (date(2024, 6, 10), "objective", "Ankles slightly swollen since amlodipine. Lungs clear."),
    "switch": (date(2024, 9, 16), "plan", "Stopped amlodipine. Started ramipril 2.5 mg every evening."),
    "family": (
        date(2024, 9, 16),
        "subjective",
        "Her mother had a stroke at 61. Allergic to penicillin: rash.",
    ),
    "כתף": (date(2024, 4, 8), "subjective", "כאב בכתף ימין מזה חודשיים. לא ישנה על צד ימין."),
    "טווח": (date(2024, 4, 8), "objective", "כתף ימין: הרמה עד 90 מעלות, כואבת. כוח תקין."),
    "תרגול": (date(2024, 7, 1), "plan", "תרגילי מטוטלת פעמיים ביום. ביקורת בעוד שבועיים."),
    "סוכר": (date(2024, 7, 1), "objective", "סוכר בצום 104. משקל 71 קילו."),
}

QUESTIONS: tuple[ChartQuestion, ...] = (
    ChartQuestion("What was her blood pressure?", ("pressure", "tablets", "knee exam", "sleep"), ("148/92",)),
    ChartQuestion(
        "What dose of amlodipine was started?", ("tablets", "switch", "ankles", "pressure"), ("5 mg",)
    ),
    ChartQuestion("Which knee hurts?", ("knee", "knee exam", "ankles", "sleep"), ("left knee",)),
    ChartQuestion("What is she allergic to?", ("ankles", "family", "tablets", "knee"), ("penicillin",)),
    ChartQuestion(
        "When does she take ramipril?", ("tablets", "switch", "sleep", "family"), ("every evening",)
    ),
    ChartQuestion("איפה הכאב?", ("כתף", "טווח", "תרגול", "סוכר"), ("בכתף ימין",)),
    ChartQuestion("כמה פעמים ביום לתרגל?", ("כתף", "תרגול", "טווח"), ("פעמיים ביום",)),
    ChartQuestion("מה היה הסוכר בצום?", ("סוכר", "תרגול", "טווח"), ("104",)),
    ChartQuestion("What was her cholesterol?", ("pressure", "knee exam", "tablets", "family")),
    ChartQuestion("Does she smoke?", ("sleep", "family", "ankles", "pressure")),
    ChartQuestion("מה לחץ הדם שלה?", ("סוכר", "טווח", "כתף")),
    ChartQuestion("האם עברה ניתוח?", ("כתף", "תרגול", "טווח")),
)


def _passage(key: str) -> Passage:
    day, field, text = _NOTES[key]
    place = UUID(int=2 + list(_NOTES).index(key))
    return Passage(
        passage_id=PassageId(place),
        client_id=_CLIENT,
        source_kind="session",
        source_id=place,
        version=1,
        field=field,
        start=0,
        end=len(text),
        text=text,
        day=day,
    )
