"""The parsers' results, and size limits of their work."""

from __future__ import annotations

from dataclasses import dataclass

THUMBNAIL_PX = 176
"""The longer side: 88 logical pixels on a screen of double density."""
DRAWN_LIMIT_PIXELS = 14_000_000
"""56 MB as RGBA, which fits into one frame."""
TEXT_LIMIT_CHARS = 1_000_000
PAGES_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """RGBA, 8 bits each, row after row, opaque."""

    width_px: int
    height_px: int
    rgba: bytes


@dataclass(frozen=True, slots=True)
class Inspected:
    """`cleaned` is what to store instead of the file, None: store the file as it is."""

    pages: int
    page_texts: list[str]
    unread_pages: int
    thumbnail: Drawn | None
    cleaned: bytes | None = None
    encoding: str | None = None
    encoding_guessed: bool = False
    text_cut: bool = False


def fitted(width: float, height: float, *, width_px: int) -> tuple[int, int]:
    """Whole pixels of something `width` × `height` drawn `width_px` wide, as far as the limit allows."""
    scale = width_px / width
    if width * height * scale * scale > DRAWN_LIMIT_PIXELS:
        scale = (DRAWN_LIMIT_PIXELS / (width * height)) ** 0.5
    across, down = max(1, int(width * scale)), max(1, int(height * scale))
    # An extremely narrow picture would exceed the limit even at its least width.
    return min(across, DRAWN_LIMIT_PIXELS), min(down, DRAWN_LIMIT_PIXELS // across)


def thumbnail_width(width: float, height: float) -> int:
    """How wide to draw something so that its longer side is `THUMBNAIL_PX`."""
    return max(1, int(THUMBNAIL_PX * min(1.0, width / height)))


def cut_pages(pages: list[str]) -> tuple[list[str], bool]:
    """The pages up to the limit of characters in total; true if something was omitted."""
    left, kept = TEXT_LIMIT_CHARS, []
    for page in pages:
        kept.append(page[:left])
        left -= len(kept[-1])
    return kept, sum(map(len, pages)) > TEXT_LIMIT_CHARS
