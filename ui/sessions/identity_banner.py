"""Whose chart this is, in a form that cannot be mistaken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.clients.dto import Client
from ui.clients.identity import identity_line, person_name, spoken_identity
from ui.theme import SPACE_1, SPACE_2, SPACE_4, active_theme, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.days import today
from ui.widgets.marks import warning_pixmap
from ui.widgets.text_direction import isolate


class IdentityBanner(QFrame):
    """Name, sex and age, birth date; below it what must not be overlooked."""

    record_requested = Signal()
    edit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client: Client | None = None
        self.name = QLabel()
        self.identity = QLabel()
        self.allergies = QLabel()
        self.alerts = QLabel()
        self._allergy_mark = QLabel()
        self._alert_mark = QLabel()
        self.record_button = QToolButton()
        self.edit_button = QPushButton(self.tr("Edit details"))
        self._dress()
        self._lay_out()
        self.record_button.clicked.connect(self.record_requested)
        self.edit_button.clicked.connect(self.edit_requested)
        self.show_client(None)

    @property
    def client(self) -> Client | None:
        return self._client

    def show_client(self, client: Client | None) -> None:
        """None: nobody's chart is open, and nothing of the one before stays."""
        self._client = client
        self.setVisible(client is not None)
        details = client.details if client is not None else None
        for label in (self.name, self.identity, self.allergies, self.alerts):
            label.clear()
        self.setAccessibleName("")
        if details is None:
            return
        self.name.setText(person_name(details))
        self.identity.setText(identity_line(details, today=today()))
        self.setAccessibleName(spoken_identity(details, today=today()))
        self._show_allergies(details.allergies)
        self.alerts.setText(isolate(", ".join(details.alerts)))
        self.alerts.setVisible(bool(details.alerts))
        self._alert_mark.setVisible(bool(details.alerts))
        for label in (self.name, self.identity, self.allergies, self.alerts):
            align_leading(label)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "name"):
            self._paint_marks()

    def _show_allergies(self, allergies: tuple[str, ...]) -> None:
        if allergies:
            words = self.tr("Allergies: {names}").format(names=isolate(", ".join(allergies)))
        else:
            words = self.tr("No allergies recorded")
        self.allergies.setText(words)
        set_role(self.allergies, tone="danger" if allergies else "muted", strong=bool(allergies))
        self._allergy_mark.setVisible(bool(allergies))

    def _dress(self) -> None:
        set_role(self, surface="plain")
        set_role(self.name, type="title")
        set_role(self.identity, type="interface", tone="text")
        set_role(self.alerts, type="interface", tone="caution", strong=True)
        set_role(self.allergies, type="interface")
        set_role(self.record_button, kind="quiet")
        set_role(self.edit_button, kind="quiet")
        self.record_button.setText(self.tr("Record"))
        self.record_button.setCheckable(True)
        self.record_button.setToolTip(self.tr("Medical history, notes and contact"))
        self.edit_button.setToolTip(self.tr("Change the client's details"))
        for label in (self.name, self.identity, self.allergies, self.alerts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.name, self.allergies, self.alerts):
            label.setWordWrap(True)
        self._paint_marks()

    def _lay_out(self) -> None:
        who = QHBoxLayout()
        who.setSpacing(SPACE_2)
        who.addWidget(self.name, 1)
        warnings = QHBoxLayout()
        warnings.setSpacing(SPACE_2)
        top = Qt.AlignmentFlag.AlignTop
        warnings.addWidget(self._allergy_mark, alignment=top)
        warnings.addWidget(self.allergies, 1)
        alerts = QHBoxLayout()
        alerts.setSpacing(SPACE_2)
        alerts.addWidget(self._alert_mark, alignment=top)
        alerts.addWidget(self.alerts, 1)
        words = QVBoxLayout()
        words.setSpacing(SPACE_1)
        words.addLayout(who)
        words.addWidget(self.identity)
        words.addLayout(warnings)
        words.addLayout(alerts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_2, SPACE_2, SPACE_2)
        layout.setSpacing(SPACE_2)
        layout.addLayout(words, 1)
        layout.addWidget(self.record_button, alignment=top)
        layout.addWidget(self.edit_button, alignment=top)

    def _paint_marks(self) -> None:
        theme = active_theme()
        ratio = self.devicePixelRatioF()
        self._allergy_mark.setPixmap(warning_pixmap(theme.danger, ratio=ratio))
        self._alert_mark.setPixmap(warning_pixmap(theme.caution, ratio=ratio))
