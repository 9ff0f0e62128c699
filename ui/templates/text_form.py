"""Editor of one text of the practice: name, text, and a preview in a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.errors import AnamnesisError
from core.sessions.dto import SESSION_KINDS, SOAP_FIELDS, SoapText
from core.templates.checking import checked
from core.templates.dto import TEXT_LIMIT_CHARS, PracticeText, TextKind
from core.templates.fields import LETTER_FIELDS, unknown_fields
from core.templates.stops import lay_out
from ui.errors import describe
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3, set_role
from ui.widgets.alignment import align_leading
from ui.widgets.form_rows import add_row
from ui.widgets.note_text import NoteView
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel
from ui.widgets.plain_text_edit import PlainTextEdit
from ui.words.sessions import field_letter, kind_name, note_field_name

_FIELD_PX, _TEXT_PX, _PREVIEW_PX = 76, 176, 96


class TextForm(QWidget):
    """Shows one text; `current` is its state if it were saved now."""

    changed = Signal()

    def __init__(self, kind: TextKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._text: PracticeText | None = None
        self.name_edit = QLineEdit()
        self.kind_box = QComboBox()
        self.field_box = QComboBox()
        self.parts: dict[str, QPlainTextEdit] = {}
        self.problem = Paragraph()
        self.preview = NoteView()
        for part in SOAP_FIELDS if kind == "template" else ("text",):
            self.parts[part] = self._made_part(part)
        self._fill_boxes()
        self._lay_out()
        self.name_edit.textChanged.connect(self._on_changed)
        self.kind_box.currentIndexChanged.connect(self._on_changed)
        self.field_box.activated.connect(self._insert_field)

    @property
    def touched(self) -> bool:
        """Whether there is unsaved input."""
        text = self._text
        return text is not None and self.current() != text

    def show_text(self, text: PracticeText | None) -> None:
        """Shows a text, or nothing."""
        self._text = None
        self.name_edit.setText("" if text is None else text.name)
        self.kind_box.setCurrentIndex(
            max(0, self.kind_box.findData("" if text is None else text.session_kind))
        )
        for name, part in self.parts.items():
            part.setPlainText("" if text is None else _part_of(text, name))
        self._text = text
        self.setEnabled(text is not None)
        self._on_changed()

    def current(self) -> PracticeText:
        """The text as in the form."""
        assert self._text is not None  # noqa: S101 - asked while a text is shown
        texts = {name: part.toPlainText() for name, part in self.parts.items()}
        named = replace(self._text, name=self.name_edit.text())
        if self._kind != "template":
            return replace(named, text=texts["text"])
        return replace(named, soap=SoapText(**texts), session_kind=self.kind_box.currentData() or "")

    def words(self) -> dict[str, str]:
        """The contents of the fields and the text's language; only while a text is shown."""
        typed = {name: part.toPlainText() for name, part in self.parts.items()}
        text = self.current()
        return {**typed, "name": text.name, "session_kind": text.session_kind, "language": text.language}

    def take_words(self, words: Mapping[str, str]) -> None:
        """Restores typed contents over the displayed text."""
        self.name_edit.setText(words.get("name", ""))
        self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(words.get("session_kind", ""))))
        for name, part in self.parts.items():
            part.setPlainText(words.get(name, ""))

    def can_save(self) -> bool:
        """Whether the contents can be stored; if not, the form says why."""
        return self._text is not None and not self._problem()

    def _problem(self) -> str:
        try:
            checked(self.current())
        except AnamnesisError as error:
            unknown = unknown_fields(self.current().text) if error.code == "letter_fields_unknown" else ()
            if unknown:
                named = ", ".join(isolate("{" + name + "}") for name in unknown)
                return self.tr("There is no field {names}.").format(names=named)
            return describe(error).message
        return ""

    def _on_changed(self) -> None:
        if self._text is None:
            self.problem.clear()
            self.preview.set_text("")
            self.changed.emit()
            return
        self.problem.setText(self._problem())
        self.preview.set_text(self._previewed(self.current()))
        self.changed.emit()

    def _previewed(self, text: PracticeText) -> str:
        if self._kind != "template":
            return lay_out(text.text).text
        shown = ((field_letter(name), lay_out(text.soap.field(name)).text) for name in SOAP_FIELDS)
        return "\n".join(f"{letter}  {part}" for letter, part in shown if part.strip())

    def _insert_field(self, index: int) -> None:
        field = self.field_box.itemData(index)
        if field:
            self.parts["text"].insertPlainText("{" + field + "}")
            self.parts["text"].setFocus()
        self.field_box.setCurrentIndex(0)

    def _made_part(self, name: str) -> QPlainTextEdit:
        part = PlainTextEdit()
        part.setTabChangesFocus(True)
        part.setFixedHeight(_FIELD_PX if self._kind == "template" else _TEXT_PX)
        part.setAccessibleName(note_field_name(name) if name != "text" else self.tr("Text"))
        part.textChanged.connect(self._on_changed)
        return part

    def _fill_boxes(self) -> None:
        self.kind_box.addItem(self.tr("Any kind of visit"), "")
        for kind in SESSION_KINDS:
            self.kind_box.addItem(kind_name(kind), kind)
        self.kind_box.setAccessibleName(self.tr("Kind of visit"))
        self.field_box.addItem(self.tr("Insert a field…"), "")
        for field in LETTER_FIELDS:
            self.field_box.addItem("{" + field + "}", field)
        self.field_box.setAccessibleName(self.tr("Insert a field"))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(SPACE_2)
        add_row(form, self.tr("/Name") if self._kind == "snippet" else self.tr("Name"), self.name_edit)
        self.name_edit.setAccessibleName(self.tr("Name"))
        if self._kind == "template":
            add_row(form, self.tr("For"), self.kind_box)
            for name, part in self.parts.items():
                add_row(form, f"{field_letter(name)}  {note_field_name(name)}", part)
        else:
            add_row(form, self.tr("Text"), self.parts["text"])
        if self._kind == "letter_template":
            add_row(form, "", self.field_box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addLayout(form)
        set_role(self.problem, type="caption", tone="caution")
        layout.addWidget(self.problem)
        hint = Paragraph(self._hint())
        set_role(hint, type="caption", tone="muted")
        layout.addWidget(hint)
        head = PlainLabel(self.tr("Preview"))
        set_role(head, type="caption", tone="muted")
        align_leading(head)
        layout.addWidget(head)
        self.preview.setAccessibleName(self.tr("Preview"))
        self.preview.setMinimumHeight(_PREVIEW_PX)
        set_role(self.preview, surface="card")
        layout.addWidget(self.preview, 1)

    def _hint(self) -> str:
        if self._kind == "letter_template":
            return self.tr("Words in braces are filled in from the chart when the letter is written.")
        hint = self.tr(
            "Write {mark} where something is to be filled in; Tab goes from one to the next. "
            "Up to {limit} characters."
        )
        return hint.format(mark=isolate("[[" + self.tr("what") + "]]"), limit=TEXT_LIMIT_CHARS)


def _part_of(text: PracticeText, name: str) -> str:
    return text.text if name == "text" else text.soap.field(name)
