"""Keys, people and the audit log: one dialog, its pages listed at the leading side, by role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.security.roles import Access
from ui.preferences import Preferences
from ui.security.audit_page import AuditLogPage
from ui.security.keys_page import KeysPage
from ui.security.locking_page import LockingPage
from ui.security.my_access_page import MyAccessPage
from ui.security.page import SecurityPage
from ui.security.people_page import PeoplePage
from ui.theme import SPACE_2, SPACE_3, SPACE_4, SPACE_6, set_role
from ui.widgets.question import Question

if TYPE_CHECKING:
    from ui.jobs import Jobs

_SIZE_PX = (1040, 700)
_LIST_WIDTH_PX = 184
_RING_PX = 4


class SecurityDialog(QDialog):
    """Not modal, so that notes can be written while keys are rotated.

    Closing asks before it stops anything.
    """

    client_erased = Signal(object)
    """The `ClientId` of an erased client."""
    records_changed = Signal()
    """An erasure was stopped or failed, or pending work continued: a client may have been erased."""
    idle_minutes_changed = Signal(int)
    people_changed = Signal()
    """A person has another name or role."""

    def __init__(
        self,
        jobs: Jobs,
        *,
        access: Access,
        preferences: Preferences,
        most_idle_minutes: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`most_idle_minutes`: the policy's longest time without input before the practice locks."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys, people and audit"))
        self.pages = self._pages_of(access, jobs, LockingPage(jobs, preferences, most_idle_minutes))
        self.list = QListWidget()
        self._stack = QStackedWidget()
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out()
        self.list.currentRowChanged.connect(self._on_row)
        self.close_button.clicked.connect(self.reject)
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self) -> None:
        """Shows it beside the practice."""
        self.show()

    @property
    def page(self) -> SecurityPage:
        return self.pages[self.list.currentRow()]

    @property
    def working(self) -> bool:
        """Whether closing now would stop something."""
        return any(page.working for page in self.pages)

    def show_page(self, kind: type[SecurityPage]) -> None:
        """Shows that page, if the role has it."""
        for row, page in enumerate(self.pages):
            if isinstance(page, kind):
                self.list.setCurrentRow(row)

    def done(self, result: int) -> None:
        """Closes and clears all input."""
        for page in self.pages:
            page.forget()
        super().done(result)

    def reject(self) -> None:
        """Closes; asks first while work is running."""
        if not self.working:
            super().reject()
            return
        Question(
            self,
            title=self.tr("Stop the work and close?"),
            text=self.tr("What is done stays done; a rotation can be continued later from the keys page."),
            yes=self.tr("Stop and close"),
            on_yes=self._stop_and_close,
        ).open()

    def _pages_of(self, access: Access, jobs: Jobs, locking: LockingPage) -> list[SecurityPage]:
        my_access = MyAccessPage(jobs, access)
        if access.role == "auditor":
            return [AuditLogPage(jobs, access), my_access]
        locking.idle_minutes_changed.connect(self.idle_minutes_changed)
        if access.role == "clinician":
            return [my_access, locking]
        keys = KeysPage(jobs)
        keys.client_erased.connect(self.client_erased)
        keys.records_changed.connect(self.records_changed)
        people = PeoplePage(jobs)
        people.people_changed.connect(self.people_changed)
        return [my_access, locking, keys, people, AuditLogPage(jobs, access)]

    def _lay_out(self) -> None:
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setFixedWidth(_LIST_WIDTH_PX)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        # Keeps the rows clear of the focus ring.
        self.list.setViewportMargins(_RING_PX, _RING_PX, _RING_PX, _RING_PX)
        for page in self.pages:
            self.list.addItem(page.title)
            self._stack.addWidget(page)
        rows = self.list.count() * self.list.sizeHintForRow(0)
        self.list.setFixedHeight(rows + 4 * _RING_PX)
        self.close_button.setAutoDefault(False)
        side = QWidget()
        set_role(side, surface="plain")
        column = QVBoxLayout(side)
        column.setContentsMargins(SPACE_2, SPACE_3, SPACE_2, SPACE_3)
        column.addWidget(self.list)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE_6, 0, SPACE_6, SPACE_4)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._stack, 1)
        right.addLayout(foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addLayout(right, 1)
        self.resize(*_SIZE_PX)

    def _on_row(self, row: int) -> None:
        page = self.pages[row]
        self._stack.setCurrentWidget(page)
        page.opened()

    def _stop_and_close(self) -> None:
        for page in self.pages:
            page.work.stop()
        super().reject()
