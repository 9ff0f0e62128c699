"""Dismisses a contradiction: shows both quotes again, and requires a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.briefs.dto import one_line
from core.clients.dto import REASON_LIMIT_CHARS, Client
from core.contradictions.dto import Dismissal, QuotedContradiction
from ui.brief.words import place_text
from ui.contradictions.words import heading, sources_of
from ui.operations.contradictions import dismiss_contradiction
from ui.text.text_direction import isolate
from ui.theme import set_role
from ui.widgets.form_dialog import FormWords
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 540


class DismissDialog(WorkDialog):
    """`stored` carries the dismissed contradiction."""

    form_kind = "dismissal"
    stored = Signal(object)

    def __init__(
        self, jobs: Jobs, contradiction: QuotedContradiction, client: Client, parent: QWidget | None = None
    ) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._contradiction = contradiction
        self.setWindowTitle(self.tr("Dismiss a contradiction"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(REASON_LIMIT_CHARS)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("For example: asked again, tolerates it"))
        self.go_button.setText(self.tr("Dismiss"))
        set_role(self.go_button, kind="primary")
        name = isolate(client.details.display_name)
        who = Paragraph(f"{name} · {heading(contradiction)}")
        set_role(who, strong=True)
        label = PlainLabel(self.tr("&Reason, kept in the chart"))
        label.setBuddy(self.reason)
        told = Paragraph(
            self.tr(
                "It is no longer shown over the chart or said in answers. It comes back when one of the two "
                "notes says it in other words."
            )
        )
        set_role(told, tone="muted")
        for part in (who, *self._quotes(), told, label, self.reason):
            self.column.addWidget(part)
        self.reason.textChanged.connect(self.refresh)
        self.reason.returnPressed.connect(self._dismiss)
        self.go_button.clicked.connect(self._dismiss)
        self.reason.setFocus()
        self.refresh()

    @property
    def touched(self) -> bool:
        """Whether a reason was typed."""
        return bool(self.reason.text().strip())

    def typed_words(self) -> FormWords:
        about = {"contradiction": self._contradiction.key}
        return FormWords({"reason": self.reason.text()}, self._contradiction.client_id, about)

    def take_words(self, words: FormWords) -> None:
        self.reason.setText(words.fields.get("reason", ""))

    def refresh(self) -> None:
        self.go_button.setEnabled(self.touched and not self.work.working)
        self.go_button.setToolTip("" if self.touched else self.tr("Write the reason first"))

    def _quotes(self) -> list[Paragraph]:
        """Both, each behind its place, so that they start at one edge in any language."""
        return [
            Paragraph(f"{place_text(source)}: “{isolate(one_line(source.quote))}”")
            for source in sources_of(self._contradiction)
        ]

    def _dismiss(self) -> None:
        if not self.go_button.isEnabled():
            return
        self.message.clear()
        self.work.run(
            self.tr("Storing…"),
            dismiss_contradiction(contradiction=self._contradiction, reason=self.reason.text().strip()),
            on_done=self._on_stored,
            on_error=self.show_error,
            on_stopped=lambda: None,
            stoppable=False,
        )

    def _on_stored(self, _dismissal: Dismissal) -> None:
        self.reason.clear()
        self.stored.emit(self._contradiction)
        self.accept()
