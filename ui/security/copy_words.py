"""The effect of a key change on backups, shown wherever keys are changed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def with_copy_words(said: str) -> str:
    """`said`, followed by the advice about backups."""
    words = QCoreApplication.translate(
        "Keys",
        "Backups made before open with the passphrases and the recovery key of their time. Make a new one"
        " now.",
    )
    return f"{said} {words}"
