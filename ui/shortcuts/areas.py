"""The areas of commands, in the order of the list."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

AREAS = ("go", "find", "clients", "session", "chart", "schedule", "ask", "records", "app")


def area_title(area: str) -> str:
    """The area's name; an unknown area belongs to the program as a whole."""
    titles = {
        "go": QCoreApplication.translate("CommandAreas", "Go to"),
        "find": QCoreApplication.translate("CommandAreas", "Find"),
        "clients": QCoreApplication.translate("CommandAreas", "Clients"),
        "session": QCoreApplication.translate("CommandAreas", "Session"),
        "chart": QCoreApplication.translate("CommandAreas", "Chart"),
        "schedule": QCoreApplication.translate("CommandAreas", "Schedule"),
        "ask": QCoreApplication.translate("CommandAreas", "Ask"),
        "records": QCoreApplication.translate("CommandAreas", "Records"),
        "app": QCoreApplication.translate("CommandAreas", "Program"),
    }
    return titles.get(area, titles["app"])


def area_order(area: str) -> int:
    """The area's position in the list."""
    return AREAS.index(area) if area in AREAS else AREAS.index("app")
