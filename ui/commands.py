"""Commands by name and by key: views offer commands, the window collects them in one book.

Menus, the command palette and the list of shortcuts all read the book, so that none of them lacks one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

Scope = Literal["window", "view"]
AREAS = ("go", "find", "clients", "session", "chart", "schedule", "ask", "records", "app")
"""The areas of commands, in the order of the list."""


def always() -> bool:
    """For a command that is available whenever its view is."""
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One user action."""

    command_id: str
    """`area.name`, never changed: chosen keys are stored under it. Areas are in `AREAS`."""
    title: str
    """In the person's language; may hold an `&` for the menu and end in `…` when a dialog follows."""
    keys: str
    """The default keys, as Qt's portable text (`Ctrl+Shift+N`), or empty."""
    run: Callable[[], object]
    enabled: Callable[[], bool] = always
    """Evaluated on use: whether `run` would have an effect now."""
    scope: Scope = "window"
    """`view`: the keys work only while the focus is inside the view."""

    @property
    def area(self) -> str:
        return self.command_id.partition(".")[0]

    @property
    def label(self) -> str:
        """The title without the mark of the menu."""
        return self.title.replace("&&", "\0").replace("&", "").replace("\0", "&")


@dataclass(slots=True)
class _Entry:
    command: Command
    owner: QWidget
    action: QAction
    keys: str = ""


def normal_keys(keys: str) -> str:
    """`keys` as Qt writes them; empty unless a single key combination."""
    sequence = QKeySequence(keys)
    if sequence.count() != 1:
        return ""
    found: str = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    # A key unknown to Qt leaves only its modifiers, or nothing.
    return "" if found.endswith("+") and found != "+" and not found.endswith("++") else found


def shown_keys(keys: str) -> str:
    """`keys` as this platform writes them (`⌘K` or `Ctrl+K`)."""
    shown: str = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return shown


def area_title(area: str) -> str:
    """The area's name; an unknown area belongs to the program as a whole."""
    titles = {
        "go": QCoreApplication.translate("CommandAreas", "Go to"),
        "find": QCoreApplication.translate("CommandAreas", "Find"),
        "clients": QCoreApplication.translate("CommandAreas", "Clients"),
        "session": QCoreApplication.translate("CommandAreas", "Session"),
        "chart": QCoreApplication.translate("CommandAreas", "Chart"),
        "schedule": QCoreApplication.translate("CommandAreas", "Schedule"),
        "ask": QCoreApplication.translate("CommandAreas", "Ask"),
        "records": QCoreApplication.translate("CommandAreas", "Records"),
        "app": QCoreApplication.translate("CommandAreas", "Program"),
    }
    return titles.get(area, titles["app"])


def area_order(area: str) -> int:
    """The area's position in the list."""
    return AREAS.index(area) if area in AREAS else AREAS.index("app")


