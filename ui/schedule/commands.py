"""The commands of the schedule, each with a single default key: no text is typed there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.schedule.dto import AppointmentStatus
from ui.commands import Command, always

if TYPE_CHECKING:
    from ui.schedule.schedule_page import SchedulePage


def schedule_commands(page: SchedulePage) -> tuple[Command, ...]:
    """All except opening the chart with Enter, and the arrows, which every list has."""

    def selected() -> bool:
        return page.booking is not None

    words = {
        "attended": QCoreApplication.translate("ScheduleCommands", "Mark as &attended"),
        "cancelled": QCoreApplication.translate("ScheduleCommands", "Mark as &cancelled"),
        "no_show": QCoreApplication.translate("ScheduleCommands", "&Mark as no-show"),
        "scheduled": QCoreApplication.translate("ScheduleCommands", "Set back to schedule&d"),
    }
    keys: dict[AppointmentStatus, str] = {
        "attended": "A",
        "cancelled": "C",
        "no_show": "M",
        "scheduled": "R",
    }

    def may_set(status: AppointmentStatus) -> bool:
        return page.booking is not None and page.booking.appointment.status != status

    _command = partial(_view_command, page)
    return (
        _command("book", QCoreApplication.translate("ScheduleCommands", "&New appointment…"), "N", page.book),
        _command("today", QCoreApplication.translate("ScheduleCommands", "&Today"), "T", page.show_today),
        _command(
            "back",
            QCoreApplication.translate("ScheduleCommands", "Day or week &before"),
            "PgUp",
            partial(page.turn, -1),
        ),
        _command(
            "on",
            QCoreApplication.translate("ScheduleCommands", "Day or week a&fter"),
            "PgDown",
            partial(page.turn, 1),
        ),
        _command(
            "day",
            QCoreApplication.translate("ScheduleCommands", "Show one da&y"),
            "D",
            partial(page.show_kind, "day"),
        ),
        _command(
            "week",
            QCoreApplication.translate("ScheduleCommands", "Show the &week"),
            "W",
            partial(page.show_kind, "week"),
        ),
        _command(
            "start_session",
            QCoreApplication.translate("ScheduleCommands", "&Start or open the session"),
            "S",
            page.start_session,
            selected,
        ),
        _command(
            "open_chart",
            QCoreApplication.translate("ScheduleCommands", "&Open the chart"),
            "",
            page.open_chart,
            selected,
        ),
        _command(
            "change",
            QCoreApplication.translate("ScheduleCommands", "Chang&e the appointment…"),
            "E",
            page.change,
            selected,
        ),
        *(
            _command(status, words[status], key, partial(page.set_status, status), partial(may_set, status))
            for status, key in keys.items()
        ),
        _command(
            "undo_status",
            QCoreApplication.translate("ScheduleCommands", "&Undo the last status"),
            "U",
            page.undo,
            lambda: page.can_undo,
        ),
        _command(
            "export",
            QCoreApplication.translate("ScheduleCommands", "E&xport appointments…"),
            "",
            page.export,
        ),
    )


def _view_command(
    page: SchedulePage,
    name: str,
    title: str,
    keys: str,
    run: Callable[[], None],
    enabled: Callable[[], bool] = always,
) -> Command:
    def possible() -> bool:
        return not page.visits.busy and enabled()

    return Command(f"schedule.{name}", title, keys, run, possible, scope="view")
