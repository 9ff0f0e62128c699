"""Form rows with a `PlainLabel`: `QFormLayout` would create a label that guesses its format."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLayout, QWidget

from ui.widgets.plain_label import PlainLabel


def add_row(
    form: QFormLayout, words: str, field: QWidget | QLayout, *, buddy: QWidget | None = None
) -> PlainLabel:
    """Adds `field` behind `words`, whose mnemonic leads to it, or to `buddy`; returns their label."""
    label = PlainLabel(words)
    leads_to = buddy or (field if isinstance(field, QWidget) else None)
    if leads_to is not None:
        label.setBuddy(leads_to)
    form.addRow(label, field)
    return label
