"""A dragged bundle of models, which the window accepts anywhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from core.engine.catalogue import BUNDLE_SUFFIX


def dragged_bundle(mime: QMimeData) -> Path | None:
    """The bundle, if exactly one local bundle is being dragged."""
    urls = mime.urls() if mime.hasUrls() else []
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == BUNDLE_SUFFIX else None
