"""Sentences about appointments."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "appointment_not_found": (
        QT_TR_NOOP("Appointment not found"),
        QT_TR_NOOP("This appointment is no longer in the practice."),
        "",
    ),
    "appointment_edit_conflict": (
        QT_TR_NOOP("Changed elsewhere meanwhile"),
        QT_TR_NOOP("Somebody changed this appointment while you were looking at it. Nothing was stored."),
        QT_TR_NOOP("Look at it as it is now, then try again."),
    ),
    "appointment_length_refused": (
        QT_TR_NOOP("This length is not possible"),
        QT_TR_NOOP("An appointment takes at least one minute and at most {limit}."),
        "",
    ),
    "appointment_kind_unknown": (
        QT_TR_NOOP("Unknown kind"),
        QT_TR_NOOP("The kind of an appointment is one of: {allowed}."),
        "",
    ),
    "appointment_status_unknown": (
        QT_TR_NOOP("Unknown status"),
        QT_TR_NOOP("The status of an appointment is one of: {allowed}."),
        "",
    ),
    "appointment_note_too_long": (
        QT_TR_NOOP("Too long"),
        QT_TR_NOOP("The note of an appointment may hold {limit} characters at most."),
        QT_TR_NOOP("Shorten it and save again."),
    ),
    "time_does_not_exist": (
        QT_TR_NOOP("There is no such time on that day"),
        QT_TR_NOOP("The clocks go forward, and skip it."),
        QT_TR_NOOP("Choose an hour earlier or later."),
    ),
}
