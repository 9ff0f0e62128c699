"""Sentences about entered values, and records that do not exist."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "input_refused": (
        QT_TR_NOOP("This cannot be taken as it is"),
        QT_TR_NOOP("Nothing was changed."),
        QT_TR_NOOP("Check what was entered and try again."),
    ),
    "not_found": (
        QT_TR_NOOP("Not found"),
        QT_TR_NOOP("It is not in this practice."),
        "",
    ),
    "client_not_found": (
        QT_TR_NOOP("Client not found"),
        QT_TR_NOOP("This client is no longer in the practice."),
        "",
    ),
    "session_not_found": (
        QT_TR_NOOP("Session not found"),
        QT_TR_NOOP("This session is no longer in the chart."),
        "",
    ),
    "session_version_not_found": (
        QT_TR_NOOP("Version not found"),
        QT_TR_NOOP("This session has no version {version}."),
        "",
    ),
    "workspace_not_found": (
        QT_TR_NOOP("The practice's record is missing"),
        QT_TR_NOOP("The database was opened, but it does not hold this practice."),
        QT_TR_NOOP(
            "Check that the right data directory is open, or restore a backup: move the data"
            " directory away, start Anamnesis and choose “I have a backup”."
        ),
    ),
    "client_key_missing": (
        QT_TR_NOOP("This chart cannot be opened"),
        QT_TR_NOOP("The key of this client is not in the vault."),
        QT_TR_NOOP(
            "Lock and unlock the practice. If it keeps happening, restore a backup: Backups,"
            " in the menu File, says how."
        ),
    ),
    "conversation_not_found": (
        QT_TR_NOOP("Conversation not found"),
        QT_TR_NOOP("The history holds no such conversation."),
        QT_TR_NOOP("Start a new conversation; on the command line, leave --conversation out."),
    ),
    "wrong_conversation": (
        QT_TR_NOOP("This conversation is about another chart"),
        QT_TR_NOOP("A follow-up stays with the chart its conversation began with, so nothing was asked."),
        QT_TR_NOOP("Start a new conversation."),
    ),
    "edit_conflict": (
        QT_TR_NOOP("Changed elsewhere meanwhile"),
        QT_TR_NOOP("A newer version was saved while you were editing."),
        QT_TR_NOOP("Both texts are still there: compare them, then save again."),
    ),
    "client_edit_conflict": (
        QT_TR_NOOP("Changed elsewhere meanwhile"),
        QT_TR_NOOP("This client's details were saved by someone else while you were editing."),
        QT_TR_NOOP("Open the client again to see the newer details."),
    ),
    "session_edit_conflict": (
        QT_TR_NOOP("Changed elsewhere meanwhile"),
        QT_TR_NOOP("A newer version of this session was saved while you were writing."),
        QT_TR_NOOP("Your text is still here: compare both versions, then save again."),
    ),
    "session_is_signed": (
        QT_TR_NOOP("This session is signed"),
        QT_TR_NOOP("A signed session can no longer be changed."),
        "",
    ),
    "session_is_empty": (
        QT_TR_NOOP("Nothing to sign"),
        QT_TR_NOOP("This session holds no text yet."),
        QT_TR_NOOP("Write something first."),
    ),
    "field_too_long": (
        QT_TR_NOOP("Too long"),
        QT_TR_NOOP("{field} holds {length} characters; {limit} is the most."),
        QT_TR_NOOP("Shorten it or go on in another session. Your text is still here."),
    ),
    "client_field_too_long": (
        QT_TR_NOOP("Too long"),
        QT_TR_NOOP("{field} may hold {limit} characters at most."),
        QT_TR_NOOP("Shorten it and save again."),
    ),
    "client_name_missing": (
        QT_TR_NOOP("A name is missing"),
        QT_TR_NOOP("A client needs a first or a last name."),
        QT_TR_NOOP("Enter one and save again."),
    ),
    "client_sex_unknown": (
        QT_TR_NOOP("Unknown value"),
        QT_TR_NOOP("The sex of a client is one of: {allowed}."),
        "",
    ),
    "practice_name_missing": (
        QT_TR_NOOP("A name is missing"),
        QT_TR_NOOP("The practice needs a name."),
        QT_TR_NOOP("Enter one to go on."),
    ),
    "practice_exists": (
        QT_TR_NOOP("There is a practice already"),
        QT_TR_NOOP("This data directory holds a practice; it was left as it is."),
        QT_TR_NOOP("Unlock it, or choose another data directory."),
    ),
    "empty_question": (
        QT_TR_NOOP("There is no question"),
        QT_TR_NOOP("The question is empty."),
        QT_TR_NOOP("Write what you want to know."),
    ),
    "question_too_long": (
        QT_TR_NOOP("The question is too long"),
        QT_TR_NOOP("A question may hold {limit} characters."),
        QT_TR_NOOP("Shorten it, or ask in two steps."),
    ),
    "prompt_injection_blocked": (
        QT_TR_NOOP("This question was not passed on"),
        QT_TR_NOOP("It reads like an instruction to the assistant rather than a question about the record."),
        QT_TR_NOOP("Put it differently."),
    ),
    "rate_limited": (
        QT_TR_NOOP("The limit of questions is reached"),
        QT_TR_NOOP(
            "This practice allows {limit} questions in an hour. The next one is possible in {wait_s}."
        ),
        QT_TR_NOOP("The chart and the search go on working."),
    ),
    "import_refused": (
        QT_TR_NOOP("This file was not imported"),
        QT_TR_NOOP("Nothing was stored."),
        QT_TR_NOOP("Check that it holds one chart a line (JSON Lines)."),
    ),
    "import_file_unreadable": (
        QT_TR_NOOP("This file cannot be read"),
        QT_TR_NOOP("{file}: {reason}."),
        QT_TR_NOOP("Check that the file is there and that you may read it."),
    ),
}
