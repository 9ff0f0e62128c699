"""Sentences about the disk, the data directory and faults of the program."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

BY_CODE: dict[str, Sentences] = {
    "disk_full": (
        QT_TR_NOOP("The disk is full"),
        QT_TR_NOOP("There is no room to save. What is on screen is not lost while the window stays open."),
        QT_TR_NOOP("Free some space on the disk, then try again."),
    ),
    "no_display": (
        QT_TR_NOOP("There is no screen to show the window on"),
        QT_TR_NOOP("No display is named, or the one that is named does not let this program in."),
        QT_TR_NOOP("Start it from a desktop session. “anamnesis --help” lists what works in a terminal."),
    ),
    "window_libraries_missing": (
        QT_TR_NOOP("The window needs libraries that this system lacks"),
        QT_TR_NOOP("Missing: {libraries}."),
        QT_TR_NOOP("On Debian and Ubuntu: sudo apt-get install -y {packages}"),
    ),
    "data_directory_in_use": (
        QT_TR_NOOP("Anamnesis is running already"),
        QT_TR_NOOP("Another window or command is using this data directory."),
        QT_TR_NOOP("Go on there, or close it and try again."),
    ),
    "data_directory_unusable": (
        QT_TR_NOOP("The data directory cannot be used"),
        QT_TR_NOOP("{directory}: {reason}."),
        QT_TR_NOOP("Check that the directory is there and belongs to you, or choose another."),
    ),
    "practice_of_another_account": (
        QT_TR_NOOP("This practice belongs to another account of this computer"),
        QT_TR_NOOP("{directory} belongs to the account {account}; it was left as it is."),
        QT_TR_NOOP("Log in to the computer as {account} to open it, or choose a data directory of your own."),
    ),
    "shared_practice_in_use": (
        QT_TR_NOOP("The practice is open in another account"),
        QT_TR_NOOP("Accounts of this computer share it, one at a time; {account} has it open."),
        QT_TR_NOOP("Ask for it in the window, or wait until it is closed in that account."),
    ),
    "shared_practice_not_member": (
        QT_TR_NOOP("This account may not open the shared practice"),
        QT_TR_NOOP("Accounts of the group {group} share it; {account} is not one of them."),
        QT_TR_NOOP(
            "Let an administrator add {account} to the group {group}, then log in to the computer again."
        ),
    ),
    "shared_practice_rights": (
        QT_TR_NOOP("The shared practice is not protected"),
        QT_TR_NOOP("{path} is not as it was made: {reason}."),
        QT_TR_NOOP("Let an administrator restore its owner and its rights; “anamnesis shared status” tells."),
    ),
    "shared_practice_rights.missing": (
        QT_TR_NOOP("The shared practice is not there"),
        QT_TR_NOOP("{path} is missing; the policy of this computer names it."),
        QT_TR_NOOP("Let an administrator make it with “anamnesis shared create”, or correct the policy."),
    ),
    "shared_practice_rights.writable": (
        QT_TR_NOOP("The shared practice is not protected"),
        QT_TR_NOOP("Others can replace what is in {path}; nothing was opened."),
        QT_TR_NOOP("Let an administrator take the right to write from its group and from others."),
    ),
    "shared_practice_rights.acl": (
        QT_TR_NOOP("The shared practice is not protected"),
        QT_TR_NOOP("An access control list lets other accounts into {path}; nothing was opened."),
        QT_TR_NOOP("Let an administrator remove such lists from it and what is in it: setfacl -R -b -k"),
    ),
    "shared_practice_administrator": (
        QT_TR_NOOP("An administrator does this"),
        QT_TR_NOOP("The database of the shared practice belongs to {account}; nothing was changed."),
        QT_TR_NOOP("The guide for IT, under “Several people on one computer”, has the commands."),
    ),
    "shared_practice_missing": (
        QT_TR_NOOP("There is no shared practice on this computer"),
        QT_TR_NOOP("No policy names one, or --data-dir names another directory."),
        QT_TR_NOOP("Set shared_practice in /etc/anamnesis/policy.toml, or leave out --data-dir."),
    ),
    "shared_server_outdated": (
        QT_TR_NOOP("The shared practice waits for its server"),
        QT_TR_NOOP("This version of Anamnesis is newer than the database that {account} runs."),
        QT_TR_NOOP("Try again in a minute. If it stays so, let an administrator restart its service."),
    ),
    "shared_practice_exists": (
        QT_TR_NOOP("There is something already"),
        QT_TR_NOOP("{path} exists; nothing was changed."),
        QT_TR_NOOP("Name another folder."),
    ),
    "shared_practice_not_here": (
        QT_TR_NOOP("Not below this folder"),
        QT_TR_NOOP("What is below {path} goes when the package is purged."),
        QT_TR_NOOP("Name another folder, such as /srv/anamnesis."),
    ),
    "shared_practice_needs_root": (
        QT_TR_NOOP("An administrator does this"),
        QT_TR_NOOP("Accounts and directories of the computer are made; nothing was changed."),
        QT_TR_NOOP("Run it with sudo."),
    ),
    "shared_practice_only_linux": (
        QT_TR_NOOP("A practice can be shared on Linux only"),
        QT_TR_NOOP("On other systems a practice belongs to one account."),
        QT_TR_NOOP("Share that account, and let each person unlock with their own passphrase."),
    ),
    "shared_practice_account_unknown": (
        QT_TR_NOOP("There is no such account"),
        QT_TR_NOOP("{account} is no account of this computer; nothing was changed."),
        QT_TR_NOOP("Create it first, or correct the name."),
    ),
    "shared_practice_not_a_server_account": (
        QT_TR_NOOP("This account cannot run the server"),
        QT_TR_NOOP("{account} exists, can log in or has another group; it could replace the database."),
        QT_TR_NOOP("Name an account that does not exist yet, and it is created."),
    ),
    "shared_practice_accounts": (
        QT_TR_NOOP("An account or a group was not made"),
        QT_TR_NOOP("{program} failed or is missing."),
        QT_TR_NOOP("Make the group and the account by other means, then run this again."),
    ),
    "data_directory_on_network": (
        QT_TR_NOOP("The data directory is on a network drive"),
        QT_TR_NOOP("{path} is on a network file system ({reason}), where a database can be damaged."),
        QT_TR_NOOP("Choose a directory on a disk of this computer."),
    ),
    "data_directory_synced": (
        QT_TR_NOOP("The data directory is synchronised to a cloud"),
        QT_TR_NOOP("{path} is synchronised by {reason}, which copies files while they change."),
        QT_TR_NOOP("Choose a directory that no program synchronises."),
    ),
    "newer_data_directory": (
        QT_TR_NOOP("This practice is from a newer version"),
        QT_TR_NOOP("It was last opened with a newer Anamnesis. It was left as it is."),
        QT_TR_NOOP("Install the newer version to open it."),
    ),
    "format_file_damaged": (
        QT_TR_NOOP("The data directory is damaged"),
        QT_TR_NOOP("The file {file}, which says how the data is laid out, cannot be read."),
        QT_TR_NOOP(
            "Restore a backup: move the data directory away, start Anamnesis and choose “I have a backup”."
        ),
    ),
    "directory_not_private": (
        QT_TR_NOOP("A directory is not private"),
        QT_TR_NOOP("{path} is a link or belongs to someone else, so no records are put there."),
        QT_TR_NOOP("Choose a data directory of your own."),
    ),
    "directory_not_empty": (
        QT_TR_NOOP("The directory is not empty"),
        QT_TR_NOOP("{path} holds other files; nothing was written."),
        QT_TR_NOOP("Choose an empty data directory."),
    ),
    "socket_path_too_long": (
        QT_TR_NOOP("The path of the data directory is too long"),
        QT_TR_NOOP("The system allows {limit_bytes} bytes for the database's socket."),
        QT_TR_NOOP("Choose a data directory with a shorter path."),
    ),
    "setting_out_of_range": (
        QT_TR_NOOP("A setting is out of range"),
        QT_TR_NOOP("{name} must be between {low} and {high}."),
        QT_TR_NOOP("Correct it and start again."),
    ),
    "file_not_written": (
        QT_TR_NOOP("The file was not written"),
        QT_TR_NOOP("{file}: {reason}."),
        QT_TR_NOOP("Choose another folder."),
    ),
    "system_refused": (
        QT_TR_NOOP("The system refused access to a file"),
        QT_TR_NOOP("{path}: {reason}."),
        QT_TR_NOOP(
            "Check that its disk is there and not write-protected, and that the folder belongs to you."
        ),
    ),
    "system_out_of_resources": (
        QT_TR_NOOP("This computer is out of memory or open files"),
        QT_TR_NOOP("The system had no more to give: {reason}."),
        QT_TR_NOOP("Close other programs, then try again."),
    ),
    "language_not_now": (
        QT_TR_NOOP("The language was not changed"),
        QT_TR_NOOP("Some words are not saved yet, and changing it now would lose them."),
        QT_TR_NOOP("Save them first, then choose the language again."),
    ),
    "unexpected_failure": (
        QT_TR_NOOP("Something went wrong"),
        QT_TR_NOOP("A fault in Anamnesis stopped this step; what was saved before is safe."),
        QT_TR_NOOP("Try again. If it happens again, report it."),
    ),
    "error": (
        QT_TR_NOOP("This did not work"),
        QT_TR_NOOP("The step was not completed; what was saved before is safe."),
        QT_TR_NOOP("Try again. “anamnesis doctor” looks for the cause."),
    ),
}
