"""Files for the tests of attachments, made here so that every byte of them is known."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence

from PIL import Image, PngImagePlugin

CANARY = "canary-kingfisher-7781"


def pdf(pages: Sequence[str | None], *, extra: str = "", info: str = "", encrypt: bool = False) -> bytes:
    """A PDF with one line of text a page; None makes a page that only has a picture on it."""
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    picture = add(
        _stream(
            b"\x00\xff\x00\xff",
            "/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8",
        )
    )
    kids = []
    tree = len(objects) + 2 * len(pages) + 1
    for text in pages:
        if text is None:
            drawing = b"q 500 0 0 700 40 40 cm /P Do Q"
        else:
            escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawing = f"BT /F 18 Tf 60 700 Td ({escaped}) Tj ET".encode("latin-1")
        content = add(_stream(drawing))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] {extra} /Contents {content} 0 R "
                f"/Resources << /Font << /F {font} 0 R >> /XObject << /P {picture} 0 R >> >> >>".encode()
            )
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    add(f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode())
    root = add(f"<< /Type /Catalog /Pages {tree} 0 R >>".encode())
    about = add(f"<< /Title ({info}) >>".encode())
    trailer = f"/Root {root} 0 R /Info {about} 0 R"
    if encrypt:
        lock = add(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>".encode())
        trailer += f" /Encrypt {lock} 0 R /ID [<{'00' * 16}> <{'00' * 16}>]"
    return _file(objects, trailer)


def picture(
    form: str = "JPEG",
    *,
    size: tuple[int, int] = (400, 300),
    exif: bool = False,
    note: str = "",
    mode: str = "RGB",
) -> bytes:
    """A picture, red at the left and blue at the right; with `exif` turned, placed and owned."""
    image = Image.new("RGB", size, (255, 0, 0))
    image.paste((0, 0, 255), (size[0] // 2, 0, size[0], size[1]))
    image = image.convert(mode)
    settings: dict[str, object] = {}
    if exif:
        about = Image.Exif()
        about[0x0112] = 6
        about[0x010F] = CANARY
        about.get_ifd(0x8825)[2] = (31.0, 46.0, 5.0)
        settings["exif"] = about
    if note and form == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Comment", note)
        words.add_itxt("XML:com.adobe.xmp", f"<x>{note}</x>")
        settings["pnginfo"] = words
    elif note and form == "JPEG":
        settings |= {"comment": note.encode(), "xmp": f"<x>{note}</x>".encode()}
    elif note and form == "WEBP":
        settings["xmp"] = f"<x>{note}</x>".encode()
    elif note and form == "TIFF":
        settings["description"] = note
    out = io.BytesIO()
    image.save(out, form, **settings)
    return out.getvalue()


def png_bomb(side: int = 60_000) -> bytes:
    """A few kilobytes that say they are billions of pixels, and unpack to as many as they can."""
    row = zlib.compress(b"\x00" * 50_000_000, 9)
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", row), (b"IEND", b""))
    )


def text_chunk_bomb() -> bytes:
    """A small PNG with a comment that unpacks to a gigabyte."""
    whole = picture("PNG")
    packed = b"Comment\x00\x00" + _compressed(b"a" * 1_000_000, times=1_000)
    chunk = (
        struct.pack(">I", len(packed)) + b"zTXt" + packed + struct.pack(">I", zlib.crc32(b"zTXt" + packed))
    )
    return whole[:33] + chunk + whole[33:]


def moving_picture() -> bytes:
    """An animated PNG of two pictures."""
    out = io.BytesIO()
    first, second = Image.new("RGB", (20, 20)), Image.new("RGB", (20, 20), (9, 9, 9))
    first.save(out, "PNG", save_all=True, append_images=[second])
    return out.getvalue()


def filled_form(value: str) -> bytes:
    """A page with nothing on it but a form field that holds `value`."""
    shown = f"/Tx BMC BT /F 14 Tf 4 6 Td ({value}) Tj ET EMC".encode()
    font = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Annots [4 0 R] >>",
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (result) /V (%s) /F 4 /Rect [20 200 320 230] "
        b"/AP << /N 5 0 R >> /P 3 0 R >>" % value.encode(),
        _stream(shown, f"/Type /XObject /Subtype /Form /BBox [0 0 300 30] /Resources << {font.decode()} >>"),
    ]
    return _file(objects, "/Root 1 0 R")


def pdf_stream_bomb() -> bytes:
    """A page whose drawing unpacks to 400 MB of operators."""
    drawing = _compressed(b"0 0 m 1 1 l S\n" * 100_000, times=300)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
    ]
    return _file(objects, "/Root 1 0 R")


def _compressed(piece: bytes, *, times: int) -> bytes:
    """`piece` that many times, as zlib writes it; after a full flush a block refers to none before it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    checked = zlib.adler32(b"")
    for _ in range(times):
        checked = zlib.adler32(piece, checked)
    end = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS).flush()
    return b"\x78\xda" + block * times + end + struct.pack(">I", checked)


def _stream(data: bytes, about: str = "") -> bytes:
    return f"<< {about} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    starts = []
    for number, content in enumerate(objects, start=1):
        starts.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{start:010d} 00000 n \n".encode() for start in starts)
    out += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
