"""The initial texts of every practice, in English and Hebrew, which it may change or hide.

Placeholders only: a ready-made normal finding could be signed without an examination.
"""

from __future__ import annotations

from functools import cache
from uuid import NAMESPACE_URL, uuid5

from core.sessions.dto import SoapText
from core.templates.dto import PracticeText, TextKind

_SNIPPETS = {
    "en": {
        "bp": "BP [[systolic]]/[[diastolic]] mmHg",
        "vitals": (
            "BP [[systolic]]/[[diastolic]] mmHg, pulse [[rate]]/min, temp [[°C]] °C, RR [[rate]]/min, "
            "SpO2 [[%]] %"
        ),
        "pain": "Pain [[0–10]]/10, [[site]], [[quality]], since [[when]], worse with [[what]]",
        "dose": "[[drug]] [[dose]] mg, [[times]] a day, for [[days]] days",
        "neuro": "Power [[0–5]]/5, reflexes [[reflexes]], sensation [[sensation]], gait [[gait]]",
        "lungs": "Chest: [[findings]]",
        "abdomen": "Abdomen: [[inspection]], [[palpation]], bowel sounds [[bowel sounds]]",
        "mse": (
            "Appearance [[appearance]]. Mood [[mood]], affect [[affect]]. Speech [[speech]]. Thought "
            "[[thought]]. Risk: [[risk]]"
        ),
        "fu": "Review in [[interval]]; sooner if [[warning signs]]",
    },
    "he": {
        "לד": 'ל"ד [[סיסטולי]]/[[דיאסטולי]] mmHg',
        "מדדים": 'ל"ד [[סיסטולי]]/[[דיאסטולי]] mmHg, דופק [[דופק]] לדקה, חום [[חום]]°, סטורציה [[אחוז]]%',
        "כאב": "כאב [[0–10]]/10, [[מיקום]], [[אופי]], מאז [[מתי]], מחמיר עם [[מה]]",
        "מינון": '[[תרופה]] [[מינון]] מ"ג, [[פעמים]] ביום, למשך [[ימים]] ימים',
        "מעקב": "ביקורת בעוד [[כמה זמן]]; להקדים אם [[סימני אזהרה]]",
    },
}

_TEMPLATES: dict[str, dict[str, tuple[str, str, SoapText]]] = {
    "en": {
        "visit": (
            "Visit",
            "visit",
            SoapText(
                "Reason for visit: [[reason]]\nHistory: [[history]]",
                "Examination: [[findings]]",
                "[[assessment]]",
                "1. [[plan]]\nFollow-up: [[when]]",
            ),
        ),
        "intake": (
            "First visit",
            "intake",
            SoapText(
                "Referred by: [[referrer]]\nPresenting problem: [[problem]]\nPast history: [[history]]\n"
                "Medicines: [[medicines]]\nAllergies: [[allergies]]\nFamily history: [[family]]\n"
                "Social history: [[social]]",
                "General: [[appearance]]\nExamination: [[findings]]",
                "Problems:\n1. [[problem]]",
                "1. [[plan]]\nFollow-up: [[when]]",
            ),
        ),
        "follow_up": (
            "Follow-up",
            "follow_up",
            SoapText(
                "Since last visit: [[course]]\nMedicines taken: [[adherence]]\n"
                "Side effects: [[side effects]]",
                "[[findings]]",
                "Compared with last time: [[change]]",
                "Continue: [[continue]]\nChange: [[change]]\nFollow-up: [[when]]",
            ),
        ),
        "phone": (
            "Phone call",
            "phone",
            SoapText("Caller: [[who]]\nConcern: [[concern]]", "", "[[assessment]]", "Advice: [[advice]]"),
        ),
        "therapy": (
            "Therapy session",
            "visit",
            SoapText(
                "Topics: [[topics]]\nSince last session: [[course]]",
                "Mood [[mood]], affect [[affect]], engagement [[engagement]]",
                "Progress towards goals: [[progress]]\nRisk: [[risk]]",
                "Between sessions: [[task]]\nNext session: [[when]]",
            ),
        ),
    },
    "he": {
        "visit": (
            "ביקור",
            "visit",
            SoapText(
                "סיבת הפנייה: [[סיבה]]\nאנמנזה: [[אנמנזה]]",
                "בבדיקה: [[ממצאים]]",
                "[[הערכה]]",
                "1. [[תוכנית]]\nמעקב: [[מתי]]",
            ),
        ),
        "intake": (
            "ביקור ראשון",
            "intake",
            SoapText(
                "הופנה על ידי: [[גורם מפנה]]\nהבעיה: [[בעיה]]\nרקע רפואי: [[רקע]]\nתרופות: [[תרופות]]\n"
                "רגישויות: [[רגישויות]]\nרקע משפחתי: [[משפחה]]",
                "מצב כללי: [[מצב]]\nבבדיקה: [[ממצאים]]",
                "בעיות:\n1. [[בעיה]]",
                "1. [[תוכנית]]\nמעקב: [[מתי]]",
            ),
        ),
        "follow_up": (
            "ביקור מעקב",
            "follow_up",
            SoapText(
                "מאז הביקור הקודם: [[מהלך]]\nנטילת תרופות: [[היענות]]\nתופעות לוואי: [[תופעות]]",
                "[[ממצאים]]",
                "בהשוואה לפעם הקודמת: [[שינוי]]",
                "להמשיך: [[להמשיך]]\nלשנות: [[לשנות]]\nמעקב: [[מתי]]",
            ),
        ),
    },
}

