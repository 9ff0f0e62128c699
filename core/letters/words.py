"""The words that the program puts into a letter, in the letter's language."""

from __future__ import annotations

from collections.abc import Mapping

from core.clients.dto import CLIENT_SCHEMA

LANGUAGES = ("en", "he")
_SEXES = {
    "en": {"female": "female", "male": "male", "other": "other"},
    "he": {"female": "נקבה", "male": "זכר", "other": "אחר"},
}
_KINDS = {
    "en": {
        "visit": "visit",
        "intake": "first visit",
        "follow_up": "follow-up visit",
        "phone": "phone call",
        "video": "video call",
        "home": "home visit",
        "procedure": "procedure",
        "group": "group session",
    },
    "he": {
        "visit": "ביקור",
        "intake": "ביקור ראשון",
        "follow_up": "ביקור מעקב",
        "phone": "שיחת טלפון",
        "video": "שיחת וידאו",
        "home": "ביקור בית",
        "procedure": "פעולה",
        "group": "מפגש קבוצתי",
    },
}
_LABELS_HE = {
    "client_name": "שם",
    "age": "גיל",
    "today": "היום",
    "session_date": "תאריך הביקור",
    "session_kind": "סוג הביקור",
    "subjective": "תלונות",
    "objective": "ממצאים",
    "assessment": "הערכה",
    "plan": "תוכנית",
    "addenda": "תוספות",
    "practice_name": "שם המרפאה",
    "author_name": "שם הכותב",
    "recipient": "נמען",
}


def language_of(language: str) -> str:
    """One of `LANGUAGES`; English for any other."""
    return language if language in LANGUAGES else "en"


def sex_word(sex: str, language: str) -> str:
    """Empty if unknown."""
    return _SEXES[language_of(language)].get(sex, "")


def kind_word(kind: str, language: str) -> str:
    """A kind of session; an imported one stays unchanged."""
    words: Mapping[str, str] = _KINDS[language_of(language)]
    return words.get(kind, "" if kind == "other" else kind)


def field_label(name: str, language: str) -> str:
    """The placeholder of a field without a value."""
    if language_of(language) == "en":
        return name.replace("_", " ")
    return CLIENT_SCHEMA[name].hebrew if name in CLIENT_SCHEMA else _LABELS_HE.get(name, name)
