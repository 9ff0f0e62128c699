"""What a change of keys means for backups, said wherever one was made."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def with_copy_words(said: str) -> str:
    """`said`, and what to do about backups."""
    words = QCoreApplication.translate(
        "Keys",
        "Backups made before open with the passphrases and the recovery key of their time. Make a new one"
        " now.",
    )
    return f"{said} {words}"
