"""Finds overlapping appointments, which are allowed and only reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from core.schedule.dto import Appointment


def takes_time(appointment: Appointment) -> bool:
    """Whether it can overlap others: a cancelled one cannot."""
    return appointment.status != "cancelled"


def conflicts_with(wanted: Appointment, others: Iterable[Appointment]) -> tuple[Appointment, ...]:
    """Those of `others` that overlap `wanted`, the earliest first; never itself."""
    if not takes_time(wanted):
        return ()
    found = [
        other
        for other in others
        if other.appointment_id != wanted.appointment_id and takes_time(other) and wanted.overlaps(other)
    ]
    return tuple(sorted(found, key=lambda each: (each.starts_at, each.appointment_id.bytes)))


def all_conflicts(appointments: Iterable[Appointment]) -> dict[UUID, tuple[UUID, ...]]:
    """By id, the ids of overlapping ones; without entries for appointments that overlap nothing."""
    busy = sorted(
        filter(takes_time, appointments), key=lambda each: (each.starts_at, each.appointment_id.bytes)
    )
    found: defaultdict[UUID, list[UUID]] = defaultdict(list)
    under_way: list[Appointment] = []
    for each in busy:
        under_way = [other for other in under_way if other.ends_at > each.starts_at]
        for other in under_way:
            found[each.appointment_id].append(other.appointment_id)
            found[other.appointment_id].append(each.appointment_id)
        under_way.append(each)
    return {appointment_id: tuple(ids) for appointment_id, ids in found.items()}
