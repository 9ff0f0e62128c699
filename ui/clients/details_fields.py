"""One entry of a client's details as a field shows it, and how to fill and read any kind of field."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from core.clients.dto import CLIENT_SCHEMA, ClientDetails
from core.clients.fields import Kind
from ui.clients.day_line import plain_day
from ui.text.days import parse_day
from ui.widgets.note_edit import NoteEdit
from ui.words.identity import sex_word

TAG_BREAK = ","


def field_text(details: ClientDetails, name: str) -> str:
    """The text for the entry `name`; for `sex`, its code."""
    kind, value = CLIENT_SCHEMA[name].kind, getattr(details, name)
    if kind == "day":
        return plain_day(value)
    if kind == "tags":
        return TAG_BREAK.join(f" {tag}" for tag in value).strip()
    return "\n".join(value) if kind == "entries" else str(value)


def typed_value(kind: Kind, typed: str) -> Any:
    """What was typed into a field of this kind, as the record has it; None for a day that is none."""
    if kind == "day":
        return parse_day(typed)
    if kind == "tags":
        # Duplicate tags are dropped.
        return tuple(dict.fromkeys(tag.strip() for tag in typed.split(TAG_BREAK) if tag.strip()))
    if kind == "entries":
        return tuple(line.strip() for line in typed.splitlines() if line.strip())
    return typed if kind in ("note", "sex") else typed.strip()


def told_text(details: ClientDetails, name: str, *, limit: int) -> str:
    """The same in words, on one line of at most `limit` characters."""
    words = " ".join(
        (sex_word(details.sex) if CLIENT_SCHEMA[name].kind == "sex" else field_text(details, name)).split()
    )
    return (words if len(words) <= limit else f"{words[: limit - 1]}…") or "–"


def widget_text(widget: QWidget) -> str:
    """The content of the field; for a choice, its code."""
    if isinstance(widget, QComboBox):
        return str(widget.currentData())
    if isinstance(widget, QPlainTextEdit):
        shown: str = widget.toPlainText()
        return shown
    if isinstance(widget, NoteEdit | QLineEdit):
        text: str = widget.text()
        return text
    raise TypeError(type(widget).__name__)


def put_text(widget: QWidget, text: str) -> None:
    """Shows `text` as the initial content, without signalling an edit."""
    if isinstance(widget, QComboBox):
        if widget.findData(text) < 0:
            widget.addItem(sex_word(text), text)
        widget.setCurrentIndex(widget.findData(text))
    elif isinstance(widget, QPlainTextEdit):
        blocked = widget.blockSignals(True)
        widget.setPlainText(text)
        widget.blockSignals(blocked)
    elif isinstance(widget, NoteEdit):
        widget.set_text(text)
    elif isinstance(widget, QLineEdit):
        widget.setText(text)
        widget.setCursorPosition(0)
    else:
        raise TypeError(type(widget).__name__)
