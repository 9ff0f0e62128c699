"""Identifies the client of the open chart."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from core.clients.allergies import names_an_allergy
from core.clients.dto import Client
from ui.clients.lifecycle_words import lifecycle_sentence, state_word
from ui.resources import icon
from ui.text.days import today
from ui.text.text_direction import isolate
from ui.theme import SPACE_1, SPACE_2, SPACE_3, SPACE_4, active_theme, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.key_tip import set_key_tip
from ui.widgets.marks import warning_pixmap
from ui.widgets.menu_button import without_arrow
from ui.widgets.plain_label import PlainLabel
from ui.widgets.side_or_below import SideOrBelow, in_a_line
from ui.words.identity import person_name, shown_identity, spoken_identity

_TAG_SEPARATOR = "  #"


class IdentityBanner(QFrame):
    """Name, sex and age, birth date; below it allergies and alerts."""

    record_requested = Signal()
    timeline_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client: Client | None = None
        self.name = PlainLabel()
        self.state = PlainLabel()
        self.identity = PlainLabel()
        self.tags = ElidedLabel()
        self.consent = PlainLabel()
        self.allergies = PlainLabel()
        self.alerts = PlainLabel()
        self._allergy_mark = PlainLabel()
        self._alert_mark = PlainLabel()
        self.record_button = QToolButton()
        self.timeline_button = QToolButton()
        self.menu_button = QToolButton()
        self._style()
        self._lay_out()
        self.record_button.clicked.connect(self.record_requested)
        self.timeline_button.clicked.connect(self.timeline_requested)
        self.show_client(None)

    @property
    def client(self) -> Client | None:
        return self._client

    def show_client(self, client: Client | None) -> None:
        """None: no chart is open, and the previous client's data is removed."""
        self._client = client
        self.setVisible(client is not None)
        labels = (self.name, self.state, self.identity, self.consent, self.allergies, self.alerts)
        for label in labels:
            label.clear()
        self.state.setToolTip("")
        self.tags.set_full_text("")
        self.setAccessibleName("")
        if client is None:
            return
        details = client.details
        self.name.setText(person_name(details))
        self.identity.setText(shown_identity(client, today=today()))
        self._show_lifecycle(client)
        self.tags.set_full_text(_TAG_SEPARATOR.join(["", *map(isolate, details.tags)]).strip())
        self.tags.setVisible(bool(details.tags))
        self.consent.setText("" if details.consent_on else self.tr("No consent recorded"))
        self.consent.setVisible(details.consent_on is None)
        spoken = (spoken_identity(details, today=today()), state_word(client), self.consent.text())
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self._show_allergies(details.allergies)
        self.alerts.setText(isolate(", ".join(details.alerts)))
        self.alerts.setVisible(bool(details.alerts))
        self._alert_mark.setVisible(bool(details.alerts))
        for label in (self.name, self.identity, self.allergies, self.alerts):
            align_leading(label)

    def show_place(self, *, record: bool, timeline: bool) -> None:
        """Shows which page of the chart is open."""
        self.record_button.setChecked(record)
        self.timeline_button.setChecked(timeline)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "name"):
            self._paint_marks()

    def _show_lifecycle(self, client: Client) -> None:
        self.state.setText(state_word(client))
        self.state.setToolTip(lifecycle_sentence(client))
        self.state.setVisible(client.lifecycle.state != "active")

    def _show_allergies(self, allergies: tuple[str, ...]) -> None:
        if allergies:
            words = self.tr("Allergies: {names}").format(names=isolate(", ".join(allergies)))
        else:
            words = self.tr("No allergies recorded")
        self.allergies.setText(words)
        # "No known drug allergies" is not an alert: shown like one, it would teach users to overlook alerts.
        danger = names_an_allergy(allergies)
        set_role(self.allergies, tone="danger" if danger else "muted", strong=danger)
        self._allergy_mark.setVisible(danger)

    def _style(self) -> None:
        set_role(self, surface="plain")
        set_role(self.name, type="title")
        set_role(self.state, type="caption", tone="caution", strong=True)
        set_role(self.identity, type="interface", tone="text")
        set_role(self.tags, type="caption", tone="muted")
        set_role(self.consent, type="caption", tone="caution")
        set_role(self.alerts, type="interface", tone="caution", strong=True)
        set_role(self.allergies, type="interface")
        self.record_button.setText(self.tr("Record"))
        set_key_tip(self.record_button, self.tr("Medical history, notes and contact"), "chart.record")
        self.timeline_button.setText(self.tr("Timeline"))
        tip = self.tr("Sessions, attachments and appointments")
        set_key_tip(self.timeline_button, tip, "chart.timeline")
        self.menu_button.setToolTip(self.tr("More of this chart"))
        self.menu_button.setAccessibleName(self.tr("More of this chart"))
        without_arrow(self.menu_button)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.record_button, self.timeline_button):
            button.setCheckable(True)
        for button in (self.record_button, self.timeline_button, self.menu_button):
            set_role(button, kind="quiet")
        for label in (self.name, self.identity, self.allergies, self.alerts):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.name, self.allergies, self.alerts):
            label.setWordWrap(True)
        self._paint_marks()

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        who = in_a_line((self.state, self.identity), spacing=SPACE_3)
        more = in_a_line((self.consent, self.tags), spacing=SPACE_3, stretching=self.tags)
        words = QVBoxLayout()
        words.setSpacing(SPACE_1)
        words.addWidget(self.name)
        words.addWidget(SideOrBelow(who, more, spacing=SPACE_3))
        for mark, label in ((self._allergy_mark, self.allergies), (self._alert_mark, self.alerts)):
            line = QHBoxLayout()
            line.setSpacing(SPACE_2)
            line.addWidget(mark, alignment=top)
            line.addWidget(label, 1)
            words.addLayout(line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_2, SPACE_2, SPACE_2)
        layout.setSpacing(SPACE_1)
        layout.addLayout(words, 1)
        for button in (self.timeline_button, self.record_button, self.menu_button):
            layout.addWidget(button, alignment=top)

    def _paint_marks(self) -> None:
        theme = active_theme()
        ratio = self.devicePixelRatioF()
        self._allergy_mark.setPixmap(warning_pixmap(theme.danger, ratio=ratio))
        self._alert_mark.setPixmap(warning_pixmap(theme.caution, ratio=ratio))
        self.menu_button.setIcon(icon("more", "muted"))
