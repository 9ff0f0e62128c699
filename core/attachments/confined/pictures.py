"""Pictures: decoded, turned the right way up and encoded again with nothing but their pixels.

A picture is rebuilt rather than cleaned, so that no unexpected metadata survives: camera, owner, position
(EXIF, XMP, IPTC), comments, embedded previews, whatever follows the end of the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import (
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from core.attachments.confined.refusal import Refused
from core.attachments.confined.work import Drawn, Inspected, fitted, thumbnail_width

PIXELS_LIMIT = 64_000_000
"""Per page; four pages of it in all. A 50-megapixel telephone fits."""
FRAMES_LIMIT = 200
_WEBP_QUALITY = 92
_JPEG_QUALITY = 92

# Loaded now, because nothing can be loaded once the process is confined.
_PLUGINS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
Image.preinit()
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/tiff": "TIFF", "image/webp": "WEBP"}
# The limit above is checked before decoding and has its own error.
Image.MAX_IMAGE_PIXELS = None
PngImagePlugin.MAX_TEXT_CHUNK = 1 << 20
PngImagePlugin.MAX_TEXT_MEMORY = 4 << 20

_UNREADABLE = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, OverflowError)
"""What Pillow raises over damaged files; it has no exception of its own for most of them."""


def inspect_picture(data: bytes, media_type: str) -> Inspected:
    """The picture as it will be stored, and its thumbnail. It has no text. Raises `Refused`."""
    with _opened(data, media_type) as picture:
        if picture.format in ("PNG", "WEBP") and _frames(picture) > 1:
            raise Refused("attachment_animated")
        settings = _settings(picture, data)
        pages = list(_pages(picture))
        out = io.BytesIO()
        more: dict[str, Any] = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
        pages[0].save(out, _FORMATS[media_type], **settings, **more)
        width_px = thumbnail_width(*pages[0].size)
        return Inspected(
            pages=len(pages),
            page_texts=[""] * len(pages),
            unread_pages=len(pages),
            thumbnail=_drawn(pages[0], width_px),
            cleaned=out.getvalue(),
        )


def draw_picture(data: bytes, *, page: int, width_px: int) -> Drawn:
    """One page (from 0) of a stored picture, never larger than it is. Raises `Refused`."""
    with _opened(data, None) as picture:
        if not 0 <= page < _frames(picture):
            raise Refused("attachment_page_missing", page=page + 1)
        picture.seek(page)
        _check_size(picture)
        picture.load()
        return _drawn(picture, min(width_px, picture.width))


@contextmanager
def _opened(data: bytes, media_type: str | None) -> Iterator[Image.Image]:
    formats = [_FORMATS[media_type]] if media_type else list(_FORMATS.values())
    try:
        with Image.open(io.BytesIO(data), formats=formats) as picture:
            _check_size(picture)
            yield picture
    except _UNREADABLE:
        raise Refused("attachment_corrupt") from None


def _frames(picture: Image.Image) -> int:
    # Further pictures in a JPEG (MPO) are previews or gain maps: metadata, which is dropped.
    return 1 if picture.format in ("JPEG", "MPO") else int(getattr(picture, "n_frames", 1))


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    if width < 1 or height < 1:
        raise Refused("attachment_corrupt")
    if width * height > PIXELS_LIMIT:
        raise Refused("attachment_picture_too_large", width=width, height=height)


def _pages(picture: Image.Image) -> Iterator[Image.Image]:
    """Each page as pixels alone, the right way up, in sRGB."""
    frames, pixels = _frames(picture), 0
    if frames > FRAMES_LIMIT:
        raise Refused("attachment_too_many_pages", pages=frames, limit=FRAMES_LIMIT)
    for number in range(frames):
        picture.seek(number)
        _check_size(picture)
        pixels += picture.width * picture.height
        if pixels > 4 * PIXELS_LIMIT:
            raise Refused("attachment_picture_too_large", width=picture.width, height=picture.height)
        picture.load()
        yield _bare(ImageOps.exif_transpose(picture))


def _bare(picture: Image.Image) -> Image.Image:
    if picture.mode in ("P", "PA"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    elif picture.mode in ("CMYK", "YCbCr", "LAB", "HSV", "RGBX", "RGBa", "La"):
        picture = picture.convert("RGB")
    elif picture.has_transparency_data and picture.mode in ("RGB", "L"):
        picture = picture.convert("RGBA")
    picture = _in_srgb(picture)
    return Image.frombytes(picture.mode, picture.size, picture.tobytes())


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Converts colours by the embedded profile, which is then dropped, as it may name a device."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode != "RGB":
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, *_UNREADABLE):
        return picture
    return turned if turned is not None else picture


def _settings(picture: Image.Image, data: bytes) -> dict[str, Any]:
    """Encoder settings with the least loss: a JPEG with its own tables, a lossless WebP without loss."""
    if picture.format in ("JPEG", "MPO"):
        tables = getattr(picture, "quantization", None)
        if tables and picture.mode in ("RGB", "L"):
            sampling = JpegImagePlugin.get_sampling(picture)
            return {"qtables": tables, "subsampling": sampling} if sampling >= 0 else {"qtables": tables}
        return {"quality": _JPEG_QUALITY}
    if picture.format == "WEBP":
        return {"lossless": True} if b"VP8L" in data[12:64] else {"quality": _WEBP_QUALITY}
    return {"compression": "tiff_adobe_deflate"} if picture.format == "TIFF" else {"optimize": False}


def _drawn(picture: Image.Image, width_px: int) -> Drawn:
    size = fitted(*picture.size, width_px=width_px)
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    elif picture.mode in ("I", "F"):
        picture = ImageOps.autocontrast(picture.convert("L"))
    shown = picture.convert("RGBA")
    if shown.size != size:
        shown = shown.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    # Transparent parts become white, as in a PDF.
    paper = Image.new("RGBA", size, (255, 255, 255, 255))
    paper.alpha_composite(shown)
    return Drawn(*size, paper.tobytes())
