"""The window's stored preferences: theme, language, size, keys. Never anything of a client."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import QByteArray

from core.atomic_file import write_atomically
from core.configuration.schema import CHOICES
from core.ids import UserId
from ui.i18n import Language, system_language
from ui.theme import ThemeMode

_SHORTCUT = "shortcut."


class Preferences:
    """Typed access to one small file in the data directory. An unreadable or unknown value counts as unset.

    Nothing is written before the directory exists: a practice that was not created leaves no files.
    """

    def __init__(self, file: Path | None = None, *, languages: frozenset[str] | None = None) -> None:
        """`languages`: the permitted languages of the window; None: all."""
        self._file = file
        self._languages = languages
        self._values = _read(file)

    def chosen(self, name: str) -> Any:
        """The value of a choice of `core.configuration.schema`, by its name."""
        value = CHOICES[name].read(self._values.get(name))
        return system_language() if name == "language" and value is None else value

    def choose(self, name: str, value: Any) -> None:
        """Sets a choice; `save` writes it."""
        self._values[name] = CHOICES[name].stored(value)

    @property
    def theme_mode(self) -> ThemeMode:
        return cast(ThemeMode, self.chosen("theme"))

    @theme_mode.setter
    def theme_mode(self, mode: ThemeMode) -> None:
        self.choose("theme", mode)

    @property
    def language(self) -> Language:
        """The chosen language, or the system's, among the permitted ones."""
        choice = CHOICES["language"]
        return cast(Language, choice.within(self.chosen("language"), self._languages))

    @language.setter
    def language(self, language: Language) -> None:
        self.choose("language", language)

    @property
    def text_size_percent(self) -> int:
        """The size of everything in the window, applied at its start."""
        return cast(int, self.chosen("text_size_percent"))

    @property
    def clipboard_clear_s(self) -> int:
        """How long copied text stays in the clipboard."""
        return cast(int, self.chosen("clipboard_clear_s"))

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
        """Whether the previous session is shown beside the note."""
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
        return cast(bool, self.chosen("assistant"))

    @assistant.setter
    def assistant(self, on: bool) -> None:
        self.choose("assistant", on)

    @property
    def quotes_only(self) -> bool:
        """Whether answers are only quotes even if a language model may write sentences."""
        return self._values.get("answers") == "quotes"

    @quotes_only.setter
    def quotes_only(self, only: bool) -> None:
        self._values["answers"] = "quotes" if only else "sentences"

    @property
    def idle_minutes(self) -> int:
        """The time without input before the practice locks; one of `IDLE_MINUTES`."""
        return cast(int, self.chosen("idle_minutes"))

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        self.choose("idle_minutes", minutes)

    @property
    def last_user(self) -> UserId | None:
        """The last person who unlocked, to be offered first at the lock screen."""
        try:
            return UserId(UUID(self._values.get("last_user", "")))
        except ValueError:
            return None

    @last_user.setter
    def last_user(self, user_id: UserId | None) -> None:
        self._values["last_user"] = str(user_id) if user_id is not None else ""

    @property
    def shortcuts(self) -> dict[str, str]:
        """Keys that differ from the defaults, by the id of the command; empty text: none."""
        at = len(_SHORTCUT)
        return {name[at:]: keys for name, keys in self._values.items() if name.startswith(_SHORTCUT)}

    @shortcuts.setter
    def shortcuts(self, keys: Mapping[str, str]) -> None:
        others = {name: value for name, value in self._values.items() if not name.startswith(_SHORTCUT)}
        self._values = others | {f"{_SHORTCUT}{command_id}": each for command_id, each in keys.items()}

    def save(self) -> None:
        """Writes the file. A disk error costs only a preference, so no message is shown."""
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
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str) and _is_text(value)}


def _is_text(value: str) -> bool:
    """JSON can contain lone surrogates, which are no text."""
    return not any("\ud800" <= each <= "\udfff" for each in value)
