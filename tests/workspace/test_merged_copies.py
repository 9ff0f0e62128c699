"""What a merge copied says of what it is a copy, also after it was changed."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any
from uuid import UUID

from core.records.chart_copies import MERGED_FROM
from core.records.chart_records import ChartRecordRepository
from tests.workspace.practice import Practice


def body(practice: Practice, record_id: UUID) -> dict[str, Any]:
    database = practice.workspace._database
    assert database is not None
    with database.begin() as session:
        return ChartRecordRepository(session, practice.services.audit.sealer).get(record_id).body


def test_a_changed_copy_still_says_what_it_is_a_copy_of(practice: Practice):
    services, now = practice.services, practice.now
    source, into = (practice.add(name)[0].client_id for name in ("Miri", "Miriam"))
    booked = services.schedule.book(source, starts_at=now, minutes=30)
    written = services.letters.save(
        dataclasses.replace(services.letters.draft(source), title="To whom it may concern", text="Words.")
    )
    services.merging.merge(source=source, into=into, reason="Entered twice")
    (appointment,) = services.schedule.between(now, now + timedelta(hours=1))
    services.schedule.set_status(
        appointment.appointment.appointment_id, "attended", appointment.appointment.row_version
    )
    (letter,) = services.letters.list(into)
    services.letters.save(dataclasses.replace(letter, text="Other words."))
    changed = body(practice, appointment.appointment.appointment_id)
    assert changed["status"] == "attended"
    assert changed[MERGED_FROM] == {"client": str(source), "record": str(booked.appointment_id)}
    changed = body(practice, letter.letter_id)
    assert changed["text"] == "Other words."
    assert changed[MERGED_FROM] == {"client": str(source), "record": str(written.letter_id)}
