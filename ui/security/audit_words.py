"""The audit log's actions, objects, outcomes and findings in words."""

from __future__ import annotations

from core.audit.dto import ChainFinding
from ui.i18n.marking import QT_TR_NOOP, translated
from ui.text.text_direction import isolate

ACTIONS: dict[str, str] = {
    "unlock": QT_TR_NOOP("Unlock"),
    "unlock.failed": QT_TR_NOOP("Failed unlock"),
    "lock": QT_TR_NOOP("Lock"),
    "client.create": QT_TR_NOOP("Client added"),
    "client.view": QT_TR_NOOP("Chart opened"),
    "client.change": QT_TR_NOOP("Client changed"),
    "client.archive": QT_TR_NOOP("Chart archived"),
    "client.delete": QT_TR_NOOP("Chart deleted"),
    "client.restore": QT_TR_NOOP("Chart restored"),
    "client.merge": QT_TR_NOOP("Charts merged"),
    "client.purge": QT_TR_NOOP("Deleted chart purged"),
    "session.create": QT_TR_NOOP("Session started"),
    "session.view": QT_TR_NOOP("Session opened"),
    "session.change": QT_TR_NOOP("Session changed"),
    "session.sign": QT_TR_NOOP("Session signed"),
    "session.addendum": QT_TR_NOOP("Addendum written"),
    "session.retract": QT_TR_NOOP("Session retracted"),
    "session.delete": QT_TR_NOOP("Draft deleted"),
    "session.restore": QT_TR_NOOP("Draft restored"),
    "attachment.add": QT_TR_NOOP("Attachment added"),
    "attachment.view": QT_TR_NOOP("Attachment opened"),
    "attachment.delete": QT_TR_NOOP("Attachment deleted"),
    "attachment.restore": QT_TR_NOOP("Attachment restored"),
    "schedule.book": QT_TR_NOOP("Appointment booked"),
    "schedule.change": QT_TR_NOOP("Appointment changed"),
    "schedule.scheduled": QT_TR_NOOP("Appointment set back to scheduled"),
    "schedule.attended": QT_TR_NOOP("Appointment attended"),
    "schedule.cancelled": QT_TR_NOOP("Appointment cancelled"),
    "schedule.no_show": QT_TR_NOOP("Appointment not kept"),
    "schedule.export": QT_TR_NOOP("Appointments exported"),
    "ask": QT_TR_NOOP("Question asked"),
    "ask.feedback": QT_TR_NOOP("Answer rated"),
    "ask.delete": QT_TR_NOOP("Conversation deleted"),
    "brief": QT_TR_NOOP("Brief read"),
    "search": QT_TR_NOOP("Search"),
    "import": QT_TR_NOOP("Import"),
    "import.undo": QT_TR_NOOP("Import undone"),
    "letter.create": QT_TR_NOOP("Letter written"),
    "letter.change": QT_TR_NOOP("Letter changed"),
    "contradiction.dismiss": QT_TR_NOOP("Contradiction dismissed"),
    "contradiction.restore": QT_TR_NOOP("Dismissed contradiction shown again"),
    "export": QT_TR_NOOP("Export"),
    "print": QT_TR_NOOP("Print"),
    "copy": QT_TR_NOOP("Copy"),
    "erase": QT_TR_NOOP("Client erased for good"),
    "backup": QT_TR_NOOP("Backup made"),
    "backup.verify": QT_TR_NOOP("Backup checked"),
    "backup.drill": QT_TR_NOOP("Restore tested"),
    "restore": QT_TR_NOOP("Practice restored from a backup"),
    "user.add": QT_TR_NOOP("Person added"),
    "user.change": QT_TR_NOOP("Person renamed, or their role changed"),
    "user.remove": QT_TR_NOOP("Person removed"),
    "keys.passphrase": QT_TR_NOOP("Change of passphrase"),
    "keys.recovery": QT_TR_NOOP("Change of recovery key"),
    "keys.remember": QT_TR_NOOP("Computer remembered"),
    "keys.escrow": QT_TR_NOOP("Way in for the organisation set by its policy"),
    "keys.forget": QT_TR_NOOP("Computer forgotten"),
    "keys.rotate": QT_TR_NOOP("Keys rotated"),
    "keys.renew": QT_TR_NOOP("New identity of a person"),
    "keys.signatures": QT_TR_NOOP("Signing of notes started"),
    "keys.epoch": QT_TR_NOOP("Keys renewed"),
    "practice.create": QT_TR_NOOP("Practice created"),
    "settings": QT_TR_NOOP("Settings changed"),
    "integrity.failure": QT_TR_NOOP("Records changed outside Anamnesis"),
    "integrity.accept": QT_TR_NOOP("Older records accepted"),
    "audit.begin": QT_TR_NOOP("Audit chain started"),
    "audit.export": QT_TR_NOOP("Audit log exported"),
}
"""In the order of the filter's list."""
_OBJECTS: dict[str, str] = {
    "client": QT_TR_NOOP("Client"),
    "session": QT_TR_NOOP("Session"),
    "attachment": QT_TR_NOOP("Attachment"),
    "appointment": QT_TR_NOOP("Appointment"),
    "conversation": QT_TR_NOOP("Conversation"),
    "message": QT_TR_NOOP("Answer"),
    "user": QT_TR_NOOP("Person"),
    "attempt": QT_TR_NOOP("Attempt"),
    "import": QT_TR_NOOP("Import"),
    "letter": QT_TR_NOOP("Letter"),
    "dismissal": QT_TR_NOOP("Dismissed contradiction"),
}
_OUTCOMES: dict[str, str] = {
    "ok": QT_TR_NOOP("Done"),
    "failed": QT_TR_NOOP("Failed"),
    "refused": QT_TR_NOOP("Refused"),
    "cancelled": QT_TR_NOOP("Stopped"),
    "found": QT_TR_NOOP("Something found"),
    "not_in_record": QT_TR_NOOP("Not in the record"),
}
_FINDINGS: dict[str, str] = {
    "gap": QT_TR_NOOP("Entries are missing before entry {position}."),
    "repeated": QT_TR_NOOP("Entry {position} occurs twice."),
    "altered": QT_TR_NOOP("Entry {position} was changed."),
    "forged": QT_TR_NOOP("Entry {position} was not written by this program."),
    "columns_differ": QT_TR_NOOP("Entry {position}: the readable and the encrypted contents differ."),
    "truncated": QT_TR_NOOP("The newest entries were removed."),
    "forked": QT_TR_NOOP("From entry {position} on there are two histories."),
    "head_missing": QT_TR_NOOP("The end of the log is missing."),
    "checkpoint_invalid": QT_TR_NOOP("The signed checkpoint at entry {position} is not valid."),
    "reader_key_damaged": QT_TR_NOOP("The key with which you check the log is damaged."),
    "anchor_damaged": QT_TR_NOOP("The checkpoint kept outside the database is damaged."),
    "anchor_missing": QT_TR_NOOP("The checkpoint kept outside the database is missing."),
    "client_missing": QT_TR_NOOP("A client is missing whose chart was here, and no erase is recorded."),
    "chain_restarted": QT_TR_NOOP(
        "The log was damaged, and an owner had it begin again at entry {position}."
    ),
    "export_altered": QT_TR_NOOP("The exported file was changed."),
}
SHORT_ID_CHARACTERS = 8


def action_text(action: str) -> str:
    """An action in words; one without a text as written in the log."""
    return translated(ACTIONS[action]) if action in ACTIONS else isolate(action)


def object_text(kind: str) -> str:
    return translated(_OBJECTS[kind]) if kind in _OBJECTS else isolate(kind)


def outcome_text(outcome: str) -> str:
    return translated(_OUTCOMES[outcome]) if outcome in _OUTCOMES else isolate(outcome)


def finding_text(finding: ChainFinding) -> str:
    """One finding of a verification in one sentence."""
    place = "–" if finding.position is None else str(finding.position)
    words = _FINDINGS.get(finding.code)
    return isolate(finding.code) if words is None else translated(words).format(position=place)


def short_id(value: object) -> str:
    """The beginning of an id: enough to distinguish the few of a practice."""
    return isolate(str(value)[:SHORT_ID_CHARACTERS])
