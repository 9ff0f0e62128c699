"""A box to choose one client in by typing a part of the name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from core.clients.dto import Client
from ui.clients.identity import SEPARATOR, identity_line
from ui.clients.name_filter import sort_key
from ui.widgets.days import today
from ui.widgets.text_direction import isolate


class ClientChooser(QComboBox):
    """What is written in it is always the client chosen, or nothing."""

    chosen = Signal(object)
    """The `Client`, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItem("", None)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Type a part of the name"))
            line.editingFinished.connect(self._restore_text)
        self.currentIndexChanged.connect(lambda _: self.chosen.emit(self.client))

    @property
    def client(self) -> Client | None:
        found: Client | None = self.currentData()
        return found

    def set_clients(self, clients: Iterable[Client]) -> None:
        """Offers these, by name; nobody is chosen."""
        blocked = self.blockSignals(True)
        self.clear()
        self.addItem("", None)
        for client in sorted(clients, key=lambda each: sort_key(each.details)):
            # Namesakes are told apart by what stands behind the name.
            words = (isolate(client.details.display_name), identity_line(client.details, today=today()))
            self.addItem(SEPARATOR.join(words), client)
        self.setCurrentIndex(0)
        self.blockSignals(blocked)

    def choose(self, client_id: object) -> None:
        """Chooses one of those offered."""
        for row in range(self.count()):
            client: Client | None = self.itemData(row)
            if client is not None and client.client_id == client_id:
                self.setCurrentIndex(row)

    def _restore_text(self) -> None:
        self.setEditText(self.itemText(self.currentIndex()))
