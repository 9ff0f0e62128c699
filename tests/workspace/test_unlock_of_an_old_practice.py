"""An unlock reads no more of a practice that has been in use for long: not what was saved in between."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from core.sessions.dto import Session, SoapText
from tests.workspace.practice import DAY, OWNER, Practice

FEW, MANY = 3, 40


def saved(practice: Practice, draft: Session, times: int) -> Session:
    for number in range(times):
        draft = practice.services.sessions.save_draft(
            draft.session_id,
            SoapText(plan=f"plan {draft.version} {number}"),
            day=DAY,
            expected_version=draft.version,
        )
    return draft


def rows_read_by_an_unlock(practice: Practice) -> int:
    """Rows that the server sent, by whatever way they were asked for."""
    sent: list[int] = []
    execute = psycopg.Cursor.execute

    def counting(self: psycopg.Cursor[Any], *arguments: Any, **options: Any) -> psycopg.Cursor[Any]:
        done = execute(self, *arguments, **options)
        sent.append(max(0, self.rowcount))
        return done

    practice.workspace.lock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", counting)
        practice.workspace.unlock(OWNER)
    return sum(sent)


def test_an_unlock_reads_as_much_after_many_saves_as_after_few(practice: Practice) -> None:
    _, draft = practice.add("Miriam", plan="kestrel")
    draft = saved(practice, draft, FEW)
    # The first unlock of a practice has things of its own to do.
    rows_read_by_an_unlock(practice)
    after_few = rows_read_by_an_unlock(practice)
    saved(practice, draft, MANY)
    assert 0 < rows_read_by_an_unlock(practice) <= after_few
