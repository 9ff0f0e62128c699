"""The program's picture as Windows and macOS want it: `package_icons.py`, run after the picture was changed.

Both formats are lists of PNG files; Qt draws those. What is written is committed, so that no build needs Qt.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "ui" / "resources" / "anamnesis.svg"
ICO = ROOT / "packaging" / "windows" / "anamnesis.ico"
ICNS = ROOT / "packaging" / "macos" / "anamnesis.icns"
ICO_SIZES = (16, 24, 32, 48, 64, 256)
ICNS_TYPES = {"icp4": 16, "icp5": 32, "ic07": 128, "ic08": 256, "ic09": 512}
"""Types of Apple's icon format that hold a PNG, and its edge in points."""
_ICO_HEADER = struct.Struct("<HHH")
_ICO_ENTRY = struct.Struct("<BBBBHHII")
_ICNS_ENTRY = struct.Struct(">4sI")


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """An icon of Windows (since Vista) of PNG files by their edges in pixels."""
    head = _ICO_HEADER.pack(0, 1, len(pictures))
    at = len(head) + _ICO_ENTRY.size * len(pictures)
    for edge, content in sorted(pictures.items()):
        # 256 does not fit into the byte, and 0 stands for it.
        head += _ICO_ENTRY.pack(edge % 256, edge % 256, 0, 0, 1, 32, len(content), at)
        at += len(content)
    return head + b"".join(content for _, content in sorted(pictures.items()))


def ico_sizes(icon: bytes) -> dict[int, bytes]:
    """The pictures of an icon of Windows by their edges. Raises `struct.error`."""
    _, _, count = _ICO_HEADER.unpack_from(icon)
    found = {}
    for number in range(count):
        entry = _ICO_ENTRY.unpack_from(icon, _ICO_HEADER.size + number * _ICO_ENTRY.size)
        found[entry[0] or 256] = icon[entry[7] : entry[7] + entry[6]]
    return found


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """An icon of macOS of PNG files by their edges."""
    body = b"".join(
        _ICNS_ENTRY.pack(kind.encode(), _ICNS_ENTRY.size + len(pictures[edge])) + pictures[edge]
        for kind, edge in ICNS_TYPES.items()
    )
    return _ICNS_ENTRY.pack(b"icns", _ICNS_ENTRY.size + len(body)) + body


def icns_sizes(icon: bytes) -> dict[int, bytes]:
    """The pictures of an icon of macOS by their edges; those of other types are left out."""
    found, at = {}, _ICNS_ENTRY.size
    while at + _ICNS_ENTRY.size <= len(icon):
        kind, size = _ICNS_ENTRY.unpack_from(icon, at)
        if size <= _ICNS_ENTRY.size:
            break
        edge = ICNS_TYPES.get(kind.decode("latin-1"))
        if edge is not None:
            found[edge] = icon[at + _ICNS_ENTRY.size : at + size]
        at += size
    return found


def _drawn(edge: int) -> bytes:
    # Only whoever draws needs Qt.
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(edge, edge, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(PICTURE)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def main() -> int:
    ICO.write_bytes(ico({edge: _drawn(edge) for edge in ICO_SIZES}))
    ICNS.write_bytes(icns({edge: _drawn(edge) for edge in ICNS_TYPES.values()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
