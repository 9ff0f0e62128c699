"""Texts for the checks of disk, database, and this computer's handling of memory."""

from __future__ import annotations

from core.health.finding import Check
from ui.health.check_words.entry import CheckWords
from ui.i18n.marking import QT_TR_NOOP

_ANOTHER_SERVER = QT_TR_NOOP("Install Anamnesis again: it brings the database it was tried with.")

BY_CHECK: dict[Check, CheckWords] = {
    "disk": CheckWords(
        QT_TR_NOOP("Room on the disk"),
        {
            "ok": QT_TR_NOOP("{free} are free."),
            "warning": QT_TR_NOOP("Only {free} are free; 10 GB leave room for backups and models."),
            "problem": QT_TR_NOOP("Only {free} are free: soon nothing more can be saved."),
        },
        QT_TR_NOOP("Delete what is not needed on the disk of the practice, or move it to another disk."),
    ),
    "data_directory": CheckWords(
        QT_TR_NOOP("Folder of the practice"),
        {
            "ok": QT_TR_NOOP("Nobody else who uses this computer can open it."),
            "warning": QT_TR_NOOP("Files in it belong to another account, {account}: {others}."),
            "problem": QT_TR_NOOP("Others who use this computer can open it."),
        },
        QT_TR_NOOP("Close it to others. What lies in it is encrypted all the same."),
        "private",
        {
            "warning": QT_TR_NOOP(
                "Ask whoever looks after your computers to give them back to your account: saving and"
                " unlocking can fail until then."
            )
        },
    ),
    "shared_practice": CheckWords(
        QT_TR_NOOP("Accounts of this computer"),
        {
            "ok": QT_TR_NOOP("Only accounts that may open the practice can change it."),
            "problem": QT_TR_NOOP("Others could change what belongs to the practice: {faults}."),
        },
        QT_TR_NOOP("Ask whoever looks after your computers to restore the rights of the shared practice."),
    ),
    "placement": CheckWords(
        QT_TR_NOOP("Place of the practice"),
        {
            "ok": QT_TR_NOOP("It lies on a disk of this computer that no program synchronises."),
            "problem": QT_TR_NOOP(
                "It lies where another program or computer changes files under the database. {problem}"
            ),
        },
        QT_TR_NOOP(
            "Ask whoever looks after your computers to move it to a disk of this computer, or to end the"
            " synchronising of that folder."
        ),
    ),
    "database": CheckWords(
        QT_TR_NOOP("Database"),
        {
            "ok": QT_TR_NOOP("It answers; its tables are at revision {schema}."),
            "warning": QT_TR_NOOP("There is none yet."),
            "problem": QT_TR_NOOP("It does not answer as it should. {problem}"),
        },
        QT_TR_NOOP("Close Anamnesis and open it again: that starts the database anew."),
    ),
    "server_version": CheckWords(
        QT_TR_NOOP("Database server"),
        {
            "ok": QT_TR_NOOP("PostgreSQL {version}, with which Anamnesis was tried."),
            "warning": QT_TR_NOOP(
                "PostgreSQL {version} is newer than what Anamnesis was tried with ({lowest} to {highest})."
            ),
            "problem": QT_TR_NOOP("PostgreSQL {version} is too old; {lowest} to {highest} work."),
        },
        _ANOTHER_SERVER,
    ),
    "extension": CheckWords(
        QT_TR_NOOP("Search by meaning in the database"),
        {
            "ok": QT_TR_NOOP("pgvector {version}, with which Anamnesis was tried."),
            "warning": QT_TR_NOOP(
                "pgvector {version} is newer than what Anamnesis was tried with ({lowest} to {highest})."
            ),
            "problem": QT_TR_NOOP("pgvector {version} is too old; {lowest} to {highest} work."),
            "problem:missing": QT_TR_NOOP("pgvector is not there: notes are found by their words only."),
        },
        _ANOTHER_SERVER,
    ),
    "checksums": CheckWords(
        QT_TR_NOOP("Checksums of the database"),
        {
            "ok": QT_TR_NOOP("The database notices pages that the disk damaged."),
            "warning": QT_TR_NOOP("The database does not notice pages that the disk damaged."),
        },
        QT_TR_NOOP("Restore a backup into a new place: there they are switched on."),
    ),
    "database_memory": CheckWords(
        QT_TR_NOOP("Memory of the database"),
        {
            "ok": QT_TR_NOOP("Other programs cannot read it."),
            "warning": QT_TR_NOOP("Other programs of yours could read it while the practice is unlocked."),
        },
        QT_TR_NOOP("Run no programs that you do not trust, and lock the practice when you leave."),
    ),
    "swap": CheckWords(
        QT_TR_NOOP("Swap space"),
        {
            "ok": QT_TR_NOOP("Memory is not written to the disk unencrypted."),
            "warning": QT_TR_NOOP("Memory may be written to the disk unencrypted."),
        },
        QT_TR_NOOP("Ask whoever looks after your computers to encrypt the swap space or to turn it off."),
    ),
    "hibernation": CheckWords(
        QT_TR_NOOP("Hibernation"),
        {
            "ok": QT_TR_NOOP("It writes no memory to the disk unencrypted."),
            "warning": QT_TR_NOOP("It writes memory, and with it keys and notes, to the disk unencrypted."),
        },
        QT_TR_NOOP(
            "Shut down or sleep instead, and ask whoever looks after your computers to turn hibernation off."
        ),
    ),
    "crash_files": CheckWords(
        QT_TR_NOOP("Crash files"),
        {
            "ok": QT_TR_NOOP("A crash leaves no image of the memory."),
            "warning": QT_TR_NOOP("A service of this computer may keep an image of memory after a crash."),
            "problem": QT_TR_NOOP("A crash can leave an image of the memory, with keys and notes in it."),
        },
        QT_TR_NOOP("Ask whoever looks after your computers to have it keep no crash files."),
    ),
    "engine_confinement": CheckWords(
        QT_TR_NOOP("Confinement of the models"),
        {
            "ok": QT_TR_NOOP("Models run where they reach neither your files nor a network."),
            "warning": QT_TR_NOOP("This system does not fully hold back what runs inside a model's process."),
        },
        QT_TR_NOOP("Add only models from sources you trust. A newer Linux (from kernel 5.13) holds it back."),
    ),
}