class CommandBook(QObject):
    """All registered commands, each with its current keys.

    No two commands have the same keys: a person's choice precedes defaults, and earlier registrations precede
    later ones.
    """

    changed = Signal()
    """Commands or keys were added, changed or removed."""
    keys_chosen = Signal(object)
    """All keys that differ from the defaults, by id: to be stored for the next start."""

    done = Signal(str)
    """The id of a requested, available command."""

    def __init__(self, chosen: Mapping[str, str] | None = None, parent: QObject | None = None) -> None:
        """`chosen` holds the person's earlier choices; an empty text means that the command has no keys."""
        super().__init__(parent)
        self._entries: dict[str, _Entry] = {}
        self._chosen = {command_id: normal_keys(keys) for command_id, keys in (chosen or {}).items()}

    def register(self, owner: QWidget, commands: Iterable[Command]) -> None:
        """Adds the commands of a view; their keys work while it is on screen, and they are removed with it.

        Raises `ValueError` for a registered id.
        """
        self.register_all(((owner, commands),))

    def register_all(self, views: Iterable[tuple[QWidget, Iterable[Command]]]) -> None:
        """As `register`, for several views at once: keys are dealt out, and shown in tool tips, only once."""
        self._prune()
        for owner, commands in views:
            for command in commands:
                self._add(owner, command)
        self._deal_out()

    def withdraw(self, owner: QWidget) -> None:
        """Removes the commands of one view; their keys become free."""
        for command_id in [each for each, entry in self._entries.items() if entry.owner is owner]:
            entry = self._entries.pop(command_id)
            entry.action.setShortcut(QKeySequence())
            owner.removeAction(entry.action)
            entry.action.deleteLater()
        self._deal_out()

    def clear(self) -> None:
        """Removes all commands at once."""
        for entry in self._entries.values():
            entry.action.setShortcut(QKeySequence())
            entry.action.deleteLater()
        self._entries.clear()
        self.changed.emit()

    def commands(self) -> tuple[Command, ...]:
        """All commands, in order of registration."""
        self._prune()
        return tuple(entry.command for entry in self._entries.values())

    def find(self, command_id: str) -> Command | None:
        self._prune()
        entry = self._entries.get(command_id)
        return entry.command if entry is not None else None

    def keys(self, command_id: str) -> str:
        """The current keys of a command, as portable text; empty for none."""
        return self._entries[command_id].keys

    def available(self, command_id: str) -> bool:
        """Whether it would have an effect now: its view is on screen and it is enabled."""
        entry = self._entries.get(command_id)
        if entry is None or not shiboken6.isValid(entry.owner):
            return False
        return entry.owner.isEnabled() and entry.owner.isVisible() and entry.command.enabled()

    def run(self, command_id: str) -> None:
        """Runs it, unless it is unavailable."""
        if self.available(command_id):
            # Emitted first: running it may remove the command.
            self.done.emit(command_id)
            self._entries[command_id].command.run()

    def action(self, command_id: str) -> QAction:
        """The command as a menu entry, with its keys. Call `refresh` before the menu opens."""
        return self._entries[command_id].action

    def refresh(self) -> None:
        """Disables the entries of unavailable commands."""
        for command_id, entry in self._entries.items():
            entry.action.setEnabled(self.available(command_id))

    def wake(self) -> None:
        """Enables all entries: keys are evaluated when pressed, not when a menu was last open."""
        for entry in self._entries.values():
            entry.action.setEnabled(True)

    def user_of(self, keys: str, *, besides: str = "") -> Command | None:
        """The command with these keys now, other than `besides`."""
        wanted = normal_keys(keys)
        self._prune()
        for command_id, entry in self._entries.items():
            if wanted and entry.keys == wanted and command_id != besides:
                return entry.command
        return None

    def is_changed(self, command_id: str) -> bool:
        """Whether a person changed or removed its keys."""
        return command_id in self._chosen

    def rebind(self, command_id: str, keys: str) -> None:
        """Assigns these keys to a command and removes them from their current one; empty text: no keys."""
        wanted = normal_keys(keys)
        self._take(wanted, command_id)
        if wanted == normal_keys(self._entries[command_id].command.keys):
            self._chosen.pop(command_id, None)
        else:
            self._chosen[command_id] = wanted
        self._deal_out()
        self.keys_chosen.emit(dict(self._chosen))

    def reset(self, command_id: str) -> None:
        """Resets a command to its default keys."""
        self.rebind(command_id, self._entries[command_id].command.keys)

    def reset_all(self) -> None:
        self._chosen.clear()
        self._deal_out()
        self.keys_chosen.emit({})

    def _add(self, owner: QWidget, command: Command) -> None:
        if command.command_id in self._entries:
            raise ValueError(f"two commands are called {command.command_id}")
        action = QAction(command.title, self)
        whole = Qt.ShortcutContext.WindowShortcut
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        action.setShortcutContext(whole if command.scope == "window" else inside)
        action.triggered.connect(partial(self._on_triggered, command.command_id))
        owner.addAction(action)
        self._entries[command.command_id] = _Entry(command, owner, action)

    def _take(self, keys: str, for_id: str) -> None:
        other = self.user_of(keys, besides=for_id)
        if other is not None:
            self._chosen[other.command_id] = ""

    def _deal_out(self) -> None:
        taken: set[str] = set()
        for entry in self._entries.values():
            entry.keys = ""
        chosen_first = sorted(self._entries, key=lambda command_id: command_id not in self._chosen)
        for command_id in chosen_first:
            entry = self._entries[command_id]
            keys = self._chosen.get(command_id, normal_keys(entry.command.keys))
            if keys and keys not in taken:
                entry.keys = keys
                taken.add(keys)
        for entry in self._entries.values():
            entry.action.setShortcut(QKeySequence(entry.keys))
        self.changed.emit()

    def _on_triggered(self, command_id: str, _checked: bool = False) -> None:
        self.run(command_id)

    def _prune(self) -> None:
        """Removes the commands of destroyed views and frees their keys."""
        gone = [each for each, entry in self._entries.items() if not shiboken6.isValid(entry.owner)]
        for command_id in gone:
            self._entries.pop(command_id).action.deleteLater()
