"""All checks by group: cards in two columns if there is room, else in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from core.health.finding import GROUPS, Check, Finding, Group
from ui.health.check_words.entry import Action
from ui.health.finding_row import FindingRow
from ui.health.wording import GROUP_TITLES, worded
from ui.i18n.marking import translated
from ui.theme import SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_6, set_role
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import PlainLabel

_COLUMNS: tuple[tuple[Group, ...], ...] = (
    ("backup", "records", "database", "computer"),
    ("models", "access", "program"),
)
_BESIDE_FROM_PX = 1080
_WIDEST_PX = 1800


class ChecksView(QScrollArea):
    """Shows the latest given findings. Rows are few and always the same, so they are widgets."""

    action_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows: dict[Check, FindingRow] = {}
        self._cards: dict[Group, QFrame] = {}
        self._findings: tuple[Finding, ...] = ()
        self._marked: Check | None = None
        self.only = QCheckBox(self.tr("Only what needs attention"))
        self.only.toggled.connect(self._filter)
        self.nothing = EmptyState(self.tr("All is in order"), self.tr("No check found anything to do."))
        self.nothing.hide()
        self._columns = [QVBoxLayout() for _ in _COLUMNS]
        self._lay_out()

    def show_findings(self, findings: Iterable[Finding], *, offered: Sequence[Action]) -> None:
        """Replaces the findings; a button is shown where its action is `offered`."""
        top = self.verticalScrollBar().value()
        self._findings = tuple(findings)
        self._clear()
        found = {each.check: each for each in self._findings}
        for column, groups in zip(self._columns, _COLUMNS, strict=True):
            for group in groups:
                known = [found[check] for check in GROUPS[group] if check in found]
                if known:
                    column.addWidget(self._card(group, known, offered))
            column.addStretch(1)
        self._filter()
        self.mark(self._marked)
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(top))

    def clear(self) -> None:
        """Shows nothing, and removes the mark."""
        self._findings, self._marked = (), None
        self._clear()
        self._filter()

    def mark(self, check: Check | None) -> None:
        """Scrolls to a check; it stays marked until another one is, or the page is reloaded by hand."""
        self._marked = check
        for each, row in self.rows.items():
            row.mark(each == check)
        marked = self.rows.get(check) if check is not None else None
        if marked is not None:
            # Its position is known once the page is laid out.
            QTimer.singleShot(0, marked, lambda: self.ensureWidgetVisible(marked, SPACE_6, SPACE_6))
            if marked.button is not None:
                marked.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.viewport().width() >= _BESIDE_FROM_PX
        directions = QBoxLayout.Direction
        self._across.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _card(self, group: Group, findings: Iterable[Finding], offered: Sequence[Action]) -> QFrame:
        card = QFrame()
        set_role(card, surface="card")
        column = QVBoxLayout(card)
        column.setContentsMargins(SPACE_1, SPACE_3, SPACE_1, SPACE_2)
        column.setSpacing(0)
        title = PlainLabel(translated(GROUP_TITLES[group]))
        set_role(title, type="caption", tone="muted", strong=True)
        title.setContentsMargins(SPACE_3, 0, SPACE_3, SPACE_1)
        column.addWidget(title)
        for finding in findings:
            shown = worded(finding)
            row = FindingRow(shown, with_action=shown.action in offered)
            row.action_requested.connect(self.action_requested)
            self.rows[finding.check] = row
            column.addWidget(row)
        self._cards[group] = card
        return card

    def _filter(self) -> None:
        """Hides passed checks when only the others are wanted."""
        statuses = {each.check: each.status for each in self._findings}
        for check, row in self.rows.items():
            row.setVisible(not self.only.isChecked() or statuses[check] != "ok")
        for group, card in self._cards.items():
            of_card = (self.rows[each] for each in GROUPS[group] if each in self.rows)
            card.setVisible(any(not row.isHidden() for row in of_card))
        shown = any(not card.isHidden() for card in self._cards.values())
        self.nothing.setVisible(bool(self._findings) and not shown)
        self.only.setVisible(bool(self._findings))

    def _clear(self) -> None:
        self.rows.clear()
        self._cards.clear()
        for column in self._columns:
            while (item := column.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()

    def _lay_out(self) -> None:
        content = QWidget()
        content.setMaximumWidth(_WIDEST_PX)
        self._across = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._across.setSpacing(SPACE_4)
        for column in self._columns:
            column.setSpacing(SPACE_4)
            self._across.addLayout(column, 1)
        down = QVBoxLayout(content)
        down.setContentsMargins(SPACE_6, SPACE_3, SPACE_6, SPACE_6)
        down.setSpacing(SPACE_3)
        down.addWidget(self.only)
        down.addWidget(self.nothing)
        down.addLayout(self._across)
        down.addStretch(1)
        self.setWidget(content)
