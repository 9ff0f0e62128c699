"""All keyboard shortcuts, to look up and change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.commands import CommandBook, normal_keys, shown_keys
from ui.shortcuts.key_field import KeyField
from ui.shortcuts.reserved import is_reserved
from ui.shortcuts.shortcut_list import ShortcutList
from ui.theme import SPACE_2, SPACE_3, SPACE_4, set_role
from ui.widgets.message_bar import MessageBar
from ui.widgets.plain_label import PlainLabel
from ui.widgets.question import Question

_SIZE_PX = (680, 640)


class ShortcutsDialog(QDialog):
    """A change takes effect at once. Another command's keys are taken only after confirmation."""

    def __init__(self, book: CommandBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._book = book
        self._wanted_keys = ""
        self.search = QLineEdit()
        self.list = ShortcutList(book)
        self.message = MessageBar()
        self.label = PlainLabel()
        self.field = KeyField()
        self.none_button = QPushButton(self.tr("No keys"))
        self.reset_button = QPushButton(self.tr("Reset"))
        self.reset_all_button = QPushButton(self.tr("Reset all…"))
        self.close_button = QPushButton(self.tr("Close"))
        self._style()
        self._lay_out()
        self._connect()
        self._on_chosen(self.list.command_id)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resize(*_SIZE_PX)

    def _style(self) -> None:
        self.search.setPlaceholderText(self.tr("Find a command or keys"))
        self.search.setAccessibleName(self.tr("Find a command by its name, its area or its keys"))
        self.search.setClearButtonEnabled(True)
        set_role(self.label, strong=True)
        self.field.setPlaceholderText(self.tr("Press the new keys"))
        self.none_button.setToolTip(self.tr("The command stays in the menus and in the palette"))
        self.reset_button.setToolTip(self.tr("The keys this command came with"))
        set_role(self.reset_all_button, kind="quiet")
        for button in (self.none_button, self.reset_button, self.reset_all_button, self.close_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        change = QHBoxLayout()
        change.setSpacing(SPACE_2)
        change.addWidget(self.label, 1)
        for widget in (self.field, self.none_button, self.reset_button):
            change.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self.reset_all_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE_3)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.message)
        layout.addLayout(change)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.list.narrow)
        self.search.returnPressed.connect(self.field.setFocus)
        self.list.command_chosen.connect(self._on_chosen)
        self.list.itemActivated.connect(lambda *_: self.field.setFocus(Qt.FocusReason.OtherFocusReason))
        self.field.pressed.connect(self._on_pressed)
        self.field.cleared.connect(self._on_none)
        self.none_button.clicked.connect(self._on_none)
        self.reset_button.clicked.connect(self._on_reset)
        self.reset_all_button.clicked.connect(self._on_reset_all)
        self.close_button.clicked.connect(self.reject)
        self.message.action_requested.connect(self._take)
        self._book.changed.connect(self._on_book_changed)

    @property
    def _command_id(self) -> str:
        return self.list.command_id

    def _on_book_changed(self) -> None:
        self.list.fill()

    def _on_chosen(self, command_id: str) -> None:
        self.message.clear()
        self._wanted_keys = ""
        command = self._book.find(command_id)
        keys = shown_keys(self._book.keys(command_id)) if command is not None else ""
        self.label.setText(command.label if command is not None else "")
        self.field.setText(keys)
        name = self.tr("New keys for {command}").format(command=self.label.text())
        self.field.setAccessibleName(name)
        self.field.setEnabled(command is not None)
        self.none_button.setEnabled(bool(keys))
        self.reset_button.setEnabled(command is not None and self._book.is_changed(command_id))
        self.reset_all_button.setEnabled(any(map(self._book.is_changed, self._ids())))

    def _on_pressed(self, keys: str) -> None:
        if not self._command_id or self._book.keys(self._command_id) == keys:
            return
        self._ask_for(keys)

    def _on_none(self) -> None:
        if self._command_id:
            self._book.rebind(self._command_id, "")

    def _on_reset(self) -> None:
        command = self._book.find(self._command_id)
        if command is not None:
            self._ask_for(command.keys)

    def _ask_for(self, keys: str) -> None:
        """Changes the keys, unless they are reserved or another command has them."""
        shown = shown_keys(keys)
        self.field.setText(shown)
        command = self._book.find(self._command_id)
        if command is None:
            return
        other = self._book.user_of(keys, besides=self._command_id)
        own = normal_keys(keys) == normal_keys(command.keys)
        if not own and is_reserved(keys, scope=command.scope):
            self.message.show_message(
                self.tr("{keys} cannot be used").format(keys=shown),
                self.tr("These keys edit or write text, or belong to the system."),
                self.tr("Press others, with Ctrl for example, or a function key."),
                tone="caution",
            )
        elif other is not None:
            self._wanted_keys = keys
            self.message.show_message(
                self.tr("{keys} is used by “{command}”").format(keys=shown, command=other.label),
                self.tr("If you take it, that command has no keys."),
                tone="caution",
                action=self.tr("Take it"),
            )
        else:
            self._book.rebind(self._command_id, keys)

    def _take(self) -> None:
        if self._wanted_keys and self._command_id:
            self._book.rebind(self._command_id, self._wanted_keys)

    def _on_reset_all(self) -> None:
        Question(
            self,
            title=self.tr("Reset all shortcuts?"),
            text=self.tr("Every command gets the keys it came with."),
            yes=self.tr("Reset all"),
            on_yes=self._book.reset_all,
        ).open()

    def _ids(self) -> tuple[str, ...]:
        return tuple(command.command_id for command in self._book.commands())
