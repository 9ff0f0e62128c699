"""Reads the icons (20 × 20 line drawings in `currentColor`) and colours them by token."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import ICON_LARGE_PX, ICON_PX, Theme, active_theme

IconTone = Literal["text", "muted", "accent", "on_accent", "danger", "caution", "good"]
_FOLDER = files("ui.resources") / "icons_svg"
_APPLICATION_ICON = files("ui.resources") / "anamnesis.svg"
_APPLICATION_ICON_PX = (16, 24, 32, 48, 64, 128, 256)
_MOST_SCALE = 3
_MOST_KEPT = 128
"""Icons; all that one theme shows."""
ICON_NAMES = tuple(sorted(entry.name[:-4] for entry in _FOLDER.iterdir() if entry.name.endswith(".svg")))


def icon(name: str, tone: IconTone = "text", theme: Theme | None = None) -> QIcon:
    """The icon in the colour of a token of the active theme, sharp at one, two and three times the pixels.

    Raises `FileNotFoundError` for a name that is not in `ICON_NAMES`. Icons do not follow a change of theme
    by themselves: set them again in `changeEvent` (`StyleChange`).
    """
    colours = theme or active_theme()
    # A copy, which shares the pixels until somebody adds to it.
    return QIcon(_coloured(name, getattr(colours, tone), colours.disabled))


@lru_cache(maxsize=_MOST_KEPT)
def _coloured(name: str, normal: str, disabled: str) -> QIcon:
    """Twelve pictures, kept because the parts of a window show the same few icons: drawing each anew took a
    seventh of the time to build it.
    """
    drawing = (_FOLDER / f"{name}.svg").read_text("utf-8")
    result = QIcon()
    for mode, colour in ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
        for size_px in (ICON_PX, ICON_LARGE_PX):
            for scale in range(1, _MOST_SCALE + 1):
                result.addPixmap(_draw(renderer, size_px, scale), mode)
    return result


def picture(name: str, tone: IconTone, size_px: int) -> QPixmap:
    """The icon at another size than those of buttons, sharp on screens of up to three times the pixels."""
    drawing = (_FOLDER / f"{name}.svg").read_text("utf-8")
    coloured = drawing.replace("currentColor", getattr(active_theme(), tone))
    return _draw(QSvgRenderer(QByteArray(coloured.encode())), size_px, _MOST_SCALE)


def application_icon() -> QIcon:
    """The icon of the program, for windows, task bars and packages."""
    renderer = QSvgRenderer(QByteArray(_APPLICATION_ICON.read_bytes()))
    result = QIcon()
    for size_px in _APPLICATION_ICON_PX:
        result.addPixmap(_draw(renderer, size_px, 1))
    return result


def _draw(renderer: QSvgRenderer, size_px: int, scale: int) -> QPixmap:
    pixmap = QPixmap(QSize(size_px, size_px) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size_px * scale, size_px * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
