"""States what is not in the record, in the question's words: `No potassium value is recorded`."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.assistant.dto import Answer, Sought
from ui.ask.words import notice_text
from ui.text.text_direction import isolate


def absence_text(answer: Answer) -> str:
    """The unrecorded value if the question names one, else why there is no answer.

    Empty if the missing words are listed separately, and if the search was not possible.
    """
    if answer.notice in ("value_not_found", "not_mentioned") and answer.sought is not None:
        return _not_recorded(answer.sought)
    if answer.notice == "not_mentioned" and answer.missing:
        return ""
    if answer.notice == "nothing_found_by_words" and answer.searched.unread:
        return ""
    return notice_text(answer)


def _not_recorded(sought: Sought) -> str:
    if sought.subject:
        named = {
            "value": QCoreApplication.translate("Absence", "No {subject} value is recorded."),
            "dose": QCoreApplication.translate("Absence", "No dose of {subject} is recorded."),
        }
        told = named.get(sought.kind)
        if told is not None:
            return told.format(subject=isolate(sought.subject))
    return _of_a_kind()[sought.kind]


def _of_a_kind() -> dict[str, str]:
    return {
        "value": QCoreApplication.translate("Absence", "No value is recorded."),
        "dose": QCoreApplication.translate("Absence", "No dose is recorded."),
        "size": QCoreApplication.translate("Absence", "No size is recorded."),
        "count": QCoreApplication.translate("Absence", "No number is recorded."),
        "age": QCoreApplication.translate("Absence", "No age is recorded."),
        "duration": QCoreApplication.translate("Absence", "No duration is recorded."),
        "frequency": QCoreApplication.translate("Absence", "No frequency is recorded."),
        "person": QCoreApplication.translate("Absence", "No name is recorded."),
        "place": QCoreApplication.translate("Absence", "No place is recorded."),
        "date": QCoreApplication.translate("Absence", "No date is recorded."),
    }
