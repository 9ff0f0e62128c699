"""Sentences about the private database."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "database_problem": (
        QT_TR_NOOP("The database is not answering"),
        QT_TR_NOOP("Nothing from this step was saved; what was saved before is safe."),
        QT_TR_NOOP("Try again. If it keeps happening, close Anamnesis and open it again."),
    ),
    "database_error": (
        QT_TR_NOOP("The database refused this step"),
        QT_TR_NOOP("Nothing was saved (SQLSTATE {sqlstate})."),
        QT_TR_NOOP("Try again. If it keeps happening, run “anamnesis doctor”."),
    ),
    "database_timeout": (
        QT_TR_NOOP("The database took too long"),
        QT_TR_NOOP("It was stopped before it was done, and nothing was stored."),
        QT_TR_NOOP("Try again. If it goes on, look at the page of health."),
    ),
    "database_busy": (
        QT_TR_NOOP("The database is busy"),
        QT_TR_NOOP("The step took too long and was given up; nothing was saved."),
        QT_TR_NOOP("Try again in a moment."),
    ),
    "database_unreachable": (
        QT_TR_NOOP("The database is not running"),
        QT_TR_NOOP("The connection was lost; what was saved before is safe."),
        QT_TR_NOOP("Close Anamnesis and open it again."),
    ),
    "database_not_running": (
        QT_TR_NOOP("The database is not running"),
        QT_TR_NOOP("It was stopped from outside; what was saved before is safe."),
        QT_TR_NOOP("Close Anamnesis and open it again."),
    ),
    "shared_server_not_running": (
        QT_TR_NOOP("The server of the shared practice does not run"),
        QT_TR_NOOP("Every account of this computer reaches the practice through it; nothing is lost."),
        QT_TR_NOOP("Try again in a minute. If it stays so, let an administrator start anamnesis-practice."),
    ),
    "database_binaries_missing": (
        QT_TR_NOOP("PostgreSQL is missing"),
        QT_TR_NOOP("Neither the database that comes with Anamnesis nor one of the system was found."),
        QT_TR_NOOP("Install Anamnesis again."),
    ),
    "database_create_failed": (
        QT_TR_NOOP("The database could not be created"),
        QT_TR_NOOP("Details are in {log}."),
        QT_TR_NOOP("Check the free space and the rights of the data directory, then try again."),
    ),
    "database_start_failed": (
        QT_TR_NOOP("The database does not start"),
        QT_TR_NOOP("Details are in {log}. The records were left as they are."),
        QT_TR_NOOP(
            "Restart the computer and try again. If it keeps happening, move the data"
            " directory away, start Anamnesis and choose “I have a backup”."
        ),
    ),
    "database_start_timeout": (
        QT_TR_NOOP("The database takes too long to start"),
        QT_TR_NOOP("It was not ready after {waited_s} seconds. It may be recovering after a power cut."),
        QT_TR_NOOP("Wait a minute and try again. Details are in {log}."),
    ),
    "database_still_running": (
        QT_TR_NOOP("An earlier database is still running"),
        QT_TR_NOOP("Its processes do not end, so it was not started a second time."),
        QT_TR_NOOP("Restart the computer and try again."),
    ),
    "database_exists": (
        QT_TR_NOOP("There is a database already"),
        QT_TR_NOOP("{path} was left as it is."),
        QT_TR_NOOP("Choose an empty data directory."),
    ),
    "database_missing": (
        QT_TR_NOOP("The database is missing"),
        QT_TR_NOOP("There is none in {path}."),
        QT_TR_NOOP(
            "Check that the right data directory is open, or restore a backup: move the data"
            " directory away, start Anamnesis and choose “I have a backup”."
        ),
    ),
    "upgrade_rows_differ": (
        QT_TR_NOOP("The upgrade was not made"),
        QT_TR_NOOP("Not every row arrived in the new database. The one of before is as it was."),
        QT_TR_NOOP("Open it with the version of before, make a backup and test that, then try again."),
    ),
    "upgrade_index_damaged": (
        QT_TR_NOOP("The upgrade was not made"),
        QT_TR_NOOP("An index of the new database is wrong. The database of before is as it was."),
        QT_TR_NOOP("Try again. If it goes on, check the disk and the memory of this computer."),
    ),
    "upgrade_nothing_to_undo": (
        QT_TR_NOOP("There is no upgrade to undo"),
        QT_TR_NOOP("The database of before was removed when the upgrade was confirmed, or there was none."),
        QT_TR_NOOP("Restore a backup of before to another place, if you need its state."),
    ),
    "upgrade_keys_changed": (
        QT_TR_NOOP("The upgrade cannot be undone any more"),
        QT_TR_NOOP("Keys were changed since, and those that open the database of before were destroyed."),
        QT_TR_NOOP("Go on with this version. A backup of before can be restored to another place."),
    ),
    "database_version_mismatch": (
        QT_TR_NOOP("The database is of another version"),
        QT_TR_NOOP("It was made by PostgreSQL {found}; this Anamnesis brings {expected}."),
        QT_TR_NOOP("Install the version of Anamnesis that made it. Nothing was changed."),
    ),
    "database_secret_missing": (
        QT_TR_NOOP("The database's own password is missing"),
        QT_TR_NOOP("The file {file} in the data directory cannot be read."),
        QT_TR_NOOP(
            "Restore a backup: move the data directory away, start Anamnesis and choose “I have a backup”."
        ),
    ),
    "schema_revision_unclear": (
        QT_TR_NOOP("The database's version is unclear"),
        QT_TR_NOOP("It carries {found} version marks instead of one, so it was left as it is."),
        QT_TR_NOOP(
            "Report it, or restore a backup: move the data directory away, start Anamnesis"
            " and choose “I have a backup”."
        ),
    ),
    "database_cannot_demote": (
        QT_TR_NOOP("The database cannot run as the administrator"),
        QT_TR_NOOP("PostgreSQL refuses to run as root, and no other account could be used."),
        QT_TR_NOOP("Run Anamnesis as an ordinary user."),
    ),
}
