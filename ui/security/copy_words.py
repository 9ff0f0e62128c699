"""What a change of keys means for copies of the data, said wherever one was made."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def with_copy_words(said: str) -> str:
    """`said`, and what to do about copies."""
    words = QCoreApplication.translate(
        "Keys",
        "Copies of the data made before open only with the vault file of their time. Make a new copy now.",
    )
    return f"{said} {words}"