_LETTERS = {
    "en": {
        "referral": (
            "Referral",
            "{today}\n\nTo {recipient}\n\nRe: {client_name}, born {birth_date}\n\nThank you for seeing "
            "{client_name}, {age} years old.\n\n{assessment}\n\nAllergies: {allergies}\n\n"
            "Plan so far:\n{plan}\n\nWith kind regards,\n{author_name}\n{practice_name}",
        ),
        "summary": (
            "Visit summary",
            "{today}\n\n{client_name}, born {birth_date}\n\nVisit of {session_date}\n\n{assessment}\n\n{plan}"
            "\n\n{author_name}\n{practice_name}",
        ),
        "attendance": (
            "Certificate of attendance",
            "{today}\n\nThis is to confirm that {client_name}, born {birth_date}, attended {practice_name} "
            "on {session_date}.\n\n{author_name}",
        ),
    },
    "he": {
        "referral": (
            "הפניה",
            "{today}\n\nלכבוד {recipient}\n\nהנדון: {client_name}, ת. לידה {birth_date}\n\n"
            "אודה לחוות דעתך.\n\n"
            "{assessment}\n\nרגישויות: {allergies}\n\nהמלצות עד כה:\n{plan}\n\nבברכה,\n{author_name}\n"
            "{practice_name}",
        ),
        "summary": (
            "סיכום ביקור",
            "{today}\n\n{client_name}, ת. לידה {birth_date}\n\nביקור מיום {session_date}\n\n{assessment}\n\n"
            "{plan}\n\n{author_name}\n{practice_name}",
        ),
    },
}


@cache
def starter_set(kind: TextKind) -> tuple[PracticeText, ...]:
    """The original texts of one kind, English before Hebrew."""
    if kind == "snippet":
        return tuple(
            _made(kind, language, name, name, text=text)
            for language, snippets in _SNIPPETS.items()
            for name, text in snippets.items()
        )
    if kind == "template":
        return tuple(
            _made(kind, language, key, name, soap=soap, session_kind=session_kind)
            for language, templates in _TEMPLATES.items()
            for key, (name, session_kind, soap) in templates.items()
        )
    return tuple(
        _made(kind, language, key, name, text=text)
        for language, letters in _LETTERS.items()
        for key, (name, text) in letters.items()
    )


def _made(
    kind: TextKind,
    language: str,
    key: str,
    name: str,
    *,
    text: str = "",
    soap: SoapText | None = None,
    session_kind: str = "",
) -> PracticeText:
    builtin = f"{kind}.{language}.{key}"
    return PracticeText(
        text_id=uuid5(NAMESPACE_URL, builtin),
        kind=kind,
        name=name,
        text=text,
        soap=soap or SoapText(),
        session_kind=session_kind,
        language=language,
        builtin=builtin,
    )
