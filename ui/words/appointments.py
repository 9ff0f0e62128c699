"""The status of an appointment: its name and its colour."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.theme.roles import Tone

_TONES: dict[str, Tone] = {
    "scheduled": "muted",
    "attended": "good",
    "cancelled": "muted",
    "no_show": "danger",
}


def status_word(status: str) -> str:
    words = {
        "scheduled": QCoreApplication.translate("AppointmentStatus", "Scheduled"),
        "attended": QCoreApplication.translate("AppointmentStatus", "Attended"),
        "cancelled": QCoreApplication.translate("AppointmentStatus", "Cancelled"),
        "no_show": QCoreApplication.translate("AppointmentStatus", "No-show"),
    }
    return words.get(status, status)


def status_tone(status: str) -> Tone:
    return _TONES.get(status, "muted")
