"""Admits a question or refuses it, by the guard and by the practice's limit.

A refused question is recorded with its code and a keyed hash, never with its words.
"""

from __future__ import annotations

from core.assistant.admission.guard import Checked, check_question
from core.assistant.admission.quota import Quota
from core.audit.log import AuditLog
from core.database.access import Database
from core.errors import PromptInjectionBlocked
from core.ids import ClientId


class Admission:
    """Called once for each question, before anything is searched."""

    def __init__(self, *, database: Database, audit: AuditLog, quota: Quota) -> None:
        self._database = database
        self._audit = audit
        self._quota = quota

    def admit(self, question: str, client_id: ClientId | None) -> Checked:
        """The cleaned question.

        Raises `InputRefused` (`empty_question`, `question_too_long`), `PromptInjectionBlocked` (recorded; its
        codes are those of `core.assistant.admission.injection_patterns`), `RateLimited`.
        """
        try:
            checked = check_question(question)
        except PromptInjectionBlocked as blocked:
            self._record(blocked, question, client_id)
            raise
        self._quota.take()
        return checked

    def _record(self, blocked: PromptInjectionBlocked, question: str, client_id: ClientId | None) -> None:
        with self._database.begin() as session:
            self._audit.record(
                session,
                action="ask",
                outcome="refused",
                client_id=client_id,
                details={"question_hash": self._audit.question_hash(question), "code": blocked.code},
            )
