"""A bundle of models that is being dragged: the window takes it, wherever over the window it is let go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from core.engine.catalogue import BUNDLE_SUFFIX


def dragged_bundle(mime: QMimeData) -> Path | None:
    """The bundle, where nothing but one bundle of this computer is being dragged."""
    urls = mime.urls() if mime.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == BUNDLE_SUFFIX else None
