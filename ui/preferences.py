"""What the window remembers between starts: theme, language, size, keys. Nothing of a client, ever."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args
from uuid import UUID

from PySide6.QtCore import QByteArray

from core.atomic_file import write_atomically
from core.ids import UserId
from ui.i18n import Language, system_language
from ui.lock.idle_watch import DEFAULT_IDLE_MINUTES, IDLE_MINUTES
from ui.theme import ThemeMode

_SHORTCUT = "shortcut."


class Preferences:
    """Typed access to one small file in the data directory. An unreadable or unknown value counts as unset.

    Nothing is written before the directory exists: a practice that was not created leaves nothing behind.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._values = _read(file)

    @property
    def theme_mode(self) -> ThemeMode:
        value = self._values.get("theme")
        return cast(ThemeMode, value) if value in get_args(ThemeMode) else "system"

    @theme_mode.setter
    def theme_mode(self, mode: ThemeMode) -> None:
        self._values["theme"] = mode

    @property
    def language(self) -> Language:
        """The chosen language, or the system's."""
        value = self._values.get("language")
        return cast(Language, value) if value in get_args(Language) else system_language()

    @language.setter
    def language(self, language: Language) -> None:
        self._values["language"] = language

    @property
    def geometry(self) -> QByteArray:
        """Size and place of the window as Qt writes it; empty when unset."""
        return QByteArray.fromBase64(self._values.get("geometry", "").encode())

    @geometry.setter
    def geometry(self, state: QByteArray) -> None:
        self._values["geometry"] = bytes(state.toBase64().data()).decode()

    @property
    def splitter(self) -> QByteArray:
        """Widths of list, chart and ask panel as Qt writes them; empty when unset."""
        return QByteArray.fromBase64(self._values.get("splitter", "").encode())

    @splitter.setter
    def splitter(self, state: QByteArray) -> None:
        self._values["splitter"] = bytes(state.toBase64().data()).decode()

    @property
    def previous_shown(self) -> bool:
        """Whether the session before is open beside the note."""
        return self._values.get("previous_session") == "shown"

    @previous_shown.setter
    def previous_shown(self, shown: bool) -> None:
        self._values["previous_session"] = "shown" if shown else "hidden"

    @property
    def brief_shown(self) -> bool:
        """Whether the brief above a chart is unfolded."""
        return self._values.get("brief") == "shown"

    @brief_shown.setter
    def brief_shown(self, shown: bool) -> None:
        self._values["brief"] = "shown" if shown else "hidden"

    @property
    def assistant(self) -> bool:
        """Whether questions can be asked in the window at all."""
        return self._values.get("assistant") != "off"

    @assistant.setter
    def assistant(self, on: bool) -> None:
        self._values["assistant"] = "on" if on else "off"

    @property
    def quotes_only(self) -> bool:
        """Whether answers are to be quotes also where a language model may write sentences."""
        return self._values.get("answers") == "quotes"

    @quotes_only.setter
    def quotes_only(self, only: bool) -> None:
        self._values["answers"] = "quotes" if only else "sentences"

    @property
    def idle_minutes(self) -> int:
        """After how long without input the practice locks; one of `IDLE_MINUTES`."""
        value = self._values.get("idle_minutes", "")
        known = {str(minutes): minutes for minutes in IDLE_MINUTES}
        return known.get(value, DEFAULT_IDLE_MINUTES)

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self._values["idle_minutes"] = str(minutes)

    @property
    def last_user(self) -> UserId | None:
        """Who unlocked last, to be offered first at the lock screen."""
        try:
            return UserId(UUID(self._values.get("last_user", "")))
        except ValueError:
            return None

    @last_user.setter
    def last_user(self, user_id: UserId | None) -> None:
        self._values["last_user"] = str(user_id) if user_id is not None else ""

    @property
    def shortcuts(self) -> dict[str, str]:
        """Keys that differ from those the commands came with, by the id of the command; empty text: none."""
        at = len(_SHORTCUT)
        return {name[at:]: keys for name, keys in self._values.items() if name.startswith(_SHORTCUT)}

    @shortcuts.setter
    def shortcuts(self, keys: Mapping[str, str]) -> None:
        others = {name: value for name, value in self._values.items() if not name.startswith(_SHORTCUT)}
        self._values = others | {f"{_SHORTCUT}{command_id}": each for command_id, each in keys.items()}

    def save(self) -> None:
        """Writes the file. A disk that refuses costs a preference, so it is not an error worth a message."""
        if self._file is None or not self._file.parent.is_dir():
            return
        try:
            write_atomically(self._file, json.dumps(self._values, sort_keys=True).encode())
        except OSError:
            return


def _read(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): value for name, value in found.items() if isinstance(value, str)}
