"""Sentences about updates: rejected releases, and what prevents an installation."""

from __future__ import annotations

from ui.error_sentences.sentences import Sentences
from ui.i18n.marking import QT_TR_NOOP

_AGAIN = QT_TR_NOOP("Get the release again from where it comes from, whole, and try again.")
_NOT_TAKEN = QT_TR_NOOP("The update is not taken")

BY_CODE: dict[str, Sentences] = {
    "update_none": (
        QT_TR_NOOP("There is no update here"),
        QT_TR_NOOP("No folder with a list of checksums (SHA256SUMS) was found."),
        QT_TR_NOOP("Connect the stick, or name the folder of the release with --from."),
    ),
    "update_not_one": (
        _NOT_TAKEN,
        QT_TR_NOOP("{file} is missing in {folder}: it is no release, or not a whole one."),
        _AGAIN,
    ),
    "update_unreadable": (
        QT_TR_NOOP("The update cannot be read"),
        QT_TR_NOOP("{file}: {reason}."),
        QT_TR_NOOP("Check that the drive is connected and that you may read it, then try again."),
    ),
    "update_not_signed": (
        _NOT_TAKEN,
        QT_TR_NOOP("{file} is not signed with a key that this computer trusts, or it was changed since."),
        QT_TR_NOOP("Get the release again from where it comes from. Install nothing of this one."),
    ),
    "update_list_refused": (
        _NOT_TAKEN,
        QT_TR_NOOP("{file} is not a list of the files of one release."),
        _AGAIN,
    ),
    "update_file_missing": (
        _NOT_TAKEN,
        QT_TR_NOOP("{file} belongs to the release and is not there."),
        _AGAIN,
    ),
    "update_file_changed": (
        _NOT_TAKEN,
        QT_TR_NOOP("{file} is not the file that was signed."),
        QT_TR_NOOP("Get the release again from where it comes from. Install nothing of this one."),
    ),
    "update_foreign": (
        _NOT_TAKEN,
        QT_TR_NOOP("{file} is another program or another version than its name says."),
        _AGAIN,
    ),
    "update_same": (
        QT_TR_NOOP("This version is installed already"),
        QT_TR_NOOP("The release in {folder} is version {version}, as the program is."),
        QT_TR_NOOP("There is nothing to do."),
    ),
    "update_older": (
        _NOT_TAKEN,
        QT_TR_NOOP("The release in {folder} is version {version}, and {installed} is installed."),
        QT_TR_NOOP("An older version cannot read newer data. Look for a newer release."),
    ),
    "update_other_computer": (
        _NOT_TAKEN,
        QT_TR_NOOP("Version {version} in {folder} is for computers of another kind ({architecture})."),
        QT_TR_NOOP("Get the release for this kind of computer."),
    ),
    "update_no_key": (
        QT_TR_NOOP("There is no key to check updates with"),
        QT_TR_NOOP("This installation was made without a release key, and {file} is not there."),
        QT_TR_NOOP("An administrator puts the key of whoever publishes your releases there."),
    ),
    "update_key_open": (
        QT_TR_NOOP("The key for updates could be replaced by others"),
        QT_TR_NOOP("{file} can be written by somebody else than an administrator, so it is not trusted."),
        QT_TR_NOOP("Let the file and its folders belong to root, writable by nobody else."),
    ),
    "update_tool_missing": (
        QT_TR_NOOP("A program that updates need is missing"),
        QT_TR_NOOP("This system has no {tool}."),
        QT_TR_NOOP("Install it with the package manager. Updates work on Debian and what is made of it."),
    ),
    "update_tool_failed": (
        QT_TR_NOOP("The system did not do its part of the update"),
        QT_TR_NOOP("{tool}: {reason}."),
        QT_TR_NOOP("Try again. If it stays so, ask whoever looks after your computers."),
    ),
    "update_no_package": (
        QT_TR_NOOP("This installation is not updated by packages"),
        QT_TR_NOOP("It was not installed by the package manager of this system."),
        QT_TR_NOOP("Install the package of the release, or update it the way it was installed."),
    ),
    "update_needs_administrator": (
        QT_TR_NOOP("An administrator has to install the update"),
        QT_TR_NOOP("Nobody could be asked from here. Nothing was changed."),
        QT_TR_NOOP("In a terminal: {command}"),
    ),
    "update_not_allowed": (
        QT_TR_NOOP("The update was not installed"),
        QT_TR_NOOP("No administrator allowed it. Nothing was changed."),
        QT_TR_NOOP("Try again as an administrator, or in a terminal: {command}"),
    ),
    "update_not_installed": (
        QT_TR_NOOP("The package manager did not install the update"),
        QT_TR_NOOP("It says: {reason}"),
        QT_TR_NOOP("The version of before goes on working. Ask whoever looks after your computers."),
    ),
}
