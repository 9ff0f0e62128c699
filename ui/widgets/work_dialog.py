"""Base of dialogs that perform one operation."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from core.errors import AnamnesisError
from ui.errors import ErrorText, describe
from ui.theme import SPACE_3, SPACE_4, SPACE_8
from ui.widgets.form_dialog import FormDialog
from ui.widgets.message_bar import MessageBar, MessageTone
from ui.widgets.work_line import WorkLine
from ui.words.imposed import imposed_text

if TYPE_CHECKING:
    from ui.jobs import Jobs


class WorkDialog(FormDialog):
    """A message, a progress line, a form in `column`, and two buttons.

    As high as its text needs at `width_px`, also with a message: Qt by itself limits a dialog to two thirds
    of the screen and squeezes its content.
    """

    def __init__(self, jobs: Jobs, *, width_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._width_px = width_px
        self._imposed: set[str] = set()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.message = MessageBar()
        self.work = WorkLine(jobs)
        self.form = QWidget()
        self.column = QVBoxLayout(self.form)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_3)
        self.go_button = QPushButton()
        self.cancel_button = QPushButton(self.tr("Cancel"))
        for button in (self.go_button, self.cancel_button):
            button.setAutoDefault(False)
        self.buttons = buttons = QDialogButtonBox()
        buttons.addButton(self.go_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        layout.setSpacing(SPACE_3)
        for part in (self.message, self.work, self.form):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.cancel_button.clicked.connect(self.reject)
        self.work.changed.connect(self._on_work_changed)

    def reject(self) -> None:
        """Closes; not while writing, and asks first if input would be lost."""
        if not self.work.working:
            super().reject()

    def refresh(self) -> None:
        """Called when work began or ended: updates the buttons."""

    def show_error(self, error: AnamnesisError) -> None:
        text: ErrorText = describe(error)
        self.show_message(text.title, text.message, text.remedy, tone="danger")

    def show_message(
        self, title: str, text: str = "", remedy: str = "", *, tone: MessageTone = "muted"
    ) -> None:
        self.message.show_message(title, text, remedy, tone=tone)

    def lock_where_imposed(self, name: str, *buttons: QPushButton) -> bool:
        """Shows once who forbids these buttons by a setting, and disables them."""
        told = imposed_text(self._jobs.settings, name)
        if not told:
            return False
        for button in buttons:
            button.setEnabled(False)
            button.setToolTip(told)
        if name not in self._imposed:
            self._imposed.add(name)
            self.show_message(self.tr("Your organisation does not allow this"), told, tone="caution")
        return True

    def fit(self, *, at_least_px: int = 0) -> None:
        """Adjusts the height to the text, within the screen."""
        layout = self.layout()
        if layout is None:
            return
        width = max(self.width(), self._width_px)
        most = self.screen().availableGeometry().height() - SPACE_8
        self.resize(width, min(max(at_least_px, layout.totalHeightForWidth(width)), most))

    def event(self, event: QEvent) -> bool:
        handled: bool = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            # Its content needs more space; it never shrinks while in use.
            self.fit(at_least_px=self.height())
        return handled

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setMinimumWidth(self._width_px)
        self.fit()
        if not event.spontaneous():
            self._order_keyboard()
            self._begin_in_form()

    def _order_keyboard(self) -> None:
        """Tab goes through the form and then to the buttons, which were created first."""
        places = [*self._fields(), self.go_button, self.cancel_button]
        for before, after in pairwise(places[-3:]):
            QWidget.setTabOrder(before, after)

    def _begin_in_form(self) -> None:
        """Focuses the first field, unless a dialog has focused another one."""
        focus = cast("QWidget | None", self.focusWidget())
        if focus is not None and self.form.isAncestorOf(focus):
            return
        fields = [each for each in self._fields() if each.isVisibleTo(self.form)]
        ready = [each for each in fields if each.isEnabled()]
        if fields:
            # If none is enabled yet the form gets the focus, so that no button gets the input.
            (ready[0] if ready else self.form).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self) -> list[QWidget]:
        """The form's fields in tab order."""
        # Not by `nextInFocusChain`: PySide would then drop the only reference to the dialog.
        children = self.form.findChildren(QWidget)
        return [each for each in children if each.focusPolicy() & Qt.FocusPolicy.TabFocus]

    def _on_work_changed(self) -> None:
        self.form.setEnabled(not self.work.working)
        self.refresh()
