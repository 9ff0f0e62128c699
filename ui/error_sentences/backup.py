"""Sentences about backups, their folders and restores."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

_OTHER_BACKUP = QT_TR_NOOP("Take an earlier backup, or one from another folder.")

BY_CODE: dict[str, Sentences] = {
    "backup_failed": (
        QT_TR_NOOP("The backup did not succeed"),
        QT_TR_NOOP("Nothing that was there before was changed."),
        QT_TR_NOOP("Try again."),
    ),
    "backup_damaged": (
        QT_TR_NOOP("The backup is damaged"),
        QT_TR_NOOP("A part of it is not what was written, so it is not taken for the practice."),
        _OTHER_BACKUP,
    ),
    "backup_piece_missing": (
        QT_TR_NOOP("A part of the backup is missing"),
        QT_TR_NOOP("A file in the folder “pieces” is not there: the folder was not copied as a whole."),
        QT_TR_NOOP("Copy the whole folder of backups again, or take an earlier backup."),
    ),
    "backup_not_read": (
        QT_TR_NOOP("The backup cannot be read"),
        QT_TR_NOOP("The system says: {reason}."),
        QT_TR_NOOP("Check that the drive is connected and that you may read it, then try again."),
    ),
    "backup_not_one": (
        QT_TR_NOOP("This is not a backup of Anamnesis"),
        QT_TR_NOOP("{file} is another kind of file."),
        QT_TR_NOOP("Choose a file that ends in “.anamnesis-backup”, in a folder “backups”."),
    ),
    "backup_alone": (
        QT_TR_NOOP("Only one file of the backup is here"),
        QT_TR_NOOP("{file} names the parts of the backup, and the folder “pieces” with them is not there."),
        QT_TR_NOOP("Copy the whole folder of backups, and choose the file in it."),
    ),
    "backup_not_signed": (
        QT_TR_NOOP("The backup is not signed by a member of the practice"),
        QT_TR_NOOP("Somebody else may have made it, so it is not used."),
        _OTHER_BACKUP,
    ),
    "backup_newer_format": (
        QT_TR_NOOP("The backup was made by a newer Anamnesis"),
        QT_TR_NOOP("This version does not know its form. Nothing was changed."),
        QT_TR_NOOP("Update Anamnesis on this computer and try again."),
    ),
    "backup_foreign": (
        QT_TR_NOOP("These are backups of another practice"),
        QT_TR_NOOP("Their keys are not those of the practice that is open."),
        QT_TR_NOOP("Choose another folder."),
    ),
    "backup_of_other_keys": (
        QT_TR_NOOP("The backup does not fit the members of this practice"),
        QT_TR_NOOP("It was made under changes of members or keys that this computer does not know."),
        QT_TR_NOOP("Restore it on another computer, with the passphrase or the recovery key of its time."),
    ),
    "backup_keys_changing": (
        QT_TR_NOOP("The keys are being changed"),
        QT_TR_NOOP("A backup has to wait until that has ended."),
        QT_TR_NOOP("Try again in a few minutes."),
    ),
    "backup_none": (
        QT_TR_NOOP("There is no backup to test"),
        QT_TR_NOOP("No folder that can be reached now holds one."),
        QT_TR_NOOP("Connect the drive with the backups, or make a backup first."),
    ),
    "backup_none_found": (
        QT_TR_NOOP("There is no backup in this folder"),
        QT_TR_NOOP("Neither {folder} nor a folder “Anamnesis backups” in it holds one."),
        QT_TR_NOOP("Choose the folder that the backups were made to, or a backup in its folder “backups”."),
    ),
    "backup_target_unknown": (
        QT_TR_NOOP("No such folder of backups"),
        QT_TR_NOOP("No folder of this practice is called {name}."),
        QT_TR_NOOP("Show the folders: anamnesis backup targets list"),
    ),
    "backup_target_away": (
        QT_TR_NOOP("The folder of backups is not there"),
        QT_TR_NOOP("{folder} cannot be reached: a drive that is not connected, perhaps."),
        QT_TR_NOOP("Connect the drive, or choose another folder under Backups."),
    ),
    "backup_folder_missing": (
        QT_TR_NOOP("The folder is not there"),
        QT_TR_NOOP("{folder} cannot be found."),
        QT_TR_NOOP("Connect the drive, or choose another folder."),
    ),
    "backup_folder_not_one": (
        QT_TR_NOOP("The folder of backups is damaged"),
        QT_TR_NOOP("{folder} does not say whose backups it holds."),
        QT_TR_NOOP("Choose another folder; what lies in this one was not changed."),
    ),
    "backup_folder_in_use": (
        QT_TR_NOOP("The folder of backups is in use"),
        QT_TR_NOOP("A backup or a check is already under way there."),
        QT_TR_NOOP("Try again when it has ended."),
    ),
    "backup_not_written": (
        QT_TR_NOOP("The backup cannot be written"),
        QT_TR_NOOP("The system says: {reason}."),
        QT_TR_NOOP("Check that the drive is connected and not write-protected, or choose another folder."),
    ),
    "backup_no_room": (
        QT_TR_NOOP("There is too little room for a backup"),
        QT_TR_NOOP("It needs {needed_bytes} bytes, and {free_bytes} are free in {folder}."),
        QT_TR_NOOP("Free some room there, or choose a folder on another drive."),
    ),
    "backup_not_proved": (
        QT_TR_NOOP("The restored backup is not as it should be"),
        QT_TR_NOOP("It was restored, but not everything in it opened or was found."),
        QT_TR_NOOP("Make a new backup and test it; under Backups it is said what was wrong."),
    ),
    "backup_state_damaged": (
        QT_TR_NOOP("The list of folders for backups is damaged"),
        QT_TR_NOOP("The backups themselves are not affected, but no new ones are made."),
        QT_TR_NOOP("Add the folders again under Backups."),
    ),
    "backup_into_data_directory": (
        QT_TR_NOOP("A backup must not lie beside what it saves"),
        QT_TR_NOOP("The folder is within the data of Anamnesis and would be lost together with it."),
        QT_TR_NOOP("Choose a folder on another drive."),
    ),
    "restore_failed": (
        QT_TR_NOOP("The backup could not be restored"),
        QT_TR_NOOP("The database refused what is in it. Nothing was changed."),
        _OTHER_BACKUP,
    ),
}
